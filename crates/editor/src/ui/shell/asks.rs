//! What stands over everything until it is answered.

use super::beginning;
use super::changes;
use super::palette::{self, Palette};
use super::templates::Templates;
use crate::ui::command::{Command, Menu};
use crate::ui::look::{self, dialog_frame, main_button};
use crate::ui::outline;
use crate::ui::told::heading;
use crate::ui::translators;
use crate::ui::words::{Value, Word};
use crate::ui::{Ask, Cx, Request};
use egui::{Grid, Id, Modal, Rect, RichText, ScrollArea, Ui};
use std::mem::{self, discriminant};
use std::time::Duration;
use viewer_ui::theme::{Measure, Space, TextSize};

pub(super) fn show(ui: &Ui, cx: &mut Cx<'_>, palette: &mut Palette, templates: &mut Templates) {
    translators::take_table(cx);
    // The key stroke that asked for it is not an answer to it: it is shown from the next pass on.
    let now = cx.workspace.ask.as_ref().map(discriminant);
    let before = ui.data_mut(|data| mem::replace(data.get_temp_mut_or(Id::unique("ask shown"), None), now));
    if before != now {
        ui.ctx().request_repaint();
        return;
    }
    let Some(ask) = cx.workspace.ask.clone() else { return };
    if let Some(commands) = palette::asked(&ask) {
        palette.show(ui, cx, commands);
        return;
    }
    let modal = Modal::new(Id::unique("ask")).frame(dialog_frame(ui, &cx.m)).show(ui.ctx(), |ui| {
        let measure = if ask == Ask::NewStory { Measure::Band } else { Measure::Column };
        ui.set_max_width(cx.m.measure(measure).min(cx.m.window.x * 0.9));
        match &ask {
            Ask::Unsaved(then) => unsaved(ui, cx, then),
            Ask::Keys => keys(ui, cx),
            Ask::Changes => changes::since_save(ui, cx),
            Ask::Compared { from, story } => changes::from_other(ui, cx, from, story),
            Ask::ChangedOnDisk => changes::on_disk(ui, cx),
            Ask::Recovered => recovered(ui, cx),
            Ask::OpenElsewhere => elsewhere(ui, cx),
            Ask::NewStory => beginning::new_story(ui, cx, templates),
            Ask::Path { what, words } => beginning::path(ui, cx, *what, words),
            Ask::Import(import) => translators::show(ui, cx, import),
            other => {
                outline::show_ask(ui, cx, other);
            }
        }
    });
    settle(ui, modal.response.rect);
    // Unsaved work goes only by a clear word.
    if modal.should_close() && ask != Ask::Recovered {
        cx.workspace.ask = None;
    }
}

/// A page takes some passes to find its size: they come at once, not when the pointer is over its lines.
fn settle(ui: &Ui, rect: Rect) {
    let before = ui.data_mut(|data| data.get_temp_mut_or(Id::unique("ask place"), None).replace(rect));
    if before != Some(rect) {
        ui.ctx().request_repaint();
    }
}

/// Unsaved changes would be lost.
fn unsaved(ui: &mut Ui, cx: &mut Cx<'_>, then: &Request) {
    let title = Value::Text(cx.workspace.said(&cx.workspace.document.story().title));
    heading(ui, cx.words.with(Word::UnsavedTitle, &[("story", title)]));
    cx.prose(ui, Word::UnsavedText, cx.palette.text);
    ui.add_space(cx.m.space(Space::Medium));
    ui.horizontal(|ui| {
        if ui.add(main_button(&cx.palette, cx.word(Word::UnsavedSave))).clicked() {
            cx.workspace.ask = None;
            cx.workspace.request(Request::Save { then: Some(Box::new(then.clone())) });
        }
        if ui.button(cx.word(Word::UnsavedDiscard)).clicked() {
            cx.workspace.ask = None;
            cx.workspace.requests.push(then.clone());
        }
        if ui.button(cx.word(Word::Cancel)).clicked() {
            cx.workspace.ask = None;
        }
    });
}

