//! Pictures as planes, with everything needed to show them right.

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

/// Planes of samples and how to read them.
#[derive(Clone, Debug, PartialEq, Eq)]
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

/// One plane of samples.
#[derive(Clone, PartialEq, Eq)]
pub struct Plane {
    /// Bytes from one row to the next; at least the bytes of a row.
    pub stride: usize,
    /// `stride × rows` bytes (the last row may be short by the padding).
    pub data: Arc<[u8]>,
}

/// How planes are laid out. "420": chroma at half the width and half the height, rounded up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PixelFormat {
    /// Y, U, V planes of 8 bits, 4:2:0.
    Yuv420P8,
    /// Y, U, V planes of 10 bits in the low bits of 16-bit little-endian words, 4:2:0.
    Yuv420P10,
    /// A Y plane and one of interleaved U and V, 8 bits, 4:2:0.
    Nv12,
    /// One plane of R, G, B, A bytes, not premultiplied.
    Rgba8,
}

/// How samples become colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Colours {
    /// The luma coefficients.
    pub matrix: ColourMatrix,
    /// Which sample values are black and white.
    pub range: ColourRange,
    /// The transfer curve, as far as it matters for showing the picture.
    pub transfer: Transfer,
}

/// Luma coefficients.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ColourMatrix {
    /// BT.601 (SMPTE 170M, BT.470BG).
    Bt601,
    /// BT.709.
    Bt709,
    /// BT.2020, non-constant luminance.
    Bt2020,
}

/// Which sample values are black and white.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ColourRange {
    /// 16–235 for luma, 16–240 for chroma (scaled with the bit depth).
    Limited,
    /// 0–255 (scaled with the bit depth).
    Full,
}

/// The transfer curve.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Transfer {
    /// As usual for standard dynamic range; shown as it is.
    #[default]
    Standard,
    /// SMPTE ST 2084.
    Pq,
    /// ARIB STD-B67.
    Hlg,
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

impl PixelFormat {
    /// How many planes there are.
    #[must_use]
    pub const fn plane_count(self) -> usize {
        match self {
            Self::Yuv420P8 | Self::Yuv420P10 => 3,
            Self::Nv12 => 2,
            Self::Rgba8 => 1,
        }
    }

    /// Bytes in a row and rows of plane `index`, for a picture of this size.
    #[must_use]
    pub const fn plane_size(self, index: usize, width: u32, height: u32) -> (usize, usize) {
        let (width, height) = (width as usize, height as usize);
        let (half_width, half_height) = (width.div_ceil(2), height.div_ceil(2));
        match (self, index) {
            (Self::Yuv420P8, 0) | (Self::Nv12, 0) => (width, height),
            (Self::Yuv420P8, _) => (half_width, half_height),
            (Self::Yuv420P10, 0) => (width * 2, height),
            (Self::Yuv420P10, _) => (half_width * 2, half_height),
            (Self::Nv12, _) => (half_width * 2, half_height),
            (Self::Rgba8, _) => (width * 4, height),
        }
    }
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

    /// Bytes of sample memory.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.planes.iter().map(|plane| plane.data.len()).sum()
    }
}

impl core::fmt::Debug for Plane {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Plane {{ stride: {}, {} bytes }}", self.stride, self.data.len())
    }
}

impl PixelAspect {
    /// Square samples.
    pub const SQUARE: Self = Self { width: 1, height: 1 };
}

impl Default for PixelAspect {
    fn default() -> Self {
        Self::SQUARE
    }
}

impl Default for Colours {
    /// BT.709, limited range: what video without tags is taken for from 720 lines on.
    fn default() -> Self {
        Self { matrix: ColourMatrix::Bt709, range: ColourRange::Limited, transfer: Transfer::Standard }
    }
}
