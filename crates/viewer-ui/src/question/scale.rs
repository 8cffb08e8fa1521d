//! A number on a scale.

use super::Open;
use crate::flow::Flow;
use crate::i18n::{Value, Word};
use crate::theme::{Line, Measure, Size, Space, TextSize};
use crate::track::{Move, Track};
use crate::widgets::{self, Cx, focus_ring, pressable};
use egui::accesskit::Role;
use egui::{Align, Id, Rect, StrokeKind, Ui, WidgetInfo, pos2, vec2};
use session::Answer;

/// Scales of more steps than this are a slider.
const MOST_STEPS: i64 = 21;

/// Whether every number has a button of its own.
pub(crate) fn has_steps(from: i32, to: i32) -> bool {
    i64::from(to) - i64::from(from) < MOST_STEPS
}

/// Draws the scale; says whether it needs a button that confirms it.
pub(crate) fn show<'a>(
    ui: &Ui,
    cx: &Cx<'_>,
    (from, to, low, high): (i32, i32, &'a str, &'a str),
    open: &mut Open,
    body: &mut Flow<'a, Open>,
) -> bool {
    let steps = has_steps(from, to);
    if steps {
        buttons(ui, cx, (from, to.max(from), low, high), open, body);
    } else {
        slider(cx, from, to, open, body);
    }
    meanings(ui, cx, low, high, body);
    !steps
}

fn step_id(open: &Open, number: i32) -> Id {
    Id::unique(("step", open.id.as_str(), number))
}

fn buttons<'a>(
    ui: &Ui,
    cx: &Cx<'_>,
    (from, to, low, high): (i32, i32, &'a str, &'a str),
    open: &mut Open,
    body: &mut Flow<'a, Open>,
) {
    let focus = open.number.filter(|number| (from..=to).contains(number)).unwrap_or(from);
    open.focus_first(ui, step_id(open, focus));
    let gap = cx.space(Space::Small);
    let numbers: Vec<i32> = (from..=to).collect();
    let columns = columns(numbers.len(), body.width(), cx.m.target(), gap);
    let cell = ((body.width() - gap * (columns as f32 - 1.0)) / columns as f32).floor();
    let height = cx.m.size(Size::Step).max(cx.m.target());
    let rows: Vec<Vec<i32>> = numbers.chunks(columns).map(<[i32]>::to_vec).collect();
    let last = rows.len().saturating_sub(1);
    for (at, row) in rows.into_iter().enumerate() {
        body.push(height, move |ui, rect, cx, open| {
            for (at, number) in row.into_iter().enumerate() {
                let left = rect.left() + at as f32 * (cell + gap);
                let place = Rect::from_min_size(pos2(left, rect.top()), vec2(cell, height));
                let name = step_name(cx, number, (from, to, low, high));
                if step(ui, cx, open, place, number, &name) {
                    open.answer(cx, Answer::Scale(number));
                }
            }
        });
        if at < last {
            body.space(gap);
        }
    }
}

/// As many as fit into a row, spread evenly over the rows that are needed.
fn columns(count: usize, width: f32, target: f32, gap: f32) -> usize {
    let fit = (((width + gap) / (target + gap)).floor() as usize).max(1);
    count.div_ceil(count.div_ceil(fit).max(1)).max(1)
}

fn step_name(cx: &Cx<'_>, number: i32, (from, to, low, high): (i32, i32, &str, &str)) -> String {
    let (this, highest) = (Value::Number(i64::from(number)), Value::Number(i64::from(to)));
    let end = |word, meaning| {
        let meaning = Value::Text(meaning);
        cx.strings.with(word, &[("number", this), ("highest", highest), ("meaning", meaning)])
    };
    if number == from && !low.is_empty() {
        end(Word::ScaleLow, low)
    } else if number == to && !high.is_empty() {
        end(Word::ScaleHigh, high)
    } else {
        cx.strings.with(Word::ScaleStep, &[("number", this), ("highest", highest)])
    }
}

