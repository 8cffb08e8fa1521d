//! Forms: what the inspector and the story's pages are made of.
//!
//! A form draws a *draft*, a copy of a scene or of the story's head, with widgets that change it. What
//! is different after the pass becomes one edit of the document ([`Outcome::apply`]). Whatever is
//! written or dragged in one stay in a field is one [`Gesture`], and so one step to undo.
//!
//! - `outcome`: what was done, and how the document comes to have it.
//! - `text`: texts in every language, plain lines, names of things.
//! - `basic`: switches, numbers, choices out of few, sections.
//! - `pick`: a choice out of many, with search.
//! - `time`: typed times. `chips`: sets of themes and handouts. `colour`, `file`.

pub(super) mod basic;
pub(super) mod chips;
pub(super) mod colour;
pub(super) mod file;
mod outcome;
pub(super) mod pick;
pub(super) mod text;
pub(super) mod time;

pub(super) use outcome::{Draft, Outcome};

use super::Cx;
use super::search::Ground;
use super::words::{Value, Word, Words, written_or};
use super::workspace::{Field, Filmstrip, Found, Request, Selection};
use crate::document::{Edit, EditError, Gesture, Item, What};
use crate::names::{self, Name};
use egui::{Align, Id, Rect, Response, Ui};
use media_time::MediaDuration;
use scene_graph::{
    Answers, ChoiceId, Ending, EndingId, Language, Question, QuestionId, Scene, SceneId, Story, Text,
};
use std::cell::RefCell;
use std::collections::HashMap;
use viewer_ui::theme::{Line, Metrics, Palette, Radius};

/// Seconds for which a field that was gone to stays marked.
const MARKED: f64 = 1.6;

/// What a form remembers between passes.
#[derive(Default)]
pub(super) struct Memory {
    buffer: Option<text::Buffer>,
    /// The field that the author is in, and the gesture of that stay.
    stay: Option<(Id, Gesture)>,
    search: Option<(Id, String)>,
    /// What is to be shown, until it was.
    seeking: Option<Field>,
    /// Passes for which it was looked for in vain.
    sought: u32,
    marked: Option<(Id, f64)>,
    /// Which scenes ask questions that conditions name, as it was when they were looked for.
    asking: RefCell<HashMap<QuestionId, SceneId>>,
    /// Answers of another kind that a question had, for when it becomes that kind again.
    pub(super) parked: HashMap<QuestionId, Vec<Answers>>,
}

/// What names a field and says what it is for.
#[derive(Clone, Copy)]
pub(super) struct Spec {
    /// As `scene_graph` calls it.
    pub(super) field: &'static str,
    /// As the author calls it.
    pub(super) word: Word,
    /// What it does for those who watch.
    pub(super) why: Word,
    /// What changing it is called.
    pub(super) what: What,
}

impl Spec {
    pub(super) const fn new(field: &'static str, word: Word, why: Word, what: What) -> Self {
        Self { field, word, why, what }
    }
}

/// Where a field was drawn.
struct Mark {
    choice: Option<ChoiceId>,
    field: String,
    id: Id,
    rect: Rect,
}

/// A form while it is drawn.
pub(super) struct Form<'a> {
    pub(super) words: &'a Words,
    pub(super) palette: Palette,
    pub(super) m: Metrics,
    pub(super) story: &'a Story,
    pub(super) found: &'a Found,
    /// The file that was chosen for a field.
    chosen_file: Option<&'a (Field, String)>,
    /// The language in which other things are called by their texts.
    pub(super) shown: &'a Language,
    /// Where lists of other things are found.
    ground: Ground,
    pub(super) memory: &'a mut Memory,
    pub(super) scene: Option<SceneId>,
    pub(super) choice: Option<ChoiceId>,
    path: String,
    prefix: String,
    marks: Vec<Mark>,
    pub(super) out: Outcome,
}

