//! What a session is told.

use media_time::{MediaDuration, MediaTime};
use scene_graph::{ChoiceId, HandoutId, Language, SceneId};

/// When an input happens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Now {
    /// Time since the session was made; never goes back. For records only: rules do not read it.
    pub elapsed: MediaDuration,
    /// Where the scene's media stands, on its trimmed timeline.
    pub media: MediaTime,
}

/// What a session is told. Inputs that do not fit the state (an answer to a question that closed
/// meanwhile) are ignored: [`super::Session::apply`] gives [`super::Refused`].
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub enum Input {
    /// Begins the story, at its start or (for authors) at another scene.
    Begin {
        /// The scene to begin at; the story's start when absent.
        scene: Option<SceneId>,
    },
    /// The media that the latest [`super::Effect::Show`] asked for is open: how long it is. Where
    /// a question opens is known from then on.
    MediaOpened {
        /// Length of the trimmed media.
        duration: MediaDuration,
    },
    /// The scene's media has played up to [`Now::media`]; opens what is due there. Needed when
    /// that reaches [`super::Session::next_cue`]; harmless at any other time.
    MediaReached,
    /// The scene's media has ended (picture and, with a separate sound, the later of both).
    MediaEnded,
    /// The scene's media cannot be shown, or failed in the middle: a slate stands, then it ends.
    MediaFailed {
        /// The kind of fault in the program's own words, for the record.
        reason: String,
    },
    /// Unpaused time that passed since the latest such input. Needed while
    /// [`super::Session::limit_left`] is `Some`; harmless otherwise.
    TimePassed {
        /// How much.
        by: MediaDuration,
    },
    /// The viewer answers the open question.
    Answer(Answer),
    /// The viewer would rather not say (also "not now" on a contact question).
    Skip,
    /// A contact request at an ending or question, after preview and confirmation: the words sent.
    Contact(String),
    /// Back to the question before.
    Back,
    /// From the beginning.
    Restart,
    /// To a scene that was seen.
    Jump(SceneId),
    /// To a time of the scene's media.
    Seek(MediaTime),
    /// The viewer paused (`true`) or goes on.
    Pause(bool),
    /// In another language.
    Language(Language),
    /// Settings changed.
    Settings(Settings),
    /// The viewer needs more time: the open question's limit begins anew, from its full length.
    MoreTime,
    /// A handout was opened.
    Handout(HandoutId),
    /// The viewer leaves.
    Leave,
}

/// What the viewer answers.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Answer {
    /// One of several.
    One(ChoiceId),
    /// Any of several.
    Several(Vec<ChoiceId>),
    /// A number on the scale.
    Scale(i32),
    /// A few words.
    Words(String),
    /// A contact request, after preview and confirmation: the words sent (may be empty).
    Contact(String),
}

/// The viewer's settings that the rules of playing read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Settings {
    /// Time limits are never armed.
    pub no_time_limits: bool,
}
