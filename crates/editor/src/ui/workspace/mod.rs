//! The story being edited and what belongs to looking at it: [`Workspace`].

mod ask;
mod found;
mod note;
mod panes;
mod playing;
mod request;
mod selection;
mod taking_in;
mod tiding;

pub use ask::{Ask, PathFor, Renamed};
pub use found::{ClipFound, ClipPreparing, Filmstrip, Found, Scrub, Survey};
pub use note::{Note, NoteKind};
pub use panes::{Panes, Sheet, Side};
pub use playing::Playing;
pub use request::{Dropped, Export, Request, Template};
pub use selection::{Field, Selection};
pub use taking_in::TakingIn;
pub use tiding::Tiding;

use super::news::{News, NewsCursor, NewsRoom};
use super::words::written_or;
use crate::clipboard::{self, PasteError, Pasted};
use crate::document::{Document, Edit, EditError, Gesture, Item, What};
use crate::files::OnDisk;
use crate::layout::Spot;
use crate::wires::Port;
use desktop::recent::RecentStory;
use scene_graph::{EndingId, Language, SceneId, Text};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// The story being edited, what is selected and shown of it, and what is asked of the window.
pub struct Workspace {
    /// The story, its layout, and every step back and forth.
    pub document: Document,
    /// Its folder; `None`: it is nowhere yet.
    pub folder: Option<PathBuf>,
    /// The story and its layout as they were read or written last: what changes are told against, and
    /// what the next save may replace.
    pub on_disk: Option<OnDisk>,
    /// What is on disk now, when somebody else changed it.
    pub theirs: Option<OnDisk>,
    /// The folder, if nothing can be written there.
    pub locked: Option<String>,
    /// Why unsaved work cannot be kept for a crash; `None`: it can.
    pub unkept: Option<String>,
    /// The unsaved work that [`Ask::Recovered`] asks about.
    pub recovered: Option<FoundWork>,
    /// Stories that were opened lately, the latest first.
    pub recent: Vec<RecentStory>,
    /// What is selected.
    pub selection: Selection,
    /// The story's language in which cards and lists show their texts; one of the story's.
    pub shown_language: Language,
    /// Which panes are open.
    pub panes: Panes,
    /// A question or page over everything else.
    pub ask: Option<Ask>,
    /// A field that is to be shown and given the focus; whoever shows it takes it.
    pub go_to: Option<Field>,
    /// What workers found; filled by the window.
    pub found: Found,
    /// The story as it plays in its pane.
    pub preview: Playing,
    /// Files that were dropped, until somebody takes them.
    pub dropped: Option<Dropped>,
    /// This lower pane was opened by its command: it takes the keyboard when it is drawn.
    pub keyboard_to: Option<Sheet>,
    /// Files that are being copied into the story's folder.
    pub taking_in: Vec<Arc<TakingIn>>,
    /// What a new story can begin with.
    pub templates: Vec<Template>,
    /// The file that was chosen for a field ([`Request::ChooseFile`]), by its path within the story, until
    /// whoever asked takes it.
    pub chosen_file: Option<(Field, String)>,
    /// A translators' table that was read for [`Request::ImportTexts`], until it is looked at.
    pub table: Option<Arc<[u8]>>,
    /// What became of files, until the window has told it.
    pub tidings: Vec<Tiding>,
    /// Messages, the newest last.
    pub notes: Vec<Note>,
    /// What the window is to do, in order; it takes them.
    pub requests: Vec<Request>,
    /// Edits that could not be made, until the window has told why.
    pub(super) refused: Vec<EditError>,
    pub(super) told_title: Option<String>,
    gestures: u64,
    news: NewsRoom,
}

/// Unsaved work of an earlier day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FoundWork {
    /// How long ago it was kept.
    pub age: Duration,
    /// Whether the story on disk is another now than the one which it was made from.
    pub is_older: bool,
}

