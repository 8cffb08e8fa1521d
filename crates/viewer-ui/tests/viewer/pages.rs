//! Consent, ending, errors, and that everything has a name.

use crate::samples::{self, Tongue, english, japanese};
use crate::stage::{Stage, asked, kept, languages};
use choice_log::Consent;
use egui::accesskit::Role;
use egui::{Key, Modifiers, vec2};
use scene_graph::{HandoutId, Language, Place, SceneId};
use session::QuestionKind;
use viewer_ui::gallery::front;
use viewer_ui::{
    ConsentPage, EndingPage, ErrorPage, Explored, LeftOffView, LoadingPage, LoadingStep, MoreWays, Notice,
    NoticeId, NoticeKind, Page, Problem, SeenTheme, UiAction,
};

const NOTHING: UiAction = UiAction::Begin { consent: Consent::NONE, viewer: None };

fn consent() -> Stage {
    let tongue = kept(english());
    Stage::new(tongue, Page::Consent(samples::consent(tongue, languages())))
}

#[test]
fn watching_without_recording_needs_one_press() {
    assert_eq!(consent().click(Role::Button, "Watch without recording"), [NOTHING]);
    assert_eq!(consent().click(Role::Button, "Watch and share this"), [], "both switches are off");
}

#[test]
fn both_ways_on_are_equally_large() {
    let stage = consent();
    let size = |name| {
        use egui_kittest::kittest::Queryable as _;
        stage.harness.get_by_role_and_label(Role::Button, name).rect().size()
    };
    assert_eq!(size("Watch without recording"), size("Watch and share this"));
}

fn switch_on(stage: &mut Stage, start: &str) {
    use egui_kittest::kittest::Queryable as _;
    let switches: Vec<_> = stage.harness.query_all_by_role(Role::Switch).collect();
    let switch = switches.iter().find(|node| {
        use egui_kittest::kittest::NodeT as _;
        node.accesskit_node().label().is_some_and(|label| label.starts_with(start))
    });
    switch.unwrap().click();
    drop(switches);
    assert_eq!(stage.done(), []);
}

#[test]
fn statistics_are_shared_when_switched_on() {
    let mut stage = consent();
    switch_on(&mut stage, "Anonymous statistics");
    let consent = Consent { statistics: true, follow_up: false };
    let begun = stage.click(Role::Button, "Watch and share this");
    assert_eq!(begun, [UiAction::Begin { consent, viewer: None }]);
    assert_eq!(stage.click(Role::Button, "Watch without recording"), [NOTHING], "whatever is switched on");
}

#[test]
fn follow_up_needs_a_name() {
    let mut stage = consent();
    switch_on(&mut stage, "Follow-up with my name");
    assert_eq!(stage.click(Role::Button, "Watch and share this"), []);
    assert!(stage.says("Write your name or number above"));
    stage.click(Role::TextInput, "Your name or the number you were given");
    stage.type_text(" Hanako ");
    let consent = Consent { statistics: false, follow_up: true };
    let begun = stage.click(Role::Button, "Watch and share this");
    assert_eq!(begun, [UiAction::Begin { consent, viewer: Some("Hanako".to_owned()) }]);
}

#[test]
fn a_story_that_asks_for_nothing_just_begins() {
    let tongue = kept(japanese());
    let page = ConsentPage { statistics: None, follow_up: None, ..samples::consent(tongue, languages()) };
    let mut stage = Stage::new(tongue, Page::Consent(page));
    assert!(!stage.says("匿名の統計") && stage.says("何も記録されません"));
    assert_eq!(stage.click(Role::Button, "はじめる"), [NOTHING]);
}

#[test]
fn the_first_page_works_by_keyboard() {
    let mut stage = consent();
    let mut begun = Vec::new();
    for _ in 0..12 {
        stage.press(Key::Tab);
        begun = stage.press(Key::Enter);
        if matches!(begun.first(), Some(UiAction::Begin { .. })) {
            break;
        }
    }
    // On the way, Enter switched everything on that the focus passed; without a name that cannot be
    // shared, so the way on is the one without recording.
    assert_eq!(begun, [NOTHING]);
}

#[test]
fn enter_goes_on_without_recording_and_escape_goes_back() {
    assert_eq!(consent().press(Key::Enter), [NOTHING]);
    assert_eq!(consent().press(Key::Escape), [UiAction::BackToStart]);
    assert_eq!(consent().click(Role::Button, "Back"), [UiAction::BackToStart]);
    assert_eq!(consent().click(Role::RadioButton, "日本語"), [UiAction::Language(Language::new("ja"))]);
}

fn ending() -> Stage {
    let tongue = kept(english());
    let offers = kept(samples::handouts(tongue));
    Stage::new(tongue, Page::Ending(samples::ending(tongue, languages(), offers)))
}

