//! Planes to pixels of a size: scaled, converted and turned.

use super::lookup::Lookup;
use super::resample::{Byte, HighTen, HighTenOfTwo, Low, Made, OneOfTwo, Sample, make_row};
use super::taps::Taps;
use super::turn::turn;
use crate::checked::CheckedPicture;
use crate::geometry::swaps_sides;
use crate::tone::needs_tone;
use media::{Arrangement, ChromaSiting, ColourMatrix, ColourRange, Picture, Rotation};
use std::ops::Range;
use std::sync::{Arc, Weak};
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
    /// The same with more bits, where colours are looked up.
    deep_rows: [Vec<u16>; 3],
    lookup: Option<Lookup>,
    /// The picture before it is turned.
    unturned: Vec<u8>,
    flattened: Flattened,
}

/// Red, green and blue planes of an RGBA picture on a background.
#[derive(Debug, Default)]
struct Flattened {
    planes: [Vec<u8>; 3],
    /// What they are made of: stills stand for long, while what lies over them changes.
    made_of: Option<(Weak<Picture>, [u8; 3])>,
}

/// The scaling tables of one combination of sizes and sitings.
#[derive(Debug, Default)]
struct Plan {
    wanted: Option<Wanted>,
    luma: Sides,
    chroma: Sides,
}

/// What a plan is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Wanted {
    source: (u32, u32),
    made: (usize, usize),
    /// Luma columns and rows to a chroma sample.
    chroma: (u32, u32),
    siting: ChromaSiting,
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
            deep_rows: Default::default(),
            lookup: None,
            unturned: Vec::new(),
            flattened: Flattened::default(),
        }
    }

    /// An opaque pixel of this colour as its bytes lie on the canvas.
    pub(super) fn pixel(&self, [r, g, b]: [u8; 3]) -> [u8; 4] {
        if self.blue_first { [b, g, r, 255] } else { [r, g, b, 255] }
    }

    /// Makes the picture at this size (as shown, both sides at least 1) into rows of pixels that
    /// are `stride` bytes apart: only these rows of it, of which the first begins `pixels`.
    pub(super) fn convert(
        &mut self,
        checked: &CheckedPicture,
        (width, height): (usize, usize),
        rows: Range<usize>,
        background: [u8; 3],
        pixels: &mut [u8],
        stride: usize,
    ) {
        let rotation = checked.picture().rotation;
        if rotation == Rotation::None {
            return self.convert_unturned(checked, (width, height), rows, background, pixels, stride);
        }
        let before = if swaps_sides(rotation) { (height, width) } else { (width, height) };
        let mut unturned = std::mem::take(&mut self.unturned);
        unturned.resize(width * height * 4, 0);
        self.convert_unturned(checked, before, 0..before.1, background, &mut unturned, before.0 * 4);
        turn(&unturned, before, rotation, rows, pixels, stride);
        self.unturned = unturned;
    }

    fn convert_unturned(
        &mut self,
        checked: &CheckedPicture,
        made: (usize, usize),
        wanted: Range<usize>,
        background: [u8; 3],
        pixels: &mut [u8],
        stride: usize,
    ) {
        let picture = checked.picture();
        let is_rgba = picture.format.layout().arrangement == Arrangement::Rgba;
        self.plan.prepare(picture, made);
        if is_rgba {
            self.flattened.prepare(checked, background);
        }
        let colours = picture.colours;
        let deep = needs_tone(colours) && !is_rgba;
        if deep && !self.lookup.as_ref().is_some_and(|lookup| lookup.fits(colours)) {
            self.lookup = Some(Lookup::new(colours));
        }
        let room = made.0 * ROWS_AT_ONCE;
        if deep {
            self.deep_rows.iter_mut().for_each(|rows| rows.resize(room, 0));
        } else {
            self.rows.iter_mut().for_each(|rows| rows.resize(room, 0));
        }
        let Self { plan, between, rows, deep_rows, flattened, .. } = self;
        let mut scaling = Scaling { checked, plan, between, flattened: &flattened.planes };
        let mut begin = wanted.start;
        for strip in pixels.chunks_mut(stride * ROWS_AT_ONCE) {
            let count = ROWS_AT_ONCE.min(wanted.end.saturating_sub(begin));
            if count == 0 {
                break;
            }
            for row in 0..count {
                let place = row * made.0..(row + 1) * made.0;
                if deep {
                    scaling.row(begin + row, deep_rows, place);
                } else {
                    scaling.row(begin + row, rows, place);
                }
            }
            if let (true, Some(lookup)) = (deep, &self.lookup) {
                for (row, line) in strip.chunks_mut(stride).take(count).enumerate() {
                    let samples = [0, 1, 2].map(|plane| &deep_rows[plane][row * made.0..][..made.0]);
                    lookup.row(samples, self.blue_first, &mut line.as_chunks_mut().0[..made.0]);
                }
            } else {
                let samples = [0, 1, 2].map(|plane| &rows[plane][..made.0 * count]);
                colour(picture, samples, (made.0, count), self.blue_first, strip, stride);
            }
            begin += count;
        }
    }
}

/// Everything that scaled rows are made from.
struct Scaling<'a> {
    checked: &'a CheckedPicture,
    plan: &'a Plan,
    between: &'a mut Vec<i16>,
    flattened: &'a [Vec<u8>; 3],
}

