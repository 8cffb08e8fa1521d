//! Beginning in the middle of a story, with a made-up past.

use crate::stage::{Stage, choice, scene, story};
use indexmap::IndexMap;
use scene_graph::{Language, QuestionId, VariableId, VariableValue};
use session::{Input, Past, Session, Settings};
use std::sync::Arc;

const HUB: &str = include_str!("../../../../tests/stories/1-hub.ron");

fn fresh() -> Session {
    Session::new(Arc::new(story(HUB)), Language::new("en"), Settings::default())
}

#[test]
fn what_a_viewer_did_can_be_made_up_and_gives_the_same_choices() {
    // Played: two detours open the way out.
    let mut played = Stage::begin(HUB);
    played.choose("people");
    played.choose("back");
    played.choose("work");
    played.play();
    let past = played.session.past();
    assert!(past.visits.contains_key(&scene("people-1")), "{past:?}");
    // The question's own scene is entered again: its first visit was the beginning.
    let mut made_up = Stage::with(fresh().with_past(&past));
    made_up.give(Input::Begin { scene: Some(scene("welcome")) });
    made_up.play();
    assert_eq!(made_up.shown(), played.shown());
    let visited = |stage: &Stage| format!("{:?}", stage.session.question().map(|view| view.kind));
    assert_eq!(visited(&made_up), visited(&played));
}

#[test]
fn a_past_comes_back_as_it_was_given() {
    let mut played = Stage::begin(HUB);
    played.choose("people");
    played.choose("back");
    let past = played.session.past();
    assert_eq!(fresh().with_past(&past).past(), past);
}

#[test]
fn what_the_story_does_not_have_is_left_out() {
    let question = |id: &str| QuestionId::new(id).unwrap();
    let past = Past {
        visits: IndexMap::from([(scene("nowhere"), 3), (scene("welcome"), 0)]),
        chosen: IndexMap::from([
            (question("nothing"), vec![choice("people")]),
            (question("on-your-mind"), vec![choice("neither")]),
        ]),
        numbers: IndexMap::from([(question("on-your-mind"), 3)]),
        variables: IndexMap::from([(VariableId::new("nothing").unwrap(), VariableValue::Number(3))]),
    };
    assert_eq!(fresh().with_past(&past).past(), Past::default());
}

#[test]
fn a_session_that_has_begun_keeps_its_own_past() {
    let mut played = Stage::begin(HUB);
    played.choose("people");
    let before = played.session.past();
    assert_eq!(played.session.clone().with_past(&Past::default()).past(), before);
}
