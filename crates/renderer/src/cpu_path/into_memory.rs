//! Pictures into pixels that someone else owns: a window's shared memory, a mapped buffer, a file.

use super::convert::Converter;
use crate::checked::{CheckedPicture, PictureError};
use crate::geometry::PixelRect;
use media::Picture;
use std::ops::Range;
use std::sync::Arc;

/// How a pixel's four bytes lie in memory. The fourth is always 255.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PixelOrder {
    /// Blue first, as X11, Windows and most surfaces have it.
    Bgra,
    /// Red first.
    Rgba,
}

/// Converts and scales pictures on the processor, without a graphics device. Keeps its tables and
/// working rows, so that pictures of one kind after the other allocate nothing.
#[derive(Debug)]
pub struct CpuConverter {
    converter: Converter,
}

impl CpuConverter {
    /// The longest side of a picture that is taken.
    pub const LARGEST_SIDE: u32 = 16_384;

    /// For pixels of this order.
    #[must_use]
    pub fn new(order: PixelOrder) -> Self {
        Self { converter: Converter::new(order == PixelOrder::Bgra) }
    }

    /// Writes the picture, turned upright and stretched over `rect` ([`crate::fit`] says where that
    /// is), into `out`: rows of pixels from the top, `stride` bytes from one to the next. Pixels
    /// outside `rect` are not touched (see [`Self::fill_around`]); `background` shows through where
    /// the picture is transparent.
    ///
    /// # Errors
    /// When the picture's planes do not hold what it promises, or `rect` does not lie within `out`.
    /// Nothing is written then.
    pub fn convert_into(
        &mut self,
        picture: &Arc<Picture>,
        rect: PixelRect,
        background: [u8; 3],
        out: &mut [u8],
        stride: usize,
    ) -> Result<(), PictureError> {
        self.convert_rows_into(picture, rect, 0..usize::MAX, background, out, stride)
    }

    /// The same, writing no more than these rows of `out`.
    ///
    /// # Errors
    /// As [`Self::convert_into`].
    pub fn convert_rows_into(
        &mut self,
        picture: &Arc<Picture>,
        rect: PixelRect,
        rows: Range<usize>,
        background: [u8; 3],
        out: &mut [u8],
        stride: usize,
    ) -> Result<(), PictureError> {
        let checked = CheckedPicture::new(picture, Self::LARGEST_SIDE)?;
        if rect.is_empty() {
            return Ok(());
        }
        let start = place_in(rect, out.len(), stride)?;
        let size = (rect.width as usize, rect.height as usize);
        let top = rect.y as usize;
        let within = |row: usize| row.saturating_sub(top).min(size.1);
        let rows = within(rows.start)..within(rows.end);
        if !rows.is_empty() {
            let pixels = &mut out[start + rows.start * stride..];
            self.converter.convert(&checked, size, rows, background, pixels, stride);
        }
        Ok(())
    }

    /// The picture made small for a list or a card, upright and in its own shape, on black: its width and
    /// height, and its rows of pixels without a gap. The longer side has `longer_side` pixels, also where the
    /// picture has fewer; the other has at least one.
    ///
    /// # Errors
    /// When the picture's planes do not hold what it promises.
    pub fn small(
        &mut self,
        picture: &Arc<Picture>,
        longer_side: u32,
    ) -> Result<((u32, u32), Vec<u8>), PictureError> {
        let (width, height) = picture.display_size();
        let longer = width.max(height).max(1);
        let side = |side: u32| {
            let scaled = u64::from(side) * u64::from(longer_side) / u64::from(longer);
            u32::try_from(scaled).unwrap_or(longer_side).clamp(1, longer_side.max(1))
        };
        let size = (side(width), side(height));
        let stride = size.0 as usize * 4;
        let mut pixels = vec![0; stride * size.1 as usize];
        self.convert_into(picture, PixelRect::whole(size), [0, 0, 0], &mut pixels, stride)?;
        Ok((size, pixels))
    }

    /// Fills what lies outside `rect` on a canvas of this size with a colour. What of the rows or
    /// of the last row is not in `out` is left out.
    pub fn fill_around(
        &self,
        (width, height): (u32, u32),
        rect: PixelRect,
        colour: [u8; 3],
        out: &mut [u8],
        stride: usize,
    ) {
        self.fill_rows_around((width, height), rect, 0..usize::MAX, colour, out, stride);
    }

    /// The same, writing no more than these rows of `out`.
    pub fn fill_rows_around(
        &self,
        (width, height): (u32, u32),
        rect: PixelRect,
        rows: Range<usize>,
        colour: [u8; 3],
        out: &mut [u8],
        stride: usize,
    ) {
        let bar = self.converter.pixel(colour);
        let PixelRect { x, y, width: wide, height: high } = rect.within((width, height));
        let fill = |pixels: &mut [u8]| {
            for pixel in pixels.as_chunks_mut::<4>().0 {
                *pixel = bar;
            }
        };
        let lines = out.chunks_mut(stride.max(1)).enumerate().take(rows.end.min(height as usize));
        for (row, line) in lines.skip(rows.start) {
            let end = line.len().min(width as usize * 4);
            let line = &mut line[..end];
            if (y as usize..(y + high) as usize).contains(&row) {
                let left = (x as usize * 4).min(line.len());
                let right = ((x + wide) as usize * 4).min(line.len());
                fill(&mut line[..left]);
                fill(&mut line[right..]);
            } else {
                fill(line);
            }
        }
    }
}

