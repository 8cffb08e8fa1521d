//! The record of a choice, consent scopes, the hash chain, JSON Lines and CSV.
//!
//! - [`entry`]: what happened, as the session tells it: [`Entry`].
//! - [`consent`]: what the viewer agreed to: [`Consent`].
//! - [`recorder`]: from entries to records, where consent allows: [`Recorder`].
//! - [`record`]: one row of the log and its 23 columns: [`Record`].
//! - [`chain`]: the hash chain over a session's records: [`ChainedRecord`], [`verify_session`].
//! - [`csv_form`], [`json_form`]: the written forms.
//! - [`ids`], [`instant`]: ids and wall time as they are written.
//!
//! No clock, no file, no random source, no thread: times, ids and salts come in as arguments.

pub mod chain;
pub mod consent;
pub mod csv_form;
pub mod entry;
pub mod ids;
pub mod instant;
pub mod json_form;
pub mod record;
pub mod recorder;

pub use chain::{
    ChainedRecord, Digest, Erased, Fault, FaultKind, FoundRow, Row, Salt, Verdict, verify_session,
};
pub use consent::Consent;
pub use entry::{Entry, Kind, Value};
pub use ids::{EventId, IdError, SessionId, ViewerKey, ViewerKeyError};
pub use record::{COLUMN_COUNT, COLUMNS, Cell, CellError, CellProblem, Record, RecordValue, SCHEMA};
pub use recorder::{ConsentChange, Recorder, SessionFacts, Stamp};
