//! The policy, tried with clips of all sizes and viewers of all minds.

use super::*;
use media_time::MediaTime;
use proptest::collection::vec;
use proptest::prelude::*;
use session::PictureSource;

const MEGA: usize = 1 << 20;

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

fn keys(names: impl IntoIterator<Item = u8>) -> Vec<DeckKey> {
    let mut keys: Vec<DeckKey> = Vec::new();
    for key in names.into_iter().map(key) {
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys
}

/// Decks that do what they are told.
#[derive(Clone, Debug, Default, PartialEq)]
struct World {
    decks: Vec<(DeckKey, Readiness)>,
}

impl World {
    fn plan(&self, wanted: &[DeckKey], considered: &[DeckKey], budget: usize, costs: &Costs) -> Plan {
        let held: Vec<_> =
            self.decks.iter().map(|(key, readiness)| Held { key, readiness: *readiness }).collect();
        plan(&Situation { wanted, considered, held: &held, budget }, costs)
    }

    fn follow(&mut self, plan: Plan) {
        let held = std::mem::take(&mut self.decks).into_iter().zip(plan.held);
        self.decks = held.filter_map(|((key, _), level)| Some((key, level?))).chain(plan.open).collect();
    }

    fn level(&self, key: &DeckKey) -> Option<Readiness> {
        self.decks.iter().find(|(other, _)| other == key).map(|(_, level)| *level)
    }

    fn bytes(&self, costs: &Costs) -> usize {
        self.decks.iter().map(|(key, level)| costs.of(key, *level)).sum()
    }
}

/// Sizes of pictures by name.
fn costs(lines: &[u16]) -> Costs {
    let mut costs = Costs::default();
    for (name, lines) in (0..).zip(lines) {
        costs.learn_size(&key(name), (u32::from(*lines) * 16 / 9, u32::from(*lines)));
    }
    costs
}

#[test]
fn levels_fall_with_the_budget() {
    let wanted = keys(0..4);
    for (budget, levels) in [
        (64 * MEGA, "PPPP"),
        (50 * MEGA, "PPPF"),
        (32 * MEGA, "PFFF"),
        (22 * MEGA, "PFOO"),
        (16 * MEGA, "PO--"),
        (0, "P---"),
    ] {
        let mut world = World::default();
        world.follow(world.plan(&wanted, &[], budget, &Costs::default()));
        let letter = |key| match world.level(key) {
            Some(Readiness::Primed) => 'P',
            Some(Readiness::FirstPicture) => 'F',
            Some(Readiness::Open) => 'O',
            None => '-',
        };
        assert_eq!(wanted.iter().map(letter).collect::<String>(), levels, "{budget}");
    }
}

#[test]
fn what_is_considered_is_primed_and_stays_so() {
    let (wanted, costs) = (keys(0..5), Costs::default());
    let mut world = World::default();
    // The first and one more can be primed.
    let budget = 42 * MEGA;
    world.follow(world.plan(&wanted, &[], budget, &costs));
    let primed = |world: &World| {
        wanted.iter().map(|key| world.level(key) == Some(Readiness::Primed)).collect::<Vec<_>>()
    };
    assert_eq!(primed(&world), [true, true, false, false, false]);
    world.follow(world.plan(&wanted, &[key(3)], budget, &costs));
    assert_eq!(primed(&world), [true, false, false, true, false]);
    // Nobody considers it any more: that alone is no reason to prepare another.
    world.follow(world.plan(&wanted, &[], budget, &costs));
    assert_eq!(primed(&world), [true, false, false, true, false]);
    // Something that is not offered changes nothing.
    world.follow(world.plan(&wanted, &[key(99)], budget, &costs));
    assert_eq!(primed(&world), [true, false, false, true, false]);
}

#[test]
fn what_was_seen_of_a_file_counts() {
    let mut costs = costs(&[360]);
    assert!(costs.of(&key(0), Readiness::Primed) < 4 * MEGA);
    costs.learn(&key(0), Readiness::Primed, 30 * MEGA);
    assert_eq!(costs.of(&key(0), Readiness::Primed), 30 * MEGA);
    assert!(costs.of(&key(0), Readiness::FirstPicture) < 3 * MEGA);
    // It cannot cost more to do less.
    costs.learn(&key(0), Readiness::Open, 31 * MEGA);
    assert_eq!(costs.of(&key(0), Readiness::Primed), 31 * MEGA);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn the_budget_holds_and_planning_again_changes_nothing(
        lines in vec(90_u16..2_200, 20),
        rounds in vec((vec(0_u8..20, 0..16), vec(0_u8..20, 0..3), 0_usize..400), 1..8),
    ) {
        let costs = costs(&lines);
        let mut world = World::default();
        for (wanted, considered, budget) in rounds {
            let (wanted, considered, budget) = (keys(wanted), keys(considered), budget * MEGA);
            let plan = world.plan(&wanted, &considered, budget, &costs);
            prop_assert_eq!(&plan, &world.plan(&wanted, &considered, budget, &costs), "not the same twice");
            world.follow(plan);
            prop_assert!(world.decks.len() <= MOST.min(wanted.len()));
            prop_assert!(world.decks.iter().all(|(key, _)| wanted.contains(key)));
            if let Some(first) = wanted.first() {
                prop_assert_eq!(world.level(first), Some(Readiness::Primed));
                let others = world.bytes(&costs) - costs.of(first, Readiness::Primed);
                prop_assert!(others == 0 || world.bytes(&costs) <= budget);
            }
            let mut again = world.clone();
            again.follow(world.plan(&wanted, &considered, budget, &costs));
            prop_assert_eq!(&again, &world);
        }
    }

    #[test]
    fn a_hover_that_wanders_changes_one_deck_for_the_better(
        lines in vec(90_u16..2_200, 12),
        hovers in vec(proptest::option::of(0_u8..12), 1..30),
        budget in 0_usize..400,
    ) {
        let (costs, wanted, budget) = (costs(&lines), keys(0..12), budget * MEGA);
        let mut world = World::default();
        world.follow(world.plan(&wanted, &[], budget, &costs));
        for hover in hovers {
            let considered: Vec<_> = hover.into_iter().map(key).collect();
            let before = world.clone();
            world.follow(world.plan(&wanted, &considered, budget, &costs));
            let worse = wanted.iter().filter(|key| world.level(key) < before.level(key)).count();
            let better: Vec<_> = wanted.iter().filter(|key| world.level(key) > before.level(key)).collect();
            if considered.is_empty() {
                prop_assert_eq!(worse + better.len(), 0, "nothing is considered: nothing changes");
            }
            // What is freed beyond what the considered one needs may be given to others.
            prop_assert!(better.is_empty() || worse > 0 || better == considered.iter().collect::<Vec<_>>());
            // Coming back to what was considered before changes nothing once more.
            let mut again = world.clone();
            again.follow(again.plan(&wanted, &considered, budget, &costs));
            prop_assert_eq!(&again, &world);
        }
    }
}
