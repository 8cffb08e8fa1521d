//! The templates as cards: a picture, a name and what it is for, beside one another where there is room.

use crate::ui::look::prose;
use crate::ui::{Cx, Template};
use egui::accesskit::Role;
use egui::epaint::RectShape;
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{
    Color32, ColorImage, CornerRadius, FontFamily, FontId, Galley, Id, Rect, Response, Sense, StrokeKind,
    TextureHandle, TextureOptions, Ui, WidgetInfo, pos2, vec2,
};
use std::collections::HashMap;
use std::sync::Arc;
use viewer_ui::theme::{Line, Measure, Radius, Space, TextSize};

/// How high a card is in a window of this height, in points: all of them are seen in a small one.
const SHARE: f32 = 0.108;
const HEIGHTS: std::ops::RangeInclusive<f32> = 66.0..=92.0;
/// A picture's width for its height.
const SHAPE: f32 = 16.0 / 9.0;

/// The cards' pictures, by template; `None`: it has none.
#[derive(Default)]
pub(super) struct Templates(HashMap<String, Option<TextureHandle>>);

impl Templates {
    /// Draws the cards; gives the id of the one that was chosen.
    pub(super) fn show(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<String> {
        let gap = cx.m.space(Space::Small);
        let width = ui.available_width();
        let across = if width >= cx.m.measure(Measure::Pair) { 2 } else { 1 };
        let texts = cx.m.line_height(TextSize::Body) + 2.0 * cx.m.line_height(TextSize::Small);
        let height = (cx.m.window.y * SHARE).clamp(*HEIGHTS.start(), *HEIGHTS.end()).max(texts + 2.0 * gap);
        let each = (width - gap * (across as f32 - 1.0)) / across as f32;
        let mut chosen = None;
        for row in cx.workspace.templates.chunks(across) {
            let (_, place) = ui.allocate_space(vec2(width, height));
            for (column, template) in row.iter().enumerate() {
                let left = place.left() + column as f32 * (each + gap);
                let at = Rect::from_min_size(pos2(left, place.top()), vec2(each, height));
                if self.card(ui, cx, template, at).clicked() {
                    chosen = Some(template.id.clone());
                }
            }
        }
        chosen
    }

    fn card(&mut self, ui: &Ui, cx: &Cx<'_>, template: &Template, at: Rect) -> Response {
        let response = ui.interact(at, Id::unique(("template", &template.id)), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &template.name));
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(template.about.as_str()));
        if response.gained_focus() {
            response.scroll_to_me(None);
        }
        let (corner, hovered) = (cx.m.radius(Radius::Card), response.hovered() || response.has_focus());
        let fill = if hovered { cx.palette.card_hovered } else { cx.palette.card };
        let line = match (response.has_focus(), response.hovered()) {
            (true, _) => cx.m.stroke(Line::Edge, cx.palette.focus),
            (_, true) => cx.m.stroke(Line::Edge, cx.palette.accent),
            _ => cx.m.stroke(Line::Hair, cx.palette.line),
        };
        ui.painter().rect(at, corner, fill, line, StrokeKind::Inside);
        let mut room = at.shrink(cx.m.space(Space::Small));
        if let Some(picture) = self.picture(ui, template) {
            let picture_at = at.shrink(line.width).with_max_x(at.left() + at.height() * SHAPE);
            let round = corner.round() as u8;
            let corners = CornerRadius { nw: round, sw: round, ne: 0, se: 0 };
            let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
            let shape = RectShape::filled(picture_at, corners, Color32::WHITE);
            ui.painter().add(shape.with_texture(picture.id(), whole));
            room.min.x = picture_at.right() + cx.m.space(Space::Medium);
        }
        let name = words(ui, cx, &template.name, (TextSize::Body, true), (room.width(), 1));
        let font = cx.m.font(TextSize::Small);
        let broken = viewer_ui::broken_by_phrase(ui.ctx(), &template.about, &font, room.width());
        let about = words(ui, cx, &broken, (TextSize::Small, false), (room.width(), 2));
        let is_cut = name.elided || about.elided;
        let gap = cx.m.space(Space::Hair);
        let top = room.center().y - (name.size().y + gap + about.size().y) / 2.0;
        let below = top + name.size().y + gap;
        ui.painter().galley(pos2(room.left(), top), name, cx.palette.text);
        ui.painter().galley(pos2(room.left(), below), about, cx.palette.muted);
        if is_cut {
            return response.on_hover_ui(|ui| {
                prose(ui, &cx.m, &template.name, (TextSize::Body, cx.palette.text));
                prose(ui, &cx.m, &template.about, (TextSize::Small, cx.palette.muted));
            });
        }
        response
    }

    fn picture(&mut self, ui: &Ui, template: &Template) -> Option<&TextureHandle> {
        let made = self.0.entry(template.id.clone()).or_insert_with(|| {
            let picture = image::load_from_memory(template.picture).ok()?.to_rgba8();
            let size = [picture.width() as usize, picture.height() as usize];
            let picture = ColorImage::from_rgba_unmultiplied(size, picture.as_raw());
            Some(ui.ctx().load_texture(&template.id, picture, TextureOptions::LINEAR))
        });
        made.as_ref()
    }
}

/// Words in at most so many lines.
fn words(
    ui: &Ui,
    cx: &Cx<'_>,
    text: &str,
    (size, bold): (TextSize, bool),
    (width, rows): (f32, usize),
) -> Arc<Galley> {
    let font = cx.m.font(size);
    let family = if bold { FontFamily::Name(viewer_ui::fonts::BOLD.into()) } else { font.family };
    let font_id = FontId::new(font.size, family);
    let line_height = Some(cx.m.line_height(size));
    let format = TextFormat { font_id, line_height, color: Color32::PLACEHOLDER, ..TextFormat::default() };
    let mut job = LayoutJob::single_section(text.to_owned(), format);
    job.wrap = TextWrapping { max_width: width.max(1.0), max_rows: rows, ..TextWrapping::default() };
    ui.painter().layout_job(job)
}
