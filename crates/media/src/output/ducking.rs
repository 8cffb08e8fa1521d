//! Music goes back under what is told.

/// How far: −12 dB, the usual amount (it is the default of Audacity's Auto Duck, whose manual tells
/// of its use in radio).
const FLOOR: f32 = 0.251_188_64;
/// How long the way down and the way up take, in seconds: down before a first word is over, up so
/// slowly that it is not heard as a movement.
const ATTACK: f32 = 0.050;
const RELEASE: f32 = 0.600;
/// Music stays down for so long after the last loud sample, in seconds, so that it does not come up
/// between words and sentences.
const HOLD: f32 = 0.700;
/// What is as loud as this counts as told: mean power at −36 dBFS. Speech of −23 LUFS is well above
/// it, the hum of a room well below.
const OPENS: f32 = 2.512e-4;
/// Once something is told, down to −42 dBFS counts.
const CLOSES: f32 = 6.31e-5;
/// The time over which power is averaged, in seconds: longer than a period of a low voice.
const WINDOW: f32 = 0.010;

/// Follows how loud the decks are, and says how loud the music may be. Frame by frame; takes no lock
/// and allocates nothing.
#[derive(Clone, Debug)]
pub struct Ducker {
    power: f32,
    share: f32,
    /// Frames until the music may come up.
    hold: u32,
    held: u32,
    gain: f32,
    down: f32,
    up: f32,
}

impl Ducker {
    /// Nothing is told yet, at `rate` frames a second.
    #[must_use]
    pub fn new(rate: u32) -> Self {
        let rate = rate.max(1) as f32;
        Self {
            power: 0.0,
            share: 1.0 - (-1.0 / (WINDOW * rate)).exp(),
            hold: 0,
            held: (HOLD * rate) as u32,
            gain: 1.0,
            down: FLOOR.powf(1.0 / (ATTACK * rate).max(1.0)),
            up: FLOOR.powf(-1.0 / (RELEASE * rate).max(1.0)),
        }
    }

    /// The factor for this frame of music (0.25 to 1.0), when this is heard of the decks.
    pub fn next_gain(&mut self, programme: [f32; 2]) -> f32 {
        let [left, right] = programme;
        let power = (left * left).max(right * right);
        if power.is_finite() {
            self.power += (power - self.power) * self.share;
        }
        // Numbers too small to be told from nothing make processors slow.
        if self.power < 1e-12 {
            self.power = 0.0;
        }
        let threshold = if self.hold > 0 { CLOSES } else { OPENS };
        if self.power > threshold {
            self.hold = self.held;
        } else {
            self.hold = self.hold.saturating_sub(1);
        }
        let step = if self.hold > 0 { self.down } else { self.up };
        self.gain = (self.gain * step).clamp(FLOOR, 1.0);
        self.gain
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use core::f32::consts::TAU;
    use proptest::prelude::*;

    const RATE: u32 = 48_000;

    /// Gains while a voice of this loudness speaks, by seconds: `(from, to)` where it speaks.
    fn gains(peak: f32, spoken: &[(f32, f32)], seconds: f32) -> Vec<f32> {
        let mut ducker = Ducker::new(RATE);
        (0..(seconds * RATE as f32) as usize)
            .map(|at| {
                let time = at as f32 / RATE as f32;
                let speaks = spoken.iter().any(|(from, to)| (*from..*to).contains(&time));
                let voice = if speaks { (TAU * 150.0 * time).sin() * peak } else { 0.0 };
                ducker.next_gain([voice, voice * 0.5])
            })
            .collect()
    }

    fn at(gains: &[f32], seconds: f32) -> f32 {
        gains[(seconds * RATE as f32) as usize]
    }

    #[test]
    fn music_goes_down_quickly_and_comes_up_slowly() {
        let gains = gains(0.1, &[(1.0, 3.0)], 5.0);
        assert_eq!(at(&gains, 0.999), 1.0);
        assert!((at(&gains, 1.065) - FLOOR).abs() < 1e-6, "down after 50 ms: {}", at(&gains, 1.065));
        assert!((at(&gains, 3.6) - FLOOR).abs() < 1e-6, "it waits");
        let middle = at(&gains, 3.0 + HOLD + RELEASE / 2.0);
        assert!((0.35..0.75).contains(&middle), "{middle}");
        assert_eq!(at(&gains, 3.0 + HOLD + RELEASE + 0.1), 1.0);
    }

    #[test]
    fn nothing_pumps_between_words_and_the_hum_of_a_room_is_no_speech() {
        let words: Vec<_> = (0..8).map(|nth| (nth as f32 * 0.7, nth as f32 * 0.7 + 0.2)).collect();
        let spoken = gains(0.1, &words, 5.6);
        assert!(spoken[4_800..].iter().all(|gain| (gain - FLOOR).abs() < 1e-6));
        assert!(gains(0.01, &[(0.0, 5.0)], 5.0).iter().all(|gain| *gain == 1.0));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(30))]

        /// Whatever is told, even what is no sound at all: no step of the gain is a click, and it
        /// stays where it may be.
        #[test]
        fn the_gain_never_jumps(
            seed in proptest::collection::vec((-4.0_f32..4.0, 1_usize..4_000), 1..40),
            odd in proptest::option::of(prop_oneof![Just(f32::NAN), Just(f32::INFINITY), Just(1e30)]),
            rate in prop_oneof![Just(8_000_u32), Just(44_100), Just(192_000)],
        ) {
            let mut ducker = Ducker::new(rate);
            let mut before = 1.0_f32;
            let most = 1.0 - Ducker::new(rate).down;
            for (value, frames) in seed {
                for _ in 0..frames {
                    let gain = ducker.next_gain([value, odd.unwrap_or(0.0)]);
                    prop_assert!((FLOOR..=1.0).contains(&gain));
                    prop_assert!((gain / before - 1.0).abs() <= most * 1.1, "{before} to {gain}");
                    before = gain;
                }
            }
        }
    }
}
