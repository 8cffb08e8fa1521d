//! The desk with a real disk: two windows, crashes, and somebody else who writes.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

use super::EditorOptions;
use super::arrival::{Arrival, Hold};
use super::desk::Desk;
use super::events::{Purpose, UserEvent};
use super::tasks::Tasks;
use crate::files::claim::{Claim, recovery_file};
use crate::files::recovery::{self, RecoveryNews};
use crate::files::{self, OpenError, Remedy, SaveError};
use crate::layout::{Layout, Spot};
use crate::ui::{Ask, Request, Tiding};
use crate::{Item, What};
use media::fake::{FakeClip, FakeOpener};
use scene_graph::{Language, SceneId};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

const STORY: &str = r#"Story(format: 1, id: "s", title: {"en": "S"}, languages: ["en"],
    endings: {"bye": Ending(title: {"en": "Bye"})}, start: "a",
    scenes: {"a": Scene(then: Goto("b")), "b": Scene(then: End("bye"))})"#;

/// Long enough for the slowest machine: nothing waits that long unless it is broken.
const PATIENCE: Duration = Duration::from_secs(60);

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
        let (tell, told) = channel();
        let tell = std::sync::Mutex::new(tell);
        let tasks = Tasks::new(move |event| drop(tell.lock().unwrap().send(event)));
        let options = EditorOptions {
            story: None,
            opener: Arc::new(FakeOpener::new(FakeClip::default())),
            language: Language::new("en"),
            home: Some(home.to_path_buf()),
            templates: Arc::new(|_| Vec::new()),
            new_story: Arc::new(|_, _, _| Err("there are no templates".to_owned())),
            play: Arc::new(|_, _| Ok(())),
        };
        let mut desk = Desk::new(options, tasks);
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

