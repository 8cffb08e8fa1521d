//! A viewer without a window, on whom key strokes and clicks can be tried.

use crate::samples::{self, Tongue};
use egui::{Event, Key, Modifiers, Vec2, accesskit::Role, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use scene_graph::Language;
use session::QuestionView;
use std::{cell::RefCell, rc::Rc};
use viewer_ui::{Notice, Page, UiAction, ViewModel, ViewerUi};

pub struct Seen {
    pub model: ViewModel<'static>,
    pub viewer: Rc<RefCell<Option<ViewerUi>>>,
    pub actions: Vec<UiAction>,
}

/// A page and a viewer in front of it.
pub struct Stage {
    pub harness: Harness<'static, Seen>,
}

/// Keeps a sample for as long as the test runs.
pub fn kept<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

pub fn languages() -> &'static [Language] {
    kept(samples::languages())
}

/// A story page with this question open.
pub fn asked(tongue: &'static Tongue, view: QuestionView) -> Page<'static> {
    Page::Story(samples::story(tongue, languages(), Some(kept(view))))
}

impl Stage {
    pub fn new(tongue: &Tongue, page: Page<'static>) -> Self {
        Self::sized(tongue, page, vec2(1280.0, 720.0))
    }

    pub fn sized(tongue: &Tongue, page: Page<'static>, size: Vec2) -> Self {
        Self::noticed(tongue, page, &[], size)
    }

    pub fn noticed(tongue: &Tongue, page: Page<'static>, notices: &'static [Notice], size: Vec2) -> Self {
        let viewer = Rc::new(RefCell::new(None));
        let made = Rc::clone(&viewer);
        let language = tongue.language.clone();
        let harness = Harness::builder()
            .with_size(size)
            .with_step_dt(0.1)
            .with_max_steps(40)
            .allow_missing_glyphs()
            .with_context_setup(move |ctx| {
                made.replace(Some(ViewerUi::new(ctx, &language)));
            })
            .build_ui_state(
                |ui, seen: &mut Seen| {
                    if let Some(viewer) = seen.viewer.borrow_mut().as_mut() {
                        seen.actions.extend(viewer.show(ui, &seen.model));
                    }
                },
                Seen { model: samples::model(page, notices), viewer, actions: Vec::new() },
            );
        let mut stage = Self { harness };
        // Past the time in which a new question does not listen to Enter.
        stage.harness.run_steps(6);
        stage
    }

    /// What the viewer did since the last call, without what was merely looked at.
    pub fn done(&mut self) -> Vec<UiAction> {
        self.harness.run_steps(2);
        let actions = std::mem::take(&mut self.harness.state_mut().actions);
        actions.into_iter().filter(|action| !matches!(action, UiAction::Considering(_))).collect()
    }

    pub fn press(&mut self, key: Key) -> Vec<UiAction> {
        self.press_with(Modifiers::NONE, key)
    }

    pub fn press_with(&mut self, modifiers: Modifiers, key: Key) -> Vec<UiAction> {
        let event = |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers };
        self.send(vec![Event::ModifiersChanged(modifiers), event(true)]);
        self.send(vec![event(false), Event::ModifiersChanged(Modifiers::NONE)]);
        self.done()
    }

    /// All of these in one pass.
    pub fn send(&mut self, events: Vec<Event>) {
        self.harness.input_mut().events.extend(events);
        self.harness.step();
    }

    pub fn type_text(&mut self, text: &str) {
        self.send(vec![Event::Text(text.to_owned())]);
    }

    pub fn click(&mut self, role: Role, name: &str) -> Vec<UiAction> {
        self.harness.get_by_role_and_label(role, name).click();
        self.done()
    }

    pub fn has(&self, role: Role, name: &str) -> bool {
        self.harness.query_by_role_and_label(role, name).is_some()
    }

    pub fn says(&self, part: &str) -> bool {
        self.harness.query_all_by_label_contains(part).next().is_some()
    }

    pub fn change(&mut self, page: Page<'static>) {
        self.harness.state_mut().model.page = page;
        self.harness.run_steps(6);
    }

    pub fn viewer<R>(&self, with: impl FnOnce(&mut ViewerUi) -> R) -> R {
        with(self.harness.state().viewer.borrow_mut().as_mut().unwrap())
    }

    /// The name of what has the focus; empty when nothing has.
    pub fn focused(&self) -> String {
        let focused =
            self.harness.root().children_recursive().find(|node| node.accesskit_node().is_focused());
        focused.and_then(|node| node.accesskit_node().label()).unwrap_or_default()
    }

    /// The roles and names of everything that can be acted on.
    pub fn controls(&self) -> Vec<(Role, String)> {
        self.harness
            .root()
            .children_recursive()
            .filter(|node| {
                matches!(
                    node.accesskit_node().role(),
                    Role::Button
                        | Role::CheckBox
                        | Role::RadioButton
                        | Role::Switch
                        | Role::Slider
                        | Role::TextInput
                        | Role::MultilineTextInput
                )
            })
            .map(|node| (node.accesskit_node().role(), node.accesskit_node().label().unwrap_or_default()))
            .collect()
    }
}
