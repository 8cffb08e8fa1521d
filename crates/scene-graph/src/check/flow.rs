//! Ways: every scene leads on, and to an end.

use super::{Checker, Topic, each_branch};
use crate::SceneId;
use crate::diagnostic::{At, codes};
use crate::model::{Answers, Limit, Question, Scene};
use crate::paths::{EdgeKind, Exit, exits, goes_on, takes_time};

impl<'a> Checker<'a> {
    pub(super) fn ways(&mut self, position: usize, id: &'a SceneId, scene: &'a Scene) {
        self.topic = Topic::Ways;
        if !self.paths.is_reachable(position) {
            if self.story.scenes.contains_key(&self.story.start) {
                let remedy = "lead a branch to it, or remove it";
                let message = format!("the scene \"{id}\" can never be reached");
                self.report(codes::UNREACHABLE, At::scene(id), message, remedy);
            }
            return;
        }
        self.way_on(id, scene);
        self.visits(id, scene);
        self.returns(position, id, scene);
        if !self.paths.can_end(position) && !self.paths.can_return(position) {
            let message = format!("no end can be reached from the scene \"{id}\"");
            let remedy = "let a branch from here, or from where it leads, end the story with End";
            self.report(codes::NO_END, At::scene(id), message, remedy);
        }
    }

    fn way_on(&mut self, id: &'a SceneId, scene: &'a Scene) {
        let question = scene.question.as_ref();
        let always_shows = question.is_some_and(|question| {
            let choices = question.answers.choices();
            !self.world.all_can_fail(choices.iter().filter_map(|choice| choice.when.as_ref()), Some(id))
        });
        let scene_at = At::scene(id);
        let at = scene_at.in_field("then");
        match (goes_on(question, always_shows), &scene.then) {
            (true, None) => {
                let message =
                    format!("the story can get stuck here: {}, and there is no then", why(question));
                let remedy = "add then: Goto(…), Return or End(…) to the scene";
                self.report(codes::NO_WAY_ON, at, message, remedy);
            }
            (false, Some(_)) => {
                let message = "then is never used: every choice of the question has its own branch";
                self.report(codes::THEN_NEVER, at, message, "remove it, or remove a choice's branch");
            }
            _ => {}
        }
    }

    fn visits(&mut self, id: &SceneId, scene: &Scene) {
        if scene.question.is_some() {
            return;
        }
        each_branch(id, scene, &mut |at, branch| {
            let mut visited = None;
            exits(branch, &mut |exit, _| {
                if let Exit::To(EdgeKind::Visit, to) = exit {
                    visited = Some(to);
                }
            });
            if let Some(to) = visited {
                let message = format!("Visit(\"{to}\") comes back to a question, but this scene has none");
                let remedy = format!("write Via(\"{to}\", Goto(…)) to say what comes after the detour");
                self.report(codes::VISIT_WITHOUT_QUESTION, at, message, remedy);
            }
        });
    }

    fn returns(&mut self, position: usize, id: &SceneId, scene: &Scene) {
        if !self.paths.is_reached_without_detour(position) {
            return;
        }
        each_branch(id, scene, &mut |at, branch| {
            let (mut surely, mut perhaps) = (false, false);
            exits(branch, &mut |exit, conditional| {
                if exit == Exit::Return {
                    surely |= !conditional;
                    perhaps |= conditional;
                }
            });
            if surely {
                let message = "Return has nothing to return to: this scene can be reached without a detour";
                let remedy = "come here by Visit or Via only, or lead on by Goto or End";
                self.report(codes::RETURN_TO_NOTHING, at, message, remedy);
            } else if perhaps {
                let message =
                    "this scene can be reached without a detour, and then Return would end the story";
                let remedy = "make sure by the condition that Return is only taken on a detour";
                self.report(codes::MAYBE_RETURN, at, message, remedy);
            }
        });
    }

    pub(super) fn empty_cycles(&mut self) {
        self.topic = Topic::Cycles;
        let empty: Vec<bool> = self
            .story
            .scenes
            .values()
            .map(|scene| scene.question.is_none() && !takes_time(&scene.media))
            .collect();
        let cycles = self.paths.cycles(|at| self.paths.is_reachable(at) && empty.get(at) == Some(&true));
        for cycle in cycles {
            let names: Vec<&str> = cycle
                .iter()
                .filter_map(|at| self.story.scenes.get_index(*at))
                .map(|(id, _)| id.as_str())
                .collect();
            let Some(first) = cycle.first().and_then(|at| self.story.scenes.get_index(*at)) else { continue };
            let shown = names.iter().take(10).copied().collect::<Vec<_>>().join(" → ");
            let message = format!("these scenes lead round with neither media nor a question: {shown}");
            self.report(
                codes::EMPTY_CYCLE,
                At::scene(first.0).in_field("then"),
                message,
                "give one of them media or a question, or lead out",
            );
        }
    }
}

/// Why a scene can go on without a choice's own branch.
fn why(question: Option<&Question>) -> &'static str {
    let Some(question) = question else { return "the scene has no question" };
    if question.when.is_some() {
        return "the question is not asked when its condition does not hold";
    }
    if question.skip {
        return "the question can be skipped";
    }
    if question.limit != Limit::Off {
        return "the question's time can run out";
    }
    match &question.answers {
        Answers::OneOf(choices) if choices.iter().any(|choice| choice.then.is_none()) => {
            "a choice has no branch of its own"
        }
        Answers::OneOf(_) => "every choice may be hidden by its condition",
        _ => "answers of this kind have no branches of their own",
    }
}
