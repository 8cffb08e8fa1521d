//! From a file's lines to cues.

use super::{CaptionError, Captions, Cue, MAX_CUE_CHARS, MAX_CUES, text};
use media_time::{MediaDuration, MediaTime};

const ARROW: &str = "-->";
/// Blocks of WebVTT that hold no cue.
const OTHER_BLOCKS: [&str; 3] = ["NOTE", "STYLE", "REGION"];

/// Reads a file in blocks: lines up to an empty one.
pub(super) fn read(text: &str) -> Result<Captions, CaptionError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut lines = Lines::new(text);
    let is_webvtt = lines.peek().is_some_and(|(_, line)| begins_with_word(line, "WEBVTT"));
    if !is_webvtt && !text.contains(ARROW) {
        return Err(CaptionError::NotCaptions);
    }
    let mut captions = Captions::default();
    if is_webvtt {
        // The header block may carry anything up to the first empty line or cue.
        lines.next();
        lines.skip_block();
    }
    while let Some((number, line)) = lines.peek() {
        if line.trim().is_empty() {
            lines.next();
        } else if line.contains(ARROW) {
            lines.next();
            read_cue(&mut captions, number, line, &mut lines)?;
        } else if is_webvtt && OTHER_BLOCKS.iter().any(|word| begins_with_word(line, word)) {
            lines.next();
            lines.skip_block();
        } else {
            read_identifier(&mut captions, number, line, &mut lines);
        }
    }
    Ok(captions)
}

fn begins_with_word(line: &str, word: &str) -> bool {
    line.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
}

/// A line before a cue's times names or numbers the cue. Without times after it, it is text that
/// nobody will see.
fn read_identifier(captions: &mut Captions, number: usize, line: &str, lines: &mut Lines<'_>) {
    lines.next();
    if lines.peek().is_some_and(|(_, next)| next.contains(ARROW)) {
        return;
    }
    captions.report(number, || {
        format!(
            "no times belong to {}; put a line with times before it, or remove an empty line",
            quoted(line)
        )
    });
    lines.skip_block();
}

fn read_cue(
    captions: &mut Captions,
    number: usize,
    times: &str,
    lines: &mut Lines<'_>,
) -> Result<(), CaptionError> {
    let markup = cue_text(lines);
    let (from, to) = match read_times(times) {
        Ok(times) => times,
        Err(problem) => {
            captions.report(number, || problem.message(times));
            return Ok(());
        }
    };
    let mut text = text::plain(&markup);
    if text.is_empty() {
        return Ok(());
    }
    if let Some((cut, _)) = text.char_indices().nth(MAX_CUE_CHARS) {
        text.truncate(cut);
        captions.report(number, || {
            format!("the caption is longer than {MAX_CUE_CHARS} characters; the rest is not shown")
        });
    }
    if captions.cues.len() == MAX_CUES {
        return Err(CaptionError::TooManyCues);
    }
    captions.cues.push(Cue { from, to, text });
    Ok(())
}

/// The lines up to an empty one, or up to the times of the next cue when the empty line is
/// missing; then the number before those times is not text either.
fn cue_text(lines: &mut Lines<'_>) -> String {
    let mut taken: Vec<&str> = Vec::new();
    while let Some((_, line)) = lines.peek() {
        if line.trim().is_empty() {
            break;
        }
        if line.contains(ARROW) && read_times(line).is_ok() {
            if taken.last().is_some_and(|last| last.trim().bytes().all(|byte| byte.is_ascii_digit())) {
                taken.pop();
            }
            break;
        }
        taken.push(line);
        lines.next();
    }
    taken.join("\n")
}

#[derive(Clone, Copy)]
enum TimesProblem {
    Unreadable,
    EndsTooEarly,
}

impl TimesProblem {
    fn message(self, times: &str) -> String {
        let quoted = quoted(times);
        match self {
            Self::Unreadable => format!(
                "the times {quoted} cannot be read, so the caption is left out; write them as \"00:00:01.000 --> 00:00:04.000\""
            ),
            Self::EndsTooEarly => {
                format!(
                    "the times {quoted} end before they begin, so the caption is left out; exchange or mend them"
                )
            }
        }
    }
}

fn read_times(line: &str) -> Result<(MediaTime, MediaTime), TimesProblem> {
    let (from, rest) = line.split_once(ARROW).ok_or(TimesProblem::Unreadable)?;
    // Behind the second time WebVTT has settings and SRT sometimes coordinates.
    let to = rest.split_whitespace().next().unwrap_or_default();
    match (read_time(from.trim()), read_time(to)) {
        (Some(from), Some(to)) if from < to => Ok((from, to)),
        (Some(_), Some(_)) => Err(TimesProblem::EndsTooEarly),
        _ => Err(TimesProblem::Unreadable),
    }
}

/// `[hours:]minutes:seconds`, with `.` or `,` before one to three digits of a fraction.
fn read_time(text: &str) -> Option<MediaTime> {
    let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    let mut parts = whole.rsplit(':');
    let seconds = number(parts.next()?, 2).filter(|&seconds| seconds < 60)?;
    let minutes = number(parts.next()?, 2).filter(|&minutes| minutes < 60)?;
    let hours = parts.next().map_or(Some(0), |hours| number(hours, 4))?;
    if parts.next().is_some() {
        return None;
    }
    let scale = [100, 10, 1].get(fraction.len().checked_sub(1)?)?;
    let millis = number(fraction, 3)? * scale;
    let length = MediaDuration::from_seconds(hours * 3_600 + minutes * 60 + seconds);
    Some(MediaTime::ZERO + length + MediaDuration::from_millis(millis))
}

/// One to `most` ASCII digits.
fn number(text: &str, most: usize) -> Option<i64> {
    let plain = (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

/// The beginning of a line, so that it can be found in the file.
fn quoted(line: &str) -> String {
    const SHOWN: usize = 40;
    let line = line.trim();
    let short: String = line.chars().take(SHOWN).filter(|c| !c.is_control()).collect();
    let more = if line.chars().nth(SHOWN).is_some() { "…" } else { "" };
    format!("“{short}{more}”")
}

/// Numbered lines that end with CR LF, LF or CR.
struct Lines<'a> {
    rest: Option<&'a str>,
    number: usize,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Self {
        Self { rest: Some(text), number: 1 }
    }

    fn peek(&self) -> Option<(usize, &'a str)> {
        let rest = self.rest?;
        let end = rest.find(['\r', '\n']).unwrap_or(rest.len());
        Some((self.number, &rest[..end]))
    }

    fn next(&mut self) {
        let Some((_, line)) = self.peek() else { return };
        let after = self.rest.map_or("", |rest| &rest[line.len()..]);
        self.rest = after.strip_prefix("\r\n").or_else(|| after.strip_prefix(['\r', '\n']));
        self.number += 1;
    }

    /// Goes on behind the lines up to the next empty one, or to the next cue's times.
    fn skip_block(&mut self) {
        while self.peek().is_some_and(|(_, line)| !line.trim().is_empty() && !line.contains(ARROW)) {
            self.next();
        }
    }
}
