//! Asks for another name.

use super::hint;
use crate::document::{Item, What};
use crate::names::{self, Name};
use crate::ui::Cx;
use crate::ui::look::main_button;
use crate::ui::told::{focus_first, heading};
use crate::ui::words::Word;
use crate::ui::workspace::{Ask, Renamed, Selection};
use egui::{Key, TextEdit, Ui};
use viewer_ui::theme::Space;

pub(super) fn show(ui: &mut Ui, cx: &mut Cx<'_>, what: &Renamed, words: &str) {
    let (title, explained) = match what {
        Renamed::Id(_) => (Word::RenameId, Word::RenameIdHint),
        Renamed::Frame(_) => (Word::RenameFrame, Word::RenameFrameHint),
    };
    let mut words = words.to_owned();
    let label = heading(ui, cx.word(title));
    let field = ui.add(TextEdit::singleline(&mut words).desired_width(f32::INFINITY)).labelled_by(label.id);
    focus_first(ui, &field);
    hint(ui, cx, explained);
    ui.add_space(cx.m.space(Space::Small));
    let enter = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let (mut done, mut given_up) = (enter, false);
    ui.horizontal(|ui| {
        done |= ui.add(main_button(&cx.palette, cx.word(Word::RenameDo))).clicked();
        given_up = ui.button(cx.word(Word::Cancel)).clicked();
    });
    let renamed = done && rename(cx, what, words.trim());
    if enter && !renamed {
        // The name is written on.
        field.request_focus();
    }
    cx.workspace.ask = match (renamed, given_up) {
        (true, _) | (_, true) => None,
        _ => Some(Ask::Rename { what: what.clone(), words }),
    };
}

/// Whether it has the name now.
fn rename(cx: &mut Cx<'_>, what: &Renamed, words: &str) -> bool {
    match what {
        Renamed::Id(name) => {
            let renamed = cx.workspace.edit(What::Rename, |edit| names::rename(edit, name, words));
            match &renamed {
                Some(Name::Scene(id)) => cx.workspace.selection = Selection::of(Item::Scene(id.clone())),
                Some(Name::Ending(id)) => cx.workspace.selection = Selection::of(Item::Ending(id.clone())),
                _ => {}
            }
            renamed.is_some()
        }
        Renamed::Frame(id) => {
            let done = cx.workspace.edit(What::Frame, |edit| {
                edit.change_frame(*id, |frame| words.clone_into(&mut frame.title));
                Ok(())
            });
            done.is_some()
        }
    }
}
