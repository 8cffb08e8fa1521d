//! The desk with a real disk: two windows, crashes, and somebody else who writes.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

mod recovering;
mod sharing;

use super::EditorOptions;
use super::arrival::{Arrival, Hold};
use super::desk::Desk;
use super::events::{Purpose, UserEvent};
use super::preferences::Preferences;
use super::tasks::Tasks;
use crate::files::claim::{Claim, recovery_file};
use crate::files::recovery::{self, RecoveryNews};
use crate::files::{self, OpenError, Remedy, SaveError};
use crate::layout::{Layout, Spot};
use crate::ui::{Ask, Request, Tiding};
use crate::work::{ClipIndexes, FolderFacts, Prepared, Preparing};
use crate::{Item, What};
use media::fake::{FakeClip, FakeOpener};
use scene_graph::{Language, SceneId};
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, sync_channel};
use std::time::{Duration, Instant};

const STORY: &str = r#"Story(format: 1, id: "s", title: {"en": "S"}, languages: ["en"],
    endings: {"bye": Ending(title: {"en": "Bye"})}, start: "a",
    scenes: {"a": Scene(then: Goto("b")), "b": Scene(then: End("bye"))})"#;

/// Long enough for the slowest machine: nothing waits that long unless it is broken.
const PATIENCE: Duration = Duration::from_secs(60);

/// Nothing is known, and nothing can be prepared.
struct NoIndexes;

impl ClipIndexes for NoIndexes {
    fn facts(&self, _: &Path, _: &[String]) -> FolderFacts {
        FolderFacts::default()
    }

    fn prepare(
        &self,
        _: &Path,
        _: &[String],
        _: &mut dyn FnMut(Preparing) -> ControlFlow<()>,
    ) -> Result<Prepared, String> {
        Err("there is no decoder".to_owned())
    }
}

/// A folder of data, and a story.
struct Place {
    home: tempfile::TempDir,
    stories: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        let place = Self { home: tempfile::tempdir().unwrap(), stories: tempfile::tempdir().unwrap() };
        fs::create_dir(place.folder()).unwrap();
        fs::write(place.file(), STORY).unwrap();
        place
    }

    fn folder(&self) -> PathBuf {
        self.stories.path().join("story")
    }

    fn file(&self) -> PathBuf {
        self.folder().join("story.ron")
    }

    fn recovery(&self) -> PathBuf {
        recovery_file(self.home.path(), &self.file())
    }

    /// Somebody else saves with this note, and the first card there.
    fn somebody_saves(&self, note: &str, x: i32) {
        let opened = files::open(&self.file()).unwrap();
        let mut story = scene_graph::Story::clone(&opened.on_disk.story);
        story.note = note.to_owned();
        let mut layout = Layout::clone(&opened.on_disk.layout);
        layout.scenes.insert(scene("a"), Spot(x, 0));
        let known = Some(&opened.on_disk.stamp);
        files::save(&self.file(), &Arc::new(story), &Arc::new(layout), known).unwrap();
    }

    fn note(&self) -> String {
        files::open(&self.file()).unwrap().on_disk.story.note.clone()
    }
}

fn scene(id: &str) -> SceneId {
    SceneId::new(id).unwrap()
}

/// A window's desk, and what its workers tell it.
struct Author {
    desk: Desk,
    told: Receiver<UserEvent>,
}

impl Author {
    /// In front of this story; `None`: of nothing.
    fn new(home: &Path, story: Option<&Path>) -> Self {
        let (tell, told) = sync_channel(4_096);
        let tell = std::sync::Mutex::new(tell);
        let tasks = Tasks::new(move |event| drop(tell.lock().unwrap().send(event)));
        let options = EditorOptions {
            story: None,
            opener: Arc::new(FakeOpener::new(FakeClip::default())),
            indexes: Arc::new(NoIndexes),
            language: None,
            system_language: Language::new("en"),
            home: Some(home.to_path_buf()),
            templates: Arc::new(|_| Vec::new()),
            new_story: Arc::new(|_, _, _| Err("there are no templates".to_owned())),
            play: Arc::new(|_, _| Ok(())),
        };
        let mut desk = Desk::new(options, &Preferences::default(), tasks);
        match story {
            Some(path) => desk.take_story(Arrival::open(path, Some(home), None).unwrap()),
            None => desk.begin_blank(Some(Claim::unsaved(home))),
        }
        Self { desk, told }
    }

    /// What the window does once a pass.
    fn pass(&mut self) {
        self.desk.keep_for_recovery();
        self.desk.carry_out_requests();
    }

    fn ask_for(&mut self, request: Request) {
        self.desk.workspace.request(request);
        self.pass();
    }

    /// Hears what workers tell until this was heard.
    fn hear(&mut self, wanted: impl Fn(&UserEvent) -> bool) {
        let until = Instant::now() + PATIENCE;
        loop {
            let left = until.saturating_duration_since(Instant::now());
            let event = self.told.recv_timeout(left).expect("a worker's word");
            let heard = wanted(&event);
            self.desk.hear(event);
            self.pass();
            if heard {
                return;
            }
        }
    }

    fn write(&mut self, note: &str) {
        let note = note.to_owned();
        self.desk.workspace.edit(What::Story, |edit| {
            edit.head(|story| story.note = note);
            Ok(())
        });
        self.pass();
    }

    fn lay(&mut self, id: &str, x: i32) {
        self.desk.workspace.edit(What::Move, |edit| {
            edit.place(&Item::Scene(scene(id)), Some(Spot(x, 0)));
            Ok(())
        });
        self.pass();
    }

    fn note(&self) -> &str {
        &self.desk.workspace.document.story().note
    }

    fn save(&mut self) {
        self.ask_for(Request::Save { then: None });
        self.hear(|event| matches!(event, UserEvent::Saved(_)));
    }

    fn save_as(&mut self, folder: &Path) {
        self.desk.hear(UserEvent::Chosen(Purpose::SaveAs(None), vec![folder.to_path_buf()]));
        self.hear(|event| matches!(event, UserEvent::Saved(_)));
    }

    fn look(&mut self) {
        self.desk.look_at_disk();
        self.hear(|event| matches!(event, UserEvent::Looked { .. }));
    }

    fn tidings(&mut self) -> Vec<Tiding> {
        std::mem::take(&mut self.desk.workspace.tidings)
    }

    fn asked(&self) -> Option<&Ask> {
        self.desk.workspace.ask.as_ref()
    }
}

/// Waits until the recovery file has this note.
fn kept_note(file: &Path, wanted: &str) {
    let begun = Instant::now();
    while recovery::read(file).is_none_or(|found| found.story.note != wanted) {
        assert!(begun.elapsed() < PATIENCE, "it is not kept");
        std::thread::sleep(Duration::from_millis(20));
    }
}
