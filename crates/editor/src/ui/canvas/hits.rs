//! What lies under the pointer.

use super::board::{Board, Key};
use super::sizes::{FRAME_TITLE, REACH};
use super::view::{Detail, View};
use crate::layout::{Frame, FrameId, Layout};
use egui::{Pos2, Rect, Vec2, pos2, vec2};

/// How near to a wire is on it, in points.
const ON_WIRE: f32 = 6.0;

/// Something of the canvas that can be taken hold of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hit {
    /// Where a way on begins: the card, the row.
    Port(Key, usize),
    /// Where a wire ends.
    End(Key),
    /// A card.
    Card(Key),
    /// A wire.
    Line(Key),
    /// A frame's title.
    Title(FrameId),
    /// A frame's lower right corner.
    Corner(FrameId),
    /// Nothing.
    Ground,
}

/// Where a frame lies.
pub(super) fn rect_of(frame: &Frame) -> Rect {
    let at = pos2(frame.at.0 as f32, frame.at.1 as f32);
    Rect::from_min_size(at, vec2(frame.size.0 as f32, frame.size.1 as f32))
}

/// What lies at a point of the window. Wires' ends first that are selected.
pub(super) fn hit(board: &Board, layout: &Layout, view: &View, selected: Option<Key>, point: Pos2) -> Hit {
    let at = view.to_canvas(point);
    let reach = REACH / view.zoom();
    let around = Rect::from_center_size(at, Vec2::splat(2.0 * reach));
    let near = view.detail() == Detail::Near;
    let (mut cards, mut lines) = (Vec::new(), Vec::new());
    board.cards_near(around, &mut cards);
    board.lines_near(around, &mut lines);
    if near {
        if let Some(port) = port(board, &cards, at, reach) {
            return port;
        }
        if let Some(end) = end(board, &lines, selected, at, reach) {
            return end;
        }
    }
    let on = cards.iter().rev().find(|key| board.card(**key).is_some_and(|card| card.rect.contains(at)));
    if let Some(key) = on {
        return Hit::Card(*key);
    }
    let corner = |frame: &Frame| (rect_of(frame).max - at).length() <= reach;
    if let Some((id, _)) = layout.frames.iter().rev().find(|(_, frame)| corner(frame)) {
        return Hit::Corner(*id);
    }
    let distance = |key: &Key| {
        let line = board.line(*key)?;
        let distance = board.route(line).shown(view.zoom(), view.offset()).distance(point);
        (distance <= ON_WIRE).then_some((*key, distance))
    };
    let nearest = lines.iter().filter_map(distance).min_by(|one, other| one.1.total_cmp(&other.1));
    if let Some((key, _)) = nearest {
        return Hit::Line(key);
    }
    // A bar that can be hit, however far away it is seen.
    let bar = (FRAME_TITLE).max(18.0 / view.zoom());
    let title = |frame: &Frame| {
        let rect = rect_of(frame);
        rect.with_max_y(rect.top() + bar.min(rect.height())).contains(at)
    };
    match layout.frames.iter().rev().find(|(_, frame)| title(frame)) {
        Some((id, _)) => Hit::Title(*id),
        None => Hit::Ground,
    }
}

fn port(board: &Board, cards: &[Key], at: Pos2, reach: f32) -> Option<Hit> {
    let mut best: Option<(f32, Hit)> = None;
    for key in cards {
        let Some(card) = board.card(*key) else { continue };
        for row in (0..card.form.rows()).filter(|row| card.form.has_port(*row)) {
            let distance = (card.form.port(card.rect, row) - at).length();
            if distance <= reach && best.as_ref().is_none_or(|(least, _)| distance < *least) {
                best = Some((distance, Hit::Port(*key, row)));
            }
        }
    }
    best.map(|(_, hit)| hit)
}

/// Wires can be taken by their ends, outside of the card.
fn end(board: &Board, lines: &[Key], selected: Option<Key>, at: Pos2, reach: f32) -> Option<Hit> {
    let is_end = |key: &&Key| {
        let Some(line) = board.line(**key) else { return false };
        let end = board.route(line).end();
        let outside = board.card_into(line).is_none_or(|_| at.x <= end.x + 2.0);
        outside && (end - at).length() <= reach
    };
    let ends: Vec<&Key> = lines.iter().filter(is_end).collect();
    let chosen = ends.iter().find(|key| selected == Some(***key)).or(ends.last())?;
    Some(Hit::End(**chosen))
}
