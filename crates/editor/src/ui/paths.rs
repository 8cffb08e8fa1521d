//! The story's paths, their lengths, and how often choices come up.

use super::Cx;
use super::command::Command;
use egui::Ui;

/// The story's paths, their lengths, and how often choices come up.
#[derive(Default)]
pub(super) struct PathsPane {}

impl PathsPane {
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
