//! Draws what is seen: the ground, frames, wires, cards, and what is held.

use super::board::Key;
use super::hits::{Hit, rect_of};
use super::hold::{Hold, Lift, route_now};
use super::paint::{self, Blocks, Brush, Standing};
use super::route::Route;
use super::sizes::SMALL_LETTER;
use super::view::Detail;
use super::{Canvas, card_id};
use crate::document::Item;
use crate::ui::Cx;
use crate::ui::words::{Value, Word};
use crate::ui::workspace::Selection;
use egui::accesskit::{Action, Role};
use egui::epaint::Shape;
use egui::{Id, Rect, Sense, Ui, WidgetInfo, vec2};
use viewer_ui::theme::Line as Weight;

/// Above a card the start's mark stands.
const ABOVE: f32 = 30.0;
/// More cards than these are no nodes for screen readers: nobody could tell them apart either.
const NODES: usize = 150;

/// What is seen: numbers of cards and wires.
#[derive(Default)]
pub(super) struct Seen {
    pub(super) cards: Vec<Key>,
    pub(super) lines: Vec<Key>,
    scratch: Vec<Key>,
}

impl Canvas {
    /// Finds what is seen; what is moved is looked for where it is held.
    pub(super) fn find_seen(&mut self) {
        let view = self.view.seen();
        let board = &self.board;
        let mut seen = std::mem::take(&mut self.seen);
        let above = Rect::from_min_max(view.min, view.max + vec2(0.0, ABOVE));
        board.cards_near(above, &mut seen.cards);
        board.lines_near(view, &mut seen.lines);
        if let Hold::Lifted(lift) = &self.hold {
            seen.cards.retain(|key| !lift.keys.contains(key));
            board.cards_near(above.translate(-lift.offset), &mut seen.scratch);
            seen.cards.extend(seen.scratch.iter().filter(|key| lift.keys.contains(key)));
            let ends = |key: &Key| {
                let line = board.line(*key)?;
                let into = board.card_into(line).map(|(key, _)| key);
                Some((lift.keys.contains(&line.from), into.is_none_or(|into| lift.keys.contains(&into))))
            };
            seen.lines.retain(|key| {
                ends(key).is_some_and(|(from, _)| !from) && lift.half.binary_search(key).is_err()
            });
            board.lines_near(view.translate(-lift.offset), &mut seen.scratch);
            seen.lines.extend(seen.scratch.iter().filter(|key| ends(key) == Some((true, true))));
            let half = |key: &&Key| {
                board
                    .line(**key)
                    .is_some_and(|line| route_now(board, line, Some(lift)).bounds().intersects(view))
            };
            seen.lines.extend(lift.half.iter().filter(half));
            seen.lines.sort_unstable();
            seen.lines.dedup();
        }
        self.seen = seen;
    }

    /// Draws everything that is seen. Gives the text under the pointer, if it is not shown whole.
    pub(super) fn draw(&mut self, ui: &Ui, cx: &Cx<'_>) -> Option<String> {
        let mut texts = std::mem::take(&mut self.texts);
        let mut brush = Brush {
            painter: ui.painter_at(self.view.screen),
            view: &self.view,
            texts: &mut texts,
            colours: &self.colours,
        };
        let pointer = ui.input(|input| input.pointer.hover_pos());
        brush.texts.begin(&self.view, ui.style().animation_time == 0.0, pointer);
        paint::ground(&brush, cx);
        self.draw_frames(&mut brush, cx);
        match self.view.detail() {
            Detail::Near => {
                self.near_wires(&mut brush, cx);
                self.draw_cards(&mut brush, cx);
            }
            Detail::Middle => {
                self.middle_wires(&brush, cx);
                let mut blocks = Blocks::default();
                self.each_card(cx, |_, card, rect, standing| blocks.card(&brush, cx, card, rect, standing));
                blocks.draw(&brush);
                self.each_card(cx, |_, card, rect, _| paint::titled(&mut brush, cx, card, rect));
            }
            Detail::Far => {
                let mut blocks = Blocks::default();
                self.far_wires(&brush, cx, &mut blocks);
                self.each_card(cx, |_, card, rect, standing| blocks.card(&brush, cx, card, rect, standing));
                blocks.draw(&brush);
            }
        }
        self.draw_held(&brush, cx);
        if texts.is_behind() {
            ui.ctx().request_repaint();
        }
        let cut = texts.take_cut();
        self.texts = texts;
        cut
    }

