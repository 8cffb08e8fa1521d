//! A few words of the viewer's own.

use super::Open;
use crate::field::{Field, counted_note, rows};
use crate::flow::Flow;
use crate::i18n::Word;
use crate::theme::Space;
use crate::widgets::Cx;
use choice_log::Consent;
use egui::{Id, Ui};
use session::Answer;

/// The field, its counter, and what becomes of the words.
pub(crate) fn show<'a>(
    ui: &Ui,
    cx: &Cx<'_>,
    (at_most, hint, recording): (u32, &'a str, Consent),
    open: &mut Open,
    body: &mut Flow<'a, Open>,
) {
    let id = Id::unique(("words", open.id.as_str()));
    open.focus_first(ui, id);
    let name = cx.strings.get(Word::YourWords);
    let field = Field { id, name, hint: hint.to_owned(), at_most, rows: rows(cx) };
    body.push(field.height(cx), move |ui, rect, cx, open| {
        let confirmed = field.show(ui, cx, rect, &mut open.words);
        if confirmed && !open.words.trim().is_empty() {
            let words = open.words.trim().to_owned();
            open.answer(cx, Answer::Words(words));
        }
    });
    body.space(cx.space(Space::Tiny));
    let kept = cx.strings.get(if recording.follow_up { Word::WordsKept } else { Word::WordsNotKept });
    counted_note(ui, cx, kept, open.words.chars().count(), at_most, body);
}
