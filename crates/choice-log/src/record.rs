//! One row of the choice log, and its written form: 23 cells in a fixed order.
//!
//! Everything that stores, exports or hashes a record goes through [`Record::cells`], and
//! everything that reads one through [`Record::from_cells`]. The two are exact inverses:
//! `from_cells` refuses any cell that `cells` would have written differently, so that a changed
//! byte is never read as "the same".

use crate::{Consent, EventId, Kind, SessionId, ViewerKey, instant};
use core::fmt;

/// The schema that this version writes and reads.
pub const SCHEMA: &str = "choice/1";

/// How many columns a record has.
pub const COLUMN_COUNT: usize = 23;

/// The columns' names, in the order of every written form.
pub const COLUMNS: [&str; COLUMN_COUNT] = [
    "event_id",
    "schema",
    "story_id",
    "story_revision",
    "step",
    "session_id",
    "seq",
    "viewer_key",
    "consent_version",
    "consent_scope",
    "wall_time",
    "monotonic_ms",
    "kind",
    "scene",
    "question",
    "choices",
    "value",
    "choices_shown",
    "answer_ms",
    "media_ms",
    "language",
    "player_version",
    "reason",
];

/// The longest text in most columns, in bytes of UTF-8.
pub const MAX_TEXT_BYTES: usize = 1024;
/// The longest value and the longest list (joined), in bytes of UTF-8.
pub const MAX_LONG_BYTES: usize = 64 * 1024;
/// The greatest number in a count column: 2⁵³ − 1, which every JSON reader holds exactly.
pub const MAX_COUNT: u64 = (1 << 53) - 1;

/// One event of a session, as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Which record, anywhere.
    pub event_id: EventId,
    /// Which story.
    pub story_id: String,
    /// The BLAKE3 of the story's canonical RON, in hexadecimal.
    pub story_revision: String,
    /// Which of the six follow-up steps the story belongs to.
    pub step: Option<String>,
    /// Which session.
    pub session_id: SessionId,
    /// The record's number in its session: 1, 2, 3 … without gaps.
    pub seq: u64,
    /// Who the viewer is; only under follow-up.
    pub viewer_key: Option<ViewerKey>,
    /// The version of the texts that the viewer agreed to.
    pub consent_version: String,
    /// What the viewer had agreed to when it happened; never [`Consent::NONE`].
    pub consent_scope: Consent,
    /// When it happened: milliseconds since 1970 UTC, up to the year 9999.
    pub wall_time_unix_ms: u64,
    /// Milliseconds since the session began.
    pub monotonic_ms: u64,
    /// What kind of event.
    pub kind: Kind,
    /// The scene it happened in.
    pub scene: Option<String>,
    /// The question it is about.
    pub question: Option<String>,
    /// The chosen choices, in the story's order.
    pub choices: Vec<String>,
    /// What was answered, beyond choices.
    pub value: Option<RecordValue>,
    /// The choices that were shown, in the order they were shown.
    pub choices_shown: Vec<String>,
    /// Milliseconds from the question's opening to the answer.
    pub answer_ms: Option<u64>,
    /// Where the scene's media stood, in milliseconds.
    pub media_ms: Option<u64>,
    /// The language the viewer watched in.
    pub language: String,
    /// The version of the player that made the record.
    pub player_version: String,
    /// Why, in the program's own words.
    pub reason: Option<String>,
}

/// What was answered, beyond choices, as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordValue {
    /// A number on a scale.
    Number(i32),
    /// The viewer's words (in kinds `answer` and `contact-request`, under follow-up only), or a
    /// fixed word of the program's own. Never empty.
    Text(String),
}

/// One column of one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Absent,
    /// A text; lists are joined by `|`. Never empty.
    Text(String),
    /// A number.
    Integer(i64),
}

/// A cell that no record of this schema has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("column {column}: {problem}")]
pub struct CellError {
    /// Which of [`COLUMNS`].
    pub column: &'static str,
    /// What is wrong with it.
    pub problem: CellProblem,
}