    pub(super) fn lift(&self) -> Option<&Lift> {
        match &self.hold {
            Hold::Lifted(lift) => Some(lift),
            _ => None,
        }
    }

    fn draw_frames(&self, brush: &mut Brush<'_>, cx: &Cx<'_>) {
        let seen = self.view.seen();
        for (id, frame) in &cx.workspace.document.layout().frames {
            let mut rect = rect_of(frame);
            match &self.hold {
                Hold::Lifted(lift) if lift.frames.contains(id) => rect = rect.translate(lift.offset),
                Hold::Corner { frame, size } if frame == id => rect = Rect::from_min_size(rect.min, *size),
                _ => {}
            }
            if rect.intersects(seen) {
                let hovered = matches!(self.hovered, Hit::Title(on) | Hit::Corner(on) if on == *id);
                let selected = cx.workspace.selection.frames.contains(id);
                paint::frame(brush, cx, frame, rect, Standing { selected, hovered, ..Standing::default() });
            }
        }
    }

    fn card_standing(&self, cx: &Cx<'_>, key: Key, item: &Item) -> Standing {
        let selection = &cx.workspace.selection;
        Standing {
            selected: selection.items.contains(item),
            hovered: matches!(self.hovered, Hit::Card(on) | Hit::Port(on, _) if on == key),
            aimed_at: matches!(&self.hold, Hold::Wire(held) if held.onto == Some(key)),
            trail: self.trail.of_card(item),
        }
    }

    pub(super) fn each_card(
        &self,
        cx: &Cx<'_>,
        mut each: impl FnMut(Key, &super::board::Card, Rect, Standing),
    ) {
        for key in &self.seen.cards {
            let Some(card) = self.board.card(*key) else { continue };
            let rect = self.lift().map_or(card.rect, |lift| lift.rect(*key, card.rect));
            each(*key, card, rect, self.card_standing(cx, *key, &card.item));
        }
    }

    fn draw_cards(&self, brush: &mut Brush<'_>, cx: &Cx<'_>) {
        let story = cx.workspace.document.story();
        self.each_card(cx, |key, card, rect, standing| match &card.item {
            Item::Scene(id) => {
                paint::scene(brush, cx, &self.board, (key, card), rect, standing, cx.marks.of(id));
            }
            Item::Ending(id) => {
                if let Some(ending) = story.endings.get(id) {
                    paint::ending(brush, cx, (id.as_str(), ending), rect, standing);
                }
            }
        });
    }

    /// The box, the line around cards, guides, the wire that is drawn.
    fn draw_held(&self, brush: &Brush<'_>, cx: &Cx<'_>) {
        let pointer = brush.painter.ctx().pointer_latest_pos();
        let line = cx.m.stroke(Weight::Edge, cx.palette.accent);
        let fill = cx.palette.accent.gamma_multiply(0.1);
        match &self.hold {
            Hold::Box { from, .. } => {
                if let Some(pointer) = pointer {
                    let rect = Rect::from_two_pos(self.view.to_screen(*from), pointer);
                    brush.painter.rect(rect, 2.0, fill, line, egui::StrokeKind::Inside);
                }
            }
            Hold::Lasso { points, .. } => {
                let points = points.iter().map(|point| self.view.to_screen(*point)).collect();
                brush.painter.add(Shape::closed_line(points, line));
            }
            Hold::Lifted(lift) => {
                for guide in &lift.guides {
                    let guide = guide.map(|point| self.view.to_screen(point));
                    brush.painter.extend(Shape::dashed_line(&guide, line, 4.0, 4.0));
                }
            }
            Hold::Wire(held) => {
                let onto = held.onto.and_then(|key| self.board.card(key));
                let end = onto.map(|card| self.view.to_screen(card.form.entry(card.rect))).or(pointer);
                if let Some(end) = end {
                    let route = Route::loose(self.view.to_screen(held.port), end);
                    paint::drawn_wire(brush, cx, &route);
                }
            }
            Hold::Nothing | Hold::Ground | Hold::Corner { .. } => {}
        }
    }

