//! Writing the story, and what somebody else writes meanwhile.

use super::arrival::{Hold, clips_of};
use super::desk::Desk;
use super::events::{Moved, Purpose, SaveReport, UserEvent};
use crate::compare::{Side, merge_layouts};
use crate::files::recovery::Kept;
use crate::files::{self, Look, OnDisk, SaveError, Saved};
use crate::ui::{Ask, Request, Tiding};
use crate::{What, commands};
use std::path::{Path, PathBuf};
use std::sync::Arc;

impl Desk {
    pub(super) fn save(&mut self, then: Option<Box<Request>>) {
        match self.workspace.folder.clone() {
            Some(_) if matches!(self.hold, Hold::Elsewhere) => self.workspace.tell(Tiding::OpenElsewhere),
            Some(folder) => self.save_into(&folder, then),
            None => self.ask(Purpose::SaveAs(then)),
        }
    }

    pub(super) fn save_into(&mut self, folder: &Path, then: Option<Box<Request>>) {
        let same_place = self.workspace.folder.as_deref() == Some(folder);
        if same_place && matches!(self.hold, Hold::Elsewhere) {
            return self.workspace.tell(Tiding::OpenElsewhere);
        }
        if std::mem::replace(&mut self.saving, true) {
            // One is being written: what changed since then is written after it.
            self.save_again = Some(then);
            return;
        }
        let document = &self.workspace.document;
        let (state, era) = (document.state(), self.era);
        let (story, layout) = (Arc::new(document.story().clone()), Arc::new(document.layout().clone()));
        let known = self.workspace.on_disk.as_ref().filter(|_| same_place).map(|known| known.stamp.clone());
        let file = self.file.clone().filter(|_| same_place).unwrap_or_else(|| folder.join(files::STORY));
        let (home, held) = (self.options.home.clone(), self.held());
        self.tasks.start("save", move || {
            let write = || files::save(&file, &story, &layout, known.as_ref());
            let (result, moved) = if same_place {
                (write(), None)
            } else {
                write_elsewhere(&file, home.as_deref(), held.as_ref(), write)
            };
            UserEvent::Saved(Box::new(SaveReport { file, era, state, result, moved, then }))
        });
    }

    pub(super) fn saved(&mut self, report: SaveReport) {
        let SaveReport { file, era, state, result, moved, then } = report;
        if era != self.era {
            // Another story is open by now; what became of the one before can only be told.
            if let Err(error) = result {
                self.workspace.tell(Tiding::NotSaved(error));
            }
            return;
        }
        self.saving = false;
        if let Some(then) = self.save_again.take() {
            self.workspace.requests.push(Request::Save { then });
        }
        let same_place = self.file.as_ref() == Some(&file);
        match result {
            Ok(saved) => self.is_saved(file, state, saved, moved, then),
            Err(SaveError::Changed { theirs: Some(theirs), .. }) if same_place => {
                if self.take_cards(&theirs) {
                    self.workspace.requests.push(Request::Save { then });
                } else {
                    self.workspace.theirs = Some(*theirs);
                    self.workspace.ask = Some(Ask::ChangedOnDisk);
                }
            }
            // Another story lies where this one was to go: that is no change of this one.
            Err(SaveError::Changed { .. }) if !same_place => {
                self.workspace.tell(Tiding::Taken(files::folder_of(&file)));
            }
            Err(error) => self.workspace.tell(Tiding::NotSaved(error)),
        }
    }

    fn is_saved(
        &mut self,
        file: PathBuf,
        state: u64,
        saved: Saved,
        moved: Option<Moved>,
        then: Option<Box<Request>>,
    ) {
        if let Err(error) = saved.layout {
            self.workspace.tell(Tiding::NoLayout(error));
        }
        let on_disk = saved.on_disk;
        self.workspace.locked = None;
        self.workspace.theirs = None;
        self.workspace.on_disk = Some(on_disk.clone());
        self.workspace.document.saved(state);
        // What was asked about the file before is answered: it is here, or left behind.
        if self.workspace.ask == Some(Ask::ChangedOnDisk) {
            self.workspace.ask = None;
        }
        if let Some(moved) = moved {
            self.is_at(file, moved, on_disk);
        } else if self.workspace.document.is_saved() {
            self.recovery.saved(on_disk);
        } else {
            self.recovery.rebase(on_disk);
        }
        self.workspace.requests.extend(then.map(|then| *then));
    }

    /// The story lies elsewhere from now on.
    fn is_at(&mut self, file: PathBuf, moved: Moved, on_disk: OnDisk) {
        self.keep_for_recovery();
        // What was not saved where it lay before is saved here.
        self.forget_unsaved();
        let document = &mut self.workspace.document;
        document.set_read_only(false);
        self.hold = moved.hold;
        self.recovery.begin(self.hold.claim().map(|claim| Kept {
            claim: Arc::clone(claim),
            era: self.era,
            file: Some(file.clone()),
            base: Some(on_disk),
            story: Arc::new(document.story().clone()),
            layout: Arc::new(document.layout().clone()),
            is_unsaved: !document.is_saved(),
            offers: false,
        }));
        self.workspace.folder = Some(files::folder_of(&file));
        self.workers.read_from(moved.clips);
        self.note_recent(file.clone());
        self.file = Some(file);
    }

