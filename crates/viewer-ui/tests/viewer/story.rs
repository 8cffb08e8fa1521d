//! The overlay while the story plays: controls, keys, captions, and when nothing is drawn.

use crate::samples::{self, english, japanese};
use crate::stage::{Stage, asked, kept, languages};
use egui::accesskit::Role;
use egui::{Event, Key, pos2};
use egui_kittest::kittest::Queryable as _;
use media_time::{MediaTime, Speed};
use scene_graph::{Language, Place};
use session::QuestionKind;
use viewer_ui::{Page, Slate, StoryPage, UiAction};

fn page() -> StoryPage<'static> {
    samples::story(kept(english()), languages(), None)
}

fn playing() -> Stage {
    Stage::new(&english(), Page::Story(page()))
}

#[test]
fn not_a_single_shape_is_drawn_over_a_picture_that_just_plays() {
    let ctx = egui::Context::default();
    let mut viewer = viewer_ui::ViewerUi::new(&ctx, &Language::new("en"));
    let model = samples::model(Page::Story(page()), &[]);
    for pass in 0..3 {
        let input = egui::RawInput { time: Some(f64::from(pass)), ..egui::RawInput::default() };
        let output = ctx.run_ui(input, |ui| assert_eq!(viewer.show(ui, &model), []));
        assert!(output.shapes.is_empty(), "{:?}", output.shapes);
        output.drop_without_applying_deltas();
        assert!(viewer.drew_nothing());
    }
}

/// Playing, with the control bar brought out by the pointer.
fn moved() -> Stage {
    let mut stage = playing();
    stage.send(vec![Event::PointerMoved(pos2(300.0, 300.0))]);
    stage.send(vec![Event::PointerMoved(pos2(320.0, 310.0))]);
    stage.done();
    stage
}

#[test]
fn nothing_is_drawn_while_nothing_is_to_be_seen() {
    let mut stage = playing();
    assert!(stage.viewer(|viewer| viewer.drew_nothing()));
    assert!(!stage.has(Role::Button, "Pause"));
    stage.send(vec![Event::PointerMoved(pos2(300.0, 300.0))]);
    stage.send(vec![Event::PointerMoved(pos2(320.0, 310.0))]);
    assert!(!stage.viewer(|viewer| viewer.drew_nothing()));
    stage.harness.run_steps(40);
    assert!(stage.viewer(|viewer| viewer.drew_nothing()), "the controls went away again");
}

#[test]
fn the_control_bar_does_what_its_names_say() {
    for (name, action) in [
        ("Pause", UiAction::TogglePause),
        ("Back to the last question", UiAction::Back),
        ("Mini window", UiAction::ToggleMini),
        ("Sound off", UiAction::ToggleMute),
        ("Full screen", UiAction::ToggleFullscreen),
    ] {
        assert_eq!(moved().click(Role::Button, name), [action], "{name}");
    }
}

#[test]
fn keys_work_wherever_the_pointer_is() {
    for (key, action) in [
        (Key::Space, UiAction::TogglePause),
        (Key::Backspace, UiAction::Back),
        (Key::M, UiAction::ToggleMute),
        (Key::C, UiAction::ToggleCaptions),
        (Key::F, UiAction::ToggleFullscreen),
        (Key::F11, UiAction::ToggleFullscreen),
        (Key::ArrowRight, UiAction::Seek(MediaTime::from_millis(8_200))),
        (Key::ArrowLeft, UiAction::Seek(MediaTime::ZERO)),
        (Key::ArrowUp, UiAction::Volume(0.85)),
    ] {
        let done = playing().press(key);
        match (&done[..], &action) {
            ([UiAction::Volume(volume)], UiAction::Volume(wanted)) => assert!((volume - wanted).abs() < 1e-4),
            _ => assert_eq!(done, [action], "{key:?}"),
        }
    }
    assert_eq!(playing().press(Key::Escape), [], "no full screen to leave");
}

