//! Tables for spreadsheets: CSV in UTF-8 with a byte order mark, so that Excel reads it as such.
//!
//! Cells that a spreadsheet would run begin with `'`, by the rule of the choice log's exports; reading
//! takes that off again, exactly.

use choice_log::csv_form::{BYTE_ORDER_MARK, would_run};

/// No table that is read is longer, in bytes.
pub(crate) const LONGEST: usize = 64 * 1024 * 1024;

/// Why a table cannot be read; nothing was taken from it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SheetError {
    /// Not UTF-8.
    #[error("the file is not UTF-8 text: in Excel, save it as \"CSV UTF-8 (comma delimited)\"")]
    NotText,
    /// Longer than any table of texts.
    #[error("the file is longer than {} MB: it is hardly a table of texts", LONGEST >> 20)]
    TooLong,
    /// Not the form of a table.
    #[error("line {line}: {reason}")]
    Shape {
        /// Where, from 1.
        line: u64,
        /// What the parser says.
        reason: String,
    },
}

/// A cell that looks guarded by nature gets a guard too, so that taking it off is exact.
fn needs_guard(cell: &str) -> bool {
    would_run(cell.trim_start_matches('\''))
}

/// The rows as CSV, every line with CR LF.
pub(crate) fn write<C: AsRef<str>>(rows: impl IntoIterator<Item = impl IntoIterator<Item = C>>) -> Vec<u8> {
    let mut out = Vec::from(BYTE_ORDER_MARK.as_bytes());
    let mut csv =
        csv::WriterBuilder::new().flexible(true).terminator(csv::Terminator::CRLF).from_writer(&mut out);
    for row in rows {
        let cells = row.into_iter().map(|cell| {
            let cell = cell.as_ref();
            if needs_guard(cell) { format!("'{cell}") } else { cell.to_owned() }
        });
        // Writing into memory does not fail.
        let _ = csv.write_record(cells);
    }
    let _ = csv.flush();
    drop(csv);
    out
}

/// The rows of a table that a spreadsheet wrote: with commas, semicolons or tabs between its cells,
/// whichever its first line has most of. Line ends within cells become `\n`.
pub(crate) fn read(bytes: &[u8]) -> Result<Vec<Vec<String>>, SheetError> {
    if bytes.len() > LONGEST {
        return Err(SheetError::TooLong);
    }
    let bytes = bytes.strip_prefix(BYTE_ORDER_MARK.as_bytes()).unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|_| SheetError::NotText)?;
    let first = text.lines().next().unwrap_or_default();
    let count = |delimiter: &u8| first.bytes().filter(|byte| byte == delimiter).count();
    let delimiter = [b'\t', b';', b','].into_iter().max_by_key(count).unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for row in reader.records() {
        let row = row.map_err(|error| SheetError::Shape {
            line: error.position().map_or(1, csv::Position::line),
            reason: error.to_string(),
        })?;
        let cell = |cell: &str| match cell.strip_prefix('\'') {
            Some(rest) if needs_guard(rest) => rest.replace("\r\n", "\n"),
            _ => cell.replace("\r\n", "\n"),
        };
        rows.push(row.iter().map(cell).collect());
    }
    Ok(rows)
}
