//! What is not a log of this version is left as it was, to the byte.

use crate::support::{Source, live, log_of, rows, sessions};
use log_store::{SqliteOptions, SqliteStore, Store, StoreError, Which, transfer};
use proptest::prelude::*;
use rusqlite::Connection;
use std::fs;
use std::path::Path;

fn open(path: &Path) -> Result<SqliteStore, StoreError> {
    SqliteStore::open(path, SqliteOptions::default())
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Every way of opening refuses with these words, names the file, and changes nothing.
fn check_refused(path: &Path, words: &str) {
    let before = fs::read(path).ok();
    let beside = names(path.parent().unwrap());
    let errors = [
        open(path).err(),
        SqliteStore::open_existing(path, SqliteOptions::default()).err(),
        SqliteStore::open_read_only(path).err(),
    ];
    for error in errors {
        let text = error.unwrap().to_string();
        let name = path.file_name().unwrap().to_str().unwrap();
        assert!(text.contains(words) && text.contains(name), "{text}");
    }
    assert_eq!(fs::read(path).ok(), before);
    assert_eq!(names(path.parent().unwrap()), beside);
}

#[test]
fn files_that_are_no_logs() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("thing.db");
    for bytes in [&b"hello"[..], &[0; 5000], b"SQLite format 2\0 and more", "日本語".as_bytes()] {
        fs::write(&path, bytes).unwrap();
        check_refused(&path, "not a choice log");
    }
}

#[test]
fn other_programs_databases() {
    let folder = tempfile::tempdir().unwrap();
    for (name, sql) in [
        ("plain.db", "CREATE TABLE t (a)"),
        ("named.db", "PRAGMA application_id = 77; CREATE TABLE t (a)"),
        ("wal.db", "PRAGMA journal_mode = WAL; CREATE TABLE t (a); INSERT INTO t VALUES (1)"),
    ] {
        let path = folder.path().join(name);
        Connection::open(&path).unwrap().execute_batch(sql).unwrap();
        check_refused(&path, "another program's SQLite file");
    }
}

#[test]
fn a_newer_version_and_odd_shapes() {
    let folder = tempfile::tempdir().unwrap();
    for (name, sql, words) in [
        ("newer.db", "PRAGMA user_version = 2", "newer version"),
        ("column.db", "ALTER TABLE records ADD COLUMN mood", "not those of a choice log"),
        ("gone.db", "DROP TABLE records", "not those of a choice log"),
        ("zero.db", "PRAGMA user_version = 0", "not those of a choice log"),
        (
            "trigger.db",
            "CREATE TRIGGER t AFTER INSERT ON records BEGIN DELETE FROM records; END",
            "not those of a choice log",
        ),
        (
            "view.db",
            "ALTER TABLE records RENAME TO r; CREATE VIEW records AS SELECT * FROM r",
            "not those of a choice log",
        ),
    ] {
        let path = folder.path().join(name);
        drop(log_of(&path, &Source::new(1, None).records(2)));
        let connection = Connection::open(&path).unwrap();
        connection.execute_batch(sql).unwrap();
        connection.close().unwrap();
        check_refused(&path, words);
    }
}

#[test]
fn places_that_are_no_files() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("folder.db");
    fs::create_dir(&dir).unwrap();
    check_refused(&dir, "is a folder");
    let missing = folder.path().join("missing.db");
    for error in [
        SqliteStore::open_existing(&missing, SqliteOptions::default()).err(),
        SqliteStore::open_read_only(&missing).err(),
    ] {
        assert!(matches!(error, Some(StoreError::NotFound { .. })), "{error:?}");
    }
    assert_eq!(names(folder.path()), ["folder.db"]);
    let below_file = folder.path().join("file").join("log.db");
    fs::write(folder.path().join("file"), "x").unwrap();
    assert!(open(&below_file).is_err());
}

#[cfg(target_os = "linux")]
#[test]
fn devices_pipes_and_read_only_disks() {
    let Some(device) = open(Path::new("/dev/full")).err() else { panic!("a device was opened") };
    assert!(matches!(device, StoreError::NotAFile { .. }), "{device}");
    // /proc lets nobody make files, root included.
    let Some(error) = open(Path::new("/proc/edamichi-test.db")).err() else { panic!("made a file in /proc") };
    assert!(error.to_string().contains("/proc/edamichi-test.db"), "{error}");
}

