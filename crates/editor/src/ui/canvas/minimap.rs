//! The whole story in a corner, and which part of it is seen.

use super::Canvas;
use crate::ui::Cx;
use crate::ui::words::Word;
use egui::accesskit::Role;
use egui::emath::{GuiRounding as _, RectTransform};
use egui::{
    Color32, ColorImage, Id, Pos2, Rect, Sense, StrokeKind, TextureHandle, TextureOptions, Ui, Vec2,
    WidgetInfo, vec2,
};
use viewer_ui::theme::{Line, Look, Radius, Space};

/// Its width and height at most, and how much of the window it takes at most.
const SIZE: Vec2 = vec2(196.0, 132.0);
const SHARE: f32 = 0.28;
/// A card's least width and height, in points.
const LEAST: f32 = 1.5;
/// Within its edge.
const INSET: f32 = 7.0;

/// The story's cards as a picture, made once for a size and a state of the story: a mesh of ten
/// thousand of them would be copied in every pass.
#[derive(Default)]
pub(super) struct Minimap {
    of: Option<(u64, [usize; 2], Look)>,
    picture: Option<TextureHandle>,
}

impl Canvas {
    /// Draws it; a press or drag on it brings that part into sight.
    pub(super) fn show_map(&mut self, ui: &Ui, cx: &Cx<'_>) {
        let screen = self.view.screen;
        let all = self.everything(cx.workspace);
        let size = SIZE.min(screen.size() * SHARE);
        // Where all of it is seen, the map would only lie on it.
        let is_seen = self.view.seen().contains_rect(all);
        if !cx.workspace.panes.map
            || is_seen
            || self.board.count() < 2
            || size.x < 80.0
            || size.y < 50.0
            || !all.is_finite()
        {
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
        self.draw_map(ui, cx, all.expand(60.0), shown);
        let seen = transform.transform_rect(self.view.seen()).intersect(place.shrink(1.0));
        if seen.is_positive() {
            let fill = cx.palette.accent.gamma_multiply(0.12);
            painter.rect(seen, 2.0, fill, cx.m.stroke(Line::Edge, cx.palette.accent), StrokeKind::Inside);
        }
    }

    /// Draws the story, which lies in `all`, into `shown`.
    fn draw_map(&mut self, ui: &Ui, cx: &Cx<'_>, all: Rect, shown: Rect) {
        let pixels = ui.ctx().pixels_per_point();
        let size = [shown.width(), shown.height()].map(|side| (side * pixels).ceil().max(1.0) as usize);
        let of = Some((self.board.revision(), size, cx.palette.look));
        if self.minimap.of != of {
            let image = self.map_picture(cx, all, size, pixels);
            match &mut self.minimap.picture {
                Some(picture) => picture.set(image, TextureOptions::NEAREST),
                None => {
                    let picture = ui.ctx().load_texture("canvas map", image, TextureOptions::NEAREST);
                    self.minimap.picture = Some(picture);
                }
            }
            self.minimap.of = of;
        }
        if let Some(picture) = &self.minimap.picture {
            let room = vec2(size[0] as f32, size[1] as f32) / pixels;
            let place = Rect::from_min_size(shown.min.round_to_pixels(pixels), room);
            let whole = Rect::from_min_max(Pos2::ZERO, Pos2::new(1.0, 1.0));
            ui.painter_at(self.view.screen).image(picture.id(), place, whole, Color32::WHITE);
        }
    }

    fn map_picture(&self, cx: &Cx<'_>, all: Rect, size: [usize; 2], pixels: f32) -> ColorImage {
        let mut image = ColorImage::filled(size, Color32::TRANSPARENT);
        let whole = Rect::from_min_size(Pos2::ZERO, vec2(size[0] as f32, size[1] as f32));
        let transform = RectTransform::from_to(all, whole);
        let story = cx.workspace.document.story();
        for frame in cx.workspace.document.layout().frames.values() {
            let rect = transform.transform_rect(super::hits::rect_of(frame));
            fill(&mut image, rect, cx.palette.edge.gamma_multiply(0.18));
        }
        for (_, card) in self.board.cards() {
            let colour = self.map_colour(cx, story, &card.item);
            let rect = transform.transform_rect(card.rect);
            let least = Vec2::splat(LEAST * pixels);
            fill(&mut image, Rect::from_center_size(rect.center(), rect.size().max(least)), colour);
        }
        image
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

/// Fills a part of a picture, given in its pixels: one pixel at least.
fn fill(image: &mut ColorImage, rect: Rect, colour: Color32) {
    let [width, height] = image.size;
    // Casts from floats stop at an integer's ends.
    let span = |from: f32, to: f32, end: usize| {
        let from = (from.round() as usize).min(end.saturating_sub(1));
        from..(to.round() as usize).clamp(from + 1, end.max(from + 1))
    };
    let columns = span(rect.left(), rect.right(), width);
    for row in span(rect.top(), rect.bottom(), height) {
        if let Some(pixels) = image.pixels.get_mut(row * width..(row + 1) * width)
            && let Some(pixels) = pixels.get_mut(columns.clone())
        {
            pixels.fill(colour);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::pos2;

    #[test]
    fn every_card_has_a_pixel_and_none_lies_outside() {
        let rect = |x: f32, y: f32, wide: f32, high: f32| Rect::from_min_size(pos2(x, y), vec2(wide, high));
        let filled = |rect| {
            let mut image = ColorImage::filled([8, 4], Color32::TRANSPARENT);
            fill(&mut image, rect, Color32::RED);
            image.pixels.iter().filter(|pixel| **pixel == Color32::RED).count()
        };
        assert_eq!(filled(rect(1.0, 1.0, 3.0, 2.0)), 6);
        assert_eq!(filled(rect(1.2, 1.2, 0.1, 0.1)), 1);
        assert_eq!(filled(rect(7.9, 3.9, 0.1, 0.1)), 1);
        assert_eq!(filled(rect(-5.0, -5.0, 2.0, 2.0)), 1);
        assert_eq!(filled(rect(100.0, 100.0, 2.0, 2.0)), 1);
        assert_eq!(filled(rect(-100.0, -100.0, 1_000.0, 1_000.0)), 32);
        assert_eq!(filled(rect(f32::NAN, 0.0, 1.0, 1.0)), 1);
    }
}
