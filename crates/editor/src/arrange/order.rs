//! The order within each layer: that of the branches, with few crossings.

use super::graph::Part;
use std::collections::HashMap;

/// Bends that wires over several layers may have altogether: more would cost more than they help.
const MOST_BENDS: usize = 40_000;
/// How often neighbours are looked at whether they cross less the other way round.
const ROUNDS: usize = 8;

/// What stands in a layer: cards first by number, then bends of long wires.
pub(super) struct Layered {
    /// By number, the place in `Part::nodes` for cards; larger numbers are bends.
    pub(super) layers: Vec<Vec<usize>>,
    /// Neighbours one layer before, by number.
    pub(super) before: Vec<Vec<usize>>,
    /// Neighbours one layer behind.
    pub(super) behind: Vec<Vec<usize>>,
    /// How many of the numbers are cards.
    pub(super) cards: usize,
}

impl Layered {
    pub(super) fn of(part: &Part) -> Self {
        let cards = part.nodes.len();
        let number: HashMap<usize, usize> =
            part.nodes.iter().enumerate().map(|(number, node)| (*node, number)).collect();
        let depth = |number: usize| part.depth.get(number).copied().unwrap_or(0);
        let last = part.depth.iter().copied().max().unwrap_or(0);
        let mut layered = Self {
            layers: vec![Vec::new(); last + 1],
            before: vec![Vec::new(); cards],
            behind: vec![Vec::new(); cards],
            cards,
        };
        for number in 0..cards {
            layered.put(depth(number), number);
        }
        let mut wires: Vec<(usize, usize)> =
            part.ahead.iter().filter_map(|(from, to)| Some((*number.get(from)?, *number.get(to)?))).collect();
        let bends = |(from, to): &(usize, usize)| depth(*to).saturating_sub(depth(*from) + 1);
        // The short ones get theirs first; wires beyond the budget run as they may.
        let longest = longest_with_bends(wires.iter().map(bends));
        wires.retain(|wire| bends(wire) <= longest);
        for (from, to) in wires {
            let mut here = from;
            for layer in depth(from) + 1..depth(to) {
                let bend = layered.before.len();
                layered.before.push(Vec::new());
                layered.behind.push(Vec::new());
                layered.put(layer, bend);
                layered.join(here, bend);
                here = bend;
            }
            layered.join(here, to);
        }
        layered.sort();
        layered
    }

    fn put(&mut self, layer: usize, number: usize) {
        if let Some(layer) = self.layers.get_mut(layer) {
            layer.push(number);
        }
    }

    fn join(&mut self, from: usize, to: usize) {
        if let Some(behind) = self.behind.get_mut(from) {
            behind.push(to);
        }
        if let Some(before) = self.before.get_mut(to) {
            before.push(from);
        }
    }

    /// Layer by layer behind what leads there, then neighbours are changed where that saves crossings.
    fn sort(&mut self) {
        // Where each stands: layer by layer, and within a card's branches.
        let mut place = vec![0.0_f64; self.before.len()];
        for index in 0..self.layers.len() {
            let Some(mut layer) = self.layers.get(index).cloned() else { continue };
            if index > 0 {
                let mut keys: Vec<(f64, usize)> = layer
                    .iter()
                    .enumerate()
                    .map(|(nth, number)| (self.wish(*number, &place).unwrap_or(nth as f64), *number))
                    .collect();
                keys.sort_by(|one, other| one.0.total_cmp(&other.0));
                layer = keys.into_iter().map(|(_, number)| number).collect();
            }
            self.note(&layer, &mut place);
            if let Some(slot) = self.layers.get_mut(index) {
                *slot = layer;
            }
        }
        for _ in 0..ROUNDS {
            if !self.exchange(&mut place) {
                break;
            }
        }
    }

    fn note(&self, layer: &[usize], place: &mut [f64]) {
        for (nth, number) in layer.iter().enumerate() {
            if let Some(slot) = place.get_mut(*number) {
                *slot = nth as f64;
            }
        }
    }

    /// The mean of where the wires to it begin.
    fn wish(&self, number: usize, place: &[f64]) -> Option<f64> {
        let before = self.before.get(number).filter(|before| !before.is_empty())?;
        let begin = |from: &usize| {
            let ports = self.behind.get(*from).map_or(&[][..], Vec::as_slice);
            let port = ports.iter().position(|to| *to == number).unwrap_or(0);
            place.get(*from).copied().unwrap_or(0.0) + (port as f64 + 0.5) / ports.len().max(1) as f64
        };
        Some(before.iter().map(begin).sum::<f64>() / before.len() as f64)
    }

    /// Changes neighbours that cross less the other way round; whether there were any. What the same
    /// card leads to keeps the order of its branches.
    fn exchange(&mut self, place: &mut [f64]) -> bool {
        let mut changed = false;
        for index in 0..self.layers.len() {
            let Some(mut layer) = self.layers.get(index).cloned() else { continue };
            for nth in 1..layer.len() {
                let (Some(upper), Some(lower)) = (layer.get(nth - 1).copied(), layer.get(nth).copied())
                else {
                    continue;
                };
                if self.are_siblings(upper, lower) {
                    continue;
                }
                let now = self.crossings(upper, lower, place);
                if now > 0 && self.crossings(lower, upper, place) < now {
                    layer.swap(nth - 1, nth);
                    place.swap(upper, lower);
                    changed = true;
                }
            }
            if let Some(slot) = self.layers.get_mut(index) {
                *slot = layer;
            }
        }
        changed
    }

    fn are_siblings(&self, one: usize, other: usize) -> bool {
        let (one, other) = (self.before.get(one), self.before.get(other));
        one.zip(other).is_some_and(|(one, other)| one.iter().any(|from| other.contains(from)))
    }

    /// Crossings of the wires of two neighbours when `upper` stands above `lower`.
    fn crossings(&self, upper: usize, lower: usize, place: &[f64]) -> usize {
        let count = |sides: &[Vec<usize>]| {
            let of = |number: usize| sides.get(number).map_or(&[][..], Vec::as_slice);
            let at = |number: &usize| place.get(*number).copied().unwrap_or(0.0);
            let (above, below) = (of(upper), of(lower));
            // Of cards that hundreds of wires lead to, a few tell enough.
            let few = |side: &'_ [usize]| -> Vec<f64> { side.iter().take(24).map(at).collect() };
            let (above, below) = (few(above), few(below));
            above.iter().map(|one| below.iter().filter(|other| *other < one).count()).sum::<usize>()
        };
        count(&self.before) + count(&self.behind)
    }
}

/// The most bends of a wire with which all wires of up to that many fit into the budget.
fn longest_with_bends(bends: impl Iterator<Item = usize>) -> usize {
    let mut each: Vec<usize> = bends.collect();
    each.sort_unstable();
    let mut sum = 0_usize;
    for bends in &each {
        sum = sum.saturating_add(*bends);
        if sum > MOST_BENDS {
            return bends.saturating_sub(1);
        }
    }
    each.last().copied().unwrap_or(0)
}
