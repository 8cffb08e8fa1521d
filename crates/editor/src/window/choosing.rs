//! Files that somebody chose or dropped.

use super::desk::Desk;
use super::events::{Purpose, UserEvent};
use crate::files;
use crate::ui::{Dropped, Field, NoteKind, Request};
use std::path::{Path, PathBuf};

impl Desk {
    /// Somebody chose these files for something.
    pub(super) fn chosen(&mut self, purpose: Purpose, paths: Vec<PathBuf>) {
        let Some(first) = paths.first().cloned() else { return };
        match purpose {
            Purpose::Open => self.open_story(first),
            Purpose::SaveAs(then) => self.save_into(&first, then),
            Purpose::New(template) => self.make_story(template, first),
            Purpose::Clips => self.take_in(Dropped { files: paths, at: None }),
            Purpose::File(field) => self.chose_file(field, &first),
            Purpose::Texts => self.tasks.start("texts", move || {
                let name = first.display();
                UserEvent::Table(files::read_table(&first).map_err(|error| format!("{name}: {error}")))
            }),
            Purpose::Export(what) => self.tasks.start("export", move || {
                UserEvent::Written(files::write(&first, &what.bytes()).map(|()| first))
            }),
        }
    }

    pub(super) fn take_in(&mut self, dropped: Dropped) {
        let Some(folder) = self.workspace.folder.clone() else {
            self.ask(Purpose::SaveAs(Some(Box::new(Request::TakeIn(dropped)))));
            return;
        };
        self.tasks.start("take-in", move || {
            let Dropped { files, at } = dropped;
            let taken = files::take_in(&folder, &files);
            UserEvent::TakenIn(taken.map(|files| Dropped { files, at }).map_err(|error| error.to_string()))
        });
    }

    /// A file of the story's folder belongs into a field; one from elsewhere is copied first.
    fn chose_file(&mut self, field: Field, path: &Path) {
        let Some(folder) = self.workspace.folder.clone() else {
            let text = path.display().to_string();
            return self.workspace.note(NoteKind::Trouble, text);
        };
        let path = path.to_path_buf();
        self.tasks.start("take-in", move || {
            let taken = files::take_in(&folder, std::slice::from_ref(&path));
            let within = taken.map_err(|error| error.to_string()).and_then(|files| {
                let within = files.first().and_then(|file| files::within(&folder, file));
                within.ok_or_else(|| path.display().to_string())
            });
            UserEvent::File(field, within)
        });
    }
}
