//! The pages of the visual language itself: type, colours, controls, icons.

use crate::field::Field;
use crate::flow::{Flow, draw_scrolling};
use crate::icons::{self, Icon};
use crate::pages;
use crate::theme::{Line, Measure, Radius, Size, Space, TextSize};
use crate::track::Track;
use crate::widgets::{self, Cx, SwitchTexts, Weight, button, icon_button, switch};
use egui::accesskit::Role;
use egui::{Align, Color32, Id, Rect, StrokeKind, Ui, pos2, vec2};

/// A page of the visual language. It is for those who make pages: its words are the names that
/// they use, and the same in every language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Elements {
    /// Type, room and corners.
    Type,
    /// Colours, with their contrast.
    Colours,
    /// Buttons, switches, fields, bars.
    Controls,
    /// Icons.
    Icons,
}

impl Elements {
    /// Draws the page.
    pub(crate) fn show(self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let window = ui.max_rect();
        pages::backdrop(ui, cx, window);
        let width = cx.m.measure(Measure::Band).min(window.width() - 2.0 * cx.m.margin());
        let mut body = Flow::new(width);
        let title = format!("{self:?}");
        line(ui, cx, &title, TextSize::Title, Role::Heading, &mut body);
        body.space(cx.space(Space::Large));
        match self {
            Self::Type => type_scale(ui, cx, &mut body),
            Self::Colours => colours(ui, cx, &mut body),
            Self::Controls => controls(ui, cx, &mut body),
            Self::Icons => icon_grid(ui, cx, &mut body),
        }
        let room = window.shrink2(vec2((window.width() - width) / 2.0, cx.m.margin()));
        draw_scrolling(ui, room, cx, &mut (), (body, Flow::new(width)), "elements");
    }
}

fn line(ui: &Ui, cx: &Cx<'_>, text: &str, size: TextSize, role: Role, body: &mut Flow<'_, ()>) {
    let galley = cx.text(ui, text, size, body.width());
    let text = text.to_owned();
    body.push(galley.size().y.ceil(), move |ui, rect, _, ()| {
        widgets::label(ui, rect, galley, role, &text);
    });
}

fn type_scale(ui: &Ui, cx: &Cx<'_>, body: &mut Flow<'_, ()>) {
    for size in TextSize::ALL {
        let points = cx.m.font(size).size;
        let text = format!("{size:?} {points}: Branching road 枝分かれする道、あなたの一歩");
        line(ui, cx, &text, size, Role::Label, body);
        body.space(cx.space(Space::Small));
    }
    body.space(cx.space(Space::Large));
    let row = cx.m.size(Size::Row) + cx.m.line_height(TextSize::Small);
    swatches(cx, &Space::ALL, row, body, |ui, cx, rect, space| {
        let side = cx.space(*space);
        let square = Rect::from_min_size(rect.left_top(), vec2(side, side));
        ui.painter().rect_filled(square, 0.0, cx.palette.accent);
    });
    body.space(cx.space(Space::Large));
    swatches(cx, &Radius::ALL, row, body, |ui, cx, rect, radius| {
        let square = Rect::from_min_size(rect.left_top(), vec2(2.0, 1.0) * cx.m.size(Size::Row));
        let edge = cx.stroke(Line::Edge, cx.palette.edge);
        ui.painter().rect(square, cx.m.radius(*radius), cx.palette.card, edge, StrokeKind::Inside);
    });
}

