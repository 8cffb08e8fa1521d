//! Playing a session without pictures, from question to question.

use super::FileLengths;
use media_time::{MediaDuration, MediaTime};
use scene_graph::lengths::ANSWERING;
use scene_graph::{EndingId, Language, SceneId, Story, media_length};
use session::{Effect, EndingPlace, Event, Input, Now, QuestionView, Session, Settings};
use std::sync::Arc;

/// What a clip is taken to last whose length is not known.
const UNKNOWN: MediaDuration = MediaDuration::from_seconds(10);

/// Scenes that are played through without a question before it is taken for going round in circles.
const MOST_SCENES: usize = 400;

/// A session that is played.
#[derive(Clone)]
pub(super) struct Play {
    session: Session,
    lengths: FileLengths,
    /// The scenes that were entered, again and again.
    pub(super) scenes: Vec<SceneId>,
    /// How long it took by now; `None`: some clip's length is not known.
    pub(super) length: Option<MediaDuration>,
}

/// Where a session stands.
pub(super) enum Stand {
    /// At this question.
    Asked(QuestionView),
    /// At an ending.
    Over(EndingId),
    /// Where it cannot go on, or goes round in circles.
    Stuck,
}

impl Play {
    /// Begins at the start.
    pub(super) fn begin(story: &Arc<Story>, language: &Language, lengths: &FileLengths) -> Self {
        let session =
            Session::new(Arc::clone(story), language.clone(), Settings::default()).without_records();
        let (scenes, length) = (Vec::new(), Some(MediaDuration::ZERO));
        let mut play = Self { session, lengths: Arc::clone(lengths), scenes, length };
        play.give(MediaTime::ZERO, Input::Begin { scene: None });
        play
    }

    /// Plays on to the next question or the end.
    pub(super) fn play_on(&mut self) -> Stand {
        for _ in 0..MOST_SCENES {
            match self.session.ending() {
                Some(EndingPlace::Ending(id)) => return Stand::Over(id.clone()),
                Some(EndingPlace::Stuck) => return Stand::Stuck,
                None => {}
            }
            if let Some(view) = self.session.question().filter(|view| !view.answered) {
                return Stand::Asked(view);
            }
            if self.session.scene().is_none() {
                return Stand::Stuck;
            }
            self.play_scene();
        }
        Stand::Stuck
    }

    /// Plays the scene's media to its question, or to its end.
    fn play_scene(&mut self) {
        if self.session.media_duration().is_none() {
            let duration = self.scene_length().unwrap_or(UNKNOWN);
            self.give(MediaTime::ZERO, Input::MediaOpened { duration });
        }
        let answered = self.session.question().is_some();
        if let Some(cue) = self.session.next_cue().filter(|_| !answered) {
            self.give(cue, Input::MediaReached);
            if self.session.question().is_some() {
                return;
            }
        }
        let end = MediaTime::ZERO + self.session.media_duration().unwrap_or_default();
        self.give(end, Input::MediaEnded);
    }

    fn scene_length(&self) -> Option<MediaDuration> {
        let story = self.session.story();
        let scene = story.scenes.get(self.session.scene()?)?;
        media_length(story, &scene.media, self.session.language(), &|file| (self.lengths)(file))
    }

    /// Does something at the open question; false: it cannot be done.
    pub(super) fn answer(&mut self, input: Input) -> bool {
        let at = self.session.media_position().unwrap_or(MediaTime::ZERO);
        self.length = self.length.map(|length| length + ANSWERING);
        self.give(at, input)
    }

    /// Lets the open question's limit run out; false: it has none.
    pub(super) fn run_out(&mut self) -> bool {
        if let Some(by) = self.session.limit_left() {
            return self.answer(Input::TimePassed { by });
        }
        self.session.has_limit() && self.answer(Input::MediaEnded)
    }

    /// Whether the open question has a limit.
    pub(super) fn has_limit(&self) -> bool {
        self.session.has_limit()
    }

    fn give(&mut self, media: MediaTime, input: Input) -> bool {
        let Ok(effects) = self.session.apply(Now { elapsed: MediaDuration::ZERO, media }, input) else {
            return false;
        };
        for effect in effects {
            if let Effect::Event(Event::Scene(id)) = effect {
                let story = self.session.story();
                let media = story.scenes.get(&id).map(|scene| &scene.media);
                let own = media.and_then(|media| {
                    media_length(story, media, self.session.language(), &|file| (self.lengths)(file))
                });
                self.length = self.length.zip(own).map(|(length, own)| length + own);
                self.scenes.push(id);
            }
        }
        true
    }
}
