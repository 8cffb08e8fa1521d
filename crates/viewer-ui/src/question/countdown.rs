//! The time that is left, and ways to have all the time one needs.

use super::Open;
use crate::UiAction;
use crate::flow::Flow;
use crate::i18n::{Value, Word};
use crate::theme::{Measure, Share, Size, Space, TextSize};
use crate::widgets::{self, Cx, Weight, button, button_size};
use egui::accesskit::{Live, Role};
use egui::{Align, Id, Rect, Sense, Ui, WidgetInfo, pos2, vec2};
use session::QuestionView;

/// When the time that is left is told to screen readers, in seconds; it is told once more when the
/// question opens and at half of its time.
const TOLD_AT: [i64; 3] = [30, 10, 5];

/// A calm bar, the seconds, a button that begins the time anew, and one that takes the limit away
/// (WCAG 2.2.1).
pub(crate) fn show<'a>(ui: &Ui, cx: &Cx<'_>, view: &QuestionView, body: &mut Flow<'a, Open>) {
    let Some((left, whole)) = view.limit else { return };
    let share =
        if whole.flicks() > 0 { (left.seconds() / whole.seconds()).clamp(0.0, 1.0) as f32 } else { 0.0 };
    let seconds = left.seconds().max(0.0).ceil() as i64;
    let told = told(seconds, whole.seconds().ceil() as i64);
    let told = cx.strings.with(Word::TimeLeftSaid, &[("seconds", Value::Number(told))]);
    let text = cx.strings.with(Word::SecondsLeft, &[("seconds", Value::Number(seconds))]);
    let galley =
        cx.text_in(ui, &text, TextSize::Small, cx.m.measure(Measure::Label), cx.palette.muted, Align::LEFT);
    let (gap, most) = (cx.space(Space::Tiny), Share::Aside.of(body.width()));
    let buttons = [Word::MoreTime, Word::NoTimeLimits].map(|word| {
        let text = cx.strings.get(word);
        let size = button_size(ui, cx, &text, most);
        (text, size)
    });
    let [more, off] = buttons;
    let height = more.1.y.max(off.1.y);
    body.push(height, move |ui, rect, cx, _| {
        let off_rect = Rect::from_min_size(pos2(rect.right() - off.1.x, rect.top()), vec2(off.1.x, height));
        let more_left = off_rect.left() - gap - more.1.x;
        let more_rect = Rect::from_min_size(pos2(more_left, rect.top()), vec2(more.1.x, height));
        let text_at = pos2(more_rect.left() - gap - galley.size().x, rect.center().y - galley.size().y / 2.0);
        let half = cx.m.size(Size::Rail) / 2.0;
        let bar = Rect::from_min_max(
            pos2(rect.left(), rect.center().y - half),
            pos2((text_at.x - cx.space(Space::Medium)).max(rect.left()), rect.center().y + half),
        );
        ui.painter().rect_filled(bar, bar.height() / 2.0, cx.palette.rail);
        let filled = Rect::from_min_size(bar.min, vec2(bar.width() * share, bar.height()));
        ui.painter().rect_filled(filled, bar.height() / 2.0, cx.palette.accent);
        let size = galley.size();
        widgets::label(ui, Rect::from_min_size(text_at, size), galley, Role::Timer, &text);
        announce(ui, bar, &told);
        if button(ui, cx, more_rect, &more.0, Weight::Quiet, true).clicked() {
            cx.actions.push(UiAction::MoreTime);
        }
        if button(ui, cx, off_rect, &off.0, Weight::Quiet, true).clicked() {
            cx.actions.push(UiAction::NoTimeLimits(true));
        }
    });
    body.space(cx.space(Space::Tiny));
}

/// The seconds that a screen reader says: few of them, so that it says something else too.
fn told(seconds: i64, whole: i64) -> i64 {
    let steps = TOLD_AT.into_iter().chain([whole / 2]).filter(|step| *step < whole && *step > 0);
    steps.filter(|step| *step >= seconds).min().unwrap_or(whole)
}

/// Said when its words change; not seen.
fn announce(ui: &Ui, rect: Rect, words: &str) {
    let response = ui.interact(rect, Id::unique("time left, said"), Sense::empty());
    response.widget_info(|| WidgetInfo::labeled(Role::Status, true, words));
    let _ = ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(Live::Polite));
}

#[cfg(test)]
mod tests {
    use super::told;

    #[test]
    fn time_is_told_a_few_times() {
        let said = |whole: i64| {
            let mut said: Vec<i64> = (0..=whole).rev().map(|left| told(left, whole)).collect();
            said.dedup();
            said
        };
        assert_eq!(said(12), [12, 10, 6, 5]);
        assert_eq!(said(90), [90, 45, 30, 10, 5]);
        assert_eq!(said(3), [3, 1]);
        assert_eq!(said(1), [1]);
    }
}
