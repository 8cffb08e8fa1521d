//! Which sessions were recorded here, and not imported: those that whoever watched may see and erase.

use choice_log::Row;
use rusqlite::{Connection, params};

/// Made with its first row, so that logs of one layout with and without it are one version.
const TABLE: &str =
    "CREATE TABLE IF NOT EXISTS own_sessions (session_id TEXT NOT NULL PRIMARY KEY, story_id TEXT NOT NULL)";

/// Its columns.
pub(super) const COLUMNS: [&str; 2] = ["session_id", "story_id"];

/// Whether any session was noted.
pub(super) fn is_there(connection: &Connection) -> rusqlite::Result<bool> {
    let sql = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'own_sessions'";
    connection.query_row(sql, [], |row| Ok(row.get::<_, i64>(0)? > 0))
}

/// Notes the sessions of rows that say something.
pub(super) fn note(connection: &Connection, rows: &[Row]) -> rusqlite::Result<()> {
    let mut records = rows.iter().filter_map(Row::record).peekable();
    if records.peek().is_none() {
        return Ok(());
    }
    connection.execute_batch(TABLE)?;
    let mut note =
        connection.prepare("INSERT OR IGNORE INTO own_sessions (session_id, story_id) VALUES (?, ?)")?;
    let mut latest = None;
    for record in records {
        if latest != Some(record.session_id) {
            note.execute(params![record.session_id.to_string(), record.story_id])?;
            latest = Some(record.session_id);
        }
    }
    Ok(())
}

/// Forgets a session that was erased: that it was this story's says something too.
pub(super) fn forget(connection: &Connection, session: &str) -> rusqlite::Result<()> {
    if is_there(connection)? {
        connection.execute("DELETE FROM own_sessions WHERE session_id = ?", [session])?;
    }
    Ok(())
}
