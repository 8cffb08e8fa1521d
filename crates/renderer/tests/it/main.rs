//! Everything that needs a device: run on whatever adapter there is, lavapipe at the least.
//! Needs the program `ffmpeg`, whose conversions are what ours are measured by.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stderr, reason = "helpers of tests")]

mod against_ffmpeg;
mod bright;
mod device;
mod placement;
mod support;
