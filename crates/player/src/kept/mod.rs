//! What is kept on the viewer's own machine from one day to the next: settings, where they left
//! off, which stories they opened. It is no record of what they answered, is read by nobody else,
//! and never exported.
//!
//! - [`Home`]: where it lies.
//! - `Keeper`: writes it on a thread of its own, whole or not at all.
//! - [`settings`]: what the viewer set, [`ViewerSettings`].

pub(crate) mod places;
pub(crate) mod recent;
pub mod settings;

pub(crate) use desktop::Keeper;
pub(crate) use places::LeftOff;
pub(crate) use recent::RecentStory;
pub use settings::{CaptionSettings, ThemeKept, ViewerSettings};

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// Where things are kept. `None`: the system tells no such folder, and nothing is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Home {
    /// The folder of settings.
    pub config: Option<PathBuf>,
    /// The folder of data: recent stories, and where the viewer left off.
    pub data: Option<PathBuf>,
}

impl Home {
    /// The file of the viewer's settings.
    #[must_use]
    pub fn settings(&self) -> Option<PathBuf> {
        self.config.as_ref().map(|folder| folder.join("settings.ron"))
    }
}

/// Reads a small text file; `None` when it is not there, is no text, or is larger than `limit`.
pub(crate) fn read_small(path: &Path, limit: u64) -> Option<String> {
    let file = File::open(path).ok().filter(|file| file.metadata().is_ok_and(|facts| facts.is_file()))?;
    let mut text = String::new();
    let length = file.take(limit + 1).read_to_string(&mut text).ok()?;
    (length as u64 <= limit).then_some(text)
}
