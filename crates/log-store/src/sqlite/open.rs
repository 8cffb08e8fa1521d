//! Opening: look first, and touch nothing that is not ours.

use super::schema::{self, Content};
use super::{SCHEMA_VERSION, SqliteOptions, SqliteStore};
use crate::StoreError;
use core::time::Duration;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// The first 16 bytes of every SQLite 3 file (sqlite.org/fileformat2.html, section 1.3).
const MAGIC: &[u8; 16] = b"SQLite format 3\0";
/// Where that header keeps `user_version`: four bytes, big-endian.
const USER_VERSION_AT: usize = 60;
/// Where it keeps `application_id`.
const APPLICATION_ID_AT: usize = 68;

/// Which file was opened, to notice when it is deleted or replaced: SQLite would go on writing into
/// a file that nobody can find any more.
pub(super) struct FileIdentity {
    #[cfg(unix)]
    device_and_number: (u64, u64),
}

impl FileIdentity {
    #[cfg(unix)]
    fn of(metadata: &fs::Metadata) -> Self {
        use std::os::unix::fs::MetadataExt as _;
        Self { device_and_number: (metadata.dev(), metadata.ino()) }
    }

    #[cfg(not(unix))]
    fn of(_metadata: &fs::Metadata) -> Self {
        Self {}
    }

    pub(super) fn check(&self, path: &Path) -> Result<(), StoreError> {
        let same = fs::metadata(path).is_ok_and(|metadata| self.is(&metadata));
        if same { Ok(()) } else { Err(StoreError::Replaced { path: path.to_path_buf() }) }
    }

    #[cfg(unix)]
    fn is(&self, metadata: &fs::Metadata) -> bool {
        Self::of(metadata).device_and_number == self.device_and_number
    }

    #[cfg(not(unix))]
    fn is(&self, _metadata: &fs::Metadata) -> bool {
        true
    }
}

/// What lies at a path, as far as its first bytes tell.
enum Found {
    Nothing,
    EmptyFile,
    Sqlite,
}

/// Never opens a pipe or device (that could wait for ever), and never lets SQLite loose on a file that is
/// not a log of this version: closing a connection may tidy up what another program left.
fn look(path: &Path) -> Result<Found, StoreError> {
    let metadata = match fs::metadata(path) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Found::Nothing),
        Err(error) => return Err(StoreError::from_io(path, &error)),
    };
    if metadata.is_dir() {
        return Err(StoreError::Folder { path: path.to_path_buf() });
    }
    if !metadata.is_file() {
        return Err(StoreError::NotAFile { path: path.to_path_buf() });
    }
    let mut header = Vec::new();
    File::open(path)
        .and_then(|file| file.take(100).read_to_end(&mut header))
        .map_err(|error| StoreError::from_io(path, &error))?;
    if header.is_empty() {
        return Ok(Found::EmptyFile);
    }
    let not_a_log = |found: &str| StoreError::NotALog { path: path.to_path_buf(), found: found.to_owned() };
    if !header.starts_with(MAGIC) {
        return Err(not_a_log("it is no SQLite file"));
    }
    let application = header_number(&header, APPLICATION_ID_AT);
    let version = header_number(&header, USER_VERSION_AT);
    if application == super::APPLICATION_ID {
        return if version > SCHEMA_VERSION {
            Err(StoreError::NewerVersion { path: path.to_path_buf(), found: version, known: SCHEMA_VERSION })
        } else {
            Ok(Found::Sqlite)
        };
    }
    // 0 may be a log whose first write still stands in the -wal file; then it has no tables yet.
    if application == 0 && (!has_tables(path) || has_become_ours(path)) {
        return Ok(Found::Sqlite);
    }
    Err(not_a_log("it is another program's SQLite file"))
}

