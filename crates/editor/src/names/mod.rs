//! Names within a story: who mentions them, renaming one everywhere, and making new ones.

mod mentions;
mod replace;
mod romaji;

pub(crate) use replace::{Renames, in_scene as replace_in_scene};

use crate::document::{Edit, EditError, Item};
use romaji::{Script, composed, romaji, script};
use scene_graph::{
    ChoiceId, EndingId, HandoutId, IdError, QuestionId, Scene, SceneId, Story, ThemeId, VariableId, is_id,
};
use std::collections::HashSet;

/// A name that other parts of a story may mention.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Name {
    /// A scene's.
    Scene(SceneId),
    /// An ending's.
    Ending(EndingId),
    /// A question's, unique in the story.
    Question(QuestionId),
    /// A choice's, unique in its question.
    Choice(QuestionId, ChoiceId),
    /// A theme's.
    Theme(ThemeId),
    /// A variable's.
    Variable(VariableId),
    /// A handout's.
    Handout(HandoutId),
}

impl core::fmt::Display for Name {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Scene(id) => write!(f, "scene \"{id}\""),
            Self::Ending(id) => write!(f, "ending \"{id}\""),
            Self::Question(id) => write!(f, "question \"{id}\""),
            Self::Choice(question, id) => write!(f, "choice \"{id}\" of question \"{question}\""),
            Self::Theme(id) => write!(f, "theme \"{id}\""),
            Self::Variable(id) => write!(f, "variable \"{id}\""),
            Self::Handout(id) => write!(f, "handout \"{id}\""),
        }
    }
}

impl Name {
    /// Its id alone, without what kind of thing it is.
    #[must_use]
    pub fn words(&self) -> &str {
        match self {
            Self::Scene(id) => id.as_str(),
            Self::Ending(id) => id.as_str(),
            Self::Question(id) => id.as_str(),
            Self::Choice(_, id) => id.as_str(),
            Self::Theme(id) => id.as_str(),
            Self::Variable(id) => id.as_str(),
            Self::Handout(id) => id.as_str(),
        }
    }

    /// Whether the story has something of this name.
    #[must_use]
    pub fn is_in(&self, story: &Story) -> bool {
        let mut questions = story.scenes.values().filter_map(|scene| scene.question.as_ref());
        match self {
            Self::Scene(id) => story.scenes.contains_key(id),
            Self::Ending(id) => story.endings.contains_key(id),
            Self::Question(id) => questions.any(|question| question.id == *id),
            Self::Choice(question, id) => questions.any(|found| {
                found.id == *question && found.answers.choices().iter().any(|choice| choice.id == *id)
            }),
            Self::Theme(id) => story.themes.contains_key(id),
            Self::Variable(id) => story.variables.contains_key(id),
            Self::Handout(id) => story.handouts.contains_key(id),
        }
    }

    /// Whether a scene mentions this name, or bears it as its question or choice.
    #[must_use]
    pub fn is_mentioned_by(&self, scene: &Scene) -> bool {
        mentions::in_scene(scene, self)
    }

    /// The same kind of name with these words.
    pub(crate) fn with(&self, words: &str) -> Result<Self, IdError> {
        Ok(match self {
            Self::Scene(_) => Self::Scene(SceneId::new(words)?),
            Self::Ending(_) => Self::Ending(EndingId::new(words)?),
            Self::Question(_) => Self::Question(QuestionId::new(words)?),
            Self::Choice(question, _) => Self::Choice(question.clone(), ChoiceId::new(words)?),
            Self::Theme(_) => Self::Theme(ThemeId::new(words)?),
            Self::Variable(_) => Self::Variable(VariableId::new(words)?),
            Self::Handout(_) => Self::Handout(HandoutId::new(words)?),
        })
    }
}

/// Scenes that mention a name, in the author's order.
#[must_use]
pub fn mentioned_in<'a>(story: &'a Story, name: &Name) -> Vec<&'a SceneId> {
    let mentioning = story.scenes.iter().filter(|(_, scene)| name.is_mentioned_by(scene));
    mentioning.map(|(id, _)| id).collect()
}

