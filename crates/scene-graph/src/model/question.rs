//! Questions, choices and how they are asked.

use super::{Branch, ClipTime, Condition, Is, Media, SetVariable, Text};
use crate::load::form::AnswersForm;
use crate::{ChoiceId, QuestionId, ThemeId};
use serde::Deserialize;

/// What is asked on a scene.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Unique in the story.
    pub id: QuestionId,
    /// What is asked.
    pub prompt: Text,
    /// What is asked once it has been answered before; `prompt` when empty.
    #[serde(default)]
    pub again: Text,
    /// What this question is about.
    #[serde(default)]
    pub themes: Vec<ThemeId>,
    /// Asked only when this holds.
    #[serde(default)]
    pub when: Option<Condition>,
    /// When it opens.
    #[serde(default)]
    pub shown: Shown,
    /// What the picture does while it is open and the clip is not playing.
    #[serde(default)]
    pub meanwhile: Meanwhile,
    /// How long it stays open.
    #[serde(default)]
    pub limit: Limit,
    /// Whether the viewer may rather not say.
    #[serde(default)]
    pub skip: bool,
    /// Where it is drawn.
    #[serde(default)]
    pub place: Place,
    /// The kind of answer.
    pub answers: Answers,
}

/// When a question opens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Shown {
    /// When the media has ended.
    #[default]
    AtEnd,
    /// At this time of the scene; the clip pauses meanwhile.
    PauseAt(ClipTime),
    /// From this time of the scene, while the clip goes on.
    During {
        /// When it opens.
        from: ClipTime,
        /// When the answer takes effect.
        #[serde(default)]
        cut: Cut,
    },
}

/// When the answer to a question that is asked [during](Shown::During) a clip takes effect.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub enum Cut {
    /// With the answer.
    #[default]
    AtOnce,
    /// When the clip has ended; until then the answer may be changed.
    AtEnd,
}

/// What the picture does while a question is open and the clip is paused or over.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub enum Meanwhile {
    /// The story's waiting clip; without one, [`Meanwhile::Hold`].
    #[default]
    Waiting,
    /// The last picture stands.
    Hold,
    /// This, round and round.
    Loop(Box<Media>),
}

/// How long a question stays open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub enum Limit {
    /// Until it is answered.
    #[default]
    Off,
    /// This many seconds of unpaused time.
    Seconds(u32),
    /// Until the clip ends; only with [`Shown::During`].
    ClipEnd,
}

/// Where a question is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub enum Place {
    /// Over the lower third of the picture.
    #[default]
    LowerThird,
    /// Beside the middle of the picture.
    Side,
    /// Over all of it.
    Full,
    /// On the picture, each choice in its own area. Not supported yet: drawn as
    /// [`Place::LowerThird`] and reported.
    OnPicture,
}

/// The kind of answer.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(from = "AnswersForm")]
pub enum Answers {
    /// One of these.
    OneOf(Vec<Choice>),
    /// Any of these.
    SeveralOf(SeveralOf),
    /// A number on a scale.
    Scale(Scale),
    /// A few words.
    Words(Words),
    /// A request to be contacted.
    Contact,
}

/// Any of several choices.
#[derive(Clone, Debug, PartialEq)]
pub struct SeveralOf {
    /// What can be chosen.
    pub choices: Vec<Choice>,
    /// How many at least.
    pub at_least: u32,
    /// How many at most; all of them when absent.
    pub at_most: Option<u32>,
}

/// A number from `from` to `to`.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    /// The lowest number.
    pub from: i32,
    /// The highest number.
    pub to: i32,
    /// What the lowest number means.
    pub low: Text,
    /// What the highest number means.
    pub high: Text,
    /// The answers that the author counts as a worry.
    pub worry: Option<Is>,
}

/// A few words of the viewer's own.
#[derive(Clone, Debug, PartialEq)]
pub struct Words {
    /// How many characters at most.
    pub at_most: u32,
    /// Shown in the empty field.
    pub hint: Text,
}

/// One possible answer.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Unique in its question.
    pub id: ChoiceId,
    /// What it says.
    pub text: Text,
    /// What choosing it is about.
    #[serde(default)]
    pub themes: Vec<ThemeId>,
    /// Whether the author counts it as a worry.
    #[serde(default)]
    pub worry: bool,
    /// Shown only when this holds.
    #[serde(default)]
    pub when: Option<Condition>,
    /// What choosing it sets.
    #[serde(default)]
    pub set: Vec<SetVariable>,
    /// Where it leads; the scene goes on when absent. Not allowed in [`Answers::SeveralOf`].
    #[serde(default)]
    pub then: Option<Branch>,
    /// Where it lies on the picture, for [`Place::OnPicture`]. Not supported yet.
    #[serde(default)]
    pub area: Option<Area>,
}

/// A rectangle on the picture, in thousandths of its width and height.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Area {
    /// Left edge.
    pub x: u32,
    /// Upper edge.
    pub y: u32,
    /// Width.
    pub w: u32,
    /// Height.
    pub h: u32,
}

impl Answers {
    /// The choices, of the kinds that have choices.
    #[must_use]
    pub fn choices(&self) -> &[Choice] {
        match self {
            Self::OneOf(choices) | Self::SeveralOf(SeveralOf { choices, .. }) => choices,
            Self::Scale(_) | Self::Words(_) | Self::Contact => &[],
        }
    }

    /// The choice of that id, if there is one.
    #[must_use]
    pub fn choice(&self, id: &ChoiceId) -> Option<&Choice> {
        self.choices().iter().find(|choice| choice.id == *id)
    }
}
