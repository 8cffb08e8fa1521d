//! Whether a condition can ever hold. Tries the ways in which it could, and gives up on the question
//! (answering "it can") after [`STEPS`] of them.

use crate::model::{Answers, Condition, Is, Question, SetVariable, Story, VariableValue};
use crate::{ChoiceId, QuestionId, SceneId, VariableId};
use indexmap::IndexMap;
use std::collections::{BTreeMap, BTreeSet};

/// How many steps one search may take.
const STEPS: u32 = 2_000;
/// How many open decisions it may stand on at once: each takes a piece of the stack.
const DECISIONS: u32 = 64;

/// What bounds the facts that conditions ask for.
#[derive(Debug)]
pub(super) struct World<'a> {
    story: &'a Story,
    questions: IndexMap<&'a QuestionId, (usize, &'a Question)>,
    /// The scenes that ask what one before them asks, by position.
    repeated: BTreeSet<usize>,
    /// Every value a variable can have; `None` when anything is added to it.
    values: BTreeMap<&'a VariableId, Option<BTreeSet<i64>>>,
    /// Scenes that can be reached, by position; empty while that is not known.
    reachable: Vec<bool>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Yes<'a> {
    Answered(&'a QuestionId),
    Chose(&'a QuestionId, &'a ChoiceId),
    Latest(&'a QuestionId, &'a ChoiceId),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Number<'a> {
    Visits(&'a SceneId),
    Scale(&'a QuestionId),
    Variable(&'a VariableId),
}

#[derive(Clone, Debug)]
struct Range {
    least: i64,
    most: i64,
    not: Vec<i64>,
}

/// What was assumed on the way.
#[derive(Clone, Debug, Default)]
struct Assumed<'a> {
    yes: BTreeMap<Yes<'a>, bool>,
    numbers: BTreeMap<Number<'a>, Range>,
}

#[derive(Clone, Copy, Debug)]
enum Goal<'a> {
    Is(&'a Condition, bool),
    /// Of these, so many less those that were held already: the count keeps `Is`, or does not.
    Count(&'a [Condition], i32, Is, bool),
}

struct Search<'w, 'a> {
    world: &'w World<'a>,
    here: Option<&'a SceneId>,
    steps: u32,
    decisions: u32,
}

impl<'a> World<'a> {
    pub(super) fn new(story: &'a Story) -> Self {
        let mut questions = IndexMap::with_capacity(story.scenes.len());
        let mut repeated = BTreeSet::new();
        let mut values: BTreeMap<_, _> = story
            .variables
            .iter()
            .map(|(id, value)| (id, Some(BTreeSet::from([as_number(*value)]))))
            .collect();
        for (position, scene) in story.scenes.values().enumerate() {
            let Some(question) = &scene.question else { continue };
            if questions.entry(&question.id).or_insert((position, question)).0 != position {
                repeated.insert(position);
            }
            for set in question.answers.choices().iter().flat_map(|choice| &choice.set) {
                match set {
                    SetVariable::Set(id, value) => {
                        if let Some(Some(known)) = values.get_mut(id) {
                            known.insert(as_number(*value));
                        }
                    }
                    SetVariable::Add(id, _) => {
                        values.insert(id, None);
                    }
                }
            }
        }
        Self { story, questions, repeated, values, reachable: Vec::new() }
    }

    /// From here on, scenes that cannot be reached are never visited and their questions never answered.
    pub(super) fn knows_reachable(&mut self, reachable: Vec<bool>) {
        self.reachable = reachable;
    }

    /// The first scene that asks what the one at `position` asks, if that is another.
    pub(super) fn asked_before(&self, position: usize, question: &QuestionId) -> Option<usize> {
        let (first, _) = self.repeated.contains(&position).then(|| self.question(question))??;
        Some(first)
    }

    /// The question of that id, with its scene's position.
    pub(super) fn question(&self, id: &QuestionId) -> Option<(usize, &'a Question)> {
        self.questions.get(id).copied()
    }

    /// Whether `condition` may hold in scene `here`, or at any time.
    pub(super) fn can_hold(&self, condition: &'a Condition, here: Option<&'a SceneId>) -> bool {
        self.search(vec![Goal::Is(condition, true)], here)
    }

    /// Whether all of `conditions` may fail at once in scene `here`.
    pub(super) fn all_can_fail(
        &self,
        conditions: impl Iterator<Item = &'a Condition>,
        here: Option<&'a SceneId>,
    ) -> bool {
        self.search(conditions.map(|condition| Goal::Is(condition, false)).collect(), here)
    }

    fn search(&self, goals: Vec<Goal<'a>>, here: Option<&'a SceneId>) -> bool {
        Search { world: self, here, steps: 0, decisions: 0 }.reach(goals, Assumed::default())
    }

    fn is_reachable(&self, position: usize) -> bool {
        self.reachable.get(position).copied().unwrap_or(true)
    }
}

fn as_number(value: VariableValue) -> i64 {
    match value {
        VariableValue::Number(number) => number.into(),
        VariableValue::Flag(flag) => flag.into(),
    }
}

impl<'a> Search<'_, 'a> {
    /// Whether all goals can be reached from what is assumed.
    fn reach(&mut self, mut goals: Vec<Goal<'a>>, mut assumed: Assumed<'a>) -> bool {
        while let Some(goal) = goals.pop() {
            self.steps += 1;
            if self.steps > STEPS {
                return true;
            }
            match goal {
                Goal::Is(Condition::Not(part), wanted) => goals.push(Goal::Is(part, !wanted)),
                Goal::Is(Condition::All(parts), true) | Goal::Is(Condition::Any(parts), false) => {
                    let wanted = matches!(goal, Goal::Is(_, true));
                    goals.extend(parts.iter().map(|part| Goal::Is(part, wanted)));
                }
                Goal::Is(Condition::All(parts), false) | Goal::Is(Condition::Any(parts), true) => {
                    let wanted = matches!(goal, Goal::Is(_, true));
                    let ways = parts.iter().map(|part| vec![Goal::Is(part, wanted)]);
                    return self.any_way(ways, &goals, &assumed);
                }
                Goal::Is(Condition::Count(parts, is), wanted) => {
                    goals.push(Goal::Count(parts, 0, *is, wanted));
                }
                Goal::Count(parts, held, is, wanted) => {
                    let Some((first, rest)) = parts.split_first() else {
                        if is.holds(held) == wanted {
                            continue;
                        }
                        return false;
                    };
                    let most = held.saturating_add(i32::try_from(parts.len()).unwrap_or(i32::MAX));
                    if !(held..=most).any(|count| is.holds(count) == wanted) {
                        return false;
                    }
                    let ways = [true, false].map(|holds| {
                        let held = held + i32::from(holds);
                        vec![Goal::Is(first, holds), Goal::Count(rest, held, is, wanted)]
                    });
                    return self.any_way(ways.into_iter(), &goals, &assumed);
                }
                Goal::Is(Condition::Scale(question, is), false) if !assumed.is_answered(question) => {
                    let mut unanswered = assumed.clone();
                    if self.assume(&mut unanswered, Yes::Answered(question), false)
                        && self.reach(goals.clone(), unanswered)
                    {
                        return true;
                    }
                    if !self.assume(&mut assumed, Yes::Answered(question), true)
                        || !self.bound(&mut assumed, Number::Scale(question), *is, false)
                    {
                        return false;
                    }
                }
                Goal::Is(single, wanted) => {
                    if !self.single(&mut assumed, single, wanted) {
                        return false;
                    }
                }
            }
        }
        true
    }

    fn any_way(
        &mut self,
        ways: impl Iterator<Item = Vec<Goal<'a>>>,
        goals: &[Goal<'a>],
        assumed: &Assumed<'a>,
    ) -> bool {
        if self.decisions >= DECISIONS {
            return true;
        }
        self.decisions += 1;
        for way in ways {
            let mut all = goals.to_vec();
            all.extend(way);
            if self.reach(all, assumed.clone()) {
                return true;
            }
        }
        self.decisions -= 1;
        false
    }

    /// Assumes that a condition without parts holds or not; false when that contradicts.
    fn single(&self, assumed: &mut Assumed<'a>, condition: &'a Condition, wanted: bool) -> bool {
        match condition {
            Condition::Visited(scene) => self.bound(assumed, Number::Visits(scene), Is::AtLeast(1), wanted),
            Condition::Visits(scene, is) => self.bound(assumed, Number::Visits(scene), *is, wanted),
            Condition::Answered(question) => self.assume(assumed, Yes::Answered(question), wanted),
            Condition::Chose(question, choice) => self.assume(assumed, Yes::Chose(question, choice), wanted),
            Condition::Latest(question, choice) => {
                self.assume(assumed, Yes::Latest(question, choice), wanted)
            }
            Condition::Scale(question, is) => {
                (!wanted || self.assume(assumed, Yes::Answered(question), true))
                    && self.bound(assumed, Number::Scale(question), *is, wanted)
            }
            Condition::Number(variable, is) => self.bound(assumed, Number::Variable(variable), *is, wanted),
            Condition::Flag(variable) => {
                self.bound(assumed, Number::Variable(variable), Is::Exactly(1), wanted)
            }
            Condition::All(_) | Condition::Any(_) | Condition::Not(_) | Condition::Count(..) => true,
        }
    }

    fn assume(&self, assumed: &mut Assumed<'a>, yes: Yes<'a>, wanted: bool) -> bool {
        if let Some(before) = assumed.yes.insert(yes, wanted)
            && before != wanted
        {
            return false;
        }
        match yes {
            Yes::Answered(question) => {
                let can =
                    self.world.question(question).is_none_or(|(scene, _)| self.world.is_reachable(scene));
                can || !wanted
            }
            Yes::Chose(question, _) => !wanted || self.assume(assumed, Yes::Answered(question), true),
            Yes::Latest(question, choice) => {
                !wanted
                    || self.assume(assumed, Yes::Chose(question, choice), true)
                        && assumed.latest(question) <= self.at_once(question)
            }
        }
    }

    /// How many choices one answer to that question can have.
    fn at_once(&self, question: &QuestionId) -> usize {
        match self.world.question(question).map(|(_, question)| &question.answers) {
            Some(Answers::SeveralOf(several)) => {
                several.at_most.map_or(usize::MAX, |most| usize::try_from(most).unwrap_or(usize::MAX))
            }
            Some(Answers::OneOf(_)) => 1,
            _ => usize::MAX,
        }
    }

    fn bound(&self, assumed: &mut Assumed<'a>, number: Number<'a>, is: Is, wanted: bool) -> bool {
        let range = assumed.numbers.entry(number).or_insert_with(|| self.whole(number));
        let allowed = match number {
            Number::Variable(variable) => self.world.values.get(variable).and_then(Option::as_ref),
            _ => None,
        };
        range.narrow(is, wanted);
        match allowed {
            Some(values) => values.iter().any(|value| range.has(*value)),
            None => range.has_any(),
        }
    }

    fn whole(&self, number: Number<'_>) -> Range {
        let (least, most) = match number {
            Number::Visits(scene) => {
                let story = self.world.story;
                let was_here = self.here == Some(scene) || story.start == *scene;
                let can = story.scenes.get_index_of(scene).is_none_or(|at| self.world.is_reachable(at));
                (i64::from(was_here), if can || was_here { i64::MAX } else { 0 })
            }
            Number::Scale(question) => {
                match self.world.question(question).map(|(_, question)| &question.answers) {
                    Some(Answers::Scale(scale)) => (scale.from.into(), scale.to.into()),
                    _ => (i64::MIN, i64::MAX),
                }
            }
            Number::Variable(_) => (i32::MIN.into(), i32::MAX.into()),
        };
        Range { least, most, not: Vec::new() }
    }
}

impl Assumed<'_> {
    fn is_answered(&self, question: &QuestionId) -> bool {
        self.yes.iter().any(|(yes, holds)| *holds && matches!(yes, Yes::Answered(id) if *id == question))
    }

    fn latest(&self, question: &QuestionId) -> usize {
        let is_latest = |yes: &Yes<'_>| matches!(yes, Yes::Latest(id, _) if *id == question);
        self.yes.iter().filter(|(yes, holds)| **holds && is_latest(yes)).count()
    }
}

impl Range {
    fn narrow(&mut self, is: Is, wanted: bool) {
        match (is, wanted) {
            (Is::Exactly(bound), true) => {
                self.least = self.least.max(bound.into());
                self.most = self.most.min(bound.into());
            }
            (Is::Exactly(bound), false) => self.not.push(bound.into()),
            (Is::AtLeast(bound), true) => self.least = self.least.max(bound.into()),
            (Is::AtLeast(bound), false) => self.most = self.most.min(i64::from(bound) - 1),
            (Is::AtMost(bound), true) => self.most = self.most.min(bound.into()),
            (Is::AtMost(bound), false) => self.least = self.least.max(i64::from(bound) + 1),
        }
    }

    fn has(&self, value: i64) -> bool {
        (self.least..=self.most).contains(&value) && !self.not.contains(&value)
    }

    fn has_any(&self) -> bool {
        // More numbers than exclusions: one of the first few is free.
        let enough = i64::try_from(self.not.len()).unwrap_or(i64::MAX);
        (self.least..=self.most.min(self.least.saturating_add(enough)))
            .any(|value| !self.not.contains(&value))
    }
}
