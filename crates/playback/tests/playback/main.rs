//! The core with a clock moved by hand, clips that count their samples, and captured sound.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::needless_pass_by_value,
    reason = "helpers of tests fail by panicking and read better by value"
)]

mod anything;
mod cuts;
mod playing;
mod preloading;
mod resuming;
mod rig;
mod scrubbing;
mod speeds;
