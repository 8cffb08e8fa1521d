//! Records as CSV, for spreadsheets: UTF-8 with a byte order mark, CRLF, one header line.
//!
//! A cell that a spreadsheet would run as a formula begins with `'`: after blanks, `= + - @`, their
//! full-width forms, or a tab or line break at the front. A number of a number column stays as it is,
//! minus sign and all (`-2` on a scale): its type says that nothing in it can run.
//!
//! CSV holds no salts and no hashes, so nothing that was read from it could be verified: records move
//! between logs as JSON Lines. [`parse`] is for checking an export and for other programs.

use crate::record::{COLUMN_COUNT, COLUMNS, Cell, Record};
use std::io;

/// The byte order mark that Excel needs to read UTF-8.
pub const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Writes records as CSV into `W`. The byte order mark and the header are written by the first
/// record or by [`Writer::finish`], so an export of nothing still has its header.
pub struct Writer<W: io::Write> {
    csv: csv::Writer<W>,
}

impl<W: io::Write> Writer<W> {
    /// Begins a file with byte order mark and header.
    ///
    /// # Errors
    /// Whatever writing to `out` gives.
    pub fn new(mut out: W) -> io::Result<Self> {
        out.write_all(BYTE_ORDER_MARK.as_bytes())?;
        let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
        csv.write_record(COLUMNS)?;
        Ok(Self { csv })
    }

    /// Writes one record.
    ///
    /// # Errors
    /// Whatever writing gives.
    pub fn write(&mut self, record: &Record) -> io::Result<()> {
        Ok(self.csv.write_record(record.cells().map(|cell| match cell {
            Cell::Absent => String::new(),
            Cell::Integer(number) => number.to_string(),
            Cell::Text(text) => guarded(text),
        }))?)
    }

    /// Flushes, and gives `W` back.
    ///
    /// # Errors
    /// Whatever writing gives.
    pub fn finish(mut self) -> io::Result<W> {
        self.csv.flush()?;
        self.csv.into_inner().map_err(|error| io::Error::other(error.to_string()))
    }
}

/// Whether a spreadsheet would run this cell, see the [module's words](self).
#[must_use]
pub fn would_run(cell: &str) -> bool {
    let blank = |c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{2060}');
    cell.starts_with(['\t', '\r', '\n'])
        || cell.trim_start_matches(blank).starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

/// Also a cell that looks guarded by nature gets a guard, so that taking it off again is exact.
fn needs_guard(cell: &str) -> bool {
    would_run(cell.trim_start_matches('\''))
}

fn guarded(text: String) -> String {
    if needs_guard(&text) { format!("'{text}") } else { text }
}

/// Reads a CSV file's rows as texts, guards taken off, each in the order of [`COLUMNS`].
///
/// # Errors
/// A sentence that names what is wrong: no UTF-8, another header, a row of another length.
pub fn parse(bytes: &[u8]) -> Result<Vec<[String; COLUMN_COUNT]>, String> {
    let bytes = bytes.strip_prefix(BYTE_ORDER_MARK.as_bytes()).unwrap_or(bytes);
    let mut reader = csv::Reader::from_reader(bytes);
    let header = reader.headers().map_err(|error| error.to_string())?;
    if header.iter().ne(COLUMNS) {
        return Err(format!("the header is not {}", COLUMNS.join(",")));
    }
    let mut rows = Vec::new();
    for row in reader.records() {
        let row = row.map_err(|error| error.to_string())?;
        let mut cells = row.iter().map(|cell| match cell.strip_prefix('\'') {
            Some(rest) if needs_guard(rest) => rest.to_owned(),
            _ => cell.to_owned(),
        });
        rows.push(core::array::from_fn(|_| cells.next().unwrap_or_default()));
    }
    Ok(rows)
}