#[test]
fn signs_make_it_faster_and_slower_by_a_step_until_the_last() {
    let mut stage = playing();
    for (typed, thousandths) in [(">", 1_250), ("<", 750)] {
        stage.type_text(typed);
        assert_eq!(stage.done(), [UiAction::Speed(Speed::from_thousandths(thousandths))], "{typed}");
    }
    let mut page = page();
    page.controls.speed = Speed::from_thousandths(2_000);
    let mut stage = Stage::new(&english(), Page::Story(page));
    stage.type_text(">");
    assert_eq!(stage.done(), [], "nothing is faster");
    let tongue = kept(english());
    let kind = QuestionKind::Words { at_most: 80, hint: String::new(), preset: String::new() };
    let mut stage =
        Stage::new(tongue, asked(tongue, samples::question(tongue.words, Place::LowerThird, kind)));
    stage.type_text(">");
    assert_eq!(stage.done(), [], "words are being written");
}

#[test]
fn back_is_not_offered_where_there_is_nothing_to_go_back_to() {
    let mut page = page();
    page.controls.can_go_back = false;
    page.controls.fullscreen = true;
    let mut stage = Stage::new(&english(), Page::Story(page));
    assert_eq!(stage.press(Key::Backspace), []);
    assert_eq!(stage.press(Key::Escape), [UiAction::ToggleFullscreen]);
}

#[test]
fn a_click_on_the_picture_pauses() {
    let mut stage = moved();
    let at = pos2(320.0, 310.0);
    for pressed in [true, false] {
        let button = egui::PointerButton::Primary;
        stage.send(vec![Event::PointerButton { pos: at, button, pressed, modifiers: egui::Modifiers::NONE }]);
    }
    assert_eq!(stage.done(), [UiAction::TogglePause]);
}

#[test]
fn tab_brings_the_controls_out_and_goes_through_them() {
    let mut stage = playing();
    stage.press(Key::Tab);
    assert_eq!(stage.press(Key::Enter), [UiAction::TogglePause]);
    let mut reached = vec![stage.focused()];
    for _ in 0..14 {
        stage.press(Key::Tab);
        reached.push(stage.focused());
    }
    // From left to right, as they are seen; the seek bar stands above them.
    let order = [
        "Pause",
        "Back to the last question",
        "Sound off",
        "Volume",
        "Chapters",
        "What was recorded",
        "Captions",
        "Language",
        "Speed",
        "Settings",
        "Mini window",
        "Full screen",
    ];
    assert_eq!(reached[..order.len()], order, "{reached:?}");
    assert!(reached.iter().any(|name| name == "Position"), "{reached:?}");
}

#[test]
fn the_language_is_changed_from_a_list() {
    let mut stage = moved();
    assert_eq!(stage.click(Role::Button, "Language"), []);
    assert_eq!(stage.click(Role::MenuItemRadio, "日本語"), [UiAction::Language(Language::new("ja"))]);
    assert!(!stage.has(Role::Menu, "Language"), "it closes");
}

#[test]
fn the_seek_bar_seeks_where_it_is_clicked() {
    let mut stage = moved();
    let done = stage.click(Role::Slider, "Position");
    let [UiAction::Seek(time)] = done[..] else { panic!("{done:?}") };
    assert!((time.millis() - 4_500).abs() < 60, "{time:?}");
}

#[test]
fn captions_and_slates_are_read_out() {
    let tongue = kept(japanese());
    let slate = Some(Slate { title: tongue.scene, message: "" });
    let page =
        StoryPage { captions: Some(tongue.caption), slate, ..samples::story(tongue, languages(), None) };
    let stage = Stage::new(tongue, Page::Story(page));
    assert!(stage.says("はじめまして"));
    assert!(stage.has(Role::Heading, "佐藤さんの一日"));
    assert!(stage.says("この映像は再生できません"));
    assert!(!stage.viewer(|viewer| viewer.drew_nothing()));
}

