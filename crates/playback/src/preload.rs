//! Which clips to hold ready: a policy of its own, without threads or files.

use crate::deck::DeckKey;

/// At most so many decks are primed, whatever the budget: each has a thread and an open file.
const MOST: usize = 12;

/// What a primed deck is taken to cost before it has decoded anything: two pictures of 1080 lines.
const EXPECTED_BYTES: usize = 2 * 1_920 * 1_080 * 3 / 2;

/// A deck that is held.
pub(crate) struct Candidate<'a> {
    pub(crate) key: &'a DeckKey,
    pub(crate) bytes: usize,
}

/// What to do.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Plan {
    /// For each held deck, in their order.
    pub(crate) keep: Vec<bool>,
    /// What to open, in the order of opening.
    pub(crate) open: Vec<DeckKey>,
}

/// Keeps what is wanted and opens what is missing, the likeliest first, as long as the budget
/// lasts. The first wanted one is always held: without it no cut would be seamless.
pub(crate) fn plan(wanted: &[DeckKey], held: &[Candidate<'_>], budget_bytes: usize) -> Plan {
    let mut keep = vec![false; held.len()];
    let mut open = Vec::new();
    let (mut bytes, mut count) = (0_usize, 0);
    for key in wanted {
        let index = held.iter().zip(&keep).position(|(deck, kept)| deck.key == key && !kept);
        let cost = index.map_or(EXPECTED_BYTES, |index| held[index].bytes.max(EXPECTED_BYTES / 4));
        if count > 0 && (count >= MOST || bytes.saturating_add(cost) > budget_bytes) {
            continue;
        }
        bytes = bytes.saturating_add(cost);
        count += 1;
        match index {
            Some(index) => keep[index] = true,
            None => open.push(key.clone()),
        }
    }
    Plan { keep, open }
}

#[cfg(test)]
mod tests {
    use super::*;
    use media_time::MediaTime;
    use proptest::prelude::*;
    use session::PictureSource;

    fn key(name: u8) -> DeckKey {
        let source = PictureSource::Video {
            file: name.to_string(),
            from: None,
            to: None,
            sound: None,
            captions: None,
            gain_db: 0,
        };
        DeckKey { source, start: MediaTime::ZERO }
    }

    #[test]
    fn the_likeliest_come_first_and_the_first_always() {
        let wanted: Vec<_> = (0..4).map(key).collect();
        let plan = plan(&wanted, &[], 2 * EXPECTED_BYTES);
        assert_eq!(plan.open, wanted[..2]);
        let tight = super::plan(&wanted, &[], 0);
        assert_eq!(tight.open, wanted[..1]);
    }

    #[test]
    fn what_is_held_and_no_longer_wanted_goes() {
        let (old, kept) = (key(1), key(2));
        let held = [Candidate { key: &old, bytes: 10 }, Candidate { key: &kept, bytes: 10 }];
        let plan = plan(&[key(2), key(3)], &held, usize::MAX);
        assert_eq!(plan, Plan { keep: vec![false, true], open: vec![key(3)] });
    }

    proptest! {
        #[test]
        fn nothing_is_held_twice_and_the_number_is_bounded(
            wanted in proptest::collection::vec(0_u8..30, 0..30),
            held in proptest::collection::vec((0_u8..30, 0_usize..100_000_000), 0..30),
            budget in 0_usize..400_000_000,
        ) {
            let mut wanted: Vec<_> = wanted.into_iter().map(key).collect();
            wanted.dedup();
            let held: Vec<_> = held.into_iter().map(|(name, bytes)| (key(name), bytes)).collect();
            let candidates: Vec<_> = held.iter().map(|(key, bytes)| Candidate { key, bytes: *bytes }).collect();
            let plan = plan(&wanted, &candidates, budget);
            let kept = plan.keep.iter().filter(|kept| **kept).count();
            prop_assert!(kept + plan.open.len() <= MOST.max(1));
            prop_assert_eq!(wanted.is_empty(), kept + plan.open.len() == 0);
        }

        #[test]
        fn planning_again_changes_nothing(wanted in proptest::collection::vec(0_u8..30, 0..12)) {
            let mut wanted: Vec<_> = wanted.into_iter().map(key).collect();
            wanted.sort_by_key(|key| format!("{key:?}"));
            wanted.dedup();
            let first = plan(&wanted, &[], usize::MAX);
            let held: Vec<_> = first.open.iter().map(|key| Candidate { key, bytes: 0 }).collect();
            let second = plan(&wanted, &held, usize::MAX);
            prop_assert!(second.keep.iter().all(|kept| *kept) && second.open.is_empty());
        }
    }
}
