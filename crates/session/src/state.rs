//! Everything a session knows, so that it can be stored and restored.

use crate::Settings;
use indexmap::{IndexMap, IndexSet};
use media_time::{MediaDuration, MediaTime};
use scene_graph::{
    Branch, ChoiceId, EndingId, Language, Question, QuestionId, Scene, SceneId, Shown, Story, StoryId,
    VariableId, VariableValue,
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Where a viewer stands in a story, with everything that playing on needs. Made by
/// [`crate::Session::state`], read by [`crate::Session::restore`]; it holds free words and must stay
/// on the viewer's own machine.
///
/// What is large or kept in many versions (each question makes a checkpoint) is shared: a copy of a
/// state, and a change to one, cost what differs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SessionState {
    pub(crate) format: u32,
    pub(crate) story: StoryId,
    pub(crate) story_revision: String,
    pub(crate) language: Language,
    pub(crate) settings: Settings,
    pub(crate) place: Place,
    pub(crate) stack: Arc<Vec<Frame>>,
    pub(crate) memory: Arc<Memory>,
    pub(crate) checkpoints: Vec<Arc<Checkpoint>>,
    pub(crate) seen: Arc<Seen>,
    /// Automatic branches since the viewer last did something or a clip last played.
    pub(crate) automatic: u32,
    /// How many questions have opened.
    pub(crate) questions_opened: u64,
    pub(crate) paused: bool,
    pub(crate) left: bool,
    /// [`crate::Now::elapsed`] of the latest input.
    pub(crate) elapsed: MediaDuration,
}

/// Where the viewer is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) enum Place {
    /// Nothing has happened.
    #[default]
    NotBegun,
    /// In a scene.
    Scene(ScenePlace),
    /// At an ending.
    Ending(EndingId),
    /// At the built-in ending.
    Stuck,
}

/// A scene that is playing, or that asks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScenePlace {
    pub(crate) scene: SceneId,
    /// Length of the scene's own trimmed media, once it is open.
    pub(crate) duration: Option<MediaDuration>,
    /// Where the scene's own media stands.
    pub(crate) position: MediaTime,
    /// The scene's own media stands at its end.
    pub(crate) at_end: bool,
    /// The scene's own media has been at its end during this entry: nothing more has to be played.
    pub(crate) finished: bool,
    /// The scene's own media could not be shown.
    pub(crate) failed: bool,
    pub(crate) picture: OnScreen,
    /// The question has had its chance during this entry.
    pub(crate) asked: bool,
    pub(crate) open: Option<OpenQuestion>,
}

/// What the picture shows in a scene.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum OnScreen {
    /// The scene's own media plays.
    Playing,
    /// The scene's own media was stopped while it played.
    Held,
    /// The scene's own media was asked to stand from the beginning.
    Standing,
    /// A waiting clip.
    Waiting,
}

/// The open question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OpenQuestion {
    pub(crate) question: QuestionId,
    /// Fixed when it opened, in the story's order.
    pub(crate) choices: Arc<[ChoiceId]>,
    /// It had been answered before it opened.
    pub(crate) again: bool,
    /// Unpaused time since it opened.
    pub(crate) active: MediaDuration,
    pub(crate) limit: Armed,
    /// The answer that takes effect at the clip's end.
    pub(crate) given: Option<Given>,
}

/// A limit that runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Armed {
    /// None does.
    No,
    /// Counts unpaused time.
    Time { left: MediaDuration, whole: MediaDuration },
    /// Runs out with the clip; `whole` is the time from the opening on.
    ClipEnd { whole: MediaDuration },
}

/// An answer that may still be changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Given {
    pub(crate) answer: Remembered,
    /// The memory without this answer.
    pub(crate) before: Arc<Memory>,
}

/// A frame of the return stack.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Frame {
    /// Who pushed it, and where its media stood.
    pub(crate) scene: SceneId,
    pub(crate) duration: Option<MediaDuration>,
    pub(crate) position: MediaTime,
    pub(crate) at_end: bool,
    pub(crate) finished: bool,
    /// The branch that Return takes; without it, Return reopens the question.
    pub(crate) then: Option<Way>,
}

/// A branch, named by where it stands in the story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Way {
    pub(crate) scene: SceneId,
    /// The choice's branch; without one, the scene's.
    pub(crate) choice: Option<ChoiceId>,
    /// Inwards: the case's number in a `When` (`cases.len()` for `otherwise`), 0 in a `Via`.
    pub(crate) path: Vec<usize>,
}

/// What Back restores.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Checkpoint {
    pub(crate) place: Place,
    pub(crate) stack: Arc<Vec<Frame>>,
    pub(crate) memory: Arc<Memory>,
}

/// What conditions read. Back restores it, restart clears it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Memory {
    pub(crate) visits: IndexMap<SceneId, u32>,
    pub(crate) answers: IndexMap<QuestionId, Remembered>,
    pub(crate) chosen: IndexMap<QuestionId, Arc<IndexSet<ChoiceId>>>,
    /// Only those that were set: the others have their initial value.
    pub(crate) variables: IndexMap<VariableId, VariableValue>,
}

