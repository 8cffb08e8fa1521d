//! Any column of any record, changed from outside, is found and named.

use crate::support::{Source, log_of};
use choice_log::COLUMNS;
use log_store::{SqliteStore, transfer};
use proptest::prelude::*;
use rusqlite::types::Value;
use rusqlite::{Connection, params};
use std::path::Path;

/// Changes one cell as a person with `sqlite3` would, and gives what verifying then says.
fn verdict_after(path: &Path, column: &str, seq: i64, value: &Value) -> Option<transfer::LogVerdict> {
    let connection = Connection::open(path).unwrap();
    let transaction = connection.unchecked_transaction().unwrap();
    let read = |what: &str| -> Value {
        transaction
            .query_row(&format!("SELECT {what} FROM records WHERE rowid = ?"), [seq], |r| r.get(0))
            .unwrap()
    };
    let before = read(column);
    let update = format!("UPDATE records SET {column} = ? WHERE rowid = ?");
    // A number that is taken, or nothing in a column that must have something: SQLite refuses.
    let changed = transaction.execute(&update, params![value, seq]).is_ok() && read(column) != before;
    if !changed {
        return None;
    }
    transaction.commit().unwrap();
    let verdict = transfer::verify(&mut SqliteStore::open_read_only(path).unwrap()).unwrap();
    connection.execute(&update, params![before, seq]).unwrap();
    Some(verdict)
}

fn assert_found(path: &Path, session: &str, column: &str, seq: i64, value: &Value) -> bool {
    let Some(verdict) = verdict_after(path, column, seq, value) else { return false };
    assert!(!verdict.is_whole(), "{column} of record {seq} became {value:?}, and nobody noticed");
    let named = verdict.broken.iter().any(|(id, found)| {
        id == session && found.faults.iter().any(|f| f.seq.is_some_and(|n| n >= seq.unsigned_abs()))
    });
    // The last record moved to another session or number is found there: here the chain is shorter.
    assert!(named || column == "session_id" || column == "seq", "{column} of {seq}: {verdict:?}");
    true
}

fn columns() -> Vec<&'static str> {
    COLUMNS.into_iter().chain(["salt", "commitment", "link"]).collect()
}

#[test]
fn every_column_of_every_record() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log.db");
    let records = Source::new(1, Some("A-17")).records(4);
    let session = records[0].record.session_id.to_string();
    drop(log_of(&path, &records));
    let mut tried = 0;
    for column in columns() {
        for seq in 1..=4 {
            for value in [
                Value::Null,
                Value::Text("x".to_owned()),
                Value::Text(String::new()),
                Value::Integer(99),
                Value::Real(1.5),
                Value::Blob(vec![0xff; 32]),
                Value::Blob(vec![0x41]),
            ] {
                tried += usize::from(assert_found(&path, &session, column, seq, &value));
            }
        }
    }
    assert!(tried > 26 * 4 * 5, "only {tried} changes took place");
    let whole = transfer::verify(&mut SqliteStore::open_read_only(&path).unwrap()).unwrap();
    assert!(whole.is_whole(), "put back as it was: {whole:?}");
    assert_eq!((whole.sessions, whole.records, whole.erased), (1, 4, 0));
}

/// One byte, as the closest a change can come: another letter, case or digit.
#[test]
fn one_byte_of_every_column() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log.db");
    let records = Source::new(2, Some("A-17")).records(3);
    let session = records[0].record.session_id.to_string();
    drop(log_of(&path, &records));
    let connection = Connection::open(&path).unwrap();
    for column in columns() {
        for seq in 1..=3 {
            let sql = format!("SELECT {column} FROM records WHERE rowid = ?");
            let before: Value = connection.query_row(&sql, [seq], |row| row.get(0)).unwrap();
            let changed: Vec<Value> = match before {
                Value::Null => vec![Value::Text("x".to_owned())],
                Value::Integer(n) => vec![Value::Integer(n ^ 1), Value::Text(format!("{n} "))],
                Value::Text(text) => {
                    let mut other = text.clone();
                    let last = other.pop().unwrap();
                    other.push(if last == 'x' { 'y' } else { 'x' });
                    vec![Value::Text(other), Value::Text(text.to_uppercase()), Value::Text(text + " ")]
                }
                Value::Blob(mut bytes) => {
                    bytes[7] ^= 1;
                    vec![Value::Blob(bytes)]
                }
                Value::Real(_) => unreachable!(),
            };
            for value in changed {
                assert_found(&path, &session, column, seq, &value);
            }
        }
    }
}

#[test]
fn removed_and_exchanged_records() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log.db");
    drop(log_of(&path, &Source::new(3, None).records(5)));
    let saved = std::fs::read(&path).unwrap();
    for (change, found) in [
        ("DELETE FROM records WHERE seq = 1", true),
        ("DELETE FROM records WHERE seq = 3", true),
        (
            "UPDATE records SET seq = 99 WHERE seq = 3; UPDATE records SET seq = 3 WHERE seq = 4; \
          UPDATE records SET seq = 4 WHERE seq = 99",
            true,
        ),
        ("UPDATE records SET kind = 'skip', salt = NULL WHERE seq = 2", true),
        // What no chain can tell: the documents say so.
        ("DELETE FROM records WHERE seq = 5", false),
    ] {
        std::fs::write(&path, &saved).unwrap();
        Connection::open(&path).unwrap().execute_batch(change).unwrap();
        let verdict = transfer::verify(&mut SqliteStore::open_read_only(&path).unwrap()).unwrap();
        assert_eq!(!verdict.is_whole(), found, "{change}: {verdict:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_value_in_any_column(
        column in 0..26_usize,
        seq in 1..=4_i64,
        value in prop_oneof![
            any::<i64>().prop_map(Value::Integer),
            any::<f64>().prop_map(Value::Real),
            "\\PC{0,40}".prop_map(Value::Text),
            proptest::collection::vec(any::<u8>(), 0..40).prop_map(Value::Blob),
        ],
    ) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log.db");
        let records = Source::new(4, Some("山田")).records(4);
        let session = records[0].record.session_id.to_string();
        drop(log_of(&path, &records));
        assert_found(&path, &session, columns()[column], seq, &value);
    }
}
