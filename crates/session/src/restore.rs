//! Going on another day, perhaps with a story that changed meanwhile (rule 14).

use crate::session::STATE_FORMAT;
use crate::state::{Checkpoint, Frame, Memory, OnScreen, Place, Remembered, ScenePlace, Seen, SessionState};
use crate::turn::{CHECKPOINTS, Turn};
use crate::{Effect, Input, Now, Session};
use choice_log::{Entry, Kind};
use indexmap::{IndexMap, IndexSet};
use media_time::MediaDuration;
use scene_graph::{Answers, Branch, ChoiceId, Question, QuestionId, Story, VariableValue};
use std::sync::Arc;

impl Session {
    /// Goes on from a stored state: the session, what was dropped (sentences for people), and what
    /// has to happen for the viewer to stand where they left.
    ///
    /// With the same, non-empty `story_revision` as the state's, everything is as it was, the choices
    /// shown included. Otherwise whatever the story no longer has is dropped, the open question is
    /// evaluated anew, and where its scene is gone the session goes on at the latest checkpoint that
    /// still is one, else at the story's start. A state of another story, or of a newer program, begins
    /// the story anew. A viewer's pause is over, and [`Now::elapsed`] counts from zero again. Where the
    /// state had not begun there are no effects: [`Input::Begin`] begins it.
    #[must_use]
    pub fn restore(
        story: Arc<Story>,
        state: SessionState,
        story_revision: &str,
    ) -> (Self, Vec<String>, Vec<Effect>) {
        let new = |state: &SessionState| {
            Self::new(Arc::clone(&story), state.language.clone(), state.settings)
                .with_revision(story_revision)
        };
        if state.format != STATE_FORMAT || state.story != story.id {
            let mut session = new(&state);
            let effects = session.apply(Now::default(), Input::Begin { scene: None }).unwrap_or_default();
            let why = "the stored state belongs to another story, or to a newer program: begun anew";
            return (session, vec![why.to_owned()], effects);
        }
        let same = !story_revision.is_empty() && state.story_revision == story_revision;
        let mut session = Self { story, state, records: true };
        story_revision.clone_into(&mut session.state.story_revision);
        let mut dropped = Dropped::default();
        let begun = session.has_begun();
        Repair { story: &session.story, dropped: &mut dropped }.state(&mut session.state);
        let mut turn = Turn::new(&session.story, &mut session.state, session.records);
        if begun {
            turn.resume(same, &mut dropped);
        }
        let effects = turn.effects;
        (session, dropped.0, effects)
    }
}

/// What was dropped, in sentences; each once.
#[derive(Default)]
pub(crate) struct Dropped(Vec<String>);

impl Dropped {
    fn say(&mut self, sentence: String) {
        if !self.0.contains(&sentence) {
            self.0.push(sentence);
        }
    }
}

struct Repair<'a> {
    story: &'a Story,
    dropped: &'a mut Dropped,
}

