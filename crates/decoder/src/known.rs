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
    /// What the request says, or what the cache has where it says nothing.
    pub(crate) fn new(given: Option<Arc<ClipIndex>>, cache: Option<&Arc<IndexCache>>) -> Self {
        let cache = if given.is_some() { None } else { cache.cloned() };
        Self { given, cache, found: OnceLock::new() }
    }

    /// The index, if there is one of this very file and within bounds. Whoever asks first looks; the
    /// other thread waits for it.
    pub(crate) fn index(&self, file: &Arc<File>, control: &Arc<ReadControl>) -> Option<&Arc<ClipIndex>> {
        let look = || match (&self.given, &self.cache) {
            (Some(index), _) => match index.check() {
                Err(reason) => {
                    tracing::warn!(reason, "an index is damaged: its clip is opened without");
                    None
                }
                Ok(()) if is_same_within(file, &index.file, control) => Some(Arc::clone(index)),
                Ok(()) => {
                    tracing::warn!("an index is of another file: the clip is opened without");
                    None
                }
            },
            (None, Some(cache)) => cache.find_within(file, control),
            (None, None) => None,
        };
        self.found.get_or_init(look).as_ref()
    }
}
