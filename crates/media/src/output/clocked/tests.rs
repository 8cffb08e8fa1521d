//! What goes in comes out, once, at the right time.

use super::*;
use crate::fake::{FakeClip, FakeOpener};
use crate::output::Seam;
use crate::{
    AudioFormat, ClipOpener, ClipRequest, DeckId, Generation, Loudness, MediaError, MediaErrorKind,
    MediaKind, Stamp,
};
use media_time::{FLICKS_PER_SECOND, ManualClock, MediaTime};
use proptest::prelude::*;

const RATE: u32 = 48_000;

fn stamp(deck: u64) -> Stamp {
    Stamp { deck: DeckId(deck), generation: Generation(0) }
}

/// A block whose left samples count up from `first`; its time is where `first` lies in the clip.
fn counting(deck: u64, first: u64, frames: u64) -> SoundBlock {
    let samples = (first..first + frames).flat_map(|number| [number as f32, deck as f32]).collect();
    let time = MediaTime::ZERO + MediaDuration::from_samples(first, RATE);
    SoundBlock { stamp: stamp(deck), time, rate: RATE, samples }
}

/// The samples of blocks as they follow one another: [`Seam`]'s own tests tell what it does.
fn joined<'a>(blocks: impl IntoIterator<Item = &'a SoundBlock>) -> Vec<f32> {
    let mut seam = Seam::new(RATE);
    let frames = blocks
        .into_iter()
        .flat_map(|block| block.samples.as_chunks::<2>().0.iter().map(|frame| (block.stamp, *frame)));
    frames.flat_map(|(stamp, frame)| seam.join(stamp, frame)).collect()
}

fn output() -> (ManualClock, ClockedOutput) {
    let clock = ManualClock::new();
    // The clock did not begin with the output.
    clock.advance(MediaDuration::from_millis(12_345));
    let output = ClockedOutput::new(Arc::new(clock.clone()), RATE).with_capture();
    (clock, output)
}

fn millis(count: i64) -> MediaDuration {
    MediaDuration::from_millis(count)
}

fn heard_after(output: &ClockedOutput, clock: &ManualClock, ahead: MediaDuration) -> (u64, i64, bool) {
    let heard = output.heard(clock.now() + ahead).unwrap();
    (heard.stamp.deck.0, heard.time.millis(), heard.running)
}

#[test]
fn nothing_is_heard_before_something_is_written() {
    let (clock, output) = output();
    clock.advance(millis(500));
    assert_eq!(output.heard(clock.now()), None);
    assert_eq!(output.queued_frames(), 0);
}

#[test]
fn what_is_heard_follows_the_clock_over_a_cut() {
    let (clock, mut output) = output();
    assert_eq!(output.write(&counting(1, 0, 4_800), 1.0, Speed::NORMAL), Written::All);
    assert_eq!(output.write(&counting(2, 9_600, 4_800), 1.0, Speed::NORMAL), Written::All);
    assert_eq!(heard_after(&output, &clock, millis(0)), (1, 0, true));
    assert_eq!(heard_after(&output, &clock, millis(99)), (1, 99, true));
    assert_eq!(heard_after(&output, &clock, millis(100)), (2, 200, true));
    clock.advance(millis(150));
    assert_eq!(heard_after(&output, &clock, millis(0)), (2, 250, true));
    assert_eq!(heard_after(&output, &clock, millis(500)), (2, 300, false));
}

#[test]
fn an_empty_queue_waits_and_does_not_catch_up() {
    let (clock, mut output) = output();
    output.write(&counting(1, 0, 480), 1.0, Speed::NORMAL);
    clock.advance(millis(1_000));
    assert_eq!(heard_after(&output, &clock, millis(0)), (1, 10, false));
    output.write(&counting(1, 480, 480), 1.0, Speed::NORMAL);
    assert_eq!(heard_after(&output, &clock, millis(0)), (1, 10, true));
    assert_eq!(heard_after(&output, &clock, millis(3)), (1, 13, true));
}

#[test]
fn a_pause_stands_still() {
    let (clock, mut output) = output();
    output.write(&counting(1, 0, 4_800), 1.0, Speed::NORMAL);
    clock.advance(millis(30));
    output.set_paused(true);
    clock.advance(millis(5_000));
    assert_eq!(heard_after(&output, &clock, millis(100)), (1, 30, true));
    output.set_paused(false);
    assert_eq!(heard_after(&output, &clock, millis(5)), (1, 35, true));
}

#[test]
fn what_is_written_in_a_pause_waits_for_its_end() {
    let (clock, mut output) = output();
    output.set_paused(true);
    output.write(&counting(1, 0, 4_800), 1.0, Speed::NORMAL);
    clock.advance(millis(50));
    assert_eq!(heard_after(&output, &clock, millis(10)), (1, 0, true));
    output.set_paused(false);
    clock.advance(millis(20));
    assert_eq!(heard_after(&output, &clock, millis(0)), (1, 20, true));
}

