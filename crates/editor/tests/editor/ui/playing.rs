//! The preview's pane: the real playback engine, with clips that need no file.

use super::stage::{Stage, TWO};
use crate::support::scene;
use editor::preview::{Preview, PreviewOptions};
use editor::ui::Request;
use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use media::fake::{FakeClip, FakeOpener};
use scene_graph::{ChoiceId, Language, QuestionId, SceneId};
use session::Past;
use std::sync::Arc;
use std::time::{Duration, Instant};
use story_source::StoryFolder;

/// Does what the window does with the request to play.
fn play(stage: &mut Stage, folder: &std::path::Path) {
    let requests = stage.requests();
    let [Request::Preview { from }] = &*requests else { panic!("{requests:?}") };
    let workspace = stage.workspace();
    let options = PreviewOptions {
        story: Arc::new(workspace.document.story().clone()),
        source: Arc::new(StoryFolder::open(folder).unwrap()),
        opener: Arc::new(FakeOpener::new(FakeClip::default())),
        wake: Arc::new(|| ()),
        language: Language::new("en"),
        from: from.clone(),
        past: workspace.preview.past.clone(),
    };
    workspace.preview.playing = Some(Preview::start(options).unwrap());
}

/// Draws until something holds; the engine runs on threads of its own.
fn until(stage: &mut Stage, holds: impl Fn(&mut Stage) -> bool) {
    let begun = Instant::now();
    while !holds(stage) {
        assert!(begun.elapsed() < Duration::from_secs(60), "it does not come");
        std::thread::sleep(Duration::from_millis(10));
        stage.run();
    }
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("story.ron"), TWO).unwrap();
    folder
}

fn trail(stage: &mut Stage) -> Vec<SceneId> {
    stage.workspace().preview.trail.clone()
}

#[test]
fn a_story_is_played_through_in_its_pane() {
    let folder = folder();
    let mut stage = Stage::new(TWO);
    stage.press(Key::F5);
    assert!(stage.has("Preview"));
    play(&mut stage, folder.path());
    until(&mut stage, |stage| stage.has("What now?"));
    until(&mut stage, |stage| trail(stage) == [scene("welcome")]);
    stage.click("On");
    until(&mut stage, |stage| trail(stage) == [scene("welcome"), scene("lunch")]);
    assert!(!stage.has("What now?"));
    // In the story's words, not by its ids.
    until(&mut stage, |stage| stage.says("Seen: Lunch") && stage.has("What now?: On"));
    stage.click("Stop");
    assert!(stage.workspace().preview.playing.is_none() && trail(&mut stage).is_empty());
}

#[test]
fn choices_that_are_not_shown_say_what_they_wait_for() {
    const TEXT: &str = r#"Story(format: 1, id: "s", title: {"en": "S"}, languages: ["en"], start: "hub",
        endings: {"bye": Ending(title: {"en": "Bye"})}, scenes: {
        "hub": Scene(title: {"en": "Hub"}, question: Question(id: "q", prompt: {"en": "What now?"}, answers: OneOf([
            Choice(id: "go", text: {"en": "Go"}, then: Visit("lunch")),
            Choice(id: "end", text: {"en": "Enough"}, when: Visited("lunch"), then: End("bye"))]))),
        "lunch": Scene(title: {"en": "Lunch"}, then: Return)})"#;
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("story.ron"), TEXT).unwrap();
    let mut stage = Stage::new(TEXT);
    stage.press(Key::F5);
    play(&mut stage, folder.path());
    until(&mut stage, |stage| stage.says("Not shown yet: “Enough”, only when they have seen “Lunch”"));
    assert!(!stage.has("Enough"), "it is no button");
    stage.click("Go");
    until(&mut stage, |stage| stage.has("Enough"));
    assert!(!stage.says("Not shown yet"));
}

#[test]
fn a_past_can_be_made_up_before_it_begins() {
    let folder = folder();
    let mut stage = Stage::new(TWO);
    stage.workspace().panes.preview = true;
    stage.workspace().panes.side = None;
    stage.run();
    stage.click("Scenes that were seen");
    stage.click("Lunch");
    let seen = stage.workspace().preview.past.visits.keys().cloned().collect::<Vec<_>>();
    assert_eq!(seen, [scene("lunch")]);
    stage.click("Preview from the start");
    play(&mut stage, folder.path());
    until(&mut stage, |stage| stage.says("Seen: Lunch") && stage.has("What now?"));
    stage.workspace().preview.past = Past::default();
}

#[test]
fn of_a_long_past_only_what_is_seen_is_drawn() {
    let scene = |nth| {
        format!(
            r#""s{nth}": Scene(title: {{"en": "Scene {nth}"}}, question: Question(id: "q{nth}",
                prompt: {{"en": "Question {nth}"}}, answers: OneOf([Choice(id: "c", text: {{"en": "Choice {nth}"}})])))"#
        )
    };
    let scenes: Vec<String> = (0..300).map(scene).collect();
    let mut stage = Stage::new(&format!(
        r#"Story(format: 1, id: "many", title: {{"en": "Many"}}, languages: ["en"], start: "s0", scenes: {{{}}})"#,
        scenes.join(",")
    ));
    stage.workspace().panes.preview = true;
    stage.run();
    let drawn = stage.harness.query_all_by_role(Role::DisclosureTriangle).count();
    assert!((5..100).contains(&drawn), "{drawn}");
    stage.click("Question 2");
    stage.click("Choice 2");
    let chosen = stage.workspace().preview.past.chosen.clone();
    let wanted = (QuestionId::new("q2").unwrap(), vec![ChoiceId::new("c").unwrap()]);
    assert_eq!(chosen.into_iter().collect::<Vec<_>>(), [wanted]);
}