    /// The files, and clips, may have changed while the window had not the focus.
    pub(super) fn look_at_disk(&mut self) {
        self.workers.look_again();
        self.take_over(false);
        if let (Some(file), Some(known)) = (self.file.clone(), &self.workspace.on_disk) {
            let known = known.stamp.clone();
            self.tasks.start("look", move || {
                let look = Box::new(files::look(&file, &known));
                UserEvent::Looked { file, look }
            });
        }
    }

    /// What is on disk now was read.
    pub(super) fn looked(&mut self, file: &Path, look: Look) {
        // The story lies elsewhere by now, or is being written, or the author is asked something.
        if self.file.as_deref() != Some(file) || self.saving || self.workspace.ask.is_some() {
            return;
        }
        let theirs = match look {
            Look::Same => return,
            Look::Gone(error) => return self.workspace.tell(Tiding::NotOpened(error)),
            Look::Other(theirs) => theirs,
        };
        if self.workspace.on_disk.as_ref().is_some_and(|known| known.stamp == theirs.stamp) {
            return;
        }
        if self.workspace.document.is_saved() {
            // Nothing of the author's own would be lost.
            self.follow(theirs);
        } else if !self.take_cards(&theirs) {
            self.workspace.theirs = Some(theirs);
            self.workspace.ask = Some(Ask::ChangedOnDisk);
        }
    }

    /// The story is shown as it is on disk now; one step back is what was shown before.
    fn follow(&mut self, theirs: OnDisk) {
        let workspace = &mut self.workspace;
        let read_only = workspace.document.is_read_only();
        workspace.document.set_read_only(false);
        workspace.edit(What::Story, |edit| {
            commands::become_story(edit, &theirs.story)?;
            commands::lay_as(edit, &theirs.layout);
            Ok(())
        });
        workspace.document.set_read_only(read_only);
        let state = workspace.document.state();
        workspace.document.saved(state);
        workspace.on_disk = Some(theirs.clone());
        workspace.theirs = None;
        workspace.tell(if read_only { Tiding::Updated } else { Tiding::Followed });
        // The changes of this very step come before it.
        self.keep_for_recovery();
        self.recovery.saved(theirs);
    }

    /// Somebody else only moved cards, and others than the author: both sides' moves are kept. False: it is
    /// more than that.
    fn take_cards(&mut self, theirs: &OnDisk) -> bool {
        let Some(base) = self.workspace.on_disk.clone() else { return false };
        if !base.stamp.is_same_story(&theirs.stamp) {
            return false;
        }
        let mine = self.workspace.document.layout();
        let merged = merge_layouts(&base.layout, mine, &theirs.layout, Side::Mine);
        if merged.conflicts > 0 {
            return false;
        }
        self.workspace.edit(What::Move, |edit| {
            commands::lay_as(edit, &merged.layout);
            Ok(())
        });
        self.workspace.on_disk = Some(theirs.clone());
        self.workspace.tell(Tiding::Cards);
        self.accept_disk();
        true
    }

    /// What is on disk was looked at: the unsaved work is made from that now, if there still is some.
    pub(super) fn accept_disk(&mut self) {
        self.keep_for_recovery();
        let Some(on_disk) = self.workspace.on_disk.clone() else { return };
        let document = &mut self.workspace.document;
        if *document.story() == *on_disk.story && *document.layout() == *on_disk.layout {
            let state = document.state();
            document.saved(state);
            self.recovery.saved(on_disk);
        } else {
            self.recovery.rebase(on_disk);
        }
    }
}

/// Claims the place before it writes there.
fn write_elsewhere(
    file: &Path,
    home: Option<&Path>,
    held: Option<&Arc<files::claim::Claim>>,
    write: impl FnOnce() -> Result<Saved, SaveError>,
) -> (Result<Saved, SaveError>, Option<Moved>) {
    // The folder may be new: its real name is known when it is there.
    let folder = files::folder_of(file);
    let was_there = folder.is_dir();
    if !was_there && let Err(error) = std::fs::create_dir_all(&folder) {
        return (Err(files::refused(file, &error)), None);
    }
    let hold = Hold::of(home, file, held);
    if matches!(hold, Hold::Elsewhere) {
        return (Err(SaveError::Claimed { file: file.display().to_string() }), None);
    }
    let result = write();
    if result.is_err() && !was_there {
        // As it was; a folder with something in it stays.
        let _ = std::fs::remove_dir(&folder);
    }
    let moved = Moved { hold, clips: clips_of(&folder) };
    (result, Some(moved))
}
