//! What the author does with the pointer.

use super::Canvas;
use super::acts;
use super::board::Key;
use super::hits::{self, Hit};
use super::hold::{self, Held, Hold, Lift};
use super::sizes::FRAME_LEAST;
use crate::document::{Item, What};
use crate::layout::FrameId;
use crate::ui::Cx;
use crate::ui::workspace::Selection;
use crate::wires::{Lead, Port};
use egui::{CursorIcon, Key as KeyName, PointerButton, Pos2, Rect, Response, Ui, pos2, vec2};
use std::collections::HashSet;

/// Points of a lasso are at least so far apart, in points.
const LASSO_STEP: f32 = 5.0;

impl Canvas {
    /// Takes what the pointer did since the last pass.
    pub(super) fn take_pointer(&mut self, ui: &Ui, response: &Response, cx: &mut Cx<'_>) {
        if self.held_at != self.board.revision() {
            self.hold = Hold::Nothing;
        }
        self.take_wheel(ui, response);
        let pointer = ui.input(|input| input.pointer.latest_pos());
        let point = pointer.filter(|_| response.contains_pointer() || response.dragged());
        self.hovered = point.map_or(Hit::Ground, |point| self.hit(point, cx));
        if response.drag_started() {
            let origin = ui.input(|input| input.pointer.press_origin());
            if let Some(origin) = origin.or(pointer) {
                self.hold = self.taken(ui, response, origin, cx);
                self.held_at = self.board.revision();
            }
        }
        if let (true, Some(pointer)) = (response.dragged(), pointer) {
            self.drag(ui, response, pointer, cx);
        }
        if response.drag_stopped() {
            self.let_go(ui, pointer, cx);
        }
        let clicked = response.interact_pointer_pos().filter(|_| response.clicked_by(PointerButton::Primary));
        if let Some(point) = clicked {
            let doubled = response.double_clicked_by(PointerButton::Primary);
            self.click(ui, point, doubled, cx);
        }
        if let Some(point) = response.interact_pointer_pos().filter(|_| response.secondary_clicked()) {
            self.open_menu(point, cx);
        }
        self.show_cursor(ui, response);
    }

    pub(super) fn hit(&self, point: Pos2, cx: &Cx<'_>) -> Hit {
        let selected = cx.workspace.selection.wire.as_ref().and_then(|turn| {
            let key = self.board.key_of(&Item::Scene(turn.port.scene.clone()))?;
            self.board.lines_from(key).find(|(_, line)| line.turn == *turn).map(|(key, _)| key)
        });
        hits::hit(&self.board, cx.workspace.document.layout(), &self.view, selected, point)
    }

    fn take_wheel(&mut self, ui: &Ui, response: &Response) {
        if !response.contains_pointer() {
            return;
        }
        let (zoom, pan, point, now) = ui.input(|input| {
            (input.zoom_delta(), input.translation_delta(), input.pointer.hover_pos(), input.time)
        });
        if let Some(point) = point.filter(|_| (zoom - 1.0).abs() > 1e-4) {
            self.view.zoom_at(point, zoom, now);
        }
        if pan != egui::Vec2::ZERO {
            self.view.pan(pan);
        }
    }

    /// What a drag that began there takes hold of.
    fn taken(&mut self, ui: &Ui, response: &Response, origin: Pos2, cx: &mut Cx<'_>) -> Hold {
        let (space, modifiers) = ui.input(|input| (input.key_down(KeyName::Space), input.modifiers));
        if response.drag_started_by(PointerButton::Middle) || space {
            return Hold::Ground;
        }
        if !response.drag_started_by(PointerButton::Primary) {
            return Hold::Nothing;
        }
        let at = self.view.to_canvas(origin);
        let adds = modifiers.command || modifiers.shift;
        match self.hit(origin, cx) {
            Hit::Port(card, row) => self.new_wire(card, row, cx),
            Hit::End(line) => self.old_wire(line, cx),
            Hit::Card(key) => {
                let Some(item) = self.board.card(key).map(|card| card.item.clone()) else {
                    return Hold::Nothing;
                };
                if !cx.workspace.selection.items.contains(&item) {
                    if adds {
                        cx.workspace.selection.items.insert(item);
                    } else {
                        self.select(Selection::of(item), cx);
                    }
                }
                self.lifted(at, cx)
            }
            Hit::Title(frame) => {
                if !cx.workspace.selection.frames.contains(&frame) {
                    self.select(Selection { frames: [frame].into(), ..Selection::default() }, cx);
                }
                self.lifted(at, cx)
            }
            Hit::Corner(frame) => {
                let size = cx.workspace.document.layout().frames.get(&frame);
                let size =
                    size.map_or(vec2(0.0, 0.0), |frame| vec2(frame.size.0 as f32, frame.size.1 as f32));
                Hold::Corner { frame, size }
            }
            Hit::Line(_) | Hit::Ground => {
                let before = if adds { cx.workspace.selection.clone() } else { Selection::default() };
                if modifiers.alt {
                    Hold::Lasso { points: vec![at], before }
                } else {
                    Hold::Box { from: at, before }
                }
            }
        }
    }

