//! Questions: opening, answers, skips and limits (rules 4–6, 11, 18).

use super::{Flow, Turn};
use crate::memory::add_chosen;
use crate::picture::meanwhile;
use crate::state::{Armed, Checkpoint, Given, OnScreen, OpenQuestion, Place, Remembered, Way};
use crate::{Answer, AnswerValue, Effect, Event, PictureSource, Refused, Run};
use choice_log::{Entry, Kind, Value};
use media_time::{MediaDuration, MediaTime};
use scene_graph::{Answers, ChoiceId, Cut, Limit, Question, Scale, SeveralOf, Shown, Words};
use std::sync::Arc;

/// How many checkpoints are kept: more questions than anybody goes back through.
pub(crate) const CHECKPOINTS: usize = 256;

impl Turn<'_> {
    /// Rule 4. Whether the present scene's question is open now: one without a choice to show, or
    /// whose condition does not hold, stays closed.
    pub(crate) fn open_question(&mut self) -> bool {
        let question = self.present_question();
        let Some(place) = self.state.scene_place_mut() else { return false };
        place.asked = true;
        let Some(question) = question else { return false };
        let facts = self.facts();
        let choices = question.answers.choices();
        let shown: Arc<[ChoiceId]> = choices
            .iter()
            .filter(|choice| facts.hold(choice.when.as_ref()))
            .map(|choice| choice.id.clone())
            .collect();
        let has_choices = matches!(question.answers, Answers::OneOf(_) | Answers::SeveralOf(_));
        if !facts.hold(question.when.as_ref()) || (has_choices && shown.is_empty()) {
            return false;
        }
        self.open_with(question, shown);
        true
    }

    /// Opens `question` with these choices, whatever was open before.
    pub(crate) fn open_with(&mut self, question: &Question, choices: Arc<[ChoiceId]>) {
        let again = self.state.memory.answers.contains_key(&question.id);
        let limit = self.full_limit(question);
        let Some(place) = self.state.scene_place_mut() else { return };
        place.open = Some(OpenQuestion {
            question: question.id.clone(),
            choices,
            again,
            active: MediaDuration::ZERO,
            limit,
            given: None,
        });
        self.state.questions_opened = self.state.questions_opened.saturating_add(1);
        self.effects.push(Effect::QuestionOpened);
        self.event(Event::Question(question.id.clone()));
        let entry = self.question_entry(Kind::QuestionShown);
        self.record(entry);
    }

    /// Rule 6: the question's limit, from its full time.
    pub(crate) fn full_limit(&self, question: &Question) -> Armed {
        let Some(place) = self.state.scene_place().filter(|_| !self.state.settings.no_time_limits) else {
            return Armed::No;
        };
        match question.limit {
            Limit::Off => Armed::No,
            Limit::Seconds(seconds) => {
                let whole = MediaDuration::from_seconds(i64::from(seconds));
                Armed::Time { left: whole, whole }
            }
            Limit::ClipEnd => {
                let end = place.duration.map(|duration| MediaTime::ZERO + duration);
                let whole = end.zip(place.opening(question)).map(|(end, from)| end - from);
                match whole.filter(|whole| *whole > MediaDuration::ZERO) {
                    // The clip is over already (the question was reopened): the same time once more.
                    Some(whole) if place.finished => Armed::Time { left: whole, whole },
                    Some(whole) => Armed::ClipEnd { whole },
                    None => Armed::No,
                }
            }
        }
    }

    /// Rule 3: the picture while the open question waits.
    pub(crate) fn meanwhile(&mut self) {
        let Some(question) = self.present_question() else { return };
        let language = self.state.language.clone();
        let Some(place) = self.state.scene_place_mut() else { return };
        match meanwhile(self.story, question, &language) {
            Some(source) => {
                place.picture = OnScreen::Waiting;
                self.show_meanwhile(source);
            }
            None if place.picture == OnScreen::Playing => {
                place.picture = OnScreen::Held;
                if self.own_media().is_media() {
                    self.effects.push(Effect::HoldPicture(true));
                }
            }
            None => self.show_own(Run::Stand),
        }
    }

    pub(crate) fn show_meanwhile(&mut self, source: PictureSource) {
        let run = source.waiting_run();
        self.show(source, MediaTime::ZERO, run, false);
    }

    /// Rule 5.
    pub(crate) fn answer(&mut self, answer: Answer) -> Result<(), Refused> {
        let (Some(question), Some(open)) = (self.present_question(), self.state.open()) else {
            return Err(Refused::NoOpenQuestion);
        };
        let (answer, sent) = validate(question, open, answer)?;
        let waits = self.waits_for_the_end(question);
        match open.given.as_ref().map(|given| Arc::clone(&given.before)) {
            // The answer is changed: the memory is as if the one before had not been given.
            Some(before) => self.state.memory = before,
            None => self.set_checkpoint(),
        }
        let before = Arc::clone(&self.state.memory);
        self.record_answer(&answer, sent);
        if waits {
            if let Some(open) = self.state.open_mut() {
                open.given = Some(Given { answer: answer.clone(), before });
                open.limit = Armed::No;
            }
            let story = self.story;
            self.memory_mut().remember(story, question, answer);
            return Ok(());
        }
        if let Some(open) = self.state.open_mut() {
            open.given = None;
        }
        self.close_question();
        let story = self.story;
        self.mark_chosen(question, &answer);
        let way = self.way_of(question, &answer);
        self.memory_mut().remember(story, question, answer);
        self.state.automatic = 0;
        let flow = way.map_or_else(|| self.go_on(), Flow::Take);
        self.run(flow);
        Ok(())
    }

    /// Whether an answer takes effect only at the clip's end.
    fn waits_for_the_end(&self, question: &Question) -> bool {
        matches!(question.shown, Shown::During { cut: Cut::AtEnd, .. })
            && self.state.scene_place().is_some_and(|place| !place.finished)
    }

    /// The answer that waited for the clip's end takes effect.
    pub(crate) fn commit(&mut self) -> Flow {
        let given = self.state.open_mut().and_then(|open| open.given.take());
        let (Some(question), Some(given)) = (self.present_question(), given) else { return self.go_on() };
        self.close_question();
        self.mark_chosen(question, &given.answer);
        self.state.automatic = 0;
        self.way_of(question, &given.answer).map_or_else(|| self.go_on(), Flow::Take)
    }

    /// The branch of the chosen choice itself.
    fn way_of(&self, question: &Question, answer: &Remembered) -> Option<Way> {
        let (Answers::OneOf(choices), Remembered::Choices(chosen)) = (&question.answers, answer) else {
            return None;
        };
        let choice = choices.iter().find(|choice| chosen.contains(&choice.id))?;
        choice.then.as_ref()?;
        let scene = self.state.scene_place()?.scene.clone();
        Some(Way { choice: Some(choice.id.clone()), ..Way::of_scene(scene) })
    }

    fn record_answer(&mut self, answer: &Remembered, sent: Option<String>) {
        let Some(question) = self.state.open().map(|open| open.question.clone()) else { return };
        if let Some(words) = sent {
            let value = Some(Value::Words(words));
            self.event(Event::Contact);
            let entry = self.question_entry(Kind::ContactRequest).map(|entry| Entry { value, ..entry });
            return self.record(entry);
        }
        let entry = self.question_entry(Kind::Answer).map(|entry| match answer {
            Remembered::Choices(choices) => {
                Entry { choices: choices.iter().map(ToString::to_string).collect(), ..entry }
            }
            Remembered::Number(number) => Entry { value: Some(Value::Number(*number)), ..entry },
            Remembered::Words(words) => Entry { value: Some(Value::Words(words.clone())), ..entry },
            Remembered::Contact => entry,
        });
        self.event(Event::Answer(question, AnswerValue::from(answer)));
        self.record(entry);
    }

    /// Rule 11: the marks of choices.
    fn mark_chosen(&mut self, question: &Question, answer: &Remembered) {
        if let Remembered::Choices(chosen) = answer {
            add_chosen(&mut Arc::make_mut(&mut self.state.seen).choices, &question.id, chosen);
        }
    }

    /// Rules 5 and 10: what Back returns to.
    pub(crate) fn set_checkpoint(&mut self) {
        if self.state.checkpoints.len() >= CHECKPOINTS {
            self.state.checkpoints.remove(0);
        }
        let (place, memory) = match (&self.state.place, self.state.open()) {
            // An answer that waits for the clip's end is not yet part of the way.
            (Place::Scene(place), Some(OpenQuestion { given: Some(given), .. })) => {
                let mut place = place.clone();
                if let Some(open) = &mut place.open {
                    open.given = None;
                }
                (Place::Scene(place), Arc::clone(&given.before))
            }
            (place, _) => (place.clone(), Arc::clone(&self.state.memory)),
        };
        let stack = Arc::clone(&self.state.stack);
        self.state.checkpoints.push(Arc::new(Checkpoint { place, stack, memory }));
    }

    /// Rules 2 and 18. An answer that waited for the clip's end is taken back.
    pub(crate) fn skip(&mut self) -> Result<(), Refused> {
        let (Some(question), Some(open)) = (self.present_question(), self.state.open()) else {
            return Err(Refused::NoOpenQuestion);
        };
        if !can_skip(question) {
            return Err(Refused::CannotSkip);
        }
        let before = open.given.as_ref().map(|given| Arc::clone(&given.before));
        if let Some(before) = before {
            self.state.memory = before;
        }
        let flow = self.end_unanswered(question, Kind::Skip, None);
        self.run(flow);
        Ok(())
    }

    /// Rule 6: no answer, nothing set.
    pub(crate) fn limit_ran_out(&mut self) -> Flow {
        let (Some(question), Some(open)) = (self.present_question(), self.state.open()) else {
            return Flow::Rest;
        };
        let cause = match open.limit {
            Armed::ClipEnd { .. } => "clip-end",
            Armed::Time { .. } | Armed::No => "seconds",
        };
        self.end_unanswered(question, Kind::TimeLimit, Some(cause))
    }

    fn end_unanswered(&mut self, question: &Question, kind: Kind, reason: Option<&str>) -> Flow {
        let id = question.id.clone();
        let reason = reason.map(ToOwned::to_owned);
        let entry = self.question_entry(kind).map(|entry| Entry { reason, ..entry });
        self.event(if kind == Kind::Skip { Event::Skip(id) } else { Event::TimeLimit(id) });
        self.record(entry);
        if let Some(open) = self.state.open_mut() {
            open.given = None;
        }
        self.close_question();
        self.state.automatic = 0;
        self.go_on()
    }

    pub(crate) fn time_passed(&mut self, by: MediaDuration) -> Result<(), Refused> {
        if self.state.paused || by.is_negative() {
            return Ok(());
        }
        if let Some(Armed::Time { left, .. }) = self.state.open_mut().map(|open| &mut open.limit) {
            *left = (*left - by).max(MediaDuration::ZERO);
            if *left == MediaDuration::ZERO {
                let flow = self.limit_ran_out();
                self.run(flow);
            }
        }
        Ok(())
    }

    /// Closes the open question, if one is. An answer that still waited stands.
    pub(crate) fn close_question(&mut self) {
        let Some(open) = self.state.scene_place_mut().and_then(|place| place.open.take()) else { return };
        let question = self.present_question();
        if let (Some(question), Some(given)) = (question, open.given) {
            self.mark_chosen(question, &given.answer);
        }
        self.effects.push(Effect::QuestionClosed);
    }
}

