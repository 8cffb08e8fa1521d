//! From layers to places: each card as near the middle of what it is joined to as its neighbours let it.

use super::Gaps;
use super::graph::{Graph, Part};
use super::order::Layered;

/// How often places are bettered, there and back.
const ROUNDS: usize = 6;
/// The height that a bend of a long wire takes.
const BEND: f64 = 16.0;

/// To the right and down.
pub(super) type Place = (i64, i64);

/// Where the cards of a part lie, by their number in the graph, and how large the whole is.
pub(super) fn places(graph: &Graph, part: &Part, gaps: Gaps) -> (Vec<(usize, Place)>, Place) {
    let layered = Layered::of(part);
    let size = |number: usize| {
        let node = part.nodes.get(number).copied().unwrap_or(usize::MAX);
        graph.sizes.get(node).copied().unwrap_or_default()
    };
    let height = |number: usize| if number < layered.cards { f64::from(size(number).1) } else { BEND };
    let middles = middles(&layered, &height, f64::from(gaps.down));
    let mut spots = Vec::with_capacity(layered.cards);
    let (mut x, mut right) = (0_i64, 0_i64);
    for layer in &layered.layers {
        let cards = layer.iter().filter(|number| **number < layered.cards);
        let width = cards.clone().map(|number| i64::from(size(*number).0)).max().unwrap_or(0);
        for number in cards {
            let middle = middles.get(*number).copied().unwrap_or(0.0);
            let node = part.nodes.get(*number).copied().unwrap_or(usize::MAX);
            spots.push((node, (x, (middle - height(*number) / 2.0).round() as i64)));
        }
        right = x + width;
        x = right + i64::from(gaps.across);
    }
    let top = spots.iter().map(|(_, (_, y))| *y).min().unwrap_or(0);
    let mut bottom = 0;
    for (node, (_, y)) in &mut spots {
        *y -= top;
        bottom = bottom.max(*y + graph.sizes.get(*node).map_or(0, |size| i64::from(size.1)));
    }
    (spots, (right, bottom))
}

/// The middle of each card and bend, from top to bottom.
fn middles(layered: &Layered, height: &impl Fn(usize) -> f64, gap: f64) -> Vec<f64> {
    let mut middles = vec![0.0_f64; layered.before.len()];
    for layer in &layered.layers {
        let mut y = 0.0;
        for number in layer {
            set(&mut middles, *number, y + height(*number) / 2.0);
            y += height(*number) + gap;
        }
    }
    let count = layered.layers.len();
    for round in 0..ROUNDS {
        // There by what leads to each; back by what each leads to; at last by both.
        let both = round + 2 >= ROUNDS;
        for index in 0..count {
            settle(layered, index, (true, both), height, gap, &mut middles);
        }
        for index in (0..count).rev() {
            settle(layered, index, (both, true), height, gap, &mut middles);
        }
    }
    middles
}

/// Moves the cards of a layer as near to their wishes as their order and the room between them allow:
/// the least squares of all differences, by pooling those that stand in each other's way.
fn settle(
    layered: &Layered,
    index: usize,
    (by_before, by_behind): (bool, bool),
    height: &impl Fn(usize) -> f64,
    gap: f64,
    middles: &mut [f64],
) {
    /// Neighbours that share one mean.
    struct Pool {
        sum: f64,
        weight: f64,
        count: usize,
    }
    let Some(layer) = layered.layers.get(index) else { return };
    let mut pools: Vec<Pool> = Vec::new();
    let mut offsets = Vec::with_capacity(layer.len());
    let mut offset = 0.0;
    for (nth, number) in layer.iter().enumerate() {
        if let Some(above) = nth.checked_sub(1).and_then(|above| layer.get(above)) {
            offset += (height(*above) + height(*number)) / 2.0 + gap;
        }
        offsets.push(offset);
        let sides = [(by_before, &layered.before), (by_behind, &layered.behind)];
        let joined =
            sides.into_iter().filter(|(wanted, _)| *wanted).filter_map(|(_, side)| side.get(*number));
        let (mut sum, mut count) = (0.0, 0.0);
        for neighbour in joined.flatten() {
            sum += middles.get(*neighbour).copied().unwrap_or(0.0);
            count += 1.0;
        }
        // What is joined to nothing on this side stays, and gives way easily.
        let own = middles.get(*number).copied().unwrap_or(0.0);
        let (wish, weight) = if count > 0.0 { (sum / count, 1.0) } else { (own, 0.1) };
        // Long wires are to be straight.
        let weight = if *number >= layered.cards { weight * 2.0 } else { weight };
        let mut pool = Pool { sum: (wish - offset) * weight, weight, count: 1 };
        while let Some(above) = pools.pop_if(|above| above.sum / above.weight > pool.sum / pool.weight) {
            pool = Pool {
                sum: pool.sum + above.sum,
                weight: pool.weight + above.weight,
                count: pool.count + above.count,
            };
        }
        pools.push(pool);
    }
    let means = pools.iter().flat_map(|pool| std::iter::repeat_n(pool.sum / pool.weight, pool.count));
    for ((number, offset), mean) in layer.iter().zip(&offsets).zip(means) {
        set(middles, *number, mean + offset);
    }
}

fn set(list: &mut [f64], at: usize, value: f64) {
    if let Some(slot) = list.get_mut(at) {
        *slot = value;
    }
}
