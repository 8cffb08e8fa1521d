//! The rules of playing, tried on whole stories.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests fail by panicking")]

mod another_day;
mod chapters;
mod made;
mod pasts;
mod plans;
mod properties;
mod rules;
mod rules_of_ways;
mod stage;
mod stories;
mod travel;
