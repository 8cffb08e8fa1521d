//! Planes to rows of samples of another size: first down the columns, then along the row.
//!
//! In between, samples are `i16` with 6 bits after the point of an 8-bit value. Loops are written
//! so that the compiler makes SIMD of them.

use super::taps::{ONE, Rhythm, Taps, WEIGHT_BITS};

/// Bits after the point of an 8-bit value between the two steps.
pub(super) const FRACTION_BITS: u32 = 6;

/// How a sample is read from a plane's bytes.
pub(super) trait Sample {
    /// As it lies in the plane.
    type Stored: Copy;
    /// Bits beyond 8.
    const EXTRA_BITS: u32;
    /// Whether samples lie one after the other in bytes.
    const IS_BYTE: bool = false;
    /// All samples of a row.
    fn row(bytes: &[u8]) -> &[Self::Stored];
    /// Its value.
    fn value(stored: Self::Stored) -> i32;
}

/// A byte.
pub(super) struct Byte;
/// One of two interleaved bytes: number 0 or 1.
pub(super) struct OneOfTwo<const WHICH: usize>;
/// So many bits in the low bits of a little-endian word.
pub(super) struct Low<const BITS: u32>;
/// 10 bits in the high bits of a little-endian word.
pub(super) struct HighTen;
/// The same, one of two interleaved words: number 0 or 1.
pub(super) struct HighTenOfTwo<const WHICH: usize>;

impl Sample for Byte {
    type Stored = u8;
    const EXTRA_BITS: u32 = 0;
    const IS_BYTE: bool = true;
    fn row(bytes: &[u8]) -> &[u8] {
        bytes
    }
    fn value(stored: u8) -> i32 {
        i32::from(stored)
    }
}

impl<const WHICH: usize> Sample for OneOfTwo<WHICH> {
    type Stored = [u8; 2];
    const EXTRA_BITS: u32 = 0;
    fn row(bytes: &[u8]) -> &[[u8; 2]] {
        bytes.as_chunks().0
    }
    fn value(stored: [u8; 2]) -> i32 {
        i32::from(stored[WHICH])
    }
}

impl<const BITS: u32> Sample for Low<BITS> {
    type Stored = [u8; 2];
    const EXTRA_BITS: u32 = BITS - 8;
    fn row(bytes: &[u8]) -> &[[u8; 2]] {
        bytes.as_chunks().0
    }
    fn value(stored: [u8; 2]) -> i32 {
        // Words beyond these bits are not allowed, but must not wrap either.
        i32::from(u16::from_le_bytes(stored).min((1 << BITS) - 1))
    }
}

impl Sample for HighTen {
    type Stored = [u8; 2];
    const EXTRA_BITS: u32 = 2;
    fn row(bytes: &[u8]) -> &[[u8; 2]] {
        bytes.as_chunks().0
    }
    fn value(stored: [u8; 2]) -> i32 {
        i32::from(u16::from_le_bytes(stored) >> 6)
    }
}

impl<const WHICH: usize> Sample for HighTenOfTwo<WHICH> {
    type Stored = [[u8; 2]; 2];
    const EXTRA_BITS: u32 = 2;
    fn row(bytes: &[u8]) -> &[[[u8; 2]; 2]] {
        bytes.as_chunks().0.as_chunks().0
    }
    fn value(stored: [[u8; 2]; 2]) -> i32 {
        i32::from(u16::from_le_bytes(stored[WHICH]) >> 6)
    }
}

/// What rows are made of.
pub(super) trait Made: Copy {
    /// Of a value with this many bits after the point of an 8-bit value, rounded.
    fn of(value: i32, fraction_bits: u32) -> Self;
    /// The samples themselves, where they need not be changed.
    fn copy(_from: &[u8], _to: &mut [Self]) -> bool {
        false
    }
}

impl Made for u8 {
    fn of(value: i32, fraction_bits: u32) -> Self {
        ((value + (1 << (fraction_bits - 1))) >> fraction_bits).clamp(0, 255) as Self
    }
    fn copy(from: &[u8], to: &mut [Self]) -> bool {
        to.copy_from_slice(from);
        true
    }
}

