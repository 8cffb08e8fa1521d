//! Captions over the picture, and slates instead of it.

use crate::caption_style::CaptionStyle;
use crate::flow::{Flow, draw_scrolling};
use crate::i18n::Word;
use crate::theme::{Line, Measure, Radius, Share, Space, TextSize};
use crate::typeset::{self, Setting};
use crate::widgets::{self, Cx, Weight};
use crate::{Slate, UiAction};
use egui::accesskit::Role;
use egui::{Align, Galley, Id, Rect, Ui, UiBuilder, pos2, vec2};
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
        Self::sized(ui, cx, text, (style, room), 1.0)
    }

    /// The same in letters so much smaller than they were wished for.
    fn sized(ui: &Ui, cx: &Cx<'_>, text: &'a str, (style, room): (CaptionStyle, f32), smaller: f32) -> Self {
        let text = text.trim();
        let factor = style.size.clamp(0.5, 3.0);
        let width = Share::Captions.of(room).min(cx.m.measure(Measure::Band) * factor.max(1.0)).max(1.0);
        let size = if cx.m.is_low() { TextSize::Body } else { TextSize::Caption };
        let mut font = cx.m.font(size);
        // No letters wider than a fifth of the room, whatever was set.
        let usual = font.size;
        font.size = (usual * factor).min(Share::CaptionLetter.of(room)) * smaller;
        let line_height = (cx.m.line_height(size) * font.size / usual).round();
        let setting =
            Setting { font, line_height, colour: style.colour.colour(), width, align: Align::Center };
        Self { text, style, galley: typeset::lay_out(ui.ctx(), text, &setting), width }
    }

    /// The room it takes from what is below it.
    pub(crate) fn height(&self, cx: &Cx<'_>) -> f32 {
        self.galley.size().y + cx.space(Space::Large)
    }

    /// Draws it at the bottom of `free`, in smaller letters where it is too high for that, though
    /// never smaller than the program's own words; what does not fit then is cut at the top.
    pub(crate) fn show(self, ui: &mut Ui, cx: &Cx<'_>, free: Rect) {
        let middle = free.center().x;
        let width = self.width.min(free.width());
        // Laid out anew beside a question, where there is less room.
        let mut this = if width < self.galley.size().x {
            Self::new(ui, cx, self.text, self.style, free.width())
        } else {
            self
        };
        let mut smaller = 1.0;
        let row = |caption: &Self| caption.galley.rows.first().map_or(0.0, |row| row.height());
        while this.height(cx) > free.height() && row(&this) > cx.m.line_height(TextSize::Small) {
            smaller = Share::NextSmaller.of(smaller);
            this = Self::sized(ui, cx, this.text, (this.style, free.width()), smaller);
        }
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

/// The ground of a slate, which stands instead of the picture; gives where [`slate`] is drawn.
pub(crate) fn slate_ground(ui: &mut Ui, cx: &Cx<'_>, slate: &Slate<'_>, window: Rect) -> Ui {
    ui.painter().rect_filled(window, 0.0, cx.palette.page);
    ui.new_child(
        UiBuilder::new()
            .max_rect(window)
            .scope_id(Id::unique("slate"))
            .accessibility_role(Role::Group)
            .accessibility_label(slate.title),
    )
}

/// Draws what a slate says, in the middle of `room`; with a way on where no question is one.
pub(crate) fn slate(ui: &mut Ui, cx: &mut Cx<'_>, slate: &Slate<'_>, room: Rect, goes_on: bool) {
    let size = if cx.m.is_low() { TextSize::Strong } else { TextSize::Title };
    // Where a question leaves no line free, the group's name alone says which scene it is.
    if room.height() < 2.0 * cx.m.line_height(size) {
        return;
    }
    let room = room.shrink(cx.m.margin().min(room.height() / 4.0));
    let width = cx.m.column(Measure::Column).min(room.width()).max(1.0);
    let standard = cx.strings.get(Word::SlateMessage);
    let message = if slate.message.trim().is_empty() { standard.as_str() } else { slate.message };
    let mut body = Flow::new(width);
    let centred = |size, colour| (size, colour, Align::Center);
    body.text(ui, cx, slate.title, centred(size, cx.palette.text), Role::Heading);
    body.space(cx.space(Space::Small));
    body.text(ui, cx, message, centred(TextSize::Body, cx.palette.muted), Role::Label);
    let mut foot = Flow::new(width);
    if goes_on {
        go_on(ui, cx, &mut foot);
    }
    let gap = if foot.is_empty() { 0.0 } else { cx.space(Space::Large) };
    let whole = (body.height() + gap + foot.height()).min(room.height().max(1.0));
    let place = Rect::from_center_size(room.center(), vec2(width, whole));
    draw_scrolling(ui, place, cx, &mut (), (body, foot), "slate");
}

/// The button that leads on from a slate; it has the focus where nothing else has.
fn go_on(ui: &Ui, cx: &Cx<'_>, foot: &mut Flow<'_, ()>) {
    let text = cx.strings.get(Word::SlateGoOn);
    let size = widgets::button_size(ui, cx, &text, foot.width());
    foot.push(size.y.ceil(), move |ui, rect, cx, ()| {
        let place = Rect::from_center_size(rect.center(), size);
        let response = widgets::button(ui, cx, place, &text, Weight::Main, true);
        if ui.memory(|memory| memory.focused().is_none()) {
            response.request_focus();
        }
        if response.clicked() {
            cx.actions.push(UiAction::SkipSlate);
        }
    });
}
