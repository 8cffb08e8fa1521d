//! Laying out text: Japanese breaks between phrases, lines of a short text are of even length, and
//! characters that would play tricks are left out.

use egui::cache::{ComputerMut, FrameCache};
use egui::epaint::text::{LayoutJob, TextWrapping};
use egui::{Align, Color32, Context, FontId, Galley, Id};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Texts longer than this many bytes are wrapped without looking for phrases.
const PHRASES_UP_TO: usize = 6_000;

/// Texts of up to this many lines get lines of even length.
const EVEN_UP_TO: usize = 4;

/// How a text is to be laid out.
#[derive(Clone, Debug)]
pub(crate) struct Setting {
    pub(crate) font: FontId,
    /// From one line to the next.
    pub(crate) line_height: f32,
    pub(crate) colour: Color32,
    /// Where lines break at the latest.
    pub(crate) width: f32,
    pub(crate) align: Align,
}

/// Lays `text` out in `width` points.
pub(crate) fn lay_out(ctx: &Context, text: &str, setting: &Setting) -> Arc<Galley> {
    let width = setting.width.max(1.0);
    let broken = broken_by_phrase(ctx, text, &setting.font, width);
    let mut job = LayoutJob::simple(broken, setting.font.clone(), setting.colour, width);
    job.wrap = TextWrapping { max_width: width, ..TextWrapping::default() };
    job.halign = setting.align;
    for section in &mut job.sections {
        section.format.line_height = Some(setting.line_height);
    }
    let galley = ctx.fonts_mut(|fonts| fonts.layout_job(job));
    if let Some(recorder) = ctx.data(|data| data.get_temp::<TextRecorder>(Id::NULL)) {
        recorder.texts().push(Arc::clone(&galley.job));
    }
    galley
}

/// Keeps every text that pages lay out in a context, also those that they only measure: whoever lays
/// out the same in another context has drawn all letters there that the pages will need.
#[derive(Clone, Debug, Default)]
pub struct TextRecorder(Arc<Mutex<Vec<Arc<LayoutJob>>>>);

impl TextRecorder {
    /// Records in this context from now on.
    #[must_use]
    pub fn install(ctx: &Context) -> Self {
        let recorder = Self::default();
        ctx.data_mut(|data| data.insert_temp(Id::NULL, recorder.clone()));
        recorder
    }

    /// What was laid out since the last call.
    #[must_use]
    pub fn take(&self) -> Vec<Arc<LayoutJob>> {
        std::mem::take(&mut *self.texts())
    }

    fn texts(&self) -> MutexGuard<'_, Vec<Arc<LayoutJob>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Leaves out control characters and direction overrides; tabs become spaces.
pub(crate) fn clean(text: &str) -> String {
    text.chars()
        .filter_map(|letter| match letter {
            '\n' => Some('\n'),
            '\t' => Some(' '),
            '\u{2028}' | '\u{2029}' => Some('\n'),
            '\u{200b}' | '\u{feff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => None,
            letter if letter.is_control() => None,
            letter => Some(letter),
        })
        .collect()
}

/// `text` with line breaks between phrases, none of its lines wider than `width` points in this font as
/// far as phrases allow; lines of a short text are of even length. What would play tricks is left out.
#[must_use]
pub fn broken_by_phrase(ctx: &Context, text: &str, font: &FontId, width: f32) -> String {
    let clean = clean(text);
    if clean.len() <= PHRASES_UP_TO { phrases(ctx, &clean, font, width.max(1.0)) } else { clean }
}

fn phrases(ctx: &Context, text: &str, font: &FontId, width: f32) -> String {
    let pieces: Vec<Piece<'_>> = text.split('\n').flat_map(|line| measured(ctx, line, font)).collect();
    let lines = filled(&pieces, width).1;
    if !(2..=EVEN_UP_TO).contains(&lines) {
        return filled(&pieces, width).0;
    }
    // Rather after a sentence, if that needs no further line.
    let by_sentence: Vec<_> = by_sentence(&pieces);
    if by_sentence.len() == lines && by_sentence.iter().all(|sentence| filled(sentence, width).1 == 1) {
        return by_sentence.iter().map(|sentence| filled(sentence, width).0).collect::<Vec<_>>().join("\n");
    }
    // The narrowest width that needs no further line.
    let (mut low, mut high) = (width / lines as f32 * 0.7, width);
    for _ in 0..6 {
        let middle = (low + high) / 2.0;
        if filled(&pieces, middle).1 <= lines { high = middle } else { low = middle }
    }
    filled(&pieces, high).0
}

/// A piece of text that should not be broken, and its width.
struct Piece<'a> {
    text: &'a str,
    width: f32,
    /// The same without the white space at its end, which may hang over the edge.
    ink: f32,
    /// A line of the author's own begins here.
    begins_line: bool,
}

