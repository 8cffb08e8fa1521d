//! Conditions: that they can hold, and mean what they seem to.

use super::{Checker, Placed, Topic};
use crate::diagnostic::{At, codes};
use crate::model::{Condition, Is};
use crate::{QuestionId, SceneId};

impl<'a> Checker<'a> {
    pub(super) fn can_hold(&mut self, placed: Placed<'_, 'a>) {
        self.topic = Topic::Conditions;
        // What stands in a scene that cannot be reached is reported by that.
        if placed.here.is_none_or(|(position, _)| self.paths.is_reachable(position)) {
            self.holds(placed.condition, placed.here.map(|(_, id)| id), placed.at);
        }
        self.scales_denied(placed.condition, &[], placed.at);
        if placed.here.is_none() {
            self.care(placed.condition, placed.at);
        }
    }

    /// Reports the outermost parts that can never hold.
    fn holds(&mut self, condition: &'a Condition, here: Option<&'a SceneId>, at: At<'_>) {
        if !self.world.can_hold(condition, here) {
            let message = format!("{} can never hold{}", shown(condition), self.because(condition));
            let remedy = "correct it, or remove it with what depends on it";
            return self.report(codes::NEVER_HOLDS, at, message, remedy);
        }
        match condition {
            Condition::All(parts) | Condition::Any(parts) | Condition::Count(parts, _) => {
                parts.iter().for_each(|part| self.holds(part, here, at));
            }
            Condition::Not(part) => self.holds(part, here, at),
            _ => {}
        }
    }

    /// A reason, where one single thing is the reason.
    fn because(&self, condition: &Condition) -> String {
        match condition {
            Condition::Any(parts) if parts.is_empty() => ": it asks for one of nothing".to_owned(),
            Condition::All(_) | Condition::Any(_) | Condition::Not(_) => {
                ": its parts contradict each other or the rest of the story".to_owned()
            }
            Condition::Count(parts, _) => format!(": it counts {} conditions", parts.len()),
            Condition::Visited(scene) | Condition::Visits(scene, _) => {
                match self.story.scenes.get_index_of(scene) {
                    Some(position) if !self.paths.is_reachable(position) => {
                        format!(": the scene \"{scene}\" can never be reached")
                    }
                    _ => String::new(),
                }
            }
            Condition::Answered(question)
            | Condition::Chose(question, _)
            | Condition::Latest(question, _) => self.because_of_question(question),
            Condition::Scale(question, _) => match self.world.question(question) {
                Some((position, _)) if !self.paths.is_reachable(position) => {
                    self.because_of_question(question)
                }
                _ => ": the scale has no such number".to_owned(),
            },
            Condition::Number(..) | Condition::Flag(_) => ": nothing ever sets the variable so".to_owned(),
        }
    }

    fn because_of_question(&self, question: &QuestionId) -> String {
        match self.world.question(question) {
            Some((position, _)) if !self.paths.is_reachable(position) => {
                format!(": the question \"{question}\" can never be reached")
            }
            _ => String::new(),
        }
    }

    /// Reports `Not(Scale(…))` where no `Answered` stands beside or around it.
    fn scales_denied(&mut self, condition: &'a Condition, answered: &[&'a QuestionId], at: At<'_>) {
        match condition {
            Condition::All(parts) => {
                let mut answered = answered.to_vec();
                answered.extend(parts.iter().filter_map(|part| match part {
                    Condition::Answered(question) => Some(question),
                    _ => None,
                }));
                parts.iter().for_each(|part| self.scales_denied(part, &answered, at));
            }
            Condition::Any(parts) | Condition::Count(parts, _) => {
                parts.iter().for_each(|part| self.scales_denied(part, answered, at));
            }
            Condition::Not(part) => match &**part {
                Condition::Scale(question, _) if !answered.contains(&question) => {
                    let message =
                        format!("Not(Scale(\"{question}\", …)) also holds when it was never answered");
                    let remedy =
                        format!("write All([Answered(\"{question}\"), Not(…)]), or turn the bound round");
                    self.report(codes::NOT_SCALE, at, message, remedy);
                }
                part => self.scales_denied(part, answered, at),
            },
            _ => {}
        }
    }

    fn care(&mut self, condition: &Condition, at: At<'_>) {
        match condition {
            Condition::All(parts) | Condition::Any(parts) | Condition::Count(parts, _) => {
                parts.iter().for_each(|part| self.care(part, at));
            }
            Condition::Not(part) => self.care(part, at),
            Condition::Visited(_) | Condition::Visits(..) | Condition::Number(..) | Condition::Flag(_) => {
                let message = format!("a care signal may not rest on {}", shown(condition));
                let remedy = "use the viewer's stated answers: Answered, Chose, Latest, Scale";
                self.report(codes::CARE_ON_HIDDEN_STATE, at, message, remedy);
            }
            Condition::Answered(_) | Condition::Chose(..) | Condition::Latest(..) | Condition::Scale(..) => {}
        }
    }
}

/// The condition as RON, shortened when it is long.
fn shown(condition: &Condition) -> String {
    let bound = |is: &Is| format!("{is:?}");
    match condition {
        Condition::All(_) => "All([…])".to_owned(),
        Condition::Any(_) => "Any([…])".to_owned(),
        Condition::Not(part) => format!("Not({})", shown(part)),
        Condition::Count(_, is) => format!("Count([…], {})", bound(is)),
        Condition::Visited(scene) => format!("Visited(\"{scene}\")"),
        Condition::Visits(scene, is) => format!("Visits(\"{scene}\", {})", bound(is)),
        Condition::Answered(question) => format!("Answered(\"{question}\")"),
        Condition::Chose(question, choice) => format!("Chose(\"{question}\", \"{choice}\")"),
        Condition::Latest(question, choice) => format!("Latest(\"{question}\", \"{choice}\")"),
        Condition::Scale(question, is) => format!("Scale(\"{question}\", {})", bound(is)),
        Condition::Number(variable, is) => format!("Number(\"{variable}\", {})", bound(is)),
        Condition::Flag(variable) => format!("Flag(\"{variable}\")"),
    }
}
