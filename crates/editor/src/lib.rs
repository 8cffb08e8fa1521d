//! The author's side: a story as a document that is edited by commands, each of which can be undone.
//!
//! - [`document`]: [`Document`]: the story, where its cards lie, and every step back and forth. All
//!   editing goes through [`Edit`], which notes what changed.
//! - [`layout`]: [`Layout`], as `layout.ron` beside the story says it.
//! - [`names`]: who mentions a scene, a question, a theme …; renaming one everywhere.
//! - [`wires`]: the ways on as ports and wires: joining, cutting, putting a scene in between.
//! - [`commands`]: what an author does to scenes, questions and choices.
//! - [`compare`]: what changed between two stories; merging what two people changed.
//!
//! - [`preview`]: the playback engine, begun anywhere with a made-up past.
//! - [`ui`]: the window without a window: what is drawn of all that, and what the author does.
//!
//! All but [`ui`] and [`preview`] draws nothing and reads no file, clock or random source: windows and
//! workers are made of it.

pub mod commands;
pub mod compare;
pub mod document;
pub mod layout;
pub mod names;
pub mod preview;
pub mod ui;
pub mod wires;

pub use document::{Change, Document, Edit, EditError, Gesture, Item, What};
pub use layout::{Frame, FrameId, Layout, LayoutError, Spot};
pub use names::Name;
pub use wires::{Port, Turn};