/// The pieces of each sentence, and of each line of the author's own.
fn by_sentence<'a, 'b>(pieces: &'b [Piece<'a>]) -> Vec<&'b [Piece<'a>]> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, piece) in pieces.iter().enumerate() {
        let ends = piece.text.trim_end().ends_with(['。', '！', '？', '.', '!', '?']);
        let line_ends = pieces.get(at + 1).is_none_or(|next| next.begins_line);
        if ends || line_ends {
            sentences.extend(pieces.get(start..=at));
            start = at + 1;
        }
    }
    sentences
}

fn measured<'a>(ctx: &Context, line: &'a str, font: &FontId) -> Vec<Piece<'a>> {
    let ends = phrase_ends(ctx, line);
    ctx.fonts_mut(|fonts| {
        let mut start = 0;
        ends.iter()
            .map(|&end| {
                let text = line.get(start..end).unwrap_or_default();
                let begins_line = start == 0;
                start = end;
                let mut wide = |text: &str| text.chars().map(|letter| fonts.glyph_width(font, letter)).sum();
                Piece { text, width: wide(text), ink: wide(text.trim_end()), begins_line }
            })
            .collect()
    })
}

/// The text with line breaks so that no line is wider than `width` (as far as pieces allow), and
/// how many lines that makes.
fn filled(pieces: &[Piece<'_>], width: f32) -> (String, usize) {
    let (mut text, mut lines, mut filled) = (String::new(), 0, 0.0_f32);
    for piece in pieces {
        let full = filled > 0.0 && filled + piece.ink > width;
        if piece.begins_line || full || lines == 0 {
            if lines > 0 {
                while text.ends_with(' ') {
                    text.pop();
                }
                text.push('\n');
            }
            lines += 1;
            filled = 0.0;
        }
        if piece.ink > width {
            // Too long for any line: egui breaks it where it must.
            lines += (piece.ink / width) as usize;
            filled = piece.ink % width;
        } else {
            filled += piece.width;
        }
        text.push_str(piece.text);
    }
    (text, lines)
}

/// Where phrases end, in bytes: after words parted by spaces, after a folder's name, and in Japanese where a reader would
/// take a breath.
fn phrase_ends(ctx: &Context, line: &str) -> Arc<[usize]> {
    ctx.memory_mut(|memory| memory.caches.cache::<FrameCache<Arc<[usize]>, Phrases>>().get(line).clone())
}

#[derive(Default)]
struct Phrases;

impl ComputerMut<&str, Arc<[usize]>> for Phrases {
    fn compute(&mut self, line: &str) -> Arc<[usize]> {
        if line.is_empty() {
            return Arc::new([0]);
        }
        let phrases = if line.chars().any(is_kana_or_kanji) {
            budoux::parse(budoux::models::default_japanese_model(), line)
        } else {
            vec![line.to_owned()]
        };
        let mut at = 0;
        let mut ends: Vec<usize> = Vec::new();
        for phrase in phrases {
            for part in phrase.split_inclusive([' ', '/', '。', '！', '？']) {
                at += part.len();
                // A closing bracket stays with what it closes.
                let rest = line.get(at..).unwrap_or_default();
                let closes = rest.starts_with(['」', '』', '）', '。', '！', '？']);
                let piece = line.get(ends.last().copied().unwrap_or(0)..at).unwrap_or_default();
                if !closes && !is_torn(piece, rest) {
                    ends.push(at);
                }
            }
        }
        if ends.last() != Some(&line.len()) {
            ends.push(line.len());
        }
        ends.into()
    }
}

/// Whether a phrase goes on over this end: the model parts polite prefixes and greetings from what they
/// belong to.
fn is_torn(piece: &str, rest: &str) -> bool {
    /// Beginnings, and what they go on with.
    const GREETINGS: [(&str, &str); 3] = [("ありが", "とう"), ("ありが", "た"), ("おは", "よう")];
    let prefix = piece.trim_start_matches(['「', '『', '（', '、']);
    matches!(prefix, "お" | "ご" | "御")
        || GREETINGS.iter().any(|(begin, end)| piece.ends_with(begin) && rest.starts_with(end))
}

fn is_kana_or_kanji(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn greetings_and_polite_words_stay_whole() {
        for (line, wanted) in [
            ("ご覧いただき、ありがとうございました", "ご覧いただき、|ありがとうございました"),
            ("ありがたいことに", "ありがたいことに"),
            ("おはようございます", "おはようございます"),
            ("お疲れさまでした", "お疲れさまでした"),
            ("「ご質問を、お聞かせください」", "「ご質問を、|お聞かせください」"),
            ("ありが、とう", "ありが、|とう"),
            ("plain words", "plain |words"),
        ] {
            let mut start = 0;
            let ends = Phrases.compute(line);
            let parts = ends.iter().map(|&end| {
                let part = line.get(start..end).unwrap_or_default();
                start = end;
                part
            });
            assert_eq!(parts.collect::<Vec<_>>().join("|"), wanted);
        }
    }
}
