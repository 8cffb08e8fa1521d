//! What can go wrong with a log, and what a person does about it.

use choice_log::SessionId;
use std::path::{Path, PathBuf};

/// Each message names what happened, the remedy, and the file last. Whatever happened, the file was
/// left as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// Nothing is there.
    #[error("there is no choice log here; check the path: {}", path.display())]
    NotFound {
        /// The log's path.
        path: PathBuf,
    },
    /// A folder is there.
    #[error("this is a folder; name the log's file in it: {}", path.display())]
    Folder {
        /// The log's path.
        path: PathBuf,
    },
    /// A device, a pipe or the like is there.
    #[error("this is not an ordinary file; name another one for the log: {}", path.display())]
    NotAFile {
        /// The log's path.
        path: PathBuf,
    },
    /// The file is something else.
    #[error(
        "this file is not a choice log ({found}); it was left as it is, name another file: {}",
        path.display()
    )]
    NotALog {
        /// The log's path.
        path: PathBuf,
        /// What it is instead.
        found: String,
    },
    /// A later version of the program made it.
    #[error(
        "this log was written by a newer version of Edamichi (log version {found}, this program knows \
         {known}); it was left as it is, update Edamichi or name another file: {}",
        path.display()
    )]
    NewerVersion {
        /// The log's path.
        path: PathBuf,
        /// Its schema version.
        found: i64,
        /// The newest that this program knows.
        known: i64,
    },
    /// SQLite finds the file damaged.
    #[error(
        "this log is damaged ({detail}); keep a copy, and rescue what is left with \
         `sqlite3 FILE .recover`: {}",
        path.display()
    )]
    Damaged {
        /// The log's path.
        path: PathBuf,
        /// What SQLite says.
        detail: String,
    },
    /// The system does not let this user in.
    #[error("no permission to use this log; change its rights or name another file: {}", path.display())]
    NoPermission {
        /// The log's path.
        path: PathBuf,
    },
    /// It can be read, but not written.
    #[error(
        "this log cannot be written: the file, its folder or the disk is read-only; make it writable or \
         name another file: {}",
        path.display()
    )]
    ReadOnly {
        /// The log's path.
        path: PathBuf,
    },
    /// No room.
    #[error("the disk is full; free some space, nothing that was stored is lost: {}", path.display())]
    Full {
        /// The log's path.
        path: PathBuf,
    },
    /// The system could not read or write it.
    #[error(
        "the disk does not take or give this log's records ({detail}); make sure that there is room and that \
         the disk is well, or name another file: {}",
        path.display()
    )]
    Disk {
        /// The log's path.
        path: PathBuf,
        /// What SQLite says.
        detail: String,
    },
    /// Another program holds it for too long.
    #[error("another program keeps this log locked; close it or try again: {}", path.display())]
    Locked {
        /// The log's path.
        path: PathBuf,
    },
    /// Somebody deleted or replaced the file while it was open.
    #[error("this log was deleted or replaced while it was open: {}", path.display())]
    Replaced {
        /// The log's path.
        path: PathBuf,
    },
    /// Another record has this place or this id already.
    #[error(
        "another record has the place or the id of record {seq} of session {session_id}; both were left \
         as they are: {}",
        path.display()
    )]
    Conflict {
        /// The log's path.
        path: PathBuf,
        /// The session.
        session_id: SessionId,
        /// The record's number there.
        seq: u64,
    },
    /// Anything else that the system or SQLite says.
    #[error("the log cannot be used ({detail}): {}", path.display())]
    Other {
        /// The log's path.
        path: PathBuf,
        /// What they say.
        detail: String,
    },
}

impl StoreError {
    /// The same call may succeed later without anybody mending the file or the path.
    #[must_use]
    pub const fn is_retryable(&self) -> bool {
        matches!(self, Self::Locked { .. } | Self::Full { .. } | Self::Disk { .. } | Self::Other { .. })
    }

    pub(crate) fn from_io(path: &Path, error: &std::io::Error) -> Self {
        use std::io::ErrorKind;
        let path = path.to_path_buf();
        match error.kind() {
            ErrorKind::NotFound => Self::NotFound { path },
            ErrorKind::PermissionDenied => Self::NoPermission { path },
            ErrorKind::ReadOnlyFilesystem => Self::ReadOnly { path },
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::Full { path },
            ErrorKind::IsADirectory => Self::Folder { path },
            _ => Self::Other { path, detail: error.to_string() },
        }
    }

    pub(crate) fn from_sqlite(path: &Path, error: &rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        let path = path.to_path_buf();
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Self::NotALog { path, found: "it is no SQLite file".to_owned() },
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged { path, detail: error.to_string() },
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked { path },
            Some(ErrorCode::DiskFull) => Self::Full { path },
            Some(ErrorCode::ReadOnly) => Self::ReadOnly { path },
            Some(ErrorCode::PermissionDenied | ErrorCode::AuthorizationForStatementDenied) => {
                Self::NoPermission { path }
            }
            Some(ErrorCode::SystemIoFailure) => Self::Disk { path, detail: error.to_string() },
            _ => Self::Other { path, detail: error.to_string() },
        }
    }
}
