//! Branches, conditions and variables.

use crate::{ChoiceId, EndingId, QuestionId, SceneId, VariableId};
use serde::Deserialize;

/// What comes next.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Branch {
    /// On to that scene.
    Goto(SceneId),
    /// A detour to that scene; [`Branch::Return`] reopens this question.
    Visit(SceneId),
    /// A detour to that scene; [`Branch::Return`] takes this branch then.
    Via(SceneId, Box<Branch>),
    /// Back from the latest detour.
    Return,
    /// The story is over.
    End(EndingId),
    /// The first of these whose condition holds, else the last.
    When {
        /// Tried in order.
        cases: Vec<Case>,
        /// Taken when no case holds.
        otherwise: Box<Branch>,
    },
}

/// One case of [`Branch::When`].
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// When this holds …
    pub when: Condition,
    /// … this is taken.
    pub then: Branch,
}

/// Something that holds or does not.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub enum Condition {
    /// All of these hold.
    All(Vec<Condition>),
    /// At least one of these holds.
    Any(Vec<Condition>),
    /// This does not hold.
    Not(Box<Condition>),
    /// So many of these hold.
    Count(Vec<Condition>, Is),
    /// That scene was entered.
    Visited(SceneId),
    /// That scene was entered so often.
    Visits(SceneId, Is),
    /// That question was answered.
    Answered(QuestionId),
    /// That choice was ever chosen.
    Chose(QuestionId, ChoiceId),
    /// That choice is (among) the latest answer.
    Latest(QuestionId, ChoiceId),
    /// The latest answer on that scale is so.
    Scale(QuestionId, Is),
    /// That number is so.
    Number(VariableId, Is),
    /// That flag is set.
    Flag(VariableId),
}

/// A bound on a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Is {
    /// Just this.
    Exactly(i32),
    /// This or more.
    AtLeast(i32),
    /// This or less.
    AtMost(i32),
}

/// A variable's value. Variables are never recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum VariableValue {
    /// A whole number.
    Number(i32),
    /// Yes or no.
    Flag(bool),
}

/// What a choice does to a variable.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub enum SetVariable {
    /// Gives it this value.
    Set(VariableId, VariableValue),
    /// Adds to a number; stops at the ends of what an `i32` holds.
    Add(VariableId, i32),
}

impl Is {
    /// Whether `number` keeps this bound.
    #[must_use]
    pub fn holds(self, number: i32) -> bool {
        match self {
            Self::Exactly(bound) => number == bound,
            Self::AtLeast(bound) => number >= bound,
            Self::AtMost(bound) => number <= bound,
        }
    }
}