/// Waits until the recovery file has this note; the thread gathers for a second.
fn kept_note(file: &Path, wanted: &str) {
    let begun = Instant::now();
    while recovery::read(file).is_none_or(|found| found.story.note != wanted) {
        assert!(begun.elapsed() < PATIENCE, "it is not kept");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_second_window_looks_follows_and_takes_over() {
    let place = Place::new();
    let (home, file) = (place.home.path(), place.file());
    let mut first = Author::new(home, Some(&file));
    let mut second = Author::new(home, Some(&file));
    assert!(first.asked().is_none());
    assert_eq!(second.asked(), Some(&Ask::OpenElsewhere));
    second.desk.workspace.ask = None;
    second.write("nothing");
    assert_eq!(second.note(), "", "it can only be looked at");
    second.ask_for(Request::Save { then: None });
    assert!(matches!(&*second.tidings(), [Tiding::OpenElsewhere]));
    second.ask_for(Request::TakeOver);
    second.hear(|event| matches!(event, UserEvent::NotTakenOver));
    assert!(matches!(&*second.tidings(), [Tiding::StillElsewhere]));

    first.write("one");
    first.save();
    second.look();
    assert_eq!(second.note(), "one");
    assert!(second.desk.workspace.document.is_saved() && second.desk.workspace.document.is_read_only());

    // The first one is killed with something unsaved.
    first.write("two");
    kept_note(&place.recovery(), "two");
    drop(first);
    second.desk.look_at_disk();
    second.hear(|event| matches!(event, UserEvent::TookOver(_)));
    second.hear(|event| matches!(event, UserEvent::Recovery(RecoveryNews::Found(..))));
    assert_eq!(second.asked(), Some(&Ask::Recovered));
    second.desk.workspace.ask = None;
    second.ask_for(Request::Recover(true));
    assert_eq!((second.note(), second.asked()), ("two", None), "made from what is on disk");
    second.save();
    assert_eq!(place.note(), "two");
    assert!(matches!(second.desk.hold, Hold::Ours(_)));
}

#[test]
fn opening_the_open_story_again_keeps_the_right_to_it() {
    let place = Place::new();
    let mut author = Author::new(place.home.path(), Some(&place.file()));
    author.ask_for(Request::Open(Some(place.folder())));
    author.hear(|event| matches!(event, UserEvent::Opened(_)));
    assert!(matches!(author.desk.hold, Hold::Ours(_)));
    assert!(author.asked().is_none());
}

#[test]
fn recovered_work_never_goes_over_a_newer_story() {
    let place = Place::new();
    let mut author = Author::new(place.home.path(), Some(&place.file()));
    author.write("mine");
    kept_note(&place.recovery(), "mine");
    drop(author);
    place.somebody_saves("theirs", 7);

    let mut author = Author::new(place.home.path(), Some(&place.file()));
    author.hear(|event| matches!(event, UserEvent::Recovery(RecoveryNews::Found(..))));
    assert!(author.desk.workspace.recovered.is_some_and(|found| found.is_older));
    author.desk.workspace.ask = None;
    author.ask_for(Request::Recover(true));
    assert_eq!(author.asked(), Some(&Ask::ChangedOnDisk));
    let versions = |author: &Author| {
        let workspace = &author.desk.workspace;
        let note = |version: &Option<files::OnDisk>| version.as_ref().unwrap().story.note.clone();
        (note(&workspace.on_disk), note(&workspace.theirs), author.note().to_owned())
    };
    assert_eq!(versions(&author), (String::new(), "theirs".to_owned(), "mine".to_owned()));
    // Decided later: the next save asks again.
    author.desk.workspace.ask = None;
    author.save();
    assert_eq!((place.note().as_str(), author.asked()), ("theirs", Some(&Ask::ChangedOnDisk)));
    // And if it crashes now, the same is found again.
    author.write("mine too");
    kept_note(&place.recovery(), "mine too");
    drop(author);
    let mut author = Author::new(place.home.path(), Some(&place.file()));
    author.hear(|event| matches!(event, UserEvent::Recovery(RecoveryNews::Found(..))));
    assert!(author.desk.workspace.recovered.is_some_and(|found| found.is_older));
    author.desk.workspace.ask = None;
    author.ask_for(Request::Recover(true));
    assert_eq!(versions(&author), (String::new(), "theirs".to_owned(), "mine too".to_owned()));
    // Looked at, and kept: what the pane for it does.
    let workspace = &mut author.desk.workspace;
    (workspace.ask, workspace.on_disk) = (None, workspace.theirs.take());
    author.ask_for(Request::AcceptDisk);
    author.save();
    assert_eq!(place.note(), "mine too");
    let layout = files::open(&place.file()).unwrap().on_disk.layout;
    assert_eq!(layout.scenes.get(&scene("a")), None, "as the author chose");
}

#[test]
fn work_that_is_given_up_is_not_offered_again() {
    let place = Place::new();
    for give_up in [Request::Recover(false), Request::Quit] {
        let mut author = Author::new(place.home.path(), Some(&place.file()));
        author.write("mine");
        kept_note(&place.recovery(), "mine");
        if give_up == Request::Quit {
            // "Don't save", then gone.
            author.desk.workspace.requests.push(give_up);
            author.pass();
            assert!(author.desk.leaves);
        } else {
            drop(author);
            author = Author::new(place.home.path(), Some(&place.file()));
            author.hear(|event| matches!(event, UserEvent::Recovery(RecoveryNews::Found(..))));
            author.ask_for(give_up);
        }
        drop(author);
        assert!(!place.recovery().exists());
    }
}

#[test]
fn what_the_author_writes_while_the_disk_is_looked_at_is_not_lost() {
    let place = Place::new();
    let mut author = Author::new(place.home.path(), Some(&place.file()));
    place.somebody_saves("theirs", 1);
    author.desk.look_at_disk();
    // Before the worker's word is heard.
    author.write("mine");
    author.hear(|event| matches!(event, UserEvent::Looked { .. }));
    assert_eq!((author.note(), author.asked()), ("mine", Some(&Ask::ChangedOnDisk)));
    assert_eq!(author.desk.workspace.theirs.as_ref().unwrap().story.note, "theirs");
}

#[test]
fn what_somebody_else_saves_is_shown_and_can_be_undone() {
    let place = Place::new();
    let mut author = Author::new(place.home.path(), Some(&place.file()));
    author.write("mine");
    author.save();
    place.somebody_saves("theirs", 7);
    author.look();
    assert_eq!((author.note(), author.asked()), ("theirs", None));
    assert!(author.desk.workspace.document.is_saved());
    assert!(matches!(&*author.tidings(), [Tiding::Followed]));
    author.desk.workspace.undo();
    author.pass();
    assert_eq!(author.note(), "mine");
    assert!(!author.desk.workspace.document.is_saved());
    author.save();
    assert_eq!(place.note(), "mine", "by the author's own word");
}

#[test]
fn a_story_that_was_saved_elsewhere_has_nothing_to_do_with_the_file_before() {
    let place = Place::new();
    let mut author = Author::new(place.home.path(), Some(&place.file()));
    author.write("mine");
    place.somebody_saves("theirs", 1);
    author.save();
    assert_eq!(author.asked(), Some(&Ask::ChangedOnDisk));
    // A look at the file is under way while it is saved elsewhere.
    author.desk.look_at_disk();
    let copy = place.stories.path().join("copy");
    author.save_as(&copy);
    assert_eq!((author.asked(), &author.desk.workspace.theirs), (None, &None));
    author.ask_for(Request::AcceptDisk);
    author.write("mine again");
    author.save();
    assert_eq!(author.asked(), None);
    assert_eq!(files::open(&copy).unwrap().on_disk.story.note, "mine again");
    assert_eq!(place.note(), "theirs", "as it was");
    // It was let go.
    assert!(matches!(Author::new(place.home.path(), Some(&place.file())).desk.hold, Hold::Ours(_)));
}

#[test]
fn cards_that_others_moved_stay_moved() {
    let place = Place::new();
    let mut author = Author::new(place.home.path(), Some(&place.file()));
    author.lay("b", 5);
    let layout = place.folder().join("layout.ron");
    fs::write(&layout, "Layout(scenes: {\"a\": (7, 0)})").unwrap();
    author.save();
    author.hear(|event| matches!(event, UserEvent::Saved(_)));
    assert_eq!(author.asked(), None);
    assert!(matches!(&*author.tidings(), [Tiding::Cards]));
    let laid = files::open(&place.file()).unwrap().on_disk.layout;
    assert_eq!((laid.scenes[&scene("a")], laid.scenes[&scene("b")]), (Spot(7, 0), Spot(5, 0)));
    // The same card: the author is asked.
    author.lay("a", 1);
    fs::write(&layout, "Layout(scenes: {\"a\": (8, 0), \"b\": (5, 0)})").unwrap();
    author.look();
    assert_eq!(author.asked(), Some(&Ask::ChangedOnDisk));
}

#[test]
fn a_save_that_fails_is_told_and_loses_nothing() {
    let place = Place::new();
    let mut author = Author::new(place.home.path(), Some(&place.file()));
    author.write("mine");
    let away = place.stories.path().join("away");
    let recovery = place.recovery();
    fs::rename(place.folder(), &away).unwrap();
    author.save();
    let tidings = author.tidings();
    let remedy = match &*tidings {
        [Tiding::NotSaved(SaveError::Disk { remedy, .. })] => *remedy,
        other => panic!("{other:?}"),
    };
    assert_eq!(remedy, Remedy::BringBack);
    assert!(!author.desk.workspace.document.is_saved());
    kept_note(&recovery, "mine");
    fs::rename(&away, place.folder()).unwrap();
    author.save();
    assert_eq!(place.note(), "mine");
    assert!(author.desk.workspace.document.is_saved());
    drop(author);
    assert!(!recovery.exists());
}

#[test]
fn unsaved_work_that_cannot_be_kept_is_told() {
    let place = Place::new();
    let recovery = place.recovery();
    fs::create_dir_all(recovery.with_extension("base").join("in the way")).unwrap();
    let mut author = Author::new(place.home.path(), Some(&place.file()));
    author.write("mine");
    author.hear(|event| matches!(event, UserEvent::Recovery(RecoveryNews::Failing(_))));
    assert!(author.desk.workspace.unkept.is_some());
    assert!(matches!(&*author.tidings(), [Tiding::Unkept(_)]));
    fs::remove_dir_all(recovery.with_extension("base")).unwrap();
    author.hear(|event| matches!(event, UserEvent::Recovery(RecoveryNews::Works)));
    assert_eq!(author.desk.workspace.unkept, None);
    assert!(matches!(&*author.tidings(), [Tiding::Kept]));
    kept_note(&recovery, "mine");
}

#[test]
fn a_new_story_leaves_nothing_to_recover_once_it_is_saved() {
    let place = Place::new();
    let home = place.home.path();
    let mut author = Author::new(home, None);
    let unsaved = author.desk.held().unwrap().recovery().to_path_buf();
    author.desk.workspace.ask = None;
    author.write("mine");
    kept_note(&unsaved, "mine");
    author.ask_for(Request::Save { then: Some(Box::new(Request::Quit)) });
    assert!(matches!(&*author.desk.dialogs, [(Purpose::SaveAs(Some(_)), None)]));
    let folder = place.stories.path().join("new");
    let (purpose, _) = author.desk.dialogs.remove(0);
    author.desk.hear(UserEvent::Chosen(purpose, vec![folder.clone()]));
    author.hear(|event| matches!(event, UserEvent::Saved(_)));
    assert!(author.desk.leaves);
    assert_eq!(files::open(&folder).unwrap().on_disk.story.note, "mine");
    drop(author);
    assert!(!unsaved.exists() && !recovery_file(home, &folder.join("story.ron")).exists());
}

#[test]
fn nothing_is_saved_over_a_story_that_another_window_edits() {
    let place = Place::new();
    let home = place.home.path();
    let _other = Author::new(home, Some(&place.file()));
    let mut author = Author::new(home, None);
    author.write("mine");
    author.save_as(&place.folder());
    assert!(matches!(&*author.tidings(), [Tiding::NotSaved(SaveError::Claimed { .. })]));
    assert_eq!((place.note().as_str(), author.note()), ("", "mine"));
    // One that nobody edits is another story, too.
    let second = place.stories.path().join("second");
    fs::create_dir(&second).unwrap();
    fs::write(second.join("story.ron"), STORY).unwrap();
    author.save_as(&second);
    assert!(matches!(&*author.tidings(), [Tiding::Taken(folder)] if *folder == second));
}

#[test]
fn stories_of_late_are_remembered_until_they_are_gone() {
    let place = Place::new();
    let mut author = Author::new(place.home.path(), Some(&place.folder()));
    let recent = |event: &UserEvent| matches!(event, UserEvent::Recent(_));
    author.hear(recent);
    let known = |author: &Author| -> Vec<(PathBuf, String)> {
        let recent = &author.desk.workspace.recent;
        recent.iter().map(|story| (story.path.clone(), story.title.clone())).collect()
    };
    assert_eq!(known(&author), [(place.file(), "S".to_owned())]);
    fs::remove_dir_all(place.folder()).unwrap();
    let mut other = Author::new(place.home.path(), None);
    other.hear(recent);
    assert_eq!(known(&other).len(), 1);
    other.ask_for(Request::Open(Some(place.file())));
    other.hear(recent);
    assert_eq!(known(&other), []);
    assert!(matches!(&*other.tidings(), [Tiding::NotOpened(OpenError::Source(_))]));
}
