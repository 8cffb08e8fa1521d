//! Export as CSV or JSON Lines, import by merging, verifying: the same for every engine.

use crate::{SessionRows, SqliteStore, Store, StoreError, Which};
use choice_log::json_form::{self, MAX_LINE_BYTES};
use choice_log::{Fault, FaultKind, FoundRow, Row, SessionId, Verdict, chain, csv_form, verify_session};
use core::ops::ControlFlow;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read as _, Write};
use std::path::{Path, PathBuf};

/// The largest file that is imported: all its records are in memory for a moment.
pub const MAX_IMPORT_BYTES: u64 = 1 << 30;

/// Why records could not be moved.
#[derive(Debug, thiserror::Error)]
pub enum TransferError {
    /// The log itself.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Where the export goes.
    #[error("the export could not be written: {0}")]
    Write(#[source] io::Error),
    /// Where the import comes from.
    #[error("this file cannot be read ({error}): {}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        #[source]
        error: io::Error,
    },
    /// A file that cannot be imported.
    #[error("{problem}: {}", path.display())]
    NotImportable {
        /// The file.
        path: PathBuf,
        /// Why, and what to do instead.
        problem: &'static str,
    },
}

/// How an export is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For spreadsheets: [`choice_log::csv_form`].
    Csv,
    /// For programs and for [`import_file`]: [`choice_log::json_form`].
    JsonLines,
}

/// What was exported.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Exported {
    /// Sessions with a record in the export.
    pub sessions: u64,
    /// Records.
    pub records: u64,
    /// Rows that could not be read, and are not in the export.
    pub unreadable: u64,
}

/// What was imported.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Sessions that are now in the log as the file has them.
    pub sessions: u64,
    /// Records that are new here.
    pub added: u64,
    /// Records that were here already; those that were erased here stay erased.
    pub known: u64,
    /// Sessions that were left out, and why.
    pub refused: Vec<Refused>,
    /// Lines that are no records, and why; the first [`MAX_BAD_LINES`].
    pub bad_lines: Vec<(u64, String)>,
}

/// The most bad lines that one import lists.
pub const MAX_BAD_LINES: usize = 20;

/// A session that was not imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Its id.
    pub session: String,
    /// Why, for a person.
    pub reason: String,
}

/// What verifying a whole log found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogVerdict {
    /// Sessions.
    pub sessions: u64,
    /// Records, erased ones included.
    pub records: u64,
    /// Erased ones among them.
    pub erased: u64,
    /// Sessions with faults, by id as it is stored.
    pub broken: Vec<(String, Verdict)>,
    /// What the engine finds wrong with its own file.
    pub file_problem: Option<String>,
}

impl LogVerdict {
    /// Nothing is wrong.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.broken.is_empty() && self.file_problem.is_none()
    }
}

/// Checks every session's chain and the engine's file. [`chain`] says what that cannot detect.
///
/// # Errors
/// The log cannot be read.
pub fn verify(store: &mut dyn Store) -> Result<LogVerdict, StoreError> {
    let mut verdict = LogVerdict { file_problem: store.self_check()?, ..LogVerdict::default() };
    store.each_session(&Which::All, &mut |session| {
        let found = verify_rows(&session);
        verdict.sessions += 1;
        verdict.records += found.records;
        verdict.erased += found.erased;
        if !found.is_whole() {
            verdict.broken.push((session.key, found));
        }
        ControlFlow::Continue(())
    })?;
    Ok(verdict)
}

/// Checks one session as a store hands it over.
#[must_use]
pub fn verify_rows(session: &SessionRows) -> Verdict {
    if let Some(id) = session.session_id {
        return verify_session(id, &session.rows);
    }
    let seq = session.rows.iter().find_map(|found| match found {
        FoundRow::Row(row) => Some(row.frame().seq),
        FoundRow::Damaged { seq, .. } => *seq,
    });
    let kind = FaultKind::Damaged("column session_id: cannot be read".to_owned());
    let faults = vec![Fault { seq, kind }];
    Verdict { records: session.rows.len() as u64, faults, ..Verdict::default() }
}

