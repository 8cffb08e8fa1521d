//! The SQLite engine.
//!
//! One table, `records`, has a column for each of [`choice_log::COLUMNS`] and for `salt`,
//! `commitment` and `link`; another, `erasures`, the receipts; a third, `own_sessions`, made with its
//! first row, says which sessions were recorded here and not imported. Columns take what they are given:
//! a value of the wrong type is no constraint's business but [`choice_log::verify_session`]'s to find.

mod erase;
mod open;
mod own;
mod rows;
mod schema;

use crate::StoreError;
use crate::store::{Appended, EraseBy, Receipt, SessionRows, Store, Which};
use choice_log::Row;
use core::ops::ControlFlow;
use core::time::Duration;
use open::FileIdentity;
use rusqlite::{Connection, TransactionBehavior};
use std::path::{Path, PathBuf};

pub use schema::{APPLICATION_ID, SCHEMA_VERSION};

/// A choice log in an SQLite file.
pub struct SqliteStore {
    connection: Connection,
    path: PathBuf,
    /// `None` for a log that is only read.
    identity: Option<FileIdentity>,
    /// See [`SqliteOptions::own`].
    own: bool,
}

/// How a log is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SqliteOptions {
    /// How long to wait for another program's lock before [`StoreError::Locked`].
    pub lock_timeout: Duration,
    /// The file never grows beyond so many pages of 4,096 bytes; [`StoreError::Full`] then.
    pub max_pages: Option<u32>,
    /// What is appended is recorded here and now: its sessions are noted beside the records, so that
    /// whoever watched can be shown them and erase them ([`Which::Own`]). Not for imports.
    pub own: bool,
}

impl Default for SqliteOptions {
    fn default() -> Self {
        Self { lock_timeout: Duration::from_secs(5), max_pages: None, own: false }
    }
}

impl SqliteStore {
    /// Opens a log for writing; makes it, and the folders above it, if nothing is there.
    ///
    /// # Errors
    /// [`StoreError`]; a file that is no log of this version is left byte for byte as it was.
    pub fn open(path: &Path, options: SqliteOptions) -> Result<Self, StoreError> {
        open::for_writing(path, options, true)
    }

    /// Opens a log for writing that must be there already.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], and those of [`SqliteStore::open`].
    pub fn open_existing(path: &Path, options: SqliteOptions) -> Result<Self, StoreError> {
        open::for_writing(path, options, false)
    }

    /// Opens a log for reading. A log on a read-only disk can be read too. The file is not changed,
    /// other than that SQLite finishes what a killed program left half done.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn open_read_only(path: &Path) -> Result<Self, StoreError> {
        open::for_reading(path)
    }

    /// Where the log is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn error(&self, error: &rusqlite::Error) -> StoreError {
        StoreError::from_sqlite(&self.path, error)
    }
}

impl Store for SqliteStore {
    fn append(&mut self, rows: &[Row]) -> Result<Appended, StoreError> {
        if let Some(identity) = &self.identity {
            identity.check(&self.path)?;
        }
        let path = &self.path;
        let failed = |error: rusqlite::Error| StoreError::from_sqlite(path, &error);
        let transaction =
            self.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failed)?;
        let mut appended = Appended::default();
        let mut inserter = rows::Inserter::new(&transaction).map_err(failed)?;
        for row in rows {
            let frame = row.frame();
            if inserter.insert(row).map_err(failed)? {
                appended.added += 1;
            } else if inserter.is_there(&frame).map_err(failed)? {
                appended.known += 1;
            } else {
                let (path, session_id) = (path.clone(), frame.session_id);
                return Err(StoreError::Conflict { path, session_id, seq: frame.seq });
            }
        }
        drop(inserter);
        if self.own {
            own::note(&transaction, rows).map_err(failed)?;
        }
        transaction.commit().map_err(failed)?;
        Ok(appended)
    }

    fn each_session(
        &mut self,
        which: &Which,
        visit: &mut dyn FnMut(SessionRows) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        let path = &self.path;
        let failed = |error: rusqlite::Error| StoreError::from_sqlite(path, &error);
        // One transaction: all sessions as of one moment, whatever another program appends.
        let transaction = self.connection.transaction().map_err(failed)?;
        for key in rows::session_keys(&transaction, which).map_err(failed)? {
            let session = rows::session(&transaction, &key).map_err(failed)?;
            if visit(session).is_break() {
                break;
            }
        }
        Ok(())
    }

    fn erase(&mut self, by: &EraseBy, at_unix_ms: u64) -> Result<Receipt, StoreError> {
        erase::erase(&mut self.connection, by, at_unix_ms)
            .map_err(|error| StoreError::from_sqlite(&self.path, &error))
    }

    fn receipts(&mut self) -> Result<Vec<Receipt>, StoreError> {
        erase::receipts(&self.connection).map_err(|error| self.error(&error))
    }

    fn self_check(&mut self) -> Result<Option<String>, StoreError> {
        let answer: rusqlite::Result<String> =
            self.connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0));
        match answer {
            Ok(answer) if answer == "ok" => Ok(None),
            Ok(answer) => Ok(Some(answer)),
            Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseCorrupt) => {
                Ok(Some(error.to_string()))
            }
            Err(error) => Err(self.error(&error)),
        }
    }

    fn schema_version(&mut self) -> Result<i64, StoreError> {
        schema::version(&self.connection).map_err(|error| self.error(&error))
    }
}
