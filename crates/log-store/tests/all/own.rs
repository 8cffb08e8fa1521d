//! The sessions of whoever watches here: found, erased, and never mixed with imported ones.

use crate::support::{Source, live, rows, sessions};
use choice_log::{ChainedRecord, Row, SessionId, ViewerKey};
use core::time::Duration;
use log_store::{
    EraseBy, LogWriter, NoErase, SqliteOptions, SqliteStore, Store, StoreError, Unanswered, Which,
    WriterOptions, transfer,
};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

const PATIENCE: Duration = Duration::from_secs(60);

fn own() -> Which {
    Which::Own("offer".to_owned())
}

fn erase_own() -> EraseBy {
    EraseBy::Own("offer".to_owned())
}

fn own_store(path: &Path) -> SqliteStore {
    SqliteStore::open(path, SqliteOptions { own: true, ..SqliteOptions::default() }).unwrap()
}

fn quick() -> WriterOptions {
    let (first_retry, longest_retry) = (Duration::from_millis(2), Duration::from_millis(20));
    WriterOptions { first_retry, longest_retry, ..WriterOptions::default() }
}

fn found(path: &Path) -> Vec<ChainedRecord> {
    sessions(&mut SqliteStore::open_read_only(path).unwrap(), &own()).iter().flat_map(live).collect()
}

#[test]
fn own_sessions_are_found_and_imported_ones_are_not() {
    let folder = tempfile::tempdir().unwrap();
    let (path, other) = (folder.path().join("log.db"), folder.path().join("other.db"));
    let (mine, theirs) = (Source::new(1, None).records(3), Source::new(2, Some("A-17")).records(4));
    own_store(&path).append(&rows(&mine)).unwrap();
    own_store(&other).append(&rows(&theirs)).unwrap();
    let mut store = SqliteStore::open(&path, SqliteOptions::default()).unwrap();
    let imported = transfer::import_file(&mut store, &other).unwrap();
    assert_eq!((imported.sessions, imported.added), (1, 4));
    assert_eq!(found(&path), mine);
    assert_eq!(sessions(&mut store, &Which::Own("another".to_owned())), []);
    let receipt = store.erase(&erase_own(), 5).unwrap();
    assert_eq!((receipt.records(), receipt.by_viewer, receipt.bytes_gone), (3, false, true));
    assert_eq!(found(&path), []);
    assert_eq!(sessions(&mut store, &Which::All).iter().flat_map(live).collect::<Vec<_>>(), theirs);
    assert!(transfer::verify(&mut store).unwrap().is_whole());
    drop(store);
    let bytes = std::fs::read(&path).unwrap();
    let id = SessionId::from_random([1; 16]).to_string();
    let words = "own_sessions";
    let has = |part: &[u8]| bytes.windows(part.len()).any(|window| window == part);
    assert!(has(words.as_bytes()) && has(id.as_bytes()), "the chain keeps the session's number");
    let connection = rusqlite::Connection::open(&path).unwrap();
    let left: i64 = connection.query_row("SELECT count(*) FROM own_sessions", [], |row| row.get(0)).unwrap();
    assert_eq!(left, 0);
}

#[test]
fn erasing_by_session_or_viewer_forgets_whose_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log.db");
    let mut store = own_store(&path);
    store.append(&rows(&Source::new(1, None).records(2))).unwrap();
    store.append(&rows(&Source::new(2, Some("A-17")).records(2))).unwrap();
    assert_eq!(sessions(&mut store, &own()).len(), 2);
    store.erase(&EraseBy::Session(SessionId::from_random([1; 16])), 0).unwrap();
    assert_eq!(sessions(&mut store, &own()).len(), 1);
    store.erase(&EraseBy::Viewer(ViewerKey::new("A-17").unwrap()), 0).unwrap();
    assert_eq!(sessions(&mut store, &own()), []);
}

#[test]
fn a_log_without_own_sessions_has_none() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log.db");
    let mut store = crate::support::log_of(&path, &Source::new(1, None).records(2));
    assert_eq!(sessions(&mut store, &own()), []);
    assert_eq!(store.erase(&erase_own(), 0).unwrap().records(), 0);
    drop(store);
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection.execute_batch("CREATE TABLE own_sessions (mood TEXT)").unwrap();
    drop(connection);
    let refused = SqliteStore::open_read_only(&path).err().unwrap().to_string();
    assert!(refused.contains("not those of a choice log"), "{refused}");
}

