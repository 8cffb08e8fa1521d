//! The hash chain of a session.
//!
//! For record *n* of a session, with BLAKE3 and `‖` for bytes one after another:
//!
//! ```text
//! commitment = BLAKE3("edamichi choice/1 commitment\0" ‖ salt ‖ canonical bytes of all columns)
//! link       = BLAKE3("edamichi choice/1 link\0" ‖ link of n − 1 ‖ session id ‖ n ‖ commitment)
//! ```
//!
//! The link before the first record is 32 zero bytes; the session id is its 16 bytes, *n* eight
//! bytes little-endian. The canonical bytes are the 23 columns in order, each as one byte for its
//! type (0 absent, 1 text, 2 integer), its length in bytes as eight bytes little-endian, and its
//! bytes (an integer as eight bytes little-endian): no two records share them.
//!
//! The salt (32 random bytes a record) keeps a commitment from telling what it commits to: without
//! it, the few answers that a question allows could be tried one after another. Erasing a record
//! removes columns and salt and keeps session, number, commitment and link, so the rest of the
//! chain can still be checked.
//!
//! What the chain finds: a changed, removed, exchanged or inserted record. What it cannot find: the
//! newest records of a session being removed, a whole session being removed, and a forger who
//! rewrites a session from some record to its end and computes every hash anew. Against those, keep
//! an export (or the last link of each session) somewhere else and compare.

use crate::record::COLUMN_COUNT;
use crate::{Cell, CellError, Record, SessionId};
use core::fmt;

const COMMITMENT_DOMAIN: &[u8] = b"edamichi choice/1 commitment\0";
const LINK_DOMAIN: &[u8] = b"edamichi choice/1 link\0";

/// A BLAKE3 hash. Written as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(pub [u8; 32]);

/// 32 random bytes that keep a commitment from being guessed.
pub type Salt = [u8; 32];

/// A record with its place in the chain: what is handed to a store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainedRecord {
    /// The record.
    pub record: Record,
    /// Its salt.
    pub salt: Salt,
    /// Commits to salt and record.
    pub commitment: Digest,
    /// Joins the commitment to everything before it.
    pub link: Digest,
}

/// A stored row of the log: a record, or what erasing left of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// A record.
    Live(Box<ChainedRecord>),
    /// What is left of an erased record.
    Erased(Erased),
}

/// What is left of an erased record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Erased {
    /// Which session it was part of.
    pub session_id: SessionId,
    /// Its number there.
    pub seq: u64,
    /// Its commitment, which without the salt tells nothing.
    pub commitment: Digest,
    /// Its link.
    pub link: Digest,
}

/// A row as an engine found it: readable, or so changed that no row of a log reads like it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FoundRow {
    /// A readable row.
    Row(Row),
    /// An unreadable one.
    Damaged {
        /// Its number in its session, where that can still be read.
        seq: Option<u64>,
        /// What is wrong, naming the column.
        problem: String,
    },
}

/// What [`verify_session`] found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// Rows, erased ones included.
    pub records: u64,
    /// Erased ones among them.
    pub erased: u64,
    /// What is wrong, in order; at most [`MAX_FAULTS`].
    pub faults: Vec<Fault>,
}

/// The most faults that one [`Verdict`] lists.
pub const MAX_FAULTS: usize = 100;

/// Something wrong with one record of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The record's number in its session, where it can be read.
    pub seq: Option<u64>,
    /// What is wrong.
    pub kind: FaultKind,
}

/// What is wrong with a record.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FaultKind {
    /// Records are missing before this one.
    #[error("record {expected} should stand here: records were removed, or their numbers changed")]
    Gap {
        /// The number that should come.
        expected: u64,
    },
    /// This number was there before.
    #[error("its number is there twice")]
    Twice,
    /// The record says it belongs to another session.
    #[error("it belongs to another session")]
    OtherSession,
    /// The columns or the salt do not fit the commitment.
    #[error("its columns, its salt or its commitment were changed")]
    Changed,
    /// The link does not follow from the record before.
    #[error("the chain breaks here: its link, its commitment or the record before was changed")]
    Broken,
    /// No row of a log reads like this.
    #[error("{0}")]
    Damaged(String),
}

impl Digest {
    /// The link before the first record.
    pub const START: Self = Self([0; 32]);

