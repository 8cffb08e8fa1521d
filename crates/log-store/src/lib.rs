//! Where records live: SQLite, imports and exports, and the writer thread.
//!
//! - [`store`]: what an engine does: [`Store`].
//! - [`sqlite`]: the engine: [`SqliteStore`].
//! - [`writer`]: records go to disk on a thread of their own: [`LogWriter`].
//! - [`transfer`]: export as CSV or JSON Lines, import by merging, verifying.
//! - [`error`]: what can go wrong, and what a person does about it.
//!
//! A record is acknowledged only when it is on disk, and nobody who plays ever waits for that.

pub mod error;
pub mod sqlite;
pub mod store;
pub mod transfer;
pub mod writer;

pub use error::StoreError;
pub use sqlite::{SqliteOptions, SqliteStore};
pub use store::{Appended, EraseBy, ErasedSession, Receipt, SessionRows, Store, Which};
pub use writer::{
    Ack, Errands, LogTrouble, LogWriter, NoErase, Rejected, Report, Summary, Unanswered, WriterOptions,
};