#[test]
fn only_what_is_seen_makes_a_pass_stale() {
    let mut stage = playing();
    let now = stage.harness.ctx.time();
    let mut model = stage.harness.state().model.clone();
    let stale =
        |stage: &Stage, model: &viewer_ui::ViewModel<'_>| stage.viewer(|viewer| viewer.is_stale(model, now));
    assert!(!stale(&stage, &model));
    let Page::Story(page) = &mut model.page else { unreachable!() };
    page.controls.position = MediaTime::from_millis(7_000);
    assert!(!stale(&stage, &model), "the position is hidden");
    let Page::Story(page) = &mut model.page else { unreachable!() };
    page.captions = Some("…");
    assert!(stale(&stage, &model));
    stage.harness.state_mut().model = model.clone();
    stage.harness.run_steps(1);
    let now = stage.harness.ctx.time();
    assert!(!stage.viewer(|viewer| viewer.is_stale(&model, now)));
}

#[test]
fn the_controls_stay_for_those_who_cannot_bring_them_out() {
    let mut stage = playing();
    stage.viewer(|viewer| viewer.options_mut().keep_controls = true);
    stage.harness.run_steps(4);
    assert!(stage.has(Role::Button, "Pause"));
}

#[test]
fn a_scene_tells_its_title_and_what_it_offers_while_the_controls_are_out() {
    let tongue = kept(english());
    let offers = kept(samples::handouts(tongue));
    let mut stage = Stage::new(tongue, Page::Story(StoryPage { offers, ..page() }));
    assert!(!stage.says("A day with Sato"));
    stage.press(Key::Tab);
    assert!(stage.has(Role::Heading, "A day with Sato"));
    let done = stage.click(Role::Button, tongue.handout);
    assert_eq!(done, [UiAction::Handout(offers[0].id.clone())]);
}

/// Presses, moves or lets go of the pointer.
fn pointer(at: egui::Pos2, pressed: bool) -> Event {
    let button = egui::PointerButton::Primary;
    Event::PointerButton { pos: at, button, pressed, modifiers: egui::Modifiers::NONE }
}

fn bar(stage: &Stage) -> egui::Rect {
    stage.harness.get_by_role_and_label(Role::Slider, "Position").rect()
}

#[test]
fn dragging_the_seek_bar_shows_and_letting_go_seeks() {
    let mut stage = moved();
    let rect = bar(&stage);
    assert!(rect.height() >= 44.0, "{rect:?}");
    let at = |share: f32| pos2(rect.left() + rect.width() * share, rect.center().y);
    stage.send(vec![Event::PointerMoved(at(0.5)), pointer(at(0.5), true)]);
    assert_eq!(stage.done(), []);
    for share in [0.6, 0.8] {
        stage.send(vec![Event::PointerMoved(at(share))]);
        let done = stage.done();
        let [UiAction::Scrub(Some(time))] = done[..] else { panic!("{done:?}") };
        assert!((time.millis() - (9_000.0 * f64::from(share)) as i64).abs() < 100, "{time:?}");
    }
    // It is not forgotten while it is held still.
    stage.harness.run_steps(40);
    assert!(stage.says("0:07 / 0:09"), "the time it is over");
    stage.send(vec![pointer(at(0.8), false)]);
    let done = stage.done();
    let [UiAction::Seek(time)] = done[..] else { panic!("{done:?}") };
    assert!((time.millis() - 7_200).abs() < 100, "{time:?}");
    assert_eq!(stage.done(), []);
}

#[test]
fn a_drag_is_given_up_with_escape_or_when_something_else_is_on() {
    for escape in [true, false] {
        let mut stage = moved();
        let rect = bar(&stage);
        stage.send(vec![Event::PointerMoved(rect.center()), pointer(rect.center(), true)]);
        let elsewhere = rect.center() + egui::vec2(60.0, 0.0);
        stage.send(vec![Event::PointerMoved(elsewhere)]);
        assert!(matches!(stage.done()[..], [UiAction::Scrub(Some(_))]));
        if escape {
            assert_eq!(stage.press(Key::Escape), [UiAction::Scrub(None)]);
        } else {
            let mut other = page();
            other.scene_title = "Another";
            stage.change(Page::Story(other));
            assert_eq!(stage.done(), [UiAction::Scrub(None)]);
        }
        stage.send(vec![Event::PointerMoved(rect.center())]);
        stage.send(vec![pointer(rect.center(), false)]);
        assert_eq!(stage.done(), [], "escape: {escape}");
    }
}
