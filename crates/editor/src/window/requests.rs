//! What the workspace asks for, and what became of it.

use super::app::App;
use super::events::{Purpose, SaveReport, UserEvent};
use super::tasks;
use crate::Document;
use crate::files::recovery::{self, Recovery};
use crate::files::{self, OpenedStory, SaveError};
use crate::layout::Layout;
use crate::preview::{Preview, PreviewOptions};
use crate::ui::{Ask, Dropped, NoteKind, Request, Workspace};
use desktop::dialogs::{Answer, Dialog};
use scene_graph::{SceneId, Story};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use story_source::StoryFolder;

impl App {
    /// Begins what was asked for, in order.
    pub(super) fn carry_out_requests(&mut self) {
        for request in std::mem::take(&mut self.workspace.requests) {
            self.carry_out(request);
        }
    }

    fn carry_out(&mut self, request: Request) {
        match request {
            Request::New { template } => self.ask(Purpose::New(template)),
            Request::Open(None) => self.ask(Purpose::Open),
            Request::Open(Some(path)) => self.open_story(path),
            Request::Save { then } => self.save(then),
            Request::SaveAs => self.ask(Purpose::SaveAs(None)),
            Request::Recover(take) => self.recover(take),
            Request::AcceptDisk => self.look_again(),
            Request::PlayAsViewer { from } => self.play_as_viewer(from),
            Request::Preview { from } => self.preview(from),
            Request::ChooseClips => self.ask(Purpose::Clips),
            Request::ChooseFile(field) => self.ask(Purpose::File(field)),
            Request::Export { name, bytes } => self.ask_named(Purpose::Export(bytes), Some(name)),
            Request::ImportTexts => self.ask(Purpose::Texts),
            Request::TakeIn(dropped) => self.take_in(dropped),
            Request::Path(path) => {
                let purpose = self.pending.take();
                if let (Some(purpose), Some(path)) = (purpose, path) {
                    self.chosen(purpose, vec![path]);
                }
            }
            Request::Quit => {
                // Saved, or given up by the author: nothing to recover.
                self.forget_unsaved();
                self.leaves = true;
            }
        }
    }

    fn ask(&mut self, purpose: Purpose) {
        self.ask_named(purpose, None);
    }

    /// Opens a dialog of the system on a thread of its own.
    fn ask_named(&mut self, purpose: Purpose, name: Option<String>) {
        let Some(open) = &self.open else { return };
        let dialog = Dialog::over(&open.window, open.ui.language());
        tasks::start("dialog", &self.proxy, move || {
            let answer = match &purpose {
                Purpose::Open => dialog.story(),
                Purpose::SaveAs(_) | Purpose::New(_) => dialog.new_folder(),
                Purpose::Clips => return chosen(purpose, dialog.files(&VIDEOS)),
                Purpose::File(_) => dialog.file(),
                Purpose::Export(_) => dialog.save(name.as_deref().unwrap_or("story")),
                Purpose::Texts => dialog.table(),
            };
            chosen(purpose, answer.map(|path| vec![path]))
        });
    }

    /// A story takes the window's place of the one before.
    pub(super) fn take_story(&mut self, opened: OpenedStory) {
        let OpenedStory { folder, file, story, layout, stamp, notes } = opened;
        let on_disk = Arc::new(story.clone());
        self.begin(Document::opened(story.clone(), layout.clone()), Some(folder.clone()));
        self.workspace.on_disk = Some(on_disk);
        self.workspace.locked = locked(&folder);
        self.read_clips_from(Some(&folder));
        self.stamp = Some(stamp);
        self.file = Some(file);
        for note in notes {
            self.workspace.note(NoteKind::Info, note);
        }
        self.keep(Some(folder.clone()), story, layout);
        self.look_for_unsaved(Some(folder));
    }

    /// Whether there is work of this story (`None`: of one that was nowhere yet) that was not saved.
    fn look_for_unsaved(&self, folder: Option<PathBuf>) {
        if let Some(home) = self.options.home.clone() {
            tasks::start("recovery-look", &self.proxy, move || {
                let file = recovery::file_for(&home, folder.as_deref());
                recovery::read(&file).map_or(UserEvent::Redraw, |found| UserEvent::Recovered(Box::new(found)))
            });
        }
    }

    /// Clips are looked at in this folder from now on.
    fn read_clips_from(&mut self, folder: Option<&Path>) {
        let source = folder.and_then(|folder| StoryFolder::open(folder).ok());
        self.workers.read_from(source.map(|source| Arc::new(source) as crate::work::ClipSource));
    }

    /// Nothing is open: a blank story, and the question what to begin with.
    pub(super) fn begin_blank(&mut self) {
        let story = blank(self.options.language.as_str());
        self.begin(Document::unsaved(story.clone(), Layout::default()), None);
        self.workspace.ask = Some(Ask::NewStory);
        self.keep(None, story, Layout::default());
        self.look_for_unsaved(None);
    }