fn header_number(header: &[u8], at: usize) -> i64 {
    let bytes = header.get(at..at + 4).and_then(|bytes| bytes.try_into().ok());
    bytes.map_or(0, |bytes| i64::from(i32::from_be_bytes(bytes)))
}

/// Looks into the file itself alone, without a lock and without making files beside it: another
/// program's file stays as it is, to the byte.
fn has_tables(path: &Path) -> bool {
    let look = || {
        let connection = connect(path, Access::AsItStands, Duration::ZERO)?;
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0))
    };
    look().is_ok_and(|tables| tables > 0)
}

/// Tables that were not there yet a moment ago are another program's work: ours come to the file
/// together with the number that tells them, on the same page.
fn has_become_ours(path: &Path) -> bool {
    let mut header = Vec::new();
    let read = File::open(path).and_then(|file| file.take(100).read_to_end(&mut header));
    read.is_ok() && header_number(&header, APPLICATION_ID_AT) == super::APPLICATION_ID
}

/// Names like `:memory:` mean something else to SQLite; an absolute path never does.
fn absolute(path: &Path) -> Result<PathBuf, StoreError> {
    std::path::absolute(path).map_err(|error| StoreError::from_io(path, &error))
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

fn has_bytes(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|metadata| metadata.len() > 0)
}

fn accept(path: &Path, content: Content) -> Result<bool, StoreError> {
    match content {
        Content::Nothing => Ok(false),
        Content::Log => Ok(true),
        Content::Newer(found) => {
            Err(StoreError::NewerVersion { path: path.to_path_buf(), found, known: SCHEMA_VERSION })
        }
        Content::Other(found) => Err(StoreError::NotALog { path: path.to_path_buf(), found }),
    }
}

/// While one program makes a log, SQLite tells another at some steps that it is locked without
/// waiting as it does elsewhere; then the whole opening is tried again.
pub(super) fn for_writing(
    path: &Path,
    options: SqliteOptions,
    create: bool,
) -> Result<SqliteStore, StoreError> {
    let began = Instant::now();
    loop {
        match try_for_writing(path, options, create) {
            Err(StoreError::Locked { .. }) if began.elapsed() < options.lock_timeout => {
                std::thread::sleep(Duration::from_millis(5));
            }
            result => return result,
        }
    }
}

fn try_for_writing(path: &Path, options: SqliteOptions, create: bool) -> Result<SqliteStore, StoreError> {
    let path = &absolute(path)?;
    match look(path)? {
        Found::Nothing if !create => return Err(StoreError::NotFound { path: path.clone() }),
        Found::Nothing => {
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder).map_err(|error| StoreError::from_io(path, &error))?;
            }
        }
        Found::EmptyFile | Found::Sqlite => {}
    }
    let failed = |error: rusqlite::Error| explain(path, &error);
    let mut connection = connect(path, Access::WriteOrCreate, options.lock_timeout).map_err(failed)?;
    let is_log = accept(path, schema::inspect(&connection).map_err(failed)?)?;
    if connection.is_readonly(rusqlite::MAIN_DB).map_err(failed)? {
        return Err(StoreError::ReadOnly { path: path.clone() });
    }
    set_up(&connection, options).map_err(failed)?;
    if !is_log {
        schema::create(&mut connection).map_err(failed)?;
        accept(path, schema::inspect(&connection).map_err(failed)?)?;
    }
    let metadata = fs::metadata(path).map_err(|error| StoreError::from_io(path, &error))?;
    let identity = Some(FileIdentity::of(&metadata));
    Ok(SqliteStore { connection, path: path.clone(), identity, own: options.own })
}

fn set_up(connection: &Connection, options: SqliteOptions) -> rusqlite::Result<()> {
    // Some network disks cannot do WAL; SQLite then keeps its older journal, which is as safe.
    connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update_and_check(None, "secure_delete", "ON", |_| Ok(()))?;
    connection.pragma_update(None, "foreign_keys", "ON")?;
    if let Some(pages) = options.max_pages {
        connection.pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()))?;
    }
    Ok(())
}

