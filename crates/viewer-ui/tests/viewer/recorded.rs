//! What was recorded: the list in words, the switches, deletion, a copy.

use crate::samples::{Tongue, english, japanese};
use crate::stage::{Stage, kept};
use choice_log::Consent;
use egui::accesskit::Role;
use egui::{Key, vec2};
use scene_graph::Language;
use viewer_ui::gallery::recorded as samples;
use viewer_ui::{
    BackTo, Outcome, Page, RecordedList, RecordedPage, RecordingSwitches, SaidWhat, UiAction, recorded_text,
};

const BOTH: Consent = Consent { statistics: true, follow_up: true };
const STATISTICS: Consent = Consent { statistics: true, follow_up: false };

fn page() -> RecordedPage<'static> {
    samples::page(kept(english()), kept(samples::sessions(kept(english()))))
}

fn stage(page: RecordedPage<'static>) -> Stage {
    Stage::new(kept(english()), Page::Recorded(page))
}

fn switches(page: &RecordedPage<'static>) -> RecordingSwitches<'static> {
    page.switches.unwrap()
}

#[test]
fn answers_are_sentences_in_both_languages() {
    let sentences = |language: &str, tongue: &Tongue| {
        let text = recorded_text(&samples::sessions(tongue), &Language::new(language));
        let lines =
            text.sessions.into_iter().flat_map(|session| session.groups).flat_map(|group| group.lines);
        lines.map(|line| line.sentence).collect::<Vec<_>>()
    };
    let (en, ja) = (english(), japanese());
    let lines = sentences("en", &en);
    for wanted in [
        format!("You said “{}” to “{}”", en.choices[0], en.prompt),
        format!("You said “4 of 5” to “{}”", en.feel),
        format!("You wrote “Is there a dormitory?” to “{}”", en.words),
        format!("You would rather not say, to “{}”", en.prompt),
        "You asked to be contacted: “After six, please.”".to_owned(),
        "Paused or went on (×3)".to_owned(),
        "Changed the language to 日本語".to_owned(),
    ] {
        assert!(lines.contains(&wanted), "{wanted} is not in {lines:#?}");
    }
    let lines = sentences("ja", &ja);
    let wanted = format!("「{}」に「{}」と答えました", ja.prompt, ja.choices[0]);
    assert!(lines.contains(&wanted), "{wanted} is not in {lines:#?}");
}

#[test]
fn the_page_shows_every_line_with_its_time() {
    let stage = stage(page());
    let en = english();
    assert!(stage.says(&format!("22:05 You said “{}” to “{}”", en.choices[0], en.prompt)));
    assert!(stage.says("Is there a dormitory?") && stage.says("With the name Hanako"));
    assert!(stage.says("2026-11-22 22:05–22:11") && stage.says(en.scene));
    assert!(stage.says("Recorded now: Anonymous statistics"));
}

#[test]
fn every_way_of_answering_has_words() {
    let mut sessions = samples::sessions(&english());
    let kinds = [
        SaidWhat::Number { number: 3, highest: None },
        SaidWhat::WordsNotKept,
        SaidWhat::TimeRanOut,
        SaidWhat::Contact(None),
    ];
    for kind in kinds {
        sessions[0].said[0].answer = kind;
        for language in ["en", "ja"] {
            let text = recorded_text(&sessions, &Language::new(language));
            let line = &text.sessions[0].groups[0].lines[0];
            assert!(!line.main.trim().is_empty() && line.sentence.contains(&line.main), "{line:?}");
        }
    }
}

#[test]
fn nothing_recorded_is_said_plainly_and_there_is_nothing_to_delete() {
    let mut page = page();
    page.list = RecordedList::Found(&[]);
    page.switches = Some(RecordingSwitches { recording: Consent::NONE, viewer: None, ..switches(&page) });
    let stage = stage(page);
    assert!(stage.says("Nothing is stored.") && stage.says("Nothing is being recorded."));
    assert!(!stage.has(Role::Button, "Delete everything…") && !stage.has(Role::Button, "Save a copy"));
}

#[test]
fn a_log_that_cannot_be_read_says_so() {
    let list = RecordedList::Unreadable("another program keeps this log locked: /home/h/choices.db");
    let stage = stage(RecordedPage { list, ..page() });
    assert!(stage.says("cannot be read at the moment") && stage.says("/home/h/choices.db"));
}

#[test]
fn the_switches_work_at_once() {
    let mut page = page();
    let name = |page: &RecordedPage<'_>, follow_up| {
        let switches = page.switches.unwrap();
        match follow_up {
            true => format!("Follow-up with my name. {}", switches.follow_up.unwrap()),
            false => format!("Anonymous statistics. {}", switches.statistics.unwrap()),
        }
    };
    let mut shown = stage(page.clone());
    let off = UiAction::ChangeConsent { consent: Consent::NONE, viewer: None };
    assert_eq!(shown.click(Role::Switch, &name(&page, false)), [off]);
    // With a name that was given before, follow-up needs nothing more.
    page.switches = Some(RecordingSwitches { viewer: Some("Hanako"), ..switches(&page) });
    let on = UiAction::ChangeConsent { consent: BOTH, viewer: Some("Hanako".to_owned()) };
    assert_eq!(stage(page.clone()).click(Role::Switch, &name(&page, true)), [on]);
    // Leaving only statistics, the name is not sent along.
    page.switches = Some(RecordingSwitches { recording: BOTH, ..switches(&page) });
    let off = UiAction::ChangeConsent { consent: STATISTICS, viewer: None };
    assert_eq!(stage(page.clone()).click(Role::Switch, &name(&page, true)), [off]);
}

