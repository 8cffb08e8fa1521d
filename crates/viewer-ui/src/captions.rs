//! Captions, slates and notices over the picture.

use crate::caption_style::CaptionStyle;
use crate::i18n::{Value, Word};
use crate::icons::Icon;
use crate::theme::{Line, Measure, Radius, Share, Space, TextSize};
use crate::typeset::{self, Setting};
use crate::widgets::{self, Cx, Weight, icon_button};
use crate::{Notice, NoticeKind, Slate, UiAction};
use egui::accesskit::{Live, Role};
use egui::{Align, Galley, Rect, StrokeKind, Ui, pos2, vec2};
use std::sync::Arc;

/// A caption, laid out.
pub(crate) struct Caption<'a> {
    text: &'a str,
    style: CaptionStyle,
    galley: Arc<Galley>,
    width: f32,
}

impl<'a> Caption<'a> {
    /// For a picture of this width.
    pub(crate) fn new(ui: &Ui, cx: &Cx<'_>, text: &'a str, style: CaptionStyle, room: f32) -> Self {
        let text = text.trim();
        let factor = style.size.clamp(0.5, 3.0);
        let width = Share::Captions.of(room).min(cx.m.measure(Measure::Band) * factor.max(1.0)).max(1.0);
        let size = if cx.m.is_low() { TextSize::Body } else { TextSize::Caption };
        let mut font = cx.m.font(size);
        // No letters wider than a fifth of the room, whatever was set.
        let usual = font.size;
        font.size = (usual * factor).min(Share::CaptionLetter.of(room));
        let line_height = (cx.m.line_height(size) * font.size / usual).round();
        let setting =
            Setting { font, line_height, colour: style.colour.colour(), width, align: Align::Center };
        Self { text, style, galley: typeset::lay_out(ui.ctx(), text, &setting), width }
    }

    /// The room it takes from what is below it.
    pub(crate) fn height(&self, cx: &Cx<'_>) -> f32 {
        self.galley.size().y + cx.space(Space::Large)
    }

    /// Draws it at the bottom of `free`; what does not fit is cut at the top.
    pub(crate) fn show(self, ui: &mut Ui, cx: &Cx<'_>, free: Rect) {
        let middle = free.center().x;
        let width = self.width.min(free.width());
        // Laid out anew beside a question, where there is less room.
        let this = if width < self.galley.size().x {
            Self::new(ui, cx, self.text, self.style, free.width())
        } else {
            self
        };
        let bottom = free.bottom() - cx.space(Space::Medium);
        let top = bottom - this.galley.size().y;
        // A strip behind each line, as televisions have it: a box would cover more picture.
        let ground = this.style.strip();
        for row in &this.galley.rows {
            let strip = row.rect().translate(vec2(middle, top));
            if strip.width() > 0.5 && ground.a() > 0 {
                let strip = strip.expand2(vec2(cx.space(Space::Small), 0.0));
                ui.painter().rect_filled(strip, cx.m.radius(Radius::Chip), ground);
            }
        }
        let place = Rect::from_min_max(pos2(middle - width / 2.0, top), pos2(middle + width / 2.0, bottom));
        this.draw_edge(ui, cx, place.center_top());
        widgets::label(ui, place, this.galley, Role::Caption, this.text);
    }

    /// What is around the letters, before they are drawn at `at`.
    fn draw_edge(&self, ui: &Ui, cx: &Cx<'_>, at: egui::Pos2) {
        let by = cx.m.line_width(Line::Hair) * self.style.size.clamp(0.5, 2.0);
        for (x, y, colour) in self.style.edge_copies() {
            let galley = Arc::clone(&self.galley);
            ui.painter().galley_with_override_text_color(at + vec2(x, y) * by, galley, colour);
        }
    }
}