/// "Unable to open" says little: a folder that lets nobody write is the usual cause.
fn explain(path: &Path, error: &rusqlite::Error) -> StoreError {
    if error.sqlite_error_code() == Some(ErrorCode::CannotOpen) {
        let folder = path.parent().and_then(|folder| fs::metadata(folder).ok());
        return match folder {
            Some(folder) if folder.permissions().readonly() => {
                StoreError::ReadOnly { path: path.to_path_buf() }
            }
            Some(_) => StoreError::NoPermission { path: path.to_path_buf() },
            None => StoreError::NotFound { path: path.to_path_buf() },
        };
    }
    StoreError::from_sqlite(path, error)
}

pub(super) fn for_reading(path: &Path) -> Result<SqliteStore, StoreError> {
    let path = &absolute(path)?;
    let failed = |error: rusqlite::Error| explain(path, &error);
    let connection = match look(path)? {
        Found::Nothing => return Err(StoreError::NotFound { path: path.clone() }),
        // Killed before its first write: a log without records.
        Found::EmptyFile if !has_bytes(&beside(path, "-wal")) => empty().map_err(failed)?,
        Found::EmptyFile | Found::Sqlite => reading_connection(path).map_err(failed)?,
    };
    let connection = if accept(path, schema::inspect(&connection).map_err(failed)?)? {
        connection
    } else {
        empty().map_err(failed)?
    };
    Ok(SqliteStore { connection, path: path.clone(), identity: None, own: false })
}

/// A log without records, in memory.
fn empty() -> rusqlite::Result<Connection> {
    let mut connection = Connection::open_in_memory()?;
    schema::create(&mut connection)?;
    Ok(connection)
}

/// A connection that refuses to write. Where the disk allows it, it still has the right to: SQLite
/// needs that to roll back or take over what a killed program left, and to remove its `-wal` and
/// `-shm` files when it closes.
fn reading_connection(path: &Path) -> rusqlite::Result<Connection> {
    let lock_timeout = SqliteOptions::default().lock_timeout;
    let read = |access| {
        let connection = connect(path, access, lock_timeout)?;
        connection.pragma_update(None, "query_only", "ON")?;
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        Ok(connection)
    };
    let cannot = |error: &rusqlite::Error| {
        matches!(error.sqlite_error_code(), Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly))
    };
    let mut result = read(Access::Write);
    if result.as_ref().is_err_and(cannot) {
        result = read(Access::Read);
    }
    // A read-only disk: nobody writes there, and the file can be read as it stands.
    if result.as_ref().is_err_and(cannot) && !has_bytes(&beside(path, "-wal")) {
        result = read(Access::AsItStands);
    }
    result
}

/// How SQLite opens a file.
#[derive(Clone, Copy)]
enum Access {
    WriteOrCreate,
    Write,
    Read,
    /// Without locks and without `-wal`: only where nobody writes, or only to have a look.
    AsItStands,
}

/// A stranger's file must not run anything: no triggers, views or functions of its own.
fn connect(path: &Path, access: Access, lock_timeout: Duration) -> rusqlite::Result<Connection> {
    let read = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let write = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = match access {
        Access::WriteOrCreate => Connection::open_with_flags(path, write | OpenFlags::SQLITE_OPEN_CREATE)?,
        Access::Write => Connection::open_with_flags(path, write)?,
        Access::Read => Connection::open_with_flags(path, read)?,
        Access::AsItStands => {
            Connection::open_with_flags(immutable_uri(path), read | OpenFlags::SQLITE_OPEN_URI)?
        }
    };
    connection.busy_timeout(lock_timeout)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false)?;
    Ok(connection)
}

fn immutable_uri(path: &Path) -> String {
    let mut uri = "file:".to_owned();
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' => {
                uri.push(char::from(*byte));
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri + "?immutable=1"
}
