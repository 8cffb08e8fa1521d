//! The ways that wires take: curves from a port to a card's entry, and back around the cards where the
//! way leads backwards.

use super::sizes::ROW;
use egui::{Pos2, Rect, Vec2, pos2, vec2};

/// A wire leads backwards when its card's entry lies no further right than this behind its port.
const AHEAD: f32 = 24.0;
/// How far a wire that leads backwards keeps from the cards.
const AROUND: f32 = 26.0;
/// How far off the curve its straight pieces may be, in points of the window.
const TOLERANCE: f32 = 0.35;
/// A curve is halved at most so often.
const DEEPEST: u8 = 9;
/// How far apart the ways back of a card's ports run.
const APART: f32 = 5.0;
/// How long a way that leads nowhere is drawn.
const STUB: f32 = 46.0;

/// A cubic curve.
type Curve = [Pos2; 4];

/// A wire's way: one curve, or three around cards.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Route {
    curves: [Curve; 3],
    count: usize,
}

impl Route {
    /// From a port of the card `from` to the entry of the card `to`.
    pub(super) fn new(port: Pos2, from: Rect, entry: Pos2, to: Rect) -> Self {
        if entry.x > port.x + AHEAD {
            let reach = ((entry.x - port.x) * 0.5).max(40.0).min(40.0 + (entry - port).length() * 0.4);
            let curve = [port, port + vec2(reach, 0.0), entry - vec2(reach, 0.0), entry];
            return Self { curves: [curve; 3], count: 1 };
        }
        // Between both cards if there is room, else below both.
        let gap_below = to.top() - from.bottom();
        let gap_above = from.top() - to.bottom();
        let lane = if gap_below > AROUND {
            from.bottom() + gap_below.min(AROUND * 2.0) / 2.0
        } else if gap_above > AROUND {
            to.bottom() + gap_above.min(AROUND * 2.0) / 2.0
        } else {
            from.bottom().max(to.bottom()) + AROUND
        };
        // Wires of several ports of a card keep apart.
        let nth = ((from.bottom() - port.y) / ROW).floor().rem_euclid(4.0);
        let lane = lane + nth * APART - APART;
        let bend = |drop: f32| (drop.abs() * 0.55).clamp(18.0, 72.0);
        let (out, back) = (bend(lane - port.y), bend(lane - entry.y));
        let (right, left) = (pos2(port.x, lane), pos2(entry.x, lane));
        let across = (right - left) / 3.0;
        let curves = [
            [port, port + vec2(out, 0.0), right + vec2(out, 0.0), right],
            [right, right - across, left + across, left],
            [left, left - vec2(back, 0.0), entry - vec2(back, 0.0), entry],
        ];
        Self { curves, count: 3 }
    }

    /// A way that leads to nothing that is there, or back from a detour.
    pub(super) fn stub(port: Pos2) -> Self {
        let end = port + vec2(STUB, 0.0);
        let curve = [port, port + vec2(STUB / 3.0, 0.0), port + vec2(STUB / 1.5, 0.0), end];
        Self { curves: [curve; 3], count: 1 }
    }

    /// From a port to the pointer, while it is drawn.
    pub(super) fn loose(port: Pos2, end: Pos2) -> Self {
        let reach = ((end.x - port.x).abs() * 0.5).clamp(30.0, 200.0);
        let curve = [port, port + vec2(reach, 0.0), end - vec2(reach, 0.0), end];
        Self { curves: [curve; 3], count: 1 }
    }

    fn curves(&self) -> &[Curve] {
        &self.curves[..self.count]
    }

    /// A rectangle that it does not leave.
    pub(super) fn bounds(&self) -> Rect {
        Rect::from_points(self.curves().as_flattened())
    }

    /// The same in the window's points.
    pub(super) fn shown(mut self, scale: f32, offset: Vec2) -> Self {
        for point in self.curves.as_flattened_mut() {
            *point = (point.to_vec2() * scale + offset).to_pos2();
        }
        self
    }

    /// Where it is after this share of its way; roughly, for marks.
    pub(super) fn at(&self, share: f32) -> Pos2 {
        let along = share.clamp(0.0, 1.0) * self.count as f32;
        let index = (along as usize).min(self.count - 1);
        sample(&self.curves[index], along - index as f32)
    }

    /// Points on its way, as far apart as can be done without being seen from afar.
    pub(super) fn few_points(&self) -> impl Iterator<Item = Pos2> + '_ {
        /// Pieces of each curve; the straight one in the middle of a way back needs none.
        const PIECES: u8 = 12;
        let piece = |curve: &Curve, nth: u8| sample(curve, f32::from(nth) / f32::from(PIECES));
        let of_curve = move |curve: &Curve| {
            let curve = *curve;
            (1..=PIECES).map(move |nth| piece(&curve, nth))
        };
        self.curves().first().map(|curve| curve[0]).into_iter().chain(self.curves().iter().flat_map(of_curve))
    }

    /// Its end.
    pub(super) fn end(&self) -> Pos2 {
        self.curves()[self.count - 1][3]
    }

    /// Calls `piece` with connected points of it, for each run of its way that `clip` shows.
    pub(super) fn pieces(&self, clip: Rect, mut piece: impl FnMut(&[Pos2])) {
        let mut run = Vec::new();
        for curve in self.curves() {
            flatten(curve, clip, 0, &mut run, &mut piece);
        }
        if run.len() > 1 {
            piece(&run);
        }
    }

    /// How far `point` is from it.
    pub(super) fn distance(&self, point: Pos2) -> f32 {
        let clip = Rect::from_center_size(point, Vec2::splat(80.0));
        let mut least = f32::INFINITY;
        self.pieces(clip, |points| {
            for pair in points.windows(2) {
                least = least.min(from_line(point, pair[0], pair[1]));
            }
        });
        least
    }

    /// Whether it enters `rect`.
    pub(super) fn touches(&self, rect: Rect) -> bool {
        self.curves().iter().any(|curve| enters(curve, rect, 0))
    }
}