/// Writes records out, session by session from the oldest. Erased records are left out; JSON Lines
/// keeps what is left of them where later records of the same session need it to be verified.
///
/// # Errors
/// [`TransferError::Store`] or [`TransferError::Write`]; what was written before stays.
pub fn export(
    store: &mut dyn Store,
    which: &Which,
    format: Format,
    out: &mut dyn Write,
) -> Result<Exported, TransferError> {
    let mut exported = Exported::default();
    let mut result = Ok(());
    match format {
        Format::Csv => {
            let mut csv = csv_form::Writer::new(&mut *out).map_err(TransferError::Write)?;
            store.each_session(which, &mut |session| {
                count(&session, &mut exported);
                let mut records = session.readable().filter_map(Row::record);
                result = records.try_for_each(|record| csv.write(record));
                as_flow(&result)
            })?;
            result = result.and_then(|()| csv.finish().map(|_| ()));
        }
        Format::JsonLines => store.each_session(which, &mut |session| {
            if count(&session, &mut exported) {
                let mut rows = session.readable();
                result = rows.try_for_each(|row| writeln!(out, "{}", json_form::line(row)));
            }
            as_flow(&result)
        })?,
    }
    result.and_then(|()| out.flush()).map_err(TransferError::Write)?;
    Ok(exported)
}

/// Whether the session has a record to export.
fn count(session: &SessionRows, exported: &mut Exported) -> bool {
    let readable = session.readable().count();
    let records = session.readable().filter(|row| row.record().is_some()).count();
    exported.unreadable += (session.rows.len() - readable) as u64;
    exported.records += records as u64;
    exported.sessions += u64::from(records > 0);
    records > 0
}

fn as_flow(result: &io::Result<()>) -> ControlFlow<()> {
    if result.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
}

/// Merges a file into a log: JSON Lines from [`export`], or another log. Each session is taken as a
/// whole, once its chain was verified together with what is here already, or not at all. Doing it
/// twice changes nothing the second time.
///
/// # Errors
/// [`TransferError`]; nothing, or the sessions before, were imported. Sessions that do not fit are
/// no errors but in [`Imported::refused`].
pub fn import_file(store: &mut dyn Store, path: &Path) -> Result<Imported, TransferError> {
    let cannot_read = |error| TransferError::Read { path: path.to_path_buf(), error };
    let not_importable = |problem| TransferError::NotImportable { path: path.to_path_buf(), problem };
    let metadata = fs::metadata(path).map_err(cannot_read)?;
    if !metadata.is_file() {
        return Err(not_importable("this is not a file; name a log or its JSON Lines export"));
    }
    if metadata.len() > MAX_IMPORT_BYTES {
        return Err(not_importable("this file is larger than 1 GiB; import it in parts"));
    }
    let mut reader = BufReader::new(File::open(path).map_err(cannot_read)?);
    let start = reader.fill_buf().map_err(cannot_read)?;
    if start.starts_with(b"SQLite format 3\0") {
        return import_store(store, &mut SqliteStore::open_read_only(path)?);
    }
    let text = start.strip_prefix(csv_form::BYTE_ORDER_MARK.as_bytes()).unwrap_or(start);
    if text.starts_with(b"event_id,") {
        return Err(not_importable(
            "a CSV export has no hashes, so nothing could be verified; export with --format jsonl and \
             import that",
        ));
    }
    import_lines(store, &mut reader).map_err(|error| match error {
        LinesError::Store(error) => error.into(),
        LinesError::Read(error) => cannot_read(error),
    })
}

