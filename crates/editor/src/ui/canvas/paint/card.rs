//! A card from near: its picture, title, question and ways on.

use super::{Brush, Standing, shown_file};
use crate::ui::Cx;
use crate::ui::canvas::board::{Board, Card, Key};
use crate::ui::canvas::sizes::{
    self, Form, INSET, PICTURE, PORT, PROMPT, ROW_LETTER, SMALL_LETTER, STRIPE, TITLE, TITLE_LETTER,
};
use crate::ui::canvas::texts::Setting;
use crate::ui::canvas::trail::OnTrail;
use crate::ui::look::filling;
use crate::ui::marks::Mark;
use crate::ui::words::Word;
use egui::epaint::RectShape;
use egui::{Align2, Color32, CornerRadius, Rect, Stroke, StrokeKind, pos2, vec2};
use media_time::MediaDuration;
use scene_graph::{Answers, Ending, Scene, SceneId, ThemeId};
use std::borrow::Cow;
use viewer_ui::icons::Icon;
use viewer_ui::theme::Line;

const TITLE_SETTING: Setting = Setting { letter: TITLE_LETTER, bold: true, rows: 2 };
const PROMPT_SETTING: Setting = Setting { letter: ROW_LETTER, bold: false, rows: 2 };
const ROW_SETTING: Setting = Setting { letter: ROW_LETTER, bold: false, rows: 1 };
const SMALL_SETTING: Setting = Setting { letter: SMALL_LETTER, bold: false, rows: 1 };
/// Under texts that stand on a picture.
const GLASS: Color32 = Color32::from_black_alpha(170);

