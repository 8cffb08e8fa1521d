//! The choices of a question.

use super::branch::way_on;
use super::condition::condition;
use super::condition_words;
use crate::commands;
use crate::document::What;
use crate::names::Name;
use crate::ui::fields::basic::{
    ANY, bare_choose, bare_number, boxed, button, sign_button, small_button, switch, titled,
};
use crate::ui::fields::chips::themes;
use crate::ui::fields::pick::{Pick, Picked, pick};
use crate::ui::fields::text::{Kind, help, id_line, label, text};
use crate::ui::fields::{Form, Spec};
use crate::ui::words::{Value, Word};
use crate::ui::workspace::Field;
use egui::{Align, Key, Layout, Modifiers, RichText, Ui};
use scene_graph::{Choice, SetVariable, VariableId, VariableValue};

const TEXT: Spec = Spec::new("text", Word::FieldChoiceText, Word::FieldChoiceTextWhy, What::Text);
const THEN: Spec = Spec::new("then", Word::FieldChoiceThen, Word::FieldChoiceThenWhy, What::Wire);
const THEMES: Spec = Spec::new("themes", Word::FieldChoiceThemes, Word::FieldThemesWhy, What::Question);
const WORRY: Spec = Spec::new("worry", Word::FieldWorry, Word::FieldWorryWhy, What::Question);
const WHEN: Spec = Spec::new("when", Word::FieldChoiceWhen, Word::FieldChoiceWhenWhy, What::Condition);
const SET: Spec = Spec::new("set", Word::FieldSet, Word::FieldSetWhy, What::Question);

/// What was asked of the list.
enum Asked {
    Remove(usize),
    Move(usize, usize),
}

/// The choices, in order; `ways`: each may have a way on of its own.
pub(super) fn list(form: &mut Form<'_>, ui: &mut Ui, choices: &mut Vec<Choice>, ways: bool) {
    label(form, ui, Word::FieldChoices, Word::FieldChoicesWhy);
    let count = choices.len();
    let mut asked = None;
    for (place, choice) in choices.iter_mut().enumerate() {
        let called = form.with(Word::ChoiceNumber, &[("number", Value::count(place + 1))]);
        form.choice = Some(choice.id.clone());
        boxed(form, form.palette.line).fill(form.palette.card).show(ui, |ui| {
            form.named(&called, |form| {
                one(form, ui, (place, count, &called), choice, ways, &mut asked);
            });
        });
        form.choice = None;
    }
    match asked {
        Some(Asked::Remove(place)) => {
            choices.remove(place);
            form.touch(What::Question, None);
        }
        Some(Asked::Move(from, to)) if to < count => {
            choices.swap(from, to);
            form.touch(What::Question, None);
        }
        _ => {}
    }
    if button(form, ui, "choices", Word::ChoiceAdd, Word::ChoiceAddWhy)
        && let Ok(choice) = commands::empty_choice(choices)
    {
        let field = Field { choice: Some(choice.id.clone()), ..form.field("text") };
        form.memory.seek(field);
        choices.push(choice);
        form.touch(What::Question, None);
    }
}

fn one(
    form: &mut Form<'_>,
    ui: &mut Ui,
    (place, count, called): (usize, usize, &str),
    choice: &mut Choice,
    ways: bool,
    asked: &mut Option<Asked>,
) {
    ui.horizontal(|ui| {
        ui.label(RichText::new(called).strong());
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if sign_button(form, ui, "", ("×", true), Word::ChoiceRemove) {
                *asked = Some(Asked::Remove(place));
            }
            if sign_button(form, ui, "", ("↓", place + 1 < count), Word::ChoiceDown) {
                *asked = Some(Asked::Move(place, place + 1));
            }
            if sign_button(form, ui, "", ("↑", place > 0), Word::ChoiceUp) {
                *asked = Some(Asked::Move(place, place.wrapping_sub(1)));
            }
        });
    });
    let fields: Vec<_> = form.story.languages.iter().map(|tag| form.id(&format!("text.{tag}"))).collect();
    if ui.memory(egui::Memory::focused).is_some_and(|id| fields.contains(&id)) {
        let moved = |key| ui.input_mut(|input| input.consume_key(Modifiers::ALT, key));
        if moved(Key::ArrowUp) && place > 0 {
            *asked = Some(Asked::Move(place, place - 1));
        } else if moved(Key::ArrowDown) {
            *asked = Some(Asked::Move(place, place + 1));
        }
    }
    text(form, ui, TEXT, &mut choice.text, Kind::Needed, 1);
    if ways || choice.then.is_some() {
        way_on(form, ui, THEN, Word::WayAsScene, &mut choice.then);
    }
    more(form, ui, choice);
}

