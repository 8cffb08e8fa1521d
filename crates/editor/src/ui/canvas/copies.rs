//! Scenes copied and pasted.

use super::Canvas;
use super::board::spot_at;
use super::sizes::{ENTRY, WIDTH};
use crate::clipboard::{self, PasteError};
use crate::commands;
use crate::document::{Item, What};
use crate::layout::{Layout, Spot};
use crate::ui::Cx;
use crate::ui::words::{Value, Word};
use crate::ui::workspace::{NoteKind, Selection};
use egui::{Ui, vec2};
use scene_graph::SceneId;

impl Canvas {
    /// Puts the selected scenes on the clipboard; whether there are some.
    pub(super) fn copy(&self, ui: &Ui, cx: &Cx<'_>) -> bool {
        let scenes = cx.workspace.selection.scenes();
        // As they are seen: those that were never moved have no place in the layout.
        let spots = scenes.filter_map(|id| Some((id.clone(), self.spot_of(id)?))).collect();
        let layout = Layout { scenes: spots, ..Layout::default() };
        let (story, scenes) = (cx.workspace.document.story(), cx.workspace.selection.scenes());
        let copied = clipboard::copy(story, &layout, scenes);
        let is_some = copied.is_some();
        copied.into_iter().for_each(|text| ui.ctx().copy_text(text));
        is_some
    }

    /// Where a scene's card is seen to lie.
    fn spot_of(&self, scene: &SceneId) -> Option<Spot> {
        self.board.card_of(&Item::Scene(scene.clone())).map(|card| spot_at(card.rect.min))
    }

    /// Copies the selected scenes beside themselves.
    pub(super) fn duplicate(&mut self, cx: &mut Cx<'_>) {
        let scenes: Vec<_> = cx.workspace.selection.scenes().cloned().collect();
        let spots: Vec<_> = scenes.iter().map(|scene| self.spot_of(scene)).collect();
        let made = cx.workspace.edit(What::Paste, |edit| {
            let made = commands::duplicate(edit, &scenes)?;
            for (copy, spot) in made.iter().zip(spots) {
                let item = Item::Scene(copy.clone());
                if edit.spot(&item).is_none() {
                    edit.place(&item, spot.map(|spot| spot.moved(commands::BESIDE, commands::BESIDE)));
                }
            }
            Ok(made)
        });
        if let Some(made) = made {
            let items = made.into_iter().map(Item::Scene).collect();
            self.select(Selection { items, ..Selection::default() }, cx);
        }
    }

    /// Takes the selected scenes out, onto the clipboard. Endings and frames stay: they are not copied.
    pub(super) fn cut_out(&mut self, ui: &Ui, cx: &mut Cx<'_>) {
        if self.copy(ui, cx) {
            let scenes: Vec<Item> = cx.workspace.selection.scenes().cloned().map(Item::Scene).collect();
            cx.workspace.edit(What::Delete, |edit| commands::delete(edit, &scenes, &[]));
        }
    }

    /// Pastes what comes from the clipboard: where the pointer is, else in the middle of what is seen.
    pub(super) fn take_pasted(&mut self, ui: &Ui, cx: &mut Cx<'_>) {
        if ui.ctx().text_edit_focused() || cx.workspace.ask.is_some() {
            return;
        }
        let pasted = |event: &egui::Event| match event {
            egui::Event::Paste(text) => Some(text.clone()),
            _ => None,
        };
        let texts: Vec<String> = ui.input(|input| input.events.iter().filter_map(pasted).collect());
        for text in texts {
            self.paste(ui, &text, cx);
        }
    }

    fn paste(&mut self, ui: &Ui, text: &str, cx: &mut Cx<'_>) {
        let pointer = ui.input(|input| input.pointer.hover_pos());
        let pointer = pointer.filter(|point| self.view.screen.contains(*point));
        let at = pointer.map_or(self.view.seen().center(), |point| self.view.to_canvas(point));
        match cx.workspace.paste(text, Some(spot_at(at - vec2(WIDTH / 2.0, ENTRY)))) {
            Ok(pasted) => {
                if !pasted.cut.is_empty() {
                    let text =
                        cx.words.with(Word::CanvasPasteCut, &[("count", Value::count(pasted.cut.len()))]);
                    cx.workspace.note(NoteKind::Info, text);
                }
                let items = pasted.scenes.into_iter().map(Item::Scene).collect();
                self.select(Selection { items, ..Selection::default() }, cx);
            }
            Err(error) => {
                let word = match error {
                    PasteError::NotScenes => Word::CanvasPasteNoScenes,
                    PasteError::TooMany(_) => Word::CanvasPasteTooMany,
                    _ => Word::CanvasPasteDamaged,
                };
                let text = cx.word(word);
                cx.workspace.note(NoteKind::Trouble, text);
            }
        }
    }
}
