//! The viewer's pages, by what a viewer and their assistive technology meet: roles, names, keys.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests fail by panicking")]
#![allow(unreachable_pub, reason = "modules of one test program")]

mod front;
mod hands;
mod hostile;
mod look;
mod pages;
mod panels;
mod questions;
mod recorded;
mod source;
mod stage;
mod story;
mod told;
mod tree;

use viewer_ui::gallery::samples;
