//! One input's worth of play: the rules, written against the state and a list of effects.

mod ask;
mod branch;
mod travel;

pub(crate) use ask::{CHECKPOINTS, bounds, can_skip};

use crate::memory::Remembering;
use crate::picture::music;
use crate::state::{OnScreen, Place, ScenePlace, SessionState, Way};
use crate::{Answer, AnswerValue, Effect, Event, Input, Now, PictureRequest, PictureSource, Refused, Run};
use choice_log::{Entry, Kind, Value};
use media_time::{MediaDuration, MediaTime};
use scene_graph::{HandoutId, Question, Scene, SceneId, Story};
use std::sync::Arc;

/// The state while an input is applied to it.
pub(crate) struct Turn<'a> {
    pub(crate) story: &'a Story,
    pub(crate) state: &'a mut SessionState,
    pub(crate) effects: Vec<Effect>,
    /// Whether records are made.
    records: bool,
}

/// The time, as it was before an input.
#[derive(Clone, Copy)]
struct Observed {
    elapsed: MediaDuration,
    position: Option<MediaTime>,
    active: Option<MediaDuration>,
}

/// What follows a step.
pub(crate) enum Flow {
    /// The session waits for an input.
    Rest,
    /// This branch is taken, without anybody's doing.
    Take(Way),
    /// The story cannot go on.
    Stuck(&'static str),
}

impl<'a> Turn<'a> {
    pub(crate) fn new(story: &'a Story, state: &'a mut SessionState, records: bool) -> Self {
        Self { story, state, effects: Vec::new(), records }
    }

    /// Applies `input`; one that is refused changes nothing. Every rule finds out whether it refuses
    /// before it changes anything, so that only the time that was taken over has to be put back.
    pub(crate) fn apply(&mut self, now: Now, input: Input) -> Result<(), Refused> {
        let before = self.observed();
        self.observe(now);
        let done = self.carry_out(input);
        if done.is_err() {
            self.put_back(before);
        }
        done
    }

    fn carry_out(&mut self, input: Input) -> Result<(), Refused> {
        let begun = self.state.place != Place::NotBegun;
        match input {
            _ if self.state.left => Err(Refused::HasLeft),
            Input::Begin { .. } if begun => Err(Refused::AlreadyBegun),
            Input::Begin { scene } => self.begin(scene),
            Input::Leave => self.leave(),
            Input::Settings(settings) => self.settings(settings),
            Input::Language(language) => self.language(language),
            _ if !begun => Err(Refused::NotBegun),
            Input::MediaOpened { duration } => self.media_opened(duration),
            Input::MediaReached => self.media_reached(),
            Input::MediaEnded => self.media_ended(),
            Input::MediaFailed { reason } => self.media_failed(reason),
            Input::TimePassed { by } => self.time_passed(by),
            Input::Contact(words) if self.state.open().is_none() => self.contact_at_ending(words),
            Input::Contact(words) => self.answer(Answer::Contact(words)),
            Input::Answer(answer) => self.answer(answer),
            Input::Skip => self.skip(),
            Input::Back => self.back(),
            Input::Restart => self.restart(),
            Input::Jump(scene) => self.jump(scene),
            Input::Seek(time) => self.seek(time),
            Input::MoreTime => self.more_time(),
            Input::Pause(paused) => self.pause(paused),
            Input::Handout(handout) => self.handout(handout),
        }
    }

    /// What [`Turn::observe`] changes.
    fn observed(&self) -> Observed {
        let place = self.state.scene_place();
        Observed {
            elapsed: self.state.elapsed,
            position: place.map(|place| place.position),
            active: place.and_then(|place| place.open.as_ref()).map(|open| open.active),
        }
    }

    fn put_back(&mut self, before: Observed) {
        self.state.elapsed = before.elapsed;
        let Some(place) = self.state.scene_place_mut() else { return };
        place.position = before.position.unwrap_or(place.position);
        if let Some((open, active)) = place.open.as_mut().zip(before.active) {
            open.active = active;
        }
    }

    /// Takes over the time: the open question's unpaused time, and where the media stands.
    fn observe(&mut self, now: Now) {
        let passed = (now.elapsed - self.state.elapsed).max(MediaDuration::ZERO);
        self.state.elapsed = now.elapsed;
        let paused = self.state.paused;
        let Some(place) = self.state.scene_place_mut() else { return };
        place.observe(now.media);
        if let Some(open) = place.open.as_mut().filter(|_| !paused) {
            open.active += passed;
        }
    }

