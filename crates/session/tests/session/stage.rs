//! A stage: plays what a session asks for, without pictures, as fast as it can.

use choice_log::{Entry, Kind};
use media_time::{MediaDuration, MediaTime};
use scene_graph::{ChoiceId, Language, SceneId, Story};
use session::{
    Answer, AnswerValue, Effect, Event, Input, Now, PictureRequest, PictureSource, Refused, Run, Session,
    Settings,
};
use std::sync::Arc;

/// A session and what it did.
#[derive(Clone, Debug)]
pub(crate) struct Stage {
    pub(crate) session: Session,
    /// Lengths by file; any other media lasts ten seconds.
    pub(crate) lengths: Vec<(&'static str, i64)>,
    pub(crate) elapsed: MediaDuration,
    pub(crate) media: MediaTime,
    pub(crate) picture: Option<PictureRequest>,
    pub(crate) held: bool,
    /// The lines of the headless player.
    pub(crate) lines: Vec<String>,
    pub(crate) records: Vec<Entry>,
    /// Of the latest input.
    pub(crate) effects: Vec<Effect>,
    /// Every picture that was asked for.
    pub(crate) pictures: Vec<PictureRequest>,
    /// Every input that was tried.
    pub(crate) inputs: Vec<(Now, Input)>,
}

pub(crate) fn story(text: &str) -> Story {
    let loaded = scene_graph::load(text.as_bytes());
    loaded.story.unwrap_or_else(|| panic!("{:?}", loaded.diagnostics))
}

pub(crate) fn choice(id: &str) -> ChoiceId {
    ChoiceId::new(id).unwrap()
}

pub(crate) fn scene(id: &str) -> SceneId {
    SceneId::new(id).unwrap()
}

pub(crate) fn seconds(seconds: i64) -> MediaDuration {
    MediaDuration::from_seconds(seconds)
}

pub(crate) fn at(seconds: i64) -> MediaTime {
    MediaTime::ZERO + MediaDuration::from_seconds(seconds)
}

impl Stage {
    /// A story that has begun.
    pub(crate) fn begin(text: &str) -> Self {
        let mut stage = Self::of(story(text), "en");
        stage.give(Input::Begin { scene: None });
        stage
    }

    pub(crate) fn of(story: Story, language: &str) -> Self {
        Self::with(Session::new(Arc::new(story), Language::new(language), Settings::default()))
    }

    pub(crate) fn with(session: Session) -> Self {
        Self {
            session,
            lengths: Vec::new(),
            elapsed: MediaDuration::ZERO,
            media: MediaTime::ZERO,
            picture: None,
            held: false,
            lines: Vec::new(),
            records: Vec::new(),
            effects: Vec::new(),
            pictures: Vec::new(),
            inputs: Vec::new(),
        }
    }

    pub(crate) fn now(&self) -> Now {
        Now { elapsed: self.elapsed, media: self.media }
    }

    /// Applies an input that must be taken.
    pub(crate) fn give(&mut self, input: Input) {
        self.attempt(input).unwrap_or_else(|refused| panic!("{refused}"));
    }

    /// Applies an input that may be refused.
    pub(crate) fn attempt(&mut self, input: Input) -> Result<(), Refused> {
        self.inputs.push((self.now(), input.clone()));
        let effects = self.session.apply(self.now(), input)?;
        self.take(effects);
        Ok(())
    }

    /// Applies an input that must be refused.
    pub(crate) fn refused(&mut self, input: Input) -> Refused {
        let before = self.session.state().clone();
        let refused = self.session.apply(self.now(), input).expect_err("was taken");
        assert_eq!(self.session.state(), &before, "a refused input changes nothing");
        refused
    }

    pub(crate) fn take(&mut self, effects: Vec<Effect>) {
        self.effects.clone_from(&effects);
        for effect in effects {
            match effect {
                Effect::Show(request) => self.show(request),
                Effect::Seek(to) => self.media = to,
                Effect::HoldPicture(held) => self.held = held,
                Effect::Event(event) => self.lines.push(line(&event)),
                Effect::Record(entry) => self.records.push(entry),
                Effect::Music(_) | Effect::QuestionOpened | Effect::QuestionClosed | Effect::Left => {}
            }
        }
    }

    fn show(&mut self, request: PictureRequest) {
        self.held = request.run != Run::Once;
        if request.run == Run::Once && !request.keep_position {
            self.media = request.start.min(MediaTime::ZERO + self.length(&request.source));
        }
        self.pictures.push(request.clone());
        self.picture = Some(request);
    }

    pub(crate) fn length(&self, source: &PictureSource) -> MediaDuration {
        match source {
            PictureSource::Video { file, .. } => self.length_of(file),
            PictureSource::Still { file, sound, lasts, .. } => {
                lasts.unwrap_or_else(|| sound.as_ref().map_or(MediaDuration::ZERO, |_| self.length_of(file)))
            }
            _ => MediaDuration::ZERO,
        }
    }

