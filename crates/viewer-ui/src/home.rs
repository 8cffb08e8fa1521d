//! The start window: a story to open, those that were opened before, or a new one.

use crate::flow::Flow;
use crate::i18n::{Value, Word};
use crate::icons::{self, Icon};
use crate::theme::{Line, Measure, Share, Size, Space, TextSize};
use crate::widgets::{self, Cx, Weight, button, button_size};
use crate::{HomePage, HomeTrouble, RecentView, UiAction, pages};
use egui::accesskit::{Live, Role};
use egui::{Align, Id, Rect, StrokeKind, Ui, WidgetInfo, pos2, vec2};

/// What the page remembers between passes.
#[derive(Debug, Default)]
pub(crate) struct State {
    focused: bool,
}

/// Draws the page.
pub(crate) fn show(ui: &mut Ui, cx: &mut Cx<'_>, page: &HomePage<'_>, state: &mut State) {
    let window = ui.max_rect();
    pages::backdrop(ui, cx, window);
    let width = cx.m.column(Measure::Column);
    let mut body = Flow::new(width);
    let kicker = cx.strings.get(Word::HomeKicker);
    let languages_last = pages::kicker(ui, cx, kicker, (page.languages, page.language), &mut body);
    let title = cx.strings.get(Word::HomeTitle);
    let galley = cx.text(ui, &title, pages::title_size(cx), width);
    let heading = title.clone();
    body.push(galley.size().y.ceil(), move |ui, rect, _, _| {
        widgets::label(ui, rect, galley, Role::Heading, &heading);
    });
    body.space(cx.space(Space::Wide));
    buttons(ui, cx, page, &mut body);
    trouble(ui, cx, page.trouble, &mut body);
    if page.trouble != Some(HomeTrouble::NoDialog) {
        body.space(cx.space(Space::Medium));
        body.note(ui, cx, cx.strings.get(Word::HomeDrop), cx.palette.muted, Align::LEFT);
    }
    recent(ui, cx, page, &mut body);
    if languages_last {
        pages::languages(ui, cx, page.languages, page.language, &mut body);
    }
    // What was pressed loses the focus while nothing can be pressed.
    let first = (!std::mem::replace(&mut state.focused, !page.busy))
        .then(|| widgets::button_id(&cx.strings.get(Word::HomeOpen)));
    let flows = (body, Flow::new(width));
    let place = pages::column_place(ui, cx, 0.0, &flows);
    pages::column(ui, cx, place, ("home", &title), first, (state, flows));
}

fn buttons<'a>(ui: &Ui, cx: &Cx<'_>, page: &HomePage<'a>, body: &mut Flow<'a, State>) {
    let busy = page.busy;
    let ways = [
        (Word::HomeOpen, Weight::Main, UiAction::ChooseStory),
        (Word::HomeNew, Weight::Even, UiAction::NewStory),
    ]
    .map(|(word, weight, action)| (cx.strings.get(word), weight, action));
    let sizes = ways.each_ref().map(|(text, ..)| button_size(ui, cx, text, body.width()));
    let gap = cx.space(Space::Medium);
    let beside = sizes[0].x + gap + sizes[1].x <= body.width();
    let height = sizes[0].y.max(sizes[1].y);
    let whole = if beside { height } else { sizes[0].y + gap + sizes[1].y };
    body.push(whole.ceil(), move |ui, rect, cx, _| {
        let mut at = rect.min;
        for ((text, weight, action), size) in ways.into_iter().zip(sizes) {
            let place = Rect::from_min_size(at, if beside { vec2(size.x, height) } else { size });
            at += if beside { vec2(size.x + gap, 0.0) } else { vec2(0.0, size.y + gap) };
            if button(ui, cx, place, &text, weight, !busy).clicked() && !busy {
                cx.actions.push(action);
            }
        }
    });
}

