//! The story that is edited, where its cards lie, and every step back and forth.

mod change;
mod head;
mod history;

pub use change::{Change, Item, Slot, apply_all};
pub(crate) use head::{head_of, is_same_head};
pub use history::{Gesture, What};

use crate::layout::{Frame, FrameId, Layout, Spot};
use crate::names::Name;
use history::History;
use scene_graph::{Scene, SceneId, Story};
use std::mem;
use std::sync::Arc;

/// Why an edit cannot be made. The document is as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EditError {
    /// Something of that name is not there.
    #[error("there is no {0}")]
    Missing(Name),
    /// The name is taken.
    #[error("there is a {0} already: choose another name")]
    Taken(Name),
    /// The words are no name.
    #[error("\"{0}\" cannot be a name: use a to z, 0 to 9 and '-', at most 64 of them, not '-' in front")]
    NotAName(String),
    /// A story has at least one scene.
    #[error("a story needs a scene: the last one cannot be deleted")]
    LastScene,
    /// The story can only be looked at here.
    #[error("the story is open in another window: it can only be looked at here")]
    ReadOnly,
    /// A wire's place is not there any more.
    #[error("that way on is not there any more")]
    NoSuchTurn,
    /// Without a case that holds, the way on has to lead somewhere.
    #[error("this is the way where no condition holds: lead it elsewhere, or take the conditions away first")]
    NeedsAWay,
    /// The question has no choices, or not this one's kind.
    #[error("this question has no choices: make it one that asks for one or several of them")]
    NoChoices,
}

/// A story that is edited. All changes go through [`Document::edit`].
#[derive(Debug)]
pub struct Document {
    story: Story,
    layout: Layout,
    history: History,
    /// The state that is on disk.
    saved: Option<u64>,
    /// Since [`Document::take_changes`] was called last.
    news: Vec<Change>,
    read_only: bool,
}

impl Document {
    /// A story and its layout as they were read: saved, with nothing to undo.
    #[must_use]
    pub fn opened(story: Story, layout: Layout) -> Self {
        let history = History::default();
        Self { story, layout, saved: Some(history.state()), history, news: Vec::new(), read_only: false }
    }

    /// A story that is on no disk yet.
    #[must_use]
    pub fn unsaved(story: Story, layout: Layout) -> Self {
        Self { saved: None, ..Self::opened(story, layout) }
    }

    /// The story as it is.
    #[must_use]
    pub fn story(&self) -> &Story {
        &self.story
    }

    /// Where its cards lie.
    #[must_use]
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// Whether it can only be looked at.
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        self.read_only
    }

    /// From now on it can only be looked at, or be edited again.
    pub fn set_read_only(&mut self, read_only: bool) {
        self.read_only = read_only;
    }

    /// Makes an edit: one step to undo, however much `work` does. When `work` fails, or changes
    /// nothing, the document is as it was and there is no step.
    ///
    /// # Errors
    /// What `work` gives.
    pub fn edit<T>(
        &mut self,
        what: What,
        work: impl FnOnce(&mut Edit<'_>) -> Result<T, EditError>,
    ) -> Result<T, EditError> {
        self.edit_within(what, None, work)
    }

    /// The same for one of many edits of a gesture, which are one step together as long as nothing
    /// else is edited between.
    ///
    /// # Errors
    /// What `work` gives.
    pub fn edit_within<T>(
        &mut self,
        what: What,
        gesture: Option<Gesture>,
        work: impl FnOnce(&mut Edit<'_>) -> Result<T, EditError>,
    ) -> Result<T, EditError> {
        if self.read_only {
            return Err(EditError::ReadOnly);
        }
        let mut edit = Edit { document: self, changes: Vec::new() };
        let result = work(&mut edit);
        let changes = mem::take(&mut edit.changes);
        if result.is_err() {
            let back: Vec<Change> = changes.into_iter().rev().map(Change::reversed).collect();
            self.apply(&back);
            return result;
        }
        if !changes.is_empty() {
            self.news.extend(changes.iter().cloned());
            self.history.push(what, gesture, changes);
        }
        result
    }

    /// Takes the latest step back; false: there is none.
    pub fn undo(&mut self) -> bool {
        let changes = if self.read_only { None } else { self.history.undo() };
        self.go(changes)
    }

    /// Does the step again that was undone last; false: there is none.
    pub fn redo(&mut self) -> bool {
        let changes = if self.read_only { None } else { self.history.redo() };
        self.go(changes)
    }

    fn go(&mut self, changes: Option<Vec<Change>>) -> bool {
        let Some(changes) = changes else { return false };
        self.apply(&changes);
        self.news.extend(changes);
        true
    }

    fn apply(&mut self, changes: &[Change]) {
        change::apply_all(changes, &mut self.story, &mut self.layout);
    }

    /// What [`Document::undo`] would take back.
    #[must_use]
    pub fn next_undo(&self) -> Option<What> {
        self.history.next_undo().filter(|_| !self.read_only)
    }

    /// What [`Document::redo`] would do again.
    #[must_use]
    pub fn next_redo(&self) -> Option<What> {
        self.history.next_redo().filter(|_| !self.read_only)
    }

    /// Names the present state: the same number is the same state of this story and layout; no other
    /// story's has it.
    #[must_use]
    pub fn state(&self) -> u64 {
        self.history.state()
    }

    /// Whether what is on disk is the present state.
    #[must_use]
    pub fn is_saved(&self) -> bool {
        self.saved == Some(self.state())
    }

    /// The state of this name was written to disk.
    pub fn saved(&mut self, state: u64) {
        self.saved = Some(state);
    }

    /// What changed since the last call, in order: for those who keep a copy.
    pub fn take_changes(&mut self) -> Vec<Change> {
        mem::take(&mut self.news)
    }
}

/// An edit in the making: the story and layout as they are by now, and the ways to change them.
#[derive(Debug)]
pub struct Edit<'a> {
    document: &'a mut Document,
    changes: Vec<Change>,
}

