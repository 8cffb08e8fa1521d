//! All scenes as a list, for keyboard and screen reader.

use super::Cx;
use egui::Ui;

/// All scenes as a list, for keyboard and screen reader.
#[derive(Default)]
pub(super) struct Outline {}

impl Outline {
    /// Draws it into the room that `ui` has.
    pub(super) fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let _ = (ui, cx);
    }
}
