//! The controls that pages are made of. Each is given its rectangle, draws itself, and tells
//! AccessKit its role and name.

use crate::i18n::{Strings, Value, Word};
use crate::icons::{self, Icon};
use crate::theme::{Line, Metrics, Motion, Palette, Radius, Share, Size, Space, TextSize, ease_out};
use crate::typeset::{self, Setting};
use crate::{Brand, Options, UiAction};
use egui::accesskit::Role;
use egui::{
    Align, Color32, CornerRadius, CursorIcon, Galley, Id, Pos2, Rect, Response, Sense, Stroke, StrokeKind,
    Ui, WidgetInfo, pos2, vec2,
};
use std::sync::Arc;

/// What every part of a page needs in one pass.
pub(crate) struct Cx<'c> {
    pub(crate) strings: &'c Strings,
    pub(crate) palette: Palette,
    pub(crate) m: Metrics,
    pub(crate) brand: &'c Brand,
    pub(crate) options: Options,
    /// Where notices are told in this pass; nowhere where there are none.
    pub(crate) noticed: Rect,
    pub(crate) actions: &'c mut Vec<UiAction>,
}

impl Cx<'_> {
    /// Lays out a text of this size.
    pub(crate) fn text(&self, ui: &Ui, text: &str, size: TextSize, width: f32) -> Arc<Galley> {
        self.text_in(ui, text, size, width, self.palette.text, Align::LEFT)
    }

    /// The same in a colour and alignment.
    pub(crate) fn text_in(
        &self,
        ui: &Ui,
        text: &str,
        size: TextSize,
        width: f32,
        colour: Color32,
        align: Align,
    ) -> Arc<Galley> {
        let line_height = self.m.line_height(size);
        let setting = Setting { font: self.m.font(size), line_height, colour, width, align };
        typeset::lay_out(ui.ctx(), text, &setting)
    }

    /// The radius of cards and buttons.
    pub(crate) fn radius(&self) -> f32 {
        self.m.radius(Radius::Card)
    }

    /// Room between things.
    pub(crate) fn space(&self, space: Space) -> f32 {
        self.m.space(space)
    }

    /// A line of this weight and colour.
    pub(crate) fn stroke(&self, line: Line, colour: Color32) -> Stroke {
        self.m.stroke(line, colour)
    }

    /// 0 to 1 while `on` is, eased and over the time that `motion` takes; at once for those who
    /// want no motion.
    pub(crate) fn moved(&self, ui: &Ui, id: Id, on: bool, motion: Motion) -> f32 {
        ease_out(ui.ctx().animate_bool_with_time(id, on, motion.seconds(&self.options)))
    }
}

/// How much a button asks to be pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weight {
    /// The way on.
    Main,
    /// As good a way as another.
    Even,
    /// Beside the point.
    Quiet,
}

/// Paints laid out text with its left (or middle, or right, by its alignment) upper corner at `at`.
pub(crate) fn paint(ui: &Ui, at: Pos2, galley: Arc<Galley>) {
    ui.painter().galley(at, galley, Color32::PLACEHOLDER);
}

/// Paints text and tells AccessKit that it is there.
pub(crate) fn label(ui: &mut Ui, rect: Rect, galley: Arc<Galley>, role: Role, spoken: &str) -> Response {
    // Ids never depend on what a control lies in: a page that begins to scroll keeps its focus, and
    // a heading is not announced again.
    let id = match role {
        Role::Heading => Id::unique(("heading", spoken)),
        _ => Id::unique(("label", spoken, rect.left() as i32, rect.top() as i32)),
    };
    let response = ui.interact(rect, id, Sense::empty());
    let at = match galley.job.halign {
        Align::LEFT => rect.left_top(),
        Align::Center => rect.center_top(),
        Align::RIGHT => rect.right_top(),
    };
    paint(ui, at, galley);
    response.widget_info(|| WidgetInfo::labeled(role, true, spoken));
    response
}

/// A page that has just come gives this control the focus: it is not scrolled to, since a page is read
/// from its top.
pub(crate) fn arrive_at(ui: &Ui, id: Id) {
    ui.memory_mut(|memory| {
        memory.request_focus(id);
        memory.data.insert_temp(Id::unique("arrived at"), id);
    });
}

/// Whether the focus came to this control with its page; asked once.
fn arrival(ui: &Ui, id: Id) -> bool {
    let key = Id::unique("arrived at");
    ui.memory_mut(|memory| {
        let came = memory.data.get_temp::<Id>(key) == Some(id);
        memory.data.remove::<Id>(key);
        came
    })
}

