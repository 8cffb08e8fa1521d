//! The system's file dialogs: through the desktop portal on Linux, the system's own elsewhere.

use std::path::PathBuf;
use std::time::{Duration, Instant};
use winit::window::Window;

/// A person takes longer to close a dialog; one that ended so soon was never there.
const SOONEST: Duration = Duration::from_millis(350);

/// What came of a dialog.
pub enum Answer<T = PathBuf> {
    /// The person chose this.
    Path(T),
    /// The person chose nothing.
    Nothing,
    /// The system has no such dialog.
    NoDialog,
}

impl<T> Answer<T> {
    /// The same with something made of what was chosen.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Answer<U> {
        match self {
            Self::Path(path) => Answer::Path(make(path)),
            Self::Nothing => Answer::Nothing,
            Self::NoDialog => Answer::NoDialog,
        }
    }
}

/// A dialog that is not open yet.
pub struct Dialog {
    dialog: rfd::FileDialog,
    japanese: bool,
}

impl Dialog {
    /// A dialog that belongs to `window`, titled in the interface's language.
    #[must_use]
    pub fn over(window: &Window, language: &str) -> Self {
        Self { dialog: rfd::FileDialog::new().set_parent(window), japanese: language.starts_with("ja") }
    }

    /// Asks for a story's file. Waits for the viewer: not for the window's thread.
    #[must_use]
    pub fn story(self) -> Answer {
        let title = if self.japanese { "ストーリーを開く" } else { "Open a story" };
        let dialog = self.dialog.set_title(title).add_filter("Edamichi (story.ron)", &["ron"]);
        answer(|| dialog.pick_file())
    }

    /// Asks for the name of a new folder. Waits for the viewer: not for the window's thread.
    #[must_use]
    pub fn new_folder(self) -> Answer {
        let title = if self.japanese {
            "新しいストーリーのフォルダー"
        } else {
            "The new story's folder"
        };
        let dialog = self.dialog.set_title(title).set_file_name("my-story");
        answer(|| dialog.save_file())
    }

    /// Asks for several files with one of these endings. Waits: not for the window's thread.
    #[must_use]
    pub fn files(self, endings: &[&str]) -> Answer<Vec<PathBuf>> {
        let title = if self.japanese { "動画を選ぶ" } else { "Choose videos" };
        let filter = if self.japanese { "動画" } else { "Videos" };
        let dialog = self.dialog.set_title(title).add_filter(filter, endings);
        answer(|| dialog.pick_files())
    }

    /// Asks for a file of any kind. Waits: not for the window's thread.
    #[must_use]
    pub fn file(self) -> Answer {
        let title = if self.japanese { "ファイルを選ぶ" } else { "Choose a file" };
        let dialog = self.dialog.set_title(title);
        answer(|| dialog.pick_file())
    }

    /// Asks for a table of texts. Waits: not for the window's thread.
    #[must_use]
    pub fn table(self) -> Answer {
        let title = if self.japanese { "翻訳の表を選ぶ" } else { "Choose a table of translations" };
        let dialog = self.dialog.set_title(title).add_filter("CSV", &["csv"]);
        answer(|| dialog.pick_file())
    }

    /// Asks where to write a file, `name` by default. Waits: not for the window's thread.
    #[must_use]
    pub fn save(self, name: &str) -> Answer {
        let title = if self.japanese { "書き出す" } else { "Export" };
        let dialog = self.dialog.set_title(title).set_file_name(name);
        answer(|| dialog.save_file())
    }
}

fn answer<T>(ask: impl FnOnce() -> Option<T>) -> Answer<T> {
    let asked = Instant::now();
    match ask() {
        Some(path) => Answer::Path(path),
        None if asked.elapsed() < SOONEST => Answer::NoDialog,
        None => Answer::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dialog_that_was_never_there_is_told_from_one_that_was_closed() {
        assert!(matches!(answer(|| None::<PathBuf>), Answer::NoDialog));
        let slow = || {
            std::thread::sleep(SOONEST);
            None::<PathBuf>
        };
        assert!(matches!(answer(slow), Answer::Nothing));
        assert!(matches!(answer(|| Some(PathBuf::from("a"))), Answer::Path(_)));
    }
}
