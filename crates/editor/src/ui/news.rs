//! What changed in the story, for several readers: the canvas keeps its cards up to date with it, workers
//! their copies.

use crate::document::{Change, Document};
use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, Ordering};

/// So many changes are kept for readers that come late; whoever is further behind starts over.
const KEPT: usize = 1 << 16;

/// Tells the stories apart that one window shows one after another.
static NEXT: AtomicU64 = AtomicU64::new(1);

/// The changes that were made, in order, as far back as they are kept.
#[derive(Debug)]
pub(super) struct NewsRoom {
    of: u64,
    /// How many changes came before the first that is kept.
    dropped: u64,
    changes: VecDeque<Change>,
}

/// How far a reader has read. A new one has read nothing: not even which story it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NewsCursor {
    of: u64,
    read: u64,
}

/// What a reader has to do to be up to date.
#[derive(Clone, Debug, PartialEq)]
pub enum News {
    /// Look at all of the story and its layout: it is another one, or too much has changed.
    All,
    /// These changes, in order; often none.
    Changes(Vec<Change>),
}

impl Default for NewsRoom {
    fn default() -> Self {
        Self { of: NEXT.fetch_add(1, Ordering::Relaxed), dropped: 0, changes: VecDeque::new() }
    }
}

impl NewsRoom {
    /// What `cursor` has not read yet.
    pub(super) fn read(&mut self, document: &mut Document, cursor: &mut NewsCursor) -> News {
        self.changes.extend(document.take_changes());
        while self.changes.len() > KEPT {
            self.changes.pop_front();
            self.dropped += 1;
        }
        let newest = self.dropped + self.changes.len() as u64;
        let known = cursor.of == self.of && cursor.read >= self.dropped && cursor.read <= newest;
        let from = usize::try_from(cursor.read.saturating_sub(self.dropped)).unwrap_or(usize::MAX);
        *cursor = NewsCursor { of: self.of, read: newest };
        if known { News::Changes(self.changes.iter().skip(from).cloned().collect()) } else { News::All }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;
    use crate::document::{Item, What};
    use crate::layout::Spot;
    use scene_graph::{SceneId, Story};

    #[test]
    fn every_reader_sees_every_change_once_and_a_new_one_looks_at_everything() {
        let mut document = Document::opened(Story::blank(), Default::default());
        let (mut room, mut one, mut other) =
            (NewsRoom::default(), NewsCursor::default(), NewsCursor::default());
        assert_eq!(room.read(&mut document, &mut one), News::All);
        let item = Item::Scene(SceneId::new("a").unwrap());
        let mut lay = |x| {
            let done = document.edit(What::Move, |edit| {
                edit.place(&item, Some(Spot(x, 0)));
                Ok(())
            });
            done.unwrap();
        };
        lay(1);
        lay(2);
        let count = |news| match news {
            News::All => None,
            News::Changes(changes) => Some(changes.len()),
        };
        assert_eq!(count(room.read(&mut document, &mut one)), Some(2));
        assert_eq!(count(room.read(&mut document, &mut one)), Some(0));
        assert_eq!(count(room.read(&mut document, &mut other)), None, "it came late");
        assert_eq!(count(NewsRoom::default().read(&mut document, &mut one)), None, "another story");
    }
}
