//! Where cards lie that have no place in the layout, until the author moves or arranges them.

use super::board::{Board, spot_at};
use super::sizes::{Form, GAP, WIDTH};
use crate::document::Item;
use crate::layout::Spot;
use crate::ui::workspace::Workspace;
use crate::wires;
use egui::{Pos2, Rect, Vec2, pos2, vec2};
use std::collections::{HashMap, HashSet, VecDeque};

/// How large an item's card is.
pub(super) fn size_of(item: &Item, workspace: &Workspace) -> Vec2 {
    match item {
        Item::Scene(id) => {
            workspace.document.story().scenes.get(id).map_or(Vec2::ZERO, |scene| Form::of(scene).size())
        }
        Item::Ending(_) => Form::Ending.size(),
    }
}

/// Places for `homeless` cards, along the story from left to right, below what has a place already.
pub(super) fn all(workspace: &Workspace, homeless: &[Item]) -> HashMap<Item, Spot> {
    let layout = workspace.document.layout();
    let placed = layout.scenes.iter().map(|(id, spot)| (Item::Scene(id.clone()), *spot));
    let placed = placed.chain(layout.endings.iter().map(|(id, spot)| (Item::Ending(id.clone()), *spot)));
    let below = placed
        .map(|(item, spot)| spot.1 as f32 + size_of(&item, workspace).y)
        .fold(None, |lowest: Option<f32>, bottom| Some(lowest.map_or(bottom, |lowest| lowest.max(bottom))));
    let top = below.map_or(0.0, |below| below + 2.0 * GAP.y);
    laid_out(workspace, homeless, pos2(0.0, top))
}

/// Places for these cards along the story, from left to right; `corner` is the upper left one.
pub(super) fn laid_out(workspace: &Workspace, items: &[Item], corner: Pos2) -> HashMap<Item, Spot> {
    let mut places = HashMap::new();
    for (column, items) in columns(workspace, items).iter().enumerate() {
        let mut y = corner.y;
        for item in items {
            places.insert(item.clone(), spot_at(pos2(corner.x + column as f32 * (WIDTH + GAP.x), y)));
            y += size_of(item, workspace).y + GAP.y;
        }
    }
    places
}

/// The items by how many steps they are from the start; what cannot be reached comes first where it
/// stands in the author's order.
fn columns(workspace: &Workspace, homeless: &[Item]) -> Vec<Vec<Item>> {
    let story = workspace.document.story();
    let wanted: HashSet<&Item> = homeless.iter().collect();
    let mut seen: HashSet<Item> = HashSet::new();
    let mut columns: Vec<Vec<Item>> = Vec::new();
    let starts = std::iter::once(&story.start).chain(story.scenes.keys()).cloned().map(Item::Scene);
    let starts = starts.chain(story.endings.keys().cloned().map(Item::Ending));
    for start in starts {
        let mut queue = VecDeque::from([(start, 0)]);
        while let Some((item, depth)) = queue.pop_front() {
            if !seen.insert(item.clone()) {
                continue;
            }
            if let Some((id, scene)) = item.scene().and_then(|id| story.scenes.get_key_value(id)) {
                let next =
                    wires::wires(id, scene).into_iter().filter_map(|wire| super::board::target(&wire.to));
                queue.extend(next.map(|next| (next, depth + 1)));
            }
            if wanted.contains(&item) {
                if columns.len() <= depth {
                    columns.resize_with(depth + 1, Vec::new);
                }
                columns[depth].push(item);
            }
        }
    }
    columns
}

/// A place for one new card: to the right of what leads to it, where nothing lies yet.
pub(super) fn beside(board: &Board, item: &Item, workspace: &Workspace) -> Spot {
    let size = size_of(item, workspace);
    let before = board.lines_into(item).find_map(|(_, line)| board.card(line.from));
    let start = before.map_or(pos2(0.0, 0.0), |card| card.rect.right_top() + vec2(GAP.x, 0.0));
    spot_at(free_near(board, Rect::from_min_size(start, size)).min)
}

/// The same rectangle, moved down until it covers no card.
pub(super) fn free_near(board: &Board, mut rect: Rect) -> Rect {
    /// After so many steps it may lie on something.
    const MOST: usize = 400;
    let mut near = Vec::new();
    for _ in 0..MOST {
        board.cards_near(rect.expand(GAP.y / 4.0), &mut near);
        let lowest = near.iter().filter_map(|key| board.card(*key)).map(|card| card.rect.bottom());
        match lowest.reduce(f32::max) {
            Some(bottom) => rect = rect.translate(vec2(0.0, bottom + GAP.y - rect.top())),
            None => break,
        }
    }
    rect
}
