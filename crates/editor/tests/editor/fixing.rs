//! Going to problems, and repairing them.

use crate::support::{document, files, scene, story};
use editor::fixes::{RepairKind, repair, where_is};
use editor::{Document, Item, Layout, What};
use proptest::prelude::*;
use scene_graph::generate::{any_story, valid_story};
use scene_graph::{Diagnostic, EndingId, MediaFact, MediaFacts, Story, check};
use std::collections::BTreeMap;

/// A story whose head and scenes are these.
fn with(head: &str, scenes: &str) -> Story {
    story(&format!(
        r#"Story(format: 1, id: "s", title: {{"en": "S"}}, languages: ["en"], {head} endings: {{"bye": Ending(title: {{"en": "Bye"}})}}, start: "a", scenes: {{{scenes}}})"#
    ))
}

fn facts() -> MediaFacts {
    let media = MediaFact::Media {
        duration: Some(media_time::MediaDuration::from_seconds(8)),
        has_picture: true,
        has_sound: false,
    };
    MediaFacts { files: BTreeMap::from([("a.mp4".to_owned(), media)]), ..MediaFacts::default() }
}

fn question(body: &str) -> String {
    format!(r#"Question(id: "q", prompt: {{"en": "Q"}}, {body})"#)
}

fn asking(scene: &str, body: &str) -> Story {
    with("", &format!(r#""a": Scene({scene} question: {}, then: End("bye"))"#, question(body)))
}

const ONE: &str = r#"answers: OneOf([Choice(id: "one", text: {"en": "One"})])"#;

/// Each code with a story that has it, and what its repair is.
fn cases() -> Vec<(&'static str, Story, RepairKind)> {
    use RepairKind as Kind;
    let way = |then: &str| with("", &format!(r#""a": Scene(media: Video(file: "a.mp4"), then: {then})"#));
    let choice = |choice: &str| {
        asking("", &format!(r#"answers: OneOf([{choice}, Choice(id: "one", text: {{"en": "One"}})])"#))
    };
    let end = r#""a": Scene(then: End("bye"))"#;
    vec![
        (
            "E101",
            with(
                "",
                r#""a": Scene(question: Question(id: "q", prompt: {"en": "Q"}, answers: OneOf([Choice(id: "one", text: {"en": "One"}, then: Goto("gone"))])), then: End("bye"))"#,
            ),
            Kind::CutWay,
        ),
        (
            "E102",
            way(r#"When(cases: [(when: Visited("a"), then: End("gone"))], otherwise: End("bye"))"#),
            Kind::CutWay,
        ),
        ("E103", with("", r#""a": Scene(themes: ["gone"], then: End("bye"))"#), Kind::DropNames),
        ("E106", choice(r#"Choice(id: "x", text: {"en": "X"}, set: [Add("gone", 1)])"#), Kind::Declare),
        ("E106", choice(r#"Choice(id: "x", text: {"en": "X"}, when: Not(Flag("gone")))"#), Kind::Declare),
        ("E108", with("", r#""a": Scene(offers: ["gone"], then: End("bye"))"#), Kind::DropNames),
        (
            "E110",
            {
                let mut story = with("", end);
                story.start = scene("gone");
                story
            },
            Kind::StartFirst,
        ),
        (
            "E111",
            {
                let mut story = with("", end);
                story.languages.clear();
                story
            },
            Kind::DeclareLanguages,
        ),
        (
            "E112",
            {
                let mut story = with("", end);
                story.languages.push(scene_graph::Language::new("EN"));
                story
            },
            Kind::KeepOnce,
        ),
        (
            "E015",
            with(
                r#"themes: {"t": (name: {"en": "T"}, colour: "green")}, "#,
                r#""a": Scene(themes: ["t"], then: End("bye"))"#,
            ),
            Kind::PlainColour,
        ),
        (
            "E113",
            with(
                "",
                &format!(
                    r#""a": Scene(question: {0}, then: Goto("b")), "b": Scene(question: {0}, then: End("bye"))"#,
                    question(ONE)
                ),
            ),
            Kind::OwnId,
        ),
        ("E114", choice(r#"Choice(id: "one", text: {"en": "X"})"#), Kind::OwnId),
        ("E201", with("", r#""a": Scene()"#), Kind::EndHere),
        ("E201", with("", r#""a": Scene(then: Via("b", End("bye"))), "b": Scene()"#), Kind::ReturnHere),
        ("E205", with("", r#""a": Scene(then: Visit("b")), "b": Scene(then: End("bye"))"#), Kind::GoInstead),
        (
            "E206",
            asking(
                "",
                r#"answers: SeveralOf(choices: [Choice(id: "one", text: {"en": "One"}, then: End("bye"))])"#,
            ),
            Kind::DropWay,
        ),
        ("E301", asking("", "answers: OneOf([])"), Kind::AddChoices),
        (
            "E303",
            asking(
                "",
                r#"answers: SeveralOf(choices: [Choice(id: "one", text: {"en": "One"})], at_least: 3)"#,
            ),
            Kind::FitNumbers,
        ),
        ("E303", asking("", "answers: Words(at_most: 0)"), Kind::FitNumbers),
        (
            "E304",
            asking("", r#"answers: Scale(from: 5, to: 1, low: {"en": "l"}, high: {"en": "h"})"#),
            Kind::FitNumbers,
        ),
        ("E305", asking("", &format!("limit: ClipEnd, {ONE}")), Kind::NoLimit),
        ("E306", asking("", &format!("shown: PauseAt(\"00:01.000\"), {ONE}")), Kind::AskAtEnd),
        ("E309", asking("", &format!("limit: Seconds(0), {ONE}")), Kind::NoLimit),
        (
            "E505",
            with("", r#""a": Scene(media: Video(file: "a.mp4", to: "00:09.000"), then: End("bye"))"#),
            Kind::DropTrim,
        ),
        (
            "E505",
            with(
                "",
                r#""a": Scene(media: ByLanguage({"en": Video(file: "a.mp4", from: "00:09.000")}), then: End("bye"))"#,
            ),
            Kind::DropTrim,
        ),
        (
            "E506",
            asking(r#"media: Video(file: "a.mp4"),"#, &format!("shown: PauseAt(\"01:00.000\"), {ONE}")),
            Kind::AskAtEnd,
        ),
        (
            "E508",
            with("", r#""a": Scene(media: Video(file: "a.mp4", sound: "a.mp4"), then: End("bye"))"#),
            Kind::DropSound,
        ),
        ("E509", asking("", &format!("meanwhile: Loop(Nothing), {ONE}")), Kind::DropEmpty),
        (
            "E509",
            with(
                "waiting: Nothing, ",
                &format!(r#""a": Scene(question: {}, then: End("bye"))"#, question(ONE)),
            ),
            Kind::DropEmpty,
        ),
        (
            "W202",
            asking("", r#"answers: OneOf([Choice(id: "one", text: {"en": "One"}, then: End("bye"))])"#),
            Kind::DropWay,
        ),
        (
            "W315",
            asking("", r#"answers: Scale(low: {"en": "l"}, high: {"en": "h"}, worry: AtLeast(6))"#),
            Kind::FitNumbers,
        ),
        (
            "W316",
            asking(
                "",
                r#"answers: SeveralOf(choices: [Choice(id: "one", text: {"en": "One"}, when: Visited("a"))])"#,
            ),
            Kind::FitNumbers,
        ),
        (
            "W317",
            {
                let mut story = with("", end);
                story.endings[0].contact = true;
                story
            },
            Kind::DropUnsupported,
        ),
        (
            "W402",
            with(
                "",
                r#""a": Scene(question: Question(id: "q", prompt: {"en": "Q"}, answers: Scale(low: {"en": "l"}, high: {"en": "h"})), then: When(cases: [(when: Any([Not(Scale("q", AtMost(2))), Visited("a")]), then: End("bye"))], otherwise: End("bye")))"#,
            ),
            Kind::AskForAnswer,
        ),
        (
            "W601",
            with(
                r#"variables: {"v": Number(0)}, "#,
                r#""a": Scene(question: Question(id: "q", prompt: {"en": "Q"}, answers: OneOf([Choice(id: "one", text: {"en": "One"}, set: [Add("v", 1)])])), then: End("bye"))"#,
            ),
            Kind::RemoveUnused,
        ),
        (
            "W602",
            {
                let mut story = with("", end);
                let bye = story.endings[0].clone();
                story.endings.insert(EndingId::new("other").unwrap(), bye);
                story
            },
            Kind::RemoveUnused,
        ),
        (
            "W603",
            with(r#"contact: Contact(to: {"en": "Us"}, promise: {"en": "Soon"}), "#, end),
            Kind::RemoveUnused,
        ),
        (
            "W604",
            with(r#"handouts: {"h": Handout(title: {"en": "H"}, to: File("h.pdf"))}, "#, end),
            Kind::RemoveUnused,
        ),
        (
            "W605",
            with(r##"themes: {"t": (name: {"en": "T"}, colour: "#000000")}, "##, end),
            Kind::RemoveUnused,
        ),
        ("W606", with(r#"waiting: Video(file: "a.mp4"), "#, end), Kind::RemoveUnused),
        ("N701", asking("", &format!("place: OnPicture, {ONE}")), Kind::DropUnsupported),
        (
            "N702",
            choice(r#"Choice(id: "x", text: {"en": "X"}, area: (x: 1, y: 1, w: 1, h: 1))"#),
            Kind::DropUnsupported,
        ),
    ]
}

fn found(story: &Story, code: &str) -> Vec<Diagnostic> {
    check(story, Some(&facts())).into_iter().filter(|found| found.code.id() == code).collect()
}

#[test]
fn obvious_repairs_mend_what_they_say() {
    for (code, story, kind) in cases() {
        let problems = found(&story, code);
        let problem =
            problems.first().unwrap_or_else(|| panic!("{code}: {:?}", check(&story, Some(&facts()))));
        let mend = repair(&story, problem).unwrap_or_else(|| panic!("{code}: no repair"));
        assert_eq!(mend.kind, kind, "{code}");
        let mut document = Document::opened(story.clone(), Layout::default());
        let before = files(&document);
        document.edit(What::Fix, |edit| mend.apply(edit)).unwrap();
        let left = found(document.story(), code);
        assert!(left.len() < problems.len(), "{code}: {left:?}\n{}", files(&document).0);
        // No new error in its place.
        let errors = |story: &Story| {
            check(story, Some(&facts()))
                .iter()
                .filter(|found| found.severity() == scene_graph::Severity::Error)
                .count()
        };
        // A way that was cut is a scene without a way on, when it was the only one.
        assert!(
            errors(document.story()) <= errors(&story),
            "{code}: {:?}",
            check(document.story(), Some(&facts()))
        );
        document.undo();
        assert_eq!(files(&document), before, "{code}");
    }
}

#[test]
fn what_needs_a_person_has_no_repair() {
    let story = with(
        "",
        r#""a": Scene(question: Question(id: "q", prompt: {}, answers: Contact), media: Video(file: "gone.mp4"), then: Goto("a")), "b": Scene(then: When(cases: [], otherwise: Goto("gone")))"#,
    );
    for found in check(&story, Some(&facts())) {
        if ["E202", "E307", "W201", "W311", "W313", "E101"].contains(&found.code.id()) {
            assert_eq!(repair(&story, &found), None, "{found}");
        }
    }
}

#[test]
fn problems_say_where_they_are() {
    let mut document = document(
        r#"Story(format: 1, id: "s", title: {"en": "S"}, languages: ["en", "ja"], endings: {"bye": Ending(title: {"en": "Bye"})}, start: "a", scenes: {
        "a": Scene(question: Question(id: "q", prompt: {"en": "Q", "ja": "Q"}, answers: OneOf([Choice(id: "one", text: {"en": "One"})])), then: End("bye"))})"#,
    );
    let places: Vec<_> =
        check(document.story(), None).iter().map(|found| where_is(document.story(), found)).collect();
    let told: Vec<_> = places
        .iter()
        .map(|at| (at.item.clone(), at.choice.as_ref().map(ToString::to_string), at.field.as_str()))
        .collect();
    let bye = Item::Ending(EndingId::new("bye").unwrap());
    assert!(told.contains(&(None, None, "title")), "{told:?}");
    assert!(told.contains(&(Some(bye), None, "endings.bye.title")), "{told:?}");
    assert!(told.contains(&(Some(Item::Scene(scene("a"))), Some("one".to_owned()), "text")), "{told:?}");
    // Of what is gone meanwhile nothing is selected.
    let problems = check(document.story(), None);
    document
        .edit(What::Rename, |edit| editor::names::rename(edit, &editor::Name::Scene(scene("a")), "b"))
        .unwrap();
    assert!(
        problems.iter().all(|found| !matches!(where_is(document.story(), found).item, Some(Item::Scene(_))))
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn every_repair_can_be_made_and_helps(story in prop_oneof![any_story(), valid_story()], pick in any::<prop::sample::Index>()) {
        let problems = check(&story, Some(&facts()));
        let mendable: Vec<_> = problems.iter().filter_map(|problem| Some((problem, repair(&story, problem)?))).collect();
        if mendable.is_empty() { return Ok(()) }
        let (problem, mend) = &mendable[pick.index(mendable.len())];
        let mut document = Document::opened(story.clone(), Layout::default());
        document.edit(What::Fix, |edit| mend.apply(edit)).unwrap();
        let count = |story: &Story| check(story, Some(&facts())).iter().filter(|found| found.code == problem.code && found.place == problem.place).count();
        prop_assert!(count(document.story()) < count(&story), "{problem}: {:?}", mend.kind);
        document.undo();
        prop_assert_eq!(scene_graph::write(document.story()), scene_graph::write(&story));
    }
}