/// Gives something another name, and changes it wherever it is mentioned. (Statistics of answers that
/// were recorded under the old name stay under that.) Gives the new name.
///
/// # Errors
/// When there is nothing of the old name, the new one is taken, or is no name.
pub fn rename(edit: &mut Edit<'_>, old: &Name, words: &str) -> Result<Name, EditError> {
    let new = old.with(words).map_err(|_| EditError::NotAName(words.to_owned()))?;
    if new == *old {
        return Ok(new);
    }
    if !old.is_in(edit.story()) {
        return Err(EditError::Missing(old.clone()));
    }
    if new.is_in(edit.story()) {
        return Err(EditError::Taken(new));
    }
    if let (Name::Scene(from), Name::Scene(to)) = (old, &new) {
        rekey_scene(edit, from, to)?;
    }
    let mut names = Renames::default();
    names.add(old.clone(), new.clone());
    edit.head(|story| replace::in_head(story, &names));
    if let (Name::Ending(from), Name::Ending(to)) = (old, &new) {
        let spot = edit.spot(&Item::Ending(from.clone()));
        edit.place(&Item::Ending(from.clone()), None);
        edit.place(&Item::Ending(to.clone()), spot);
    }
    let mentioning: Vec<SceneId> = mentioned_in(edit.story(), old).into_iter().cloned().collect();
    for scene in &mentioning {
        edit.scene(scene, |scene| {
            replace::in_scene(scene, &names);
            Ok(())
        })?;
    }
    Ok(new)
}

fn rekey_scene(edit: &mut Edit<'_>, from: &SceneId, to: &SceneId) -> Result<(), EditError> {
    let index = edit.story().scenes.get_index_of(from).unwrap_or(usize::MAX);
    let spot = edit.spot(&Item::Scene(from.clone()));
    let scene = edit.remove_scene(from)?;
    edit.insert_scene(index, to, scene)?;
    edit.place(&Item::Scene(to.clone()), spot);
    Ok(())
}

/// New names, free in `story`, for these scenes and for the questions that they ask.
pub(crate) fn fresh<'a>(
    story: &Story,
    scenes: impl Iterator<Item = (&'a SceneId, &'a Scene)> + Clone,
) -> Renames {
    let mut names = Renames::default();
    let mut taken = HashSet::new();
    for (id, _) in scenes.clone() {
        let is_taken = |words: &str| story.scenes.contains_key(words) || taken.contains(words);
        let words = free(id.as_str(), "scene", is_taken);
        if let Ok(new) = SceneId::new(&words) {
            taken.insert(words);
            names.add(Name::Scene(id.clone()), Name::Scene(new));
        }
    }
    let asks = |scene: &Scene| Some(scene.question.as_ref()?.id.clone());
    let mut taken: HashSet<String> =
        story.scenes.values().filter_map(|scene| Some(asks(scene)?.to_string())).collect();
    for old in scenes.filter_map(|(_, scene)| asks(scene)) {
        let words = free(old.as_str(), "question", |words| taken.contains(words));
        if let Ok(new) = QuestionId::new(&words) {
            taken.insert(words);
            names.add(Name::Question(old), Name::Question(new));
        }
    }
    names
}

/// The words of a name made from what a person wrote: a title, a file's name. Letters of Latin scripts
/// lose their accents; kana are written in Latin letters: words in katakana always, hiragana where no
/// Chinese characters are among them (else what is left of a sentence is its particles). Empty when
/// nothing of it can be in a name.
#[must_use]
pub fn slug(text: &str) -> String {
    /// Room for a number behind it.
    const LONGEST: usize = 48;
    let letters = composed(text);
    let has_kanji = letters.iter().any(|letter| script(*letter) == Script::Kanji);
    let mut out = String::new();
    for run in letters.chunk_by(|one, other| script(*one) == script(*other)) {
        let kana = || romaji(&run.iter().collect::<String>());
        let words = match script(run.first().copied().unwrap_or_default()) {
            Script::Katakana if run.len() > 1 || !has_kanji => kana(),
            Script::Hiragana if !has_kanji => kana(),
            Script::Other => {
                let mut words = String::new();
                run.iter().for_each(|letter| plain(*letter, &mut words));
                words
            }
            _ => String::new(),
        };
        // A script's end is a word's end.
        for letter in std::iter::once('-').chain(words.chars()) {
            if letter.is_ascii_alphanumeric() {
                out.push(letter);
            } else if !out.is_empty() && !out.ends_with('-') {
                out.push('-');
            }
        }
    }
    out.truncate(LONGEST);
    out.truncate(out.trim_end_matches('-').len());
    out
}

