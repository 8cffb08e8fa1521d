//! Drawing letters into egui's font texture, a few at a time.

use egui::Context;
use egui::epaint::text::LayoutJob;
use std::collections::{HashSet, VecDeque};
use std::sync::Arc;

/// How many letters are drawn at once: well below a millisecond's work.
const LETTERS: usize = 8;

/// Texts whose letters are still to be drawn.
#[derive(Default)]
pub(super) struct Lettering {
    pieces: VecDeque<Arc<LayoutJob>>,
    /// Hashes of the texts that were added since nothing was left to do.
    known: HashSet<u64>,
}

impl Lettering {
    /// Adds texts. Each is done in pieces first, then as a whole: where a Latin letter stands between
    /// two pixels decides how it is drawn, and that is known of the whole alone.
    pub(super) fn add(&mut self, texts: Vec<Arc<LayoutJob>>) {
        for text in texts {
            if self.known.insert(egui::epaint::util::hash(&*text)) {
                self.pieces.extend(pieces(&text).map(Arc::new));
                self.pieces.push_back(text);
            }
        }
    }

    pub(super) fn is_done(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Draws the letters of the next piece, those that are not there yet.
    pub(super) fn draw_a_piece(&mut self, context: &Context) {
        if let Some(piece) = self.pieces.pop_front() {
            context.fonts_mut(|fonts| drop(fonts.layout_job(LayoutJob::clone(&piece))));
        }
        if self.pieces.is_empty() {
            self.known.clear();
        }
    }
}

/// A text's letters, a few at a time.
fn pieces(text: &LayoutJob) -> impl Iterator<Item = LayoutJob> {
    text.sections.iter().flat_map(|section| {
        let range = section.byte_range.start.0..section.byte_range.end.0;
        let letters: Vec<char> = text.text.get(range).unwrap_or_default().chars().collect();
        let parts: Vec<String> = letters.chunks(LETTERS).map(|part| part.iter().collect()).collect();
        parts.into_iter().map(|part| LayoutJob::single_section(part, section.format.clone()))
    })
}
