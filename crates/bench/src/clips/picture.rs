//! Drawing the frames of a clip: Y, U and V planes, 4:2:0, limited range.

use super::ClipSpec;
use crate::cells::{Mark, cell_rect, cells};

/// How many frames a flash lasts.
pub const FLASH_FRAMES: u32 = 3;
/// The flash's square is so high, in parts of the picture's height, and as wide.
pub const FLASH_SIDE: f64 = 0.2;

/// White and black of limited range.
const WHITE: u8 = 235;
const BLACK: u8 = 16;

/// Whether the square is white in this frame: [`FLASH_FRAMES`] from the frame on that lies half a
/// second into every second.
#[must_use]
pub fn is_flash(spec: &ClipSpec, frame: u32) -> bool {
    let half = |frame: u32| (spec.rate.time_of(frame) + 0.5 + 1e-9).floor();
    // Half a second was passed within the last few frames.
    let before = i64::from(frame) - i64::from(FLASH_FRAMES);
    let before = u32::try_from(before).map_or(0.0, half);
    half(frame) > before
}

/// Draws one frame after the other.
pub(super) struct Painter<'a> {
    spec: &'a ClipSpec,
    /// Twice as wide and high as the picture, so that a window of it can move.
    texture: Vec<u8>,
    frame: Vec<u8>,
}

impl<'a> Painter<'a> {
    pub(super) fn new(spec: &'a ClipSpec) -> Self {
        let (width, height) = size(spec);
        let frame = vec![128; width * height * 3 / 2];
        Self { spec, texture: texture(width * 2, height + PERIOD, spec.id), frame }
    }

    /// The planes of this frame, one after the other.
    pub(super) fn paint(&mut self, number: u32) -> &[u8] {
        let (width, height) = size(self.spec);
        self.paint_texture(number as usize);
        self.paint_colour(number as usize);
        let luma = &mut self.frame[..width * height];
        let mut fill = |left: usize, top: usize, right: usize, bottom: usize, level: u8| {
            for row in luma.chunks_exact_mut(width).take(bottom).skip(top) {
                row[left..right].fill(level);
            }
        };
        let mark = Mark { clip: self.spec.id, frame: number as u16 };
        for (index, white) in cells(mark).into_iter().enumerate() {
            let rect = cell_rect(index, width as u32, height as u32);
            let level = if white { WHITE } else { BLACK };
            fill(rect.left as usize, 0, rect.right as usize, rect.bottom as usize, level);
        }
        let side = (height as f64 * FLASH_SIDE) as usize;
        let level = if is_flash(self.spec, number) { WHITE } else { BLACK };
        fill(width - side, height - side, width, height, level);
        &self.frame
    }

    /// The upper half goes left, the lower half right and up, a few pixels a frame.
    fn paint_texture(&mut self, number: usize) {
        let (width, height) = size(self.spec);
        let speed = (width / 320).max(1);
        for row in 0..height {
            let (left, down) = if row < height / 2 {
                (number * speed % width, 0)
            } else {
                (width - 1 - number * speed * 2 % width, number % PERIOD)
            };
            let from = (row + down) * width * 2 + left;
            self.frame[row * width..(row + 1) * width].copy_from_slice(&self.texture[from..from + width]);
        }
    }

    /// One colour a clip, which breathes.
    fn paint_colour(&mut self, number: usize) {
        let (width, height) = size(self.spec);
        let hue = f64::from(self.spec.id) * 2.4;
        let strength = 36.0 + 8.0 * (number as f64 / 17.0).sin();
        let quarter = width * height / 4;
        let (_, chroma) = self.frame.split_at_mut(width * height);
        chroma[..quarter].fill((128.0 + strength * hue.cos()) as u8);
        chroma[quarter..].fill((128.0 + strength * hue.sin()) as u8);
        // The strip and the square are grey, so that they are black and white in any matrix.
        let (strip, side) = (height * 16 / 540 / 2 + 1, (height as f64 * FLASH_SIDE) as usize / 2 + 1);
        for plane in chroma.chunks_exact_mut(quarter) {
            for (row, line) in plane.chunks_exact_mut(width / 2).enumerate() {
                if row < strip {
                    line[..(width / 2 * 33 / 60).min(width / 2)].fill(128);
                }
                if row + side >= height / 2 {
                    line[width / 2 - side..].fill(128);
                }
            }
        }
    }
}

/// The texture goes down by so many rows and begins anew.
const PERIOD: usize = 64;

fn size(spec: &ClipSpec) -> (usize, usize) {
    (spec.size.0 as usize, spec.size.1 as usize)
}

/// Smooth waves with some grain: neither too easy nor too hard for a codec.
fn texture(width: usize, height: usize, id: u8) -> Vec<u8> {
    // Repeats after half its width and after PERIOD rows, so that moving windows fit together.
    let turn = std::f64::consts::TAU * 2.0 / width as f64;
    let across: Vec<f64> = (0..width)
        .map(|x| 28.0 * (x as f64 * turn * 5.0).sin() + 14.0 * (x as f64 * turn * 23.0).cos())
        .collect();
    let mut grain = u32::from(id).wrapping_mul(2_654_435_761) | 1;
    let mut texture = Vec::with_capacity(width * height);
    for y in 0..height {
        let down = 18.0 * (y as f64 * std::f64::consts::TAU / PERIOD as f64).sin();
        for base in &across {
            grain = grain.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let noise = f64::from(grain >> 28) - 7.5;
            texture.push((120.0 + base + down + noise).clamp(16.0, 235.0) as u8);
        }
    }
    texture
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cells::Pixels;
    use crate::clips::Rate;

    #[test]
    fn frames_carry_their_number() {
        for size in [(960, 540), (640, 360), (1_920, 1_080)] {
            let spec = ClipSpec { size, ..ClipSpec::small(77, 2_000) };
            let mut painter = Painter::new(&spec);
            for frame in [0, 1, 59] {
                let bytes = painter.paint(frame);
                let pixels = Pixels { bytes, stride: size.0 as usize, step: 1, offset: 0, wide: false };
                let mark = Mark { clip: 77, frame: frame as u16 };
                assert_eq!(pixels.read(size.0, size.1), Some(mark));
            }
        }
    }

    #[test]
    fn flashes_come_half_a_second_into_every_second() {
        for (rate, first) in [(Rate::R25, 13), (Rate::R30, 15), (Rate::R60, 30), (Rate::R29_97, 15)] {
            let spec = ClipSpec { rate, frames: 200, ..ClipSpec::small(1, 1) };
            let lit: Vec<u32> = (0..100).filter(|frame| is_flash(&spec, *frame)).collect();
            assert_eq!(&lit[..4], [first, first + 1, first + 2, lit[3]], "{rate:?}");
            assert!(lit[3] > first + 20);
        }
    }
}
