//! Frames behind the cards, and the ground with its dots.

use super::{Brush, Standing};
use crate::layout::Frame;
use crate::ui::Cx;
use crate::ui::canvas::sizes::{FRAME_TITLE, INSET};
use crate::ui::canvas::texts::Setting;
use crate::ui::canvas::view::Detail;
use crate::ui::words::Word;
use egui::epaint::{Mesh, Shape};
use egui::{Rect, Stroke, StrokeKind, pos2, vec2};
use viewer_ui::theme::Line;

/// From dot to dot, in the canvas's pixels.
const DOTS: f32 = 48.0;
/// A frame's letters, and how small they become, in points.
const LETTER: f32 = 15.0;
const SMALLEST: f32 = 11.0;

/// Dots that move with the canvas.
pub(in crate::ui::canvas) fn ground(brush: &Brush<'_>, cx: &Cx<'_>) {
    let screen = brush.painter.clip_rect();
    brush.painter.rect_filled(screen, 0.0, cx.palette.page);
    if brush.view.detail() != Detail::Near {
        return;
    }
    let seen = brush.view.seen();
    let mut mesh = Mesh::default();
    let side = (1.6 * brush.view.zoom()).clamp(1.0, 2.5);
    let first = |edge: f32| (edge / DOTS).ceil() * DOTS;
    let mut y = first(seen.top());
    while y <= seen.bottom() {
        let mut x = first(seen.left());
        while x <= seen.right() {
            let at = brush.view.to_screen(pos2(x, y));
            mesh.add_colored_rect(Rect::from_center_size(at, vec2(side, side)), cx.palette.line);
            x += DOTS;
        }
        y += DOTS;
    }
    brush.painter.add(Shape::mesh(mesh));
}

/// A frame that lies at `rect` of the canvas.
pub(in crate::ui::canvas) fn frame(
    brush: &mut Brush<'_>,
    cx: &Cx<'_>,
    frame: &Frame,
    rect: Rect,
    standing: Standing,
) {
    let (zoom, at) = (brush.view.zoom(), brush.view.rect_to_screen(rect));
    let colour = frame.colour.as_deref().and_then(|colour| cx.palette.bar(colour)).unwrap_or(cx.palette.edge);
    let stroke = match standing {
        Standing { selected: true, .. } => cx.m.stroke(Line::Strong, cx.palette.accent),
        Standing { hovered: true, .. } => cx.m.stroke(Line::Edge, colour),
        _ => Stroke::new(cx.m.line_width(Line::Hair), colour.gamma_multiply(0.55)),
    };
    let corner = 10.0 * zoom;
    brush.painter.rect(at, corner, colour.gamma_multiply(0.07), stroke, StrokeKind::Inside);
    let title = if frame.title.trim().is_empty() { cx.word(Word::CanvasFrame) } else { frame.title.clone() };
    let bar = Rect::from_min_size(at.min, vec2(at.width(), (FRAME_TITLE * zoom).max(SMALLEST * 1.6)));
    let inset = INSET * zoom;
    if at.width() > 24.0 + 2.0 * inset {
        let width = frame.size.0 as f32 - 2.0 * INSET;
        let setting = Setting { letter: LETTER, bold: true, rows: 1 };
        let laid = if LETTER * zoom >= SMALLEST {
            let view = brush.view;
            brush.texts.lay_out(&brush.painter, view, &title, width, setting)
        } else {
            let room = vec2(width, FRAME_TITLE);
            brush.texts.lay_out_fixed(&brush.painter, &title, room, Setting { letter: SMALLEST, ..setting })
        };
        let place = pos2(at.left() + inset, bar.center().y - laid.size().y / 2.0);
        brush.texts.drawn(&laid, place, &title);
        laid.put(&brush.painter, place, cx.palette.muted);
    }
    // The corner that it is resized by.
    let (end, step) = (at.max - vec2(5.0, 5.0) * zoom, 5.0 * zoom);
    if brush.view.detail() == Detail::Near {
        for nth in 1..=2 {
            let along = step * nth as f32;
            let line = [end - vec2(along, 0.0), end - vec2(0.0, along)];
            brush.painter.line_segment(line, Stroke::new(1.2, colour.gamma_multiply(0.7)));
        }
    }
}
