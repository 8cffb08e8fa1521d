//! What other threads tell the window.

use super::arrival::{Arrival, Hold};
use crate::files::recovery::RecoveryNews;
use crate::files::{Look, OpenError, SaveError, Saved};
use crate::preview::Preview;
use crate::ui::{Dropped, Export, Field, PathFor, Request};
use crate::work::ClipSource;
use desktop::recent::RecentStory;
use egui_winit::accesskit_winit;
use scene_graph::Story;
use std::path::PathBuf;
use std::sync::Arc;

/// What other threads tell the window.
pub(super) enum UserEvent {
    /// There is something new to draw.
    Redraw,
    /// From assistive technology.
    Accessibility(accesskit_winit::Event),
    /// A story was opened, or the one at this path could not be.
    Opened(Result<Box<Arrival>, (PathBuf, OpenError)>),
    /// The open story, which another window had.
    TookOver(Box<Arrival>),
    /// It still has.
    NotTakenOver,
    /// No new story could be made.
    NotMade(String),
    /// A story was written, or could not be.
    Saved(Box<SaveReport>),
    /// Of the thread that keeps unsaved work.
    Recovery(RecoveryNews),
    /// The story of this file looks like this now.
    Looked {
        /// The story's file.
        file: PathBuf,
        /// What is to be seen.
        look: Box<Look>,
    },
    /// Stories that were opened lately.
    Recent(Vec<RecentStory>),
    /// Somebody chose files in a dialog, for this.
    Chosen(Purpose, Vec<PathBuf>),
    /// The system has no dialog for this.
    NoDialog(Purpose),
    /// Clips were copied into the folder.
    TakenIn(Result<Dropped, String>),
    /// A file of the story's folder for a field, by its path within the story.
    File(Field, Result<String, String>),
    /// Another story was read, to be compared with this one.
    Compared(Result<(PathBuf, Arc<Story>), (PathBuf, OpenError)>),
    /// A translators' table was read.
    Table(Result<Arc<[u8]>, String>),
    /// The preview plays, or cannot.
    Playing(Result<Box<Preview>, String>),
    /// A file was written.
    Written(Result<PathBuf, SaveError>),
    /// Something could not be done.
    Trouble(String),
}

/// What a dialog is for.
#[derive(Clone, Debug)]
pub(super) enum Purpose {
    /// The story to open.
    Open,
    /// Where the story is to be saved; then this.
    SaveAs(Option<Box<Request>>),
    /// Where a new story is to be.
    New(String),
    /// Clips to make scenes of.
    Clips,
    /// The file of a field.
    File(Field),
    /// Where this is to be written.
    Export(Export),
    /// Translations to be read.
    Texts,
    /// The story to compare with.
    Compare,
}

impl Purpose {
    /// What its path is for, where that is written by hand.
    pub(super) fn path(&self) -> PathFor {
        match self {
            Self::Open | Self::Compare => PathFor::Story,
            Self::SaveAs(_) | Self::New(_) => PathFor::NewFolder,
            Self::Clips | Self::File(_) | Self::Texts => PathFor::File,
            Self::Export(_) => PathFor::NewFile,
        }
    }
}

/// What became of writing a story.
pub(super) struct SaveReport {
    /// The story's file.
    pub(super) file: PathBuf,
    /// Which of the stories that the window had.
    pub(super) era: u64,
    /// The document's state that was written.
    pub(super) state: u64,
    pub(super) result: Result<Saved, SaveError>,
    /// What goes with it where it was not before.
    pub(super) moved: Option<Moved>,
    pub(super) then: Option<Box<Request>>,
}

/// What goes with a story at a new place.
pub(super) struct Moved {
    pub(super) hold: Hold,
    /// Where its clips are read from.
    pub(super) clips: Option<ClipSource>,
}

impl From<accesskit_winit::Event> for UserEvent {
    fn from(event: accesskit_winit::Event) -> Self {
        Self::Accessibility(event)
    }
}
