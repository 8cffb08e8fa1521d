//! Lists that open above a control: choices, switches, and ways to further lists.

use crate::flow::{Flow, draw_scrolling};
use crate::icons::{self, Icon};
use crate::theme::{Line, Measure, Radius, Share, Size, Space, TextSize};
use crate::widgets::{self, Cx, focus_ring, pressable};
use egui::accesskit::Role;
use egui::{Align, Color32, Id, Key, Rect, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2};

/// What drawing a list gives back.
#[derive(Debug, Default)]
pub(crate) struct Given {
    /// The first row gets the focus in this pass.
    pub(crate) wants_focus: bool,
    /// The row that was pressed, by its number in the list.
    pub(crate) pressed: Option<usize>,
}

/// Where a list opens.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Anchor {
    /// The control that opened it.
    pub(crate) opener: Rect,
    /// The list ends above this.
    pub(crate) bottom: f32,
}

/// One list in its frame.
pub(crate) struct Menu<'a> {
    /// Tells this list's controls from others'.
    pub(crate) id: &'static str,
    pub(crate) title: String,
    pub(crate) body: Flow<'a, Given>,
}

/// What became of it in this pass.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) pressed: Option<usize>,
    /// The focus has still to go to the first row.
    pub(crate) wants_focus: bool,
    /// Escape, or a click elsewhere.
    pub(crate) closed: bool,
}

/// How wide a list's rows are.
pub(crate) fn width(cx: &Cx<'_>) -> f32 {
    cx.m.measure(Measure::Menu).min(cx.m.window.x - 2.0 * cx.m.margin() - 2.0 * padding(cx)).max(1.0)
}

fn padding(cx: &Cx<'_>) -> f32 {
    cx.space(Space::Medium)
}

impl Menu<'_> {
    /// Draws it above `anchor`, over everything that was drawn before.
    pub(crate) fn show(self, ui: &mut Ui, cx: &mut Cx<'_>, anchor: Anchor, wants_focus: bool) -> Outcome {
        let pad = padding(cx);
        let margin = cx.m.margin();
        let width = self.body.width();
        let title = cx.text_in(ui, &self.title, TextSize::Strong, width, cx.palette.text, Align::LEFT);
        let head = title.size().y + cx.space(Space::Small);
        let most = (anchor.bottom - margin - 2.0 * pad - head).max(cx.m.target());
        let height = self.body.height().min(most);
        let whole = vec2(width + 2.0 * pad, height + head + 2.0 * pad);
        let left = (anchor.opener.center().x - whole.x / 2.0)
            .min(cx.m.window.x - margin - whole.x)
            .max(margin.min(cx.m.window.x - whole.x).max(0.0));
        let rect = Rect::from_min_size(pos2(left, (anchor.bottom - whole.y).max(0.0)), whole);
        let mut given = Given { wants_focus, pressed: None };
        let mut child = ui.new_child(
            UiBuilder::new()
                .max_rect(rect)
                .scope_id(Id::unique(("menu", self.id)))
                .accessibility_role(Role::Menu)
                .accessibility_label(self.title.clone()),
        );
        child.set_clip_rect(ui.max_rect().union(rect));
        // Whoever presses between two rows does not mean the picture behind.
        let _ = child.interact(rect, Id::unique(("menu ground", self.id)), egui::Sense::CLICK);
        let edge = cx.stroke(Line::Hair, cx.palette.line);
        child.painter().rect(rect, cx.m.radius(Radius::Panel), cx.palette.sheet, edge, StrokeKind::Inside);
        let inner = rect.shrink(pad);
        let heading = Rect::from_min_size(inner.min, vec2(width, title.size().y));
        widgets::label(&mut child, heading, title, Role::Heading, &self.title);
        let list = inner.with_min_y(inner.top() + head);
        draw_scrolling(&mut child, list, cx, &mut given, (self.body, Flow::new(width)), self.id);
        let elsewhere = ui.input(|input| {
            let at = input.pointer.interact_pos().filter(|_| input.pointer.any_pressed());
            at.is_some_and(|at| !rect.contains(at) && !anchor.opener.contains(at))
        });
        let closed = elsewhere || ui.input(|input| input.key_pressed(Key::Escape));
        Outcome { pressed: given.pressed, wants_focus: given.wants_focus, closed }
    }
}