    fn new_wire(&self, card: Key, row: usize, cx: &Cx<'_>) -> Hold {
        let Some((port, begins)) = self.port(card, row, cx) else { return Hold::Nothing };
        let Some(scene) = cx.workspace.document.story().scenes.get(&port.scene) else { return Hold::Nothing };
        let turn = acts::turn_of(scene, port);
        Hold::Wire(Held { turn, led: None, line: None, port: begins, from: card, onto: None })
    }

    fn old_wire(&self, key: Key, cx: &Cx<'_>) -> Hold {
        let Some(line) = self.board.line(key) else { return Hold::Nothing };
        let Some((_, port)) = self.port(line.from, line.row, cx) else { return Hold::Nothing };
        let (turn, led) = (line.turn.clone(), Some(line.to.clone()));
        Hold::Wire(Held { turn, led, line: Some(key), port, from: line.from, onto: None })
    }

    /// A row's port and where it lies.
    pub(super) fn port(&self, card: Key, row: usize, cx: &Cx<'_>) -> Option<(Port, Pos2)> {
        let card = self.board.card(card)?;
        let id = card.item.scene()?;
        let scene = cx.workspace.document.story().scenes.get(id)?;
        let choices = scene.question.as_ref().map_or(&[][..], |question| question.answers.choices());
        let choice = choices.get(row).map(|choice| choice.id.clone());
        Some((Port { scene: id.clone(), choice }, card.form.port(card.rect, row)))
    }

    /// Everything that is selected, with what lies in selected frames.
    fn lifted(&self, at: Pos2, cx: &Cx<'_>) -> Hold {
        let selection = &cx.workspace.selection;
        let layout = cx.workspace.document.layout();
        let mut keys: HashSet<Key> =
            selection.items.iter().filter_map(|item| self.board.key_of(item)).collect();
        let mut frames: Vec<FrameId> = selection.frames.iter().copied().collect();
        for frame in &selection.frames {
            let (items, inner) = hold::in_frame(&self.board, layout, *frame);
            keys.extend(items.iter().filter_map(|item| self.board.key_of(item)));
            frames.extend(inner);
        }
        frames.sort_unstable();
        frames.dedup();
        Hold::Lifted(Lift::new(&self.board, layout, keys, frames, at))
    }

    fn drag(&mut self, ui: &Ui, response: &Response, pointer: Pos2, cx: &mut Cx<'_>) {
        let at = self.view.to_canvas(pointer);
        let free = ui.input(|input| input.modifiers.alt);
        let over = match self.hovered {
            Hit::Card(key) | Hit::Port(key, _) => Some(key),
            Hit::End(line) => self.board.line(line).and_then(|line| Some(self.board.card_into(line)?.0)),
            _ => None,
        };
        let mut hold = std::mem::take(&mut self.hold);
        match &mut hold {
            Hold::Nothing => {}
            Hold::Ground => self.view.pan(response.drag_delta()),
            Hold::Lifted(lift) => {
                lift.drag(&self.board, &self.view, at, free);
                lift.onto = if free { None } else { self.wire_below(lift, pointer) };
            }
            Hold::Wire(held) => held.onto = over.filter(|over| *over != held.from || held.led.is_some()),
            Hold::Box { from, before } => {
                let area = Rect::from_two_pos(*from, at);
                let (board, layout) = (&self.board, cx.workspace.document.layout());
                let mut found = hold::within(board, layout, area, |point| area.contains(point));
                let mut touched = Vec::new();
                board.cards_near(area, &mut touched);
                found.items.extend(touched.iter().filter_map(|key| Some(board.card(*key)?.item.clone())));
                self.select(joined(before, &found), cx);
            }
            Hold::Lasso { points, before } => {
                let step = LASSO_STEP / self.view.zoom();
                if points.last().is_none_or(|last| (*last - at).length() >= step) {
                    points.push(at);
                    let (board, layout) = (&self.board, cx.workspace.document.layout());
                    let area = Rect::from_points(points);
                    let found = hold::within(board, layout, area, |point| hold::is_inside(points, point));
                    self.select(joined(before, &found), cx);
                }
            }
            Hold::Corner { frame, size } => {
                let left_top = cx.workspace.document.layout().frames.get(frame);
                let left_top = left_top.map_or(at, |frame| pos2(frame.at.0 as f32, frame.at.1 as f32));
                *size = (at - left_top).max(vec2(FRAME_LEAST, FRAME_LEAST)).round();
            }
        }
        self.hold = hold;
        self.scroll_at_edges(ui, pointer);
        ui.ctx().request_repaint();
    }