impl Scaling<'_> {
    /// Makes row `index` of the three scaled planes at `place` of `rows`.
    fn row<M: Made>(&mut self, index: usize, rows: &mut [Vec<M>; 3], place: Range<usize>) {
        let layout = self.checked.picture().format.layout();
        let [y, u, v] = rows;
        let (y, u, v) = (&mut y[place.clone()], &mut u[place.clone()], &mut v[place]);
        match (layout.arrangement, layout.bits, layout.unused_low_bits) {
            (Arrangement::Planar, 8, _) => self.planes::<Byte, Byte, Byte, M>(index, [1, 2], [y, u, v]),
            (Arrangement::Planar, 10, _) => {
                self.planes::<Low<10>, Low<10>, Low<10>, M>(index, [1, 2], [y, u, v]);
            }
            (Arrangement::Planar, ..) => {
                self.planes::<Low<12>, Low<12>, Low<12>, M>(index, [1, 2], [y, u, v]);
            }
            (Arrangement::SemiPlanar, 8, _) => {
                self.planes::<Byte, OneOfTwo<0>, OneOfTwo<1>, M>(index, [1, 1], [y, u, v]);
            }
            (Arrangement::SemiPlanar, ..) => {
                self.planes::<HighTen, HighTenOfTwo<0>, HighTenOfTwo<1>, M>(index, [1, 1], [y, u, v]);
            }
            (Arrangement::Grey, bits, _) => {
                match bits {
                    8 => self.luma::<Byte, M>(index, y),
                    10 => self.luma::<Low<10>, M>(index, y),
                    _ => self.luma::<Low<12>, M>(index, y),
                }
                let neutral = M::of(128 << 8, 8);
                u.fill(neutral);
                v.fill(neutral);
            }
            (Arrangement::Rgba, ..) => {
                let width = self.checked.picture().width as usize;
                let Sides { across, down } = &self.plan.luma;
                for (flat, made) in self.flattened.iter().zip([y, u, v]) {
                    let row = |row: usize| &flat[row * width..][..width];
                    make_row::<Byte, M>(row, down, across, index, self.between, made);
                }
            }
        }
    }

    fn luma<Y: Sample, M: Made>(&mut self, index: usize, y: &mut [M]) {
        let Sides { across, down } = &self.plan.luma;
        make_row::<Y, M>(|row| self.checked.row(0, row), down, across, index, self.between, y);
    }

    /// Luma of plane 0, chroma of the planes of these numbers.
    fn planes<Y: Sample, U: Sample, V: Sample, M: Made>(
        &mut self,
        index: usize,
        numbers: [usize; 2],
        [y, u, v]: [&mut [M]; 3],
    ) {
        self.luma::<Y, M>(index, y);
        let Sides { across, down } = &self.plan.chroma;
        let checked = self.checked;
        let plane = |number: usize| move |row: usize| checked.row(number, row);
        make_row::<U, M>(plane(numbers[0]), down, across, index, self.between, u);
        make_row::<V, M>(plane(numbers[1]), down, across, index, self.between, v);
    }
}

/// Makes pixels of scaled rows.
fn colour(
    picture: &Picture,
    [y, u, v]: [&[u8]; 3],
    (width, rows): (usize, usize),
    blue_first: bool,
    pixels: &mut [u8],
    stride: usize,
) {
    if picture.format.layout().arrangement == Arrangement::Rgba {
        for (row, line) in pixels.chunks_mut(stride).take(rows).enumerate() {
            let at = row * width;
            let colours = y[at..].iter().zip(&u[at..]).zip(&v[at..]);
            for (pixel, ((&r, &g), &b)) in line[..width * 4].as_chunks_mut::<4>().0.iter_mut().zip(colours) {
                *pixel = if blue_first { [b, g, r, 255] } else { [r, g, b, 255] };
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
    let convert = if blue_first { yuv::yuv444_to_bgra } else { yuv::yuv444_to_rgba };
    // The last row of the canvas may end before a whole stride: the conversion wants no more than
    // the pixels.
    if let Err(error) = convert(&image, pixels, stride as u32, range, matrix) {
        tracing::error!(%error, "a picture could not be converted");
    }
}

impl Plan {
    fn prepare(&mut self, picture: &Picture, made: (usize, usize)) {
        let chroma = picture.format.layout().chroma;
        let siting = picture.colours.siting;
        let wanted = Wanted { source: (picture.width, picture.height), made, chroma, siting };
        if self.wanted == Some(wanted) {
            return;
        }
        let (left, up) = siting.offset(chroma);
        let across = |columns: u32, shift| {
            let step = f64::from(picture.width) / made.0 as f64 / f64::from(columns);
            Taps::new(picture.width.div_ceil(columns) as usize, made.0, step, shift)
        };
        let down = |rows: u32, shift| {
            let step = f64::from(picture.height) / made.1 as f64 / f64::from(rows);
            Taps::new(picture.height.div_ceil(rows) as usize, made.1, step, shift)
        };
        *self = Self {
            wanted: Some(wanted),
            luma: Sides { across: across(1, 0.0), down: down(1, 0.0) },
            chroma: Sides { across: across(chroma.0, left), down: down(chroma.1, up) },
        };
    }
}

impl Flattened {
    /// Lays an RGBA picture on the background, a plane for each colour.
    fn prepare(&mut self, checked: &CheckedPicture, background: [u8; 3]) {
        let picture = checked.picture();
        if let Some((made_of, on)) = &self.made_of
            && *on == background
            && std::ptr::eq(made_of.as_ptr(), Arc::as_ptr(picture))
        {
            return;
        }
        for (channel, (plane, behind)) in self.planes.iter_mut().zip(background).enumerate() {
            plane.clear();
            for row in 0..picture.height as usize {
                plane.extend(checked.row(0, row).as_chunks::<4>().0.iter().map(|pixel| {
                    let (seen, hidden) = (u16::from(pixel[3]), u16::from(255 - pixel[3]));
                    ((u16::from(pixel[channel]) * seen + u16::from(behind) * hidden + 127) / 255) as u8
                }));
            }
        }
        // While this is here, no other picture gets the same place in memory.
        self.made_of = Some((Arc::downgrade(picture), background));
    }
}
