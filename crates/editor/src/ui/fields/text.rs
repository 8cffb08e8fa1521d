//! Texts in every language, plain lines, and names of things.

use super::{Form, Memory, Spec};
use crate::names::Name;
use crate::translations::put_words;
use crate::ui::look::{prose, words_wide};
use crate::ui::words::{Value, Word};
use egui::{Align, Align2, Id, Layout, RichText, TextEdit, TextStyle, Ui, vec2};
use scene_graph::{Language, Text, is_id};
use viewer_ui::theme::{Measure, Space, TextSize};

/// What a field shows while the author is in it: never less than what was typed, also where that cannot
/// be stored (half a time, an id that is none).
pub(super) struct Buffer {
    id: Id,
    text: String,
    /// What the document said when `text` was taken from it or given to it.
    stored: String,
}

/// How a text is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::ui) enum Kind {
    /// In every language of the story.
    Needed,
    /// In every language, or in none.
    Free,
}

/// A language as its speakers call it, as far as this program speaks it; else its tag.
pub(in crate::ui) fn language_name(language: &Language) -> &str {
    match language.as_str() {
        "ja" => "日本語",
        "en" => "English",
        tag => tag,
    }
}

/// The name of a field above it, with what it is for where the pointer rests.
pub(in crate::ui) fn label(form: &Form<'_>, ui: &mut Ui, word: Word, why: Word) {
    let text = RichText::new(form.word(word)).text_style(TextStyle::Small).color(form.palette.muted);
    ui.label(text).on_hover_text(form.word(why));
}

/// Words of help, smaller than what they help with.
pub(in crate::ui) fn help(form: &Form<'_>, ui: &mut Ui, words: impl AsRef<str>) {
    prose(ui, &form.m, words.as_ref(), (TextSize::Small, form.palette.muted));
}

/// Something that is not as it should be, in words and colour.
pub(in crate::ui) fn warn(form: &Form<'_>, ui: &mut Ui, words: impl AsRef<str>) {
    prose(ui, &form.m, words.as_ref(), (TextSize::Small, form.palette.warning));
}

/// A text: a row for each language, beside one another where there is room.
pub(in crate::ui) fn text(
    form: &mut Form<'_>,
    ui: &mut Ui,
    spec: Spec,
    text: &mut Text,
    kind: Kind,
    rows: usize,
) {
    label(form, ui, spec.word, spec.why);
    let languages = &form.story.languages;
    let undeclared: Vec<Language> = text.0.keys().filter(|tag| !languages.contains(tag)).cloned().collect();
    let wanted = kind == Kind::Needed || !text.is_empty();
    let beside =
        languages.len() > 1 && ui.available_width() >= form.m.measure(Measure::Card) * languages.len() as f32;
    if beside {
        ui.columns(languages.len(), |columns| {
            for (ui, language) in columns.iter_mut().zip(languages) {
                in_language(form, ui, spec, text, (language, languages), wanted, rows);
            }
        });
    } else {
        for language in languages {
            in_language(form, ui, spec, text, (language, languages), wanted, rows);
        }
    }
    for language in undeclared {
        let words = form.with(Word::FormUndeclared, &[("language", Value::Text(language.as_str()))]);
        ui.horizontal_wrapped(|ui| {
            warn(form, ui, format!("{words} {}", text.0.get(&language).map_or("", String::as_str)));
            let field = format!("{}.{language}", spec.field);
            if super::basic::small_button(form, ui, &field, Word::FormRemove, Word::FormUndeclaredWhy) {
                text.0.shift_remove(&language);
                form.touch(spec.what, None);
            }
        });
    }
    ui.add_space(form.m.space(Space::Tiny));
}

fn in_language(
    form: &mut Form<'_>,
    ui: &mut Ui,
    spec: Spec,
    text: &mut Text,
    (language, all): (&Language, &[Language]),
    wanted: bool,
    rows: usize,
) {
    let words = text.0.get(language).cloned().unwrap_or_default();
    let missing = wanted && words.trim().is_empty();
    let field = format!("{}.{language}", spec.field);
    let name = form.name(&format!("{} ({})", form.word(spec.word), language_name(language)));
    let hint = if missing { form.word(Word::FormMissing) } else { String::new() };
    let tag = RichText::new(language.as_str()).text_style(TextStyle::Small);
    let tag = tag.color(if missing { form.palette.warning } else { form.palette.muted });
    ui.with_layout(Layout::left_to_right(Align::TOP), |ui| {
        let line = ui.spacing().interact_size.y;
        if all.len() > 1 {
            ui.add_sized(vec2(line, line), egui::Label::new(tag).truncate());
        }
        let changed = line_edit(
            form,
            ui,
            Line { field: &field, name: &name, hint: &hint, why: spec.why, rows },
            &words,
        );
        if let Some((words, id)) = changed {
            put_words(text, language, &words, all);
            form.touch(spec.what, Some(id));
        }
    });
}

