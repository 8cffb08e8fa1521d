//! What a session answers.

use choice_log::Entry;
use media_time::{MediaDuration, MediaTime};
use scene_graph::{Bed, ChoiceId, ClipTime, EndingId, Language, QuestionId, SceneId};

/// What has to happen. In order.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// The picture changes: at once, from the present frame to this one.
    Show(PictureRequest),
    /// The picture on screen goes to this time of its media and plays or stands as before.
    Seek(MediaTime),
    /// The picture on screen stops (`true`; a question opened at a pause) or runs on.
    HoldPicture(bool),
    /// This music bed from now on; the same bed as before just goes on.
    Music(Option<Bed>),
    /// A question opened: [`super::Session::question`] has it.
    QuestionOpened,
    /// The question closed.
    QuestionClosed,
    /// An event for the headless player's output.
    Event(Event),
    /// An entry for the choice log, if the viewer agreed.
    Record(Entry),
    /// The viewer left: stop.
    Left,
}

/// What the picture should be.
#[derive(Clone, Debug, PartialEq)]
pub struct PictureRequest {
    /// Which scene it belongs to; `None` at an ending.
    pub scene: Option<SceneId>,
    /// What is shown.
    pub source: PictureSource,
    /// Where it begins, on the trimmed media's timeline ([`MediaTime::MAX`]: its last picture).
    pub start: MediaTime,
    /// What it does then.
    pub run: Run,
    /// The same files and trims as the picture before (a change of language): the picture goes on
    /// from where it is, only sound and captions change.
    pub keep_position: bool,
}

/// Files and trims, with languages already resolved. The paths are the story's own words.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum PictureSource {
    /// The brand's background; no time passes.
    Nothing,
    /// A clip.
    Video {
        /// The clip.
        file: String,
        /// Where to begin, in the file's time.
        from: Option<ClipTime>,
        /// Where to stop, in the file's time.
        to: Option<ClipTime>,
        /// Replaces the clip's own sound.
        sound: Option<String>,
        /// In the viewer's language, or the story's fallback.
        captions: Option<(Language, String)>,
        /// Loudness in decibels.
        gain_db: i32,
    },
    /// A picture.
    Still {
        /// The picture.
        file: String,
        /// What it shows, in the viewer's language.
        alt: String,
        /// How long.
        lasts: Option<MediaDuration>,
        /// Heard meanwhile.
        sound: Option<String>,
        /// In the viewer's language, or the story's fallback.
        captions: Option<(Language, String)>,
        /// Loudness in decibels.
        gain_db: i32,
    },
    /// The picture that is on screen stands ([`super::Session`] never asks for it as the first).
    Hold,
    /// An ending's page over the brand's background.
    Ending(EndingId),
    /// The built-in page for a story that cannot go on.
    Stuck,
}

/// What a picture does after its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Run {
    /// Plays to its end once; the session is told of the end.
    Once,
    /// Plays round and round (a waiting clip); its end is not told.
    Loop,
    /// Stands at its start.
    Stand,
}

/// An event of the headless player's output; the words of each line are fixed.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A scene was entered.
    Scene(SceneId),
    /// A question opened.
    Question(QuestionId),
    /// A question was answered.
    Answer(QuestionId, AnswerValue),
    /// The viewer would rather not say.
    Skip(QuestionId),
    /// A limit ran out.
    TimeLimit(QuestionId),
    /// A contact request was made.
    Contact,
    /// The viewer went back.
    Back,
    /// An ending was reached (`stuck` for the built-in one).
    End(String),
}

/// An answer as it is written: choice ids, a number, or words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnswerValue {
    /// The chosen choices, in the story's order.
    Choices(Vec<ChoiceId>),
    /// A number on the scale.
    Number(i32),
    /// The viewer's own words.
    Words(String),
}
