//! What the keys, the pointer and fingers do.

use crate::StoryPage;
use crate::flow::Flow;
use crate::i18n::Word;
use crate::sheet;
use crate::theme::{Line as Weight, Measure, Radius, Share, Size, Space, TextSize};
use crate::widgets::{self, Cx};
use egui::accesskit::Role;
use egui::{Align, Galley, Rect, StrokeKind, Ui, pos2, vec2};
use std::sync::Arc;

/// Keys as they are printed on a keyboard, and what they do.
type Line = (&'static [&'static str], Word);

/// The parts of the page. Each line is one thing that the viewer can do.
const PARTS: [(Word, &[Line]); 4] = [
    (
        Word::HelpPlaying,
        &[
            (&["Space"], Word::HelpPause),
            (&["←", "→"], Word::HelpSeek),
            (&["Backspace"], Word::Back),
            (&["O"], Word::Map),
            (&["<", ">"], Word::HelpSpeed),
            (&["P"], Word::Speed),
        ],
    ),
    (
        Word::HelpAnswering,
        &[
            (&["1", "–", "9"], Word::HelpNumbers),
            (&["Tab"], Word::HelpMove),
            (&["Enter"], Word::HelpConfirm),
            (&["Ctrl", "Enter"], Word::HelpSendWords),
        ],
    ),
    (
        Word::HelpSeeing,
        &[
            (&["↑", "↓"], Word::Volume),
            (&["M"], Word::Mute),
            (&["C"], Word::CaptionsMenu),
            (&["+", "−"], Word::HelpCaptionSize),
            (&["F"], Word::Fullscreen),
            (&["I"], Word::Mini),
            (&["S"], Word::Settings),
            (&["R"], Word::RecordedTitle),
            (&["?"], Word::Help),
            (&["Esc"], Word::Close),
        ],
    ),
    (
        Word::HelpPointer,
        &[
            (&[], Word::HelpClick),
            (&[], Word::HelpDoubleClick),
            (&[], Word::HelpMovePointer),
            (&[], Word::HelpTouch),
        ],
    ),
];

/// Draws the page; whether it is to be closed.
pub(crate) fn show(ui: &mut Ui, cx: &mut Cx<'_>, _: &StoryPage<'_>, wants_focus: bool) -> bool {
    let mut body = Flow::new(sheet::body_width(cx));
    let gap = cx.space(Space::Huge);
    let columns = if body.width() > cx.m.measure(Measure::Column) { 2 } else { 1 };
    let cell = (body.width() + gap) / columns as f32 - gap;
    // Each column has its parts below one another.
    let mut flows: Vec<Flow<'_, ()>> = (0..columns).map(|_| Flow::new(cell)).collect();
    for (word, lines) in PARTS {
        let Some(flow) = flows.iter_mut().min_by(|one, other| one.height().total_cmp(&other.height())) else {
            continue;
        };
        part(ui, cx, word, lines, flow);
    }
    let height = flows.iter().map(Flow::height).fold(0.0, f32::max);
    body.push(height, move |ui, rect, cx, state| {
        for (at, flow) in flows.into_iter().enumerate() {
            flow.draw(ui, pos2(rect.left() + at as f32 * (cell + gap), rect.top()), cx, state);
        }
    });
    let title = cx.strings.get(Word::Help);
    sheet::show(ui, cx, (&title, ""), body, &mut (), wants_focus)
}

fn part(ui: &Ui, cx: &Cx<'_>, word: Word, lines: &[Line], flow: &mut Flow<'_, ()>) {
    flow.space(cx.space(Space::Wide));
    let title = cx.strings.get(word);
    let galley = cx.text_in(ui, &title, TextSize::Heading, flow.width(), cx.palette.text, Align::LEFT);
    flow.push(galley.size().y.ceil(), move |ui, rect, _, _| {
        widgets::label(ui, rect, galley, Role::Heading, &title);
    });
    for (keys, word) in lines {
        flow.space(cx.space(Space::Small));
        line(ui, cx, keys, *word, flow);
    }
}

fn line(ui: &Ui, cx: &Cx<'_>, keys: &'static [&'static str], word: Word, flow: &mut Flow<'_, ()>) {
    let pad = cx.space(Space::Small);
    let caps: Vec<(&'static str, Arc<Galley>)> = keys
        .iter()
        .map(|key| {
            (
                *key,
                cx.text_in(
                    ui,
                    key,
                    TextSize::Small,
                    cx.m.measure(Measure::Label),
                    cx.palette.text,
                    Align::LEFT,
                ),
            )
        })
        .collect();
    // Lines stand below one another where the keys are few.
    let column =
        if keys.is_empty() { 0.0 } else { cx.m.measure(Measure::Label).min(Share::Aside.of(flow.width())) };
    let what = cx.strings.get(word);
    let width = flow.width() - column;
    let galley = cx.text_in(ui, &what, TextSize::Body, width, cx.palette.text, Align::LEFT);
    let height = galley.size().y.max(cx.m.size(Size::Key)).ceil();
    flow.push(height, move |ui, rect, cx, _| {
        let mut left = rect.left();
        for (key, cap) in &caps {
            let size = vec2((cap.size().x + 2.0 * pad).max(cx.m.size(Size::Key)), cx.m.size(Size::Key));
            let cap_at = Rect::from_min_size(pos2(left, rect.center().y - size.y / 2.0), size);
            left = cap_at.right() + cx.space(Space::Tiny);
            let between = *key == "–";
            if !between {
                let edge = cx.stroke(Weight::Hair, cx.palette.edge);
                ui.painter().rect(
                    cap_at,
                    cx.m.radius(Radius::Chip),
                    cx.palette.card,
                    edge,
                    StrokeKind::Inside,
                );
            }
            let at = pos2(cap_at.center().x - cap.size().x / 2.0, cap_at.center().y - cap.size().y / 2.0);
            widgets::paint(ui, at, cap.clone());
        }
        let spoken = if keys.is_empty() { what.clone() } else { format!("{}: {what}", keys.join(" ")) };
        let size = galley.size();
        let at = pos2(rect.left() + column, rect.center().y - size.y / 2.0);
        widgets::label(ui, Rect::from_min_size(at, size), galley, Role::Label, &spoken);
    });
}
