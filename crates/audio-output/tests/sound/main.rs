//! The whole output with the test as its device. Every buffer is filled under a guard that ends
//! the program when memory is allocated or freed in it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

mod threads;

use assert_no_alloc::{AllocDisabler, assert_no_alloc};
use audio_output::{Callback, SpeakerOutput};
use media::output::Seam;
use media::{AudioOutput, Cue, DeckId, Generation, OutputHealth, SoundBlock, Stamp, Written};
use media_time::{ManualClock, MediaDuration, MediaTime, Speed};
use proptest::prelude::*;
use std::sync::Arc;

#[global_allocator]
static GUARD: AllocDisabler = AllocDisabler;

const RATE: u32 = 48_000;
/// What the device holds: what it is given is heard so much later.
const DELAY: MediaDuration = MediaDuration::from_millis(30);

struct Rig {
    clock: ManualClock,
    output: SpeakerOutput,
    callback: Callback,
    /// The left side of what was given to the device.
    given: Vec<f32>,
}

impl Rig {
    fn new() -> Self {
        let clock = ManualClock::new();
        clock.advance(MediaDuration::from_seconds(77));
        let (output, callback) = SpeakerOutput::without_device(Arc::new(clock.clone()), RATE).unwrap();
        Self { clock, output, callback, given: Vec::new() }
    }

    fn write(&mut self, deck: u64, first: u64, frames: u64) -> Written {
        self.output.write(&block(deck, first, frames), 1.0, Speed::NORMAL)
    }

    /// The device takes a buffer, and the time that it lasts goes by.
    fn buffer(&mut self, frames: usize) {
        self.fill(frames, DELAY);
        self.clock.advance(MediaDuration::from_samples(frames as u64, RATE));
    }

    fn fill(&mut self, frames: usize, delay: MediaDuration) {
        use media_time::Clock;
        let mut out = vec![9.0; frames * 2];
        assert_no_alloc(|| {
            let now = self.clock.now();
            self.callback.fill(&mut out, 2, now, delay);
        });
        self.given.extend(out.iter().step_by(2));
    }

    /// Deck and clip time in frames that are heard so long from now, and whether it runs.
    fn heard(&self, ahead: MediaDuration) -> Option<(u64, u64, bool)> {
        use media_time::Clock;
        let heard = self.output.heard(self.clock.now() + ahead)?;
        Some((heard.stamp.deck.0, heard.time.since_zero().samples(RATE), heard.running))
    }
}

/// Tells frames apart: every number below 20,000 is another sample.
fn sample(deck: u64, number: u64) -> f32 {
    ((deck * 20_011 + number) % 32_749) as f32 / 32_768.0
}

fn block(deck: u64, first: u64, frames: u64) -> SoundBlock {
    SoundBlock {
        stamp: Stamp { deck: DeckId(deck), generation: Generation(0) },
        time: MediaTime::ZERO + MediaDuration::from_samples(first, RATE),
        rate: RATE,
        samples: (first..first + frames).flat_map(|number| [sample(deck, number); 2]).collect(),
    }
}

fn samples(deck: u64, range: std::ops::Range<u64>) -> impl Iterator<Item = f32> {
    range.map(move |number| sample(deck, number))
}

fn millis(count: i64) -> MediaDuration {
    MediaDuration::from_millis(count)
}

#[test]
fn what_is_heard_is_what_the_device_plays_now() {
    let mut rig = Rig::new();
    assert_eq!(rig.heard(millis(0)), None);
    rig.write(1, 0, 2_400);
    rig.write(2, 48_000, 2_400);
    assert_eq!(rig.heard(millis(0)), Some((1, 0, true)), "nothing was taken yet");
    rig.buffer(960);
    assert_eq!(rig.heard(millis(0)), Some((1, 0, true)), "20 ms later, but the device takes 30");
    assert_eq!(rig.heard(millis(15)), Some((1, 240, true)));
    for _ in 0..3 {
        rig.buffer(960);
    }
    assert_eq!(rig.heard(millis(-1)), Some((1, 2_352, true)));
    assert_eq!(rig.heard(millis(0)), Some((2, 48_000, true)), "the cut is heard 80 ms after it began");
    rig.buffer(960);
    rig.buffer(960);
    assert_eq!(rig.heard(millis(10)), Some((2, 50_400, false)), "it waits at the end");
    assert_eq!(rig.heard(millis(900)), Some((2, 50_400, false)));
    rig.write(2, 50_400, 4_800);
    rig.buffer(960);
    assert_eq!(rig.heard(millis(10)), Some((2, 50_400, true)), "not before the device plays it");
    assert_eq!(rig.heard(millis(11)), Some((2, 50_448, true)));
}