#[test]
fn a_flush_forgets_what_waits_and_begins_with_the_next_write() {
    let (clock, mut output) = output();
    output.write(&counting(1, 0, 4_800), 1.0, Speed::NORMAL);
    clock.advance(millis(10));
    output.flush();
    assert_eq!((output.heard(clock.now()), output.queued_frames()), (None, 0));
    clock.advance(millis(70));
    output.write(&counting(2, 0, 4_800), 1.0, Speed::NORMAL);
    assert_eq!(heard_after(&output, &clock, millis(1)), (2, 1, true));
    clock.advance(millis(10));
    let sound = output.captured().unwrap();
    assert_eq!(sound.samples, joined(&[counting(1, 0, 480), counting(2, 0, 480)]));
    let firsts: Vec<_> = sound.segments.iter().map(|part| (part.first_frame, part.stamp.deck.0)).collect();
    assert_eq!(firsts, [(0, 1), (480, 2)]);
}

#[test]
fn it_is_full_after_a_quarter_of_a_second() {
    let (clock, mut output) = output();
    let mut written = 0;
    while output.write(&counting(1, written, 480), 1.0, Speed::NORMAL) == Written::All {
        written += 480;
    }
    assert_eq!(written, 12_000);
    clock.advance(millis(10));
    assert_eq!(output.write(&counting(1, written, 480), 1.0, Speed::NORMAL), Written::All);
    output.flush();
    assert_eq!(
        output.write(&counting(1, 0, 48_000), 1.0, Speed::NORMAL),
        Written::All,
        "long blocks get in when it is empty"
    );
}

#[test]
fn gain_and_volume_scale_what_is_captured() {
    let (clock, mut output) = output();
    output.set_volume(0.5, false);
    output.write(&counting(4, 8, 480), 2.0, Speed::NORMAL);
    clock.advance(millis(1));
    output.set_volume(0.5, true);
    clock.advance(millis(1));
    let sound = output.captured().unwrap();
    assert_eq!(sound.samples[..4], [8.0, 4.0, 9.0, 4.0]);
    assert!(sound.samples[96..].iter().all(|&sample| sample == 0.0));
    assert_eq!(sound.samples.len(), 192);
}

#[test]
fn a_handle_sees_the_end_after_the_output_is_gone() {
    let (clock, mut output) = output();
    let handle = output.capture_handle().unwrap();
    output.write(&counting(1, 0, 480), 1.0, Speed::NORMAL);
    clock.advance(millis(10));
    drop(output);
    assert_eq!(handle.copy().samples.len(), 960);
}

/// A bed of 100 ms whose samples count up.
fn bed() -> MusicBed {
    bed_as_loud_as(None)
}

/// The same, with what its index says.
fn bed_as_loud_as(loudness: Option<Loudness>) -> MusicBed {
    let clip = FakeClip { duration: millis(100), frame_rate: 0, loudness, ..FakeClip::default() };
    let file = Err(MediaError::new(MediaErrorKind::Unreadable, "fakes need no file"));
    let audio = AudioFormat { rate: RATE };
    let request = ClipRequest {
        stamp: stamp(9),
        audio,
        foreground: false,
        ..ClipRequest::whole(MediaKind::Sound, file)
    };
    MusicBed { clip: FakeOpener::new(clip).open(request), gain: 0.5 }
}

/// Hears silence of a deck, and the music over it.
fn hear_music(clock: &ManualClock, output: &mut ClockedOutput, blocks: usize) {
    for _ in 0..blocks {
        let block = SoundBlock { samples: vec![0.0; 960].into(), ..counting(1, 0, 1) };
        output.write(&block, 1.0, Speed::NORMAL);
        clock.advance(millis(10));
    }
}

#[test]
fn captured_music_fades_in_begins_again_and_fades_out() {
    let (clock, mut output) = output();
    output.set_music(Some(bed()));
    hear_music(&clock, &mut output, 100);
    let sound = output.captured().unwrap();
    assert!(sound.samples[..960].iter().all(|sample| sample.abs() < 1e-4), "soft at first");
    for frame in 40_000..48_000 {
        let expected = (frame % 4_800) as f32 / (1 << 25) as f32 * 0.5;
        assert!((sound.samples[frame * 2] - expected).abs() < 1e-7, "frame {frame}");
    }
    output.set_music(None);
    hear_music(&clock, &mut output, 100);
    let sound = output.captured().unwrap();
    assert!(sound.samples[2 * 48_000..].iter().any(|&sample| sample > 0.0));
    assert!(sound.samples[2 * 88_000..].iter().all(|&sample| sample == 0.0));
}

