//! What belongs to the story as a whole.

use super::Cx;
use egui::Ui;

/// What belongs to the story as a whole.
#[derive(Default)]
pub(super) struct StoryPane {}

impl StoryPane {
    /// Draws it into the room that `ui` has.
    pub(super) fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let _ = (ui, cx);
    }
}
