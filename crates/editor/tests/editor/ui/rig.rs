//! The window's UI in a harness, with a story to edit.

use editor::ui::{EditorUi, Settings, Workspace};
use editor::{Document, Layout};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use scene_graph::Language;
use viewer_ui::ThemeChoice;

/// The window and what is edited in it.
pub(crate) struct Desk {
    pub(crate) ui: EditorUi,
    pub(crate) workspace: Workspace,
}

impl Desk {
    /// For pictures and tests: nothing moves by itself.
    pub(crate) fn new(
        ctx: &egui::Context,
        story: &str,
        layout: &str,
        language: &str,
        theme: ThemeChoice,
    ) -> Self {
        let mut ui = EditorUi::new(ctx, &Language::new(language));
        ui.set_settings(Settings { theme, still: true, ..Settings::default() });
        let layout =
            if layout.is_empty() { Layout::default() } else { Layout::read(layout.as_bytes()).unwrap() };
        let document = Document::opened(super::super::support::story(story), layout);
        let folder = Some(std::path::PathBuf::from("/stories/test"));
        let mut workspace = Workspace::new(document, folder);
        let languages = workspace.document.story().languages.clone();
        if let Some(shown) = languages.into_iter().find(|one| one.as_str() == language) {
            workspace.shown_language = shown;
        }
        Self { ui, workspace }
    }
}

/// A window of 1280×800 with this story.
pub(crate) fn open(story: &str, layout: &str) -> Harness<'static, Desk> {
    let ctx = egui::Context::default();
    let desk = Desk::new(&ctx, story, layout, "en", ThemeChoice::Dark);
    let mut fresh = true;
    let mut harness =
        Harness::builder().with_step_dt(1.0 / 60.0).with_size(egui::vec2(1280.0, 800.0)).build_ui_state(
            move |ui, desk: &mut Desk| {
                // The harness has a context of its own.
                if std::mem::take(&mut fresh) {
                    let settings = desk.ui.settings().clone();
                    desk.ui = EditorUi::new(ui.ctx(), &Language::new("en"));
                    desk.ui.set_settings(settings);
                    return;
                }
                desk.ui.show(ui, &mut desk.workspace);
            },
            desk,
        );
    harness.run_steps(4);
    harness
}

/// The place of the card or row whose name begins so.
pub(crate) fn place(harness: &Harness<'_, Desk>, role: egui::accesskit::Role, name: &str) -> egui::Rect {
    let node = harness
        .get_all_by_role(role)
        .find(|node| node.accesskit_node().label().is_some_and(|label| label.starts_with(name)));
    node.unwrap_or_else(|| panic!("no {role:?} {name}")).rect()
}

/// The place of the card whose name begins so; a scene's, unless it says "Ending".
pub(crate) fn card(harness: &Harness<'_, Desk>, name: &str) -> egui::Rect {
    let name = if name.starts_with("Ending") { name.to_owned() } else { format!("Scene: {name}") };
    place(harness, egui::accesskit::Role::ListBoxOption, &name)
}

/// Presses, moves in steps and lets go.
pub(crate) fn drag(harness: &mut Harness<'_, Desk>, from: egui::Pos2, to: egui::Pos2) {
    harness.hover_at(from);
    harness.run_steps(1);
    harness.drag_at(from);
    harness.run_steps(1);
    for step in 1..=4 {
        harness.hover_at(from.lerp(to, step as f32 / 4.0));
        harness.run_steps(1);
    }
    harness.drop_at(to);
    harness.run_steps(3);
}

/// A click there.
pub(crate) fn click(harness: &mut Harness<'_, Desk>, at: egui::Pos2, button: egui::PointerButton) {
    harness.hover_at(at);
    for pressed in [true, false] {
        harness.event(egui::Event::PointerButton { pos: at, button, pressed, modifiers: Default::default() });
    }
    harness.run_steps(3);
}
