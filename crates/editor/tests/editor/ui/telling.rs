//! The story's own pages, by what an author and their assistive technology meet.

use super::inspecting::{click, focus, pick, press, story, write};
use super::stage::{Stage, TWO};
use crate::support;
use editor::ui::{Field, Request, Side};
use egui::accesskit::Role;
use egui::{Key, vec2};
use scene_graph::{Condition, HandoutTarget, Language, Media, Severity, Step, VariableValue};

fn at(text: &str, language: &str) -> Stage {
    let mut stage = Stage::of(support::document(text), language, vec2(1400.0, 4000.0));
    stage.workspace().panes.side = Some(Side::Story);
    stage.workspace().panes.inspector = false;
    stage.run();
    stage
}

fn open(stage: &mut Stage, part: &str) {
    click(stage, Role::DisclosureTriangle, part);
}

fn undo_all(stage: &mut Stage) -> usize {
    let mut steps = 0;
    while stage.workspace().document.next_undo().is_some() {
        stage.workspace().undo();
        steps += 1;
    }
    steps
}

#[test]
fn every_control_of_every_part_has_a_name() {
    let parts = [
        ("en", ["Themes", "Variables", "Consent", "Contact", "Care signals", "Endings", "Handouts", "Brand"]),
        (
            "ja",
            ["テーマ", "変数", "同意の文", "担当者", "気づきのサイン", "エンディング", "資料", "ブランド"],
        ),
    ];
    for (language, parts) in parts {
        let mut stage = at(TWO, language);
        for part in parts {
            open(&mut stage, part);
            assert_eq!(stage.nameless(), Vec::<String>::new(), "{part}");
        }
        assert!(stage.workspace().document.is_saved(), "looking changes nothing");
    }
}

#[test]
fn title_and_step_are_set() {
    let mut stage = at(TWO, "en");
    write(&mut stage, "Story’s title (English)", " of us");
    pick(&mut stage, "Follow-up step", "the last two weeks");
    let found = story(&mut stage);
    assert_eq!(found.title.in_language(&Language::new("en"), &[]), "Two of us");
    assert_eq!(found.step, Some(Step::LastWeeks));
    assert_eq!(undo_all(&mut stage), 2);
}

#[test]
fn a_language_is_added_and_removed_with_its_texts() {
    let mut stage = at(TWO, "en");
    click(&mut stage, Role::ComboBox, "Add a language…");
    stage.type_text("fr");
    stage.press(Key::Enter);
    click(&mut stage, Role::ComboBox, "Add a language…");
    stage.type_text("no language!");
    stage.press(Key::Enter);
    let tags = |stage: &mut Stage| -> Vec<String> {
        story(stage).languages.iter().map(ToString::to_string).collect()
    };
    assert_eq!(tags(&mut stage), ["en", "ja", "fr"]);
    write(&mut stage, "Story’s title (fr)", "Deux");
    press(&mut stage, "日本語: Remove the language");
    assert!(stage.says("7 texts would go"), "titles, an ending's, a question's and its choices'");
    press(&mut stage, "Remove language and texts");
    let written = scene_graph::write(&story(&mut stage));
    assert!(!written.contains("\"ja\"") && written.contains("Deux"), "{written}");
    assert_eq!(undo_all(&mut stage), 3);
    assert_eq!(story(&mut stage), support::story(TWO));
}

#[test]
fn themes_begin_with_the_five_worries() {
    let mut stage = at(TWO, "ja");
    open(&mut stage, "テーマ");
    press(&mut stage, "五つの不安から始める");
    assert_eq!(story(&mut stage).themes.len(), 5);
    press(&mut stage, "Career: テーマを消す");
    press(&mut stage, "テーマを加える");
    stage.type_text("Team");
    let found = story(&mut stage);
    let (id, theme) = found.themes.last().unwrap();
    assert_eq!((id.as_str(), theme.name.in_language(&Language::new("en"), &[])), ("theme-1", "Team"));
    assert!(!found.themes.contains_key("career"));
    assert_eq!(undo_all(&mut stage), 4);
}

#[test]
fn colours_that_are_none_are_told_and_not_stored() {
    let text = TWO.replace(
        "endings:",
        r##"themes: {"team": Theme(name: {"en": "Team", "ja": "チーム"}, colour: "#3b6fb6")}, endings:"##,
    );
    let mut stage = at(&text, "en");
    open(&mut stage, "Themes");
    assert!(stage.says("uses: 0"));
    write(&mut stage, "Team: Colour", "f");
    assert!(stage.says("is no colour"));
    assert_eq!(story(&mut stage).themes["team"].colour, "#3b6fb6");
}