    /// Reads 64 lower-case hexadecimal digits.
    #[must_use]
    pub fn from_hex(text: &str) -> Option<Self> {
        bytes_from_hex(text).map(Self)
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// 32 bytes from 64 lower-case hexadecimal digits.
pub(crate) fn bytes_from_hex(text: &str) -> Option<[u8; 32]> {
    let digits = text.as_bytes();
    if digits.len() != 64 || digits.iter().any(|d| !matches!(d, b'0'..=b'9' | b'a'..=b'f')) {
        return None;
    }
    let mut bytes = [0; 32];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = u8::from_str_radix(core::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(bytes)
}

/// See the module's words for the exact bytes.
#[must_use]
pub fn commitment(cells: &[Cell; COLUMN_COUNT], salt: &Salt) -> Digest {
    let mut hasher = blake3::Hasher::new();
    hasher.update(COMMITMENT_DOMAIN).update(salt);
    for cell in cells {
        let number;
        let (kind, bytes): (u8, &[u8]) = match cell {
            Cell::Absent => (0, &[]),
            Cell::Text(text) => (1, text.as_bytes()),
            Cell::Integer(integer) => {
                number = integer.to_le_bytes();
                (2, &number)
            }
        };
        hasher.update(&[kind]).update(&(bytes.len() as u64).to_le_bytes()).update(bytes);
    }
    Digest(*hasher.finalize().as_bytes())
}

/// See the module's words for the exact bytes.
#[must_use]
pub fn link(previous: Digest, session: SessionId, seq: u64, commitment: Digest) -> Digest {
    let mut hasher = blake3::Hasher::new();
    hasher.update(LINK_DOMAIN).update(&previous.0).update(session.as_bytes());
    hasher.update(&seq.to_le_bytes()).update(&commitment.0);
    Digest(*hasher.finalize().as_bytes())
}

impl ChainedRecord {
    /// Chains a record to the link before it ([`Digest::START`] for a session's first).
    #[must_use]
    pub fn new(record: Record, salt: Salt, previous: Digest) -> Self {
        let commitment = commitment(&record.cells(), &salt);
        let link = link(previous, record.session_id, record.seq, commitment);
        Self { record, salt, commitment, link }
    }

    /// What erasing leaves of it.
    #[must_use]
    pub const fn erased(&self) -> Erased {
        Erased {
            session_id: self.record.session_id,
            seq: self.record.seq,
            commitment: self.commitment,
            link: self.link,
        }
    }
}

impl Row {
    /// The part that erasing keeps.
    #[must_use]
    pub const fn frame(&self) -> Erased {
        match self {
            Self::Live(chained) => chained.erased(),
            Self::Erased(erased) => *erased,
        }
    }

    /// The record, unless it was erased.
    #[must_use]
    pub fn record(&self) -> Option<&Record> {
        match self {
            Self::Live(chained) => Some(&chained.record),
            Self::Erased(_) => None,
        }
    }
}

impl FoundRow {
    /// A row with a column that cannot be read.
    #[must_use]
    pub fn damaged(seq: Option<u64>, error: &CellError) -> Self {
        Self::Damaged { seq, problem: error.to_string() }
    }
}

impl Verdict {
    /// Nothing is wrong.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.faults.is_empty()
    }

    fn fault(&mut self, seq: Option<u64>, kind: FaultKind) {
        if self.faults.len() < MAX_FAULTS {
            self.faults.push(Fault { seq, kind });
        }
    }
}

/// Checks one session's rows, which come in the order of their numbers (an unreadable number
/// anywhere). A fault does not hide later ones: the check goes on from the links that are stored.
///
/// What it cannot detect is listed in the [module's words](self).
pub fn verify_session<'a>(session: SessionId, rows: impl IntoIterator<Item = &'a FoundRow>) -> Verdict {
    let mut verdict = Verdict::default();
    let mut previous = Some(Digest::START);
    let mut expected = 1;
    for found in rows {
        verdict.records += 1;
        let row = match found {
            FoundRow::Row(row) => row,
            FoundRow::Damaged { seq, problem } => {
                verdict.fault(*seq, FaultKind::Damaged(problem.clone()));
                if let Some(seq) = seq {
                    expected = seq.saturating_add(1);
                }
                previous = None;
                continue;
            }
        };
        let frame = row.frame();
        let seq = Some(frame.seq);
        if frame.session_id != session {
            verdict.fault(seq, FaultKind::OtherSession);
        }
        if frame.seq < expected {
            verdict.fault(seq, FaultKind::Twice);
            continue;
        }
        if frame.seq > expected {
            verdict.fault(seq, FaultKind::Gap { expected });
            previous = None;
        }
        expected = frame.seq.saturating_add(1);
        match row {
            Row::Live(live) if commitment(&live.record.cells(), &live.salt) != live.commitment => {
                verdict.fault(seq, FaultKind::Changed);
            }
            Row::Live(_) => {}
            Row::Erased(_) => verdict.erased += 1,
        }
        if previous.is_some_and(|before| link(before, session, frame.seq, frame.commitment) != frame.link) {
            verdict.fault(seq, FaultKind::Broken);
        }
        previous = Some(frame.link);
    }
    verdict
}
