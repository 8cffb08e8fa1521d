//! What is known of a file before it is opened: an index that came with the story, or one in the
//! user's cache. Looked at on the decoder's threads, once for a file.

use crate::av::file::ReadControl;
use crate::cache::IndexCache;
use crate::identity::is_same_within;
use media::ClipIndex;
use std::fs::File;
use std::sync::{Arc, OnceLock};

/// What is known of one file.
#[derive(Default)]
pub(crate) struct Known {
    given: Option<Arc<ClipIndex>>,
    cache: Option<Arc<IndexCache>>,
    found: OnceLock<Option<Arc<ClipIndex>>>,
}

impl Known {
    /// What the request says, or what the cache has where that says nothing or something wrong.
    pub(crate) fn new(given: Option<Arc<ClipIndex>>, cache: Option<&Arc<IndexCache>>) -> Self {
        Self { given, cache: cache.cloned(), found: OnceLock::new() }
    }

    /// The index, if there is one of this very file and within bounds. Whoever asks first looks; the
    /// other thread waits for it.
    pub(crate) fn index(&self, file: &Arc<File>, control: &Arc<ReadControl>) -> Option<&Arc<ClipIndex>> {
        let given = || self.given.clone().filter(|index| holds(index, file, control));
        let look = || given().or_else(|| self.cache.as_ref()?.find_within(file, control));
        self.found.get_or_init(look).as_ref()
    }
}

/// Whether an index that came with a story may be used.
fn holds(index: &ClipIndex, file: &Arc<File>, control: &Arc<ReadControl>) -> bool {
    if let Err(reason) = index.check() {
        tracing::warn!(reason, "an index is damaged: its clip is opened without");
        return false;
    }
    let same = is_same_within(file, &index.file, control);
    if !same {
        tracing::warn!("a clip changed since it was indexed: it is opened without its index");
    }
    same
}
