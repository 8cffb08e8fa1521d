//! The author's side: a story as a document that is edited by commands, each of which can be undone.
//!
//! - [`document`]: [`Document`]: the story, where its cards lie, and every step back and forth. All
//!   editing goes through [`Edit`], which notes what changed.
//! - [`layout`]: [`Layout`], as `layout.ron` beside the story says it.
//! - [`names`]: who mentions a scene, a question, a theme …; renaming one everywhere.
//! - [`wires`]: the ways on as ports and wires: joining, cutting, putting a scene in between.
//! - [`commands`]: what an author does to scenes, questions and choices.
//! - [`compare`]: what changed between two stories; merging what two people changed.
//! - [`arrange`]: where cards lie: laid out by themselves, in lines, snapping to each other.
//! - [`clipboard`]: scenes as text, to paste elsewhere or to mail.
//! - [`translations`]: all texts as a table for translators, and back; adding and removing languages.
//! - [`diagram`]: the graph for documents, as Mermaid text and as SVG.
//! - [`fixes`]: where a problem is, and its repair.
//! - [`templates`]: stories to begin with, which are part of the program.
//! - [`survey`]: paths, their lengths, and how often choices come up.
//!
//! - [`preview`]: the playback engine, begun anywhere with a made-up past.
//! - [`work`]: threads for what takes longer than a pass: checks, clips, surveys.
//! - [`files`]: the story on disk; what was not saved yet.
//! - [`window`]: winit around [`ui`].
//! - [`ui`]: the window without a window: what is drawn of all that, and what the author does.
//!
//! All but [`ui`], [`work`] and [`preview`] draw nothing and read no file, clock or random source: windows and
//! workers are made of it.

pub mod arrange;
pub mod clipboard;
pub mod commands;
pub mod compare;
pub mod diagram;
pub mod document;
pub mod files;
pub mod fixes;
pub mod layout;
pub mod names;
pub mod preview;
mod sheet;
pub mod survey;
pub mod templates;
pub mod translations;
pub mod ui;
pub mod window;
pub mod wires;
pub mod work;

pub use document::{Change, Document, Edit, EditError, Gesture, Item, What};
pub use layout::{Frame, FrameId, Layout, LayoutError, Spot};
pub use names::Name;
pub use wires::{Port, Turn};
