//! With real logs: agree, answer, look, withdraw, answer, delete, copy.

#[cfg(target_os = "linux")]
mod hostile;

use super::{Desk, DeskParts, Told, Wish};
use crate::recording::{Recording, RecordingOptions, SharedRecording};
use choice_log::{Consent, Entry, Kind, Value};
use log_store::{SqliteStore, Which, transfer};
use scene_graph::{Language, Story};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, sync_channel};
use std::time::Duration;
use viewer_ui::{Did, RecordedSession, SaidWhat};

const STORY: &str = r#"Story(format: 1, id: "t", title: {"en": "T", "ja": "て"}, languages: ["en", "ja"],
    endings: {"over": Ending(title: {"en": "Over", "ja": "おわり"})}, start: "a",
    scenes: {"a": Scene(title: {"en": "First", "ja": "はじめ"}, question: Question(
        id: "way", prompt: {"en": "Which way?", "ja": "どちら?"},
        answers: OneOf([Choice(id: "left", text: {"en": "Left", "ja": "左"})])), then: Goto("b")),
      "b": Scene(title: {"en": "Second", "ja": "つぎ"}, question: Question(
        id: "words", prompt: {"en": "Anything?", "ja": "ひとこと"}, answers: Words()), then: End("over"))})"#;
const STATISTICS: Consent = Consent { statistics: true, follow_up: false };
const FOLLOW_UP: Consent = Consent { statistics: false, follow_up: true };
const PATIENCE: Duration = Duration::from_secs(60);

/// A machine with a log, and a viewer at it.
struct Machine {
    home: tempfile::TempDir,
    story: Arc<Story>,
    desk: Desk,
    told: Receiver<Told>,
    recording: SharedRecording,
}

impl Machine {
    fn new(consent: Consent, viewer: Option<&str>) -> Self {
        let home = tempfile::tempdir().unwrap();
        std::fs::create_dir(home.path().join("Downloads")).unwrap();
        Self::at(home, consent, viewer)
    }

    fn at(home: tempfile::TempDir, consent: Consent, viewer: Option<&str>) -> Self {
        let story = Arc::new(scene_graph::load(STORY.as_bytes()).story.unwrap());
        let log = home.path().join("log.db");
        let recording = start(&story, &log, consent, viewer);
        let (tell, told) = sync_channel(16);
        let downloads = Some(home.path().join("Downloads"));
        let parts = DeskParts { story: story.clone(), log, downloads };
        let desk = Desk::start(parts, move |told| drop(tell.send(told))).unwrap();
        Self { home, story, desk, told, recording }
    }

    fn log(&self) -> PathBuf {
        self.home.path().join("log.db")
    }

    fn ask(&self, wish: Wish) -> Told {
        self.ask_in(wish, "en")
    }

    fn ask_in(&self, wish: Wish, language: &str) -> Told {
        let errands = self.recording.lock().errands();
        assert!(self.desk.ask(wish, errands, &Language::new(language)));
        self.told.recv_timeout(PATIENCE).unwrap()
    }

    fn list(&self) -> Vec<RecordedSession> {
        match self.ask(Wish::Read) {
            Told::List { sessions, waiting: 0 } => sessions.unwrap(),
            other => panic!("{other:?}"),
        }
    }

    fn erase(&self) -> Result<(u64, bool), String> {
        let Told::Erased(result) = self.ask(Wish::Erase) else { panic!() };
        let Told::List { .. } = self.told.recv_timeout(PATIENCE).unwrap() else { panic!() };
        result
    }

    fn happens(&self, kind: Kind, with: impl FnOnce(&mut Entry)) {
        let mut entry = Entry::new(kind, 1_000, "en");
        entry.scene = Some("a".to_owned());
        with(&mut entry);
        self.recording.lock().record(entry);
    }

    fn begins(&self) {
        self.happens(Kind::SessionStart, |_| {});
        self.happens(Kind::SceneEnter, |_| {});
    }

    fn answers(&self) {
        self.happens(Kind::Answer, |entry| {
            entry.question = Some("way".to_owned());
            entry.choices = vec!["left".to_owned()];
            entry.choices_shown = vec!["left".to_owned()];
        });
    }

    fn writes(&self, words: &str) {
        self.happens(Kind::Answer, |entry| {
            entry.question = Some("words".to_owned());
            entry.value = Some(Value::Words(words.to_owned()));
        });
    }

    fn is_whole(&self) -> transfer::LogVerdict {
        let verdict = transfer::verify(&mut SqliteStore::open_read_only(&self.log()).unwrap()).unwrap();
        assert!(verdict.is_whole(), "{verdict:?}");
        verdict
    }
}