/// Work that was not saved before the program ended.
fn recovered(ui: &mut Ui, cx: &mut Cx<'_>) {
    heading(ui, cx.word(Word::RecoveredTitle));
    cx.prose(ui, Word::RecoveredText, cx.palette.text);
    if let Some(found) = cx.workspace.recovered {
        let when = ago(cx, found.age);
        ui.label(cx.words.with(Word::RecoveredWhen, &[("when", Value::Text(&when))]));
        if found.is_older {
            cx.prose(ui, Word::RecoveredNewer, cx.palette.warning);
        }
    }
    ui.add_space(cx.m.space(Space::Medium));
    ui.horizontal(|ui| {
        let take = ui.add(main_button(&cx.palette, cx.word(Word::RecoveredTake))).clicked();
        if take || ui.button(cx.word(Word::RecoveredDrop)).clicked() {
            cx.workspace.ask = None;
            cx.workspace.requests.push(Request::Recover(take));
        }
    });
}

/// How long ago, as people say it.
fn ago(cx: &Cx<'_>, age: Duration) -> String {
    const MINUTE: u64 = 60;
    const HOUR: u64 = 60 * MINUTE;
    const DAY: u64 = 24 * HOUR;
    // The larger unit from two of it on.
    const HOURS: u64 = 2 * HOUR;
    const DAYS: u64 = 2 * DAY;
    let (word, unit) = match age.as_secs() {
        0..MINUTE => return cx.word(Word::AgoMoments),
        MINUTE..HOURS => (Word::AgoMinutes, MINUTE),
        HOURS..DAYS => (Word::AgoHours, HOUR),
        DAYS.. => (Word::AgoDays, DAY),
    };
    cx.words.with(word, &[("count", Value::count(age.as_secs() / unit))])
}

/// Another window edits this story.
fn elsewhere(ui: &mut Ui, cx: &mut Cx<'_>) {
    heading(ui, cx.word(Word::ElsewhereTitle));
    cx.prose(ui, Word::ElsewhereText, cx.palette.text);
    ui.add_space(cx.m.space(Space::Medium));
    ui.horizontal(|ui| {
        if ui.add(main_button(&cx.palette, cx.word(Word::ElsewhereLook))).clicked() {
            cx.workspace.ask = None;
        }
        if ui.button(cx.word(Word::ElsewhereTry)).clicked() {
            cx.workspace.ask = None;
            cx.workspace.requests.push(Request::TakeOver);
        }
    });
}

/// What mouse, trackpad and keys do on the canvas, which no menu says.
fn hands(ui: &mut Ui, cx: &Cx<'_>) {
    let ctrl = ui.ctx().format_modifiers(egui::Modifiers::COMMAND);
    let rows = [
        (Word::HandsZoom, Word::HandsZoomHow),
        (Word::HandsMove, Word::HandsMoveHow),
        (Word::HandsSelect, Word::HandsSelectHow),
        (Word::HandsWire, Word::HandsWireHow),
        (Word::HandsInsert, Word::HandsInsertHow),
        (Word::HandsDrag, Word::HandsDragHow),
        (Word::HandsKeys, Word::HandsKeysHow),
    ];
    ui.label(RichText::new(cx.word(Word::HandsTitle)).strong());
    for (what, how) in rows {
        ui.label(cx.word(what));
        let how = cx.words.with(how, &[("ctrl", Value::Text(&ctrl))]);
        look::prose(ui, &cx.m, &how, (TextSize::Small, cx.palette.muted));
    }
    ui.add_space(cx.m.space(Space::Medium));
    ui.label(RichText::new(cx.word(Word::HandsShortcuts)).strong());
}

/// Every shortcut, by menu.
fn keys(ui: &mut Ui, cx: &mut Cx<'_>) {
    heading(ui, cx.word(Word::CommandKeys));
    ScrollArea::vertical().max_height(cx.m.window.y * 0.7).show(ui, |ui| {
        hands(ui, cx);
        Grid::new("keys").num_columns(2).striped(true).show(ui, |ui| {
            for menu in Menu::ALL {
                for command in Command::ALL.iter().filter(|command| command.menu() == menu) {
                    let Some(shortcut) = command.shortcut() else { continue };
                    ui.label(cx.word(command.word()));
                    ui.label(RichText::new(ui.ctx().format_shortcut(&shortcut)).color(cx.palette.muted));
                    ui.end_row();
                }
            }
        });
    });
    if ui.button(cx.word(Word::Close)).clicked() {
        cx.workspace.ask = None;
    }
}
