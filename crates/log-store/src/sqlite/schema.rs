//! The layout on disk and its versions.

use choice_log::COLUMNS;
use rusqlite::{Connection, TransactionBehavior};

/// `PRAGMA application_id` of a choice log: `EdCL`.
pub const APPLICATION_ID: i64 = 0x4564_434c;

/// `PRAGMA user_version` that this program writes.
pub const SCHEMA_VERSION: i64 = 1;

/// Version 1. Types are only affinities: what does not fit is stored as it came.
const VERSION_1: &str = "
CREATE TABLE records (
    event_id TEXT UNIQUE, schema TEXT, story_id TEXT, story_revision TEXT, step TEXT,
    session_id TEXT NOT NULL, seq INTEGER NOT NULL,
    viewer_key TEXT, consent_version TEXT, consent_scope TEXT, wall_time TEXT, monotonic_ms INTEGER,
    kind TEXT, scene TEXT, question TEXT, choices TEXT, value, choices_shown TEXT,
    answer_ms INTEGER, media_ms INTEGER, language TEXT, player_version TEXT, reason TEXT,
    salt BLOB, commitment BLOB NOT NULL, link BLOB NOT NULL,
    UNIQUE (session_id, seq)
);
CREATE INDEX records_by_viewer ON records (viewer_key) WHERE viewer_key IS NOT NULL;
CREATE TABLE erasures (
    receipt INTEGER NOT NULL, erased_at TEXT NOT NULL, by_viewer INTEGER NOT NULL,
    session_id TEXT NOT NULL, seqs TEXT NOT NULL
);
";

/// What an SQLite file is to us.
pub(super) enum Content {
    /// Nothing was ever stored in it.
    Nothing,
    /// A log of a version that this program knows.
    Log,
    /// A log of a newer version.
    Newer(i64),
    /// Something else, in words.
    Other(String),
}

pub(super) fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

/// Looks, and changes nothing. In a transaction, so that all it sees belongs together: another
/// program may be making its tables at this moment.
pub(super) fn inspect(connection: &Connection) -> rusqlite::Result<Content> {
    let moment = connection.unchecked_transaction()?;
    content(&moment)
}

fn content(connection: &Connection) -> rusqlite::Result<Content> {
    let application: i64 = connection.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    let version = version(connection)?;
    let objects: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if application == 0 && version == 0 && objects == 0 {
        return Ok(Content::Nothing);
    }
    if application != APPLICATION_ID {
        return Ok(Content::Other("it is another program's SQLite file".to_owned()));
    }
    if version > SCHEMA_VERSION {
        return Ok(Content::Newer(version));
    }
    let code: i64 = connection.query_row(
        "SELECT count(*) FROM sqlite_schema WHERE type NOT IN ('table', 'index') OR sql LIKE '%VIRTUAL%'",
        [],
        |row| row.get(0),
    )?;
    let records = columns(connection, "records")?;
    let erasures = columns(connection, "erasures")?;
    let own = columns(connection, "own_sessions")?;
    let expected = COLUMNS.iter().chain(&["salt", "commitment", "link"]);
    let fits = version == SCHEMA_VERSION
        && code == 0
        && records.iter().map(String::as_str).eq(expected.copied())
        && erasures == ["receipt", "erased_at", "by_viewer", "session_id", "seqs"]
        && (own.is_empty() || own == super::own::COLUMNS);
    Ok(if fits {
        Content::Log
    } else {
        Content::Other("its tables are not those of a choice log".to_owned())
    })
}

fn columns(connection: &Connection, table: &str) -> rusqlite::Result<Vec<String>> {
    connection
        .prepare("SELECT name FROM pragma_table_info(?1)")?
        .query_map([table], |row| row.get(0))?
        .collect()
}

/// Makes the tables in a file without content, all or nothing. Another program may be quicker.
pub(super) fn create(connection: &mut Connection) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if matches!(content(&transaction)?, Content::Nothing) {
        transaction.execute_batch(VERSION_1)?;
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        transaction.pragma_update(None, "user_version", SCHEMA_VERSION)?;
    }
    transaction.commit()
}
