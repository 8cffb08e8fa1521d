//! Short sounds that confirm what the viewer did, made by calculation: no files.

use core::f32::consts::TAU;
use media::Cue;

/// Loudest value of a cue: soft beside speech.
const PEAK: f32 = 0.12;
/// Of a tone, in seconds.
const ATTACK: f32 = 0.008;
/// After this many seconds a tone has fallen to 1/e.
const DECAY: f32 = 0.035;
/// The second tone begins after this many seconds.
const STEP: f32 = 0.055;
/// Of the whole cue, in seconds.
const LENGTH: f32 = 0.150;
/// The last part of it goes down to exactly nothing.
const RELEASE: f32 = 0.020;

/// The two tones in hertz: a fourth up asks, a fifth up from there confirms (equal temperament).
fn tones(cue: Cue) -> [f32; 2] {
    match cue {
        Cue::QuestionOpened => [659.26, 880.0],
        Cue::Answered => [880.0, 1_318.5],
    }
}

/// The samples of a cue, one channel.
pub(crate) fn samples(cue: Cue, rate: u32) -> Vec<f32> {
    let [first, second] = tones(cue);
    let count = (LENGTH * rate as f32) as usize;
    (0..count)
        .map(|at| {
            let time = at as f32 / rate as f32;
            let release = ((LENGTH - time) / RELEASE).clamp(0.0, 1.0);
            (tone(first, time) + tone(second, time - STEP)) * release * PEAK / 1.3
        })
        .collect()
}

/// A sine that swells softly and dies away.
fn tone(frequency: f32, time: f32) -> f32 {
    if time < 0.0 {
        return 0.0;
    }
    let swell = (time / ATTACK).min(1.0);
    let swell = swell * swell * (3.0 - 2.0 * swell);
    (TAU * frequency * time).sin() * swell * (-time / DECAY).exp()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cues_are_short_soft_and_without_clicks() {
        for cue in [Cue::QuestionOpened, Cue::Answered] {
            let samples = samples(cue, 48_000);
            assert_eq!(samples.len(), 7_200);
            let peak = samples.iter().fold(0.0_f32, |peak, sample| peak.max(sample.abs()));
            assert!(peak > 0.03 && peak <= PEAK, "{cue:?} {peak}");
            assert!(samples[0] == 0.0 && samples[7_199].abs() < 1e-4);
            let steepest = samples.windows(2).fold(0.0_f32, |most, pair| most.max((pair[1] - pair[0]).abs()));
            assert!(steepest < 0.02, "{cue:?} {steepest}");
        }
        assert_ne!(samples(Cue::QuestionOpened, 48_000), samples(Cue::Answered, 48_000));
    }
}
