//! What to begin with, and paths where the system has no dialog for them.

use super::templates::Templates;
use crate::ui::look::main_button;
use crate::ui::told::{focus_first, heading, name_place};
use crate::ui::words::{Word, written_or};
use crate::ui::{Ask, Cx, PathFor, Request};
use desktop::recent::RecentStory;
use egui::{Button, Key, Modifiers, RichText, ScrollArea, TextEdit, Ui};
use std::path::PathBuf;
use viewer_ui::theme::{Measure, Space};

/// Which story to begin with.
pub(super) fn new_story(ui: &mut Ui, cx: &mut Cx<'_>, templates: &mut Templates) {
    let top = ui.cursor().top();
    heading(ui, cx.word(Word::NewTitle));
    cx.prose(ui, Word::NewText, cx.palette.muted);
    ui.add_space(cx.m.space(Space::Small));
    let mut chosen = None;
    let mut opened = None;
    // What the window has room for, but for the lines above and below and the page's edges.
    let around = ui.cursor().top() - top + ui.spacing().interact_size.y + 6.0 * cx.m.space(Space::Large);
    let height = (cx.m.window.y - around).max(cx.m.window.y * 0.3);
    ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
        if !cx.workspace.recent.is_empty() {
            ui.label(RichText::new(cx.word(Word::NewRecent)).strong());
            opened = lately(ui, cx);
            ui.add_space(cx.m.space(Space::Small));
        }
        chosen = templates.show(ui, cx);
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

/// The latest of the stories that were opened lately, two in a line where there is room; the menu has all.
fn lately(ui: &mut Ui, cx: &Cx<'_>) -> Option<PathBuf> {
    /// So that the templates are seen, too.
    const MOST: usize = 4;
    let across = if ui.available_width() >= cx.m.measure(Measure::Pair) { 2 } else { 1 };
    let mut chosen = None;
    let latest: Vec<&RecentStory> = cx.workspace.recent.iter().take(MOST).collect();
    for line in latest.chunks(across) {
        ui.columns(across, |columns| {
            for (ui, story) in columns.iter_mut().zip(line) {
                let width = ui.available_width();
                if recent_line(ui, cx, story, width) {
                    chosen = Some(story.path.clone());
                }
            }
        });
    }
    chosen
}

/// The stories that were opened lately, as lines of at least this width; gives the one that is chosen.
pub(super) fn recent(ui: &mut Ui, cx: &Cx<'_>, least: f32) -> Option<PathBuf> {
    let mut chosen = None;
    for story in &cx.workspace.recent {
        if recent_line(ui, cx, story, least) {
            chosen = Some(story.path.clone());
        }
    }
    chosen
}

/// A story that was opened lately; true: it is chosen.
fn recent_line(ui: &mut Ui, cx: &Cx<'_>, story: &RecentStory, least: f32) -> bool {
    let path = story.path.display().to_string();
    let title = written_or(&story.title, &path);
    // Stories have alike titles: the folder tells them apart.
    let folder = story.path.parent().and_then(|folder| folder.file_name());
    let folder = folder.map(|folder| folder.to_string_lossy().into_owned()).unwrap_or_default();
    let line = Button::new(title).right_text(RichText::new(folder).color(cx.palette.muted));
    ui.add(line.min_size(egui::vec2(least, 0.0)).truncate())
        .on_hover_text(format!("{title}\n{path}"))
        .clicked()
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