#[test]
fn an_empty_file_is_a_log_without_records() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log.db");
    fs::write(&path, "").unwrap();
    let verdict = transfer::verify(&mut SqliteStore::open_read_only(&path).unwrap()).unwrap();
    assert_eq!((verdict.sessions, verdict.is_whole()), (0, true));
    assert_eq!(fs::read(&path).unwrap(), b"");
    let records = Source::new(1, None).records(2);
    open(&path).unwrap().append(&rows(&records)).unwrap();
    assert_eq!(live(&sessions(&mut SqliteStore::open_read_only(&path).unwrap(), &Which::All)[0]), records);
}

#[test]
fn a_name_that_means_something_to_sqlite_is_a_file() {
    let folder = tempfile::tempdir().unwrap();
    for name in [":memory:", "file:x?mode=memory", "a b%20#?.db", "記録.db"] {
        let path = folder.path().join(name);
        drop(log_of(&path, &Source::new(1, None).records(2)));
        assert!(path.exists(), "{name}");
        assert_eq!(
            sessions(&mut SqliteStore::open_read_only(&path).unwrap(), &Which::All).len(),
            1,
            "{name}"
        );
    }
}

#[test]
fn reading_leaves_the_file_and_the_folder_as_they_were() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log.db");
    drop(log_of(&path, &Source::new(1, None).records(9)));
    let before = fs::read(&path).unwrap();
    let mut store = SqliteStore::open_read_only(&path).unwrap();
    assert_eq!(sessions(&mut store, &Which::All).len(), 1);
    assert!(store.append(&rows(&Source::new(2, None).records(1))).is_err(), "opened for reading only");
    drop(store);
    assert_eq!(fs::read(&path).unwrap(), before);
    assert_eq!(names(folder.path()), ["log.db"]);
}

#[test]
fn settings_are_those_that_acknowledging_needs() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log.db");
    let mut store = log_of(&path, &Source::new(1, None).records(1));
    assert_eq!(store.schema_version().unwrap(), log_store::sqlite::SCHEMA_VERSION);
    let other = Connection::open(&path).unwrap();
    let mode: String = other.query_row("PRAGMA journal_mode", [], |row| row.get(0)).unwrap();
    assert_eq!(mode, "wal");
}

#[test]
fn two_programs_append_to_one_log() {
    let folder = tempfile::tempdir().unwrap();
    let path = &folder.path().join("log.db");
    std::thread::scope(|scope| {
        for session in 1..=4 {
            scope.spawn(move || {
                let mut store = open(path).unwrap();
                for record in Source::new(session, None).records(40) {
                    store.append(&rows(&[record])).unwrap();
                }
            });
        }
    });
    let verdict = transfer::verify(&mut SqliteStore::open_read_only(path).unwrap()).unwrap();
    assert!(verdict.is_whole(), "{verdict:?}");
    assert_eq!((verdict.sessions, verdict.records), (4, 160));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    /// A log with bytes overwritten anywhere: an error or a verdict, never a panic, and a change that
    /// reaches a record is no secret.
    #[test]
    fn damaged_files(at in 0..40_000_usize, noise in proptest::collection::vec(any::<u8>(), 1..200)) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log.db");
        let records = Source::new(1, Some("A-17")).records(30);
        drop(log_of(&path, &records));
        let mut bytes = fs::read(&path).unwrap();
        let at = at % bytes.len();
        let end = (at + noise.len()).min(bytes.len());
        bytes[at..end].copy_from_slice(&noise[..end - at]);
        fs::write(&path, &bytes).unwrap();
        if let Ok(mut store) = SqliteStore::open_read_only(&path) {
            let verdict = transfer::verify(&mut store);
            if verdict.is_ok_and(|verdict| verdict.is_whole() && verdict.records == 30) {
                prop_assert_eq!(live(&sessions(&mut store, &Which::All)[0]), records);
            }
        }
        let _ = open(&path).map(|mut store| store.append(&rows(&Source::new(2, None).records(2))));
    }

    #[test]
    fn random_bytes(bytes in proptest::collection::vec(any::<u8>(), 1..3000)) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log.db");
        fs::write(&path, &bytes).unwrap();
        prop_assert!(open(&path).is_err());
        prop_assert_eq!(fs::read(&path).unwrap(), bytes);
    }
}
