//! A choice out of many, found by writing a part of its name.

use super::Form;
use crate::ui::look::{around_list_words, whole_if_cut};
use crate::ui::search::Found;
use crate::ui::words::{Value, Word};
use egui::{ComboBox, Key, PopupCloseBehavior, RichText, ScrollArea, TextEdit, Ui};
use scene_graph::{EndingId, SceneId};
use viewer_ui::theme::Measure;

/// What can be picked, and how it is called.
#[derive(Clone)]
pub(in crate::ui) struct Pick<T> {
    pub(in crate::ui) value: T,
    pub(in crate::ui) words: String,
}

impl<T> Pick<T> {
    pub(in crate::ui) fn new(value: T, words: impl Into<String>) -> Self {
        Self { value, words: words.into() }
    }
}

/// What was picked: one of the list, or something new of this name.
pub(in crate::ui) enum Picked<T> {
    Known(T),
    New(String),
}

/// More than this, and they are searched.
const MANY: usize = 8;

/// How high a list may be: most lists whole.
pub(super) fn tallest(ui: &Ui) -> f32 {
    ui.spacing().interact_size.y * 14.0
}

/// All that an open list has, and which of it fits what was written, by place.
type Lists<T> = (Found<Pick<T>>, Found<usize>);

/// A list to pick from; `list` is made only while it is open, once for each state of the document. With
/// `new`, its last line makes something new, named after what was searched.
pub(in crate::ui) fn pick<T: Clone + Send + Sync + 'static>(
    form: &mut Form<'_>,
    ui: &mut Ui,
    (field, name, shown): (&str, &str, &str),
    new: Option<Word>,
    list: impl FnOnce(&Form<'_>) -> Vec<Pick<T>>,
) -> Option<Picked<T>> {
    let id = form.id(field);
    // Within a sentence, as narrow as reads well; on a line of its own, as wide as the fields around it.
    let within = ui.layout().is_horizontal();
    let room = ui.available_width();
    let width = if within { room.min(form.m.measure(Measure::Label) * 0.75) } else { room };
    let combo = ComboBox::from_id_salt(id)
        .selected_text(shown)
        .width(width)
        .truncate()
        .height(tallest(ui))
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    let shown_list = combo.show_ui(ui, |ui| {
        ui.set_min_width(form.m.measure(Measure::Card));
        open_list(form, ui, id, new, list)
    });
    let called = form.name(name);
    form.settle(ui, field, &called, &shown_list.response);
    ui.ctx().accesskit_node_builder(shown_list.response.id, |node| node.set_value(shown));
    let room = shown_list.response.rect.width() - around_list_words(ui);
    whole_if_cut(ui, shown_list.response, room, shown);
    if shown_list.inner.is_none() && form.memory.search.as_ref().is_some_and(|(of, _)| *of == id) {
        form.memory.search = None;
        ui.data_mut(|data| data.remove_temp::<Lists<T>>(id.with("lists")));
    }
    shown_list.inner.flatten()
}

fn open_list<T: Clone + Send + Sync + 'static>(
    form: &mut Form<'_>,
    ui: &mut Ui,
    id: egui::Id,
    new: Option<Word>,
    list: impl FnOnce(&Form<'_>) -> Vec<Pick<T>>,
) -> Option<Picked<T>> {
    let first = form.memory.search.as_ref().is_none_or(|(of, _)| *of != id);
    let mut wanted = match form.memory.search.take() {
        Some((of, wanted)) if of == id => wanted,
        _ => String::new(),
    };
    let (mut all, mut fitting): Lists<T> =
        ui.data_mut(|data| data.remove_temp(id.with("lists"))).unwrap_or_default();
    let list = all.lines(&form.ground, "", |_| list(form));
    let mut enter = false;
    if list.len() > MANY || new.is_some() {
        let hint = form.word(if new.is_some() { Word::FormSearchOrNew } else { Word::FormSearch });
        let field = TextEdit::singleline(&mut wanted).hint_text(hint.clone()).desired_width(f32::INFINITY);
        let field = ui.add(field.id(id.with("search")));
        ui.ctx().accesskit_node_builder(field.id, |node| node.set_label(hint));
        enter = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if first {
            field.request_focus();
        }
    }
    let found = fitting.lines(&form.ground, &wanted, |wanted| {
        let fits = |(place, pick): (usize, &Pick<T>)| wanted.fits(|| &pick.words).then_some(place);
        list.iter().enumerate().filter_map(fits).collect()
    });
    let mut picked = None;
    let height = ui.spacing().interact_size.y;
    if found.is_empty() {
        ui.label(RichText::new(form.word(Word::PaletteNothing)).color(form.palette.muted));
    }
    ScrollArea::vertical().max_height(height * 9.0).auto_shrink([false, true]).show_rows(
        ui,
        height,
        found.len(),
        |ui, rows| {
            for pick in found[rows].iter().map(|place| &list[*place]) {
                if ui.selectable_label(false, pick.words.as_str()).clicked() {
                    picked = Some(Picked::Known(pick.value.clone()));
                }
            }
        },
    );
    if let Some(word) = new {
        ui.separator();
        let title = wanted.trim();
        let words = if title.is_empty() {
            form.word(word)
        } else {
            format!("{} {}", form.word(word), form.with(Word::FormNewNamed, &[("title", Value::Text(title))]))
        };
        if ui.selectable_label(false, words).clicked() {
            picked = Some(Picked::New(title.to_owned()));
        }
    }
    if enter {
        picked = match found.first() {
            Some(place) => Some(Picked::Known(list[*place].value.clone())),
            None if new.is_some() && !wanted.trim().is_empty() => Some(Picked::New(wanted.trim().to_owned())),
            None => picked,
        };
    }
    if picked.is_some() {
        ui.close();
    } else {
        form.memory.search = Some((id, wanted));
        ui.data_mut(|data| data.insert_temp::<Lists<T>>(id.with("lists"), (all, fitting)));
    }
    picked
}

/// All scenes, by title.
pub(in crate::ui) fn scenes(form: &Form<'_>) -> Vec<Pick<SceneId>> {
    form.story.scenes.keys().map(|id| Pick::new(id.clone(), form.scene_title(id))).collect()
}

/// All endings, by title.
pub(in crate::ui) fn endings(form: &Form<'_>) -> Vec<Pick<EndingId>> {
    let title = |(id, ending): (&EndingId, &scene_graph::Ending)| {
        Pick::new(id.clone(), form.said_or(&ending.title, id.as_str()))
    };
    form.story.endings.iter().map(title).collect()
}
