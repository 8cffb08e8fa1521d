//! The story as it plays.

use super::Cx;
use super::command::Command;
use egui::Ui;

/// The story as it plays.
#[derive(Default)]
pub(super) struct PreviewPane {}

impl PreviewPane {
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
