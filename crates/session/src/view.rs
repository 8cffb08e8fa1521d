//! What is open to the viewer at the moment, for overlays. Texts are in the viewer's language.

use crate::state::{Armed, OpenQuestion, Remembered, SessionState};
use crate::turn::{bounds, can_skip};
use media_time::{MediaDuration, MediaTime};
use scene_graph::{Answers, Choice, ChoiceId, Place, Question, QuestionId, SceneId, Story, Text, ThemeId};

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

/// The open question of `state`.
pub(crate) fn question(story: &Story, state: &SessionState) -> Option<QuestionView> {
    let place = state.scene_place()?;
    let open = place.open.as_ref()?;
    let question = story.scenes.get(&place.scene)?.question.as_ref()?;
    let words = |text: &Text| text.in_language(&state.language, &story.languages).to_owned();
    let again = open.again && !question.again.is_empty();
    Some(QuestionView {
        id: question.id.clone(),
        scene: place.scene.clone(),
        prompt: words(if again { &question.again } else { &question.prompt }),
        place: question.place,
        can_skip: can_skip(question),
        limit: match open.limit {
            Armed::No => None,
            Armed::Time { left, whole } => Some((left, whole)),
            Armed::ClipEnd { whole } => {
                let end = MediaTime::ZERO + place.duration.unwrap_or_default();
                Some((end.saturating_since(place.position).min(whole).max(MediaDuration::ZERO), whole))
            }
        },
        kind: kind(story, state, question, open),
        answered: open.given.is_some(),
    })
}

fn kind(story: &Story, state: &SessionState, question: &Question, open: &OpenQuestion) -> QuestionKind {
    let words = |text: &Text| text.in_language(&state.language, &story.languages).to_owned();
    let latest = state.memory.answers.get(&question.id);
    match &question.answers {
        Answers::OneOf(choices) => QuestionKind::OneOf(choice_views(story, state, question, open, choices)),
        Answers::SeveralOf(several) => {
            let (at_least, at_most) = bounds(several, open.choices.len());
            let choices = choice_views(story, state, question, open, &several.choices);
            QuestionKind::SeveralOf { choices, at_least, at_most }
        }
        Answers::Scale(scale) => QuestionKind::Scale {
            from: scale.from,
            to: scale.to,
            low: words(&scale.low),
            high: words(&scale.high),
            preset: match latest {
                Some(Remembered::Number(number)) => Some(*number),
                _ => None,
            },
        },
        Answers::Words(asked) => QuestionKind::Words {
            at_most: asked.at_most,
            hint: words(&asked.hint),
            preset: match latest {
                Some(Remembered::Words(words)) => words.clone(),
                _ => String::new(),
            },
        },
        Answers::Contact => QuestionKind::Contact,
    }
}

fn choice_views(
    story: &Story,
    state: &SessionState,
    question: &Question,
    open: &OpenQuestion,
    choices: &[Choice],
) -> Vec<ChoiceView> {
    let latest = match state.memory.answers.get(&question.id) {
        Some(Remembered::Choices(chosen)) => &chosen[..],
        _ => &[],
    };
    let seen = state.seen.choices.get(&question.id);
    choices
        .iter()
        .filter(|choice| open.choices.contains(&choice.id))
        .map(|choice| ChoiceView {
            id: choice.id.clone(),
            text: choice.text.in_language(&state.language, &story.languages).to_owned(),
            colour: choice
                .themes
                .first()
                .and_then(|theme| story.themes.get(theme))
                .map(|theme| theme.colour.clone()),
            themes: choice.themes.clone(),
            visited: seen.is_some_and(|seen| seen.contains(&choice.id)),
            chosen: latest.contains(&choice.id),
        })
        .collect()
}
