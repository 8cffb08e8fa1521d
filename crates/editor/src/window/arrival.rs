//! A story as it comes to the window: everything that a disk is asked for, on a worker's thread.

use crate::Document;
use crate::files::claim::Claim;
use crate::files::{self, OnDisk, OpenError, OpenedStory};
use crate::work::ClipSource;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use story_source::StoryFolder;

/// Who may edit a story.
#[derive(Clone, Debug)]
pub(super) enum Hold {
    /// This window, and it keeps its unsaved work.
    Ours(Arc<Claim>),
    /// This window, which has nowhere to keep unsaved work.
    NoHome,
    /// Another window.
    Elsewhere,
}

impl Hold {
    pub(super) fn claim(&self) -> Option<&Arc<Claim>> {
        match self {
            Self::Ours(claim) => Some(claim),
            Self::NoHome | Self::Elsewhere => None,
        }
    }

    /// Claims the story of this file. `held`: what the window has by now.
    pub(super) fn of(home: Option<&Path>, file: &Path, held: Option<&Arc<Claim>>) -> Self {
        match home.map(|home| Claim::story(home, file, held)) {
            None => Self::NoHome,
            Some(Some(claim)) => Self::Ours(claim),
            Some(None) => Self::Elsewhere,
        }
    }
}

/// A story that was opened, ready to be edited.
pub(super) struct Arrival {
    pub(super) folder: PathBuf,
    pub(super) file: PathBuf,
    /// With nothing to undo.
    pub(super) document: Document,
    pub(super) on_disk: OnDisk,
    pub(super) notes: Vec<String>,
    pub(super) hold: Hold,
    /// The folder, if nothing can be written there.
    pub(super) locked: Option<String>,
    /// Where its clips are read from.
    pub(super) clips: Option<ClipSource>,
}

impl Arrival {
    /// Claims and reads the story at `path` (a folder, or its file).
    pub(super) fn open(
        path: &Path,
        home: Option<&Path>,
        held: Option<&Arc<Claim>>,
    ) -> Result<Self, OpenError> {
        // Claimed before it is read: what somebody saves as their last is read then.
        let hold = Hold::of(home, &files::file_at(path), held);
        let OpenedStory { folder, file, on_disk, notes } = files::open(path)?;
        let (story, layout) = (&*on_disk.story, &*on_disk.layout);
        let mut document = Document::opened(story.clone(), layout.clone());
        document.set_read_only(matches!(hold, Hold::Elsewhere));
        let (locked, clips) = (locked(&folder, &file), clips_of(&folder));
        Ok(Self { folder, file, document, on_disk, notes, hold, locked, clips })
    }
}

/// Where the clips of a story in this folder are read from.
pub(super) fn clips_of(folder: &Path) -> Option<ClipSource> {
    StoryFolder::open(folder).ok().map(|source| Arc::new(source) as ClipSource)
}

/// Why nothing can be written into this folder; `None`: it can.
fn locked(folder: &Path, file: &Path) -> Option<String> {
    let read_only = |path: &Path| std::fs::metadata(path).is_ok_and(|facts| facts.permissions().readonly());
    (read_only(file) || read_only(folder)).then(|| folder.display().to_string())
}
