//! The story on disk: opening it, writing it whole or not at all, and noticing when somebody else did.
//!
//! - [`open`]: a story with its layout and what it looked like on disk ([`Stamp`]).
//! - [`save`]: writes both; refuses when the file is another than the one that was read.
//! - [`recovery`]: what was not saved yet, in a file of its own.
//! - [`take_in`]: copies of clips from elsewhere.
//!
//! Everything here waits for a disk: it is for workers, not for the window's thread.

pub mod recovery;
mod take_in;

pub use take_in::{take_in, within};

use crate::layout::{self, Layout};
use crate::sheet::LONGEST;
use desktop::keeper::write_whole;
use scene_graph::{Story, load};
use std::fs;
use std::io::{self, ErrorKind, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use story_source::{SourceError, StoryFolder};

/// The story's file within its folder, unless it was opened under another name.
pub const STORY: &str = "story.ron";
/// The cards' places.
const LAYOUT: &str = "layout.ron";

/// What the story's file looked like: another stamp is another content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    hash: [u8; 32],
}

impl Stamp {
    fn of(bytes: &[u8]) -> Self {
        Self { hash: *blake3::hash(bytes).as_bytes() }
    }
}

/// A story that was opened.
#[derive(Clone, Debug)]
pub struct OpenedStory {
    /// The folder it lies in.
    pub folder: PathBuf,
    /// The story's file in it.
    pub file: PathBuf,
    /// The story; it may have faults of meaning, which the checks tell.
    pub story: Story,
    /// Where its cards lie; empty where there is no layout or none that can be read.
    pub layout: Layout,
    /// As it was on disk.
    pub stamp: Stamp,
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

/// Why a story was not written. What was on disk before is whole.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// The file is another than the one that was read or written last. Nothing was written.
    #[error("{file}: somebody else changed this file; save yours elsewhere, or move that file away")]
    Changed {
        /// The story's file.
        file: String,
        /// The story as it is there now, if it is one.
        theirs: Option<Box<Story>>,
    },
    /// The disk refused.
    #[error("{file}: this cannot be written: {reason}. {remedy}")]
    Disk {
        /// The file.
        file: String,
        /// What the system says.
        reason: String,
        /// What to do.
        remedy: &'static str,
    },
}

/// Opens the story at `path` (a folder, or its file).
///
/// # Errors
/// When there is none, or it cannot be read as one.
pub fn open(path: &Path) -> Result<OpenedStory, OpenError> {
    let source = StoryFolder::open(path)?;
    let bytes = source.read_story(load::MAX_BYTES as u64)?;
    let file = if path.is_dir() { path.join(STORY) } else { path.to_path_buf() };
    let folder = folder_of(&file);
    let story = load::read(&bytes).map_err(|fault| OpenError::Unreadable {
        file: file.display().to_string(),
        reason: fault.message.clone(),
        remedy: fault.remedy.clone(),
    })?;
    let mut notes = Vec::new();
    let layout = match read_layout(&folder.join(LAYOUT)) {
        Ok(layout) => layout,
        Err(note) => {
            notes.push(note);
            Layout::default()
        }
    };
    Ok(OpenedStory { folder, file, story, layout, stamp: Stamp::of(&bytes), notes })
}

/// No layout is no fault: the cards are laid out then.
fn read_layout(path: &Path) -> Result<Layout, String> {
    let file = match fs::File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Layout::default()),
        Err(error) => return Err(format!("{}: {error}", path.display())),
    };
    let mut bytes = Vec::new();
    let limit = layout::LONGEST as u64 + 1;
    file.take(limit).read_to_end(&mut bytes).map_err(|error| format!("{}: {error}", path.display()))?;
    Layout::read(&bytes).map_err(|error| error.to_string())
}

/// A story that was written.
#[derive(Debug)]
pub struct Saved {
    /// What its file looks like now.
    pub stamp: Stamp,
    /// Whether the cards' places were written, too; without them the cards are laid out anew.
    pub layout: Result<(), SaveError>,
}

/// Writes the story to `file` and its layout beside it, each whole or not at all, the story first. `known`:
/// what the story's file looked like when it was read or written last; `None`: there was none.
///
/// # Errors
/// [`SaveError::Changed`] when the file is another than `known`: show both and let the author choose.
/// [`SaveError::Disk`] when it cannot be written: offer another place.
pub fn save(file: &Path, story: &Story, layout: &Layout, known: Option<&Stamp>) -> Result<Saved, SaveError> {
    // A folder that is gone (a share that was unmounted) is not made anew with half a story in it.
    if known.is_some() && !folder_of(file).is_dir() {
        return Err(refused(file, &ErrorKind::NotFound.into()));
    }
    let text = scene_graph::write(story);
    let stamp = Stamp::of(text.as_bytes());
    match fs::read(file) {
        Ok(present) => {
            let present_stamp = Stamp::of(&present);
            if known != Some(&present_stamp) && present_stamp != stamp {
                let theirs = load::read(&present).ok().map(Box::new);
                return Err(SaveError::Changed { file: file.display().to_string(), theirs });
            }
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(refused(file, &error)),
    }
    write(file, text.as_bytes())?;
    let layout = write(&folder_of(file).join(LAYOUT), layout.to_ron().as_bytes());
    Ok(Saved { stamp, layout })
}

/// The folder that a story's file lies in.
#[must_use]
pub fn folder_of(file: &Path) -> PathBuf {
    let parent = file.parent().filter(|parent| !parent.as_os_str().is_empty());
    parent.map_or_else(|| PathBuf::from("."), Path::to_path_buf)
}

/// What the story's file looks like now; `None`: there is none, or it cannot be read.
#[must_use]
pub fn look(file: &Path) -> Option<Stamp> {
    fs::read(file).ok().map(|bytes| Stamp::of(&bytes))
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

/// Writes a file of any kind whole or not at all, as readable as the one that was there.
///
/// # Errors
/// When the disk refuses.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    // A file that others could read stays one: a story is no secret.
    let permissions = fs::metadata(path).map(|facts| facts.permissions()).ok();
    if permissions.as_ref().is_some_and(fs::Permissions::readonly) {
        return Err(refused(path, &ErrorKind::PermissionDenied.into()));
    }
    write_whole(path, bytes).map_err(|error| refused(path, &error))?;
    // Permissions that cannot be set are those of a new file: the content is what counts.
    if let Some(permissions) = permissions.or_else(usual_permissions) {
        let _ = fs::set_permissions(path, permissions);
    }
    Ok(())
}

/// Of a file that others may read; `None`: the folder decides.
fn usual_permissions() -> Option<fs::Permissions> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        Some(fs::Permissions::from_mode(0o644))
    }
    #[cfg(not(unix))]
    None
}

fn refused(path: &Path, error: &io::Error) -> SaveError {
    let remedy = match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            "Allow writing there, or save the story elsewhere"
        }
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            "Make room on the disk, or save the story elsewhere"
        }
        ErrorKind::NotFound | ErrorKind::NotADirectory => {
            "The folder is not there any more: bring it back, or save the story elsewhere"
        }
        _ => "Save the story elsewhere",
    };
    SaveError::Disk { file: path.display().to_string(), reason: error.to_string(), remedy }
}