/// Things beside one another, each with its name below.
fn swatches<'a, T: std::fmt::Debug>(
    cx: &Cx<'_>,
    all: &'a [T],
    height: f32,
    body: &mut Flow<'a, ()>,
    draw: fn(&Ui, &Cx<'_>, Rect, &T),
) {
    let least = cx.m.size(Size::Thumbnail);
    let columns = ((body.width() / least) as usize).clamp(1, all.len().max(1));
    let cell = body.width() / columns as f32;
    for row in all.chunks(columns) {
        body.push(height + cx.space(Space::Small), move |ui, rect, cx, ()| {
            for (at, thing) in row.iter().enumerate() {
                let place = Rect::from_min_size(
                    pos2(rect.left() + at as f32 * cell, rect.top()),
                    vec2(cell - cx.space(Space::Small), height),
                );
                draw(ui, cx, place, thing);
                let name = format!("{thing:?}");
                let galley = cx.text_in(ui, &name, TextSize::Small, cell, cx.palette.muted, Align::LEFT);
                let at = pos2(place.left(), place.bottom() - galley.size().y);
                widgets::label(ui, Rect::from_min_size(at, galley.size()), galley, Role::Label, &name);
            }
        });
    }
}

fn colours(ui: &Ui, cx: &Cx<'_>, body: &mut Flow<'_, ()>) {
    let look = cx.palette;
    let row = cx.m.target();
    for (name, ground, ink) in [
        ("page", look.page, look.text),
        ("sheet", look.sheet, look.text),
        ("card", look.card, look.text),
        ("card hovered", look.card_hovered, look.text),
        ("card chosen", look.card_chosen, look.text),
        ("muted text", look.card, look.muted),
        ("accent", look.card, look.accent),
        ("text on accent", look.accent, look.on_accent),
        ("text on accent hovered", look.accent_hovered, look.on_accent),
        ("alarm", look.card, look.alarm),
        ("warning", look.card, look.warning),
        ("success", look.card, look.success),
    ] {
        let ratio = crate::theme::contrast(ink, ground);
        let text = format!("{name}   {ratio:.1} : 1   あア亜 Aa 123");
        let galley = cx.text_in(ui, &text, TextSize::Body, body.width(), ink, Align::LEFT);
        body.push(row, move |ui, rect, cx, ()| {
            let edge = cx.stroke(Line::Hair, cx.palette.line);
            ui.painter().rect(rect, cx.radius(), ground, edge, StrokeKind::Inside);
            let at = pos2(rect.left() + cx.space(Space::Large), rect.center().y - galley.size().y / 2.0);
            widgets::label(ui, Rect::from_min_size(at, galley.size()), galley, Role::Label, &text);
        });
        body.space(cx.space(Space::Tiny));
    }
}

fn controls(ui: &Ui, cx: &Cx<'_>, body: &mut Flow<'_, ()>) {
    let gap = cx.space(Space::Medium);
    let button_width = (body.width() - 3.0 * gap) / 4.0;
    body.push(cx.m.target(), move |ui, rect, cx, ()| {
        let all = [
            ("Main 進む", Weight::Main, true),
            ("Even 同じ重み", Weight::Even, true),
            ("Quiet あとで", Weight::Quiet, true),
            ("Off 使えない", Weight::Main, false),
        ];
        for (at, (text, weight, enabled)) in all.into_iter().enumerate() {
            let left = rect.left() + at as f32 * (button_width + gap);
            let place = Rect::from_min_size(pos2(left, rect.top()), vec2(button_width, rect.height()));
            button(ui, cx, place, text, weight, enabled);
        }
    });
    body.space(gap);
    for (on, name) in [(false, "Switch off 記録しない"), (true, "Switch on 記録する")] {
        let texts =
            SwitchTexts::new(ui, cx, name, "One line that says what it means. 意味を一行で。", body.width());
        body.push(texts.switch_height(cx), move |ui, rect, cx, ()| {
            switch(ui, cx, rect, &mut on.clone(), &texts, name);
        });
        body.space(gap);
    }
    let field = Field {
        id: Id::unique("gallery field"),
        name: "Field 入力欄".to_owned(),
        hint: "What is written here 入力の例".to_owned(),
        at_most: 100,
        rows: 2,
    };
    body.push(field.height(cx), move |ui, rect, cx, ()| {
        field.show(ui, cx, rect, &mut String::new());
    });
    body.space(gap);
    body.push(cx.m.target(), move |ui, rect, cx, ()| {
        let track = Track {
            id: Id::unique("gallery track"),
            name: "Track つまみ".to_owned(),
            rail: rect.center().y,
            share: 0.4,
            value: 40.0,
            range: 0.0..=100.0,
            step: 5.0,
            said: None,
            mark: Some(0.7),
        };
        track.show(ui, cx, rect);
    });
    body.space(gap);
    body.push(cx.m.target(), move |ui, rect, cx, ()| {
        let side = rect.height();
        for (at, icon) in [Icon::Play, Icon::Map, Icon::Gear, Icon::Help].into_iter().enumerate() {
            let left = rect.left() + at as f32 * side;
            let place = Rect::from_min_size(pos2(left, rect.top()), vec2(side, side));
            let id = Id::unique(("gallery icon", at));
            icon_button(ui, cx, (id, place), icon, (&format!("{icon:?}"), ""), icon != Icon::Help);
        }
    });
}

