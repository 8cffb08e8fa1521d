//! Scenes, questions, pauses and faults as they come.

use crate::rig::{Rig, changed_answer, clip, one_of, shade, story, stretches};
use media::fake::{FakeClip, FakeOpener};
use media::{MediaError, MediaErrorKind};
use media_time::{Clock, MediaDuration, MediaTime};
use scene_graph::SceneId;
use session::Input;

#[test]
fn scenes_follow_one_another_without_losing_a_sample() {
    let scenes = r#"
        "a": Scene(media: Video(file: "a"), then: Goto("b")),
        "b": Scene(media: Video(file: "b"), then: Goto("c")),
        "c": Scene(media: Video(file: "c"), then: End("over")),
    "#;
    let opener = FakeOpener::new(FakeClip::default())
        .with("a", clip(10, 1_003))
        .with("b", FakeClip { slowness: 3, ..clip(20, 517) })
        .with("c", FakeClip { has_sound: false, ..clip(30, 250) });
    let mut rig = Rig::new(&story(scenes, ""), opener);
    rig.play_until_ending();
    assert_eq!(rig.events, ["scene a", "scene b", "scene c", "end over"]);
    assert_eq!(rig.shades, [None, Some(10), Some(20), Some(30), None]);
    let sound = rig.sound();
    let lengths: Vec<_> =
        stretches(&sound).iter().map(|(_, from, frames)| (from.millis(), *frames)).collect();
    assert_eq!(lengths, [(0, 48_144), (0, 24_816), (0, 12_000)]);
    // Every sample of a and b once and in order, then silence.
    let left: Vec<f32> = sound.samples.iter().step_by(2).copied().collect();
    let counted = |index: usize| index as f32 / (1 << 25) as f32;
    assert_eq!(left.len(), 48_144 + 24_816 + 12_000);
    assert!((0..48_144).all(|index| left[index] == counted(index)));
    // Where they join, four milliseconds are bent so that the waveform has no step.
    let bend = 192;
    assert!((bend..24_816).all(|index| left[48_144 + index] == counted(index)));
    assert!(left[48_144 + 24_816 + bend..].iter().all(|sample| *sample == 0.0));
    assert!(left.windows(2).all(|pair| (pair[1] - pair[0]).abs() < 1e-4));
}

