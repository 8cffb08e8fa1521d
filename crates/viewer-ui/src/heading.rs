//! The scene's title and what it offers, in the upper left corner while the controls are out.

use crate::flow::Flow;
use crate::theme::TextSize;
use crate::widgets::Cx;
use crate::{StoryPage, pages};
use egui::accesskit::Role;
use egui::{Align, Id, Rect, Stroke, StrokeKind, Ui, UiBuilder, vec2};
use scene_graph::Place;

/// Draws the panel; nothing where there is nothing to say, or no room beside a question.
pub(crate) fn show(ui: &mut Ui, cx: &mut Cx<'_>, page: &StoryPage<'_>, opacity: f32) {
    let crowded = page.question.is_some_and(|view| view.place == Place::Full || cx.m.is_low());
    let title = if page.question.is_none() && page.slate.is_none() { page.scene_title } else { "" };
    if crowded || (title.trim().is_empty() && page.offers.is_empty()) {
        return;
    }
    let margin = cx.m.margin();
    let pad = cx.m.of(14.0);
    let most = (ui.max_rect().width() / 2.0 - 2.0 * margin).min(cx.m.of(380.0));
    let title_width = cx.text(ui, title, TextSize::Strong, most - 2.0 * pad).size().x;
    let width = if page.offers.is_empty() { title_width.ceil() + 1.0 } else { most - 2.0 * pad };
    let mut body = Flow::new(width);
    body.text(ui, cx, title, (TextSize::Strong, cx.palette.text, Align::LEFT), Role::Heading);
    pages::offers(ui, cx, page.offers, &mut body);
    let size = vec2(width + 2.0 * pad, body.height() + 2.0 * pad);
    let panel = Rect::from_min_size(ui.max_rect().min + vec2(margin, margin), size);
    let mut child = ui.new_child(UiBuilder::new().max_rect(panel).scope_id(Id::unique("scene")));
    child.set_opacity(opacity);
    let edge = Stroke::new(1.0, cx.palette.line);
    child.painter().rect(panel, cx.radius(), cx.palette.scrim, edge, StrokeKind::Inside);
    body.draw(&mut child, panel.min + vec2(pad, pad), cx, &mut ());
}
