//! Lawful deletion: payload and salt go, the chain stays, a receipt is kept.

use super::{own, rows};
use crate::store::{EraseBy, ErasedSession, Receipt};
use choice_log::{COLUMNS, instant};
use rusqlite::types::Value;
use rusqlite::{Connection, Transaction, TransactionBehavior, params};

pub(super) fn erase(connection: &mut Connection, by: &EraseBy, at_unix_ms: u64) -> rusqlite::Result<Receipt> {
    let (which, by_viewer) = (by.which(), matches!(by, EraseBy::Viewer(_)));
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut sessions = Vec::new();
    for key in rows::session_keys(&transaction, &which)? {
        let Value::Text(key) = key else { continue };
        let (Ok(session_id), seqs) = (key.parse(), wipe(&transaction, &key)?) else { continue };
        own::forget(&transaction, &key)?;
        if !seqs.is_empty() {
            sessions.push(ErasedSession { session_id, seqs });
        }
    }
    let mut receipt = Receipt { at_unix_ms, by_viewer, sessions, bytes_gone: true };
    keep(&transaction, &receipt)?;
    transaction.commit()?;
    receipt.bytes_gone = scrub(connection).is_ok_and(|gone| gone);
    Ok(receipt)
}

/// Takes what a session's records say; gives the numbers of those that were not erased before.
fn wipe(transaction: &Transaction<'_>, session: &str) -> rusqlite::Result<Vec<u64>> {
    let payload: Vec<&str> =
        COLUMNS.into_iter().filter(|name| !matches!(*name, "session_id" | "seq")).chain(["salt"]).collect();
    let any = payload.iter().map(|name| format!("{name} IS NOT NULL")).collect::<Vec<_>>().join(" OR ");
    let none = payload.iter().map(|name| format!("{name} = NULL")).collect::<Vec<_>>().join(", ");
    let mut seqs: Vec<u64> = transaction
        .prepare(&format!("UPDATE records SET {none} WHERE session_id = ? AND ({any}) RETURNING seq"))?
        .query_map([session], |row| row.get::<_, Value>(0))?
        .filter_map(|seq| match seq {
            Ok(Value::Integer(seq)) => u64::try_from(seq).ok().map(Ok),
            Ok(_) => None,
            Err(error) => Some(Err(error)),
        })
        .collect::<rusqlite::Result<_>>()?;
    seqs.sort_unstable();
    Ok(seqs)
}

fn keep(transaction: &Transaction<'_>, receipt: &Receipt) -> rusqlite::Result<()> {
    let number: i64 =
        transaction.query_row("SELECT coalesce(max(receipt), 0) + 1 FROM erasures", [], |row| row.get(0))?;
    for session in &receipt.sessions {
        transaction.execute(
            "INSERT INTO erasures (receipt, erased_at, by_viewer, session_id, seqs) VALUES (?, ?, ?, ?, ?)",
            params![
                number,
                instant::to_rfc3339(receipt.at_unix_ms),
                receipt.by_viewer,
                session.session_id.to_string(),
                session.seqs_text()
            ],
        )?;
    }
    Ok(())
}

/// Overwrites what erasing left in the file. `secure_delete` zeroes the cells, but moving rows within
/// a page may have left copies, and the write-ahead log has the pages as they were: so the file is
/// written anew and the log cut to nothing. `false`: another program is in the way.
fn scrub(connection: &Connection) -> rusqlite::Result<bool> {
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.execute_batch("VACUUM")?;
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| Ok(row.get::<_, i64>(0)? == 0))
}

pub(super) fn receipts(connection: &Connection) -> rusqlite::Result<Vec<Receipt>> {
    let mut statement = connection
        .prepare("SELECT receipt, erased_at, by_viewer, session_id, seqs FROM erasures ORDER BY receipt")?;
    let mut rows = statement.query([])?;
    let mut receipts: Vec<(i64, Receipt)> = Vec::new();
    while let Some(row) = rows.next()? {
        let number: i64 = row.get(0)?;
        let at: String = row.get(1)?;
        let session: String = row.get(3)?;
        let (Some(at_unix_ms), Ok(session_id)) = (instant::from_rfc3339(&at), session.parse()) else {
            continue;
        };
        let erased = ErasedSession { session_id, seqs: parse_seqs(&row.get::<_, String>(4)?) };
        match receipts.last_mut() {
            Some((last, receipt)) if *last == number => receipt.sessions.push(erased),
            _ => {
                let by_viewer = row.get(2)?;
                let sessions = vec![erased];
                receipts.push((number, Receipt { at_unix_ms, by_viewer, sessions, bytes_gone: true }));
            }
        }
    }
    Ok(receipts.into_iter().map(|(_, receipt)| receipt).collect())
}

/// Undoes [`ErasedSession::seqs_text`]; a hostile range is cut off at a million numbers.
fn parse_seqs(text: &str) -> Vec<u64> {
    let mut seqs = Vec::new();
    for run in text.split(',') {
        let (first, last) = run.split_once('-').unwrap_or((run, run));
        if let (Ok(first), Ok(last)) = (first.parse::<u64>(), last.parse::<u64>()) {
            seqs.extend((first..=last).take(1_000_000 - seqs.len().min(1_000_000)));
        }
    }
    seqs
}
