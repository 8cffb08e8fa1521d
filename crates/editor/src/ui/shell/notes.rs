//! Messages in the lower right corner. What is done goes away by itself, trouble waits longer.

use crate::ui::Cx;
use crate::ui::words::Word;
use crate::ui::workspace::NoteKind;
use egui::{Align2, Area, Frame, Id, Order, RichText, Ui, vec2};
use std::time::Duration;
use viewer_ui::theme::{Line, Measure, Radius, Space};

/// How long a message stays, in seconds.
fn stays(kind: NoteKind) -> f64 {
    match kind {
        NoteKind::Done | NoteKind::Info => 5.0,
        NoteKind::Trouble => 15.0,
    }
}

pub(super) fn show(ui: &Ui, cx: &mut Cx<'_>) {
    let now = ui.input(|input| input.time);
    for note in &mut cx.workspace.notes {
        note.since.get_or_insert(now);
    }
    cx.workspace.notes.retain(|note| note.since.is_none_or(|since| now - since < stays(note.kind)));
    if cx.workspace.notes.is_empty() {
        return;
    }
    ui.ctx().request_repaint_after(Duration::from_secs(1));
    let room = cx.m.space(Space::Huge);
    let area = Area::new(Id::unique("notes")).order(Order::Foreground);
    area.anchor(Align2::RIGHT_BOTTOM, vec2(-room, -room)).show(ui.ctx(), |ui| {
        ui.set_max_width(cx.m.measure(Measure::Note));
        let close = cx.word(Word::Close);
        cx.workspace.notes.retain(|note| {
            let colour = match note.kind {
                NoteKind::Done => cx.palette.success,
                NoteKind::Info => cx.palette.accent,
                NoteKind::Trouble => cx.palette.alarm,
            };
            let frame = Frame::new()
                .fill(cx.palette.card)
                .stroke(cx.m.stroke(Line::Hair, colour))
                .corner_radius(cx.m.radius(Radius::Chip))
                .inner_margin(cx.m.space(Space::Medium));
            let shown = frame.show(ui, |ui| {
                ui.horizontal_top(|ui| {
                    ui.add(egui::Label::new(RichText::new(&note.text)).wrap());
                    !ui.small_button("×").on_hover_text(&close).clicked()
                })
            });
            shown.inner.inner
        });
    });
}
