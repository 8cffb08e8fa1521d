//! The story on disk: opening it, writing it whole or not at all, and noticing when somebody else did.
//!
//! - [`open`]: a story with its layout as they lie on disk ([`OnDisk`]).
//! - [`save`]: writes both; refuses when either is another than the one that was read.
//! - [`look`]: whether somebody else wrote them meanwhile.
//! - [`claim`]: that no second window edits the same story.
//! - [`recovery`]: what was not saved yet, in a file of its own.
//! - [`take_in`]: copies of clips from elsewhere.
//!
//! Everything here but what is told from names alone ([`within`], [`is_video`]) waits for a disk: it is for
//! workers, not for the window's thread.

pub mod claim;
mod on_disk;
mod reading;
pub mod recovery;
mod take_in;
mod writing;

pub use on_disk::{OnDisk, Stamp};
pub use reading::{Look, OpenError, OpenedStory, file_at, look, open, read_table};
pub use take_in::{PICTURES, VIDEOS, is_picture, is_video, take_in, within};
pub(crate) use writing::refused;
pub use writing::{Remedy, SaveError, Saved, save, write};

use std::path::{Path, PathBuf};

/// The story's file within its folder, unless it was opened under another name.
pub const STORY: &str = "story.ron";
/// The cards' places.
pub const LAYOUT: &str = "layout.ron";

/// The folder that a story's file lies in.
#[must_use]
pub fn folder_of(file: &Path) -> PathBuf {
    let parent = file.parent().filter(|parent| !parent.as_os_str().is_empty());
    parent.map_or_else(|| PathBuf::from("."), Path::to_path_buf)
}
