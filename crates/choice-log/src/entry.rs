//! What happened, as the session tells it, before ids, wall time and consent are added.

/// Kinds of records; their written names are fixed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names say it; docs/choice-log.md tells each one's columns")]
pub enum Kind {
    SessionStart,
    SceneEnter,
    SceneExit,
    QuestionShown,
    Answer,
    Skip,
    TimeLimit,
    Back,
    Restart,
    Jump,
    Seek,
    Pause,
    Language,
    Setting,
    Handout,
    ContactRequest,
    ConsentChange,
    MediaFailure,
    Ending,
    Stuck,
    SessionEnd,
}

/// What was answered, beyond choices.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Value {
    /// A number on a scale.
    Number(i32),
    /// The viewer's own words: stored under follow-up only.
    Words(String),
    /// A fixed word of the program's own (a setting's value, an ending's id, a language tag).
    Word(String),
}

/// One event of a session. Ids are the story's; absent parts are `None` or empty.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Entry {
    /// What kind of event.
    pub kind: Kind,
    /// Time since the session began, in milliseconds.
    pub monotonic_ms: u64,
    /// The scene it happened in.
    pub scene: Option<String>,
    /// The question it is about.
    pub question: Option<String>,
    /// The chosen choices, in the story's order.
    pub choices: Vec<String>,
    /// What was answered, beyond choices.
    pub value: Option<Value>,
    /// The choices that were shown, in the order they were shown.
    pub choices_shown: Vec<String>,
    /// From the question's opening to the answer, in milliseconds of unpaused time.
    pub answer_ms: Option<u64>,
    /// Where the scene's media stood, in milliseconds.
    pub media_ms: Option<u64>,
    /// The language the viewer watched in.
    pub language: String,
    /// Why, in the program's own words (a failure's kind, a limit's cause).
    pub reason: Option<String>,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 21] = [
        Self::SessionStart,
        Self::SceneEnter,
        Self::SceneExit,
        Self::QuestionShown,
        Self::Answer,
        Self::Skip,
        Self::TimeLimit,
        Self::Back,
        Self::Restart,
        Self::Jump,
        Self::Seek,
        Self::Pause,
        Self::Language,
        Self::Setting,
        Self::Handout,
        Self::ContactRequest,
        Self::ConsentChange,
        Self::MediaFailure,
        Self::Ending,
        Self::Stuck,
        Self::SessionEnd,
    ];

    /// The written name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SessionStart => "session-start",
            Self::SceneEnter => "scene-enter",
            Self::SceneExit => "scene-exit",
            Self::QuestionShown => "question-shown",
            Self::Answer => "answer",
            Self::Skip => "skip",
            Self::TimeLimit => "time-limit",
            Self::Back => "back",
            Self::Restart => "restart",
            Self::Jump => "jump",
            Self::Seek => "seek",
            Self::Pause => "pause",
            Self::Language => "language",
            Self::Setting => "setting",
            Self::Handout => "handout",
            Self::ContactRequest => "contact-request",
            Self::ConsentChange => "consent-change",
            Self::MediaFailure => "media-failure",
            Self::Ending => "ending",
            Self::Stuck => "stuck",
            Self::SessionEnd => "session-end",
        }
    }

    /// Reads a written name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// Texts in this kind's value are the viewer's own words, whatever the caller called them.
    #[must_use]
    pub const fn holds_words(self) -> bool {
        matches!(self, Self::Answer | Self::ContactRequest)
    }
}

impl Entry {
    /// An entry of this kind with nothing else in it.
    #[must_use]
    pub fn new(kind: Kind, monotonic_ms: u64, language: &str) -> Self {
        Self {
            kind,
            monotonic_ms,
            scene: None,
            question: None,
            choices: Vec::new(),
            value: None,
            choices_shown: Vec::new(),
            answer_ms: None,
            media_ms: None,
            language: language.to_owned(),
            reason: None,
        }
    }
}
