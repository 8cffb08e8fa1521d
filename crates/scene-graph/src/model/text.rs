//! Texts in several languages, language tags, and times within a clip.

use crate::diagnostic::codes;
use crate::load::form;
use indexmap::IndexMap;
use media_time::{MediaDuration, MediaTime};
use serde::{Deserialize, Deserializer};
use std::sync::Arc;

/// A BCP 47 language tag such as `ja` or `en-GB`, as the author wrote it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(transparent)]
pub struct Language(Arc<str>);

/// What is said, in each language it is said in, in the author's order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text(pub IndexMap<Language, String>);

/// A time in a clip as an author writes it: after the clip's start, or before its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ClipTime {
    /// This long after the start.
    AfterStart(MediaDuration),
    /// This long before the end (written with a `-`).
    BeforeEnd(MediaDuration),
}

impl Language {
    /// The language with this tag. The tag's form is checked when a story is loaded.
    #[must_use]
    pub fn new(tag: &str) -> Self {
        Self(tag.into())
    }

    /// The tag.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether `tag` has the form of a BCP 47 language tag: a language of two to eight letters, then
/// parts of one to eight letters and digits, joined by `-`; at most 35 characters. (The form only:
/// RFC 5646 §2.1 without its registry.)
#[must_use]
pub fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let is_language =
        |part: &str| (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic());
    let is_part =
        |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    tag.len() <= 35 && parts.next().is_some_and(is_language) && parts.all(is_part)
}

impl<'de> Deserialize<'de> for Language {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let tag = String::deserialize(from)?;
        if is_language_tag(&tag) {
            return Ok(Self::new(&tag));
        }
        Err(form::error(codes::BAD_LANGUAGE, format_args!("{tag:.80?} is not a language tag")))
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        form::unique(from).map(Self)
    }
}

impl<'de> Deserialize<'de> for ClipTime {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        let (digits, before_end) = text.strip_prefix('-').map_or((&*text, false), |rest| (rest, true));
        let length = form::length(digits, &text)?;
        Ok(if before_end { Self::BeforeEnd(length) } else { Self::AfterStart(length) })
    }
}

impl core::fmt::Display for ClipTime {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::AfterStart(length) => write!(f, "{length}"),
            Self::BeforeEnd(length) => write!(f, "-{length}"),
        }
    }
}

impl core::fmt::Display for Language {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(&self.0)
    }
}

impl core::borrow::Borrow<str> for Language {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl Text {
    /// The text in `language`; where it is missing, in the first of `fallbacks` that has it; else
    /// in whatever language there is; else empty.
    #[must_use]
    pub fn in_language<'a>(&'a self, language: &Language, fallbacks: &[Language]) -> &'a str {
        core::iter::once(language)
            .chain(fallbacks)
            .find_map(|tag| self.0.get(tag))
            .or_else(|| self.0.values().next())
            .map_or("", String::as_str)
    }

    /// No text in any language.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl ClipTime {
    /// Where this lies in a clip that lasts `duration`, kept within the clip.
    #[must_use]
    pub fn resolve(self, duration: MediaDuration) -> MediaTime {
        let after_start = match self {
            Self::AfterStart(length) => length,
            Self::BeforeEnd(length) => duration - length,
        };
        MediaTime::ZERO + after_start.clamp(MediaDuration::ZERO, duration.max(MediaDuration::ZERO))
    }
}
