//! Decks that may play next.

use super::Core;
use crate::deck::{Deck, DeckKey};
use crate::preload::{self, Candidate};
use media::Stamp;
use session::{PictureSource, Run};

impl Core {
    /// A primed deck with this key, if there is one.
    pub(super) fn take_primed(&mut self, key: &DeckKey) -> Option<Deck> {
        let index = self.primed.iter().position(|deck| deck.key == *key)?;
        Some(self.primed.swap_remove(index))
    }

    /// Keeps a deck that was on air for the case that it is wanted again; the next [`Core::prime`]
    /// drops it if not.
    pub(super) fn keep_primed(&mut self, mut deck: Deck) {
        if deck.has_begun() || deck.is_scrubbed() {
            let stamp = Stamp { generation: deck.stamp.generation.next(), ..deck.stamp };
            deck.seek(deck.key.start, stamp);
        }
        self.primed.push(deck);
    }

    /// Opens what may play next and drops what may not, within the budget.
    pub(super) fn prime(&mut self) {
        for deck in &mut self.primed {
            // Whether it failed is told when it is asked for.
            let _ = deck.poll();
            let _ = deck.is_ready();
        }
        let wanted = match self.wanted.take() {
            Some(wanted) => wanted,
            None => self.ask_what_may_follow(),
        };
        let held: Vec<Candidate<'_>> =
            self.primed.iter().map(|deck| Candidate { key: &deck.key, bytes: deck.queued_bytes() }).collect();
        let plan = preload::plan(&wanted, &held, self.preload_bytes);
        let mut index = 0;
        self.primed.retain(|_| {
            index += 1;
            plan.keep[index - 1]
        });
        for key in plan.open {
            let deck = self.open(key, false);
            self.primed.push(deck);
        }
        self.wanted = Some(wanted);
    }

    /// What may play next, the likeliest first.
    fn ask_what_may_follow(&self) -> Vec<DeckKey> {
        let mut wanted = Vec::new();
        let mut want = |key: DeckKey| {
            let playable = matches!(key.source, PictureSource::Video { .. } | PictureSource::Still { .. });
            if playable && !wanted.contains(&key) {
                wanted.push(key);
            }
        };
        // A clip that goes round is followed by itself, from a second deck.
        if let Some(request) = self.request.as_ref().filter(|request| request.run == Run::Loop) {
            want(DeckKey::new(&request.source, request.start));
        }
        for next in self.session.may_play_next() {
            want(DeckKey::new(&next.request.source, next.request.start));
        }
        wanted
    }
}