fn icon_grid(_: &Ui, cx: &Cx<'_>, body: &mut Flow<'_, ()>) {
    let row = cx.m.size(Size::IconLarge) + cx.m.line_height(TextSize::Small) + cx.space(Space::Tiny);
    swatches(cx, &Icon::ALL, row, body, |ui, cx, rect, icon| {
        let side = cx.m.size(Size::IconLarge);
        let square = Rect::from_min_size(rect.left_top(), vec2(side, side));
        icons::draw(ui.painter(), *icon, square, cx.palette.text);
        let small = cx.m.size(Size::IconSmall);
        let beside = Rect::from_min_size(
            pos2(square.right() + cx.space(Space::Medium), square.bottom() - small),
            vec2(small, small),
        );
        icons::draw(ui.painter(), *icon, beside, cx.palette.accent);
    });
}

/// A bright picture with a face, drawn: overlays are looked at over it, where they have it hardest.
pub fn picture(painter: &egui::Painter, window: Rect) {
    let at = |x: f32, y: f32| window.min + window.size() * vec2(x, y);
    let area =
        |left: f32, top: f32, right: f32, bottom: f32| Rect::from_min_max(at(left, top), at(right, bottom));
    let unit = window.height().min(window.width());
    painter.rect_filled(window, 0.0, Color32::from_rgb(0xdf, 0xe6, 0xea));
    painter.rect_filled(area(0.0, 0.72, 1.0, 1.0), 0.0, Color32::from_rgb(0xb8, 0x9f, 0x86));
    for left in [0.05, 0.37, 0.69] {
        painter.rect_filled(area(left, 0.06, left + 0.26, 0.56), 0.0, Color32::from_rgb(0xfb, 0xfd, 0xff));
        painter.rect_filled(area(left, 0.40, left + 0.26, 0.56), 0.0, Color32::from_rgb(0xbf, 0xdc, 0xc0));
    }
    let (shirt, skin, hair) = (
        Color32::from_rgb(0x2f, 0x58, 0x7d),
        Color32::from_rgb(0xf0, 0xc8, 0xa8),
        Color32::from_rgb(0x2b, 0x22, 0x20),
    );
    painter.circle_filled(at(0.5, 0.36), unit * 0.145, hair);
    painter.rect_filled(
        Rect::from_center_size(at(0.5, 0.9), vec2(unit * 0.62, unit * 0.72)),
        unit * 0.2,
        shirt,
    );
    painter.rect_filled(Rect::from_center_size(at(0.5, 0.52), vec2(unit * 0.1, unit * 0.14)), 0.0, skin);
    painter.circle_filled(at(0.5, 0.4), unit * 0.12, skin);
    for side in [-1.0, 1.0] {
        painter.circle_filled(at(0.5, 0.395) + vec2(side * unit * 0.045, 0.0), unit * 0.012, hair);
    }
    painter.rect_filled(area(0.0, 0.86, 0.3, 1.0), 0.0, Color32::from_rgb(0xf7, 0xf7, 0xf5));
}
