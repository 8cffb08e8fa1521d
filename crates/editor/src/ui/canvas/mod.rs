//! The graph as cards and wires.
//!
//! - `board`, `cards`: the cards and wires with their places, kept up to date by what changes; `grid` finds what
//!   a view shows without looking at all of them; `places`: cards that have no place yet.
//! - `sizes`, `route`: how large cards are, which ways wires take.
//! - `view`: what is seen, and how large; `hits`: what is under the pointer; `hold`: what it holds.
//! - `hands`, `clicks`, `keys`, `menus`, `dropped`, `controls`, `minimap`: what the author does; `acts`:
//!   what that does to the story; `copies`: scenes on the clipboard.
//! - `draw`, `strands`, `paint`, `texts`, `trail`: what is drawn. Only what is seen is laid out and drawn.

mod acts;
mod board;
mod cards;
mod clicks;
mod controls;
mod copies;
mod draw;
mod dropped;
mod grid;
mod hands;
mod hits;
mod hold;
mod keys;
mod menus;
mod minimap;
mod paint;
mod places;
mod route;
mod sizes;
mod strands;
#[cfg(test)]
mod tests;
mod texts;
mod trail;
mod view;

pub(super) use controls::icon_button;
pub(super) use menus::{cards_lines, scene_lines};
pub(super) use paint::clock;

use super::Cx;
use super::command::Command;
use super::look::prose;
use super::words::Word;
use super::workspace::{Selection, Workspace};
use crate::document::{Gesture, Item};
use board::Board;
use egui::accesskit::Role;
use egui::{Align2, Id, Sense, Ui, WidgetInfo, vec2};
use hits::Hit;
use hold::Hold;
use paint::Colours;
use std::collections::HashMap;
use std::sync::Arc;
use texts::Texts;
use view::View;
use viewer_ui::theme::{Space, TextSize};

/// The graph as cards and wires.
pub(super) struct Canvas {
    board: Board,
    view: View,
    texts: Texts,
    colours: Colours,
    trail: trail::Trail,
    hold: Hold,
    /// The board's revision when the pointer took hold: what is held may be gone after another change.
    held_at: u64,
    hovered: Hit,
    seen: draw::Seen,
    menu: Option<menus::Menu>,
    minimap: minimap::Minimap,
    /// Presses of keys that move the same cards are one step.
    nudged: Option<(Gesture, Selection)>,
    /// What was selected when the canvas looked last.
    seen_selection: Selection,
    /// The widgets of the cards that are seen.
    card_ids: HashMap<Id, Item>,
    /// The card that gets the focus as soon as it is seen.
    wants_focus: Option<Item>,
}

impl Default for Canvas {
    fn default() -> Self {
        Self {
            board: Board::default(),
            view: View::default(),
            texts: Texts::default(),
            colours: Colours::default(),
            trail: trail::Trail::default(),
            hold: Hold::Nothing,
            held_at: 0,
            hovered: Hit::Ground,
            seen: draw::Seen::default(),
            menu: None,
            minimap: minimap::Minimap::default(),
            nudged: None,
            seen_selection: Selection::default(),
            card_ids: HashMap::new(),
            wants_focus: None,
        }
    }
}

/// A card's widget.
fn card_id(item: &Item) -> Id {
    Id::unique(("card", item))
}