#[test]
fn variables_are_made_and_begin_with_something() {
    let mut stage = at(TWO, "en");
    open(&mut stage, "Variables");
    press(&mut stage, "Add a number");
    press(&mut stage, "Add a yes/no");
    focus(&mut stage, Role::SpinButton, "number-1: Begins with");
    stage.press(Key::ArrowUp);
    stage.press(Key::ArrowUp);
    click(&mut stage, Role::CheckBox, "flag-1: Begins with yes");
    let values: Vec<_> = story(&mut stage).variables.values().copied().collect();
    assert_eq!(values, [VariableValue::Number(2), VariableValue::Flag(true)]);
    assert_eq!(undo_all(&mut stage), 4, "two presses of a key in one stay are one step");
}

#[test]
fn consent_begins_with_good_texts_in_every_language() {
    let mut stage = at(TWO, "en");
    open(&mut stage, "Consent");
    press(&mut stage, "Begin with good texts");
    open(&mut stage, "Contact");
    press(&mut stage, "Name a contact");
    let found = story(&mut stage);
    let consent = found.consent.clone().unwrap();
    assert_eq!(consent.keep_days, 180);
    let problems = scene_graph::check(&found, None);
    let of_texts = problems.iter().filter(|problem| {
        let field = problem.place.field.as_deref().unwrap_or_default();
        field.starts_with("consent")
            || (field.starts_with("contact.") && problem.severity() == Severity::Error)
    });
    assert_eq!(of_texts.count(), 0, "{problems:?}");
    click(&mut stage, Role::CheckBox, "Offer anonymous statistics");
    click(&mut stage, Role::CheckBox, "Offer follow-up by name");
    assert!(stage.says("nothing can be recorded"));
    write(&mut stage, "Mail address", "nobody");
    assert!(stage.says("does not look like a mail address"));
    assert_eq!(undo_all(&mut stage), 5);
}

#[test]
fn a_care_signal_is_told_as_a_sentence() {
    let mut stage = at(TWO, "en");
    open(&mut stage, "Care signals");
    press(&mut stage, "Add a care signal");
    assert!(stage.says("Shown when a viewer’s answers say: they have ever chosen “On”"));
    pick(&mut stage, "care-1: Kind of condition", "scene seen");
    assert!(stage.says("hidden score"), "only what was stated");
    assert!(matches!(story(&mut stage).care[0].when, Condition::Visited(_)));
    assert_eq!(undo_all(&mut stage), 2);
}

#[test]
fn endings_and_handouts_are_made_and_deleted() {
    let mut stage = at(TWO, "en");
    open(&mut stage, "Endings");
    press(&mut stage, "Add an ending");
    stage.type_text("Later");
    press(&mut stage, "Done: Remove the ending");
    let found = story(&mut stage);
    assert_eq!(found.endings.keys().map(scene_graph::EndingId::as_str).collect::<Vec<_>>(), ["ending-1"]);
    assert_eq!(found.scenes["lunch"].then, None, "wires to it are cut");
    open(&mut stage, "Handouts");
    press(&mut stage, "Add a handout");
    click(&mut stage, Role::CheckBox, "handout-1: A file for each language");
    press(&mut stage, "handout-1: File (日本語) – Choose…");
    let name = "handouts.handout-1.to.ja".to_owned();
    assert_eq!(stage.requests(), [Request::ChooseFile(Field { scene: None, choice: None, name })]);
    write(&mut stage, "handout-1: File (日本語)", "map.pdf");
    let HandoutTarget::ByLanguage(each) = &story(&mut stage).handouts[0].to else { panic!() };
    assert_eq!(each.get("ja"), Some(&HandoutTarget::File("map.pdf".to_owned())));
}

#[test]
fn the_brands_contrast_is_told() {
    let mut stage = at(TWO, "en");
    open(&mut stage, "Brand");
    write(&mut stage, "Main colour", "#336699");
    assert!(stage.says("white letters 6."), "6.1:1");
    write(&mut stage, "Background", "#336690");
    assert!(stage.says("too alike"));
    open(&mut stage, "Waiting clip and music");
    click(&mut stage, Role::CheckBox, "Show a clip while questions wait");
    assert!(matches!(story(&mut stage).waiting, Some(Media::Video(_))));
    press(&mut stage, "Waiting clip and music: Clip – Choose…");
    assert!(matches!(&*stage.requests(), [Request::ChooseFile(field)] if field.name == "waiting.file"));
}

#[test]
fn a_field_of_the_story_is_gone_to() {
    for (name, focused) in [
        ("title", "Story’s title (English)"),
        ("endings.done.text", "Done: Text (English)"),
        ("languages", "English: Remove the language"),
    ] {
        let mut stage = Stage::of(support::document(TWO), "en", vec2(1000.0, 500.0));
        stage.workspace().show_field(Field { scene: None, choice: None, name: name.to_owned() });
        for _ in 0..6 {
            stage.run();
        }
        let found = stage.harness.ctx.memory(egui::Memory::focused);
        assert!(found.is_some() && stage.has(focused), "{name}");
        assert_eq!(stage.workspace().go_to, None);
    }
}
