//! Which clips to hold ready, and how ready: a policy of its own, without threads, files or clocks.
//!
//! In: what may play next, the likeliest first; what the viewer considers; what is held; what each
//! level of readiness costs ([`Costs`]); the budget. Out: for every deck that is held, how ready it
//! is to be or that it goes, and what to open.
//!
//! The likeliest is always primed. Then comes what the viewer considers, then the rest. Of the rest,
//! whatever is held stays as ready as it is while the budget lasts; what is left over opens all of
//! them before any decodes its first picture, and gives all of them that before any is primed. So
//! nothing is taken from a deck to give it to another of the same rank: a hover that wanders makes one
//! deck readier at a time, and one that ends changes nothing.

mod budget;
mod costs;
#[cfg(test)]
mod tests;

pub use budget::preload_budget;
pub(crate) use costs::Costs;

use crate::deck::DeckKey;
use media::Readiness;

/// At most so many decks are held, whatever the budget: each has threads and an open file.
pub(crate) const MOST: usize = 12;

/// A deck that is held.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Held<'a> {
    pub(crate) key: &'a DeckKey,
    pub(crate) readiness: Readiness,
}

/// What is to be decided on.
pub(crate) struct Situation<'a> {
    /// What may play next, the likeliest first, nothing twice.
    pub(crate) wanted: &'a [DeckKey],
    /// What the viewer hovers or has in focus, the latest first. What is not wanted does not count.
    pub(crate) considered: &'a [DeckKey],
    /// What is held.
    pub(crate) held: &'a [Held<'a>],
    /// How many bytes all of it may take.
    pub(crate) budget: usize,
}

/// What to do.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Plan {
    /// For each held deck, in their order, how ready it is to be; `None`: it is dropped.
    pub(crate) held: Vec<Option<Readiness>>,
    /// What to open, the likeliest first.
    pub(crate) open: Vec<(DeckKey, Readiness)>,
}

const LEVELS: [Readiness; 3] = [Readiness::Open, Readiness::FirstPicture, Readiness::Primed];

#[derive(Clone, Copy)]
enum Rank {
    Likeliest,
    Considered,
    Other,
}

/// A wanted clip while levels are dealt out.
struct Share<'a> {
    key: &'a DeckKey,
    rank: Rank,
    /// Index of the deck that holds it.
    deck: Option<usize>,
    held: Option<Readiness>,
    given: Option<Readiness>,
}

/// The budget while it is dealt out.
struct Purse<'a> {
    costs: &'a Costs,
    left: usize,
    decks: usize,
}

/// Decides. The same situation gives the same plan, and a plan that was carried out gives no other.
/// Only the likeliest may go beyond the budget: without it no cut would be seamless.
pub(crate) fn plan(situation: &Situation<'_>, costs: &Costs) -> Plan {
    let mut shares = ranked(situation);
    let mut purse = Purse { costs, left: situation.budget, decks: 0 };
    for share in &mut shares {
        match share.rank {
            Rank::Likeliest => purse.give_always(share, Readiness::Primed),
            Rank::Considered => LEVELS.into_iter().for_each(|level| purse.raise(share, level)),
            Rank::Other => {}
        }
    }
    // What is held stays so, as far as the budget lasts.
    for level in LEVELS {
        for share in shares.iter_mut().filter(|share| share.held >= Some(level)) {
            purse.raise(share, level);
        }
    }
    for level in LEVELS {
        for share in &mut shares {
            purse.raise(share, level);
        }
    }
    let mut held = vec![None; situation.held.len()];
    for share in &shares {
        if let Some(deck) = share.deck {
            held[deck] = share.given;
        }
    }
    // In the session's order, whatever is held: the likeliest opens first.
    let opened = |key: &DeckKey| shares.iter().find(|share| share.key == key && share.deck.is_none());
    let open = situation.wanted.iter().filter_map(|key| Some((key.clone(), opened(key)?.given?)));
    Plan { open: open.collect(), held }
}

/// The likeliest, what is considered (the latest first), the rest: what is readier first.
fn ranked<'a>(situation: &Situation<'a>) -> Vec<Share<'a>> {
    let share = |key: &'a DeckKey, rank| {
        let deck = situation.held.iter().position(|held| held.key == key);
        let held = deck.map(|deck| situation.held[deck].readiness);
        Share { key, rank, deck, held, given: None }
    };
    let Some((first, others)) = situation.wanted.split_first() else { return Vec::new() };
    let is_considered = |key: &&DeckKey| situation.considered.contains(key);
    let rest = others.iter().filter(|key| !is_considered(key)).map(|key| share(key, Rank::Other));
    let mut rest: Vec<_> = rest.collect();
    // Stable: the session's order where they are equally ready.
    rest.sort_by_key(|share| core::cmp::Reverse(share.held));
    let considered = situation.considered.iter().filter(|key| others.contains(key));
    let considered = considered.map(|key| share(key, Rank::Considered));
    core::iter::once(share(first, Rank::Likeliest)).chain(considered).chain(rest).collect()
}

impl Purse<'_> {
    fn give_always(&mut self, share: &mut Share<'_>, level: Readiness) {
        self.left = self.left.saturating_sub(self.costs.of(share.key, level));
        self.decks += 1;
        share.given = Some(level);
    }

    /// Gives a share the next level, if it has the one before and there is enough left.
    fn raise(&mut self, share: &mut Share<'_>, level: Readiness) {
        let before = match level {
            Readiness::Open => None,
            Readiness::FirstPicture => Some(Readiness::Open),
            Readiness::Primed => Some(Readiness::FirstPicture),
        };
        if share.given != before || before.is_none() && self.decks >= MOST {
            return;
        }
        let paid = before.map_or(0, |before| self.costs.of(share.key, before));
        let price = self.costs.of(share.key, level).saturating_sub(paid);
        if price <= self.left {
            self.left -= price;
            self.decks += usize::from(before.is_none());
            share.given = Some(level);
        }
    }
}
