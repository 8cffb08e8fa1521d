//! Where cards lie that have no place in the layout, until the author moves or arranges them.

use super::board::{Board, spot_at};
use super::sizes::{Form, GAP};
use crate::arrange;
use crate::document::Item;
use crate::layout::Spot;
use crate::ui::workspace::Workspace;
use egui::{Rect, Vec2, pos2, vec2};
use std::collections::BTreeSet;

/// How large an item's card is.
pub(super) fn size_of(item: &Item, workspace: &Workspace) -> Vec2 {
    match item {
        Item::Scene(id) => {
            workspace.document.story().scenes.get(id).map_or(Vec2::ZERO, |scene| Form::of(scene).size())
        }
        Item::Ending(_) => Form::Ending.size(),
    }
}

/// The same in whole pixels.
fn size(workspace: &Workspace) -> impl Fn(&Item) -> arrange::Size {
    |item| {
        let size = size_of(item, workspace);
        (size.x.round() as u32, size.y.round() as u32)
    }
}

/// Places for all cards that have none in the layout.
pub(super) fn missing(workspace: &Workspace) -> Vec<(Item, Spot)> {
    let document = &workspace.document;
    arrange::place_new(document.story(), document.layout(), &size(workspace), arrange::Gaps::default())
}

/// New places for these cards, or for all.
pub(super) fn laid_out(workspace: &Workspace, only: Option<&BTreeSet<Item>>) -> Vec<(Item, Spot)> {
    let document = &workspace.document;
    arrange::lay_out(document.story(), document.layout(), only, &size(workspace), arrange::Gaps::default())
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