/// Draws the slate that stands instead of a picture; with a way on where no question is one.
pub(crate) fn slate(ui: &mut Ui, cx: &mut Cx<'_>, slate: &Slate<'_>, window: Rect, goes_on: bool) {
    ui.painter().rect_filled(window, 0.0, cx.palette.page);
    let width = cx.m.column(Measure::Column);
    let standard = cx.strings.get(Word::SlateMessage);
    let message = if slate.message.trim().is_empty() { standard.as_str() } else { slate.message };
    let mut top = window.top() + Share::SlateAbove.of(window.height());
    for (text, size, colour, role) in [
        (slate.title, TextSize::Title, cx.palette.text, Role::Heading),
        (message, TextSize::Body, cx.palette.muted, Role::Label),
    ] {
        if text.trim().is_empty() {
            continue;
        }
        let galley = cx.text_in(ui, text, size, width, colour, Align::Center);
        let size = vec2(width, galley.size().y);
        let place = Rect::from_min_size(pos2(window.center().x - width / 2.0, top), size);
        top = place.bottom() + cx.space(Space::Medium);
        widgets::label(ui, place, galley, role, text);
    }
    if !goes_on {
        return;
    }
    let text = cx.strings.get(Word::SlateGoOn);
    let size = widgets::button_size(ui, cx, &text, width);
    let middle = pos2(window.center().x, top + cx.space(Space::Wide) + size.y / 2.0);
    let response = widgets::button(ui, cx, Rect::from_center_size(middle, size), &text, Weight::Main, true);
    if ui.memory(|memory| memory.focused().is_none()) {
        response.request_focus();
    }
    if response.clicked() {
        cx.actions.push(UiAction::SkipSlate);
    }
}

/// Draws the three newest notices in the upper right corner of `window`.
pub(crate) fn notices(ui: &mut Ui, cx: &mut Cx<'_>, notices: &[Notice], window: Rect) {
    let margin = cx.m.margin();
    let width = cx.m.column(Measure::Note);
    let mut top = window.top() + margin;
    for notice in notices.iter().rev().take(3) {
        let text = words(cx, &notice.kind);
        let (pad, side) = (cx.space(Space::Medium), cx.m.target());
        let galley = cx.text(ui, &text, TextSize::Small, width - 2.0 * pad - side);
        let height = (galley.size().y + 2.0 * pad).max(side + cx.space(Space::Small));
        let place = Rect::from_min_size(pos2(window.right() - margin - width, top), vec2(width, height));
        // The newest is always told; older ones where there is room.
        if place.bottom() > window.bottom() && top > window.top() + margin {
            break;
        }
        top = place.bottom() + cx.space(Space::Small);
        let edge = cx.stroke(Line::Hair, cx.palette.line);
        ui.painter().rect(place, cx.radius(), cx.palette.scrim, edge, StrokeKind::Inside);
        let at = pos2(place.left() + pad, place.center().y - galley.size().y / 2.0);
        let response = widgets::label(ui, Rect::from_min_max(at, place.max), galley, Role::Status, &text);
        let _ = ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(Live::Polite));
        let cross = Rect::from_center_size(
            pos2(place.right() - side / 2.0 - cx.space(Space::Tiny), place.center().y),
            vec2(side, side),
        );
        let name = cx.strings.get(Word::Close);
        let id = egui::Id::unique(("notice", notice.id));
        if icon_button(ui, cx, (id, cross), Icon::Cross, &name, true).clicked() {
            cx.actions.push(UiAction::DismissNotice(notice.id));
        }
    }
}

fn words(cx: &Cx<'_>, kind: &NoticeKind) -> String {
    match kind {
        NoticeKind::NoSound => cx.strings.get(Word::NoticeNoSound),
        NoticeKind::LogFailed => cx.strings.get(Word::NoticeLogFailed),
        NoticeKind::HandoutFailed { title } => {
            cx.strings.with(Word::NoticeHandoutFailed, &[("title", Value::Text(title))])
        }
        NoticeKind::NoStory { name } => cx.strings.with(Word::NoticeNoStory, &[("name", Value::Text(name))]),
        NoticeKind::SoftwareGraphics => cx.strings.get(Word::NoticeSoftware),
        NoticeKind::ContactSaved { path, mail } => {
            let value = [("path", Value::Text(path.as_deref().unwrap_or_default()))];
            match (path, mail) {
                (Some(_), true) => cx.strings.with(Word::NoticeContactMail, &value),
                (Some(_), false) => cx.strings.with(Word::NoticeContactSaved, &value),
                (None, _) => cx.strings.get(Word::NoticeContactMailOnly),
            }
        }
        NoticeKind::ContactNotSaved { detail } => {
            cx.strings.with(Word::NoticeContactNotSaved, &[("detail", Value::Text(detail))])
        }
        NoticeKind::Text(text) => text.clone(),
    }
}