/// A length of time as `1:05`.
pub(in crate::ui) fn clock(length: MediaDuration) -> String {
    let seconds = (length.seconds().max(0.0) + 0.5) as u64;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// The card's ground and edge.
fn body(brush: &Brush<'_>, cx: &Cx<'_>, rect: Rect, fill: Color32, corner: f32, standing: Standing) {
    let stroke = edge(cx, standing);
    let shadow = rect.translate(vec2(0.0, 1.5 * brush.view.zoom())).expand(0.5);
    brush.painter.rect_filled(shadow, corner, cx.palette.shadow);
    brush.painter.rect(rect, corner, fill, stroke, StrokeKind::Outside);
}

/// The line around a card.
pub(super) fn edge(cx: &Cx<'_>, standing: Standing) -> Stroke {
    match standing {
        Standing { aimed_at: true, .. } | Standing { trail: OnTrail::Now, .. } => {
            cx.m.stroke(Line::Strong, cx.palette.success)
        }
        Standing { selected: true, .. } => cx.m.stroke(Line::Strong, cx.palette.accent),
        Standing { trail: OnTrail::Passed, .. } => cx.m.stroke(Line::Edge, cx.palette.success),
        Standing { hovered: true, .. } => cx.m.stroke(Line::Edge, cx.palette.edge),
        _ => cx.m.stroke(Line::Hair, cx.palette.line),
    }
}

/// A scene's card at `rect` of the canvas.
#[allow(clippy::too_many_arguments, reason = "what, where and how")]
pub(in crate::ui::canvas) fn scene(
    brush: &mut Brush<'_>,
    cx: &Cx<'_>,
    board: &Board,
    (key, card): (Key, &Card),
    rect: Rect,
    standing: Standing,
    mark: Option<Mark>,
) {
    let Some((id, scene)) =
        card.item.scene().and_then(|id| cx.workspace.document.story().scenes.get_key_value(id))
    else {
        return;
    };
    let (zoom, at) = (brush.view.zoom(), brush.view.rect_to_screen(rect));
    brush.texts.covered(at);
    let fill = if standing.selected { cx.palette.card_chosen } else { cx.palette.card };
    body(brush, cx, at, fill, sizes::CORNER * zoom, standing);
    picture(brush, cx, scene, at);
    facts(brush, cx, scene, at, mark);
    title(brush, cx, id, scene, at);
    if let Some(question) = &scene.question {
        let top = at.top() + (PICTURE + TITLE) * zoom;
        let line = cx.m.stroke(Line::Hair, cx.palette.line);
        brush.painter.hline(at.left() + STRIPE * zoom..=at.right(), top, line);
        let room = Rect::from_min_size(pos2(at.left(), top), vec2(at.width(), PROMPT * zoom));
        let (text, colour) = match cx.workspace.said(&question.prompt) {
            "" => (cx.word(Word::CanvasNoPrompt).into(), cx.palette.muted),
            prompt => (Cow::from(prompt), cx.palette.text),
        };
        let room = room.shrink2(vec2(INSET * zoom, 4.0 * zoom));
        let view = brush.view;
        brush.texts.draw(&brush.painter, view, &text, room, Align2::LEFT_CENTER, PROMPT_SETTING, colour);
    }
    rows(brush, cx, scene, (rect, card.form));
    ports(brush, cx, board, key, (rect, card.form));
    stripe(brush, scene, at);
    if cx.workspace.document.story().start == *id {
        start(brush, cx, at);
    }
}

fn picture(brush: &Brush<'_>, cx: &Cx<'_>, scene: &Scene, at: Rect) {
    let zoom = brush.view.zoom();
    let place = Rect::from_min_size(at.min, vec2(at.width(), PICTURE * zoom));
    let corner = sizes::CORNER * zoom;
    let corners = CornerRadius { nw: corner as u8, ne: corner as u8, sw: 0, se: 0 };
    let story = cx.workspace.document.story();
    let (file, icon) = shown_file(&scene.media, &cx.workspace.shown_language, &story.languages);
    let found = file.and_then(|file| cx.workspace.found.clips.get(file));
    let texture = found.and_then(|found| found.picture.as_ref());
    if let Some(texture) = texture {
        let shape = RectShape::filled(place, corners, Color32::WHITE);
        brush.painter.add(shape.with_texture(texture.id(), filling(texture.size_vec2(), place)));
        return;
    }
    let trouble = found.is_some_and(|found| found.trouble.is_some());
    let (icon, colour) =
        if trouble { (Icon::Warning, cx.palette.alarm) } else { (icon, cx.palette.disabled) };
    brush.painter.rect_filled(place, corners, cx.palette.page);
    super::icon(brush, icon, place.center(), 30.0 * zoom, colour);
}

/// How long it is and what the checks say, on the picture.
fn facts(brush: &mut Brush<'_>, cx: &Cx<'_>, scene: &Scene, at: Rect, mark: Option<Mark>) {
    let zoom = brush.view.zoom();
    let place = Rect::from_min_size(at.min, vec2(at.width(), PICTURE * zoom)).shrink(7.0 * zoom);
    let story = cx.workspace.document.story();
    let length = |file: &str| cx.workspace.found.clips.get(file).and_then(|found| found.length);
    let length = scene_graph::media_length(story, &scene.media, &cx.workspace.shown_language, &length);
    if let Some(length) = length.filter(|length| *length > MediaDuration::ZERO) {
        let view = brush.view;
        let laid = brush.texts.lay_out(&brush.painter, view, &clock(length), 80.0, SMALL_SETTING);
        let size = laid.size() + vec2(10.0, 2.0) * zoom;
        let pill = Rect::from_min_size(place.max - size, size);
        brush.painter.rect_filled(pill, 4.0 * zoom, GLASS);
        let text = pill.min + vec2(5.0, 1.0) * zoom;
        laid.put(&brush.painter, text, Color32::WHITE);
    }
    if let Some(mark) = mark {
        let (icon, colour) = mark.look(cx);
        let view = brush.view;
        let laid = brush.texts.lay_out(&brush.painter, view, &mark.count.to_string(), 60.0, SMALL_SETTING);
        let size = vec2(laid.size().x + 28.0 * zoom, 21.0 * zoom);
        let pill = Rect::from_min_size(pos2(place.right() - size.x, place.top()), size);
        brush.painter.rect(
            pill,
            size.y / 2.0,
            cx.palette.card,
            cx.m.stroke(Line::Edge, colour),
            StrokeKind::Inside,
        );
        let spot = pos2(pill.left() + 13.0 * zoom, pill.center().y);
        super::icon(brush, icon, spot, 13.0 * zoom, colour);
        let text = pos2(pill.left() + 22.0 * zoom, pill.center().y - laid.size().y / 2.0);
        laid.put(&brush.painter, text, colour);
    }
}

fn title(brush: &mut Brush<'_>, cx: &Cx<'_>, id: &SceneId, scene: &Scene, at: Rect) {
    let zoom = brush.view.zoom();
    let top = at.top() + PICTURE * zoom;
    let room = Rect::from_min_size(pos2(at.left(), top), vec2(at.width(), TITLE * zoom));
    let room = room.shrink2(vec2(INSET * zoom, 4.0 * zoom));
    let title = cx.workspace.said(&scene.title);
    let (text, colour) =
        if title.trim().is_empty() { (id.as_str(), cx.palette.muted) } else { (title, cx.palette.text) };
    let view = brush.view;
    brush.texts.draw(&brush.painter, view, text, room, Align2::LEFT_CENTER, TITLE_SETTING, colour);
}

/// The choices or what else is answered, and the scene's own way on.
fn rows(brush: &mut Brush<'_>, cx: &Cx<'_>, scene: &Scene, (rect, form): (Rect, Form)) {
    let choices = scene.question.as_ref().map_or(&[][..], |question| question.answers.choices());
    for (row, choice) in choices.iter().enumerate() {
        let (text, colour) = match cx.workspace.said(&choice.text) {
            "" => (cx.word(Word::CanvasNoChoiceText).into(), cx.palette.muted),
            text => (Cow::from(text), cx.palette.text),
        };
        row_text(brush, form.row(rect, row), &text, colour, choice.themes.first());
    }
    let other = match scene.question.as_ref().map(|question| &question.answers) {
        Some(Answers::Scale(scale)) => Some(format!("{} → {}", scale.from, scale.to)),
        Some(Answers::Words(_)) => Some(cx.word(Word::CanvasWords)),
        Some(Answers::Contact) => Some(cx.word(Word::CanvasContact)),
        _ => None,
    };
    if let Some(text) = other {
        row_text(brush, form.row(rect, 0), &text, cx.palette.text, None);
    }
    let own = form.row(rect, form.rows().saturating_sub(1));
    let asks = scene.question.is_some();
    let word = if asks { Word::CanvasOtherwise } else { Word::CanvasNext };
    let room = brush.view.rect_to_screen(own).shrink2(vec2((INSET + 4.0) * brush.view.zoom(), 0.0));
    let view = brush.view;
    let text = cx.word(word);
    brush.texts.draw(&brush.painter, view, &text, room, Align2::RIGHT_CENTER, ROW_SETTING, cx.palette.muted);
}

fn row_text(brush: &mut Brush<'_>, row: Rect, text: &str, colour: Color32, theme: Option<&ThemeId>) {
    let (zoom, view) = (brush.view.zoom(), brush.view);
    let mut room = view.rect_to_screen(row);
    room.min.x += (INSET + 13.0) * zoom;
    room.max.x -= (INSET + 2.0) * zoom;
    let spot = pos2(room.left() - 8.0 * zoom, room.center().y);
    match theme.and_then(|theme| brush.colours.of(theme)) {
        Some(theme) => drop(brush.painter.circle_filled(spot, 4.0 * zoom, theme)),
        None => drop(brush.painter.circle_filled(spot, 2.0 * zoom, colour.gamma_multiply(0.5))),
    }
    brush.texts.draw(&brush.painter, view, text, room, Align2::LEFT_CENTER, ROW_SETTING, colour);
}

/// A ring for each way on; filled where it leads somewhere.
fn ports(brush: &Brush<'_>, cx: &Cx<'_>, board: &Board, key: Key, (rect, form): (Rect, Form)) {
    let mut joined = vec![false; form.rows()];
    for (_, line) in board.lines_from(key) {
        if let Some(joined) = joined.get_mut(line.row) {
            *joined = true;
        }
    }
    let radius = (PORT * brush.view.zoom()).max(2.5);
    for (row, joined) in joined.iter().enumerate().filter(|(row, _)| form.has_port(*row)) {
        let centre = brush.view.to_screen(form.port(rect, row));
        let fill = if *joined { cx.palette.edge } else { cx.palette.card };
        brush.painter.circle(centre, radius, fill, cx.m.stroke(Line::Edge, cx.palette.edge));
    }
}

/// The scene's themes as a bar along the left edge.
fn stripe(brush: &Brush<'_>, scene: &Scene, at: Rect) {
    let zoom = brush.view.zoom();
    let colours: Vec<Color32> = scene.themes.iter().filter_map(|theme| brush.colours.of(theme)).collect();
    if colours.is_empty() {
        return;
    }
    let corner = sizes::CORNER * zoom;
    let each = (at.height() - 2.0 * corner) / colours.len() as f32;
    for (nth, colour) in colours.iter().enumerate() {
        let top = at.top() + corner + nth as f32 * each;
        let size = vec2(STRIPE * zoom, each - if nth + 1 < colours.len() { 2.0 } else { 0.0 });
        brush.painter.rect_filled(Rect::from_min_size(pos2(at.left(), top), size), 0.0, *colour);
    }
}

/// The mark above the scene that the story begins with.
fn start(brush: &mut Brush<'_>, cx: &Cx<'_>, at: Rect) {
    let (zoom, view) = (brush.view.zoom(), brush.view);
    let setting = Setting { bold: true, ..SMALL_SETTING };
    let laid = brush.texts.lay_out(&brush.painter, view, &cx.word(Word::CanvasStart), 160.0, setting);
    let size = vec2(laid.size().x + 30.0 * zoom, 22.0 * zoom);
    let pill = Rect::from_min_size(at.min - vec2(0.0, size.y + 5.0 * zoom), size);
    brush.painter.rect_filled(pill, size.y / 2.0, cx.palette.accent);
    let spot = pos2(pill.left() + 13.0 * zoom, pill.center().y);
    super::icon(brush, Icon::Play, spot, 11.0 * zoom, cx.palette.on_accent);
    let text = pos2(pill.left() + 21.0 * zoom, pill.center().y - laid.size().y / 2.0);
    laid.put(&brush.painter, text, cx.palette.on_accent);
}

/// An ending's card.
pub(in crate::ui::canvas) fn ending(
    brush: &mut Brush<'_>,
    cx: &Cx<'_>,
    (id, ending): (&str, &Ending),
    rect: Rect,
    standing: Standing,
) {
    let (zoom, at, view) = (brush.view.zoom(), brush.view.rect_to_screen(rect), brush.view);
    brush.texts.covered(at);
    let fill = if standing.selected { cx.palette.card_chosen } else { cx.palette.tint(cx.palette.accent) };
    body(brush, cx, at, fill, at.height() / 2.0, standing);
    let spot = pos2(at.left() + 28.0 * zoom, at.center().y);
    super::icon(brush, Icon::Target, spot, 22.0 * zoom, cx.palette.accent);
    let mut room = at.shrink2(vec2(20.0 * zoom, 4.0 * zoom));
    room.min.x = at.left() + 46.0 * zoom;
    let title = cx.workspace.said(&ending.title);
    let (text, colour) =
        if title.trim().is_empty() { (id, cx.palette.muted) } else { (title, cx.palette.text) };
    brush.texts.draw(&brush.painter, view, text, room, Align2::LEFT_CENTER, TITLE_SETTING, colour);
}
