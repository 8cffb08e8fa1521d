//! A page for what cannot go on: what happened, what to do, and details for whoever helps.

use crate::flow::Flow;
use crate::i18n::Word;
use crate::icons::Icon;
use crate::pages;
use crate::theme::{Line, Measure, Space, TextSize};
use crate::typeset;
use crate::widgets::{self, Cx, Weight};
use crate::{ErrorPage, Problem, UiAction};
use egui::accesskit::Role;
use egui::{Align, Rect, StrokeKind, Ui, pos2};

/// Details longer than this are cut: nobody reads on, and the log has them.
const DETAIL_UP_TO: usize = 4_000;

/// What the page remembers between passes.
#[derive(Debug, Default)]
pub(crate) struct State {
    focused: bool,
}

/// Draws the page.
pub(crate) fn show(ui: &mut Ui, cx: &mut Cx<'_>, page: &ErrorPage<'_>, state: &mut State) {
    let window = ui.max_rect();
    pages::backdrop(ui, cx, window);
    let width = cx.m.column(Measure::Column);
    let (title, what, remedy, path) = words(page.problem);
    let title = cx.strings.get(title);
    let (what, remedy) = (pages::with_path(cx, what, path), cx.strings.get(remedy));
    let mut body = Flow::new(width);
    let mut foot = Flow::new(width);
    pages::emblem(cx, icon(page.problem), cx.palette.alarm, &mut body);
    body.text(ui, cx, &title, (pages::title_size(cx), cx.palette.text, Align::LEFT), Role::Heading);
    body.space(cx.space(Space::Medium));
    body.text(ui, cx, &what, (TextSize::Body, cx.palette.text, Align::LEFT), Role::Alert);
    body.space(cx.space(Space::Small));
    body.text(ui, cx, &remedy, (TextSize::Strong, cx.palette.text, Align::LEFT), Role::Label);
    detail(ui, cx, page.detail, &mut body);
    let ways = ways_on(cx, page);
    let first = ways.first().map(|(text, ..)| widgets::button_id(text));
    let first = first.filter(|_| !std::mem::replace(&mut state.focused, true));
    pages::button_rows(ui, cx, ways, &mut foot, pages::tell);
    let flows = (body, foot);
    let place = pages::column_place(ui, cx, 0.0, &flows);
    pages::column(ui, cx, place, ("error", &title), first, (&mut (), flows));
}

/// One obvious thing to do, then what else there is.
fn ways_on(cx: &Cx<'_>, page: &ErrorPage<'_>) -> Vec<(String, Weight, UiAction)> {
    let again = (Word::TryAgain, UiAction::TryAgain);
    let other = (Word::OtherStory, UiAction::GoHome);
    let mut ways = match (page.problem, page.can_choose) {
        (_, false) => Vec::new(),
        // The same file needs the same newer program, however often it is opened.
        (Problem::StoryTooNew { .. }, true) => vec![other],
        (_, true) => vec![again, other],
    };
    ways.push((Word::Quit, UiAction::Quit));
    let last = ways.len() - 1;
    let weight = |at| match at {
        0 => Weight::Main,
        at if at == last => Weight::Quiet,
        _ => Weight::Even,
    };
    let ways = ways.into_iter().enumerate();
    ways.map(|(at, (word, action))| (cx.strings.get(word), weight(at), action)).collect()
}

fn icon(problem: Problem<'_>) -> Icon {
    match problem {
        Problem::StoryMissing { .. } => Icon::Folder,
        Problem::StoryDamaged { .. } => Icon::Film,
        Problem::StoryUnreadable { .. } => Icon::Lock,
        Problem::StoryTooNew { .. } => Icon::Download,
        Problem::NoGraphics | Problem::Other => Icon::Warning,
    }
}

fn words(problem: Problem<'_>) -> (Word, Word, Word, &str) {
    match problem {
        Problem::StoryMissing { path } => {
            (Word::ErrorMissing, Word::ErrorMissingWhat, Word::ErrorMissingDo, path)
        }
        Problem::StoryDamaged { path } => {
            (Word::ErrorDamaged, Word::ErrorDamagedWhat, Word::ErrorDamagedDo, path)
        }
        Problem::StoryUnreadable { path } => {
            (Word::ErrorUnreadable, Word::ErrorUnreadableWhat, Word::ErrorUnreadableDo, path)
        }
        Problem::StoryTooNew { path } => {
            (Word::ErrorTooNew, Word::ErrorTooNewWhat, Word::ErrorTooNewDo, path)
        }
        Problem::NoGraphics => (Word::ErrorGraphics, Word::ErrorGraphicsWhat, Word::ErrorGraphicsDo, ""),
        Problem::Other => (Word::ErrorOther, Word::ErrorOtherWhat, Word::ErrorOtherDo, ""),
    }
}

fn detail(ui: &Ui, cx: &Cx<'_>, detail: &str, body: &mut Flow<'_, ()>) {
    let clean = typeset::clean(detail);
    let text: String = clean.trim().chars().take(DETAIL_UP_TO).collect();
    if text.is_empty() {
        return;
    }
    body.space(cx.space(Space::Wide));
    body.note(ui, cx, cx.strings.get(Word::ErrorDetail), cx.palette.muted, Align::LEFT);
    body.space(cx.space(Space::Small));
    let pad = cx.space(Space::Large);
    let galley = cx.text(ui, &text, TextSize::Small, body.width() - 2.0 * pad);
    body.push((galley.size().y + 2.0 * pad).ceil(), move |ui, rect, cx, ()| {
        let edge = cx.stroke(Line::Hair, cx.palette.line);
        ui.painter().rect(rect, cx.radius(), cx.palette.card, edge, StrokeKind::Inside);
        let place = Rect::from_min_max(pos2(rect.left() + pad, rect.top() + pad), rect.max);
        widgets::label(ui, place, galley, Role::Label, &text);
    });
}