impl Workspace {
    /// A story to be edited; `folder`: where it lies, if it lies somewhere.
    #[must_use]
    pub fn new(document: Document, folder: Option<PathBuf>) -> Self {
        let shown_language =
            document.story().languages.first().cloned().unwrap_or_else(|| Language::new("en"));
        Self {
            document,
            folder,
            on_disk: None,
            theirs: None,
            locked: None,
            unkept: None,
            recovered: None,
            recent: Vec::new(),
            selection: Selection::default(),
            shown_language,
            panes: Panes::default(),
            ask: None,
            go_to: None,
            found: Found::default(),
            preview: Playing::default(),
            dropped: None,
            keyboard_to: None,
            taking_in: Vec::new(),
            templates: Vec::new(),
            chosen_file: None,
            table: None,
            tidings: Vec::new(),
            notes: Vec::new(),
            requests: Vec::new(),
            refused: Vec::new(),
            told_title: None,
            gestures: 0,
            news: NewsRoom::default(),
        }
    }

    /// Makes an edit: one step to undo. What cannot be done is told in a note, and changes nothing.
    pub fn edit<T>(
        &mut self,
        what: What,
        work: impl FnOnce(&mut Edit<'_>) -> Result<T, EditError>,
    ) -> Option<T> {
        let result = self.document.edit(what, work);
        self.settled(result)
    }

    /// The same for one of the edits of a gesture (a drag, a stay in a field), which are one step.
    pub fn edit_within<T>(
        &mut self,
        what: What,
        gesture: Gesture,
        work: impl FnOnce(&mut Edit<'_>) -> Result<T, EditError>,
    ) -> Option<T> {
        let result = self.document.edit_within(what, Some(gesture), work);
        self.settled(result)
    }

    /// Pastes scenes out of a text, with the upper left of them at this place.
    ///
    /// # Errors
    /// When the text is no scenes, or they do not fit into the story; nothing is changed then.
    pub fn paste(&mut self, text: &str, at: Option<Spot>) -> Result<Pasted, PasteError> {
        let pasted = clipboard::paste(&mut self.document, text, at);
        self.forget_what_is_gone();
        pasted
    }

    fn settled<T>(&mut self, result: Result<T, EditError>) -> Option<T> {
        self.forget_what_is_gone();
        match result {
            Ok(value) => Some(value),
            Err(error) => {
                self.refused.push(error);
                None
            }
        }
    }

    /// A name for a new gesture.
    pub fn new_gesture(&mut self) -> Gesture {
        self.gestures += 1;
        Gesture(self.gestures)
    }

    /// What changed in the story and its layout since this reader asked last. A new reader is told to look
    /// at everything. Another story belongs into a new workspace: readers notice that.
    pub fn news(&mut self, cursor: &mut NewsCursor) -> News {
        self.news.read(&mut self.document, cursor)
    }

    /// Takes a step back.
    pub fn undo(&mut self) {
        self.document.undo();
        self.forget_what_is_gone();
    }

    /// Does a step again.
    pub fn redo(&mut self) {
        self.document.redo();
        self.forget_what_is_gone();
    }

    /// Nothing that is not there can be selected or shown.
    fn forget_what_is_gone(&mut self) {
        let story = self.document.story();
        self.selection.items.retain(|item| item.is_in(story));
        let frames = &self.document.layout().frames;
        self.selection.frames.retain(|id| frames.contains_key(id));
        let scene = |port: &Port| story.scenes.contains_key(&port.scene);
        self.selection.port = self.selection.port.take().filter(scene);
        self.selection.wire = self.selection.wire.take().filter(|turn| scene(&turn.port));
        if let Some(first) = story.languages.first()
            && !story.languages.contains(&self.shown_language)
        {
            self.shown_language = first.clone();
        }
    }

    /// Tells the author something.
    pub fn note(&mut self, kind: NoteKind, text: impl Into<String>) {
        /// More than these nobody reads.
        const MOST: usize = 4;
        let text = text.into();
        self.notes.retain(|note| note.text != text);
        self.notes.push(Note { text, kind, since: None });
        let surplus = self.notes.len().saturating_sub(MOST);
        self.notes.drain(..surplus);
    }

    /// Tells the author what became of a file.
    pub fn tell(&mut self, tiding: Tiding) {
        self.tidings.push(tiding);
    }

    /// Whether there is a story yet: a blank one that nobody has touched is nothing to lose, and no title.
    pub(crate) fn is_begun(&self) -> bool {
        self.folder.is_some() || self.document.next_undo().is_some()
    }

    /// Asks the window for something; asks the author first where unsaved changes would be lost.
    pub fn request(&mut self, request: Request) {
        let loses = matches!(request, Request::New { .. } | Request::Open(_) | Request::Quit);
        if loses && self.is_begun() && !self.document.is_saved() {
            self.ask = Some(Ask::Unsaved(Box::new(request)));
        } else {
            self.requests.push(request);
        }
    }

    /// Opens the preview's pane and plays from this scene; `None`: from the start.
    pub fn play(&mut self, from: Option<SceneId>) {
        self.panes.preview = true;
        self.preview.stop();
        self.preview.from.clone_from(&from);
        self.requests.push(Request::Preview { from });
    }

    /// Selects a scene, opens the inspector and shows the field of that name.
    pub fn show_field(&mut self, field: Field) {
        if let Some(scene) = &field.scene {
            self.selection = Selection::of(Item::Scene(scene.clone()));
            let choice = field.choice.clone();
            self.selection.port = choice.map(|choice| Port { scene: scene.clone(), choice: Some(choice) });
            self.panes.inspector = true;
        } else {
            self.panes.side = Some(Side::Story);
        }
        self.go_to = Some(field);
    }

    /// What a text says in the shown language; empty where it says nothing.
    #[must_use]
    pub fn said<'a>(&'a self, text: &'a Text) -> &'a str {
        text.in_language(&self.shown_language, &self.document.story().languages)
    }

    /// The same without room around it, or what stands for it where it says nothing.
    #[must_use]
    pub fn said_or<'a>(&'a self, text: &'a Text, otherwise: &'a str) -> &'a str {
        written_or(self.said(text), otherwise)
    }

