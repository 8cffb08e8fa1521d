//! The last page: thanks, what was explored and what there is more, and every way on.

use crate::flow::Flow;
use crate::i18n::Word;
use crate::model::{MoreWays, SeenTheme};
use crate::question::contact::{Decision, Draft as ContactDraft, Form};
use crate::theme::{Line, Measure, Radius, Size, Space, TextSize};
use crate::widgets::{self, Cx, Weight};
use crate::{EndingPage, UiAction, keys, pages};
use egui::accesskit::Role;
use egui::{Align, Id, Key, Rect, StrokeKind, Ui, WidgetInfo, pos2};

/// What the viewer has opened and written so far.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    asking: bool,
    sent: bool,
    contact: ContactDraft,
}

impl Draft {
    /// A pass begins.
    pub(crate) fn begin_pass(&mut self) {
        self.sent = false;
    }
}

/// Draws the page.
pub(crate) fn show(ui: &mut Ui, cx: &mut Cx<'_>, page: &EndingPage<'_>, draft: &mut Draft) {
    let window = ui.max_rect();
    if page.can_go_back && keys::pressed(ui, Key::Backspace) && !ui.ctx().text_edit_focused() {
        cx.actions.push(UiAction::Back);
    }
    let pad = if page.over_picture { cx.space(Space::Wide).min(cx.m.margin()) } else { 0.0 };
    let width = (cx.m.column(Measure::Column) - 2.0 * pad).max(1.0);
    let standard = cx.strings.get(if page.stuck { Word::StuckTitle } else { Word::EndingTitle });
    let title = if page.title.trim().is_empty() { standard.as_str() } else { page.title };
    let stuck = if page.stuck { cx.strings.get(Word::StuckText) } else { String::new() };
    let text = if page.stuck { stuck.as_str() } else { page.text };
    let mut body = Flow::new(width);
    let mut foot = Flow::new(width);
    pages::logo(cx, &mut body);
    theme_line(ui, cx, page, &mut body);
    body.text(ui, cx, title, (pages::title_size(cx), cx.palette.text, Align::LEFT), Role::Heading);
    body.space(cx.space(Space::Medium));
    body.text(ui, cx, text, (TextSize::Body, cx.palette.text, Align::LEFT), Role::Label);
    let asking = draft.asking && page.contact.is_some() && !page.contact_sent;
    if asking {
        body.space(cx.space(Space::Large));
        let form = Form {
            id: Id::unique("ending contact"),
            contact: page.contact,
            draft: |draft: &mut Draft| &mut draft.contact,
            decide,
        };
        form.show(ui, cx, &draft.contact, &mut body, &mut foot);
    } else {
        if page.contact_sent {
            body.space(cx.space(Space::Medium));
            body.note(ui, cx, cx.strings.get(Word::ContactSent), cx.palette.text, Align::LEFT);
        }
        pages::offers(ui, cx, page.offers, &mut body);
        explored(ui, cx, page, &mut body);
        body.space(cx.space(Space::Large));
        let recorded = page.recording.allows_records();
        let recorded = if recorded { Word::EndingRecorded } else { Word::EndingNotRecorded };
        body.note(ui, cx, cx.strings.get(recorded), cx.palette.muted, Align::LEFT);
        if page.contact.is_some() && !page.contact_sent {
            ask_button(ui, cx, &mut foot);
        }
        pages::button_rows(ui, cx, ways_on(cx, page), &mut foot, pages::tell);
    }
    let flows = (body, foot);
    let place = pages::column_place(ui, cx, pad, &flows);
    ground(ui, cx, page, window, place.expand(pad));
    pages::column(ui, cx, place, ("ending", title), None, (draft, flows));
}

/// The story's last picture behind a veil and the page on a sheet of its own; or the brand's ground.
fn ground(ui: &Ui, cx: &Cx<'_>, page: &EndingPage<'_>, window: Rect, sheet: Rect) {
    if !page.over_picture {
        pages::backdrop(ui, cx, window);
        return;
    }
    ui.painter().rect_filled(window, 0.0, cx.palette.haze());
    let edge = cx.stroke(Line::Hair, cx.palette.line);
    ui.painter().rect(sheet, cx.m.radius(Radius::Panel), cx.palette.sheet, edge, StrokeKind::Inside);
    let colour = cx.palette.bar(page.theme_colour).unwrap_or(cx.palette.accent);
    widgets::stripe(ui, cx, sheet, cx.m.radius(Radius::Panel), colour);
}

/// What the way that led here was about.
fn theme_line<'a>(ui: &Ui, cx: &Cx<'_>, page: &EndingPage<'a>, body: &mut Flow<'a, Draft>) {
    if page.theme.trim().is_empty() {
        return;
    }
    mark(ui, cx, page.theme.to_owned(), page.theme_colour, body);
    body.space(cx.space(Space::Tiny));
}

/// A theme's name beside a spot of its colour.
fn mark(ui: &Ui, cx: &Cx<'_>, name: String, colour: &str, body: &mut Flow<'_, Draft>) {
    let (spot, gap) = (cx.m.size(Size::Spot), cx.space(Space::Small));
    let colour = cx.palette.bar(colour).unwrap_or(cx.palette.edge);
    let galley =
        cx.text_in(ui, &name, TextSize::Small, body.width() - spot - gap, cx.palette.muted, Align::LEFT);
    body.push(galley.size().y.ceil(), move |ui, rect, _, _| {
        let row = galley.rows.first().map_or(rect.height(), |row| row.height());
        let centre = pos2(rect.left() + spot / 2.0, rect.top() + row / 2.0);
        ui.painter().circle_filled(centre, spot / 2.0, colour);
        widgets::label(ui, rect.with_min_x(rect.left() + spot + gap), galley, Role::Label, &name);
    });
}

