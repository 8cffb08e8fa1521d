//! The start page: what a new story begins with.

use super::stage::{Stage, TWO};
use desktop::recent::RecentStory;
use editor::Document;
use editor::templates::{self, Template};
use editor::ui::{Ask, Request};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use scene_graph::Language;

/// A template as the page has it.
pub(super) fn shown(template: &Template, language: &Language) -> editor::ui::Template {
    editor::ui::Template {
        id: template.id.to_owned(),
        name: template.name(language).to_owned(),
        about: template.about(language).to_owned(),
        picture: template.start,
    }
}

#[test]
fn stories_of_late_are_opened_from_the_start_page_and_the_menu() {
    let recent = |name: &str| RecentStory {
        path: format!("/stories/{name}/story.ron").into(),
        title: name.to_owned(),
        at: 1,
    };
    let wanted = || [Request::Open(Some("/stories/Spring/story.ron".into()))];
    let mut stage = Stage::new(TWO);
    stage.workspace().recent = vec![recent("Autumn"), recent("Spring")];
    stage.workspace().ask = Some(Ask::NewStory);
    stage.run();
    assert!(stage.has("Opened lately"));
    stage.harness.get_by_label_contains("Spring").click();
    stage.run();
    assert_eq!((stage.requests().as_slice(), stage.workspace().ask.clone()), (wanted().as_slice(), None));
    stage.click("File");
    stage.click("Open recent");
    stage.harness.get_by_label_contains("Spring").click();
    stage.run();
    assert_eq!(stage.requests(), wanted());
}

#[test]
fn before_there_is_a_story_nothing_is_unsaved_or_wrong() {
    let blank = Document::unsaved(scene_graph::Story::blank(), Default::default());
    let mut stage = Stage::of(blank, "en", egui::vec2(1280.0, 800.0));
    let said = |stage: &Stage| ["No story yet", "Not saved yet"].map(|words| stage.has(words));
    assert_eq!(said(&stage), [true, false]);
    assert!(!stage.says("Checking") && !stage.says("problem"));
    stage.press_with(Modifiers::COMMAND, Key::E);
    assert_eq!(said(&stage), [false, true]);
}

#[test]
fn all_templates_are_in_sight_in_a_small_window() {
    let languages = [("en", "Begin with an empty one"), ("ja", "空のストーリーから始める")];
    for (language, last) in languages {
        let blank = Document::unsaved(scene_graph::Story::blank(), Default::default());
        let mut stage = Stage::of(blank, language, egui::vec2(1280.0, 720.0));
        let told = Language::new(language);
        let recent = |nth: u64| RecentStory {
            path: format!("/stories/{nth}/story.ron").into(),
            title: format!("Story {nth}"),
            at: nth,
        };
        stage.workspace().templates = templates::all().iter().map(|one| shown(one, &told)).collect();
        stage.workspace().recent = (0..8).map(recent).collect();
        stage.workspace().ask = Some(Ask::NewStory);
        stage.harness.run();
        let below = stage.harness.get_by_label(last).rect();
        assert!(below.bottom() < 720.0, "{language}: {below:?}");
        for one in templates::all() {
            let card = stage.harness.get_by_label(one.name(&told)).rect();
            assert!(card.top() > 0.0 && card.bottom() < below.top(), "{language}: {} {card:?}", one.id);
        }
        stage.click(templates::all().last().unwrap().name(&told));
        assert_eq!(stage.requests(), [Request::New { template: "five-worries".to_owned() }]);
    }
}

#[test]
fn the_page_of_templates_stands_still_before_it_is_pointed_at() {
    let mut stage = Stage::new(TWO);
    let template = |nth: usize| editor::ui::Template {
        id: format!("t{nth}"),
        name: format!("Template {nth}"),
        about: "What it is for, in a sentence.".to_owned(),
        picture: &[],
    };
    stage.workspace().templates = (0..12).map(template).collect();
    stage.workspace().ask = Some(Ask::NewStory);
    // As many passes as are asked for, and no more.
    stage.harness.run();
    let place = |stage: &Stage| stage.harness.get_by_label("Template 0").rect();
    let before = place(&stage);
    stage.run();
    assert_eq!(place(&stage), before);
}

#[test]
fn a_blank_story_has_no_title_and_no_mark() {
    let blank = Document::unsaved(scene_graph::Story::blank(), Default::default());
    let mut stage = Stage::of(blank, "en", egui::vec2(1280.0, 800.0));
    assert_eq!(stage.workspace().window_title(), "Edamichi");
    stage.press_with(Modifiers::COMMAND, Key::E);
    assert!(stage.workspace().window_title().starts_with("• "));
}