impl Repair<'_> {
    fn state(&mut self, state: &mut SessionState) {
        let story = self.story;
        if let Some(first) = story.languages.first().filter(|_| !story.languages.contains(&state.language)) {
            self.dropped
                .say(format!("the story is no longer told in \"{}\": \"{first}\" is", state.language));
            state.language = first.clone();
        }
        state.left = false;
        state.paused = false;
        state.checkpoints.truncate(CHECKPOINTS);
        self.memory(Arc::make_mut(&mut state.memory));
        self.seen(Arc::make_mut(&mut state.seen));
        self.stack(Arc::make_mut(&mut state.stack));
        let checkpoints = core::mem::take(&mut state.checkpoints);
        state.checkpoints = checkpoints.into_iter().filter_map(|one| self.checkpoint(one)).collect();
        if let Place::Scene(place) = &mut state.place {
            self.given(place);
        }
        while !self.stands(&state.place) {
            let Some(checkpoint) = state.checkpoints.pop() else {
                state.place = Place::NotBegun;
                state.stack = Arc::default();
                break;
            };
            state.place = checkpoint.place.clone();
            state.stack = Arc::clone(&checkpoint.stack);
            state.memory = Arc::clone(&checkpoint.memory);
        }
    }

    /// Whether the story still has this place.
    fn stands(&mut self, place: &Place) -> bool {
        let (stands, what) = match place {
            Place::Scene(place) => (self.story.scenes.contains_key(&place.scene), place.scene.as_str()),
            Place::Ending(id) => (self.story.endings.contains_key(id), id.as_str()),
            Place::NotBegun | Place::Stuck => (true, ""),
        };
        if !stands {
            self.dropped.say(format!("\"{what}\" is no longer in the story: going on at an earlier place"));
        }
        stands
    }

    fn checkpoint(&mut self, checkpoint: Arc<Checkpoint>) -> Option<Arc<Checkpoint>> {
        let mut checkpoint = Arc::unwrap_or_clone(checkpoint);
        if let Place::Scene(place) = &mut checkpoint.place {
            let question = self.story.scenes.get(&place.scene)?.question.as_ref();
            if let Some(open) = &mut place.open {
                let question = question.filter(|question| question.id == open.question)?;
                let choices = question.answers.choices();
                let known = |id: &&ChoiceId| choices.iter().any(|choice| choice.id == **id);
                open.choices = open.choices.iter().filter(known).cloned().collect();
                open.given = None;
                if has_choices(question) && open.choices.is_empty() {
                    return None;
                }
            }
        }
        let stands = match &checkpoint.place {
            Place::Ending(id) => self.story.endings.contains_key(id),
            Place::NotBegun => false,
            Place::Scene(_) | Place::Stuck => true,
        };
        self.memory(Arc::make_mut(&mut checkpoint.memory));
        self.stack(Arc::make_mut(&mut checkpoint.stack));
        stands.then(|| Arc::new(checkpoint))
    }

    /// The answer that waits for the clip's end.
    fn given(&mut self, place: &mut ScenePlace) {
        let Some(open) = &mut place.open else { return };
        let question = question_of(self.story, &open.question);
        if let Some(given) = &mut open.given {
            self.memory(Arc::make_mut(&mut given.before));
            if !question.is_some_and(|question| keeps(question, &mut given.answer)) {
                open.given = None;
            }
        }
    }

    fn memory(&mut self, memory: &mut Memory) {
        let Self { story, dropped } = self;
        memory.visits.retain(|scene, _| {
            let stays = story.scenes.contains_key(scene);
            if !stays {
                dropped.say(format!("the scene \"{scene}\" is no longer in the story"));
            }
            stays
        });
        memory.answers.retain(|id, answer| {
            let stays = question_of(story, id).is_some_and(|question| keeps(question, answer));
            if !stays {
                dropped.say(format!("the answer to \"{id}\" no longer fits the story"));
            }
            stays
        });
        choices(story, &mut memory.chosen, dropped);
        memory.variables.retain(|id, value| {
            let stays = matches!(
                (story.variables.get(id), value),
                (Some(VariableValue::Number(_)), VariableValue::Number(_))
                    | (Some(VariableValue::Flag(_)), VariableValue::Flag(_))
            );
            if !stays {
                dropped.say(format!("the variable \"{id}\" is no longer in the story, or of another kind"));
            }
            stays
        });
    }

    fn seen(&mut self, seen: &mut Seen) {
        seen.scenes.retain(|scene, _| self.story.scenes.contains_key(scene));
        for stack in seen.scenes.values_mut() {
            self.stack(Arc::make_mut(stack));
        }
        choices(self.story, &mut seen.choices, self.dropped);
    }

    /// Drops frames that lead nowhere any more, and second frames of one scene.
    fn stack(&mut self, stack: &mut Vec<Frame>) {
        let mut owners = IndexSet::new();
        let Self { story, dropped } = self;
        stack.retain(|frame| {
            let stays = frame_stands(story, frame) && owners.insert(frame.scene.clone());
            if !stays {
                dropped.say(format!("the detour from \"{}\" no longer leads back", frame.scene));
            }
            stays
        });
    }
}

