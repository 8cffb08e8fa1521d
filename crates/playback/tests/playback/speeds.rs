//! Faster and slower: cuts, pauses, limits, loops and pictures as at the recorded speed.

use crate::rig::{RATE, Rig, STEP, changed_answer, clip, one_of, parts, story, told};
use media::fake::{FakeClip, FakeOpener};
use media_time::{Clock, MediaDuration, MediaTime, Speed};
use playback::CutKind;
use session::Input;

/// Frames of sound that so many milliseconds of a clip take.
fn frames(millis: u64, speed: Speed) -> u64 {
    (millis * u64::from(RATE)).div_ceil(u64::from(speed.thousandths()))
}

/// Every stretch that was heard: from, until and how many frames, in milliseconds of its clip.
fn heard(rig: &Rig) -> Vec<(i64, i64, u64)> {
    let nearest = |time: MediaTime| (time + MediaDuration::from_micros(500)).millis();
    told(&rig.sound())
        .into_iter()
        .map(|(_, from, until, frames)| (nearest(from), nearest(until), frames))
        .collect()
}

fn others() -> impl Iterator<Item = Speed> {
    Speed::STEPS.into_iter().filter(|speed| *speed != Speed::NORMAL)
}

#[test]
fn scenes_follow_one_another_to_the_sample_at_every_speed() {
    let scenes = r#"
        "a": Scene(media: Video(file: "a"), then: Goto("b")),
        "b": Scene(media: Video(file: "b"), then: Goto("c")),
        "c": Scene(media: Video(file: "c"), then: End("over")),
    "#;
    let opener = FakeOpener::new(FakeClip::default())
        .with("a", clip(10, 1_003))
        .with("b", FakeClip { slowness: 3, ..clip(20, 517) })
        .with("c", FakeClip { has_sound: false, ..clip(30, 250) });
    for speed in others() {
        let mut rig = Rig::new(&story(scenes, ""), opener.clone());
        rig.core.set_speed(speed);
        let began = rig.clock.now();
        rig.play_until_ending();
        let took = rig.clock.now().saturating_since(began);
        assert_eq!(rig.events, ["scene a", "scene b", "scene c", "end over"], "{speed}");
        assert_eq!(rig.shades, [None, Some(10), Some(20), Some(30), None], "{speed}");
        let expected: Vec<_> =
            [1_003, 517, 250].map(|millis| (0, millis, frames(millis as u64, speed))).to_vec();
        assert_eq!(heard(&rig), expected, "{speed}");
        assert!(parts(&rig.sound()).iter().all(|part| part.speed == speed), "{speed}");
        let real = speed.real(MediaDuration::from_millis(1_770));
        assert!(
            (took - real).flicks().abs() < (STEP + STEP).flicks(),
            "{took:?} and not {real:?} at {speed}"
        );
        let cuts = rig.core.take_cuts();
        assert!(cuts[1..].iter().all(|cut| cut.kind == CutKind::Foreseen), "{speed}: {cuts:?}");
        let sound = rig.sound();
        let left: Vec<f32> = sound.samples.iter().step_by(2).copied().collect();
        assert!(left.windows(2).all(|pair| (pair[1] - pair[0]).abs() < 2e-4), "a click at {speed}");
    }
}

#[test]
fn the_picture_is_the_one_that_is_heard_at_every_speed() {
    let scenes = r#""a": Scene(media: Video(file: "a"), then: End("over")),"#;
    for speed in Speed::STEPS {
        let mut rig = Rig::new(&story(scenes, ""), FakeOpener::new(clip(10, 3_000)));
        rig.core.set_speed(speed);
        rig.step();
        for _ in 0..100 {
            let now = rig.clock.now();
            rig.step();
            let position = rig.core.view().position;
            let picture = rig.core.picture().unwrap();
            let (from, until) = (picture.time, picture.time + picture.duration);
            assert!(from <= position && position < until, "{position:?} shows {from:?} at {speed}");
            let upcoming = rig.core.upcoming().unwrap();
            let due = speed.real(upcoming.frame.time.saturating_since(position));
            assert!((upcoming.at.saturating_since(now) - due).flicks().abs() < 100, "at {speed}");
        }
    }
}

