//! What is open to the viewer at the moment, for overlays. Texts are in the viewer's language.

use media_time::MediaDuration;
use scene_graph::{ChoiceId, Place, QuestionId, SceneId, ThemeId};

/// The open question.
#[derive(Clone, Debug, PartialEq)]
pub struct QuestionView {
    /// Which question.
    pub id: QuestionId,
    /// The scene that asks it.
    pub scene: SceneId,
    /// What is asked.
    pub prompt: String,
    /// Where it is drawn.
    pub place: Place,
    /// Whether the viewer may rather not say.
    pub can_skip: bool,
    /// The limit's time left and its whole length; `None`: no limit is armed.
    pub limit: Option<(MediaDuration, MediaDuration)>,
    /// What can be answered.
    pub kind: QuestionKind,
    /// The answer was given and takes effect at the clip's end; it may still be changed.
    pub answered: bool,
}

/// What can be answered.
#[derive(Clone, Debug, PartialEq)]
pub enum QuestionKind {
    /// One of these.
    OneOf(Vec<ChoiceView>),
    /// Any of these.
    SeveralOf {
        /// What can be chosen.
        choices: Vec<ChoiceView>,
        /// How many at least (never more than there are).
        at_least: u32,
        /// How many at most.
        at_most: u32,
    },
    /// A number.
    Scale {
        /// The lowest.
        from: i32,
        /// The highest.
        to: i32,
        /// What the lowest means.
        low: String,
        /// What the highest means.
        high: String,
        /// The latest answer.
        preset: Option<i32>,
    },
    /// A few words.
    Words {
        /// How many characters at most.
        at_most: u32,
        /// Shown in the empty field.
        hint: String,
        /// The latest answer.
        preset: String,
    },
    /// A request to be contacted.
    Contact,
}

/// A choice that is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct ChoiceView {
    /// Which choice.
    pub id: ChoiceId,
    /// What it says.
    pub text: String,
    /// The colour of its first theme, `#rrggbb`.
    pub colour: Option<String>,
    /// What it is about.
    pub themes: Vec<ThemeId>,
    /// It was chosen before (ever in this session, also before going back).
    pub visited: bool,
    /// It is part of the answer that stands, or of the latest one.
    pub chosen: bool,
}
