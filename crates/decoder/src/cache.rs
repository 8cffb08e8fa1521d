//! Indexes in the user's cache, for stories in whose folder nothing can be kept.

use crate::av::file::ReadControl;
use crate::identity::ends_of;
use media::index::{Digest, MediaIndex};
use media::{ClipIndex, MediaIndexError};
use std::fs::File;
use std::io::{self, Read as _};
use std::path::PathBuf;
use std::sync::Arc;

/// The one name in a cached file.
const NAME: &str = "clip";

/// A folder of indexes, a file each, named by the hash of their clip's size and ends: a clip is
/// found again wherever it was moved, and without reading all of it.
#[derive(Debug)]
pub struct IndexCache {
    folder: PathBuf,
}

impl IndexCache {
    /// The cache in this folder, which need not be there yet.
    #[must_use]
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// The index of a file, if it is kept here. What is damaged or of another file is ignored.
    #[must_use]
    pub fn find(&self, file: &Arc<File>) -> Option<Arc<ClipIndex>> {
        self.find_within(file, &Arc::new(ReadControl::new()))
    }

    pub(crate) fn find_within(&self, file: &Arc<File>, control: &Arc<ReadControl>) -> Option<Arc<ClipIndex>> {
        if !self.folder.is_dir() {
            return None;
        }
        let (size, ends) = ends_of(file, control).ok()?;
        let kept = File::open(self.path(&ends)).ok()?;
        let mut text = Vec::new();
        kept.take(MediaIndex::MOST_BYTES as u64 + 1).read_to_end(&mut text).ok()?;
        let index = MediaIndex::parse(&text).inspect_err(|error| tracing::warn!("cached index: {error}"));
        let clip = index.ok()?.clips.remove(NAME)?;
        (clip.file.size == size && clip.file.ends == ends).then_some(clip)
    }

    /// Keeps an index, replacing what was there.
    ///
    /// # Errors
    /// What the system says: the folder cannot be made or written.
    pub fn keep(&self, clip: &Arc<ClipIndex>) -> io::Result<()> {
        std::fs::create_dir_all(&self.folder)?;
        let mut index = MediaIndex::default();
        index.clips.insert(NAME.to_owned(), Arc::clone(clip));
        let text = index.to_text().map_err(|error: MediaIndexError| io::Error::other(error))?;
        let path = self.path(&clip.file.ends);
        // Written under another name first, so that no reader sees a part of it.
        let draft = path.with_extension(format!("draft-{}", std::process::id()));
        std::fs::write(&draft, text)?;
        std::fs::rename(&draft, &path)
    }

    fn path(&self, ends: &Digest) -> PathBuf {
        self.folder.join(format!("{ends}.ron"))
    }
}
