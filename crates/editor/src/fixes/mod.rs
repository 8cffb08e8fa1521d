//! What to do about a problem that the checks found: where to go, and the repair, where there is one
//! that is obvious. A repair takes nothing away that somebody wrote, but what never had an effect.

pub(crate) mod conditions;
mod head;
mod scene;

use crate::document::{Edit, EditError, Item, head_of};
use crate::names::Name;
use crate::{commands, wires};
use scene_graph::diagnostic::codes;
use scene_graph::{ChoiceId, Diagnostic, EndingId, Scene, SceneId, SetVariable, Story};

/// What a repair does, for its button's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RepairKind {
    /// The way on that leads to nothing is cut.
    CutWay,
    /// Names of nothing are taken out of a list of themes or handouts.
    DropNames,
    /// The variable is declared.
    Declare,
    /// The story begins with its first scene.
    StartFirst,
    /// The languages in which the title is written are declared.
    DeclareLanguages,
    /// What stands there twice stands there once.
    KeepOnce,
    /// The later of two gets an id of its own.
    OwnId,
    /// A detour's last scene returns.
    ReturnHere,
    /// The story ends here, at its only ending.
    EndHere,
    /// Instead of a detour it goes on there.
    GoInstead,
    /// A way on that is never taken, or not allowed, goes.
    DropWay,
    /// The question gets two choices.
    AddChoices,
    /// Numbers that contradict each other are made to fit.
    FitNumbers,
    /// The time limit goes.
    NoLimit,
    /// The question opens when the clip has ended.
    AskAtEnd,
    /// The clip plays to its own end, or from its own start.
    DropTrim,
    /// A sound file without sound goes.
    DropSound,
    /// What has nothing to show goes.
    DropEmpty,
    /// The condition asks for an answer, too.
    AskForAnswer,
    /// What is never used is removed.
    RemoveUnused,
    /// What is not supported yet goes.
    DropUnsupported,
    /// A colour that is none becomes one.
    PlainColour,
}

/// A repair that can be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// What it does.
    pub kind: RepairKind,
    problem: Diagnostic,
}

/// Where a problem is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Whereabouts {
    /// The card to select; `None`: it belongs to the story as a whole.
    pub item: Option<Item>,
    /// The choice on it.
    pub choice: Option<ChoiceId>,
    /// The field to show, as [`scene_graph::diagnostic::Place::field`] names it; empty: none in particular.
    pub field: String,
}

/// Where to go to see the problem. What is not there any more is left out.
#[must_use]
pub fn where_is(story: &Story, problem: &Diagnostic) -> Whereabouts {
    let place = &problem.place;
    let field = place.field.clone().unwrap_or_default();
    if let Some(id) = place.scene.as_ref().filter(|id| story.scenes.contains_key(*id)) {
        let choice = place.choice.clone();
        return Whereabouts { item: Some(Item::Scene(id.clone())), choice, field };
    }
    let ending = field.strip_prefix("endings.").and_then(|rest| rest.split('.').next());
    let ending = ending.and_then(|id| EndingId::new(id).ok()).filter(|id| story.endings.contains_key(id));
    Whereabouts { item: ending.map(Item::Ending), choice: None, field }
}

/// The repair of a problem, where there is one that is obvious. It is found by trying it on a copy of
/// the one scene, or of the story without its scenes.
#[must_use]
pub fn repair(story: &Story, problem: &Diagnostic) -> Option<Repair> {
    let kind = match problem.place.scene.as_ref() {
        Some(id) if !belongs_to_head(problem) => {
            let before = story.scenes.get(id)?;
            let mut after = Scene::clone(before);
            let kind = scene::mend(story, problem, id, &mut after)?;
            (after != **before).then_some(kind)?
        }
        _ => head::mend(story, problem, &mut head_of(story))?,
    };
    Some(Repair { kind, problem: problem.clone() })
}

/// Whether what mends it stands outside its scene.
fn belongs_to_head(problem: &Diagnostic) -> bool {
    problem.code == codes::UNKNOWN_VARIABLE
}

impl Repair {
    /// Makes the repair.
    ///
    /// # Errors
    /// When what it mends is not there any more.
    pub fn apply(&self, edit: &mut Edit<'_>) -> Result<(), EditError> {
        let problem = &self.problem;
        if problem.code == codes::UNUSED_ENDING {
            let item = where_is(edit.story(), problem).item.ok_or(EditError::NoSuchTurn)?;
            return commands::delete(edit, &[item], &[]);
        }
        if problem.code == codes::UNUSED_VARIABLE {
            drop_sets(edit, problem)?;
        }
        match problem.place.scene.as_ref() {
            Some(id) if !belongs_to_head(problem) => {
                let before = edit.story().scenes.get(id);
                let before = before.ok_or_else(|| EditError::Missing(Name::Scene(id.clone())))?;
                let mut after = Scene::clone(before);
                scene::mend(edit.story(), problem, id, &mut after);
                edit.replace_scene(id, after)
            }
            _ => {
                let mut after = head_of(edit.story());
                head::mend(edit.story(), problem, &mut after);
                edit.head(|story| *story = after);
                Ok(())
            }
        }
    }
}

/// A variable that no condition asks for is still set by choices.
fn drop_sets(edit: &mut Edit<'_>, problem: &Diagnostic) -> Result<(), EditError> {
    let Some(id) = entry(problem, "variables") else { return Ok(()) };
    let sets = |set: &SetVariable| match set {
        SetVariable::Set(variable, _) | SetVariable::Add(variable, _) => variable.as_str() == id,
    };
    let choices = |scene: &Scene| {
        scene
            .question
            .iter()
            .flat_map(|question| question.answers.choices())
            .any(|choice| choice.set.iter().any(sets))
    };
    let setting: Vec<SceneId> =
        edit.story().scenes.iter().filter(|(_, scene)| choices(scene)).map(|(id, _)| id.clone()).collect();
    for scene in &setting {
        edit.scene(scene, |scene| {
            for choice in scene::choices(scene) {
                choice.set.retain(|set| !sets(set));
            }
            Ok(())
        })?;
    }
    Ok(())
}

/// The id in a field such as `variables.calm`.
fn entry<'p>(problem: &'p Diagnostic, map: &str) -> Option<&'p str> {
    let rest = problem.place.field.as_deref()?.strip_prefix(map)?.strip_prefix('.')?;
    rest.split('.').next()
}

/// Whether a lead goes to something that there is not.
fn leads_nowhere(story: &Story, lead: &wires::Lead) -> bool {
    lead.item().is_some_and(|item| !item.is_in(story))
}
