//! Back, restart, jump, seek and language (rules 8–10, 12, 13).

use crate::stage::{Stage, scene};
use choice_log::{Kind, Value};
use session::{Input, Refused};

const HUB: &str = include_str!("../../../../tests/stories/1-hub.ron");

#[test]
fn back_goes_to_the_latest_other_question() {
    let mut stage = Stage::begin(HUB);
    assert_eq!(stage.refused(Input::Back), Refused::NothingToGoBackTo);
    stage.choose("people");
    stage.choose("yes");
    assert_eq!(stage.scene(), "people-3");
    stage.give(Input::Back);
    assert_eq!((stage.scene(), stage.question()), ("people-2".to_owned(), "more-people".to_owned()));
    stage.give(Input::Back);
    assert_eq!((stage.scene(), stage.question()), ("welcome".to_owned(), "on-your-mind".to_owned()));
    assert!(!stage.session.can_go_back());
    assert_eq!(stage.kinds(), ["answer", "answer", "back", "back"]);
}

#[test]
fn a_jump_goes_to_a_scene_that_was_seen() {
    let mut stage = Stage::begin(HUB);
    stage.choose("people");
    assert_eq!(stage.refused(Input::Jump(scene("work-1"))), Refused::SceneNotSeen(scene("work-1")));
    assert_eq!(stage.refused(Input::Jump(scene("nowhere"))), Refused::NoSuchScene(scene("nowhere")));
    stage.choose("back");
    stage.give(Input::Jump(scene("people-1")));
    assert_eq!(stage.record(Kind::Jump).value, Some(Value::Word("people-1".to_owned())));
    // The stack of its last entry: the detour still comes back to the hub.
    stage.choose("back");
    assert_eq!(stage.question(), "on-your-mind");
}
