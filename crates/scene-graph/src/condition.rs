//! Whether a condition holds. The session asks it of the viewer's way so far, insights of stored
//! answers; both through [`Facts`], so that a condition means the same everywhere.

use crate::model::Condition;
use crate::{ChoiceId, QuestionId, SceneId, VariableId};

/// What conditions are asked of.
pub trait Facts {
    /// How often that scene was entered.
    fn visits(&self, scene: &SceneId) -> u32;
    /// Whether that question was answered.
    fn answered(&self, question: &QuestionId) -> bool;
    /// Whether any answer to that question ever had that choice.
    fn chose_ever(&self, question: &QuestionId, choice: &ChoiceId) -> bool;
    /// Whether the latest answer to that question has that choice.
    fn latest(&self, question: &QuestionId, choice: &ChoiceId) -> bool;
    /// The latest answer on that scale; `None` when it was never answered.
    fn scale(&self, question: &QuestionId) -> Option<i32>;
    /// The value of that number; `None` when there is no such number.
    fn number(&self, variable: &VariableId) -> Option<i32>;
    /// The value of that flag; `None` when there is no such flag.
    fn flag(&self, variable: &VariableId) -> Option<bool>;
}

/// Whether `condition` holds, given `facts`. What names something that is not there does not hold:
/// a scale that was never answered keeps no bound, not even `AtMost`. An empty `All` holds, an empty
/// `Any` does not.
pub fn evaluate(condition: &Condition, facts: &impl Facts) -> bool {
    match condition {
        Condition::All(parts) => parts.iter().all(|part| evaluate(part, facts)),
        Condition::Any(parts) => parts.iter().any(|part| evaluate(part, facts)),
        Condition::Not(part) => !evaluate(part, facts),
        Condition::Count(parts, is) => {
            let holding = parts.iter().filter(|part| evaluate(part, facts)).count();
            is.holds(i32::try_from(holding).unwrap_or(i32::MAX))
        }
        Condition::Visited(scene) => facts.visits(scene) > 0,
        Condition::Visits(scene, is) => is.holds(i32::try_from(facts.visits(scene)).unwrap_or(i32::MAX)),
        Condition::Answered(question) => facts.answered(question),
        Condition::Chose(question, choice) => facts.chose_ever(question, choice),
        Condition::Latest(question, choice) => facts.latest(question, choice),
        Condition::Scale(question, is) => facts.scale(question).is_some_and(|number| is.holds(number)),
        Condition::Number(variable, is) => facts.number(variable).is_some_and(|number| is.holds(number)),
        Condition::Flag(variable) => facts.flag(variable).unwrap_or(false),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;
    use crate::model::Is;

    /// Scene "seen" was entered twice, question "asked" answered 3 with choice "now" (before: "then").
    struct Known;

    impl Facts for Known {
        fn visits(&self, scene: &SceneId) -> u32 {
            if scene.as_str() == "seen" { 2 } else { 0 }
        }
        fn answered(&self, question: &QuestionId) -> bool {
            question.as_str() == "asked"
        }
        fn chose_ever(&self, question: &QuestionId, choice: &ChoiceId) -> bool {
            self.answered(question) && matches!(choice.as_str(), "now" | "then")
        }
        fn latest(&self, question: &QuestionId, choice: &ChoiceId) -> bool {
            self.answered(question) && choice.as_str() == "now"
        }
        fn scale(&self, question: &QuestionId) -> Option<i32> {
            self.answered(question).then_some(3)
        }
        fn number(&self, variable: &VariableId) -> Option<i32> {
            (variable.as_str() == "count").then_some(-4)
        }
        fn flag(&self, variable: &VariableId) -> Option<bool> {
            (variable.as_str() == "up").then_some(true)
        }
    }

    #[test]
    fn every_kind() {
        for (text, holds) in [
            ("All([])", true),
            ("Any([])", false),
            ("Count([], Exactly(0))", true),
            ("Visited(\"seen\")", true),
            ("Visited(\"unseen\")", false),
            ("Visits(\"seen\", Exactly(2))", true),
            ("Visits(\"unseen\", AtMost(0))", true),
            ("Answered(\"asked\")", true),
            ("Answered(\"other\")", false),
            ("Chose(\"asked\", \"then\")", true),
            ("Latest(\"asked\", \"then\")", false),
            ("Latest(\"asked\", \"now\")", true),
            ("Scale(\"asked\", AtLeast(3))", true),
            ("Scale(\"other\", AtMost(5))", false),
            ("Not(Scale(\"other\", AtMost(5)))", true),
            ("Number(\"count\", AtMost(-4))", true),
            ("Number(\"none\", AtMost(4))", false),
            ("Flag(\"up\")", true),
            ("Flag(\"none\")", false),
            ("All([Flag(\"up\"), Not(Flag(\"none\"))])", true),
            ("Any([Flag(\"none\"), Visited(\"seen\")])", true),
            ("Count([Flag(\"up\"), Flag(\"none\"), Visited(\"seen\")], Exactly(2))", true),
        ] {
            let condition: Condition = ron::from_str(text).unwrap();
            assert_eq!(evaluate(&condition, &Known), holds, "{text}");
        }
        assert!(!Is::Exactly(1).holds(2));
    }
}
