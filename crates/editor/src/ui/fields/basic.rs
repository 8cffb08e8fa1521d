//! Switches, numbers, choices out of few, buttons and sections.

use super::text::{help, label};
use super::{Form, Spec};
use crate::ui::look::{around_list_words, main_button, whole_if_cut};
use crate::ui::words::Word;
use egui::{
    Button, CollapsingHeader, Color32, ComboBox, DragValue, Frame, Margin, Response, RichText, TextStyle,
    TextWrapMode, Ui, WidgetText,
};
use std::ops::RangeInclusive;
use viewer_ui::theme::{Line, Radius, Space};

/// A part of a form that can be folded; it opens when something in it is looked for.
pub(in crate::ui) fn section(
    form: &mut Form<'_>,
    ui: &mut Ui,
    (word, why): (Word, Word),
    open: bool,
    contents: impl FnOnce(&mut Form<'_>, &mut Ui),
) {
    let title = form.word(word);
    let why = form.word(why);
    titled(form, ui, (&title, word), &why, open, contents);
}

/// The same with a title of the story's own.
pub(in crate::ui) fn titled(
    form: &mut Form<'_>,
    ui: &mut Ui,
    (title, salt): (&str, impl std::hash::Hash + std::fmt::Debug),
    why: &str,
    open: bool,
    contents: impl FnOnce(&mut Form<'_>, &mut Ui),
) {
    // It may be a sentence of the author's: as much of it as there is room for.
    let around = ui.spacing().indent + ui.spacing().button_padding.x;
    let room = (ui.available_width() - around).max(1.0);
    let text = WidgetText::from(RichText::new(title).strong());
    let text = text.into_galley(ui, Some(TextWrapMode::Truncate), room, TextStyle::Button);
    let is_cut = text.elided;
    let id = form.id("section").with(format!("{salt:?}"));
    let seeking = form.is_seeking().then_some(true);
    let header = CollapsingHeader::new(text).id_salt(id).default_open(open).open(seeking);
    let shown = header.show_unindented(ui, |ui| {
        contents(form, ui);
        ui.add_space(form.m.space(Space::Small));
    });
    let name = form.name(title);
    ui.ctx().accesskit_node_builder(shown.header_response.id, |node| node.set_label(name));
    let header = if is_cut { shown.header_response.on_hover_text(title) } else { shown.header_response };
    if !why.is_empty() {
        header.on_hover_text(why);
    }
}

/// The box around a part of a form, with a line of this colour.
pub(in crate::ui) fn boxed(form: &Form<'_>, line: Color32) -> Frame {
    Frame::new()
        .stroke(form.m.stroke(Line::Hair, line))
        .corner_radius(form.m.radius(Radius::Chip))
        .inner_margin(Margin::same(form.m.space(Space::Small) as i8))
}

/// A switch.
pub(in crate::ui) fn switch(form: &mut Form<'_>, ui: &mut Ui, spec: Spec, on: &mut bool) -> bool {
    let response = ui.checkbox(on, form.word(spec.word));
    let changed = response.changed();
    settled(form, ui, spec, response);
    if changed {
        form.touch(spec.what, None);
    }
    changed
}

/// Gives a control that is the whole of its field its name, and says what it is for.
fn settled(form: &mut Form<'_>, ui: &Ui, spec: Spec, response: Response) {
    let name = form.name(&form.word(spec.word));
    form.settle(ui, spec.field, &name, &response);
    response.on_hover_text(form.word(spec.why));
}

/// All that fits into a variable or a bound.
pub(in crate::ui) const ANY: RangeInclusive<i64> = i32::MIN as i64..=i32::MAX as i64;

/// A whole number of whatever kind.
pub(in crate::ui) fn number<N: Copy + Into<i64> + TryFrom<i64>>(
    form: &mut Form<'_>,
    ui: &mut Ui,
    spec: Spec,
    value: &mut N,
    range: RangeInclusive<i64>,
    suffix: &str,
) -> bool {
    label(form, ui, spec.word, spec.why);
    bare_number(form, ui, spec, value, range, suffix)
}

/// The same within a sentence.
pub(in crate::ui) fn bare_number<N: Copy + Into<i64> + TryFrom<i64>>(
    form: &mut Form<'_>,
    ui: &mut Ui,
    spec: Spec,
    value: &mut N,
    range: RangeInclusive<i64>,
    suffix: &str,
) -> bool {
    // A key moves it by one, ten points of a drag do.
    let speed = if ui.input(|input| input.pointer.any_down()) { 0.1 } else { 1.0 };
    let mut now: i64 = (*value).into();
    let drag = DragValue::new(&mut now).range(range).speed(speed).suffix(suffix.to_owned());
    let drag = drag.clamp_existing_to_range(false);
    let id = form.id(spec.field);
    let response = ui.push_id(id, |ui| ui.add(drag)).inner;
    let (changed, id) = (response.changed(), response.id);
    settled(form, ui, spec, response);
    if changed {
        *value = N::try_from(now).unwrap_or(*value);
        form.touch(spec.what, Some(id));
    }
    changed
}

/// One of a few, each with what it means.
pub(in crate::ui) fn choose<T: Clone + PartialEq>(
    form: &mut Form<'_>,
    ui: &mut Ui,
    spec: Spec,
    value: &mut T,
    options: &[(T, Word)],
) -> bool {
    label(form, ui, spec.word, spec.why);
    bare_choose(form, ui, spec, value, options)
}

/// The same within a sentence.
pub(in crate::ui) fn bare_choose<T: Clone + PartialEq>(
    form: &mut Form<'_>,
    ui: &mut Ui,
    spec: Spec,
    value: &mut T,
    options: &[(T, Word)],
) -> bool {
    let now = options.iter().find(|(option, _)| option == value).map(|(_, word)| form.word(*word));
    let shown = now.unwrap_or_default();
    let mut taken = None;
    let combo = ComboBox::from_id_salt(form.id(spec.field))
        .selected_text(shown.clone())
        .width(0.0)
        .height(super::pick::tallest(ui));
    let response = combo
        .show_ui(ui, |ui| {
            for (option, word) in options {
                if ui.selectable_label(option == value, form.word(*word)).clicked() {
                    taken = Some(option.clone());
                }
            }
        })
        .response;
    let room = response.rect.width() - around_list_words(ui);
    let response = whole_if_cut(ui, response, room, &shown);
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_value(shown));
    settled(form, ui, spec, response);
    match taken {
        Some(taken) if taken != *value => {
            *value = taken;
            form.touch(spec.what, None);
            true
        }
        _ => false,
    }
}

/// A button with a name that tells it from others of its kind.
pub(in crate::ui) fn button(form: &mut Form<'_>, ui: &mut Ui, field: &str, word: Word, why: Word) -> bool {
    let response = ui.button(form.word(word));
    named_button(form, ui, field, &form.word(word), why, response)
}

/// The same, smaller: for what is beside something else.
pub(in crate::ui) fn small_button(
    form: &mut Form<'_>,
    ui: &mut Ui,
    field: &str,
    word: Word,
    why: Word,
) -> bool {
    small_button_for(form, ui, (field, ""), word, why)
}

/// The same for something that has a name, where others have such a button too.
pub(in crate::ui) fn small_button_for(
    form: &mut Form<'_>,
    ui: &mut Ui,
    (field, of): (&str, &str),
    word: Word,
    why: Word,
) -> bool {
    let words = form.word(word);
    let response = ui.add(Button::new(RichText::new(&words).text_style(TextStyle::Small)));
    let name = if of.is_empty() { words } else { format!("{of}: {words}") };
    named_button(form, ui, field, &name, why, response)
}

/// A button with a sign on it; `word` is what it is called.
pub(in crate::ui) fn sign_button(
    form: &mut Form<'_>,
    ui: &mut Ui,
    field: &str,
    (sign, enabled): (&str, bool),
    word: Word,
) -> bool {
    sign_button_for(form, ui, field, (sign, enabled), word, word)
}

/// The same with more to say than what it is called.
pub(in crate::ui) fn sign_button_for(
    form: &mut Form<'_>,
    ui: &mut Ui,
    field: &str,
    (sign, enabled): (&str, bool),
    word: Word,
    why: Word,
) -> bool {
    let side = ui.spacing().interact_size.y;
    let response = ui.add_enabled(enabled, Button::new(sign).min_size(egui::Vec2::splat(side)));
    named_button(form, ui, field, &form.word(word), why, response)
}

fn named_button(
    form: &mut Form<'_>,
    ui: &Ui,
    field: &str,
    name: &str,
    why: Word,
    response: Response,
) -> bool {
    let name = form.name(name);
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
    if !field.is_empty() {
        form.mark(ui, field, response.id, response.rect);
    }
    let response = response.on_hover_text(form.word(why)).on_disabled_hover_text(form.word(why));
    response.clicked()
}

/// The main thing to do where there is nothing yet, with what it is good for.
pub(in crate::ui) fn beginning(form: &mut Form<'_>, ui: &mut Ui, field: &str, word: Word, why: Word) -> bool {
    help(form, ui, form.word(why));
    let response = ui.add(main_button(&form.palette, form.word(word)));
    named_button(form, ui, field, &form.word(word), why, response)
}
