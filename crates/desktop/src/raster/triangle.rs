//! One triangle, drawn as graphics devices agree to: a pixel belongs to it when its centre does,
//! and of two triangles that share an edge exactly one has each pixel on it.

use super::textures::Texture;
use egui::{Color32, Pos2};
use renderer::{OverlayArea, PixelRect, mix};
use std::ops::Range;

/// Places are rounded to this part of a pixel, as graphics devices do.
const PARTS: f64 = 256.0;
const WHOLE: i64 = 256;
const HALF: i64 = 128;

/// Beyond this nothing is drawn, and sums of products stay far from overflowing.
const FARTHEST: f64 = 1_000_000.0;

/// A corner: its place in parts of a pixel, and what is blended between corners.
#[derive(Clone, Copy)]
pub(super) struct Corner {
    x: i64,
    y: i64,
    uv: Pos2,
    colour: Color32,
}

pub(super) struct Triangle([Corner; 3]);

impl Corner {
    pub(super) fn new(pixels: Pos2, uv: Pos2, colour: Color32) -> Self {
        let whole = |side: f32| (f64::from(side).clamp(-FARTHEST, FARTHEST) * PARTS).round() as i64;
        Self { x: whole(pixels.x), y: whole(pixels.y), uv, colour }
    }
}

/// How far a place is inside of an edge: `across × x + down × y + start`, in parts squared. Not
/// negative: inside.
#[derive(Clone, Copy)]
struct Edge {
    across: i64,
    down: i64,
    start: i64,
}

impl Edge {
    /// The edge from `from` to `to`, with the inside on its right (rows count downwards).
    fn new(from: Corner, to: Corner) -> Self {
        let (across, down) = (from.y - to.y, to.x - from.x);
        // A pixel exactly on an edge belongs to the triangle on the right of it or below.
        let is_upper = across == 0 && down > 0;
        let is_left = across > 0;
        let border = if is_upper || is_left { 0 } else { -1 };
        Self { across, down, start: -(across * from.x + down * from.y) + border }
    }

    /// Which columns of a row are inside, of those in `columns`.
    fn inside(self, row: i64, columns: Range<i64>) -> Range<i64> {
        // At the centre of column x: across × (x × WHOLE + HALF) + at_row.
        let at_row = self.down * (row * WHOLE + HALF) + self.across * HALF + self.start;
        let step = self.across * WHOLE;
        match step.signum() {
            0 if at_row >= 0 => columns,
            0 => columns.start..columns.start,
            1 => {
                let first = -(at_row.div_euclid(step));
                columns.start.max(first)..columns.end
            }
            _ => {
                let last = at_row.div_euclid(-step);
                columns.start..columns.end.min(last + 1)
            }
        }
    }
}

impl Triangle {
    pub(super) fn new(corners: [Corner; 3]) -> Self {
        let [a, b, c] = corners;
        // egui does not mind which way round.
        Self(if doubled_area(a, b, c) < 0 { [a, c, b] } else { [a, b, c] })
    }

    pub(super) fn draw(&self, area: &mut OverlayArea<'_>, clip: PixelRect, texture: &Texture) {
        let [a, b, c] = self.0;
        let doubled = doubled_area(a, b, c);
        if doubled == 0 {
            return;
        }
        let clip_columns = i64::from(clip.x)..i64::from(clip.x + clip.width);
        let (low, high) = (a.y.min(b.y).min(c.y), a.y.max(b.y).max(c.y));
        let top = low.div_euclid(WHOLE).max(i64::from(clip.y));
        let bottom = (high.div_euclid(WHOLE) + 1).min(i64::from(clip.y + clip.height));
        let edges = [Edge::new(a, b), Edge::new(b, c), Edge::new(c, a)];
        let shade = Shade::new(self.0, doubled, texture);
        for row in top..bottom {
            let columns = edges.iter().fold(clip_columns.clone(), |columns, edge| edge.inside(row, columns));
            if columns.is_empty() {
                continue;
            }
            let (Ok(y), Ok(start), Ok(end)) =
                (u32::try_from(row), u32::try_from(columns.start), u32::try_from(columns.end))
            else {
                continue;
            };
            shade.fill(area.row(y, start..end), start, y, texture);
        }
    }
}

/// Twice the area, positive when the corners go round clockwise.
fn doubled_area(a: Corner, b: Corner, c: Corner) -> i64 {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
}

/// A value that changes evenly over the triangle: per column, per row, and at the corner of the
/// window.
#[derive(Clone, Copy)]
struct Even {
    across: f64,
    down: f64,
    origin: f64,
}

