//! Stories that come to the desk: opened, made, taken over, recovered.

use super::arrival::{Arrival, Hold};
use super::desk::Desk;
use super::events::UserEvent;
use crate::files::claim::Claim;
use crate::files::recovery::{Kept, Recovered};
use crate::files::{OnDisk, OpenError};
use crate::layout::Layout;
use crate::ui::{Ask, FoundWork, NoteKind, Tiding, Workspace};
use crate::{Document, What, commands};
use desktop::keeper::write_whole;
use desktop::recent::{self, RecentStory};
use scene_graph::{Language, Story};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use story_source::SourceError;

impl Desk {
    /// A story takes the place of the one before.
    pub(super) fn take_story(&mut self, arrival: Arrival) {
        let Arrival { folder, file, document, on_disk, notes, hold, locked, clips } = arrival;
        self.begin(document, Some(folder));
        self.workspace.locked = locked;
        self.workers.read_from(clips);
        for note in notes {
            self.workspace.note(NoteKind::Info, note);
        }
        self.hold = hold;
        self.file = Some(file.clone());
        self.note_recent(file);
        self.recovery.begin(self.hold.claim().map(|claim| Kept {
            claim: Arc::clone(claim),
            era: self.era,
            file: self.file.clone(),
            base: Some(on_disk.clone()),
            story: Arc::clone(&on_disk.story),
            layout: Arc::clone(&on_disk.layout),
            is_unsaved: false,
            offers: true,
        }));
        self.workspace.on_disk = Some(on_disk);
        if matches!(self.hold, Hold::Elsewhere) {
            self.workspace.ask = Some(Ask::OpenElsewhere);
        }
    }

    /// Nothing is open: a blank story, and the question what to begin with. `claim`: where its unsaved work
    /// is kept.
    pub(super) fn begin_blank(&mut self, claim: Option<Arc<Claim>>) {
        let story = blank(&self.language);
        self.begin(Document::unsaved(story.clone(), Layout::default()), None);
        self.workspace.ask = Some(Ask::NewStory);
        self.hold = claim.map_or(Hold::NoHome, Hold::Ours);
        self.recovery.begin(self.hold.claim().map(|claim| Kept {
            claim: Arc::clone(claim),
            era: self.era,
            file: None,
            base: None,
            story: Arc::new(story),
            layout: Arc::default(),
            is_unsaved: false,
            offers: true,
        }));
        self.read_recent();
    }

    fn begin(&mut self, document: Document, folder: Option<PathBuf>) {
        self.forget_unsaved();
        self.era += 1;
        let mut next = Workspace::new(document, folder);
        let last = &mut self.workspace;
        next.panes = last.panes;
        next.unkept = last.unkept.take();
        next.recent = std::mem::take(&mut last.recent);
        next.templates = (self.options.templates)(&self.language);
        last.preview.stop();
        self.workspace = next;
        self.is_another();
        self.file = None;
        (self.saving, self.save_again) = (false, None);
        self.found_work = None;
    }

    pub(super) fn open_story(&self, path: PathBuf) {
        let (home, held) = (self.options.home.clone(), self.held());
        self.tasks.start("open", move || {
            let arrival = Arrival::open(&path, home.as_deref(), held.as_ref());
            UserEvent::Opened(arrival.map(Box::new).map_err(|error| (path, error)))
        });
    }

    /// A new story from this template in this folder.
    pub(super) fn make_story(&self, template: String, folder: PathBuf) {
        let make = Arc::clone(&self.options.new_story);
        let language = Language::new(&self.language);
        let (home, held) = (self.options.home.clone(), self.held());
        self.tasks.start("new", move || match make(&template, &folder, &language) {
            Ok(()) => {
                let arrival = Arrival::open(&folder, home.as_deref(), held.as_ref());
                UserEvent::Opened(arrival.map(Box::new).map_err(|error| (folder, error)))
            }
            Err(error) => UserEvent::NotMade(error),
        });
    }

