//! What stands over everything until it is answered.

use super::stage::{Stage, TWO};
use crate::support;
use editor::files::{OnDisk, Remedy, SaveError};
use editor::ui::{Ask, FoundWork, Request, Tiding};
use editor::{Layout, Spot, What, commands};
use egui::{Key, Modifiers};
use scene_graph::Story;
use std::sync::Arc;
use std::time::Duration;
use story_source::SourceError;

pub(super) fn version(story: Story, layout: Layout) -> OnDisk {
    OnDisk::written(Arc::new(story), Arc::new(layout))
}

fn with_note(stage: &mut Stage, note: &str) {
    let note = note.to_owned();
    stage.workspace().edit(What::Story, |edit| {
        edit.head(|story| story.note = note);
        Ok(())
    });
}

#[test]
fn unsaved_changes_are_not_lost_without_a_word() {
    for (answer, wanted) in [
        ("Save", vec![Request::Save { then: Some(Box::new(Request::Quit)) }]),
        ("Don’t save", vec![Request::Quit]),
        ("Cancel", vec![]),
    ] {
        let mut stage = Stage::new(TWO);
        with_note(&mut stage, "new");
        stage.press_with(Modifiers::COMMAND, Key::Q);
        assert_eq!(stage.requests(), [], "asked first");
        assert!(stage.says("Save the changes to “Two”?"));
        stage.click(answer);
        assert_eq!((stage.requests(), stage.workspace().ask.clone()), (wanted, None), "{answer}");
    }
    let mut stage = Stage::new(TWO);
    stage.press_with(Modifiers::COMMAND, Key::Q);
    assert_eq!(stage.requests(), [Request::Quit], "nothing to lose");
}

#[test]
fn what_changed_since_the_last_save_is_listed() {
    let mut stage = Stage::new(TWO);
    let saved = version(stage.workspace().document.story().clone(), Layout::default());
    stage.workspace().on_disk = Some(saved);
    with_note(&mut stage, "a new note");
    stage.workspace().ask = Some(Ask::Changes);
    stage.run();
    assert!(stage.has("Note to yourself") && stage.has("a new note"));
    stage.click("Close");
    assert_eq!(stage.workspace().ask, None);
}

#[test]
fn another_story_is_compared_with_this_one() {
    let mut stage = Stage::new(TWO);
    let mut other = stage.workspace().document.story().clone();
    other.note = "theirs".to_owned();
    let ask =
        |other: &Story| Ask::Compared { from: "/stories/other".to_owned(), story: Arc::new(other.clone()) };
    stage.workspace().ask = Some(ask(&other));
    stage.run();
    assert!(stage.has("/stories/other") && stage.has("Note to yourself"));
    assert!(stage.has("there:") && stage.has("theirs") && stage.has("here:") && stage.has("(not there)"));
    stage.workspace().ask = Some(ask(&stage.workspace().document.story().clone()));
    stage.run();
    assert!(stage.says("Both stories say the same"));
    stage.click("Close");
    assert_eq!(stage.workspace().ask, None);
}

#[test]
fn changes_are_told_in_the_authors_words() {
    const HUB: &str = r##"Story(format: 1, id: "s", title: {"en": "S", "ja": "題"}, languages: ["en", "ja"], start: "a",
        themes: {"people": (name: {"en": "People"}, colour: "#4c9f70")}, variables: {"calm": Flag(false)},
        endings: {"bye": Ending(title: {"en": "See you"})},
        scenes: {"a": Scene(title: {"en": "Hub"}, media: Video(file: "a.mp4"), question: Question(id: "q", prompt: {"en": "Well?"},
            answers: OneOf([
                Choice(id: "one", text: {"en": "The team"}, then: Visit("b")),
                Choice(id: "two", text: {"en": "The work"}, when: Visited("b"), then: Goto("b"))]))),
            "b": Scene(title: {"en": "Lunch"}, then: Return),
            "c": Scene(title: {"en": "Gone soon"}, question: Question(id: "r", prompt: {"en": "Still here?"}, answers: Words()), then: End("bye"))})"##;
    let mut stage = Stage::new(HUB);
    let saved = version(stage.workspace().document.story().clone(), Layout::default());
    stage.workspace().on_disk = Some(saved);
    for (from, to) in [
        ("\"The team\"", "\"The people\""),
        (
            "then: Visit(\"b\")",
            "themes: [\"people\"], worry: true, set: [Set(\"calm\", Flag(true))], then: End(\"bye\")",
        ),
        ("when: Visited(\"b\")", "when: All([Visited(\"b\"), Flag(\"calm\")])"),
        (
            "then: Goto(\"b\")",
            "then: When(cases: [(when: Flag(\"calm\"), then: Goto(\"b\"))], otherwise: Return)",
        ),
        (
            "Video(file: \"a.mp4\")",
            "Video(file: \"a.mp4\", from: \"00:01.000\", captions: {\"ja\": \"a.vtt\"})",
        ),
        ("answers: OneOf", "limit: Seconds(20), answers: OneOf"),
    ] {
        let text = scene_graph::write(stage.workspace().document.story());
        assert!(HUB.contains(from) && text.contains(from), "{from}");
        let story = scene_graph::load::read(text.replacen(from, to, 1).as_bytes()).unwrap();
        stage.workspace().edit(What::Story, |edit| editor::commands::become_story(edit, &story));
    }
    stage.workspace().edit(What::Delete, |edit| {
        editor::commands::delete(edit, &[editor::Item::Scene(crate::support::scene("c"))], &[])
    });
    stage.workspace().ask = Some(Ask::Changes);
    stage.run();
    for line in [
        "Scene “Hub” › Question › Choice “The people” › Text › English",
        "Scene “Hub” › Question › Choice “The people” › Leads to",
        "Lunch, and back",
        "Ending: See you",
        "Scene “Hub” › Question › Choice “The people” › Themes",
        "People",
        "Scene “Hub” › Question › Choice “The people” › Counts as a worry",
        "yes",
        "calm = yes",
        "Scene “Hub” › Question › Choice “The work” › Shown only when",
        "Scene “Hub” › Question › Time to answer",
        "Seconds: 20",
        "Scene “Hub” › Picture and sound › Begins at",
        "00:01.000",
        "Scene “Hub” › Picture and sound › Captions",
        "Scene “Gone soon”",
        "Gone soon · Still here?",
        "(not there)",
    ] {
        assert!(stage.has(line), "{line}");
    }
    assert!(stage.says("Otherwise: Back to where they came from"));
    for sign in ["Goto(", "Visit(", "Scene(", "Choice(", "{\"", "When("] {
        assert!(!stage.says(sign), "{sign}");
    }
}

