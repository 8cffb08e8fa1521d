//! Lawful deletion: the words are gone from the disk, the chain stays whole.

use crate::support::{Source, live, log_of, rows, sessions};
use choice_log::{SessionId, ViewerKey};
use log_store::{EraseBy, SqliteOptions, SqliteStore, Store, Which, transfer};
use std::fs;
use std::path::Path;

/// Every file of the folder, byte by byte.
fn on_disk(folder: &Path, needle: &[u8]) -> usize {
    let files = fs::read_dir(folder).unwrap().map(|entry| fs::read(entry.unwrap().path()).unwrap());
    files.map(|bytes| bytes.windows(needle.len()).filter(|window| *window == needle).count()).sum()
}

#[test]
fn a_session_goes_and_the_rest_verifies() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log.db");
    let gone = Source::new(1, Some("山田太郎")).records(120);
    let stays = Source::new(2, Some("佐藤花子")).records(120);
    let mixed: Vec<_> = gone.iter().zip(&stays).flat_map(|(a, b)| [a.clone(), b.clone()]).collect();
    let mut store = log_of(&path, &mixed);
    assert!(on_disk(folder.path(), "山田太郎".as_bytes()) > 0);
    let id = SessionId::from_random([1; 16]);
    let receipt = store.erase(&EraseBy::Session(id), 1_775_035_800_000).unwrap();
    assert_eq!((receipt.records(), receipt.by_viewer, receipt.bytes_gone), (120, false, true));
    assert_eq!(receipt.sessions[0].seqs_text(), "1-120");
    // Also while the log is still open.
    for needle in ["山田太郎", "秘密の言葉 1 "] {
        assert_eq!(on_disk(folder.path(), needle.as_bytes()), 0, "{needle}");
    }
    assert!(gone.iter().all(|record| on_disk(folder.path(), &record.salt) == 0));
    let event = gone[5].record.event_id.to_string();
    assert_eq!(on_disk(folder.path(), event.as_bytes()), 0);
    let verdict = transfer::verify(&mut store).unwrap();
    assert!(verdict.is_whole(), "{verdict:?}");
    assert_eq!((verdict.sessions, verdict.records, verdict.erased), (2, 240, 120));
    assert_eq!(live(&sessions(&mut store, &Which::Session(SessionId::from_random([2; 16])))[0]), stays);
    assert_eq!(store.receipts().unwrap(), [receipt]);
    let again = store.erase(&EraseBy::Session(id), 1_775_035_900_000).unwrap();
    assert_eq!(again.records(), 0, "there is nothing left to erase");
    assert_eq!(store.receipts().unwrap().len(), 1);
}

#[test]
fn by_viewer_key_all_of_their_sessions_go() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = log_of(&folder.path().join("log.db"), &Source::new(1, Some("A-17")).records(3));
    store.append(&rows(&Source::new(2, Some("B-2")).records(3))).unwrap();
    store.append(&rows(&Source::new(3, Some("A-17")).records(3))).unwrap();
    let receipt = store.erase(&EraseBy::Viewer(ViewerKey::new("A-17").unwrap()), 0).unwrap();
    assert_eq!((receipt.sessions.len(), receipt.records(), receipt.by_viewer), (2, 6, true));
    assert_eq!(on_disk(folder.path(), b"A-17"), 0, "not even the receipt has the key");
    assert!(on_disk(folder.path(), b"B-2") > 0);
    assert_eq!(store.receipts().unwrap(), [receipt]);
}

#[test]
fn a_session_goes_on_after_erasing_and_what_is_sent_twice_stays_erased() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log.db");
    let records = Source::new(1, None).records(6);
    let mut store = log_of(&path, &records[..4]);
    let id = SessionId::from_random([1; 16]);
    assert_eq!(store.erase(&EraseBy::Session(id), 0).unwrap().records(), 4);
    let appended = store.append(&rows(&records[2..])).unwrap();
    assert_eq!((appended.added, appended.known), (2, 2));
    let verdict = transfer::verify(&mut store).unwrap();
    assert!(verdict.is_whole(), "{verdict:?}");
    assert_eq!((verdict.records, verdict.erased), (6, 4));
    // A broken chain is found among erased records too.
    drop(store);
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection.execute("UPDATE records SET link = zeroblob(32) WHERE seq = 2", []).unwrap();
    let verdict = transfer::verify(&mut SqliteStore::open_read_only(&path).unwrap()).unwrap();
    assert_eq!(verdict.broken[0].1.faults[0].seq, Some(2));
}

#[test]
fn while_another_program_reads_it_says_that_bytes_may_stay() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log.db");
    drop(log_of(&path, &Source::new(1, None).records(3)));
    let reader = rusqlite::Connection::open(&path).unwrap();
    reader.execute_batch("BEGIN; SELECT count(*) FROM records").unwrap();
    let options = SqliteOptions { lock_timeout: core::time::Duration::from_millis(50), ..Default::default() };
    let mut store = SqliteStore::open_existing(&path, options).unwrap();
    let by = EraseBy::Session(SessionId::from_random([1; 16]));
    let receipt = store.erase(&by, 0).unwrap();
    assert_eq!((receipt.records(), receipt.bytes_gone), (3, false));
    reader.execute_batch("COMMIT").unwrap();
    assert!(store.erase(&by, 0).unwrap().bytes_gone, "erasing again scrubs");
}
