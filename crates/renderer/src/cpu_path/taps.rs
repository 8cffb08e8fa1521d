//! Which samples make which, along one side of a plane.
//!
//! Each made sample is the mean of the samples it covers, those at the edge in part; when
//! enlarging it covers one sample's width, which is the straight line between two. The shader does
//! the same, so both paths give the same picture.

/// Weights sum to this.
pub(super) const ONE: i32 = 1 << WEIGHT_BITS;
/// Fits `i16` with a bit to spare for the sign.
pub(super) const WEIGHT_BITS: u32 = 14;

/// For each made sample, `count` weights that begin at a source index.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Taps {
    count: usize,
    first: Vec<usize>,
    weights: Vec<i16>,
    rhythm: Rhythm,
}

/// What repeats along the side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Rhythm {
    /// What is made is the source.
    Copy,
    /// From made sample `first` on, source samples n and n + 1 make samples 2n and 2n + 1, with these
    /// weights. Those before are made of source sample 0 alone.
    Doubled {
        /// 0 or 1.
        first: usize,
        /// For the first and the second of each two.
        weights: [[i16; 2]; 2],
    },
    /// Nothing that is made use of.
    #[default]
    Any,
}

impl Taps {
    /// For `made` samples out of `source`: made sample x has its centre at `(x + ½) × step + shift`
    /// samples from the source's edge. Both lengths are at least 1.
    pub(super) fn new(source: usize, made: usize, step: f64, shift: f64) -> Self {
        let cover = step.max(1.0);
        let windows: Vec<(usize, Vec<f64>)> =
            (0..made).map(|x| window((x as f64 + 0.5) * step + shift, cover, source)).collect();
        let count = windows.iter().map(|(_, weights)| weights.len()).max().unwrap_or(1);
        let mut taps =
            Self { count, first: Vec::with_capacity(made), weights: Vec::new(), rhythm: Rhythm::Any };
        for (begin, weights) in windows {
            // All windows have the same length, inside the source.
            let first = begin.min(source - count);
            let mut line = vec![0; count];
            for (place, weight) in line[begin - first..].iter_mut().zip(rounded_to_one(&weights)) {
                *place = weight;
            }
            taps.first.push(first);
            taps.weights.extend(line);
        }
        let all_in_place = || taps.first.iter().enumerate().all(|(index, &first)| index == first);
        taps.rhythm = if count == 1 && source == made && all_in_place() {
            Rhythm::Copy
        } else {
            doubled(source, made, step, shift).unwrap_or_default()
        };
        taps
    }

    /// Weights for each made sample.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// First source index and weights of made sample `index`.
    pub(super) fn of(&self, index: usize) -> (usize, &[i16]) {
        (self.first[index], &self.weights[index * self.count..][..self.count])
    }

    /// First source indices of all made samples.
    pub(super) fn first(&self) -> &[usize] {
        &self.first
    }

    /// Weights of all made samples, one after the other.
    pub(super) fn weights(&self) -> &[i16] {
        &self.weights
    }

    /// Whether what is made is the source.
    pub(super) fn is_copy(&self) -> bool {
        self.rhythm == Rhythm::Copy
    }

    /// What repeats along the side.
    pub(super) fn rhythm(&self) -> Rhythm {
        self.rhythm
    }
}

/// The rhythm of chroma that belongs to twice as many columns, where it is drawn as large as it is.
fn doubled(source: usize, made: usize, step: f64, shift: f64) -> Option<Rhythm> {
    let fits = source >= 3 && made.div_ceil(2) == source && (step - 0.5).abs() < 1e-9;
    let (whole, half) = (ONE as i16, (ONE / 2) as i16);
    let (near, far) = ((ONE / 4 * 3) as i16, (ONE / 4) as i16);
    match shift {
        _ if !fits => None,
        0.25 => Some(Rhythm::Doubled { first: 0, weights: [[whole, 0], [half, half]] }),
        0.0 => Some(Rhythm::Doubled { first: 1, weights: [[near, far], [far, near]] }),
        _ => None,
    }
}

