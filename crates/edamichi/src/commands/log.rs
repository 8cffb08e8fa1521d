//! `edamichi log …`

use super::default_log;
use crate::Exit;
use crate::arguments::{ExportFormat, Log};
use crate::log::{
    Console, EraseOptions, ExportOptions, ImportOptions, ShowOptions, VerifyOptions, erase, export, import,
    show, verify,
};
use std::path::PathBuf;

/// Reads, exports, imports, verifies or erases a choice log.
///
/// # Errors
/// When the platform tells no data folder and no file is named.
pub fn run(words: Log) -> anyhow::Result<Exit> {
    let (mut out, mut err) = (std::io::stdout().lock(), std::io::stderr().lock());
    let console = &mut Console { out: &mut out, err: &mut err };
    let place = |log: Option<PathBuf>| log.map_or_else(default_log, Ok);
    Ok(match words {
        Log::Show { log, json } => show(&ShowOptions { log: place(log)?, json }, console),
        Log::Verify { log } => verify(&VerifyOptions { log: place(log)? }, console),
        Log::Import { log, from } => import(&ImportOptions { log: place(log)?, from }, console),
        Log::Erase { log, session, viewer, yes } => {
            erase(&EraseOptions { log: place(log)?, session, viewer, yes }, console)
        }
        Log::Export { log, format, output } => {
            let format = match format {
                ExportFormat::Csv => "csv",
                ExportFormat::Jsonl => "jsonl",
            };
            export(&ExportOptions { log: place(log)?, format: format.to_owned(), output }, console)
        }
    })
}
