//! The menu bar, made from the list of commands.

use super::beginning;
use crate::ui::command::{Command, Menu};
use crate::ui::words::Word;
use crate::ui::{Cx, Request};
use egui::{Button, MenuBar, Ui};
use viewer_ui::theme::Measure;

pub(super) fn show(ui: &mut Ui, cx: &mut Cx<'_>) {
    MenuBar::new().ui(ui, |ui| {
        for menu in Menu::ALL {
            let words = cx.word(menu.word());
            ui.menu_button(words, |ui| {
                for command in Command::ALL.iter().filter(|command| command.menu() == menu) {
                    if command.begins_group() {
                        ui.separator();
                    }
                    item(ui, cx, *command);
                    if *command == Command::Open {
                        recent(ui, cx);
                    }
                }
            });
        }
    });
}

/// The stories that were opened lately, as a menu of their own.
fn recent(ui: &mut Ui, cx: &mut Cx<'_>) {
    let words = cx.word(Word::MenuRecent);
    ui.add_enabled_ui(!cx.workspace.recent.is_empty(), |ui| {
        ui.menu_button(words, |ui| {
            let width = cx.m.measure(Measure::SideLeast);
            if let Some(path) = beginning::recent(ui, cx, width) {
                cx.workspace.request(Request::Open(Some(path)));
                ui.close();
            }
        });
    });
}

/// A command as a line of a menu; context menus of panes use it, too.
pub(in crate::ui) fn item(ui: &mut Ui, cx: &mut Cx<'_>, command: Command) {
    let name = cx.word(command.word());
    let mut button = Button::new(&name);
    let keys = command.shortcut().map(|shortcut| ui.ctx().format_shortcut(&shortcut));
    if let Some(keys) = &keys {
        button = button.shortcut_text(keys);
    }
    if let Some(on) = command.is_on(cx) {
        button = button.selected(on);
    }
    let line = ui.add_enabled(command.is_possible(cx.workspace), button);
    // The key is a fact of its own for those who hear the menu, no part of the name.
    ui.ctx().accesskit_node_builder(line.id, |node| {
        node.set_label(name);
        if let Some(keys) = keys {
            node.set_keyboard_shortcut(keys);
        }
    });
    if line.clicked() {
        cx.commands.push(command);
        ui.close();
    }
}
