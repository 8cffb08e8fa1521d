//! The way through a story that takes the least time.

use super::paths::{Path, PathEnd, Walk};
use media_time::MediaDuration;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Follows what took the least time so far (Dijkstra, 1959): the first way at an ending is the shortest of
/// all, also where there are too many to look at each.
#[derive(Default)]
pub(super) struct Quickest {
    /// By the time they took, then by when they were found.
    open: BTreeMap<(MediaDuration, Reverse<usize>), Stage>,
    count: usize,
}

/// How far a way was followed.
pub(super) enum Stage {
    /// To a question.
    Under(Box<Walk>),
    /// To its end.
    Over(Path),
}

impl Quickest {
    /// A way to be followed. One whose time is not known cannot be compared.
    pub(super) fn put(&mut self, walk: Walk) {
        if let Some(length) = walk.length() {
            self.insert(length, Stage::Under(Box::new(walk)));
        }
    }

    /// A way that is over; only those that end at an ending count.
    pub(super) fn end(&mut self, path: Path) {
        if let (PathEnd::Ending(_), Some(length)) = (&path.end, path.length) {
            self.insert(length, Stage::Over(path));
        }
    }

    fn insert(&mut self, length: MediaDuration, stage: Stage) {
        self.count += 1;
        self.open.insert((length, Reverse(self.count)), stage);
    }

    /// The way that took the least time so far; one that is over is the shortest of all.
    pub(super) fn next(&mut self) -> Option<Stage> {
        self.open.pop_first().map(|(_, stage)| stage)
    }
}
