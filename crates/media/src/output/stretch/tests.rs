//! As long as it should be, as high as it was, and smooth.

use super::*;
use proptest::prelude::*;

const RATE: u32 = 48_000;

fn sine(hertz: f32, frames: usize) -> Vec<f32> {
    let turn = core::f32::consts::TAU * hertz / RATE as f32;
    (0..frames).flat_map(|at| [(turn * at as f32).sin() * 0.5, (turn * at as f32).cos() * 0.5]).collect()
}

/// All of `samples` at this speed, pushed in pieces of `at_once` frames.
fn stretched(rate: u32, samples: &[f32], speed: Speed, at_once: usize) -> Vec<f32> {
    let mut stretcher = Stretcher::new(rate);
    let mut out = Vec::new();
    for part in samples.chunks(at_once.max(1) * 2) {
        stretcher.push(part);
        while let Some(piece) = stretcher.next_piece(speed, None) {
            out.extend(piece);
        }
    }
    let end = stretcher.pushed();
    while let Some(piece) = stretcher.next_piece(speed, Some(end)) {
        out.extend(piece);
    }
    assert_eq!(stretcher.given(), MediaDuration::from_samples(end, rate), "given to the end");
    out
}

/// How many frames so many take at this speed.
fn length(frames: usize, speed: Speed) -> usize {
    (frames * 1_000).div_ceil(speed.thousandths() as usize)
}

/// Upward crossings of zero a second, in the left channel, between the first and the last of them.
fn pitch(samples: &[f32]) -> f32 {
    let left: Vec<f32> = samples.iter().step_by(2).copied().collect();
    let crossings: Vec<f32> = left
        .windows(2)
        .enumerate()
        .filter(|(_, pair)| pair[0] < 0.0 && pair[1] >= 0.0)
        .map(|(at, pair)| at as f32 + pair[0] / (pair[0] - pair[1]))
        .collect();
    let (first, last) = (crossings[0], crossings[crossings.len() - 1]);
    (crossings.len() - 1) as f32 / ((last - first) / RATE as f32)
}

fn steepest(samples: &[f32]) -> f32 {
    samples.windows(4).map(|frames| (frames[2] - frames[0]).abs()).fold(0.0, f32::max)
}

#[test]
fn a_tone_keeps_its_pitch_and_its_loudness_at_every_speed() {
    for hertz in [90.0, 220.0, 440.0, 1_234.0, 5_000.0] {
        let tone = sine(hertz, RATE as usize);
        for speed in Speed::STEPS {
            let out = stretched(RATE, &tone, speed, 1_024);
            assert_eq!(out.len() / 2, length(RATE as usize, speed), "{hertz} Hz at {speed}");
            // The last piece lands where the clip ends, which is where it ends and not where it fits.
            let steady = &out[..out.len() - 4 * 1_440];
            let found = pitch(steady);
            assert!((found / hertz - 1.0).abs() < 0.01, "{hertz} Hz became {found} Hz at {speed}");
            assert!(steepest(steady) < 1.05 * steepest(&tone), "{hertz} Hz clicks at {speed}");
            let loud = |samples: &[f32]| {
                (samples.iter().map(|sample| sample * sample).sum::<f32>() / samples.len() as f32).sqrt()
            };
            let change = loud(steady) / loud(&tone);
            assert!((0.97..1.03).contains(&change), "{hertz} Hz is {change} times as loud at {speed}");
        }
    }
}

#[test]
fn as_recorded_nothing_changes() {
    let tone = sine(440.0, 20_000);
    assert_eq!(stretched(RATE, &tone, Speed::NORMAL, 999), tone);
}

/// Of whatever length it is, also shorter than a piece: nothing of what lies outside of it is heard.
#[test]
fn what_is_level_stays_level_to_its_end() {
    for speed in Speed::STEPS {
        for frames in (1..60).chain((60..3_000).step_by(97)) {
            let level = stretched(RATE, &vec![0.5; frames * 2], speed, 480);
            assert_eq!(level.len() / 2, length(frames, speed), "{frames} at {speed}");
            let off = level.iter().position(|sample| (sample - 0.5).abs() > 1e-6);
            assert_eq!(off.map(|at| (at, level[at])), None, "{frames} frames at {speed}");
        }
    }
}

#[test]
fn silence_stays_silence_and_a_beat_stays_where_it_belongs() {
    let silence = vec![0.0; 2 * 30_000];
    assert!(
        stretched(RATE, &silence, Speed::from_thousandths(1_500), 480).iter().all(|sample| *sample == 0.0)
    );
    // A short sound in every quarter of a second.
    let mut beats = vec![0.0_f32; 2 * 96_000];
    for beat in 0..8 {
        let at = 6_000 + beat * 12_000;
        let tone = sine(1_000.0, 960);
        beats[2 * at..2 * at + tone.len()].copy_from_slice(&tone);
    }
    for speed in Speed::STEPS {
        let out = stretched(RATE, &beats, speed, 1_024);
        for beat in 0..8 {
            let centre = (6_480 + beat * 12_000) * 1_000 / speed.thousandths() as usize;
            let window = 2 * (centre - 2_000)..2 * (centre + 2_000);
            let weighted = |power: fn(f32) -> f32| {
                let frames = out[window.clone()].iter().step_by(2).enumerate();
                frames.map(|(at, sample)| power(at as f32) * sample * sample).sum::<f32>()
            };
            let middle = weighted(|at| at) / weighted(|_| 1.0);
            let off = (middle - 2_000.0) / RATE as f32;
            assert!(off.abs() < 0.012, "beat {beat} is {off} s off at {speed}");
        }
    }
}

#[test]
fn the_sound_begins_and_ends_with_the_clips_own_samples() {
    let tone = sine(333.0, 30_000);
    for speed in Speed::STEPS {
        let out = stretched(RATE, &tone, speed, 700);
        assert_eq!(out[..2], tone[..2], "{speed}");
        assert_eq!(out[out.len() - 2..], tone[tone.len() - 2..], "{speed}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// However it is pushed and wherever it ends, it is as long as it should be, and never louder
    /// than what went in.
    #[test]
    fn any_length_comes_out_exact(
        frames in 1_usize..20_000,
        at_once in 1_usize..3_000,
        speed in 400_u32..3_000,
        rate in prop::sample::select(vec![48_000_u32, 44_100, 8_000, 7_001, 96_000]),
        seed in any::<u32>(),
    ) {
        let mut noise = seed | 1;
        let samples: Vec<f32> = (0..frames * 2)
            .map(|_| {
                noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (noise >> 8) as f32 / (1 << 24) as f32 - 0.5
            })
            .collect();
        let speed = Speed::from_thousandths(speed);
        let out = stretched(rate, &samples, speed, at_once);
        prop_assert_eq!(out.len() / 2, length(frames, speed));
        prop_assert!(out.iter().all(|sample| sample.abs() <= 0.501));
    }

    /// Speeds that change in mid-sound leave no gap: a tone stays a tone.
    #[test]
    fn speeds_may_change_at_any_time(changes in proptest::collection::vec((0_usize..6, 1_usize..30), 1..12)) {
        let tone = sine(300.0, 4 * RATE as usize);
        let mut stretcher = Stretcher::new(RATE);
        stretcher.push(&tone);
        let mut out = Vec::new();
        for (speed, pieces) in changes {
            for _ in 0..pieces {
                out.extend(stretcher.next_piece(Speed::STEPS[speed], None).unwrap_or_default());
            }
        }
        prop_assert!(steepest(&out) < 1.05 * steepest(&tone));
    }
}
