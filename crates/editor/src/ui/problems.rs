//! What the checks found.

use super::Cx;
use egui::Ui;

/// What the checks found.
#[derive(Default)]
pub(super) struct ProblemsPane {}

impl ProblemsPane {
    /// Draws it into the room that `ui` has.
    pub(super) fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let _ = (ui, cx);
    }
}