    fn begin(&mut self, scene: Option<SceneId>) -> Result<(), Refused> {
        let scene = scene.unwrap_or_else(|| self.story.start.clone());
        if !self.story.scenes.contains_key(&scene) {
            return Err(Refused::NoSuchScene(scene));
        }
        let entry = self.entry(Kind::SessionStart);
        self.record(entry);
        let flow = self.enter(scene);
        self.run(flow);
        Ok(())
    }

    fn leave(&mut self) -> Result<(), Refused> {
        if self.state.place != Place::NotBegun {
            // The place stays as it is: the state may be stored now, to go on another day.
            if self.state.scene_place().is_some() {
                let entry = self.entry(Kind::SceneExit);
                self.record(entry);
            }
            let entry = self.entry(Kind::SessionEnd);
            self.record(entry);
        }
        self.state.left = true;
        self.effects.push(Effect::Left);
        Ok(())
    }

    fn media_opened(&mut self, length: MediaDuration) -> Result<(), Refused> {
        if let Some(place) = self.state.scene_place_mut().filter(|place| place.picture != OnScreen::Waiting) {
            place.duration = Some(length.max(MediaDuration::ZERO));
            let position = place.position;
            place.observe(position);
        }
        Ok(())
    }

    fn media_reached(&mut self) -> Result<(), Refused> {
        let Some(place) = self.state.scene_place() else { return Ok(()) };
        if self.next_cue().is_some_and(|cue| place.position >= cue) {
            let again = place.open.is_some();
            if (again || self.open_question()) && self.pauses() {
                self.meanwhile();
            }
        }
        Ok(())
    }

    /// The next position at which the media has to be reported.
    pub(crate) fn next_cue(&self) -> Option<MediaTime> {
        next_cue(self.story, self.state)
    }

    fn media_ended(&mut self) -> Result<(), Refused> {
        let plays = self.state.scene_place().is_some_and(|place| place.picture == OnScreen::Playing);
        if plays {
            let flow = self.end_of_media();
            self.run(flow);
        }
        Ok(())
    }

    fn media_failed(&mut self, reason: String) -> Result<(), Refused> {
        if let Some(place) = self.state.scene_place_mut() {
            if place.picture != OnScreen::Waiting {
                place.failed = true;
            }
            self.record(self.entry(Kind::MediaFailure).map(|entry| Entry { reason: Some(reason), ..entry }));
        }
        Ok(())
    }

    fn contact_at_ending(&mut self, words: String) -> Result<(), Refused> {
        let Place::Ending(id) = &self.state.place else { return Err(Refused::NoContactHere) };
        if !self.story.endings.get(id).is_some_and(|ending| ending.contact) {
            return Err(Refused::NoContactHere);
        }
        let value = Some(Value::Words(words));
        let entry = self.entry(Kind::ContactRequest).map(|entry| Entry { value, ..entry });
        self.event(Event::Contact);
        self.record(entry);
        Ok(())
    }

    fn handout(&mut self, handout: HandoutId) -> Result<(), Refused> {
        if !offers(self.story, self.state).contains(&handout) {
            return Err(Refused::NotOffered(handout));
        }
        self.record_word(Kind::Handout, handout.as_str());
        Ok(())
    }

    fn pause(&mut self, paused: bool) -> Result<(), Refused> {
        if self.state.paused != paused {
            self.state.paused = paused;
            self.record_word(Kind::Pause, if paused { "on" } else { "off" });
        }
        Ok(())
    }

    // What the rules above and in the submodules share.

    pub(crate) fn facts(&self) -> Remembering<'_> {
        Remembering { story: self.story, memory: &self.state.memory }
    }

