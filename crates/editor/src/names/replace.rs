//! Putting a new name in place of an old one.

use super::Name;
use indexmap::IndexMap;
use scene_graph::{
    Answers, Branch, Choice, ChoiceId, Condition, Question, QuestionId, Scene, SceneId, SetVariable,
    SeveralOf, Story,
};
use std::collections::HashMap;
use std::hash::Hash;

/// New names by the old ones of the same kind. All are put in place at once: a name may be old here and new
/// there.
#[derive(Clone, Debug, Default)]
pub(crate) struct Renames(HashMap<Name, Name>);

impl Renames {
    /// `new` in place of `old`, which is of the same kind.
    pub(crate) fn add(&mut self, old: Name, new: Name) {
        self.0.insert(old, new);
    }

    /// What takes the place of a scene's name.
    pub(crate) fn scene(&self, old: &SceneId) -> Option<&SceneId> {
        match self.0.get(&Name::Scene(old.clone())) {
            Some(Name::Scene(new)) => Some(new),
            _ => None,
        }
    }

    fn choice(&self, question: &QuestionId, choice: &mut ChoiceId) {
        if let Some(Name::Choice(_, new)) = self.0.get(&Name::Choice(question.clone(), choice.clone())) {
            *choice = new.clone();
        }
    }
}

/// Puts the new name where `id` is an old one.
macro_rules! put {
    ($kind:ident, $id:expr, $names:expr) => {
        if let Some(Name::$kind(new)) = $names.0.get(&Name::$kind($id.clone())) {
            *$id = new.clone();
        }
    };
}

/// In all of the story but its scenes.
pub(super) fn in_head(story: &mut Story, names: &Renames) {
    put!(Scene, &mut story.start, names);
    for names in &names.0 {
        match names {
            (Name::Theme(from), Name::Theme(to)) => rekey(&mut story.themes, from, to),
            (Name::Variable(from), Name::Variable(to)) => rekey(&mut story.variables, from, to),
            (Name::Handout(from), Name::Handout(to)) => rekey(&mut story.handouts, from, to),
            (Name::Ending(from), Name::Ending(to)) => rekey(&mut story.endings, from, to),
            _ => {}
        }
    }
    for ending in story.endings.values_mut() {
        for offer in &mut ending.offers {
            put!(Handout, offer, names);
        }
    }
    for care in story.care.values_mut() {
        in_condition(&mut care.when, names);
    }
}

/// Another key at the same place.
fn rekey<K: Hash + Eq + Clone, V>(map: &mut IndexMap<K, V>, from: &K, to: &K) {
    if let Some((index, _, value)) = map.shift_remove_full(from) {
        map.shift_insert(index, to.clone(), value);
    }
}

/// In all of a scene.
pub(crate) fn in_scene(scene: &mut Scene, names: &Renames) {
    for theme in &mut scene.themes {
        put!(Theme, theme, names);
    }
    for offer in &mut scene.offers {
        put!(Handout, offer, names);
    }
    if let Some(question) = &mut scene.question {
        in_question(question, names);
    }
    if let Some(branch) = &mut scene.then {
        in_branch(branch, names);
    }
}

fn in_question(question: &mut Question, names: &Renames) {
    for theme in &mut question.themes {
        put!(Theme, theme, names);
    }
    if let Some(when) = &mut question.when {
        in_condition(when, names);
    }
    if let Answers::OneOf(choices) | Answers::SeveralOf(SeveralOf { choices, .. }) = &mut question.answers {
        for choice in choices {
            names.choice(&question.id, &mut choice.id);
            in_choice(choice, names);
        }
    }
    put!(Question, &mut question.id, names);
}

fn in_choice(choice: &mut Choice, names: &Renames) {
    for theme in &mut choice.themes {
        put!(Theme, theme, names);
    }
    for set in &mut choice.set {
        let (SetVariable::Set(variable, _) | SetVariable::Add(variable, _)) = set;
        put!(Variable, variable, names);
    }
    if let Some(when) = &mut choice.when {
        in_condition(when, names);
    }
    if let Some(branch) = &mut choice.then {
        in_branch(branch, names);
    }
}

fn in_branch(branch: &mut Branch, names: &Renames) {
    match branch {
        Branch::Goto(scene) | Branch::Visit(scene) => put!(Scene, scene, names),
        Branch::Via(scene, then) => {
            put!(Scene, scene, names);
            in_branch(then, names);
        }
        Branch::Return => {}
        Branch::End(ending) => put!(Ending, ending, names),
        Branch::When { cases, otherwise } => {
            for case in cases {
                in_condition(&mut case.when, names);
                in_branch(&mut case.then, names);
            }
            in_branch(otherwise, names);
        }
    }
}

fn in_condition(condition: &mut Condition, names: &Renames) {
    match condition {
        Condition::All(all) | Condition::Any(all) | Condition::Count(all, _) => {
            for inner in all {
                in_condition(inner, names);
            }
        }
        Condition::Not(inner) => in_condition(inner, names),
        Condition::Visited(scene) | Condition::Visits(scene, _) => put!(Scene, scene, names),
        Condition::Answered(question) | Condition::Scale(question, _) => put!(Question, question, names),
        Condition::Chose(question, choice) | Condition::Latest(question, choice) => {
            names.choice(question, choice);
            put!(Question, question, names);
        }
        Condition::Number(variable, _) | Condition::Flag(variable) => put!(Variable, variable, names),
    }
}
