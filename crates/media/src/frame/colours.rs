//! How samples become colours.

/// How samples become colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Colours {
    /// The luma coefficients.
    pub matrix: ColourMatrix,
    /// Which sample values are black and white.
    pub range: ColourRange,
    /// The transfer curve, as far as it matters for showing the picture.
    pub transfer: Transfer,
    /// Which colours red, green and blue are.
    pub primaries: Primaries,
    /// Where chroma samples lie between luma samples.
    pub siting: ChromaSiting,
    /// The brightest that the picture gets, in cd/m², as the metadata of [`Transfer::Pq`] says:
    /// MaxCLL, or else the peak of the display it was mastered on.
    pub peak: Option<u16>,
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

/// Which colours red, green and blue are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Primaries {
    /// Those of an ordinary display: BT.709, sRGB, and what is near enough to be taken for it.
    #[default]
    Bt709,
    /// The wider ones of BT.2020 and BT.2100.
    Bt2020,
}

/// Where chroma samples lie, where there are fewer of them than luma samples. Rows matter only for
/// 4:2:0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ChromaSiting {
    /// On the left one of two columns, between two rows: MPEG-2, H.264 and HEVC unless they say
    /// otherwise.
    #[default]
    Left,
    /// Between two columns and two rows: JPEG, MPEG-1.
    Centre,
    /// On the left one of two columns and the upper one of two rows: BT.2020 and BT.2100 material.
    TopLeft,
    /// Between two columns, on the upper one of two rows.
    Top,
}

impl ChromaSiting {
    /// How far a chroma sample lies left of and above the middle of its luma samples, in widths and
    /// heights of one chroma sample; `chroma` is how many luma columns and rows go to each.
    #[must_use]
    pub const fn offset(self, chroma: (u32, u32)) -> (f64, f64) {
        let (left, up) = match self {
            Self::Left => (0.25, 0.0),
            Self::Centre => (0.0, 0.0),
            Self::TopLeft => (0.25, 0.25),
            Self::Top => (0.0, 0.25),
        };
        (if chroma.0 == 2 { left } else { 0.0 }, if chroma.1 == 2 { up } else { 0.0 })
    }
}

impl Default for Colours {
    /// BT.709, limited range: what video without tags is taken for from 720 lines on.
    fn default() -> Self {
        Self {
            matrix: ColourMatrix::Bt709,
            range: ColourRange::Limited,
            transfer: Transfer::Standard,
            primaries: Primaries::Bt709,
            siting: ChromaSiting::Left,
            peak: None,
        }
    }
}
