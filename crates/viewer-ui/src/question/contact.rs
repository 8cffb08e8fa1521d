//! A request to be contacted: words, a preview of exactly what is sent, and the viewer's yes.

use super::Open;
use crate::ContactView;
use crate::field::{Field, counted_note, rows};
use crate::flow::Flow;
use crate::i18n::{Value, Word};
use crate::letter;
use crate::theme::{Line, Space, TextSize};
use crate::widgets::{self, Cx, Weight, button, button_size};
use egui::accesskit::{Live, Role};
use egui::{Align, Id, Rect, StrokeKind, Ui, pos2};
use session::Answer;

/// How many characters a message may have.
const MOST: u32 = 1_000;

/// What the viewer has written so far.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    words: String,
    previewing: bool,
}

/// What the viewer decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Decision {
    /// The preview was confirmed.
    Send,
    /// Not now.
    NotNow,
}

/// The form within a question.
pub(crate) fn question<'a>(
    ui: &Ui,
    cx: &Cx<'_>,
    contact: Option<ContactView<'a>>,
    open: &mut Open,
    body: &mut Flow<'a, Open>,
    foot: &mut Flow<'a, Open>,
) {
    let id = Id::unique(("contact", open.id.as_str()));
    open.focus_first(ui, first_id(cx, id, &open.contact));
    let form = Form { id, contact, draft: |open: &mut Open| &mut open.contact, decide: decide_question };
    form.show(ui, cx, &open.contact, body, foot);
}

fn decide_question(cx: &mut Cx<'_>, open: &mut Open, decision: Decision) {
    match decision {
        Decision::Send => {
            let words = open.contact.words.trim().to_owned();
            open.answer(cx, Answer::Contact(words));
        }
        Decision::NotNow => open.skip(cx),
    }
}

/// What has the focus first: the message, or the way back to it from what will be sent.
fn first_id(cx: &Cx<'_>, field: Id, draft: &Draft) -> Id {
    if draft.previewing { widgets::button_id(&cx.strings.get(Word::ContactEdit)) } else { field }
}

impl Draft {
    /// The words as they would be sent.
    pub(crate) fn words(&self) -> &str {
        self.words.trim()
    }

    /// The focus goes to the first of the preview's buttons, which sends nothing: the key that opened
    /// the preview may still be held.
    fn open_preview(&mut self, ui: &Ui, cx: &Cx<'_>) {
        self.previewing = true;
        let edit = widgets::button_id(&cx.strings.get(Word::ContactEdit));
        ui.memory_mut(|memory| memory.request_focus(edit));
    }
}

/// A form over some state that keeps a draft.
pub(crate) struct Form<'a, S> {
    pub(crate) id: Id,
    pub(crate) contact: Option<ContactView<'a>>,
    pub(crate) draft: fn(&mut S) -> &mut Draft,
    pub(crate) decide: fn(&mut Cx<'_>, &mut S, Decision),
}