/// What a field to write in is like.
#[derive(Clone, Copy)]
pub(in crate::ui) struct Line<'l> {
    pub(in crate::ui) field: &'l str,
    pub(in crate::ui) name: &'l str,
    /// Shown in the empty field, as something that is missing.
    pub(in crate::ui) hint: &'l str,
    pub(in crate::ui) why: Word,
    pub(in crate::ui) rows: usize,
}

impl Memory {
    /// What a field shows: what the author writes in it, or what the document says.
    fn shown_in(&mut self, id: Id, stored: &str) -> String {
        match &mut self.buffer {
            // Undone, or changed elsewhere: the document is right.
            Some(buffer) if buffer.id == id && buffer.stored == stored => std::mem::take(&mut buffer.text),
            _ => stored.to_owned(),
        }
    }

    /// Remembers what is written in a field that the author is in (`None`: is not), and what the document
    /// says there.
    fn keep(&mut self, id: Id, written: Option<String>, stored: &str) {
        if let Some(text) = written {
            self.buffer = Some(Buffer { id, text, stored: stored.to_owned() });
        } else if self.buffer.as_ref().is_some_and(|known| known.id == id) {
            self.buffer = None;
        }
    }
}

/// A field to write in; gives what is written there now when that is another than `stored`.
pub(super) fn line_edit(
    form: &mut Form<'_>,
    ui: &mut Ui,
    line: Line<'_>,
    stored: &str,
) -> Option<(String, Id)> {
    let id = form.id(line.field);
    let mut text = form.memory.shown_in(id, stored);
    let edit = if line.rows > 1 { TextEdit::multiline(&mut text) } else { TextEdit::singleline(&mut text) };
    let hint = RichText::new(line.hint).color(form.palette.warning);
    let align = if line.rows > 1 { Align2::LEFT_TOP } else { Align2::LEFT_CENTER };
    let height = if line.rows > 1 { 0.0 } else { ui.spacing().interact_size.y };
    let edit = edit.align(align).min_size(vec2(0.0, height));
    let edit = edit.id(id).desired_rows(line.rows).desired_width(f32::INFINITY).hint_text(hint);
    let missing = !line.hint.is_empty();
    let response = ui
        .scope(|ui| {
            if missing {
                ui.visuals_mut().widgets.inactive.bg_stroke.color = form.palette.warning;
            }
            ui.add(edit)
        })
        .inner;
    form.settle(ui, line.field, line.name, &response);
    if missing {
        let said = format!("{}: {}", line.hint, form.word(line.why));
        ui.ctx().accesskit_node_builder(id, |node| node.set_description(said));
    }
    let changed = response.changed() && text != stored;
    let now = changed.then(|| text.clone());
    let has_focus = response.has_focus();
    response.on_hover_text(form.word(line.why));
    form.memory.keep(id, has_focus.then_some(text), now.as_deref().unwrap_or(stored));
    now.map(|text| (text, id))
}

/// A field whose text may be one that cannot be stored; `take` gives what is to be stored and how that is
/// written. Until it can be stored the field says why (`trouble`) and the document stays.
pub(in crate::ui) fn checked_edit<T>(
    form: &mut Form<'_>,
    ui: &mut Ui,
    line: Line<'_>,
    stored: &str,
    take: impl FnOnce(&str) -> Option<T>,
    trouble: Word,
) -> Option<(T, Id)> {
    let id = form.id(line.field);
    let mut text = form.memory.shown_in(id, stored);
    let edit = TextEdit::singleline(&mut text).id(id).desired_width(f32::INFINITY).hint_text(line.hint);
    let edit = edit.align(Align2::LEFT_CENTER).min_size(vec2(0.0, ui.spacing().interact_size.y));
    let response = ui.add(edit);
    form.settle(ui, line.field, line.name, &response);
    let taken = take(&text);
    if taken.is_none() {
        warn(form, ui, form.with(trouble, &[("words", Value::Text(&shortened(&text)))]));
    }
    let now = if response.changed() && text != stored { taken } else { None };
    form.memory.keep(id, response.has_focus().then_some(text), stored);
    response.on_hover_text(form.word(line.why));
    now.map(|value| (value, id))
}