#[test]
fn a_speed_that_changes_in_mid_clip_leaves_no_gap_and_nothing_out() {
    let scenes = r#""a": Scene(media: Video(file: "a"), then: Goto("b")),
        "b": Scene(media: Video(file: "b"), then: End("over")),"#;
    let opener = FakeOpener::new(FakeClip::default()).with("a", clip(10, 4_000)).with("b", clip(20, 700));
    let mut rig = Rig::new(&story(scenes, ""), opener);
    let mut position = MediaTime::ZERO;
    for (at, speed) in [2_000, 750, 1_000, 1_500, 1_250, 1_000, 1_750].into_iter().enumerate() {
        rig.core.set_speed(Speed::from_thousandths(speed));
        for _ in 0..35 + at * 3 {
            rig.step();
            let now = rig.core.view().position;
            if rig.core.view().scene.as_ref().is_some_and(|scene| scene.as_str() == "a") {
                assert!(now >= position, "never back");
                assert!(now - position <= STEP + STEP, "never ahead");
                position = now;
            }
        }
    }
    let began = rig.sound().samples.len();
    rig.step();
    assert_eq!(
        (rig.sound().samples.len() - began) as u64 / 2,
        STEP.samples(RATE),
        "the timeline never stood"
    );
    rig.play_until_ending();
    let heard: Vec<_> = heard(&rig).into_iter().map(|(from, until, _)| (from, until)).collect();
    assert_eq!(heard, [(0, 4_000), (0, 700)]);
    let speeds: Vec<_> = parts(&rig.sound()).iter().map(|part| part.speed.thousandths()).collect();
    assert!(speeds.windows(2).filter(|pair| pair[0] != pair[1]).count() >= 6, "{speeds:?}");
    let left: Vec<f32> = rig.sound().samples.iter().step_by(2).copied().collect();
    assert!(left.windows(2).all(|pair| (pair[1] - pair[0]).abs() < 2e-4), "no clicks");
}

#[test]
fn back_at_the_recorded_speed_the_samples_are_the_clips_own() {
    let scenes = r#""a": Scene(media: Video(file: "a"), then: End("over")),"#;
    let mut rig = Rig::new(&story(scenes, ""), FakeOpener::new(clip(10, 3_000)));
    rig.core.set_speed(Speed::from_thousandths(1_500));
    rig.play(500);
    rig.core.set_speed(Speed::NORMAL);
    rig.play_until_ending();
    let sound = rig.sound();
    let last = *sound.segments.last().unwrap();
    assert_eq!(last.speed, Speed::NORMAL);
    let first = usize::try_from(last.time.since_zero().samples(RATE)).unwrap();
    let from = usize::try_from(last.first_frame).unwrap() * 2;
    // The change itself takes one piece, 15 ms.
    let own = 720;
    for (at, frame) in sound.samples[from..].chunks(2).enumerate().skip(own) {
        assert_eq!(frame[0], (first + at) as f32 / (1 << 25) as f32, "sample {at} after the change");
    }
}

#[test]
fn a_pause_within_a_clip_stops_where_it_should_at_every_speed() {
    let question = one_of(&[("on", "")]);
    let scenes = format!(
        r#""a": Scene(media: Video(file: "a"), question: Question(id: "q", prompt: {{"en": "?"}},
                shown: PauseAt("00:00.333"), meanwhile: Hold, answers: {question}), then: End("over")),"#
    );
    for speed in others() {
        let mut rig = Rig::new(&story(&scenes, ""), FakeOpener::new(clip(10, 1_000)));
        rig.core.set_speed(speed);
        rig.play_until_question();
        rig.play(1_000);
        assert_eq!(rig.core.view().position, MediaTime::from_millis(333), "{speed}");
        rig.choose("on");
        rig.play_until_ending();
        assert_eq!(rig.events, ["scene a", "question q", "answer q", "end over"]);
        let whole = frames(333, speed) + frames(667, speed);
        assert_eq!(heard(&rig), [(0, 1_000, whole)], "one stretch, nothing lost or twice at {speed}");
    }
}

