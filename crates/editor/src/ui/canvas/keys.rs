//! What the author does on the canvas with the keyboard.

use super::Canvas;
use super::board::{Card, Key};
use super::hold::Hold;
use super::menus::Menu;
use super::sizes::NUDGE;
use crate::document::Item;
use crate::ui::Cx;
use crate::ui::command::Command;
use crate::ui::workspace::{Field, Selection};
use egui::{EventFilter, Key as KeyName, Modifiers, Rect, Ui, Vec2, vec2};

/// With Shift a nudge goes so many times as far.
const FAR: f32 = 5.0;
/// How far around a card the next one is looked for.
const AROUND: f32 = 4_000.0;

const ARROWS: [(KeyName, Vec2); 4] = [
    (KeyName::ArrowLeft, Vec2::new(-1.0, 0.0)),
    (KeyName::ArrowRight, Vec2::new(1.0, 0.0)),
    (KeyName::ArrowUp, Vec2::new(0.0, -1.0)),
    (KeyName::ArrowDown, Vec2::new(0.0, 1.0)),
];

impl Canvas {
    /// Takes the keys that are the canvas's: while a card has the focus, or nothing else.
    pub(super) fn take_keys(&mut self, ui: &Ui, cx: &mut Cx<'_>) {
        let focused = ui.memory(egui::Memory::focused);
        let ours = focused.is_none_or(|id| self.card_ids.contains_key(&id));
        if !ours || cx.workspace.ask.is_some() || self.menu.is_some() || egui::Popup::is_any_open(ui.ctx()) {
            return;
        }
        if let Some(id) = focused {
            let filter =
                EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: true, tab: false };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        }
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        for (key, direction) in ARROWS {
            if pressed(Modifiers::COMMAND | Modifiers::SHIFT, key) {
                self.nudge(direction * NUDGE * FAR, cx);
            } else if pressed(Modifiers::COMMAND, key) {
                self.nudge(direction * NUDGE, cx);
            } else if pressed(Modifiers::NONE, key) {
                self.step_to(ui, direction, cx);
            }
        }
        if pressed(Modifiers::NONE, KeyName::Escape) {
            if matches!(self.hold, Hold::Nothing) {
                self.select(Selection::default(), cx);
            }
            self.hold = Hold::Nothing;
            ui.ctx().stop_dragging();
        }
        if pressed(Modifiers::NONE, KeyName::Enter)
            && let Some(scene) = cx.workspace.selection.scene().cloned()
        {
            cx.workspace.show_field(Field { scene: Some(scene), choice: None, name: String::new() });
            self.seen_selection = cx.workspace.selection.clone();
        }
        if pressed(Modifiers::NONE, KeyName::Backspace) && !cx.workspace.selection.is_empty() {
            cx.commands.push(Command::Delete);
        }
        if pressed(Modifiers::SHIFT, KeyName::F10) || pressed(Modifiers::NONE, KeyName::Menu) {
            let around = self.around(&cx.workspace.selection, cx.workspace);
            let place = around.map_or(self.view.screen.center(), |rect| self.view.to_screen(rect.center()));
            let point = self.view.without_edge(8.0).clamp(place);
            self.menu = Some(Menu { point, at: self.view.to_canvas(point), open: true });
        }
    }

    /// Selects the next card in a direction: along a wire to the right and left, else the nearest one.
    fn step_to(&mut self, ui: &Ui, direction: Vec2, cx: &mut Cx<'_>) {
        let item = cx.workspace.selection.items.first().cloned();
        let here = item.as_ref().and_then(|item| self.board.key_of(item));
        let next = match here {
            Some(key) => self.next(key, direction),
            None => self.first(cx),
        };
        let Some(card) = next.and_then(|key| self.board.card(key)).cloned() else { return };
        self.view.reveal(card.rect);
        ui.memory_mut(|memory| memory.request_focus(super::card_id(&card.item)));
        self.wants_focus = Some(card.item.clone());
        self.select(Selection::of(card.item), cx);
    }

    /// Where to begin: with what is seen, else with the start.
    fn first(&self, cx: &Cx<'_>) -> Option<Key> {
        let mut near = Vec::new();
        self.board.cards_near(self.view.seen(), &mut near);
        let start = self.board.key_of(&Item::Scene(cx.workspace.document.story().start.clone()));
        start.filter(|start| near.contains(start)).or(near.first().copied()).or(start)
    }

    fn next(&self, key: Key, direction: Vec2) -> Option<Key> {
        let card = self.board.card(key)?;
        let along = match direction.x {
            x if x > 0.0 => {
                self.board.lines_from(key).find_map(|(_, line)| Some(self.board.card_into(line)?.0))
            }
            x if x < 0.0 => {
                self.board.lines_into(&card.item).map(|(_, line)| line.from).find(|from| *from != key)
            }
            _ => None,
        };
        along.filter(|next| *next != key).or_else(|| self.nearest(card, key, direction))
    }

    fn nearest(&self, card: &Card, key: Key, direction: Vec2) -> Option<Key> {
        let around = Rect::from_center_size(card.rect.center(), vec2(AROUND, AROUND));
        let mut near = Vec::new();
        self.board.cards_near(around, &mut near);
        let cost = |other: &Key| {
            let way = self.board.card(*other)?.rect.center() - card.rect.center();
            let (along, aside) = (way.dot(direction), way.dot(direction.rot90()).abs());
            (along > 1.0).then_some(along + 2.0 * aside)
        };
        let others = near.into_iter().filter(|other| *other != key);
        let costs = others.filter_map(|other| Some((other, cost(&other)?)));
        costs.min_by(|one, other| one.1.total_cmp(&other.1)).map(|(other, _)| other)
    }
}