/// What a row is.
#[derive(Clone, Debug)]
pub(crate) enum Row {
    /// One of several that exclude each other.
    Choice {
        /// It is the one.
        chosen: bool,
    },
    /// On or off.
    Switch {
        /// It is on.
        on: bool,
    },
    /// Does something at once, or leads to a further list.
    Way {
        /// What it looks like; rows without keep the room.
        icon: Option<Icon>,
        /// How things stand.
        value: String,
        /// The key that does the same.
        key: &'static str,
        /// It leads on.
        further: bool,
    },
}

/// A row with `text`; its number is told when it is pressed.
pub(crate) fn row<'a>(ui: &Ui, cx: &Cx<'_>, body: &mut Flow<'a, Given>, number: usize, text: &str, row: Row) {
    let gap = cx.space(Space::Medium);
    let mark = cx.m.size(Size::Icon);
    let value = match &row {
        Row::Way { value, key, .. } => {
            let most = Share::Aside.of(body.width());
            let value = if value.is_empty() { key } else { value.as_str() };
            Some(cx.text_in(ui, value, TextSize::Small, most, cx.palette.muted, Align::LEFT))
        }
        _ => None,
    };
    let further = matches!(row, Row::Way { further: true, .. });
    let beside = value.as_ref().map_or(0.0, |value| value.size().x + gap)
        + if matches!(row, Row::Switch { .. }) { Share::SwitchWidth.of(mark) + gap } else { 0.0 }
        + if further { mark } else { 0.0 };
    let lead = if matches!(row, Row::Switch { .. }) { 0.0 } else { mark + gap };
    let width = body.width() - 2.0 * gap - lead - beside;
    let galley = cx.text_in(ui, text, TextSize::Body, width, cx.palette.text, Align::LEFT);
    let height = (galley.size().y + cx.space(Space::Medium)).max(cx.m.target());
    let text = text.to_owned();
    body.push(height, move |ui, rect, cx, given| {
        let id = Id::unique(("row", text.as_str(), number));
        if number == 0 && std::mem::take(&mut given.wants_focus) {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        let response = pressable(ui, rect, id, true);
        response.widget_info(|| match &row {
            Row::Choice { chosen } => WidgetInfo::selected(Role::MenuItemRadio, true, *chosen, &text),
            Row::Switch { on } => WidgetInfo::selected(Role::MenuItemCheckBox, true, *on, &text),
            Row::Way { value, .. } => {
                let name = if !value.is_empty() { format!("{text}: {value}") } else { text.clone() };
                WidgetInfo::labeled(Role::MenuItem, true, name)
            }
        });
        if response.hovered() || response.has_focus() {
            ui.painter().rect_filled(rect, cx.radius(), cx.palette.card_hovered);
        }
        let inner = rect.shrink2(vec2(gap, 0.0));
        let square =
            |left: f32| Rect::from_min_size(pos2(left, rect.center().y - mark / 2.0), vec2(mark, mark));
        match &row {
            Row::Choice { chosen: true } => {
                icons::draw(ui.painter(), Icon::Check, square(inner.left()), cx.palette.accent);
            }
            Row::Way { icon: Some(icon), .. } => {
                icons::draw(ui.painter(), *icon, square(inner.left()), cx.palette.muted);
            }
            Row::Switch { on } => {
                let wide = vec2(Share::SwitchWidth.of(mark), mark);
                let track = Rect::from_min_size(inner.right_center() - vec2(wide.x, mark / 2.0), wide);
                widgets::toggle(ui, cx, track, response.id, *on);
            }
            _ => {}
        }
        let at = pos2(inner.left() + lead, rect.center().y - galley.size().y / 2.0);
        widgets::paint(ui, at, galley);
        let mut right = inner.right();
        if further {
            let side = cx.m.size(Size::IconSmall);
            let chevron =
                Rect::from_min_size(inner.right_center() - vec2(side, side / 2.0), vec2(side, side));
            icons::draw(ui.painter(), Icon::ChevronRight, chevron, cx.palette.muted);
            right -= mark;
        }
        if let Some(value) = value {
            let at = pos2(right - value.size().x, rect.center().y - value.size().y / 2.0);
            widgets::paint(ui, at, value);
        }
        if response.has_focus() {
            focus_ring(ui, cx, rect.shrink(cx.space(Space::Hair)), cx.radius());
        }
        if response.clicked() {
            given.pressed = Some(number);
        }
    });
}