/// What is wrong with a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CellProblem {
    /// The column must have a value.
    #[error("is empty")]
    Missing,
    /// A text where a number belongs, or the other way round.
    #[error("is of the wrong type")]
    WrongType,
    /// Longer than any player writes.
    #[error("is too long")]
    TooLong,
    /// A number outside its range.
    #[error("is out of range")]
    OutOfRange,
    /// A text that is not what the column holds.
    #[error("cannot be read")]
    Unreadable,
    /// A schema of another version of the program.
    #[error("is of another schema than {SCHEMA}")]
    OtherSchema,
    /// A viewer key without the scope that allows it.
    #[error("is there without consent to follow-up")]
    WithoutConsent,
}

impl fmt::Display for RecordValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Text(text) => f.write_str(text),
        }
    }
}

fn text(text: &str) -> Cell {
    if text.is_empty() { Cell::Absent } else { Cell::Text(text.to_owned()) }
}

fn optional(part: Option<&str>) -> Cell {
    part.map_or(Cell::Absent, text)
}

fn count(number: u64) -> Cell {
    i64::try_from(number).map_or(Cell::Absent, Cell::Integer)
}

impl Record {
    /// The columns in order, see [`COLUMNS`].
    #[must_use]
    pub fn cells(&self) -> [Cell; COLUMN_COUNT] {
        [
            text(&self.event_id.to_string()),
            text(SCHEMA),
            text(&self.story_id),
            text(&self.story_revision),
            optional(self.step.as_deref()),
            text(&self.session_id.to_string()),
            count(self.seq),
            optional(self.viewer_key.as_ref().map(ViewerKey::as_str)),
            text(&self.consent_version),
            text(self.consent_scope.as_str()),
            text(&instant::to_rfc3339(self.wall_time_unix_ms)),
            count(self.monotonic_ms),
            text(self.kind.as_str()),
            optional(self.scene.as_deref()),
            optional(self.question.as_deref()),
            text(&self.choices.join("|")),
            match &self.value {
                None => Cell::Absent,
                Some(RecordValue::Number(number)) => Cell::Integer(i64::from(*number)),
                Some(RecordValue::Text(words)) => text(words),
            },
            text(&self.choices_shown.join("|")),
            self.answer_ms.map_or(Cell::Absent, count),
            self.media_ms.map_or(Cell::Absent, count),
            text(&self.language),
            text(&self.player_version),
            optional(self.reason.as_deref()),
        ]
    }

    /// Reads columns back. Never panics, whatever the cells hold.
    ///
    /// # Errors
    /// [`CellError`] names the first column that a record of this schema cannot have; the row was
    /// changed, or written by another program: report it, and leave it as it is.
    pub fn from_cells(cells: &[Cell; COLUMN_COUNT]) -> Result<Self, CellError> {
        let mut reader = Reader { cells, next: 0 };
        let event_id = reader.parsed(|text| text.parse().ok())?;
        if reader.required(MAX_TEXT_BYTES)? != SCHEMA {
            return Err(reader.error(CellProblem::OtherSchema));
        }
        let record = Self {
            event_id,
            story_id: reader.plain()?,
            story_revision: reader.plain()?,
            step: reader.text(MAX_TEXT_BYTES)?,
            session_id: reader.parsed(|text| text.parse().ok())?,
            seq: reader.required_count(1)?,
            viewer_key: reader.viewer_key()?,
            consent_version: reader.plain()?,
            consent_scope: reader.parsed(Consent::from_name)?,
            wall_time_unix_ms: reader.parsed(instant::from_written)?,
            monotonic_ms: reader.required_count(0)?,
            kind: reader.parsed(Kind::from_name)?,
            scene: reader.text(MAX_TEXT_BYTES)?,
            question: reader.text(MAX_TEXT_BYTES)?,
            choices: reader.list()?,
            value: reader.value()?,
            choices_shown: reader.list()?,
            answer_ms: reader.count()?,
            media_ms: reader.count()?,
            language: reader.plain()?,
            player_version: reader.plain()?,
            reason: reader.text(MAX_TEXT_BYTES)?,
        };
        if record.viewer_key.is_some() && !record.consent_scope.follow_up {
            return Err(CellError { column: "viewer_key", problem: CellProblem::WithoutConsent });
        }
        if let Some(at) = (0..COLUMN_COUNT).find(|&at| record.cells()[at] != cells[at]) {
            return Err(CellError { column: COLUMNS[at], problem: CellProblem::Unreadable });
        }
        Ok(record)
    }
}

