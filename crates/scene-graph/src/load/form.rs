//! How the model's types are read from RON where serde's own way is not strict enough or would ask
//! for more brackets than people want to write.

use crate::diagnostic::{Code, codes};
use crate::model::{
    Answers, Choice, ClipTime, Is, Language, Media, Scale, SeveralOf, Still, Text, Video, Words,
};
use core::fmt::{self, Display};
use core::hash::Hash;
use core::marker::PhantomData;
use indexmap::IndexMap;
use indexmap::map::Entry;
use media_time::MediaDuration;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};

/// Stands before and after the code in the message of an error that has a code of its own: serde
/// carries nothing but texts. No story can bring it in, since only [`error`] writes it.
const MARK: char = '\u{1}';

/// An error with a code.
pub(crate) fn error<E: Error>(code: Code, message: impl Display) -> E {
    E::custom(format_args!("{MARK}{}{MARK}{message}", code.id()))
}

/// The code and the message of an error that [`error`] made.
pub(crate) fn coded(message: &str) -> Option<(Code, &str)> {
    let (id, message) = message.strip_prefix(MARK)?.split_once(MARK)?;
    Some((Code::find(id)?, message))
}

/// A map whose keys are all different. (serde's own keeps the last of two equal keys.)
pub(crate) fn unique<'de, D, K, V>(from: D) -> Result<IndexMap<K, V>, D::Error>
where
    D: Deserializer<'de>,
    K: Deserialize<'de> + Eq + Hash + Display,
    V: Deserialize<'de>,
{
    struct Unique<K, V>(PhantomData<(K, V)>);

    impl<'de, K, V> Visitor<'de> for Unique<K, V>
    where
        K: Deserialize<'de> + Eq + Hash + Display,
        V: Deserialize<'de>,
    {
        type Value = IndexMap<K, V>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a map, {\"key\": value}")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
            let mut map = IndexMap::new();
            while let Some(key) = access.next_key::<K>()? {
                match map.entry(key) {
                    Entry::Occupied(entry) => {
                        let message = format_args!("\"{}\" is given twice in the same map", entry.key());
                        return Err(error(codes::KEY_TWICE, message));
                    }
                    Entry::Vacant(entry) => {
                        entry.insert(access.next_value()?);
                    }
                }
            }
            Ok(map)
        }
    }

    from.deserialize_map(Unique(PhantomData))
}

/// The length written as `digits`, without a sign; `whole` is what the author wrote.
pub(crate) fn length<E: Error>(digits: &str, whole: &str) -> Result<MediaDuration, E> {
    let wrong = || error(codes::BAD_TIME, format_args!("{whole:.80?} is not a time"));
    if digits.starts_with('-') {
        return Err(wrong());
    }
    digits.parse().map_err(|_| wrong())
}

/// An optional length, as of [`Still::lasts`].
fn optional_length<'de, D: Deserializer<'de>>(from: D) -> Result<Option<MediaDuration>, D::Error> {
    let text = Option::<String>::deserialize(from)?;
    text.map(|text| length(&text, &text)).transpose()
}

pub(crate) const fn keep_days() -> u32 {
    180
}

const fn one() -> u32 {
    1
}

const fn scale_from() -> i32 {
    1
}

const fn scale_to() -> i32 {
    5
}

const fn words_at_most() -> u32 {
    500
}

/// [`Media`] with the fields of its kinds directly in the brackets: `Video(file: "…")`.
#[derive(serde::Deserialize)]
#[serde(rename = "Media", deny_unknown_fields)]
pub(crate) enum MediaForm {
    Nothing,
    Video {
        file: String,
        #[serde(default)]
        from: Option<ClipTime>,
        #[serde(default)]
        to: Option<ClipTime>,
        #[serde(default)]
        sound: Option<String>,
        #[serde(default, deserialize_with = "unique")]
        captions: IndexMap<Language, String>,
        #[serde(default)]
        gain_db: i32,
    },
    Still {
        file: String,
        #[serde(default)]
        alt: Text,
        #[serde(default, deserialize_with = "optional_length")]
        lasts: Option<MediaDuration>,
        #[serde(default)]
        sound: Option<String>,
        #[serde(default, deserialize_with = "unique")]
        captions: IndexMap<Language, String>,
        #[serde(default)]
        gain_db: i32,
    },
    ByLanguage(#[serde(deserialize_with = "unique")] IndexMap<Language, Media>),
}

impl From<MediaForm> for Media {
    fn from(form: MediaForm) -> Self {
        match form {
            MediaForm::Nothing => Self::Nothing,
            MediaForm::Video { file, from, to, sound, captions, gain_db } => {
                Self::Video(Video { file, from, to, sound, captions, gain_db })
            }
            MediaForm::Still { file, alt, lasts, sound, captions, gain_db } => {
                Self::Still(Still { file, alt, lasts, sound, captions, gain_db })
            }
            MediaForm::ByLanguage(map) => Self::ByLanguage(map),
        }
    }
}

/// [`Answers`] with the fields of its kinds directly in the brackets: `Scale(low: …)`.
#[derive(serde::Deserialize)]
#[serde(rename = "Answers", deny_unknown_fields)]
pub(crate) enum AnswersForm {
    OneOf(Vec<Choice>),
    SeveralOf {
        choices: Vec<Choice>,
        #[serde(default = "one")]
        at_least: u32,
        #[serde(default)]
        at_most: Option<u32>,
    },
    Scale {
        #[serde(default = "scale_from")]
        from: i32,
        #[serde(default = "scale_to")]
        to: i32,
        low: Text,
        high: Text,
        #[serde(default)]
        worry: Option<Is>,
    },
    Words {
        #[serde(default = "words_at_most")]
        at_most: u32,
        #[serde(default)]
        hint: Text,
    },
    Contact,
}

impl From<AnswersForm> for Answers {
    fn from(form: AnswersForm) -> Self {
        match form {
            AnswersForm::OneOf(choices) => Self::OneOf(choices),
            AnswersForm::SeveralOf { choices, at_least, at_most } => {
                Self::SeveralOf(SeveralOf { choices, at_least, at_most })
            }
            AnswersForm::Scale { from, to, low, high, worry } => {
                Self::Scale(Scale { from, to, low, high, worry })
            }
            AnswersForm::Words { at_most, hint } => Self::Words(Words { at_most, hint }),
            AnswersForm::Contact => Self::Contact,
        }
    }
}
