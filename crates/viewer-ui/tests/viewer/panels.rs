//! What opens over the playing story: the chapter map, the help, lists of captions and settings, and
//! the mini window.

use crate::samples::{self, english, japanese};
use crate::stage::{Stage, asked, kept, languages};
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, pos2, vec2};
use scene_graph::{Language, Place, SceneId};
use session::{Answer, QuestionKind};
use viewer_ui::{CaptionColour, CaptionEdge, CaptionStyle, Page, StoryPage, UiAction};

fn page() -> StoryPage<'static> {
    samples::story(kept(english()), languages(), None)
}

fn playing() -> Stage {
    Stage::new(&english(), Page::Story(page()))
}

fn paused(mut page: StoryPage<'static>) -> Page<'static> {
    page.controls.paused = true;
    Page::Story(page)
}

fn moved(mut stage: Stage) -> Stage {
    stage.send(vec![Event::PointerMoved(pos2(300.0, 100.0))]);
    stage.send(vec![Event::PointerMoved(pos2(320.0, 110.0))]);
    stage.done();
    stage
}

#[test]
fn the_map_pauses_the_story_and_goes_to_seen_scenes_alone() {
    let mut stage = moved(playing());
    assert_eq!(stage.click(Role::Button, "Chapters"), [UiAction::TogglePause]);
    stage.change(paused(page()));
    assert!(stage.has(Role::Dialog, "Chapters"));
    assert!(!stage.has(Role::Slider, "Position"), "nothing behind it is reached");
    assert!(stage.says("5 seen"), "how much was seen");
    // A branch that was not taken can be read and not pressed.
    assert!(stage.has(Role::Label, "There is more: The work itself and what a day is like"));
    let done = stage.click(Role::Button, "A day with Sato (The people and the mood at work)");
    assert_eq!(done, [UiAction::Jump(SceneId::new("people").unwrap())], "and the story goes on there");
    assert!(!stage.has(Role::Dialog, "Chapters"));
}

#[test]
fn whoever_closes_the_map_goes_on_where_they_were() {
    let mut stage = playing();
    assert_eq!(stage.press(Key::O), [UiAction::TogglePause]);
    stage.change(paused(page()));
    assert_eq!(stage.press(Key::Escape), [UiAction::TogglePause]);
    assert!(!stage.has(Role::Dialog, "Chapters"));
    // Whoever had paused stays paused.
    let mut stage = Stage::new(&english(), paused(page()));
    assert_eq!(stage.press(Key::O), []);
    assert_eq!(stage.press(Key::O), []);
    assert!(!stage.has(Role::Dialog, "Chapters"));
}

#[test]
fn keys_behind_what_covers_everything_do_nothing() {
    let view =
        samples::question("Which?", Place::LowerThird, QuestionKind::OneOf(samples::choices(&english(), 3)));
    let mut stage = Stage::new(&english(), asked(kept(english()), view));
    stage.press(Key::Questionmark);
    assert!(stage.has(Role::Dialog, "Keys and controls"));
    assert_eq!(stage.press(Key::Num1), []);
    assert_eq!(stage.press(Key::Backspace), []);
    stage.press(Key::Escape);
    assert_eq!(stage.focused(), english().choices[0], "back at the question");
    assert_eq!(stage.press(Key::Num1).last(), Some(&UiAction::Answer(Answer::One("c0".parse().unwrap()))));
}

#[test]
fn the_help_tells_of_every_key_in_both_languages() {
    for (tongue, words) in [(english(), "Pause, or play on"), (japanese(), "一時停止・再生")] {
        let mut stage =
            Stage::new(&tongue, Page::Story(samples::story(kept(tongue.clone()), languages(), None)));
        stage.send(vec![Event::Text("?".to_owned())]);
        stage.done();
        for key in ["Space K", "Backspace", "Tab", "Enter", "Esc", "M", "C", "F F11", "O", "I", "S"] {
            assert!(stage.says(&format!("{key}: ")), "{key}");
        }
        assert!(stage.says(words));
    }
}

#[test]
fn captions_are_set_from_their_list() {
    let usual = CaptionStyle::default();
    for (name, style) in [
        ("Size: 150%", CaptionStyle { size: 1.5, ..usual }),
        ("Letters: Yellow", CaptionStyle { colour: CaptionColour::Yellow, ..usual }),
        ("Background: Blue", CaptionStyle { background: CaptionColour::Blue, ..usual }),
        ("Strength of the background: 25%", CaptionStyle { opacity: 0.25, ..usual }),
        ("Edge of the letters: Outline", CaptionStyle { edge: CaptionEdge::Outline, ..usual }),
    ] {
        let mut stage = moved(playing());
        stage.click(Role::Button, "Captions");
        if !name.starts_with("Size") {
            stage.click(Role::MenuItem, "How captions look");
        }
        assert!(stage.says("This is how captions will look."), "one is there to look at");
        assert_eq!(stage.click(Role::MenuItemRadio, name), [UiAction::CaptionStyle(style)], "{name}");
        assert!(stage.has(Role::MenuItemRadio, name), "the list stays open");
    }
    let mut stage = moved(playing());
    stage.click(Role::Button, "Speed");
    let fast = UiAction::Speed(media_time::Speed::from_thousandths(1_500));
    assert_eq!(stage.click(Role::MenuItemRadio, "1.5×"), [fast]);
    let mut stage = moved(playing());
    stage.click(Role::Button, "Captions");
    assert_eq!(stage.click(Role::MenuItemCheckBox, "Show captions"), [UiAction::ToggleCaptions]);
    stage.click(Role::MenuItem, "Language of captions: As the story");
    let english = Some(Language::new("en"));
    assert_eq!(stage.click(Role::MenuItemRadio, "English"), [UiAction::CaptionLanguage(english)]);
}

#[test]
fn settings_are_set_from_their_list() {
    for (role, name, action) in [
        (Role::MenuItemCheckBox, "No time limits", UiAction::NoTimeLimits(true)),
        (Role::MenuItemCheckBox, "Less motion", UiAction::ReducedMotion(true)),
        (Role::MenuItem, "From the beginning", UiAction::Restart),
        (Role::MenuItemRadio, "Text size: 150%", UiAction::TextScale(1.5)),
    ] {
        let mut stage = moved(playing());
        stage.click(Role::Button, "Settings");
        assert_eq!(stage.click(role, name), [action], "{name}");
    }
}

#[test]
fn a_list_that_keys_opened_has_the_focus_and_gives_it_back() {
    let mut stage = playing();
    stage.press(Key::S);
    assert_eq!(stage.focused(), "No time limits");
    stage.press(Key::Tab);
    assert_eq!(stage.focused(), "Less motion");
    // Escape closes the list before it leaves the full screen.
    assert_eq!(stage.press(Key::Escape), []);
    assert!(!stage.has(Role::Menu, "Settings"));
    assert_eq!(stage.focused(), "Settings");
}

#[test]
fn what_has_no_room_in_the_bar_is_in_a_list() {
    let page = samples::story(kept(english()), languages(), None);
    let mut stage = moved(Stage::sized(&english(), Page::Story(page.clone()), vec2(400.0, 640.0)));
    assert!(!stage.has(Role::Button, "Settings"));
    stage.click(Role::Button, "More");
    assert!(stage.has(Role::MenuItem, "Language: English"));
    stage.click(Role::MenuItem, "Settings");
    assert_eq!(stage.click(Role::MenuItemCheckBox, "No time limits"), [UiAction::NoTimeLimits(true)]);
    // A usual window has room for all of it.
    let stage = moved(Stage::new(&english(), Page::Story(page)));
    assert!(stage.has(Role::Button, "Settings") && !stage.has(Role::Button, "More"));
}

#[test]
fn the_mini_window_shows_little_and_says_that_a_question_waits() {
    let tongue = kept(english());
    let view =
        kept(samples::question("Which?", Place::Side, QuestionKind::OneOf(samples::choices(tongue, 3))));
    let mut page = samples::story(tongue, languages(), Some(view));
    page.controls.mini = true;
    let mut stage = Stage::sized(tongue, Page::Story(page), vec2(400.0, 225.0));
    assert!(stage.has(Role::Status, "A question is waiting: Which?"));
    assert!(!stage.has(Role::Button, tongue.choices[0]));
    assert_eq!(stage.press(Key::Num1), [], "what is not seen is not answered");
    assert_eq!(stage.click(Role::Button, "Answer"), [UiAction::ToggleMini]);
    assert_eq!(stage.press(Key::Escape), [UiAction::ToggleMini]);
}

#[test]
fn a_window_without_a_frame_is_moved_by_its_picture() {
    let mut page = page();
    page.controls.mini = true;
    let mut stage = Stage::sized(&english(), Page::Story(page), vec2(400.0, 225.0));
    let button = egui::PointerButton::Primary;
    let pressed = |pos| Event::PointerButton { pos, button, pressed: true, modifiers: Modifiers::NONE };
    stage.send(vec![Event::PointerMoved(pos2(90.0, 60.0)), pressed(pos2(90.0, 60.0))]);
    stage.send(vec![Event::PointerMoved(pos2(130.0, 80.0))]);
    assert_eq!(stage.done(), [UiAction::MoveWindow]);
}

#[test]
fn plus_and_minus_make_captions_larger_and_smaller() {
    let mut stage = playing();
    for (key, size) in [("+", 1.25), ("-", 0.75)] {
        stage.send(vec![Event::Text(key.to_owned())]);
        let wanted = CaptionStyle { size, ..CaptionStyle::default() };
        assert_eq!(stage.done(), [UiAction::CaptionStyle(wanted)], "{key}");
    }
}

#[test]
fn more_time_can_be_had_and_is_told_sparingly() {
    let tongue = kept(english());
    let limited = |left: i64| {
        let mut view =
            samples::question("Which?", Place::LowerThird, QuestionKind::OneOf(samples::choices(tongue, 3)));
        view.limit = samples::limit(left, 60_000);
        asked(tongue, view)
    };
    let mut stage = Stage::new(tongue, limited(60_000));
    assert!(stage.has(Role::Status, "60 seconds left"));
    for (left, said) in
        [(45_000, "60 seconds left"), (29_900, "30 seconds left"), (12_000, "30 seconds left")]
    {
        stage.change(limited(left));
        assert!(stage.has(Role::Status, said), "{left}");
    }
    assert_eq!(stage.click(Role::Button, "More time"), [UiAction::MoreTime]);
}

#[test]
fn the_answer_is_seen_for_a_moment_after_its_question() {
    let tongue = kept(english());
    let view =
        samples::question("Which?", Place::LowerThird, QuestionKind::OneOf(samples::choices(tongue, 3)));
    let mut stage = Stage::new(tongue, asked(tongue, view));
    stage.press(Key::Num2);
    let model = stage.harness.state().model.clone();
    let Page::Story(mut after) = model.page else { unreachable!() };
    after.question = None;
    stage.harness.state_mut().model.page = Page::Story(after);
    stage.harness.run_steps(2);
    assert!(!stage.viewer(|viewer| viewer.drew_nothing()), "it is still there");
    assert!(!stage.has(Role::Button, tongue.choices[1]), "and cannot be pressed");
    stage.harness.run_steps(10);
    assert!(stage.viewer(|viewer| viewer.drew_nothing()), "it is gone");
}