fn trouble(ui: &Ui, cx: &Cx<'_>, trouble: Option<HomeTrouble<'_>>, body: &mut Flow<'_, State>) {
    let text = match trouble {
        None => return,
        Some(HomeTrouble::NoDialog) => cx.strings.get(Word::HomeNoDialog),
        Some(HomeTrouble::NotMade { reason }) => {
            cx.strings.with(Word::HomeNotMade, &[("reason", Value::Text(reason))])
        }
    };
    body.space(cx.space(Space::Medium));
    let galley = cx.text_in(ui, &text, TextSize::Body, body.width(), cx.palette.alarm, Align::LEFT);
    body.push(galley.size().y.ceil(), move |ui, rect, _, _| {
        let response = widgets::label(ui, rect, galley, Role::Alert, &text);
        let _ = ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(Live::Assertive));
    });
}

/// The stories that were opened before, one below the other.
fn recent<'a>(ui: &Ui, cx: &Cx<'_>, page: &HomePage<'a>, body: &mut Flow<'a, State>) {
    if page.recent.is_empty() {
        return;
    }
    body.space(cx.space(Space::Wide));
    let title = cx.strings.get(Word::HomeRecent);
    let galley = cx.text(ui, &title, TextSize::Strong, body.width());
    body.push(galley.size().y.ceil(), move |ui, rect, _, _| {
        widgets::label(ui, rect, galley, Role::Heading, &title);
    });
    for (index, story) in page.recent.iter().enumerate() {
        body.space(cx.space(Space::Small));
        row(ui, cx, index, story, page.busy, body);
    }
}

fn row<'a>(
    ui: &Ui,
    cx: &Cx<'_>,
    index: usize,
    story: &'a RecentView,
    busy: bool,
    body: &mut Flow<'a, State>,
) {
    let enabled = !busy && !story.gone;
    let (pad, side) = (cx.space(Space::Large), cx.m.size(Size::Icon));
    let when = if story.gone { cx.strings.get(Word::HomeGone) } else { pages::days_ago(cx, story.days_ago) };
    let room = body.width() - side - 3.0 * pad;
    let ink = if enabled { cx.palette.text } else { cx.palette.muted };
    let when_width = Share::Aside.of(room);
    let right = cx.text_in(ui, &when, TextSize::Small, when_width, cx.palette.muted, Align::RIGHT);
    let left = room - right.size().x - pad;
    let title = pages::named(&story.title, &story.path);
    let first = cx.text_in(ui, title, TextSize::Strong, left, ink, Align::LEFT);
    let second = cx.text_in(ui, &story.path, TextSize::Small, left, cx.palette.muted, Align::LEFT);
    let height = (first.size().y + second.size().y + cx.space(Space::Large)).max(cx.m.target()).ceil();
    let spoken = format!("{title}. {when}. {}", story.path);
    body.push(height, move |ui, rect, cx, _| {
        let response = widgets::pressable(ui, rect, Id::unique(("recent", index)), enabled);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, &spoken));
        let hot = enabled && (response.hovered() || response.has_focus());
        let fill = if hot { cx.palette.card_hovered } else { cx.palette.card };
        let edge = cx.stroke(Line::Hair, cx.palette.line);
        ui.painter().rect(rect, cx.radius(), fill, edge, StrokeKind::Inside);
        let square =
            Rect::from_center_size(pos2(rect.left() + pad + side / 2.0, rect.center().y), vec2(side, side));
        let colour = if enabled { cx.palette.accent } else { cx.palette.muted };
        icons::draw(ui.painter(), Icon::Play, square, colour);
        let text = first.size().y + second.size().y;
        let at = pos2(square.right() + pad, rect.center().y - text / 2.0);
        let below = at + vec2(0.0, first.size().y);
        widgets::paint(ui, at, first);
        widgets::paint(ui, below, second);
        let beside = pos2(rect.right() - pad, rect.center().y - right.size().y / 2.0);
        widgets::paint(ui, beside, right);
        if response.has_focus() {
            widgets::focus_ring(ui, cx, rect, cx.radius());
        }
        if response.clicked() && enabled {
            cx.actions.push(UiAction::OpenRecent(index));
        }
    });
}