/// With [`FRACTION_BITS`] after the point.
impl Made for u16 {
    fn of(value: i32, fraction_bits: u32) -> Self {
        (value >> (fraction_bits - FRACTION_BITS)).clamp(0, (256 << FRACTION_BITS) - 1) as Self
    }
}

/// Makes row `index` of the scaled plane. `source` gives the bytes of a source row; `between` is
/// room for one row; `made` has as many places as `across` makes.
pub(super) fn make_row<'a, S: Sample, M: Made>(
    source: impl Fn(usize) -> &'a [u8],
    down: &Taps,
    across: &Taps,
    index: usize,
    between: &mut Vec<i16>,
    made: &mut [M],
) {
    let (first, weights) = down.of(index);
    if S::IS_BYTE && weights.len() == 1 && across.is_copy() && M::copy(source(first), made) {
        return;
    }
    let row = |tap: usize| S::row(source(first + tap));
    // A resize keeps what is there: every sample is overwritten below.
    between.resize(row(0).len(), 0);
    match *weights {
        [_] => scale_up::<S>(row(0), between),
        [ONE_WEIGHT, 0] => scale_up::<S>(row(0), between),
        [0, ONE_WEIGHT] => scale_up::<S>(row(1), between),
        [a, b] => blend2::<S>([row(0), row(1)], [a, b], between),
        [a, b, c] => blend3::<S>([row(0), row(1), row(2)], [a, b, c], between),
        _ => {
            let rows: Vec<&[S::Stored]> = (0..weights.len()).map(row).collect();
            blend_many::<S>(&rows, weights, between);
        }
    }
    along(between, across, made);
}

/// [`ONE`] as a weight.
const ONE_WEIGHT: i16 = ONE as i16;

fn scale_up<S: Sample>(row: &[S::Stored], out: &mut [i16]) {
    for (out, &sample) in out.iter_mut().zip(row) {
        *out = (S::value(sample) << (FRACTION_BITS - S::EXTRA_BITS)) as i16;
    }
}

/// Bits of [`short_weights`] that are more than what lies in between has.
const SHORT_SURPLUS: u32 = 8 - FRACTION_BITS;

/// Weights of 8 bits that sum to exactly one: with them, sums of bytes stay within 16 bits, of which
/// a processor treats twice as many at once.
fn short_weights<const N: usize>(weights: [i16; N]) -> [u16; N] {
    const STEP: i32 = ONE / 256;
    let mut due = STEP / 2;
    weights.map(|weight| {
        // What rounding leaves over goes to the next one.
        due += i32::from(weight);
        let short = due.div_euclid(STEP);
        due -= short * STEP;
        short as u16
    })
}

/// From a weighted sum of samples to what lies in between.
fn settle<S: Sample>(sum: i32) -> i16 {
    let surplus = WEIGHT_BITS + S::EXTRA_BITS - FRACTION_BITS;
    ((sum + (1 << (surplus - 1))) >> surplus) as i16
}

fn blend2<S: Sample>([a, b]: [&[S::Stored]; 2], weights: [i16; 2], out: &mut [i16]) {
    if S::EXTRA_BITS == 0 {
        let [wa, wb] = short_weights(weights);
        for ((out, &a), &b) in out.iter_mut().zip(a).zip(b) {
            let sum = S::value(a) as u16 * wa + S::value(b) as u16 * wb;
            *out = (sum >> SHORT_SURPLUS).cast_signed();
        }
        return;
    }
    let [wa, wb] = weights.map(i32::from);
    for ((out, &a), &b) in out.iter_mut().zip(a).zip(b) {
        *out = settle::<S>(S::value(a) * wa + S::value(b) * wb);
    }
}

fn blend3<S: Sample>([a, b, c]: [&[S::Stored]; 3], weights: [i16; 3], out: &mut [i16]) {
    if S::EXTRA_BITS == 0 {
        let [wa, wb, wc] = short_weights(weights);
        for (((out, &a), &b), &c) in out.iter_mut().zip(a).zip(b).zip(c) {
            let sum = S::value(a) as u16 * wa + S::value(b) as u16 * wb + S::value(c) as u16 * wc;
            *out = (sum >> SHORT_SURPLUS).cast_signed();
        }
        return;
    }
    let [wa, wb, wc] = weights.map(i32::from);
    for (((out, &a), &b), &c) in out.iter_mut().zip(a).zip(b).zip(c) {
        *out = settle::<S>(S::value(a) * wa + S::value(b) * wb + S::value(c) * wc);
    }
}