/// Merges another log.
///
/// # Errors
/// Either log fails; sessions before it stay imported.
pub fn import_store(store: &mut dyn Store, from: &mut dyn Store) -> Result<Imported, TransferError> {
    let mut imported = Imported::default();
    let mut result = Ok(());
    from.each_session(&Which::All, &mut |session| {
        let damaged = session.rows.iter().find_map(|found| match found {
            FoundRow::Damaged { seq, problem } => Some((seq, problem)),
            FoundRow::Row(_) => None,
        });
        match (session.session_id, damaged) {
            (Some(id), None) => {
                let rows = session.rows.into_iter().filter_map(|found| match found {
                    FoundRow::Row(row) => Some(row),
                    FoundRow::Damaged { .. } => None,
                });
                result = merge_session(store, id, rows.collect(), &mut imported);
            }
            (_, damaged) => {
                let reason = match damaged {
                    Some((Some(seq), problem)) => format!("record {seq}: {problem}"),
                    Some((None, problem)) => problem.clone(),
                    None => "column session_id: cannot be read".to_owned(),
                };
                imported.refused.push(Refused { session: session.key, reason });
            }
        }
        if result.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    result?;
    Ok(imported)
}

enum LinesError {
    Store(StoreError),
    Read(io::Error),
}

fn import_lines(store: &mut dyn Store, input: &mut impl BufRead) -> Result<Imported, LinesError> {
    let mut imported = Imported::default();
    let mut sessions: BTreeMap<SessionId, Vec<Row>> = BTreeMap::new();
    let mut number = 0;
    while let Some(line) = next_line(input).map_err(LinesError::Read)? {
        number += 1;
        let text =
            if number == 1 { line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&line) } else { &line };
        if text.trim_ascii().is_empty() {
            continue;
        }
        let row = match core::str::from_utf8(text) {
            Ok(text) => json_form::parse_line(text).map_err(|error| error.to_string()),
            Err(_) => Err("the line is not UTF-8".to_owned()),
        };
        match row {
            Ok(row) => sessions.entry(row.frame().session_id).or_default().push(row),
            Err(error) if imported.bad_lines.len() < MAX_BAD_LINES => {
                imported.bad_lines.push((number, error));
            }
            Err(_) => {}
        }
    }
    for (id, rows) in sessions {
        merge_session(store, id, rows, &mut imported).map_err(LinesError::Store)?;
    }
    Ok(imported)
}

/// One line without its end; of a longer one than any record's, just enough to be refused.
fn next_line(input: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    let most = MAX_LINE_BYTES as u64 + 1;
    if input.by_ref().take(most).read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    if line.len() as u64 == most && !line.ends_with(b"\n") {
        input.skip_until(b'\n')?;
    }
    Ok(Some(line))
}

fn merge_session(
    store: &mut dyn Store,
    id: SessionId,
    incoming: Vec<Row>,
    imported: &mut Imported,
) -> Result<(), StoreError> {
    let mut here = Vec::new();
    store.each_session(&Which::Session(id), &mut |session| {
        here = session.rows;
        ControlFlow::Break(())
    })?;
    let outcome = match fresh_rows(id, &here, incoming) {
        Ok((fresh, known)) => match store.append(&fresh) {
            Ok(appended) => Ok((appended.added, known + appended.known)),
            Err(error @ StoreError::Conflict { .. }) => Err(error.to_string()),
            Err(error) => return Err(error),
        },
        Err(reason) => Err(reason),
    };
    match outcome {
        Ok((added, known)) => {
            imported.sessions += 1;
            imported.added += added;
            imported.known += known;
        }
        Err(reason) => imported.refused.push(Refused { session: id.to_string(), reason }),
    }
    Ok(())
}

/// The rows that are not here yet, and how many are; or why the session cannot be taken.
fn fresh_rows(id: SessionId, here: &[FoundRow], incoming: Vec<Row>) -> Result<(Vec<Row>, u64), String> {
    let mut all: BTreeMap<u64, FoundRow> = BTreeMap::new();
    for found in here {
        let FoundRow::Row(row) = found else {
            return Err("the log here is damaged in this session: run `edamichi log verify`".to_owned());
        };
        all.insert(row.frame().seq, found.clone());
    }
    let (mut fresh, mut known) = (Vec::new(), 0);
    for row in incoming {
        let frame = row.frame();
        if let Row::Live(live) = &row
            && chain::commitment(&live.record.cells(), &live.salt) != live.commitment
        {
            return Err(format!("record {}: {}", frame.seq, FaultKind::Changed));
        }
        match all.get(&frame.seq) {
            Some(FoundRow::Row(other)) if other.frame() == frame => known += 1,
            Some(_) => return Err(format!("record {} differs from the one that is here", frame.seq)),
            None => {
                all.insert(frame.seq, FoundRow::Row(row.clone()));
                fresh.push(row);
            }
        }
    }
    let verdict = verify_session(id, all.values());
    match verdict.faults.first() {
        None => Ok((fresh, known)),
        Some(Fault { seq: Some(seq), kind }) => Err(format!("record {seq}: {kind}")),
        Some(Fault { seq: None, kind }) => Err(kind.to_string()),
    }
}
