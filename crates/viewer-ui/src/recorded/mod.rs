//! The page "what was recorded": the list, the switches, a copy, deletion.

mod list;
mod text;

pub use text::{GroupText, LineText, RecordedText, SessionText, recorded_text};

use crate::field::Field;
use crate::flow::Flow;
use crate::i18n::{Value, Word};
use crate::model::{BackTo, Outcome, RecordedList, RecordedPage, RecordingSwitches};
use crate::theme::{Measure, Space, TextSize};
use crate::widgets::{self, Cx, SwitchTexts, Weight, button, button_size, switch};
use crate::{UiAction, keys, pages};
use choice_log::Consent;
use egui::accesskit::{Live, Role};
use egui::{Align, Color32, Id, Key, Rect, Ui, pos2, vec2};

/// What the page remembers while it is shown.
#[derive(Debug, Default)]
pub(crate) struct State {
    /// The page was shown before: the focus is where the viewer put it.
    shown: bool,
    /// Deleting was asked for, and is to be confirmed.
    erasing: bool,
    /// The question whether to delete has just come: in a small window it is scrolled to.
    reveal: bool,
    /// Follow-up was switched on, and a name is wanted first.
    naming: bool,
    viewer: String,
    /// A copy was asked for. Its button goes while it is made, and the focus with it.
    saving: bool,
}

/// Draws the page.
pub(crate) fn show(ui: &mut Ui, cx: &mut Cx<'_>, page: &RecordedPage<'_>, state: &mut State) {
    let window = ui.max_rect();
    pages::backdrop(ui, cx, window);
    if keys::pressed(ui, Key::Escape) && !ui.ctx().text_edit_focused() {
        if state.erasing {
            state.close_confirmation();
        } else {
            cx.actions.push(UiAction::CloseRecorded);
        }
    }
    state.erasing &= has_records(page) && !page.busy;
    let width = cx.m.column(Measure::Column);
    let mut body = Flow::new(width);
    let mut foot = Flow::new(width);
    let title = cx.strings.get(Word::RecordedTitle);
    let kicker = cx.text_in(ui, page.title, TextSize::Small, width, cx.palette.accent, Align::LEFT);
    body.push(kicker.size().y.ceil(), move |ui, rect, _, _| {
        widgets::label(ui, rect, kicker, Role::Label, page.title);
    });
    body.space(cx.space(Space::Small));
    heading(ui, cx, title.clone(), pages::title_size(cx), &mut body);
    body.space(cx.space(Space::Large));
    if let Some(switches) = &page.switches {
        recording(ui, cx, switches, state, &mut body);
    }
    list(ui, cx, page, &mut body);
    if state.erasing {
        confirmation(ui, cx, page, &mut foot);
    } else {
        outcome(ui, cx, page, &mut foot);
        buttons(ui, cx, page, state, &mut foot);
    }
    let first = if state.shown { None } else { Some(widgets::button_id(&way_back(cx, page))) };
    let first = first.filter(|_| !state.erasing);
    // What comes and goes below the list does not move the page's heading.
    let place = pages::place(ui, cx, 0.0, vec2(width, window.height()));
    pages::column(ui, cx, place, ("recorded", &title), first, (state, (body, foot)));
    state.shown = true;
}

fn has_records(page: &RecordedPage<'_>) -> bool {
    matches!(page.list, RecordedList::Found(sessions) if !sessions.is_empty()) || page.waiting > 0
}

fn heading(ui: &Ui, cx: &Cx<'_>, text: String, size: TextSize, body: &mut Flow<'_, State>) {
    let galley = cx.text_in(ui, &text, size, body.width(), cx.palette.text, Align::LEFT);
    body.push(galley.size().y.ceil(), move |ui, rect, _, _| {
        widgets::label(ui, rect, galley, Role::Heading, &text);
    });
}

/// A sentence that is told by itself when it comes.
fn told(ui: &Ui, cx: &Cx<'_>, text: String, colour: Color32, body: &mut Flow<'_, State>) {
    let galley = cx.text_in(ui, &text, TextSize::Body, body.width(), colour, Align::LEFT);
    body.push(galley.size().y.ceil(), move |ui, rect, _, _| {
        let response = widgets::label(ui, rect, galley, Role::Status, &text);
        let _ = ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(Live::Polite));
    });
}

