//! Planes to pixels of a size: scaled, converted and turned.

use super::resample::{Byte, FirstOfTwo, SecondOfTwo, TenBits, make_row};
use super::taps::Taps;
use crate::checked::CheckedPicture;
use crate::geometry::swaps_sides;
use media::{ColourMatrix, ColourRange, Picture, PixelFormat, Rotation};
use yuv::{YuvPlanarImage, YuvRange, YuvStandardMatrix};

/// Rows that are scaled before they are converted together: they stay in a near cache.
const ROWS_AT_ONCE: usize = 16;

/// Converts pictures, keeping buffers and tables from one to the next.
#[derive(Debug)]
pub(super) struct Converter {
    blue_first: bool,
    plan: Plan,
    /// Room for one row between the two steps of scaling.
    between: Vec<i16>,
    /// Scaled rows of the three planes.
    rows: [Vec<u8>; 3],
    /// The picture before it is turned.
    unturned: Vec<u8>,
    /// Red, green and blue planes of an RGBA picture on the background.
    flattened: [Vec<u8>; 3],
}

/// The scaling tables of one combination of sizes.
#[derive(Debug, Default)]
struct Plan {
    source: (u32, u32),
    made: (usize, usize),
    whole: Sides,
    half: Sides,
}

/// Tables for the rows' and the columns' direction.
#[derive(Debug, Default)]
struct Sides {
    across: Taps,
    down: Taps,
}

impl Converter {
    pub(super) fn new(blue_first: bool) -> Self {
        Self {
            blue_first,
            plan: Plan::default(),
            between: Vec::new(),
            rows: Default::default(),
            unturned: Vec::new(),
            flattened: Default::default(),
        }
    }

    /// An opaque pixel of this colour as its bytes lie on the canvas.
    pub(super) fn pixel(&self, [r, g, b]: [u8; 3]) -> [u8; 4] {
        if self.blue_first { [b, g, r, 255] } else { [r, g, b, 255] }
    }

    /// Makes the picture at this size (as shown, both sides at least 1) into rows of pixels that
    /// are `stride` bytes apart.
    pub(super) fn convert(
        &mut self,
        checked: &CheckedPicture,
        (width, height): (usize, usize),
        background: [u8; 3],
        pixels: &mut [u8],
        stride: usize,
    ) {
        let rotation = checked.picture().rotation;
        if rotation == Rotation::None {
            return self.convert_unturned(checked, (width, height), background, pixels, stride);
        }
        let before = if swaps_sides(rotation) { (height, width) } else { (width, height) };
        let mut unturned = std::mem::take(&mut self.unturned);
        unturned.resize(width * height * 4, 0);
        self.convert_unturned(checked, before, background, &mut unturned, before.0 * 4);
        turn(&unturned, before, rotation, pixels, stride);
        self.unturned = unturned;
    }

    fn convert_unturned(
        &mut self,
        checked: &CheckedPicture,
        made: (usize, usize),
        background: [u8; 3],
        pixels: &mut [u8],
        stride: usize,
    ) {
        let picture = checked.picture();
        self.plan.prepare((picture.width, picture.height), made);
        if picture.format == PixelFormat::Rgba8 {
            flatten(checked, background, &mut self.flattened);
        }
        for rows in &mut self.rows {
            rows.resize(made.0 * ROWS_AT_ONCE, 0);
        }
        let mut begin = 0;
        for strip in pixels.chunks_mut(stride * ROWS_AT_ONCE) {
            let count = ROWS_AT_ONCE.min(made.1 - begin);
            for row in 0..count {
                self.scale_row(checked, begin + row, row * made.0..(row + 1) * made.0);
            }
            self.colour(picture, (made.0, count), strip, stride);
            begin += count;
            if begin == made.1 {
                break;
            }
        }
    }

    /// Makes row `index` of the three scaled planes.
    fn scale_row(&mut self, checked: &CheckedPicture, index: usize, place: std::ops::Range<usize>) {
        let Self { plan: Plan { whole, half, .. }, between, rows: [y, u, v], flattened, .. } = self;
        let (y, u, v) = (&mut y[place.clone()], &mut u[place.clone()], &mut v[place]);
        let plane = |plane: usize| move |row: usize| checked.row(plane, row);
        match checked.picture().format {
            PixelFormat::Yuv420P8 => {
                make_row::<Byte>(plane(0), &whole.down, &whole.across, index, between, y);
                make_row::<Byte>(plane(1), &half.down, &half.across, index, between, u);
                make_row::<Byte>(plane(2), &half.down, &half.across, index, between, v);
            }
            PixelFormat::Yuv420P10 => {
                make_row::<TenBits>(plane(0), &whole.down, &whole.across, index, between, y);
                make_row::<TenBits>(plane(1), &half.down, &half.across, index, between, u);
                make_row::<TenBits>(plane(2), &half.down, &half.across, index, between, v);
            }
            PixelFormat::Nv12 => {
                make_row::<Byte>(plane(0), &whole.down, &whole.across, index, between, y);
                make_row::<FirstOfTwo>(plane(1), &half.down, &half.across, index, between, u);
                make_row::<SecondOfTwo>(plane(1), &half.down, &half.across, index, between, v);
            }
            PixelFormat::Rgba8 => {
                let width = checked.picture().width as usize;
                for (flat, made) in flattened.iter().zip([y, u, v]) {
                    let row = |row: usize| &flat[row * width..][..width];
                    make_row::<Byte>(row, &whole.down, &whole.across, index, between, made);
                }
            }
        }
    }

