//! The decoder against real files: clips that the `ffmpeg` program makes at test time (it must be
//! installed; see the README) and a few real ones from a Debian package.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests fail by panicking")]

mod clips;
mod reader;

mod seeking;