/// What is recorded now, and the switches.
fn recording<'a>(
    ui: &Ui,
    cx: &Cx<'_>,
    switches: &RecordingSwitches<'a>,
    state: &mut State,
    body: &mut Flow<'a, State>,
) {
    let now = if switches.statistics.is_none() && switches.follow_up.is_none() {
        cx.strings.get(Word::RecordedNotOffered)
    } else if switches.recording.allows_records() {
        let scope = text::scope(switches.recording, cx.strings);
        cx.strings.with(Word::RecordedNow, &[("scope", Value::Text(&scope))])
    } else {
        cx.strings.get(Word::RecordedNotNow)
    };
    told(ui, cx, now, cx.palette.text, body);
    body.space(cx.space(Space::Medium));
    let recording = switches.recording;
    state.naming &= !recording.follow_up && switches.follow_up.is_some();
    let naming = state.naming;
    type Change = fn(Consent) -> Consent;
    let scopes: [(Option<&str>, Word, bool, Change); 2] = [
        (switches.statistics, Word::ConsentStatistics, recording.statistics, |consent| Consent {
            statistics: !consent.statistics,
            ..consent
        }),
        (switches.follow_up, Word::ConsentFollowUp, recording.follow_up || naming, |consent| Consent {
            follow_up: !consent.follow_up,
            ..consent
        }),
    ];
    let offered: Vec<_> =
        scopes.into_iter().filter_map(|(text, title, on, change)| Some((text?, title, on, change))).collect();
    if offered.is_empty() {
        return;
    }
    let gap = cx.space(Space::Medium);
    let (columns, width) = pages::cells(cx, body.width(), offered.len());
    let viewer = switches.viewer.map(ToOwned::to_owned);
    for row in offered.chunks(columns) {
        let row: Vec<_> = row
            .iter()
            .map(|(text, title, on, change)| {
                let texts = SwitchTexts::new(ui, cx, &cx.strings.get(*title), text, width);
                (texts, *title, *on, *change)
            })
            .collect();
        let height = row.iter().map(|(texts, ..)| texts.switch_height(cx)).fold(0.0, f32::max);
        let viewer = viewer.clone();
        body.push(height, move |ui, rect, cx, state| {
            for (at, (texts, title, mut on, change)) in row.into_iter().enumerate() {
                let left = rect.left() + at as f32 * (width + gap);
                let place = Rect::from_min_size(pos2(left, rect.top()), vec2(width, height));
                let key = format!("recorded-{}", title.key());
                if !switch(ui, cx, place, &mut on, &texts, &key).changed() {
                    continue;
                }
                let consent = change(recording);
                if title == Word::ConsentFollowUp && consent.follow_up && viewer.is_none() {
                    // Nobody could be followed up with: first the name.
                    state.naming = !state.naming;
                    if state.naming {
                        ui.memory_mut(|memory| memory.request_focus(name_id()));
                    }
                } else {
                    let viewer = viewer.clone().filter(|_| consent.follow_up);
                    cx.actions.push(UiAction::ChangeConsent { consent, viewer });
                }
            }
        });
        body.space(gap);
    }
    if naming {
        name_field(ui, cx, recording, state, body);
    }
    body.note(ui, cx, cx.strings.get(Word::ConsentFree), cx.palette.muted, Align::LEFT);
    body.space(cx.space(Space::Wide));
}

fn name_id() -> Id {
    Id::unique("recorded viewer")
}

fn name_field(ui: &Ui, cx: &Cx<'_>, recording: Consent, state: &State, body: &mut Flow<'_, State>) {
    let name = cx.strings.get(Word::ConsentViewer);
    body.note(ui, cx, name.clone(), cx.palette.text, Align::LEFT);
    body.space(cx.space(Space::Tiny));
    let field =
        Field { id: name_id(), name, hint: cx.strings.get(Word::ConsentViewerHint), at_most: 100, rows: 1 };
    let agree = cx.strings.get(Word::RecordedAgree);
    let size = button_size(ui, cx, &agree, body.width() / 2.0);
    let ready = !state.viewer.trim().is_empty();
    let gap = cx.space(Space::Medium);
    body.push(field.height(cx).max(size.y), move |ui, rect, cx, state| {
        let parted = rect.right() - size.x;
        let mut agreed = field.show(ui, cx, rect.with_max_x(parted - gap), &mut state.viewer);
        agreed |= button(ui, cx, rect.with_min_x(parted), &agree, Weight::Main, ready).clicked();
        if agreed && ready {
            let consent = Consent { follow_up: true, ..recording };
            let viewer = Some(state.viewer.trim().to_owned());
            state.naming = false;
            cx.actions.push(UiAction::ChangeConsent { consent, viewer });
        }
    });
    body.space(gap);
}

/// The list itself.
fn list(ui: &Ui, cx: &Cx<'_>, page: &RecordedPage<'_>, body: &mut Flow<'_, State>) {
    if page.waiting > 0 {
        let count = Value::count(page.waiting);
        told(ui, cx, cx.strings.with(Word::RecordedWaiting, &[("count", count)]), cx.palette.alarm, body);
        body.space(cx.space(Space::Medium));
    }
    match page.list {
        RecordedList::Reading => told(ui, cx, cx.strings.get(Word::RecordedReading), cx.palette.muted, body),
        RecordedList::Unreadable(detail) => {
            told(ui, cx, cx.strings.get(Word::RecordedUnreadable), cx.palette.alarm, body);
            body.space(cx.space(Space::Small));
            body.note(ui, cx, crate::typeset::clean(detail), cx.palette.muted, Align::LEFT);
        }
        RecordedList::Found(sessions) => list::show(ui, cx, sessions, body),
    }
}

