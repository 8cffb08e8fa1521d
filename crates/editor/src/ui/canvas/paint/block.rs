//! Cards from afar: blocks of colour, all in one mesh; nearer ones with a picture and a title that can
//! be read whatever the zoom.

use super::{Brush, Standing, WireLook, shown_file};
use crate::document::Item;
use crate::ui::Cx;
use crate::ui::canvas::board::Card;
use crate::ui::canvas::route::Route;
use crate::ui::canvas::sizes::{CORNER, PICTURE, STRIPE};
use crate::ui::canvas::texts::Setting;
use crate::ui::look::filling;
use crate::ui::words::written_or;
use egui::epaint::{Mesh, Shape};
use egui::{Color32, Pos2, Rect, TextureId, pos2, vec2};

/// The letters of titles on blocks, in points of the window.
const LETTER: f32 = 11.0;
/// Wires and their arrows from afar, in points.
const WIRE: f32 = 1.1;
const ARROW: f32 = 4.5;
/// Blocks that are smaller than this have no title.
const TITLE_FROM: f32 = 48.0;

/// Blocks and thin lines in one mesh.
#[derive(Default)]
pub(in crate::ui::canvas) struct Blocks {
    mesh: Mesh,
}

impl Blocks {
    /// A card's block.
    pub(in crate::ui::canvas) fn card(
        &mut self,
        brush: &Brush<'_>,
        cx: &Cx<'_>,
        card: &Card,
        rect: Rect,
        standing: Standing,
    ) {
        let at = brush.view.rect_to_screen(rect);
        let (fill, picture) = match &card.item {
            Item::Ending(_) => (cx.palette.accent, None),
            Item::Scene(id) => {
                let scene = cx.workspace.document.story().scenes.get(id);
                let theme = scene.and_then(|scene| scene.themes.first());
                (cx.palette.card, theme.and_then(|theme| brush.colours.of(theme)))
            }
        };
        if standing != Standing::default() {
            let ring = super::card::edge(cx, standing);
            self.mesh.add_colored_rect(at.expand(ring.width), ring.color);
        } else {
            self.mesh.add_colored_rect(at.expand(1.0), cx.palette.edge.gamma_multiply(0.55));
        }
        self.mesh.add_colored_rect(at, fill);
        if let Some(theme) = picture {
            let wide = (STRIPE * 3.0 * brush.view.zoom()).max(2.0);
            self.mesh
                .add_colored_rect(Rect::from_min_max(at.min, pos2(at.left() + wide, at.bottom())), theme);
        }
        if let Item::Scene(id) = &card.item
            && cx.workspace.document.story().start == *id
        {
            self.mesh.add_colored_rect(at.expand(2.0).with_max_y(at.top()), cx.palette.accent);
        }
    }

    /// A wire as a thin straight line.
    pub(in crate::ui::canvas) fn line(&mut self, from: Pos2, to: Pos2, width: f32, colour: Color32) {
        let along = to - from;
        let side = along.rot90().normalized() * width / 2.0;
        let first = self.mesh.vertices.len() as u32;
        for (point, colour) in [
            (from + side * 2.0, Color32::TRANSPARENT),
            (to + side * 2.0, Color32::TRANSPARENT),
            (from, colour),
            (to, colour),
            (from - side * 2.0, Color32::TRANSPARENT),
            (to - side * 2.0, Color32::TRANSPARENT),
        ] {
            self.mesh.colored_vertex(point, colour);
        }
        for (a, b, c) in [(0, 1, 2), (1, 2, 3), (2, 3, 4), (3, 4, 5)] {
            self.mesh.add_triangle(first + a, first + b, first + c);
        }
    }

    /// A wire as a few straight pieces with its arrow, with gaps where it comes back.
    pub(in crate::ui::canvas) fn way(&mut self, route: &Route, look: WireLook, opacity: f32) {
        let colour = look.colour.gamma_multiply(opacity);
        let points: Vec<Pos2> = route.few_points().collect();
        for pair in points.windows(2) {
            if let [from, to] = pair {
                let to = if look.dashed { from.lerp(*to, 0.6) } else { *to };
                self.line(*from, to, WIRE, colour);
            }
        }
        if let (Some(tip), false) = (points.last(), look.returns) {
            let first = self.mesh.vertices.len() as u32;
            for point in [*tip, *tip + vec2(-ARROW, -ARROW * 0.6), *tip + vec2(-ARROW, ARROW * 0.6)] {
                self.mesh.colored_vertex(point, colour);
            }
            self.mesh.add_triangle(first, first + 1, first + 2);
        }
    }

    /// Draws what was collected.
    pub(in crate::ui::canvas) fn draw(self, brush: &Brush<'_>) {
        if !self.mesh.is_empty() {
            brush.painter.add(Shape::mesh(self.mesh));
        }
    }
}

/// A card's picture and title on its block.
pub(in crate::ui::canvas) fn titled(brush: &mut Brush<'_>, cx: &Cx<'_>, card: &Card, rect: Rect) {
    let (zoom, at) = (brush.view.zoom(), brush.view.rect_to_screen(rect));
    brush.texts.covered(at);
    let story = cx.workspace.document.story();
    let (title, id, file) = match &card.item {
        Item::Scene(id) => {
            let Some(scene) = story.scenes.get(id) else { return };
            let file = shown_file(&scene.media, &cx.workspace.shown_language, &story.languages).0;
            (cx.workspace.said(&scene.title), id.as_str(), file)
        }
        Item::Ending(id) => {
            let Some(ending) = story.endings.get(id) else { return };
            (cx.workspace.said(&ending.title), id.as_str(), None)
        }
    };
    let texture = file.and_then(|file| cx.workspace.found.clips.get(file)?.picture.as_ref());
    let mut room = at;
    if let Some(texture) = texture {
        let place = Rect::from_min_size(at.min, vec2(at.width(), PICTURE * zoom));
        image(brush, texture.id(), place, filling(texture.size_vec2(), place));
        room.min.y = place.bottom();
    }
    if at.width() < TITLE_FROM {
        return;
    }
    let text = written_or(title, id);
    let inset = (STRIPE * 3.0 + 8.0) * zoom;
    room = Rect::from_min_max(room.min + vec2(inset, 4.0 * zoom), room.max - vec2(8.0, 2.0) * zoom);
    if room.height() < LETTER * 0.9 || room.width() < 20.0 {
        return;
    }
    let setting = Setting { letter: LETTER, bold: true, rows: 12 };
    let room_there = ((room.size() / zoom) * 8.0).round() / 8.0;
    let laid = brush.texts.lay_out_fixed(&brush.painter, text, room_there, setting);
    let colour = match &card.item {
        Item::Ending(_) => cx.palette.on_accent,
        Item::Scene(_) => cx.palette.text,
    };
    let top = if texture.is_some() { room.top() } else { room.center().y - laid.size().y / 2.0 };
    let place = pos2(room.left(), top.max(room.top()));
    brush.texts.drawn(&laid, place, text);
    laid.put(&brush.painter, place, colour);
}

fn image(brush: &Brush<'_>, texture: TextureId, place: Rect, uv: Rect) {
    let corner = (CORNER * brush.view.zoom()).min(2.0);
    let shape = egui::epaint::RectShape::filled(place, corner, Color32::WHITE);
    brush.painter.add(shape.with_texture(texture, uv));
}