#[test]
fn a_flush_forgets_and_the_next_write_is_heard_next() {
    let mut rig = Rig::new();
    rig.write(1, 0, 9_600);
    rig.buffer(960);
    rig.buffer(960);
    rig.output.flush();
    assert_eq!((rig.heard(millis(0)), rig.output.queued_frames()), (None, 0));
    rig.write(2, 500, 9_600);
    assert_eq!(rig.output.queued_frames(), 9_600);
    assert_eq!(rig.heard(millis(0)), Some((2, 500, true)), "as soon as can be");
    rig.buffer(960);
    assert_eq!(rig.heard(millis(10)), Some((2, 500, true)));
    assert_eq!(rig.heard(millis(20)), Some((2, 980, true)));
    let after: Vec<f32> = samples(2, 740..1_460).collect();
    assert_eq!(rig.given[1_920 + 240..], after, "5 ms later nothing of the old deck is left");
}

#[test]
fn it_is_full_after_a_quarter_of_a_second_and_long_blocks_are_taken_whole() {
    let mut rig = Rig::new();
    let mut written = 0;
    while rig.write(1, written, 480) == Written::All {
        written += 480;
    }
    assert_eq!(written, 12_000);
    rig.buffer(480);
    assert_eq!(rig.write(1, written, 480), Written::All);

    let mut rig = Rig::new();
    assert_eq!(rig.write(1, 0, 100_000), Written::All);
    assert_eq!(rig.write(1, 100_000, 1), Written::Full);
    for _ in 0..100 {
        rig.buffer(1_000);
        rig.output.queued_frames();
    }
    assert!(rig.given.iter().copied().eq(samples(1, 0..100_000)));

    // Flushed in the middle: what was not in the ring yet never is.
    let mut rig = Rig::new();
    rig.write(1, 0, 100_000);
    rig.buffer(960);
    rig.output.flush();
    rig.write(2, 0, 4_800);
    // The ring is full of flushed frames until the device's next buffer.
    rig.buffer(960);
    assert_eq!(rig.output.queued_frames(), 4_800);
    rig.buffer(960);
    assert_eq!(rig.heard(millis(10)), Some((2, 0, true)));
    assert!(rig.given[1_920 + 240..].iter().copied().eq(samples(2, 240..960)));
}

#[test]
fn a_pause_stands_still_and_loses_nothing() {
    let mut rig = Rig::new();
    rig.write(1, 0, 9_600);
    rig.buffer(960);
    rig.output.set_paused(true);
    rig.buffer(960);
    rig.buffer(960);
    rig.buffer(960);
    let (_, stands, running) = rig.heard(millis(0)).unwrap();
    assert!((960..=960 + 480).contains(&stands) && running, "{stands}");
    rig.clock.advance(millis(100));
    rig.fill(960, DELAY);
    assert_eq!(rig.heard(millis(0)), Some((1, stands, true)));
    rig.output.set_paused(false);
    let before = rig.given.len();
    rig.buffer(1_920);
    let end = rig.given.len();
    assert!(rig.given[before + 480..end].iter().copied().eq(samples(1, stands + 480..stands + 1_920)));
}

#[test]
fn a_lost_device_gives_way_to_the_clock_in_mid_play() {
    let mut rig = Rig::new();
    rig.write(1, 0, 9_600);
    for _ in 0..3 {
        rig.buffer(960);
    }
    let before = rig.heard(millis(0)).unwrap();
    assert_eq!(before, (1, 1_440, true));
    assert_eq!(rig.output.health(), OutputHealth::Device);
    // No buffer is asked for any more.
    rig.clock.advance(MediaDuration::from_seconds(4));
    let OutputHealth::ClockOnly(reason) = rig.output.health() else { panic!("still a device") };
    assert!(reason.contains("stopped"), "{reason}");
    let (deck, stopped, running) = rig.heard(millis(0)).unwrap();
    assert!(deck == 1 && running && stopped >= before.1, "{stopped}");
    rig.clock.advance(millis(10));
    assert_eq!(rig.heard(millis(0)), Some((1, stopped + 480, true)), "the clock goes on from there");
    assert_eq!(rig.write(2, 0, 480), Written::All);
    rig.output.set_paused(true);
    rig.output.play_cue(Cue::Answered);
    rig.output.set_music(None);
    rig.output.flush();
    assert_eq!(rig.heard(millis(0)), None);
}

