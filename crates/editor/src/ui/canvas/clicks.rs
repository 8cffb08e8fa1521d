//! Clicks: what is selected, opened or made by them.

use super::board::Key;
use super::hits::Hit;
use super::menus::Menu;
use super::{Canvas, acts};
use crate::document::Item;
use crate::ui::Cx;
use crate::ui::workspace::{Field, Selection};
use egui::{Pos2, Ui};

impl Canvas {
    /// A click, or the second one of two.
    pub(super) fn click(&mut self, ui: &Ui, point: Pos2, doubled: bool, cx: &mut Cx<'_>) {
        let modifiers = ui.input(|input| input.modifiers);
        let adds = modifiers.command || modifiers.shift;
        let at = self.view.to_canvas(point);
        match self.hit(point, cx) {
            Hit::Card(key) => self.click_card(ui, key, adds, doubled, cx),
            Hit::Port(key, row) => {
                if let Some((port, _)) = self.port(key, row, cx) {
                    let items = [Item::Scene(port.scene.clone())].into();
                    self.select(Selection { items, port: Some(port), ..Selection::default() }, cx);
                }
            }
            Hit::End(line) | Hit::Line(line) => {
                let wire = self.board.line(line).map(|line| line.turn.clone());
                self.select(Selection { wire, ..Selection::default() }, cx);
            }
            Hit::Title(frame) if doubled => {
                self.select(Selection { frames: [frame].into(), ..Selection::default() }, cx);
                acts::ask_for_name(cx);
            }
            Hit::Title(frame) | Hit::Corner(frame) => {
                let mut selection = if adds { cx.workspace.selection.clone() } else { Selection::default() };
                if !selection.frames.remove(&frame) {
                    selection.frames.insert(frame);
                }
                self.select(selection, cx);
            }
            Hit::Ground if doubled => {
                if let Some(id) = acts::new_scene(at, cx) {
                    self.select(Selection::of(Item::Scene(id)), cx);
                }
            }
            Hit::Ground => {
                if !adds {
                    self.select(Selection::default(), cx);
                }
                if let Some(focused) = ui.memory(egui::Memory::focused) {
                    ui.memory_mut(|memory| memory.surrender_focus(focused));
                }
            }
        }
    }

    fn click_card(&mut self, ui: &Ui, key: Key, adds: bool, doubled: bool, cx: &mut Cx<'_>) {
        let Some(item) = self.board.card(key).map(|card| card.item.clone()) else { return };
        ui.memory_mut(|memory| memory.request_focus(super::card_id(&item)));
        if doubled && let Some(scene) = item.scene().cloned() {
            let field = Field { scene: Some(scene), choice: None, name: "title".to_owned() };
            cx.workspace.show_field(field);
            self.seen_selection = cx.workspace.selection.clone();
            return;
        }
        let mut selection = if adds { cx.workspace.selection.clone() } else { Selection::default() };
        (selection.wire, selection.port) = (None, None);
        if !(adds && selection.items.remove(&item)) {
            selection.items.insert(item);
        }
        self.select(selection, cx);
    }

    /// Selects this; what the author selected on the canvas needs not be brought into sight.
    pub(super) fn select(&mut self, selection: Selection, cx: &mut Cx<'_>) {
        cx.workspace.selection = selection;
        self.seen_selection = cx.workspace.selection.clone();
    }

    /// Opens the menu of what lies there.
    pub(super) fn open_menu(&mut self, point: Pos2, cx: &mut Cx<'_>) {
        let hit = self.hit(point, cx);
        match hit {
            Hit::Card(key) | Hit::Port(key, _) => {
                if let Some(card) = self.board.card(key)
                    && !cx.workspace.selection.items.contains(&card.item)
                {
                    self.select(Selection::of(card.item.clone()), cx);
                }
            }
            Hit::Line(key) | Hit::End(key) => {
                let wire = self.board.line(key).map(|line| line.turn.clone());
                self.select(Selection { wire, ..Selection::default() }, cx);
            }
            Hit::Title(frame) | Hit::Corner(frame) => {
                self.select(Selection { frames: [frame].into(), ..Selection::default() }, cx);
            }
            Hit::Ground => self.select(Selection::default(), cx),
        }
        self.menu = Some(Menu { point, at: self.view.to_canvas(point), open: true });
    }
}