    /// Makes pixels of the scaled rows.
    fn colour(&self, picture: &Picture, (width, rows): (usize, usize), pixels: &mut [u8], stride: usize) {
        let [y, u, v] = [0, 1, 2].map(|plane| &self.rows[plane][..width * rows]);
        if picture.format == PixelFormat::Rgba8 {
            for (row, line) in pixels.chunks_mut(stride).take(rows).enumerate() {
                let at = row * width;
                let colours = y[at..].iter().zip(&u[at..]).zip(&v[at..]);
                for (pixel, ((&r, &g), &b)) in
                    line[..width * 4].as_chunks_mut::<4>().0.iter_mut().zip(colours)
                {
                    *pixel = self.pixel([r, g, b]);
                }
            }
            return;
        }
        let samples = width as u32;
        let image = YuvPlanarImage {
            y_plane: y,
            y_stride: samples,
            u_plane: u,
            u_stride: samples,
            v_plane: v,
            v_stride: samples,
            width: samples,
            height: rows as u32,
        };
        let range = match picture.colours.range {
            ColourRange::Limited => YuvRange::Limited,
            ColourRange::Full => YuvRange::Full,
        };
        let matrix = match picture.colours.matrix {
            ColourMatrix::Bt601 => YuvStandardMatrix::Bt601,
            ColourMatrix::Bt709 => YuvStandardMatrix::Bt709,
            ColourMatrix::Bt2020 => YuvStandardMatrix::Bt2020,
        };
        let convert = if self.blue_first { yuv::yuv444_to_bgra } else { yuv::yuv444_to_rgba };
        // The last row of the canvas may end before a whole stride: the conversion wants no more
        // than the pixels.
        if let Err(error) = convert(&image, pixels, stride as u32, range, matrix) {
            tracing::error!(%error, "a picture could not be converted");
        }
    }
}

impl Plan {
    fn prepare(&mut self, source: (u32, u32), made: (usize, usize)) {
        if (self.source, self.made) == (source, made) {
            return;
        }
        let (width, height) = (source.0 as usize, source.1 as usize);
        let (step_x, step_y) = (width as f64 / made.0 as f64, height as f64 / made.1 as f64);
        let whole = Sides {
            across: Taps::new(width, made.0, step_x, 0.0),
            down: Taps::new(height, made.1, step_y, 0.0),
        };
        // 4:2:0 as in MPEG-2 and H.264: a chroma sample lies on the left one of its two columns, a
        // quarter of its own width from where their middle would be, and between its two rows.
        let half = Sides {
            across: Taps::new(width.div_ceil(2), made.0, step_x / 2.0, 0.25),
            down: Taps::new(height.div_ceil(2), made.1, step_y / 2.0, 0.0),
        };
        *self = Self { source, made, whole, half };
    }
}

/// Lays an RGBA picture on the background, a plane for each colour.
fn flatten(checked: &CheckedPicture, background: [u8; 3], planes: &mut [Vec<u8>; 3]) {
    for (channel, (plane, behind)) in planes.iter_mut().zip(background).enumerate() {
        plane.clear();
        for row in 0..checked.picture().height as usize {
            plane.extend(checked.row(0, row).as_chunks::<4>().0.iter().map(|pixel| {
                let (seen, hidden) = (u16::from(pixel[3]), u16::from(255 - pixel[3]));
                ((u16::from(pixel[channel]) * seen + u16::from(behind) * hidden + 127) / 255) as u8
            }));
        }
    }
}

/// Copies pixels of this size to rows `stride` apart, turned clockwise.
fn turn(from: &[u8], (width, height): (usize, usize), rotation: Rotation, to: &mut [u8], stride: usize) {
    let (from, _) = from.as_chunks::<4>();
    let drawn_rows = if swaps_sides(rotation) { width } else { height };
    for (row, line) in to.chunks_mut(stride).take(drawn_rows).enumerate() {
        let (line, _) = line.as_chunks_mut::<4>();
        match rotation {
            Rotation::None => line[..width].copy_from_slice(&from[row * width..][..width]),
            Rotation::Half => {
                let source = &from[(height - 1 - row) * width..][..width];
                for (pixel, &source) in line.iter_mut().zip(source.iter().rev()) {
                    *pixel = source;
                }
            }
            Rotation::Clockwise90 => {
                for (column, pixel) in line[..height].iter_mut().enumerate() {
                    *pixel = from[(height - 1 - column) * width + row];
                }
            }
            Rotation::Clockwise270 => {
                for (column, pixel) in line[..height].iter_mut().enumerate() {
                    *pixel = from[column * width + (width - 1 - row)];
                }
            }
        }
    }
}
