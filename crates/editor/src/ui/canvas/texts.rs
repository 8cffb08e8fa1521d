//! Texts on cards: broken between phrases once, laid out for the size that they are seen in.

use super::view::View;
use egui::epaint::text::{LayoutJob, TextFormat, TextWrapping};
use egui::epaint::{Shape, TextShape};
use egui::{Align2, Color32, FontFamily, FontId, Galley, Painter, Pos2, Rect, emath::TSTransform, vec2};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// So many broken texts are kept.
const KEPT: usize = 40_000;

/// How a text is to look, in the canvas's pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Setting {
    pub(super) letter: f32,
    pub(super) bold: bool,
    /// At most so many lines; what does not fit ends with "…".
    pub(super) rows: usize,
}

/// What was laid out before.
#[derive(Default)]
pub(super) struct Texts {
    broken: HashMap<u64, Arc<str>>,
}

impl Texts {
    /// `text` with its line breaks for a width, in the canvas's pixels. They are the same in every zoom.
    fn broken(&mut self, painter: &Painter, text: &str, width: f32, setting: Setting) -> Arc<str> {
        if setting.rows < 2 {
            // One line: breaks of the author's own become spaces.
            let one: Vec<&str> = text.split_whitespace().collect();
            return one.join(" ").into();
        }
        let mut hasher = DefaultHasher::new();
        (text, width.to_bits(), setting.letter.to_bits(), setting.bold).hash(&mut hasher);
        let known = self.broken.get(&hasher.finish());
        if let Some(known) = known {
            return Arc::clone(known);
        }
        let font = font(setting.letter, setting.bold);
        let broken: Arc<str> = viewer_ui::broken_by_phrase(painter.ctx(), text, &font, width).into();
        if self.broken.len() >= KEPT {
            self.broken.clear();
        }
        self.broken.insert(hasher.finish(), Arc::clone(&broken));
        broken
    }

    /// The text, laid out for the letters of `view` in a width of the canvas's pixels.
    pub(super) fn lay_out(
        &mut self,
        painter: &Painter,
        view: &View,
        text: &str,
        width: f32,
        setting: Setting,
    ) -> Arc<Galley> {
        let broken = self.broken(painter, text, width, setting);
        let (letters, _) = view.letters();
        // A little wider: what was broken for one size of letters fits in all.
        galley(painter, &broken, letters * setting.letter, width * letters * 1.03, setting)
    }

    /// Draws a text with its upper left corner (or what `anchor` says) at a place of the window.
    #[allow(clippy::too_many_arguments, reason = "what, where and how")]
    pub(super) fn draw(
        &mut self,
        painter: &Painter,
        view: &View,
        text: &str,
        at: Rect,
        anchor: Align2,
        setting: Setting,
        colour: Color32,
    ) -> Rect {
        let galley = self.lay_out(painter, view, text, at.width() / view.zoom(), setting);
        let (_, stretch) = view.letters();
        let place = anchor.align_size_within_rect(galley.size() * stretch, at).min;
        put(painter, place, galley, stretch, colour)
    }
}

/// The font of letters of this size.
pub(super) fn font(letter: f32, bold: bool) -> FontId {
    let family =
        if bold { FontFamily::Name(viewer_ui::fonts::BOLD.into()) } else { FontFamily::Proportional };
    // Half points: few sizes have to be drawn.
    FontId::new((letter * 2.0).round().max(2.0) / 2.0, family)
}

/// A text in at most so many lines, in points of the window.
pub(super) fn galley(
    painter: &Painter,
    text: &str,
    letter: f32,
    width: f32,
    setting: Setting,
) -> Arc<Galley> {
    let font_id = font(letter, setting.bold);
    let line_height = Some((font_id.size * 1.32).round());
    let format = TextFormat { font_id, line_height, color: Color32::PLACEHOLDER, ..TextFormat::default() };
    let mut job = LayoutJob::single_section(text.to_owned(), format);
    job.wrap = TextWrapping { max_width: width, max_rows: setting.rows, ..TextWrapping::default() };
    job.wrap.break_anywhere = setting.rows == 1;
    painter.layout_job(job)
}

/// Draws what was laid out, stretched.
pub(super) fn put(painter: &Painter, at: Pos2, galley: Arc<Galley>, stretch: f32, colour: Color32) -> Rect {
    let size = galley.size() * stretch;
    let mut shape = TextShape::new(Pos2::ZERO, galley, colour);
    if (stretch - 1.0).abs() > 1e-4 {
        shape.transform(TSTransform::from_scaling(stretch));
    }
    shape.pos = at;
    painter.add(Shape::Text(shape));
    Rect::from_min_size(at, size.max(vec2(0.0, 0.0)))
}
