//! `edamichi log erase`: lawful deletion with a receipt.

use super::{Console, SqliteOptions, SqliteStore, Stop, counted};
use crate::Exit;
use choice_log::{Row, ViewerKey, instant};
use core::ops::ControlFlow;
use log_store::{EraseBy, Store};
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

/// `edamichi log erase [LOG] --session ID|--viewer KEY --yes`.
#[derive(Clone, Debug, Default)]
pub struct EraseOptions {
    /// The log.
    pub log: PathBuf,
    /// One session.
    pub session: Option<String>,
    /// All sessions of a viewer.
    pub viewer: Option<String>,
    /// Do it. Without, say what would be erased.
    pub yes: bool,
}

/// Erases what the records of a session, or of all of a viewer's sessions, say; prints the receipt,
/// which is kept in the log too.
///
/// Ends with [`Exit::Problems`] if there is no such session or viewer, or if old bytes may still be
/// on disk because another program has the log open.
pub fn erase(options: &EraseOptions, console: &mut Console<'_>) -> Exit {
    let result = run(options, console);
    console.ended(result)
}

fn run(options: &EraseOptions, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let by = asked(options)?;
    let mut store = SqliteStore::open_existing(&options.log, SqliteOptions::default())?;
    let which = by.which();
    let (mut sessions, mut records, mut erased) = (0, 0, 0);
    store.each_session(&which, &mut |session| {
        sessions += 1;
        let gone = session.readable().filter(|row| matches!(row, Row::Erased(_))).count() as u64;
        erased += gone;
        records += session.rows.len() as u64 - gone;
        ControlFlow::Continue(())
    })?;
    if sessions == 0 {
        let hint = "`edamichi log show` lists sessions and viewers";
        console.tell(&format!("edamichi: nothing was erased: the log has no {}; {hint}", named(&by)));
        return Ok(Exit::Problems);
    }
    let what = format!("{} of {}", counted(records, "record"), counted(sessions, "session"));
    if !options.yes {
        return Err(Stop::Usage(format!("this would erase {what} for good; add --yes to do it")));
    }
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_millis();
    let receipt = store.erase(&by, u64::try_from(now).unwrap_or(u64::MAX))?;
    let at = instant::to_rfc3339(receipt.at_unix_ms);
    let records = counted(receipt.records() as u64, "record");
    let touched = counted(receipt.sessions.len() as u64, "session");
    writeln!(console.out, "erased {records} of {touched} at {at}")?;
    for session in &receipt.sessions {
        writeln!(console.out, "session {}: records {}", session.session_id, session.seqs_text())?;
    }
    if erased > 0 {
        writeln!(console.out, "{} erased earlier", counted(erased, "record"))?;
    }
    if !receipt.bytes_gone {
        console.tell(
            "edamichi: another program has this log open, so old bytes may still be on disk; close it and \
             run the same command again",
        );
        return Ok(Exit::Problems);
    }
    Ok(Exit::Done)
}

fn asked(options: &EraseOptions) -> Result<EraseBy, Stop> {
    match (&options.session, &options.viewer) {
        (Some(id), None) => id.trim().to_lowercase().parse().map(EraseBy::Session).map_err(|error| {
            Stop::Usage(format!("--session {id}: {error}; `edamichi log show` lists the sessions"))
        }),
        (None, Some(key)) => ViewerKey::new(key)
            .map(EraseBy::Viewer)
            .map_err(|error| Stop::Usage(format!("--viewer: {error}"))),
        _ => Err(Stop::Usage("name what to erase: --session ID, or --viewer KEY".to_owned())),
    }
}

fn named(by: &EraseBy) -> String {
    match by {
        EraseBy::Session(id) => format!("session {id}"),
        EraseBy::Viewer(key) => format!("records of viewer {key}"),
        EraseBy::Own(story) => format!("records of story {story} that were made here"),
    }
}
