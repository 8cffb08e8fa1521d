//! Cards in a line, and with the same room between them.

use super::{Area, spot};
use crate::document::Item;
use crate::layout::Spot;

/// What of the cards is brought into one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// Left edges, at the leftmost.
    Left,
    /// The middles from left to right, at the middle of all.
    Centre,
    /// Right edges, at the rightmost.
    Right,
    /// Upper edges, at the uppermost.
    Top,
    /// The middles from top to bottom, at the middle of all.
    Middle,
    /// Lower edges, at the lowest.
    Bottom,
}

/// Which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    /// From left to right.
    Across,
    /// From top to bottom.
    Down,
}

/// Where the cards lie when they are in that line. Fewer than two stay.
#[must_use]
pub fn align(cards: &[(Item, Area)], line: Line) -> Vec<(Item, Spot)> {
    let Some(whole) = whole(cards) else { return Vec::new() };
    let [left, top, right, bottom] = whole;
    let place = |area: &Area| {
        let (x, y) = (i64::from(area.at.0), i64::from(area.at.1));
        let (width, height) = (i64::from(area.size.0), i64::from(area.size.1));
        match line {
            Line::Left => (left, y),
            Line::Centre => ((left + right - width).div_euclid(2), y),
            Line::Right => (right - width, y),
            Line::Top => (x, top),
            Line::Middle => (x, (top + bottom - height).div_euclid(2)),
            Line::Bottom => (x, bottom - height),
        }
    };
    let placed = |(item, area): &(Item, Area)| {
        let (x, y) = place(area);
        (item.clone(), spot(x, y))
    };
    cards.iter().map(placed).collect()
}

/// Where the cards lie when the room between them is the same, the first and the last staying. Cards
/// that overlap do so evenly. Fewer than three stay.
#[must_use]
pub fn spread(cards: &[(Item, Area)], axis: Axis) -> Vec<(Item, Spot)> {
    let ends = |area: &Area| {
        let [left, top, right, bottom] = area.edges();
        match axis {
            Axis::Across => (left, right),
            Axis::Down => (top, bottom),
        }
    };
    let mut sorted: Vec<&(Item, Area)> = cards.iter().collect();
    sorted.sort_by_key(|(item, area)| {
        let (first, last) = ends(area);
        (first + last, item)
    });
    let (Some((_, first)), Some((_, last))) = (sorted.first(), sorted.last()) else { return Vec::new() };
    let (begin, end) = (ends(first).0, ends(last).1);
    let taken: i64 = sorted.iter().map(|(_, area)| ends(area).1 - ends(area).0).sum();
    let gaps = i64::try_from(sorted.len()).unwrap_or(i64::MAX) - 1;
    let room = end - begin - taken;
    let (mut before, mut out) = (0, Vec::new());
    for (nth, (item, area)) in (0_i64..).zip(&sorted) {
        // From the whole, so that no rounding adds up.
        let gap = if gaps > 0 { (room * nth).div_euclid(gaps) } else { 0 };
        let at = if sorted.len() > 2 { begin + before + gap } else { ends(area).0 };
        before += ends(area).1 - ends(area).0;
        let place = match axis {
            Axis::Across => spot(at, i64::from(area.at.1)),
            Axis::Down => spot(i64::from(area.at.0), at),
        };
        out.push((item.clone(), place));
    }
    out
}

/// The edges around all cards.
fn whole(cards: &[(Item, Area)]) -> Option<[i64; 4]> {
    let edges = cards.iter().map(|(_, area)| area.edges());
    edges.reduce(|[a, b, c, d], [left, top, right, bottom]| {
        [a.min(left), b.min(top), c.max(right), d.max(bottom)]
    })
}