impl Even {
    fn new(corners: [Corner; 3], doubled: i64, values: [f64; 3]) -> Self {
        let [a, b, c] = corners.map(|corner| (corner.x as f64 / PARTS, corner.y as f64 / PARTS));
        let doubled = doubled as f64 / (PARTS * PARTS);
        let (to_b, to_c) = (values[1] - values[0], values[2] - values[0]);
        let across = (to_b * (c.1 - a.1) - to_c * (b.1 - a.1)) / doubled;
        let down = (to_c * (b.0 - a.0) - to_b * (c.0 - a.0)) / doubled;
        Self { across, down, origin: values[0] - across * a.0 - down * a.1 }
    }

    /// At the centre of a pixel.
    fn at(self, x: u32, y: u32) -> f64 {
        self.origin + self.across * (f64::from(x) + 0.5) + self.down * (f64::from(y) + 0.5)
    }
}

/// What the pixels of a triangle look like.
enum Shade {
    /// All the same.
    Flat([u8; 4]),
    /// A colour that changes, on a texture that does not.
    Coloured([Even; 4], [u8; 4]),
    /// A texture under one colour.
    Textured([Even; 2], [u8; 4]),
    /// Both change.
    Both([Even; 2], [Even; 4]),
}

impl Shade {
    fn new(corners: [Corner; 3], doubled: i64, texture: &Texture) -> Self {
        let [a, b, c] = corners;
        let one_colour = a.colour == b.colour && b.colour == c.colour;
        let one_texel = a.uv == b.uv && b.uv == c.uv;
        let colour = a.colour.to_array();
        let texel = || texture.sample(texture.place(a.uv));
        let places = || {
            let places = corners.map(|corner| texture.place(corner.uv));
            [0, 1].map(|axis| Even::new(corners, doubled, places.map(|place| f64::from(place[axis]))))
        };
        let colours = || {
            [0, 1, 2, 3].map(|channel| {
                let values = corners.map(|corner| f64::from(corner.colour.to_array()[channel]));
                Even::new(corners, doubled, values)
            })
        };
        match (one_texel, one_colour) {
            (true, true) => Self::Flat(times(texel(), colour)),
            (true, false) => Self::Coloured(colours(), texel()),
            (false, true) => Self::Textured(places(), colour),
            (false, false) => Self::Both(places(), colours()),
        }
    }

    /// Draws a run of pixels of row `y` that begins at column `x`.
    fn fill(&self, pixels: &mut [[u8; 4]], x: u32, y: u32, texture: &Texture) {
        let columns = x..;
        let sample = |places: &[Even; 2], x: u32| texture.sample(places.map(|even| even.at(x, y) as f32));
        match self {
            Self::Flat(colour) => fill_evenly(pixels, *colour),
            Self::Coloured(colours, texel) => {
                let mut values = colours.map(|even| even.at(x, y) as f32);
                let steps = colours.map(|even| even.across as f32);
                // Shades from top to bottom are the same along a row.
                if steps == [0.0; 4] {
                    return fill_evenly(pixels, times(values.map(to_byte), *texel));
                }
                for pixel in pixels {
                    let colour = values.map(to_byte);
                    *pixel = mix(*pixel, blue_first(times(colour, *texel)));
                    for (value, step) in values.iter_mut().zip(steps) {
                        *value += step;
                    }
                }
            }
            Self::Textured(places, colour) => {
                for (pixel, x) in pixels.iter_mut().zip(columns) {
                    let texel = sample(places, x);
                    if texel != [0; 4] {
                        *pixel = mix(*pixel, blue_first(times(texel, *colour)));
                    }
                }
            }
            Self::Both(places, colours) => {
                for (pixel, x) in pixels.iter_mut().zip(columns) {
                    let colour = colours.map(|even| to_byte(even.at(x, y) as f32));
                    *pixel = mix(*pixel, blue_first(times(sample(places, x), colour)));
                }
            }
        }
    }
}

/// One colour over all of the pixels.
fn fill_evenly(pixels: &mut [[u8; 4]], colour: [u8; 4]) {
    let colour = blue_first(colour);
    match colour[3] {
        0 if colour == [0; 4] => {}
        255 => pixels.fill(colour),
        _ => pixels.iter_mut().for_each(|pixel| *pixel = mix(*pixel, colour)),
    }
}

fn to_byte(value: f32) -> u8 {
    (value + 0.5).clamp(0.0, 255.0) as u8
}

fn blue_first([r, g, b, a]: [u8; 4]) -> [u8; 4] {
    [b, g, r, a]
}

/// Channel by channel, with 255 as one.
fn times(one: [u8; 4], other: [u8; 4]) -> [u8; 4] {
    std::array::from_fn(|channel| {
        let product = u32::from(one[channel]) * u32::from(other[channel]) + 128;
        ((product + (product >> 8)) >> 8) as u8
    })
}
