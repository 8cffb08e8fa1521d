//! The sound of bench clips: every moment of it can be told apart from every other.
//!
//! Time is cut into symbols of 1/46.875 s (1024 samples at 48 kHz). In each symbol, each channel
//! sounds one frequency, drawn from clip id, channel and the symbol's number. Every frequency has a
//! whole number of waves in a symbol, so the waveform has no jumps. A beep is laid over it where the
//! flash begins.

use super::{ClipSpec, is_flash};

/// Symbols a second.
pub const SYMBOLS_PER_SECOND: f64 = 46.875;
/// The least and the most waves in a symbol: 281 to 1,500 Hz.
const WAVES: (u32, u32) = (6, 32);
/// How loud the tone is, 1.0 being the most.
pub const LEVEL: f64 = 0.25;
/// How loud the beep is.
pub const BEEP_LEVEL: f64 = 0.4;
/// The beep's frequency.
pub const BEEP_HERTZ: f64 = 2_000.0;
/// How long the beep lasts, in seconds; it swells and fades within [`BEEP_EDGE`].
pub const BEEP_SECONDS: f64 = 0.05;
/// How long the beep takes to swell and to fade, in seconds.
pub const BEEP_EDGE: f64 = 0.001;

/// The frequency of this symbol in this channel, in waves a symbol.
#[must_use]
pub fn waves(id: u8, channel: u32, symbol: u32) -> u32 {
    let seed = u64::from(id) << 40 | u64::from(channel) << 32 | u64::from(symbol);
    WAVES.0 + u32::try_from(mixed(seed) % u64::from(WAVES.1 - WAVES.0 + 1)).unwrap_or_default()
}

/// The tone alone at so many seconds.
#[must_use]
pub fn tone(id: u8, channel: u32, seconds: f64) -> f64 {
    let symbols = seconds.max(0.0) * SYMBOLS_PER_SECOND;
    let symbol = symbols.floor();
    let turns = f64::from(waves(id, channel, symbol as u32)) * (symbols - symbol);
    LEVEL * (std::f64::consts::TAU * turns).sin()
}

/// The beep alone, so many seconds after it began; 0 before and after it.
#[must_use]
pub fn beep(seconds: f64) -> f64 {
    if !(0.0..BEEP_SECONDS).contains(&seconds) {
        return 0.0;
    }
    let edge = (seconds.min(BEEP_SECONDS - seconds) / BEEP_EDGE).min(1.0);
    BEEP_LEVEL * edge * (std::f64::consts::TAU * BEEP_HERTZ * seconds).sin()
}

/// When the beeps of a clip begin, in seconds: with the first frame of each flash.
#[must_use]
pub fn beeps(spec: &ClipSpec) -> Vec<f64> {
    let begins = |frame: &u32| is_flash(spec, *frame) && (*frame == 0 || !is_flash(spec, frame - 1));
    (0..spec.frames).filter(begins).map(|frame| spec.rate.time_of(frame)).collect()
}

/// All samples of one channel of a clip at a rate.
#[must_use]
pub fn channel(spec: &ClipSpec, channel: u32, rate: u32) -> Vec<f32> {
    let count = (spec.seconds() * f64::from(rate)).round() as usize;
    let mut samples: Vec<f64> =
        (0..count).map(|index| tone(spec.id, channel, index as f64 / f64::from(rate))).collect();
    for begin in beeps(spec) {
        let first = (begin * f64::from(rate)).ceil() as usize;
        let length = (BEEP_SECONDS * f64::from(rate)) as usize + 1;
        for (index, sample) in samples.iter_mut().enumerate().skip(first).take(length) {
            *sample += beep(index as f64 / f64::from(rate) - begin);
        }
    }
    samples.into_iter().map(|sample| sample as f32).collect()
}

/// SplitMix64's output function: spreads a counter over all numbers.
fn mixed(seed: u64) -> u64 {
    let mut value = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    value = (value ^ value >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    value = (value ^ value >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ value >> 31
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_waveform_has_no_jumps() {
        let spec = ClipSpec::small(9, 3_000);
        let samples = channel(&spec, 0, 48_000);
        assert_eq!(samples.len(), 144_000);
        let jump = samples.windows(2).map(|pair| (pair[1] - pair[0]).abs()).fold(0.0, f32::max);
        // 1,500 Hz at a quarter, and 2,000 Hz at 0.4.
        assert!(jump < 0.16, "{jump}");
    }

    #[test]
    fn clips_and_channels_sound_different() {
        let sequence = |id, channel| (0..40).map(|nth| waves(id, channel, nth)).collect::<Vec<_>>();
        assert_ne!(sequence(1, 0), sequence(1, 1));
        assert_ne!(sequence(1, 0), sequence(2, 0));
        assert!(sequence(1, 0).iter().all(|waves| (6..=32).contains(waves)));
    }

    #[test]
    fn beeps_begin_with_the_flash() {
        let spec = ClipSpec::small(1, 2_000);
        assert_eq!(beeps(&spec), [0.5, 1.5]);
        let samples = channel(&spec, 1, 48_000);
        let plain = |index: usize| tone(1, 1, index as f64 / 48_000.0) as f32;
        assert!((samples[23_999] - plain(23_999)).abs() < 1e-6);
        assert!((24_000..24_100).any(|index| (samples[index] - plain(index)).abs() > 0.3));
    }
}