/// A letter as names have it; `-` for what they do not have.
fn plain(letter: char, out: &mut String) {
    for letter in letter.to_lowercase() {
        let latin = match letter {
            'à'..='å' => "a",
            'æ' => "ae",
            'ç' | 'č' | 'ć' => "c",
            'è'..='ë' | 'ę' | 'ě' => "e",
            'ì'..='ï' => "i",
            'ł' => "l",
            'ñ' | 'ń' => "n",
            'ò'..='ö' | 'ø' | 'ō' => "o",
            'œ' => "oe",
            'ř' => "r",
            'ß' => "ss",
            'š' | 'ś' | 'ş' => "s",
            'ù'..='ü' | 'ū' => "u",
            'ý' | 'ÿ' => "y",
            'ž' | 'ź' | 'ż' => "z",
            // An accent by itself, behind its letter.
            '\u{300}'..='\u{36f}' => "",
            letter if letter.is_ascii_alphanumeric() => {
                out.push(letter);
                continue;
            }
            _ => "-",
        };
        out.push_str(latin);
    }
}

/// `wish` as a name, or `otherwise` where nothing of it can be one; with a number behind it when it is
/// taken.
#[must_use]
pub fn free(wish: &str, otherwise: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let slug = slug(wish);
    let stem = if is_id(&slug) { slug.as_str() } else { otherwise };
    let numbered = (2_u64..).map(|number| format!("{stem}-{number}"));
    std::iter::once(stem.to_owned()).chain(numbered).find(|words| !is_taken(words)).unwrap_or_default()
}

/// A scene's id that is free, after `wish`.
#[must_use]
pub fn free_scene(story: &Story, wish: &str) -> SceneId {
    made(SceneId::new, &free(wish, "scene", |words| story.scenes.contains_key(words)), || story.start.clone())
}

/// A scene's id that is free for a clip, after its file's name without the ending: that name, as far as it
/// can be one (see [`slug`]); `clip-` and what is left where that is a number or next to nothing; and
/// `clip-1`, `clip-2` and so on where nothing is left.
#[must_use]
pub fn free_clip(story: &Story, stem: &str) -> SceneId {
    /// Less than this of a longer name tells nothing by itself.
    const TELLING: usize = 3;
    let is_taken = |words: &str| story.scenes.contains_key(words);
    let slug = slug(stem);
    let lost = composed(stem).into_iter().any(|letter| script(letter) == Script::Kanji);
    let tells =
        slug.contains(|letter: char| letter.is_ascii_alphabetic()) && (slug.len() >= TELLING || !lost);
    let words = if slug.is_empty() {
        let mut numbered = (1_u64..).map(|number| format!("clip-{number}"));
        numbered.find(|words| !is_taken(words)).unwrap_or_default()
    } else if tells {
        free(&slug, "clip", is_taken)
    } else {
        free(&format!("clip-{slug}"), "clip", is_taken)
    };
    made(SceneId::new, &words, || story.start.clone())
}

/// A question's id that is free, after `wish`.
#[must_use]
pub fn free_question(story: &Story, wish: &str) -> Option<QuestionId> {
    let taken: HashSet<&str> =
        story.scenes.values().filter_map(|scene| Some(scene.question.as_ref()?.id.as_str())).collect();
    QuestionId::new(&free(wish, "question", |words| taken.contains(words))).ok()
}

fn made<T>(make: impl Fn(&str) -> Result<T, IdError>, words: &str, otherwise: impl Fn() -> T) -> T {
    // Every slug and every number behind one is a name: they are short and of these letters only.
    make(words).unwrap_or_else(|_| otherwise())
}
