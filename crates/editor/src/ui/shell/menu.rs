//! The menu bar, made from the list of commands.

use crate::ui::Cx;
use crate::ui::command::{Command, Menu};
use egui::{Button, MenuBar, Ui};

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
                }
            });
        }
    });
}

/// A command as a line of a menu; context menus of panes use it, too.
pub(in crate::ui) fn item(ui: &mut Ui, cx: &mut Cx<'_>, command: Command) {
    let mut button = Button::new(cx.word(command.word()));
    if let Some(shortcut) = command.shortcut() {
        button = button.shortcut_text(ui.ctx().format_shortcut(&shortcut));
    }
    if let Some(on) = command.is_on(cx) {
        button = button.selected(on);
    }
    if ui.add_enabled(command.is_possible(cx.workspace), button).clicked() {
        cx.commands.push(command);
        ui.close();
    }
}
