//! Conditions of a scene, for repairs.

use scene_graph::{
    Answers, Branch, Care, Condition, QuestionId, Scene, SetVariable, SeveralOf, Story, VariableId,
    VariableValue,
};

/// Calls `each` with every condition of a scene.
pub(crate) fn each_condition_mut(scene: &mut Scene, each: &mut impl FnMut(&mut Condition)) {
    if let Some(question) = &mut scene.question {
        question.when.iter_mut().for_each(&mut *each);
        if let Answers::OneOf(choices) | Answers::SeveralOf(SeveralOf { choices, .. }) = &mut question.answers
        {
            for choice in choices {
                choice.when.iter_mut().for_each(&mut *each);
                if let Some(branch) = &mut choice.then {
                    in_branch(branch, each);
                }
            }
        }
    }
    if let Some(branch) = &mut scene.then {
        in_branch(branch, each);
    }
}

fn in_branch(branch: &mut Branch, each: &mut impl FnMut(&mut Condition)) {
    match branch {
        Branch::Via(_, then) => in_branch(then, each),
        Branch::When { cases, otherwise } => {
            for case in cases {
                each(&mut case.when);
                in_branch(&mut case.then, each);
            }
            in_branch(otherwise, each);
        }
        Branch::Goto(_) | Branch::Visit(_) | Branch::Return | Branch::End(_) => {}
    }
}

/// Where the opposite of a scale's bound is asked for without asking for an answer, asks for that too.
pub(super) fn ask_for_answers(condition: &mut Condition) {
    within(condition, &[]);
}

fn within(condition: &mut Condition, answered: &[QuestionId]) {
    match condition {
        Condition::All(parts) => {
            let mut answered = answered.to_vec();
            answered.extend(parts.iter().filter_map(|part| match part {
                Condition::Answered(question) => Some(question.clone()),
                _ => None,
            }));
            parts.iter_mut().for_each(|part| within(part, &answered));
        }
        Condition::Any(parts) | Condition::Count(parts, _) => {
            parts.iter_mut().for_each(|part| within(part, answered));
        }
        Condition::Not(part) => match &mut **part {
            Condition::Scale(question, _) => {
                if !answered.contains(question) {
                    let asks = Condition::Answered(question.clone());
                    *condition = Condition::All(vec![asks, condition.clone()]);
                }
            }
            part => within(part, answered),
        },
        _ => {}
    }
}

/// The variables that a scene or a care signal uses and the story does not declare, as what they are
/// used: a number that is 0, a flag that is not set.
pub(super) fn unknown_variables(
    story: &Story,
    scene: Option<&Scene>,
    care: Option<&Care>,
) -> Vec<(VariableId, VariableValue)> {
    let mut found = Vec::new();
    if let Some(scene) = scene {
        for choice in scene.question.iter().flat_map(|question| question.answers.choices()) {
            for set in &choice.set {
                let used = match set {
                    SetVariable::Set(variable, VariableValue::Flag(_)) => (variable.clone(), FLAG),
                    SetVariable::Set(variable, _) | SetVariable::Add(variable, _) => {
                        (variable.clone(), NUMBER)
                    }
                };
                found.push(used);
            }
        }
        each_condition_mut(&mut scene.clone(), &mut |condition| variables(condition, &mut found));
    }
    if let Some(care) = care {
        variables(&care.when, &mut found);
    }
    found.retain(|(id, _)| !story.variables.contains_key(id));
    found
}

const FLAG: VariableValue = VariableValue::Flag(false);
const NUMBER: VariableValue = VariableValue::Number(0);

fn variables(condition: &Condition, found: &mut Vec<(VariableId, VariableValue)>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) | Condition::Count(parts, _) => {
            parts.iter().for_each(|part| variables(part, found));
        }
        Condition::Not(part) => variables(part, found),
        Condition::Number(variable, _) => found.push((variable.clone(), NUMBER)),
        Condition::Flag(variable) => found.push((variable.clone(), FLAG)),
        _ => {}
    }
}
