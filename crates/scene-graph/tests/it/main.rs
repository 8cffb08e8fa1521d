//! What the crate promises to its callers, in one test program.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests fail by panicking")]

mod checking;
mod documents;
mod lengths;
mod loading;
mod writing;

/// The stories by which the model was tried.
pub(crate) const STORIES: [(&str, &str); 4] = [
    ("hub", include_str!("../../../../tests/stories/1-hub.ron")),
    ("last-train", include_str!("../../../../tests/stories/2-clip-keeps-playing.ron")),
    ("survey", include_str!("../../../../tests/stories/3-survey.ron")),
    ("first-day", include_str!("../../../../tests/stories/5-bilingual.ron")),
];
