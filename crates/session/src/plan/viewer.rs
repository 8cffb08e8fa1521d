//! A viewer that follows a plan.

use super::{Plan, PlannedStep, Step};
use crate::{Answer, Input, QuestionKind, QuestionView, Refused, Session};
use choice_log::Consent;
use media_time::MediaDuration;
use scene_graph::{ChoiceId, QuestionId};

/// Carries out a [`Plan`]: after each change the caller asks [`ScriptedViewer::next`] until it says
/// to wait or that all is done.
#[derive(Clone, Debug)]
pub struct ScriptedViewer {
    steps: std::vec::IntoIter<PlannedStep>,
    /// The step in hand.
    present: Option<PlannedStep>,
    /// The latest step's line.
    line: usize,
    /// Story time when the step before was done.
    since: MediaDuration,
    /// [`Session::questions_opened`] when the latest answering step was done: a question that stays
    /// open, for its answer can still be changed, is not the next one.
    answered: Option<u64>,
    /// The question whose limit is awaited.
    limit_of: Option<(u64, QuestionId)>,
}

/// What comes next.
#[derive(Clone, Debug, PartialEq)]
pub enum Todo {
    /// Apply this; when it is refused, [`ScriptedViewer::refused`] says it in the plan's terms.
    Apply(Input),
    /// The viewer changes what they agreed to.
    Consent(Consent),
    /// Let the story run; ask again after each change, and at this story time when one is given.
    Run(Option<MediaDuration>),
    /// The plan is carried out, and the story is at an ending or the viewer has left.
    Done,
}

/// The plan does not fit the story.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line} of the plan{}: {message}", at(question.as_ref()))]
pub struct PlanProblem {
    /// The step's line; of the last step when the plan ended early (0: it has none).
    pub line: usize,
    /// The open question.
    pub question: Option<QuestionId>,
    /// What does not fit.
    pub message: String,
}

fn at(question: Option<&QuestionId>) -> String {
    question.map_or_else(String::new, |id| format!(", at the question \"{id}\""))
}

impl ScriptedViewer {
    /// A viewer that is about to take the plan's first step.
    #[must_use]
    pub fn new(plan: Plan) -> Self {
        Self {
            steps: plan.steps.into_iter(),
            present: None,
            line: 0,
            since: MediaDuration::ZERO,
            answered: None,
            limit_of: None,
        }
    }

    /// What the viewer does now that the session stands so. `story_time`: unpaused time since the
    /// session began. Call it once [`Input::Begin`] was applied, and again after each thing done.
    ///
    /// # Errors
    /// [`PlanProblem`] when the plan does not fit the story; the caller shows it and stops.
    pub fn next(&mut self, session: &Session, story_time: MediaDuration) -> Result<Todo, PlanProblem> {
        loop {
            if self.present.is_none() {
                self.present = self.steps.next();
            }
            let Some(PlannedStep { line, step }) = self.present.clone() else {
                return self.after_the_last(session);
            };
            self.line = line;
            if session.has_left() {
                return Err(self.problem(session, "steps are left over: the viewer has left"));
            }
            let Some(todo) = self.step(session, story_time, &step)? else {
                self.done(story_time);
                continue;
            };
            if !matches!(todo, Todo::Run(_)) {
                self.done(story_time);
            }
            return Ok(todo);
        }
    }

    /// A refused input of [`Todo::Apply`], in the plan's terms.
    #[must_use]
    pub fn refused(&self, session: &Session, refused: &Refused) -> PlanProblem {
        self.problem(session, refused.to_string())
    }

    fn done(&mut self, story_time: MediaDuration) {
        self.present = None;
        self.since = story_time;
    }

    fn problem(&self, session: &Session, message: impl Into<String>) -> PlanProblem {
        let question = session.question().map(|view| view.id);
        PlanProblem { line: self.line, question, message: message.into() }
    }

    fn after_the_last(&self, session: &Session) -> Result<Todo, PlanProblem> {
        match session.question() {
            _ if session.has_left() || session.ending().is_some() => Ok(Todo::Done),
            Some(view) if !view.answered => {
                Err(self.problem(session, "the plan ended early: this question is open"))
            }
            _ => Ok(Todo::Run(None)),
        }
    }

