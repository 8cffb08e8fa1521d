//! Writing in fields, and being led to them.

use super::{at, click, focus, of, press, said, select, story, tall, write};
use crate::support::{self, scene};
use crate::ui::stage::{Stage, TWO};
use editor::Item;
use editor::ui::{Field, Selection};
use egui::accesskit::Role;
use egui::{Event, ImeEvent, Key, Modifiers, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use scene_graph::Branch;

#[test]
fn a_stay_in_a_field_is_one_step_and_the_field_follows_the_document() {
    let mut stage = at(TWO, "en", "lunch");
    write(&mut stage, "Title (English)", "eon");
    stage.type_text(" at");
    stage.type_text(" one");
    assert_eq!(said(&of(&mut stage, "lunch").title, "en"), "Luncheon at one");
    // Undone by the menu, while the field has the focus.
    stage.workspace().undo();
    stage.run();
    assert_eq!(said(&of(&mut stage, "lunch").title, "en"), "Lunch");
    assert_eq!(stage.workspace().document.next_undo(), None);
    stage.type_text("!");
    assert!(
        said(&of(&mut stage, "lunch").title, "en").contains("Lunch"),
        "what was undone is not written again"
    );
    // Another stay is another step.
    write(&mut stage, "Title (日本語)", "会");
    stage.workspace().undo();
    assert_eq!(said(&of(&mut stage, "lunch").title, "ja"), "昼食");
    assert!(stage.workspace().document.next_undo().is_some());
}

#[test]
fn japanese_is_written_by_composition() {
    let mut stage = at(TWO, "ja", "lunch");
    focus(&mut stage, Role::TextInput, "題名 (日本語)");
    stage.press(Key::End);
    for part in ["k", "か", "かい", "会"] {
        let preedit = ImeEvent::Preedit { text: part.to_owned(), active_range_chars: None };
        stage.send(vec![Event::Ime(preedit)]);
    }
    stage.send(vec![Event::Ime(ImeEvent::Commit("会".to_owned()))]);
    stage.run();
    assert_eq!(said(&of(&mut stage, "lunch").title, "ja"), "昼食会");
    stage.workspace().undo();
    assert_eq!(said(&of(&mut stage, "lunch").title, "ja"), "昼食");
    assert_eq!(stage.workspace().document.next_undo(), None);
}

#[test]
fn missing_texts_are_told_in_words() {
    let text = TWO.replace(r#""ja": "昼食""#, r#""ja": """#);
    let mut stage = at(&text, "en", "lunch");
    let field = stage.harness.get_by_role_and_label(Role::TextInput, "Title (日本語)");
    let told = |description: Option<String>| description.is_some_and(|words| words.starts_with("missing"));
    assert!(told(field.accesskit_node().description()));
    write(&mut stage, "Title (日本語)", "昼食");
    let field = stage.harness.get_by_role_and_label(Role::TextInput, "Title (日本語)");
    assert!(!told(field.accesskit_node().description()));
}

#[test]
fn a_field_is_gone_to_wherever_it_is() {
    let text = TWO.replace(
        r#"text: {"en": "On", "ja": "進む"},"#,
        r#"text: {"en": "On", "ja": "進む"}, when: Visited("lunch"),"#,
    );
    for (choice, name, focused) in [
        (None, "title", "Title (English)"),
        (None, "prompt", "Question (English)"),
        (Some("end"), "text", "Choice 2: Text (English)"),
        (None, "media.captions.ja", "A file for each language"),
        (None, "limit", "Time to answer"),
        (None, "then", "Then"),
        (Some("on"), "then", "Choice 1: Leads to"),
        (None, "", "Title (English)"),
    ] {
        // Low, so that it must be scrolled to.
        let mut stage = Stage::of(support::document(&text), "en", vec2(1000.0, 500.0));
        let choice = choice.map(|id| scene_graph::ChoiceId::new(id).unwrap());
        let field = Field { scene: Some(scene("welcome")), choice, name: name.to_owned() };
        stage.workspace().show_field(field);
        for _ in 0..6 {
            stage.run();
        }
        let found: Vec<_> = stage
            .harness
            .query_all_by(has_focus)
            .map(|node| (node.accesskit_node().label().unwrap_or_default(), node.rect()))
            .filter(|(label, _)| !label.is_empty())
            .collect();
        assert!(found.iter().any(|(label, _)| label == focused), "{name}: {found:?}");
        assert!(found.iter().all(|(_, rect)| rect.min.y > 0.0 && rect.max.y < 500.0), "{name}: {found:?}");
        assert_eq!(stage.workspace().go_to, None);
    }
}

fn has_focus(node: &egui_kittest::kittest::AccessKitNode<'_>) -> bool {
    node.is_focused()
}

#[test]
fn an_id_is_renamed_everywhere_and_nonsense_is_told() {
    let mut stage = at(TWO, "en", "lunch");
    stage.harness.get_by_role_and_label(Role::Button, "ID lunch: Rename").click();
    stage.run();
    write(&mut stage, "New ID", " At lunch!");
    assert!(stage.says("cannot be an id"));
    press(&mut stage, "Cancel");
    assert_eq!(story(&mut stage), support::story(TWO));
    stage.harness.get_by_role_and_label(Role::Button, "ID lunch: Rename").click();
    stage.run();
    write(&mut stage, "New ID", "-time");
    press(&mut stage, "Rename everywhere");
    assert_eq!(of(&mut stage, "welcome").then, Some(Branch::Goto(scene("lunch-time"))));
}

#[test]
fn hostile_texts_and_names_never_stop_it() {
    let long = "長い文 ".repeat(5_000);
    let text = TWO
        .replace("\"昼食\"", &format!("{long:?}"))
        .replace(r#"then: Goto("lunch")),"#, r#"then: Goto("nowhere")),"#)
        .replace(
            r#"Choice(id: "on","#,
            r#"Choice(id: "on", themes: ["no-such"], set: [Add("no-such", 5)],
                when: Count([Not(Not(Chose("no", "way"))), Flag("gone"), All([])], Exactly(-3)),"#,
        );
    for language in ["en", "ja"] {
        let mut stage = at(&text, language, "welcome");
        select(&mut stage, "lunch");
        select(&mut stage, "welcome");
        let more = if language == "en" { "Choice 1: More" } else { "選択肢 1: 詳しく" };
        click(&mut stage, Role::DisclosureTriangle, more);
        assert!(stage.says("no-such"));
        assert_eq!(stage.nameless(), Vec::<String>::new());
        assert!(stage.workspace().document.is_saved(), "looking changes nothing");
    }
}

#[test]
fn nothing_and_several_are_told() {
    let text = TWO.replace(
        r#"endings:"#,
        r##"themes: {"team": Theme(name: {"en": "Team"}, colour: "#3b6fb6")}, endings:"##,
    );
    let mut stage = tall(support::document(&text), "en");
    assert!(stage.has("Nothing is selected"));
    let both = ["welcome", "lunch"].map(|id| Item::Scene(scene(id)));
    stage.workspace().selection = Selection { items: both.into(), ..Selection::default() };
    stage.run();
    assert!(stage.has("2 scenes and 0 endings"));
    press(&mut stage, "Themes – Team");
    assert!(story(&mut stage).scenes.values().all(|scene| scene.themes.len() == 1));
    press(&mut stage, "Themes – Team");
    assert!(story(&mut stage).scenes.values().all(|scene| scene.themes.is_empty()));
    let done = Item::Ending(scene_graph::EndingId::new("done").unwrap());
    stage.workspace().selection = Selection::of(done);
    stage.run();
    write(&mut stage, "Heading (English)", "!");
    let ending = story(&mut stage).endings.first().map(|(_, ending)| said(&ending.title, "en"));
    assert_eq!(ending.as_deref(), Some("Done!"));
}

#[test]
fn a_new_choice_is_written_at_once_and_nothing_unfolds() {
    let mut stage = at(TWO, "en", "welcome");
    stage.click("Add a choice");
    stage.run();
    stage.type_text("Later");
    let question = of(&mut stage, "welcome").question.unwrap();
    assert_eq!(
        question.answers.choices().last().map(|choice| said(&choice.text, "en")),
        Some("Later".into())
    );
    assert!(!stage.has("Themes of the choice"), "few choices need more than words");
}

#[test]
fn a_question_is_written_by_composition() {
    let mut stage = at(TWO, "ja", "welcome");
    focus(&mut stage, Role::MultilineTextInput, "質問文 (日本語)");
    stage.press_with(Modifiers::COMMAND, Key::A);
    for part in ["n", "なに", "何"] {
        let preedit = ImeEvent::Preedit { text: part.to_owned(), active_range_chars: Some(0..1) };
        stage.send(vec![Event::Ime(preedit)]);
    }
    stage.send(vec![Event::Ime(ImeEvent::Commit("何".to_owned()))]);
    // What was given up leaves nothing behind.
    let preedit = |text: &str| ImeEvent::Preedit { text: text.to_owned(), active_range_chars: None };
    stage.send(vec![Event::Ime(preedit("し"))]);
    stage.send(vec![Event::Ime(preedit(""))]);
    stage.send(vec![Event::Ime(ImeEvent::Commit("から？".to_owned()))]);
    stage.run();
    let question = of(&mut stage, "welcome").question.unwrap();
    assert_eq!(said(&question.prompt, "ja"), "何から？");
}