fn step(ui: &mut Ui, cx: &Cx<'_>, open: &mut Open, rect: Rect, number: i32, name: &str) -> bool {
    open.stands(Answer::Scale(number), rect, &number.to_string());
    let response = pressable(ui, rect, step_id(open, number), true);
    let chosen = open.number == Some(number);
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, chosen, name));
    let look = &cx.palette;
    let hot = response.hovered() || response.has_focus();
    let (fill, ink) = match (chosen, hot) {
        (true, _) => (look.accent, look.on_accent),
        (false, true) => (look.card_hovered, look.text),
        (false, false) => (look.card, look.text),
    };
    ui.painter().rect(rect, cx.radius(), fill, cx.stroke(Line::Hair, look.line), StrokeKind::Inside);
    let digits = cx.text_in(ui, &number.to_string(), TextSize::Heading, rect.width(), ink, Align::Center);
    widgets::paint(ui, pos2(rect.center().x, rect.center().y - digits.size().y / 2.0), digits);
    if response.has_focus() {
        focus_ring(ui, cx, rect, cx.radius());
    }
    response.clicked()
}

/// What the ends mean, below the first and the last step.
fn meanings<'a>(ui: &Ui, cx: &Cx<'_>, low: &'a str, high: &'a str, body: &mut Flow<'a, Open>) {
    if low.is_empty() && high.is_empty() {
        return;
    }
    body.space(cx.space(Space::Small));
    let half = body.width() / 2.0 - cx.space(Space::Small);
    let left = cx.text_in(ui, low, TextSize::Body, half, cx.palette.muted, Align::LEFT);
    let right = cx.text_in(ui, high, TextSize::Body, half, cx.palette.muted, Align::RIGHT);
    let height = left.size().y.max(right.size().y).ceil();
    body.push(height, move |ui, rect, _, _| {
        widgets::label(ui, rect.with_max_x(rect.left() + half), left, Role::Label, low);
        widgets::label(ui, rect.with_min_x(rect.right() - half), right, Role::Label, high);
    });
}

fn slider<'a>(cx: &Cx<'_>, from: i32, to: i32, open: &mut Open, body: &mut Flow<'a, Open>) {
    let id = Id::unique(("scale", open.id.as_str()));
    let wants_focus = std::mem::take(&mut open.wants_focus);
    body.push(cx.m.target(), move |ui, rect, cx, open| {
        if wants_focus {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        let (low, whole) = (f64::from(from), f64::from(to) - f64::from(from));
        let number = open.number.map(|number| number.clamp(from, to));
        let shown = number.map_or_else(|| "–".to_owned(), |number| number.to_string());
        let digits = cx.text_in(
            ui,
            &shown,
            TextSize::Heading,
            cx.m.measure(Measure::Label),
            cx.palette.text,
            Align::RIGHT,
        );
        let value = f64::from(number.unwrap_or(from));
        let track = Track {
            id,
            name: cx.strings.get(Word::ScaleSlider),
            rail: rect.center().y,
            share: ((value - low) / whole) as f32,
            value,
            range: low..=f64::from(to),
            step: 1.0,
            said: None,
            mark: None,
        };
        let line = rect.with_max_x(rect.right() - digits.size().x.max(cx.m.size(Size::Figure)));
        widgets::paint(ui, pos2(rect.right(), rect.center().y - digits.size().y / 2.0), digits);
        open.number = match track.show(ui, cx, line) {
            // Nothing is an answer before it was touched.
            None | Some(Move::Nowhere) => open.number,
            Some(Move::Over(share) | Move::To(share)) => {
                let number = low + (whole * f64::from(share)).round();
                Some(number.clamp(low, f64::from(to)) as i32)
            }
            Some(Move::Steps(steps)) => Some(number.unwrap_or(from).saturating_add(steps).clamp(from, to)),
        };
    });
}