#[test]
fn an_ending_offers_every_way_on() {
    assert_eq!(ending().click(Role::Button, "Watch again"), [UiAction::Restart]);
    assert_eq!(ending().click(Role::Button, "Back to the last question"), [UiAction::Back]);
    assert_eq!(ending().click(Role::Button, "Quit"), [UiAction::Quit]);
    let offer = "Checklist: what to prepare before your first day (PDF)";
    let id = HandoutId::new("checklist").unwrap();
    assert_eq!(ending().click(Role::Button, offer), [UiAction::Handout(id)]);
    assert!(ending().says("Nothing was recorded."));
}

#[test]
fn an_ending_sends_a_contact_request_after_its_preview() {
    let mut stage = ending();
    stage.click(Role::Button, "Ask to be contacted");
    stage.type_text("Is there a dormitory?");
    stage.click(Role::Button, "See what will be sent");
    assert!(stage.says("Is there a dormitory?"));
    let sent = stage.click(Role::Button, "Send it");
    assert_eq!(sent, [UiAction::Contact("Is there a dormitory?".to_owned())]);
    let tongue = kept(english());
    let page = EndingPage { contact_sent: true, ..samples::ending(tongue, languages(), &[]) };
    stage.change(Page::Ending(page));
    assert!(!stage.has(Role::Button, "Ask to be contacted") && stage.says("Your question is ready."));
}

#[test]
fn an_ending_names_what_was_seen_and_leads_to_what_was_not() {
    let tongue = kept(english());
    let seen = SeenTheme {
        name: "People".to_owned(),
        colour: "#2f8f6b".to_owned(),
        scenes: vec!["A day with Sato".to_owned(), "The night before".to_owned()],
    };
    let scene = SceneId::new("hub").unwrap();
    let more = MoreWays {
        scene: scene.clone(),
        prompt: "What is on your mind?".to_owned(),
        choices: vec!["The work".to_owned(), "Career".to_owned()],
    };
    let explored = kept(Explored { seen: vec![seen], more: vec![more] });
    for over_picture in [false, true] {
        let page = samples::ending(tongue, languages(), &[]);
        let page = EndingPage { explored: Some(explored), theme: "People", over_picture, ..page };
        let mut stage = Stage::new(tongue, Page::Ending(page));
        assert!(stage.says("A day with Sato · The night before") && stage.says("There is more"));
        for part in ["%", " of 3", "1/3", "score"] {
            assert!(!stage.says(part), "{part} would be a score");
        }
        let gone = stage.click(Role::Button, "The work · Career. What is on your mind?");
        assert_eq!(gone, [UiAction::Jump(scene.clone())]);
    }
}

#[test]
fn a_preview_shows_exactly_what_is_sent_and_where_it_goes() {
    let (tongue, mut stage) = (english(), ending());
    stage.click(Role::Button, "Ask to be contacted");
    stage.type_text(" Is there a dormitory? ");
    stage.press_with(Modifiers::COMMAND, Key::Enter);
    let contact = samples::contact(&tongue);
    let letter = viewer_ui::letter(&contact, "Is there a dormitory?", &tongue.language);
    for line in letter.head.iter().chain([&letter.message]) {
        assert!(stage.says(line), "{line}");
    }
    assert!(stage.says("people@edamichi.example") && stage.says("only when you send that mail"));
    assert_eq!(letter.body().lines().last(), Some("Is there a dormitory?"));
    // The focus is on what sends nothing: the key that opened the preview may still be held.
    assert_eq!(stage.press(Key::Enter), []);
    assert!(!stage.has(Role::Button, "Send it"), "back in the words");
    stage.type_text("!");
    stage.press_with(Modifiers::COMMAND, Key::Enter);
    stage.press(Key::Tab);
    let sent = stage.press(Key::Enter);
    assert_eq!(sent, [UiAction::Contact("Is there a dormitory? !".to_owned())]);
}

#[test]
fn without_a_mail_address_a_file_is_saved() {
    let tongue = kept(english());
    let mut page = samples::ending(tongue, languages(), &[]);
    page.contact = Some(viewer_ui::ContactView { mail: None, ..samples::contact(tongue) });
    let mut stage = Stage::new(tongue, Page::Ending(page));
    stage.click(Role::Button, "Ask to be contacted");
    stage.click(Role::Button, "See what will be sent");
    assert!(stage.says("hand the file over yourself") && !stage.has(Role::Button, "Send it"));
    assert_eq!(stage.click(Role::Button, "Save it"), [UiAction::Contact(String::new())]);
}

