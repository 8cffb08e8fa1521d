//! Scenes as text, and back.

use crate::support::{document, files, scene, story};
use editor::clipboard::{PasteError, copy, looks_like_scenes, paste};
use editor::{Document, Layout, Name, Spot};
use proptest::prelude::*;
use scene_graph::generate::{any_story, valid_story};
use scene_graph::{Branch, Condition, SceneId, Story, check, load};

const FROM: &str = r##"Story(format: 1, id: "from", title: {"en": "From"}, languages: ["en", "ja"],
    themes: {"people": (name: {"en": "People"}, colour: "#4c9f70"), "other": (name: {"en": "Other"}, colour: "#000000")},
    variables: {"calm": Flag(false), "sum": Number(0)}, handouts: {"map": Handout(title: {"en": "Map"}, to: File("map.pdf"))},
    endings: {"bye": Ending(title: {"en": "Bye"}, offers: ["map"]), "else": Ending(title: {"en": "Else"})},
    start: "hub", scenes: {
    "hub": Scene(title: {"ja": "はじめ \"A\"\n(1)"}, question: Question(id: "mind", prompt: {"en": "Well?"}, answers: OneOf([
        Choice(id: "one", text: {"en": "One"}, themes: ["people"], set: [Set("calm", Flag(true))], then: Visit("lunch")),
        Choice(id: "two", text: {"en": "Two"}, when: All([Visited("lunch"), Chose("mind", "one"), Answered("feel")]), then: Goto("far")),
        Choice(id: "end", text: {"en": "End"}, then: End("bye"))]))),
    "lunch": Scene(question: Question(id: "feel", prompt: {}, answers: Scale(low: {}, high: {})), then: Return),
    "far": Scene(then: Goto("hub")),
    })"##;

fn other() -> Document {
    document(
        r#"Story(format: 1, id: "to", title: {"en": "To"}, languages: ["en"], start: "hub", scenes: {
        "hub": Scene(question: Question(id: "mind", prompt: {}, answers: Words()), then: Goto("hub-2")), "hub-2": Scene()})"#,
    )
}

fn copied() -> String {
    let layout = Layout {
        scenes: [
            (scene("hub"), Spot(100, 200)),
            (scene("lunch"), Spot(400, 150)),
            (scene("far"), Spot(9, 9)),
        ]
        .into(),
        ..Layout::default()
    };
    copy(&story(FROM), &layout, &[scene("lunch"), scene("hub"), scene("nowhere")]).unwrap()
}

#[test]
fn scenes_go_into_another_story() {
    let text = copied();
    assert!(looks_like_scenes(&text));
    // Only what they need.
    assert!(!text.contains("\"other\"") && !text.contains("\"else\"") && !text.contains("\"sum\""), "{text}");
    let mut document = other();
    let before = files(&document);
    let pasted = paste(&mut document, &text, Some(Spot(1000, 1000))).unwrap();
    assert_eq!(pasted.scenes, [scene("hub-3"), scene("lunch")]);
    assert_eq!(pasted.cut, [(scene("hub-3"), scene("far"))]);
    let brought: Vec<String> = pasted.brought.iter().map(Name::to_string).collect();
    assert_eq!(brought, ["theme \"people\"", "variable \"calm\"", "handout \"map\"", "ending \"bye\""]);
    assert_eq!(document.layout().scenes[&scene("hub-3")], Spot(1000, 1050));
    assert_eq!(document.layout().scenes[&scene("lunch")], Spot(1300, 1000));
    let hub = &document.story().scenes[&scene("hub-3")];
    let question = hub.question.as_ref().unwrap();
    assert_eq!(question.id.as_str(), "mind-2");
    // Conditions and ways among the copies follow; what leads to a scene that is not here is cut.
    let two = &question.answers.choices()[1];
    let Some(Condition::All(parts)) = &two.when else { panic!("{two:?}") };
    assert!(matches!(&parts[1], Condition::Chose(question, _) if question.as_str() == "mind-2"));
    assert!(matches!(&parts[2], Condition::Answered(question) if question.as_str() == "feel"));
    assert_eq!(two.then, None);
    assert_eq!(question.answers.choices()[0].then, Some(Branch::Visit(scene("lunch"))));
    // One step.
    document.undo();
    assert_eq!(files(&document), before);
}

#[test]
fn in_its_own_story_a_copy_lies_beside() {
    let mut document = document(FROM);
    let pasted = paste(&mut document, &copied(), None).unwrap();
    assert_eq!(pasted.scenes, [scene("hub-2"), scene("lunch-2")]);
    assert!(pasted.cut.is_empty() && pasted.brought.is_empty());
    let hub = document.story().scenes[&scene("hub-2")].question.as_ref().unwrap();
    assert_eq!(hub.answers.choices()[1].then, Some(Branch::Goto(scene("far"))));
    assert_eq!(hub.answers.choices()[0].then, Some(Branch::Visit(scene("lunch-2"))));
    assert_eq!(document.layout().scenes[&scene("hub-2")], Spot(140, 240));
    // Once more: free names again.
    let again = paste(&mut document, &copied(), None).unwrap();
    assert_eq!(again.scenes, [scene("hub-3"), scene("lunch-3")]);
}

