//! The pages before a story plays: the start window, opening, and the start page.

use crate::samples::{Tongue, english, japanese};
use crate::stage::{Stage, kept, languages};
use egui::accesskit::Role;
use egui::{Key, vec2};
use scene_graph::Language;
use viewer_ui::gallery::front::{recent, start_page};
use viewer_ui::{
    HomePage, HomeTrouble, LeftOffView, LoadingPage, LoadingStep, Page, Slate, StartPage, StartSettings,
    StoryLength, StoryPage, UiAction,
};

pub fn home(tongue: &'static Tongue, trouble: Option<HomeTrouble<'static>>) -> HomePage<'static> {
    let recent = kept(recent(tongue));
    HomePage { recent, trouble, busy: false, languages: languages(), language: &tongue.language }
}

fn start(left_off: LeftOffView<'static>) -> StartPage<'static> {
    start_page(kept(english()), left_off, 0)
}

fn started(page: StartPage<'static>) -> Stage {
    Stage::new(kept(english()), Page::Start(page))
}

const LEFT: LeftOffView<'static> = LeftOffView::At { scene: "A day with Sato", days_ago: 1 };

#[test]
fn enter_goes_in() {
    assert_eq!(started(start(LeftOffView::Nowhere)).press(Key::Enter), [UiAction::Start { resume: false }]);
    assert_eq!(started(start(LEFT)).press(Key::Enter), [UiAction::Start { resume: true }]);
    assert_eq!(started(start(LEFT)).press(Key::Space), [UiAction::Start { resume: true }]);
    // After a click on something else too.
    let mut stage = started(start(LeftOffView::Nowhere));
    stage.click(Role::RadioButton, "Captions: Large");
    assert_eq!(stage.press(Key::Enter), [UiAction::Start { resume: false }]);
}

#[test]
fn who_left_off_may_go_on_or_begin_anew() {
    let mut stage = started(start(LEFT));
    let resume = "Continue where you left off. A day with Sato, yesterday";
    assert_eq!(stage.click(Role::Button, resume), [UiAction::Start { resume: true }]);
    assert_eq!(started(start(LEFT)).click(Role::Button, "Start anew"), [UiAction::Start { resume: false }]);
    assert!(!started(start(LeftOffView::Nowhere)).has(Role::Button, "Start anew"));
    let changed = started(start(LeftOffView::Changed));
    assert!(changed.says("has changed since you last watched") && changed.has(Role::Button, "Start"));
}

#[test]
fn the_length_is_said_in_minutes_when_it_is_known() {
    let says = |length: Option<(u32, u32, u32)>, words: &str| {
        let length = length.map(|(least, usual, most)| StoryLength { least, usual, most });
        started(StartPage { length, ..start(LeftOffView::Nowhere) }).says(words)
    };
    assert!(says(Some((3, 6, 9)), "About 6 min (3 to 9, depending on what you choose)"));
    assert!(says(Some((6, 6, 6)), "About 6 min") && !says(Some((6, 6, 6)), "6 to 6"));
    assert!(!says(None, "About"));
}

#[test]
fn settings_are_there_before_it_begins_and_only_where_they_mean_something() {
    let mut stage = started(start(LeftOffView::Nowhere));
    assert_eq!(stage.click(Role::RadioButton, "日本語"), [UiAction::Language(Language::new("ja"))]);
    assert_eq!(stage.click(Role::RadioButton, "Captions: Off"), [UiAction::ToggleCaptions]);
    assert_eq!(stage.click(Role::RadioButton, "Captions: Large"), [UiAction::CaptionSize(1.5)]);
    assert_eq!(stage.click(Role::RadioButton, "Captions: Medium"), [], "chosen already");
    let limits = "No time limits. Questions wait for as long as you like.";
    assert_eq!(stage.click(Role::Switch, limits), [UiAction::NoTimeLimits(true)]);
    let place = "Remember my place. On this computer only, until you finish or switch it off.";
    assert_eq!(stage.click(Role::Switch, place), [UiAction::RememberPlace(true)]);
    let none = StartSettings { captions: None, no_time_limits: None, remember_place: None };
    let stage = started(StartPage { settings: none, ..start(LeftOffView::Nowhere) });
    assert!(!stage.says("Captions") && !stage.says("No time limits") && !stage.says("Remember"));
}

#[test]
fn captions_that_are_off_come_in_the_size_that_is_chosen() {
    let settings = StartSettings { captions: Some((false, 1.0)), no_time_limits: None, remember_place: None };
    let mut stage = started(StartPage { settings, ..start(LeftOffView::Nowhere) });
    assert_eq!(stage.click(Role::RadioButton, "Captions: Off"), []);
    assert_eq!(stage.click(Role::RadioButton, "Captions: Medium"), [UiAction::CaptionSize(1.0)]);
}

#[test]
fn the_whole_start_page_is_reached_by_tab_in_every_size() {
    for size in [vec2(640.0, 360.0), vec2(1280.0, 720.0), vec2(1080.0, 1920.0)] {
        let mut stage = Stage::sized(kept(english()), Page::Start(start(LEFT)), size);
        let mut done = Vec::new();
        for _ in 0..14 {
            stage.press(Key::Tab);
            done.extend(stage.press(Key::Enter));
        }
        for wanted in [
            UiAction::Start { resume: true },
            UiAction::Start { resume: false },
            UiAction::ToggleCaptions,
            UiAction::NoTimeLimits(true),
            UiAction::RememberPlace(true),
        ] {
            assert!(done.contains(&wanted), "{wanted:?} is not in {done:?} at {size}");
        }
    }
}

#[test]
fn the_start_window_opens_makes_and_remembers() {
    let tongue = kept(english());
    let page = || Page::Home(home(tongue, None));
    assert_eq!(Stage::new(tongue, page()).press(Key::Enter), [UiAction::ChooseStory]);
    assert_eq!(Stage::new(tongue, page()).click(Role::Button, "Make a new one…"), [UiAction::NewStory]);
    let mut stage = Stage::new(tongue, page());
    let name = format!("{}. yesterday. /home/hanako/stories/a-day/story.ron", tongue.scene);
    assert_eq!(stage.click(Role::Button, &name), [UiAction::OpenRecent(1)]);
    assert!(stage.says("No longer there") && stage.says("drop a story"));
    assert!(!stage.says("no file dialog"));
}

#[test]
fn the_start_window_says_what_could_not_be_done() {
    let tongue = kept(japanese());
    let stage = Stage::new(tongue, Page::Home(home(tongue, Some(HomeTrouble::NoDialog))));
    assert!(stage.says("edamichi play"));
    let reason = HomeTrouble::NotMade { reason: "/a: not empty" };
    assert!(Stage::new(tongue, Page::Home(home(tongue, Some(reason)))).says("/a: not empty"));
    let busy = HomePage { busy: true, ..home(tongue, None) };
    assert_eq!(Stage::new(tongue, Page::Home(busy)).click(Role::Button, "ストーリーを開く…"), []);
}

#[test]
fn opening_says_how_far_it_is_and_can_be_cancelled() {
    let tongue = kept(english());
    let page = |step| Page::Loading(LoadingPage { title: "offer", step });
    let mut stage = Stage::new(tongue, page(Some(LoadingStep::Clips { done: 37, all: 120 })));
    assert!(stage.says("37 of 120") && stage.says("offer"));
    assert_eq!(stage.click(Role::Button, "Cancel"), [UiAction::CancelOpening]);
    assert!(!Stage::new(tongue, page(None)).says("offer"), "nothing is said in the first moment");
}

#[test]
fn a_slate_has_a_way_on_where_no_question_is_one() {
    let tongue = kept(english());
    let slate = Some(Slate { title: tongue.scene, message: "" });
    let page = StoryPage { slate, ..crate::samples::story(tongue, languages(), None) };
    assert_eq!(Stage::new(tongue, Page::Story(page.clone())).press(Key::Enter), [UiAction::SkipSlate]);
    let mut stage = Stage::new(tongue, Page::Story(page));
    assert_eq!(stage.click(Role::Button, "Go on"), [UiAction::SkipSlate]);
    let kind = session::QuestionKind::OneOf(crate::samples::choices(tongue, 2));
    let view = kept(crate::samples::question(tongue.prompt, scene_graph::Place::LowerThird, kind));
    let page = StoryPage { slate, ..crate::samples::story(tongue, languages(), Some(view)) };
    assert!(!Stage::new(tongue, Page::Story(page)).has(Role::Button, "Go on"));
}
