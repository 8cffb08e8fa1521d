//! Rows in and out. Reading takes what it finds: a changed cell is a finding, not an error.

use crate::store::{SessionRows, Which};
use choice_log::{COLUMN_COUNT, COLUMNS, Cell, ChainedRecord, Digest, Erased, FoundRow, Record, Row};
use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, Statement, ToSql, params};

const SESSION_ID: usize = 5;
const SEQ: usize = 6;

/// Borrowed for one statement.
struct AsSql<'a>(&'a Cell);

impl ToSql for AsSql<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self.0 {
            Cell::Absent => ValueRef::Null,
            Cell::Text(text) => ValueRef::Text(text.as_bytes()),
            Cell::Integer(number) => ValueRef::Integer(*number),
        }))
    }
}

/// Puts rows in, by statements that are prepared once.
pub(super) struct Inserter<'c> {
    insert: Statement<'c>,
    find: Statement<'c>,
}

impl<'c> Inserter<'c> {
    pub(super) fn new(connection: &'c Connection) -> rusqlite::Result<Self> {
        let insert = connection.prepare(&format!(
            "INSERT INTO records ({}, salt, commitment, link) VALUES ({}?, ?, ?) ON CONFLICT DO NOTHING",
            COLUMNS.join(", "),
            "?, ".repeat(COLUMN_COUNT),
        ))?;
        let find = connection.prepare(
            "SELECT count(*) FROM records WHERE session_id = ? AND seq = ? AND commitment = ? AND link = ?",
        )?;
        Ok(Self { insert, find })
    }

    /// `false` if the row's place or its id is taken.
    pub(super) fn insert(&mut self, row: &Row) -> rusqlite::Result<bool> {
        let frame = row.frame();
        let (cells, salt) = match row {
            Row::Live(live) => (live.record.cells(), Some(&live.salt[..])),
            Row::Erased(_) => (erased_cells(&frame), None),
        };
        let cells = cells.iter().map(AsSql).collect::<Vec<_>>();
        let (commitment, link) = (&frame.commitment.0[..], &frame.link.0[..]);
        let mut values: Vec<&dyn ToSql> = cells.iter().map(|cell| cell as &dyn ToSql).collect();
        values.extend([&salt as &dyn ToSql, &commitment, &link]);
        Ok(self.insert.execute(&values[..])? == 1)
    }

    /// Whether this very row is there, live or erased.
    pub(super) fn is_there(&mut self, row: &Erased) -> rusqlite::Result<bool> {
        let seq = i64::try_from(row.seq).unwrap_or(i64::MAX);
        let (commitment, link) = (&row.commitment.0[..], &row.link.0[..]);
        let found: i64 = self
            .find
            .query_row(params![row.session_id.to_string(), seq, commitment, link], |row| row.get(0))?;
        Ok(found == 1)
    }
}

fn erased_cells(frame: &Erased) -> [Cell; COLUMN_COUNT] {
    let mut cells: [Cell; COLUMN_COUNT] = core::array::from_fn(|_| Cell::Absent);
    cells[SESSION_ID] = Cell::Text(frame.session_id.to_string());
    cells[SEQ] = Cell::Integer(i64::try_from(frame.seq).unwrap_or(i64::MAX));
    cells
}

/// The stored ids of the sessions asked for, from the oldest. Ids of events begin with their time.
pub(super) fn session_keys(connection: &Connection, which: &Which) -> rusqlite::Result<Vec<Value>> {
    let (condition, key) = match which {
        Which::All => ("?1 IS NULL", None),
        Which::Session(id) => ("session_id = ?1", Some(id.to_string())),
        Which::Viewer(key) => (
            "session_id IN (SELECT session_id FROM records WHERE viewer_key = ?1)",
            Some(key.as_str().to_owned()),
        ),
        Which::Own(_) if !super::own::is_there(connection)? => return Ok(Vec::new()),
        Which::Own(story) => {
            ("session_id IN (SELECT session_id FROM own_sessions WHERE story_id = ?1)", Some(story.clone()))
        }
    };
    let sql = format!(
        "SELECT session_id, min(event_id) AS first FROM records WHERE {condition} \
         GROUP BY session_id ORDER BY first IS NULL, first, session_id"
    );
    connection.prepare(&sql)?.query_map([key], |row| row.get(0))?.collect()
}

