//! The open question, over the picture.

mod choices;
pub(crate) mod contact;
mod countdown;
mod room;
mod scale;
pub(crate) mod waiting;
mod words;

use crate::farewell::Farewell;
use crate::flow::{Flow, draw_scrolling};
use crate::i18n::Word;
use crate::theme::{Line, Measure, Radius, Space, TextSize, appearing};
use crate::widgets::{self, Cx, Weight, button, button_size};
use crate::{StoryPage, UiAction};
use choices::Take;
use egui::accesskit::{Live, Role};
use egui::{Align, Id, Rect, StrokeKind, Ui, UiBuilder, Vec2, pos2};
use room::Room;
pub(crate) use room::is_beside;
use scene_graph::{ChoiceId, Place, QuestionId, SceneId};
use session::{Answer, QuestionKind, QuestionView};

/// The open question, and what the viewer has filled in but not confirmed.
#[derive(Debug)]
pub(crate) struct Open {
    id: QuestionId,
    scene: SceneId,
    /// When it opened, in egui's time.
    since: f64,
    /// The focus has still to go to the first choice.
    wants_focus: bool,
    /// An answer was given in this pass: no second one.
    sent: bool,
    picked: Vec<ChoiceId>,
    number: Option<i32>,
    words: String,
    contact: contact::Draft,
    /// What the viewer points at or has the focus on.
    considering: Option<ChoiceId>,
    /// Where answers stood in the latest pass, and what they say.
    places: Vec<(Answer, Rect, String)>,
    /// The answer that was given, where it is one that can be shown.
    given: Option<(Rect, String)>,
}

impl Open {
    /// `view` opens now.
    pub(crate) fn new(view: &QuestionView, now: f64) -> Self {
        let (mut picked, mut number, mut words) = (Vec::new(), None, String::new());
        match &view.kind {
            QuestionKind::SeveralOf { choices, .. } => {
                picked =
                    choices.iter().filter(|choice| choice.chosen).map(|choice| choice.id.clone()).collect();
            }
            QuestionKind::Scale { preset, .. } => number = *preset,
            QuestionKind::Words { preset, .. } => words.clone_from(preset),
            QuestionKind::OneOf(_) | QuestionKind::Contact => {}
        }
        Self {
            id: view.id.clone(),
            scene: view.scene.clone(),
            since: now,
            wants_focus: true,
            sent: false,
            picked,
            number,
            words,
            contact: contact::Draft::default(),
            considering: None,
            places: Vec::new(),
            given: None,
        }
    }

    /// It is this question that is open.
    pub(crate) fn is(&self, view: &QuestionView) -> bool {
        self.id == view.id && self.scene == view.scene
    }

    /// How long it has been open, in seconds.
    pub(crate) fn age(&self, now: f64) -> f64 {
        now - self.since
    }

    /// A pass begins.
    pub(crate) fn begin_pass(&mut self) {
        self.sent = false;
        self.considering = None;
    }

    /// The answer that was given to it stands for a moment more, from `now` on.
    pub(crate) fn farewell(&self, now: f64) -> Option<Farewell> {
        let (rect, text) = self.given.clone()?;
        Some(Farewell { text, rect, since: now })
    }

    /// This answer stands here in this pass.
    fn stands(&mut self, answer: Answer, rect: Rect, text: &str) {
        match self.places.iter_mut().find(|(known, ..)| *known == answer) {
            Some(place) => place.1 = rect,
            None => self.places.push((answer, rect, text.to_owned())),
        }
    }

    /// The first choice gets the focus in this pass.
    pub(crate) fn want_focus(&mut self) {
        self.wants_focus = true;
    }

    /// What the viewer points at or has the focus on.
    pub(crate) fn considering(&self) -> Option<&ChoiceId> {
        self.considering.as_ref()
    }

    fn answer(&mut self, cx: &mut Cx<'_>, answer: Answer) {
        if !std::mem::replace(&mut self.sent, true) {
            let place = self.places.iter().find(|(known, ..)| *known == answer);
            self.given = place.map(|(_, rect, text)| (*rect, text.clone()));
            cx.actions.push(UiAction::Answer(answer));
        }
    }

    fn skip(&mut self, cx: &mut Cx<'_>) {
        if !std::mem::replace(&mut self.sent, true) {
            self.given = None;
            cx.actions.push(UiAction::Skip);
        }
    }

