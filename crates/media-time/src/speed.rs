//! How fast a clip's time goes by.

use crate::MediaDuration;
use core::fmt;

/// How fast media time goes by against real time, in thousandths: 1000 is as recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Speed(u32);

impl Speed {
    /// As recorded.
    pub const NORMAL: Self = Self(1_000);

    /// The speeds that a viewer chooses between, the slowest first.
    pub const STEPS: [Self; 6] =
        [Self(750), Self::NORMAL, Self(1_250), Self(1_500), Self(1_750), Self(2_000)];

    /// So many thousandths of the recorded speed; at least 1.
    #[must_use]
    pub const fn from_thousandths(thousandths: u32) -> Self {
        Self(if thousandths == 0 { 1 } else { thousandths })
    }

    /// Thousandths of the recorded speed.
    #[must_use]
    pub const fn thousandths(self) -> u32 {
        self.0
    }

    /// The next of [`Speed::STEPS`] above this one; the fastest stays.
    #[must_use]
    pub fn faster(self) -> Self {
        let [.., fastest] = Self::STEPS;
        Self::STEPS.into_iter().find(|step| *step > self).unwrap_or(fastest)
    }

    /// The next of [`Speed::STEPS`] below this one; the slowest stays.
    #[must_use]
    pub fn slower(self) -> Self {
        let [slowest, ..] = Self::STEPS;
        Self::STEPS.into_iter().rev().find(|step| *step < self).unwrap_or(slowest)
    }

    /// How much media time goes by in so much real time; rounds towards zero to a flick.
    #[must_use]
    pub fn media(self, real: MediaDuration) -> MediaDuration {
        if self == Self::NORMAL { real } else { real.scaled(self.0, Self::NORMAL.0) }
    }

    /// How much real time so much media time takes; rounds towards zero to a flick.
    #[must_use]
    pub fn real(self, media: MediaDuration) -> MediaDuration {
        if self == Self::NORMAL { media } else { media.scaled(Self::NORMAL.0, self.0) }
    }
}

impl Default for Speed {
    /// As recorded.
    fn default() -> Self {
        Self::NORMAL
    }
}

impl fmt::Display for Speed {
    /// As a factor: `1`, `0.75`, `1.5`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", f64::from(self.0) / 1_000.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_follow_one_another_and_end() {
        let mut speed = Speed::from_thousandths(1);
        let mut up = Vec::new();
        for _ in 0..8 {
            speed = speed.faster();
            up.push(speed.to_string());
        }
        assert_eq!(up, ["0.75", "1", "1.25", "1.5", "1.75", "2", "2", "2"]);
        let down: Vec<_> = std::iter::successors(Some(speed), |speed| Some(speed.slower())).take(8).collect();
        assert_eq!(down[5], Speed::from_thousandths(750));
        assert_eq!(down[5], down[7]);
        assert_eq!(Speed::from_thousandths(1_100).faster().thousandths(), 1_250);
        assert_eq!(Speed::from_thousandths(1_100).slower(), Speed::NORMAL);
    }

    #[test]
    fn media_and_real_time_belong_together() {
        let second = MediaDuration::from_seconds(1);
        for speed in Speed::STEPS {
            let there_and_back = speed.real(speed.media(second));
            assert!((there_and_back - second).flicks().abs() <= 1, "{speed}");
        }
        assert_eq!(Speed::from_thousandths(1_500).media(second), MediaDuration::from_millis(1_500));
        assert_eq!(Speed::from_thousandths(2_000).real(second), MediaDuration::from_millis(500));
    }
}