/// What was seen by theme, and where there is more: by name, without counting.
fn explored<'a>(ui: &Ui, cx: &Cx<'_>, page: &EndingPage<'a>, body: &mut Flow<'a, Draft>) {
    let Some(explored) = page.explored else { return };
    if !explored.seen.is_empty() {
        part(ui, cx, Word::EndingSeen, body);
        for theme in &explored.seen {
            seen_theme(ui, cx, theme, body);
        }
    }
    if !explored.more.is_empty() {
        part(ui, cx, Word::EndingMore, body);
        for ways in &explored.more {
            more_ways(ui, cx, ways, body);
        }
    }
}

fn part(ui: &Ui, cx: &Cx<'_>, word: Word, body: &mut Flow<'_, Draft>) {
    body.space(cx.space(Space::Wide));
    let title = cx.strings.get(word);
    let galley = cx.text(ui, &title, TextSize::Strong, body.width());
    body.push(galley.size().y.ceil(), move |ui, rect, _, _| {
        widgets::label(ui, rect, galley, Role::Heading, &title);
    });
}

fn seen_theme<'a>(ui: &Ui, cx: &Cx<'_>, theme: &'a SeenTheme, body: &mut Flow<'a, Draft>) {
    body.space(cx.space(Space::Small));
    if !theme.name.trim().is_empty() {
        mark(ui, cx, theme.name.clone(), &theme.colour, body);
    }
    let titles = theme.scenes.join(" · ");
    let indent = cx.m.size(Size::Spot) + cx.space(Space::Small);
    let galley = cx.text(ui, &titles, TextSize::Body, body.width() - indent);
    body.push(galley.size().y.ceil(), move |ui, rect, _, _| {
        widgets::label(ui, rect.with_min_x(rect.left() + indent), galley, Role::Label, &titles);
    });
}

/// A question with what was not chosen there; pressing it goes back to it.
fn more_ways<'a>(ui: &Ui, cx: &Cx<'_>, ways: &'a MoreWays, body: &mut Flow<'a, Draft>) {
    body.space(cx.space(Space::Small));
    let pad = cx.space(Space::Large);
    let width = body.width() - 2.0 * pad;
    let choices = ways.choices.join(" · ");
    let name = format!("{choices}. {}", ways.prompt);
    let upper = cx.text(ui, &choices, TextSize::Body, width);
    let lower = cx.text_in(ui, &ways.prompt, TextSize::Small, width, cx.palette.muted, Align::LEFT);
    let inner = upper.size().y + lower.size().y;
    let height = (inner + cx.space(Space::Wide)).max(cx.m.target()).ceil();
    body.push(height, move |ui, rect, cx, _| {
        let response = widgets::pressable(ui, rect, Id::unique(("more", ways.scene.as_str())), true);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        let hot = response.hovered() || response.has_focus();
        let fill = if hot { cx.palette.card_hovered } else { cx.palette.card };
        ui.painter().rect(
            rect,
            cx.radius(),
            fill,
            cx.stroke(Line::Hair, cx.palette.line),
            StrokeKind::Inside,
        );
        let at = pos2(rect.left() + pad, rect.center().y - inner / 2.0);
        let below = pos2(at.x, at.y + upper.size().y);
        widgets::paint(ui, at, upper);
        widgets::paint(ui, below, lower);
        if response.has_focus() {
            widgets::focus_ring(ui, cx, rect, cx.radius());
        }
        if response.clicked() {
            cx.actions.push(UiAction::Jump(ways.scene.clone()));
        }
    });
}

fn ways_on(cx: &Cx<'_>, page: &EndingPage<'_>) -> Vec<(String, Weight, UiAction)> {
    let mut ways = vec![(Word::WatchAgain, Weight::Even, UiAction::Restart)];
    if page.can_go_back {
        let back = (Word::BackToQuestion, Weight::Even, UiAction::Back);
        // Where nothing leads on, the way back is the way on.
        ways.insert(usize::from(!page.stuck), back);
    }
    if let (true, Some((_, weight, _))) = (page.stuck, ways.first_mut()) {
        *weight = Weight::Main;
    }
    ways.push((Word::RecordedTitle, Weight::Even, UiAction::ShowRecorded));
    ways.push((Word::Quit, Weight::Quiet, UiAction::Quit));
    ways.into_iter().map(|(word, weight, action)| (cx.strings.get(word), weight, action)).collect()
}

fn ask_button(ui: &Ui, cx: &Cx<'_>, foot: &mut Flow<'_, Draft>) {
    let text = cx.strings.get(Word::ContactAsk);
    let size = widgets::button_size(ui, cx, &text, foot.width());
    foot.push(size.y, move |ui, rect, cx, draft| {
        let place = rect.with_max_x(rect.left() + size.x);
        if widgets::button(ui, cx, place, &text, Weight::Main, true).clicked() {
            draft.asking = true;
            ui.memory_mut(|memory| memory.request_focus(Id::unique("ending contact")));
        }
    });
}

fn decide(cx: &mut Cx<'_>, draft: &mut Draft, decision: Decision) {
    match decision {
        Decision::Send if !std::mem::replace(&mut draft.sent, true) => {
            cx.actions.push(UiAction::Contact(draft.contact.words().to_owned()));
            draft.asking = false;
            draft.contact = ContactDraft::default();
        }
        Decision::Send => {}
        Decision::NotNow => draft.asking = false,
    }
}
