//! Where cards lie.

use crate::support::{document, scene};
use editor::arrange::{Area, Axis, Gaps, Line, Size, align, lay_out, place_new, snap, snap_to_grid, spread};
use editor::wires::{self, Lead};
use editor::{Item, Layout, Spot};
use proptest::prelude::*;
use scene_graph::generate::{any_story, valid_story};
use scene_graph::{EndingId, Story};
use std::collections::{BTreeMap, BTreeSet};

fn size(item: &Item) -> Size {
    match item {
        Item::Scene(id) => (200, 100 + 30 * u32::try_from(id.as_str().len() % 4).unwrap()),
        Item::Ending(_) => (160, 60),
    }
}

fn laid(story: &Story) -> BTreeMap<Item, Spot> {
    lay_out(story, &Layout::default(), None, &size, Gaps::default()).into_iter().collect()
}

fn id(name: &str) -> Item {
    Item::Scene(scene(name))
}

/// Cards that lie over each other.
fn overlaps(spots: &BTreeMap<Item, Spot>) -> usize {
    let mut areas: Vec<[i64; 4]> =
        spots.iter().map(|(item, at)| Area { at: *at, size: size(item) }.edges()).collect();
    areas.sort_unstable();
    let mut found = 0;
    for (nth, one) in areas.iter().enumerate() {
        for other in areas[nth + 1..].iter().take_while(|other| other[0] < one[2]) {
            found += usize::from(one[1] < other[3] && other[1] < one[3]);
        }
    }
    found
}

const HUB: &str = r#"Story(format: 1, id: "s", title: {"en": "S"}, languages: ["en"],
    endings: {"bye": Ending(title: {"en": "Bye"})}, start: "hub", scenes: {
    "lost": Scene(then: Goto("lost-too")), "lost-too": Scene(then: Goto("lost")), "alone": Scene(),
    "work": Scene(then: Return), "people": Scene(then: Return), "career": Scene(then: Goto("deep")),
    "deep": Scene(then: Goto("hub")),
    "hub": Scene(question: Question(id: "q", prompt: {}, answers: OneOf([
        Choice(id: "a", text: {}, then: Visit("people")), Choice(id: "b", text: {}, then: Visit("career")),
        Choice(id: "c", text: {}, then: Visit("work")), Choice(id: "d", text: {}, then: Goto("thanks"))]))),
    "thanks": Scene(then: End("bye"))})"#;

#[test]
fn layers_follow_the_branches() {
    let document = document(HUB);
    let spots = laid(document.story());
    let at = |name: &str| spots[&id(name)];
    // Depth from the start, from left to right; a way back to the hub does not pull it along.
    assert!(at("hub").0 < at("people").0 && at("people").0 < at("deep").0, "{spots:?}");
    let bye = spots[&Item::Ending(EndingId::new("bye").unwrap())];
    assert!(at("thanks").0 < bye.0);
    // The layer's order is the choices', not the author's list's.
    let order = ["people", "career", "work", "thanks"].map(|name| at(name).1);
    assert!(order.is_sorted(), "{order:?}");
    assert_eq!(BTreeSet::from(["people", "career", "work", "thanks"].map(|name| at(name).0)).len(), 1);
    // What nobody leads to stands below everything else, cycle and all.
    let lowest = spots.iter().filter(|(item, _)| !["lost", "lost-too", "alone"].map(id).contains(item));
    let lowest = lowest.map(|(_, at)| at.1).max().unwrap();
    for name in ["lost", "lost-too", "alone"] {
        assert!(at(name).1 > lowest, "{name}: {spots:?}");
    }
    assert!(at("lost").0 < at("lost-too").0);
    assert_eq!(overlaps(&spots), 0);
}

#[test]
fn only_some_are_laid_out_where_they_lay() {
    let document = document(HUB);
    let layout = Layout {
        scenes: [
            (scene("people"), Spot(900, -50)),
            (scene("career"), Spot(700, 80)),
            (scene("deep"), Spot(5, 5)),
        ]
        .into(),
        ..Layout::default()
    };
    let only = BTreeSet::from(["career", "deep", "people"].map(id));
    let spots: BTreeMap<Item, Spot> =
        lay_out(document.story(), &layout, Some(&only), &size, Gaps::default()).into_iter().collect();
    assert_eq!(spots.keys().cloned().collect::<BTreeSet<_>>(), only);
    let corner = spots.values().copied().reduce(|one, other| Spot(one.0.min(other.0), one.1.min(other.1)));
    assert_eq!(corner, Some(Spot(5, -50)));
    assert!(spots[&id("career")].0 < spots[&id("deep")].0);
}