    fn begin(&mut self, document: Document, folder: Option<PathBuf>) {
        self.forget_unsaved();
        self.era += 1;
        let panes = self.workspace.panes;
        self.workspace.preview.stop();
        self.workspace = Workspace::new(document, folder);
        self.workspace.panes = panes;
        self.workspace.templates = self.templates();
        (self.stamp, self.file) = (None, None);
        (self.saving, self.save_again) = (false, None);
        self.found_work = None;
    }

    /// What was not saved of the story that is left was given up by the author.
    fn forget_unsaved(&self) {
        // Found work that nobody has answered about yet stays for the next time.
        if let Some(recovery) = self.recovery.as_ref().filter(|_| self.found_work.is_none()) {
            recovery.saved();
        }
    }

    /// From now on unsaved work of this story is kept.
    fn keep(&mut self, folder: Option<PathBuf>, story: Story, layout: Layout) {
        // What the one before had to write is written first.
        drop(self.recovery.take());
        if let Some(home) = &self.options.home {
            let file = recovery::file_for(home, folder.as_deref());
            self.recovery = Some(Recovery::start(file, folder, story, layout));
        }
    }

    fn open_story(&mut self, path: PathBuf) {
        tasks::start("open", &self.proxy, move || {
            UserEvent::Opened(files::open(&path).map(Box::new).map_err(|error| error.to_string()))
        });
    }

    fn save(&mut self, then: Option<Box<Request>>) {
        match self.workspace.folder.clone() {
            Some(folder) => self.save_into(&folder, then),
            None => self.ask(Purpose::SaveAs(then)),
        }
    }

    fn save_into(&mut self, folder: &Path, then: Option<Box<Request>>) {
        if std::mem::replace(&mut self.saving, true) {
            // One is being written: what changed since then is written after it.
            self.save_again = Some(then);
            return;
        }
        let document = &self.workspace.document;
        let (state, story) = (document.state(), Arc::new(document.story().clone()));
        let layout = document.layout().clone();
        let era = self.era;
        let same_place = self.workspace.folder.as_deref() == Some(folder);
        let known = self.stamp.clone().filter(|_| same_place);
        let file = self.file.clone().filter(|_| same_place).unwrap_or_else(|| folder.join(files::STORY));
        tasks::start("save", &self.proxy, move || {
            let result = files::save(&file, &story, &layout, known.as_ref());
            UserEvent::Saved(Box::new(SaveReport { file, era, state, story, result, then }))
        });
    }

    fn saved(&mut self, report: SaveReport) {
        let SaveReport { file, era, state, story, result, then } = report;
        let folder = files::folder_of(&file);
        if era != self.era {
            // Another story is open by now; what became of the one before can only be told.
            if let Err(error) = result {
                self.workspace.note(NoteKind::Trouble, error.to_string());
            }
            return;
        }
        self.saving = false;
        if let Some(then) = self.save_again.take() {
            self.workspace.requests.push(Request::Save { then });
        }
        match result {
            Ok(saved) => {
                self.stamp = Some(saved.stamp);
                if let Err(error) = saved.layout {
                    self.workspace.note(NoteKind::Trouble, error.to_string());
                }
                let moved = self.workspace.folder.as_ref() != Some(&folder);
                self.workspace.folder = Some(folder.clone());
                self.file = Some(file);
                self.workspace.locked = None;
                self.workspace.on_disk = Some(story);
                self.workspace.theirs = None;
                self.workspace.document.saved(state);
                if moved {
                    self.read_clips_from(Some(&folder));
                    let document = &self.workspace.document;
                    let (story, layout) = (document.story().clone(), document.layout().clone());
                    self.keep(Some(folder), story, layout);
                }
                if let Some(recovery) = &self.recovery
                    && self.workspace.document.is_saved()
                {
                    recovery.saved();
                }
                self.workspace.requests.extend(then.map(|then| *then));
            }
            // Another story lies where this one was to go: that is no change of this one.
            Err(SaveError::Changed { .. }) if self.workspace.folder.as_ref() != Some(&folder) => {
                let text = self.open.as_ref().map(|open| open.ui.taken(&folder)).unwrap_or_default();
                self.workspace.note(NoteKind::Trouble, text);
            }
            Err(SaveError::Changed { theirs: Some(theirs), .. }) => {
                self.workspace.theirs = Some(Arc::new(*theirs));
                self.workspace.ask = Some(Ask::ChangedOnDisk);
            }
            Err(error) => self.workspace.note(NoteKind::Trouble, error.to_string()),
        }
    }

