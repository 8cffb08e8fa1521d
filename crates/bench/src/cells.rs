//! The strip of black and white cells that every frame of a bench clip carries: which clip it is,
//! and which frame of it.
//!
//! The strip lies in the picture's upper left corner: [`CELLS`] cells in one row, each 1/60 of the
//! picture's width wide and 16/540 of its height high (16×16 pixels at 960×540). All places are
//! fractions of the picture, so it is found again in a picture of any size. Cell 0 is always white
//! and cell 1 black: what lies between them decides about the others, whatever the range or depth
//! of the samples. Then follow 8 bits of clip id, 16 of frame number and 6 of check sum, highest
//! first.

use media::{Picture, PixelFormat};

/// Cells in the strip.
pub const CELLS: usize = 32;
/// The width of a cell, in parts of the picture's width.
pub const CELL_WIDTH: f64 = 1.0 / 60.0;
/// The height of a cell, in parts of the picture's height.
pub const CELL_HEIGHT: f64 = 16.0 / 540.0;

/// Which frame of which clip a picture is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mark {
    /// The clip's id.
    pub clip: u8,
    /// The frame's number, from 0.
    pub frame: u16,
}

/// The rectangle of one cell in a picture of some size, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellRect {
    /// First column.
    pub left: u32,
    /// First row.
    pub top: u32,
    /// The column after the last.
    pub right: u32,
    /// The row after the last.
    pub bottom: u32,
}

/// Pixels that a strip is read from.
#[derive(Clone, Copy, Debug)]
pub struct Pixels<'a> {
    /// Rows from the top.
    pub bytes: &'a [u8],
    /// Bytes from one row to the next.
    pub stride: usize,
    /// Bytes from one pixel to the next.
    pub step: usize,
    /// Where in a pixel the byte lies that is looked at.
    pub offset: usize,
    /// That byte and the next are one little-endian number.
    pub wide: bool,
}

/// The colours of the cells: `true` is white.
#[must_use]
pub fn cells(mark: Mark) -> [bool; CELLS] {
    let value = u32::from(mark.clip) << 16 | u32::from(mark.frame);
    let bits = value << 6 | u32::from(check_sum(value));
    let mut cells = [false; CELLS];
    cells[0] = true;
    for (nth, cell) in cells.iter_mut().skip(2).enumerate() {
        *cell = bits >> (29 - nth) & 1 == 1;
    }
    cells
}

/// Where a cell lies in a picture of this size.
#[must_use]
pub fn cell_rect(index: usize, width: u32, height: u32) -> CellRect {
    let edge = |index: usize| (f64::from(width) * CELL_WIDTH * index as f64).round() as u32;
    let bottom = (f64::from(height) * CELL_HEIGHT).round() as u32;
    CellRect { left: edge(index), top: 0, right: edge(index + 1), bottom }
}

/// Reads the strip of a picture of this size. `at` gives a pixel's brightness (any scale), or
/// `None` outside. `None`: there is no strip, or the check sum does not fit.
pub fn read(width: u32, height: u32, at: impl Fn(u32, u32) -> Option<u32>) -> Option<Mark> {
    let mut levels = [0; CELLS];
    for (index, level) in levels.iter_mut().enumerate() {
        *level = brightness(cell_rect(index, width, height), &at)?;
    }
    let (white, black) = (levels[0], levels[1]);
    if white < black || (white - black) * 3 < white {
        return None;
    }
    let middle = black + (white - black) / 2;
    let bits = levels.iter().skip(2).fold(0, |bits: u32, level| bits << 1 | u32::from(*level > middle));
    let value = bits >> 6;
    let sound = u32::from(check_sum(value)) == bits & 0x3f;
    sound.then_some(Mark { clip: (value >> 16) as u8, frame: value as u16 })
}

/// Reads the strip of a decoded picture.
#[must_use]
pub fn read_picture(picture: &Picture) -> Option<Mark> {
    let plane = picture.planes.first()?;
    let (row, _) = picture.format.plane_size(0, picture.width, 1);
    let step = row / picture.width.max(1) as usize;
    let pixels = Pixels {
        bytes: &plane.data,
        stride: plane.stride,
        step,
        // Green tells enough of the brightness.
        offset: usize::from(picture.format == PixelFormat::Rgba8),
        wide: step == 2,
    };
    pixels.read(picture.width, picture.height)
}

