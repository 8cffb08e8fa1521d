//! Putting a new name in place of an old one.

use super::Name;
use indexmap::IndexMap;
use scene_graph::{Answers, Branch, Choice, Condition, Question, Scene, SetVariable, SeveralOf, Story};
use std::hash::Hash;

/// Puts `new` where `id` is the old name.
macro_rules! put {
    ($kind:ident, $id:expr, $old:expr, $new:expr) => {
        if let (Name::$kind(old), Name::$kind(new)) = ($old, $new)
            && *$id == *old
        {
            *$id = new.clone();
        }
    };
}

/// In all of the story but its scenes.
pub(super) fn in_head(story: &mut Story, old: &Name, new: &Name) {
    put!(Scene, &mut story.start, old, new);
    match (old, new) {
        (Name::Theme(from), Name::Theme(to)) => rekey(&mut story.themes, from, to),
        (Name::Variable(from), Name::Variable(to)) => rekey(&mut story.variables, from, to),
        (Name::Handout(from), Name::Handout(to)) => rekey(&mut story.handouts, from, to),
        (Name::Ending(from), Name::Ending(to)) => rekey(&mut story.endings, from, to),
        _ => {}
    }
    for ending in story.endings.values_mut() {
        for offer in &mut ending.offers {
            put!(Handout, offer, old, new);
        }
    }
    for care in story.care.values_mut() {
        in_condition(&mut care.when, old, new);
    }
}

/// Another key at the same place.
fn rekey<K: Hash + Eq + Clone, V>(map: &mut IndexMap<K, V>, from: &K, to: &K) {
    if let Some((index, _, value)) = map.shift_remove_full(from) {
        map.shift_insert(index, to.clone(), value);
    }
}

/// In all of a scene.
pub(crate) fn in_scene(scene: &mut Scene, old: &Name, new: &Name) {
    for theme in &mut scene.themes {
        put!(Theme, theme, old, new);
    }
    for offer in &mut scene.offers {
        put!(Handout, offer, old, new);
    }
    if let Some(question) = &mut scene.question {
        in_question(question, old, new);
    }
    if let Some(branch) = &mut scene.then {
        in_branch(branch, old, new);
    }
}

fn in_question(question: &mut Question, old: &Name, new: &Name) {
    for theme in &mut question.themes {
        put!(Theme, theme, old, new);
    }
    if let Some(when) = &mut question.when {
        in_condition(when, old, new);
    }
    if let Answers::OneOf(choices) | Answers::SeveralOf(SeveralOf { choices, .. }) = &mut question.answers {
        for choice in choices {
            if let (Name::Choice(of, from), Name::Choice(_, to)) = (old, new)
                && question.id == *of
                && choice.id == *from
            {
                choice.id = to.clone();
            }
            in_choice(choice, old, new);
        }
    }
    put!(Question, &mut question.id, old, new);
}

fn in_choice(choice: &mut Choice, old: &Name, new: &Name) {
    for theme in &mut choice.themes {
        put!(Theme, theme, old, new);
    }
    for set in &mut choice.set {
        let (SetVariable::Set(variable, _) | SetVariable::Add(variable, _)) = set;
        put!(Variable, variable, old, new);
    }
    if let Some(when) = &mut choice.when {
        in_condition(when, old, new);
    }
    if let Some(branch) = &mut choice.then {
        in_branch(branch, old, new);
    }
}

fn in_branch(branch: &mut Branch, old: &Name, new: &Name) {
    match branch {
        Branch::Goto(scene) | Branch::Visit(scene) => put!(Scene, scene, old, new),
        Branch::Via(scene, then) => {
            put!(Scene, scene, old, new);
            in_branch(then, old, new);
        }
        Branch::Return => {}
        Branch::End(ending) => put!(Ending, ending, old, new),
        Branch::When { cases, otherwise } => {
            for case in cases {
                in_condition(&mut case.when, old, new);
                in_branch(&mut case.then, old, new);
            }
            in_branch(otherwise, old, new);
        }
    }
}

fn in_condition(condition: &mut Condition, old: &Name, new: &Name) {
    match condition {
        Condition::All(all) | Condition::Any(all) | Condition::Count(all, _) => {
            for inner in all {
                in_condition(inner, old, new);
            }
        }
        Condition::Not(inner) => in_condition(inner, old, new),
        Condition::Visited(scene) | Condition::Visits(scene, _) => put!(Scene, scene, old, new),
        Condition::Answered(question) | Condition::Scale(question, _) => put!(Question, question, old, new),
        Condition::Chose(question, choice) | Condition::Latest(question, choice) => {
            if let (Name::Choice(of, from), Name::Choice(_, to)) = (old, new)
                && question == of
                && choice == from
            {
                *choice = to.clone();
            }
            put!(Question, question, old, new);
        }
        Condition::Number(variable, _) | Condition::Flag(variable) => put!(Variable, variable, old, new),
    }
}