    /// Makes a node of every card that is seen, for keyboard and screen readers, from left to right.
    pub(super) fn make_nodes(&mut self, ui: &Ui, cx: &mut Cx<'_>) {
        self.card_ids.clear();
        if self.seen.cards.len() > NODES {
            return;
        }
        let mut cards: Vec<(Rect, Item)> = Vec::new();
        self.each_card(cx, |_, card, rect, _| cards.push((rect, card.item.clone())));
        let column = |rect: &Rect| (rect.left() / super::sizes::WIDTH).round() as i64;
        cards.sort_by(|(one, _), (other, _)| {
            column(one).cmp(&column(other)).then(one.top().total_cmp(&other.top()))
        });
        ui.ctx().allow_widget_id_changes_in(self.view.screen);
        for (rect, item) in cards {
            let id = card_id(&item);
            let place = self.view.rect_to_screen(rect);
            let response = ui.interact(place, id, Sense::focusable_noninteractive());
            let selected = cx.workspace.selection.items.contains(&item);
            response.widget_info(|| {
                WidgetInfo::selected(Role::ListBoxOption, true, selected, self.name_of(cx, &item))
            });
            ui.ctx().accesskit_node_builder(id, |node| node.add_action(Action::Click));
            let pressed = ui.input(|input| input.has_accesskit_action_request(id, Action::Click));
            if (pressed || response.gained_focus()) && !selected {
                self.select(Selection::of(item.clone()), cx);
            }
            if response.has_focus() {
                self.focus_ring(ui, cx, place);
            }
            self.card_ids.insert(id, item);
        }
        if let Some(item) = self.wants_focus.take() {
            ui.memory_mut(|memory| memory.request_focus(card_id(&item)));
        }
    }

    fn focus_ring(&self, ui: &Ui, cx: &Cx<'_>, place: Rect) {
        let line = cx.m.stroke(Weight::Edge, cx.palette.focus);
        let painter = ui.painter_at(self.view.screen);
        painter.rect_stroke(place.expand(4.0), SMALL_LETTER, line, egui::StrokeKind::Outside);
    }

    /// What a card is called: its title, what it asks, how many problems it has.
    pub(super) fn name_of(&self, cx: &Cx<'_>, item: &Item) -> String {
        let story = cx.workspace.document.story();
        let id = match item {
            Item::Scene(id) => id,
            Item::Ending(id) => {
                let title = Value::Text(cx.workspace.ending_title(id));
                return cx.words.with(Word::CanvasEndingName, &[("title", title)]);
            }
        };
        let title = Value::Text(cx.workspace.scene_title(id));
        let mut name = cx.words.with(Word::CanvasSceneName, &[("title", title)]);
        if story.start == *id {
            name = format!("{name}, {}", cx.word(Word::CanvasStart));
        }
        if let Some(question) = story.scenes.get(id).and_then(|scene| scene.question.as_ref()) {
            let prompt = Value::Text(cx.workspace.said(&question.prompt));
            name = format!("{name}, {}", cx.words.with(Word::CanvasAsks, &[("prompt", prompt)]));
        }
        if let Some(mark) = cx.marks.of(id) {
            let count = Value::count(mark.count);
            name = format!("{name}, {}", cx.words.with(Word::CanvasProblems, &[("count", count)]));
        }
        name
    }
}

/// The canvas's own widget.
pub(super) fn canvas_id() -> Id {
    Id::unique("canvas")
}
