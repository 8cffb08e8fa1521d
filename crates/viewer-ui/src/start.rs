//! The start page: what this is, how long it takes, and the way in.

use crate::flow::Flow;
use crate::i18n::{Value, Word};
use crate::icons::{self, Icon};
use crate::theme::{Line, Measure, Size, Space, TextSize};
use crate::widgets::{self, Cx, SwitchTexts, Weight, button, button_size, switch};
use crate::{LeftOffView, StartPage, StoryLength, UiAction, keys, pages};
use egui::accesskit::Role;
use egui::{Align, Id, Key, Rect, StrokeKind, Ui, WidgetInfo, pos2, vec2};

/// What the page remembers between passes.
#[derive(Debug, Default)]
pub(crate) struct State {
    /// The focus was put on the way in.
    focused: bool,
    acted: bool,
}

impl State {
    /// A pass begins.
    pub(crate) fn begin_pass(&mut self) {
        self.acted = false;
    }

    fn act(&mut self, cx: &mut Cx<'_>, action: UiAction) {
        if !std::mem::replace(&mut self.acted, true) {
            cx.actions.push(action);
        }
    }
}

/// Draws the page.
pub(crate) fn show(ui: &mut Ui, cx: &mut Cx<'_>, page: &StartPage<'_>, state: &mut State) {
    let window = ui.max_rect();
    pages::backdrop(ui, cx, window);
    let width = cx.m.column(Measure::Column);
    let mut body = Flow::new(width);
    if !cx.m.is_low() {
        pages::logo(cx, &mut body);
    }
    let kicker = if page.company.trim().is_empty() {
        cx.strings.get(Word::ConsentKicker)
    } else {
        page.company.to_owned()
    };
    let languages_last = pages::kicker(ui, cx, kicker, (page.languages, page.language), &mut body);
    let title = if cx.m.is_low() { TextSize::Heading } else { TextSize::Display };
    body.text(ui, cx, page.title, (title, cx.palette.text, Align::LEFT), Role::Heading);
    body.space(cx.space(Space::Medium));
    facts(ui, cx, page, &mut body);
    body.space(cx.space(if cx.m.is_low() { Space::Small } else { Space::Wide }));
    ways_in(ui, cx, page, &mut body);
    body.space(cx.space(if cx.m.is_low() { Space::Medium } else { Space::Huge }));
    settings(ui, cx, page, &mut body);
    if languages_last {
        pages::languages(ui, cx, page.languages, page.language, &mut body);
    }
    // Enter goes in.
    let first = (!std::mem::replace(&mut state.focused, true)).then(|| match page.left_off {
        LeftOffView::At { .. } => resume_id(),
        _ => widgets::button_id(&cx.strings.get(Word::Begin)),
    });
    let unfocused = ui.memory(|memory| memory.focused().is_none());
    if unfocused && keys::pressed(ui, Key::Enter) {
        // Who clicked on something else still goes in.
        let resume = matches!(page.left_off, LeftOffView::At { .. });
        state.act(cx, UiAction::Start { resume });
    }
    let flows = (body, Flow::new(width));
    let place = pages::column_place(ui, cx, 0.0, &flows);
    pages::column(ui, cx, place, ("start", page.title), first, (state, flows));
}

/// What is to be known before it begins: a line each, with its icon.
fn facts(ui: &Ui, cx: &Cx<'_>, page: &StartPage<'_>, body: &mut Flow<'_, State>) {
    let mut facts = Vec::new();
    if let Some(length) = page.length {
        facts.push((Icon::Clock, length_words(cx, length)));
    }
    if page.left_off == LeftOffView::Changed {
        facts.push((Icon::Restart, cx.strings.get(Word::StartChanged)));
    }
    if page.clips_missing > 0 {
        let count = Value::Number(i64::from(page.clips_missing));
        facts.push((Icon::Document, cx.strings.with(Word::StartClipsMissing, &[("count", count)])));
    }
    for (icon, text) in facts {
        let (side, gap) = (cx.m.size(Size::Icon), cx.space(Space::Medium));
        let galley = cx.text(ui, &text, TextSize::Body, body.width() - side - gap);
        let height = galley.size().y.max(side).ceil();
        body.push(height, move |ui, rect, cx, _| {
            let row = cx.m.line_height(TextSize::Body);
            let square = Rect::from_min_size(rect.min + vec2(0.0, (row - side) / 2.0), vec2(side, side));
            icons::draw(ui.painter(), icon, square, cx.palette.accent);
            widgets::label(ui, rect.with_min_x(rect.left() + side + gap), galley, Role::Label, &text);
        });
        body.space(cx.space(Space::Small));
    }
}