/// What became of the latest thing asked for.
fn outcome(ui: &Ui, cx: &Cx<'_>, page: &RecordedPage<'_>, foot: &mut Flow<'_, State>) {
    if page.busy {
        told(ui, cx, cx.strings.get(Word::RecordedBusy), cx.palette.text, foot);
        foot.space(cx.space(Space::Medium));
        return;
    }
    let Some(outcome) = page.outcome else { return };
    let (text, detail, colour) = match outcome {
        Outcome::Erased { records, bytes_may_stay } => {
            let text = cx.strings.with(Word::RecordedErased, &[("count", Value::count(records))]);
            let stay =
                if bytes_may_stay { cx.strings.get(Word::RecordedBytesMayStay) } else { String::new() };
            (text, stay, cx.palette.text)
        }
        Outcome::NotErased(detail) => {
            (cx.strings.get(Word::RecordedNotErased), detail.to_owned(), cx.palette.alarm)
        }
        Outcome::Saved { folder, files, records } => {
            let values = [("folder", Value::Text(folder)), ("count", Value::count(records))];
            (cx.strings.with(Word::RecordedSaved, &values), files.join(" · "), cx.palette.text)
        }
        Outcome::NotSaved(detail) => {
            (cx.strings.get(Word::RecordedNotSaved), detail.to_owned(), cx.palette.alarm)
        }
    };
    told(ui, cx, text, colour, foot);
    foot.note(ui, cx, crate::typeset::clean(&detail), cx.palette.muted, Align::LEFT);
    foot.space(cx.space(Space::Medium));
}

/// The way back has the focus first: it is what a viewer who came by mistake looks for.
fn way_back(cx: &Cx<'_>, page: &RecordedPage<'_>) -> String {
    cx.strings.get(match page.back_to {
        BackTo::Story => Word::RecordedBackToStory,
        BackTo::Start | BackTo::Ending => Word::RecordedBack,
    })
}

fn buttons(ui: &Ui, cx: &Cx<'_>, page: &RecordedPage<'_>, state: &mut State, foot: &mut Flow<'_, State>) {
    let mut row = vec![(way_back(cx, page), Weight::Main, Press::Back)];
    if has_records(page) && !page.busy {
        if page.waiting == 0 {
            let save = cx.strings.get(Word::RecordedSave);
            if state.saving && ui.memory(|memory| memory.focused().is_none()) {
                state.saving = false;
                ui.memory_mut(|memory| memory.request_focus(widgets::button_id(&save)));
            }
            row.push((save, Weight::Even, Press::Save));
        }
        row.push((cx.strings.get(Word::RecordedErase), Weight::Even, Press::Erase));
    }
    pages::button_rows(ui, cx, row, foot, pressed);
}

/// What a button of this page does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Press {
    Back,
    Save,
    Erase,
    Keep,
    EraseNow { go_on: bool },
}

/// Asked once: what is deleted, and what remains.
fn confirmation(ui: &Ui, cx: &Cx<'_>, page: &RecordedPage<'_>, foot: &mut Flow<'_, State>) {
    let title = cx.strings.get(Word::RecordedEraseTitle);
    let galley = cx.text(ui, &title, TextSize::Strong, foot.width());
    foot.push(galley.size().y.ceil(), move |ui, rect, _, state| {
        if std::mem::take(&mut state.reveal) {
            ui.scroll_to_rect(rect, Some(Align::TOP));
        }
        let response = widgets::label(ui, rect, galley, Role::Heading, &title);
        let _ = ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(Live::Polite));
    });
    foot.space(cx.space(Space::Tiny));
    foot.note(ui, cx, cx.strings.get(Word::RecordedEraseWhat), cx.palette.text, Align::LEFT);
    foot.space(cx.space(Space::Medium));
    let recording = page.switches.is_some_and(|switches| switches.recording.allows_records());
    let keep = (cx.strings.get(Word::RecordedEraseNo), Weight::Even, Press::Keep);
    let row = if recording {
        vec![
            keep,
            (cx.strings.get(Word::RecordedEraseStop), Weight::Even, Press::EraseNow { go_on: false }),
            (cx.strings.get(Word::RecordedEraseGoOn), Weight::Even, Press::EraseNow { go_on: true }),
        ]
    } else {
        vec![keep, (cx.strings.get(Word::RecordedEraseYes), Weight::Even, Press::EraseNow { go_on: false })]
    };
    pages::button_rows(ui, cx, row, foot, pressed);
}

fn pressed(ui: &Ui, cx: &mut Cx<'_>, state: &mut State, press: Press) {
    state.saving = press == Press::Save;
    match press {
        Press::Back => cx.actions.push(UiAction::CloseRecorded),
        Press::Save => cx.actions.push(UiAction::SaveRecorded),
        Press::Erase => {
            (state.erasing, state.reveal) = (true, true);
            // The harmless answer.
            let keep = cx.strings.get(Word::RecordedEraseNo);
            ui.memory_mut(|memory| memory.request_focus(widgets::button_id(&keep)));
        }
        Press::Keep => state.close_confirmation(),
        Press::EraseNow { go_on } => {
            state.close_confirmation();
            cx.actions.push(UiAction::EraseRecorded { go_on });
        }
    }
}

impl State {
    /// The focus goes back to the way back.
    fn close_confirmation(&mut self) {
        self.erasing = false;
        self.shown = false;
    }
}
