//! A past that is made up, for authors who test a story from its middle, and the past as it is.

use crate::Session;
use crate::state::{Memory, Remembered};
use indexmap::{IndexMap, IndexSet};
use scene_graph::{ChoiceId, QuestionId, SceneId, Story, VariableId, VariableValue};
use std::sync::Arc;

/// What conditions read of a viewer's way so far. Free words are not in it: no condition reads them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Past {
    /// How often each scene was entered; those that were not are left out.
    pub visits: IndexMap<SceneId, u32>,
    /// Every choice that was ever made, by question, the latest last.
    pub chosen: IndexMap<QuestionId, Vec<ChoiceId>>,
    /// The latest answers on scales.
    pub numbers: IndexMap<QuestionId, i32>,
    /// Variables that have another value than the story gives them.
    pub variables: IndexMap<VariableId, VariableValue>,
}

impl Session {
    /// The same session, as if this had happened before its beginning. What the story does not have is
    /// left out. Without effect on a session that has begun.
    #[must_use]
    pub fn with_past(mut self, past: &Past) -> Self {
        if !self.has_begun() {
            let memory = made_up(&self.story, past);
            let seen = Arc::make_mut(&mut self.state.seen);
            seen.scenes.extend(memory.visits.keys().map(|scene| (scene.clone(), Arc::default())));
            seen.choices.extend(memory.chosen.iter().map(|(id, chosen)| (id.clone(), Arc::clone(chosen))));
            self.state.memory = Arc::new(memory);
        }
        self
    }

    /// What conditions read of the way so far.
    #[must_use]
    pub fn past(&self) -> Past {
        let memory = &self.state.memory;
        let number = |(id, answer): (&QuestionId, &Remembered)| match answer {
            Remembered::Number(number) => Some((id.clone(), *number)),
            _ => None,
        };
        let chosen = |(id, ever): (&QuestionId, &Arc<IndexSet<ChoiceId>>)| {
            let latest = match memory.answers.get(id) {
                Some(Remembered::Choices(latest)) => &latest[..],
                _ => &[],
            };
            let before = ever.iter().filter(|choice| !latest.contains(choice));
            (id.clone(), before.chain(latest).cloned().collect())
        };
        Past {
            visits: memory.visits.clone(),
            chosen: memory.chosen.iter().map(chosen).collect(),
            numbers: memory.answers.iter().filter_map(number).collect(),
            variables: memory.variables.clone(),
        }
    }
}

/// The part of `past` that the story has.
fn made_up(story: &Story, past: &Past) -> Memory {
    let mut memory = Memory::default();
    for (scene, visits) in
        past.visits.iter().filter(|(scene, visits)| **visits > 0 && story.scenes.contains_key(*scene))
    {
        memory.visits.insert(scene.clone(), *visits);
    }
    for question in story.scenes.values().filter_map(|scene| scene.question.as_ref()) {
        let has = |choice: &&ChoiceId| question.answers.choices().iter().any(|known| known.id == **choice);
        let chosen = past.chosen.get(&question.id).into_iter().flatten().filter(has);
        let chosen: IndexSet<ChoiceId> = chosen.cloned().collect();
        if let Some(latest) = chosen.last() {
            let latest = Remembered::Choices(Arc::from([latest.clone()]));
            memory.answers.insert(question.id.clone(), latest);
            memory.chosen.insert(question.id.clone(), Arc::new(chosen));
        }
        let is_scale = matches!(question.answers, scene_graph::Answers::Scale(_));
        if let Some(number) = past.numbers.get(&question.id).filter(|_| is_scale) {
            memory.answers.insert(question.id.clone(), Remembered::Number(*number));
        }
    }
    for (variable, value) in &past.variables {
        let initial = story.variables.get(variable);
        if initial.is_some_and(|initial| std::mem::discriminant(initial) == std::mem::discriminant(value)) {
            memory.variables.insert(variable.clone(), *value);
        }
    }
    memory
}
