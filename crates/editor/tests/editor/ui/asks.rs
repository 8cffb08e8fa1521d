//! What stands over everything until it is answered.

use super::stage::{Stage, TWO};
use crate::support;
use editor::What;
use editor::ui::{Ask, Request};
use egui::{Key, Modifiers};
use std::sync::Arc;

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
    let saved = Arc::new(stage.workspace().document.story().clone());
    stage.workspace().on_disk = Some(saved);
    with_note(&mut stage, "a new note");
    stage.workspace().ask = Some(Ask::Changes);
    stage.run();
    assert!(stage.has("note") && stage.says("a new note"));
    stage.click("Close");
    assert_eq!(stage.workspace().ask, None);
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
    (workspace.on_disk, workspace.theirs) = (Some(Arc::new(base)), Some(Arc::new(theirs)));
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