impl Canvas {
    /// Draws it into the room that `ui` has.
    pub(super) fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let rect = ui.available_rect_before_wrap();
        ui.advance_cursor_after_rect(rect);
        self.view.screen = rect;
        if !rect.is_positive() {
            return;
        }
        let response = ui.interact(rect, draw::canvas_id(), Sense::CLICK | Sense::DRAG);
        response.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, cx.word(Word::CanvasName)));
        self.look_around(cx);
        self.take_pointer(ui, &response, cx);
        self.take_keys(ui, cx);
        self.take_pasted(ui, cx);
        self.take_dropped(cx);
        self.board.update(cx.workspace);
        let (now, passed) = ui.input(|input| (input.time, input.stable_dt));
        if self.view.advance(now, passed, ui.style().animation_time == 0.0) {
            ui.ctx().request_repaint();
        }
        self.find_seen();
        let cut = self.draw(ui, cx);
        self.make_nodes(ui, cx);
        self.show_hint(ui, cx);
        self.show_map(ui, cx);
        self.show_controls(ui, cx);
        self.show_dropping(ui, cx);
        self.show_menu(ui, cx);
        if let Some(cut) = cut.filter(|_| self.menu.is_none() && matches!(self.hold, Hold::Nothing)) {
            response.on_hover_ui_at_pointer(|ui| {
                prose(ui, &cx.m, &cut, (TextSize::Body, cx.palette.text));
            });
        }
    }

    /// Takes in what changed, and brings into sight what was selected elsewhere.
    fn look_around(&mut self, cx: &mut Cx<'_>) {
        if self.board.update(cx.workspace) {
            self.hold = Hold::Nothing;
            self.view.forget();
        }
        self.colours.update(self.board.revision(), &cx.palette, cx.workspace);
        if self.board.count() > 0 && self.view.takes_first_look() {
            let all = self.everything(cx.workspace);
            self.view.fit(all);
            self.view.advance(0.0, 0.0, true);
            let start = Item::Scene(cx.workspace.document.story().start.clone());
            if let Some(card) = self.board.card_of(&start) {
                self.view.look_from_near(card.rect);
            }
        }
        if let Some(card) =
            self.trail.update(cx.workspace).and_then(|item| self.board.card_of(&item).cloned())
        {
            self.view.reveal(card.rect);
        }
        if self.seen_selection != cx.workspace.selection {
            self.seen_selection = cx.workspace.selection.clone();
            let selection = &cx.workspace.selection;
            if selection.items.len() + selection.frames.len() <= 1
                && let Some(rect) = self.around(selection, cx.workspace)
            {
                self.view.reveal(rect);
            }
        }
    }

    /// What an empty canvas says.
    fn show_hint(&self, ui: &Ui, cx: &Cx<'_>) {
        let story = cx.workspace.document.story();
        let is_bare = |scene: &scene_graph::Scene| {
            scene.media == scene_graph::Media::Nothing && scene.question.is_none() && scene.then.is_none()
        };
        if story.scenes.len() > 1
            || !story.scenes.values().map(Arc::as_ref).all(is_bare)
            || self.view.screen.height() < 320.0
        {
            return;
        }
        let middle = self.view.screen.center_bottom() - vec2(0.0, self.view.screen.height() * 0.24);
        let painter = ui.painter_at(self.view.screen);
        let lines = [
            (Word::CanvasEmptyFirst, TextSize::Heading, cx.palette.text),
            (Word::CanvasEmptySecond, TextSize::Body, cx.palette.muted),
        ];
        let mut at = middle;
        for (word, size, colour) in lines {
            let font = cx.m.font(size);
            let width = (self.view.screen.width() * 0.8).min(720.0);
            let text = viewer_ui::broken_by_phrase(ui.ctx(), &cx.word(word), &font, width);
            let drawn = painter.text(at, Align2::CENTER_TOP, text, font, colour);
            at.y = drawn.bottom() + cx.m.space(Space::Small);
        }
    }

    /// Carries out a command that is its own; false: it is not.
    pub(super) fn run(&mut self, ui: &Ui, command: Command, cx: &mut Cx<'_>) -> bool {
        self.board.update(cx.workspace);
        match command {
            Command::Copy => drop(self.copy(ui, cx)),
            Command::Cut => self.cut_out(ui, cx),
            Command::Paste => ui.ctx().send_viewport_cmd(egui::ViewportCommand::RequestPaste),
            Command::Duplicate => self.duplicate(cx),
            Command::Delete => acts::delete(cx),
            Command::SelectAll => {
                let all = everything_selected(cx.workspace);
                self.select(all, cx);
            }
            Command::Rename => acts::ask_for_name(cx),
            Command::AddScene => self.add_scene(cx),
            Command::AddEnding => self.add_ending(cx),
            Command::AddFrame => self.add_frame(cx),
            Command::Arrange => self.arrange(cx),
            Command::ZoomIn => self.view.step(true),
            Command::ZoomOut => self.view.step(false),
            Command::ZoomReset => self.view.reset(),
            Command::Fit => {
                let all = self.everything(cx.workspace);
                self.view.fit(all);
            }
            Command::FitSelection => {
                if let Some(rect) = self.around(&cx.workspace.selection, cx.workspace) {
                    self.view.fit(rect.expand(80.0));
                }
                self.seen_selection = cx.workspace.selection.clone();
            }
            _ => return self.align(command, cx),
        }
        true
    }
}

fn everything_selected(workspace: &Workspace) -> Selection {
    Selection {
        items: Item::all_of(workspace.document.story()).collect(),
        frames: workspace.document.layout().frames.keys().copied().collect(),
        ..Selection::default()
    }
}