/// Mine: another note. Theirs: a title, and (`same`) another note as well.
fn changed_underneath(same: bool) -> Stage {
    let mut stage = Stage::new(TWO);
    let base = stage.workspace().document.story().clone();
    let mut theirs = base.clone();
    theirs.title.0.insert(scene_graph::Language::new("en"), "Theirs".to_owned());
    if same {
        theirs.note = "their note".to_owned();
    }
    with_note(&mut stage, "my note");
    let workspace = stage.workspace();
    let none = Layout::default;
    (workspace.on_disk, workspace.theirs) = (Some(version(base, none())), Some(version(theirs, none())));
    workspace.ask = Some(Ask::ChangedOnDisk);
    stage.run();
    stage
}

#[test]
fn what_two_people_changed_comes_together() {
    for (same, clicks, title, note) in [
        (false, vec!["Bring both together"], "Theirs", "my note"),
        (true, vec!["Bring both together"], "Theirs", "my note"),
        (true, vec!["theirs", "Bring both together"], "Theirs", "their note"),
        (true, vec!["Take theirs"], "Theirs", "their note"),
        (true, vec!["Keep mine"], "Two", "my note"),
    ] {
        let mut stage = changed_underneath(same);
        clicks.iter().for_each(|name| stage.click(name));
        let workspace = stage.workspace();
        let story = workspace.document.story();
        let found = story.title.in_language(&scene_graph::Language::new("en"), &[]).to_owned();
        assert_eq!((found.as_str(), story.note.as_str()), (title, note), "{clicks:?}");
        assert_eq!((&workspace.ask, &workspace.theirs), (&None, &None));
        assert_eq!(stage.requests(), [Request::AcceptDisk]);
        // One step, which can be undone.
        if title != "Two" {
            stage.workspace().undo();
            assert_eq!(stage.workspace().document.story().note, "my note");
        }
    }
}

#[test]
fn deciding_later_changes_nothing() {
    let mut stage = changed_underneath(true);
    let before = support::files(&stage.workspace().document);
    stage.click("Decide later");
    assert!(stage.workspace().theirs.is_some());
    assert_eq!((support::files(&stage.workspace().document), stage.requests()), (before, vec![]));
}

#[test]
fn recovered_work_is_offered() {
    for (answer, take) in [("Go on with it", true), ("Delete it", false)] {
        let mut stage = Stage::new(TWO);
        stage.workspace().ask = Some(Ask::Recovered);
        stage.run();
        stage.press(Key::Escape);
        assert_eq!(stage.workspace().ask, Some(Ask::Recovered), "it goes only by a clear word");
        stage.click(answer);
        assert_eq!(stage.requests(), [Request::Recover(take)]);
    }
}

#[test]
fn a_blank_story_that_nobody_touched_is_left_without_a_question() {
    let blank = editor::Document::unsaved(scene_graph::Story::blank(), editor::Layout::default());
    let mut stage = Stage::of(blank, "en", egui::vec2(1280.0, 800.0));
    stage.press_with(Modifiers::COMMAND, Key::Q);
    assert_eq!((stage.requests(), stage.workspace().ask.clone()), (vec![Request::Quit], None));
    with_note(&mut stage, "touched");
    stage.press_with(Modifiers::COMMAND, Key::Q);
    assert!(matches!(stage.workspace().ask, Some(Ask::Unsaved(_))));
}

