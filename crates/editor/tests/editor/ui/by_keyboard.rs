//! A story made without a mouse: what to begin with, the list of scenes, a question with its choices, where
//! they lead, the preview, saved. Only key strokes and written letters reach the window.

use super::beginning::shown;
use super::stage::{Stage, TWO};
use crate::support::scene;
use editor::templates;
use editor::ui::{Ask, Request, Workspace};
use editor::wires::{self, Lead};
use editor::{Document, Layout};
use egui::accesskit::{Role, Toggled};
use egui::{Event, ImeEvent, Key, Modifiers, PointerButton, Pos2, vec2};
use egui_kittest::kittest::NodeT as _;
use scene_graph::{Language, Scene, Story};
use std::sync::Arc;

/// The name of what has the keyboard.
fn focused(stage: &Stage) -> String {
    let root = stage.harness.root();
    let nodes = root.children_recursive();
    let node = nodes.into_iter().find(|node| node.accesskit_node().is_focused());
    node.and_then(|node| node.accesskit_node().label()).unwrap_or_default()
}

/// Presses Tab until what has this name has the keyboard.
fn tab_to(stage: &mut Stage, name: &str) {
    let mut met = Vec::new();
    for _ in 0..200 {
        if focused(stage).starts_with(name) {
            return;
        }
        stage.press(Key::Tab);
        met.push(focused(stage));
    }
    panic!("Tab does not come to {name}: {met:?}");
}

/// Finds a command by its name, and carries it out.
fn command(stage: &mut Stage, name: &str) {
    stage.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
    stage.type_text(name);
    stage.press(Key::Enter);
}

/// Writes into the field of that name.
fn write(stage: &mut Stage, field: &str, words: &str) {
    tab_to(stage, field);
    stage.press_with(Modifiers::COMMAND, Key::A);
    stage.type_text(words);
}

fn story(stage: &mut Stage) -> Story {
    stage.workspace().document.story().clone()
}

fn thanks(stage: &mut Stage) -> Scene {
    Scene::clone(&story(stage).scenes[&scene("thanks")])
}

/// Does what the window does with the request for a new story.
fn begin(stage: &mut Stage) {
    let requests = stage.requests();
    let [Request::New { template }] = &*requests else { panic!("{requests:?}") };
    let mut story = templates::find(template).unwrap().story().unwrap();
    story.languages.reverse();
    let document = Document::opened(story, Layout::default());
    *stage.workspace() = Workspace::new(document, Some("/stories/test".into()));
    stage.run();
}

#[test]
fn a_story_is_made_by_keyboard_alone() {
    let blank = Document::unsaved(Story::blank(), Layout::default());
    let mut stage = Stage::of(blank, "en", vec2(1280.0, 800.0));
    let english = Language::new("en");
    stage.workspace().templates = templates::all().iter().map(|one| shown(one, &english)).collect();
    stage.press_with(Modifiers::COMMAND, Key::N);
    assert_eq!(stage.workspace().ask, Some(Ask::NewStory));
    tab_to(&mut stage, "A first story");
    stage.press(Key::Enter);
    begin(&mut stage);

    // In the list, to the last scene.
    tab_to(&mut stage, "Welcome");
    stage.press(Key::End);
    stage.press(Key::ArrowUp);
    assert_eq!(stage.workspace().selection.scene(), Some(&scene("thanks")));

    // A question, which then has the keyboard.
    command(&mut stage, "Question on the");
    assert_eq!(focused(&stage), "Question (English)");
    stage.type_text("Which one?");
    write(&mut stage, "Question (日本語)", "どれにしますか？");
    write(&mut stage, "Choice 1: Text (English)", "People");
    write(&mut stage, "Choice 1: Text (日本語)", "人");
    write(&mut stage, "Choice 2: Text (English)", "Work");
    write(&mut stage, "Choice 2: Text (日本語)", "仕事");
    command(&mut stage, "Choice on its");
    assert_eq!(focused(&stage), "Choice 3: Text (English)");
    stage.type_text("Enough");
    write(&mut stage, "Choice 3: Text (日本語)", "もう十分");
    let question = thanks(&mut stage).question.unwrap();
    let said =
        question.answers.choices().iter().map(|choice| choice.text.0.values().cloned().collect::<Vec<_>>());
    assert_eq!(said.collect::<Vec<_>>(), [["People", "人"], ["Work", "仕事"], ["Enough", "もう十分"]]);

    // Where the choices lead, from the list's menu.
    lead(&mut stage, "“People”", "people");
    lead(&mut stage, "“Work”", "work");
    let leads = wires::wires(&scene("thanks"), &thanks(&mut stage));
    let leads: Vec<Lead> = leads.into_iter().map(|wire| wire.to).collect();
    assert!(leads.starts_with(&[Lead::Goto(scene("people")), Lead::Goto(scene("work"))]), "{leads:?}");

    // Played from here, and saved.
    stage.press(Key::F6);
    let played = Request::Preview { from: Some(scene("thanks")) };
    assert_eq!(stage.requests(), [played]);
    stage.press_with(Modifiers::COMMAND, Key::S);
    assert_eq!(stage.requests(), [Request::Save { then: None }]);
    // Nothing that was done is beyond undoing.
    for _ in 0..40 {
        stage.workspace().undo();
    }
    assert!(thanks(&mut stage).question.is_none());
}