/// Draws a form of a scene (`None`: of the story); gives what was done.
pub(super) fn draw<R>(
    ui: &mut Ui,
    cx: &Cx<'_>,
    memory: &mut Memory,
    scene: Option<SceneId>,
    contents: impl FnOnce(&mut Form<'_>, &mut Ui) -> R,
) -> (R, Outcome) {
    let mut form = Form { scene, ..Form::reading(cx, cx.workspace.document.story(), memory) };
    let result = contents(&mut form, ui);
    form.go_to(ui);
    (result, form.out)
}

impl Memory {
    /// From now on this field is looked for.
    pub(super) fn seek(&mut self, field: Field) {
        self.seeking = Some(field);
        self.sought = 0;
    }
}

impl<'a> Form<'a> {
    /// For telling what a story says; nothing is drawn yet.
    pub(super) fn reading(cx: &'a Cx<'_>, story: &'a Story, memory: &'a mut Memory) -> Self {
        Self {
            words: cx.words,
            palette: cx.palette,
            m: cx.m,
            story,
            found: &cx.workspace.found,
            chosen_file: cx.workspace.chosen_file.as_ref(),
            shown: &cx.workspace.shown_language,
            ground: Ground::of(cx),
            memory,
            scene: None,
            choice: None,
            path: String::new(),
            prefix: String::new(),
            marks: Vec::new(),
            out: Outcome::default(),
        }
    }

    pub(super) fn word(&self, word: Word) -> String {
        self.words.get(word)
    }

    pub(super) fn with(&self, word: Word, values: &[(&'static str, Value<'_>)]) -> String {
        self.words.with(word, values)
    }

    /// A text as lists show it.
    pub(super) fn said<'t>(&self, text: &'t Text) -> &'t str {
        text.in_language(self.shown, &self.story.languages)
    }

    /// A text as lists show it, or what stands for it.
    pub(super) fn said_or(&self, text: &Text, otherwise: &str) -> String {
        written_or(self.said(text), otherwise).to_owned()
    }

    /// A scene's title as lists show it.
    pub(super) fn scene_title(&self, id: &SceneId) -> String {
        self.story
            .scenes
            .get(id)
            .map_or_else(|| id.to_string(), |scene| self.said_or(&scene.title, id.as_str()))
    }

    /// The question of that id. All scenes are gone through for it only once.
    pub(super) fn question(&self, id: &QuestionId) -> Option<&'a Question> {
        let story = self.story;
        let asked = |scene: &'a Scene| scene.question.as_ref().filter(|question| question.id == *id);
        let known = self.memory.asking.borrow().get(id).cloned();
        if let Some(question) = known.and_then(|scene| asked(story.scenes.get(&scene)?)) {
            return Some(question);
        }
        let mut all = story.scenes.iter().filter_map(|(scene, of)| Some((scene, asked(of)?)));
        let (scene, question) = all.next()?;
        self.memory.asking.borrow_mut().insert(id.clone(), scene.clone());
        Some(question)
    }

    /// Everything that `contents` draws lies in this field.
    pub(super) fn inside<R>(&mut self, field: &str, contents: impl FnOnce(&mut Self) -> R) -> R {
        let length = self.path.len();
        self.path.push_str(field);
        self.path.push('.');
        let result = contents(self);
        self.path.truncate(length);
        result
    }

    /// The names of everything that `contents` draws begin with this.
    pub(super) fn named<R>(&mut self, prefix: &str, contents: impl FnOnce(&mut Self) -> R) -> R {
        let before = self.prefix.clone();
        self.prefix = if before.is_empty() { prefix.to_owned() } else { format!("{before}, {prefix}") };
        let result = contents(self);
        self.prefix = before;
        result
    }

    /// A name that is not mistaken for that of another part's field.
    pub(super) fn name(&self, name: &str) -> String {
        if self.prefix.is_empty() { name.to_owned() } else { format!("{}: {name}", self.prefix) }
    }

    /// A field's id, the same from pass to pass wherever it is drawn.
    pub(super) fn id(&self, field: &str) -> Id {
        Id::unique(("form", &self.scene, &self.choice, &self.path, field))
    }

    /// The same as [`Field`], for who is to fill it.
    pub(super) fn field(&self, field: &str) -> Field {
        Field {
            scene: self.scene.clone(),
            choice: self.choice.clone(),
            name: format!("{}{field}", self.path),
        }
    }

    /// The file that was chosen for this field, once.
    pub(super) fn take_chosen_file(&mut self, field: &str) -> Option<String> {
        let wanted = self.field(field);
        let (_, file) = self.chosen_file.filter(|(of, _)| *of == wanted)?;
        self.chosen_file = None;
        self.out.took_file = true;
        Some(file.clone())
    }

    /// What changed in this pass, and in which stay (`None`: it is a step of its own).
    pub(super) fn touch(&mut self, what: What, stay: Option<Id>) {
        self.out.touched = Some((what, stay));
    }

    /// Gives a control its name, makes it a place to go to, and ends a stay in it that is over.
    pub(super) fn settle(&mut self, ui: &Ui, field: &str, name: &str, response: &Response) {
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name.to_owned()));
        self.mark(ui, field, response.id, response.rect);
        let stays = response.has_focus() || response.dragged() || response.is_pointer_button_down_on();
        if !stays && self.memory.stay.is_some_and(|(id, _)| id == response.id) {
            self.memory.stay = None;
        }
    }

    /// Makes something a place to go to.
    pub(super) fn mark(&mut self, ui: &Ui, field: &str, id: Id, rect: Rect) {
        let now = ui.input(|input| input.time);
        match self.memory.marked {
            Some((marked, until)) if marked == id && now < until => {
                let around = rect.expand(self.m.line_width(Line::Strong));
                let stroke = self.m.stroke(Line::Strong, self.palette.focus);
                let corner = self.m.radius(Radius::Chip);
                ui.painter().rect_stroke(around, corner, stroke, egui::StrokeKind::Outside);
                ui.ctx().request_repaint_after(std::time::Duration::from_millis(200));
            }
            _ => {}
        }
        self.marks.push(Mark {
            choice: self.choice.clone(),
            field: format!("{}{field}", self.path),
            id,
            rect,
        });
    }

    /// Whether a field is looked for that is not among those that are unfolded: everything opens.
    pub(super) fn is_seeking(&self) -> bool {
        self.memory.seeking.is_some() && self.memory.sought > 1
    }

    /// Whether one of this choice is looked for that is not among these, which are always unfolded.
    pub(super) fn seeks_in_choice(&self, choice: &ChoiceId, unfolded: &[&str]) -> bool {
        self.memory.seeking.as_ref().is_some_and(|field| {
            let begins = field.name.split(['.', '[']).next().unwrap_or_default();
            field.choice.as_ref() == Some(choice) && !unfolded.contains(&begins)
        })
    }

    /// Shows the field that is looked for, gives it the focus and marks it.
    fn go_to(&mut self, ui: &Ui) {
        /// Passes after which what is folded is open: what stands near a field is not taken for it before.
        const OPENED: u32 = 4;
        /// Passes after which anything of the form will do.
        const PATIENCE: u32 = 6;
        let Some(seeking) = self.memory.seeking.clone() else { return };
        self.memory.sought += 1;
        let wanted = &*seeking.name;
        let mut of_choice = self.marks.iter().filter(|mark| mark.choice == seeking.choice);
        let first = of_choice.clone().find(|mark| mark.field != "id");
        // The field itself, or the first part of it, or what stands nearest to it.
        let found = if wanted.is_empty() {
            first
        } else {
            let itself = |mark: &&Mark| mark.field == wanted || lies_in(&mark.field, wanted);
            // Of those that share most with it, the first: keys rise where it is shared less.
            let near = of_choice.clone().filter(|mark| shared(wanted, &mark.field) > 0);
            let near = near.min_by_key(|mark| usize::MAX - shared(wanted, &mark.field));
            of_choice.find(itself).or(near.filter(|_| self.memory.sought > OPENED))
        };
        if let Some(mark) = found.or_else(|| (self.memory.sought > PATIENCE).then_some(first).flatten()) {
            ui.scroll_to_rect(mark.rect, Some(Align::Center));
            ui.memory_mut(|memory| memory.request_focus(mark.id));
            self.memory.marked = Some((mark.id, ui.input(|input| input.time) + MARKED));
            self.memory.seeking = None;
        } else if self.memory.sought > PATIENCE {
            self.memory.seeking = None;
        }
        ui.ctx().request_repaint();
    }

    /// More to be done to the document, as a step of its own.
    pub(super) fn work(
        &mut self,
        what: What,
        work: impl FnOnce(&mut Edit<'_>) -> Result<(), EditError> + 'static,
    ) {
        self.out.works.push((what, Box::new(work)));
    }

    /// Pictures along a clip are wanted at these moments; given once they are the ones that are made.
    pub(super) fn want_filmstrip(
        &mut self,
        file: &str,
        moments: Vec<MediaDuration>,
    ) -> Option<&'a Filmstrip> {
        let is_it = |strip: &&Filmstrip| strip.file == file && strip.moments == moments;
        let known = self.found.filmstrips.iter().find(is_it);
        if known.is_none() && self.out.filmstrips.iter().all(|strip| !is_it(&strip)) {
            let wanted = Filmstrip { file: file.to_owned(), moments, ..Filmstrip::default() };
            self.out.filmstrips.push(wanted);
        }
        known
    }

    /// The picture of this moment of a clip, or of one shortly before; a worker makes it.
    pub(super) fn want_scrub(&mut self, file: &str, at: MediaDuration) -> Option<&'a egui::TextureHandle> {
        let known = self.found.scrub.as_ref().filter(|known| known.file == file);
        if known.is_none_or(|known| known.at != at) {
            self.out.scrub = Some((file.to_owned(), at));
        }
        known.and_then(|known| known.picture.as_ref())
    }

    /// Something for the window to do.
    pub(super) fn request(&mut self, request: Request) {
        self.out.requests.push(request);
    }

    /// Selects a card when the pass is over.
    pub(super) fn select(&mut self, item: Item) {
        self.out.selection = Some(Selection::of(item));
    }

    /// A scene that is made in the same step as what the draft says; its id.
    pub(super) fn new_scene(&mut self, title: &str) -> SceneId {
        let id = names::free_scene(self.story, title);
        let scene = Scene { title: self.in_shown(title), ..Scene::default() };
        self.out.new_scenes.push((id.clone(), scene));
        id
    }

    /// An ending that is made in the same step as what the draft says; its id.
    pub(super) fn new_ending(&mut self, title: &str) -> Option<EndingId> {
        let taken = |words: &str| self.story.endings.contains_key(words);
        let id = EndingId::new(&names::free(title, "ending", taken)).ok()?;
        let text = Text::default();
        let ending = Ending { title: self.in_shown(title), text, offers: Vec::new(), contact: false };
        self.out.new_endings.push((id.clone(), ending));
        Some(id)
    }

    /// A text in the shown language alone.
    fn in_shown(&self, words: &str) -> Text {
        let words = words.trim();
        let entry = (!words.is_empty()).then(|| (self.shown.clone(), words.to_owned()));
        Text(entry.into_iter().collect())
    }

    /// Gives something another name, as a step of its own.
    pub(super) fn rename(&mut self, name: Name, words: String) {
        self.work(What::Rename, move |edit| names::rename(edit, &name, &words).map(drop));
    }
}

/// Whether a field lies in another: `media.captions.ja` in `media.captions` and in `media`.
fn lies_in(inner: &str, outer: &str) -> bool {
    inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with(['.', '[']))
}

/// How many parts two fields' names begin with in common.
fn shared(one: &str, other: &str) -> usize {
    let parts = |field| str::split(field, ['.', '[']);
    parts(one).zip(parts(other)).take_while(|(one, other)| one == other).count()
}