fn start(story: &Story, log: &Path, consent: Consent, viewer: Option<&str>) -> SharedRecording {
    let options = RecordingOptions {
        story,
        revision: "0",
        log: log.to_path_buf(),
        consent,
        viewer: viewer.map(ToOwned::to_owned),
        language: "en",
    };
    SharedRecording::new(Recording::start(&options, Box::new(|message| panic!("{message}"))))
}

fn bytes_of(folder: &Path) -> Vec<u8> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().filter_map(Result::ok) {
        if entry.path().is_file() {
            all.extend(std::fs::read(entry.path()).unwrap());
        }
    }
    all
}

fn holds(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|window| window == words.as_bytes())
}

#[test]
fn without_consent_nothing_is_there_and_no_file_appears() {
    let machine = Machine::new(Consent::NONE, None);
    machine.begins();
    machine.answers();
    assert_eq!(machine.ask(Wish::Glance), Told::Any(false));
    assert_eq!(machine.list(), []);
    assert_eq!(machine.erase(), Ok((0, false)));
    assert!(matches!(machine.ask(Wish::Save), Told::Saved(Err(_))));
    assert!(!machine.log().exists());
}

#[test]
fn the_list_says_what_was_answered_in_the_viewers_language() {
    let machine = Machine::new(FOLLOW_UP, Some("Hanako"));
    machine.begins();
    machine.answers();
    machine.writes("寮はありますか <b>&</b>");
    machine.happens(Kind::Pause, |_| {});
    machine.happens(Kind::Pause, |_| {});
    let sessions = machine.list();
    assert_eq!(sessions.len(), 1);
    let session = &sessions[0];
    assert_eq!((session.viewer.as_deref(), session.records, session.scope), (Some("Hanako"), 6, FOLLOW_UP));
    assert_eq!(session.scenes, [("First".to_owned(), 1)]);
    assert_eq!(session.did, [(Did::Paused, 2)]);
    let said: Vec<_> = session.said.iter().map(|said| (said.question.as_str(), &said.answer)).collect();
    let words = SaidWhat::Words("寮はありますか <b>&</b>".to_owned());
    assert_eq!(said, [("Which way?", &SaidWhat::Choices(vec!["Left".to_owned()])), ("Anything?", &words)]);
    let Told::List { sessions: Ok(sessions), .. } = machine.ask_in(Wish::Read, "ja") else { panic!() };
    assert_eq!(sessions[0].said[0].answer, SaidWhat::Choices(vec!["左".to_owned()]));
    assert_eq!(machine.ask(Wish::Glance), Told::Any(true));
}

#[test]
fn withdrawing_stops_at_once_and_agreeing_later_records_from_then_on() {
    let machine = Machine::new(STATISTICS, None);
    machine.begins();
    machine.answers();
    let before = machine.list();
    assert_eq!(before[0].records, 3);
    machine.recording.lock().change_consent_now(Consent::NONE, None);
    machine.answers();
    machine.writes("not recorded");
    assert_eq!(machine.list(), before, "nothing new");
    machine.recording.lock().change_consent_now(FOLLOW_UP, Some("Hanako"));
    machine.answers();
    let sessions = machine.list();
    assert_eq!(sessions.len(), 2, "under a new session");
    assert_eq!((sessions[0].records, sessions[0].viewer.as_deref()), (3, Some("Hanako")));
    assert_eq!(sessions[0].did, [(Did::Agreed(FOLLOW_UP), 1)]);
    assert_eq!(sessions[1], before[0]);
    assert_eq!(machine.is_whole().records, 6);
    assert!(!holds(&bytes_of(machine.home.path()), "not recorded"));
}

#[test]
fn deleting_leaves_numbers_only_and_the_log_whole() {
    let machine = Machine::new(FOLLOW_UP, Some("Hanako-0417"));
    machine.begins();
    machine.writes("秘密の言葉です");
    assert!(holds(&bytes_of(machine.home.path()), "秘密の言葉です") || machine.list()[0].records == 3);
    machine.recording.lock().change_consent_now(Consent::NONE, None);
    assert_eq!(machine.erase(), Ok((3, false)));
    assert_eq!(machine.list(), []);
    assert_eq!(machine.ask(Wish::Glance), Told::Any(false));
    let bytes = bytes_of(machine.home.path());
    for words in ["秘密の言葉です", "Hanako-0417", "session-start"] {
        assert!(!holds(&bytes, words), "{words} is still on the disk");
    }
    // Agreed to again, it begins anew.
    machine.recording.lock().change_consent_now(STATISTICS, None);
    machine.answers();
    let sessions = machine.list();
    assert_eq!((sessions.len(), sessions[0].records), (1, 3));
    let verdict = machine.is_whole();
    assert_eq!((verdict.sessions, verdict.records, verdict.erased), (2, 6, 3));
    let receipts =
        log_store::Store::receipts(&mut SqliteStore::open_read_only(&machine.log()).unwrap()).unwrap();
    assert_eq!(receipts.iter().map(log_store::Receipt::records).collect::<Vec<_>>(), [3]);
}