/// "About 6 minutes, 3 to 9 by your choices."
fn length_words(cx: &Cx<'_>, length: StoryLength) -> String {
    let minutes = |number: u32| Value::Number(i64::from(number));
    let values =
        [("usual", minutes(length.usual)), ("least", minutes(length.least)), ("most", minutes(length.most))];
    let word = if length.least < length.most { Word::StartLengthRange } else { Word::StartLength };
    cx.strings.with(word, &values)
}

/// Captions, time limits, and whether the place is remembered.
fn settings<'a>(ui: &Ui, cx: &Cx<'_>, page: &StartPage<'a>, body: &mut Flow<'a, State>) {
    if let Some((on, size)) = page.settings.captions {
        captions(ui, cx, on, size, body);
    }
    let switches = [
        (page.settings.no_time_limits, Word::NoTimeLimits, Word::NoTimeLimitsWhy, "no-time-limits"),
        (page.settings.remember_place, Word::RememberPlace, Word::RememberPlaceWhy, "remember-place"),
    ];
    let offered: Vec<_> = switches
        .into_iter()
        .filter_map(|(on, title, more, key)| Some((on?, cx.strings.get(title), cx.strings.get(more), key)))
        .collect();
    if offered.is_empty() {
        return;
    }
    body.space(cx.space(Space::Medium));
    let gap = cx.space(Space::Medium);
    let (columns, width) = pages::cells(cx, body.width(), offered.len());
    for row in offered.chunks(columns) {
        let row: Vec<_> = row
            .iter()
            .map(|(on, title, more, key)| (*on, SwitchTexts::new(ui, cx, title, more, width), *key))
            .collect();
        let height = row.iter().map(|(_, texts, _)| texts.switch_height(cx)).fold(0.0, f32::max);
        body.push(height, move |ui, rect, cx, _| {
            for (at, (mut on, texts, key)) in row.into_iter().enumerate() {
                let left = rect.left() + at as f32 * (width + gap);
                let place = Rect::from_min_size(pos2(left, rect.top()), vec2(width, height));
                if switch(ui, cx, place, &mut on, &texts, key).changed() {
                    cx.actions.push(match key {
                        "no-time-limits" => UiAction::NoTimeLimits(on),
                        _ => UiAction::RememberPlace(on),
                    });
                }
            }
        });
        body.space(gap);
    }
}

/// The sizes of captions that are offered, times the usual one.
pub(crate) const CAPTION_SIZES: [(Word, f32); 3] =
    [(Word::CaptionsSmall, 0.8), (Word::CaptionsMedium, 1.0), (Word::CaptionsLarge, 1.5)];

/// Off, or on in one of the sizes.
fn captions(ui: &Ui, cx: &Cx<'_>, on: bool, size: f32, body: &mut Flow<'_, State>) {
    let gap = cx.space(Space::Small);
    let title = cx.strings.get(Word::Captions);
    let label = cx.text_in(ui, &title, TextSize::Body, body.width(), cx.palette.text, Align::LEFT);
    let nearest = CAPTION_SIZES
        .iter()
        .min_by(|a, b| (a.1 - size).abs().total_cmp(&(b.1 - size).abs()))
        .map_or(1.0, |(_, nearest)| *nearest);
    let options: Vec<_> = std::iter::once((Word::Off, None))
        .chain(CAPTION_SIZES.map(|(word, size)| (word, Some(size))))
        .map(|(word, size)| {
            let name = cx.strings.get(word);
            let width = button_size(ui, cx, &name, body.width()).x;
            (name, width, size, size.map_or(!on, |size| on && size == nearest))
        })
        .collect();
    let wide: f32 = options.iter().map(|(_, width, ..)| width + gap).sum();
    let beside = label.size().x + cx.space(Space::Large) + wide <= body.width();
    if !beside {
        let (label, title) = (label.clone(), title.clone());
        body.push(label.size().y.ceil(), move |ui, rect, _, _| {
            widgets::label(ui, rect, label, Role::Label, &title);
        });
        body.space(cx.space(Space::Tiny));
    }
    body.push(cx.m.target(), move |ui, rect, cx, _| {
        let mut left = rect.left();
        if beside {
            let at = pos2(left, rect.center().y - label.size().y / 2.0);
            left += label.size().x + cx.space(Space::Large);
            widgets::label(ui, rect.with_min_y(at.y), label, Role::Label, &title);
        }
        for (name, width, size, chosen) in options {
            let place = Rect::from_min_size(pos2(left, rect.top()), vec2(width, rect.height()));
            left += width + gap;
            if pill(ui, cx, place, (&title, &name), chosen) && !chosen {
                cx.actions.push(match size {
                    Some(size) => UiAction::CaptionSize(size),
                    None => UiAction::ToggleCaptions,
                });
            }
        }
    });
}

