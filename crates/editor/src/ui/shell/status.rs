//! The line at the foot: whether the story is saved, how large it is, what the checks say, and the
//! language of its texts.

use crate::ui::command::Command;
use crate::ui::words::{Value, Word};
use crate::ui::{Cx, Request};
use egui::{Align, Button, ComboBox, Layout, RichText, Ui};
use scene_graph::Severity;

pub(super) fn show(ui: &mut Ui, cx: &mut Cx<'_>) {
    ui.horizontal(|ui| {
        if !cx.workspace.is_begun() && !cx.workspace.document.is_saved() {
            // Nothing to save, nothing to mend; as high as it will be.
            ui.label(RichText::new(cx.word(Word::StatusNoStory)).color(cx.palette.muted));
            return;
        }
        let saved = cx.workspace.document.is_saved();
        let word = if saved { Word::StatusSaved } else { Word::StatusUnsaved };
        let colour = if saved { cx.palette.muted } else { cx.palette.warning };
        ui.label(RichText::new(cx.word(word)).color(colour));
        if let Some(why) = &cx.workspace.locked {
            ui.separator();
            let words = cx.words.with(Word::StatusLocked, &[("folder", Value::Text(why))]);
            ui.label(RichText::new(words).color(cx.palette.warning));
        }
        elsewhere(ui, cx);
        if let Some(reason) = &cx.workspace.unkept {
            ui.separator();
            let why = cx.words.with(Word::StatusUnkeptWhy, &[("reason", Value::Text(reason))]);
            ui.label(RichText::new(cx.word(Word::StatusUnkept)).color(cx.palette.warning)).on_hover_text(why);
        }
        copying(ui, cx);
        preparing(ui, cx);
        ui.separator();
        let count = Value::count(cx.workspace.document.story().scenes.len());
        ui.label(cx.words.with(Word::StatusScenes, &[("count", count)]));
        ui.separator();
        problems(ui, cx);
        // From the right end to the left.
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| languages(ui, cx));
    });
}

/// That another window edits the story, and the way to edit it here.
fn elsewhere(ui: &mut Ui, cx: &mut Cx<'_>) {
    if !cx.workspace.document.is_read_only() {
        return;
    }
    ui.separator();
    ui.label(RichText::new(cx.word(Word::StatusElsewhere)).color(cx.palette.warning));
    let why = cx.word(Word::StatusElsewhereTryWhy);
    if ui.button(cx.word(Word::StatusElsewhereTry)).on_hover_text(why).clicked() {
        cx.workspace.request(Request::TakeOver);
    }
}

/// How far files are copied into the story's folder, and the way to stop it.
fn copying(ui: &mut Ui, cx: &mut Cx<'_>) {
    cx.workspace.taking_in.retain(|one| !one.is_over());
    for one in &cx.workspace.taking_in {
        ui.separator();
        let label = ui.label(cx.word(Word::StatusCopying));
        cx.progress(ui, one.share()).labelled_by(label.id);
        let stop = Button::new(cx.word(Word::StatusPreparingStop));
        if ui.add_enabled(!one.is_stopped(), stop).on_hover_text(cx.word(Word::StatusCopyingWhy)).clicked() {
            one.stop();
        }
    }
}

/// How far the preparing of clips is, and the way to stop it.
fn preparing(ui: &mut Ui, cx: &mut Cx<'_>) {
    let Some(at) = cx.workspace.found.preparing.at else { return };
    ui.separator();
    let share = (at.number.saturating_sub(1) as f32 + at.share) / at.count.max(1) as f32;
    let values = [("number", Value::count(at.number)), ("count", Value::count(at.count))];
    let label = ui.label(cx.words.with(Word::StatusPreparing, &values));
    cx.progress(ui, share).labelled_by(label.id);
    let stop = Button::new(cx.word(Word::StatusPreparingStop));
    if ui.add_enabled(!cx.workspace.found.preparing.stop, stop).clicked() {
        cx.workspace.found.preparing.stop = true;
    }
}

/// What the checks say, as a button that opens the list.
fn problems(ui: &mut Ui, cx: &mut Cx<'_>) {
    let found = &cx.workspace.found;
    let (errors, warnings) = (cx.marks.count(Severity::Error), cx.marks.count(Severity::Warning));
    let (text, colour) = if found.problems_of.is_none() {
        (cx.word(Word::StatusChecking), cx.palette.muted)
    } else if errors + warnings == 0 {
        (cx.word(Word::StatusNoProblems), cx.palette.success)
    } else {
        let values = [("errors", Value::count(errors)), ("warnings", Value::count(warnings))];
        let colour = if errors > 0 { cx.palette.alarm } else { cx.palette.warning };
        (cx.words.with(Word::StatusProblems, &values), colour)
    };
    let mut button = ui.add(Button::new(RichText::new(text).color(colour)).frame(false));
    if button.hovered() && !found.problems.is_empty() {
        let worst = found.problems.iter().take(3).map(|problem| cx.problem_words.get(problem.code).what);
        button = button.on_hover_text(worst.collect::<Vec<_>>().join("\n"));
    }
    if button.clicked() {
        cx.commands.push(Command::ShowProblems);
    }
}

/// The language in which cards and lists show the story's texts.
fn languages(ui: &mut Ui, cx: &mut Cx<'_>) {
    let all = cx.workspace.document.story().languages.clone();
    let shown = cx.workspace.shown_language.as_str().to_owned();
    let chooser = ComboBox::from_id_salt("shown language").selected_text(shown).show_ui(ui, |ui| {
        for language in all {
            let name = language.as_str().to_owned();
            ui.selectable_value(&mut cx.workspace.shown_language, language, name);
        }
    });
    let name = ui.label(RichText::new(cx.word(Word::StatusLanguage)).color(cx.palette.muted));
    chooser.response.labelled_by(name.id);
}