/// Rule 18: "not now" on a contact question is a skip.
pub(crate) fn can_skip(question: &Question) -> bool {
    question.skip || matches!(question.answers, Answers::Contact)
}

/// The bounds of a several-of question when `shown` choices are shown: at least, at most.
pub(crate) fn bounds(several: &SeveralOf, shown: usize) -> (u32, u32) {
    let shown = u32::try_from(shown).unwrap_or(u32::MAX);
    let at_most = several.at_most.unwrap_or(shown).min(shown);
    (several.at_least.min(at_most), at_most)
}

/// The answer as it is remembered, and the words of a contact request.
fn validate(
    question: &Question,
    open: &OpenQuestion,
    answer: Answer,
) -> Result<(Remembered, Option<String>), Refused> {
    match (&question.answers, answer) {
        (Answers::OneOf(_), Answer::One(id)) => {
            Ok((Remembered::Choices(in_order(open, core::slice::from_ref(&id))?), None))
        }
        (Answers::SeveralOf(several), Answer::Several(ids)) => {
            let chosen = in_order(open, &ids)?;
            let (at_least, at_most) = bounds(several, open.choices.len());
            match u32::try_from(chosen.len()).unwrap_or(u32::MAX) {
                count if count < at_least => Err(Refused::TooFew { at_least }),
                count if count > at_most => Err(Refused::TooMany { at_most }),
                _ => Ok((Remembered::Choices(chosen), None)),
            }
        }
        (Answers::Scale(Scale { from, to, .. }), Answer::Scale(number)) => {
            if (*from..=*to).contains(&number) {
                Ok((Remembered::Number(number), None))
            } else {
                Err(Refused::OutOfScale { from: *from, to: *to })
            }
        }
        (Answers::Words(Words { at_most, .. }), Answer::Words(words)) => {
            if words.trim().is_empty() {
                Err(Refused::NoWords)
            } else if words.chars().count() > usize::try_from(*at_most).unwrap_or(usize::MAX) {
                Err(Refused::TooLong { at_most: *at_most })
            } else {
                Ok((Remembered::Words(words), None))
            }
        }
        (Answers::Contact, Answer::Contact(words)) => Ok((Remembered::Contact, Some(words))),
        (answers, _) => Err(Refused::WrongKind(kind_name(answers))),
    }
}

/// What a question of this kind asks for, for people.
pub(crate) const fn kind_name(answers: &Answers) -> &'static str {
    match answers {
        Answers::OneOf(_) => "one choice",
        Answers::SeveralOf(_) => "several choices",
        Answers::Scale(_) => "a number on a scale",
        Answers::Words(_) => "words",
        Answers::Contact => "a contact request",
    }
}

/// `ids` in the order in which they are shown, each once.
fn in_order(open: &OpenQuestion, ids: &[ChoiceId]) -> Result<Arc<[ChoiceId]>, Refused> {
    if let Some(unknown) = ids.iter().find(|id| !open.choices.contains(id)) {
        return Err(Refused::ChoiceNotShown(unknown.clone()));
    }
    Ok(open.choices.iter().filter(|id| ids.contains(id)).cloned().collect())
}
