//! Records as JSON Lines, for programs and for moving records between logs.
//!
//! One object a line with the [columns](crate::COLUMNS) as keys, in their order: counts as numbers,
//! `value` as a number or a text, lists as arrays, what is absent as `null`. A last key, `chain`, has
//! `salt`, `commitment` and `link` in hexadecimal, so that the receiver can verify. An erased record
//! that later records of its session still need is a line with `session_id`, `seq` and `chain` alone
//! (`salt` is `null`).

use crate::chain::bytes_from_hex;
use crate::record::{Cell, Record};
use crate::{COLUMN_COUNT, ChainedRecord, Digest, Erased, Row, instant};
use serde::{Deserialize, Serialize};

/// The longest line that is read, in bytes. The longest that a player writes is about half of it.
pub const MAX_LINE_BYTES: usize = 1024 * 1024;

/// A line that is not a row of a log.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LineError {
    /// Longer than [`MAX_LINE_BYTES`].
    #[error("the line is longer than {MAX_LINE_BYTES} bytes")]
    TooLong,
    /// Not JSON, or not an object of these columns.
    #[error("not a record: {0}")]
    Shape(String),
    /// A column that cannot be.
    #[error(transparent)]
    Cell(#[from] crate::CellError),
    /// The chain's part cannot be read.
    #[error("chain: {0}")]
    Chain(&'static str),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    event_id: Option<String>,
    schema: Option<String>,
    story_id: Option<String>,
    story_revision: Option<String>,
    step: Option<String>,
    session_id: Option<String>,
    seq: Option<i64>,
    viewer_key: Option<String>,
    consent_version: Option<String>,
    consent_scope: Option<String>,
    wall_time: Option<String>,
    monotonic_ms: Option<i64>,
    kind: Option<String>,
    scene: Option<String>,
    question: Option<String>,
    choices: Option<Vec<String>>,
    value: Option<LineValue>,
    choices_shown: Option<Vec<String>>,
    answer_ms: Option<i64>,
    media_ms: Option<i64>,
    language: Option<String>,
    player_version: Option<String>,
    reason: Option<String>,
    chain: Option<ChainPart>,
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum LineValue {
    Number(i64),
    Text(String),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ChainPart {
    salt: Option<String>,
    commitment: String,
    link: String,
}

/// One row as a line, without its line break.
#[must_use]
pub fn line(row: &Row) -> String {
    let frame = row.frame();
    let mut line = row.record().map(|record| Line::from_cells(record.cells())).unwrap_or_default();
    line.session_id = Some(frame.session_id.to_string());
    line.seq = i64::try_from(frame.seq).ok();
    line.chain = Some(ChainPart {
        salt: match row {
            Row::Live(live) => Some(Digest(live.salt).to_string()),
            Row::Erased(_) => None,
        },
        commitment: frame.commitment.to_string(),
        link: frame.link.to_string(),
    });
    // Strings and numbers always serialise.
    serde_json::to_string(&line).unwrap_or_default()
}

/// One record as a line without its chain: for reading, not for import.
#[must_use]
pub fn record_line(record: &Record) -> String {
    let mut value = serde_json::to_string(&Line::from_cells(record.cells())).unwrap_or_default();
    if let Some(at) = value.rfind(",\"chain\":null}") {
        value.replace_range(at.., "}");
    }
    value
}

/// Reads a line. Its chain is *not* verified here: that takes the whole session.
///
/// # Errors
/// [`LineError`]; the line was changed, cut, or is not from a log. Report it with its number.
pub fn parse_line(text: &str) -> Result<Row, LineError> {
    if text.len() > MAX_LINE_BYTES {
        return Err(LineError::TooLong);
    }
    let line: Line = serde_json::from_str(text).map_err(|error| LineError::Shape(error.to_string()))?;
    let chain = line.chain.as_ref().ok_or(LineError::Chain("is missing: export as JSON Lines with it"))?;
    let commitment =
        Digest::from_hex(&chain.commitment).ok_or(LineError::Chain("commitment is not 64 digits"))?;
    let link = Digest::from_hex(&chain.link).ok_or(LineError::Chain("link is not 64 digits"))?;
    let Some(salt) = &chain.salt else {
        return line.erased(commitment, link).map(Row::Erased);
    };
    let salt = bytes_from_hex(salt).ok_or(LineError::Chain("salt is not 64 digits"))?;
    let record = Record::from_cells(&line.cells()?)?;
    Ok(Row::Live(Box::new(ChainedRecord { record, salt, commitment, link })))
}

impl Default for Line {
    fn default() -> Self {
        Self::from_cells(core::array::from_fn(|_| Cell::Absent))
    }
}

impl Line {
    fn from_cells(cells: [Cell; COLUMN_COUNT]) -> Self {
        let mut cells = cells.into_iter();
        let mut next = || cells.next().unwrap_or(Cell::Absent);
        // Evaluated in the order written, which is that of the columns.
        let mut line = Self {
            event_id: text(next()),
            schema: text(next()),
            story_id: text(next()),
            story_revision: text(next()),
            step: text(next()),
            session_id: text(next()),
            seq: integer(&next()),
            viewer_key: text(next()),
            consent_version: text(next()),
            consent_scope: text(next()),
            wall_time: text(next()),
            monotonic_ms: integer(&next()),
            kind: text(next()),
            scene: text(next()),
            question: text(next()),
            choices: list(next()),
            value: match next() {
                Cell::Absent => None,
                Cell::Integer(number) => Some(LineValue::Number(number)),
                Cell::Text(text) => Some(LineValue::Text(text)),
            },
            choices_shown: list(next()),
            answer_ms: integer(&next()),
            media_ms: integer(&next()),
            language: text(next()),
            player_version: text(next()),
            reason: text(next()),
            chain: None,
        };
        if line.event_id.is_none() {
            (line.choices, line.choices_shown) = (None, None);
        }
        line
    }

    fn cells(self) -> Result<[Cell; COLUMN_COUNT], LineError> {
        // A list item with `|` in it would be read as two once it is joined.
        if self.choices.iter().chain(&self.choices_shown).flatten().any(|id| id.contains('|')) {
            return Err(LineError::Shape("a choice's id has | in it".to_owned()));
        }
        // Other offsets and precisions of the same millisecond are the same time.
        let wall_time = self.wall_time.map(|text| match instant::from_rfc3339(&text) {
            Some(ms) => instant::to_rfc3339(ms),
            None => text,
        });
        let joined = |items: Option<Vec<String>>| text_cell(items.map(|items| items.join("|")));
        Ok([
            text_cell(self.event_id),
            text_cell(self.schema),
            text_cell(self.story_id),
            text_cell(self.story_revision),
            text_cell(self.step),
            text_cell(self.session_id),
            integer_cell(self.seq),
            text_cell(self.viewer_key),
            text_cell(self.consent_version),
            text_cell(self.consent_scope),
            text_cell(wall_time),
            integer_cell(self.monotonic_ms),
            text_cell(self.kind),
            text_cell(self.scene),
            text_cell(self.question),
            joined(self.choices),
            match self.value {
                None => Cell::Absent,
                Some(LineValue::Number(number)) => Cell::Integer(number),
                Some(LineValue::Text(text)) => text_cell(Some(text)),
            },
            joined(self.choices_shown),
            integer_cell(self.answer_ms),
            integer_cell(self.media_ms),
            text_cell(self.language),
            text_cell(self.player_version),
            text_cell(self.reason),
        ])
    }

    /// An erased line must have nothing else in it.
    fn erased(self, commitment: Digest, link: Digest) -> Result<Erased, LineError> {
        let session_id = self.session_id.as_deref().and_then(|id| id.parse().ok());
        let seq = self.seq.and_then(|seq| u64::try_from(seq).ok()).filter(|&seq| seq >= 1);
        let (Some(session_id), Some(seq)) = (session_id, seq) else {
            return Err(LineError::Chain("salt is missing, and this is no erased record either"));
        };
        let rest = Self { session_id: None, seq: None, ..self };
        if rest.cells()?.iter().any(|cell| *cell != Cell::Absent) {
            return Err(LineError::Chain("salt is missing, but the record is not erased"));
        }
        Ok(Erased { session_id, seq, commitment, link })
    }
}

fn text(cell: Cell) -> Option<String> {
    if let Cell::Text(text) = cell { Some(text) } else { None }
}

fn integer(cell: &Cell) -> Option<i64> {
    if let Cell::Integer(number) = cell { Some(*number) } else { None }
}

fn list(cell: Cell) -> Option<Vec<String>> {
    Some(text(cell).map(|joined| joined.split('|').map(str::to_owned).collect()).unwrap_or_default())
}

fn text_cell(text: Option<String>) -> Cell {
    text.filter(|text| !text.is_empty()).map_or(Cell::Absent, Cell::Text)
}

fn integer_cell(number: Option<i64>) -> Cell {
    number.map_or(Cell::Absent, Cell::Integer)
}
