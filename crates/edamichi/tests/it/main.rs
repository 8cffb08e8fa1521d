//! The commands, as a person or a script meets them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on says so by ending")]

mod cli;
mod crash;
mod example;
mod hostile;
mod hostile_log;
mod index;
mod log;
mod real_media;
mod support;
mod support_x;
mod window;
