//! What changed, and two people's changes in one story.

use crate::support::{random_edit, scene, story};
use editor::compare::{Place, Side, differences, merge, merge_layouts};
use editor::{Document, Frame, FrameId, Layout, Spot};
use proptest::prelude::*;
use scene_graph::generate::{Dice, any_story, valid_story};
use scene_graph::{Language, Story, write};
use std::sync::Arc;

fn edited(story: &Story, throws: Vec<u16>) -> Story {
    let mut dice = Dice::new(throws);
    let mut document = Document::opened(story.clone(), Layout::default());
    for _ in 0..6 {
        random_edit(&mut document, &mut dice);
    }
    document.story().clone()
}

fn mine(_: &Place) -> Side {
    Side::Mine
}

fn theirs(_: &Place) -> Side {
    Side::Theirs
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn what_differs_is_told_and_only_that(
        story in prop_oneof![valid_story(), any_story()],
        throws in prop::collection::vec(any::<u16>(), 0..60),
    ) {
        let other = edited(&story, throws);
        prop_assert_eq!(differences(&story, &story), vec![]);
        let found = differences(&story, &other);
        prop_assert_eq!(found.is_empty(), write(&story) == write(&other), "{:?}", found);
        prop_assert_eq!(differences(&other, &story).len(), found.len());
    }

    #[test]
    fn one_side_s_changes_alone_are_taken_whole(
        story in valid_story(),
        throws in prop::collection::vec(any::<u16>(), 0..60),
    ) {
        let other = edited(&story, throws);
        for (one, two) in [(&story, &other), (&other, &story), (&other, &other)] {
            let merged = merge(&story, one, two, &mine).unwrap();
            prop_assert!(merged.conflicts.is_empty(), "{:?}", merged.conflicts);
            prop_assert_eq!(write(&merged.story), write(&other));
        }
    }

    #[test]
    fn nothing_is_overwritten_silently(
        base in valid_story(),
        one in prop::collection::vec(any::<u16>(), 0..60),
        two in prop::collection::vec(any::<u16>(), 0..60),
    ) {
        let (one, two) = (edited(&base, one), edited(&base, two));
        for choose in [mine as fn(&Place) -> Side, theirs] {
            let Ok(merged) = merge(&base, &one, &two, &choose) else { continue };
            // Each side's changes are in the merged story, or told as a conflict at their place or above.
            let told = |place: &Place| {
                merged.conflicts.iter().any(|conflict| place.0.starts_with(&conflict.place.0) || conflict.place.0.starts_with(&place.0))
            };
            for side in [&one, &two] {
                let lost = differences(side, &merged.story);
                for change in differences(&base, side) {
                    let kept = lost.iter().all(|lost| lost.place != change.place || lost.before != change.after);
                    let is_order = change.place.0.last().is_some_and(|part| part == "order");
                    prop_assert!(kept || is_order || told(&change.place), "{}", change);
                }
            }
        }
    }
}

const BASE: &str = r#"Story(format: 1, id: "s", title: {"en": "Day"}, languages: ["en", "ja"], endings: {"bye": Ending(title: {"en": "Bye"})},
    start: "a", scenes: {
    "a": Scene(title: {"en": "Start"}, media: Video(file: "media/a.mp4"), question: Question(id: "q", prompt: {"en": "Well?"}, answers: OneOf([
        Choice(id: "one", text: {"en": "People"}, then: Goto("b")), Choice(id: "two", text: {"en": "Work"})])), then: Goto("b")),
    "b": Scene(then: End("bye"))})"#;

#[test]
fn differences_are_read_by_people() {
    let base = story(BASE);
    let mut other = base.clone();
    let a = other.scenes.get_mut(&scene("a")).map(Arc::make_mut).unwrap();
    a.title.0.insert(Language::new("ja"), "はじめ".to_owned());
    let text =
        write(&other).replace("\"People\"", "\"The people\"").replace("a.mp4\"", "a.mp4\", gain_db: -3");
    let text =
        text.replace("\"b\": Scene(then: End(\"bye\"))", "\"b\": Scene(), \"c\": Scene(then: End(\"bye\"))");
    let found: Vec<String> = differences(&base, &story(&text)).iter().map(ToString::to_string).collect();
    assert_eq!(
        found,
        [
            "scene a › title › ja: new, \"はじめ\"",
            "scene a › media › gain_db: new, -3",
            "scene a › question › answers › one › text › en: \"People\" → \"The people\"",
            "scene b › then: gone, End(\"bye\")",
            "scene c: new, Scene(then: End(\"bye\"))",
        ]
    );
    let orders = differences(&base, &{
        let mut turned = base.clone();
        turned.scenes.reverse();
        turned
    });
    assert_eq!(orders.iter().map(ToString::to_string).collect::<Vec<_>>(), ["scene order: a, b → b, a"]);
}

