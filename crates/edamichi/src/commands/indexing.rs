//! Reading a story's media through once, to keep what that tells.

use super::shelf::{Kept, Shelf, keep};
use anyhow::Result;
use decoder::{Progress, identity_of, make_index};
use media::{ClipIndex, MediaIndex};
use std::ops::ControlFlow;
use std::sync::Arc;
use story_source::{StoryFolder, StorySource as _};

/// What became of one file.
pub(super) enum Outcome {
    /// Read to its end.
    Made(Arc<ClipIndex>),
    /// As it was when it was indexed.
    Kept(Arc<ClipIndex>),
    /// Not readable, or no media.
    Failed(String),
}

/// What became of all.
pub(super) struct Indexed<'a> {
    /// By file, in the order in which they were named; where it was stopped, those before.
    pub(super) outcomes: Vec<(&'a str, Outcome)>,
    /// Where the indexes are.
    pub(super) kept: Kept,
    /// Whoever watched stopped it.
    pub(super) stopped: bool,
}

/// Somebody who is told how far it is.
pub(super) trait Watch {
    /// This file comes next, of so many. Breaking stops it all; what was read stays.
    fn next(&mut self, file: &str, number: usize, count: usize) -> ControlFlow<()>;
    /// It has to be read.
    fn begin(&mut self) {}
    /// How far that is; may stop it.
    fn tell(&mut self, at: Progress) -> ControlFlow<()>;
    /// It was read.
    fn end(&mut self) {}
}

/// Reads those of these files through that are not in the index as they are now (`force`: all of them), and
/// keeps the index of all.
///
/// # Errors
/// When the index cannot be kept anywhere.
pub(super) fn read_through<'a>(
    source: &StoryFolder,
    shelf: &Shelf,
    files: &[&'a str],
    force: bool,
    watch: &mut dyn Watch,
) -> Result<Indexed<'a>> {
    let mut watch = Stopping { watch, stopped: false };
    let mut outcomes = Vec::new();
    for (number, file) in files.iter().enumerate() {
        if watch.next(file, number + 1, files.len()).is_break() {
            break;
        }
        let outcome = outcome(source, shelf, file, force, &mut watch);
        if watch.stopped {
            break;
        }
        outcomes.push((*file, outcome));
    }
    let mut index = MediaIndex::default();
    for (file, outcome) in &outcomes {
        if let Outcome::Made(clip) | Outcome::Kept(clip) = outcome {
            index.clips.insert((*file).to_owned(), Arc::clone(clip));
        }
    }
    // What was known of the files that were not come to is known as before.
    for file in files.iter().skip(outcomes.len()) {
        if let Some(clip) = shelf.index.clips.get(*file) {
            index.clips.insert((*file).to_owned(), Arc::clone(clip));
        }
    }
    // A story without media needs no file, but an old one must not stay.
    let nothing_was = shelf.index == MediaIndex::default() && shelf.problem.is_none();
    let kept =
        if index.clips.is_empty() && nothing_was { Kept::AsItWas } else { keep(source.path(), &index)? };
    Ok(Indexed { outcomes, kept, stopped: watch.stopped })
}

/// Remembers that it was stopped.
struct Stopping<'a> {
    watch: &'a mut dyn Watch,
    stopped: bool,
}

impl Watch for Stopping<'_> {
    fn next(&mut self, file: &str, number: usize, count: usize) -> ControlFlow<()> {
        let flow = self.watch.next(file, number, count);
        self.stopped |= flow.is_break();
        flow
    }

    fn begin(&mut self) {
        self.watch.begin();
    }

    fn tell(&mut self, at: Progress) -> ControlFlow<()> {
        let flow = self.watch.tell(at);
        self.stopped |= flow.is_break();
        flow
    }

    fn end(&mut self) {
        self.watch.end();
    }
}

fn outcome(source: &StoryFolder, shelf: &Shelf, name: &str, force: bool, watch: &mut dyn Watch) -> Outcome {
    let file = match source.open(name) {
        Ok(file) => Arc::new(file),
        Err(error) => return Outcome::Failed(error.to_string()),
    };
    if !force
        && let Some(known) = shelf.find(name, &file)
        && identity_of(&file).is_ok_and(|identity| identity == known.file)
    {
        return Outcome::Kept(known);
    }
    watch.begin();
    // A handle of its own: this one's position belongs to whoever else reads it.
    let made = source.open(name).map_err(|error| error.to_string());
    let made =
        made.and_then(|file| make_index(file, &mut |at| watch.tell(at)).map_err(|error| error.to_string()));
    watch.end();
    made.map_or_else(Outcome::Failed, |index| Outcome::Made(Arc::new(index)))
}