impl<'a, S: 'a> Form<'a, S> {
    /// Adds the form to `body` and its buttons to `foot`.
    pub(crate) fn show(
        self,
        ui: &Ui,
        cx: &Cx<'_>,
        draft: &Draft,
        body: &mut Flow<'a, S>,
        foot: &mut Flow<'a, S>,
    ) {
        if draft.previewing {
            self.preview(ui, cx, draft, body, foot);
        } else {
            self.write(ui, cx, draft, body, foot);
        }
    }

    fn write(self, ui: &Ui, cx: &Cx<'_>, draft: &Draft, body: &mut Flow<'a, S>, foot: &mut Flow<'a, S>) {
        let to = letter::recipient(self.contact, cx.strings);
        let promise = self.contact.map_or("", |contact| contact.promise);
        let galley = cx.text(ui, &to, TextSize::Strong, body.width());
        body.push(galley.size().y.ceil(), move |ui, rect, _, _| {
            widgets::label(ui, rect, galley, Role::Label, &to);
        });
        body.text(ui, cx, promise, (TextSize::Small, cx.palette.muted, Align::LEFT), Role::Label);
        body.space(cx.space(Space::Small));
        let field = Field {
            id: self.id,
            name: cx.strings.get(Word::ContactMessage),
            hint: cx.strings.get(Word::ContactHint),
            at_most: MOST,
            rows: rows(cx),
        };
        let pick = self.draft;
        body.push(field.height(cx), move |ui, rect, cx, state| {
            let draft = pick(state);
            if field.show(ui, cx, rect, &mut draft.words) {
                draft.open_preview(ui, cx);
            }
        });
        body.space(cx.space(Space::Tiny));
        counted_note(ui, cx, String::new(), draft.words.chars().count(), MOST, body);
        self.buttons(
            ui,
            cx,
            foot,
            [Word::ContactNotNow, Word::ContactPreview],
            |ui, cx, state, form, second| {
                if second {
                    (form.draft)(state).open_preview(ui, cx);
                } else {
                    (form.decide)(cx, state, Decision::NotNow);
                }
            },
        );
    }

    fn preview(self, ui: &Ui, cx: &Cx<'_>, draft: &Draft, body: &mut Flow<'a, S>, foot: &mut Flow<'a, S>) {
        let title = cx.strings.get(Word::ContactPreviewTitle);
        let letter = letter::compose(self.contact, draft.words(), cx.strings);
        let words =
            if letter.message.is_empty() { cx.strings.get(Word::ContactEmpty) } else { letter.message };
        let heading = cx.text(ui, &title, TextSize::Strong, body.width());
        body.push(heading.size().y.ceil(), move |ui, rect, _, _| {
            let response = widgets::label(ui, rect, heading, Role::Heading, &title);
            let _ = ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(Live::Polite));
        });
        body.space(cx.space(Space::Small));
        let pad = cx.space(Space::Large);
        let width = body.width() - 2.0 * pad;
        let lines = letter.head.into_iter().map(|line| (line, TextSize::Small));
        let parts: Vec<_> = lines
            .chain([(words, TextSize::Body)])
            .map(|(text, size)| (cx.text(ui, &text, size, width), text))
            .collect();
        let gap = cx.space(Space::Tiny);
        let inner: f32 = parts.iter().map(|(galley, _)| galley.size().y + gap).sum();
        body.push((inner - gap + 2.0 * pad).ceil(), move |ui, rect, cx, _| {
            let edge = cx.stroke(Line::Hair, cx.palette.line);
            ui.painter().rect(rect, cx.radius(), cx.palette.card, edge, StrokeKind::Inside);
            let mut top = rect.top() + pad;
            for (galley, text) in parts {
                let place = Rect::from_min_size(pos2(rect.left() + pad, top), galley.size());
                top = place.bottom() + gap;
                widgets::label(ui, place, galley, Role::Label, &text);
            }
        });
        let mail = self.contact.and_then(|contact| contact.mail);
        let (how, send) = match mail {
            Some(mail) => {
                let how = cx.strings.with(Word::ContactHowMail, &[("mail", Value::Text(mail))]);
                (how, Word::ContactSend)
            }
            None => (cx.strings.get(Word::ContactHowFile), Word::ContactSave),
        };
        body.space(cx.space(Space::Small));
        body.note(ui, cx, how, cx.palette.muted, Align::LEFT);
        self.buttons(ui, cx, foot, [Word::ContactEdit, send], |ui, cx, state, form, second| {
            if second {
                (form.decide)(cx, state, Decision::Send);
            } else {
                (form.draft)(state).previewing = false;
                ui.memory_mut(|memory| memory.request_focus(form.id));
            }
        });
    }

    /// Two buttons of one size, the second the way on.
    fn buttons(
        self,
        ui: &Ui,
        cx: &Cx<'_>,
        foot: &mut Flow<'a, S>,
        words: [Word; 2],
        act: fn(&Ui, &mut Cx<'_>, &mut S, &Self, bool),
    ) {
        let texts = words.map(|word| cx.strings.get(word));
        let gap = cx.space(Space::Medium);
        let half = (foot.width() - gap) / 2.0;
        let sizes = texts.each_ref().map(|text| button_size(ui, cx, text, half));
        let (width, height) = (sizes[0].x.max(sizes[1].x), sizes[0].y.max(sizes[1].y));
        foot.push(height.ceil(), move |ui, rect, cx, state| {
            for (text, second) in texts.iter().zip([false, true]) {
                let right = rect.right() - if second { 0.0 } else { width + gap };
                let place = Rect::from_min_max(pos2(right - width, rect.top()), pos2(right, rect.bottom()));
                let weight = if second { Weight::Main } else { Weight::Even };
                if button(ui, cx, place, text, weight, true).clicked() {
                    act(ui, cx, state, &self, second);
                }
            }
        });
    }
}
