//! The whole example by keyboard alone, by fingers alone and by a game controller alone: every event
//! goes through egui as the window would send it, the pages say what was done, and that alone moves
//! the story. What a device cannot reach, it cannot press, and the walk fails there.

mod hands;
mod walk;

use hands::{Controller, Fingers, Hands, Keyboard};
use playback::View;
use walk::Walk;

/// What a viewer does on the way to an ending: in which question they press what.
const TO_THE_TALK: &[(&str, &[&str])] = &[
    ("mind", &["The people and the mood"]),
    ("people-more", &["Back to the other questions"]),
    ("mind", &["That is enough for today"]),
    ("joining", &["4 of 5"]),
];

/// One walk through the whole story, and what is beside the way.
fn goes_the_whole_way(mut hands: impl Hands, ending: &str) {
    let mut walk = Walk::begin();
    hands.press(&mut walk, "Start");
    walk.play(300);
    hands.press(&mut walk, "Watch without recording");
    walk.until("the first scene", |view| {
        view.scene.as_ref().is_some_and(|scene| scene.as_str() == "welcome")
    });
    walk.play(300);
    hands.pause(&mut walk);
    assert!(walk.view().paused, "paused");
    hands.go_on(&mut walk);
    assert!(!walk.view().paused, "goes on");
    for (question, presses) in TO_THE_TALK {
        walk.until_question(question);
        for name in *presses {
            hands.press(&mut walk, name);
        }
    }
    walk.until_question("few-words");
    hands.say(&mut walk, "I would like to meet my team.");
    walk.until_question("talk");
    if ending == "talk-soon" {
        hands.press(&mut walk, "See what will be sent");
        hands.press(&mut walk, "Send it");
    } else {
        hands.press(&mut walk, "Not now");
    }
    walk.until("the ending", |view| view.ending.is_some());
    assert_eq!(walk.view().ending.as_deref(), Some(ending));
    walk.play(300);
    if ending == "talk-soon" {
        hands.press(&mut walk, "Watch again");
        let welcome = |view: &View| view.scene.as_ref().is_some_and(|scene| scene.as_str() == "welcome");
        walk.until("the first scene again", welcome);
    } else {
        // Back to the last question that was answered, and on from there.
        hands.go_back(&mut walk);
        walk.until("a question again", |view| view.question.is_some());
        walk.play(500);
        let id = walk.view().question.map(|question| question.id);
        hands.press(&mut walk, "Rather not say");
        walk.until("on from there", |view| {
            view.question.as_ref().map(|question| &question.id) != id.as_ref()
        });
    }
    assert!(walk.refused().is_empty(), "{:?}", walk.refused());
}

#[test]
fn by_keyboard_alone_to_each_ending() {
    for ending in ["see-you", "talk-soon"] {
        goes_the_whole_way(Keyboard, ending);
    }
}

#[test]
fn by_fingers_alone_to_each_ending() {
    for ending in ["see-you", "talk-soon"] {
        goes_the_whole_way(Fingers::default(), ending);
    }
}

#[test]
fn by_controller_alone_to_each_ending() {
    for ending in ["see-you", "talk-soon"] {
        goes_the_whole_way(Controller::default(), ending);
    }
}

#[test]
#[should_panic(expected = "cannot be reached")]
fn a_walk_fails_where_something_cannot_be_reached() {
    let mut walk = Walk::begin();
    Keyboard.press(&mut walk, "A button that is not there");
}