impl<'a> Pixels<'a> {
    /// Pixels of four bytes (BGRA, RGBA, BGRX …): the second of them is green in all of these.
    #[must_use]
    pub const fn of_four_bytes(bytes: &'a [u8], stride: usize) -> Self {
        Self { bytes, stride, step: 4, offset: 1, wide: false }
    }

    /// Reads the strip of a picture of this size whose upper left corner is the first pixel.
    #[must_use]
    pub fn read(&self, width: u32, height: u32) -> Option<Mark> {
        read(width, height, |x, y| self.at(x, y))
    }

    fn at(&self, x: u32, y: u32) -> Option<u32> {
        let place = y as usize * self.stride + x as usize * self.step + self.offset;
        let low = u32::from(*self.bytes.get(place)?);
        if !self.wide {
            return Some(low);
        }
        Some(low | u32::from(*self.bytes.get(place + 1)?) << 8)
    }
}

/// The mean of nine points in the middle of a cell: its edges are blurred by codec and scaling.
fn brightness(cell: CellRect, at: &impl Fn(u32, u32) -> Option<u32>) -> Option<u32> {
    let (wide, high) = (cell.right.saturating_sub(cell.left), cell.bottom.saturating_sub(cell.top));
    let mut sum = 0;
    for (across, down) in (0..9).map(|nth| (nth % 3, nth / 3)) {
        // At 3/8, 4/8 and 5/8.
        sum += at(cell.left + wide * (3 + across) / 8, cell.top + high * (3 + down) / 8)?;
    }
    Some(sum / 9)
}

/// CRC-6/ITU (polynomial x⁶ + x + 1) of 24 bits: finds every burst of up to six wrong cells.
fn check_sum(value: u32) -> u8 {
    let mut rest = 0_u8;
    for bit in (0..24).rev() {
        let carry = (rest >> 5 & 1) ^ (value >> bit & 1) as u8;
        rest = rest << 1 & 0x3f;
        if carry == 1 {
            rest ^= 0b00_0011;
        }
    }
    // A strip that is all black or all white is none.
    rest ^ 0x2a
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A picture of one byte a pixel with the strip drawn in these levels.
    fn drawn(mark: Mark, width: u32, height: u32, black: u8, white: u8) -> Vec<u8> {
        let mut bytes = vec![128; (width * height) as usize];
        for (index, cell) in cells(mark).into_iter().enumerate() {
            let rect = cell_rect(index, width, height);
            for y in rect.top..rect.bottom {
                for x in rect.left..rect.right {
                    bytes[(y * width + x) as usize] = if cell { white } else { black };
                }
            }
        }
        bytes
    }

    fn grey(bytes: &[u8], width: u32) -> Pixels<'_> {
        Pixels { bytes, stride: width as usize, step: 1, offset: 0, wide: false }
    }

    proptest! {
        #[test]
        fn what_is_drawn_is_read(clip in any::<u8>(), frame in any::<u16>(), width in 320_u32..2000) {
            let (mark, height) = (Mark { clip, frame }, width * 9 / 16);
            let bytes = drawn(mark, width, height, 16, 235);
            prop_assert_eq!(grey(&bytes, width).read(width, height), Some(mark));
        }

        #[test]
        fn one_or_two_wrong_cells_are_noticed(
            clip in any::<u8>(), frame in any::<u16>(), wrong in 2..CELLS, second in 2..CELLS,
        ) {
            let (width, height) = (960, 540);
            let mut bytes = drawn(Mark { clip, frame }, width, height, 16, 235);
            for index in [wrong, second] {
                let rect = cell_rect(index, width, height);
                for y in rect.top..rect.bottom {
                    for x in rect.left..rect.right {
                        let at = (y * width + x) as usize;
                        bytes[at] = 251 - bytes[at];
                    }
                }
            }
            let read = grey(&bytes, width).read(width, height);
            prop_assert_eq!(read.is_some(), wrong == second);
        }
    }

    #[test]
    fn pictures_without_a_strip_are_not_read() {
        for level in [0, 16, 128, 235, 255] {
            let bytes = vec![level; 960 * 540];
            assert_eq!(grey(&bytes, 960).read(960, 540), None);
        }
        let mark = Mark { clip: 3, frame: 77 };
        let faint = drawn(mark, 960, 540, 120, 140);
        assert_eq!(grey(&faint, 960).read(960, 540), None);
        assert_eq!(grey(&faint[..100], 960).read(960, 540), None, "a picture that is cut off");
    }
}
