//! Everything of what is selected.

use super::Cx;
use super::command::Command;
use egui::Ui;

/// Everything of what is selected.
#[derive(Default)]
pub(super) struct Inspector {}

impl Inspector {
    /// Draws it into the room that `ui` has.
    pub(super) fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let _ = (ui, cx);
    }

    /// Carries out a command that is its own; false: it is not.
    pub(super) fn run(&mut self, ui: &Ui, command: Command, cx: &mut Cx<'_>) -> bool {
        let _ = (ui, command, cx);
        false
    }
}