#[test]
fn captured_music_goes_back_under_a_voice() {
    let (clock, mut output) = output();
    output.set_music(Some(bed()));
    hear_music(&clock, &mut output, 100);
    let voice: Vec<f32> = (0..480_u16).flat_map(|at| [if at % 96 < 48 { 0.2 } else { -0.2 }; 2]).collect();
    for _ in 0..50 {
        output.write(&SoundBlock { samples: voice.clone().into(), ..counting(1, 0, 1) }, 1.0, Speed::NORMAL);
        clock.advance(millis(10));
    }
    let sound = output.captured().unwrap();
    let floor = 10_f32.powf(-12.0 / 20.0);
    for frame in 54_000..72_000 {
        let music = (frame % 4_800) as f32 / (1 << 25) as f32 * 0.5 * floor;
        let voice = voice[(frame % 480) * 2];
        assert!((sound.samples[frame * 2] - voice - music).abs() < 1e-7, "frame {frame}");
    }
}

#[test]
fn music_is_levelled_once_before_its_author_turns_it() {
    let level = |decibels| crate::loudness::Level::from_decibels(decibels).unwrap();
    let loudness = Loudness { integrated: level(-24.0), true_peak: level(-12.0), range: level(0.0) };
    let (clock, mut output) = output();
    output.set_music(Some(bed_as_loud_as(Some(loudness))));
    // Long enough for it to begin again several times.
    hear_music(&clock, &mut output, 100);
    let sound = output.captured().unwrap();
    let factor = 10_f32.powf(6.0 / 20.0) * 0.5;
    for frame in 40_000..48_000 {
        let expected = (frame % 4_800) as f32 / (1 << 25) as f32 * factor;
        assert!((sound.samples[frame * 2] - expected).abs() < 1e-7, "frame {frame}");
    }
}

#[test]
fn it_goes_on_where_another_output_stopped() {
    let clock = ManualClock::new();
    clock.advance(millis(500));
    let mut map = SegmentMap::new(RATE);
    map.restart(96_000);
    map.push(4_800, stamp(1), MediaTime::from_millis(300), Speed::NORMAL);
    let heard = millis(2_040);
    let output = ClockedOutput::continuing(Arc::new(clock.clone()), RATE, map.clone(), heard);
    clock.advance(millis(10));
    assert_eq!(heard_after(&output, &clock, millis(0)), (1, 350, true));
    assert_eq!(output.queued_frames(), 2_400);
    let early = ClockedOutput::continuing(Arc::new(clock.clone()), RATE, map, MediaDuration::ZERO);
    assert_eq!(heard_after(&early, &clock, millis(0)), (1, 300, true), "never before what is known");
}

#[derive(Clone, Debug)]
enum Step {
    Write(u64),
    Cut,
    Advance(i64),
    Pause(bool),
    Flush,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => (0_u64..3_000).prop_map(Step::Write),
        1 => Just(Step::Cut),
        6 => (0_i64..FLICKS_PER_SECOND / 20).prop_map(Step::Advance),
        1 => any::<bool>().prop_map(Step::Pause),
        1 => Just(Step::Flush),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn no_frame_is_lost_or_comes_twice(steps in prop::collection::vec(step(), 1..60)) {
        let (clock, mut output) = output();
        let (mut deck, mut number) = (1, 0);
        // Single frames, so that some of them can be taken back.
        let mut expected: Vec<SoundBlock> = Vec::new();
        let mut latest = None;
        for step in steps {
            match step {
                Step::Write(frames) => {
                    let block = counting(deck, number, frames);
                    if output.write(&block, 1.0, Speed::NORMAL) == Written::All {
                        number += frames;
                        expected.extend((number - frames..number).map(|at| counting(deck, at, 1)));
                    }
                }
                Step::Cut => (deck, number) = (deck + 1, 0),
                Step::Advance(flicks) => clock.advance(MediaDuration::from_flicks(flicks)),
                Step::Pause(paused) => output.set_paused(paused),
                Step::Flush => {
                    let queued = output.queued_frames();
                    output.flush();
                    expected.truncate(expected.len() - queued);
                    (deck, number, latest) = (deck + 1, 0, None);
                }
            }
            let heard = output.heard(clock.now()).map(|heard| (heard.stamp, heard.time));
            prop_assert!(heard >= latest, "{heard:?} after {latest:?}");
            latest = heard;
            let captured = output.captured().unwrap();
            prop_assert_eq!(captured.samples.len() / 2 + output.queued_frames(), expected.len());
            prop_assert_eq!(&captured.samples[..], joined(&expected[..captured.samples.len() / 2]));
        }
    }
}
