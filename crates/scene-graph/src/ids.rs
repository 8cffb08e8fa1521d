//! Stable names: `[a-z0-9][a-z0-9-]{0,63}`.

use crate::diagnostic::codes;
use crate::load::form;
use indexmap::IndexMap;
use std::sync::Arc;

/// The text is not an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an id has 1 to 64 of a-z, 0-9 and '-', and does not begin with '-'")]
pub struct IdError;

/// Whether `text` is a well-formed id.
#[must_use]
pub fn is_id(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && !text.starts_with('-')
        && text.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
        #[serde(into = "String")]
        pub struct $name(Arc<str>);

        impl $name {
            /// The id written as `text`, or an error when `text` is no id.
            pub fn new(text: &str) -> Result<Self, IdError> {
                if is_id(text) { Ok(Self(text.into())) } else { Err(IdError) }
            }

            /// The id as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl core::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl core::str::FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                Self::new(text)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = String::deserialize(from)?;
                Self::new(&text).map_err(|error| form::error(codes::BAD_ID, format_args!("{text:.80?} is not an id: {error}")))
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0.as_ref().to_owned()
            }
        }
    )*};
}

ids! {
    /// Names a story.
    StoryId;
    /// Names a scene within a story.
    SceneId;
    /// Names a question within a story.
    QuestionId;
    /// Names a choice within a question.
    ChoiceId;
    /// Names a theme within a story.
    ThemeId;
    /// Names a variable within a story.
    VariableId;
    /// Names an ending within a story.
    EndingId;
    /// Names a handout within a story.
    HandoutId;
    /// Names a care signal within a story.
    CareId;
}

impl crate::Story {
    /// A story of nothing at all: for a player in which none is open yet.
    #[must_use]
    pub fn blank() -> Self {
        Self {
            format: 1,
            id: StoryId("none".into()),
            title: crate::Text::default(),
            note: String::new(),
            series: None,
            step: None,
            languages: Vec::new(),
            themes: IndexMap::new(),
            variables: IndexMap::new(),
            consent: None,
            contact: None,
            care: IndexMap::new(),
            brand: None,
            waiting: None,
            music: None,
            handouts: IndexMap::new(),
            endings: IndexMap::new(),
            start: SceneId("none".into()),
            scenes: IndexMap::new(),
        }
    }
}