/// Everything that is stored of one session.
pub(super) fn session(connection: &Connection, key: &Value) -> rusqlite::Result<SessionRows> {
    let sql = format!(
        "SELECT {}, salt, commitment, link FROM records WHERE session_id = ? ORDER BY seq",
        COLUMNS.join(", ")
    );
    let mut statement = connection.prepare(&sql)?;
    let mut found = statement.query([key])?;
    let mut rows = Vec::new();
    while let Some(row) = found.next()? {
        rows.push(read(row)?);
    }
    let key = match key {
        Value::Text(text) => text.clone(),
        other => format!("{other:?}"),
    };
    let session_id = key.parse().ok();
    Ok(SessionRows { key, session_id, rows })
}

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<FoundRow> {
    let seq = match row.get_ref(SEQ)? {
        ValueRef::Integer(seq) => u64::try_from(seq).ok(),
        _ => None,
    };
    let mut cells: [Cell; COLUMN_COUNT] = core::array::from_fn(|_| Cell::Absent);
    for (at, cell) in cells.iter_mut().enumerate() {
        match read_cell(row.get_ref(at)?) {
            Some(read) => *cell = read,
            None => return Ok(damaged(seq, COLUMNS[at], "is of the wrong type")),
        }
    }
    let (Some(commitment), Some(link)) = (digest(row, "commitment")?, digest(row, "link")?) else {
        return Ok(damaged(seq, "commitment or link", "is not 32 bytes"));
    };
    if row.get_ref("salt")? == ValueRef::Null {
        return Ok(read_erased(&cells, commitment, link, seq));
    }
    let Some(salt) = digest(row, "salt")? else {
        return Ok(damaged(seq, "salt", "is not 32 bytes"));
    };
    Ok(match Record::from_cells(&cells) {
        Ok(record) => {
            FoundRow::Row(Row::Live(Box::new(ChainedRecord { record, salt: salt.0, commitment, link })))
        }
        Err(error) => FoundRow::damaged(seq, &error),
    })
}

fn read_erased(cells: &[Cell; COLUMN_COUNT], commitment: Digest, link: Digest, seq: Option<u64>) -> FoundRow {
    let left = (0..COLUMN_COUNT).find(|&at| at != SESSION_ID && at != SEQ && cells[at] != Cell::Absent);
    if left.is_some() {
        return damaged(seq, "salt", "is missing, but the record is not erased");
    }
    let session_id = match &cells[SESSION_ID] {
        Cell::Text(text) => text.parse().ok(),
        _ => None,
    };
    match (session_id, seq) {
        (Some(session_id), Some(seq)) => {
            FoundRow::Row(Row::Erased(Erased { session_id, seq, commitment, link }))
        }
        (None, _) => damaged(seq, "session_id", "cannot be read"),
        (_, None) => damaged(seq, "seq", "cannot be read"),
    }
}

fn damaged(seq: Option<u64>, column: &str, problem: &str) -> FoundRow {
    FoundRow::Damaged { seq, problem: format!("column {column}: {problem}") }
}

fn read_cell(value: ValueRef<'_>) -> Option<Cell> {
    match value {
        ValueRef::Null => Some(Cell::Absent),
        ValueRef::Integer(number) => Some(Cell::Integer(number)),
        ValueRef::Text(bytes) => core::str::from_utf8(bytes).ok().map(|text| Cell::Text(text.to_owned())),
        ValueRef::Real(_) | ValueRef::Blob(_) => None,
    }
}

fn digest(row: &rusqlite::Row<'_>, column: &str) -> rusqlite::Result<Option<Digest>> {
    Ok(match row.get_ref(column)? {
        ValueRef::Blob(bytes) => bytes.try_into().ok().map(Digest),
        _ => None,
    })
}