#[test]
fn follow_up_wants_a_name_first() {
    let page = page();
    let name = format!("Follow-up with my name. {}", switches(&page).follow_up.unwrap());
    let mut stage = stage(page);
    assert_eq!(stage.click(Role::Switch, &name), []);
    assert_eq!(stage.click(Role::Button, "Agree"), [], "without a name nothing happens");
    stage.click(Role::TextInput, "Your name or the number you were given");
    stage.type_text(" Hanako ");
    let on = UiAction::ChangeConsent { consent: BOTH, viewer: Some("Hanako".to_owned()) };
    assert_eq!(stage.click(Role::Button, "Agree"), [on]);
}

#[test]
fn before_the_story_there_are_no_switches() {
    let stage = stage(RecordedPage { switches: None, back_to: BackTo::Start, ..page() });
    assert!(stage.controls().iter().all(|(role, _)| *role != Role::Switch));
}

#[test]
fn deleting_asks_once_and_says_what_remains() {
    let mut stage = stage(page());
    assert_eq!(stage.click(Role::Button, "Delete everything…"), []);
    assert!(stage.says("the numbers and checksums of the deleted records"));
    // Enter on what has the focus harms nothing.
    assert_eq!(stage.press(Key::Enter), []);
    assert!(!stage.has(Role::Button, "Keep everything"));
    stage.click(Role::Button, "Delete everything…");
    let erased = stage.click(Role::Button, "Delete, and stop recording");
    assert_eq!(erased, [UiAction::EraseRecorded { go_on: false }]);
    stage.click(Role::Button, "Delete everything…");
    let erased = stage.click(Role::Button, "Delete, go on recording");
    assert_eq!(erased, [UiAction::EraseRecorded { go_on: true }]);
}

#[test]
fn what_became_of_it_is_said() {
    let files = kept(["records.html".to_owned(), "records.csv".to_owned()]);
    for (outcome, words) in [
        (Outcome::Erased { records: 14, bytes_may_stay: false }, "Deleted. Records: 14"),
        (Outcome::Erased { records: 14, bytes_may_stay: true }, "Close it and delete again"),
        (Outcome::NotErased("the disk is full"), "the disk is full"),
        (Outcome::Saved { folder: "/home/h/Downloads/e", files, records: 14 }, "records.html · records.csv"),
        (Outcome::NotSaved("no room"), "No copy could be saved."),
    ] {
        let stage = stage(RecordedPage { outcome: Some(outcome), ..page() });
        assert!(stage.says(words), "{words}");
    }
    let busy = stage(RecordedPage { busy: true, ..page() });
    assert!(busy.says("One moment…") && !busy.has(Role::Button, "Save a copy"));
}

#[test]
fn a_copy_is_saved_and_the_page_closes() {
    assert_eq!(stage(page()).click(Role::Button, "Save a copy"), [UiAction::SaveRecorded]);
    assert_eq!(stage(page()).click(Role::Button, "Back to the story"), [UiAction::CloseRecorded]);
    assert_eq!(stage(page()).press(Key::Escape), [UiAction::CloseRecorded]);
    assert_eq!(stage(page()).press(Key::Enter), [UiAction::CloseRecorded], "the way back has the focus");
}

#[test]
fn whoever_saved_a_copy_by_keyboard_finds_the_focus_where_it_was() {
    let mut stage = stage(page());
    stage.press(Key::Tab);
    assert_eq!(stage.focused(), "Save a copy");
    assert_eq!(stage.press(Key::Enter), [UiAction::SaveRecorded]);
    stage.change(Page::Recorded(RecordedPage { busy: true, ..page() }));
    assert!(!stage.has(Role::Button, "Save a copy"));
    let outcome = Some(Outcome::Saved { folder: "/home/h/e", files: &[], records: 14 });
    stage.change(Page::Recorded(RecordedPage { outcome, ..page() }));
    assert_eq!(stage.focused(), "Save a copy");
}

#[test]
fn it_can_be_used_in_every_size() {
    for size in [vec2(640.0, 360.0), vec2(1080.0, 1920.0), vec2(3840.0, 2160.0), vec2(1.0, 1.0)] {
        for tongue in [kept(english()), kept(japanese())] {
            let sessions = kept(samples::sessions(tongue));
            let stage = Stage::sized(tongue, Page::Recorded(samples::page(tongue, sessions)), size);
            for (role, name) in stage.controls() {
                assert!(!name.trim().is_empty(), "a {role:?} without a name");
            }
        }
    }
}
