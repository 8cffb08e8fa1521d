//! What is kept on the viewer's own machine from one day to the next: settings, where they left
//! off, which stories they opened. It is no record of what they answered, is read by nobody else,
//! and never exported.
//!
//! - [`Home`]: where it lies.
//! - `Keeper`: writes it on a thread of its own, whole or not at all.
//! - [`settings`]: what the viewer set, [`ViewerSettings`].

pub(crate) mod places;
pub mod settings;

pub(crate) use desktop::Keeper;
pub(crate) use desktop::keeper::read_small;
pub(crate) use desktop::recent::{self, RecentStory};
pub(crate) use places::LeftOff;
pub use settings::{CaptionSettings, ThemeKept, ViewerSettings};

use std::path::PathBuf;

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

    /// The file of recent stories.
    pub(crate) fn recent(&self) -> Option<PathBuf> {
        self.data.as_ref().map(|folder| folder.join("recent.ron"))
    }
}
