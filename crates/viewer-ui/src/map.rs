//! The chapter map: what was seen, in the order of the way, and where there is more.

use crate::flow::Flow;
use crate::i18n::{Value, Word};
use crate::icons::{self, Icon};
use crate::pages::named;
use crate::sheet;
use crate::theme::{Line, Measure, Radius, Share, Size, Space, TextSize};
use crate::widgets::{self, Cx, focus_ring, pressable};
use crate::{StoryPage, Thumbnail, Thumbnails, UiAction};
use egui::accesskit::Role;
use egui::{Align, CornerRadius, Galley, Id, Rect, Shape, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};
use scene_graph::SceneId;
use session::Chapter;
use std::sync::Arc;

/// What the viewer did on it.
#[derive(Debug, Default)]
struct Given {
    wants_focus: bool,
    jumped: bool,
}

/// Draws the map; whether it is to be closed.
pub(crate) fn show(ui: &mut Ui, cx: &mut Cx<'_>, page: &StoryPage<'_>, wants_focus: bool) -> bool {
    let chapters = page.way.chapters;
    let mut body = Flow::new(sheet::body_width(cx));
    for group in &chapters.groups {
        body.space(cx.space(Space::Wide));
        if !group.prompt.trim().is_empty() {
            let look = (TextSize::Strong, cx.palette.text, Align::LEFT);
            body.text(ui, cx, &group.prompt, look, Role::Heading);
            body.space(cx.space(Space::Small));
        }
        cards(ui, cx, &group.chapters, page.way.thumbnails, &mut body);
    }
    let seen = ("seen", Value::count(chapters.seen()));
    let more = ("more", Value::count(chapters.more()));
    let note =
        cx.strings.with(if chapters.more() > 0 { Word::MapNote } else { Word::MapNoteAll }, &[seen, more]);
    let mut given = Given { wants_focus, jumped: false };
    let title = cx.strings.get(Word::Map);
    let closed = sheet::show(ui, cx, (&title, &note), body, &mut given, false);
    closed || given.jumped
}

/// One card, laid out.
struct Card<'a> {
    chapter: &'a Chapter,
    picture: Option<&'a Thumbnail>,
    title: Arc<Galley>,
    by: Option<Arc<Galley>>,
}

/// Cards of one size, as many beside one another as fit.
fn cards<'a>(
    ui: &Ui,
    cx: &Cx<'_>,
    chapters: &'a [Chapter],
    thumbnails: &'a Thumbnails,
    body: &mut Flow<'a, Given>,
) {
    let gap = cx.space(Space::Large);
    let wanted = cx.m.measure(Measure::Scene);
    let columns = (((body.width() + gap) / (wanted + gap)).round() as usize).clamp(2, 8);
    let cell = ((body.width() + gap) / columns as f32 - gap).floor().max(1.0);
    let mut ahead = chapters.iter().map(|chapter| card(ui, cx, chapter, thumbnails, cell)).peekable();
    while ahead.peek().is_some() {
        let line: Vec<_> = ahead.by_ref().take(columns).collect();
        let text = line.iter().map(|card| text_height(cx, card)).fold(0.0, f32::max);
        let height = (picture_height(cell) + text).ceil();
        body.push(height, move |ui, rect, cx, given| {
            for (at, card) in line.into_iter().enumerate() {
                let left = rect.left() + at as f32 * (cell + gap);
                card.show(ui, cx, given, Rect::from_min_size(pos2(left, rect.top()), vec2(cell, height)));
            }
        });
        body.space(gap);
    }
}

fn picture_height(width: f32) -> f32 {
    Share::PictureHeight.of(width).round()
}

fn text_height(cx: &Cx<'_>, card: &Card<'_>) -> f32 {
    let by = card.by.as_ref().map_or(0.0, |by| by.size().y);
    card.title.size().y + by + 2.0 * cx.space(Space::Small)
}

fn card<'a>(ui: &Ui, cx: &Cx<'_>, chapter: &'a Chapter, thumbnails: &'a Thumbnails, cell: f32) -> Card<'a> {
    let width = cell - 2.0 * cx.space(Space::Medium);
    let small = |text: &str| cx.text_in(ui, text, TextSize::Small, width, cx.palette.muted, Align::LEFT);
    match chapter {
        Chapter::Seen { scene, title, by, .. } => Card {
            chapter,
            picture: thumbnails.get(scene),
            title: cx.text_in(ui, title, TextSize::Small, width, cx.palette.text, Align::LEFT),
            by: (!by.trim().is_empty() && by.trim() != title.trim()).then(|| small(by)),
        },
        Chapter::More { text } => Card {
            chapter,
            picture: None,
            title: cx.text_in(ui, text, TextSize::Small, width, cx.palette.text, Align::LEFT),
            by: Some(small(&cx.strings.get(Word::MapMore))),
        },
    }
}

