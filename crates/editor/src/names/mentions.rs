//! Whether a part of a story mentions a name.

use super::Name;
use scene_graph::{Answers, Branch, Choice, Condition, Question, Scene, SetVariable};

/// In anything of this scene; as the name of its question or of a choice, too.
pub(super) fn in_scene(scene: &Scene, name: &Name) -> bool {
    let own = match name {
        Name::Theme(id) => scene.themes.contains(id),
        Name::Handout(id) => scene.offers.contains(id),
        _ => false,
    };
    own || scene.then.as_ref().is_some_and(|branch| in_branch(branch, name))
        || scene.question.as_ref().is_some_and(|question| in_question(question, name))
}

fn in_question(question: &Question, name: &Name) -> bool {
    let own = match name {
        Name::Question(id) => question.id == *id,
        Name::Theme(id) => question.themes.contains(id),
        _ => false,
    };
    own || question.when.as_ref().is_some_and(|when| in_condition(when, name))
        || choices(&question.answers).iter().any(|choice| {
            let is_it = matches!(name, Name::Choice(of, id) if *of == question.id && *id == choice.id);
            is_it || in_choice(choice, name)
        })
}

fn choices(answers: &Answers) -> &[Choice] {
    answers.choices()
}

fn in_choice(choice: &Choice, name: &Name) -> bool {
    let own = match name {
        Name::Theme(id) => choice.themes.contains(id),
        Name::Variable(id) => choice.set.iter().any(|set| match set {
            SetVariable::Set(variable, _) | SetVariable::Add(variable, _) => variable == id,
        }),
        _ => false,
    };
    own || choice.when.as_ref().is_some_and(|when| in_condition(when, name))
        || choice.then.as_ref().is_some_and(|branch| in_branch(branch, name))
}

fn in_branch(branch: &Branch, name: &Name) -> bool {
    let is_scene = |id| matches!(name, Name::Scene(wanted) if wanted == id);
    match branch {
        Branch::Goto(scene) | Branch::Visit(scene) => is_scene(scene),
        Branch::Via(scene, then) => is_scene(scene) || in_branch(then, name),
        Branch::Return => false,
        Branch::End(ending) => matches!(name, Name::Ending(id) if id == ending),
        Branch::When { cases, otherwise } => {
            let in_case =
                cases.iter().any(|case| in_condition(&case.when, name) || in_branch(&case.then, name));
            in_case || in_branch(otherwise, name)
        }
    }
}

/// In this condition, however deep.
pub(super) fn in_condition(condition: &Condition, name: &Name) -> bool {
    let any = |conditions: &[Condition]| conditions.iter().any(|inner| in_condition(inner, name));
    match condition {
        Condition::All(all) | Condition::Any(all) | Condition::Count(all, _) => any(all),
        Condition::Not(inner) => in_condition(inner, name),
        Condition::Visited(scene) | Condition::Visits(scene, _) => {
            matches!(name, Name::Scene(id) if id == scene)
        }
        Condition::Answered(question) | Condition::Scale(question, _) => {
            matches!(name, Name::Question(id) if id == question)
        }
        Condition::Chose(question, choice) | Condition::Latest(question, choice) => match name {
            Name::Question(id) => id == question,
            Name::Choice(of, id) => of == question && id == choice,
            _ => false,
        },
        Condition::Number(variable, _) | Condition::Flag(variable) => {
            matches!(name, Name::Variable(id) if id == variable)
        }
    }
}
