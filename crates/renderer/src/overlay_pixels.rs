//! What lies over the pictures of a window that the processor draws: finished pixels, kept from one
//! picture to the next.

use crate::geometry::PixelRect;
use std::ops::Range;

/// An overlay's pixels: blue, green, red, alpha, premultiplied, in rows from the top. A
/// [`crate::SoftwareScreen`] has one; on its own it is for looking at what would be drawn.
#[derive(Debug, Default)]
pub struct OverlayPixels {
    width: usize,
    pixels: Vec<[u8; 4]>,
    /// For each row, where something is to be seen.
    seen: Vec<Vec<Run>>,
}

/// Pixels of a row that are not wholly transparent.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Run {
    place: Range<usize>,
    /// Nothing shines through any of them.
    opaque: bool,
}

/// The part of an overlay that is drawn anew, wholly transparent at first.
#[derive(Debug)]
pub struct OverlayArea<'a> {
    /// What may be drawn on, in the window's pixels.
    pub rect: PixelRect,
    pixels: &'a mut [[u8; 4]],
    width: usize,
}

impl OverlayArea<'_> {
    /// Pixels `columns` of row `y` (both in the window's pixels), cut to what may be drawn on.
    /// Blue, green, red, alpha; premultiplied.
    pub fn row(&mut self, y: u32, columns: Range<u32>) -> &mut [[u8; 4]] {
        let PixelRect { x, y: top, width, height } = self.rect;
        if !(top..top + height).contains(&y) {
            return &mut [];
        }
        let start = columns.start.clamp(x, x + width) as usize;
        let end = (columns.end.clamp(x, x + width) as usize).max(start);
        let row = y as usize * self.width;
        &mut self.pixels[row + start..row + end]
    }
}

impl OverlayPixels {
    /// Wholly transparent, for a window of this size.
    #[must_use]
    pub fn new(size: (u32, u32)) -> Self {
        let mut overlay = Self::default();
        overlay.resize(size);
        overlay
    }

    /// All pixels; none while nothing is to be seen.
    #[must_use]
    pub fn pixels(&self) -> &[[u8; 4]] {
        &self.pixels
    }

    /// Takes the window's size; with another one than before everything is transparent.
    pub(crate) fn resize(&mut self, (width, height): (u32, u32)) {
        let (width, height) = (width as usize, height as usize);
        if self.width != width || self.seen.len() != height {
            // Made when something is drawn: a window without an overlay needs no memory for it.
            *self = Self { width, pixels: Vec::new(), seen: vec![Vec::new(); height] };
        }
    }

