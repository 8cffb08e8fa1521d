//! Stored states and stories that changed meanwhile (rule 14), and what may play next.

use crate::stage::{Stage, at, choice, seconds, story};
use choice_log::Kind;
use scene_graph::{Language, Story};
use session::{Answer, Effect, EndingPlace, Input, QuestionKind, Run, Session, SessionState};
use std::sync::Arc;

const HUB: &str = include_str!("../../../../tests/stories/1-hub.ron");
const CLIP: &str = include_str!("../../../../tests/stories/2-clip-keeps-playing.ron");
const SURVEY: &str = include_str!("../../../../tests/stories/3-survey.ron");

/// Stores `stage`, and goes on with `story` in revision `revision`.
fn resume(stage: &Stage, story: Story, revision: &str) -> (Stage, Vec<String>) {
    let state = stage.session.clone().with_revision("r1").state().clone();
    let written = serde_json::to_string(&state).unwrap();
    let read: SessionState = serde_json::from_str(&written).unwrap();
    let (session, dropped, effects) = Session::restore(Arc::new(story.clone()), read, revision);
    let mut other = Stage { session, lengths: stage.lengths.clone(), ..Stage::of(story, "en") };
    other.take(effects);
    (other, dropped)
}

fn at_the_hub(stage: &Stage) -> Vec<(String, bool)> {
    match stage.session.question().unwrap().kind {
        QuestionKind::OneOf(choices) => choices.iter().map(|it| (it.id.to_string(), it.visited)).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_same_story_goes_on_exactly() {
    let mut stage = Stage::begin(HUB);
    stage.choose("people");
    stage.choose("back");
    stage.play();
    let (other, dropped) = resume(&stage, story(HUB), "r1");
    assert_eq!(dropped, Vec::<String>::new());
    assert_eq!(other.session.question(), stage.session.question());
    assert_eq!(other.file(), "media/waiting.mp4");
    assert_eq!(other.lines, Vec::<String>::new(), "it is no new entry, and no new question");
    assert_eq!(other.record(Kind::SessionStart).reason.as_deref(), Some("resumed"));

    // In the middle of a clip, with an answer that may still be changed and half a limit before it.
    let mut stage = Stage::begin(CLIP);
    stage.lengths = vec![("media/desk.mp4", 24)];
    stage.play();
    stage.play_to(at(12));
    let (mut other, _) = resume(&stage, story(CLIP), "r1");
    assert_eq!((other.session.limit_left(), other.media, other.runs()), (Some(seconds(6)), at(12), true));
    other.give(Input::Answer(Answer::One(choice("go"))));
    let (mut third, _) = resume(&other, story(CLIP), "r1");
    assert!(third.session.question().unwrap().answered);
    third.play();
    assert_eq!(third.lines.last().unwrap(), "end went");
}

#[test]
fn what_a_changed_story_no_longer_has_is_dropped_and_told() {
    let mut stage = Stage::begin(HUB);
    stage.choose("people");
    stage.choose("back");
    stage.choose("work");
    stage.play();
    let mut changed = story(HUB);
    changed.scenes.shift_remove("work-1");
    let question = changed.scenes.get_mut("welcome").map(Arc::make_mut).unwrap().question.as_mut().unwrap();
    let scene_graph::Answers::OneOf(choices) = &mut question.answers else { panic!() };
    choices.retain(|choice| choice.id.as_str() != "work");
    let (mut other, dropped) = resume(&stage, changed, "r2");
    assert!(dropped.iter().any(|line| line.contains("scene \"work-1\"")), "{dropped:?}");
    assert!(dropped.iter().any(|line| line.contains("answer to \"on-your-mind\"")), "{dropped:?}");
    // Only one scene of the five counts now: the way out is closed again.
    let names: Vec<_> = at_the_hub(&other).into_iter().map(|(id, _)| id).collect();
    assert_eq!(names, ["people", "career", "others", "ready"]);
    other.choose("career");
    other.play();
    assert_eq!(at_the_hub(&other).last().unwrap(), &("done".to_owned(), false));
}

#[test]
fn without_its_scene_it_goes_on_at_the_latest_checkpoint_or_the_start() {
    let mut stage = Stage::begin(HUB);
    stage.choose("people");
    stage.choose("yes");
    let mut changed = story(HUB);
    changed.scenes.shift_remove("people-3");
    let (other, dropped) = resume(&stage, changed.clone(), "r2");
    assert_eq!((other.scene(), other.question()), ("people-2".to_owned(), "more-people".to_owned()));
    assert!(dropped.iter().any(|line| line.contains("people-3")), "{dropped:?}");
    // The frame of the detour is still there.
    let mut other = other;
    other.give(Input::Answer(Answer::One(choice("back"))));
    assert_eq!(other.question(), "on-your-mind");

    changed.scenes.shift_remove("people-2");
    changed.scenes.get_mut("welcome").map(Arc::make_mut).unwrap().question = None;
    let (other, _) = resume(&stage, changed, "r2");
    assert_eq!((other.scene(), other.lines), ("welcome".to_owned(), vec!["scene welcome".to_owned()]));
}

#[test]
fn a_state_of_another_story_begins_anew() {
    let stage = Stage::begin(HUB);
    let (other, dropped) = resume(&stage, story(SURVEY), "r1");
    assert_eq!((other.scene().as_str(), dropped.len()), ("matters", 1));
}

#[test]
fn an_ending_and_a_place_before_leaving_are_gone_back_to() {
    let mut stage = Stage::begin(CLIP);
    stage.play();
    stage.give(Input::Answer(Answer::One(choice("go"))));
    stage.give(Input::Leave);
    let (mut other, _) = resume(&stage, story(CLIP), "r1");
    assert_eq!(other.question(), "stay-or-go");
    other.play();
    let (third, _) = resume(&other, story(CLIP), "r1");
    assert!(matches!(third.session.ending(), Some(EndingPlace::Ending(id)) if id.as_str() == "went"));
    assert!(third.effects.iter().any(|effect| matches!(effect, Effect::Show(_))));
}

#[test]
fn an_unbegun_state_waits_for_its_beginning() {
    let stage = Stage::of(story(CLIP), "en");
    let (mut other, _) = resume(&stage, story(CLIP), "r1");
    assert_eq!(other.effects, Vec::new());
    other.give(Input::Begin { scene: None });
    assert_eq!(other.scene(), "desk");
}

/// File, choices and whether it is what waits, of each picture that may be next.
fn next(stage: &Stage) -> Vec<String> {
    stage
        .session
        .may_play_next()
        .into_iter()
        .map(|next| {
            let (session::PictureSource::Video { file, .. } | session::PictureSource::Still { file, .. }) =
                next.request.source
            else {
                panic!("no media")
            };
            let by: String = next.choices.iter().map(|id| format!(" by {id}")).collect();
            let waits = if next.meanwhile { " meanwhile" } else { "" };
            let name = file.trim_start_matches("media/");
            assert_eq!(next.meanwhile, next.request.run == Run::Loop, "{name}");
            format!("{name}{by}{waits}")
        })
        .collect()
}

#[test]
fn what_may_play_next_is_ranked() {
    let mut stage = Stage::begin(HUB);
    let hub = ["people-1", "work-1", "career-1", "others-1", "ready-1"];
    let ids = ["people", "work", "career", "others", "ready"];
    let mut expected = vec!["waiting.mp4 meanwhile".to_owned()];
    expected.extend(hub.iter().zip(ids).map(|(file, id)| format!("{file}.mp4 by {id}")));
    assert_eq!(next(&stage), expected, "before the question opens");
    stage.play();
    assert_eq!(next(&stage), expected[1..], "the waiting clip is on screen");
    stage.choose("people");
    assert_eq!(next(&stage), ["people-2.mp4"]);
    stage.step();
    // "Back" has no branch: the scene goes on, and returns to the hub's waiting clip.
    assert_eq!(next(&stage), ["waiting.mp4 by back meanwhile", "people-3.mp4 by yes"]);

    let mut stage = Stage::begin(CLIP);
    stage.lengths = vec![("media/desk.mp4", 24)];
    stage.open();
    assert_eq!(
        next(&stage),
        ["stay.mp4 by stay", "go.mp4 by go", "waiting.mp4 meanwhile"],
        "the limit's way first"
    );
    stage.play();
    stage.give(Input::Answer(Answer::One(choice("go"))));
    assert_eq!(
        next(&stage),
        ["go.mp4 by go", "stay.mp4 by stay", "waiting.mp4 meanwhile"],
        "the given answer first"
    );

    let mut stage = Stage::begin(HUB);
    for id in ["people", "back", "work", "done"] {
        stage.choose(id);
    }
    assert_eq!(next(&stage), ["waiting.mp4 meanwhile", "worried.mp4", "unsure.mp4", "glad.mp4"]);
    stage.play();
    stage.give(Input::Language(Language::new("ja")));
    stage.give(Input::Skip);
    assert_eq!(stage.file(), "media/glad.mp4");

    let mut stage = Stage::begin(SURVEY);
    stage.play();
    assert_eq!(next(&stage), Vec::<String>::new(), "the next scenes have no media");
    stage.give(Input::Skip);
    stage.give(Input::Answer(Answer::Scale(2)));
    assert_eq!(next(&stage), ["s-open.mp4", "s-fine.mp4"], "words, or none: through the fork");
}

/// The ids of the questions that may open next.
fn ahead(stage: &Stage) -> Vec<String> {
    stage.session.questions_ahead().iter().map(|view| view.id.to_string()).collect()
}

#[test]
fn the_questions_ahead_are_known_before_they_open() {
    let mut stage = Stage::begin(HUB);
    let before = stage.session.questions_ahead();
    stage.play();
    let opened = stage.session.question();
    assert_eq!(before.first(), opened.as_ref(), "as it will be shown");
    // It may be asked again after a visit, in other words and with other marks.
    assert!(!stage.session.questions_ahead().contains(&opened.unwrap()), "what is open is not ahead");
    let foreseen = ahead(&stage);
    stage.choose("people");
    let mut reached = 0;
    while stage.session.question().is_none() && reached < 20 {
        stage.step();
        reached += 1;
    }
    assert!(foreseen.contains(&stage.question()), "{foreseen:?} {}", stage.question());

    let unbegun = Stage::of(story(CLIP), "en");
    assert_eq!(ahead(&unbegun), Vec::<String>::new());
}
