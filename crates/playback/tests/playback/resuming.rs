//! Going on where a session was stored, and going on from a slate at once.

use crate::rig::{RATE, Rig, clip, one_of, story};
use media::fake::{FakeClip, FakeOpener};
use media::{MediaError, MediaErrorKind};
use media_time::{Clock, MediaDuration};
use session::Session;

fn two_scenes() -> String {
    let question = one_of(&[("go", r#"Goto("b")"#)]);
    story(
        &format!(
            r#""a": Scene(media: Video(file: "a"), question: Question(id: "q", prompt: {{"en": "?"}}, answers: {question})),
               "b": Scene(media: Video(file: "b"), then: End("over")),"#
        ),
        "",
    )
}

fn opener() -> FakeOpener {
    FakeOpener::new(FakeClip::default()).with("a", clip(10, 800)).with("b", clip(20, 2_000))
}

/// A core that goes on from the state that `before` would have been stored with.
fn gone_on_from(before: &Rig) -> Rig {
    let story = scene_graph::load(two_scenes().as_bytes()).story.unwrap();
    let mut rig = Rig::not_begun(RATE, 256 << 20, story, opener());
    let state = before.core.session_now().with_revision("r").state().clone();
    let (session, dropped, effects) = Session::restore(rig.core.session().story().clone(), state, "r");
    assert_eq!(dropped, Vec::<String>::new());
    rig.core.take_up(session, effects);
    rig.collect();
    rig
}

#[test]
fn a_clip_goes_on_in_its_midst() {
    let mut before = Rig::new(&two_scenes(), opener());
    before.play_until_question();
    before.choose("go");
    before.play(700);
    let left = before.core.view().position;
    let mut rig = gone_on_from(&before);
    rig.step();
    let view = rig.core.view();
    assert_eq!(view.scene, before.core.view().scene);
    let near = MediaDuration::from_millis(60);
    let (at, left) = (view.position, left);
    assert!(at - left <= near && left - at <= near, "at {at:?}, left at {left:?}");
    rig.play_until_ending();
    let took = rig.clock.now().since_origin();
    assert!(took < MediaDuration::from_millis(1_600), "only the rest is played: {took:?}");
    assert_eq!(rig.events, ["end over"], "nothing is told twice");
}

#[test]
fn an_open_question_is_open_again() {
    let mut before = Rig::new(&two_scenes(), opener());
    before.play_until_question();
    let mut rig = gone_on_from(&before);
    rig.play(300);
    assert_eq!(rig.core.view().question, before.core.view().question);
    rig.choose("go");
    rig.play_until_ending();
    assert_eq!(rig.events, ["answer q", "scene b", "end over"]);
}

#[test]
fn storing_changes_nothing() {
    let mut rig = Rig::new(&two_scenes(), opener());
    for _ in 0..60 {
        rig.step();
        let before = rig.core.session().state().clone();
        let _ = rig.core.session_now();
        assert_eq!(*rig.core.session().state(), before);
    }
    rig.play_until_question();
    assert_eq!(rig.events, ["scene a", "question q"]);
}

#[test]
fn a_slate_is_left_at_once_when_the_viewer_wants_to_go_on() {
    let broken = FakeClip {
        failure: Some(MediaError::new(MediaErrorKind::NotSupported, "this is text")),
        ..FakeClip::default()
    };
    let opener = FakeOpener::new(FakeClip::default()).with("a", clip(10, 800)).with("b", broken);
    let mut rig = Rig::new(&two_scenes(), opener);
    rig.play(100);
    rig.core.skip_slate();
    rig.step();
    assert!(rig.core.view().question.is_none(), "without a slate nothing is skipped");
    rig.play_until_question();
    rig.choose("go");
    rig.play_until("the slate", |view| view.slate);
    let stood = rig.clock.now();
    rig.play(200);
    rig.core.skip_slate();
    rig.play_until_ending();
    rig.collect();
    assert!(rig.clock.now() - stood < MediaDuration::from_millis(400));
    assert_eq!(rig.events.last().unwrap(), "end over");
}
