//! Editing a story: data cases, and random commands with undo and redo.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests fail by panicking")]

mod comparing;
mod layouts;
mod renaming;
mod steps;
mod support;
mod ui;
mod wiring;
