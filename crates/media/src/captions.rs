//! WebVTT and SRT captions.
//!
//! [`Captions::parse`] tells the two apart by the first line. It reads what people's tools really
//! write: a cue that cannot be understood is left out and reported, the others are kept. Styling,
//! positions and voices are dropped: captions look the way the viewer sets them.
//!
//! (Formats: W3C WebVTT, 2019; SRT as SubRip and common editors write it.)

mod read;
#[cfg(test)]
mod tests;
mod text;

use media_time::MediaTime;

/// Larger files are refused.
pub const MAX_BYTES: usize = 2 * 1024 * 1024;
/// Files with more cues are refused.
pub const MAX_CUES: usize = 20_000;
/// Longer texts of a single cue are cut off and reported.
pub const MAX_CUE_CHARS: usize = 1_000;
/// So many problems are kept; further ones are only counted.
pub const MAX_PROBLEMS: usize = 100;

/// Cues in order of time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Captions {
    cues: Vec<Cue>,
    /// For each cue the latest end of it and all cues before it.
    latest_ends: Vec<MediaTime>,
    problems: Vec<CaptionProblem>,
    problem_count: usize,
}

/// A text and when it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// When it appears, in the caption file's own time.
    pub from: MediaTime,
    /// When it goes; later than `from`.
    pub to: MediaTime,
    /// Its lines, without markup, joined by `\n`; never empty.
    pub text: String,
}

/// Something in a caption file that was left out or cut off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaptionProblem {
    /// Which line of the file, from 1.
    pub line: usize,
    /// What is wrong and what to do, for people.
    pub message: String,
}

/// A file that gives no captions at all. The caller shows the clip without captions and says so.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CaptionError {
    /// It is larger than [`MAX_BYTES`].
    #[error(
        "the caption file has {bytes} bytes; at most {MAX_BYTES} are read. Split it or remove what is not captions"
    )]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// It is not UTF-8.
    #[error("line {line} of the caption file is not UTF-8 text. Save the file as UTF-8")]
    NotUtf8 {
        /// The first line that is not.
        line: usize,
    },
    /// It has more than [`MAX_CUES`] cues.
    #[error("the caption file has more than {MAX_CUES} captions. Split it")]
    TooManyCues,
    /// Nothing in it looks like WebVTT or SRT.
    #[error(
        "this is neither a WebVTT nor an SRT file: there is no line such as \"00:01.000 --> 00:04.000\". Export the captions as WebVTT (.vtt) or SubRip (.srt)"
    )]
    NotCaptions,
}

impl Captions {
    /// Reads a whole WebVTT or SRT file.
    ///
    /// # Errors
    /// When the file is too large, not UTF-8, or not a caption file. Faults of single cues are
    /// [`problems`](Self::problems).
    pub fn parse(bytes: &[u8]) -> Result<Self, CaptionError> {
        if bytes.len() > MAX_BYTES {
            return Err(CaptionError::TooLarge { bytes: bytes.len() });
        }
        let text = core::str::from_utf8(bytes).map_err(|error| {
            let before = &bytes[..error.valid_up_to()];
            CaptionError::NotUtf8 { line: before.iter().filter(|&&byte| byte == b'\n').count() + 1 }
        })?;
        let mut captions = read::read(text)?;
        captions.sort();
        Ok(captions)
    }

    /// The cues that are shown at `time` of the caption file, those that appeared first in front.
    #[must_use]
    pub fn at(&self, time: MediaTime) -> Vec<&Cue> {
        let begun = self.cues.partition_point(|cue| cue.from <= time);
        let mut shown: Vec<&Cue> = self.cues[..begun]
            .iter()
            .zip(&self.latest_ends[..begun])
            .rev()
            .take_while(|&(_, &latest_end)| latest_end > time)
            .map(|(cue, _)| cue)
            .filter(|cue| cue.to > time)
            .collect();
        shown.reverse();
        shown
    }

    /// All cues, in order of time.
    #[must_use]
    pub fn cues(&self) -> &[Cue] {
        &self.cues
    }

    /// What was left out or cut off, in the file's order; the first [`MAX_PROBLEMS`] of them.
    #[must_use]
    pub fn problems(&self) -> &[CaptionProblem] {
        &self.problems
    }

    /// How many problems there were in all.
    #[must_use]
    pub fn problem_count(&self) -> usize {
        self.problem_count
    }

    fn report(&mut self, line: usize, message: impl FnOnce() -> String) {
        self.problem_count += 1;
        if self.problems.len() < MAX_PROBLEMS {
            self.problems.push(CaptionProblem { line, message: message() });
        }
    }

    fn sort(&mut self) {
        // Stable: cues of the same time stay in the file's order.
        self.cues.sort_by_key(|cue| cue.from);
        let mut latest = MediaTime::from_flicks(i64::MIN);
        self.latest_ends.clear();
        self.latest_ends.extend(self.cues.iter().map(|cue| {
            latest = latest.max(cue.to);
            latest
        }));
    }
}

impl Cue {
    /// Its lines from top to bottom.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.text.lines()
    }
}

impl core::fmt::Display for CaptionProblem {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}