fn choices(story: &Story, chosen: &mut IndexMap<QuestionId, Arc<IndexSet<ChoiceId>>>, dropped: &mut Dropped) {
    chosen.retain(|id, ids| {
        let known = question_of(story, id).map(|question| question.answers.choices());
        Arc::make_mut(ids).retain(|choice| {
            let stays = known.is_some_and(|known| known.iter().any(|one| one.id == *choice));
            if !stays {
                dropped.say(format!("the choice \"{choice}\" of \"{id}\" is no longer in the story"));
            }
            stays
        });
        !ids.is_empty()
    });
}

fn question_of<'s>(story: &'s Story, id: &QuestionId) -> Option<&'s Question> {
    story.scenes.values().filter_map(|scene| scene.question.as_ref()).find(|question| question.id == *id)
}

const fn has_choices(question: &Question) -> bool {
    matches!(question.answers, Answers::OneOf(_) | Answers::SeveralOf(_))
}

/// Whether `answer` can still be an answer to `question`; choices that are gone are taken out of it.
fn keeps(question: &Question, answer: &mut Remembered) -> bool {
    match (&question.answers, answer) {
        (Answers::OneOf(known), Remembered::Choices(chosen)) => {
            chosen.len() == 1 && chosen.iter().all(|id| known.iter().any(|choice| choice.id == *id))
        }
        (Answers::SeveralOf(several), Remembered::Choices(chosen)) => {
            let before = chosen.len();
            let known = |id: &&ChoiceId| several.choices.iter().any(|choice| choice.id == **id);
            *chosen = chosen.iter().filter(known).cloned().collect();
            before == 0 || !chosen.is_empty()
        }
        (Answers::Scale(scale), Remembered::Number(number)) => (scale.from..=scale.to).contains(number),
        (Answers::Words(_), Remembered::Words(_)) | (Answers::Contact, Remembered::Contact) => true,
        _ => false,
    }
}

fn frame_stands(story: &Story, frame: &Frame) -> bool {
    let Some(scene) = story.scenes.get(&frame.scene) else { return false };
    let Some(then) = &frame.then else { return scene.question.is_some() };
    let Some((_, outwards)) = then.path.split_last() else { return false };
    let mut outer = then.clone();
    outer.path = outwards.to_vec();
    then.find(story).is_some() && matches!(outer.find(story), Some(Branch::Via(..)))
}

impl Turn<'_> {
    /// Takes up a repaired state.
    fn resume(&mut self, same_story: bool, dropped: &mut Dropped) {
        self.start_record();
        if self.state.place == Place::NotBegun {
            let flow = self.enter(self.story.start.clone());
            return self.run(flow);
        }
        let question = self.present_question();
        let Some(place) = self.state.scene_place_mut() else { return self.take_up() };
        place.position = place.within(place.position);
        if !same_story {
            place.duration = place.duration.filter(|_| place.finished);
        }
        let fits = match (&place.open, question) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(open), Some(question)) => {
                let known = question.answers.choices();
                let known = |id: &ChoiceId| known.iter().any(|choice| choice.id == *id);
                open.question == question.id
                    && open.choices.iter().all(known)
                    && has_choices(question) != open.choices.is_empty()
            }
        };
        if fits && (same_story || place.open.is_none()) {
            return self.as_it_was();
        }
        let closed = place.open.take().filter(|_| !fits).map(|open| open.question);
        if let Some(id) = closed {
            dropped.say(format!("the question \"{id}\" was changed: it is asked anew, if it still is"));
        }
        self.open_question();
        let at_end = self.state.scene_place().is_some_and(|place| place.at_end);
        self.show_again(at_end || self.pauses());
    }

    /// The place with its question as it was left.
    fn as_it_was(&mut self) {
        if self.state.open().is_some() {
            self.effects.push(Effect::QuestionOpened);
        }
        self.show_again(self.state.scene_place().is_some_and(|place| place.picture != OnScreen::Playing));
    }

    fn show_again(&mut self, waits: bool) {
        self.music();
        let flow = self.show_place(waits);
        self.run(flow);
    }

    fn start_record(&mut self) {
        self.state.elapsed = MediaDuration::ZERO;
        let reason = Some("resumed".to_owned());
        self.record(self.entry(Kind::SessionStart).map(|entry| Entry { reason, ..entry }));
    }
}
