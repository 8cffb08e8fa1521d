//! The story being edited and what belongs to looking at it: [`Workspace`].

use super::news::{News, NewsCursor, NewsRoom};
use crate::clipboard::{self, PasteError, Pasted};
use crate::document::{Document, Edit, EditError, Gesture, Item, What};
use crate::layout::{FrameId, Spot};
use crate::names::Name;
use crate::preview::Preview;
use crate::translations::Import;
use crate::wires::{Port, Turn};
use crate::work::{SurveyOrder, Surveyed};
use media_time::MediaDuration;
use scene_graph::{ChoiceId, Diagnostic, Language, SceneId, Story};
use session::Past;
use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::Arc;

/// The story being edited, what is selected and shown of it, and what is asked of the window.
pub struct Workspace {
    /// The story, its layout, and every step back and forth.
    pub document: Document,
    /// Its folder; `None`: it is nowhere yet.
    pub folder: Option<PathBuf>,
    /// The story as it was read or written last: what changes are told against.
    pub on_disk: Option<Arc<Story>>,
    /// What is on disk now, when somebody else changed it.
    pub theirs: Option<Arc<Story>>,
    /// The folder, if nothing can be written there.
    pub locked: Option<String>,
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
    /// What a new story can begin with.
    pub templates: Vec<Template>,
    /// The file that was chosen for a field ([`Request::ChooseFile`]), by its path within the story, until
    /// whoever asked takes it.
    pub chosen_file: Option<(Field, String)>,
    /// A translators' table that was read for [`Request::ImportTexts`], until it is looked at.
    pub table: Option<Arc<[u8]>>,
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

/// What is selected. Cards and frames are selected together or apart; a wire or port alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Cards.
    pub items: BTreeSet<Item>,
    /// Frames.
    pub frames: BTreeSet<FrameId>,
    /// A wire, by where it begins.
    pub wire: Option<Turn>,
    /// A choice or a scene's way on, as the inspector shows it.
    pub port: Option<Port>,
}

/// Which panes are open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Panes {
    /// On the left.
    pub side: Option<Side>,
    /// On the right: what is selected.
    pub inspector: bool,
    /// Below.
    pub sheet: Option<Sheet>,
    /// The story as it plays.
    pub preview: bool,
}

/// What the left pane shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// All scenes as a list.
    Outline,
    /// What belongs to the story as a whole.
    Story,
}

/// What the pane below shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// What the checks found.
    Problems,
    /// The story's paths and their lengths.
    Paths,
}

/// Something that the author must answer, or looks at, before anything else.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    /// The story has unsaved changes: save them before this is done?
    Unsaved(Box<Request>),
    /// What the last save does not have yet.
    Changes,
    /// The file changed underneath.
    ChangedOnDisk,
    /// A recovered story is there.
    Recovered,
    /// Which story to begin with.
    NewStory,
    /// The path of a file or folder, where the system has no dialog for it.
    Path {
        /// What was written so far.
        words: String,
    },
    /// What a translators' table would change.
    Import(Box<Import>),
    /// Search for a scene, or for a command.
    Palette {
        /// For a command, not for a scene.
        commands: bool,
    },
    /// Keys.
    Keys,
    /// Another name.
    Rename {
        /// What is to get it.
        what: Renamed,
        /// What was written so far.
        words: String,
    },
    /// Where a way on is to lead.
    LeadTo {
        /// The way on.
        turn: Turn,
        /// What was written to search for.
        wanted: String,
        /// Whether it comes back from there.
        visits: bool,
    },
}

/// Something that can get another name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Renamed {
    /// Something with an id.
    Id(Name),
    /// A frame, which has a title.
    Frame(FrameId),
}

/// A field of the inspector.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Whose.
    pub scene: Option<SceneId>,
    /// The choice, if it is one's.
    pub choice: Option<ChoiceId>,
    /// As `scene_graph::Place::field` names it, such as `media.captions.ja`; empty: the first.
    pub name: String,
}

/// What workers found out.
#[derive(Default)]
pub struct Found {
    /// What the checks say.
    pub problems: Arc<Vec<Diagnostic>>,
    /// The document's state that they say it of.
    pub problems_of: Option<u64>,
    /// Clips and pictures by the path that the story gives them.
    pub clips: HashMap<String, ClipFound>,
    /// The story's paths, and what random viewers came to.
    pub survey: Survey,
}

/// A survey of the story: wanted, under way, and what the latest found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Survey {
    /// Begin this one; a worker takes it.
    pub wanted: Option<SurveyOrder>,
    /// Stop the one that is under way.
    pub stop: bool,
    /// How far it is, 0 to 1; `None`: none is under way.
    pub progress: Option<f32>,
    /// What the latest found.
    pub found: Option<Arc<Surveyed>>,
}

/// What is known of a clip or picture.
#[derive(Clone, Default)]
pub struct ClipFound {
    /// How long it is; stills have no length.
    pub length: Option<MediaDuration>,
    /// Its width and height in pixels, as it is shown.
    pub size: Option<(u32, u32)>,
    /// A small picture of it.
    pub picture: Option<egui::TextureHandle>,
    /// The loudest of each fiftieth of a second, 0 to 1; `None`: not known yet, or no sound.
    pub waveform: Option<Arc<[f32]>>,
    /// Why it cannot be shown, in words.
    pub trouble: Option<String>,
}

/// The story as it plays in its pane.
#[derive(Default)]
pub struct Playing {
    /// What plays; put there by the window for [`Request::Preview`].
    pub playing: Option<Preview>,
    /// Where it was to begin.
    pub from: Option<SceneId>,
    /// What is to have happened before.
    pub past: Past,
    /// The scenes that were entered, the present one last: lit up on the canvas.
    pub trail: Vec<SceneId>,
}

