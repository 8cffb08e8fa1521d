//! What conditions read, and what answers write.

use crate::state::{Memory, Remembered};
use indexmap::{IndexMap, IndexSet};
use scene_graph::{
    ChoiceId, Condition, Facts, Question, QuestionId, SceneId, SetVariable, Story, VariableId, VariableValue,
    evaluate,
};
use std::sync::Arc;

/// A memory together with the story that gives variables their initial values.
pub(crate) struct Remembering<'a> {
    pub(crate) story: &'a Story,
    pub(crate) memory: &'a Memory,
}

impl Remembering<'_> {
    /// Whether `condition` holds; an absent one does.
    pub(crate) fn hold(&self, condition: Option<&Condition>) -> bool {
        condition.is_none_or(|condition| evaluate(condition, self))
    }

    fn variable(&self, variable: &VariableId) -> Option<VariableValue> {
        self.memory.variables.get(variable).or_else(|| self.story.variables.get(variable)).copied()
    }
}

impl Facts for Remembering<'_> {
    fn visits(&self, scene: &SceneId) -> u32 {
        self.memory.visits.get(scene).copied().unwrap_or(0)
    }

    fn answered(&self, question: &QuestionId) -> bool {
        self.memory.answers.contains_key(question)
    }

    fn chose_ever(&self, question: &QuestionId, choice: &ChoiceId) -> bool {
        self.memory.chosen.get(question).is_some_and(|chosen| chosen.contains(choice))
    }

    fn latest(&self, question: &QuestionId, choice: &ChoiceId) -> bool {
        let latest = self.memory.answers.get(question);
        matches!(latest, Some(Remembered::Choices(choices)) if choices.contains(choice))
    }

    fn scale(&self, question: &QuestionId) -> Option<i32> {
        match self.memory.answers.get(question) {
            Some(Remembered::Number(number)) => Some(*number),
            _ => None,
        }
    }

    fn number(&self, variable: &VariableId) -> Option<i32> {
        match self.variable(variable) {
            Some(VariableValue::Number(number)) => Some(number),
            _ => None,
        }
    }

    fn flag(&self, variable: &VariableId) -> Option<bool> {
        match self.variable(variable) {
            Some(VariableValue::Flag(flag)) => Some(flag),
            _ => None,
        }
    }
}

impl Memory {
    /// Remembers `answer` as the latest to `question`, and does what its choices set.
    pub(crate) fn remember(&mut self, story: &Story, question: &Question, answer: Remembered) {
        if let Remembered::Choices(chosen) = &answer {
            add_chosen(&mut self.chosen, &question.id, chosen);
            for choice in question.answers.choices().iter().filter(|choice| chosen.contains(&choice.id)) {
                choice.set.iter().for_each(|set| self.set(story, set));
            }
        }
        self.answers.insert(question.id.clone(), answer);
    }

    /// A variable that the story does not declare, or declares as the other kind, is left alone: the
    /// checker reports both.
    fn set(&mut self, story: &Story, set: &SetVariable) {
        let (SetVariable::Set(variable, _) | SetVariable::Add(variable, _)) = set;
        let Some(initial) = story.variables.get(variable) else { return };
        let present = *self.variables.get(variable).unwrap_or(initial);
        let next = match (set, present) {
            (SetVariable::Set(_, VariableValue::Number(to)), VariableValue::Number(_)) => {
                VariableValue::Number(*to)
            }
            (SetVariable::Set(_, VariableValue::Flag(to)), VariableValue::Flag(_)) => {
                VariableValue::Flag(*to)
            }
            (SetVariable::Add(_, by), VariableValue::Number(number)) => {
                VariableValue::Number(number.saturating_add(*by))
            }
            _ => return,
        };
        self.variables.insert(variable.clone(), next);
    }
}

/// Adds choices to those that were ever chosen.
pub(crate) fn add_chosen(
    ever: &mut IndexMap<QuestionId, Arc<IndexSet<ChoiceId>>>,
    question: &QuestionId,
    chosen: &[ChoiceId],
) {
    let ever = ever.entry(question.clone()).or_default();
    if !chosen.iter().all(|choice| ever.contains(choice)) {
        Arc::make_mut(ever).extend(chosen.iter().cloned());
    }
}
