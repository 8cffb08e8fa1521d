//! What a translator's table would do to the story, before it is done.

use super::Cx;
use super::look::main_button;
use super::told::heading;
use super::words::{Value, Word};
use super::workspace::{Ask, NoteKind};
use crate::document::What;
use crate::translations::{Import, ImportError, SheetError};
use egui::{RichText, ScrollArea, Ui};
use scene_graph::Language;
use std::sync::Arc;
use viewer_ui::theme::Space;

/// Ids of one list that are shown; more are counted.
const MOST: usize = 40;

/// Takes a table that was read for [`super::Request::ImportTexts`]: asks what is to be done with it, or
/// tells why it cannot be used.
pub(super) fn take_table(cx: &mut Cx<'_>) {
    let Some(bytes) = cx.workspace.table.take() else { return };
    match Import::read(cx.workspace.document.story(), &bytes) {
        Ok(import) => cx.workspace.ask = Some(Ask::Import(Arc::new(import))),
        Err(error) => {
            let text = refusal(cx, &error);
            cx.workspace.note(NoteKind::Trouble, text);
        }
    }
}

fn refusal(cx: &Cx<'_>, error: &ImportError) -> String {
    match error {
        ImportError::Sheet(SheetError::NotText) => cx.word(Word::ImportNotText),
        ImportError::Sheet(SheetError::TooLong) => cx.word(Word::ImportTooLong),
        ImportError::Sheet(SheetError::Shape { line, .. }) => {
            cx.words.with(Word::ImportShape, &[("line", Value::count(*line))])
        }
        ImportError::NoIds => cx.word(Word::ImportNoIds),
        ImportError::NoLanguages => cx.word(Word::ImportNoLanguages),
    }
}

/// The page of it.
pub(super) fn show(ui: &mut Ui, cx: &mut Cx<'_>, import: &Import) {
    heading(ui, cx.word(Word::ImportTitle));
    let count = Value::count(import.changes.len());
    ui.label(cx.words.with(Word::ImportChanges, &[("count", count)]));
    ScrollArea::vertical().max_height(cx.m.window.y * 0.55).auto_shrink([false, true]).show(ui, |ui| {
        let in_language = |(id, language): &(String, Language)| format!("{id} ({language})");
        report(ui, cx, (Word::ImportOutdated, true), &import.outdated, String::clone);
        report(ui, cx, (Word::ImportTooLongTexts, true), &import.too_long, in_language);
        report(ui, cx, (Word::ImportOtherLanguages, true), &import.other_languages, Language::to_string);
        report(ui, cx, (Word::ImportTwice, true), &import.twice, String::clone);
        report(ui, cx, (Word::ImportUnknown, true), &import.unknown, String::clone);
        report(ui, cx, (Word::ImportMissing, false), &import.missing, in_language);
        report(ui, cx, (Word::ImportEmptied, false), &import.emptied, in_language);
        report(ui, cx, (Word::ImportLeftOut, false), &import.left_out, String::clone);
        clashes(ui, cx, import);
    });
    ui.add_space(cx.m.space(Space::Medium));
    ui.horizontal_wrapped(|ui| buttons(ui, cx, import));
}

/// One kind of thing that was found, with its list behind it, a line each.
fn report<T>(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (word, is_trouble): (Word, bool),
    list: &[T],
    line: impl Fn(&T) -> String,
) {
    if list.is_empty() {
        return;
    }
    let text = RichText::new(cx.words.with(word, &[("count", Value::count(list.len()))]));
    let text = if is_trouble { text.color(cx.palette.warning) } else { text };
    ui.collapsing(text, |ui| {
        for one in list.iter().take(MOST) {
            ui.label(line(one));
        }
        if list.len() > MOST {
            ui.label(cx.words.with(Word::ChangesMore, &[("count", Value::count(list.len() - MOST))]));
        }
    });
}

/// Texts that both changed: both are shown.
fn clashes(ui: &mut Ui, cx: &Cx<'_>, import: &Import) {
    if import.clashes.is_empty() {
        return;
    }
    let text = cx.words.with(Word::ImportClashes, &[("count", Value::count(import.clashes.len()))]);
    ui.label(RichText::new(text).color(cx.palette.warning));
    for clash in import.clashes.iter().take(MOST) {
        ui.label(RichText::new(format!("{} ({})", clash.id, clash.language)).strong());
        for (word, text) in [(Word::ImportYours, &clash.story), (Word::ImportTheirs, &clash.table)] {
            ui.horizontal_wrapped(|ui| {
                ui.label(RichText::new(cx.word(word)).color(cx.palette.muted));
                ui.label(text);
            });
        }
    }
}

fn buttons(ui: &mut Ui, cx: &mut Cx<'_>, import: &Import) {
    let take = |cx: &mut Cx<'_>, import: &Import| {
        cx.workspace.ask = None;
        if let Some(count) = cx.workspace.edit(What::Text, |edit| import.apply(edit)) {
            let text = cx.words.with(Word::ImportDone, &[("count", Value::count(count))]);
            cx.workspace.note(NoteKind::Done, text);
        }
    };
    let text = cx.words.with(Word::ImportTake, &[("count", Value::count(import.changes.len()))]);
    if ui.add_enabled(!import.changes.is_empty(), main_button(&cx.palette, text)).clicked() {
        take(cx, import);
    }
    if !import.clashes.is_empty() && ui.button(cx.word(Word::ImportTakeClashes)).clicked() {
        let mut import = import.clone();
        import.take_clashes();
        take(cx, &import);
    }
    if ui.button(cx.word(Word::Cancel)).clicked() {
        cx.workspace.ask = None;
    }
}