#[test]
fn an_answer_cuts_at_once_and_a_visit_comes_back() {
    let question = one_of(&[("go", r#"Visit("b")"#), ("done", r#"Goto("c")"#)]);
    let scenes = format!(
        r#""a": Scene(media: Video(file: "a"), question: Question(id: "q", prompt: {{"en": "?"}}, answers: {question})),
           "b": Scene(media: Video(file: "b"), then: Return),
           "c": Scene(media: Video(file: "c"), then: End("over")),"#
    );
    let opener = FakeOpener::new(FakeClip::default())
        .with("a", clip(10, 500))
        .with("b", clip(20, 300))
        .with("c", clip(30, 300));
    let mut rig = Rig::new(&story(&scenes, ""), opener);
    rig.play_until_question();
    // The last picture stands while nobody answers.
    rig.play(2_000);
    assert_eq!(rig.core.picture().map(shade), Some(10));
    assert!(rig.core.preloaded().0 >= 2, "both answers are held ready");
    rig.choose("go");
    rig.step();
    assert_eq!(rig.core.picture().map(shade), Some(20), "the cut is in the next picture");
    rig.play_until_question();
    rig.choose("done");
    rig.play_until_ending();
    assert_eq!(
        rig.events,
        ["scene a", "question q", "answer q", "scene b", "question q", "answer q", "scene c", "end over"]
    );
}

#[test]
fn a_clip_that_keeps_playing_is_cut_at_its_end() {
    let (story, opener) = changed_answer();
    // The answer is changed as late as can be: what was put behind the clip is taken back.
    for changed_at in [520, 700, 900, 980, 990] {
        let mut rig = Rig::new(&story, opener.clone());
        rig.play(510);
        rig.choose("stay");
        rig.play_until("near the end", |view| view.position.millis() >= changed_at - 10);
        rig.choose("go");
        rig.play_until_ending();
        assert_eq!(rig.events, ["scene a", "question q", "answer q", "answer q", "scene c", "end over"]);
        let heard: u64 = stretches(&rig.sound()).iter().map(|(_, _, frames)| frames).sum();
        assert_eq!(heard, 62_400, "changed at {changed_at}: all of a, all of c, nothing twice");
        assert_eq!(rig.shades, [None, Some(10), Some(30), None]);
    }
}

#[test]
fn a_pause_stops_to_the_sample_and_the_rest_follows() {
    let question = one_of(&[("on", "")]);
    let scenes = format!(
        r#""a": Scene(media: Video(file: "a"), question: Question(id: "q", prompt: {{"en": "?"}},
                shown: PauseAt("00:00.333"), meanwhile: Hold, answers: {question}), then: End("over")),"#
    );
    let mut rig = Rig::new(&story(&scenes, ""), FakeOpener::new(clip(10, 1_000)));
    rig.play_until_question();
    rig.play(1_000);
    assert_eq!(rig.core.view().position, MediaTime::from_millis(333));
    rig.choose("on");
    rig.play_until_ending();
    let frames: Vec<_> =
        stretches(&rig.sound()).iter().map(|(_, from, frames)| (from.millis(), *frames)).collect();
    assert_eq!(frames, [(0, 48_000)], "one stretch, nothing lost or twice");
    assert_eq!(rig.events, ["scene a", "question q", "answer q", "end over"]);
}

#[test]
fn a_waiting_clip_goes_round_without_a_gap() {
    let question = one_of(&[("on", r#"End("over")"#)]);
    let scenes = format!(
        r#""a": Scene(media: Video(file: "a"), question: Question(id: "q", prompt: {{"en": "?"}}, answers: {question})),"#
    );
    let opener = FakeOpener::new(FakeClip::default()).with("a", clip(10, 200)).with("w", clip(40, 700));
    let mut rig = Rig::new(&story(&scenes, r#"waiting: Video(file: "w"),"#), opener);
    rig.play_until_question();
    rig.play(10_000);
    assert_eq!(rig.shades, [None, Some(10), Some(40)]);
    let sound = rig.sound();
    let rounds = stretches(&sound);
    assert!(rounds.len() >= 14, "{}", rounds.len());
    assert!(
        rounds[1..rounds.len() - 1].iter().all(|(_, from, frames)| from.millis() == 0 && *frames == 33_600)
    );
    let heard = sound.samples.len() as u64 / 2;
    assert!(heard >= 48_000 * 10, "the timeline never stood: {heard}");
}

#[test]
fn a_limit_counts_unpaused_time() {
    let question = one_of(&[("on", "")]);
    let scenes = format!(
        r#""a": Scene(media: Video(file: "a"), question: Question(id: "q", prompt: {{"en": "?"}},
                limit: Seconds(2), answers: {question}), then: End("over")),"#
    );
    let mut rig = Rig::new(&story(&scenes, ""), FakeOpener::new(clip(10, 100)));
    rig.play_until_question();
    rig.play(1_500);
    rig.input(Input::Pause(true));
    rig.play(5_000);
    assert!(rig.core.view().question.is_some());
    rig.input(Input::Pause(false));
    rig.play(400);
    assert!(rig.core.view().question.is_some());
    rig.play(150);
    assert_eq!(rig.events, ["scene a", "question q", "time-limit q", "end over"]);
}

#[test]
fn an_answer_ends_a_pause_and_the_record_says_so() {
    let question = one_of(&[("on", r#"Goto("b")"#)]);
    let scenes = format!(
        r#""a": Scene(media: Video(file: "a"), question: Question(id: "q", prompt: {{"en": "?"}}, answers: {question})),
           "b": Scene(media: Video(file: "b"), then: End("over")),"#
    );
    let mut rig = Rig::new(&story(&scenes, ""), FakeOpener::new(clip(10, 300)));
    rig.play_until_question();
    rig.play(500);
    rig.input(Input::Pause(true));
    rig.play(5_000);
    rig.choose("on");
    rig.play_until_ending();
    let told: Vec<_> = rig.records.iter().map(|entry| entry.kind.as_str()).collect();
    let pauses: Vec<_> = told.iter().filter(|kind| **kind == "pause").collect();
    assert_eq!(pauses.len(), 2, "{told:?}");
    let answer = rig.records.iter().find(|entry| entry.kind == choice_log::Kind::Answer).unwrap();
    // Half a second, and the step in which the question opened.
    assert_eq!(answer.answer_ms, Some(510), "a pause is no time to think");
}

#[test]
fn seeking_while_paused_shows_the_picture_there() {
    let scenes = r#""a": Scene(media: Video(file: "a"), then: End("over")),"#;
    let mut rig = Rig::new(&story(scenes, ""), FakeOpener::new(clip(10, 3_000)));
    rig.play(100);
    rig.input(Input::Pause(true));
    rig.input(Input::Seek(MediaTime::from_millis(2_000)));
    rig.play(500);
    assert_eq!(rig.core.picture().map(|frame| frame.time), Some(MediaTime::from_millis(2_000)));
    assert!(rig.core.view().paused);
    rig.input(Input::Pause(false));
    rig.play_until_ending();
}

#[test]
fn what_cannot_be_played_is_a_slate_and_the_story_goes_on() {
    let scenes = r#"
        "a": Scene(title: {"en": "The first"}, media: Video(file: "a"), then: Goto("b")),
        "b": Scene(media: Video(file: "b"), then: End("over")),
    "#;
    let broken = FakeClip {
        failure: Some(MediaError::new(MediaErrorKind::NotSupported, "this is text")),
        ..FakeClip::default()
    };
    let damaged = FakeClip { damaged_at: Some(MediaTime::from_millis(400)), ..clip(20, 2_000) };
    let opener = FakeOpener::new(FakeClip::default()).with("a", broken).with("b", damaged);
    let mut rig = Rig::new(&story(scenes, ""), opener);
    rig.play(100);
    let view = rig.core.view();
    assert!(view.slate && view.scene_title == "The first", "{view:?}");
    rig.play_until_ending();
    assert_eq!(rig.events, ["scene a", "scene b", "end over"]);
    let told: Vec<_> = rig.notices.iter().map(ToString::to_string).collect();
    assert_eq!(told, ["scene a: a: this is text", "scene b: b: this clip breaks off"]);
    let reasons: Vec<_> = rig.records.iter().filter_map(|entry| entry.reason.as_deref()).collect();
    assert_eq!(reasons, ["not-supported", "damaged"]);
    assert!(
        rig.clock.now().since_origin() < MediaDuration::from_millis(3_900),
        "a damaged clip ends where it broke"
    );
}

#[test]
fn seeking_and_captions_follow_the_clip() {
    let scenes = r#"
        "a": Scene(media: Video(file: "a", from: "00:00.200", captions: {"en": "a.vtt"}), then: End("over")),
    "#;
    let mut rig = Rig::new(&story(scenes, ""), FakeOpener::new(clip(10, 3_000)));
    rig.play(100);
    assert_eq!(rig.core.view().captions, Vec::<String>::new());
    rig.input(Input::Seek(MediaTime::from_millis(400)));
    rig.play(50);
    // 0.4 s of the trimmed clip is 0.6 s of the file, where "hello" is said.
    assert_eq!(rig.core.view().captions, ["hello"]);
    assert!(rig.core.view().position >= MediaTime::from_millis(400));
    rig.play_until_ending();
    assert!(rig.clock.now().since_origin() < MediaDuration::from_millis(2_700));
}

#[test]
fn back_restart_and_jump_take_effect_at_once() {
    let question = one_of(&[("on", r#"Goto("b")"#)]);
    let scenes = format!(
        r#""a": Scene(media: Video(file: "a"), question: Question(id: "q", prompt: {{"en": "?"}}, answers: {question})),
           "b": Scene(media: Video(file: "b"), then: End("over")),"#
    );
    let opener = FakeOpener::new(FakeClip::default()).with("a", clip(10, 300)).with("b", clip(20, 1_000));
    let mut rig = Rig::new(&story(&scenes, ""), opener);
    rig.play_until_question();
    rig.choose("on");
    rig.play(100);
    rig.input(Input::Back);
    rig.play(50);
    assert!(rig.core.view().question.is_some());
    rig.input(Input::Jump(SceneId::new("b").unwrap()));
    rig.play(50);
    assert_eq!(rig.core.picture().map(shade), Some(20));
    rig.input(Input::Restart);
    rig.play(50);
    assert_eq!(rig.core.picture().map(shade), Some(10));
    rig.play_until_question();
}

#[test]
fn a_scene_without_media_asks_over_the_background() {
    let question = one_of(&[("on", r#"End("over")"#)]);
    let scenes =
        format!(r#""a": Scene(question: Question(id: "q", prompt: {{"en": "?"}}, answers: {question})),"#);
    let mut rig = Rig::new(&story(&scenes, ""), FakeOpener::new(FakeClip::default()));
    rig.play(50);
    assert!(rig.core.view().question.is_some() && rig.core.picture().is_none());
    rig.choose("on");
    assert_eq!(rig.events, ["scene a", "question q", "answer q", "end over"]);
}
