//! The open question in the preview: what a viewer could answer, as plain controls.

use crate::ui::Cx;
use crate::ui::fields::{Form, Memory};
use crate::ui::inspector::condition_words;
use crate::ui::look::prose;
use crate::ui::words::{Value, Word, written_or};
use egui::{Button, RichText, Slider, TextEdit, Ui};
use scene_graph::{ChoiceId, QuestionId, SceneId};
use session::{Answer, ChoiceView, Input, QuestionKind, QuestionView};
use viewer_ui::theme::TextSize;

/// An answer in the making.
#[derive(Default)]
pub(super) struct Draft {
    question: Option<QuestionId>,
    chosen: Vec<ChoiceId>,
    number: i32,
    words: String,
}

/// Shows the question; gives what was answered.
pub(super) fn show(ui: &mut Ui, cx: &Cx<'_>, view: &QuestionView, draft: &mut Draft) -> Vec<Input> {
    if draft.question.as_ref() != Some(&view.id) {
        *draft = Draft { question: Some(view.id.clone()), ..Draft::default() };
        if let QuestionKind::Scale { from, preset, .. } = &view.kind {
            draft.number = preset.unwrap_or(*from);
        }
    }
    let mut inputs = Vec::new();
    ui.separator();
    ui.label(RichText::new(&view.prompt).strong());
    match &view.kind {
        QuestionKind::OneOf(choices) => one_of(ui, cx, choices, &mut inputs),
        QuestionKind::SeveralOf { choices, at_least, at_most } => {
            several_of(ui, cx, choices, (*at_least, *at_most), draft, &mut inputs);
        }
        QuestionKind::Scale { from, to, low, high, .. } => {
            ui.add(Slider::new(&mut draft.number, *from..=*to).text(format!("{low} → {high}")));
            confirm(ui, cx, true, &mut inputs, || Answer::Scale(draft.number));
        }
        QuestionKind::Words { at_most, hint, .. } => {
            let most = usize::try_from(*at_most).unwrap_or(usize::MAX);
            let field = ui.add(TextEdit::multiline(&mut draft.words).hint_text(hint).char_limit(most));
            ui.ctx().accesskit_node_builder(field.id, |node| node.set_label(view.prompt.clone()));
            let written = !draft.words.trim().is_empty();
            confirm(ui, cx, written, &mut inputs, || Answer::Words(draft.words.clone()));
        }
        QuestionKind::Contact => {
            cx.prose(ui, Word::PreviewContact, cx.palette.muted);
            confirm(ui, cx, true, &mut inputs, || Answer::Contact(String::new()));
        }
    }
    if view.can_skip && ui.button(cx.word(Word::PreviewSkip)).clicked() {
        inputs.push(Input::Skip);
    }
    if let Some((left, _)) = view.limit {
        let seconds = Value::Number(left.millis() / 1_000);
        ui.label(cx.words.with(Word::PreviewTimeLeft, &[("seconds", seconds)]));
    }
    inputs
}

/// The choices that this viewer does not get, and what they wait for.
pub(super) fn show_hidden(ui: &mut Ui, cx: &Cx<'_>, scene: &SceneId, view: &QuestionView) {
    let (QuestionKind::OneOf(shown) | QuestionKind::SeveralOf { choices: shown, .. }) = &view.kind else {
        return;
    };
    let story = cx.workspace.document.story();
    let asked = story.scenes.get(scene).and_then(|scene| scene.question.as_ref());
    let Some(question) = asked.filter(|question| question.id == view.id) else { return };
    let mut memory = Memory::default();
    let form = Form::reading(cx, story, &mut memory);
    for choice in question.answers.choices() {
        let Some(when) = choice.when.as_ref().filter(|_| shown.iter().all(|one| one.id != choice.id)) else {
            continue;
        };
        let (text, when) =
            (form.said_or(&choice.text, choice.id.as_str()), condition_words::said(&form, when));
        let values = [("text", Value::Text(&text)), ("when", Value::Text(&when))];
        prose(ui, &cx.m, &form.with(Word::PreviewHidden, &values), (TextSize::Small, cx.palette.muted));
    }
}

/// What a choice says, or its id as long as it says nothing.
fn name_of(choice: &ChoiceView) -> &str {
    written_or(&choice.text, choice.id.as_str())
}

fn one_of(ui: &mut Ui, cx: &Cx<'_>, choices: &[ChoiceView], inputs: &mut Vec<Input>) {
    for choice in choices {
        let mut button = Button::new(name_of(choice)).min_size(egui::vec2(ui.available_width(), 0.0)).wrap();
        if choice.visited {
            button = button.right_text(cx.word(Word::PreviewVisited));
        }
        if ui.add(button.selected(choice.chosen)).clicked() {
            inputs.push(Input::Answer(Answer::One(choice.id.clone())));
        }
    }
}

fn several_of(
    ui: &mut Ui,
    cx: &Cx<'_>,
    choices: &[ChoiceView],
    (at_least, at_most): (u32, u32),
    draft: &mut Draft,
    inputs: &mut Vec<Input>,
) {
    for choice in choices {
        let mut on = draft.chosen.contains(&choice.id);
        if ui.checkbox(&mut on, name_of(choice)).changed() {
            draft.chosen.retain(|known| *known != choice.id);
            if on {
                draft.chosen.push(choice.id.clone());
            }
        }
    }
    let count = u32::try_from(draft.chosen.len()).unwrap_or(u32::MAX);
    let fits = (at_least..=at_most).contains(&count);
    confirm(ui, cx, fits, inputs, || Answer::Several(draft.chosen.clone()));
}

fn confirm(ui: &mut Ui, cx: &Cx<'_>, can: bool, inputs: &mut Vec<Input>, answer: impl FnOnce() -> Answer) {
    if ui.add_enabled(can, Button::new(cx.word(Word::PreviewConfirm))).clicked() {
        inputs.push(Input::Answer(answer()));
    }
}
