//! How the author likes the window, from one day to the next, in a small file of their own.

use crate::ui::{Panes, Settings};
use desktop::keeper::read_small;
use scene_graph::Language;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use viewer_ui::ThemeChoice;

/// A file that is larger is none of ours.
const MOST_BYTES: u64 = 4 * 1024;

/// What is kept. What a file does not say, or says in words of a later program, is as nobody chose it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Preferences {
    /// The tag of the language of the window's words that was chosen in it; `None`: nobody chose one.
    language: Option<String>,
    /// Light or dark, by its name.
    theme: String,
    /// Whether the whole story is shown in a corner of the graph.
    map: bool,
}

impl Default for Preferences {
    fn default() -> Self {
        let (theme, map) = (ThemeChoice::default().name().to_owned(), Panes::default().map);
        Self { language: None, theme, map }
    }
}

/// The file, below the editor's folder of data.
pub(super) fn file(home: &Path) -> PathBuf {
    home.join("preferences.ron")
}

/// What was kept there; as nobody chose it where that cannot be read.
pub(super) fn read(home: &Path) -> Preferences {
    read_small(&file(home), MOST_BYTES).map(|text| parse(&text)).unwrap_or_default()
}

fn parse(text: &str) -> Preferences {
    let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    options.from_str(text).unwrap_or_default()
}

impl Preferences {
    /// The file's text.
    pub(super) fn text(&self) -> Option<String> {
        ron::to_string(self).ok()
    }

    /// The language that the window begins in: what was asked for now, else what was chosen in it before,
    /// else the system's.
    pub(super) fn language(&self, asked: Option<&Language>, system: &Language) -> Language {
        let chosen = self.language.as_deref().filter(|tag| ["en", "ja"].contains(tag)).map(Language::new);
        asked.cloned().or(chosen).unwrap_or_else(|| system.clone())
    }

    /// How the window begins.
    pub(super) fn settings(&self) -> Settings {
        Settings { theme: ThemeChoice::from_name(&self.theme).unwrap_or_default(), ..Settings::default() }
    }

    /// Which panes it begins with.
    pub(super) fn panes(&self) -> Panes {
        Panes { map: self.map, ..Panes::default() }
    }

    /// Takes in how the window is now. A language that was only asked for at the start is not chosen.
    pub(super) fn note(&mut self, chosen_language: Option<&str>, settings: &Settings, panes: &Panes) {
        if let Some(tag) = chosen_language {
            self.language = Some(tag.to_owned());
        }
        settings.theme.name().clone_into(&mut self.theme);
        self.map = panes.map;
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;

    #[test]
    fn what_was_chosen_comes_back_and_nonsense_is_nothing_chosen() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(read(folder.path()), Preferences::default());
        for theme in ThemeChoice::ALL {
            let mut chosen = Preferences::default();
            let settings = Settings { theme, ..Settings::default() };
            chosen.note(Some("ja"), &settings, &Panes { map: false, ..Panes::default() });
            std::fs::write(file(folder.path()), chosen.text().unwrap()).unwrap();
            let again = read(folder.path());
            assert_eq!((again.settings().theme, again.panes().map), (theme, false));
            assert_eq!(again, chosen);
        }
        for nonsense in ["", "(", "(map: 3)", "\u{0}"] {
            assert_eq!(parse(nonsense), Preferences::default(), "{nonsense}");
        }
        // Of another program's version.
        let later = parse(r#"(theme: "sepia", language: "fr", wings: 2)"#);
        assert_eq!((later.settings().theme, later.panes().map), (ThemeChoice::System, true));
        assert_eq!(later.language(None, &Language::new("ja")), Language::new("ja"));
    }

    #[test]
    fn the_language_is_what_was_asked_for_now_then_what_was_chosen_then_the_systems() {
        let [english, japanese] = ["en", "ja"].map(Language::new);
        let mut kept = Preferences::default();
        assert_eq!(kept.language(None, &japanese), japanese);
        assert_eq!(kept.language(Some(&english), &japanese), english);
        // Asking at the start chooses nothing; choosing in the window does.
        kept.note(None, &Settings::default(), &Panes::default());
        assert_eq!(kept, Preferences::default());
        kept.note(Some("en"), &Settings::default(), &Panes::default());
        assert_eq!(kept.language(None, &japanese), english);
        assert_eq!(kept.language(Some(&japanese), &japanese), japanese);
    }
}
