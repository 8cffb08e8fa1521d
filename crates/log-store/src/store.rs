//! What an engine that keeps records does.

use crate::StoreError;
use choice_log::{FoundRow, Row, SessionId, ViewerKey};
use core::ops::ControlFlow;

/// An engine that keeps records. Methods that write need a store that was opened for writing.
///
/// # For implementations
/// - [`Store::append`] and [`Store::erase`] are atomic and durable: when they return `Ok`, a loss of
///   power keeps all of it; when they return an error, none of it is there.
/// - Every column of a record is stored so that a change from outside is either seen by
///   [`Store::each_session`] as a different cell or as [`FoundRow::Damaged`], never tidied away.
/// - Erased bytes are overwritten, not just unlinked.
pub trait Store: Send {
    /// Adds rows, all or none. A row that is there already (same session, number and commitment) is
    /// left as it is, also when it was erased meanwhile: so the same rows can be sent twice.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] names a row whose place or id another one has; the caller leaves
    /// that session out. Others: try again if [`StoreError::is_retryable`], else tell a person.
    fn append(&mut self, rows: &[Row]) -> Result<Appended, StoreError>;

    /// Hands over the sessions asked for, one after another from the oldest, until `visit` breaks.
    /// One session at a time is in memory.
    ///
    /// # Errors
    /// The log cannot be read; sessions handed over before stay valid.
    fn each_session(
        &mut self,
        which: &Which,
        visit: &mut dyn FnMut(SessionRows) -> ControlFlow<()>,
    ) -> Result<(), StoreError>;

    /// Erases what the records of these sessions say, and keeps what the chain needs. By viewer key,
    /// every session that has the key in any record is erased as a whole: its other records are
    /// that viewer's too. The receipt is stored with it, without the key.
    ///
    /// `at_unix_ms` is the time for the receipt.
    ///
    /// # Errors
    /// Nothing was erased; [`StoreError`] says why.
    fn erase(&mut self, by: &EraseBy, at_unix_ms: u64) -> Result<Receipt, StoreError>;

    /// All receipts, from the oldest.
    ///
    /// # Errors
    /// The log cannot be read.
    fn receipts(&mut self) -> Result<Vec<Receipt>, StoreError>;

    /// The engine's own check of its file: what is wrong with it, if anything.
    ///
    /// # Errors
    /// The log cannot be read.
    fn self_check(&mut self) -> Result<Option<String>, StoreError>;

    /// The version of the layout on disk.
    ///
    /// # Errors
    /// The log cannot be read.
    fn schema_version(&mut self) -> Result<i64, StoreError>;
}

/// Which sessions are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Which {
    /// All.
    All,
    /// One.
    Session(SessionId),
    /// Those that have this viewer key in any record.
    Viewer(ViewerKey),
    /// Those of this story that were recorded here by whoever uses this log (not imported): see
    /// [`crate::SqliteOptions::own`].
    Own(String),
}

/// What is erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EraseBy {
    /// One session.
    Session(SessionId),
    /// All sessions of a viewer.
    Viewer(ViewerKey),
    /// All of this story that were recorded here, as [`Which::Own`].
    Own(String),
}

impl EraseBy {
    /// The sessions that it erases.
    #[must_use]
    pub fn which(&self) -> Which {
        match self {
            Self::Session(id) => Which::Session(*id),
            Self::Viewer(key) => Which::Viewer(key.clone()),
            Self::Own(story) => Which::Own(story.clone()),
        }
    }
}

/// What [`Store::append`] did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Appended {
    /// Rows that are new.
    pub added: u64,
    /// Rows that were there already.
    pub known: u64,
}

/// The rows of one session, in the order of their numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRows {
    /// The session's id as it is stored.
    pub key: String,
    /// The same, if it is one.
    pub session_id: Option<SessionId>,
    /// Its rows.
    pub rows: Vec<FoundRow>,
}

/// Proof of an erasure: what, when, how many. It names no person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// When: milliseconds since 1970 UTC.
    pub at_unix_ms: u64,
    /// It was asked for by viewer key (`true`) or by session.
    pub by_viewer: bool,
    /// What was erased.
    pub sessions: Vec<ErasedSession>,
    /// The bytes are gone from the file too. `false`: another program had the log open, and old
    /// bytes may stay in the file or its `-wal` until the last program closes it; erase again then.
    pub bytes_gone: bool,
}

/// What was erased of one session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErasedSession {
    /// Which session.
    pub session_id: SessionId,
    /// The numbers of the erased records, ascending.
    pub seqs: Vec<u64>,
}

impl Receipt {
    /// How many records were erased.
    #[must_use]
    pub fn records(&self) -> usize {
        self.sessions.iter().map(|session| session.seqs.len()).sum()
    }
}

impl ErasedSession {
    /// The numbers, runs joined: `1-14,16`.
    #[must_use]
    pub fn seqs_text(&self) -> String {
        let mut runs: Vec<(u64, u64)> = Vec::new();
        for &seq in &self.seqs {
            match runs.last_mut() {
                Some((_, last)) if last.checked_add(1) == Some(seq) => *last = seq,
                _ => runs.push((seq, seq)),
            }
        }
        let texts = runs.iter().map(|(a, b)| if a == b { a.to_string() } else { format!("{a}-{b}") });
        texts.collect::<Vec<_>>().join(",")
    }
}

impl SessionRows {
    /// The rows that can be read.
    pub fn readable(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter_map(|found| match found {
            FoundRow::Row(row) => Some(row),
            FoundRow::Damaged { .. } => None,
        })
    }
}
