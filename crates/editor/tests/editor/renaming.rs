//! Names: renamed everywhere, deleted with their wires, copied apart.

use crate::support::{any_name, document, files, scene, story};
use editor::{Document, EditError, Item, Layout, Name, What, commands, names, wires};
use proptest::prelude::*;
use scene_graph::generate::{Dice, valid_story};

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn a_renamed_thing_is_the_same_under_another_name(
        story in valid_story(),
        throws in prop::collection::vec(any::<u16>(), 4),
    ) {
        let mut document = Document::opened(story, Layout::default());
        let old = any_name(document.story(), &mut Dice::new(throws)).unwrap();
        let before = scene_graph::check(document.story(), None).len();
        let new = document.edit(What::Rename, |edit| names::rename(edit, &old, "quite-another")).unwrap();
        prop_assert!(names::mentioned_in(document.story(), &old).is_empty(), "{}", old);
        prop_assert!(new.is_in(document.story()) && !old.is_in(document.story()));
        prop_assert_eq!(scene_graph::check(document.story(), None).len(), before, "{}", old);
        let words = match &old {
            Name::Scene(id) => id.as_str(),
            Name::Ending(id) => id.as_str(),
            Name::Question(id) => id.as_str(),
            Name::Choice(_, id) => id.as_str(),
            Name::Theme(id) => id.as_str(),
            Name::Variable(id) => id.as_str(),
            Name::Handout(id) => id.as_str(),
        };
        let renamed = files(&document);
        document.undo();
        let start = files(&document);
        document.redo();
        prop_assert_eq!(files(&document), renamed);
        document.edit(What::Rename, |edit| names::rename(edit, &new, words)).unwrap();
        prop_assert_eq!(files(&document), start);
    }

    #[test]
    fn no_wire_leads_to_what_was_deleted_but_where_one_must(
        story in valid_story(),
        throws in prop::collection::vec(any::<u16>(), 6),
    ) {
        let mut dice = Dice::new(throws);
        let mut document = Document::opened(story, Layout::default());
        let count = document.story().scenes.len();
        let gone: Vec<_> =
            (0..3).filter_map(|_| Some(document.story().scenes.get_index(dice.below(count))?.0.clone())).collect();
        let items: Vec<Item> = gone.iter().cloned().map(Item::Scene).collect();
        match document.edit(What::Delete, |edit| commands::delete(edit, &items, &[])) {
            Ok(()) => {}
            Err(error) => {
                prop_assert_eq!(error, EditError::LastScene);
                return Ok(());
            }
        }
        prop_assert!(document.story().scenes.contains_key(&document.story().start));
        for (id, scene) in &document.story().scenes {
            for wire in wires::wires(id, scene) {
                let (wires::Lead::Goto(to) | wires::Lead::Visit(to)) = &wire.to else { continue };
                let stays = wire.turn.path.last() == Some(&wires::Hop::Otherwise);
                prop_assert!(stays || !gone.contains(to), "{:?}", wire);
            }
        }
    }

    #[test]
    fn copies_have_no_problems_that_their_originals_have_not(
        story in valid_story(),
        throws in prop::collection::vec(any::<u16>(), 4),
    ) {
        let mut dice = Dice::new(throws);
        let mut document = Document::opened(story, Layout::default());
        let count = document.story().scenes.len();
        // The same one twice is copied once.
        let mut chosen: Vec<_> =
            (0..2).filter_map(|_| Some(document.story().scenes.get_index(dice.below(count))?.0.clone())).collect();
        let named = [chosen.clone(), chosen.clone()].concat();
        chosen.dedup();
        let copies = document.edit(What::Paste, |edit| commands::duplicate(edit, &named)).unwrap();
        prop_assert_eq!(copies.len(), chosen.len());
        let errors: Vec<_> = scene_graph::check(document.story(), None)
            .into_iter()
            .filter(|found| found.severity() == scene_graph::Severity::Error)
            // Nothing leads to a copy yet.
            .filter(|found| !found.message.contains("reach"))
            .collect();
        prop_assert!(errors.is_empty(), "{errors:?}");
    }
}