/// Cards are where these say; theirs is on disk.
fn moved_underneath(base: i32, mine: i32, theirs: i32) -> Stage {
    let mut stage = Stage::new(TWO);
    let lunch = editor::Item::Scene(support::scene("lunch"));
    let laid = |x| {
        let mut layout = Layout::default();
        layout.scenes.insert(support::scene("lunch"), Spot(x, 0));
        layout
    };
    let story = stage.workspace().document.story().clone();
    let (base, theirs) = (version(story.clone(), laid(base)), version(story, laid(theirs)));
    let workspace = stage.workspace();
    workspace.edit(What::Move, |edit| {
        commands::lay_as(edit, &base.layout);
        edit.place(&lunch, Some(Spot(mine, 0)));
        Ok(())
    });
    (workspace.on_disk, workspace.theirs) = (Some(base), Some(theirs));
    workspace.ask = Some(Ask::ChangedOnDisk);
    stage.run();
    stage
}

#[test]
fn cards_that_both_moved_are_one_choice() {
    for (clicks, wanted) in [
        (vec!["Bring both together"], 1),
        (vec!["theirs", "Bring both together"], 2),
        (vec!["Take theirs"], 2),
        (vec!["Keep mine"], 1),
    ] {
        let mut stage = moved_underneath(0, 1, 2);
        assert!(stage.says("both of you moved: 1"));
        clicks.iter().for_each(|name| stage.click(name));
        let workspace = stage.workspace();
        let spot = workspace.document.layout().scenes[&support::scene("lunch")];
        assert_eq!(spot, Spot(wanted, 0), "{clicks:?}");
        let on_disk = workspace.on_disk.clone().unwrap();
        assert_eq!(
            on_disk.layout.scenes[&support::scene("lunch")],
            Spot(2, 0),
            "the next save may replace that"
        );
    }
    let stage = moved_underneath(0, 0, 2);
    assert!(!stage.says("both of you moved") && stage.says("do not touch the same places"));
}

#[test]
fn recovered_work_says_when_it_was_kept_and_whether_it_is_older() {
    for (age, is_older, when) in [
        (5, false, "less than a minute ago"),
        (90, true, "1 min ago"),
        (7_300, false, "2 hours ago"),
        (864_000, true, "10 days ago"),
    ] {
        let mut stage = Stage::new(TWO);
        stage.workspace().recovered = Some(FoundWork { age: Duration::from_secs(age), is_older });
        stage.workspace().ask = Some(Ask::Recovered);
        stage.run();
        assert!(stage.has(&format!("Last kept: {when}.")), "{age}");
        assert_eq!(stage.says("The saved story has changed since then"), is_older);
    }
}

#[test]
fn a_story_that_another_window_edits_can_only_be_looked_at() {
    let mut stage = Stage::new(TWO);
    let before = support::files(&stage.workspace().document);
    stage.workspace().document.set_read_only(true);
    stage.workspace().ask = Some(Ask::OpenElsewhere);
    stage.run();
    assert!(stage.has("This story is open in another window"));
    stage.click("Only look");
    stage.press_with(Modifiers::COMMAND, Key::E);
    assert_eq!(support::files(&stage.workspace().document), before);
    assert!(stage.says("Here you can only look at it"), "and it is told why");
    stage.click("Edit here");
    assert_eq!(stage.requests(), [Request::TakeOver]);
}

#[test]
fn what_became_of_files_is_told_in_both_languages() {
    let disk = |remedy| SaveError::Disk { file: "F".to_owned(), reason: "R".to_owned(), remedy };
    let missing = || SourceError::Missing { path: "F".to_owned() };
    for (tiding, english, japanese) in [
        (Tiding::NotSaved(disk(Remedy::MakeRoom)), "F cannot be written (R). Make room", "空きを増やす"),
        (
            Tiding::NoLayout(disk(Remedy::ReplaceLink)),
            "not where its cards lie",
            "カードの配置は保存できません",
        ),
        (Tiding::NotOpened(missing().into()), "F is not there", "F が見つかりません"),
        (Tiding::Unkept("R".to_owned()), "cannot be written (R)", "控えを書き込めません（R）"),
        (Tiding::Followed, "Somebody else saved", "最新の内容"),
    ] {
        let words = |language: &str, wanted: &str, tiding: Tiding| {
            let mut stage = Stage::of(support::document(TWO), language, egui::vec2(1280.0, 800.0));
            stage.workspace().tell(tiding);
            stage.run();
            assert!(stage.says(wanted), "{language}: {wanted}: {:?}", stage.workspace().notes);
        };
        let again = match &tiding {
            Tiding::NotSaved(error) => Tiding::NotSaved(error.clone()),
            Tiding::NoLayout(error) => Tiding::NoLayout(error.clone()),
            Tiding::NotOpened(_) => Tiding::NotOpened(missing().into()),
            Tiding::Unkept(reason) => Tiding::Unkept(reason.clone()),
            _ => Tiding::Followed,
        };
        words("en", english, tiding);
        words("ja", japanese, again);
    }
}