    /// Draws the part within `rect` anew.
    pub fn redraw(&mut self, rect: PixelRect, draw: impl FnOnce(&mut OverlayArea<'_>)) {
        let rect = rect.within((self.width as u32, self.seen.len() as u32));
        if rect.is_empty() {
            return;
        }
        self.pixels.resize(self.width * self.seen.len(), [0; 4]);
        let mut area = OverlayArea { rect, pixels: &mut self.pixels, width: self.width };
        for y in rect.y..rect.y + rect.height {
            area.row(y, rect.x..rect.x + rect.width).fill([0; 4]);
        }
        draw(&mut area);
        for y in rect.y as usize..(rect.y + rect.height) as usize {
            self.seen[y] = runs(&self.pixels[y * self.width..][..self.width]);
        }
        if self.seen.iter().all(Vec::is_empty) {
            self.pixels = Vec::new();
        }
    }

    /// Mixes rows of it into the same rows of a window's pixels, which are opaque.
    pub(crate) fn lay_on(&self, rows: Range<usize>, window: &mut [u8]) {
        let stride = self.width * 4;
        for y in rows.start..rows.end.min(self.seen.len()) {
            let Some(line) = window.get_mut(y * stride..(y + 1) * stride) else { return };
            let (under, _) = line.as_chunks_mut::<4>();
            for Run { place, opaque } in &self.seen[y] {
                let over = &self.pixels[y * self.width..][place.clone()];
                let under = &mut under[place.clone()];
                if *opaque {
                    under.copy_from_slice(over);
                } else {
                    for (under, over) in under.iter_mut().zip(over) {
                        *under = mix(*under, *over);
                    }
                }
            }
        }
    }
}

/// Source-over with premultiplied alpha: what a blending unit does with the factors one and one
/// minus the source's alpha.
#[must_use]
#[inline]
pub fn mix(under: [u8; 4], over: [u8; 4]) -> [u8; 4] {
    let through = 255 - u32::from(over[3]);
    std::array::from_fn(|channel| {
        // Division by 255, rounded, exact for all products of two bytes.
        let product = u32::from(under[channel]) * through + 128;
        let behind = (product + (product >> 8)) >> 8;
        (u32::from(over[channel]) + behind).min(255) as u8
    })
}

/// What is seen of a row. Short transparent gaps are left in: going on costs less than beginning
/// anew; opaque stretches are told apart when copying them is worth it.
fn runs(row: &[[u8; 4]]) -> Vec<Run> {
    const GAP: usize = 16;
    const WORTH_COPYING: usize = 32;
    let mut runs: Vec<Run> = Vec::new();
    let mut index = 0;
    while index < row.len() {
        let alike = |pixel: &[u8; 4]| (*pixel == [0; 4], pixel[3] == 255);
        let (clear, opaque) = alike(&row[index]);
        let length = row[index..].iter().take_while(|pixel| alike(pixel) == (clear, opaque)).count();
        let (start, end) = (index, index + length);
        index = end;
        if clear {
            continue;
        }
        let opaque = opaque && length >= WORTH_COPYING;
        match runs.last_mut() {
            Some(run) if start < run.place.end + GAP && !opaque && !run.opaque => run.place.end = end,
            _ => runs.push(Run { place: start..end, opaque }),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mixes_as_a_blending_unit_does() {
        for alpha in [0_u8, 1, 100, 254, 255] {
            for over in [0, alpha / 2, alpha] {
                for under in [0_u8, 1, 77, 255] {
                    let exact = f64::from(over) + f64::from(under) * f64::from(255 - alpha) / 255.0;
                    let got = mix([under; 4], [over, over, over, alpha])[0];
                    assert!((f64::from(got) - exact).abs() <= 0.501, "{under} under {over}, {alpha}: {got}");
                }
            }
        }
    }

    #[test]
    fn only_what_is_seen_is_touched_and_what_is_drawn_anew_was_transparent() {
        let mut overlay = OverlayPixels::default();
        overlay.resize((100, 3));
        let whole = PixelRect::whole((100, 3));
        overlay.redraw(whole, |area| {
            for x in [3, 5, 90] {
                area.row(1, x..x + 1)[0] = [0, 0, 0, 255];
            }
            area.row(2, 10..80).fill([7, 7, 7, 255]);
            assert!(area.row(3, 0..100).is_empty());
        });
        assert_eq!(
            overlay.seen[1],
            [Run { place: 3..6, opaque: false }, Run { place: 90..91, opaque: false }]
        );
        assert_eq!(overlay.seen[2], [Run { place: 10..80, opaque: true }]);
        let mut window = vec![9; 100 * 3 * 4];
        overlay.lay_on(0..3, &mut window);
        let first = |pixel: usize| window[pixel * 4];
        assert_eq!([3, 4, 5, 6, 90, 91].map(|x| first(100 + x)), [0, 9, 0, 9, 0, 9]);
        assert_eq!([9, 10, 79, 80].map(|x| first(200 + x)), [9, 7, 7, 9]);

        overlay.redraw(PixelRect { x: 0, y: 1, width: 50, height: 1 }, |_| {});
        assert_eq!(overlay.seen[1], [Run { place: 90..91, opaque: false }]);
        overlay.redraw(whole, |_| {});
        assert!(overlay.pixels.is_empty());
    }
}
