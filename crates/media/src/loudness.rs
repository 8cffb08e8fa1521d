//! How loud clips are, and by how much each is turned so that all are equally loud.
//!
//! Loudness is that of EBU R 128: gated, in LUFS, by ITU-R BS.1770-4. It is measured once, with the
//! import index, on what is played: stereo at 48,000 sample frames a second.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A level or a difference of levels in hundredths of a decibel: finite, exact to compare, and the
/// same on every machine. In text it is a number of decibels such as `-18.25`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Level(i32);

/// How loud a clip is from its beginning to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Loudness {
    /// Integrated loudness in LUFS. Clips that are silent or shorter than 0.4 s have none, and then
    /// no [`Loudness`].
    pub integrated: Level,
    /// The highest true peak of both channels in dBTP: the wave between the samples counts too.
    pub true_peak: Level,
    /// Loudness range in LU (EBU Tech 3342); zero for clips shorter than 3 s.
    pub range: Level,
}

/// What clips are turned to: −18 LUFS, which AES TD1008 (2021) recommends for speech over the
/// internet. It is 5 LU above broadcast's −23 because the loudspeakers of laptops and telephones have
/// little to spare.
pub const TARGET: Level = Level(-1_800);

/// No true peak is turned up above −1 dBTP (EBU R 128, AES TD1008): what is above full scale clips.
pub const CEILING: Level = Level(-100);

/// The most that a clip is turned up or down: beyond it the measurement is of noise.
const MOST: Level = Level(3_000);

impl Level {
    /// So many decibels, rounded to hundredths; `None` for what is not finite or beyond ±1000.
    #[must_use]
    pub fn from_decibels(decibels: f64) -> Option<Self> {
        let within = decibels.is_finite() && decibels.abs() <= 1_000.0;
        within.then(|| Self((decibels * 100.0).round() as i32))
    }

    /// In decibels.
    #[must_use]
    pub fn decibels(self) -> f64 {
        f64::from(self.0) / 100.0
    }

    /// This difference of levels as a factor of amplitude: 10^(dB/20).
    #[must_use]
    pub fn factor(self) -> f32 {
        10_f64.powf(self.decibels() / 20.0) as f32
    }

    fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Loudness {
    /// By how much a clip is turned so that it is as loud as [`TARGET`], as far as its peaks stay
    /// under [`CEILING`].
    #[must_use]
    pub fn levelling(&self) -> Level {
        let wanted = TARGET.minus(self.integrated).clamp(Level(-MOST.0), MOST);
        wanted.min(CEILING.minus(self.true_peak))
    }
}

/// The factor for a clip: levelled when its loudness is known, times what its author wants besides
/// (`author`, 1.0 = as it is). An author cannot turn a measured clip up so far that its peaks leave
/// [`CEILING`]; turning down always does what it says.
#[must_use]
pub fn gain(loudness: Option<&Loudness>, author: f32) -> f32 {
    let Some(loudness) = loudness else { return author };
    let levelling = loudness.levelling();
    let room = CEILING.minus(loudness.true_peak).max(levelling);
    (levelling.factor() * author).min(room.factor())
}

impl core::fmt::Display for Level {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{:.1}", self.decibels())
    }
}

impl Serialize for Level {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_f64(self.decibels())
    }
}

impl<'de> Deserialize<'de> for Level {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let decibels = f64::deserialize(from)?;
        Self::from_decibels(decibels).ok_or_else(|| serde::de::Error::custom("no level in decibels"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn loudness(integrated: f64, true_peak: f64) -> Loudness {
        let level = |decibels| Level::from_decibels(decibels).unwrap();
        Loudness { integrated: level(integrated), true_peak: level(true_peak), range: level(0.0) }
    }

    #[test]
    fn clips_are_turned_to_the_target_as_far_as_peaks_allow() {
        for (integrated, peak, author, expected) in [
            (-18.0, -3.0, 0, 0.0),
            (-23.0, -10.0, 0, 5.0),
            (-12.5, 0.0, 0, -5.5),
            // Only 2 dB of room.
            (-30.0, -3.0, 0, 2.0),
            // Already over the ceiling, and quiet all the same.
            (-20.0, 0.5, 0, -1.5),
            (-23.0, -10.0, -6, -1.0),
            (-23.0, -10.0, 3, 8.0),
            (-23.0, -10.0, 12, 9.0),
            (-30.0, -3.0, -6, -4.0),
            (-30.0, -3.0, 6, 2.0),
            // Noise.
            (-90.0, -80.0, 0, 30.0),
        ] {
            let author = 10_f32.powf(author as f32 / 20.0);
            let factor = gain(Some(&loudness(integrated, peak)), author);
            let decibels = 20.0 * f64::from(factor).log10();
            assert!((decibels - expected).abs() < 0.01, "{integrated} {peak} {author}: {decibels}");
        }
    }

    #[test]
    fn without_a_measurement_only_the_author_turns() {
        assert_eq!(gain(None, 1.0), 1.0);
        assert_eq!(gain(None, 0.5), 0.5);
    }

    proptest! {
        #[test]
        fn peaks_stay_under_the_ceiling_and_less_is_never_more(
            integrated in -100_f64..20.0,
            peak in -100_f64..20.0,
            author in 0.001_f32..1_000.0,
        ) {
            let loudness = loudness(integrated, peak);
            let factor = gain(Some(&loudness), author);
            prop_assert!(factor.is_finite() && factor > 0.0);
            let highest = loudness.true_peak.decibels() + 20.0 * f64::from(factor).log10();
            prop_assert!(highest <= CEILING.decibels() + 0.01);
            prop_assert!(gain(Some(&loudness), author * 0.9) <= factor);
        }
    }
}
