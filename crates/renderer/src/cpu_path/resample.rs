//! Planes to rows of 8-bit samples of another size: first down the columns, then along the row.
//!
//! In between, samples are `i16` with 6 bits after the point of an 8-bit value. Loops are written
//! so that the compiler makes SIMD of them.

use super::taps::{ONE, Taps, WEIGHT_BITS};

/// Bits after the point of an 8-bit value between the two steps.
const FRACTION_BITS: u32 = 6;

/// How a sample is read from a plane's bytes.
pub(super) trait Sample {
    /// As it lies in the plane.
    type Stored: Copy;
    /// Bits beyond 8.
    const EXTRA_BITS: u32;
    /// Whether samples lie one after the other as they are made.
    const IS_MADE: bool = false;
    /// All samples of a row.
    fn row(bytes: &[u8]) -> &[Self::Stored];
    /// Its value.
    fn value(stored: Self::Stored) -> i32;
}

/// A byte.
pub(super) struct Byte;
/// The first of two interleaved bytes.
pub(super) struct FirstOfTwo;
/// The second of two interleaved bytes.
pub(super) struct SecondOfTwo;
/// 10 bits in the low bits of a little-endian word.
pub(super) struct TenBits;

impl Sample for Byte {
    type Stored = u8;
    const EXTRA_BITS: u32 = 0;
    const IS_MADE: bool = true;
    fn row(bytes: &[u8]) -> &[u8] {
        bytes
    }
    fn value(stored: u8) -> i32 {
        i32::from(stored)
    }
}

impl Sample for FirstOfTwo {
    type Stored = [u8; 2];
    const EXTRA_BITS: u32 = 0;
    fn row(bytes: &[u8]) -> &[[u8; 2]] {
        bytes.as_chunks().0
    }
    fn value(stored: [u8; 2]) -> i32 {
        i32::from(stored[0])
    }
}

impl Sample for SecondOfTwo {
    type Stored = [u8; 2];
    const EXTRA_BITS: u32 = 0;
    fn row(bytes: &[u8]) -> &[[u8; 2]] {
        bytes.as_chunks().0
    }
    fn value(stored: [u8; 2]) -> i32 {
        i32::from(stored[1])
    }
}

impl Sample for TenBits {
    type Stored = [u8; 2];
    const EXTRA_BITS: u32 = 2;
    fn row(bytes: &[u8]) -> &[[u8; 2]] {
        bytes.as_chunks().0
    }
    fn value(stored: [u8; 2]) -> i32 {
        // Words beyond 10 bits are not allowed, but must not wrap either.
        i32::from(u16::from_le_bytes(stored).min(1023))
    }
}

/// Makes row `index` of the scaled plane. `source` gives the bytes of a source row; `between` is
/// room for one row; `made` has as many bytes as `across` makes.
pub(super) fn make_row<'a, S: Sample>(
    source: impl Fn(usize) -> &'a [u8],
    down: &Taps,
    across: &Taps,
    index: usize,
    between: &mut Vec<i16>,
    made: &mut [u8],
) {
    let (first, weights) = down.of(index);
    if S::IS_MADE && weights.len() == 1 && across.is_copy() {
        made.copy_from_slice(source(first));
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

/// From a weighted sum of samples to what lies in between.
fn settle<S: Sample>(sum: i32) -> i16 {
    let surplus = WEIGHT_BITS + S::EXTRA_BITS - FRACTION_BITS;
    ((sum + (1 << (surplus - 1))) >> surplus) as i16
}

fn blend2<S: Sample>([a, b]: [&[S::Stored]; 2], weights: [i16; 2], out: &mut [i16]) {
    let [wa, wb] = weights.map(i32::from);
    for ((out, &a), &b) in out.iter_mut().zip(a).zip(b) {
        *out = settle::<S>(S::value(a) * wa + S::value(b) * wb);
    }
}

fn blend3<S: Sample>([a, b, c]: [&[S::Stored]; 3], weights: [i16; 3], out: &mut [i16]) {
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

/// From what lies in between to 8 bits, along the row.
fn along(row: &[i16], taps: &Taps, made: &mut [u8]) {
    if taps.is_copy() {
        for (made, &sample) in made.iter_mut().zip(row) {
            let rounded = (i32::from(sample) + (1 << (FRACTION_BITS - 1))) >> FRACTION_BITS;
            *made = rounded.clamp(0, 255) as u8;
        }
        return;
    }
    match taps.count() {
        1 => along_fixed::<1>(row, taps, made),
        2 => along_fixed::<2>(row, taps, made),
        3 => along_fixed::<3>(row, taps, made),
        4 => along_fixed::<4>(row, taps, made),
        _ => {
            for (made, (&first, weights)) in
                made.iter_mut().zip(taps.first().iter().zip(taps.weights().chunks_exact(taps.count())))
            {
                let sum =
                    row[first..].iter().zip(weights).map(|(&sample, &weight)| product(sample, weight)).sum();
                *made = to_byte(sum);
            }
        }
    }
}

fn along_fixed<const N: usize>(row: &[i16], taps: &Taps, made: &mut [u8]) {
    let (weights, _) = taps.weights().as_chunks::<N>();
    for ((made, &first), weights) in made.iter_mut().zip(taps.first()).zip(weights) {
        let samples = &row[first..first + N];
        let mut sum = 0;
        for tap in 0..N {
            sum += product(samples[tap], weights[tap]);
        }
        *made = to_byte(sum);
    }
}

fn product(sample: i16, weight: i16) -> i32 {
    i32::from(sample) * i32::from(weight)
}

fn to_byte(sum: i32) -> u8 {
    const BITS: u32 = WEIGHT_BITS + FRACTION_BITS;
    ((sum + (1 << (BITS - 1))) >> BITS).clamp(0, 255) as u8
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
                make_row::<S>(|row| rows[row], &down, &across, index, &mut between, &mut made);
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
                assert_eq!(scaled::<TenBits>(&[&ten_bits[..]; 4], 6, size), wanted);
            }
        }
    }

    #[test]
    fn reads_each_of_two_interleaved_samples() {
        let row = [10, 200, 20, 210];
        assert_eq!(scaled::<FirstOfTwo>(&[&row], 2, (2, 1)), [[10, 20]]);
        assert_eq!(scaled::<SecondOfTwo>(&[&row], 2, (2, 1)), [[200, 210]]);
    }

    #[test]
    fn halving_averages_and_doubling_interpolates() {
        assert_eq!(scaled::<Byte>(&[&[0, 100], &[100, 200]], 2, (1, 1)), [[100]]);
        assert_eq!(scaled::<Byte>(&[&[0, 100]], 2, (4, 1)), [[0, 25, 75, 100]]);
    }

    #[test]
    fn words_beyond_ten_bits_do_not_wrap() {
        assert_eq!(scaled::<TenBits>(&[&[0xff, 0xff]], 1, (1, 1)), [[255]]);
    }
}