/// Something that can be pressed, with the cursor and the scrolling that belong to it.
pub(crate) fn pressable(ui: &mut Ui, rect: Rect, id: Id, enabled: bool) -> Response {
    let response = ui.interact(rect, id, if enabled { Sense::click() } else { Sense::hover() });
    if response.gained_focus() && !arrival(ui, id) {
        response.scroll_to_me(None);
    }
    if enabled { response.on_hover_cursor(CursorIcon::PointingHand) } else { response }
}

/// The ring around what has the keyboard's focus, with a gap that sets it off from any ground.
pub(crate) fn focus_ring(ui: &Ui, cx: &Cx<'_>, rect: Rect, radius: f32) {
    let gap = cx.space(Space::Hair);
    let around = cx.m.halo(Line::Strong, Space::Hair, cx.palette.focus_gap);
    ui.painter().rect_stroke(rect, radius, around, StrokeKind::Outside);
    let ring = cx.stroke(Line::Strong, cx.palette.focus);
    ui.painter().rect_stroke(rect.expand(gap), radius + gap, ring, StrokeKind::Outside);
}

/// What a button with this text is called, to give it the focus.
pub(crate) fn button_id(text: &str) -> Id {
    Id::unique(("button", text))
}

/// How wide and high a button with this text is.
pub(crate) fn button_size(ui: &Ui, cx: &Cx<'_>, text: &str, most: f32) -> egui::Vec2 {
    let padding = cx.space(Space::Wide);
    let galley = cx.text(ui, text, TextSize::Strong, (most - 2.0 * padding).max(1.0));
    let wide = (galley.size().x + 2.0 * padding).ceil().min(most);
    vec2(wide.max(cx.m.target()), (galley.size().y + cx.space(Space::Medium)).max(cx.m.target()))
}

/// A bar of this colour along the left side of `rect`, cut to its rounded corners.
pub(crate) fn stripe(ui: &Ui, cx: &Cx<'_>, rect: Rect, radius: f32, colour: Color32) {
    let bar = rect.with_max_x(rect.left() + cx.m.size(Size::Stripe));
    // As much of the rounded left side as lies in the bar.
    let corners = CornerRadius { ne: 0, se: 0, ..CornerRadius::from(radius) };
    let painter = ui.painter().with_clip_rect(bar.intersect(ui.clip_rect()));
    painter.rect_filled(rect.with_max_x(rect.left() + 2.0 * radius.max(bar.width())), corners, colour);
}

/// A button.
pub(crate) fn button(
    ui: &mut Ui,
    cx: &Cx<'_>,
    rect: Rect,
    text: &str,
    weight: Weight,
    enabled: bool,
) -> Response {
    let response = pressable(ui, rect, button_id(text), enabled);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, text));
    let look = &cx.palette;
    let hot = enabled && (response.hovered() || response.has_focus());
    let (fill, edge, ink) = match (weight, enabled) {
        (Weight::Main, true) => {
            (if hot { look.accent_hovered } else { look.accent }, Color32::TRANSPARENT, look.on_accent)
        }
        (Weight::Quiet, true) if !hot => (Color32::TRANSPARENT, Color32::TRANSPARENT, look.muted),
        (_, true) => (if hot { look.card_hovered } else { look.card }, look.edge, look.text),
        (Weight::Quiet, false) => (Color32::TRANSPARENT, Color32::TRANSPARENT, look.disabled),
        (_, false) => (look.card, Color32::TRANSPARENT, look.disabled),
    };
    let fill = if response.is_pointer_button_down_on() { cx.palette.pressed(fill) } else { fill };
    let edge = if weight == Weight::Quiet { Color32::TRANSPARENT } else { edge };
    ui.painter().rect(rect, cx.radius(), fill, cx.stroke(Line::Hair, edge), StrokeKind::Inside);
    let padding = cx.space(Space::Small);
    let galley = cx.text_in(ui, text, TextSize::Strong, rect.width() - 2.0 * padding, ink, Align::Center);
    let at = pos2(rect.center().x, rect.center().y - galley.size().y / 2.0);
    paint(ui, at, galley);
    if response.has_focus() {
        focus_ring(ui, cx, rect, cx.radius());
    }
    response
}