    fn length_of(&self, file: &str) -> MediaDuration {
        let known = self.lengths.iter().find(|(name, _)| *name == file);
        seconds(known.map_or(10, |(_, length)| *length))
    }

    /// Whether the scene's own media is running.
    pub(crate) fn runs(&self) -> bool {
        !self.held && self.picture.as_ref().is_some_and(|it| it.run == Run::Once && it.source.is_media())
    }

    pub(crate) fn open(&mut self) {
        if self.session.media_duration().is_none() {
            let duration = self.length(&self.picture.as_ref().unwrap().source.clone());
            self.give(Input::MediaOpened { duration });
        }
    }

    /// Plays the scene's media up to `to`.
    pub(crate) fn play_to(&mut self, to: MediaTime) {
        self.open();
        assert!(self.runs(), "nothing plays: {:?}", self.picture);
        let pictures = self.pictures.len();
        self.pass(to - self.media);
        if self.pictures.len() > pictures {
            return;
        }
        self.media = to;
        self.give(Input::MediaReached);
    }

    /// Time passes (the limit's too); the media stands where it is.
    pub(crate) fn pass(&mut self, by: MediaDuration) {
        self.elapsed += by;
        self.give(Input::TimePassed { by });
    }

    /// Plays on to the next cue or the media's end. Whether anything played.
    pub(crate) fn step(&mut self) -> bool {
        if !self.runs() {
            return false;
        }
        self.open();
        let end = MediaTime::ZERO + self.session.media_duration().unwrap();
        let cue = self.session.next_cue().filter(|cue| *cue < end);
        self.play_to(cue.unwrap_or(end).max(self.media));
        if cue.is_none() && self.runs() {
            self.give(Input::MediaEnded);
        }
        true
    }

    /// Plays on until a question is open or the story has ended.
    pub(crate) fn play(&mut self) {
        for _ in 0..1_000 {
            if self.session.question().is_some_and(|q| !q.answered) || !self.step() {
                return;
            }
        }
        panic!("plays and plays: {:?}", self.lines.last());
    }

    /// Plays to the next question and chooses.
    pub(crate) fn choose(&mut self, id: &str) {
        self.play();
        self.give(Input::Answer(Answer::One(choice(id))));
    }

    pub(crate) fn question(&self) -> String {
        self.session.question().map_or_else(|| "-".to_owned(), |view| view.id.to_string())
    }

    pub(crate) fn scene(&self) -> String {
        self.session.scene().map_or_else(|| "-".to_owned(), ToString::to_string)
    }

    /// The file on screen.
    pub(crate) fn file(&self) -> String {
        match self.picture.as_ref().map(|request| &request.source) {
            Some(PictureSource::Video { file, .. } | PictureSource::Still { file, .. }) => file.clone(),
            other => format!("{other:?}"),
        }
    }

    /// The ids of the choices that are shown.
    pub(crate) fn shown(&self) -> Vec<String> {
        let entry = self.records.iter().rfind(|entry| entry.kind == Kind::QuestionShown).unwrap();
        entry.choices_shown.clone()
    }

    /// The records' kinds, without the ones that every scene makes.
    pub(crate) fn kinds(&self) -> Vec<&'static str> {
        let dull = [Kind::SceneEnter, Kind::SceneExit, Kind::QuestionShown, Kind::SessionStart];
        self.records
            .iter()
            .map(|entry| entry.kind)
            .filter(|kind| !dull.contains(kind))
            .map(Kind::as_str)
            .collect()
    }

    /// The latest record of this kind.
    pub(crate) fn record(&self, kind: Kind) -> &Entry {
        self.records.iter().rfind(|entry| entry.kind == kind).unwrap()
    }
}

pub(crate) fn line(event: &Event) -> String {
    match event {
        Event::Scene(id) => format!("scene {id}"),
        Event::Question(id) => format!("question {id}"),
        Event::Answer(id, AnswerValue::Choices(choices)) => {
            let choices: Vec<_> = choices.iter().map(ChoiceId::as_str).collect();
            format!("answer {id} {}", choices.join("|"))
        }
        Event::Answer(id, AnswerValue::Number(number)) => format!("answer {id} {number}"),
        Event::Answer(id, AnswerValue::Words(words)) => format!("answer {id} {words:?}"),
        Event::Skip(id) => format!("skip {id}"),
        Event::TimeLimit(id) => format!("time-limit {id}"),
        Event::Contact => "contact".to_owned(),
        Event::Back => "back".to_owned(),
        Event::End(id) => format!("end {id}"),
    }
}
