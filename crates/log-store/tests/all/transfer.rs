//! Out as CSV and JSON Lines, in again by merging.

use crate::support::{Source, live, log_of, rows, sessions};
use choice_log::{COLUMNS, SessionId, csv_form};
use log_store::transfer::{Format, TransferError, export, import_file, verify};
use log_store::{EraseBy, SqliteOptions, SqliteStore, Store, Which};
use std::fs;
use std::path::{Path, PathBuf};

struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn log(&self, name: &str) -> SqliteStore {
        SqliteStore::open(&self.path(name), SqliteOptions::default()).unwrap()
    }

    fn lines(&self, store: &mut SqliteStore, name: &str) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, exported(store, Format::JsonLines)).unwrap();
        path
    }
}

fn exported(store: &mut SqliteStore, format: Format) -> String {
    let mut out = Vec::new();
    export(store, &Which::All, format, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn edit(path: &Path, change: impl Fn(String) -> String) {
    fs::write(path, change(fs::read_to_string(path).unwrap())).unwrap();
}

#[test]
fn json_lines_round_trip_and_a_second_time_changes_nothing() {
    let desk = Desk::new();
    let mut from = log_of(&desk.path("a.db"), &Source::new(1, Some("A-17")).records(8));
    from.append(&rows(&Source::new(2, None).records(5))).unwrap();
    let file = desk.lines(&mut from, "a.jsonl");
    let mut to = desk.log("b.db");
    let first = import_file(&mut to, &file).unwrap();
    assert_eq!((first.sessions, first.added, first.known), (2, 13, 0));
    let second = import_file(&mut to, &file).unwrap();
    assert_eq!((second.sessions, second.added, second.known), (2, 0, 13));
    assert_eq!(sessions(&mut from, &Which::All), sessions(&mut to, &Which::All));
    assert_eq!(exported(&mut from, Format::JsonLines), exported(&mut to, Format::JsonLines));
    // A log is imported as it is.
    let third = import_file(&mut desk.log("c.db"), &desk.path("a.db")).unwrap();
    assert_eq!((third.added, third.refused.len()), (13, 0));
    assert!(verify(&mut desk.log("c.db")).unwrap().is_whole());
}

#[test]
fn parts_of_a_session_join_in_order_only() {
    let desk = Desk::new();
    let mut from = log_of(&desk.path("a.db"), &Source::new(1, None).records(6));
    let all = exported(&mut from, Format::JsonLines);
    let lines: Vec<&str> = all.lines().collect();
    fs::write(desk.path("first"), lines[..3].join("\n")).unwrap();
    fs::write(desk.path("rest"), lines[2..].join("\n")).unwrap();
    let mut to = desk.log("b.db");
    let early = import_file(&mut to, &desk.path("rest")).unwrap();
    assert_eq!(early.added, 0);
    assert!(early.refused[0].reason.contains("record 1 should stand here"), "{early:?}");
    assert_eq!(import_file(&mut to, &desk.path("first")).unwrap().added, 3);
    assert_eq!(import_file(&mut to, &desk.path("rest")).unwrap().added, 3);
    assert!(verify(&mut to).unwrap().is_whole());
}

#[test]
fn what_was_changed_on_the_way_stays_out() {
    let desk = Desk::new();
    let mut from = log_of(&desk.path("a.db"), &Source::new(1, Some("A-17")).records(4));
    from.append(&rows(&Source::new(2, None).records(4))).unwrap();
    let session = SessionId::from_random([1; 16]).to_string();
    for (from_text, to_text) in [
        ("\"value\":-2", "\"value\":2"),
        ("\"seq\":3", "\"seq\":4"),
        ("\"kind\":\"session-start\"", "\"kind\":\"ending\""),
        ("\"viewer_key\":\"A-17\"", "\"viewer_key\":\"A-18\""),
    ] {
        let file = desk.lines(&mut from, "a.jsonl");
        edit(&file, |text| text.replacen(from_text, to_text, 1));
        let mut to = desk.log(&format!("{}.db", from_text.len()));
        let imported = import_file(&mut to, &file).unwrap();
        assert_eq!(imported.refused.len(), 1, "{to_text}: {imported:?}");
        assert_eq!(imported.refused[0].session, session, "{to_text}");
        assert_eq!(imported.added, 4, "the other session is taken");
        // The record is known here, and still the change is told.
        let again = import_file(&mut from, &file).unwrap();
        assert_eq!((again.added, again.refused.len()), (0, 1), "{to_text}");
    }
}

#[test]
fn hostile_lines_are_named_and_the_rest_goes_on() {
    let desk = Desk::new();
    let mut from = log_of(&desk.path("a.db"), &Source::new(1, None).records(2));
    let file = desk.lines(&mut from, "a.jsonl");
    let deep = "[".repeat(100_000);
    let long = format!("{{\"event_id\":\"{}\"}}", "x".repeat(3 << 20));
    let bad =
        ["nonsense", "{}", "[]", "null", "\u{0}", "{\"event_id\":1}", &deep, &long, "{\"seq\":1,\"seq\":2}"];
    edit(&file, |text| format!("\u{feff}{}\n\n{text}", bad.join("\n")));
    let imported = import_file(&mut desk.log("b.db"), &file).unwrap();
    assert_eq!((imported.added, imported.bad_lines.len()), (2, bad.len()));
    assert!(imported.bad_lines.iter().map(|(line, _)| *line).eq(1..=9), "{:?}", imported.bad_lines);
    assert!(imported.bad_lines[7].1.contains("longer than"), "{:?}", imported.bad_lines[7]);
}

#[test]
fn a_csv_export_is_refused_with_the_way_out() {
    let desk = Desk::new();
    let mut log = log_of(&desk.path("a.db"), &Source::new(1, None).records(2));
    fs::write(desk.path("a.csv"), exported(&mut log, Format::Csv)).unwrap();
    let error = import_file(&mut log, &desk.path("a.csv")).unwrap_err();
    assert!(error.to_string().contains("--format jsonl"), "{error}");
    let error = import_file(&mut log, desk.folder.path()).unwrap_err();
    assert!(matches!(error, TransferError::NotImportable { .. }));
    let error = import_file(&mut log, &desk.path("nothing")).unwrap_err();
    assert!(matches!(error, TransferError::Read { .. }));
}

#[test]
fn csv_has_the_header_and_every_record() {
    let desk = Desk::new();
    let records = Source::new(1, Some("=A-17")).records(5);
    let mut log = log_of(&desk.path("a.db"), &records);
    let text = exported(&mut log, Format::Csv);
    let mut lines = text.split("\r\n");
    assert_eq!(lines.next().unwrap(), format!("\u{feff}{}", COLUMNS.join(",")));
    assert_eq!(lines.count(), 6, "five records, and nothing after the last line's end");
    assert!(text.contains(",'=A-17,") && text.contains(",-2,") && text.contains(",people|career,"), "{text}");
    let rows = csv_form::parse(text.as_bytes()).unwrap();
    for (row, record) in rows.iter().zip(&records) {
        let cells = record.record.cells().map(|cell| match cell {
            choice_log::Cell::Absent => String::new(),
            choice_log::Cell::Text(text) => text,
            choice_log::Cell::Integer(number) => number.to_string(),
        });
        assert_eq!(*row, cells);
    }
    let mut empty = desk.log("empty.db");
    assert_eq!(exported(&mut empty, Format::Csv), format!("\u{feff}{}\r\n", COLUMNS.join(",")));
    assert_eq!(exported(&mut empty, Format::JsonLines), "");
}

#[test]
fn erased_records_stay_erased_wherever_they_come_from() {
    let desk = Desk::new();
    let records = Source::new(1, Some("A-17")).records(5);
    let mut log = log_of(&desk.path("a.db"), &records[..3]);
    log.append(&rows(&Source::new(2, None).records(2))).unwrap();
    let before = desk.lines(&mut log, "before.jsonl");
    let id = SessionId::from_random([1; 16]);
    log.erase(&EraseBy::Session(id), 0).unwrap();
    assert!(!exported(&mut log, Format::JsonLines).contains(&id.to_string()), "wholly erased: left out");
    let again = import_file(&mut log, &before).unwrap();
    assert_eq!((again.added, again.known), (0, 5));
    assert_eq!(verify(&mut log).unwrap().erased, 3);
    // The session went on: what is left of its beginning travels along, so that it can be verified.
    log.append(&rows(&records[3..])).unwrap();
    let after = desk.lines(&mut log, "after.jsonl");
    let mut other = desk.log("b.db");
    assert_eq!(import_file(&mut other, &after).unwrap().added, 7);
    assert_eq!(verify(&mut other).unwrap(), verify(&mut log).unwrap());
    let left = sessions(&mut other, &Which::Session(id));
    assert_eq!(live(&left[0]), records[3..]);
    assert!(!exported(&mut other, Format::Csv).contains("秘密の言葉 1 1"));
}
