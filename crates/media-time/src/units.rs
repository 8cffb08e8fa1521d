//! Points, lengths and fractions of time.

use core::ops::{Add, AddAssign, Neg, Sub, SubAssign};
use core::time::Duration;

/// How many units of [`MediaTime`] and [`MediaDuration`] make one second.
pub const FLICKS_PER_SECOND: i64 = 705_600_000;

/// A point on a media timeline, in flicks after that timeline's zero. May be negative: containers
/// with a start offset and trimmed clips produce such points.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(transparent)]
pub struct MediaTime(i64);

/// A signed length of media time, in flicks.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(transparent)]
pub struct MediaDuration(i64);

/// The length of one tick of a container's or device's counter, in seconds: `numerator / denominator`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TimeBase {
    numerator: u32,
    denominator: u32,
}

impl MediaTime {
    /// The start of a timeline.
    pub const ZERO: Self = Self(0);
    /// Later than every other point.
    pub const MAX: Self = Self(i64::MAX);

    /// The point this many flicks after zero.
    #[must_use]
    pub const fn from_flicks(flicks: i64) -> Self {
        Self(flicks)
    }

    /// The point this many milliseconds after zero.
    #[must_use]
    pub const fn from_millis(millis: i64) -> Self {
        Self(MediaDuration::from_millis(millis).0)
    }

    /// Flicks after zero.
    #[must_use]
    pub const fn flicks(self) -> i64 {
        self.0
    }

    /// Whole milliseconds after zero, rounded down.
    #[must_use]
    pub const fn millis(self) -> i64 {
        self.since_zero().millis()
    }

    /// Seconds after zero, for display and for libraries that want floating point.
    #[must_use]
    pub fn seconds(self) -> f64 {
        self.since_zero().seconds()
    }

    /// The length from zero to this point.
    #[must_use]
    pub const fn since_zero(self) -> MediaDuration {
        MediaDuration(self.0)
    }

    /// `self - earlier`, zero when `earlier` is not earlier.
    #[must_use]
    pub const fn saturating_since(self, earlier: Self) -> MediaDuration {
        let difference = self.0.saturating_sub(earlier.0);
        MediaDuration(if difference < 0 { 0 } else { difference })
    }
}

impl MediaDuration {
    /// No time at all.
    pub const ZERO: Self = Self(0);
    /// Longer than every other length.
    pub const MAX: Self = Self(i64::MAX);

    /// A length of this many flicks.
    #[must_use]
    pub const fn from_flicks(flicks: i64) -> Self {
        Self(flicks)
    }

    /// A length of this many milliseconds; saturates beyond what fits (over 400 years).
    #[must_use]
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis.saturating_mul(FLICKS_PER_SECOND / 1_000))
    }

    /// A length of this many microseconds; saturates.
    #[must_use]
    pub const fn from_micros(micros: i64) -> Self {
        // 705.6 flicks a microsecond.
        Self(micros.saturating_mul(7_056) / 10)
    }

    /// A length of this many seconds; saturates.
    #[must_use]
    pub const fn from_seconds(seconds: i64) -> Self {
        Self(seconds.saturating_mul(FLICKS_PER_SECOND))
    }

    /// The length of `samples` sample frames at `rate` samples a second (rounded down to a flick;
    /// exact for the usual rates). A `rate` of 0 gives zero.
    #[must_use]
    pub fn from_samples(samples: u64, rate: u32) -> Self {
        if rate == 0 {
            return Self::ZERO;
        }
        let flicks = i128::from(samples) * i128::from(FLICKS_PER_SECOND) / i128::from(rate);
        Self(saturate(flicks))
    }

    /// How many whole sample frames at `rate` a second fit into this length; 0 for negative lengths.
    #[must_use]
    pub fn samples(self, rate: u32) -> u64 {
        let samples = i128::from(self.0) * i128::from(rate) / i128::from(FLICKS_PER_SECOND);
        u64::try_from(samples).unwrap_or(0)
    }

    /// Flicks in this length.
    #[must_use]
    pub const fn flicks(self) -> i64 {
        self.0
    }

    /// Whole milliseconds, rounded down.
    #[must_use]
    pub const fn millis(self) -> i64 {
        self.0.div_euclid(FLICKS_PER_SECOND / 1_000)
    }

    /// Seconds, for display and for libraries that want floating point.
    #[must_use]
    pub fn seconds(self) -> f64 {
        self.0 as f64 / FLICKS_PER_SECOND as f64
    }

    /// Shorter than nothing.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// The same length as the standard library's type; zero when negative.
    #[must_use]
    pub fn to_std(self) -> Duration {
        let flicks = u64::try_from(self.0).unwrap_or(0);
        // 1 flick is 1000/705.6 ns.
        Duration::from_nanos(u64::try_from(u128::from(flicks) * 10_000 / 7_056).unwrap_or(u64::MAX))
    }

    /// From the standard library's type; saturates.
    #[must_use]
    pub fn from_std(duration: Duration) -> Self {
        let flicks = duration.as_nanos().saturating_mul(7_056) / 10_000;
        Self(i64::try_from(flicks).unwrap_or(i64::MAX))
    }

    /// This length `numerator / denominator` times; saturates. A `denominator` of 0 gives zero.
    #[must_use]
    pub fn scaled(self, numerator: u32, denominator: u32) -> Self {
        if denominator == 0 {
            return Self::ZERO;
        }
        Self(saturate(i128::from(self.0) * i128::from(numerator) / i128::from(denominator)))
    }
}

