//! Pictures as planes, with everything needed to show them right.

mod colours;
mod format;
mod plane;

pub use colours::{ChromaSiting, ColourMatrix, ColourRange, Colours, Primaries, Transfer};
pub use format::{Arrangement, Layout, PixelFormat};
pub use plane::{Plane, PlaneData, PlaneMemory};

use crate::Stamp;
use media_time::{MediaDuration, MediaTime};
use std::sync::Arc;

/// One decoded picture with its place on the clip's timeline. Cheap to clone.
#[derive(Clone, Debug)]
pub struct VideoFrame {
    /// The deck and generation it was decoded for.
    pub stamp: Stamp,
    /// When it is first seen, on the clip's own timeline (0 = the start of the trimmed clip).
    pub time: MediaTime,
    /// How long it is seen, as far as the container tells; zero when unknown.
    pub duration: MediaDuration,
    /// The picture itself.
    pub picture: Arc<Picture>,
}

/// Planes of samples and how to read them. Two are equal when they show the same: their samples,
/// not their padding, count.
#[derive(Clone, Debug)]
pub struct Picture {
    /// Samples in a row of the first plane, before rotation.
    pub width: u32,
    /// Rows of the first plane, before rotation.
    pub height: u32,
    /// How the planes are laid out.
    pub format: PixelFormat,
    /// As many planes as `format` has, in its order.
    pub planes: Vec<Plane>,
    /// How samples become colours.
    pub colours: Colours,
    /// How far the picture is turned clockwise before it is shown.
    pub rotation: Rotation,
    /// The shape of one sample.
    pub pixel_aspect: PixelAspect,
}

/// How far a picture is turned clockwise before it is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Rotation {
    /// Not at all.
    #[default]
    None,
    /// A quarter turn clockwise.
    Clockwise90,
    /// Upside down.
    Half,
    /// A quarter turn counter-clockwise.
    Clockwise270,
}

/// The shape of one sample: width to height. Both parts are at least 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PixelAspect {
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
}

impl Picture {
    /// Width and height in square pixels as shown: after pixel aspect and rotation. Never zero.
    #[must_use]
    pub fn display_size(&self) -> (u32, u32) {
        let PixelAspect { width: wide, height: high } = self.pixel_aspect;
        let stretched = u64::from(self.width) * u64::from(wide.max(1)) / u64::from(high.max(1));
        let width = u32::try_from(stretched).unwrap_or(u32::MAX).max(1);
        let height = self.height.max(1);
        match self.rotation {
            Rotation::None | Rotation::Half => (width, height),
            Rotation::Clockwise90 | Rotation::Clockwise270 => (height, width),
        }
    }

    /// Bytes of memory that it keeps from being used for anything else, padding included.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.planes.iter().map(|plane| plane.data.held()).sum()
    }

    /// The rows of plane `index`, without padding, from the top; fewer than there should be when
    /// the plane is too short.
    pub fn rows(&self, index: usize) -> impl Iterator<Item = &[u8]> {
        let (row, rows) = self.format.plane_size(index, self.width, self.height);
        let plane = self.planes.get(index);
        (0..rows).map_while(move |number| {
            let plane = plane?;
            let start = plane.stride.checked_mul(number)?;
            plane.data.get(start..start.checked_add(row)?)
        })
    }
}

impl PartialEq for Picture {
    fn eq(&self, other: &Self) -> bool {
        let facts = |picture: &Self| {
            let Self { width, height, format, colours, rotation, pixel_aspect, ref planes } = *picture;
            (width, height, format, colours, rotation, pixel_aspect, planes.len())
        };
        facts(self) == facts(other)
            && (0..self.planes.len()).all(|index| self.rows(index).eq(other.rows(index)))
    }
}

impl Eq for Picture {}

impl PixelAspect {
    /// Square samples.
    pub const SQUARE: Self = Self { width: 1, height: 1 };
}

impl Default for PixelAspect {
    fn default() -> Self {
        Self::SQUARE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(stride: usize, padding: u8) -> Picture {
        let format = PixelFormat::Yuv420P8;
        let planes = (0..3).map(|index| {
            let (row, rows) = format.plane_size(index, 3, 3);
            let mut data = vec![padding; stride * rows];
            data.chunks_exact_mut(stride).for_each(|line| line[..row].fill(7));
            Plane { stride, data: data.into() }
        });
        Picture {
            width: 3,
            height: 3,
            format,
            planes: planes.collect(),
            colours: Colours::default(),
            rotation: Rotation::None,
            pixel_aspect: PixelAspect::SQUARE,
        }
    }

    #[test]
    fn what_shows_the_same_is_the_same_whatever_its_padding() {
        assert_eq!(picture(3, 0), picture(64, 9));
        let mut other = picture(3, 0);
        other.planes[2] = Plane { stride: 2, data: vec![7, 7, 7, 8].into() };
        assert_ne!(picture(3, 0), other);
        assert_ne!(picture(3, 0), Picture { width: 2, ..picture(3, 0) });
    }

    #[test]
    fn rows_of_a_plane_that_is_too_short_end_early() {
        let mut short = picture(3, 0);
        short.planes[0] = Plane { stride: usize::MAX, data: vec![1; 8].into() };
        assert_eq!(short.rows(0).count(), 1);
        assert_eq!((short.rows(1).count(), short.rows(9).count()), (2, 0));
    }
}