#[test]
fn a_mail_does_no_harm() {
    let text = copied();
    for mailed in [
        text.replace('\n', "\r\n"),
        format!("Hello,\n\nhere are the scenes:\n\n{text}\nBest wishes\n(Hanako)\n"),
        format!("  {}", text.split("Layout(").next().unwrap()),
    ] {
        let mut document = other();
        let pasted = paste(&mut document, &mailed, Some(Spot(0, 0))).unwrap();
        assert_eq!(pasted.scenes.len(), 2, "{mailed}");
        let title = &document.story().scenes[&pasted.scenes[0]].title;
        assert_eq!(title.0.values().next().unwrap(), "はじめ \"A\"\n(1)");
    }
}

#[test]
fn hostile_text_is_an_error_in_words() {
    let deep = format!("Story(format: 1, scenes: {{{}", "(".repeat(100_000));
    let large = format!("Story(format: 1, note: \"{}\")", "x".repeat(9 << 20));
    let cut = copied();
    let cut = &cut[..cut.len() / 3];
    for text in
        ["", "hello", "Story(", deep.as_str(), large.as_str(), cut, "Story(format: 9)", "\u{0}Story(\u{0}"]
    {
        let mut document = other();
        let before = files(&document);
        let error = paste(&mut document, text, None).unwrap_err();
        assert!(error.to_string().len() > 20, "{error}");
        assert_eq!((files(&document), document.next_undo()), (before, None));
    }
    assert_eq!(paste(&mut other(), "hello", None), Err(PasteError::NotScenes));
    assert_eq!(copy(&story(FROM), &Layout::default(), &[]), None);
}

#[test]
fn no_story_becomes_larger_than_one_may_be() {
    let mut text =
        String::from("Story(format: 1, id: \"s\", title: {}, languages: [\"en\"], start: \"s0\", scenes: {");
    for n in 0..load::MAX_SCENES {
        text += &format!("\"s{n}\": Scene(),");
    }
    let mut document = other();
    assert_eq!(paste(&mut document, &(text + "})"), None), Err(PasteError::TooMany(load::MAX_SCENES + 2)));
}

/// What the checks say, without names.
fn faults(story: &Story) -> usize {
    check(story, None).iter().filter(|found| found.severity() == scene_graph::Severity::Error).count()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn a_whole_story_goes_over(from in valid_story()) {
        let scenes: Vec<SceneId> = from.scenes.keys().cloned().collect();
        let text = copy(&from, &Layout::default(), &scenes).unwrap();
        let mut document = other();
        let pasted = paste(&mut document, &text, None).unwrap();
        prop_assert_eq!(pasted.scenes.len(), scenes.len());
        prop_assert!(pasted.cut.is_empty());
        // Led to from the target's end it has no error that it did not have.
        let mut now = document.story().clone();
        now.start = pasted.scenes[scenes.iter().position(|id| *id == from.start).unwrap()].clone();
        now.contact = from.contact.clone();
        now.scenes.swap_remove("hub");
        now.scenes.swap_remove("hub-2");
        prop_assert_eq!(faults(&now), 0, "{:?}", check(&now, None));
    }

    #[test]
    fn any_scenes_come_back_as_they_were(from in any_story(), mask in any::<u32>()) {
        let scenes: Vec<SceneId> =
            from.scenes.keys().enumerate().filter(|(nth, _)| mask >> (nth % 32) & 1 == 1).map(|(_, id)| id.clone()).collect();
        let Some(text) = copy(&from, &Layout::default(), &scenes) else { return Ok(()) };
        // Some made-up stories nest deeper than any file may.
        if load::read(scene_graph::write(&from).as_bytes()).is_err() { return Ok(()) }
        let mut document = Document::opened(from.clone(), Layout::default());
        let pasted = paste(&mut document, &text, None).unwrap();
        prop_assert_eq!(pasted.scenes.len(), scenes.len());
        for (old, new) in scenes.iter().zip(&pasted.scenes) {
            prop_assert!(old != new && !document.layout().scenes.contains_key(new));
        }
        document.undo();
        prop_assert_eq!(scene_graph::write(document.story()), scene_graph::write(&from));
    }

    #[test]
    fn no_text_harms(text in ".{0,400}", at in 0..40usize) {
        let mut document = other();
        let _ = paste(&mut document, &text, None);
        // A copied text with something in its midst.
        let whole = copied();
        let place = whole.char_indices().nth(at * whole.chars().count() / 40).map_or(0, |(place, _)| place);
        let (head, tail) = whole.split_at(place);
        let _ = paste(&mut document, &format!("{head}{text}{tail}"), None);
    }
}