#[test]
fn a_limit_counts_real_time_at_every_speed() {
    let question = one_of(&[("on", "")]);
    let scenes = format!(
        r#""a": Scene(media: Video(file: "a"), question: Question(id: "q", prompt: {{"en": "?"}},
                limit: Seconds(2), answers: {question}), then: End("over")),"#
    );
    for speed in others() {
        let mut rig =
            Rig::new(&story(&scenes, r#"waiting: Video(file: "w"),"#), FakeOpener::new(clip(10, 100)));
        rig.core.set_speed(speed);
        rig.play_until_question();
        rig.play(1_900);
        assert!(rig.core.view().question.is_some(), "{speed}");
        rig.play(150);
        assert_eq!(rig.events, ["scene a", "question q", "time-limit q", "end over"], "{speed}");
    }
}

#[test]
fn a_late_answer_takes_back_what_was_written_at_every_speed() {
    let (story, opener) = changed_answer();
    for speed in others() {
        for changed_at in [560, 700, 900, 970, 980] {
            let mut rig = Rig::new(&story, opener.clone());
            rig.core.set_speed(speed);
            rig.play_until("the question", |view| view.question.is_some());
            rig.choose("stay");
            rig.play_until("near the end", |view| view.position.millis() >= changed_at - 20);
            rig.choose("go");
            rig.play_until_ending();
            assert_eq!(rig.events, ["scene a", "question q", "answer q", "answer q", "scene c", "end over"]);
            let heard: Vec<_> = heard(&rig).into_iter().map(|(from, until, _)| (from, until)).collect();
            assert_eq!(heard, [(0, 1_000), (0, 300)], "changed at {changed_at}, {speed}");
            assert_eq!(rig.shades, [None, Some(10), Some(30), None]);
        }
    }
}

#[test]
fn a_waiting_clip_goes_round_without_a_gap_at_every_speed() {
    let question = one_of(&[("on", r#"End("over")"#)]);
    let scenes = format!(
        r#""a": Scene(media: Video(file: "a"), question: Question(id: "q", prompt: {{"en": "?"}}, answers: {question})),"#
    );
    let opener = FakeOpener::new(FakeClip::default()).with("a", clip(10, 200)).with("w", clip(40, 700));
    for speed in others() {
        let mut rig = Rig::new(&story(&scenes, r#"waiting: Video(file: "w"),"#), opener.clone());
        rig.core.set_speed(speed);
        rig.play_until_question();
        rig.play(5_000);
        assert_eq!(rig.shades, [None, Some(10), Some(40)]);
        let rounds = heard(&rig);
        assert!(rounds[1..rounds.len() - 1].iter().all(|round| *round == (0, 700, frames(700, speed))));
        let whole: u64 = rounds.iter().map(|(.., frames)| frames).sum();
        assert!(whole >= u64::from(RATE) * 5, "the timeline never stood: {whole}");
    }
}

#[test]
fn a_seek_and_a_pause_by_the_viewer_go_on_from_where_they_are() {
    let scenes = r#""a": Scene(media: Video(file: "a"), then: End("over")),"#;
    for speed in others() {
        let mut rig = Rig::new(&story(scenes, ""), FakeOpener::new(clip(10, 3_000)));
        rig.core.set_speed(speed);
        rig.play(300);
        rig.input(Input::Pause(true));
        let stood = rig.core.view().position;
        rig.play(1_000);
        assert_eq!(rig.core.view().position, stood);
        rig.input(Input::Pause(false));
        rig.play(200);
        rig.input(Input::Seek(MediaTime::from_millis(2_000)));
        rig.play_until_ending();
        let heard = heard(&rig);
        assert_eq!((heard.len(), heard[0].0), (2, 0));
        let half_a_second = speed.media(MediaDuration::from_millis(500)).millis();
        assert!(heard[0].1.abs_diff(half_a_second) <= 20, "{heard:?} at {speed}");
        assert_eq!((heard[1].0, heard[1].1, heard[1].2), (2_000, 3_000, frames(1_000, speed)), "{speed}");
    }
}

/// Clips that follow one another, each with a question that cuts at once: every clip is heard from its
/// beginning without a hole to where it is left, and the timeline never stands.
///
/// `changes` holds steps of the clock, the speed after them (of [`Speed::STEPS`]), and whether the
/// question is then answered with the choice that leads away.
fn no_gap(rate: u32, lengths: &[i64], changes: &[(usize, i64, bool)], speed: usize) {
    let mut scenes = String::new();
    let mut opener = FakeOpener::new(FakeClip::default());
    for (at, millis) in lengths.iter().enumerate() {
        let next = format!(r#"Goto("s{}")"#, (at + 1) % lengths.len());
        let other = format!(r#"Goto("s{}")"#, (at + 3) % lengths.len());
        let question = one_of(&[("on", ""), ("away", &other)]);
        scenes += &format!(
            r#""s{at}": Scene(media: Video(file: "s{at}"), question: Question(id: "q", prompt: {{"en": "?"}},
                shown: During(from: "00:00.000", cut: AtOnce), answers: {question}), then: {next}),"#
        );
        let shade = 10 + u8::try_from(at).unwrap_or(0);
        opener = opener.with(&format!("s{at}"), clip(shade, *millis));
    }
    let story = story(&scenes, "").replace(r#"start: "a""#, r#"start: "s0""#);
    let loaded = scene_graph::load(story.as_bytes());
    let mut rig = Rig::at_rate(rate, 256 << 20, loaded.story.unwrap(), opener);
    rig.core.set_speed(Speed::STEPS[speed]);
    let mut steps = 0;
    for &(speed, length, away) in changes {
        for _ in 0..length {
            // A question that nobody answers would hold the clip at its end.
            if rig.core.view().question.is_some_and(|question| !question.answered) {
                rig.choose("on");
            }
            rig.step();
        }
        steps += length;
        if away && rig.core.view().question.is_some() {
            rig.choose("away");
        }
        rig.core.set_speed(Speed::STEPS[speed]);
    }
    // The capture is brought up to date by whatever changes the output.
    rig.core.set_volume(1.0, false);
    let sound = rig.sound();
    let whole = sound.samples.len() as u64 / 2;
    let expected = MediaDuration::from_millis(STEP.millis() * steps).samples(rate);
    assert!(expected.abs_diff(whole) <= STEP.samples(rate), "{whole} of {expected}");
    for (_, from, until, _) in told(&sound) {
        assert_eq!(from, MediaTime::ZERO);
        assert!(until <= MediaTime::from_millis(901));
    }
    let left: Vec<f32> = sound.samples.iter().step_by(2).copied().collect();
    let click = left.windows(2).position(|pair| (pair[1] - pair[0]).abs() >= 4e-4);
    assert_eq!(
        click.map(|at| (at, &left[at.saturating_sub(3)..at + 5])),
        None,
        "a click; {:?}",
        parts(&sound)
    );
}

#[test]
fn short_clips_that_follow_one_another_at_an_odd_rate_leave_no_gap() {
    let changes = [(1, 29), (1, 27), (0, 21), (0, 19), (0, 6)].map(|(speed, length)| (speed, length, false));
    no_gap(37_800, &[335, 810, 150, 150, 150, 150], &changes, 2);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(48))]

    /// Clips of any length, answered at any time, at speeds that change at any time.
    #[test]
    fn cuts_anywhere_at_any_speed_leave_no_gap(
        rate in proptest::sample::select(vec![48_000_u32, 44_100, 37_800]),
        lengths in proptest::collection::vec(150_i64..900, 6),
        changes in proptest::collection::vec((0_usize..6, 1_i64..40, proptest::bool::ANY), 1..14),
        speed in 0_usize..6,
    ) {
        no_gap(rate, &lengths, &changes, speed);
    }
}