#[test]
fn the_copy_is_exactly_the_list() {
    let machine = Machine::new(FOLLOW_UP, Some("Hanako"));
    machine.begins();
    machine.answers();
    machine.writes("=1+1 <script>alert(1)</script>");
    // Somebody else's records in the same log are not in it.
    let other = machine.home.path().join("other.db");
    let theirs = start(&machine.story, &other, FOLLOW_UP, Some("Taro"));
    theirs.lock().record(Entry::new(Kind::SessionStart, 0, "en"));
    theirs.lock().finish();
    machine.list();
    let mut store = SqliteStore::open(&machine.log(), log_store::SqliteOptions::default()).unwrap();
    assert_eq!(transfer::import_file(&mut store, &other).unwrap().added, 1);
    drop(store);
    let Told::Saved(Ok(copied)) = machine.ask(Wish::Save) else { panic!() };
    let folder = PathBuf::from(&copied.folder);
    assert!(folder.starts_with(machine.home.path().join("Downloads")), "{copied:?}");
    assert_eq!((copied.records, machine.list()[0].records), (4, 4));
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    let mut wanted = Vec::new();
    let mut store = SqliteStore::open_read_only(&machine.log()).unwrap();
    let own = Which::Own("t".to_owned());
    transfer::export(&mut store, &own, transfer::Format::Csv, &mut wanted).unwrap();
    assert_eq!(read("records.csv").into_bytes(), wanted);
    assert_eq!(read("records.jsonl").lines().count(), 4);
    let page = read("records.html");
    assert!(page.contains("You said “Left” to “Which way?”"), "{page}");
    assert!(page.contains("&lt;script&gt;") && !page.contains("<script>"), "{page}");
    for name in &copied.files {
        assert!(!read(name).contains("Taro"), "{name}");
    }
    let Told::Saved(Ok(second)) = machine.ask(Wish::Save) else { panic!() };
    assert_ne!(second.folder, copied.folder, "nothing is written over");
}

#[test]
fn a_machine_that_lost_power_has_what_was_acknowledged() {
    let machine = Machine::new(STATISTICS, None);
    machine.begins();
    machine.answers();
    let list = machine.list();
    // The files as they stand while the program still has them open.
    let home = tempfile::tempdir().unwrap();
    for entry in std::fs::read_dir(machine.home.path()).unwrap().filter_map(Result::ok) {
        if entry.path().is_file() {
            std::fs::copy(entry.path(), home.path().join(entry.file_name())).unwrap();
        }
    }
    let after = Machine::at(home, Consent::NONE, None);
    assert_eq!(after.list(), list);
    assert_eq!(after.erase(), Ok((3, false)));
    assert_eq!(after.is_whole().erased, 3);
}

#[test]
fn a_file_that_is_no_log_is_told_and_left_alone() {
    let home = tempfile::tempdir().unwrap();
    std::fs::write(home.path().join("log.db"), "a letter").unwrap();
    let machine = Machine::at(home, Consent::NONE, None);
    let Told::List { sessions: Err(message), .. } = machine.ask(Wish::Read) else { panic!() };
    assert!(message.contains("not a choice log"), "{message}");
    assert!(machine.erase().unwrap_err().contains("not a choice log"));
    assert!(matches!(machine.ask(Wish::Save), Told::Saved(Err(_))));
    assert_eq!(machine.ask(Wish::Glance), Told::Any(true), "so that the page can say why");
    assert_eq!(std::fs::read(machine.log()).unwrap(), b"a letter");
}

#[test]
#[cfg(target_os = "linux")]
fn a_copy_that_cannot_be_written_is_told() {
    let machine = Machine::new(STATISTICS, None);
    machine.begins();
    // A folder in which nobody can make another one.
    let parts =
        DeskParts { story: machine.story.clone(), log: machine.log(), downloads: Some("/proc/self".into()) };
    let (tell, told) = sync_channel(16);
    let desk = Desk::start(parts, move |told| drop(tell.send(told))).unwrap();
    let errands = machine.recording.lock().errands();
    assert!(desk.ask(Wish::Save, errands, &Language::new("en")));
    let Told::Saved(Err(message)) = told.recv_timeout(PATIENCE).unwrap() else { panic!() };
    assert!(message.contains("/proc/self"), "{message}");
}