    /// Whoever drags something to the window's edge wants to go on there.
    fn scroll_at_edges(&mut self, ui: &Ui, pointer: Pos2) {
        /// How near to an edge, in points, and how many points a second.
        const EDGE: f32 = 18.0;
        const SPEED: f32 = 620.0;
        if !matches!(self.hold, Hold::Lifted(_) | Hold::Wire(_) | Hold::Box { .. }) {
            return;
        }
        let inner = self.view.without_edge(EDGE);
        let out = pointer - inner.clamp(pointer);
        if out != egui::Vec2::ZERO {
            let passed = ui.input(|input| input.stable_dt).min(0.05);
            self.view.pan(-out.clamp(vec2(-EDGE, -EDGE), vec2(EDGE, EDGE)) / EDGE * SPEED * passed);
        }
    }

    /// A single card without wires that is held over a wire is put into it: the one at the pointer, or that
    /// which goes through the card's midst.
    fn wire_below(&self, lift: &Lift, pointer: Pos2) -> Option<Key> {
        let key = *lift.keys.iter().next().filter(|_| lift.keys.len() == 1 && lift.frames.is_empty())?;
        let card = self.board.card(key)?;
        card.item.scene()?;
        let is_loose =
            self.board.lines_from(key).next().is_none() && self.board.lines_into(&card.item).next().is_none();
        if !is_loose {
            return None;
        }
        let at = self.view.to_canvas(pointer);
        let around = Rect::from_center_size(at, vec2(40.0, 40.0) / self.view.zoom());
        let midst = card.rect.translate(lift.offset).scale_from_center(0.5);
        let mut lines = Vec::new();
        self.board.lines_near(around.union(midst), &mut lines);
        let near = |line: &Key| {
            let line = self.board.line(*line)?;
            let route = self.board.route(line).shown(self.view.zoom(), self.view.offset());
            let distance = route.distance(pointer);
            let through = || route.touches(self.view.rect_to_screen(midst));
            ((distance < 16.0 || through()) && line.to.item().is_some()).then_some(distance)
        };
        let found = lines.into_iter().filter_map(|line| Some((line, near(&line)?)));
        found.min_by(|one, other| one.1.total_cmp(&other.1)).map(|(line, _)| line)
    }

    fn let_go(&mut self, ui: &Ui, pointer: Option<Pos2>, cx: &mut Cx<'_>) {
        let at = pointer.map(|pointer| self.view.to_canvas(pointer));
        match std::mem::take(&mut self.hold) {
            Hold::Lifted(lift) => acts::move_lifted(&self.board, &lift, cx),
            Hold::Wire(held) => {
                let visits = ui.input(|input| input.modifiers.shift);
                if let Some(at) = at {
                    self.let_go_of_wire(held, at, visits, cx);
                }
            }
            Hold::Corner { frame, size } => {
                cx.workspace.edit(What::Frame, |edit| {
                    let size = (size.x.max(0.0) as u32, size.y.max(0.0) as u32);
                    edit.change_frame(frame, |frame| frame.size = size);
                    Ok(())
                });
            }
            Hold::Nothing | Hold::Ground | Hold::Box { .. } | Hold::Lasso { .. } => {}
        }
    }

    fn let_go_of_wire(&mut self, held: Held, at: Pos2, visits: bool, cx: &mut Cx<'_>) {
        let visits = visits || matches!(held.led, Some(Lead::Visit(_)));
        let onto = held.onto.and_then(|key| self.board.card(key)).map(|card| card.item.clone());
        match (onto, held.led) {
            (Some(item), led) => {
                let lead = Lead::to(item, visits);
                if led.as_ref() != Some(&lead) {
                    acts::join(&held.turn, lead, cx);
                }
                self.select(Selection { wire: Some(held.turn), ..Selection::default() }, cx);
            }
            (None, Some(_)) => acts::cut(&held.turn, cx),
            (None, None) => {
                // Where it began nobody wants a new scene.
                let card = self.board.card(held.from).map(|card| card.rect);
                if card.is_some_and(|card| card.expand(24.0).contains(at)) {
                    return;
                }
                if let Some(id) = acts::new_scene_at_wire(&held.turn, at, visits, cx) {
                    self.select(Selection::of(Item::Scene(id)), cx);
                }
            }
        }
    }

    fn show_cursor(&self, ui: &Ui, response: &Response) {
        if !response.contains_pointer() && !response.dragged() {
            return;
        }
        let icon = match (&self.hold, self.hovered) {
            (Hold::Ground, _) => CursorIcon::Grabbing,
            (Hold::Lifted(_), _) => CursorIcon::Move,
            (Hold::Wire(_), _) | (Hold::Nothing, Hit::Port(..) | Hit::End(_)) => CursorIcon::Crosshair,
            (Hold::Corner { .. }, _) | (Hold::Nothing, Hit::Corner(_)) => CursorIcon::ResizeNwSe,
            (Hold::Nothing, Hit::Line(_)) => CursorIcon::PointingHand,
            _ if ui.input(|input| input.key_down(KeyName::Space)) => CursorIcon::Grab,
            _ => return,
        };
        ui.ctx().set_cursor_icon(icon);
    }
}

/// Both together.
fn joined(before: &Selection, found: &Selection) -> Selection {
    Selection {
        items: before.items.union(&found.items).cloned().collect(),
        frames: before.frames.union(&found.frames).copied().collect(),
        ..Selection::default()
    }
}