fn blend_many<S: Sample>(rows: &[&[S::Stored]], weights: &[i16], out: &mut [i16]) {
    /// Samples that are summed at a time, so that the sums stay in the nearest memory.
    const AT_ONCE: usize = 256;
    for (part, out) in out.chunks_mut(AT_ONCE).enumerate() {
        let mut sums = [0_i32; AT_ONCE];
        for (row, &weight) in rows.iter().zip(weights) {
            let weight = i32::from(weight);
            for (sum, &sample) in sums.iter_mut().zip(&row[part * AT_ONCE..]) {
                *sum += S::value(sample) * weight;
            }
        }
        for (out, &sum) in out.iter_mut().zip(&sums) {
            *out = settle::<S>(sum);
        }
    }
}

/// From what lies in between to what is made, along the row.
fn along<M: Made>(row: &[i16], taps: &Taps, made: &mut [M]) {
    match taps.rhythm() {
        Rhythm::Copy => {
            for (made, &sample) in made.iter_mut().zip(row) {
                *made = M::of(i32::from(sample), FRACTION_BITS);
            }
        }
        Rhythm::Doubled { first, weights } => along_doubled(row, first, weights, made),
        Rhythm::Any => match taps.count() {
            1 => along_fixed::<1, M>(row, taps, made),
            2 => along_fixed::<2, M>(row, taps, made),
            3 => along_fixed::<3, M>(row, taps, made),
            4 => along_fixed::<4, M>(row, taps, made),
            count => {
                let weights = taps.weights().chunks_exact(count);
                for (made, (&first, weights)) in made.iter_mut().zip(taps.first().iter().zip(weights)) {
                    let parts = row[first..].iter().zip(weights);
                    *made = M::of(parts.map(|(&sample, &weight)| product(sample, weight)).sum(), MADE_BITS);
                }
            }
        },
    }
}

/// Bits after the point of a weighted sum.
const MADE_BITS: u32 = WEIGHT_BITS + FRACTION_BITS;

fn along_fixed<const N: usize, M: Made>(row: &[i16], taps: &Taps, made: &mut [M]) {
    let (weights, _) = taps.weights().as_chunks::<N>();
    for ((made, &first), weights) in made.iter_mut().zip(taps.first()).zip(weights) {
        let samples = &row[first..first + N];
        let mut sum = 0;
        for tap in 0..N {
            sum += product(samples[tap], weights[tap]);
        }
        *made = M::of(sum, MADE_BITS);
    }
}

/// Twice as many: every two neighbours give two between them, always with the same weights. Beyond
/// the edge the outermost sample goes on.
fn along_doubled<M: Made>(row: &[i16], first: usize, weights: [[i16; 2]; 2], made: &mut [M]) {
    let [even, odd] = weights.map(|pair| pair.map(i32::from));
    let mix = |[a, b]: [i32; 2], left: i16, right: i16| {
        M::of(a * i32::from(left) + b * i32::from(right), MADE_BITS)
    };
    let (Some(&outer), Some(&last)) = (row.first(), row.last()) else { return };
    let (head, body) = made.split_at_mut(first.min(made.len()));
    for made in head {
        *made = mix(odd, outer, outer);
    }
    let (pairs, _) = body.as_chunks_mut::<2>();
    let count = pairs.len().min(row.len() - 1);
    for ((pair, &left), &right) in pairs.iter_mut().zip(row).zip(&row[1..]) {
        *pair = [mix(even, left, right), mix(odd, left, right)];
    }
    for made in &mut body[count * 2..] {
        *made = mix(even, last, last);
    }
}

