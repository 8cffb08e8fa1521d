//! What to begin with, and paths where the system has no dialog for them.

use crate::ui::look::main_button;
use crate::ui::look::prose;
use crate::ui::told::{focus_first, heading, name_place};
use crate::ui::words::Word;
use crate::ui::{Ask, Cx, PathFor, Request};
use egui::{Button, Key, Modifiers, RichText, ScrollArea, TextEdit, Ui};
use std::path::PathBuf;
use viewer_ui::theme::{Space, TextSize};

/// Which story to begin with.
pub(super) fn new_story(ui: &mut Ui, cx: &mut Cx<'_>) {
    heading(ui, cx.word(Word::NewTitle));
    cx.prose(ui, Word::NewText, cx.palette.muted);
    ui.add_space(cx.m.space(Space::Small));
    let mut chosen = None;
    let mut opened = None;
    ScrollArea::vertical().max_height(cx.m.window.y * 0.55).auto_shrink([false, true]).show(ui, |ui| {
        if !cx.workspace.recent.is_empty() {
            ui.label(RichText::new(cx.word(Word::NewRecent)).strong());
            let width = ui.available_width();
            opened = recent(ui, cx, width);
            ui.add_space(cx.m.space(Space::Small));
        }
        for template in &cx.workspace.templates {
            let width = ui.available_width();
            let button = Button::new(RichText::new(&template.name).strong());
            if ui.add(button.min_size(egui::vec2(width, 0.0))).clicked() {
                chosen = Some(template.id.clone());
            }
            prose(ui, &cx.m, &template.about, (TextSize::Body, cx.palette.muted));
            ui.add_space(cx.m.space(Space::Tiny));
        }
    });
    ui.add_space(cx.m.space(Space::Small));
    ui.horizontal_wrapped(|ui| {
        if ui.button(cx.word(Word::NewOpen)).clicked() {
            cx.workspace.ask = None;
            cx.workspace.request(Request::Open(None));
        }
        if ui.button(cx.word(Word::NewEmpty)).clicked() {
            cx.workspace.ask = None;
        }
    });
    if let Some(path) = opened {
        cx.workspace.ask = None;
        cx.workspace.request(Request::Open(Some(path)));
    }
    if let Some(template) = chosen {
        cx.workspace.ask = None;
        cx.workspace.request(Request::New { template });
    }
}

/// The stories that were opened lately, as lines of at least this width; gives the one that is chosen.
pub(super) fn recent(ui: &mut Ui, cx: &Cx<'_>, least: f32) -> Option<PathBuf> {
    let mut chosen = None;
    for story in &cx.workspace.recent {
        let path = story.path.display().to_string();
        let title = if story.title.trim().is_empty() { &path } else { &story.title };
        // Stories have alike titles: the folder tells them apart.
        let folder = story.path.parent().and_then(|folder| folder.file_name());
        let folder = folder.map(|folder| folder.to_string_lossy().into_owned()).unwrap_or_default();
        let line = Button::new(title).right_text(RichText::new(folder).color(cx.palette.muted));
        let line = line.min_size(egui::vec2(least, 0.0));
        if ui.add(line).on_hover_text(path).clicked() {
            chosen = Some(story.path.clone());
        }
    }
    chosen
}

/// A path, written by hand.
pub(super) fn path(ui: &mut Ui, cx: &mut Cx<'_>, what: PathFor, words: &str) {
    let title = match what {
        PathFor::Story => Word::PathStory,
        PathFor::NewFolder => Word::PathNewFolder,
        PathFor::File => Word::PathFile,
        PathFor::NewFile => Word::PathNewFile,
    };
    let mut words = words.to_owned();
    name_place(ui, cx.word(title));
    let label = ui.label(RichText::new(cx.word(title)).strong());
    cx.prose(ui, Word::PathNoDialog, cx.palette.muted);
    let field = ui.add(TextEdit::singleline(&mut words).desired_width(f32::INFINITY)).labelled_by(label.id);
    focus_first(ui, &field);
    ui.add_space(cx.m.space(Space::Small));
    let entered = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
    let mut answer = None;
    ui.horizontal(|ui| {
        let ready = !words.trim().is_empty();
        let go = ui.add_enabled(ready, main_button(&cx.palette, cx.word(Word::PathGo))).clicked();
        if (go || entered) && ready {
            answer = Some(Some(PathBuf::from(words.trim())));
        } else if ui.button(cx.word(Word::Cancel)).clicked() {
            answer = Some(None);
        }
    });
    match answer {
        Some(path) => {
            cx.workspace.ask = None;
            cx.workspace.requests.push(Request::Path(path));
        }
        None => cx.workspace.ask = Some(Ask::Path { what, words }),
    }
}
