//! Writing a story: whole or not at all, and never over somebody else's work.

use super::on_disk::{OnDisk, Stamp};
use super::reading::Present;
use super::{LAYOUT, folder_of};
use crate::layout::Layout;
use desktop::keeper::{sweep_drafts, write_whole_for};
use scene_graph::Story;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use story_source::SourceError;

/// Links that lead to links; more are a circle.
const MOST_LINKS: usize = 16;

/// Why a story was not written. What was on disk before is whole.
#[derive(Clone, Debug, thiserror::Error)]
pub enum SaveError {
    /// The files are others than those that were read or written last. Nothing was written.
    #[error("{file}: somebody else changed this file; save yours elsewhere, or move that file away")]
    Changed {
        /// The story's file.
        file: String,
        /// What is there now, if it is a story.
        theirs: Option<Box<OnDisk>>,
    },
    /// Another window edits the story there.
    #[error("{file}: this story is open in another window; close it there, or save yours elsewhere")]
    Claimed {
        /// The story's file.
        file: String,
    },
    /// The disk refused.
    #[error("{file}: this cannot be written: {reason}. {remedy}")]
    Disk {
        /// The file.
        file: String,
        /// What the system says.
        reason: String,
        /// What to do.
        remedy: Remedy,
    },
}

/// What to do about a disk that refuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// Permissions are missing.
    Allow,
    /// The disk is full.
    MakeRoom,
    /// The folder is gone.
    BringBack,
    /// A link leads out of the story's folder.
    ReplaceLink,
    /// Nothing in particular.
    SaveElsewhere,
}

impl core::fmt::Display for Remedy {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            Self::Allow => "Allow writing there, or save the story elsewhere",
            Self::MakeRoom => "Make room on the disk, or save the story elsewhere",
            Self::BringBack => "The folder is not there any more: bring it back, or save the story elsewhere",
            Self::ReplaceLink => {
                "It is a link that leads out of the story's folder: put a file there instead"
            }
            Self::SaveElsewhere => "Save the story elsewhere",
        })
    }
}

/// A story that was written.
#[derive(Debug)]
pub struct Saved {
    /// What lies on disk now.
    pub on_disk: OnDisk,
    /// Whether the cards' places were written, too; without them the cards are laid out anew.
    pub layout: Result<(), SaveError>,
}

/// Writes the story to `file` and its layout beside it, each whole or not at all, the story first; a file that
/// says the same, in whatever form, stays as it is. `known`:
/// what the files looked like when they were read or written last; `None`: there were none.
///
/// # Errors
/// [`SaveError::Changed`] when the files are others than `known`: show both and let the author choose.
/// [`SaveError::Disk`] when they cannot be written: offer another place.
pub fn save(
    file: &Path,
    story: &Arc<Story>,
    layout: &Arc<Layout>,
    known: Option<&Stamp>,
) -> Result<Saved, SaveError> {
    let folder = folder_of(file);
    // A folder that is gone (a share that was unmounted) is not made anew with half a story in it.
    if known.is_some() && !folder.is_dir() {
        return Err(refused(file, &ErrorKind::NotFound.into()));
    }
    let (story_text, layout_text) = (scene_graph::write(story), layout.to_ron());
    let present = present(file)?;
    // What a person wrote by hand, with comments, stays as long as it says the same.
    let same =
        present.as_ref().filter(|present| present.says(&story_text)).map(|present| present.story.clone());
    let story_bytes = same.as_deref().unwrap_or(story_text.as_bytes());
    let mut stamp = Stamp::of(story_bytes, Some(layout_text.as_bytes()));
    if present.as_ref().is_some_and(|present| is_somebody_elses(&present.stamp(), known, &stamp)) {
        return Err(changed(file, present));
    }
    if same.is_none() {
        write_within(&folder, file, story_bytes)?;
    }
    let layout_file = folder.join(LAYOUT);
    if present.as_ref().is_some_and(Present::has_unreadable_layout) {
        put_aside(&layout_file);
    }
    let layout_written = write_within(&folder, &layout_file, layout_text.as_bytes());
    if layout_written.is_err() {
        let present = present.and_then(|present| present.layout);
        stamp = Stamp::of(story_bytes, present.as_deref());
    }
    let on_disk = OnDisk { story: Arc::clone(story), layout: Arc::clone(layout), stamp };
    Ok(Saved { on_disk, layout: layout_written })
}

