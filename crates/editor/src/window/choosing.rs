//! Files that somebody chose or dropped.

use super::desk::Desk;
use super::events::{Purpose, UserEvent};
use super::tasks::Tasks;
use crate::files;
use crate::ui::{Dropped, Field, NoteKind, Request, TakingIn};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

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
            Purpose::Compare => self.tasks.start("compare", move || {
                UserEvent::Compared(match files::open(&first) {
                    Ok(other) => Ok((first, other.on_disk.story)),
                    Err(error) => Err((first, error)),
                })
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
        let (progress, tasks) = (self.begin_copying(), self.tasks.clone());
        self.tasks.start("take-in", move || {
            let Dropped { files, at } = dropped;
            match copied(&folder, &files, &progress, &tasks) {
                Ok(Some(files)) => UserEvent::TakenIn(Ok(Dropped { files, at })),
                Ok(None) => UserEvent::Redraw,
                Err(error) => UserEvent::TakenIn(Err(error.to_string())),
            }
        });
    }

    /// Copying begins, which the window tells of.
    fn begin_copying(&mut self) -> Arc<TakingIn> {
        let progress = Arc::new(TakingIn::default());
        self.workspace.taking_in.push(Arc::clone(&progress));
        progress
    }

    /// A file of the story's folder belongs into a field; one from elsewhere is copied first.
    fn chose_file(&mut self, field: Field, path: &Path) {
        let Some(folder) = self.workspace.folder.clone() else {
            let text = path.display().to_string();
            return self.workspace.note(NoteKind::Trouble, text);
        };
        let path = path.to_path_buf();
        let (progress, tasks) = (self.begin_copying(), self.tasks.clone());
        self.tasks.start("take-in", move || {
            let taken = match copied(&folder, std::slice::from_ref(&path), &progress, &tasks) {
                Ok(Some(files)) => files,
                Ok(None) => return UserEvent::Redraw,
                Err(error) => return UserEvent::File(field, Err(error.to_string())),
            };
            let within = taken.first().and_then(|file| files::within(&folder, file));
            UserEvent::File(field, within.ok_or_else(|| path.display().to_string()))
        });
    }
}

/// Copies of these files in the folder; `None`: the author stopped it.
fn copied(
    folder: &Path,
    files: &[PathBuf],
    progress: &TakingIn,
    tasks: &Tasks,
) -> Result<Option<Vec<PathBuf>>, files::SaveError> {
    let taken = files::take_in(folder, files, &mut |done, total| {
        progress.tell(done, total);
        tasks.tell(UserEvent::Redraw);
        if progress.is_stopped() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    progress.finish();
    taken
}