/// Takes cells one after another; `next` is the one to come.
struct Reader<'a> {
    cells: &'a [Cell; COLUMN_COUNT],
    next: usize,
}

impl Reader<'_> {
    fn take(&mut self) -> &Cell {
        self.next += 1;
        self.cells.get(self.next - 1).unwrap_or(&Cell::Absent)
    }

    /// A problem of the cell taken last.
    fn error(&self, problem: CellProblem) -> CellError {
        CellError { column: COLUMNS[(self.next.max(1) - 1).min(COLUMN_COUNT - 1)], problem }
    }

    fn text(&mut self, at_most: usize) -> Result<Option<String>, CellError> {
        match self.take().clone() {
            Cell::Absent => Ok(None),
            Cell::Text(text) if text.is_empty() => Err(self.error(CellProblem::Unreadable)),
            Cell::Text(text) if text.len() > at_most => Err(self.error(CellProblem::TooLong)),
            Cell::Text(text) => Ok(Some(text)),
            Cell::Integer(_) => Err(self.error(CellProblem::WrongType)),
        }
    }

    fn required(&mut self, at_most: usize) -> Result<String, CellError> {
        self.text(at_most)?.ok_or_else(|| self.error(CellProblem::Missing))
    }

    /// A text that may be empty: absent is then its written form.
    fn plain(&mut self) -> Result<String, CellError> {
        Ok(self.text(MAX_TEXT_BYTES)?.unwrap_or_default())
    }

    fn parsed<T>(&mut self, parse: impl Fn(&str) -> Option<T>) -> Result<T, CellError> {
        let text = self.required(MAX_TEXT_BYTES)?;
        parse(&text).ok_or_else(|| self.error(CellProblem::Unreadable))
    }

    fn viewer_key(&mut self) -> Result<Option<ViewerKey>, CellError> {
        let Some(text) = self.text(MAX_TEXT_BYTES)? else { return Ok(None) };
        ViewerKey::new(&text).map(Some).map_err(|_| self.error(CellProblem::Unreadable))
    }

    fn count(&mut self) -> Result<Option<u64>, CellError> {
        match self.take().clone() {
            Cell::Absent => Ok(None),
            Cell::Text(_) => Err(self.error(CellProblem::WrongType)),
            Cell::Integer(number) => match u64::try_from(number) {
                Ok(number) if number <= MAX_COUNT => Ok(Some(number)),
                _ => Err(self.error(CellProblem::OutOfRange)),
            },
        }
    }

    fn required_count(&mut self, at_least: u64) -> Result<u64, CellError> {
        match self.count()? {
            None => Err(self.error(CellProblem::Missing)),
            Some(number) if number < at_least => Err(self.error(CellProblem::OutOfRange)),
            Some(number) => Ok(number),
        }
    }

    fn list(&mut self) -> Result<Vec<String>, CellError> {
        let Some(joined) = self.text(MAX_LONG_BYTES)? else { return Ok(Vec::new()) };
        let items: Vec<String> = joined.split('|').map(str::to_owned).collect();
        if items.iter().any(String::is_empty) {
            return Err(self.error(CellProblem::Unreadable));
        }
        Ok(items)
    }

    fn value(&mut self) -> Result<Option<RecordValue>, CellError> {
        if let Some(Cell::Integer(number)) = self.cells.get(self.next) {
            let number = i32::try_from(*number);
            self.next += 1;
            return match number {
                Ok(number) => Ok(Some(RecordValue::Number(number))),
                Err(_) => Err(self.error(CellProblem::OutOfRange)),
            };
        }
        Ok(self.text(MAX_LONG_BYTES)?.map(RecordValue::Text))
    }
}