    /// The focus, if it has not been given yet, goes to this control.
    fn focus_first(&mut self, ui: &Ui, id: Id) {
        if std::mem::take(&mut self.wants_focus) {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
    }
}

/// Draws the question into `free` (the window without the control bar); gives the panel.
pub(crate) fn show(ui: &mut Ui, cx: &mut Cx<'_>, page: &StoryPage<'_>, open: &mut Open, free: Rect) -> Rect {
    let Some(view) = page.question else { return Rect::NOTHING };
    digits(ui, cx, view, open);
    let room = Room::new(cx, view.place, free);
    let mut body = Flow::new(room.width);
    countdown::show(ui, cx, view, &mut body);
    prompt(ui, cx, view, &mut body);
    body.space(cx.space(Space::Large));
    let mut foot = Flow::new(room.width);
    match &view.kind {
        QuestionKind::OneOf(list) => {
            choices::cards(ui, cx, list, open, &mut body, Take::One);
            footer(ui, cx, view, String::new(), None, &mut foot);
        }
        QuestionKind::SeveralOf { choices, at_least, at_most } => {
            choices::cards(ui, cx, choices, open, &mut body, Take::Several(*at_most));
            let rule = choices::rule(cx, choices.len(), *at_least, *at_most, open.picked.len());
            let count = u32::try_from(open.picked.len()).unwrap_or(u32::MAX);
            let confirm = Confirm {
                text: cx.strings.get(Word::Confirm),
                enabled: (*at_least..=*at_most).contains(&count),
                answer: |open| Answer::Several(open.picked.clone()),
            };
            footer(ui, cx, view, rule, Some(confirm), &mut foot);
        }
        QuestionKind::Scale { from, to, low, high, .. } => {
            let needs_confirm = scale::show(ui, cx, (*from, *to, low, high), open, &mut body);
            let confirm = needs_confirm.then(|| Confirm {
                text: cx.strings.get(Word::Confirm),
                enabled: open.number.is_some(),
                answer: |open| Answer::Scale(open.number.unwrap_or_default()),
            });
            footer(ui, cx, view, String::new(), confirm, &mut foot);
        }
        QuestionKind::Words { at_most, hint, .. } => {
            words::show(ui, cx, (*at_most, hint, page.recording), open, &mut body);
            let confirm = Confirm {
                text: cx.strings.get(Word::WordsSend),
                enabled: !open.words.trim().is_empty(),
                answer: |open| Answer::Words(open.words.trim().to_owned()),
            };
            footer(ui, cx, view, cx.strings.get(Word::WordsKeys), Some(confirm), &mut foot);
        }
        QuestionKind::Contact => {
            contact::question(ui, cx, page.contact, open, &mut body, &mut foot);
        }
    }
    if view.answered {
        body.space(cx.space(Space::Medium));
        let stands = cx.strings.get(Word::AnswerStands);
        body.note(ui, cx, stands, cx.palette.muted, Align::LEFT);
    }
    let gap = if foot.is_empty() { 0.0 } else { cx.space(Space::Large) };
    let panel = room.panel(body.height() + gap + foot.height());
    draw_panel(ui, cx, view, open, &room, panel, (body, foot));
    panel
}

fn draw_panel(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    view: &QuestionView,
    open: &mut Open,
    room: &Room,
    panel: Rect,
    flows: (Flow<'_, Open>, Flow<'_, Open>),
) {
    let name = format!("{}: {}", cx.strings.get(Word::Question), view.prompt);
    let mut child = ui.new_child(
        UiBuilder::new()
            .max_rect(panel)
            .scope_id(Id::unique("question"))
            .accessibility_role(Role::Group)
            .accessibility_label(name),
    );
    let age = open.age(ui.input(|input| input.time));
    let appears = appearing(age, &cx.options);
    if appears < 1.0 {
        ui.ctx().request_repaint();
    }
    child.set_opacity(appears);
    if view.place == Place::Full {
        let window = ui.max_rect();
        child.painter().with_clip_rect(window).rect_filled(window, 0.0, cx.palette.dim);
    }
    let painter = child.painter().with_clip_rect(ui.max_rect());
    let edge = cx.stroke(Line::Hair, cx.palette.line);
    painter.rect(panel, cx.m.radius(Radius::Panel), cx.palette.scrim, edge, StrokeKind::Inside);
    let inner = panel.shrink2(room.padding);
    draw_scrolling(&mut child, inner, cx, open, flows, "question");
}

fn prompt<'a>(ui: &Ui, cx: &Cx<'_>, view: &'a QuestionView, body: &mut Flow<'a, Open>) {
    let galley = cx.text(ui, &view.prompt, TextSize::Heading, body.width());
    let spoken = view.prompt.as_str();
    body.push(galley.size().y.ceil(), move |ui, rect, _, _| {
        let response = widgets::label(ui, rect, galley, Role::Heading, spoken);
        // Read out when it opens, without taking the focus from the first choice.
        let _ = ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(Live::Polite));
    });
}

