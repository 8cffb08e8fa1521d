//! Opening a story to play it.

use scene_graph::{Diagnostic, Severity, Story};
use std::path::Path;
use std::sync::Arc;
use story_source::{SourceError, StoryFolder};

/// A story that can be played.
#[derive(Clone, Debug)]
pub struct OpenedStory {
    /// Where its files come from.
    pub source: Arc<StoryFolder>,
    /// The story.
    pub story: Arc<Story>,
    /// The BLAKE3 of its canonical RON, in hexadecimal.
    pub revision: String,
}

/// Why a story cannot be played.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// There is nothing to read.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// It needs a newer version of this program.
    #[error("{}", first(.0))]
    TooNew(Vec<Diagnostic>),
    /// It is no story: a fault of syntax or shape.
    #[error("{}", first(.0))]
    Unreadable(Vec<Diagnostic>),
    /// It is a story with errors: it would lead a viewer into nothing.
    #[error("this story has {}; 'edamichi check' lists them all. The first: {}", counted(.0.len()), first(.0))]
    Errors(Vec<Diagnostic>),
}

fn first(diagnostics: &[Diagnostic]) -> String {
    diagnostics.first().map(ToString::to_string).unwrap_or_default()
}

fn counted(errors: usize) -> String {
    if errors == 1 { "1 error".to_owned() } else { format!("{errors} errors") }
}

/// Opens the story at `path` (a folder, or its story file).
///
/// # Errors
/// When it cannot be read, is no story, or has errors. Missing media are no error here: playback
/// shows a slate for them.
pub fn open_story(path: &Path) -> Result<OpenedStory, OpenError> {
    open_story_telling(path, &mut |_| ())
}

/// What is being done while a story is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OpeningStep {
    /// Its file is read.
    Reading,
    /// Its scenes and branches are checked.
    Checking,
    /// Its clips are looked up.
    Clips {
        /// So many are.
        done: u32,
        /// Of so many.
        all: u32,
    },
}

/// The same, telling what it is at.
pub(crate) fn open_story_telling(
    path: &Path,
    tell: &mut dyn FnMut(OpeningStep),
) -> Result<OpenedStory, OpenError> {
    tell(OpeningStep::Reading);
    let source = StoryFolder::open(path)?;
    let text = source.read_story(scene_graph::load::MAX_BYTES as u64)?;
    tell(OpeningStep::Checking);
    let loaded = scene_graph::load(&text);
    let Some(story) = loaded.story else {
        let newer = scene_graph::diagnostic::codes::NEWER_FORMAT;
        let too_new = loaded.diagnostics.iter().any(|found| found.code == newer);
        let error = if too_new { OpenError::TooNew } else { OpenError::Unreadable };
        return Err(error(loaded.diagnostics));
    };
    let errors: Vec<_> =
        loaded.diagnostics.into_iter().filter(|found| found.severity() == Severity::Error).collect();
    if !errors.is_empty() {
        return Err(OpenError::Errors(errors));
    }
    let revision = scene_graph::revision(&story);
    Ok(OpenedStory { source: Arc::new(source), story: Arc::new(story), revision })
}