impl Edit<'_> {
    /// The story by now.
    #[must_use]
    pub fn story(&self) -> &Story {
        &self.document.story
    }

    /// The layout by now.
    #[must_use]
    pub fn layout(&self) -> &Layout {
        &self.document.layout
    }

    fn make(&mut self, change: Change) {
        if !change.is_nothing() {
            change.apply(&mut self.document.story, &mut self.document.layout);
            self.changes.push(change);
        }
    }

    /// Changes what belongs to the story as a whole. `work` sees a story without scenes; scenes that it
    /// adds are dropped.
    pub fn head<T>(&mut self, work: impl FnOnce(&mut Story) -> T) -> T {
        let before = head_of(self.story());
        let mut after = before.clone();
        let result = work(&mut after);
        after.scenes.clear();
        self.make(Change::Head { before: Arc::new(before), after: Arc::new(after) });
        result
    }

    /// Changes a scene.
    ///
    /// # Errors
    /// When there is none of that id, and what `work` gives.
    pub fn scene<T>(
        &mut self,
        id: &SceneId,
        work: impl FnOnce(&mut Scene) -> Result<T, EditError>,
    ) -> Result<T, EditError> {
        let (index, scene) = self.found(id)?;
        let before = Arc::clone(scene);
        let mut after = Scene::clone(&before);
        let result = work(&mut after)?;
        let slot = |scene| Some(Slot { index, scene });
        self.make(Change::Scene { id: id.clone(), before: slot(before), after: slot(Arc::new(after)) });
        Ok(result)
    }

    /// Puts another scene in the place of one.
    ///
    /// # Errors
    /// When there is none of that id.
    pub fn replace_scene(&mut self, id: &SceneId, scene: impl Into<Arc<Scene>>) -> Result<(), EditError> {
        let (index, before) = self.found(id)?;
        let slot = |scene| Some(Slot { index, scene });
        let (before, after) = (slot(Arc::clone(before)), slot(scene.into()));
        self.make(Change::Scene { id: id.clone(), before, after });
        Ok(())
    }

    fn found(&self, id: &SceneId) -> Result<(usize, &Arc<Scene>), EditError> {
        let found = self.story().scenes.get_full(id).map(|(index, _, scene)| (index, scene));
        found.ok_or_else(|| EditError::Missing(Name::Scene(id.clone())))
    }

    /// Puts a scene into the order at `index`; at the end if that lies beyond it.
    ///
    /// # Errors
    /// When there is one of that id.
    pub fn insert_scene(
        &mut self,
        index: usize,
        id: &SceneId,
        scene: impl Into<Arc<Scene>>,
    ) -> Result<(), EditError> {
        if self.story().scenes.contains_key(id) {
            return Err(EditError::Taken(Name::Scene(id.clone())));
        }
        let index = index.min(self.story().scenes.len());
        let after = Some(Slot { index, scene: scene.into() });
        self.make(Change::Scene { id: id.clone(), before: None, after });
        Ok(())
    }

    /// Takes a scene out, with its card; who leads to it still does.
    ///
    /// # Errors
    /// When there is none of that id.
    pub fn remove_scene(&mut self, id: &SceneId) -> Result<Arc<Scene>, EditError> {
        let (index, scene) = self.found(id)?;
        let scene = Arc::clone(scene);
        let before = Some(Slot { index, scene: Arc::clone(&scene) });
        self.make(Change::Scene { id: id.clone(), before, after: None });
        self.place(&Item::Scene(id.clone()), None);
        Ok(scene)
    }

    /// Moves a scene in the author's order.
    ///
    /// # Errors
    /// When there is none of that id.
    pub fn reorder_scene(&mut self, id: &SceneId, to: usize) -> Result<(), EditError> {
        let last = self.story().scenes.len().saturating_sub(1);
        let (index, scene) = self.found(id)?;
        let slot = |index| Some(Slot { index, scene: Arc::clone(scene) });
        let (before, after) = (slot(index), slot(to.min(last)));
        self.make(Change::Scene { id: id.clone(), before, after });
        Ok(())
    }

    /// Lays a card somewhere; `None`: nowhere in particular.
    pub fn place(&mut self, item: &Item, spot: Option<Spot>) {
        let before = self.spot(item);
        self.make(Change::Spot { item: item.clone(), before, after: spot });
    }

    /// Where a card lies.
    #[must_use]
    pub fn spot(&self, item: &Item) -> Option<Spot> {
        item.spot_in(self.layout())
    }

    /// Changes a frame, if it is there.
    pub fn change_frame(&mut self, id: FrameId, work: impl FnOnce(&mut Frame)) {
        if let Some(mut frame) = self.layout().frames.get(&id).cloned() {
            work(&mut frame);
            self.frame(id, Some(frame));
        }
    }

    /// Makes, changes or (with `None`) deletes a frame.
    pub fn frame(&mut self, id: FrameId, frame: Option<Frame>) {
        let before = self.layout().frames.get(&id).cloned();
        self.make(Change::Frame { id, before, after: frame });
    }
}