/// What confirms the question.
struct Confirm {
    text: String,
    enabled: bool,
    answer: fn(&Open) -> Answer,
}

/// A note on the left; "rather not say" and the confirming button on the right.
fn footer(
    ui: &Ui,
    cx: &Cx<'_>,
    view: &QuestionView,
    note: String,
    confirm: Option<Confirm>,
    foot: &mut Flow<'_, Open>,
) {
    if !view.can_skip && confirm.is_none() && note.is_empty() {
        return;
    }
    let gap = cx.space(Space::Medium);
    let skip_text = cx.strings.get(Word::Skip);
    let half = foot.width() / 2.0 - gap;
    let confirm_size =
        confirm.as_ref().map_or(Vec2::ZERO, |confirm| button_size(ui, cx, &confirm.text, half));
    let skip_size = if view.can_skip { button_size(ui, cx, &skip_text, half) } else { Vec2::ZERO };
    let buttons = confirm_size.x + skip_size.x + 2.0 * gap;
    let note_galley =
        cx.text_in(ui, &note, TextSize::Small, foot.width() - buttons, cx.palette.muted, Align::LEFT);
    // A note that would be squeezed goes above the buttons.
    let stacked = foot.width() - buttons < cx.m.measure(Measure::Label) && !note.is_empty();
    if stacked {
        foot.note(ui, cx, note.clone(), cx.palette.muted, Align::LEFT);
        foot.space(cx.space(Space::Small));
    }
    let height = confirm_size.y.max(skip_size.y).max(if stacked { 0.0 } else { note_galley.size().y });
    foot.push(height.ceil(), move |ui, rect, cx, open| {
        if !stacked && !note.is_empty() {
            let note_at = Rect::from_min_size(
                pos2(rect.left(), rect.center().y - note_galley.size().y / 2.0),
                note_galley.size(),
            );
            widgets::label(ui, note_at, note_galley, Role::Label, &note);
        }
        let mut right = rect.right();
        let mut place = |size: Vec2| {
            let rect = Rect::from_min_size(pos2(right - size.x, rect.center().y - size.y / 2.0), size);
            right = rect.left() - if size.x > 0.0 { gap } else { 0.0 };
            rect
        };
        let confirm_rect = place(confirm_size);
        if skip_size.x > 0.0 {
            let skip_rect = place(skip_size);
            if button(ui, cx, skip_rect, &skip_text, Weight::Quiet, true).clicked() {
                open.skip(cx);
            }
        }
        if let Some(confirm) = confirm {
            let pressed =
                button(ui, cx, confirm_rect, &confirm.text, Weight::Main, confirm.enabled).clicked();
            if pressed && confirm.enabled {
                let answer = (confirm.answer)(open);
                open.answer(cx, answer);
            }
        }
    });
}

/// The keys 1 to 9 (and 0 on a scale) answer directly.
fn digits(ui: &Ui, cx: &mut Cx<'_>, view: &QuestionView, open: &mut Open) {
    if ui.ctx().text_edit_focused() {
        return;
    }
    for digit in crate::keys::digits(ui) {
        let nth = digit.checked_sub(1);
        match &view.kind {
            QuestionKind::OneOf(list) => {
                if let Some(choice) = nth.and_then(|nth| list.get(nth)) {
                    open.answer(cx, Answer::One(choice.id.clone()));
                }
            }
            QuestionKind::SeveralOf { choices: list, at_most, .. } => {
                if let Some(choice) = nth.and_then(|nth| list.get(nth)) {
                    choices::toggle(open, list, &choice.id, *at_most);
                }
            }
            QuestionKind::Scale { from, to, .. } => {
                let number = i32::try_from(digit).unwrap_or_default();
                if (*from..=*to).contains(&number) && scale::has_steps(*from, *to) {
                    open.answer(cx, Answer::Scale(number));
                }
            }
            QuestionKind::Words { .. } | QuestionKind::Contact => {}
        }
    }
}
