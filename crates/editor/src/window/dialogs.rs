//! Dialogs of the system, each on a thread of its own.

use super::app::App;
use super::events::{Purpose, UserEvent};
use crate::files;
use desktop::dialogs::{Answer, Dialog};
use std::path::PathBuf;

impl App {
    /// Opens the dialogs that the desk asks for.
    pub(super) fn open_dialogs(&mut self) {
        let Some(open) = &self.open else { return };
        for (purpose, name) in std::mem::take(&mut self.desk.dialogs) {
            let dialog = Dialog::over(&open.window, open.ui.language());
            self.desk.tasks.start("dialog", move || {
                let answer = match &purpose {
                    Purpose::Open | Purpose::Compare => dialog.story(),
                    Purpose::SaveAs(_) | Purpose::New(_) => dialog.new_folder(),
                    Purpose::Clips => {
                        return chosen(
                            purpose,
                            dialog.files(&[&files::VIDEOS[..], &files::PICTURES].concat()),
                        );
                    }
                    Purpose::File(_) => dialog.file(),
                    Purpose::Export(_) => dialog.save(name.as_deref().unwrap_or("story")),
                    Purpose::Texts => dialog.table(),
                };
                chosen(purpose, answer.map(|path| vec![path]))
            });
        }
    }
}

fn chosen(purpose: Purpose, answer: Answer<Vec<PathBuf>>) -> UserEvent {
    match answer {
        Answer::Path(paths) => UserEvent::Chosen(purpose, paths),
        Answer::Nothing => UserEvent::Redraw,
        Answer::NoDialog => UserEvent::NoDialog(purpose),
    }
}
