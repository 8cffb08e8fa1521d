//! From samples to display-referred red, green and blue.
//!
//! The luma coefficients are those of ITU-R BT.601-7, BT.709-6 and BT.2020-2; the sample values of
//! black, white and neutral chroma are those of the same recommendations, and for full range of
//! ITU-T H.273. PQ and HLG pictures are shown as they are, without a tone map.

use media::{ColourMatrix, ColourRange, Colours};

/// How wide samples are and what a texture gives for the greatest word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Depth {
    /// 8 bits in a byte.
    Eight,
    /// 10 bits in the low bits of a 16-bit word.
    TenInSixteen,
}

impl Depth {
    const fn bits(self) -> i32 {
        match self {
            Self::Eight => 8,
            Self::TenInSixteen => 10,
        }
    }

    const fn greatest_word(self) -> f64 {
        match self {
            Self::Eight => 255.0,
            Self::TenInSixteen => 65535.0,
        }
    }
}

/// The weights of red and blue in luma.
const fn luma_weights(matrix: ColourMatrix) -> (f64, f64) {
    match matrix {
        ColourMatrix::Bt601 => (0.299, 0.114),
        ColourMatrix::Bt709 => (0.2126, 0.0722),
        ColourMatrix::Bt2020 => (0.2627, 0.0593),
    }
}

/// Rows for red, green and blue; each is multiplied with (Y, U, V, 1), where Y, U, V are texture
/// values from 0 to 1.
#[must_use]
pub(crate) fn rgb_from_texture(colours: Colours, depth: Depth) -> [[f32; 4]; 3] {
    let (kr, kb) = luma_weights(colours.matrix);
    let kg = 1.0 - kr - kb;
    let unit = f64::from(1_i32 << (depth.bits() - 8));
    let greatest = f64::from((1_i32 << depth.bits()) - 1);
    let (black, luma_span, chroma_span) = match colours.range {
        ColourRange::Limited => (16.0 * unit, 219.0 * unit, 224.0 * unit),
        ColourRange::Full => (0.0, greatest, greatest),
    };
    let neutral = 128.0 * unit;
    let word = depth.greatest_word();
    let row = |u: f64, v: f64| {
        let (y, u, v) = (word / luma_span, u * word / chroma_span, v * word / chroma_span);
        let constant = -(y * black + (u + v) * neutral) / word;
        [y, u, v, constant].map(|value| value as f32)
    };
    [
        row(0.0, 2.0 * (1.0 - kr)),
        row(-2.0 * (1.0 - kb) * kb / kg, -2.0 * (1.0 - kr) * kr / kg),
        row(2.0 * (1.0 - kb), 0.0),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use media::Transfer;

    fn convert(colours: Colours, depth: Depth, samples: [f64; 3]) -> [f64; 3] {
        let [y, u, v] = samples.map(|sample| (sample / depth.greatest_word()) as f32);
        rgb_from_texture(colours, depth).map(|[a, b, c, d]| f64::from(a * y + b * u + c * v + d))
    }

    #[test]
    fn black_white_and_primaries_land_where_the_recommendations_say() {
        // Y, Cb, Cr of red as 8-bit limited-range samples, from the formulae of each document.
        let red = [
            (ColourMatrix::Bt601, [81.481, 90.203, 240.0]),
            (ColourMatrix::Bt709, [62.559, 102.336, 240.0]),
            (ColourMatrix::Bt2020, [73.531, 96.720, 240.0]),
        ];
        for (matrix, samples) in red {
            let colours = Colours { matrix, range: ColourRange::Limited, transfer: Transfer::Standard };
            for (wanted, samples) in [
                ([0.0; 3], [16.0, 128.0, 128.0]),
                ([1.0; 3], [235.0, 128.0, 128.0]),
                ([1.0, 0.0, 0.0], samples),
            ] {
                for (depth, factor) in [(Depth::Eight, 1.0), (Depth::TenInSixteen, 4.0)] {
                    let got = convert(colours, depth, samples.map(|sample| sample * factor));
                    let near = got.iter().zip(wanted).all(|(got, wanted)| (got - wanted).abs() < 1e-3);
                    assert!(near, "{matrix:?} {depth:?}: {got:?}, wanted {wanted:?}");
                }
            }
        }
    }

    #[test]
    fn full_range_uses_every_value() {
        let colours = Colours { range: ColourRange::Full, ..Colours::default() };
        for (depth, greatest, neutral) in [(Depth::Eight, 255.0, 128.0), (Depth::TenInSixteen, 1023.0, 512.0)]
        {
            for (luma, wanted) in [(0.0, 0.0), (greatest, 1.0)] {
                for channel in convert(colours, depth, [luma, neutral, neutral]) {
                    assert!((channel - wanted).abs() < 1e-5, "{depth:?} {luma}: {channel}");
                }
            }
        }
    }
}