fn sample(curve: &Curve, t: f32) -> Pos2 {
    let [a, b, c, d] = *curve;
    let (ab, bc, cd) = (a.lerp(b, t), b.lerp(c, t), c.lerp(d, t));
    ab.lerp(bc, t).lerp(bc.lerp(cd, t), t)
}

/// Halves a curve (de Casteljau) until its halves are straight or out of sight.
fn flatten(curve: &Curve, clip: Rect, depth: u8, run: &mut Vec<Pos2>, piece: &mut impl FnMut(&[Pos2])) {
    let [a, .., d] = *curve;
    if !Rect::from_points(curve).intersects(clip) {
        if run.len() > 1 {
            piece(run);
        }
        run.clear();
        return;
    }
    if is_straight(curve, depth) {
        if run.is_empty() {
            run.push(a);
        }
        run.push(d);
        return;
    }
    for half in halves(curve) {
        flatten(&half, clip, depth + 1, run, piece);
    }
}

/// Whether a curve has a part that is drawn where only `clip` is seen; looks no further than to the
/// first one.
fn enters(curve: &Curve, clip: Rect, depth: u8) -> bool {
    Rect::from_points(curve).intersects(clip)
        && (is_straight(curve, depth) || halves(curve).iter().any(|half| enters(half, clip, depth + 1)))
}

fn is_straight(curve: &Curve, depth: u8) -> bool {
    let [a, b, c, d] = *curve;
    depth >= DEEPEST || from_line(b, a, d).max(from_line(c, a, d)) <= TOLERANCE
}

fn halves(curve: &Curve) -> [Curve; 2] {
    let [a, b, c, d] = *curve;
    let (ab, bc, cd) = (a.lerp(b, 0.5), b.lerp(c, 0.5), c.lerp(d, 0.5));
    let (abc, bcd) = (ab.lerp(bc, 0.5), bc.lerp(cd, 0.5));
    let middle = abc.lerp(bcd, 0.5);
    [[a, ab, abc, middle], [middle, bcd, cd, d]]
}

fn from_line(point: Pos2, a: Pos2, b: Pos2) -> f32 {
    let (along, to) = (b - a, point - a);
    let share = (to.dot(along) / along.length_sq().max(1e-6)).clamp(0.0, 1.0);
    (to - along * share).length()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CARD: Vec2 = vec2(232.0, 200.0);
    const ALL: Rect = Rect::EVERYTHING;

    fn card(x: f32, y: f32) -> Rect {
        Rect::from_min_size(pos2(x, y), CARD)
    }

    fn route(from: Rect, to: Rect) -> Route {
        Route::new(from.right_bottom() - vec2(0.0, 20.0), from, to.left_top() + vec2(0.0, 30.0), to)
    }

    #[test]
    fn a_way_forward_is_one_curve_and_a_way_back_goes_around_both_cards() {
        let ahead = route(card(0.0, 0.0), card(500.0, 300.0));
        assert_eq!(ahead.count, 1);
        for (from, to) in [
            (card(0.0, 0.0), card(-400.0, 0.0)),
            (card(0.0, 0.0), card(-400.0, 600.0)),
            (card(0.0, 700.0), card(10.0, 0.0)),
            (card(0.0, 0.0), card(0.0, 0.0)),
        ] {
            let back = route(from, to);
            assert_eq!(back.count, 3);
            // Apart from where it begins and ends it does not cross the cards.
            let inner = [from, to].map(|card| card.shrink(4.0));
            for step in 4..28 {
                let at = back.at(step as f32 / 31.0);
                assert!(inner.iter().all(|card| !card.contains(at)), "{from:?} {to:?} {at:?}");
            }
        }
    }

    #[test]
    fn pieces_begin_and_end_where_the_way_does_and_stay_near_it() {
        let way = route(card(0.0, 0.0), card(900.0, -700.0));
        let mut all = Vec::new();
        way.pieces(ALL, |points| all.extend_from_slice(points));
        assert_eq!(all.first().copied(), Some(way.at(0.0)));
        assert_eq!(all.last().copied(), Some(way.end()));
        for step in 0..=40 {
            assert!(way.distance(way.at(step as f32 / 40.0)) < 2.0);
        }
        assert!(way.distance(pos2(0.0, 3_000.0)).is_infinite());
    }

    #[test]
    fn what_is_out_of_sight_is_left_out() {
        let way = route(card(0.0, 0.0), card(90_000.0, 0.0));
        let view = Rect::from_min_size(pos2(40_000.0, -500.0), vec2(1_280.0, 1_000.0));
        let mut count = 0;
        way.pieces(view, |points| count += points.len());
        assert!((2..200).contains(&count), "{count}");
        assert!(way.touches(view));
        assert!(!way.touches(view.translate(vec2(0.0, 9_000.0))));
    }
}