/// How one of a line of small choices is drawn.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Chip<'a> {
    /// By a few letters.
    Text(&'a str),
    /// By its colour.
    Colour(Color32),
}

/// A heading, and small choices of one kind beside one another; the numbers are `first` and on.
pub(crate) fn chips<'a>(
    ui: &Ui,
    cx: &Cx<'_>,
    body: &mut Flow<'a, Given>,
    title: &str,
    chips: Vec<(String, Chip<'a>, bool)>,
    first: usize,
) {
    body.space(cx.space(Space::Medium));
    body.note(ui, cx, title.to_owned(), cx.palette.muted, Align::LEFT);
    body.space(cx.space(Space::Tiny));
    let target = cx.m.target();
    let gap = cx.space(Space::Tiny);
    let fit = (((body.width() + gap) / (target + gap)).floor() as usize).max(1);
    let columns = chips.len().div_ceil(chips.len().div_ceil(fit).max(1)).max(1);
    let cell = (body.width() + gap) / columns as f32 - gap;
    let title = title.to_owned();
    let mut chips = chips.into_iter().enumerate().peekable();
    while chips.peek().is_some() {
        let line: Vec<_> = chips.by_ref().take(columns).collect();
        let title = title.clone();
        body.push(target, move |ui, rect, cx, given| {
            for (place, (at, (name, chip, chosen))) in line.into_iter().enumerate() {
                let left = rect.left() + place as f32 * (cell + gap);
                let rect = Rect::from_min_size(pos2(left, rect.top()), vec2(cell, target));
                if draw_chip(ui, cx, rect, (&title, &name), chip, chosen) {
                    given.pressed = Some(first + at);
                }
            }
        });
        body.space(gap);
    }
}

fn draw_chip(
    ui: &mut Ui,
    cx: &Cx<'_>,
    rect: Rect,
    (title, name): (&str, &str),
    chip: Chip<'_>,
    chosen: bool,
) -> bool {
    let response = pressable(ui, rect, Id::unique(("chip", title, name)), true);
    let spoken = format!("{title}: {name}");
    response.widget_info(|| WidgetInfo::selected(Role::MenuItemRadio, true, chosen, &spoken));
    let look = &cx.palette;
    let hot = response.hovered() || response.has_focus();
    let rect = rect.shrink2(vec2(0.0, cx.space(Space::Hair)));
    let radius = cx.m.radius(Radius::Chip);
    match chip {
        Chip::Text(text) => {
            let fill = match (chosen, hot) {
                (true, _) => look.card_chosen,
                (false, true) => look.card_hovered,
                (false, false) => look.card,
            };
            let edge = if chosen { look.accent } else { look.line };
            let line = if chosen { Line::Strong } else { Line::Hair };
            ui.painter().rect(rect, radius, fill, cx.stroke(line, edge), StrokeKind::Inside);
            let galley = cx.text_in(ui, text, TextSize::Small, rect.width(), look.text, Align::Center);
            let at = pos2(rect.center().x, rect.center().y - galley.size().y / 2.0);
            widgets::paint(ui, at, galley);
        }
        Chip::Colour(colour) => {
            let side = Share::Colour.of(rect.height().min(rect.width()));
            if hot {
                ui.painter().circle_filled(rect.center(), side + cx.space(Space::Tiny), look.card_hovered);
            }
            ui.painter().circle(rect.center(), side, colour, cx.stroke(Line::Hair, look.edge));
            if chosen {
                let ring = cx.stroke(Line::Strong, look.accent);
                ui.painter().circle_stroke(rect.center(), side + cx.space(Space::Tiny), ring);
            }
        }
    }
    if response.has_focus() {
        focus_ring(ui, cx, rect, radius);
    }
    if !cx.options.still {
        let _ = response.clone().on_hover_text(name);
    }
    response.clicked()
}
