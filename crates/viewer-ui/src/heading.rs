//! The scene's title and what it offers, in the upper left corner while the controls are out.

use crate::controls;
use crate::flow::{Flow, draw_scrolling};
use crate::theme::{Line, Measure, Space, TextSize};
use crate::widgets::Cx;
use crate::{StoryPage, pages};
use egui::accesskit::Role;
use egui::{Align, Id, Rect, StrokeKind, Ui, UiBuilder, vec2};
use scene_graph::Place;

/// Draws the panel; nothing where there is nothing to say, or no room beside a question.
pub(crate) fn show(ui: &mut Ui, cx: &mut Cx<'_>, page: &StoryPage<'_>, opacity: f32) {
    let crowded = page.question.is_some_and(|view| view.place == Place::Full || cx.m.is_low());
    let title = if page.question.is_none() && page.slate.is_none() { page.scene_title } else { "" };
    if crowded || (title.trim().is_empty() && page.offers.is_empty()) {
        return;
    }
    let margin = cx.m.margin();
    let pad = cx.space(Space::Medium);
    let window = ui.max_rect();
    let bar = controls::height(cx, page);
    let half = (window.width() / 2.0 - 2.0 * margin).min(cx.m.measure(Measure::Note));
    // Large text in a small window needs more than half of it.
    let most = half.max(cx.m.measure(Measure::Menu)).min(window.width() - 2.0 * margin);
    let title_width = cx.text(ui, title, TextSize::Strong, most - 2.0 * pad).size().x;
    let width = if page.offers.is_empty() { title_width.ceil() + 1.0 } else { most - 2.0 * pad };
    let mut body = Flow::new(width);
    body.text(ui, cx, title, (TextSize::Strong, cx.palette.text, Align::LEFT), Role::Heading);
    pages::offers(ui, cx, page.offers, &mut body);
    let room = (window.height() - bar - 2.0 * margin).max(cx.m.target());
    let size = vec2(width + 2.0 * pad, (body.height() + 2.0 * pad).min(room));
    let panel = Rect::from_min_size(window.min + vec2(margin, margin), size);
    let mut child = ui.new_child(UiBuilder::new().max_rect(panel).scope_id(Id::unique("scene")));
    child.set_opacity(opacity);
    let edge = cx.stroke(Line::Hair, cx.palette.line);
    child.painter().rect(panel, cx.radius(), cx.palette.scrim, edge, StrokeKind::Inside);
    draw_scrolling(&mut child, panel.shrink(pad), cx, &mut (), (body, Flow::new(width)), "scene");
}