#[test]
fn new_cards_do_not_lie_on_old_ones() {
    let document = document(HUB);
    let old: BTreeMap<_, _> = [(scene("hub"), Spot(40, 60)), (scene("people"), Spot(400, 900))].into();
    let layout = Layout { scenes: old.clone(), ..Layout::default() };
    let mut all: BTreeMap<Item, Spot> =
        place_new(document.story(), &layout, &size, Gaps::default()).into_iter().collect();
    assert_eq!(all.len(), document.story().scenes.len() + 1 - old.len());
    all.extend(old.into_iter().map(|(id, at)| (Item::Scene(id), at)));
    assert_eq!(overlaps(&all), 0);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn no_cards_overlap_and_all_have_a_place(story in prop_oneof![valid_story(), any_story()]) {
        let spots = laid(&story);
        prop_assert_eq!(spots.len(), story.scenes.len() + story.endings.len());
        prop_assert_eq!(overlaps(&spots), 0, "{:?}", spots);
        prop_assert_eq!(laid(&story), spots);
    }

    #[test]
    fn choices_keep_their_order(story in valid_story()) {
        let spots = laid(&story);
        for (from, scene) in &story.scenes {
            let here = spots[&Item::Scene(from.clone())];
            // Those behind it that only this scene leads to, in the same layer, stand in the choices' order.
            let only_here = |to: &scene_graph::SceneId| {
                let leads = story.scenes.values().filter(|from| {
                    editor::Name::Scene(to.clone()).is_mentioned_by(from)
                });
                leads.count() == 1
            };
            // A scene that several wires lead to stands where the first of them does.
            let mut seen = std::collections::HashSet::new();
            let mine: Vec<Spot> = wires::wires(from, scene)
                .into_iter()
                .filter_map(|wire| match wire.to {
                    Lead::Goto(to) | Lead::Visit(to) => Some(to),
                    _ => None,
                })
                .filter(|to| only_here(to) && seen.insert(to.clone()))
                .filter_map(|to| spots.get(&Item::Scene(to)).copied())
                .filter(|spot: &Spot| spot.0 > here.0)
                .collect();
            for (nth, one) in mine.iter().enumerate() {
                for other in &mine[nth + 1..] {
                    prop_assert!(one.0 != other.0 || one.1 <= other.1, "{:?}", mine);
                }
            }
        }
    }
}

/// Ten thousand scenes: a trunk with branches, detours and a way back here and there.
fn large() -> Story {
    let mut text = String::from(
        "Story(format: 1, id: \"s\", title: {}, languages: [\"en\"], endings: {\"bye\": Ending(title: {})}, start: \"s0\", scenes: {",
    );
    for n in 0..10_000 {
        let next = |by: usize| format!("s{}", (n * 3 + by) % 10_000);
        text += &format!(
            "\"s{n}\": Scene(question: Question(id: \"q{n}\", prompt: {{}}, answers: OneOf([Choice(id: \"a\", text: {{}}, then: Goto(\"{}\")), Choice(id: \"b\", text: {{}}, then: Visit(\"{}\")), Choice(id: \"c\", text: {{}}, then: Goto(\"{}\"))])), then: End(\"bye\")),",
            next(1),
            next(2),
            next(3),
        );
    }
    crate::support::story(&(text + "})"))
}

#[test]
fn ten_thousand_scenes_are_laid_out() {
    let story = large();
    let began = std::time::Instant::now();
    let spots = laid(&story);
    println!("10,000 scenes laid out in {:?}", began.elapsed());
    assert_eq!(spots.len(), 10_001);
    assert_eq!(overlaps(&spots), 0);
}

#[test]
fn cards_are_brought_into_line() {
    let cards: Vec<(Item, Area)> =
        [("a", (10, 20), (100, 50)), ("b", (200, 90), (60, 80)), ("c", (50, 300), (30, 30))]
            .into_iter()
            .map(|(name, at, size)| (id(name), Area { at: Spot(at.0, at.1), size }))
            .collect();
    for (line, expected) in [
        (Line::Left, [(10, 20), (10, 90), (10, 300)]),
        (Line::Right, [(160, 20), (200, 90), (230, 300)]),
        (Line::Centre, [(85, 20), (105, 90), (120, 300)]),
        (Line::Top, [(10, 20), (200, 20), (50, 20)]),
        (Line::Bottom, [(10, 280), (200, 250), (50, 300)]),
        (Line::Middle, [(10, 150), (200, 135), (50, 160)]),
    ] {
        let spots: Vec<(i32, i32)> = align(&cards, line).into_iter().map(|(_, at)| (at.0, at.1)).collect();
        assert_eq!(spots, expected, "{line:?}");
    }
    let spots: BTreeMap<Item, Spot> = spread(&cards, Axis::Down).into_iter().collect();
    // 310 high from 20 to 330, of which 160 are cards: 75 between each.
    assert_eq!([spots[&id("a")].1, spots[&id("b")].1, spots[&id("c")].1], [20, 145, 300]);
    let across: Vec<Item> = spread(&cards, Axis::Across).into_iter().map(|(item, _)| item).collect();
    assert_eq!(across, ["a", "c", "b"].map(id));
    assert!(align(&[], Line::Left).is_empty() && spread(&[], Axis::Down).is_empty());
}

#[test]
fn a_dragged_card_comes_to_rest_in_line() {
    let card = |x, y| Area { at: Spot(x, y), size: (100, 60) };
    let neighbours = [card(300, 0), card(500, 204)];
    let snapped = snap(&card(296, 200), &neighbours, 8);
    assert_eq!((snapped.right, snapped.down), (4, 4));
    // Edges and middles of both directions, each as long as all that share it.
    let upright: Vec<_> = snapped.guides.iter().filter(|guide| guide.upright).collect();
    assert_eq!(upright.iter().map(|guide| guide.at).collect::<Vec<_>>(), [300, 350, 400]);
    assert!(upright.iter().all(|guide| (guide.from, guide.to) == (0, 264)), "{upright:?}");
    let level: Vec<_> = snapped.guides.iter().filter(|guide| !guide.upright).collect();
    assert!(level.iter().all(|guide| (guide.from, guide.to) == (300, 600)), "{level:?}");
    let free = snap(&card(250, 120), &neighbours, 8);
    assert_eq!((free.right, free.down, free.guides.len()), (0, 0, 0));
    assert_eq!(snap_to_grid(Spot(-13, 27), 20), Spot(-20, 20));
    assert_eq!(snap_to_grid(Spot(30, -10), 20), Spot(40, 0));
    let far = Area { at: Spot(i32::MAX, i32::MIN), size: (u32::MAX, u32::MAX) };
    let _ = snap(&far, &[far, card(0, 0)], u32::MAX);
    assert_eq!(snap_to_grid(Spot(i32::MAX, i32::MIN), u32::MAX).1, i32::MIN);
}
