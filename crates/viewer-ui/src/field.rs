//! A field for words of the viewer's own.

use crate::flow::Flow;
use crate::i18n::{Value, Word};
use crate::theme::{Line, Share, Space, TextSize};
use crate::widgets::{Cx, focus_ring};
use egui::accesskit::Role;
use egui::{Align, Id, Margin, Rect, StrokeKind, TextEdit, Ui, vec2};

/// How many rows a field has in this window.
pub(crate) fn rows(cx: &Cx<'_>) -> usize {
    if cx.m.is_low() { 2 } else { 3 }
}

/// A note on the left and the counter on the right.
pub(crate) fn counted_note<S>(
    ui: &Ui,
    cx: &Cx<'_>,
    note: String,
    count: usize,
    at_most: u32,
    body: &mut Flow<'_, S>,
) {
    let most = Value::Number(i64::from(at_most));
    let counter = cx.strings.with(Word::WordsLeft, &[("count", Value::count(count)), ("most", most)]);
    let right = cx.text_in(
        ui,
        &counter,
        TextSize::Small,
        Share::Aside.of(body.width()),
        cx.palette.muted,
        Align::RIGHT,
    );
    let room = body.width() - right.size().x - cx.space(Space::Large);
    let left = cx.text_in(ui, &note, TextSize::Small, room, cx.palette.muted, Align::LEFT);
    body.push(left.size().y.max(right.size().y).ceil(), move |ui, rect, _, _| {
        crate::widgets::label(ui, rect.with_max_x(rect.left() + room), left, Role::Label, &note);
        crate::widgets::label(ui, rect, right, Role::Status, &counter);
    });
}

/// A field for several lines of words.
pub(crate) struct Field {
    /// Explicit, so that it can be given the focus.
    pub(crate) id: Id,
    /// What it is for.
    pub(crate) name: String,
    /// Shown while it is empty.
    pub(crate) hint: String,
    /// How many characters at most.
    pub(crate) at_most: u32,
    /// How many rows are seen at once.
    pub(crate) rows: usize,
}

impl Field {
    /// How high it is.
    pub(crate) fn height(&self, cx: &Cx<'_>) -> f32 {
        let row = cx.m.line_height(TextSize::Body);
        (row * self.rows as f32 + 2.0 * cx.space(Space::Medium)).max(cx.m.target())
    }

    /// Draws it; `true` when Ctrl (or Command) and Enter were pressed in it and no composition of
    /// an input method was under way, whose own Enter only ends the composition.
    pub(crate) fn show(&self, ui: &mut Ui, cx: &Cx<'_>, rect: Rect, words: &mut String) -> bool {
        let look = cx.palette;
        ui.painter().rect(rect, cx.radius(), look.card, cx.stroke(Line::Hair, look.edge), StrokeKind::Inside);
        let confirmed = ui.memory(|memory| memory.has_focus(self.id)) && take_confirming_enter(ui);
        let pad = vec2(cx.space(Space::Medium), cx.space(Space::Small));
        let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect.shrink2(pad)).id_salt(self.id));
        child.set_clip_rect(rect.intersect(ui.clip_rect()));
        let edit = if self.rows > 1 {
            TextEdit::multiline(words)
        } else {
            TextEdit::singleline(words).return_key(None)
        };
        let scrolling = egui::ScrollArea::vertical().id_salt(self.id).auto_shrink(false);
        let response = scrolling
            .show(&mut child, |ui| {
                ui.add(
                    edit.id(self.id)
                        .font(cx.m.font(TextSize::Body))
                        .text_color(look.text)
                        .hint_text(egui::RichText::new(&self.hint).color(look.muted))
                        .frame(egui::Frame::NONE)
                        .margin(Margin::ZERO)
                        .char_limit(usize::try_from(self.at_most).unwrap_or(usize::MAX))
                        .desired_rows(self.rows)
                        .desired_width(f32::INFINITY),
                )
            })
            .inner;
        let name = self.name.as_str();
        let _ = ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
        if response.gained_focus() {
            ui.scroll_to_rect(rect, None);
        }
        if response.has_focus() {
            focus_ring(ui, cx, rect, cx.radius());
        }
        confirmed
    }
}

/// Takes Ctrl+Enter out of the pass's events, so that the field does not see it.
fn take_confirming_enter(ui: &Ui) -> bool {
    let composing = ui.input(|input| input.events.iter().any(|event| matches!(event, egui::Event::Ime(_))))
        || ui.memory(|memory| memory.data.get_temp::<bool>(composing_id()).unwrap_or(false));
    let pressed = ui.input_mut(|input| input.consume_key(egui::Modifiers::COMMAND, egui::Key::Enter));
    pressed && !composing
}

fn composing_id() -> Id {
    Id::unique("an input method composes")
}

/// Notes whether an input method is in the middle of a composition; called once a pass.
pub(crate) fn note_composition(ui: &Ui) {
    let latest = ui.input(|input| {
        input.events.iter().rev().find_map(|event| match event {
            egui::Event::Ime(egui::ImeEvent::Preedit { text, .. }) => Some(!text.is_empty()),
            egui::Event::Ime(egui::ImeEvent::Commit(_)) => Some(false),
            _ => None,
        })
    });
    if let Some(composing) = latest {
        ui.memory_mut(|memory| memory.data.insert_temp(composing_id(), composing));
    }
}

/// Nothing is being composed any more (the field is gone).
pub(crate) fn forget_composition(ui: &Ui) {
    ui.memory_mut(|memory| memory.data.remove::<bool>(composing_id()));
}