    /// The file, and clips, may have changed while the window had not the focus.
    pub(super) fn look_at_disk(&mut self) {
        self.workers.look_again();
        if let (Some(file), Some(_)) = (self.file.clone(), &self.stamp) {
            tasks::start("look", &self.proxy, move || UserEvent::Looked(files::look(&file)));
        }
    }

    /// What is on disk now was looked at.
    fn look_again(&mut self) {
        self.stamp = None;
        if let Some(file) = self.file.clone() {
            tasks::start("look", &self.proxy, move || UserEvent::Looked(files::look(&file)));
        }
    }

    fn looked(&mut self, stamp: Option<crate::files::Stamp>) {
        let Some(file) = self.file.clone() else { return };
        match (&self.stamp, stamp) {
            // Somebody has just been asked about it, or a new one is being written.
            (None, stamp) => self.stamp = stamp,
            (Some(known), Some(found)) if *known != found && !self.saving => {
                let (unchanged, era) = (self.workspace.document.is_saved(), self.era);
                tasks::start("open", &self.proxy, move || match files::open(&file) {
                    // Nothing of the author's own would be lost: it is simply shown as it is now.
                    Ok(opened) if unchanged => UserEvent::Opened(Ok(Box::new(opened))),
                    Ok(opened) => {
                        let error = SaveError::Changed {
                            file: opened.file.display().to_string(),
                            theirs: Some(Box::new(opened.story.clone())),
                        };
                        let story = Arc::new(opened.story);
                        UserEvent::Saved(Box::new(SaveReport {
                            file,
                            era,
                            state: u64::MAX,
                            story,
                            result: Err(error),
                            then: None,
                        }))
                    }
                    Err(error) => UserEvent::Trouble(error.to_string()),
                });
            }
            _ => {}
        }
    }

    /// Whether recovered work is other than what is open.
    fn is_news(&self, found: &recovery::Recovered) -> bool {
        let document = &self.workspace.document;
        found.story != *document.story() || found.layout != *document.layout()
    }

    fn recover(&mut self, take: bool) {
        let Some(found) = self.found_work.take() else { return };
        if take {
            let recovery::Recovered { story, layout } = *found;
            self.workspace.edit(crate::What::Story, |edit| {
                crate::commands::become_story(edit, &story)?;
                crate::commands::lay_as(edit, &layout);
                Ok(())
            });
        } else if let Some(recovery) = &self.recovery {
            recovery.saved();
        }
    }

    fn preview(&mut self, from: Option<SceneId>) {
        let Some(folder) = self.workspace.folder.clone() else {
            self.workspace.panes.preview = false;
            self.ask(Purpose::SaveAs(Some(Box::new(Request::Preview { from }))));
            return;
        };
        let proxy = self.proxy.clone();
        let (story, past) =
            (Arc::new(self.workspace.document.story().clone()), self.workspace.preview.past.clone());
        let (opener, language) = (Arc::clone(&self.options.opener), self.workspace.shown_language.clone());
        tasks::start("preview", &self.proxy, move || {
            let source = match StoryFolder::open(&folder) {
                Ok(source) => Arc::new(source),
                Err(error) => return UserEvent::Playing(Err(error.to_string())),
            };
            let wake = Arc::new(move || drop(proxy.send_event(UserEvent::Redraw)));
            let options = PreviewOptions { story, source, opener, wake, language, from, past };
            UserEvent::Playing(Preview::start(options).map(Box::new).map_err(|error| error.to_string()))
        });
    }

    fn play_as_viewer(&mut self, from: Option<SceneId>) {
        let saved = self.workspace.document.is_saved();
        let Some(folder) = self.workspace.folder.clone().filter(|_| saved) else {
            // The player reads the file.
            self.save(Some(Box::new(Request::PlayAsViewer { from })));
            return;
        };
        let play = Arc::clone(&self.options.play);
        tasks::start("play", &self.proxy, move || match play(&folder, from.as_ref().map(SceneId::as_str)) {
            Ok(()) => UserEvent::Redraw,
            Err(error) => UserEvent::Trouble(error),
        });
    }

    fn take_in(&mut self, dropped: Dropped) {
        let Some(folder) = self.workspace.folder.clone() else {
            self.ask(Purpose::SaveAs(Some(Box::new(Request::TakeIn(dropped)))));
            return;
        };
        tasks::start("take-in", &self.proxy, move || {
            let Dropped { files, at } = dropped;
            let taken = files::take_in(&folder, &files);
            UserEvent::TakenIn(taken.map(|files| Dropped { files, at }).map_err(|error| error.to_string()))
        });
    }