    /// Edits the story that another window edited, if that has let it go. `asked`: the author wants to hear
    /// if it has not.
    pub(super) fn take_over(&self, asked: bool) {
        let (Some(file), Some(home)) = (self.file.clone(), self.options.home.clone()) else { return };
        if !matches!(self.hold, Hold::Elsewhere) {
            return;
        }
        self.tasks.start("take-over", move || {
            let Some(claim) = Claim::story(&home, &file, None) else {
                return if asked { UserEvent::NotTakenOver } else { UserEvent::Redraw };
            };
            match Arrival::open(&file, Some(&home), Some(&claim)) {
                Ok(arrival) => UserEvent::TookOver(Box::new(arrival)),
                Err(error) => UserEvent::Opened(Err((file, error))),
            }
        });
    }

    pub(super) fn not_opened(&mut self, path: PathBuf, error: OpenError) {
        if let OpenError::Source(SourceError::Missing { .. } | SourceError::NoStory { .. }) = &error {
            self.change_recent(move |list| recent::without(list, &path));
        }
        self.workspace.tell(Tiding::NotOpened(error));
    }

    /// Unsaved work of an earlier day was found.
    pub(super) fn found(&mut self, found: Box<Recovered>) {
        let document = &self.workspace.document;
        if found.story == *document.story() && found.layout == *document.layout() {
            return self.recovery.give_up();
        }
        let is_older = match (&found.base, &self.workspace.on_disk) {
            (Some(base), Some(on_disk)) => base.stamp != on_disk.stamp,
            (None, None) => false,
            _ => true,
        };
        let age = SystemTime::now().duration_since(found.at).unwrap_or(Duration::ZERO);
        self.workspace.recovered = Some(FoundWork { age, is_older });
        self.workspace.ask = Some(Ask::Recovered);
        self.found_work = Some(found);
    }

    /// What the author answered about it.
    pub(super) fn recover(&mut self, take: bool) {
        let Some(found) = self.found_work.take() else { return };
        let is_older = self.workspace.recovered.take().is_some_and(|found| found.is_older);
        if !take {
            return self.recovery.give_up();
        }
        let Recovered { story, layout, base, .. } = *found;
        self.workspace.edit(What::Story, |edit| {
            commands::become_story(edit, &story)?;
            commands::lay_as(edit, &layout);
            Ok(())
        });
        self.keep_for_recovery();
        if let (true, Some(base)) = (is_older, base) {
            // As if it had been open all the time, and somebody else had saved meanwhile.
            self.recovery.rebase(base.clone());
            self.differs_from(base);
        }
    }

    /// What is open was made from `base`, but another version is on disk.
    fn differs_from(&mut self, base: OnDisk) {
        self.workspace.theirs = self.workspace.on_disk.replace(base);
        self.workspace.ask = Some(Ask::ChangedOnDisk);
    }

    fn recent_file(&self) -> Option<PathBuf> {
        self.options.home.as_ref().map(|home| home.join("recent.ron"))
    }

    pub(super) fn read_recent(&self) {
        if let Some(list) = self.recent_file() {
            self.tasks.start("recent", move || UserEvent::Recent(recent::read(&list)));
        }
    }

    pub(super) fn note_recent(&self, path: PathBuf) {
        let story = self.workspace.document.story();
        let title = story.title.in_language(&self.workspace.shown_language, &story.languages).to_owned();
        let at = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        self.change_recent(move |list| {
            // By its full path: the next time the program may begin in another folder.
            let path = std::path::absolute(&path).unwrap_or(path);
            recent::with(list, RecentStory { path, title, at })
        });
    }

    fn change_recent(&self, change: impl FnOnce(&Path) -> Option<String> + Send + 'static) {
        let Some(list) = self.recent_file() else { return };
        self.tasks.start("recent", move || {
            if let Some(text) = change(&list)
                && let Err(error) = write_whole(&list, text.as_bytes())
            {
                tracing::warn!("{}: this could not be kept: {error}", list.display());
            }
            UserEvent::Recent(recent::read(&list))
        });
    }
}

/// An empty story, told in the author's language first and in the other as well.
fn blank(language: &str) -> Story {
    let mut languages = ["ja", "en"].map(Language::new);
    if !language.starts_with("ja") {
        languages.reverse();
    }
    Story { languages: languages.into(), ..Story::blank() }
}
