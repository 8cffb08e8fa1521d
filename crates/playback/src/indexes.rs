//! The import indexes that come with a story, read on a thread of their own while it begins.

use media::{ClipIndex, MediaIndex};
use std::sync::Arc;
use std::thread::JoinHandle;
use story_source::{SourceError, StorySource};

/// What is known of the story's files. Whether an index fits its file is looked at by who opens it.
pub(crate) struct Indexes {
    source: Arc<dyn StorySource>,
    /// Reads it; gone once it was asked.
    reader: Option<JoinHandle<MediaIndex>>,
    read: Option<MediaIndex>,
}

impl Indexes {
    /// Begins to read the index in the story's folder.
    pub(crate) fn begin(source: Arc<dyn StorySource>) -> Self {
        let own = Arc::clone(&source);
        let reader = std::thread::Builder::new().name("media-index".to_owned()).spawn(move || read(&*own));
        // Without a thread it is read when it is first asked for.
        Self { source, reader: reader.ok(), read: None }
    }

    /// What is known of a file, named as the story names it. The first call waits until the index is
    /// read: so whether a clip is levelled never depends on which thread was quicker.
    pub(crate) fn find(&mut self, path: &str) -> Option<Arc<ClipIndex>> {
        let (reader, source) = (&mut self.reader, &self.source);
        let index = self.read.get_or_insert_with(|| {
            let joined = reader.take().and_then(|reader| reader.join().ok());
            joined.unwrap_or_else(|| read(&**source))
        });
        index.clips.get(path).cloned()
    }
}

/// Nothing where there is none or none that can be used: clips are then looked into as they are
/// opened, and 'edamichi check' tells.
fn read(source: &dyn StorySource) -> MediaIndex {
    let text = match source.read(MediaIndex::FILE, MediaIndex::MOST_BYTES as u64) {
        Ok(text) => text,
        Err(SourceError::Missing { .. }) => return MediaIndex::default(),
        Err(error) => {
            tracing::warn!("{error}: clips are opened without it");
            return MediaIndex::default();
        }
    };
    match MediaIndex::parse(&text) {
        Ok(index) => {
            for (path, reason) in &index.refused {
                tracing::warn!("{}: {path}: {reason}: it is opened without", MediaIndex::FILE);
            }
            index
        }
        Err(error) => {
            tracing::warn!("{}: {error}: clips are opened without it", MediaIndex::FILE);
            MediaIndex::default()
        }
    }
}
