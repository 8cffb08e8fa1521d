//! What is declared but never used.

use super::{Checker, Topic, each_branch};
use crate::diagnostic::{At, Code, codes};
use crate::model::{Answers, Condition, Meanwhile, Scene};
use crate::paths::{Exit, exits};
use crate::{EndingId, HandoutId, SceneId, ThemeId, VariableId};
use std::collections::BTreeSet;

/// What something of the story uses.
#[derive(Default)]
pub(super) struct Used<'a> {
    themes: BTreeSet<&'a ThemeId>,
    variables: BTreeSet<&'a VariableId>,
    endings: BTreeSet<&'a EndingId>,
    handouts: BTreeSet<&'a HandoutId>,
    contact: bool,
    waiting: bool,
}

impl<'a> Checker<'a> {
    pub(super) fn unused(&mut self) {
        self.topic = Topic::Unused;
        let story = self.story;
        let mut used = core::mem::take(&mut self.used);
        for ending in story.endings.values() {
            used.handouts.extend(&ending.offers);
            used.contact |= ending.contact;
        }
        for id in story.variables.keys().filter(|id| !used.variables.contains(id)) {
            self.unused_one(
                codes::UNUSED_VARIABLE,
                "variables",
                id.as_str(),
                "no condition asks for the variable",
            );
        }
        for id in story.endings.keys().filter(|id| !used.endings.contains(id)) {
            self.unused_one(codes::UNUSED_ENDING, "endings", id.as_str(), "nothing leads to the ending");
        }
        for id in story.handouts.keys().filter(|id| !used.handouts.contains(id)) {
            self.unused_one(codes::UNUSED_HANDOUT, "handouts", id.as_str(), "nothing offers the handout");
        }
        for id in story.themes.keys().filter(|id| !used.themes.contains(id)) {
            self.unused_one(codes::UNUSED_THEME, "themes", id.as_str(), "nothing is about the theme");
        }
        if story.contact.is_some() && !used.contact {
            let message = "the story has a contact, but nothing offers it";
            let remedy = "add a Contact question or contact: true to an ending, or remove it";
            self.report(codes::UNUSED_CONTACT, At::field("contact"), message, remedy);
        }
        if story.waiting.is_some() && !used.waiting {
            let message = "the story has a waiting clip, but no question waits with it";
            self.report(codes::UNUSED_WAITING, At::field("waiting"), message, "remove it");
        }
    }

    fn unused_one(&mut self, code: Code, map: &str, id: &str, message: &str) {
        self.report(code, At::entry(map, id), format!("{message} \"{id}\""), "use it, or remove it");
    }

    pub(super) fn uses(&mut self, position: usize, id: &SceneId, scene: &'a Scene) {
        let used = &mut self.used;
        used.handouts.extend(&scene.offers);
        used.themes.extend(&scene.themes);
        if let Some(question) = &scene.question {
            used.themes.extend(&question.themes);
            used.themes.extend(question.answers.choices().iter().flat_map(|choice| &choice.themes));
            used.contact |= question.answers == Answers::Contact;
            used.waiting |= question.meanwhile == Meanwhile::Waiting;
        }
        if self.paths.is_reachable(position) {
            each_branch(id, scene, &mut |_, branch| {
                exits(branch, &mut |exit, _| {
                    if let Exit::End(ending) = exit {
                        used.endings.insert(ending);
                    }
                });
            });
        }
    }

    pub(super) fn uses_in_condition(&mut self, condition: &'a Condition) {
        variables(condition, &mut self.used);
    }
}

fn variables<'a>(condition: &'a Condition, used: &mut Used<'a>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) | Condition::Count(parts, _) => {
            parts.iter().for_each(|part| variables(part, used));
        }
        Condition::Not(part) => variables(part, used),
        Condition::Number(variable, _) | Condition::Flag(variable) => {
            used.variables.insert(variable);
        }
        _ => {}
    }
}
