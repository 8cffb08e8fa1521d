//! The store and its writer, on real files.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on says so by ending")]

mod erasing;
mod opening;
mod own;
mod support;
mod tampering;
mod transfer;
mod writer;
