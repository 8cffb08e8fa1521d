//! What a condition can be about.

use crate::ui::fields::Form;
use crate::ui::fields::pick::{Pick, scenes};
use scene_graph::{Answers, ChoiceId, Condition, QuestionId, Story, VariableId, VariableValue};

/// Every condition of the same kind about something else.
pub(super) fn subjects(form: &Form<'_>, value: &Condition) -> Vec<Pick<Condition>> {
    let story = form.story;
    match value {
        Condition::Visited(_) => same(scenes(form), Condition::Visited),
        Condition::Visits(_, is) => same(scenes(form), |id| Condition::Visits(id, *is)),
        Condition::Answered(_) => same(questions(form, |_| true), Condition::Answered),
        Condition::Scale(_, is) => {
            let scales = questions(form, |answers| matches!(answers, Answers::Scale(_)));
            same(scales, |id| Condition::Scale(id, *is))
        }
        Condition::Chose(..) => same(choices(form), |(question, choice)| Condition::Chose(question, choice)),
        Condition::Latest(..) => {
            same(choices(form), |(question, choice)| Condition::Latest(question, choice))
        }
        Condition::Number(_, is) => same(variables(story, true), |id| Condition::Number(id, *is)),
        Condition::Flag(_) => same(variables(story, false), Condition::Flag),
        Condition::All(_) | Condition::Any(_) | Condition::Not(_) | Condition::Count(..) => Vec::new(),
    }
}

fn same<T>(list: Vec<Pick<T>>, make: impl Fn(T) -> Condition) -> Vec<Pick<Condition>> {
    list.into_iter().map(|pick| Pick { value: make(pick.value), words: pick.words }).collect()
}

fn questions(form: &Form<'_>, fits: impl Fn(&Answers) -> bool) -> Vec<Pick<QuestionId>> {
    let all = form.story.scenes.values().filter_map(|scene| scene.question.as_ref());
    let fitting = all.filter(|question| fits(&question.answers));
    fitting.map(|one| Pick::new(one.id.clone(), form.said_or(&one.prompt, one.id.as_str()))).collect()
}

/// Every choice, with its question.
fn choices(form: &Form<'_>) -> Vec<Pick<(QuestionId, ChoiceId)>> {
    let all = form.story.scenes.values().filter_map(|scene| scene.question.as_ref());
    let named = all.flat_map(|question| {
        let prompt = form.said_or(&question.prompt, question.id.as_str());
        question.answers.choices().iter().map(move |choice| {
            let words = form.said_or(&choice.text, choice.id.as_str());
            Pick::new((question.id.clone(), choice.id.clone()), format!("{words} — {prompt}"))
        })
    });
    named.collect()
}

fn variables(story: &Story, number: bool) -> Vec<Pick<VariableId>> {
    let fits = |value: &VariableValue| matches!(value, VariableValue::Number(_)) == number;
    let fitting = story.variables.iter().filter(|(_, value)| fits(value));
    fitting.map(|(id, _)| Pick::new(id.clone(), id.as_str())).collect()
}