/// One of several, chosen or not; `true` when it was pressed.
fn pill(ui: &mut Ui, cx: &Cx<'_>, rect: Rect, (group, name): (&str, &str), chosen: bool) -> bool {
    let response = widgets::pressable(ui, rect, Id::unique(("pill", group, name)), true);
    let spoken = format!("{group}: {name}");
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, chosen, &spoken));
    let look = &cx.palette;
    let fill = match (chosen, response.hovered()) {
        (true, _) => look.card_chosen,
        (false, true) => look.card_hovered,
        (false, false) => look.card,
    };
    let edge = if chosen { look.accent } else { look.line };
    let round = rect.height() / 2.0;
    ui.painter().rect(rect, round, fill, cx.stroke(Line::Hair, edge), StrokeKind::Inside);
    let galley = cx.text_in(ui, name, TextSize::Body, rect.width(), look.text, Align::Center);
    widgets::paint(ui, pos2(rect.center().x, rect.center().y - galley.size().y / 2.0), galley);
    if response.has_focus() {
        widgets::focus_ring(ui, cx, rect, round);
    }
    response.clicked()
}

fn resume_id() -> Id {
    Id::unique("resume")
}

/// The way in, or the two ways: on from where the viewer left off, and anew.
fn ways_in<'a>(ui: &Ui, cx: &Cx<'_>, page: &StartPage<'a>, foot: &mut Flow<'a, State>) {
    let LeftOffView::At { scene, days_ago } = page.left_off else {
        let text = cx.strings.get(Word::Begin);
        let size = button_size(ui, cx, &text, foot.width());
        let width = size.x.max(cx.m.size(Size::Button)).min(foot.width());
        foot.push(size.y, move |ui, rect, cx, state: &mut State| {
            let place = rect.with_max_x(rect.left() + width);
            if button(ui, cx, place, &text, Weight::Main, true).clicked() {
                state.act(cx, UiAction::Start { resume: false });
            }
        });
        return;
    };
    let when = pages::days_ago(cx, days_ago);
    let more = match scene.trim() {
        "" => when,
        scene => {
            cx.strings.with(Word::ResumeAt, &[("scene", Value::Text(scene)), ("when", Value::Text(&when))])
        }
    };
    let title = cx.strings.get(Word::Resume);
    resume(ui, cx, title, more, foot);
    foot.space(cx.space(Space::Medium));
    let text = cx.strings.get(Word::StartAnew);
    let size = button_size(ui, cx, &text, foot.width());
    foot.push(size.y, move |ui, rect, cx, state: &mut State| {
        let place = rect.with_max_x(rect.left() + size.x);
        if button(ui, cx, place, &text, Weight::Even, true).clicked() {
            state.act(cx, UiAction::Start { resume: false });
        }
    });
}

/// A wide button that says where it goes on.
fn resume(ui: &Ui, cx: &Cx<'_>, title: String, more: String, foot: &mut Flow<'_, State>) {
    let (pad, side) = (cx.space(Space::Large), cx.m.size(Size::Badge));
    let ink = cx.palette.on_accent;
    let room = (foot.width() - side - 3.0 * pad).max(1.0);
    let first = cx.text_in(ui, &title, TextSize::Strong, room, ink, Align::LEFT);
    let second = cx.text_in(ui, &more, TextSize::Small, room, ink, Align::LEFT);
    let height = (first.size().y + second.size().y + cx.space(Space::Wide)).max(cx.m.target()).ceil();
    foot.push(height, move |ui, rect, cx, state: &mut State| {
        let response = widgets::pressable(ui, rect, resume_id(), true);
        let spoken = format!("{title}. {more}");
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &spoken));
        let down = response.is_pointer_button_down_on();
        let fill = if down { cx.palette.pressed(cx.palette.accent) } else { cx.palette.accent };
        ui.painter().rect_filled(rect, cx.radius(), fill);
        let square =
            Rect::from_center_size(pos2(rect.left() + pad + side / 2.0, rect.center().y), vec2(side, side));
        icons::draw(ui.painter(), Icon::Play, square, ink);
        let text = first.size().y + second.size().y;
        let at = pos2(square.right() + pad, rect.center().y - text / 2.0);
        let below = at + vec2(0.0, first.size().y);
        widgets::paint(ui, at, first);
        widgets::paint(ui, below, second);
        if response.has_focus() {
            widgets::focus_ring(ui, cx, rect, cx.radius());
        }
        if response.clicked() {
            state.act(cx, UiAction::Start { resume: true });
        }
    });
}
