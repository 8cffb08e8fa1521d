//! What is on screen, for whoever draws it.

use super::{Core, Upcoming};
use media::{OutputHealth, VideoFrame};
use media_time::{MediaDuration, MediaTime};
use scene_graph::{HandoutId, Language, SceneId};
use session::{Chapters, EndingPlace, Explored, QuestionView, Run};
use std::sync::Arc;

/// What is on screen at the moment, beside the picture.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// The scene, unless an ending is shown.
    pub scene: Option<SceneId>,
    /// The scene's title in the viewer's language.
    pub scene_title: String,
    /// The open question.
    pub question: Option<QuestionView>,
    /// The ending's id (`stuck` for the built-in one).
    pub ending: Option<String>,
    /// A clip cannot be played: a slate with the scene's title stands instead.
    pub slate: bool,
    /// What is being said.
    pub captions: Vec<String>,
    /// Whether there are captions for what is on air.
    pub has_captions: bool,
    /// The languages that there are captions in for what is heard.
    pub caption_languages: Vec<Language>,
    /// Handouts offered now.
    pub offers: Vec<HandoutId>,
    /// Where the scene's own media stands.
    pub position: MediaTime,
    /// How long that is; zero while unknown or where nothing plays.
    pub duration: MediaDuration,
    /// Where on it the scene's question opens, if not at its end.
    pub question_at: Option<MediaTime>,
    /// What was seen and where there is more; only at an ending.
    pub explored: Option<Explored>,
    /// The questions that may open next ([`session::Session::questions_ahead`]): nothing of them is
    /// seen yet, but their pages can be made ready.
    pub questions_ahead: Arc<[QuestionView]>,
    /// Whether the viewer paused.
    pub paused: bool,
    /// Whether there is a question to go back to.
    pub can_go_back: bool,
    /// What was seen so far, and where there is more.
    pub chapters: Arc<Chapters>,
    /// The viewer's language.
    pub language: Language,
    /// Whether a sound device plays.
    pub sound: OutputHealth,
}

impl View {
    /// Whether nothing that is seen differs but the position (and a limit's time left, by less than a
    /// second).
    #[must_use]
    pub fn is_same_but_for_time(&self, other: &Self) -> bool {
        let limit_seconds = |view: &Self| {
            let limit = view.question.as_ref().and_then(|question| question.limit);
            limit.map(|(left, _)| left.millis().div_euclid(1_000))
        };
        if limit_seconds(self) != limit_seconds(other) {
            return false;
        }
        let mut same_time = other.clone();
        same_time.position = self.position;
        same_time.questions_ahead = Arc::clone(&self.questions_ahead);
        if let (Some(mine), Some(others)) = (&self.question, &mut same_time.question) {
            others.limit = mine.limit;
        }
        *self == same_time
    }
}

impl Core {
    /// What is on screen, beside the picture.
    #[must_use]
    pub fn view(&self) -> View {
        let front = self.air.front();
        let info = front.and_then(|aired| aired.deck.info());
        let captions = match (&self.captions, info) {
            (Some(track), Some(info)) => track.lines_at(self.position + info.file_offset),
            _ => Vec::new(),
        };
        // While a waiting clip goes round, the scene's own media stands where it stood.
        let own = front.is_some_and(|aired| aired.run != Run::Loop);
        let position = if own { self.position } else { self.session.media_position().unwrap_or_default() };
        View {
            scene: self.session.scene().cloned(),
            scene_title: self.scene_title(),
            question: self.session.question(),
            ending: self.session.ending().map(ending_word),
            slate: self.slate.is_some(),
            captions,
            has_captions: self.captions.is_some(),
            caption_languages: self.caption_languages.clone(),
            offers: self.session.offers().to_vec(),
            position,
            duration: self.session.media_duration().unwrap_or(MediaDuration::ZERO),
            question_at: self.session.question_place(),
            explored: self.session.ending().map(|_| self.session.explored()),
            questions_ahead: Arc::clone(
                self.questions_ahead.get_or_init(|| self.session.questions_ahead().into()),
            ),
            paused: self.paused,
            can_go_back: self.session.can_go_back(),
            chapters: Arc::clone(self.chapters.get_or_init(|| Arc::new(self.session.chapters()))),
            language: self.session.language().clone(),
            sound: self.output.health(),
        }
    }

    /// The picture on screen; `None`: the brand's background.
    #[must_use]
    pub fn picture(&self) -> Option<&VideoFrame> {
        if self.blank { None } else { self.screen.as_ref() }
    }

    /// The picture after that and when it is to be seen, so that a window can make it ready and show
    /// it at its moment; `None` while it is not known, or while nothing moves.
    #[must_use]
    pub fn upcoming(&self) -> Option<&Upcoming> {
        if self.blank { None } else { self.upcoming.as_ref() }
    }

    /// How many clips are held ready, and the bytes of memory that they take (see
    /// [`media::Clip::held_bytes`]).
    #[must_use]
    pub fn preloaded(&self) -> (usize, usize) {
        (self.primed.len(), self.primed.iter().map(crate::deck::Deck::held_bytes).sum())
    }

    /// The bytes of memory that all clips take, those on air and the picture on screen too.
    #[must_use]
    pub fn held_bytes(&self) -> usize {
        let on_air: usize = self.air.iter().map(|aired| aired.deck.held_bytes()).sum();
        // The last picture of a clip that is gone.
        let alone = self.screen.as_ref().filter(|_| self.air.is_empty());
        on_air + alone.map_or(0, |frame| frame.picture.bytes()) + self.preloaded().1
    }
}

/// An ending's id, or the built-in one's word.
fn ending_word(ending: EndingPlace<'_>) -> String {
    match ending {
        EndingPlace::Ending(id) => id.to_string(),
        EndingPlace::Stuck => "stuck".to_owned(),
    }
}
