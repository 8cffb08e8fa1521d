//! Acknowledged means on disk; trouble loses nothing; nobody waits.

use crate::support::{Source, live, sessions};
use choice_log::ChainedRecord;
use core::time::Duration;
use log_store::{
    Ack, LogWriter, Rejected, Report, SqliteOptions, SqliteStore, Store, StoreError, Which, WriterOptions,
};
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Long enough for any machine; reached only when something is broken.
const PATIENCE: Duration = Duration::from_secs(60);

fn quick() -> WriterOptions {
    WriterOptions {
        first_retry: Duration::from_millis(2),
        longest_retry: Duration::from_millis(20),
        ..WriterOptions::default()
    }
}

fn next(writer: &LogWriter) -> Report {
    writer.reports().recv_timeout(PATIENCE).unwrap()
}

fn stored_in(path: &Path) -> Vec<ChainedRecord> {
    let mut store = SqliteStore::open_read_only(path).unwrap();
    sessions(&mut store, &Which::All).iter().flat_map(live).collect()
}

fn ack(record: &ChainedRecord) -> Report {
    Report::Stored(Ack { session_id: record.record.session_id, seq: record.record.seq })
}

#[test]
fn what_is_acknowledged_is_on_disk_and_no_file_comes_before_the_first_record() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new folder").join("log.db");
    let writer = LogWriter::start(path.clone(), quick()).unwrap();
    assert!(!path.parent().unwrap().exists());
    let records = Source::new(1, None).records(20);
    for (at, record) in records.iter().enumerate() {
        writer.submit(record.clone()).unwrap();
        assert_eq!(next(&writer), ack(record));
        // Read by another connection while the writer goes on.
        assert_eq!(stored_in(&path), records[..=at]);
    }
    let summary = writer.finish(PATIENCE);
    assert_eq!((summary.stored, summary.unsaved_count, summary.trouble), (20, 0, None));
    assert_eq!(stored_in(&path), records);
    let names: Vec<_> =
        fs::read_dir(path.parent().unwrap()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(names, ["log.db"], "closing leaves one file");
}

#[test]
fn without_records_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log.db");
    let summary = LogWriter::start(path.clone(), quick()).unwrap().finish(PATIENCE);
    assert_eq!(summary.stored, 0);
    assert!(!path.exists());
}

#[test]
fn a_full_disk_is_told_once_and_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log.db");
    let full = Arc::new(AtomicBool::new(true));
    let (is_full, file) = (Arc::clone(&full), path.clone());
    let opener = move || {
        let max_pages = if is_full.load(Ordering::Acquire) { Some(16) } else { Some(1 << 20) };
        let options = SqliteOptions { max_pages, ..SqliteOptions::default() };
        Ok(Box::new(SqliteStore::open(&file, options)?) as Box<dyn Store>)
    };
    let writer = LogWriter::with_opener(Box::new(opener), quick()).unwrap();
    let records = Source::new(2, Some("A-17")).records(400);
    for record in &records {
        writer.submit(record.clone()).unwrap();
    }
    let mut acknowledged = 0;
    let trouble = loop {
        match next(&writer) {
            Report::Stored(_) => acknowledged += 1,
            Report::Trouble(trouble) => break trouble,
            Report::Recovered => panic!("never in trouble"),
        }
    };
    assert!(acknowledged < records.len());
    assert!(trouble.message.contains("disk is full") && trouble.message.contains("log.db"), "{trouble:?}");
    assert_eq!(stored_in(&path).len(), acknowledged, "acknowledged is stored, the rest is not");
    full.store(false, Ordering::Release);
    for record in &records[acknowledged..] {
        assert_eq!(next(&writer), ack(record), "told once: nothing but acknowledgements follows");
    }
    assert_eq!(next(&writer), Report::Recovered);
    assert_eq!(writer.finish(PATIENCE).unsaved_count, 0);
    assert_eq!(stored_in(&path), records);
}

#[test]
fn a_log_that_never_opens_gives_the_records_back_and_finish_returns() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("notes.txt");
    fs::write(&path, "not a log, and precious").unwrap();
    let writer = LogWriter::start(path.clone(), quick()).unwrap();
    let records = Source::new(3, None).records(5);
    for record in &records {
        writer.submit(record.clone()).unwrap();
    }
    let Report::Trouble(trouble) = next(&writer) else { panic!("no trouble") };
    assert!(trouble.message.contains("not a choice log"), "{}", trouble.message);
    let summary = writer.finish(Duration::from_millis(30));
    assert_eq!((summary.stored, summary.unsaved_count, summary.unsaved.len()), (0, 5, 5));
    assert!(summary.trouble.unwrap().contains("notes.txt"));
    assert_eq!(fs::read_to_string(&path).unwrap(), "not a log, and precious");
}

#[test]
fn a_full_queue_gives_the_record_back_at_once() {
    let options = WriterOptions { queue: 4, waiting: 3, group: 2, ..quick() };
    let opener = || Err(StoreError::Full { path: "log.db".into() });
    let writer = LogWriter::with_opener(Box::new(opener), options).unwrap();
    let records = Source::new(4, None).records(100);
    let rejected = records.iter().find_map(|record| writer.submit(record.clone()).err());
    let Some(Rejected::Full(record)) = rejected else { panic!("100 records fit nowhere") };
    assert!(record.record.seq > 4, "the queue alone holds four");
    let summary = writer.finish(Duration::from_millis(30));
    assert_eq!(summary.unsaved_count, record.record.seq - 1);
    assert_eq!(u64::try_from(summary.unsaved.len()).unwrap(), summary.unsaved_count);
}

#[test]
fn a_taken_place_stops_its_session_and_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log.db");
    let mine = Source::new(5, None).records(3);
    let mut twin_source = Source::new(5, None);
    twin_source.stamp();
    let twins = twin_source.records(3);
    let others = Source::new(6, None).records(3);
    let writer = LogWriter::start(path.clone(), quick()).unwrap();
    for record in mine.iter().chain(&twins).chain(&others) {
        writer.submit(record.clone()).unwrap();
    }
    let summary = writer.finish(PATIENCE);
    assert!(summary.trouble.unwrap().contains("another record has the place"));
    assert_eq!(stored_in(&path), [mine, others].concat());
}

#[test]
fn reports_that_nobody_reads_block_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let options = WriterOptions { reports: 2, ..quick() };
    let writer = LogWriter::start(folder.path().join("log.db"), options).unwrap();
    let records = Source::new(7, None).records(300);
    for record in &records {
        writer.submit(record.clone()).unwrap();
    }
    let summary = writer.finish(PATIENCE);
    assert_eq!(summary.stored, 300);
    assert_eq!(summary.late, records.iter().map(ack).collect::<Vec<_>>());
}

#[cfg(unix)]
#[test]
fn a_log_deleted_in_the_middle_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log.db");
    let writer = LogWriter::start(path.clone(), quick()).unwrap();
    let records = Source::new(8, None).records(2);
    writer.submit(records[0].clone()).unwrap();
    assert_eq!(next(&writer), ack(&records[0]));
    fs::remove_file(&path).unwrap();
    writer.submit(records[1].clone()).unwrap();
    let Report::Trouble(trouble) = next(&writer) else { panic!("wrote into a deleted file") };
    assert!(trouble.message.contains("deleted or replaced"), "{}", trouble.message);
    assert_eq!(next(&writer), ack(&records[1]), "a new file is made");
    assert_eq!(writer.finish(PATIENCE).unsaved_count, 0);
    assert_eq!(stored_in(&path), records[1..]);
}