/// The latest answer to a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Remembered {
    /// In the story's order.
    Choices(Arc<[ChoiceId]>),
    Number(i32),
    Words(String),
    /// That a request was made; its words are not kept.
    Contact,
}

/// What the viewer has seen. Neither Back nor restart changes it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Seen {
    /// Scenes in the order in which they were first seen, with the return stack of the latest entry.
    pub(crate) scenes: IndexMap<SceneId, Arc<Vec<Frame>>>,
    pub(crate) choices: IndexMap<QuestionId, Arc<IndexSet<ChoiceId>>>,
}

impl SessionState {
    /// The story it belongs to.
    #[must_use]
    pub const fn story(&self) -> &StoryId {
        &self.story
    }

    /// The revision of the story that it was made with; empty when the session was not told one.
    #[must_use]
    pub fn story_revision(&self) -> &str {
        &self.story_revision
    }

    pub(crate) fn scene_place(&self) -> Option<&ScenePlace> {
        match &self.place {
            Place::Scene(place) => Some(place),
            _ => None,
        }
    }

    pub(crate) fn scene_place_mut(&mut self) -> Option<&mut ScenePlace> {
        match &mut self.place {
            Place::Scene(place) => Some(place),
            _ => None,
        }
    }

    pub(crate) fn open(&self) -> Option<&OpenQuestion> {
        self.scene_place().and_then(|place| place.open.as_ref())
    }

    pub(crate) fn open_mut(&mut self) -> Option<&mut OpenQuestion> {
        self.scene_place_mut().and_then(|place| place.open.as_mut())
    }

    /// The number of the checkpoint that Back goes to: the latest whose question is not the open one.
    pub(crate) fn checkpoint_behind(&self) -> Option<usize> {
        let open = self.open().map(|open| &open.question);
        self.checkpoints.iter().rposition(|checkpoint| {
            let question = match &checkpoint.place {
                Place::Scene(place) => place.open.as_ref().map(|open| &open.question),
                _ => None,
            };
            open.is_none() || question != open
        })
    }
}

impl ScenePlace {
    /// The beginning of `scene`.
    pub(crate) fn entered(scene: SceneId) -> Self {
        Self {
            scene,
            duration: None,
            position: MediaTime::ZERO,
            at_end: false,
            finished: false,
            failed: false,
            picture: OnScreen::Playing,
            asked: false,
            open: None,
        }
    }

    /// The place that `frame` remembers, before its question reopens.
    pub(crate) fn returned(frame: &Frame) -> Self {
        Self {
            duration: frame.duration,
            position: frame.position,
            at_end: frame.at_end,
            finished: frame.finished,
            picture: OnScreen::Standing,
            asked: true,
            ..Self::entered(frame.scene.clone())
        }
    }

    /// Where the scene's media begins when it is shown again.
    pub(crate) const fn start(&self) -> MediaTime {
        if self.at_end { MediaTime::MAX } else { self.position }
    }

    /// `media`, kept within the scene's own media.
    pub(crate) fn within(&self, media: MediaTime) -> MediaTime {
        let end = self.duration.map_or(MediaTime::MAX, |duration| MediaTime::ZERO + duration);
        // Not `clamp`: a stored state may say anything.
        media.min(end).max(MediaTime::ZERO)
    }

    /// Takes over where the media stands, while it is on screen and runs.
    pub(crate) fn observe(&mut self, media: MediaTime) {
        if self.picture == OnScreen::Playing {
            self.position = self.within(media);
        }
    }

    /// When `question` opens on this scene's timeline; `None` when only the media's end opens it.
    pub(crate) fn opening(&self, question: &Question) -> Option<MediaTime> {
        let duration = self.duration.filter(|_| !self.failed)?;
        match question.shown {
            Shown::AtEnd => None,
            Shown::PauseAt(time) | Shown::During { from: time, .. } => Some(time.resolve(duration)),
        }
    }
}

impl Way {
    /// The way on of `scene`.
    pub(crate) const fn of_scene(scene: SceneId) -> Self {
        Self { scene, choice: None, path: Vec::new() }
    }

    /// The branch further in.
    pub(crate) fn inwards(&self, step: usize) -> Self {
        let mut path = self.path.clone();
        path.push(step);
        Self { scene: self.scene.clone(), choice: self.choice.clone(), path }
    }

    /// The branch in `story`; `None` when there is no such branch (any more).
    pub(crate) fn find<'s>(&self, story: &'s Story) -> Option<&'s Branch> {
        let scene: &'s Scene = story.scenes.get(&self.scene)?;
        let outermost = match &self.choice {
            None => scene.then.as_ref()?,
            Some(id) => {
                let choices = scene.question.as_ref()?.answers.choices();
                choices.iter().find(|choice| choice.id == *id)?.then.as_ref()?
            }
        };
        self.path.iter().try_fold(outermost, |branch, step| match branch {
            Branch::Via(_, inner) if *step == 0 => Some(&**inner),
            Branch::When { cases, otherwise } if *step == cases.len() => Some(&**otherwise),
            Branch::When { cases, .. } => cases.get(*step).map(|case| &case.then),
            _ => None,
        })
    }
}
