//! What the pointer holds: cards that are moved, a wire that is drawn, a box around cards.

use super::board::{Board, Key, area, route};
use super::hits::rect_of;
use super::route::Route;
use super::view::View;
use crate::arrange::{self, Area, Guide};
use crate::document::Item;
use crate::layout::{FrameId, Layout};
use crate::ui::workspace::Selection;
use crate::wires::{Lead, Turn};
use egui::{Pos2, Rect, Vec2, pos2};
use std::collections::HashSet;

/// What cards snap to where no neighbour is near, in the canvas's pixels.
const GRID: u32 = 8;
/// How near to a neighbour's line cards snap to it, in points.
const SNAP: f32 = 7.0;
/// Neighbours that are looked at.
const NEIGHBOURS: usize = 80;

/// What the pointer holds. Places are the canvas's.
#[derive(Debug, Default)]
pub(super) enum Hold {
    #[default]
    Nothing,
    /// The canvas itself.
    Ground,
    /// Cards and frames.
    Lifted(Lift),
    /// A wire's end.
    Wire(Held),
    /// A corner of a box around what is to be selected, with what was selected before.
    Box { from: Pos2, before: Selection },
    /// A line around what is to be selected.
    Lasso { points: Vec<Pos2>, before: Selection },
    /// A frame's lower right corner.
    Corner { frame: FrameId, size: Vec2 },
}

/// Cards and frames that are moved together. Nothing of the story changes until they are let go of.
#[derive(Debug)]
pub(super) struct Lift {
    pub(super) keys: HashSet<Key>,
    pub(super) frames: Vec<FrameId>,
    /// Where the pointer took hold.
    from: Pos2,
    /// How far they are moved.
    pub(super) offset: Vec2,
    /// Wires with one end on what is moved.
    pub(super) half: Vec<Key>,
    /// Around all of it, where it was.
    around: Rect,
    /// Lines that it snapped to.
    pub(super) guides: Vec<[Pos2; 2]>,
    /// A wire that it is put into when it is let go of.
    pub(super) onto: Option<Key>,
}

/// A wire's end that is led somewhere.
#[derive(Debug)]
pub(super) struct Held {
    pub(super) turn: Turn,
    /// Where the wire led; `None`: it is new.
    pub(super) led: Option<Lead>,
    /// The wire, if it is there.
    pub(super) line: Option<Key>,
    /// Where it begins.
    pub(super) port: Pos2,
    /// Its card.
    pub(super) from: Key,
    /// What it would lead to.
    pub(super) onto: Option<Key>,
}

impl Lift {
    pub(super) fn new(
        board: &Board,
        layout: &Layout,
        keys: HashSet<Key>,
        frames: Vec<FrameId>,
        from: Pos2,
    ) -> Self {
        let mut half = Vec::new();
        let mut around = Rect::NOTHING;
        for key in &keys {
            let Some(card) = board.card(*key) else { continue };
            around |= card.rect;
            let others = |other: Option<Key>| other.is_none_or(|other| !keys.contains(&other));
            let out = board.lines_from(*key);
            half.extend(
                out.filter(|(_, line)| others(board.card_into(line).map(|(key, _)| key))).map(|(key, _)| key),
            );
            let into = board.lines_into(&card.item);
            half.extend(into.filter(|(_, line)| others(Some(line.from))).map(|(key, _)| key));
        }
        for frame in frames.iter().filter_map(|id| layout.frames.get(id)) {
            around |= rect_of(frame);
        }
        half.sort_unstable();
        half.dedup();
        Self { keys, frames, from, offset: Vec2::ZERO, half, around, guides: Vec::new(), onto: None }
    }

    /// Moves it with the pointer, to lines with its neighbours or to the grid unless it is `free`.
    pub(super) fn drag(&mut self, board: &Board, view: &View, to: Pos2, free: bool) {
        self.guides.clear();
        self.offset = to - self.from;
        if free {
            return;
        }
        let moved = self.around.translate(self.offset);
        let mut near = Vec::new();
        board.cards_near(view.seen().intersect(moved.expand(1_600.0)), &mut near);
        near.retain(|key| !self.keys.contains(key));
        let distance =
            |key: &Key| board.card(*key).map_or(f32::MAX, |card| card.rect.distance_to_pos(moved.center()));
        near.sort_by(|one, other| distance(one).total_cmp(&distance(other)));
        near.truncate(NEIGHBOURS);
        let areas: Vec<Area> =
            near.iter().filter_map(|key| board.card(*key)).map(|card| area(card.rect)).collect();
        let dragged = area(moved);
        let snapped = arrange::snap(&dragged, &areas, (SNAP / view.zoom()).round() as u32);
        let on_grid = arrange::snap_to_grid(dragged.at, GRID);
        let has = |upright| snapped.guides.iter().any(|guide| guide.upright == upright);
        let right = if has(true) { dragged.at.0.saturating_add(snapped.right) } else { on_grid.0 };
        let down = if has(false) { dragged.at.1.saturating_add(snapped.down) } else { on_grid.1 };
        self.offset += pos2(right as f32, down as f32) - moved.min;
        self.guides = snapped.guides.iter().map(ends).collect();
    }