impl Card<'_> {
    fn show(&self, ui: &mut Ui, cx: &mut Cx<'_>, given: &mut Given, rect: Rect) {
        match self.chapter {
            Chapter::Seen { scene, title, by, here } => {
                self.show_seen(ui, cx, given, rect, (scene, title, by, *here));
            }
            Chapter::More { text } => self.show_more(ui, cx, rect, text),
        }
    }

    fn show_seen(
        &self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        given: &mut Given,
        rect: Rect,
        (scene, title, by, here): (&SceneId, &str, &str, bool),
    ) {
        let id = Id::unique(("chapter", scene.as_str()));
        if here && std::mem::take(&mut given.wants_focus) {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        let response = pressable(ui, rect, id, true);
        let title = named(title, scene.as_str());
        let mut name = if by.trim().is_empty() || by.trim() == title.trim() {
            title.to_owned()
        } else {
            format!("{title} ({by})")
        };
        if here {
            name = format!("{name}, {}", cx.strings.get(Word::MapHere));
        }
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        let look = cx.palette;
        let hot = response.hovered() || response.has_focus();
        let radius = cx.radius();
        let fill = if hot { look.card_hovered } else { look.card };
        ui.painter().rect_filled(rect, radius, fill);
        let corners = CornerRadius { sw: 0, se: 0, ..CornerRadius::from(radius) };
        let picture = rect.with_max_y(rect.top() + picture_height(rect.width()));
        match self.picture {
            Some(thumbnail) => thumbnail.draw(ui, picture, corners),
            None => {
                ui.painter().rect_filled(picture, corners, look.page);
                let icon = Rect::from_center_size(
                    picture.center(),
                    Share::IconInPicture.of(picture.height()) * vec2(1.0, 1.0),
                );
                icons::draw(ui.painter(), Icon::Play, icon, look.muted);
            }
        }
        if here {
            let edge = cx.stroke(Line::Strong, look.accent);
            ui.painter().rect_stroke(rect, radius, edge, StrokeKind::Inside);
            self.badge(ui, cx, picture);
        } else {
            ui.painter().rect_stroke(rect, radius, cx.stroke(Line::Hair, look.line), StrokeKind::Inside);
        }
        self.texts(ui, cx, rect.with_min_y(picture.bottom()));
        if response.has_focus() {
            focus_ring(ui, cx, rect, radius);
        }
        if response.clicked() {
            given.jumped = true;
            // The scene that plays begins anew as well: that is what pressing its picture says.
            cx.actions.push(UiAction::Jump(scene.clone()));
        }
    }

    /// "You are here", on the picture.
    fn badge(&self, ui: &Ui, cx: &Cx<'_>, picture: Rect) {
        let text = cx.strings.get(Word::MapHere);
        let room = picture.width() - 4.0 * cx.space(Space::Small);
        let galley = cx.text_in(ui, &text, TextSize::Small, room, cx.palette.on_accent, Align::LEFT);
        let pad = vec2(cx.space(Space::Small), cx.space(Space::Hair));
        let at = picture.min + vec2(cx.space(Space::Small), cx.space(Space::Small));
        let badge = Rect::from_min_size(at, galley.size() + 2.0 * pad);
        ui.painter().rect_filled(badge, cx.m.radius(Radius::Chip), cx.palette.accent);
        widgets::paint(ui, at + pad, galley);
    }

    /// A branch that was not taken: nothing to press, and no more than the choice said.
    fn show_more(&self, ui: &mut Ui, cx: &Cx<'_>, rect: Rect, text: &str) {
        let response = ui.interact(
            rect,
            Id::unique(("more", text, rect.min.x as i32, rect.min.y as i32)),
            egui::Sense::empty(),
        );
        let name = format!("{}: {text}", cx.strings.get(Word::MapMore));
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &name));
        let look = &cx.palette;
        let radius = cx.radius();
        ui.painter().rect_filled(rect, radius, look.ghost());
        let line = cx.stroke(Line::Edge, look.edge);
        dashed(ui, rect.shrink(line.width / 2.0), radius, line, cx.m.size(Size::Dash));
        let picture = rect.with_max_y(rect.top() + picture_height(rect.width()));
        let icon = Rect::from_center_size(
            picture.center(),
            Share::IconInPicture.of(picture.height()) * vec2(1.0, 1.0),
        );
        icons::draw(ui.painter(), Icon::Plus, icon, look.muted);
        self.texts(ui, cx, rect.with_min_y(picture.bottom()));
    }

    fn texts(&self, ui: &Ui, cx: &Cx<'_>, rect: Rect) {
        let at = rect.min + vec2(cx.space(Space::Medium), cx.space(Space::Small));
        widgets::paint(ui, at, self.title.clone());
        if let Some(by) = &self.by {
            widgets::paint(ui, at + vec2(0.0, self.title.size().y), by.clone());
        }
    }
}

/// A dashed line along a rounded rectangle.
fn dashed(ui: &Ui, rect: Rect, radius: f32, stroke: Stroke, dash: f32) {
    const STEPS: u8 = 6;
    let mut points = Vec::new();
    let middle = rect.shrink(radius);
    let corners = [middle.right_top(), middle.right_bottom(), middle.left_bottom(), middle.left_top()];
    // A quarter of a circle each, clockwise from the upper one.
    for (quarter, centre) in (-1_i8..).zip(corners) {
        for step in 0..=STEPS {
            let turned = f32::from(quarter) + f32::from(step) / f32::from(STEPS);
            let angle = turned * std::f32::consts::FRAC_PI_2;
            points.push(centre + radius * vec2(angle.cos(), angle.sin()));
        }
    }
    points.extend(points.first().copied());
    ui.painter().extend(Shape::dashed_line(&points, stroke, dash, dash));
}
