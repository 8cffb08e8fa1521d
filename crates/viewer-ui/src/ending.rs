//! The last page.

use crate::flow::{Flow, draw_scrolling};
use crate::i18n::Word;
use crate::pages;
use crate::question::contact::{Decision, Draft as ContactDraft, Form};
use crate::theme::{Measure, Space, TextSize};
use crate::widgets::{Cx, Weight};
use crate::{EndingPage, UiAction};
use egui::accesskit::Role;
use egui::{Align, Id, Rect, Ui, UiBuilder, vec2};

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
    pages::backdrop(ui, cx, window);
    let width = cx.m.measure(Measure::Column).min(window.width() - 2.0 * cx.m.margin()).max(1.0);
    let standard = cx.strings.get(Word::EndingTitle);
    let title = if page.title.trim().is_empty() { standard.as_str() } else { page.title };
    let mut body = Flow::new(width);
    let mut foot = Flow::new(width);
    pages::logo(cx, &mut body);
    body.text(ui, cx, title, (TextSize::Title, cx.palette.text, Align::LEFT), Role::Heading);
    body.space(cx.space(Space::Medium));
    body.text(ui, cx, page.text, (TextSize::Body, cx.palette.text, Align::LEFT), Role::Label);
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
        pages::offers(ui, cx, page.offers, &mut body);
        body.space(cx.space(Space::Large));
        if page.contact_sent {
            body.note(ui, cx, cx.strings.get(Word::ContactSent), cx.palette.text, Align::LEFT);
            body.space(cx.space(Space::Tiny));
        }
        let recorded = page.recording.allows_records();
        let recorded = if recorded { Word::EndingRecorded } else { Word::EndingNotRecorded };
        body.note(ui, cx, cx.strings.get(recorded), cx.palette.muted, Align::LEFT);
        if page.contact.is_some() && !page.contact_sent {
            ask_button(ui, cx, &mut foot);
        }
        pages::button_rows(ui, cx, ways_on(cx, page), &mut foot);
    }
    let room = window.shrink2(vec2(0.0, cx.m.margin()));
    let whole = (body.height() + foot.height() + cx.space(Space::Large)).min(room.height());
    let place = Rect::from_center_size(room.center(), vec2(width, whole));
    let mut child = ui.new_child(
        UiBuilder::new()
            .max_rect(place)
            .scope_id(Id::unique("ending"))
            .accessibility_role(Role::Group)
            .accessibility_label(title),
    );
    draw_scrolling(&mut child, place, cx, draft, (body, foot), "ending");
}

fn ways_on(cx: &Cx<'_>, page: &EndingPage<'_>) -> Vec<(String, Weight, UiAction)> {
    let mut ways = vec![(Word::WatchAgain, Weight::Even, UiAction::Restart)];
    if page.can_go_back {
        ways.push((Word::BackToQuestion, Weight::Even, UiAction::Back));
    }
    ways.push((Word::RecordedTitle, Weight::Even, UiAction::ShowRecorded));
    ways.push((Word::Quit, Weight::Quiet, UiAction::Quit));
    ways.into_iter().map(|(word, weight, action)| (cx.strings.get(word), weight, action)).collect()
}

fn ask_button(ui: &Ui, cx: &Cx<'_>, foot: &mut Flow<'_, Draft>) {
    let text = cx.strings.get(Word::ContactAsk);
    let size = crate::widgets::button_size(ui, cx, &text, foot.width());
    foot.push(size.y, move |ui, rect, cx, draft| {
        let place = rect.with_max_x(rect.left() + size.x);
        if crate::widgets::button(ui, cx, place, &text, Weight::Main, true).clicked() {
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
