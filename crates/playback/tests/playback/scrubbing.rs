//! Dragging the seek bar.

use crate::rig::{RATE, Rig, clip, one_of, shade, story, stretches};
use media::fake::{FakeClip, FakeOpener};
use media_time::MediaTime;
use session::Input;

const PLAIN: &str = r#""a": Scene(media: Video(file: "a"), then: End("over")),"#;

/// When the picture on screen begins, in milliseconds.
fn seen(rig: &Rig) -> Option<i64> {
    rig.core.picture().map(|frame| frame.time.millis())
}

#[test]
fn scrubbing_shows_key_pictures_then_exact_ones_and_sounds_like_nothing() {
    let opener = FakeOpener::new(FakeClip { group: 10, ..clip(10, 4_000) });
    let mut rig = Rig::new(&story(PLAIN, ""), opener);
    rig.play(500);
    let records = rig.records.len();
    rig.core.scrub(Some(MediaTime::from_millis(2_170)));
    // The fake has both at once: the first is shown in passing.
    rig.step();
    let heard = rig.sound().samples.len();
    assert_eq!(seen(&rig), Some(2_166));
    for target in [3_900, 2_500, 40, 1_234] {
        rig.core.scrub(Some(MediaTime::from_millis(target)));
        rig.play(50);
        let shown = seen(&rig).unwrap();
        assert!((0..34).contains(&(target - shown)), "{shown} for {target}");
        assert_eq!(rig.core.view().position.millis(), target);
    }
    assert_eq!(rig.sound().samples.len(), heard, "silent while it is dragged");
    assert_eq!((rig.records.len(), rig.events.len()), (records, 1), "the session knows nothing");
    // Let go of a little further: from there it plays, exactly.
    rig.input(Input::Seek(MediaTime::from_millis(1_300)));
    assert_eq!(rig.records.len(), records + 1);
    assert_eq!(rig.records.last().unwrap().media_ms, Some(500), "where it stood before");
    rig.play(200);
    let sound = rig.sound();
    let last = *stretches(&sound).last().unwrap();
    assert_eq!(last.1.millis(), 1_300);
    assert!((190..=200).contains(&(last.2 / 48)), "{last:?}");
    assert_eq!(seen(&rig), Some(1_466));
    rig.play_until_ending();
}

#[test]
fn a_bar_that_is_let_go_of_for_nothing_goes_back() {
    for paused in [false, true] {
        let mut rig = Rig::new(&story(PLAIN, ""), FakeOpener::new(clip(10, 4_000)));
        rig.play(1_000);
        if paused {
            rig.input(Input::Pause(true));
        }
        rig.core.scrub(Some(MediaTime::from_millis(3_000)));
        rig.play(500);
        assert_eq!(seen(&rig), Some(3_000), "paused: {paused}");
        rig.core.scrub(None);
        rig.play(20);
        let stands = rig.core.view().position.millis();
        assert!((1_000..=1_020).contains(&stands), "{stands}");
        if paused {
            rig.input(Input::Pause(false));
        }
        rig.play_until_ending();
        let heard: u64 = stretches(&rig.sound()).iter().map(|(_, _, frames)| frames).sum();
        assert_eq!(heard, 4 * u64::from(RATE), "every sample once");
    }
}

#[test]
fn scrubbing_goes_no_further_than_a_seek_would() {
    let question = one_of(&[("on", "")]);
    let scenes = format!(
        r#""a": Scene(media: Video(file: "a"), question: Question(id: "q", prompt: {{"en": "?"}},
                shown: PauseAt("00:02.000"), meanwhile: Hold, answers: {question}), then: End("over")),"#
    );
    let mut rig = Rig::new(&story(&scenes, ""), FakeOpener::new(clip(10, 4_000)));
    rig.play(500);
    rig.core.scrub(Some(MediaTime::from_millis(3_500)));
    rig.play(50);
    assert_eq!(seen(&rig), Some(2_000), "what lies behind an open question is not shown");
    assert!(rig.core.view().question.is_none(), "nor is it asked before the bar is let go of");
    rig.input(Input::Seek(MediaTime::from_millis(3_500)));
    rig.play(50);
    assert!(rig.core.view().question.is_some());
    // While it waits, one may look back.
    rig.core.scrub(Some(MediaTime::from_millis(1_000)));
    rig.play(50);
    assert_eq!(seen(&rig), Some(1_000));
    rig.core.scrub(None);
    rig.play(50);
    assert_eq!(seen(&rig), Some(2_000));
    rig.choose("on");
    rig.play_until_ending();
}

#[test]
fn scrubbing_shows_the_scenes_own_clip_while_a_waiting_clip_goes_round() {
    let question = one_of(&[("on", r#"End("over")"#)]);
    let scenes = format!(
        r#""a": Scene(media: Video(file: "a"), question: Question(id: "q", prompt: {{"en": "?"}},
                meanwhile: Loop(Video(file: "b")), answers: {question})),"#
    );
    for release in [true, false] {
        let opener = FakeOpener::new(FakeClip::default()).with("a", clip(10, 2_000)).with("b", clip(20, 500));
        let mut rig = Rig::new(&story(&scenes, ""), opener);
        rig.play(3_000);
        assert_eq!(rig.core.picture().map(shade), Some(20));
        for target in [1_500, 700] {
            rig.core.scrub(Some(MediaTime::from_millis(target)));
            rig.play(50);
            assert_eq!(rig.core.picture().map(shade), Some(10));
            assert!((0..34).contains(&(target - seen(&rig).unwrap())));
        }
        if release {
            rig.input(Input::Seek(MediaTime::from_millis(700)));
            rig.play(300);
            assert_eq!(rig.core.picture().map(shade), Some(10));
            assert!((990..=1_000).contains(&rig.core.view().position.millis()));
        } else {
            rig.core.scrub(None);
            rig.play(50);
            assert_eq!(rig.core.picture().map(shade), Some(20));
        }
        rig.choose("on");
        rig.play_until_ending();
    }
}
