//! `edamichi log export` and `edamichi log import`.

use super::{Console, SqliteOptions, SqliteStore, Stop, counted, fs, table::plain};
use crate::Exit;
use log_store::Which;
use log_store::transfer::{self, Exported, Format, MAX_BAD_LINES, TransferError};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// `edamichi log export [LOG] [--format csv|jsonl] [--output FILE]`.
#[derive(Clone, Debug)]
pub struct ExportOptions {
    /// The log.
    pub log: PathBuf,
    /// `csv` or `jsonl`.
    pub format: String,
    /// Where to; standard output without.
    pub output: Option<PathBuf>,
}

/// `edamichi log import [LOG] --from FILE…`.
#[derive(Clone, Debug)]
pub struct ImportOptions {
    /// The log; made if it is not there.
    pub log: PathBuf,
    /// JSON Lines exports, or other logs.
    pub from: Vec<PathBuf>,
}

/// Writes all records out. An output file is replaced only when the export is complete.
///
/// Ends with [`Exit::Problems`] if records could not be read and are missing from the export.
pub fn export(options: &ExportOptions, console: &mut Console<'_>) -> Exit {
    let result = run_export(options, console);
    console.ended(result)
}

/// Merges records into a log, session by session, each verified first.
///
/// Ends with [`Exit::Problems`] if a session was refused or a line was no record.
pub fn import(options: &ImportOptions, console: &mut Console<'_>) -> Exit {
    let result = run_import(options, console);
    console.ended(result)
}

fn run_export(options: &ExportOptions, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let format = match options.format.as_str() {
        "csv" => Format::Csv,
        "jsonl" => Format::JsonLines,
        other => {
            let other = plain(other);
            return Err(Stop::Usage(format!("--format {other}: this format is not known; use csv or jsonl")));
        }
    };
    let mut store = SqliteStore::open_read_only(&options.log)?;
    let exported = match &options.output {
        None => transfer::export(&mut store, &Which::All, format, &mut BufWriter::new(&mut *console.out))?,
        Some(output) => {
            let exported = to_file(&mut store, options, output, format)?;
            let (records, sessions) =
                (counted(exported.records, "record"), counted(exported.sessions, "session"));
            console.tell(&format!("{records} of {sessions} written to {}", output.display()));
            exported
        }
    };
    if exported.unreadable > 0 {
        let missing = counted(exported.unreadable, "record");
        console.tell(&format!(
            "edamichi: {missing} cannot be read and {} not in the export; run `edamichi log verify`",
            if exported.unreadable == 1 { "is" } else { "are" }
        ));
        return Ok(Exit::Problems);
    }
    Ok(Exit::Done)
}

fn to_file(
    store: &mut SqliteStore,
    options: &ExportOptions,
    output: &Path,
    format: Format,
) -> Result<Exported, Stop> {
    let failed = |error: io::Error| Stop::Usage(format!("cannot write ({error}): {}", output.display()));
    let metadata = fs::metadata(output).ok();
    if same_file(&options.log, output) {
        return Err(Stop::Usage(format!(
            "--output is the log itself; name another file: {}",
            output.display()
        )));
    }
    // A device or a pipe is written into; an ordinary file is made beside and put in place.
    if metadata.is_some_and(|metadata| !metadata.is_file()) {
        let mut file = BufWriter::new(File::options().write(true).open(output).map_err(failed)?);
        return Ok(transfer::export(store, &Which::All, format, &mut file)?);
    }
    let mut name = output.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    let part = output.with_file_name(name);
    let mut file = BufWriter::new(File::create_new(&part).map_err(failed)?);
    let result = transfer::export(store, &Which::All, format, &mut file).map_err(Stop::from);
    let result = result.and_then(|exported| {
        file.flush().and_then(|()| file.get_ref().sync_all()).map_err(failed)?;
        fs::rename(&part, output).map_err(failed)?;
        Ok(exported)
    });
    if result.is_err() {
        let _ = fs::remove_file(&part);
    }
    result
}

fn same_file(a: &Path, b: &Path) -> bool {
    matches!((fs::canonicalize(a), fs::canonicalize(b)), (Ok(a), Ok(b)) if a == b)
}

fn run_import(options: &ImportOptions, console: &mut Console<'_>) -> Result<Exit, Stop> {
    if options.from.is_empty() {
        return Err(Stop::Usage("name what to import: --from FILE".to_owned()));
    }
    // Before a log is made for nothing.
    for from in &options.from {
        File::open(from).map_err(|error| TransferError::Read { path: from.clone(), error })?;
    }
    let mut store = SqliteStore::open(&options.log, SqliteOptions::default())?;
    let mut exit = Exit::Done;
    for from in &options.from {
        let imported = transfer::import_file(&mut store, from)?;
        let sessions = counted(imported.sessions, "session");
        let (added, known) = (imported.added, imported.known);
        let total = counted(added + known, "record");
        writeln!(console.out, "{}: {sessions}, {total}: {added} new, {known} known", from.display())?;
        for (line, problem) in &imported.bad_lines {
            console.tell(&format!("edamichi: line {line}: {}: {}", plain(problem), from.display()));
        }
        if imported.bad_lines.len() == MAX_BAD_LINES {
            console.tell(&format!("edamichi: further bad lines are not listed: {}", from.display()));
        }
        for refused in &imported.refused {
            let (session, reason) = (plain(&refused.session), plain(&refused.reason));
            console
                .tell(&format!("edamichi: session {session} was not imported: {reason}: {}", from.display()));
        }
        let problems = !imported.bad_lines.is_empty() || !imported.refused.is_empty();
        if problems {
            let nothing = imported.sessions == 0 && imported.refused.is_empty();
            exit = exit.max(if nothing { Exit::CouldNotRun } else { Exit::Problems });
        }
    }
    Ok(exit)
}
