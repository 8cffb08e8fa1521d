//! Where a card that is dragged comes to rest: at its neighbours' edges, or on the grid.

use super::{Area, Axis, spot};
use crate::layout::Spot;

/// A line to be drawn while a card is dragged: it shows what the card is in line with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Guide {
    /// `true`: it runs from top to bottom at this x; `false`: from left to right at this y.
    pub upright: bool,
    /// That x or y.
    pub at: i32,
    /// Where it begins, along itself.
    pub from: i32,
    /// Where it ends.
    pub to: i32,
}

/// How far what is dragged moves on by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snapped {
    /// To the right.
    pub right: i32,
    /// Down.
    pub down: i32,
    /// What it is in line with then.
    pub guides: Vec<Guide>,
}

/// What is dragged takes the nearest line of a neighbour that lies `within` so many pixels: left edges,
/// right edges and middles go together, likewise upper edges, lower edges and middles. Give only the
/// neighbours that are seen.
#[must_use]
pub fn snap(dragged: &Area, neighbours: &[Area], within: u32) -> Snapped {
    let right = shift(dragged, neighbours, Axis::Across, within);
    let down = shift(dragged, neighbours, Axis::Down, within);
    let there = Area { at: dragged.at.moved(right.unwrap_or(0), down.unwrap_or(0)), size: dragged.size };
    let mut guides = Vec::new();
    for (axis, shift) in [(Axis::Across, right), (Axis::Down, down)] {
        if shift.is_some() {
            guides.extend(guides_of(&there, neighbours, axis));
        }
    }
    Snapped { right: right.unwrap_or(0), down: down.unwrap_or(0), guides }
}

/// The place on the grid that is nearest.
#[must_use]
pub fn snap_to_grid(at: Spot, step: u32) -> Spot {
    let step = i64::from(step.max(1));
    let nearest = |value: i32| (i64::from(value) + step / 2).div_euclid(step) * step;
    spot(nearest(at.0), nearest(at.1))
}

/// Both edges and the middle, along an axis. Doubled, so that middles are whole numbers.
fn lines(area: &Area, axis: Axis) -> [i64; 3] {
    let [left, top, right, bottom] = area.edges();
    let (first, last) = match axis {
        Axis::Across => (left, right),
        Axis::Down => (top, bottom),
    };
    [2 * first, 2 * last, first + last]
}

/// The shortest way onto a neighbour's line.
fn shift(dragged: &Area, neighbours: &[Area], axis: Axis, within: u32) -> Option<i32> {
    let own = lines(dragged, axis);
    let shifts = neighbours.iter().flat_map(|neighbour| {
        let theirs = lines(neighbour, axis);
        own.into_iter().zip(theirs).map(|(own, their)| (their - own).div_euclid(2))
    });
    let near = shifts.filter(|shift| shift.unsigned_abs() <= u64::from(within));
    // Of two as near as each other the one to the right or down, always.
    let shift = near.min_by_key(|shift| (shift.unsigned_abs(), shift.is_negative()))?;
    i32::try_from(shift).ok()
}

/// One guide for each line that is shared, as long as all that share it.
fn guides_of(there: &Area, neighbours: &[Area], axis: Axis) -> Vec<Guide> {
    let across = match axis {
        Axis::Across => Axis::Down,
        Axis::Down => Axis::Across,
    };
    let along = |area: &Area| {
        let [first, last, _] = lines(area, across);
        (first / 2, last / 2)
    };
    let kept = |value: i64| i32::try_from(value).unwrap_or(if value < 0 { i32::MIN } else { i32::MAX });
    let mut guides = Vec::new();
    for (nth, line) in lines(there, axis).into_iter().enumerate() {
        // Middles of cards of odd sizes lie half a pixel beside each other.
        let shares =
            |neighbour: &&Area| lines(neighbour, axis).get(nth).is_some_and(|its| (its - line).abs() <= 1);
        let (mut from, mut to) = along(there);
        let mut shared = false;
        for neighbour in neighbours.iter().filter(shares) {
            let (first, last) = along(neighbour);
            (from, to, shared) = (from.min(first), to.max(last), true);
        }
        if shared {
            let (at, from, to) = (kept(line.div_euclid(2)), kept(from), kept(to));
            guides.push(Guide { upright: axis == Axis::Across, at, from, to });
        }
    }
    guides.sort_unstable();
    guides.dedup();
    guides
}
