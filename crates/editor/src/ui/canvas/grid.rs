//! Where things lie, to find those within a rectangle without looking at all of them.

use egui::Rect;
use std::collections::HashMap;

/// The cells of the finest level, in the canvas's pixels. Each level's are twice as large.
const FINEST: f32 = 512.0;
/// Larger things than the largest cells lie in several of them.
const LEVELS: u8 = 12;

/// Things by number, each in a few cells of the level that fits its size: a wire across the whole story
/// takes no more cells than one between neighbours.
#[derive(Default)]
pub(super) struct Grid {
    cells: HashMap<(u8, i32, i32), Vec<usize>>,
    /// How many things are on each level.
    on_level: [usize; LEVELS as usize],
}

impl Grid {
    pub(super) fn insert(&mut self, thing: usize, rect: Rect) {
        let level = level(rect);
        self.on_level[usize::from(level)] += 1;
        for cell in cells(level, rect) {
            self.cells.entry(cell).or_default().push(thing);
        }
    }

    /// Takes out what was put in with this very rectangle.
    pub(super) fn remove(&mut self, thing: usize, rect: Rect) {
        let level = level(rect);
        self.on_level[usize::from(level)] = self.on_level[usize::from(level)].saturating_sub(1);
        for cell in cells(level, rect) {
            if let Some(things) = self.cells.get_mut(&cell) {
                things.retain(|other| *other != thing);
                if things.is_empty() {
                    self.cells.remove(&cell);
                }
            }
        }
    }

    /// Those that may touch `rect`, each once, in the order of their numbers.
    pub(super) fn near(&self, rect: Rect, found: &mut Vec<usize>) {
        found.clear();
        for level in 0..LEVELS {
            if self.on_level[usize::from(level)] == 0 {
                continue;
            }
            let (columns, rows) = spans(level, rect);
            let wanted = i64::from(columns.1 - columns.0 + 1) * i64::from(rows.1 - rows.0 + 1);
            if usize::try_from(wanted).is_ok_and(|wanted| wanted > self.cells.len()) {
                // Fewer cells are there than the rectangle has.
                let within = |(on, x, y): &(u8, i32, i32)| {
                    *on == level && (columns.0..=columns.1).contains(x) && (rows.0..=rows.1).contains(y)
                };
                let hit = self.cells.iter().filter(|(cell, _)| within(cell));
                hit.for_each(|(_, things)| found.extend(things));
            } else {
                for cell in cells(level, rect) {
                    found.extend(self.cells.get(&cell).into_iter().flatten());
                }
            }
        }
        found.sort_unstable();
        found.dedup();
    }
}

fn level(rect: Rect) -> u8 {
    let side = rect.width().max(rect.height()).max(1.0);
    (0..LEVELS - 1).find(|level| side <= cell_side(*level)).unwrap_or(LEVELS - 1)
}

fn cell_side(level: u8) -> f32 {
    FINEST * f32::from(1_u16 << level.min(15))
}

/// The first and last column and row.
fn spans(level: u8, rect: Rect) -> ((i32, i32), (i32, i32)) {
    let side = cell_side(level);
    // Casts from floats stop at an integer's ends.
    let at = |value: f32| (value / side).floor().clamp(-4_000_000.0, 4_000_000.0) as i32;
    ((at(rect.left()), at(rect.right())), (at(rect.top()), at(rect.bottom())))
}

fn cells(level: u8, rect: Rect) -> impl Iterator<Item = (u8, i32, i32)> {
    let (columns, rows) = spans(level, rect);
    (columns.0..=columns.1).flat_map(move |x| (rows.0..=rows.1).map(move |y| (level, x, y)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{pos2, vec2};
    use proptest::prelude::*;

    fn rect() -> impl Strategy<Value = Rect> {
        let place = -60_000.0..60_000.0_f32;
        let side = prop_oneof![1.0..400.0_f32, 1.0..90_000.0_f32];
        (place.clone(), place, side.clone(), side)
            .prop_map(|(x, y, wide, high)| Rect::from_min_size(pos2(x, y), vec2(wide, high)))
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

        #[test]
        fn what_touches_is_found_and_what_was_taken_out_is_not(
            things in proptest::collection::vec((rect(), any::<bool>()), 0..60),
            view in rect(),
        ) {
            let mut grid = Grid::default();
            for (thing, (rect, _)) in things.iter().enumerate() {
                grid.insert(thing, *rect);
            }
            for (thing, (rect, gone)) in things.iter().enumerate() {
                if *gone {
                    grid.remove(thing, *rect);
                }
            }
            let mut found = Vec::new();
            grid.near(view, &mut found);
            for (thing, (rect, gone)) in things.iter().enumerate() {
                let is_found = found.binary_search(&thing).is_ok();
                if *gone {
                    prop_assert!(!is_found);
                } else if rect.intersects(view) {
                    prop_assert!(is_found);
                }
            }
        }
    }
}