#[test]
fn errors_say_what_happened_and_what_to_do() {
    let path = "/home/hanako/story.ron";
    for (problem, what) in [
        (Problem::StoryMissing { path }, path),
        (Problem::StoryDamaged { path }, path),
        (Problem::StoryUnreadable { path }, path),
        (Problem::StoryTooNew { path }, path),
        (Problem::NoGraphics, "mesa-vulkan-drivers"),
        (Problem::Other, "pass the details on"),
    ] {
        let mut stage = Stage::new(&english(), Page::Error(samples::error(problem)));
        assert!(stage.says(what) && stage.says("E003"), "{problem:?}");
        assert_eq!(stage.click(Role::Button, "Quit"), [UiAction::Quit]);
    }
}

#[test]
fn an_error_has_one_obvious_way_on_and_enter_takes_it() {
    let path = "/home/hanako/story.ron";
    for (problem, action) in [
        (Problem::StoryMissing { path }, UiAction::TryAgain),
        (Problem::StoryDamaged { path }, UiAction::TryAgain),
        (Problem::StoryUnreadable { path }, UiAction::TryAgain),
        (Problem::StoryTooNew { path }, UiAction::GoHome),
    ] {
        let mut stage = Stage::new(&english(), Page::Error(samples::error(problem)));
        assert_eq!(stage.press(Key::Enter), [action], "{problem:?}");
        assert_eq!(stage.click(Role::Button, "Another story…"), [UiAction::GoHome]);
    }
    // Where nothing else can be opened, the program is left.
    let page = ErrorPage { can_choose: false, ..samples::error(Problem::NoGraphics) };
    let mut stage = Stage::new(&english(), Page::Error(page));
    assert_eq!(stage.press(Key::Enter), [UiAction::Quit]);
}

/// Every page and question in one language.
pub fn all_pages(tongue: &'static Tongue) -> Vec<Page<'static>> {
    let languages = languages();
    let choices = samples::choices(tongue, 8);
    let (low, high) = (tongue.low.to_owned(), tongue.high.to_owned());
    let kinds = [
        QuestionKind::OneOf(choices.clone()),
        QuestionKind::SeveralOf { choices, at_least: 1, at_most: 3 },
        QuestionKind::Scale { from: 1, to: 5, low: low.clone(), high: high.clone(), preset: None },
        QuestionKind::Scale { from: 0, to: 1_000, low, high, preset: None },
        QuestionKind::Words { at_most: 80, hint: tongue.words_hint.to_owned(), preset: String::new() },
        QuestionKind::Contact,
    ];
    let offers = kept(samples::handouts(tongue));
    let mut pages = vec![
        Page::Loading(LoadingPage { title: tongue.title, step: Some(LoadingStep::Reading) }),
        Page::Home(crate::front::home(tongue, None)),
        Page::Start(front::start_page(tongue, LeftOffView::At { scene: tongue.scene, days_ago: 3 }, 2)),
        Page::Consent(samples::consent(tongue, languages)),
        Page::Ending(samples::ending(tongue, languages, offers)),
        Page::Error(samples::error(Problem::Other)),
    ];
    for kind in kinds {
        for place in [Place::LowerThird, Place::Side, Place::Full] {
            let mut view = samples::question(tongue.prompt, place, kind.clone());
            view.can_skip = true;
            view.limit = samples::limit(5_000, 10_000);
            pages.push(asked(tongue, view));
        }
    }
    pages
}

#[test]
fn every_control_has_a_name_in_both_languages() {
    for tongue in [kept(japanese()), kept(english())] {
        for page in all_pages(tongue) {
            let stage = Stage::new(tongue, page);
            for (role, name) in stage.controls() {
                assert!(!name.trim().is_empty(), "a {role:?} without a name");
            }
        }
    }
}

#[test]
fn notices_can_be_closed() {
    let notices = kept([Notice { id: NoticeId(7), kind: NoticeKind::NoSound }]);
    let tongue = kept(japanese());
    let page = Page::Story(samples::story(tongue, languages(), None));
    let mut stage = Stage::noticed(tongue, page, notices, vec2(1280.0, 720.0));
    assert!(stage.says("スピーカーが見つかりません"));
    assert_eq!(stage.click(Role::Button, "閉じる"), [UiAction::DismissNotice(NoticeId(7))]);
}

#[test]
fn where_nothing_leads_on_the_page_says_so_and_the_way_back_comes_first() {
    let tongue = kept(english());
    let page = samples::ending(tongue, languages(), &[]);
    let page = EndingPage { stuck: true, title: "", text: "", ..page };
    let mut stage = Stage::new(tongue, Page::Ending(page.clone()));
    assert!(stage.has(Role::Heading, "The story stops here"));
    assert!(stage.says("a mistake in the story, not yours"));
    assert!(!stage.says("Thank you for watching"));
    assert_eq!(stage.click(Role::Button, "Back to the last question"), [UiAction::Back]);
    // Without a question to go back to, there is still a way.
    let mut stage = Stage::new(tongue, Page::Ending(EndingPage { can_go_back: false, ..page }));
    assert_eq!(stage.click(Role::Button, "Watch again"), [UiAction::Restart]);
}
