//! How planes are laid out.

/// How planes are laid out. "420": chroma at half the width and half the height, rounded up; "422":
/// at half the width; "444": at all of both. Samples of more than 8 bits lie in the low bits of
/// 16-bit little-endian words, but for [`Self::P010`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PixelFormat {
    /// One plane of luma, 8 bits.
    Grey8,
    /// One plane of luma, 10 bits.
    Grey10,
    /// One plane of luma, 12 bits.
    Grey12,
    /// Y, U, V planes of 8 bits, 4:2:0.
    Yuv420P8,
    /// Y, U, V planes of 10 bits, 4:2:0.
    Yuv420P10,
    /// Y, U, V planes of 12 bits, 4:2:0.
    Yuv420P12,
    /// Y, U, V planes of 8 bits, 4:2:2.
    Yuv422P8,
    /// Y, U, V planes of 10 bits, 4:2:2.
    Yuv422P10,
    /// Y, U, V planes of 12 bits, 4:2:2.
    Yuv422P12,
    /// Y, U, V planes of 8 bits, 4:4:4.
    Yuv444P8,
    /// Y, U, V planes of 10 bits, 4:4:4.
    Yuv444P10,
    /// Y, U, V planes of 12 bits, 4:4:4.
    Yuv444P12,
    /// A Y plane and one of interleaved U and V, 8 bits, 4:2:0.
    Nv12,
    /// A Y plane and one of interleaved U and V, 10 bits in the high bits of 16-bit little-endian
    /// words, 4:2:0.
    P010,
    /// One plane of R, G, B, A bytes, not premultiplied.
    Rgba8,
}

/// What lies in which plane.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Arrangement {
    /// Luma alone.
    Grey,
    /// Y, U and V planes.
    Planar,
    /// A Y plane, and one of U and V in turn.
    SemiPlanar,
    /// R, G, B and A in turn in one plane.
    Rgba,
}

/// A pixel format taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Layout {
    /// What lies in which plane.
    pub arrangement: Arrangement,
    /// Luma columns and rows to each chroma sample: 1 or 2 each.
    pub chroma: (u32, u32),
    /// Bits of a sample: 8, 10 or 12.
    pub bits: u32,
    /// Unused bits below them in a 16-bit word.
    pub unused_low_bits: u32,
}

impl Layout {
    /// Bytes that a sample takes: 1 or 2.
    #[must_use]
    pub const fn sample_bytes(self) -> usize {
        if self.bits > 8 { 2 } else { 1 }
    }
}

impl PixelFormat {
    /// All of them.
    pub const ALL: [Self; 15] = [
        Self::Grey8,
        Self::Grey10,
        Self::Grey12,
        Self::Yuv420P8,
        Self::Yuv420P10,
        Self::Yuv420P12,
        Self::Yuv422P8,
        Self::Yuv422P10,
        Self::Yuv422P12,
        Self::Yuv444P8,
        Self::Yuv444P10,
        Self::Yuv444P12,
        Self::Nv12,
        Self::P010,
        Self::Rgba8,
    ];

    /// Taken apart, for whoever treats formats alike.
    #[must_use]
    pub const fn layout(self) -> Layout {
        use Arrangement::{Grey, Planar, Rgba, SemiPlanar};
        let (arrangement, chroma, bits, unused_low_bits) = match self {
            Self::Grey8 => (Grey, (1, 1), 8, 0),
            Self::Grey10 => (Grey, (1, 1), 10, 0),
            Self::Grey12 => (Grey, (1, 1), 12, 0),
            Self::Yuv420P8 => (Planar, (2, 2), 8, 0),
            Self::Yuv420P10 => (Planar, (2, 2), 10, 0),
            Self::Yuv420P12 => (Planar, (2, 2), 12, 0),
            Self::Yuv422P8 => (Planar, (2, 1), 8, 0),
            Self::Yuv422P10 => (Planar, (2, 1), 10, 0),
            Self::Yuv422P12 => (Planar, (2, 1), 12, 0),
            Self::Yuv444P8 => (Planar, (1, 1), 8, 0),
            Self::Yuv444P10 => (Planar, (1, 1), 10, 0),
            Self::Yuv444P12 => (Planar, (1, 1), 12, 0),
            Self::Nv12 => (SemiPlanar, (2, 2), 8, 0),
            Self::P010 => (SemiPlanar, (2, 2), 10, 6),
            Self::Rgba8 => (Rgba, (1, 1), 8, 0),
        };
        Layout { arrangement, chroma, bits, unused_low_bits }
    }

    /// How many planes there are.
    #[must_use]
    pub const fn plane_count(self) -> usize {
        match self.layout().arrangement {
            Arrangement::Planar => 3,
            Arrangement::SemiPlanar => 2,
            Arrangement::Grey | Arrangement::Rgba => 1,
        }
    }

    /// Bytes in a row and rows of plane `index`, for a picture of this size.
    #[must_use]
    pub const fn plane_size(self, index: usize, width: u32, height: u32) -> (usize, usize) {
        let layout = self.layout();
        let in_turn = match layout.arrangement {
            Arrangement::Rgba => 4,
            Arrangement::SemiPlanar if index > 0 => 2,
            _ => 1,
        };
        let (across, down) = if index == 0 { (1, 1) } else { layout.chroma };
        let (columns, rows) = (width.div_ceil(across) as usize, height.div_ceil(down) as usize);
        (columns * in_turn * layout.sample_bytes(), rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_of_planes_round_up() {
        for (format, sizes) in [
            (PixelFormat::Grey12, vec![(10, 3)]),
            (PixelFormat::Yuv420P8, vec![(5, 3), (3, 2), (3, 2)]),
            (PixelFormat::Yuv422P10, vec![(10, 3), (6, 3), (6, 3)]),
            (PixelFormat::Yuv444P8, vec![(5, 3), (5, 3), (5, 3)]),
            (PixelFormat::Nv12, vec![(5, 3), (6, 2)]),
            (PixelFormat::P010, vec![(10, 3), (12, 2)]),
            (PixelFormat::Rgba8, vec![(20, 3)]),
        ] {
            assert_eq!(format.plane_count(), sizes.len(), "{format:?}");
            let found: Vec<_> = (0..sizes.len()).map(|index| format.plane_size(index, 5, 3)).collect();
            assert_eq!(found, sizes, "{format:?}");
        }
    }
}
