//! The import indexes of a story's media: beside the story, or in the user's cache.

use anyhow::{Context as _, Result};
use decoder::{IndexCache, is_same_file};
use editor::work::FolderFacts;
use media::{ClipIndex, MediaIndex};
use scene_graph::IndexFact;
use std::fs::File;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;
use story_source::{SourceError, StoryFolder, StorySource as _};

/// Files that are taken for media when the story does not name them.
const MEDIA_ENDINGS: &[&str] = &[
    "aac", "avi", "flac", "jpeg", "jpg", "m4a", "m4v", "mkv", "mov", "mp3", "mp4", "mpeg", "mpg", "oga",
    "ogg", "ogv", "opus", "png", "srt", "ts", "vtt", "wav", "webm", "webp",
];

/// What is known of a story's media.
pub(super) struct Shelf {
    /// From the story's folder.
    pub(super) index: MediaIndex,
    /// Why that file cannot be used, where it is there.
    pub(super) problem: Option<String>,
    cache: Option<IndexCache>,
}

impl Shelf {
    /// Reads what there is.
    pub(super) fn open(source: &StoryFolder) -> Self {
        let read = source.read(MediaIndex::FILE, MediaIndex::MOST_BYTES as u64);
        let (index, problem) = match read {
            Ok(text) => match MediaIndex::parse(&text) {
                Ok(index) => (index, None),
                Err(error) => (MediaIndex::default(), Some(format!("{}: {error}", MediaIndex::FILE))),
            },
            Err(SourceError::Missing { .. }) => (MediaIndex::default(), None),
            Err(error) => (MediaIndex::default(), Some(error.to_string())),
        };
        Self { index, problem, cache: user_cache() }
    }

    /// What is known of this file, not yet compared with it.
    pub(super) fn find(&self, path: &str, file: &Arc<File>) -> Option<Arc<ClipIndex>> {
        let beside = self.index.clips.get(path).cloned();
        beside.or_else(|| self.cache.as_ref()?.find(file))
    }

    /// What checks want to know of a file that is there.
    fn fact(&self, path: &str, file: &Arc<File>) -> IndexFact {
        if let Some(problem) = &self.problem {
            return IndexFact::Stale { reason: problem.clone() };
        }
        if let Some(reason) = self.index.refused.get(path) {
            return IndexFact::Stale { reason: reason.clone() };
        }
        let beside = self.index.clips.get(path);
        let same = beside.filter(|index| is_same_file(file, &index.file)).cloned();
        match same.or_else(|| self.cache.as_ref()?.find(file)) {
            Some(index) => IndexFact::Read { fault: index.fault.clone() },
            None if beside.is_some() => IndexFact::Stale { reason: "the file changed since".to_owned() },
            None => IndexFact::Missing,
        }
    }
}

/// What the folder of a story tells to its checks besides what its media are: which media lie in it, and
/// what is known of those that the story names.
pub(super) fn folder_facts<'a>(source: &StoryFolder, files: impl Iterator<Item = &'a str>) -> FolderFacts {
    let shelf = Shelf::open(source);
    let known = |file: &'a str| {
        // What cannot be opened is told as such, and needs no index.
        let opened = Arc::new(source.open(file).ok()?);
        Some((file.to_owned(), shelf.fact(file, &opened)))
    };
    let is_media = |name: &String| {
        let ending = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
        MEDIA_ENDINGS.contains(&ending.as_str())
    };
    FolderFacts {
        indexes: files.filter_map(known).collect(),
        listing: source.files().into_iter().filter(is_media).collect(),
    }
}

/// The folder of indexes in the platform's cache, where there is one.
pub(super) fn user_cache() -> Option<IndexCache> {
    let folders = directories::ProjectDirs::from("", "", "edamichi")?;
    Some(IndexCache::new(folders.cache_dir().join("clips")))
}

/// Where the indexes were put.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Kept {
    /// Beside the story.
    Beside,
    /// It was the same already.
    AsItWas,
    /// In the user's cache, because the story's folder may not be written.
    InCache,
}

/// Keeps indexes beside the story, or in the user's cache when nothing may be written there.
pub(super) fn keep(folder: &Path, index: &MediaIndex) -> Result<Kept> {
    let path = folder.join(MediaIndex::FILE);
    let text = index.to_text()?;
    if text.len() > MediaIndex::MOST_BYTES {
        anyhow::bail!("the index of this story is larger than can be read again; split the story");
    }
    if std::fs::read(&path).is_ok_and(|was| was == text.as_bytes()) {
        return Ok(Kept::AsItWas);
    }
    // Written under another name first: a reader sees the old one or the new one, never a part.
    let draft = folder.join(format!(".{}.{}", MediaIndex::FILE, std::process::id()));
    match std::fs::write(&draft, text).and_then(|()| std::fs::rename(&draft, &path)) {
        Ok(()) => Ok(Kept::Beside),
        Err(error) => {
            // What is not there need not be taken away.
            let _ = std::fs::remove_file(&draft);
            let denied = matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem);
            if !denied {
                return Err(error).with_context(|| format!("{}: this cannot be written", path.display()));
            }
            let cache = user_cache().context("neither the story's folder nor a cache can be written")?;
            for clip in index.clips.values() {
                cache.keep(clip).context("the cache of indexes cannot be written")?;
            }
            Ok(Kept::InCache)
        }
    }
}
