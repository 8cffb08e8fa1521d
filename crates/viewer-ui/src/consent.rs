//! What may be recorded? Asked before the story begins; refusing is as easy as agreeing.

use crate::field::Field;
use crate::flow::Flow;
use crate::i18n::{Value, Word};
use crate::icons::{self, Icon};
use crate::theme::{Measure, Share, Size, Space, TextSize};
use crate::widgets::{self, Cx, SwitchTexts, Weight, button, button_size, switch};
use crate::{ConsentPage, UiAction, keys, pages};
use choice_log::Consent;
use egui::accesskit::Role;
use egui::{Align, Id, Key, Rect, Ui, pos2, vec2};

/// What the viewer has switched and written so far. Everything begins switched off.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    statistics: bool,
    follow_up: bool,
    viewer: String,
    begun: bool,
    /// The focus was put on the way that records nothing.
    focused: bool,
}

impl Draft {
    /// A pass begins.
    pub(crate) fn begin_pass(&mut self) {
        self.begun = false;
    }

    /// Another page is shown. What was switched stays, should the viewer come back.
    pub(crate) fn leave(&mut self) {
        self.focused = false;
    }

    fn chosen(&self, page: &ConsentPage<'_>) -> Consent {
        Consent {
            statistics: self.statistics && page.statistics.is_some(),
            follow_up: self.follow_up && page.follow_up.is_some(),
        }
    }

    fn begin(&mut self, cx: &mut Cx<'_>, consent: Consent) {
        if !std::mem::replace(&mut self.begun, true) {
            let viewer = consent.follow_up.then(|| self.viewer.trim().to_owned());
            cx.actions.push(UiAction::Begin { consent, viewer });
        }
    }
}

/// Draws the page.
pub(crate) fn show(ui: &mut Ui, cx: &mut Cx<'_>, page: &ConsentPage<'_>, draft: &mut Draft) {
    let window = ui.max_rect();
    pages::backdrop(ui, cx, window);
    let width = cx.m.column(Measure::Column);
    let mut body = Flow::new(width);
    let mut foot = Flow::new(width);
    let languages_last =
        pages::kicker(ui, cx, page.title.to_owned(), (page.languages, page.language), &mut body);
    let title = cx.strings.get(Word::ConsentTitle);
    let heading = cx.text(ui, &title, pages::title_size(cx), width);
    body.push(heading.size().y.ceil(), move |ui, rect, _, _| {
        widgets::label(ui, rect, heading, Role::Heading, &title);
    });
    body.space(cx.space(Space::Large));
    let offers = page.statistics.is_some() || page.follow_up.is_some();
    if offers {
        facts(ui, cx, page, &mut body);
        switches(ui, cx, page, draft, &mut body);
    } else {
        let nothing = cx.strings.get(Word::ConsentNothingRecorded);
        body.note(ui, cx, nothing, cx.palette.muted, Align::LEFT);
    }
    if page.has_records {
        body.space(cx.space(Space::Large));
        let words = cx.strings.get(Word::RecordedTitle);
        let shows = vec![(words, Weight::Quiet, UiAction::ShowRecorded)];
        pages::button_rows(ui, cx, shows, &mut body, pages::tell);
    }
    if languages_last {
        pages::languages(ui, cx, page.languages, page.language, &mut body);
    }
    buttons(ui, cx, page, draft, offers, &mut foot);
    // Enter goes on, and records nothing.
    let first = cx.strings.get(if offers { Word::ConsentBeginWithout } else { Word::Begin });
    let first = (!std::mem::replace(&mut draft.focused, true)).then(|| widgets::button_id(&first));
    let back = [Key::Escape, Key::Backspace].into_iter().any(|key| keys::pressed(ui, key));
    if back && !ui.ctx().text_edit_focused() {
        cx.actions.push(UiAction::BackToStart);
    }
    let flows = (body, foot);
    let place = pages::column_place(ui, cx, 0.0, &flows);
    pages::column(ui, cx, place, ("consent", page.title), first, (draft, flows));
}

/// Who, what for, how long.
fn facts<'a>(ui: &Ui, cx: &Cx<'_>, page: &ConsentPage<'a>, body: &mut Flow<'a, Draft>) {
    let keep = cx.strings.with(Word::ConsentKeepValue, &[("days", Value::Number(i64::from(page.keep_days)))]);
    let facts = [
        (Icon::Person, Word::ConsentFrom, page.who.to_owned()),
        (Icon::Target, Word::ConsentWhy, page.why.to_owned()),
        (Icon::Clock, Word::ConsentKeep, keep),
    ];
    for (icon, name, text) in facts {
        if text.trim().is_empty() {
            continue;
        }
        let (side, gap) = (cx.m.size(Size::Icon), cx.space(Space::Medium));
        let name = cx.strings.get(name);
        let names = Share::Aside.of(body.width()).min(cx.m.measure(Measure::Label));
        let left = cx.text_in(ui, &name, TextSize::Body, names, cx.palette.muted, Align::LEFT);
        let rest = body.width() - side - 2.0 * gap - names;
        let right = cx.text(ui, &text, TextSize::Body, rest);
        let height = left.size().y.max(right.size().y).max(side).ceil();
        body.push(height, move |ui, rect, cx, _| {
            let row = cx.m.line_height(TextSize::Body);
            let square = Rect::from_min_size(rect.min + vec2(0.0, (row - side) / 2.0), vec2(side, side));
            icons::draw(ui.painter(), icon, square, cx.palette.accent);
            let at = rect.left() + side + gap;
            widgets::label(ui, rect.with_min_x(at).with_max_x(at + names), left, Role::Label, &name);
            widgets::label(ui, rect.with_min_x(at + names + gap), right, Role::Label, &text);
        });
        body.space(cx.space(Space::Small));
    }
    body.space(cx.space(Space::Medium));
}