    /// What became of something that was begun.
    pub(super) fn hear(&mut self, event: UserEvent) {
        match event {
            UserEvent::Opened(Ok(opened)) => self.take_story(*opened),
            UserEvent::Saved(report) => self.saved(*report),
            UserEvent::Recovered(found) if self.is_news(&found) => {
                self.found_work = Some(found);
                self.workspace.ask = Some(Ask::Recovered);
            }
            UserEvent::Looked(stamp) => self.looked(stamp),
            UserEvent::Chosen(purpose, paths) => self.chosen(purpose, paths),
            // Then the path is written by hand.
            UserEvent::NoDialog(purpose) => {
                self.pending = Some(purpose);
                self.workspace.ask = Some(Ask::Path { words: String::new() });
            }
            UserEvent::File(field, Ok(file)) => self.workspace.chosen_file = Some((field, file)),
            UserEvent::Table(Ok(table)) => self.workspace.table = Some(table),
            UserEvent::TakenIn(Ok(dropped)) => self.workspace.dropped = Some(dropped),
            UserEvent::Playing(Ok(preview)) => self.workspace.preview.playing = Some(*preview),
            UserEvent::Written(Ok(path)) => {
                let text = self.open.as_ref().map(|open| open.ui.written(&path)).unwrap_or_default();
                self.workspace.note(NoteKind::Done, text);
            }
            UserEvent::Opened(Err(error))
            | UserEvent::File(_, Err(error))
            | UserEvent::TakenIn(Err(error))
            | UserEvent::Table(Err(error))
            | UserEvent::Playing(Err(error))
            | UserEvent::Written(Err(error))
            | UserEvent::Trouble(error) => self.workspace.note(NoteKind::Trouble, error),
            UserEvent::Recovered(_) | UserEvent::Redraw | UserEvent::Accessibility(_) => {}
        }
        self.carry_out_requests();
    }

    /// A file of the story's folder belongs into a field; one from elsewhere is copied first.
    fn chose_file(&mut self, field: crate::ui::Field, path: &Path) {
        let Some(folder) = self.workspace.folder.clone() else {
            let text = path.display().to_string();
            return self.workspace.note(NoteKind::Trouble, text);
        };
        let path = path.to_path_buf();
        tasks::start("take-in", &self.proxy, move || {
            let taken = files::take_in(&folder, std::slice::from_ref(&path));
            let within = taken.map_err(|error| error.to_string()).and_then(|files| {
                let within = files.first().and_then(|file| files::within(&folder, file));
                within.ok_or_else(|| path.display().to_string())
            });
            UserEvent::File(field, within)
        });
    }

    /// Somebody chose these files for something.
    fn chosen(&mut self, purpose: Purpose, paths: Vec<PathBuf>) {
        let Some(first) = paths.first().cloned() else { return };
        match purpose {
            Purpose::Open => self.open_story(first),
            Purpose::SaveAs(then) => self.save_into(&first, then),
            Purpose::New(template) => {
                let make = Arc::clone(&self.options.new_story);
                let language = self.open.as_ref().map_or("en", |open| open.ui.language());
                let language = scene_graph::Language::new(language);
                tasks::start("new", &self.proxy, move || {
                    let made = make(&template, &first, &language);
                    let opened = made.and_then(|()| files::open(&first).map_err(|error| error.to_string()));
                    UserEvent::Opened(opened.map(Box::new))
                });
            }
            Purpose::Clips => self.take_in(Dropped { files: paths, at: None }),
            Purpose::File(field) => self.chose_file(field, &first),
            Purpose::Texts => tasks::start("texts", &self.proxy, move || {
                let name = first.display();
                UserEvent::Table(files::read_table(&first).map_err(|error| format!("{name}: {error}")))
            }),
            Purpose::Export(bytes) => tasks::start("export", &self.proxy, move || {
                let written = files::write(&first, &bytes);
                UserEvent::Written(written.map(|()| first).map_err(|error| error.to_string()))
            }),
        }
    }
}

/// An empty story, told in the author's language first and in the other as well.
fn blank(language: &str) -> Story {
    let mut languages = ["ja", "en"].map(scene_graph::Language::new);
    if !language.starts_with("ja") {
        languages.reverse();
    }
    Story { languages: languages.into(), ..Story::blank() }
}

/// Endings of files that dialogs offer as clips.
const VIDEOS: [&str; 6] = ["mp4", "mov", "m4v", "mkv", "webm", "avi"];

fn chosen(purpose: Purpose, answer: Answer<Vec<PathBuf>>) -> UserEvent {
    match answer {
        Answer::Path(paths) => UserEvent::Chosen(purpose, paths),
        Answer::Nothing => UserEvent::Redraw,
        Answer::NoDialog => UserEvent::NoDialog(purpose),
    }
}

/// Why nothing can be written into this folder; `None`: it can.
fn locked(folder: &Path) -> Option<String> {
    let file = folder.join("story.ron");
    let read_only = |path: &Path| std::fs::metadata(path).is_ok_and(|facts| facts.permissions().readonly());
    (read_only(&file) || read_only(folder)).then(|| folder.display().to_string())
}
