//! Texts on cards: broken between phrases once, laid out for the size that they are seen in. While that
//! changes, what was laid out for another size is stretched, and a few are laid out anew in each pass.

use super::view::View;
use egui::epaint::text::{LayoutJob, TextFormat, TextWrapping};
use egui::epaint::{Shape, TextShape};
use egui::{Align2, Color32, FontFamily, FontId, Galley, Painter, Pos2, Rect, Vec2, emath::TSTransform};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// So many broken texts are kept.
const KEPT: usize = 40_000;
/// So many texts are laid out for another size in one pass.
const ANEW: usize = 48;

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
    /// The size that letters are laid out for, and the one before.
    letters: [f32; 2],
    /// What is laid out for that size already.
    anew: HashSet<u64>,
    /// How many more may be laid out for it in this pass.
    left: usize,
    /// Where the pointer is, and the whole of a text there that is not shown whole.
    pointer: Option<Pos2>,
    cut: Option<String>,
}

/// A text that was laid out, and how much it is stretched.
pub(super) struct Laid {
    galley: Arc<Galley>,
    stretch: f32,
}

impl Laid {
    /// Its size in the window.
    pub(super) fn size(&self) -> Vec2 {
        self.galley.size() * self.stretch
    }

    /// Draws it with its upper left corner there.
    pub(super) fn put(self, painter: &Painter, at: Pos2, colour: Color32) {
        let mut shape = TextShape::new(Pos2::ZERO, self.galley, colour);
        if (self.stretch - 1.0).abs() > 1e-4 {
            shape.transform(TSTransform::from_scaling(self.stretch));
        }
        shape.pos = at;
        painter.add(Shape::Text(shape));
    }
}

impl Texts {
    /// A pass begins. `all_at_once`: nothing is stretched for long.
    pub(super) fn begin(&mut self, view: &View, all_at_once: bool, pointer: Option<Pos2>) {
        (self.pointer, self.cut) = (pointer, None);
        if self.letters[0] != view.letters() {
            self.letters = [view.letters(), self.letters[0]];
            self.anew.clear();
        }
        self.left = if all_at_once { usize::MAX } else { ANEW };
    }

    /// Something hides what was drawn there before.
    pub(super) fn covered(&mut self, place: Rect) {
        if self.pointer.is_some_and(|pointer| place.contains(pointer)) {
            self.cut = None;
        }
    }

    /// A text is drawn there, whole or not.
    pub(super) fn drawn(&mut self, laid: &Laid, at: Pos2, text: &str) {
        let place = Rect::from_min_size(at, laid.size());
        if laid.galley.elided && self.pointer.is_some_and(|pointer| place.contains(pointer)) {
            self.cut = Some(text.to_owned());
        }
    }

    /// The whole of the text under the pointer, if it is not shown whole.
    pub(super) fn take_cut(&mut self) -> Option<String> {
        self.cut.take()
    }

    /// Whether some wait for another pass to be laid out for the present size.
    pub(super) fn is_behind(&self) -> bool {
        self.left == 0
    }

    /// The size that this text is laid out for in this pass.
    fn letters(&mut self, key: u64) -> f32 {
        let [now, before] = self.letters;
        if before <= 0.0 || self.anew.contains(&key) {
            return now;
        }
        if self.left == 0 {
            return before;
        }
        self.left -= 1;
        self.anew.insert(key);
        now
    }

    /// `text` with its line breaks for a width, in the canvas's pixels. They are the same in every zoom.
    fn broken(&mut self, painter: &Painter, key: u64, text: &str, width: f32, setting: Setting) -> Arc<str> {
        if let Some(known) = self.broken.get(&key) {
            return Arc::clone(known);
        }
        let font = font(setting.letter, setting.bold);
        let broken: Arc<str> = viewer_ui::broken_by_phrase(painter.ctx(), text, &font, width).into();
        if self.broken.len() >= KEPT {
            self.broken.clear();
        }
        self.broken.insert(key, Arc::clone(&broken));
        broken
    }

    /// The text, laid out in a width of the canvas's pixels.
    pub(super) fn lay_out(
        &mut self,
        painter: &Painter,
        view: &View,
        text: &str,
        width: f32,
        setting: Setting,
    ) -> Laid {
        let key = key(text, width, setting);
        let letters = self.letters(key);
        let letter = setting.letter * letters;
        // A little wider: what was broken for one size of letters fits in all.
        let width_here = width * letters * 1.03;
        let galley = if setting.rows < 2 {
            galley(painter, &one_line(text), letter, width_here, setting)
        } else {
            let broken = self.broken(painter, key, text, width, setting);
            galley(painter, &broken, letter, width_here, setting)
        };
        Laid { galley, stretch: view.zoom() / letters }
    }

    /// A text whose letters have one size in the window, whatever the zoom; `room` is the canvas's.
    pub(super) fn lay_out_fixed(
        &mut self,
        painter: &Painter,
        text: &str,
        room: Vec2,
        setting: Setting,
    ) -> Laid {
        let letters = self.letters(key(text, room.x, setting));
        let line = (setting.letter * LINE).round();
        let rows = ((room.y * letters / line).floor() as usize).clamp(1, setting.rows);
        let setting = Setting { rows, ..setting };
        let width = (room.x * letters).max(setting.letter * 1.5);
        Laid { galley: galley(painter, text, setting.letter, width, setting), stretch: 1.0 }
    }

    /// Draws a text within a rectangle of the window, where `anchor` says.
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
    ) {
        // The same in every place of the window, whatever is lost in the digits.
        let width = (at.width() / view.zoom() * 8.0).round() / 8.0;
        let laid = self.lay_out(painter, view, text, width, setting);
        let place = anchor.align_size_within_rect(laid.size(), at).min;
        self.drawn(&laid, place, text);
        laid.put(painter, place, colour);
    }
}

/// From one line to the next, in letters.
const LINE: f32 = 1.32;

fn key(text: &str, width: f32, setting: Setting) -> u64 {
    let mut hasher = DefaultHasher::new();
    (text, width.to_bits(), setting.letter.to_bits(), setting.bold, setting.rows).hash(&mut hasher);
    hasher.finish()
}

/// Breaks of the author's own become spaces.
fn one_line(text: &str) -> Cow<'_, str> {
    if text.contains(char::is_control) {
        let parts: Vec<&str> = text.split(char::is_control).filter(|part| !part.is_empty()).collect();
        return parts.join(" ").into();
    }
    text.into()
}

/// The font of letters of this size.
fn font(letter: f32, bold: bool) -> FontId {
    let family =
        if bold { FontFamily::Name(viewer_ui::fonts::BOLD.into()) } else { FontFamily::Proportional };
    // Half points: few sizes have to be drawn.
    FontId::new((letter * 2.0).round().max(2.0) / 2.0, family)
}

/// A text in at most so many lines, in points of the window.
fn galley(painter: &Painter, text: &str, letter: f32, width: f32, setting: Setting) -> Arc<Galley> {
    let font_id = font(letter, setting.bold);
    let line_height = Some((font_id.size * LINE).round());
    let format = TextFormat { font_id, line_height, color: Color32::PLACEHOLDER, ..TextFormat::default() };
    let mut job = LayoutJob::single_section(text.to_owned(), format);
    job.wrap = TextWrapping { max_width: width, max_rows: setting.rows, ..TextWrapping::default() };
    job.wrap.break_anywhere = setting.rows == 1;
    painter.layout_job(job)
}