    /// Where a card lies while it is moved.
    pub(super) fn rect(&self, key: Key, rect: Rect) -> Rect {
        if self.keys.contains(&key) { rect.translate(self.offset) } else { rect }
    }
}

/// A guide's ends, on the canvas.
fn ends(guide: &Guide) -> [Pos2; 2] {
    let at = |along: i32| {
        let (at, along) = (guide.at as f32, along as f32);
        if guide.upright { pos2(at, along) } else { pos2(along, at) }
    };
    [at(guide.from), at(guide.to)]
}

/// What a box or a line around cards holds: cards that it touches, and frames that lie in it whole.
pub(super) fn within(board: &Board, layout: &Layout, area: Rect, holds: impl Fn(Pos2) -> bool) -> Selection {
    let mut found = Vec::new();
    board.cards_near(area, &mut found);
    let corners = |rect: Rect| [rect.left_top(), rect.right_top(), rect.left_bottom(), rect.right_bottom()];
    let items = found.iter().filter_map(|key| board.card(*key)).filter(|card| {
        // A box touches; a drawn line has to go around the middle.
        holds(card.rect.center()) || (corners(card.rect).into_iter().any(&holds))
    });
    let items = items.map(|card| card.item.clone()).collect();
    let whole = |frame: &crate::layout::Frame| corners(rect_of(frame)).into_iter().all(&holds);
    let frames = layout.frames.iter().filter(|(_, frame)| whole(frame)).map(|(id, _)| *id).collect();
    Selection { items, frames, ..Selection::default() }
}

/// Whether a point lies in the area that a line goes around (the even-odd rule).
pub(super) fn is_inside(points: &[Pos2], at: Pos2) -> bool {
    let mut inside = false;
    for (nth, a) in points.iter().enumerate() {
        let b = points[(nth + 1) % points.len()];
        if (a.y > at.y) != (b.y > at.y) && at.x < (b.x - a.x) * (at.y - a.y) / (b.y - a.y) + a.x {
            inside = !inside;
        }
    }
    inside
}

/// The ways of all wires that are seen, where their cards lie now.
pub(super) fn route_now(board: &Board, line: &super::board::Line, lift: Option<&Lift>) -> Route {
    let Some(lift) = lift else { return board.route(line) };
    let from = board.card(line.from).map(|card| (card.form, lift.rect(line.from, card.rect)));
    let to = board.card_into(line).map(|(key, card)| (card.form, lift.rect(key, card.rect)));
    from.map_or_else(|| Route::stub(Pos2::ZERO), |from| route(line, from, to))
}

/// Where a wire begins and ends now, on the canvas.
pub(super) fn ends_now(board: &Board, line: &super::board::Line, lift: Option<&Lift>) -> (Pos2, Pos2) {
    let place = |key: Key, rect: Rect| lift.map_or(rect, |lift| lift.rect(key, rect));
    let from = board.card(line.from).map(|card| card.form.port(place(line.from, card.rect), line.row));
    let from = from.unwrap_or(Pos2::ZERO);
    let to = board.card_into(line).map(|(key, card)| card.form.entry(place(key, card.rect)));
    (from, to.unwrap_or_else(|| Route::stub(from).end()))
}

/// Cards that lie in a frame, and other frames that lie in it whole.
pub(super) fn in_frame(board: &Board, layout: &Layout, id: FrameId) -> (Vec<Item>, Vec<FrameId>) {
    let Some(frame) = layout.frames.get(&id) else { return Default::default() };
    let rect = rect_of(frame);
    let mut found = Vec::new();
    board.cards_near(rect, &mut found);
    let cards = found.iter().filter_map(|key| board.card(*key));
    let items =
        cards.filter(|card| rect.contains(card.rect.center())).map(|card| card.item.clone()).collect();
    let inner = |(other, frame): &(&FrameId, &crate::layout::Frame)| {
        **other != id && rect.contains_rect(rect_of(frame))
    };
    (items, layout.frames.iter().filter(inner).map(|(id, _)| *id).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_line_goes_around_is_inside() {
        let line = [pos2(0.0, 0.0), pos2(100.0, 0.0), pos2(100.0, 100.0), pos2(60.0, 20.0), pos2(0.0, 100.0)];
        assert!(is_inside(&line, pos2(90.0, 30.0)));
        assert!(is_inside(&line, pos2(10.0, 60.0)));
        assert!(!is_inside(&line, pos2(60.0, 60.0)), "the notch");
        assert!(!is_inside(&line, pos2(-1.0, 30.0)));
        assert!(!is_inside(&[], pos2(0.0, 0.0)));
    }
}
