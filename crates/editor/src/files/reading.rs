//! Reading a story from its folder.

use super::on_disk::{OnDisk, Stamp};
use super::{LAYOUT, STORY, folder_of};
use crate::layout::{self, Layout};
use crate::sheet::LONGEST;
use scene_graph::load;
use std::fs;
use std::io::{self, ErrorKind, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use story_source::{SourceError, StoryFolder, StorySource as _};

/// A story that was opened.
#[derive(Clone, Debug)]
pub struct OpenedStory {
    /// The folder it lies in.
    pub folder: PathBuf,
    /// The story's file in it.
    pub file: PathBuf,
    /// The story and its layout; the story may have faults of meaning, which the checks tell.
    pub on_disk: OnDisk,
    /// What the author should know, in English sentences of the layers below.
    pub notes: Vec<String>,
}

/// Why a story cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// It is not there, or may not be read.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// It is no story: a fault of syntax or shape, with its line.
    #[error("{file}: {reason}. {remedy}")]
    Unreadable {
        /// The story's file.
        file: String,
        /// What is wrong, with the line.
        reason: String,
        /// What to do.
        remedy: String,
    },
}

/// What is to be seen of a story's files.
#[derive(Debug)]
pub enum Look {
    /// They are as they were.
    Same,
    /// Somebody else wrote them.
    Other(OnDisk),
    /// The story is not there any more, or cannot be read as one.
    Gone(OpenError),
}

/// What the files hold, as bytes.
pub(super) struct Present {
    pub(super) story: Vec<u8>,
    /// Absent: there is none, or none that can be read.
    pub(super) layout: Option<Vec<u8>>,
    /// Why it cannot be read.
    note: Option<String>,
}

impl Present {
    /// Bounded, from ordinary files within the folder only: a story may come from a stranger.
    pub(super) fn read(file: &Path) -> Result<Self, SourceError> {
        let source = StoryFolder::open(file)?;
        let story = source.read_story(load::MAX_BYTES as u64)?;
        let (layout, note) = match source.read(LAYOUT, layout::LONGEST as u64) {
            Ok(layout) => (Some(layout), None),
            Err(SourceError::Missing { .. }) => (None, None),
            Err(error) => (None, Some(error.to_string())),
        };
        Ok(Self { story, layout, note })
    }

    /// Whether this story would be written as `text`.
    pub(super) fn says(&self, text: &str) -> bool {
        self.story == text.as_bytes()
            || load::read(&self.story).is_ok_and(|story| scene_graph::write(&story) == text)
    }

    /// Whether there is a layout of which nothing can be made.
    pub(super) fn has_unreadable_layout(&self) -> bool {
        self.note.is_some() || self.layout.as_deref().is_some_and(|layout| Layout::read(layout).is_err())
    }

    pub(super) fn stamp(&self) -> Stamp {
        Stamp::of(&self.story, self.layout.as_deref())
    }

    /// What they mean; a layout that cannot be read is a note, and none.
    pub(super) fn understood(self, file: &Path) -> Result<(OnDisk, Vec<String>), OpenError> {
        let story = load::read(&self.story).map_err(|fault| OpenError::Unreadable {
            file: file.display().to_string(),
            reason: fault.message.clone(),
            remedy: fault.remedy.clone(),
        })?;
        let stamp = self.stamp();
        let mut notes: Vec<String> = self.note.into_iter().collect();
        let layout = match self.layout.as_deref().map(Layout::read) {
            Some(Ok(layout)) => layout,
            Some(Err(error)) => {
                notes.push(error.to_string());
                Layout::default()
            }
            None => Layout::default(),
        };
        Ok((OnDisk { story: Arc::new(story), layout: Arc::new(layout), stamp }, notes))
    }
}

/// The story's file, where a person named its folder or it.
#[must_use]
pub fn file_at(path: &Path) -> PathBuf {
    if path.is_dir() { path.join(STORY) } else { path.to_path_buf() }
}

/// Opens the story at `path` (a folder, or its file).
///
/// # Errors
/// When there is none, or it cannot be read as one.
pub fn open(path: &Path) -> Result<OpenedStory, OpenError> {
    // The folder as it was named: what is missing is told of that.
    let present = Present::read(path)?;
    let file = file_at(path);
    let (on_disk, notes) = present.understood(&file)?;
    Ok(OpenedStory { folder: folder_of(&file), file, on_disk, notes })
}

/// Whether the story's files are still as they looked when they were read or written last.
#[must_use]
pub fn look(file: &Path, known: &Stamp) -> Look {
    match Present::read(file) {
        Ok(present) if present.stamp() == *known => Look::Same,
        Ok(present) => match present.understood(file) {
            Ok((on_disk, _)) => Look::Other(on_disk),
            Err(error) => Look::Gone(error),
        },
        Err(error) => Look::Gone(error.into()),
    }
}

/// Reads a table of texts, for [`crate::ui::Workspace::table`]; of a file that is larger than any table only
/// so much that its reader says so.
///
/// # Errors
/// When it cannot be read, or is no ordinary file: tell the author what the system says.
pub fn read_table(path: &Path) -> io::Result<Arc<[u8]>> {
    let file = fs::File::open(path)?;
    if !file.metadata()?.is_file() {
        return Err(io::Error::new(ErrorKind::InvalidInput, "this is no file"));
    }
    let mut bytes = Vec::new();
    file.take(LONGEST as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes.into())
}