/// A square button with an icon; `name` is what it does, `key` the key that does the same, if any.
pub(crate) fn icon_button(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (id, rect): (Id, Rect),
    icon: Icon,
    (name, key): (&str, &str),
    enabled: bool,
) -> Response {
    let response = pressable(ui, rect, id, enabled);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, name));
    if enabled && (response.hovered() || response.has_focus()) {
        ui.painter().rect_filled(rect, cx.radius(), cx.palette.veil);
    }
    let colour = if enabled { cx.palette.text } else { cx.palette.disabled };
    let side = Share::IconInButton.of(rect.height());
    icons::draw(ui.painter(), icon, Rect::from_center_size(rect.center(), vec2(side, side)), colour);
    if response.has_focus() {
        focus_ring(ui, cx, rect.shrink(cx.space(Space::Tiny)), cx.radius());
    }
    let _ = ui.ctx().accesskit_node_builder(id, |node| {
        if !key.is_empty() {
            node.set_keyboard_shortcut(key);
        }
    });
    if cx.options.still {
        return response;
    }
    let tip = if key.is_empty() {
        name.to_owned()
    } else {
        cx.strings.with(Word::TooltipKey, &[("name", Value::Text(name)), ("key", Value::Text(key))])
    };
    if enabled { response.on_hover_text(tip) } else { response.on_disabled_hover_text(tip) }
}

/// What says whether something is on: a knob on one side or the other of `track`.
pub(crate) fn toggle(ui: &Ui, cx: &Cx<'_>, track: Rect, id: Id, on: bool) {
    let look = &cx.palette;
    let height = track.height();
    let (fill, edge, ball) = if on {
        (look.accent, look.accent, look.on_accent)
    } else {
        (Color32::TRANSPARENT, look.edge, look.edge)
    };
    ui.painter().rect(track, height / 2.0, fill, cx.stroke(Line::Edge, edge), StrokeKind::Inside);
    let way = cx.moved(ui, id, on, Motion::Quick);
    let x = track.left() + height / 2.0 + (track.width() - height) * way;
    ui.painter().circle_filled(pos2(x, track.center().y), Share::SwitchKnob.of(height), ball);
}

/// A switch with a title and an explanation, over the whole of `rect`.
pub(crate) fn switch(
    ui: &mut Ui,
    cx: &Cx<'_>,
    rect: Rect,
    on: &mut bool,
    texts: &SwitchTexts,
    role_id: &str,
) -> Response {
    let mut response = pressable(ui, rect, Id::unique(("switch", role_id)), true);
    if response.clicked() {
        *on = !*on;
        response.mark_changed();
    }
    let selected = *on;
    response.widget_info(|| WidgetInfo::selected(Role::Switch, true, selected, &texts.name));
    let look = &cx.palette;
    let fill = match (selected, response.hovered()) {
        (true, _) => look.card_chosen,
        (false, true) => look.card_hovered,
        (false, false) => look.card,
    };
    let edge = if selected { look.accent } else { look.line };
    ui.painter().rect(rect, cx.radius(), fill, cx.stroke(Line::Hair, edge), StrokeKind::Inside);
    let (pad, height) = (cx.space(Space::Large), cx.m.size(Size::Badge));
    let left = pos2(rect.left() + pad, rect.center().y);
    let track =
        Rect::from_min_size(pos2(left.x, left.y - height / 2.0), vec2(Share::SwitchWidth.of(height), height));
    toggle(ui, cx, track, response.id, selected);
    let text_at = pos2(track.right() + pad, rect.center().y - texts.height() / 2.0);
    paint(ui, text_at, texts.title.clone());
    if let Some(more) = &texts.more {
        paint(ui, text_at + vec2(0.0, texts.title.size().y + texts.gap), more.clone());
    }
    if response.has_focus() {
        focus_ring(ui, cx, rect, cx.radius());
    }
    response
}

/// A switch's texts, laid out.
pub(crate) struct SwitchTexts {
    name: String,
    title: Arc<Galley>,
    more: Option<Arc<Galley>>,
    /// Between both.
    gap: f32,
}

impl SwitchTexts {
    /// For a switch that is `width` wide.
    pub(crate) fn new(ui: &Ui, cx: &Cx<'_>, title: &str, more: &str, width: f32) -> Self {
        let width = width - cx.space(Space::Large) * 3.0 - Share::SwitchWidth.of(cx.m.size(Size::Badge));
        let name = if more.is_empty() { title.to_owned() } else { format!("{title}. {more}") };
        let more = (!more.is_empty())
            .then(|| cx.text_in(ui, more, TextSize::Small, width, cx.palette.muted, Align::LEFT));
        Self { name, title: cx.text(ui, title, TextSize::Strong, width), more, gap: cx.space(Space::Hair) }
    }

    fn height(&self) -> f32 {
        self.title.size().y + self.more.as_ref().map_or(0.0, |more| more.size().y + self.gap)
    }

    /// How high the switch is.
    pub(crate) fn switch_height(&self, cx: &Cx<'_>) -> f32 {
        (self.height() + 2.0 * cx.space(Space::Medium)).max(cx.m.target()).ceil()
    }
}