#[test]
fn two_people_work_on_one_scene() {
    let base = story(BASE);
    let change = |from: &str, to: &str| {
        let text = write(&base);
        assert!(text.contains(from), "{text}");
        story(&text.replacen(from, to, 1))
    };
    let one = change("\"Well?\"", "\"And now?\"");
    let two = change("\"Work\"", "\"The work\"");
    let merged = merge(&base, &one, &two, &mine).unwrap();
    let text = write(&merged.story);
    assert!(merged.conflicts.is_empty() && text.contains("And now?") && text.contains("The work"), "{text}");

    let other = change("\"Well?\"", "\"Tell us\"");
    for (choose, kept) in [(mine as fn(&Place) -> Side, "And now?"), (theirs, "Tell us")] {
        let merged = merge(&base, &one, &other, &choose).unwrap();
        let conflict = &merged.conflicts[0];
        assert_eq!(merged.conflicts.len(), 1, "{:?}", merged.conflicts);
        assert_eq!(conflict.place.to_string(), "scene a › question › prompt › en");
        assert_eq!(conflict.place.scene(), Some("a"));
        assert_eq!(conflict.theirs.as_deref(), Some("\"Tell us\""));
        assert!(write(&merged.story).contains(kept));
    }

    // One deletes what the other works on.
    let mut gone = base.clone();
    gone.scenes.get_mut(&scene("a")).map(Arc::make_mut).unwrap().question = None;
    let merged = merge(&base, &gone, &two, &mine).unwrap();
    assert_eq!((merged.conflicts.len(), merged.conflicts[0].mine.as_deref()), (1, None));
    assert!(merged.conflicts[0].theirs.as_ref().is_some_and(|theirs| theirs.contains("The work")));
    assert_eq!(write(&merged.story), write(&gone));

    // Both add scenes at the same place.
    let added =
        |id: &str| change("\"b\": Scene", &format!("\"{id}\": Scene(then: Goto(\"b\")), \"b\": Scene"));
    let merged = merge(&base, &added("mine"), &added("yours"), &mine).unwrap();
    let order: Vec<&str> = merged.story.scenes.keys().map(scene_graph::SceneId::as_str).collect();
    assert_eq!(order, ["a", "mine", "yours", "b"]);
}

#[test]
fn what_two_people_moved_comes_together() {
    let lay = |a: i32, b: i32, frames: &[(u32, &str)]| {
        let mut layout = Layout::default();
        layout.scenes.insert(scene("a"), Spot(a, 0));
        layout.scenes.insert(scene("b"), Spot(b, 0));
        let frame = |title: &str| Frame { title: title.to_owned(), ..Frame::default() };
        layout.frames = frames.iter().map(|(id, title)| (FrameId(*id), frame(title))).collect();
        layout
    };
    let base = lay(0, 0, &[(1, "old")]);
    for (mine, theirs, side, wanted, conflicts) in [
        (lay(1, 0, &[(1, "old")]), lay(0, 2, &[(1, "old")]), Side::Mine, lay(1, 2, &[(1, "old")]), 0),
        (lay(1, 0, &[(1, "old")]), lay(3, 2, &[(1, "old")]), Side::Mine, lay(1, 2, &[(1, "old")]), 1),
        (lay(1, 0, &[(1, "old")]), lay(3, 2, &[(1, "old")]), Side::Theirs, lay(3, 2, &[(1, "old")]), 1),
        // One deleted what the other left alone.
        (lay(0, 0, &[]), lay(0, 2, &[(1, "old")]), Side::Mine, lay(0, 2, &[]), 0),
        // Both made a frame, under one number: both are there.
        (
            lay(0, 0, &[(1, "old"), (2, "mine")]),
            lay(0, 0, &[(1, "old"), (2, "theirs"), (3, "more")]),
            Side::Mine,
            lay(0, 0, &[(1, "old"), (2, "mine"), (3, "more"), (4, "theirs")]),
            0,
        ),
        // The same on both sides is one.
        (lay(5, 0, &[(2, "new")]), lay(5, 0, &[(2, "new")]), Side::Mine, lay(5, 0, &[(2, "new")]), 0),
    ] {
        let merged = merge_layouts(&base, &mine, &theirs, side);
        assert_eq!((merged.layout, merged.conflicts), (wanted, conflicts), "{mine:?} {theirs:?}");
    }
}
