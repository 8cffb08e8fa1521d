//! The words of an interface, from Fluent files that are part of the program.

use fluent::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use scene_graph::Language;

/// An interface's words in one language.
pub struct WordFile {
    bundle: FluentBundle<FluentResource>,
    tag: &'static str,
}

/// A value within words.
#[derive(Clone, Copy, Debug)]
pub enum Value<'a> {
    /// A text, as it is.
    Text(&'a str),
    /// A whole number, by the language's rules.
    Number(i64),
}

impl Value<'_> {
    /// How many there are, or which one of a row it is.
    #[must_use]
    pub fn count(count: impl TryInto<i64>) -> Self {
        Self::Number(count.try_into().unwrap_or(i64::MAX))
    }
}

impl WordFile {
    /// The file of the language that people get who want `language`: of `files` (tags and texts, English
    /// first, Japanese second) Japanese for `ja` and `ja-…`, else English.
    #[must_use]
    pub fn new(language: &Language, files: &[(&'static str, &'static str); 2]) -> Self {
        let japanese = language.as_str().split('-').next().is_some_and(|tag| tag.eq_ignore_ascii_case("ja"));
        let (tag, source) = files[usize::from(japanese)];
        let mut bundle = FluentBundle::new(tag.parse().into_iter().collect());
        // The marks around values exist for mixed directions; the typeface would draw them as boxes.
        bundle.set_use_isolating(false);
        // The files are part of the program; a test reads each of them without an error.
        let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(partial, _)| partial);
        let _ = bundle.add_resource(resource);
        Self { bundle, tag }
    }

    /// The language's tag.
    #[must_use]
    pub fn tag(&self) -> &'static str {
        self.tag
    }

    /// The words of this key with values in them; the key itself where there are none.
    #[must_use]
    pub fn with(&self, key: &str, values: &[(&'static str, Value<'_>)]) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in values {
            match value {
                Value::Text(text) => args.set(*name, FluentValue::from(*text)),
                Value::Number(number) => args.set(*name, FluentValue::from(*number)),
            }
        }
        let pattern = self.bundle.get_message(key).and_then(|message| message.value());
        let mut errors = Vec::new();
        pattern.map_or_else(
            || key.to_owned(),
            |pattern| self.bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned(),
        )
    }
}
