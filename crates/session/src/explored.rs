//! What was seen of a story and at which questions there is more, for the end.

use crate::Session;
use crate::memory::Remembering;
use scene_graph::{Branch, ChoiceId, SceneId};

/// The way so far. It counts nothing, and what was not seen is named by its choices alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explored {
    /// The scenes that were entered, in the order in which they were first.
    pub seen: Vec<SceneId>,
    /// Seen scenes whose question offers choices that lead to something not seen yet, with these
    /// choices: [`crate::Input::Jump`] goes there.
    pub more: Vec<(SceneId, Vec<ChoiceId>)>,
}

impl Session {
    /// What was seen so far, and where there is more that could be chosen now.
    #[must_use]
    pub fn explored(&self) -> Explored {
        let seen = &self.state.seen;
        let memory = Remembering { story: &self.story, memory: &self.state.memory };
        let mut explored = Explored { seen: seen.scenes.keys().cloned().collect(), more: Vec::new() };
        for id in seen.scenes.keys() {
            let Some(question) = self.story.scenes.get(id).and_then(|scene| scene.question.as_ref()) else {
                continue;
            };
            let chosen = seen.choices.get(&question.id);
            let open = question.answers.choices().iter().filter(|choice| {
                let leads = choice.then.as_ref().is_some_and(|branch| {
                    targets(branch).iter().any(|target| !seen.scenes.contains_key(*target))
                });
                let new = chosen.is_none_or(|chosen| !chosen.contains(&choice.id));
                leads && new && memory.hold(choice.when.as_ref())
            });
            let open: Vec<_> = open.map(|choice| choice.id.clone()).collect();
            if !open.is_empty() {
                explored.more.push((id.clone(), open));
            }
        }
        explored
    }
}

/// The scenes that a branch may lead to.
fn targets(branch: &Branch) -> Vec<&SceneId> {
    match branch {
        Branch::Goto(scene) | Branch::Visit(scene) => vec![scene],
        Branch::Via(scene, then) => std::iter::once(scene).chain(targets(then)).collect(),
        Branch::When { cases, otherwise } => {
            let cases = cases.iter().flat_map(|case| targets(&case.then));
            cases.chain(targets(otherwise)).collect()
        }
        Branch::Return | Branch::End(_) => Vec::new(),
    }
}