#[test]
fn what_was_submitted_is_there_once_it_has_settled() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log.db");
    let writer = LogWriter::start(path.clone(), quick()).unwrap();
    let errands = writer.errands();
    assert_eq!(errands.settle(PATIENCE), Ok(0));
    assert!(!path.exists(), "asking makes no file");
    let records = Source::new(1, None).records(300);
    for record in &records {
        writer.submit(record.clone()).unwrap();
    }
    assert_eq!(errands.settle(PATIENCE), Ok(0));
    assert_eq!(found(&path), records);
    assert_eq!(writer.finish(PATIENCE).unsaved_count, 0);
    assert_eq!(errands.settle(PATIENCE), Err(Unanswered::Ended));
    assert_eq!(errands.erase(erase_own(), 0, PATIENCE), Err(NoErase::Unanswered(Unanswered::Ended)));
}

#[test]
fn the_writer_erases_what_came_before_and_keeps_what_comes_after() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log.db");
    let writer = LogWriter::start(path.clone(), quick()).unwrap();
    let records = Source::new(1, Some("A-17")).records(40);
    for record in &records[..30] {
        writer.submit(record.clone()).unwrap();
    }
    let receipt = writer.errands().erase(erase_own(), 9, PATIENCE).unwrap();
    assert_eq!((receipt.records(), receipt.bytes_gone), (30, true));
    assert_eq!(found(&path), []);
    for record in &records[30..] {
        writer.submit(record.clone()).unwrap();
    }
    assert_eq!(writer.finish(PATIENCE).unsaved_count, 0);
    assert_eq!(found(&path), records[30..]);
    let mut store = SqliteStore::open_read_only(&path).unwrap();
    let verdict = transfer::verify(&mut store).unwrap();
    assert!(verdict.is_whole(), "{verdict:?}");
    assert_eq!((verdict.records, verdict.erased), (40, 30));
    let bytes = std::fs::read(&path).unwrap();
    for at in 1..30 {
        let words = format!("秘密の言葉 1 {at}\u{0}");
        let words = words.trim_end_matches('\0').as_bytes();
        let gone = !bytes.windows(words.len()).any(|window| window == words);
        assert!(gone || at < 4, "the words of record {at} are still in the file");
    }
}

/// While the log cannot be written, what waits in memory is erased too, and never reaches the disk.
#[test]
fn what_waits_is_erased_before_it_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log.db");
    let locked = Arc::new(AtomicBool::new(true));
    let (is_locked, file) = (Arc::clone(&locked), path.clone());
    let opener = move || {
        if is_locked.load(Ordering::Acquire) {
            return Err(StoreError::Locked { path: file.clone() });
        }
        let options = SqliteOptions { own: true, ..SqliteOptions::default() };
        Ok(Box::new(SqliteStore::open(&file, options)?) as Box<dyn Store>)
    };
    let writer = LogWriter::with_opener(Box::new(opener), quick()).unwrap();
    let errands = writer.errands();
    let records = Source::new(1, Some("A-17")).records(12);
    for record in &records[..8] {
        writer.submit(record.clone()).unwrap();
    }
    assert_eq!(errands.settle(PATIENCE), Ok(8), "nothing can be written");
    let refused = errands.erase(erase_own(), 0, PATIENCE).unwrap_err();
    assert!(matches!(refused, NoErase::Store(StoreError::Locked { .. })), "{refused:?}");
    locked.store(false, Ordering::Release);
    for record in &records[8..] {
        writer.submit(record.clone()).unwrap();
    }
    let summary = writer.finish(PATIENCE);
    assert_eq!(summary.unsaved_count, 0);
    assert_eq!(found(&path), records[8..], "only what came after");
    let mut store = SqliteStore::open_read_only(&path).unwrap();
    let verdict = transfer::verify(&mut store).unwrap();
    assert!(verdict.is_whole(), "{verdict:?}");
    let all = sessions(&mut store, &Which::All);
    let erased = all[0].readable().filter(|row| matches!(row, Row::Erased(_))).count();
    assert_eq!((all[0].rows.len(), erased), (12, 8));
}
