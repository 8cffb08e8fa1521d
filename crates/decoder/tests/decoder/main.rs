//! The decoder against real files: clips that the `ffmpeg` program makes at test time (it must be
//! installed; see the README) and a few real ones from a Debian package.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests fail by panicking")]
#![allow(clippy::cast_possible_wrap, reason = "test clips are short")]

mod clips;
mod formats;
mod holding;
mod hostile;
mod indexes;
mod loudness;
mod pictures;
mod reader;
mod scrubbing;
mod seeking;
mod timelines;
