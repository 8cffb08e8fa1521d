//! `edamichi log …`: what is printed, and the exit status.

use choice_log::{
    Consent, ConsentChange, Entry, Kind, Recorder, Row, SessionFacts, SessionId, Stamp, Value, ViewerKey,
};
use edamichi::Exit;
use edamichi::log::{
    Console, EraseOptions, ExportOptions, ImportOptions, ShowOptions, VerifyOptions, erase, export, import,
    show, verify,
};
use log_store::{SqliteOptions, SqliteStore, Store};
use std::fs;
use std::path::{Path, PathBuf};

/// A command's exit, standard output and standard error.
type Ran = (Exit, String, String);

fn ran(command: impl FnOnce(&mut Console<'_>) -> Exit) -> Ran {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let exit = command(&mut Console { out: &mut out, err: &mut err });
    (exit, String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap())
}

struct Desk(tempfile::TempDir);

impl Desk {
    /// With a log of two sessions: `e.db`.
    fn new() -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        let mut store = SqliteStore::open(&desk.log(), SqliteOptions::default()).unwrap();
        store.append(&session(1, Some("内定 A-17"))).unwrap();
        store.append(&session(2, None)).unwrap();
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn log(&self) -> PathBuf {
        self.path("e.db")
    }

    fn verify(&self) -> Ran {
        ran(|console| verify(&VerifyOptions { log: self.log() }, console))
    }

    fn show(&self, json: bool) -> Ran {
        ran(|console| show(&ShowOptions { log: self.log(), json }, console))
    }

    fn export(&self, format: &str, output: Option<&str>) -> Ran {
        let output = output.map(|name| self.path(name));
        ran(|console| export(&ExportOptions { log: self.log(), format: format.to_owned(), output }, console))
    }

    fn import(&self, into: &str, from: &[&str]) -> Ran {
        let from = from.iter().map(|name| self.path(name)).collect();
        ran(|console| import(&ImportOptions { log: self.path(into), from }, console))
    }

    fn erase(&self, session: Option<&str>, viewer: Option<&str>, yes: bool) -> Ran {
        let (session, viewer) = (session.map(str::to_owned), viewer.map(str::to_owned));
        ran(|console| erase(&EraseOptions { log: self.log(), session, viewer, yes }, console))
    }
}

fn id(session: u8) -> String {
    SessionId::from_random([session; 16]).to_string()
}

fn session(number: u8, viewer: Option<&str>) -> Vec<Row> {
    let mut recorder = Recorder::new(SessionFacts {
        story_id: "offer-follow-up".to_owned(),
        story_revision: "3f2a91c0ab12".repeat(5) + "0000",
        step: Some("Accepted".to_owned()),
        session_id: SessionId::from_random([number; 16]),
        player_version: "0.1.0".to_owned(),
        consent_version: "1".to_owned(),
        viewer_key: viewer.map(|key| ViewerKey::new(key).unwrap()),
    });
    let change = ConsentChange {
        consent: Consent { statistics: true, follow_up: true },
        viewer_key: None,
        next_session: SessionId::from_random([0; 16]),
        monotonic_ms: 0,
        language: "ja".to_owned(),
    };
    assert!(recorder.set_consent(change, || unreachable!()).is_empty());
    let ids = |ids: &[&str]| ids.iter().map(|&id| id.to_owned()).collect::<Vec<_>>();
    let entry = |kind, ms, scene: &str| {
        let mut entry = Entry::new(kind, ms, "ja");
        entry.scene = Some(scene.to_owned());
        entry
    };
    let answer = |ms, question: &str, choices: &[&str], shown: &[&str], value| {
        let mut entry = entry(Kind::Answer, ms, "hub");
        entry.question = Some(question.to_owned());
        entry.choices = ids(choices);
        entry.choices_shown = ids(shown);
        entry.value = value;
        entry.answer_ms = Some(2345);
        entry
    };
    let mut end = entry(Kind::Ending, 133_000, "hub");
    end.value = Some(Value::Word("see-you".to_owned()));
    let words = "=HYPERLINK(\"x\") \u{1b}[31m同期と話したい".to_owned();
    let entries = [
        Entry::new(Kind::SessionStart, 0, "ja"),
        entry(Kind::SceneEnter, 4, "hub"),
        answer(7250, "worry", &["people"], &["people", "work", "career"], None),
        answer(9000, "feeling", &[], &[], Some(Value::Number(-2))),
        answer(11_000, "words", &[], &[], Some(Value::Words(words))),
        end,
    ];
    let mut seq = 0;
    let mut record = |entry| {
        seq += 1;
        let stamp = Stamp {
            wall_time_unix_ms: 1_775_035_800_000 + u64::from(number) * 1_000_000 + u64::from(seq),
            random: [seq; 10],
            salt: [seq * 16 + number; 32],
        };
        Row::Live(Box::new(recorder.record(entry, stamp).unwrap()))
    };
    entries.into_iter().map(&mut record).collect()
}

/// Changes the first such bytes of a file.
fn alter(path: &Path, from: &str, to: &str) {
    assert_eq!(from.len(), to.len());
    let mut bytes = fs::read(path).unwrap();
    let at = bytes.windows(from.len()).position(|window| window == from.as_bytes()).unwrap();
    bytes[at..at + to.len()].copy_from_slice(to.as_bytes());
    fs::write(path, bytes).unwrap();
}

#[test]
fn show_is_a_table_of_ways_and_answers() {
    let (exit, out, err) = Desk::new().show(false);
    assert_eq!((exit, err.as_str()), (Exit::Done, ""));
    let expected = format!(
        "Session {}\n  offer-follow-up @ 3f2a91c0ab12 · Accepted · statistics + follow-up · viewer 内定 A-17 · ja\
         \n  2026-04-01 09:46:40 UTC · lasted 2:13.000 · 6 records\n\n\
         \x20 time      scene  event        question  answer                                 took   shown\n\
         \x20 0:00.004  hub    scene-enter\n\
         \x20 0:07.250  hub    answer       worry     people                                 2.3 s  people, work, career\n\
         \x20 0:09.000  hub    answer       feeling   -2                                     2.3 s\n\
         \x20 0:11.000  hub    answer       words     “=HYPERLINK(\"x\") ·[31m同期と話したい”  2.3 s\n\
         \x20 2:13.000  hub    ending                 see-you\n",
        id(1)
    );
    assert!(out.starts_with(&expected), "{out}\n--- expected\n{expected}");
    assert!(out.contains(&format!("\nSession {}\n", id(2))));
    assert!(!out.contains('\u{1b}'), "nothing in a log commands the terminal");
}

#[test]
fn show_as_json_has_every_record() {
    let (exit, out, _) = Desk::new().show(true);
    let sessions: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((exit, sessions.as_array().unwrap().len()), (Exit::Done, 2));
    assert_eq!(sessions[0]["session_id"], id(1));
    assert_eq!(sessions[0]["viewer_key"], "内定 A-17");
    assert_eq!(sessions[1]["viewer_key"], serde_json::Value::Null);
    assert_eq!(sessions[0]["records"].as_array().unwrap().len(), 6);
    assert_eq!(sessions[0]["records"][2]["choices_shown"], serde_json::json!(["people", "work", "career"]));
}

#[test]
fn verify_counts_or_names_what_is_broken() {
    let desk = Desk::new();
    assert_eq!(desk.verify(), (Exit::Done, "2 sessions, 12 records, whole\n".to_owned(), String::new()));
    alter(&desk.log(), "2026-04-01T09:46:40.003Z", "2026-04-01T09:46:40.004Z");
    let (exit, out, err) = desk.verify();
    assert_eq!(exit, Exit::Problems);
    assert!(out.contains(&format!("session {}, record 3: ", id(1))), "{out}");
    assert!(out.ends_with("2 sessions, 12 records, 1 session broken\n"), "{out}");
    assert!(err.contains("changed or damaged"));
}

#[test]
fn erase_needs_yes_gives_a_receipt_and_the_rest_verifies() {
    let desk = Desk::new();
    let before = fs::read(desk.log()).unwrap();
    for (session, viewer, words) in [
        (None, None, "--session ID, or --viewer KEY"),
        (Some("nonsense"), None, "not a lower-case UUID"),
        (Some(id(1).as_str()), None, "would erase 6 records of 1 session for good; add --yes"),
        (None, Some(" "), "cannot be empty"),
    ] {
        let (exit, out, err) = desk.erase(session, viewer, false);
        assert_eq!((exit, out.as_str()), (Exit::CouldNotRun, ""));
        assert!(err.contains(words), "{err}");
    }
    let (exit, _, err) = desk.erase(Some(&id(9)), None, true);
    assert!(exit == Exit::Problems && err.contains("the log has no session"), "{err}");
    assert_eq!(fs::read(desk.log()).unwrap(), before, "nothing happened yet");

    let (exit, out, err) = desk.erase(None, Some("内定 A-17"), true);
    assert_eq!((exit, err.as_str()), (Exit::Done, ""));
    assert!(out.starts_with("erased 6 records of 1 session at 20"), "{out}");
    assert!(out.ends_with(&format!("session {}: records 1-6\n", id(1))), "{out}");
    let (exit, out, _) = desk.verify();
    assert_eq!(exit, Exit::Done);
    assert_eq!(out, "2 sessions, 12 records, whole (6 of the records were erased)\n");
    let (_, out, _) = desk.show(false);
    assert!(out.contains(&format!("Session {}\n  6 records · 6 of them erased\n", id(1))), "{out}");
    let (_, out, _) = desk.export("csv", None);
    assert!(!out.contains(&id(1)) && out.contains(&id(2)));
    let (exit, out, _) = desk.erase(Some(&id(1)), None, true);
    assert!(exit == Exit::Done && out.contains("6 records erased earlier"), "{out}");
}

#[test]
fn export_and_import() {
    let desk = Desk::new();
    let (exit, out, _) = desk.export("csv", None);
    assert_eq!(exit, Exit::Done);
    assert!(out.starts_with("\u{feff}event_id,schema,") && out.contains("'=HYPERLINK"), "{out}");
    assert_eq!(out.matches("\r\n").count(), 13);
    let (exit, out, err) = desk.export("jsonl", Some("e.jsonl"));
    assert_eq!((exit, out.as_str()), (Exit::Done, ""));
    assert!(err.contains("12 records of 2 sessions written to"), "{err}");
    let (exit, out, _) = desk.import("new/b.db", &["e.jsonl", "e.db"]);
    assert_eq!(exit, Exit::Done);
    assert!(out.contains("e.jsonl: 2 sessions, 12 records: 12 new, 0 known\n"), "{out}");
    assert!(out.contains("e.db: 2 sessions, 12 records: 0 new, 12 known\n"), "{out}");
    let names: Vec<_> = fs::read_dir(desk.0.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(names.len(), 3, "no part files, no -wal: {names:?}");
}

#[test]
fn an_import_that_does_not_fit() {
    let desk = Desk::new();
    desk.export("jsonl", Some("e.jsonl"));
    alter(&desk.path("e.jsonl"), "\"value\":-2", "\"value\":+2");
    let (exit, _, err) = desk.import("b.db", &["e.jsonl"]);
    assert_eq!(exit, Exit::Problems);
    assert!(err.contains("line 4: not a record") && err.contains("was not imported: record 5"), "{err}");
    fs::write(desk.path("noise"), [0xff, 0, 1, 2, 3]).unwrap();
    let (exit, _, err) = desk.import("b.db", &["noise"]);
    assert!(exit == Exit::CouldNotRun && err.contains("line 1"), "{err}");
    desk.export("csv", Some("e.csv"));
    let (exit, _, err) = desk.import("b.db", &["e.csv"]);
    assert!(exit == Exit::CouldNotRun && err.contains("--format jsonl"), "{err}");
    let (exit, _, err) = desk.import("c.db", &["missing"]);
    assert!(exit == Exit::CouldNotRun && err.contains("missing"), "{err}");
    assert!(!desk.path("c.db").exists(), "no log is made for nothing");
    assert_eq!(desk.import("c.db", &[]).0, Exit::CouldNotRun);
}

#[test]
fn exports_that_cannot_be() {
    let desk = Desk::new();
    let (exit, out, err) = desk.export("parquet", None);
    assert_eq!((exit, out.as_str()), (Exit::CouldNotRun, ""));
    assert!(err.contains("parquet") && err.contains("csv or jsonl"), "{err}");
    let before = fs::read(desk.log()).unwrap();
    let (exit, _, err) = desk.export("csv", Some("e.db"));
    assert!(exit == Exit::CouldNotRun && err.contains("the log itself"), "{err}");
    let (exit, _, err) = desk.export("csv", Some("no/such/folder.csv"));
    assert!(exit == Exit::CouldNotRun && err.contains("folder.csv"), "{err}");
    assert_eq!(fs::read(desk.log()).unwrap(), before);
}

#[test]
fn logs_that_are_none() {
    let desk = Desk::new();
    fs::write(desk.path("text.db"), "hello, I am precious").unwrap();
    fs::create_dir(desk.path("folder")).unwrap();
    for (name, words) in
        [("missing.db", "no choice log here"), ("text.db", "not a choice log"), ("folder", "is a folder")]
    {
        let log = desk.path(name);
        let mut runs = vec![
            ran(|console| verify(&VerifyOptions { log: log.clone() }, console)),
            ran(|console| show(&ShowOptions { log: log.clone(), json: false }, console)),
            ran(|console| {
                let format = "csv".to_owned();
                export(&ExportOptions { log: log.clone(), format, output: None }, console)
            }),
            ran(|console| {
                let session = Some(id(1));
                erase(&EraseOptions { log: log.clone(), session, viewer: None, yes: true }, console)
            }),
        ];
        if name != "missing.db" {
            let from = vec![desk.log()];
            runs.push(ran(|console| import(&ImportOptions { log: log.clone(), from }, console)));
        }
        for (exit, out, err) in runs {
            assert_eq!((exit, out.as_str()), (Exit::CouldNotRun, ""));
            assert!(err.contains(words) && err.contains(name), "{err}");
        }
    }
    assert_eq!(fs::read_to_string(desk.path("text.db")).unwrap(), "hello, I am precious");
    assert!(!desk.path("missing.db").exists());
}

#[test]
fn an_empty_log() {
    let desk = Desk::new();
    fs::write(desk.log(), "").unwrap();
    let (exit, out, err) = desk.show(false);
    assert!(exit == Exit::Done && out.is_empty() && err.contains("No sessions yet"), "{err}");
    assert_eq!(desk.show(true).1, "[]\n");
    assert_eq!(desk.verify().1, "0 sessions, 0 records, whole\n");
}
