//! Writing branches, conditions and what choices set.

use super::layout::Node;
use super::{id, number, variable};
use crate::model::{Branch, Case, Condition, Is, SetVariable};

pub(super) fn branch(branch: &Branch) -> Node {
    match branch {
        Branch::Goto(scene) => Node::wrap("Goto", vec![id(scene)]),
        Branch::Visit(scene) => Node::wrap("Visit", vec![id(scene)]),
        Branch::Via(scene, then) => Node::wrap("Via", vec![id(scene), self::branch(then)]),
        Branch::Return => Node::atom("Return"),
        Branch::End(ending) => Node::wrap("End", vec![id(ending)]),
        Branch::When { cases, otherwise } => Node::call(
            "When",
            vec![
                ("cases".to_owned(), Node::list(cases.iter().map(case).collect())),
                ("otherwise".to_owned(), self::branch(otherwise)),
            ],
        ),
    }
}

fn case(case: &Case) -> Node {
    Node::call("", vec![("when".to_owned(), condition(&case.when)), ("then".to_owned(), branch(&case.then))])
}

pub(super) fn condition(condition: &Condition) -> Node {
    let each = |parts: &[Condition]| Node::list(parts.iter().map(self::condition).collect());
    match condition {
        Condition::All(parts) => Node::wrap("All", vec![each(parts)]),
        Condition::Any(parts) => Node::wrap("Any", vec![each(parts)]),
        Condition::Not(part) => Node::wrap("Not", vec![self::condition(part)]),
        Condition::Count(parts, is) => Node::wrap("Count", vec![each(parts), bound(*is)]),
        Condition::Visited(scene) => Node::wrap("Visited", vec![id(scene)]),
        Condition::Visits(scene, is) => Node::wrap("Visits", vec![id(scene), bound(*is)]),
        Condition::Answered(question) => Node::wrap("Answered", vec![id(question)]),
        Condition::Chose(question, choice) => Node::wrap("Chose", vec![id(question), id(choice)]),
        Condition::Latest(question, choice) => Node::wrap("Latest", vec![id(question), id(choice)]),
        Condition::Scale(question, is) => Node::wrap("Scale", vec![id(question), bound(*is)]),
        Condition::Number(variable, is) => Node::wrap("Number", vec![id(variable), bound(*is)]),
        Condition::Flag(variable) => Node::wrap("Flag", vec![id(variable)]),
    }
}

pub(super) fn bound(is: Is) -> Node {
    match is {
        Is::Exactly(bound) => Node::wrap("Exactly", vec![number(bound)]),
        Is::AtLeast(bound) => Node::wrap("AtLeast", vec![number(bound)]),
        Is::AtMost(bound) => Node::wrap("AtMost", vec![number(bound)]),
    }
}

pub(super) fn set(set: &SetVariable) -> Node {
    match set {
        SetVariable::Set(name, value) => Node::wrap("Set", vec![id(name), variable(*value)]),
        SetVariable::Add(name, step) => Node::wrap("Add", vec![id(name), number(step)]),
    }
}