    /// A scene's title as cards and lists show it: its title in the shown language, else its id.
    #[must_use]
    pub fn scene_title<'a>(&'a self, id: &'a SceneId) -> &'a str {
        let scene = self.document.story().scenes.get(id);
        scene.map_or(id.as_str(), |scene| self.said_or(&scene.title, id.as_str()))
    }

    /// The same with its id behind it, where that is another: of two scenes of one title, which.
    #[must_use]
    pub fn scene_title_and_id(&self, id: &SceneId) -> String {
        match self.scene_title(id) {
            title if title == id.as_str() => title.to_owned(),
            title => format!("{title} — {id}"),
        }
    }

    /// An ending's title, likewise.
    #[must_use]
    pub fn ending_title<'a>(&'a self, id: &'a EndingId) -> &'a str {
        let ending = self.document.story().endings.get(id);
        ending.map_or(id.as_str(), |ending| self.said_or(&ending.title, id.as_str()))
    }

    /// The window's title: the story's, with a mark while it has unsaved changes.
    #[must_use]
    pub fn window_title(&self) -> String {
        let story = self.document.story();
        if !self.is_begun() {
            return "Edamichi".to_owned();
        }
        let title = self.said_or(&story.title, story.id.as_str());
        let mark = if self.document.is_saved() { "" } else { "• " };
        format!("{mark}{title} – Edamichi")
    }

    /// Where a card lies; `None`: nowhere in particular yet.
    #[must_use]
    pub fn spot(&self, item: &Item) -> Option<Spot> {
        item.spot_in(self.document.layout())
    }
}
