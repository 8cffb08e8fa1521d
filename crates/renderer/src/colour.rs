//! From samples to display-referred red, green and blue.
//!
//! The luma coefficients are those of ITU-R BT.601-7, BT.709-6 and BT.2020-2; the sample values of
//! black, white and neutral chroma are those of the same recommendations, and for full range of
//! ITU-T H.273. What more high dynamic range and wide primaries need is in [`crate::tone`].

use media::{ColourMatrix, ColourRange, Colours};

/// The weights of red and blue in luma.
pub(crate) const fn luma_weights(matrix: ColourMatrix) -> (f64, f64) {
    match matrix {
        ColourMatrix::Bt601 => (0.299, 0.114),
        ColourMatrix::Bt709 => (0.2126, 0.0722),
        ColourMatrix::Bt2020 => (0.2627, 0.0593),
    }
}

/// Sample values of a range, for samples of this many bits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Levels {
    /// Luma of black.
    pub(crate) black: f64,
    /// From black to white.
    pub(crate) luma_span: f64,
    /// Chroma without colour.
    pub(crate) neutral: f64,
    /// From the least to the greatest chroma.
    pub(crate) chroma_span: f64,
}

impl Levels {
    pub(crate) fn new(range: ColourRange, bits: u32) -> Self {
        let unit = f64::from(1_u32 << (bits - 8));
        let greatest = f64::from((1_u32 << bits) - 1);
        let (black, luma_span, chroma_span) = match range {
            ColourRange::Limited => (16.0 * unit, 219.0 * unit, 224.0 * unit),
            ColourRange::Full => (0.0, greatest, greatest),
        };
        Self { black, luma_span, neutral: 128.0 * unit, chroma_span }
    }
}

/// Red, green and blue of luma from 0 to 1 and chroma from −½ to ½.
pub(crate) fn rgb_of(matrix: ColourMatrix, luma: f64, [u, v]: [f64; 2]) -> [f64; 3] {
    let (kr, kb) = luma_weights(matrix);
    let kg = 1.0 - kr - kb;
    let (red, blue) = (luma + 2.0 * (1.0 - kr) * v, luma + 2.0 * (1.0 - kb) * u);
    [red, (luma - kr * red - kb * blue) / kg, blue]
}

/// Rows for red, green and blue; each is multiplied with (Y, U, V, 1), where Y, U, V are what a
/// texture gives: 0 to 1 for words of 0 to `greatest_word`. `bits` of the words are samples, above
/// `unused_low_bits`.
#[must_use]
pub(crate) fn rgb_from_texture(
    colours: Colours,
    bits: u32,
    unused_low_bits: u32,
    greatest_word: f64,
) -> [[f32; 4]; 3] {
    let levels = Levels::new(colours.range, bits);
    let word = greatest_word / f64::from(1_u32 << unused_low_bits);
    // It is linear, so that four colours say all of it.
    let colour = |[y, u, v]: [f64; 3]| {
        let chroma = [u, v].map(|chroma| (chroma * word - levels.neutral) / levels.chroma_span);
        rgb_of(colours.matrix, (y * word - levels.black) / levels.luma_span, chroma)
    };
    let zero = colour([0.0; 3]);
    let units = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]].map(colour);
    core::array::from_fn(|row| {
        let factor = |column: usize| (units[column][row] - zero[row]) as f32;
        [factor(0), factor(1), factor(2), zero[row] as f32]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bits of samples, unused bits below them, the greatest word.
    const WORDS: [(u32, u32, f64); 4] = [(8, 0, 255.0), (10, 0, 65535.0), (12, 0, 65535.0), (10, 6, 65535.0)];

    fn convert(colours: Colours, (bits, low, word): (u32, u32, f64), samples: [f64; 3]) -> [f64; 3] {
        let [y, u, v] = samples.map(|sample| (sample * f64::from(1_u32 << low) / word) as f32);
        rgb_from_texture(colours, bits, low, word).map(|[a, b, c, d]| f64::from(a * y + b * u + c * v + d))
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
            let colours = Colours { matrix, range: ColourRange::Limited, ..Colours::default() };
            for (wanted, samples) in [
                ([0.0; 3], [16.0, 128.0, 128.0]),
                ([1.0; 3], [235.0, 128.0, 128.0]),
                ([1.0, 0.0, 0.0], samples),
            ] {
                for words in WORDS {
                    let factor = f64::from(1_u32 << (words.0 - 8));
                    let got = convert(colours, words, samples.map(|sample| sample * factor));
                    let near = got.iter().zip(wanted).all(|(got, wanted)| (got - wanted).abs() < 1e-3);
                    assert!(near, "{matrix:?} {words:?}: {got:?}, wanted {wanted:?}");
                }
            }
        }
    }

    #[test]
    fn full_range_uses_every_value() {
        let colours = Colours { range: ColourRange::Full, ..Colours::default() };
        for words in WORDS {
            let (greatest, neutral) = (f64::from((1_u32 << words.0) - 1), f64::from(1_u32 << (words.0 - 1)));
            for (luma, wanted) in [(0.0, 0.0), (greatest, 1.0)] {
                for channel in convert(colours, words, [luma, neutral, neutral]) {
                    assert!((channel - wanted).abs() < 1e-4, "{words:?} {luma}: {channel}");
                }
            }
        }
    }
}
