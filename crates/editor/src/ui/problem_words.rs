//! What the checks say, in a recruiter's words: the checks' own sentences speak of the file.

use scene_graph::{Code, Language};
use viewer_ui::word_file::WordFile;

/// The files, by language.
const FILES: [(&str, &str); 2] = [
    ("en", include_str!("../../../../assets/i18n/problems-en.ftl")),
    ("ja", include_str!("../../../../assets/i18n/problems-ja.ftl")),
];

/// The words for every kind of problem in one language.
pub(crate) struct ProblemWords(WordFile);

/// A problem in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ProblemText {
    /// What is the case.
    pub(crate) what: String,
    /// What to do about it.
    pub(crate) remedy: String,
}

impl ProblemWords {
    /// Japanese for `ja` and `ja-…`, else English.
    pub(crate) fn new(language: &Language) -> Self {
        Self(WordFile::new(language, &FILES))
    }

    /// What this kind of problem means and what to do; the place is shown beside it.
    pub(crate) fn get(&self, code: Code) -> ProblemText {
        let id = code.id();
        let words = |key: &str| self.0.with(key, &[]);
        ProblemText { what: words(&format!("problem-{id}")), remedy: words(&format!("problem-{id}-do")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use scene_graph::diagnostic::codes;

    #[test]
    fn every_kind_of_problem_has_words_in_both_languages_and_no_other() {
        for (tag, file) in FILES {
            let words = ProblemWords::new(&Language::new(tag));
            for entry in codes::ALL {
                let text = words.get(entry.code);
                for sentence in [&text.what, &text.remedy] {
                    assert!(!sentence.starts_with("problem-"), "{tag}: {}", entry.code);
                }
            }
            let lines = file.lines().filter(|line| line.starts_with("problem-")).count();
            assert_eq!(lines, 2 * codes::ALL.len(), "{tag}");
        }
    }
}