/// Leads a choice to a scene, from its row's menu in the list.
fn lead(stage: &mut Stage, choice: &str, goal: &str) {
    tab_to(stage, "Thank you, thanks");
    stage.press_with(Modifiers::SHIFT, Key::F10);
    tab_to(stage, "Lead to");
    stage.press(Key::Enter);
    // The menu's menu has the keyboard, and is gone through with arrows.
    let mut met = Vec::new();
    while !focused(stage).starts_with(choice) && met.len() < 9 {
        stage.press(Key::ArrowDown);
        met.push(focused(stage));
    }
    assert!(focused(stage).starts_with(choice), "{met:?}");
    stage.press(Key::Enter);
    assert!(matches!(stage.workspace().ask, Some(Ask::LeadTo { .. })));
    stage.type_text(goal);
    stage.press(Key::Enter);
    assert_eq!(stage.workspace().ask, None);
}

#[test]
fn a_lower_pane_that_is_opened_by_its_key_has_the_keyboard() {
    let mut stage = Stage::new(&TWO.replacen("Goto(\"lunch\")", "Goto(\"gone\")", 1));
    let workspace = stage.workspace();
    workspace.found.problems = Arc::new(scene_graph::check(workspace.document.story(), None));
    workspace.found.problems_of = Some(workspace.document.state());
    stage.run();
    stage.press_with(Modifiers::ALT, Key::Num4);
    assert!(focused(&stage).starts_with("Errors: 1"), "{}", focused(&stage));
    stage.press_with(Modifiers::ALT, Key::Num5);
    assert_eq!(focused(&stage), "Count");
    // One that is closed again takes nothing, and a problem that comes later neither.
    stage.press_with(Modifiers::ALT, Key::Num5);
    assert_eq!(stage.workspace().keyboard_to, None);
}

#[test]
fn a_search_does_not_break_off_what_is_composed() {
    for (key, shift) in [(Key::F, false), (Key::P, true)] {
        let mut stage = Stage::new(super::stage::TWO);
        let shift = if shift { Modifiers::SHIFT } else { Modifiers::NONE };
        stage.press_with(Modifiers::COMMAND | shift, key);
        for part in ["k", "か", "かい"] {
            let preedit = ImeEvent::Preedit { text: part.to_owned(), active_range_chars: None };
            stage.send(vec![Event::Ime(preedit)]);
            let ime = stage.harness.output().platform_output.ime.expect("a field takes letters");
            assert!(!ime.should_interrupt_composition, "{key:?} {part}");
        }
    }
}

/// The line that is lit in the list of the dialog, and its middle.
fn lit(stage: &Stage) -> Option<(String, Pos2)> {
    let root = stage.harness.root();
    let dialog = root.children_recursive().find(|node| node.accesskit_node().role() == Role::Dialog)?;
    let line = dialog.children_recursive().find(|node| {
        let node = node.accesskit_node();
        node.role() == Role::Button && node.toggled() == Some(Toggled::True)
    })?;
    Some((line.accesskit_node().label()?, line.rect().center()))
}

#[test]
fn the_line_that_arrow_keys_choose_stays_in_sight_both_ways() {
    let scene_of = |number: usize| {
        let id = format!("s{number:02}");
        format!(r#""{id}": Scene(title: {{"en": "{id}"}}, then: Goto("s00")), "#)
    };
    let scenes: String = (0..60).map(scene_of).collect();
    let begins = r#"Story(format: 1, id: "many", title: {"en": "Many"}, languages: ["en"], start: "s00""#;
    let story = format!("{begins}, scenes: {{{scenes}}})");
    let seven = scene("s07");
    let turn = wires::Port::of_scene(seven.clone()).turn();
    let find = Ask::Palette { commands: false };
    let lead = Ask::LeadTo { turn, wanted: "s".to_owned(), visits: false };
    for (down, up) in [(3, 0), (40, 0), (40, 4), (40, 13), (40, 30), (59, 50)] {
        for ask in [&find, &lead] {
            let mut stage = Stage::new(&story);
            // What was chosen before it was left with Escape is forgotten.
            for presses in [5, down] {
                stage.workspace().ask = Some(ask.clone());
                stage.run();
                (0..presses).for_each(|_| stage.press(Key::ArrowDown));
                if presses == 5 {
                    stage.press(Key::Escape);
                    assert_eq!(stage.workspace().ask, None);
                    stage.run();
                }
            }
            (0..up).for_each(|_| stage.press(Key::ArrowUp));
            let wanted = format!("s{:02}", down - up);
            let (line, at) = lit(&stage).expect("a line is lit");
            assert_eq!(line, wanted);
            // What is out of sight cannot be hit.
            let button = |pressed| {
                let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
                Event::PointerButton { pos: at, button, pressed, modifiers }
            };
            stage.send(vec![Event::PointerMoved(at)]);
            stage.send(vec![button(true)]);
            stage.send(vec![button(false)]);
            stage.run();
            assert_eq!(stage.workspace().ask, None, "{wanted}");
            if *ask == find {
                assert_eq!(stage.workspace().selection.scene(), Some(&scene(&wanted)));
            } else {
                let leads = wires::wires(&seven, &stage.workspace().document.story().scenes[&seven]);
                assert_eq!(leads[0].to, Lead::Goto(scene(&wanted)));
            }
        }
    }
}
