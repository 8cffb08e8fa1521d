//! Fingers, the back key of mice and controllers, and keys that work wherever the focus is.

use crate::samples::{self, english};
use crate::stage::{Stage, asked, kept, languages};
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, PointerButton, Pos2, TouchDeviceId, TouchId, TouchPhase, pos2, vec2};
use media_time::MediaTime;
use scene_graph::Place;
use session::QuestionKind;
use viewer_ui::{Page, UiAction};

fn playing() -> Stage {
    Stage::new(&english(), Page::Story(samples::story(kept(english()), languages(), None)))
}

/// As egui-winit tells a touch: as itself, and as what a mouse would do.
fn touch(stage: &mut Stage, phase: TouchPhase, at: Pos2) {
    let (device_id, id) = (TouchDeviceId(1), TouchId(1));
    let button = |pressed| Event::PointerButton {
        pos: at,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    let mut events = vec![Event::Touch { device_id, id, phase, pos: at, force: None }];
    match phase {
        TouchPhase::Start => events.extend([Event::PointerMoved(at), button(true)]),
        TouchPhase::Move => events.push(Event::PointerMoved(at)),
        TouchPhase::End | TouchPhase::Cancel => events.extend([button(false), Event::PointerGone]),
    }
    stage.send(events);
}

fn tap(stage: &mut Stage, at: Pos2) {
    touch(stage, TouchPhase::Start, at);
    touch(stage, TouchPhase::End, at);
}

#[test]
fn a_tap_on_the_picture_brings_the_controls_and_the_next_sends_them_away() {
    let mut stage = playing();
    tap(&mut stage, pos2(640.0, 200.0));
    assert_eq!(stage.done(), [], "nothing is paused");
    assert!(stage.has(Role::Button, "Pause"));
    // Past the time of a double tap.
    stage.harness.run_steps(4);
    tap(&mut stage, pos2(640.0, 200.0));
    assert_eq!(stage.done(), []);
    stage.harness.run_steps(3);
    assert!(!stage.has(Role::Button, "Pause"), "sent away");
    // A mouse still pauses.
    stage.harness.run_steps(4);
    for pressed in [true, false] {
        let (pos, button, modifiers) = (pos2(640.0, 200.0), PointerButton::Primary, Modifiers::NONE);
        stage.send(vec![Event::PointerMoved(pos), Event::PointerButton { pos, button, pressed, modifiers }]);
    }
    assert_eq!(stage.done(), [UiAction::TogglePause]);
}

#[test]
fn two_taps_at_a_side_go_back_and_forth() {
    for (x, wanted) in [
        (1_100.0, Some(UiAction::Seek(MediaTime::from_millis(8_200)))),
        (150.0, Some(UiAction::Seek(MediaTime::ZERO))),
        (640.0, None),
    ] {
        let mut stage = playing();
        let at = pos2(x, 250.0);
        tap(&mut stage, at);
        tap(&mut stage, at);
        assert_eq!(stage.done().pop(), wanted, "at {x}");
        assert!(stage.has(Role::Button, "Pause"), "the controls are there");
    }
}

#[test]
fn a_button_of_the_bar_is_tapped_as_it_is_clicked() {
    let mut stage = playing();
    tap(&mut stage, pos2(640.0, 200.0));
    stage.done();
    let place = {
        use egui_kittest::kittest::Queryable as _;
        stage.harness.get_by_role_and_label(Role::Button, "Pause").rect().center()
    };
    tap(&mut stage, place);
    assert_eq!(stage.done(), [UiAction::TogglePause]);
}

#[test]
fn a_long_page_is_drawn_along_by_a_finger_and_turned_by_keys() {
    let long = |stage: &Stage| {
        use egui_kittest::kittest::Queryable as _;
        stage
            .harness
            .get_by_role_and_label(Role::Switch, "Anonymous statistics. Only your answers and the order you watched in, without anything that says it was you.")
            .rect()
            .top()
    };
    let page = || {
        let page = samples::consent(kept(english()), languages());
        Stage::sized(&english(), Page::Consent(page), vec2(480.0, 320.0))
    };
    let mut stage = page();
    let before = long(&stage);
    let from = pos2(200.0, 150.0);
    touch(&mut stage, TouchPhase::Start, from);
    for part in 1..=6 {
        touch(&mut stage, TouchPhase::Move, from - vec2(0.0, 15.0 * part as f32));
    }
    touch(&mut stage, TouchPhase::End, from - vec2(0.0, 90.0));
    assert_eq!(stage.done(), [], "drawing presses nothing");
    assert!(before - long(&stage) > 50.0, "{} to {}", before, long(&stage));
    let mut stage = page();
    stage.press(Key::PageDown);
    stage.harness.run_steps(10);
    assert!(before - long(&stage) > 50.0, "a page further");
    stage.press(Key::PageUp);
    stage.harness.run_steps(10);
    assert!((before - long(&stage)).abs() < 1.0, "and back");
}

#[test]
fn the_back_key_goes_back_or_closes_what_is_open() {
    assert_eq!(playing().press(Key::BrowserBack), [UiAction::Back]);
    let mut stage = playing();
    stage.send(vec![Event::PointerMoved(pos2(300.0, 300.0))]);
    stage.send(vec![Event::PointerMoved(pos2(320.0, 310.0))]);
    stage.click(Role::Button, "Language");
    assert_eq!(stage.press(Key::BrowserBack), [], "the list is closed, and no more");
    assert_eq!(stage.press(Key::BrowserBack), [UiAction::Back]);
    // Out of a text field first.
    let tongue = kept(english());
    let kind = QuestionKind::Words { at_most: 80, hint: String::new(), preset: String::new() };
    let mut stage =
        Stage::new(tongue, asked(tongue, samples::question(tongue.words, Place::LowerThird, kind)));
    stage.type_text("some words");
    assert_eq!(stage.press(Key::BrowserBack), []);
    assert_eq!(stage.press(Key::BrowserBack), [UiAction::Back]);
}

#[test]
fn some_keys_work_wherever_the_focus_is() {
    for (key, action) in [
        (Key::K, UiAction::TogglePause),
        (Key::D, UiAction::Seek(MediaTime::from_millis(8_200))),
        (Key::A, UiAction::Seek(MediaTime::ZERO)),
    ] {
        let mut stage = playing();
        stage.press(Key::Tab);
        assert_eq!(stage.press(key), [action], "{key:?}");
    }
}

#[test]
fn the_first_arrow_on_a_page_brings_the_focus() {
    let mut stage = Stage::new(&english(), Page::Consent(samples::consent(kept(english()), languages())));
    stage.press(Key::ArrowDown);
    assert!(stage.harness.ctx.memory(|memory| memory.focused().is_some()));
}

#[test]
fn a_control_under_the_pointer_names_its_key() {
    use egui_kittest::kittest::Queryable as _;
    for (tongue, name, tip) in [
        (english(), "Pause", "Pause (Space)"),
        (samples::japanese(), "一時停止", "一時停止（Space）"),
        (english(), "Chapters", "Chapters (O)"),
    ] {
        let mut stage =
            Stage::new(&tongue, Page::Story(samples::story(kept(tongue.clone()), languages(), None)));
        stage.viewer(|viewer| viewer.options_mut().keep_controls = true);
        stage.harness.run_steps(3);
        let place = stage.harness.get_by_role_and_label(Role::Button, name).rect().center();
        for step in [2.0, 1.0, 0.0] {
            stage.send(vec![Event::PointerMoved(place + vec2(step, 0.0))]);
        }
        stage.harness.run_steps(12);
        assert!(stage.says(tip), "{tip}");
    }
}