fn switches<'a>(ui: &Ui, cx: &Cx<'_>, page: &ConsentPage<'a>, draft: &Draft, body: &mut Flow<'a, Draft>) {
    let choose = cx.strings.get(Word::ConsentChoose);
    let heading = cx.text(ui, &choose, TextSize::Strong, body.width());
    body.push(heading.size().y.ceil(), move |ui, rect, _, _| {
        widgets::label(ui, rect, heading, Role::Heading, &choose);
    });
    body.space(cx.space(Space::Medium));
    type Pick = fn(&mut Draft) -> &mut bool;
    let scopes: [(Option<&str>, Word, Pick); 2] = [
        (page.statistics, Word::ConsentStatistics, |draft| &mut draft.statistics),
        (page.follow_up, Word::ConsentFollowUp, |draft| &mut draft.follow_up),
    ];
    let offered: Vec<_> = scopes
        .into_iter()
        .filter_map(|(text, title, pick)| Some((cx.strings.get(title), text?, title.key(), pick)))
        .collect();
    // Beside one another where there is room: neither is the one that comes first.
    let gap = cx.space(Space::Medium);
    let (columns, width) = pages::cells(cx, body.width(), offered.len());
    for row in offered.chunks(columns) {
        let row: Vec<_> = row
            .iter()
            .map(|(title, text, key, pick)| (SwitchTexts::new(ui, cx, title, text, width), *key, *pick))
            .collect();
        let height = row.iter().map(|(texts, ..)| texts.switch_height(cx)).fold(0.0, f32::max);
        body.push(height, move |ui, rect, cx, draft| {
            for (at, (texts, key, pick)) in row.into_iter().enumerate() {
                let left = rect.left() + at as f32 * (width + gap);
                let place = Rect::from_min_size(pos2(left, rect.top()), vec2(width, height));
                switch(ui, cx, place, pick(draft), &texts, key);
            }
        });
        body.space(gap);
    }
    if draft.chosen(page).follow_up {
        name_field(ui, cx, body);
    }
    let free = cx.strings.get(Word::ConsentFree);
    body.note(ui, cx, free, cx.palette.muted, Align::LEFT);
}

fn name_field(ui: &Ui, cx: &Cx<'_>, body: &mut Flow<'_, Draft>) {
    let name = cx.strings.get(Word::ConsentViewer);
    body.note(ui, cx, name.clone(), cx.palette.text, Align::LEFT);
    body.space(cx.space(Space::Tiny));
    let field = Field {
        id: Id::unique("viewer"),
        name,
        hint: cx.strings.get(Word::ConsentViewerHint),
        at_most: 100,
        rows: 1,
    };
    body.push(field.height(cx), move |ui, rect, cx, draft| {
        field.show(ui, cx, rect, &mut draft.viewer);
    });
    body.space(cx.space(Space::Medium));
}

/// "Watch without recording" and "watch and share" weigh the same.
fn buttons<'a>(
    ui: &Ui,
    cx: &Cx<'_>,
    page: &ConsentPage<'a>,
    draft: &Draft,
    offers: bool,
    foot: &mut Flow<'a, Draft>,
) {
    let consent = draft.chosen(page);
    if !offers {
        let text = cx.strings.get(Word::Begin);
        let size = button_size(ui, cx, &text, foot.width());
        let width = size.x.max(cx.m.size(Size::Button)).min(foot.width());
        foot.push(size.y, move |ui, rect, cx, draft| {
            let place = rect.with_max_x(rect.left() + width);
            if button(ui, cx, place, &text, Weight::Main, true).clicked() {
                draft.begin(cx, Consent::NONE);
            }
        });
        return;
    }
    let named = !consent.follow_up || !draft.viewer.trim().is_empty();
    let ready = consent.allows_records() && named;
    let gap = cx.space(Space::Medium);
    let half = ((foot.width() - gap) / 2.0).floor();
    let texts = [Word::ConsentBeginWithout, Word::ConsentBeginWith].map(|word| cx.strings.get(word));
    let height = texts.iter().map(|text| button_size(ui, cx, text, half).y).fold(0.0, f32::max);
    foot.push(height.ceil(), move |ui, rect, cx, draft| {
        let [without, with] = texts;
        let left = Rect::from_min_size(rect.min, vec2(half, rect.height()));
        let right = Rect::from_min_size(pos2(rect.right() - half, rect.top()), vec2(half, rect.height()));
        if button(ui, cx, left, &without, Weight::Even, true).clicked() {
            draft.begin(cx, Consent::NONE);
        }
        if button(ui, cx, right, &with, Weight::Even, ready).clicked() && ready {
            draft.begin(cx, consent);
        }
    });
    foot.space(cx.space(Space::Small));
    let hint = match (consent.allows_records(), named) {
        (false, _) => cx.strings.get(Word::ConsentNothingChosen),
        (true, false) => cx.strings.get(Word::ConsentViewerMissing),
        (true, true) => String::from("\u{3000}"),
    };
    let back = cx.strings.get(Word::ConsentBack);
    let size = button_size(ui, cx, &back, half);
    let galley = cx.text_in(ui, &hint, TextSize::Small, half, cx.palette.muted, Align::RIGHT);
    foot.push(size.y.max(galley.size().y).ceil(), move |ui, rect, cx, _| {
        let place = Rect::from_min_size(rect.min, size);
        if button(ui, cx, place, &back, Weight::Quiet, true).clicked() {
            cx.actions.push(UiAction::BackToStart);
        }
        if hint.trim() != "" {
            let place = rect.with_min_x(rect.right() - half);
            widgets::label(ui, place, galley, Role::Status, &hint);
        }
    });
}
