//! The answer that was just given, for a moment more: what was chosen lights up and goes, so that the
//! viewer sees what was understood. It is a picture only: nothing can be pressed, and a screen reader
//! was told by the control itself.

use crate::icons::{self, Icon};
use crate::theme::{Line, Share, Size, Space, TextSize, parting};
use crate::widgets::{self, Cx};
use egui::{Align, Rect, StrokeKind, Ui, pos2, vec2};

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
        let age = ui.input(|input| input.time) - self.since;
        let Some(parting) = parting(age, &cx.options) else { return false };
        let sinks = parting.sunk * cx.space(Space::Small);
        let swells = parting.swollen * cx.space(Space::Tiny);
        let rect = self.rect.translate(vec2(0.0, sinks)).expand2(vec2(swells, swells / 2.0));
        let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect));
        child.set_opacity(parting.opacity);
        let painter = child.painter().with_clip_rect(ui.max_rect());
        let look = &cx.palette;
        painter.rect(rect, cx.radius(), look.accent, cx.stroke(Line::Hair, look.accent), StrokeKind::Inside);
        let side = cx.m.size(Size::Badge).min(rect.height());
        let mark = Rect::from_center_size(
            pos2(rect.left() + cx.space(Space::Large) + side / 2.0, rect.center().y),
            vec2(side, side),
        );
        let tick = Rect::from_center_size(mark.center(), Share::TickInBox.of(side) * vec2(1.0, 1.0));
        icons::draw(&painter, Icon::Check, tick, look.on_accent);
        let left = mark.right() + cx.space(Space::Medium);
        let width = (rect.right() - left - cx.space(Space::Medium)).max(1.0);
        let galley = cx.text_in(&child, &self.text, TextSize::Body, width, look.on_accent, Align::LEFT);
        if galley.size().y <= rect.height() && width > side {
            widgets::paint(&child, pos2(left, rect.center().y - galley.size().y / 2.0), galley);
        }
        ui.ctx().request_repaint();
        true
    }
}
