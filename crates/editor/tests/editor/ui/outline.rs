//! All scenes as a list: a story is made without the canvas.

use super::rig::{self, Desk, place};
use editor::Item;
use editor::ui::{Ask, Selection};
use editor::wires::{self, Lead};
use egui::accesskit::Role;
use egui::{Key, PointerButton};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use scene_graph::SceneId;

const STORY: &str = r#"Story(format: 1, id: "s", title: {"en": "S"}, languages: ["en"], start: "a",
    endings: {"over": Ending(title: {"en": "Over"})},
    scenes: {
        "a": Scene(title: {"en": "Alpha"}, question: Question(id: "q", prompt: {"en": "Which?"}, answers: OneOf([
            Choice(id: "one", text: {"en": "The first"}, then: Goto("b")),
            Choice(id: "two", text: {"en": "The second"}),
        ]))),
        "b": Scene(title: {"en": "Beta"}),
        "c": Scene(title: {"en": "Gamma"}),
    })"#;

fn id(words: &str) -> SceneId {
    SceneId::new(words).unwrap()
}

fn leads(harness: &Harness<'_, Desk>, words: &str) -> Vec<Lead> {
    let story = harness.state().workspace.document.story();
    wires::wires(&id(words), &story.scenes[&id(words)]).into_iter().map(|wire| wire.to).collect()
}

/// A click on a row, which then has the focus.
fn choose(harness: &mut Harness<'_, Desk>, name: &str, button: PointerButton) {
    let row = place(harness, Role::TreeItem, name);
    rig::click(harness, row.center(), button);
}

#[test]
fn rows_are_gone_through_with_arrows_and_opened_with_enter() {
    let mut harness = rig::open(STORY, "");
    choose(&mut harness, "Alpha", PointerButton::Primary);
    let row = harness.get_all_by_role(Role::TreeItem).next().unwrap();
    row.focus();
    harness.run_steps(3);
    harness.state_mut().workspace.panes.inspector = false;
    harness.key_press(Key::ArrowDown);
    harness.run_steps(3);
    assert_eq!(harness.state().workspace.selection, Selection::of(Item::Scene(id("b"))));
    harness.key_press(Key::End);
    harness.run_steps(3);
    assert!(matches!(harness.state().workspace.selection.items.first(), Some(Item::Ending(_))));
    harness.key_press(Key::Home);
    harness.run_steps(3);
    harness.key_press(Key::Enter);
    harness.run_steps(2);
    assert!(harness.state().workspace.panes.inspector);
    assert_eq!(harness.state().workspace.selection.scene(), Some(&id("a")));
}

#[test]
fn a_way_on_is_led_somewhere_from_a_rows_menu() {
    let mut harness = rig::open(STORY, "");
    choose(&mut harness, "Alpha", PointerButton::Secondary);
    harness.get_by_label_contains("Lead to").click();
    harness.run_steps(3);
    harness.get_by_label("“The second” → nowhere yet").click();
    harness.run_steps(3);
    assert!(matches!(harness.state().workspace.ask, Some(Ask::LeadTo { .. })));
    harness.event(egui::Event::Text("gam".to_owned()));
    harness.run_steps(2);
    harness.key_press(Key::Enter);
    harness.run_steps(3);
    assert!(harness.state().workspace.ask.is_none());
    assert_eq!(leads(&harness, "a"), [Lead::Goto(id("b")), Lead::Goto(id("c"))]);
}

#[test]
fn a_scene_gets_another_id_and_a_taken_one_is_refused() {
    let mut harness = rig::open(STORY, "");
    choose(&mut harness, "Beta", PointerButton::Primary);
    harness.key_press(Key::F2);
    harness.run_steps(3);
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    harness.event(egui::Event::Text("c".to_owned()));
    harness.run_steps(2);
    harness.key_press(Key::Enter);
    harness.run_steps(3);
    assert!(harness.state().workspace.ask.is_some(), "it asks on");
    assert_eq!(harness.state().workspace.notes.len(), 1);
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    harness.event(egui::Event::Text("better".to_owned()));
    harness.run_steps(2);
    harness.key_press(Key::Enter);
    harness.run_steps(3);
    assert!(harness.state().workspace.ask.is_none());
    assert_eq!(leads(&harness, "a"), [Lead::Goto(id("better"))]);
    assert_eq!(harness.state().workspace.selection.scene(), Some(&id("better")));
}
