//! An editor without a window, on which key strokes and clicks can be tried.

use crate::support;
use editor::Document;
use editor::ui::{Command, EditorUi, Request, Settings, Workspace};
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, Vec2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use scene_graph::Language;
use std::cell::RefCell;
use std::rc::Rc;

/// Two scenes in two languages; the first asks.
pub(crate) const TWO: &str = r##"Story(format: 1, id: "two", title: {"en": "Two", "ja": "ふたつ"}, languages: ["en", "ja"],
    endings: {"done": Ending(title: {"en": "Done", "ja": "おわり"})}, start: "welcome",
    scenes: {
        "welcome": Scene(title: {"en": "Welcome", "ja": "ようこそ"},
            question: Question(id: "mind", prompt: {"en": "What now?", "ja": "次は？"}, answers: OneOf([
                Choice(id: "on", text: {"en": "On", "ja": "進む"}, then: Goto("lunch")),
                Choice(id: "end", text: {"en": "End", "ja": "終わる"}, then: End("done")),
            ])), then: Goto("lunch")),
        "lunch": Scene(title: {"en": "Lunch", "ja": "昼食"}, then: End("done")),
    })"##;

/// The editor and what it edits.
pub(crate) struct Desk {
    ui: Rc<RefCell<Option<EditorUi>>>,
    pub(crate) workspace: Workspace,
    /// Carried out in the next pass, as the menu does.
    pub(crate) commands: Vec<Command>,
}

/// An author in front of it.
pub(crate) struct Stage {
    pub(crate) harness: Harness<'static, Desk>,
}

impl Stage {
    /// With this story, in English.
    pub(crate) fn new(text: &str) -> Self {
        Self::of(support::document(text), "en", vec2(1280.0, 800.0))
    }

    /// With this document, words in this language, in a window of this size.
    pub(crate) fn of(document: Document, language: &str, size: Vec2) -> Self {
        let ui = Rc::new(RefCell::new(None));
        let made = Rc::clone(&ui);
        let language = Language::new(language);
        let harness = Harness::builder()
            .with_size(size)
            .with_step_dt(0.1)
            .with_max_steps(40)
            .allow_missing_glyphs()
            .with_context_setup(move |ctx| {
                let mut ui = EditorUi::new(ctx, &language);
                ui.set_settings(Settings { still: true, ..Settings::default() });
                made.replace(Some(ui));
            })
            .build_ui_state(
                |ui, desk: &mut Desk| {
                    if let Some(editor) = desk.ui.borrow_mut().as_mut() {
                        for command in std::mem::take(&mut desk.commands) {
                            editor.run(ui, command, &mut desk.workspace);
                        }
                        editor.show(ui, &mut desk.workspace);
                    }
                },
                Desk { ui, workspace: Workspace::new(document, None), commands: Vec::new() },
            );
        let mut stage = Self { harness };
        stage.harness.run_steps(3);
        stage
    }

    pub(crate) fn workspace(&mut self) -> &mut Workspace {
        &mut self.harness.state_mut().workspace
    }

    /// What the window was asked for since the last call.
    pub(crate) fn requests(&mut self) -> Vec<Request> {
        std::mem::take(&mut self.workspace().requests)
    }

    pub(crate) fn run(&mut self) {
        self.harness.run_steps(3);
    }

    pub(crate) fn press(&mut self, key: Key) {
        self.press_with(Modifiers::NONE, key);
    }

    pub(crate) fn press_with(&mut self, modifiers: Modifiers, key: Key) {
        let event = |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers };
        self.send(vec![Event::ModifiersChanged(modifiers), event(true)]);
        self.send(vec![event(false), Event::ModifiersChanged(Modifiers::NONE)]);
        self.run();
    }

    /// All of these in one pass.
    pub(crate) fn send(&mut self, events: Vec<Event>) {
        self.harness.input_mut().events.extend(events);
        self.harness.step();
    }

    pub(crate) fn type_text(&mut self, text: &str) {
        self.send(vec![Event::Text(text.to_owned())]);
        self.run();
    }

    /// Clicks what has this name, whatever it is.
    pub(crate) fn click(&mut self, name: &str) {
        self.harness.get_by_label(name).click();
        self.run();
    }

    /// Whether something is called exactly that.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.harness.query_all_by_label(name).next().is_some()
    }

    /// Whether something's name has this in it.
    pub(crate) fn says(&self, part: &str) -> bool {
        self.harness.query_all_by_label_contains(part).next().is_some()
    }

    /// The controls that can be pressed or written in and have no name.
    pub(crate) fn nameless(&self) -> Vec<String> {
        let roles = [
            Role::Button,
            Role::CheckBox,
            Role::ComboBox,
            Role::TextInput,
            Role::MultilineTextInput,
            Role::Slider,
            Role::SpinButton,
            Role::RadioButton,
            Role::Link,
        ];
        let node = |role| self.harness.query_all_by_role(role);
        let nodes = roles.into_iter().flat_map(node);
        nodes
            .filter(|node| node.accesskit_node().label().is_none_or(|name| name.trim().is_empty()))
            .map(|node| format!("{:?} at {:?}", node.accesskit_node().role(), node.rect()))
            .collect()
    }
}
