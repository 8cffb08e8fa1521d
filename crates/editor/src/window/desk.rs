//! The author's desk: the story that is edited, where it lies, and what is under way with its files. It
//! knows no window and touches no disk: what waits is done by [`Tasks`], which answer as events.

use super::EditorOptions;
use super::arrival::Hold;
use super::events::{Purpose, UserEvent};
use super::preferences::Preferences;
use super::tasks::Tasks;
use crate::Document;
use crate::files::claim::Claim;
use crate::files::recovery::{Recovered, Recovery, RecoveryNews};
use crate::layout::Layout;
use crate::ui::{Ask, NewsCursor, Request, Tiding, Workspace};
use crate::ui::{News, NoteKind};
use crate::work::{Waker, Workers};
use scene_graph::Story;
use std::mem;
use std::path::PathBuf;
use std::sync::Arc;

/// The author's desk.
pub(super) struct Desk {
    pub(super) options: EditorOptions,
    pub(super) workspace: Workspace,
    pub(super) workers: Workers,
    pub(super) tasks: Tasks,
    /// Dialogs of the system that are to be opened, with a name for the file.
    pub(super) dialogs: Vec<(Purpose, Option<String>)>,
    /// The tag of the language of the window's words.
    pub(super) language: String,
    /// The window is to close.
    pub(super) leaves: bool,
    /// The story's file.
    pub(super) file: Option<PathBuf>,
    pub(super) hold: Hold,
    pub(super) recovery: Recovery,
    recovery_news: NewsCursor,
    /// Work that was found and not taken yet.
    pub(super) found_work: Option<Box<Recovered>>,
    /// What a path that is written by hand is for.
    pub(super) pending: Option<Purpose>,
    /// Counts the stories that the window had.
    pub(super) era: u64,
    /// A story is being written.
    pub(super) saving: bool,
    /// It is to be written once more then; then this.
    pub(super) save_again: Option<Option<Box<Request>>>,
}

impl Desk {
    /// With nothing on it yet.
    pub(super) fn new(options: EditorOptions, preferences: &Preferences, tasks: Tasks) -> Self {
        let woken = tasks.clone();
        let waker: Waker = Arc::new(move || woken.tell(UserEvent::Redraw));
        let workers = Workers::start(Arc::clone(&options.opener), Arc::clone(&options.indexes), &waker);
        let told = tasks.clone();
        let recovery = Recovery::start(move |news| told.tell(UserEvent::Recovery(news)));
        let blank = Document::unsaved(Story::blank(), Layout::default());
        let mut workspace = Workspace::new(blank, None);
        workspace.panes = preferences.panes();
        Self {
            language: preferences.language(options.language.as_ref(), &options.system_language).to_string(),
            options,
            workspace,
            workers,
            tasks,
            dialogs: Vec::new(),
            leaves: false,
            file: None,
            hold: Hold::NoHome,
            recovery,
            recovery_news: NewsCursor::default(),
            found_work: None,
            pending: None,
            era: 0,
            saving: false,
            save_again: None,
        }
    }

