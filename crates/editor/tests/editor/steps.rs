//! Undo, redo, gestures, and what others are told.

use crate::support::{cases, document, files, random_edit, scene};
use editor::{Document, EditError, Gesture, Item, Layout, Spot, What, commands};
use proptest::prelude::*;
use scene_graph::generate::{Dice, any_story, valid_story};

const SMALL: &str = r#"Story(format: 1, id: "s", title: {"en": "S"}, languages: ["en"], endings: {"bye": Ending(title: {"en": "Bye"})},
    start: "a", scenes: {"a": Scene(then: Goto("b")), "b": Scene(then: End("bye"))})"#;

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(96), ..ProptestConfig::default() })]

    #[test]
    fn everything_can_be_undone_and_done_again(
        story in prop_oneof![valid_story(), any_story()],
        throws in prop::collection::vec(any::<u16>(), 0..600),
    ) {
        let mut dice = Dice::new(throws);
        let mut document = Document::opened(story, Layout::default());
        let (mut copy, mut copied_layout) = (document.story().clone(), document.layout().clone());
        let start = files(&document);
        let mut states = vec![document.state()];
        for _ in 0..60 {
            let before = (document.state(), files(&document));
            let done = random_edit(&mut document, &mut dice);
            if !done {
                prop_assert_eq!(&before, &(document.state(), files(&document)), "what fails changes nothing");
            }
            if document.state() == before.0 {
                prop_assert_eq!(&before.1, &files(&document));
            }
            states.push(document.state());
            match dice.below(6) {
                0 => drop(document.undo()),
                1 => drop((document.undo(), document.undo(), document.redo())),
                _ => {}
            }
            for change in document.take_changes() {
                change.apply(&mut copy, &mut copied_layout);
            }
            prop_assert_eq!(&copy, document.story(), "who is told of changes has the same story");
            prop_assert_eq!(&copied_layout, document.layout());
        }
        while document.redo() {}
        let end = files(&document);
        let last = document.state();
        let mut steps = 0;
        while document.undo() {
            steps += 1;
        }
        prop_assert_eq!(&files(&document), &start, "undo everything = start");
        prop_assert!(document.is_saved(), "what is on disk is there again");
        let mut redone = 0;
        while document.redo() {
            redone += 1;
        }
        prop_assert_eq!(redone, steps);
        prop_assert_eq!(&files(&document), &end, "redo everything = end");
        prop_assert_eq!(document.state(), last);
        prop_assert_eq!(document.is_saved(), document.state() == states[0]);
    }

    #[test]
    fn what_is_written_reads_as_what_was_edited(
        story in valid_story(),
        throws in prop::collection::vec(any::<u16>(), 0..400),
    ) {
        let mut dice = Dice::new(throws);
        let mut document = Document::opened(story, Layout::default());
        for _ in 0..40 {
            random_edit(&mut document, &mut dice);
            let (story, layout) = files(&document);
            let read = scene_graph::load::read(story.as_bytes());
            prop_assert_eq!(read.as_ref().ok(), Some(document.story()), "{:?}", read.as_ref().err());
            prop_assert_eq!(&Layout::read(layout.as_bytes()).unwrap(), document.layout());
        }
    }
}

#[test]
fn a_gesture_is_one_step() {
    let mut document = document(SMALL);
    let item = Item::Scene(scene("a"));
    let drag = |document: &mut Document, gesture, x| {
        let to = Some(Spot(x, 0));
        document
            .edit_within(What::Move, Some(Gesture(gesture)), |edit| {
                edit.place(&item, to);
                Ok(())
            })
            .unwrap();
    };
    for x in 1..=50 {
        drag(&mut document, 1, x);
    }
    for x in 51..=60 {
        drag(&mut document, 2, x);
    }
    assert_eq!(document.layout().scenes[&scene("a")], Spot(60, 0));
    assert_eq!(document.next_undo(), Some(What::Move));
    assert!(document.undo());
    assert_eq!(document.layout().scenes[&scene("a")], Spot(50, 0));
    assert!(document.undo());
    assert!(document.layout().scenes.is_empty() && document.is_saved());
    assert!(!document.undo());
    assert!(document.redo() && document.redo() && !document.redo());
    assert_eq!(document.layout().scenes[&scene("a")], Spot(60, 0));
    // What was done again is not gone on with.
    drag(&mut document, 2, 70);
    document.undo();
    assert_eq!(document.layout().scenes[&scene("a")], Spot(60, 0));
}

#[test]
fn a_gesture_that_ends_where_it_began_is_no_step() {
    let mut document = document(SMALL);
    for words in ["H", "Hi", "H", ""] {
        document
            .edit_within(What::Text, Some(Gesture(7)), |edit| {
                edit.scene(&scene("a"), |scene| {
                    words.clone_into(&mut scene.note);
                    Ok(())
                })
            })
            .unwrap();
    }
    assert_eq!(document.next_undo(), None);
    assert!(document.is_saved());
}

#[test]
fn what_fails_leaves_no_trace() {
    let mut document = document(SMALL);
    let before = files(&document);
    let both = [Item::Scene(scene("a")), Item::Scene(scene("b"))];
    let error = document.edit(What::Delete, |edit| commands::delete(edit, &both, &[])).unwrap_err();
    assert_eq!(error, EditError::LastScene);
    let error = document
        .edit(What::Delete, |edit| {
            commands::delete(edit, &both[..1], &[])?;
            commands::add_question(edit, &scene("gone")).map(drop)
        })
        .unwrap_err();
    assert_eq!(error.to_string(), "there is no scene \"gone\"");
    assert_eq!((files(&document), document.next_undo()), (before, None));
    assert!(document.take_changes().is_empty() && document.is_saved());
}

#[test]
fn a_saved_state_is_known_again() {
    let mut document = document(SMALL);
    let add = |document: &mut Document| {
        document.edit(What::AddScene, |edit| commands::add_clip(edit, "media/昼食.mp4", None)).unwrap()
    };
    assert_eq!(add(&mut document).as_str(), "clip-1");
    assert_eq!(add(&mut document).as_str(), "clip-2");
    document.undo();
    document.saved(document.state());
    assert!(document.is_saved());
    document.redo();
    assert!(!document.is_saved());
    document.undo();
    assert!(document.is_saved());
    // Another future: the state with the same number of steps is not the same state.
    document.undo();
    add(&mut document);
    assert!(!document.is_saved());
}

#[test]
fn no_two_stories_share_the_name_of_a_state() {
    let (mut one, other) = (document(SMALL), document(SMALL));
    assert_ne!(one.state(), other.state(), "nothing was edited yet");
    one.edit(What::AddScene, |edit| commands::add_scene(edit, "x", Default::default(), None)).unwrap();
    assert_ne!(one.state(), other.state());
}

#[test]
fn a_gesture_that_moves_a_card_twice_at_once_is_done_again_whole() {
    let mut document = document(SMALL);
    let item = Item::Scene(scene("a"));
    for far in [1, 5] {
        let moved = document.edit_within(What::Move, Some(Gesture(1)), |edit| {
            edit.place(&item, Some(Spot(far, 0)));
            commands::move_items(edit, [&item], far, 0);
            Ok::<(), EditError>(())
        });
        moved.unwrap();
    }
    let end = files(&document);
    assert!(document.undo() && !document.undo(), "one step");
    assert!(document.redo());
    assert_eq!(files(&document), end);
}
