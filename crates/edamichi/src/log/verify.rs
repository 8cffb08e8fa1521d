//! `edamichi log verify`: are the hash chains whole?

use super::{Console, Stop, counted, table::plain};
use crate::Exit;
use log_store::{SqliteStore, transfer};
use std::path::PathBuf;

/// `edamichi log verify [LOG]`.
#[derive(Clone, Debug)]
pub struct VerifyOptions {
    /// The log.
    pub log: PathBuf,
}

/// Names every record that does not fit its session's chain, then says what was checked.
///
/// Ends with [`Exit::Problems`] if anything is broken. A chain cannot tell that the newest records of
/// a session, or a whole session, were removed.
pub fn verify(options: &VerifyOptions, console: &mut Console<'_>) -> Exit {
    let result = run(options, console);
    console.ended(result)
}

fn run(options: &VerifyOptions, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let verdict = transfer::verify(&mut SqliteStore::open_read_only(&options.log)?)?;
    for (session, broken) in &verdict.broken {
        for fault in &broken.faults {
            let record = fault.seq.map_or_else(|| "a record".to_owned(), |seq| format!("record {seq}"));
            writeln!(
                console.out,
                "session {}, {record}: {}",
                plain(session),
                plain(&fault.kind.to_string())
            )?;
        }
    }
    if let Some(problem) = &verdict.file_problem {
        writeln!(console.out, "the file itself is damaged: {}", plain(problem))?;
    }
    let sessions = counted(verdict.sessions, "session");
    let records = counted(verdict.records, "record");
    let state = match (verdict.broken.len(), &verdict.file_problem) {
        (0, None) => "whole".to_owned(),
        (0, Some(_)) => "the chains are whole, the file is not".to_owned(),
        (broken, _) => format!("{} broken", counted(broken as u64, "session")),
    };
    let erased = match verdict.erased {
        0 => String::new(),
        1 => " (1 of the records was erased)".to_owned(),
        erased => format!(" ({erased} of the records were erased)"),
    };
    writeln!(console.out, "{sessions}, {records}, {state}{erased}")?;
    if verdict.is_whole() {
        return Ok(Exit::Done);
    }
    console.tell("edamichi: this log was changed or damaged; compare it with an earlier export or a copy");
    Ok(Exit::Problems)
}