    /// What `step` asks for; `None`: it is done.
    fn step(
        &mut self,
        session: &Session,
        story_time: MediaDuration,
        step: &Step,
    ) -> Result<Option<Todo>, PlanProblem> {
        let input = match step {
            Step::Wait(length) => {
                let until = self.since + *length;
                let over = story_time >= until || session.ending().is_some();
                return Ok((!over).then_some(Todo::Run(Some(until))));
            }
            Step::WaitLimit => return self.wait_for_limit(session),
            Step::Consent(consent) => return Ok(Some(Todo::Consent(*consent))),
            Step::Back => Input::Back,
            Step::Restart => Input::Restart,
            Step::Jump(scene) => Input::Jump(scene.clone()),
            Step::Language(language) => Input::Language(language.clone()),
            Step::Leave => Input::Leave,
            Step::Seek(time) => match session.media_duration() {
                Some(duration) => Input::Seek(time.resolve(duration)),
                None if session.ending().is_some() => {
                    return Err(self.problem(session, "there is no clip to seek in"));
                }
                None => return Ok(Some(Todo::Run(None))),
            },
            answering => return self.answer(session, answering).map(Some),
        };
        Ok(Some(Todo::Apply(input)))
    }

    /// The question that the next answering step is for.
    fn next_question(&self, session: &Session) -> Option<QuestionView> {
        let asked_since = self.answered != Some(session.questions_opened());
        session.question().filter(|_| asked_since)
    }

    fn wait_for_limit(&mut self, session: &Session) -> Result<Option<Todo>, PlanProblem> {
        let number = session.questions_opened();
        let open = session.question();
        if let Some((awaited, id)) = &self.limit_of {
            if *awaited == number && open.is_some_and(|view| view.id == *id) && session.has_limit() {
                return Ok(Some(Todo::Run(None)));
            }
            self.limit_of = None;
            return Ok(None);
        }
        match self.next_question(session) {
            Some(view) if view.limit.is_some() => {
                self.limit_of = Some((number, view.id));
                Ok(Some(Todo::Run(None)))
            }
            Some(_) => Err(self.problem(session, "this question has no time limit to wait for")),
            None => self.wait_for_question(session),
        }
    }

    fn wait_for_question(&self, session: &Session) -> Result<Option<Todo>, PlanProblem> {
        if session.ending().is_some() {
            return Err(self.problem(session, "steps are left over: the story has ended"));
        }
        Ok(Some(Todo::Run(None)))
    }

    fn answer(&mut self, session: &Session, step: &Step) -> Result<Todo, PlanProblem> {
        if let (Step::Contact(words), true) = (step, session.ending().is_some() && session.offers_contact()) {
            return Ok(Todo::Apply(Input::Contact(words.clone())));
        }
        let Some(view) = self.next_question(session) else {
            return self.wait_for_question(session).map(|todo| todo.unwrap_or(Todo::Run(None)));
        };
        let input = input(step, &view).map_err(|message| self.problem(session, message))?;
        self.answered = Some(session.questions_opened());
        Ok(Todo::Apply(input))
    }
}

/// The input that `step` means at this question, or why it does not fit.
fn input(step: &Step, view: &QuestionView) -> Result<Input, String> {
    let answer = match (step, &view.kind) {
        (Step::Skip, _) if view.can_skip => return Ok(Input::Skip),
        (Step::Skip, _) => return Err("this question cannot be skipped".to_owned()),
        (Step::Choose(id), QuestionKind::OneOf(choices)) => {
            shown(core::slice::from_ref(id), choices)?;
            Answer::One(id.clone())
        }
        (Step::Several(ids), QuestionKind::SeveralOf { choices, .. }) => {
            shown(ids, choices)?;
            Answer::Several(ids.clone())
        }
        (Step::Scale(number), QuestionKind::Scale { .. }) => Answer::Scale(*number),
        (Step::Words(words), QuestionKind::Words { .. }) => Answer::Words(words.clone()),
        (Step::Contact(words), QuestionKind::Contact) => Answer::Contact(words.clone()),
        (_, kind) => return Err(format!("wrong kind of step: this question takes \"{}\"", fitting(kind))),
    };
    Ok(Input::Answer(answer))
}

fn shown(ids: &[ChoiceId], choices: &[crate::ChoiceView]) -> Result<(), String> {
    let Some(missing) = ids.iter().find(|id| !choices.iter().any(|choice| choice.id == **id)) else {
        return Ok(());
    };
    let there: Vec<_> = choices.iter().map(|choice| choice.id.as_str()).collect();
    Err(format!("the choice \"{missing}\" is not available; there are {}", there.join(", ")))
}

/// The step that fits a question of this kind.
const fn fitting(kind: &QuestionKind) -> &'static str {
    match kind {
        QuestionKind::OneOf(_) => "choose",
        QuestionKind::SeveralOf { .. } => "several",
        QuestionKind::Scale { .. } => "scale",
        QuestionKind::Words { .. } => "words",
        QuestionKind::Contact => "contact",
    }
}