impl TimeBase {
    /// Milliseconds.
    pub const MILLIS: Self = Self { numerator: 1, denominator: 1_000 };

    /// A tick of `numerator / denominator` seconds; `None` when either is zero.
    #[must_use]
    pub const fn new(numerator: u32, denominator: u32) -> Option<Self> {
        if numerator == 0 || denominator == 0 { None } else { Some(Self { numerator, denominator }) }
    }

    /// Where `ticks` of this base lie on the timeline, rounded to the nearest flick; saturates.
    #[must_use]
    pub fn time(self, ticks: i64) -> MediaTime {
        let scaled = i128::from(ticks) * i128::from(self.numerator) * i128::from(FLICKS_PER_SECOND);
        let half = i128::from(self.denominator / 2);
        MediaTime(saturate((scaled + half).div_euclid(i128::from(self.denominator))))
    }

    /// How many ticks of this base lie before `time`, rounded down; saturates.
    #[must_use]
    pub fn ticks(self, time: MediaTime) -> i64 {
        let scaled = i128::from(time.0) * i128::from(self.denominator);
        saturate(scaled.div_euclid(i128::from(self.numerator) * i128::from(FLICKS_PER_SECOND)))
    }
}

fn saturate(value: i128) -> i64 {
    i64::try_from(value).unwrap_or(if value < 0 { i64::MIN } else { i64::MAX })
}

impl Add<MediaDuration> for MediaTime {
    type Output = Self;
    fn add(self, length: MediaDuration) -> Self {
        Self(self.0.saturating_add(length.0))
    }
}

impl AddAssign<MediaDuration> for MediaTime {
    fn add_assign(&mut self, length: MediaDuration) {
        *self = *self + length;
    }
}

impl Sub<MediaDuration> for MediaTime {
    type Output = Self;
    fn sub(self, length: MediaDuration) -> Self {
        Self(self.0.saturating_sub(length.0))
    }
}

impl Sub for MediaTime {
    type Output = MediaDuration;
    fn sub(self, other: Self) -> MediaDuration {
        MediaDuration(self.0.saturating_sub(other.0))
    }
}

impl Add for MediaDuration {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl AddAssign for MediaDuration {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sub for MediaDuration {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl SubAssign for MediaDuration {
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}

impl Neg for MediaDuration {
    type Output = Self;
    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn common_rates_are_exact() {
        for rate in [24_u32, 25, 30, 50, 60, 120, 8_000, 22_050, 44_100, 48_000, 90_000, 96_000] {
            let base = TimeBase::new(1, rate).unwrap();
            for ticks in [0, 1, 7, 1_001, 123_457] {
                assert_eq!(base.ticks(base.time(ticks)), ticks, "rate {rate}");
            }
        }
        let ntsc = TimeBase::new(1_001, 30_000).unwrap();
        assert_eq!(ntsc.ticks(ntsc.time(1_000_003)), 1_000_003);
    }

    #[test]
    fn extremes_saturate() {
        assert_eq!(MediaTime::MAX + MediaDuration::from_seconds(1), MediaTime::MAX);
        assert_eq!(MediaDuration::from_millis(i64::MAX), MediaDuration::MAX);
        assert_eq!(TimeBase::new(u32::MAX, 1).unwrap().time(i64::MAX), MediaTime::MAX);
        assert_eq!(TimeBase::new(0, 1), None);
    }

    proptest! {
        #[test]
        fn samples_round_trip(samples in 0_u64..1 << 40) {
            for rate in [44_100, 48_000, 96_000] {
                prop_assert_eq!(MediaDuration::from_samples(samples, rate).samples(rate), samples);
            }
        }

        #[test]
        fn standard_durations_round_trip(micros in 0_u64..1 << 45) {
            let length = MediaDuration::from_std(Duration::from_micros(micros));
            let back = length.to_std();
            prop_assert!(Duration::from_micros(micros).abs_diff(back) < Duration::from_nanos(3));
        }
    }
}
