//! The viewer's window, and the same player without one.
//!
//! - [`story`]: opening a story to play it: [`open_story`].
//! - [`window`]: the window: [`window::run`].
//! - [`headless`]: the same session, decoders, renderer and log, driven by a plan:
//!   [`headless::play`].
//! - [`kept`]: settings and more, kept on the viewer's own machine: [`ViewerSettings`].
//! - [`gallery`]: every page with sample data, in a window or as pictures.
//!
//! This crate joins the implementations: it names FFmpeg's opener's trait, the log store, the
//! renderer and the pages; nothing below knows of them.

mod front;
pub mod gallery;
mod handout;
pub mod headless;
pub mod kept;
mod letter;
mod opening;
mod pad;
mod presenter;
mod recording;
mod records;
mod shots;
pub mod story;
#[cfg(test)]
mod walks;
pub mod window;

pub use kept::{Home, ViewerSettings};
pub use shots::ShotError;
pub use story::{OpenError, OpenedStory, open_story};
pub use viewer_ui::ThemeChoice;