#[test]
fn a_device_that_swallows_sound_is_given_up() {
    let mut rig = Rig::new();
    rig.write(1, 0, 9_600);
    for _ in 0..200 {
        rig.fill(960, MediaDuration::ZERO);
        rig.clock.advance(millis(1));
    }
    let OutputHealth::ClockOnly(reason) = rig.output.health() else { panic!("still a device") };
    assert!(reason.contains("keep time"), "{reason}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Not a sample is lost, repeated or changed where one deck follows another, but that their
    /// waveforms are joined without a step.
    #[test]
    fn cuts_are_exact_to_the_sample(
        blocks in prop::collection::vec((1_u64..4, 1_u64..1_500), 1..30),
        buffers in prop::collection::vec(1_usize..700, 1..8),
    ) {
        let mut rig = Rig::new();
        let (mut expected, mut seam) = (Vec::new(), Seam::new(RATE));
        let mut wanted = blocks.into_iter();
        let (mut pending, mut number, mut latest) = (wanted.next(), 0, None);
        for &frames in buffers.iter().cycle() {
            while let Some((deck, length)) = pending {
                if rig.write(deck, number, length) == Written::Full {
                    break;
                }
                expected.extend(joined(&mut seam, deck, number..number + length));
                (number, pending) = (number + length, wanted.next());
            }
            if rig.given.len() + frames > expected.len() {
                break;
            }
            rig.buffer(frames);
            let time = rig.heard(millis(5)).map(|heard| heard.1);
            prop_assert!(time >= latest, "{time:?} after {latest:?}");
            latest = time;
        }
        prop_assert_eq!(&rig.given[..], &expected[..rig.given.len()]);
    }

    /// However pauses, cuts and hungry devices mix: what is heard never goes back within a deck.
    #[test]
    fn heard_never_goes_back(steps in prop::collection::vec((0_u8..6, 1_usize..2_000), 1..80)) {
        let mut rig = Rig::new();
        let (mut deck, mut number, mut latest) = (1, 0, None);
        for (kind, size) in steps {
            match kind {
                0 | 1 => if rig.write(deck, number, size as u64) == Written::All { number += size as u64 },
                2 | 3 => rig.buffer(size),
                4 => rig.output.set_paused(size % 2 == 0),
                _ => {
                    rig.output.flush();
                    (deck, number, latest) = (deck + 1, 0, None);
                }
            }
            let heard = rig.heard(millis(16)).map(|heard| (heard.0, heard.1));
            prop_assert!(heard >= latest, "{heard:?} after {latest:?}");
            latest = heard;
            prop_assert!(rig.output.queued_frames() as u64 <= number);
        }
    }
}

/// The samples of a deck as they follow those before: the seam's own tests tell what it does.
fn joined(seam: &mut Seam, deck: u64, range: std::ops::Range<u64>) -> Vec<f32> {
    let stamp = Stamp { deck: DeckId(deck), generation: Generation::default() };
    samples(deck, range).map(|sample| seam.join(stamp, [sample; 2])[0]).collect()
}

#[test]
fn a_flush_says_what_the_device_has_taken_so_that_nothing_is_heard_twice() {
    let mut rig = Rig::new();
    assert_eq!(rig.output.flush(), None, "nothing was written");
    for nth in 0..10 {
        rig.write(1, nth * 960, 960);
    }
    rig.buffer(1_000);
    rig.buffer(1_000);
    // 42 ms have gone by, the device is 30 ms late, and has taken 2,000 frames.
    assert!(rig.heard(millis(0)).unwrap().1 < 1_000);
    let kept = rig.output.flush().unwrap();
    assert_eq!((kept.stamp.deck.0, kept.time.since_zero().samples(RATE)), (1, 2_000));
    // The same clip goes on from there.
    rig.write(1, 2_000, 960);
    rig.write(1, 2_960, 960);
    for _ in 0..5 {
        rig.buffer(480);
    }
    let faded = 400;
    let heard = &rig.given[2_000 + faded..2_000 + 1_920];
    let expected: Vec<f32> = samples(1, 2_000 + faded as u64..3_920).collect();
    assert_eq!(heard, expected);
    assert_eq!(rig.given[..2_000], samples(1, 0..2_000).collect::<Vec<_>>());
}