    pub(crate) fn scene_of(&self, place: &ScenePlace) -> Option<&'a Scene> {
        self.story.scenes.get(&place.scene).map(Arc::as_ref)
    }

    /// The question of the scene that is playing, whether or not it is open.
    pub(crate) fn present_question(&self) -> Option<&'a Question> {
        self.scene_of(self.state.scene_place()?)?.question.as_ref()
    }

    /// Shows `source`. Pictures that this input asked for before were never seen: they are left out.
    pub(crate) fn show(&mut self, source: PictureSource, start: MediaTime, run: Run, keep_position: bool) {
        let picture =
            |effect: &Effect| matches!(effect, Effect::Show(_) | Effect::HoldPicture(_) | Effect::Seek(_));
        self.effects.retain(|effect| !picture(effect));
        let scene = self.state.scene_place().map(|place| place.scene.clone());
        self.effects.push(Effect::Show(PictureRequest { scene, source, start, run, keep_position }));
    }

    /// Whether the scene's question stops the clip.
    pub(crate) fn pauses(&self) -> bool {
        let question = self.present_question();
        question.is_some_and(|question| matches!(question.shown, scene_graph::Shown::PauseAt(_)))
    }

    /// The scene's own media in the viewer's language.
    pub(crate) fn own_media(&self) -> PictureSource {
        self.state
            .scene_place()
            .and_then(|place| self.scene_of(place))
            .map_or(PictureSource::Nothing, |scene| {
                PictureSource::of(&scene.media, &self.state.language, &self.story.languages)
            })
    }

    /// Shows the scene's own media from where it stands.
    pub(crate) fn show_own(&mut self, run: Run) {
        let Some(place) = self.state.scene_place_mut() else { return };
        place.picture = if run == Run::Once { OnScreen::Playing } else { OnScreen::Standing };
        // It is opened anew: perhaps it can be shown this time.
        place.failed = false;
        let start = place.start();
        let source = self.own_media();
        let (start, run) = if source.is_media() { (start, run) } else { (MediaTime::ZERO, Run::Stand) };
        self.show(source, start, run, false);
    }

    pub(crate) fn music(&mut self) {
        let scene = self.state.scene_place().and_then(|place| self.scene_of(place));
        self.effects.retain(|effect| !matches!(effect, Effect::Music(_)));
        self.effects.push(Effect::Music(music(self.story, scene)));
    }

    /// An entry with the time, the place and the language; `None` where no records are made.
    pub(crate) fn entry(&self, kind: Kind) -> Option<Entry> {
        if !self.records {
            return None;
        }
        let mut entry = Entry::new(kind, millis(self.state.elapsed), self.state.language.as_str());
        if let Some(place) = self.state.scene_place() {
            entry.scene = Some(place.scene.to_string());
            let own = self.scene_of(place).is_some_and(|scene| scene.media != scene_graph::Media::Nothing);
            let stands = match place.duration {
                Some(duration) if place.at_end => duration,
                _ => place.position.since_zero(),
            };
            entry.media_ms = own.then(|| millis(stands));
        }
        Some(entry)
    }

    /// An entry about the open question; `None` where no records are made.
    pub(crate) fn question_entry(&self, kind: Kind) -> Option<Entry> {
        let mut entry = self.entry(kind)?;
        if let Some(open) = self.state.open() {
            entry.question = Some(open.question.to_string());
            entry.choices_shown = open.choices.iter().map(ToString::to_string).collect();
            entry.answer_ms = (kind != Kind::QuestionShown).then(|| millis(open.active));
        }
        Some(entry)
    }

    pub(crate) fn record_word(&mut self, kind: Kind, word: &str) {
        let value = Some(Value::Word(word.to_owned()));
        self.record(self.entry(kind).map(|entry| Entry { value, ..entry }));
    }

    pub(crate) fn record(&mut self, entry: Option<Entry>) {
        self.effects.extend(entry.map(Effect::Record));
    }

    pub(crate) fn event(&mut self, event: Event) {
        self.effects.push(Effect::Event(event));
    }

    pub(crate) fn memory_mut(&mut self) -> &mut crate::state::Memory {
        Arc::make_mut(&mut self.state.memory)
    }
}

/// The handouts that are offered at the moment.
pub(crate) fn offers<'a>(story: &'a Story, state: &SessionState) -> &'a [HandoutId] {
    match &state.place {
        Place::Scene(place) => story.scenes.get(&place.scene).map_or(&[], |scene| scene.offers.as_slice()),
        Place::Ending(id) => story.endings.get(id).map_or(&[], |ending| ending.offers.as_slice()),
        Place::NotBegun | Place::Stuck => &[],
    }
}

/// The next position of the scene's media at which something is due.
pub(crate) fn next_cue(story: &Story, state: &SessionState) -> Option<MediaTime> {
    let place = state.scene_place().filter(|place| place.picture == OnScreen::Playing)?;
    let question = story.scenes.get(&place.scene)?.question.as_ref()?;
    let pauses_again = place.open.is_some() && matches!(question.shown, scene_graph::Shown::PauseAt(_));
    if place.asked && !pauses_again { None } else { place.opening(question) }
}

/// Whole milliseconds for a record.
pub(crate) fn millis(length: MediaDuration) -> u64 {
    u64::try_from(length.millis()).unwrap_or(0)
}

impl From<&crate::state::Remembered> for AnswerValue {
    fn from(answer: &crate::state::Remembered) -> Self {
        use crate::state::Remembered;
        match answer {
            Remembered::Choices(choices) => Self::Choices(choices.to_vec()),
            Remembered::Number(number) => Self::Number(*number),
            Remembered::Words(words) => Self::Words(words.clone()),
            Remembered::Contact => Self::Words(String::new()),
        }
    }
}
