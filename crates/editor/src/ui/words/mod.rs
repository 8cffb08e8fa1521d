//! The window's own words, from `assets/i18n/editor-*.ftl`.

mod list;

pub(crate) use list::{Word, Words};
pub(crate) use viewer_ui::word_file::Value;

use crate::document::EditError;

/// The files, by language.
const FILES: [(&str, &str); 2] = [
    ("en", include_str!("../../../../../assets/i18n/editor-en.ftl")),
    ("ja", include_str!("../../../../../assets/i18n/editor-ja.ftl")),
];

/// What somebody wrote, without room around it, or what stands for it where that is nothing.
pub(crate) fn written_or<'a>(written: &'a str, otherwise: &'a str) -> &'a str {
    Some(written.trim()).filter(|written| !written.is_empty()).unwrap_or(otherwise)
}

impl Words {
    /// Why an edit was not made.
    pub(crate) fn refusal(&self, error: &EditError) -> String {
        let name = |word, name: &str| self.with(word, &[("name", Value::Text(name))]);
        match error {
            EditError::Missing(gone) => name(Word::ErrorMissingName, gone.words()),
            EditError::Taken(taken) => name(Word::ErrorTaken, taken.words()),
            EditError::NotAName(words) => name(Word::ErrorNotAName, words),
            EditError::LastScene => self.get(Word::ErrorLastScene),
            EditError::NoSuchTurn => self.get(Word::ErrorNoSuchTurn),
            EditError::NeedsAWay => self.get(Word::ErrorNeedsAWay),
            EditError::NoChoices => self.get(Word::ErrorNoChoices),
            EditError::ReadOnly => self.get(Word::ErrorReadOnly),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use scene_graph::Language;
    use viewer_ui::word_file::faults;

    #[test]
    fn both_languages_have_the_same_keys_and_values_and_the_program_knows_them() {
        assert_eq!(faults(&FILES, Word::ALL.iter().map(|word| word.key())), [""; 0]);
    }

    #[test]
    fn every_word_is_said_in_both_languages() {
        for tag in ["en", "ja"] {
            let words = Words::new(&Language::new(tag));
            assert_eq!(words.tag(), tag);
            for word in Word::ALL {
                assert_ne!(words.get(*word), word.key(), "{tag}");
            }
        }
    }
}