/// Where in `bytes` bytes the rectangle begins, when all of it is there.
fn place_in(rect: PixelRect, bytes: usize, stride: usize) -> Result<usize, PictureError> {
    let [x, y, width, height] = [rect.x, rect.y, rect.width, rect.height].map(|side| side as usize);
    let row_end = x.saturating_add(width).saturating_mul(4);
    let needed = y.saturating_add(height - 1).saturating_mul(stride).saturating_add(row_end);
    if row_end > stride || needed > bytes {
        return Err(PictureError::NoRoom { rect, bytes, stride });
    }
    Ok(y * stride + x * 4)
}

#[cfg(test)]
mod tests {
    use super::*;
    use media::{Colours, PixelAspect, PixelFormat, Plane, Rotation};

    fn picture(width: u32, height: u32) -> Arc<Picture> {
        let pixel = [10, 20, 30, 255];
        Arc::new(Picture {
            width,
            height,
            format: PixelFormat::Rgba8,
            planes: vec![Plane {
                stride: width as usize * 4,
                data: pixel.repeat((width * height) as usize).into(),
            }],
            colours: Colours::default(),
            rotation: Rotation::None,
            pixel_aspect: PixelAspect::SQUARE,
        })
    }

    #[test]
    fn writes_the_rectangle_and_the_bars_and_nothing_else() {
        let (canvas, stride) = ((7, 5), 7 * 4 + 3);
        let rect = PixelRect { x: 2, y: 1, width: 3, height: 3 };
        let mut converter = CpuConverter::new(PixelOrder::Bgra);
        let mut out = vec![9; stride * 5];
        converter.convert_into(&picture(4, 4), rect, [0; 3], &mut out, stride).unwrap();
        converter.fill_around(canvas, rect, [1, 2, 3], &mut out, stride);
        for (y, line) in out.chunks(stride).enumerate() {
            for (x, pixel) in line.as_chunks::<4>().0.iter().enumerate() {
                let inside = (2..5).contains(&x) && (1..4).contains(&y);
                assert_eq!(*pixel, if inside { [30, 20, 10, 255] } else { [3, 2, 1, 255] }, "{x}, {y}");
            }
            assert_eq!(line[28..], [9; 3]);
        }
    }

    #[test]
    fn rows_made_by_themselves_are_those_of_the_whole() {
        let formats = [PixelFormat::Rgba8, PixelFormat::Yuv420P8, PixelFormat::Yuv420P10];
        let turns = [Rotation::None, Rotation::Clockwise90, Rotation::Half, Rotation::Clockwise270];
        for (format, rotation) in formats.into_iter().flat_map(|format| turns.map(|turn| (format, turn))) {
            let plane = |index| {
                let (stride, rows) = format.plane_size(index, 30, 50);
                // Of a word's two bytes the second holds but two bits.
                let byte = |at: usize| (at * at * 7 % 251) as u8 & if at % 2 == 1 { 3 } else { 255 };
                Plane { stride, data: (0..stride * rows).map(byte).collect::<Vec<u8>>().into() }
            };
            let planes = (0..format.plane_count()).map(plane).collect();
            let picture = Arc::new(Picture {
                width: 30,
                height: 50,
                format,
                planes,
                rotation,
                ..Picture::clone(&picture(1, 1))
            });
            let (rect, stride) = (PixelRect { x: 1, y: 3, width: 40, height: 45 }, 41 * 4);
            let mut converter = CpuConverter::new(PixelOrder::Bgra);
            let (mut whole, mut parts) = (vec![9; stride * 50], vec![9; stride * 50]);
            converter.convert_into(&picture, rect, [1, 2, 3], &mut whole, stride).unwrap();
            for rows in [0..2, 40..50, 2..4, 4..37, 37..37, 37..40] {
                converter.convert_rows_into(&picture, rect, rows, [1, 2, 3], &mut parts, stride).unwrap();
            }
            assert!(whole == parts, "{format:?} {rotation:?}");
        }
    }

    #[test]
    fn a_rectangle_that_is_not_there_is_refused() {
        let mut converter = CpuConverter::new(PixelOrder::Rgba);
        let mut out = vec![9; 10 * 4 * 10 - 1];
        let whole = PixelRect::whole((10, 10));
        for (rect, stride) in [
            (whole, 40),
            (PixelRect { x: 1, ..whole }, 40),
            (PixelRect { width: u32::MAX, ..whole }, 40),
            (PixelRect { y: u32::MAX, height: u32::MAX, ..whole }, usize::MAX),
            (PixelRect::whole((9, 9)), 0),
        ] {
            let error = converter.convert_into(&picture(4, 4), rect, [0; 3], &mut out, stride).unwrap_err();
            assert!(matches!(error, PictureError::NoRoom { .. }), "{error}");
        }
        assert!(out.iter().all(|&byte| byte == 9));
        // The last row may end with its last pixel.
        let fitting = PixelRect { height: 9, ..whole };
        converter.convert_into(&picture(4, 4), fitting, [0; 3], &mut out, 40).unwrap();
    }
}
