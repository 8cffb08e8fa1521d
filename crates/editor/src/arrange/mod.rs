//! Where cards lie: laying them out by themselves, in lines, with the same room between them, and
//! where a card that is dragged comes to rest.
//!
//! [`lay_out`] draws the story in layers (after Sugiyama, Tagawa and Toda, 1981): from left to right by
//! the longest way from the start, each layer from top to bottom in the order of the branches that lead
//! there. A way back to a scene before it does not count for the depth. What cannot be reached from the
//! start stands below, each connected part by itself.

mod align;
mod graph;
mod order;
mod places;
mod snap;

pub use align::{Axis, Line, align, spread};
pub use snap::{Guide, Snapped, snap, snap_to_grid};

use crate::document::Item;
use crate::layout::{Layout, Spot};
use graph::Graph;
use scene_graph::Story;
use std::collections::{BTreeMap, BTreeSet};

/// A card's width and height, in the canvas's pixels.
pub type Size = (u32, u32);

/// Where a card lies and how large it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// Its upper left corner.
    pub at: Spot,
    /// Its width and height.
    pub size: Size,
}

/// The room between cards, in the canvas's pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gaps {
    /// Between one layer and the next: wires run there, with their choices' words.
    pub across: u32,
    /// Between cards of one layer.
    pub down: u32,
    /// Between parts that nothing joins.
    pub apart: u32,
}

impl Default for Gaps {
    fn default() -> Self {
        Self { across: 160, down: 48, apart: 160 }
    }
}

impl Area {
    /// Its left, upper, right and lower edge.
    #[must_use]
    pub fn edges(&self) -> [i64; 4] {
        let (left, top) = (i64::from(self.at.0), i64::from(self.at.1));
        [left, top, left + i64::from(self.size.0), top + i64::from(self.size.1)]
    }
}

/// A place on the canvas; what lies beyond its ends stops there.
fn spot(x: i64, y: i64) -> Spot {
    let kept = |value: i64| i32::try_from(value).unwrap_or(if value < 0 { i32::MIN } else { i32::MAX });
    Spot(kept(x), kept(y))
}

/// New places for all cards of a story, or for `only` these; the same for the same story, always. The
/// upper left corner of what is laid out is that of where it lay, or of the canvas.
///
/// Takes time in proportion to the story: well under a second for 10,000 scenes.
#[must_use]
pub fn lay_out(
    story: &Story,
    layout: &Layout,
    only: Option<&BTreeSet<Item>>,
    size: &dyn Fn(&Item) -> Size,
    gaps: Gaps,
) -> Vec<(Item, Spot)> {
    let graph = Graph::of(story, only, size);
    let corner = if only.is_some() { corner(layout, &graph.items) } else { Spot(0, 0) };
    let mut places = vec![(0_i64, 0_i64); graph.items.len()];
    let parts = graph.parts();
    // The part with the start is the story; what nothing leads to stands below it, in rows.
    let (mut x, mut y, mut row) = (0_i64, 0_i64, 0_i64);
    let mut widest = 0_i64;
    for (number, part) in parts.iter().enumerate() {
        let (spots, (width, height)) = places::places(&graph, part, gaps);
        let is_story = number == 0 && graph.start.is_some();
        let least_width = i64::from(gaps.across) * 24;
        if !is_story && x > 0 && x + width > widest.max(least_width) {
            (x, y, row) = (0, y + row + i64::from(gaps.down) * 2, 0);
        }
        for (node, (right, down)) in spots {
            if let Some(place) = places.get_mut(node) {
                *place = (x + right, y + down);
            }
        }
        if is_story {
            (widest, y) = (width, height + i64::from(gaps.apart));
        } else {
            (x, row) = (x + width + i64::from(gaps.across), row.max(height));
        }
    }
    let moved = |(right, down): (i64, i64)| spot(i64::from(corner.0) + right, i64::from(corner.1) + down);
    graph.items.into_iter().zip(places.into_iter().map(moved)).collect()
}

/// The upper left corner of what these cards take up now.
fn corner(layout: &Layout, items: &[Item]) -> Spot {
    let spots = items.iter().filter_map(|item| item.spot_in(layout));
    let least = spots.reduce(|least, spot| Spot(least.0.min(spot.0), least.1.min(spot.1)));
    least.unwrap_or_default()
}

/// Places for the cards that have none: beside those that have, or a whole layout where none has one.
#[must_use]
pub fn place_new(
    story: &Story,
    layout: &Layout,
    size: &dyn Fn(&Item) -> Size,
    gaps: Gaps,
) -> Vec<(Item, Spot)> {
    let has_place = |item: &Item| item.spot_in(layout).is_some();
    let (old, new): (BTreeSet<Item>, BTreeSet<Item>) = Item::all_of(story).partition(has_place);
    if new.is_empty() {
        return Vec::new();
    }
    let laid = lay_out(story, layout, (!old.is_empty()).then_some(&new), size, gaps);
    // Below everything that has its place.
    let spots: BTreeMap<&Item, Spot> =
        old.iter().filter_map(|item| Some((item, item.spot_in(layout)?))).collect();
    let left = spots.values().map(|spot| i64::from(spot.0)).min().unwrap_or(0);
    let below = spots.iter().map(|(item, spot)| i64::from(spot.1) + i64::from(size(item).1)).max();
    let down = below.map_or(0, |below| below + i64::from(gaps.apart));
    let moved = |at: Spot| spot(i64::from(at.0) + left, i64::from(at.1) + down);
    laid.into_iter().map(|(item, at)| (item, moved(at))).collect()
}