    /// Begins what was asked for, in order.
    pub(super) fn carry_out_requests(&mut self) {
        for request in mem::take(&mut self.workspace.requests) {
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
            Request::AcceptDisk => self.accept_disk(),
            Request::TakeOver => self.take_over(true),
            Request::PlayAsViewer { from } => self.play_as_viewer(from),
            Request::Preview { from } => self.preview(from),
            Request::ChooseClips => self.ask(Purpose::Clips),
            Request::ChooseFile(field) => self.ask(Purpose::File(field)),
            Request::Export { name, what } => self.dialogs.push((Purpose::Export(what), Some(name))),
            Request::ImportTexts => self.ask(Purpose::Texts),
            Request::Compare => self.ask(Purpose::Compare),
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

    /// A dialog of the system is to be opened.
    pub(super) fn ask(&mut self, purpose: Purpose) {
        self.dialogs.push((purpose, None));
    }

    /// What became of something that was begun.
    pub(super) fn hear(&mut self, event: UserEvent) {
        match event {
            UserEvent::Opened(Ok(arrival)) => self.take_story(*arrival),
            UserEvent::Opened(Err((path, error))) => self.not_opened(path, error),
            UserEvent::TookOver(arrival) => {
                self.take_story(*arrival);
                self.workspace.tell(Tiding::Yours);
            }
            UserEvent::NotTakenOver => self.workspace.tell(Tiding::StillElsewhere),
            UserEvent::Saved(report) => self.saved(*report),
            UserEvent::Recovery(news) => self.hear_recovery(news),
            UserEvent::Looked { file, look } => self.looked(&file, *look),
            UserEvent::Recent(recent) => self.workspace.recent = recent,
            UserEvent::Chosen(purpose, paths) => self.chosen(purpose, paths),
            // Then the path is written by hand.
            UserEvent::NoDialog(purpose) => {
                let what = purpose.path();
                self.pending = Some(purpose);
                self.workspace.ask = Some(Ask::Path { what, words: String::new() });
            }
            UserEvent::File(field, Ok(file)) => self.workspace.chosen_file = Some((field, file)),
            UserEvent::Compared(Ok((path, story))) => {
                let from = path.display().to_string();
                self.workspace.ask = Some(Ask::Compared { from, story });
            }
            UserEvent::Compared(Err((path, error))) => self.not_opened(path, error),
            UserEvent::Table(Ok(table)) => self.workspace.table = Some(table),
            UserEvent::TakenIn(Ok(dropped)) => self.workspace.dropped = Some(dropped),
            UserEvent::Playing(Ok(preview)) => self.workspace.preview.playing = Some(*preview),
            UserEvent::Written(Ok(path)) => self.workspace.tell(Tiding::Written(path)),
            UserEvent::Written(Err(error)) => self.workspace.tell(Tiding::NotSaved(error)),
            UserEvent::NotMade(error)
            | UserEvent::File(_, Err(error))
            | UserEvent::TakenIn(Err(error))
            | UserEvent::Table(Err(error))
            | UserEvent::Playing(Err(error))
            | UserEvent::Trouble(error) => self.workspace.note(NoteKind::Trouble, error),
            UserEvent::Redraw | UserEvent::Accessibility(_) => {}
        }
        self.carry_out_requests();
    }

    fn hear_recovery(&mut self, news: RecoveryNews) {
        match news {
            RecoveryNews::Found(era, found) if era == self.era => self.found(found),
            RecoveryNews::Failing(reason) => {
                self.workspace.unkept = Some(reason.clone());
                self.workspace.tell(Tiding::Unkept(reason));
            }
            RecoveryNews::Works => {
                self.workspace.unkept = None;
                self.workspace.tell(Tiding::Kept);
            }
            // The next pass tells it everything.
            RecoveryNews::Behind | RecoveryNews::Found(..) => {}
        }
    }

    /// Tells the recovery's thread what changed. Once a pass.
    pub(super) fn keep_for_recovery(&mut self) {
        let news = self.workspace.news(&mut self.recovery_news);
        let document = &self.workspace.document;
        let whole = || (document.story().clone(), document.layout().clone());
        let anything = match news {
            News::Changes(changes) => {
                let anything = !changes.is_empty();
                self.recovery.changed(changes, whole);
                anything
            }
            News::All => {
                let (story, layout) = whole();
                self.recovery.replaced(story, layout);
                true
            }
        };
        if let (true, true, Some(on_disk)) = (anything, document.is_saved(), &self.workspace.on_disk) {
            // Undone back to what is on disk.
            self.recovery.saved(on_disk.clone());
        }
    }

    /// The workspace is another: what the recovery's thread is begun with next is all of it.
    pub(super) fn is_another(&mut self) {
        let _ = self.workspace.news(&mut self.recovery_news);
    }

    /// What was not saved of the story that is left was given up by the author.
    pub(super) fn forget_unsaved(&self) {
        // Found work that nobody has answered about yet stays for the next time.
        if self.found_work.is_none() {
            self.recovery.give_up();
        }
    }

    /// What the window has the right to edit by now.
    pub(super) fn held(&self) -> Option<Arc<Claim>> {
        self.hold.claim().map(Arc::clone)
    }
}
