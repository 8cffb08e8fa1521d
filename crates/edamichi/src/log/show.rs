//! `edamichi log show`: sessions and answers as a readable table.

use super::table::{cut, plain, table};
use super::{Console, SqliteStore, Stop, counted};
use crate::Exit;
use choice_log::{FoundRow, Kind, Record, RecordValue, Row, ViewerKey, instant, json_form};
use core::ops::ControlFlow;
use log_store::{SessionRows, Store, Which};
use std::io;
use std::path::PathBuf;

/// `edamichi log show [LOG] [--json]`.
#[derive(Clone, Debug)]
pub struct ShowOptions {
    /// The log.
    pub log: PathBuf,
    /// An array of sessions with all their records instead of tables.
    pub json: bool,
}

/// The widest that ids and words are shown.
const ID_WIDTH: usize = 24;
const ANSWER_WIDTH: usize = 44;
const SHOWN_WIDTH: usize = 60;

/// Prints each session from the oldest: what story, who, when, and its way: scenes, answers with the
/// choices that were shown, endings.
///
/// Ends with [`Exit::Problems`] if a record cannot be read.
pub fn show(options: &ShowOptions, console: &mut Console<'_>) -> Exit {
    let result = run(options, console);
    console.ended(result)
}

fn run(options: &ShowOptions, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let mut store = SqliteStore::open_read_only(&options.log)?;
    let (mut sessions, mut damaged, mut written) = (0_u64, 0_u64, Ok(()));
    store.each_session(&Which::All, &mut |session| {
        damaged +=
            session.rows.iter().filter(|found| matches!(found, FoundRow::Damaged { .. })).count() as u64;
        let text = if options.json {
            let before = if sessions == 0 { "[\n" } else { ",\n" };
            format!("{before}{}", as_json(&session))
        } else {
            let before = if sessions == 0 { "" } else { "\n" };
            format!("{before}{}", as_text(&session))
        };
        sessions += 1;
        written = console.out.write_all(text.as_bytes());
        if written.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    written.and_then(|()| finish(options.json, sessions, console))?;
    if damaged > 0 {
        let records = counted(damaged, "record");
        console.tell(&format!("edamichi: {records} cannot be read; run `edamichi log verify`"));
        return Ok(Exit::Problems);
    }
    Ok(Exit::Done)
}

fn finish(json: bool, sessions: u64, console: &mut Console<'_>) -> io::Result<()> {
    match (json, sessions) {
        (true, 0) => writeln!(console.out, "[]"),
        (true, _) => writeln!(console.out, "\n]"),
        (false, 0) => {
            console.tell("No sessions yet: nobody has played with consent to record.");
            Ok(())
        }
        (false, _) => Ok(()),
    }
}

/// What a session's heading says, in both forms.
struct Heading<'a> {
    first: Option<&'a Record>,
    viewer: Option<&'a str>,
    scopes: Vec<&'static str>,
    started: Option<u64>,
    lasted_ms: u64,
    erased: u64,
}

impl<'a> Heading<'a> {
    fn of(session: &'a SessionRows) -> Self {
        let records: Vec<&Record> = session.readable().filter_map(Row::record).collect();
        let mut scopes: Vec<_> = records.iter().map(|record| record.consent_scope.as_str()).collect();
        scopes.dedup();
        let first = records.first().copied();
        let from = first.map_or(0, |record| record.monotonic_ms);
        Self {
            first,
            viewer: records.iter().find_map(|record| record.viewer_key.as_ref()).map(ViewerKey::as_str),
            scopes,
            started: first.map(|record| record.wall_time_unix_ms),
            lasted_ms: records.last().map_or(0, |record| record.monotonic_ms.saturating_sub(from)),
            erased: session.readable().filter(|row| matches!(row, Row::Erased(_))).count() as u64,
        }
    }
}

fn as_json(session: &SessionRows) -> String {
    let heading = Heading::of(session);
    let unreadable = session.rows.len() - session.readable().count();
    let head = serde_json::json!({
        "session_id": session.key,
        "story_id": heading.first.map(|record| &record.story_id),
        "story_revision": heading.first.map(|record| &record.story_revision),
        "viewer_key": heading.viewer,
        "consent_scopes": heading.scopes,
        "started": heading.started.map(instant::to_rfc3339),
        "lasted_ms": heading.lasted_ms,
        "erased": heading.erased,
        "unreadable": unreadable,
    });
    let records: Vec<String> =
        session.readable().filter_map(Row::record).map(json_form::record_line).collect();
    let head = head.to_string();
    // Joined as texts, so that the records keep the columns' order.
    format!("{},\"records\":[\n{}]}}", head.trim_end_matches('}'), records.join(",\n"))
}

fn as_text(session: &SessionRows) -> String {
    let heading = Heading::of(session);
    let mut lines = format!("Session {}\n", plain(&session.key));
    if let Some(first) = heading.first {
        let revision: String = first.story_revision.chars().take(12).collect();
        let mut parts = vec![format!("{} @ {}", plain(&first.story_id), plain(&revision))];
        parts.extend(first.step.as_deref().map(plain));
        parts.push(heading.scopes.join(", then ").replace('|', " + "));
        parts.extend(heading.viewer.map(|viewer| format!("viewer {}", plain(viewer))));
        parts.push(plain(&first.language));
        parts.retain(|part| !part.is_empty());
        lines += &format!("  {}\n", parts.join(" · "));
    }
    let mut parts = Vec::new();
    if let Some(started) = heading.started {
        let written = instant::to_rfc3339(started);
        parts.push(format!("{} {} UTC", &written[..10], &written[11..19]));
        parts.push(format!("lasted {}", clock(heading.lasted_ms)));
    }
    parts.push(counted(session.rows.len() as u64, "record"));
    if heading.erased > 0 {
        parts.push(format!("{} of them erased", heading.erased));
    }
    lines += &format!("  {}\n", parts.join(" · "));
    let rows: Vec<[String; 7]> = session.rows.iter().filter_map(line_of).collect();
    if !rows.is_empty() {
        let heading = ["time", "scene", "event", "question", "answer", "took", "shown"];
        lines += &format!("\n{}", table(heading, &rows));
    }
    lines
}

/// One line of a session's table; `None` for what is not part of the way.
fn line_of(found: &FoundRow) -> Option<[String; 7]> {
    let record = match found {
        FoundRow::Row(Row::Live(live)) => &live.record,
        FoundRow::Row(Row::Erased(_)) => return None,
        FoundRow::Damaged { seq, problem } => {
            let seq = seq.map_or_else(|| "?".to_owned(), |seq| seq.to_string());
            let event = format!("record {seq} cannot be read");
            let (scene, question, took, shown) = Default::default();
            return Some([String::new(), scene, event, question, plain(problem), took, shown]);
        }
    };
    if matches!(
        record.kind,
        Kind::SessionStart | Kind::SceneExit | Kind::QuestionShown | Kind::Pause | Kind::Seek
    ) {
        return None;
    }
    let id = |part: &Option<String>| part.as_deref().map(|id| cut(&plain(id), ID_WIDTH)).unwrap_or_default();
    Some([
        clock(record.monotonic_ms),
        id(&record.scene),
        record.kind.as_str().to_owned(),
        id(&record.question),
        cut(&answer(record), ANSWER_WIDTH),
        record.answer_ms.map(seconds).unwrap_or_default(),
        cut(&plain(&record.choices_shown.join(", ")), SHOWN_WIDTH),
    ])
}

fn answer(record: &Record) -> String {
    let mut parts: Vec<String> = record.choices.iter().map(|choice| plain(choice)).collect();
    match &record.value {
        Some(RecordValue::Number(number)) => parts.push(number.to_string()),
        Some(RecordValue::Text(words)) if record.kind.holds_words() => {
            parts.push(format!("“{}”", plain(words)));
        }
        Some(RecordValue::Text(word)) => parts.push(plain(word)),
        None => {}
    }
    let reason = record.reason.as_deref().map(|reason| format!("({})", plain(reason)));
    parts.join(", ") + &reason.map(|reason| format!(" {reason}")).unwrap_or_default()
}

/// `0:07.250`, `1:02:03.004`.
fn clock(ms: u64) -> String {
    let (seconds, rest) = (ms / 1000, ms % 1000);
    let (minutes, seconds) = (seconds / 60, seconds % 60);
    if minutes < 60 {
        return format!("{minutes}:{seconds:02}.{rest:03}");
    }
    format!("{}:{:02}:{seconds:02}.{rest:03}", minutes / 60, minutes % 60)
}

fn seconds(ms: u64) -> String {
    format!("{}.{} s", ms / 1000, ms % 1000 / 100)
}
