//! Editing a story: data cases, and random commands with undo and redo.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests fail by panicking")]

mod arranging;
mod clipboard;
mod comparing;
mod diagrams;
mod dying;
mod files;
mod fixing;
mod layouts;
mod recovering;
mod renaming;
mod steps;
mod support;
mod surveying;
mod templates;
mod translating;
mod ui;
mod wiring;
mod working;
