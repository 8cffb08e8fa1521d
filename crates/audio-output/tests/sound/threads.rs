//! The whole output with each of its threads going as it likes.

use super::{RATE, block, joined};
use assert_no_alloc::assert_no_alloc;
use audio_output::{Callback, SpeakerOutput};
use media::output::Seam;
use media::{AudioOutput, Cue, OutputHealth, Written};
use media_time::{ManualClock, MediaDuration, Speed};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// A thread that takes buffers as fast as it can, for as long as `go_on` wants, and gives the left
/// side of what it was given. Its clock is the only one there is.
fn device(
    clock: ManualClock,
    mut callback: Callback,
    mut go_on: impl FnMut(usize) -> Go + Send + 'static,
) -> std::thread::JoinHandle<Vec<f32>> {
    use media_time::Clock;
    let run = move || {
        let mut given: Vec<f32> = Vec::new();
        let mut out = [0.0_f32; 2 * 256];
        loop {
            match go_on(given.len()) {
                Go::On => {
                    let now = clock.now();
                    assert_no_alloc(|| callback.fill(&mut out, 2, now, MediaDuration::ZERO));
                    clock.advance(MediaDuration::from_samples(256, RATE));
                    given.extend(out.iter().step_by(2));
                }
                Go::Wait => std::thread::yield_now(),
                Go::Stop => return given,
            }
        }
    };
    std::thread::Builder::new().name("device".to_owned()).spawn(run).unwrap()
}

enum Go {
    On,
    Wait,
    Stop,
}

#[test]
fn two_threads_lose_and_repeat_nothing() {
    const LENGTH: u64 = 256 * 2_000;
    let clock = ManualClock::new();
    let (mut output, callback) = SpeakerOutput::without_device(Arc::new(clock.clone()), RATE).unwrap();
    let written = Arc::new(AtomicUsize::new(0));
    let there = Arc::clone(&written);
    let device = device(clock, callback, move |given| match given + 256 {
        wanted if wanted > LENGTH as usize => Go::Stop,
        wanted if wanted > there.load(Ordering::Acquire) => Go::Wait,
        _ => Go::On,
    });
    let (mut number, mut expected, mut seam) = (0, Vec::new(), Seam::new(RATE));
    while number < LENGTH {
        let length = (number % 700 + 1).min(LENGTH - number);
        if output.write(&block(number / 9_000, number, length), 1.0, Speed::NORMAL) == Written::All {
            expected.extend(joined(&mut seam, number / 9_000, number..number + length));
            number += length;
            written.fetch_add(length as usize, Ordering::Release);
        } else {
            std::thread::yield_now();
        }
    }
    let given = device.join().unwrap();
    assert_eq!(given.len(), expected.len());
    assert_eq!(given.iter().zip(&expected).position(|(given, expected)| given != expected), None);
}

/// A core thread that writes, cuts and plays cues, the mixer thread, and a device that never waits.
#[test]
fn three_threads_get_along() {
    use media_time::Clock;
    let clock = ManualClock::new();
    let (mut output, callback) = SpeakerOutput::without_device(Arc::new(clock.clone()), RATE).unwrap();
    let done = Arc::new(AtomicBool::new(false));
    let stop = Arc::clone(&done);
    let device = device(clock.clone(), callback, move |_| {
        std::thread::yield_now();
        if stop.load(Ordering::Relaxed) { Go::Stop } else { Go::On }
    });
    let mut latest = None;
    for round in 0..40_u64 {
        let mut number = 0;
        while number < 9_600 {
            if output.write(&block(round, number, 480), 1.0, Speed::NORMAL) == Written::All {
                number += 480;
            } else {
                std::thread::yield_now();
            }
            let heard = output.heard(clock.now()).map(|heard| (heard.stamp.deck, heard.time));
            assert!(heard >= latest, "{heard:?} after {latest:?}");
            latest = heard;
        }
        if round % 8 == 7 {
            output.flush();
            latest = None;
        }
        output.play_cue(Cue::QuestionOpened);
    }
    assert_eq!(output.health(), OutputHealth::Device);
    done.store(true, Ordering::Relaxed);
    let given = device.join().unwrap();
    assert!(given.iter().all(|sample| sample.is_finite() && sample.abs() <= 1.0));
}