#[test]
fn what_cannot_be_a_name_is_said() {
    let text = r#"Story(format: 1, id: "s", title: {"en": "S"}, languages: ["en"], start: "a", scenes: {"a": Scene(), "b": Scene()})"#;
    let mut document = document(text);
    let mut rename = |old: Name, words: &str| {
        document
            .edit(What::Rename, |edit| names::rename(edit, &old, words))
            .map_err(|error| error.to_string())
    };
    assert_eq!(
        rename(Name::Scene(scene("a")), "b").unwrap_err(),
        "there is a scene \"b\" already: choose another name"
    );
    assert!(rename(Name::Scene(scene("a")), "昼食").unwrap_err().starts_with("\"昼食\" cannot be a name"));
    assert_eq!(rename(Name::Scene(scene("x")), "y").unwrap_err(), "there is no scene \"x\"");
    assert_eq!(rename(Name::Scene(scene("a")), "a"), Ok(Name::Scene(scene("a"))));
}

#[test]
fn names_are_made_of_what_people_write() {
    for (wish, made) in [
        ("Office tour", "office-tour"),
        ("  --Lunch!! (final)  ", "lunch-final"),
        ("IMG_0042.take 2", "img-0042-take-2"),
        ("昼食", ""),
        ("先輩 interview", "interview"),
        ("İstanbul", "istanbul"),
        ("Führung — Straße 2", "fuhrung-strasse-2"),
        ("Ｔａｋｅ０１", "take01"),
        ("ようこそ！", "youkoso"),
        ("面接官インタビュー_01", "intabyu-01"),
        ("先輩の一日", ""),
        ("ア社", ""),
        ("オフィスツアーです", "ofisutsua-desu"),
        ("カ\u{3099}イト\u{3099}", "gaido"),
    ] {
        assert_eq!(names::slug(wish), made, "{wish}");
    }
    let long = names::slug(&"word ".repeat(40));
    assert!(long.len() <= 48 && scene_graph::is_id(&long), "{long}");
    let taken = ["lunch", "lunch-2", "scene"];
    let free = |wish| names::free(wish, "scene", |words| taken.contains(&words));
    assert_eq!(["Lunch", "昼食", "Tea"].map(free), ["lunch-3", "scene-2", "tea"]);
}

#[test]
fn clips_of_any_name_get_ids_that_tell_them_apart_and_titles_of_their_files() {
    let mut document = Document::opened(
        story(
            r#"Story(format: 1, id: "s", title: {"ja": "S"}, languages: ["ja"], start: "clip-2", scenes: {"clip-2": Scene()})"#,
        ),
        Layout::default(),
    );
    for (file, id) in [
        ("media/先輩の一日.mp4", "clip-1"),
        ("media/面接官の話.mp4", "clip-3"),
        ("media/01.mp4", "clip-01"),
        ("media/02_面接官.mp4", "clip-02"),
        ("media/面接_A.mp4", "clip-a"),
        ("media/B.mp4", "b"),
        ("media/会社紹介 final v2.mp4", "final-v2"),
        ("media/社内インタビュー.mp4", "intabyu"),
        ("media/先輩インタビュー.mp4", "intabyu-2"),
        ("media/Office tour.mp4", "office-tour"),
        ("media/😀.mp4", "clip-4"),
    ] {
        let made = document.edit(What::AddScene, |edit| commands::add_clip(edit, file, None)).unwrap();
        assert_eq!(made.as_str(), id, "{file}");
        let title = &document.story().scenes[&made].title.0;
        let stem = file.trim_start_matches("media/").trim_end_matches(".mp4");
        assert_eq!(title.values().collect::<Vec<_>>(), [stem]);
    }
}

#[test]
fn a_deleted_beginning_moves_on() {
    let text = r#"Story(format: 1, id: "s", title: {"en": "S"}, languages: ["en"], start: "b", scenes: {
        "a": Scene(then: Goto("b")), "b": Scene(then: Goto("c")), "c": Scene(then: Goto("d")), "d": Scene(then: Goto("b"))})"#;
    for (gone, start) in [(&["b"][..], "c"), (&["b", "c"], "d"), (&["b", "c", "d"], "a"), (&["a"], "b")] {
        let mut document = Document::opened(story(text), Layout::default());
        let items: Vec<Item> = gone.iter().map(|id| Item::Scene(scene(id))).collect();
        document.edit(What::Delete, |edit| commands::delete(edit, &items, &[])).unwrap();
        assert_eq!(document.story().start.as_str(), start, "{gone:?}");
    }
}