fn product(sample: i16, weight: i16) -> i32 {
    i32::from(sample) * i32::from(weight)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scaled<S: Sample>(rows: &[&[u8]], samples: usize, size: (usize, usize)) -> Vec<Vec<u8>> {
        let down = Taps::new(rows.len(), size.1, rows.len() as f64 / size.1 as f64, 0.0);
        let across = Taps::new(samples, size.0, samples as f64 / size.0 as f64, 0.0);
        let mut between = Vec::new();
        (0..size.1)
            .map(|index| {
                let mut made = vec![0; size.0];
                make_row::<S, u8>(|row| rows[row], &down, &across, index, &mut between, &mut made);
                made
            })
            .collect()
    }

    #[test]
    fn a_flat_plane_stays_what_it_is_at_any_size() {
        for value in [0, 1, 127, 254, 255] {
            let row = [value; 6];
            let ten_bits: Vec<u8> =
                [u16::from(value) * 4; 6].iter().flat_map(|word| word.to_le_bytes()).collect();
            for size in [(1, 1), (2, 2), (3, 5), (6, 4), (13, 17)] {
                let wanted = vec![vec![value; size.0]; size.1];
                assert_eq!(scaled::<Byte>(&[&row[..]; 4], 6, size), wanted);
                assert_eq!(scaled::<Low<10>>(&[&ten_bits[..]; 4], 6, size), wanted);
                let words = |factor: u16| -> Vec<u8> {
                    [u16::from(value) * factor; 6].iter().flat_map(|word| word.to_le_bytes()).collect()
                };
                assert_eq!(scaled::<Low<12>>(&[&words(16)[..]; 4], 6, size), wanted);
                assert_eq!(scaled::<HighTen>(&[&words(256)[..]; 4], 6, size), wanted);
                let pairs = words(256)
                    .as_chunks::<2>()
                    .0
                    .iter()
                    .flat_map(|word| [*word; 2])
                    .flatten()
                    .collect::<Vec<u8>>();
                assert_eq!(scaled::<HighTenOfTwo<1>>(&[&pairs[..]; 4], 6, size), wanted);
            }
        }
    }

    #[test]
    fn reads_each_of_two_interleaved_samples() {
        let row = [10, 200, 20, 210];
        assert_eq!(scaled::<OneOfTwo<0>>(&[&row], 2, (2, 1)), [[10, 20]]);
        assert_eq!(scaled::<OneOfTwo<1>>(&[&row], 2, (2, 1)), [[200, 210]]);
    }

    #[test]
    fn halving_averages_and_doubling_interpolates() {
        assert_eq!(scaled::<Byte>(&[&[0, 100], &[100, 200]], 2, (1, 1)), [[100]]);
        assert_eq!(scaled::<Byte>(&[&[0, 100]], 2, (4, 1)), [[0, 25, 75, 100]]);
    }

    #[test]
    fn words_beyond_ten_bits_do_not_wrap() {
        assert_eq!(scaled::<Low<10>>(&[&[0xff, 0xff]], 1, (1, 1)), [[255]]);
    }

    #[test]
    fn doubling_is_the_same_by_the_short_way() {
        let row: Vec<i16> = (0..37).map(|x| x * x * 11 % 16_321).collect();
        for (source, made) in [(37, 74), (37, 73), (1, 2), (1, 1), (2, 4), (2, 3)] {
            for shift in [0.25, 0.0] {
                let taps = Taps::new(source, made, 0.5, shift);
                let mut short: Vec<u8> = vec![0; made];
                along(&row[..source], &taps, &mut short);
                let mut long: Vec<u8> = vec![0; made];
                match taps.count() {
                    1 => along_fixed::<1, u8>(&row[..source], &taps, &mut long),
                    _ => along_fixed::<2, u8>(&row[..source], &taps, &mut long),
                }
                assert_eq!(short, long, "{source} {made} {shift}");
                let doubled = matches!(taps.rhythm(), Rhythm::Doubled { .. });
                assert!(doubled || source < 3, "{source} {made} {shift}");
            }
        }
    }

    #[test]
    fn short_weights_sum_to_one() {
        for weights in [[ONE as i16, 0, 0], [5461, 5462, 5461], [1, 2, 16_381], [8192, 8191, 1]] {
            let short = short_weights(weights);
            assert_eq!(short.iter().sum::<u16>(), 256);
            assert!(
                short
                    .iter()
                    .zip(weights)
                    .all(|(&short, long)| (i32::from(short) * 64 - i32::from(long)).abs() <= 64)
            );
        }
    }
}
