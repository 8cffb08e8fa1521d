//! The words of an interface, from Fluent files that are part of the program.

use fluent::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use scene_graph::Language;
use std::collections::{BTreeMap, BTreeSet};

/// Makes an interface's words out of its files and the list of its texts: an enumeration `Word` with `key`, a
/// word's key in the files, and, for tests, `ALL`; and a type of this name, the words in one language.
#[macro_export]
macro_rules! words {
    ($words:ident of $files:expr; $($name:ident = $key:literal,)*) => {
        /// Every text of the interface.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub(crate) enum Word { $($name,)* }

        impl Word {
            /// Its key in the files.
            pub(crate) const fn key(self) -> &'static str {
                match self { $(Self::$name => $key,)* }
            }

            /// All of them.
            #[cfg(test)]
            pub(crate) const ALL: &[Self] = &[$(Self::$name,)*];
        }

        /// The interface's words in one language.
        pub(crate) struct $words($crate::word_file::WordFile);

        impl $words {
            /// Japanese for `ja` and `ja-…`, else English.
            pub(crate) fn new(language: &::scene_graph::Language) -> Self {
                Self($crate::word_file::WordFile::new(language, &$files))
            }

            /// The language's tag, `en` or `ja`.
            pub(crate) fn tag(&self) -> &'static str {
                self.0.tag()
            }

            /// These words.
            pub(crate) fn get(&self, word: Word) -> String {
                self.with(word, &[])
            }

            /// These words with values in them.
            pub(crate) fn with(
                &self,
                word: Word,
                values: &[(&'static str, $crate::word_file::Value<'_>)],
            ) -> String {
                self.0.with(word.key(), values)
            }
        }
    };
}

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

/// What is wrong with an interface's files (tags and texts) whose keys are to be `known`; nothing, in a program
/// whose tests ask this: text that cannot be read, a key that is missing, unknown or there twice, values that
/// one language has and the other has not.
#[must_use]
pub fn faults(files: &[(&str, &str); 2], known: impl IntoIterator<Item = &'static str>) -> Vec<String> {
    let known: BTreeSet<&str> = known.into_iter().collect();
    let mut faults = Vec::new();
    let [first, second] = files.map(|(tag, text)| {
        if let Err((_, errors)) = FluentResource::try_new(text.to_owned()) {
            faults.extend(errors.iter().map(|error| format!("{tag}: {error}")));
        }
        let values = values_by_key(tag, text, &mut faults);
        let keys: BTreeSet<&str> = values.keys().copied().collect();
        faults.extend(known.difference(&keys).map(|key| format!("{tag}: {key} is missing")));
        faults.extend(keys.difference(&known).map(|key| format!("{tag}: nobody says {key}")));
        values
    });
    let differ = first.iter().filter(|(key, values)| second.get(*key).is_some_and(|other| other != *values));
    faults.extend(
        differ.map(|(key, _)| format!("{key} has other values in {} than in {}", files[0].0, files[1].0)),
    );
    faults
}

/// The keys of a file, each with the values that its text takes.
fn values_by_key<'t>(
    tag: &str,
    text: &'t str,
    faults: &mut Vec<String>,
) -> BTreeMap<&'t str, BTreeSet<&'t str>> {
    let mut keys = BTreeMap::new();
    for line in text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
        let Some((key, words)) = line.split_once(" = ") else {
            faults.push(format!("{tag}: not one line of words: {line}"));
            continue;
        };
        let values = words.split("{ $").skip(1).map(|rest| rest.split(" }").next().unwrap_or(rest));
        if keys.insert(key, values.collect()).is_some() {
            faults.push(format!("{tag}: {key} is there twice"));
        }
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_of_the_files_is_told() {
        let good = "# A page\n\nopen = Open { $name }\nclose = Close\n";
        let with = |other: &str| faults(&[("en", good), ("ja", other)], ["open", "close"]);
        assert_eq!(with(good), [""; 0]);
        for (other, told) in [
            ("open = { $name }\n", "ja: close is missing"),
            ("open = { $name }\nclose = x\nmore = y\n", "ja: nobody says more"),
            ("open = { $name }\nclose = x\nclose = y\n", "ja: close is there twice"),
            ("open = { $title }\nclose = x\n", "open has other values in en than in ja"),
            ("open = { $name }\nclose = x\nstray\n", "ja: not one line of words: stray"),
        ] {
            assert!(with(other).iter().any(|fault| fault == told), "{other}: {:?}", with(other));
        }
        assert!(!with("open = { $name\nclose = x\n").is_empty());
    }
}
