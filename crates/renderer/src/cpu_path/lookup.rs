//! Scaled samples to pixels by looking up between the points of a lattice.

use super::resample::FRACTION_BITS;
use crate::tone::Lattice;
use media::Colours;

/// A lattice made ready for looking up: red, green and blue of a point lie beside each other in one
/// word, with room above each, so that one multiplication weighs all three.
#[derive(Debug)]
pub(super) struct Lookup {
    lattice: std::sync::Arc<Lattice>,
    points: Vec<u64>,
}

/// Bits from one colour to the next.
const LANE: u32 = 21;
/// Bits after the point of an 8-bit colour.
const COLOUR_FRACTION: u32 = 4;
/// Bits of the weights.
const WEIGHT: u32 = 8;
/// Bits from one point to the next, along luma and along chroma.
const LUMA_STEP: u32 = 8 + FRACTION_BITS - (Lattice::LUMA - 1).ilog2();
const CHROMA_STEP: u32 = 8 + FRACTION_BITS - (Lattice::CHROMA - 1).ilog2();

impl Lookup {
    pub(super) fn new(colours: Colours) -> Self {
        let lattice = Lattice::of(colours);
        let pack = |colour: &[f32; 3]| {
            colour.iter().rev().fold(0, |word: u64, channel| {
                let whole = (channel * 255.0 * f32::from(1_u8 << COLOUR_FRACTION)).round() as u64;
                (word << LANE) | whole
            })
        };
        let points = lattice.points.iter().map(pack).collect();
        Self { lattice, points }
    }

    pub(super) fn fits(&self, colours: Colours) -> bool {
        self.lattice.fits(colours)
    }

    /// Makes pixels of a row's samples, in this order of bytes.
    pub(super) fn row(&self, [y, u, v]: [&[u16]; 3], blue_first: bool, pixels: &mut [[u8; 4]]) {
        for (((pixel, &y), &u), &v) in pixels.iter_mut().zip(y).zip(u).zip(v) {
            let [r, g, b] = self.colour(y.into(), u.into(), v.into());
            *pixel = if blue_first { [b, g, r, 255] } else { [r, g, b, 255] };
        }
    }

    /// Between the four points of the tetrahedron that the samples lie in.
    fn colour(&self, y: usize, u: usize, v: usize) -> [u8; 3] {
        const U: usize = Lattice::LUMA;
        const V: usize = Lattice::LUMA * Lattice::CHROMA;
        let cell = (y >> LUMA_STEP) + (u >> CHROMA_STEP) * U + (v >> CHROMA_STEP) * V;
        let part = |sample: usize, step: u32| (sample & ((1 << step) - 1)) >> (step - WEIGHT);
        let (y, u, v) = (part(y, LUMA_STEP), part(u, CHROMA_STEP), part(v, CHROMA_STEP));
        let (most, least) = (y.max(u).max(v), y.min(u).min(v));
        let middle = y + u + v - most - least;
        // From the cell's first corner along its longest part, then the middle one, then the shortest.
        let along_most = if y == most {
            1
        } else if u == most {
            U
        } else {
            V
        };
        let along_least = if v == least {
            V
        } else if u == least {
            U
        } else {
            1
        };
        let corner = |index: usize, weight: usize| self.points[index] * weight as u64;
        const HALF: u64 = 1 << (WEIGHT + COLOUR_FRACTION - 1);
        let sum = corner(cell, (1 << WEIGHT) - most)
            + corner(cell + along_most, most - middle)
            + corner(cell + 1 + U + V - along_least, middle - least)
            + corner(cell + 1 + U + V, least)
            + (HALF | HALF << LANE | HALF << (2 * LANE));
        let lane = |number: u32| (sum >> (number * LANE + WEIGHT + COLOUR_FRACTION)) as u8;
        [lane(0), lane(1), lane(2)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::colour::Levels;
    use crate::tone::displayed;
    use media::{ColourMatrix, Primaries, Transfer};

    /// What is looked up against what is worked out, for colours that pictures hold: no brighter than
    /// the peak, and no more saturated than cameras and films get (inside BT.709's, where
    /// nothing bends). Mean difference, and what 99 of 100 are within, in steps of 255.
    fn compared(transfer: Transfer, greatest: f64) -> (f64, f64) {
        let colours = Colours {
            matrix: ColourMatrix::Bt2020,
            primaries: Primaries::Bt2020,
            transfer,
            ..Colours::default()
        };
        let (lookup, levels) = (Lookup::new(colours), Levels::new(colours.range, 8));
        let mut differences = Vec::new();
        for y in (0..219).step_by(3) {
            for u in (-112..=112).step_by(3) {
                for v in (-112..=112).step_by(3) {
                    let luma = f64::from(y) / 219.0;
                    let chroma = [u, v].map(|chroma| f64::from(chroma) / 224.0);
                    let coded = crate::colour::rgb_of(colours.matrix, luma, chroma);
                    let wanted = displayed(colours, luma, chroma);
                    let inside = coded.iter().all(|channel| (0.02..=greatest).contains(channel))
                        && wanted.iter().all(|channel| (0.05..=0.999).contains(channel));
                    if !inside {
                        continue;
                    }
                    let sample = |value: i32, zero: f64| ((f64::from(value) + zero) * 64.0) as usize;
                    let [y, u, v] = [(y, levels.black), (u, levels.neutral), (v, levels.neutral)]
                        .map(|(value, zero)| sample(value, zero));
                    for (found, wanted) in lookup.colour(y, u, v).into_iter().zip(wanted) {
                        differences.push((f64::from(found) - wanted * 255.0).abs());
                    }
                }
            }
        }
        differences.sort_by(f64::total_cmp);
        let mean = differences.iter().sum::<f64>() / differences.len() as f64;
        (mean, differences[differences.len() * 99 / 100])
    }

    #[test]
    fn looking_up_is_near_working_out() {
        for (transfer, greatest) in [(Transfer::Pq, 0.7518), (Transfer::Hlg, 1.0), (Transfer::Standard, 1.0)]
        {
            let (mean, most) = compared(transfer, greatest);
            eprintln!("{transfer:?}: mean {mean:.2}, 99 of 100 within {most:.1} of 255");
            assert!(mean < 1.2 && most < 10.0, "{transfer:?}: mean {mean:.2}, 99 of 100 within {most:.1}");
        }
    }

    #[test]
    fn greys_are_grey_and_nearly_exact() {
        for transfer in [Transfer::Pq, Transfer::Hlg] {
            let colours = Colours {
                matrix: ColourMatrix::Bt2020,
                primaries: Primaries::Bt2020,
                transfer,
                ..Colours::default()
            };
            let lookup = Lookup::new(colours);
            for code in 64..=940_usize {
                let wanted = displayed(colours, (code as f64 - 64.0) / 876.0, [0.0; 2]);
                let found = lookup.colour(code << 4, 128 << 6, 128 << 6);
                for (found, wanted) in found.into_iter().zip(wanted) {
                    let off = f64::from(found) - wanted * 255.0;
                    assert!(off.abs() < 2.0, "{transfer:?} {code}: {found}, wanted {:.1}", wanted * 255.0);
                }
            }
        }
    }

    #[test]
    fn every_sample_has_its_place() {
        let lookup = Lookup::new(Colours { transfer: Transfer::Pq, ..Colours::default() });
        let ends = [0, 1, 255, 256, 8191, 8192, 16_382, 16_383];
        for y in ends {
            for u in ends {
                for v in ends {
                    lookup.colour(y, u, v);
                }
            }
        }
    }
}