/// What was stored is now written so: the field that the author is in goes on from there.
pub(in crate::ui) fn stored_as(form: &mut Form<'_>, id: Id, written: String) {
    if let Some(buffer) = form.memory.buffer.as_mut().filter(|buffer| buffer.id == id) {
        buffer.stored = written;
    }
}

/// As much as fits into a sentence.
pub(in crate::ui) fn shortened(text: &str) -> String {
    const LONGEST: usize = 40;
    let short: String = text.chars().take(LONGEST).collect();
    if short.len() < text.len() { format!("{short}…") } else { short }
}

/// A plain line (or several) that is in no language.
pub(in crate::ui) fn plain(form: &mut Form<'_>, ui: &mut Ui, spec: Spec, text: &mut String, rows: usize) {
    label(form, ui, spec.word, spec.why);
    let name = form.name(&form.word(spec.word));
    let line = Line { field: spec.field, name: &name, hint: "", why: spec.why, rows };
    if let Some((words, id)) = line_edit(form, ui, line, text) {
        *text = words;
        form.touch(spec.what, Some(id));
    }
}

/// The same for what may be absent: no words are none.
pub(in crate::ui) fn plain_or_none(form: &mut Form<'_>, ui: &mut Ui, spec: Spec, text: &mut Option<String>) {
    let mut words = text.clone().unwrap_or_default();
    plain(form, ui, spec, &mut words, 1);
    *text = Some(words).filter(|words| !words.is_empty());
}

/// The id of something, small, with a way to change it everywhere. `field` tells it from other ids.
pub(in crate::ui) fn id_line(form: &mut Form<'_>, ui: &mut Ui, field: &str, name: &Name) {
    let open = form.id(field).with("renaming");
    let mut draft: Option<String> = ui.data(|data| data.get_temp(open)).flatten();
    ui.horizontal(|ui| {
        let called = format!("ID {}", name.words());
        let id = RichText::new(&called).text_style(TextStyle::Small);
        let button = words_wide(ui, &form.word(Word::FormRename), &TextStyle::Small)
            + 2.0 * ui.spacing().button_padding.x
            + ui.spacing().item_spacing.x;
        ui.scope(|ui| {
            ui.set_max_width((ui.available_width() - button).max(1.0));
            let id = egui::Label::new(id.color(form.palette.muted)).truncate();
            ui.add(id).on_hover_text(form.word(Word::FieldIdWhy));
        });
        if super::basic::small_button_for(form, ui, (field, &called), Word::FormRename, Word::FieldIdWhy) {
            draft = if draft.is_some() { None } else { Some(name.words().to_owned()) };
        }
    });
    if let Some(mut words) = draft.take() {
        let edit_id = form.id(field).with("new name");
        let response = ui.add(TextEdit::singleline(&mut words).id(edit_id).desired_width(f32::INFINITY));
        let called = form.name(&form.word(Word::FormNewId));
        form.settle(ui, "", &called, &response);
        let (fits, is_free) = (is_id(&words), name.with(&words).is_ok_and(|new| !new.is_in(form.story)));
        let same = words == name.words();
        if !fits {
            warn(form, ui, form.with(Word::ErrorNotAName, &[("name", Value::Text(&shortened(&words)))]));
        } else if !is_free && !same {
            warn(form, ui, form.with(Word::ErrorTaken, &[("name", Value::Text(&words))]));
        }
        let enter = response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        let (mut done, mut given_up) =
            (enter && fits && is_free, ui.input(|input| input.key_pressed(egui::Key::Escape)));
        ui.horizontal(|ui| {
            let button = egui::Button::new(form.word(Word::FormRenameDo));
            done |= ui.add_enabled(fits && is_free && !same, button).clicked();
            given_up |= ui.button(form.word(Word::Cancel)).clicked();
        });
        if done {
            form.rename(name.clone(), words.clone());
        }
        draft = (!done && !given_up).then_some(words);
    }
    ui.data_mut(|data| data.insert_temp(open, draft));
}
