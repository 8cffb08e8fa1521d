//! The answer that was just given, for a moment more: what was chosen lights up and goes, so that the
//! viewer sees what was understood. It is a picture only: nothing can be pressed, and a screen reader
//! was told by the control itself.

use crate::icons::{self, Icon};
use crate::theme::TextSize;
use crate::widgets::{self, Cx};
use egui::{Align, Rect, Stroke, StrokeKind, Ui, pos2, vec2};

/// How long it is seen, in seconds.
const LASTS: f64 = 0.55;

/// An answer on its way out.
#[derive(Clone, Debug)]
pub(crate) struct Farewell {
    /// What was chosen.
    pub(crate) text: String,
    /// Where it stood.
    pub(crate) rect: Rect,
    /// Since when it goes, in egui's time.
    pub(crate) since: f64,
}

impl Farewell {
    /// Draws it; `false` when it is gone.
    pub(crate) fn show(&self, ui: &mut Ui, cx: &Cx<'_>) -> bool {
        let share = ((ui.input(|input| input.time) - self.since) / LASTS).clamp(0.0, 1.0) as f32;
        if share >= 1.0 || cx.options.still {
            return false;
        }
        let still = cx.options.reduced_motion;
        // Lights up at once, stands for a moment, then fades and sinks a little.
        let leaving = ((share - 0.4) / 0.6).clamp(0.0, 1.0);
        let opacity = if still { 1.0 } else { 1.0 - leaving * leaving };
        let sinks = if still { 0.0 } else { leaving * leaving * cx.m.of(10.0) };
        let swells = if still { 0.0 } else { cx.m.of(4.0) * (share / 0.25).min(1.0) };
        let rect = self.rect.translate(vec2(0.0, sinks)).expand2(vec2(swells, swells / 2.0));
        let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect));
        child.set_opacity(opacity);
        let painter = child.painter().with_clip_rect(ui.max_rect());
        let look = &cx.palette;
        painter.rect(rect, cx.radius(), look.accent, Stroke::new(1.0, look.accent), StrokeKind::Inside);
        let side = cx.m.of(26.0).min(rect.height());
        let mark = Rect::from_center_size(
            pos2(rect.left() + cx.m.of(18.0) + side / 2.0, rect.center().y),
            vec2(side, side),
        );
        icons::draw(&painter, Icon::Check, mark.shrink(side * 0.1), look.on_accent);
        let left = mark.right() + cx.m.of(12.0);
        let width = (rect.right() - left - cx.m.of(12.0)).max(1.0);
        let galley = cx.text_in(&child, &self.text, TextSize::Body, width, look.on_accent, Align::LEFT);
        if galley.size().y <= rect.height() && width > cx.m.of(20.0) {
            widgets::paint(&child, pos2(left, rect.center().y - galley.size().y / 2.0), galley);
        }
        ui.ctx().request_repaint();
        true
    }
}