/// Keeps a layout that nobody can read under another name: perhaps a person can, or one out of version
/// control that was merged by halves.
fn put_aside(layout: &Path) {
    if !fs::symlink_metadata(layout).is_ok_and(|facts| facts.is_file()) {
        return;
    }
    let names = std::iter::once(String::new()).chain((2..100).map(|number| format!("-{number}")));
    let free = names.map(|number| layout.with_extension(format!("damaged{number}.ron")));
    // Where that cannot be done, writing tells why.
    if let Some(free) = free.into_iter().find(|path| !path.exists())
        && let Err(error) = fs::rename(layout, &free)
    {
        tracing::warn!("{}: this could not be kept as {}: {error}", layout.display(), free.display());
    }
}

/// What is there, if something is.
fn present(file: &Path) -> Result<Option<Present>, SaveError> {
    match Present::read(file) {
        Ok(present) => Ok(Some(present)),
        Err(SourceError::Missing { .. } | SourceError::NoStory { .. }) => Ok(None),
        // Nothing that this program wrote.
        Err(SourceError::TooLarge { path, .. }) => Err(SaveError::Changed { file: path, theirs: None }),
        Err(error) => Err(SaveError::Disk {
            file: file.display().to_string(),
            reason: error.to_string(),
            remedy: Remedy::SaveElsewhere,
        }),
    }
}

/// Whether writing `wanted` would lose what is there.
fn is_somebody_elses(present: &Stamp, known: Option<&Stamp>, wanted: &Stamp) -> bool {
    let known_story = known.is_some_and(|known| known.is_same_story(present));
    let known_layout = known.is_some_and(|known| known.is_same_layout(present));
    !(known_story || wanted.is_same_story(present))
        || !(known_layout || wanted.is_same_layout(present) || present.has_no_layout())
}

fn changed(file: &Path, present: Option<Present>) -> SaveError {
    let theirs = present.and_then(|present| present.understood(file).ok());
    SaveError::Changed {
        file: file.display().to_string(),
        theirs: theirs.map(|(on_disk, _)| Box::new(on_disk)),
    }
}

/// Writes a file of a story. A link is followed, but not out of the folder: a stranger's story may have
/// any file of the author's as its layout.
fn write_within(folder: &Path, path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    let target = target_of(path).map_err(|error| refused(path, &error))?;
    if target != path {
        let real = |path: &Path| path.canonicalize().map_err(|error| refused(path, &error));
        if !real(&folder_of(&target))?.starts_with(real(folder)?) {
            return Err(SaveError::Disk {
                file: path.display().to_string(),
                reason: target.display().to_string(),
                remedy: Remedy::ReplaceLink,
            });
        }
    }
    write_target(&target, bytes)
}

/// Writes a file of any kind whole or not at all, as readable as the one that was there. What a link leads
/// to is written, and the link stays.
///
/// # Errors
/// When the disk refuses.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    let target = target_of(path).map_err(|error| refused(path, &error))?;
    write_target(&target, bytes)
}

/// Where links lead, there or not.
fn target_of(path: &Path) -> io::Result<PathBuf> {
    let mut target = path.to_path_buf();
    for _ in 0..MOST_LINKS {
        match fs::read_link(&target) {
            Ok(next) => target = folder_of(&target).join(next),
            // No link, or not there: writing tells which.
            Err(_) => return Ok(target),
        }
    }
    Err(io::Error::new(ErrorKind::InvalidInput, "links that lead to each other"))
}

fn write_target(path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    // A file that others could read stays one: a story is no secret.
    let permissions = fs::metadata(path).map(|facts| facts.permissions()).ok();
    if permissions.as_ref().is_some_and(fs::Permissions::readonly) {
        return Err(refused(path, &ErrorKind::PermissionDenied.into()));
    }
    write_whole_for(path, bytes, permissions.or_else(usual_permissions))
        .map_err(|error| refused(path, &error))?;
    // That the new file bears the name is a fact of the folder: it, too, is to outlast the power.
    if let Ok(folder) = fs::File::open(folder_of(path)) {
        let _ = folder.sync_all();
    }
    sweep_drafts(path);
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

pub(crate) fn refused(path: &Path, error: &io::Error) -> SaveError {
    let remedy = match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Remedy::Allow,
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => Remedy::MakeRoom,
        ErrorKind::NotFound | ErrorKind::NotADirectory => Remedy::BringBack,
        _ => Remedy::SaveElsewhere,
    };
    SaveError::Disk { file: path.display().to_string(), reason: error.to_string(), remedy }
}
