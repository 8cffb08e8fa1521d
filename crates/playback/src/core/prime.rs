//! Decks that may play next.

use super::Core;
use crate::deck::{Deck, DeckKey};
use crate::preload::{self, Held, Plan, Situation};
use media::{Readiness, Stamp};
use scene_graph::ChoiceId;
use session::{PictureSource, Run};

/// So many choices count as considered: the latest, and the one before it, as hands go to and fro.
const CONSIDERED: usize = 2;

/// At most so many decks are being opened at a time: what plays needs the machine, too, and the
/// likeliest is there sooner.
const OPENING: usize = 4;

/// A clip that may play next.
pub(super) struct Wanted {
    key: DeckKey,
    /// The choices that lead to it.
    choices: Vec<ChoiceId>,
}

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
        deck.hold(Readiness::Primed);
        self.primed.push(deck);
    }

    /// The viewer hovers or has in focus a choice of the open question; `None`: none. When not
    /// everything can be held ready, what is considered comes before the rest.
    pub fn consider(&mut self, choice: Option<ChoiceId>) {
        let Some(choice) = choice else { return };
        self.considered.retain(|other| *other != choice);
        self.considered.insert(0, choice);
        self.considered.truncate(CONSIDERED);
    }

    /// Opens what may play next and drops what may not, as the policy says.
    pub(crate) fn prime(&mut self) {
        for deck in &mut self.primed {
            // Whether it failed is told when it is asked for.
            let _ = deck.poll();
            let _ = deck.is_ready();
            if let Some(info) = deck.info() {
                self.costs.learn_size(&deck.key, info.display_size);
            }
            if let Some(bytes) = deck.settled_bytes() {
                self.costs.learn(&deck.key, deck.readiness(), bytes);
            }
        }
        let wanted = self.wanted.take().unwrap_or_else(|| self.ask_what_may_follow());
        let plan = self.plan_preloading(&wanted);
        let mut levels = plan.held.into_iter();
        self.primed.retain_mut(|deck| match levels.next().flatten() {
            Some(level) => {
                deck.hold(level);
                true
            }
            None => false,
        });
        let mut opening = self.primed.iter().filter(|deck| deck.is_opening()).count();
        for (key, level) in plan.open {
            if opening >= OPENING {
                break;
            }
            let mut deck = self.open(key, false);
            deck.hold(level);
            opening += usize::from(deck.is_opening());
            self.primed.push(deck);
        }
        self.wanted = Some(wanted);
    }

    fn plan_preloading(&self, wanted: &[Wanted]) -> Plan {
        let mut considered: Vec<DeckKey> = Vec::new();
        for choice in &self.considered {
            let next = wanted.iter().find(|next| next.choices.contains(choice));
            considered.extend(next.map(|next| &next.key).filter(|key| !considered.contains(key)).cloned());
        }
        let keys: Vec<_> = wanted.iter().map(|next| next.key.clone()).collect();
        let held: Vec<_> =
            self.primed.iter().map(|deck| Held { key: &deck.key, readiness: deck.readiness() }).collect();
        let situation =
            Situation { wanted: &keys, considered: &considered, held: &held, budget: self.preload_bytes };
        preload::plan(&situation, &self.costs)
    }

    /// What may play next, the likeliest first.
    fn ask_what_may_follow(&self) -> Vec<Wanted> {
        let mut wanted: Vec<Wanted> = Vec::new();
        let mut want = |key: DeckKey, choices: Vec<ChoiceId>| {
            let playable = matches!(key.source, PictureSource::Video { .. } | PictureSource::Still { .. });
            match wanted.iter_mut().find(|next| next.key == key) {
                Some(known) => known.choices.extend(choices),
                None if playable => wanted.push(Wanted { key, choices }),
                None => {}
            }
        };
        // A clip that goes round is followed by itself, from a second deck.
        if let Some(request) = self.request.as_ref().filter(|request| request.run == Run::Loop) {
            want(DeckKey::new(&request.source, request.start), Vec::new());
        }
        let first = self.expected.as_ref().and_then(|scene| self.session.would_begin_with(scene.clone()));
        for next in first.into_iter().chain(self.session.may_play_next()) {
            want(DeckKey::new(&next.request.source, next.request.start), next.choices);
        }
        wanted
    }
}
