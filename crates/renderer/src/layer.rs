//! An overlay that has been drawn once and lies over many pictures.
//!
//! On a software adapter drawing the interface costs much more than mixing its finished pixels
//! into a picture that the processor makes anyway. So it is drawn into a [`LayerTarget`] when it
//! changes, read, and given to [`crate::PictureRenderer::set_layer`].

use crate::canvas::Canvas;
use crate::gpu::Gpu;
use crate::offscreen::{Offscreen, OffscreenError};
use std::ops::Range;

/// Where a layer is drawn: transparent at first, of the format of the canvases it will lie on.
#[derive(Debug)]
pub struct LayerTarget(Offscreen);

/// Finished pixels with premultiplied alpha, in the canvas's order of bytes.
#[derive(Debug)]
pub struct Layer {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
    /// For each row, which pixels are not wholly transparent.
    seen: Vec<Vec<Range<usize>>>,
}

impl LayerTarget {
    /// A target for canvases of this size and format.
    ///
    /// # Errors
    /// When a side is zero or beyond the device's limit.
    pub fn new(
        gpu: &Gpu,
        (width, height): (u32, u32),
        format: wgpu::TextureFormat,
    ) -> Result<Self, OffscreenError> {
        Offscreen::with_format(gpu, width, height, format).map(Self)
    }

    /// What is drawn on. Begin with a pass that clears to transparent.
    #[must_use]
    pub fn canvas(&self) -> Canvas<'_> {
        self.0.canvas()
    }

    /// Waits until everything submitted has been drawn, and gives the layer.
    ///
    /// # Errors
    /// When the device is lost or out of memory.
    pub fn read(&self, gpu: &Gpu) -> Result<Layer, OffscreenError> {
        let (width, height) = self.canvas().size();
        Ok(Layer::new(width as usize, height as usize, self.0.read_bytes(gpu)?))
    }
}

impl Layer {
    fn new(width: usize, height: usize, pixels: Vec<u8>) -> Self {
        let seen = pixels.chunks_exact(width * 4).map(seen_in).collect();
        Self { width, height, pixels, seen }
    }

    /// Whether it fits a canvas of this size.
    pub(crate) fn fits(&self, (width, height): (u32, u32)) -> bool {
        (self.width, self.height) == (width as usize, height as usize)
    }

    /// Mixes it into pixels of the same size.
    pub(crate) fn lay_on(&self, pixels: &mut [u8]) {
        let stride = self.width * 4;
        let rows = pixels.chunks_exact_mut(stride).zip(self.pixels.chunks_exact(stride));
        for ((under, over), seen) in rows.zip(&self.seen) {
            for Range { start, end } in seen {
                let (under, _) = under[start * 4..end * 4].as_chunks_mut::<4>();
                let (over, _) = over[start * 4..end * 4].as_chunks::<4>();
                for (under, over) in under.iter_mut().zip(over) {
                    *under = mix(*under, *over);
                }
            }
        }
    }
}

/// Source-over with premultiplied alpha; what lies under is opaque.
fn mix(under: [u8; 4], over: [u8; 4]) -> [u8; 4] {
    let through = 255 - u32::from(over[3]);
    std::array::from_fn(|channel| {
        // Division by 255, exact for all products of two bytes.
        let product = u32::from(under[channel]) * through + 128;
        let behind = (product + (product >> 8)) >> 8;
        (u32::from(over[channel]) + behind).min(255) as u8
    })
}

/// Runs of pixels of a row that are not wholly transparent. Short gaps are left in: going on costs
/// less than beginning anew.
fn seen_in(row: &[u8]) -> Vec<Range<usize>> {
    const GAP: usize = 16;
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (index, pixel) in row.as_chunks::<4>().0.iter().enumerate() {
        if *pixel == [0; 4] {
            continue;
        }
        match runs.last_mut() {
            Some(run) if index < run.end + GAP => run.end = index + 1,
            _ => runs.push(index..index + 1),
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
    fn only_what_is_seen_is_touched() {
        let mut pixels = vec![0; 100 * 4];
        for seen in [3, 5, 90] {
            pixels[seen * 4 + 3] = 255;
        }
        let layer = Layer::new(100, 1, pixels);
        assert_eq!(layer.seen, [[3..6, 90..91]]);
        let mut under = vec![9; 100 * 4];
        layer.lay_on(&mut under);
        let black = |pixel: usize| under[pixel * 4] == 0;
        assert!(black(3) && !black(4) && black(5) && black(90) && !black(91));
    }
}
