//! The time that is left, and a way to have all the time one needs.

use super::Open;
use crate::UiAction;
use crate::flow::Flow;
use crate::i18n::{Value, Word};
use crate::theme::TextSize;
use crate::widgets::{self, Cx, Weight, button, button_size};
use egui::accesskit::Role;
use egui::{Align, Color32, Rect, Ui, pos2, vec2};
use session::QuestionView;

/// A calm bar, the seconds, and the switch that takes the limit away (WCAG 2.2.1).
pub(crate) fn show<'a>(ui: &Ui, cx: &Cx<'_>, view: &QuestionView, body: &mut Flow<'a, Open>) {
    let Some((left, whole)) = view.limit else { return };
    let share =
        if whole.flicks() > 0 { (left.seconds() / whole.seconds()).clamp(0.0, 1.0) as f32 } else { 0.0 };
    let seconds = left.seconds().max(0.0).ceil() as i64;
    let text = cx.strings.with(Word::SecondsLeft, &[("seconds", Value::Number(seconds))]);
    let galley = cx.text_in(ui, &text, TextSize::Small, cx.m.of(120.0), cx.palette.muted, Align::LEFT);
    let off = cx.strings.get(Word::NoTimeLimits);
    let size = button_size(ui, cx, &off, body.width() * 0.6);
    let gap = cx.m.of(12.0);
    body.push(size.y, move |ui, rect, cx, _| {
        let off_rect = Rect::from_min_size(pos2(rect.right() - size.x, rect.top()), size);
        let text_at = pos2(off_rect.left() - gap - galley.size().x, rect.center().y - galley.size().y / 2.0);
        let bar = Rect::from_min_max(
            pos2(rect.left(), rect.center().y - cx.m.of(2.0)),
            pos2((text_at.x - gap).max(rect.left()), rect.center().y + cx.m.of(2.0)),
        );
        ui.painter().rect_filled(bar, bar.height() / 2.0, Color32::from_white_alpha(40));
        let filled = Rect::from_min_size(bar.min, vec2(bar.width() * share, bar.height()));
        ui.painter().rect_filled(filled, bar.height() / 2.0, cx.palette.accent);
        let size = galley.size();
        widgets::label(ui, Rect::from_min_size(text_at, size), galley, Role::Timer, &text);
        if button(ui, cx, off_rect, &off, Weight::Quiet, true).clicked() {
            cx.actions.push(UiAction::NoTimeLimits(true));
        }
    });
    body.space(cx.m.of(4.0));
}
