//! Medians and worst cases.

use serde::Serialize;

/// Many measurements of one thing. Values are in the unit that the row names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Spread {
    /// Half of them are at most this.
    pub median: f64,
    /// 95 of 100 are at most this.
    pub p95: f64,
    /// The largest.
    pub worst: f64,
    /// How many there are.
    pub count: usize,
}

impl Spread {
    /// Of these values; `None` without any. What is no number is left out.
    #[must_use]
    pub fn of(values: &[f64]) -> Option<Self> {
        let mut sorted: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
        sorted.sort_by(f64::total_cmp);
        let worst = *sorted.last()?;
        Some(Self { median: at(&sorted, 0.5), p95: at(&sorted, 0.95), worst, count: sorted.len() })
    }
}

/// The value below which this part of the sorted values lies (nearest rank).
fn at(sorted: &[f64], part: f64) -> f64 {
    let rank = (sorted.len() as f64 * part).ceil() as usize;
    sorted.get(rank.max(1) - 1).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spreads_are_by_rank() {
        assert_eq!(Spread::of(&[]), None);
        assert_eq!(Spread::of(&[f64::NAN]), None);
        let values: Vec<f64> = (1..=100).rev().map(f64::from).collect();
        assert_eq!(Spread::of(&values), Some(Spread { median: 50.0, p95: 95.0, worst: 100.0, count: 100 }));
        assert_eq!(Spread::of(&[3.0]), Some(Spread { median: 3.0, p95: 3.0, worst: 3.0, count: 1 }));
    }
}
