//! Joining, cutting, putting in between.

use crate::support::{document, scene};
use editor::wires::{self, Hop, Lead};
use editor::{Document, Port, Turn, What};
use scene_graph::{ChoiceId, EndingId};

/// A scene of every kind of way on.
fn ways() -> Document {
    document(
        r#"Story(format: 1, id: "s", title: {"en": "S"}, languages: ["en"], variables: {"calm": Flag(false)},
        endings: {"bye": Ending(title: {"en": "Bye"})}, start: "a", scenes: {
        "a": Scene(
            question: Question(id: "q", prompt: {}, answers: OneOf([
                Choice(id: "one", text: {}, then: Via("b", Via("c", Goto("d")))),
                Choice(id: "two", text: {}, then: Visit("b")),
                Choice(id: "three", text: {}),
            ])),
            then: When(cases: [(when: Flag("calm"), then: Goto("b")), (when: Flag("calm"), then: Via("c", End("bye")))], otherwise: Goto("d")),
        ),
        "b": Scene(then: Return), "c": Scene(then: Return), "d": Scene(then: End("bye")), "e": Scene(),
        })"#,
    )
}

fn turn(choice: Option<&str>, path: &[Hop]) -> Turn {
    let choice = choice.map(|id| ChoiceId::new(id).unwrap());
    Turn { port: Port { scene: scene("a"), choice }, path: path.to_vec() }
}

/// What the choice, or the scene, leads to as RON; other parts left out.
fn way(document: &Document, choice: Option<&str>) -> String {
    let mut story = document.story().clone();
    let mut a = scene_graph::Scene::clone(&story.scenes.swap_remove(&scene("a")).unwrap());
    let then = match choice {
        None => a.then.take(),
        Some(id) => {
            let question = a.question.take().unwrap();
            question.answers.choices().iter().find(|one| one.id.as_str() == id).unwrap().then.clone()
        }
    };
    story.scenes =
        [(scene("x"), scene_graph::Scene { then, ..Default::default() }.into())].into_iter().collect();
    let text = scene_graph::write(&story);
    let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let start = text.find("then: ").map_or(text.len(), |at| at + 6);
    text[start..].trim_end_matches([' ', ',', '}', ')']).to_owned()
}

#[test]
fn each_turn_has_a_wire() {
    let document = ways();
    let a = scene("a");
    let found = wires::wires(&a, &document.story().scenes[&a]);
    let told: Vec<String> = found
        .iter()
        .map(|wire| {
            let choice = wire.turn.port.choice.as_ref().map_or("-", ChoiceId::as_str);
            format!("{choice} {:?} {:?}", wire.turn.path, wire.to)
        })
        .collect();
    assert_eq!(told.len(), 8, "{told:#?}");
    assert!(told[0].starts_with("one [] Visit"), "{told:#?}");
    assert!(told[2].starts_with("one [AfterDetour, AfterDetour] Goto"), "{told:#?}");
    assert!(told[6].starts_with("- [Case(1), AfterDetour] End"), "{told:#?}");
}

#[test]
fn wires_are_joined() {
    let bye = Lead::End(EndingId::new("bye").unwrap());
    let to_e = Lead::Goto(scene("e"));
    for (choice, path, lead, expected) in [
        (Some("three"), &[][..], to_e.clone(), r#"Goto("e"#),
        (Some("two"), &[], bye.clone(), r#"End("bye"#),
        (Some("one"), &[], Lead::Visit(scene("e")), r#"Via("e", Via("c", Goto("d"#),
        (Some("one"), &[], to_e.clone(), r#"Goto("e"#),
        (Some("one"), &[Hop::AfterDetour, Hop::AfterDetour], Lead::Return, r#"Via("b", Via("c", Return"#),
        (None, &[Hop::Otherwise], to_e.clone(), r#"otherwise: Goto("e"#),
        (None, &[Hop::Case(1), Hop::AfterDetour], to_e.clone(), r#"Via("c", Goto("e"))"#),
    ] {
        let mut document = ways();
        document.edit(What::Wire, |edit| wires::join(edit, &turn(choice, path), lead)).unwrap();
        let now = way(&document, choice);
        assert!(now.contains(expected), "{choice:?} {path:?}: {now}");
    }
    let mut document = ways();
    for (choice, path, lead) in [
        (Some("four"), &[][..], to_e.clone()),
        (Some("three"), &[Hop::Otherwise], to_e.clone()),
        (None, &[Hop::Case(2)], to_e.clone()),
        (None, &[], Lead::Goto(scene("nowhere"))),
    ] {
        document.edit(What::Wire, |edit| wires::join(edit, &turn(choice, path), lead)).unwrap_err();
    }
    assert!(document.is_saved());
}

#[test]
fn wires_are_cut() {
    for (choice, path, expected) in [
        (Some("two"), &[][..], ""),
        (Some("one"), &[], r#"Via("c", Goto("d"#),
        (Some("one"), &[Hop::AfterDetour], r#"Via("b", Goto("d"#),
        (Some("one"), &[Hop::AfterDetour, Hop::AfterDetour], r#"Via("b", Visit("c"#),
        (None, &[Hop::Case(1)], r#"(when: Flag("calm"), then: End("bye"))"#),
        (None, &[Hop::Case(0)], r#"When(cases: [(when: Flag("calm"), then: Via("#),
        (None, &[Hop::Case(1), Hop::AfterDetour], r#"then: Visit("c"))"#),
    ] {
        let mut document = ways();
        document.edit(What::Wire, |edit| wires::cut(edit, &turn(choice, path))).unwrap();
        let now = way(&document, choice);
        assert!(
            if expected.is_empty() { now.is_empty() } else { now.contains(expected) },
            "{choice:?} {path:?}: {now}"
        );
    }
    let mut document = ways();
    let otherwise = turn(None, &[Hop::Otherwise]);
    let error = document.edit(What::Wire, |edit| wires::cut(edit, &otherwise)).unwrap_err();
    assert!(error.to_string().contains("lead it elsewhere"), "{error}");
    // The first case, the second one's detour, and it: with the last condition the question of it goes.
    for _ in 0..3 {
        let first = turn(None, &[Hop::Case(0)]);
        document.edit(What::Wire, |edit| wires::cut(edit, &first)).unwrap();
    }
    assert_eq!(way(&document, None), r#"Goto("d""#);
}

#[test]
fn a_scene_is_put_into_a_wire() {
    for (choice, path, port, then) in [
        (Some("two"), &[][..], r#"Visit("e"#, r#""e": Scene(then: Goto("b"))"#),
        (Some("one"), &[Hop::AfterDetour, Hop::AfterDetour], r#"Goto("e"#, r#""e": Scene(then: Goto("d"))"#),
        (Some("one"), &[], r#"Via("e", Via("c", Goto("d"#, r#""e": Scene(then: Goto("b"))"#),
        (None, &[Hop::Otherwise], r#"otherwise: Goto("e"#, r#""e": Scene(then: Goto("d"))"#),
        (None, &[Hop::Case(1), Hop::AfterDetour], r#"Via("c", Goto("e"#, r#""e": Scene(then: End("bye"))"#),
    ] {
        let mut document = ways();
        document.edit(What::Wire, |edit| wires::put_between(edit, &turn(choice, path), &scene("e"))).unwrap();
        let (now, all) = (way(&document, choice), scene_graph::write(document.story()));
        assert!(now.contains(port) && all.contains(then), "{choice:?} {path:?}: {now}\n{all}");
        assert!(document.undo() && document.is_saved());
    }
}