/// The samples that `cover` around `centre` touches, and how much of each. Beyond the edge the
/// outermost sample goes on.
fn window(centre: f64, cover: f64, source: usize) -> (usize, Vec<f64>) {
    let last = (source - 1) as f64;
    let (low, high) = (centre - cover / 2.0, centre + cover / 2.0);
    let begin = low.floor().clamp(0.0, last);
    let end = (high.ceil() - 1.0).clamp(begin, last);
    let mut weights = Vec::with_capacity((end - begin) as usize + 1);
    let mut index = begin;
    while index <= end {
        let from = if index == begin { low } else { index };
        let to = if index == end { high } else { index + 1.0 };
        weights.push((to - from).max(0.0) / cover);
        index += 1.0;
    }
    // What is touched by less than can be weighed only makes the window longer.
    let slight = 0.5 / f64::from(ONE);
    let mut begin = begin as usize;
    while weights.len() > 1 && weights.last().is_some_and(|&weight| weight < slight) {
        weights.pop();
    }
    while weights.len() > 1 && weights[0] < slight {
        weights.remove(0);
        begin += 1;
    }
    (begin, weights)
}

/// Whole weights that sum to exactly [`ONE`]: what rounding leaves over goes to the next one.
fn rounded_to_one(weights: &[f64]) -> impl Iterator<Item = i16> {
    let total: f64 = weights.iter().sum();
    let mut sum = 0.0;
    let mut given = 0;
    weights.iter().map(move |weight| {
        sum += weight;
        let due = (sum / total * f64::from(ONE)).round() as i32;
        let part = due - given;
        given = due;
        part as i16
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weights(taps: &Taps, index: usize) -> (usize, Vec<f64>) {
        let (first, weights) = taps.of(index);
        (first, weights.iter().map(|&weight| f64::from(weight) / f64::from(ONE)).collect())
    }

    #[test]
    fn the_same_size_is_a_copy() {
        assert!(Taps::new(7, 7, 1.0, 0.0).is_copy());
        assert!(!Taps::new(7, 7, 1.0, 0.25).is_copy());
        assert!(!Taps::new(8, 7, 8.0 / 7.0, 0.0).is_copy());
    }

    #[test]
    fn left_sited_chroma_meets_every_second_luma_sample() {
        let taps = Taps::new(4, 8, 0.5, 0.25);
        assert_eq!(weights(&taps, 0), (0, vec![1.0, 0.0]));
        assert_eq!(weights(&taps, 1), (0, vec![0.5, 0.5]));
        assert_eq!(weights(&taps, 2), (1, vec![1.0, 0.0]));
        // Beyond the last chroma sample it goes on.
        assert_eq!(weights(&taps, 7), (2, vec![0.0, 1.0]));
    }

    #[test]
    fn made_smaller_everything_counts_alike() {
        let taps = Taps::new(9, 3, 3.0, 0.0);
        for (index, first) in [(0, 0), (1, 3), (2, 6)] {
            let (begin, weights) = weights(&taps, index);
            assert_eq!((begin, weights.len()), (first, 3));
            assert!(weights.iter().all(|weight| (weight - 1.0 / 3.0).abs() < 1e-3));
        }
        let taps = Taps::new(3, 2, 1.5, 0.0);
        let (first, weights) = weights(&taps, 1);
        assert_eq!(first, 1);
        assert!((weights[0] - 1.0 / 3.0).abs() < 1e-3 && (weights[1] - 2.0 / 3.0).abs() < 1e-3);
    }

    #[test]
    fn windows_lie_inside_and_sum_to_one() {
        let sizes = [1, 2, 3, 7, 100, 1919];
        for source in sizes {
            for made in sizes {
                for (step, shift) in [(1.0, 0.0), (0.5, 0.25)] {
                    let step = step * source as f64 / made as f64;
                    let taps = Taps::new(source, made, step, shift);
                    assert_eq!(taps.first().len(), made);
                    for index in 0..made {
                        let (first, weights) = taps.of(index);
                        assert!(first + weights.len() <= source);
                        assert_eq!(weights.iter().map(|&weight| i32::from(weight)).sum::<i32>(), ONE);
                        assert!(weights.iter().all(|&weight| weight >= 0));
                    }
                }
            }
        }
    }
}
