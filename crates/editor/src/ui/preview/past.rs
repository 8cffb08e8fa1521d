//! What conditions know: as it is while the story plays, and as it is to be made up before.

use crate::ui::Cx;
use crate::ui::words::{Value, Word, written_or};
use egui::{CollapsingHeader, DragValue, Id, Rect, RichText, Ui, vec2};
use scene_graph::{Answers, ChoiceId, Question, QuestionId, VariableValue};
use session::Past;

/// What happened so far, in words.
pub(super) fn show_known(ui: &mut Ui, cx: &Cx<'_>, past: &Past) {
    CollapsingHeader::new(cx.word(Word::PreviewState)).default_open(true).show(ui, |ui| {
        for (variable, value) in &cx.workspace.document.story().variables {
            let value = past.variables.get(variable).unwrap_or(value);
            ui.label(format!("{variable} = {}", value_words(cx, *value)));
        }
        for (scene, visits) in &past.visits {
            let title = cx.workspace.scene_title(scene);
            let values = [("scene", Value::Text(title)), ("times", Value::Number(i64::from(*visits)))];
            ui.label(cx.words.with(Word::PreviewVisits, &values));
        }
        for (id, chosen) in &past.chosen {
            let question = asked(cx, id);
            let choice = |id: &ChoiceId| {
                let known = question.and_then(|question| question.answers.choice(id));
                known.map_or(id.as_str(), |choice| cx.workspace.said_or(&choice.text, id.as_str())).to_owned()
            };
            let chosen: Vec<String> = chosen.iter().map(choice).collect();
            ui.label(format!("{}: {}", prompt(cx, id), chosen.join(", ")));
        }
        for (question, number) in &past.numbers {
            ui.label(format!("{}: {number}", prompt(cx, question)));
        }
    });
}

/// The question of this id.
fn asked<'a>(cx: &'a Cx<'_>, id: &QuestionId) -> Option<&'a Question> {
    let mut questions =
        cx.workspace.document.story().scenes.values().filter_map(|scene| scene.question.as_ref());
    questions.find(|question| question.id == *id)
}

/// What it asks, or its id.
fn prompt(cx: &Cx<'_>, id: &QuestionId) -> String {
    asked(cx, id)
        .map_or(id.as_str(), |question| cx.workspace.said_or(&question.prompt, id.as_str()))
        .to_owned()
}

fn value_words(cx: &Cx<'_>, value: VariableValue) -> String {
    match value {
        VariableValue::Number(number) => number.to_string(),
        VariableValue::Flag(on) => cx.word(if on { Word::PreviewYes } else { Word::PreviewNo }),
    }
}

/// What is to have happened before the preview begins.
pub(super) fn edit(ui: &mut Ui, cx: &mut Cx<'_>) {
    ui.label(RichText::new(cx.word(Word::PreviewPast)).strong());
    cx.prose(ui, Word::PreviewPastWhy, cx.palette.muted);
    variables(ui, cx);
    answers(ui, cx);
    scenes(ui, cx);
    if cx.workspace.preview.past != Past::default() && ui.button(cx.word(Word::PreviewPastClear)).clicked() {
        cx.workspace.preview.past = Past::default();
    }
}

fn variables(ui: &mut Ui, cx: &mut Cx<'_>) {
    let story = cx.workspace.document.story();
    let past = &mut cx.workspace.preview.past;
    for (variable, initial) in &story.variables {
        let mut value = past.variables.get(variable).copied().unwrap_or(*initial);
        match &mut value {
            VariableValue::Number(number) => {
                ui.horizontal(|ui| {
                    let label = ui.label(variable.as_str());
                    ui.add(DragValue::new(number)).labelled_by(label.id);
                });
            }
            VariableValue::Flag(on) => drop(ui.checkbox(on, variable.as_str())),
        }
        if value == *initial {
            past.variables.shift_remove(variable);
        } else {
            past.variables.insert(variable.clone(), value);
        }
    }
}

/// Of stories with more scenes than this, lines that nobody sees are left out.
const MANY: usize = 100;

/// Leaves room for a line of a long list that nobody sees; false: draw it.
fn passes_by(ui: &mut Ui, scenes: usize) -> bool {
    let size = vec2(ui.available_width(), ui.spacing().interact_size.y);
    let unseen = scenes > MANY && !ui.is_rect_visible(Rect::from_min_size(ui.cursor().min, size));
    if unseen {
        ui.allocate_space(size);
    }
    unseen
}

/// Which choices were made, and the numbers on scales.
fn answers(ui: &mut Ui, cx: &mut Cx<'_>) {
    let story = cx.workspace.document.story();
    let past = &mut cx.workspace.preview.past;
    let shown = &cx.workspace.shown_language;
    for question in story.scenes.values().filter_map(|scene| scene.question.as_ref()) {
        // As it was when it was drawn last: what is unfolded is higher than a line.
        let unfolded = Id::unique(("past unfolded", &question.id));
        let is_unfolded = ui.data(|data| data.get_temp(unfolded)).unwrap_or(false);
        if !is_unfolded && passes_by(ui, story.scenes.len()) {
            continue;
        }
        let prompt = question.prompt.in_language(shown, &story.languages);
        let title = written_or(prompt, question.id.as_str());
        let part = CollapsingHeader::new(title).id_salt(("past", &question.id));
        let part = part.show(ui, |ui| match &question.answers {
            Answers::Scale(scale) => {
                let mut on = past.numbers.contains_key(&question.id);
                let mut number = past.numbers.get(&question.id).copied().unwrap_or(scale.from);
                ui.horizontal(|ui| {
                    let answered = ui.checkbox(&mut on, cx.words.get(Word::PreviewAnswered));
                    let field = DragValue::new(&mut number).range(scale.from..=scale.to);
                    ui.add_enabled(on, field).labelled_by(answered.id);
                });
                past.numbers.shift_remove(&question.id);
                if on {
                    past.numbers.insert(question.id.clone(), number);
                }
            }
            answers => {
                let chosen = past.chosen.entry(question.id.clone()).or_default();
                for choice in answers.choices() {
                    let mut on = chosen.contains(&choice.id);
                    let said = choice.text.in_language(shown, &story.languages);
                    if ui.checkbox(&mut on, written_or(said, choice.id.as_str())).changed() {
                        chosen.retain(|known| *known != choice.id);
                        if on {
                            chosen.push(choice.id.clone());
                        }
                    }
                }
            }
        });
        ui.data_mut(|data| data.insert_temp(unfolded, part.openness > 0.0));
        if past.chosen.get(&question.id).is_some_and(Vec::is_empty) {
            past.chosen.shift_remove(&question.id);
        }
    }
}

/// Which scenes were seen.
fn scenes(ui: &mut Ui, cx: &mut Cx<'_>) {
    CollapsingHeader::new(cx.word(Word::PreviewSeen)).show(ui, |ui| {
        let count = cx.workspace.document.story().scenes.len();
        for place in 0..count {
            if passes_by(ui, count) {
                continue;
            }
            let Some((id, _)) = cx.workspace.document.story().scenes.get_index(place) else { continue };
            let id = id.clone();
            let mut on = cx.workspace.preview.past.visits.contains_key(&id);
            let line = ui.push_id(&id, |ui| ui.checkbox(&mut on, cx.workspace.scene_title(&id)));
            if line.inner.changed() {
                cx.workspace.preview.past.visits.shift_remove(&id);
                if on {
                    cx.workspace.preview.past.visits.insert(id, 1);
                }
            }
        }
    });
}
