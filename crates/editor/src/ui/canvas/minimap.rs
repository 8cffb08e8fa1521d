//! The whole story in a corner, and which part of it is seen.

use super::Canvas;
use crate::ui::Cx;
use crate::ui::words::Word;
use egui::accesskit::Role;
use egui::epaint::{Mesh, Shape};
use egui::{Color32, Id, Rect, Sense, StrokeKind, Ui, WidgetInfo, emath::RectTransform, vec2};
use std::sync::Arc;
use viewer_ui::theme::{Line, Look, Radius, Space};

/// Its width and height at most, and how much of the window it takes at most.
const SIZE: egui::Vec2 = vec2(196.0, 132.0);
const SHARE: f32 = 0.28;
/// Within its edge.
const INSET: f32 = 7.0;

/// The story's cards, drawn once for a place and a state of the story.
#[derive(Default)]
pub(super) struct Minimap {
    of: Option<(u64, Rect, Look)>,
    mesh: Arc<Mesh>,
}

impl Canvas {
    /// Draws it; a press or drag on it brings that part into sight.
    pub(super) fn show_map(&mut self, ui: &Ui, cx: &Cx<'_>) {
        let screen = self.view.screen;
        let all = self.everything(cx.workspace);
        let size = SIZE.min(screen.size() * SHARE);
        if !self.map || self.board.count() < 2 || size.x < 80.0 || size.y < 50.0 || !all.is_finite() {
            return;
        }
        let room = cx.m.space(Space::Medium);
        let place = Rect::from_min_size(screen.max - size - vec2(room, room), size);
        let shown = fitted(all.expand(60.0), place.shrink(INSET));
        let transform = RectTransform::from_to(all.expand(60.0), shown);
        let response = ui.interact(place, Id::unique("canvas map"), Sense::CLICK | Sense::DRAG);
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, cx.word(Word::CanvasMap)));
        if let Some(point) =
            response.interact_pointer_pos().filter(|_| response.dragged() || response.clicked())
        {
            self.view.look_at(transform.inverse().transform_pos(shown.clamp(point)));
        }
        let painter = ui.painter_at(screen);
        let corner = cx.m.radius(Radius::Chip);
        painter.rect(
            place,
            corner,
            cx.palette.sheet,
            cx.m.stroke(Line::Hair, cx.palette.line),
            StrokeKind::Inside,
        );
        let of = Some((self.board.revision(), shown, cx.palette.look));
        if self.minimap.of != of {
            self.minimap.mesh = Arc::new(self.map_mesh(cx, transform));
            self.minimap.of = of;
        }
        painter.add(Shape::mesh(Arc::clone(&self.minimap.mesh)));
        let seen = transform.transform_rect(self.view.seen()).intersect(place.shrink(1.0));
        if seen.is_positive() {
            let fill = cx.palette.accent.gamma_multiply(0.12);
            painter.rect(seen, 2.0, fill, cx.m.stroke(Line::Edge, cx.palette.accent), StrokeKind::Inside);
        }
    }

    fn map_mesh(&self, cx: &Cx<'_>, transform: RectTransform) -> Mesh {
        let mut mesh = Mesh::default();
        let story = cx.workspace.document.story();
        for frame in cx.workspace.document.layout().frames.values() {
            let rect = transform.transform_rect(super::hits::rect_of(frame));
            mesh.add_colored_rect(rect, cx.palette.edge.gamma_multiply(0.18));
        }
        for (_, card) in self.board.cards() {
            let rect = transform.transform_rect(card.rect);
            let rect = Rect::from_center_size(rect.center(), rect.size().max(vec2(1.5, 1.5)));
            mesh.add_colored_rect(rect, self.map_colour(cx, story, &card.item));
        }
        mesh
    }

    fn map_colour(&self, cx: &Cx<'_>, story: &scene_graph::Story, item: &crate::document::Item) -> Color32 {
        let Some(id) = item.scene().filter(|id| **id != story.start) else { return cx.palette.accent };
        let theme = story.scenes.get(id).and_then(|scene| scene.themes.first());
        theme.and_then(|theme| self.colours.of(theme)).unwrap_or(cx.palette.edge)
    }
}

/// The largest rectangle of this shape in the middle of a place.
fn fitted(shape: Rect, place: Rect) -> Rect {
    let scale = (place.width() / shape.width().max(1.0)).min(place.height() / shape.height().max(1.0));
    Rect::from_center_size(place.center(), shape.size() * scale)
}