/// What most choices do not need.
fn more(form: &mut Form<'_>, ui: &mut Ui, choice: &mut Choice) {
    if let Some(when) = &choice.when {
        let said = condition_words::said(form, when);
        help(form, ui, form.with(Word::ChoiceShownWhen, &[("when", Value::Text(&said))]));
    }
    let seeks = form.seeks_in_choice(&choice.id, &["", "text", "then"]);
    let title = form.word(Word::ChoiceMore);
    let why = form.word(Word::ChoiceMoreWhy);
    let id = choice.id.clone();
    titled(form, ui, (&title, ("more", &id)), &why, seeks, |form, ui| {
        themes(form, ui, THEMES, &mut choice.themes);
        switch(form, ui, WORRY, &mut choice.worry);
        condition(form, ui, WHEN, &mut choice.when);
        sets(form, ui, &mut choice.set);
        let question = form.scene.as_ref().and_then(|scene| form.story.scenes.get(scene)?.question.as_ref());
        if let Some(question) = question {
            id_line(form, ui, "id", &Name::Choice(question.id.clone(), choice.id.clone()));
        }
    });
}

/// What choosing it does to variables.
fn sets(form: &mut Form<'_>, ui: &mut Ui, sets: &mut Vec<SetVariable>) {
    label(form, ui, SET.word, SET.why);
    if form.story.variables.is_empty() && sets.is_empty() {
        help(form, ui, form.word(Word::SetNoVariables));
        return;
    }
    let mut gone = None;
    for (place, set) in sets.iter_mut().enumerate() {
        let called = form.with(Word::SetNumber, &[("number", Value::count(place + 1))]);
        form.named(&called, |form| {
            form.inside(&format!("set[{place}]"), |form| {
                ui.horizontal_wrapped(|ui| {
                    one_set(form, ui, set);
                    if sign_button(form, ui, "", ("×", true), Word::SetRemove) {
                        gone = Some(place);
                    }
                });
            });
        });
    }
    if let Some(place) = gone {
        sets.remove(place);
        form.touch(What::Question, None);
    }
    if let Some((variable, value)) = form.story.variables.first()
        && small_button(form, ui, "set", Word::SetAdd, SET.why)
    {
        sets.push(set_of(variable, *value));
        form.touch(What::Question, None);
    }
}

fn set_of(variable: &VariableId, value: VariableValue) -> SetVariable {
    match value {
        VariableValue::Number(_) => SetVariable::Add(variable.clone(), 1),
        VariableValue::Flag(_) => SetVariable::Set(variable.clone(), VariableValue::Flag(true)),
    }
}

fn one_set(form: &mut Form<'_>, ui: &mut Ui, set: &mut SetVariable) {
    const HOW: Spec = Spec::new("how", Word::SetHow, Word::FieldSetWhy, What::Question);
    const AMOUNT: Spec = Spec::new("amount", Word::SetAmount, Word::FieldSetWhy, What::Question);
    let (SetVariable::Set(variable, _) | SetVariable::Add(variable, _)) = &*set;
    let variable = variable.clone();
    let picked =
        pick(form, ui, ("variable", &form.word(Word::CondVariable), variable.as_str()), None, |form| {
            form.story
                .variables
                .iter()
                .map(|(id, value)| Pick::new(set_of(id, *value), id.as_str()))
                .collect()
        });
    if let Some(Picked::Known(taken)) = picked {
        *set = taken;
        form.touch(What::Question, None);
        return;
    }
    let before = set.clone();
    match set {
        SetVariable::Set(_, VariableValue::Flag(on)) => {
            bare_choose(form, ui, HOW, on, &[(true, Word::SetYes), (false, Word::SetNo)]);
        }
        SetVariable::Set(_, VariableValue::Number(amount)) | SetVariable::Add(_, amount) => {
            let mut adds = matches!(before, SetVariable::Add(..));
            let mut now = *amount;
            let changed =
                bare_choose(form, ui, HOW, &mut adds, &[(true, Word::SetAdds), (false, Word::SetBecomes)]);
            if bare_number(form, ui, AMOUNT, &mut now, ANY, "") || changed {
                *set = if adds {
                    SetVariable::Add(variable, now)
                } else {
                    SetVariable::Set(variable, VariableValue::Number(now))
                };
            }
        }
    }
}
