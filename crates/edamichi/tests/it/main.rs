//! The commands, as a person or a script meets them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on says so by ending")]

mod cli;
mod log;
mod support;