impl Playing {
    /// Ends it.
    pub fn stop(&mut self) {
        self.playing = None;
        self.trail.clear();
    }
}

/// What a new story can begin with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// Its id.
    pub id: String,
    /// What it is called, in the window's language.
    pub name: String,
    /// What it is for.
    pub about: String,
}

/// Files that were dropped on the window.
#[derive(Clone, Debug, PartialEq)]
pub struct Dropped {
    /// In the order of the file manager.
    pub files: Vec<PathBuf>,
    /// Where, in the window's points; `None`: the window system does not tell.
    pub at: Option<egui::Pos2>,
}

/// A message that goes away.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// What it says, in the window's language.
    pub text: String,
    /// How it is meant.
    pub kind: NoteKind,
    /// egui's time when it came; set when it is shown first.
    pub since: Option<f64>,
}

/// How a message is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteKind {
    /// Something is done.
    Done,
    /// Something to know.
    Info,
    /// Something could not be done.
    Trouble,
}

/// What the window carries out.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// Begin a new story from this template.
    New {
        /// The template's id.
        template: String,
    },
    /// Ask which story to open (`None`), or open this one.
    Open(Option<PathBuf>),
    /// Write story and layout; `then` is done when they are written.
    Save {
        /// What the author wanted besides.
        then: Option<Box<Request>>,
    },
    /// Ask where, and write them there.
    SaveAs,
    /// Take the recovered story, or (`false`) delete it.
    Recover(bool),
    /// What is on disk now was looked at: the next save may replace it.
    AcceptDisk,
    /// Play it in the player's own window.
    PlayAsViewer {
        /// From this scene; `None`: from the start.
        from: Option<SceneId>,
    },
    /// Play it in the preview pane.
    Preview {
        /// From this scene; `None`: from the start.
        from: Option<SceneId>,
    },
    /// Ask for files and give them as [`Workspace::dropped`].
    ChooseClips,
    /// Copy these files, which lie outside of the story's folder, into it, and give the copies as
    /// [`Workspace::dropped`].
    TakeIn(Dropped),
    /// Ask for one file and put its path within the story into this field.
    ChooseFile(Field),
    /// Ask where, and write this there.
    Export {
        /// A name for the file.
        name: String,
        /// What is in it.
        bytes: Arc<[u8]>,
    },
    /// Ask for a file of translations and give its bytes as [`Workspace::table`].
    ImportTexts,
    /// The author wrote this path where the system has no dialog; `None`: gave up.
    Path(Option<PathBuf>),
    /// Close the window.
    Quit,
}

impl Default for Panes {
    fn default() -> Self {
        Self { side: Some(Side::Outline), inspector: true, sheet: None, preview: false }
    }
}

impl Selection {
    /// Nothing else than this card.
    #[must_use]
    pub fn of(item: Item) -> Self {
        Self { items: BTreeSet::from([item]), ..Self::default() }
    }

    /// Whether nothing is selected.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The scene, if exactly one card is selected and it is a scene's.
    #[must_use]
    pub fn scene(&self) -> Option<&SceneId> {
        let mut items = self.items.iter();
        match (items.next(), items.next()) {
            (Some(Item::Scene(id)), None) => Some(id),
            _ => None,
        }
    }

    /// All selected scenes.
    pub fn scenes(&self) -> impl Iterator<Item = &SceneId> {
        self.items.iter().filter_map(Item::scene)
    }
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
            selection: Selection::default(),
            shown_language,
            panes: Panes::default(),
            ask: None,
            go_to: None,
            found: Found::default(),
            preview: Playing::default(),
            dropped: None,
            templates: Vec::new(),
            chosen_file: None,
            table: None,
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
        let has = |item: &Item| match item {
            Item::Scene(id) => story.scenes.contains_key(id),
            Item::Ending(id) => story.endings.contains_key(id),
        };
        self.selection.items.retain(has);
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

    /// Asks the window for something; asks the author first where unsaved changes would be lost.
    pub fn request(&mut self, request: Request) {
        let loses = matches!(request, Request::New { .. } | Request::Open(_) | Request::Quit);
        // A blank story that nobody has touched is nothing to lose.
        let touched = self.folder.is_some() || self.document.next_undo().is_some();
        if loses && touched && !self.document.is_saved() {
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

    /// A scene's title as cards and lists show it: its title in the shown language, else its id.
    #[must_use]
    pub fn scene_title(&self, id: &SceneId) -> String {
        let story = self.document.story();
        let scene = story.scenes.get(id);
        let text = scene.map(|scene| scene.title.in_language(&self.shown_language, &story.languages));
        text.filter(|text| !text.trim().is_empty()).map_or_else(|| id.to_string(), str::to_owned)
    }

    /// The window's title: the story's, with a mark while it has unsaved changes.
    #[must_use]
    pub fn window_title(&self) -> String {
        let story = self.document.story();
        let title = story.title.in_language(&self.shown_language, &story.languages);
        let title = if title.trim().is_empty() { story.id.as_str() } else { title };
        let mark = if self.document.is_saved() { "" } else { "• " };
        format!("{mark}{title} – Edamichi")
    }

    /// Where a card lies; `None`: nowhere in particular yet.
    #[must_use]
    pub fn spot(&self, item: &Item) -> Option<Spot> {
        match item {
            Item::Scene(id) => self.document.layout().scenes.get(id).copied(),
            Item::Ending(id) => self.document.layout().endings.get(id).copied(),
        }
    }
}
