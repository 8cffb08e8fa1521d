//! The steps back and forth.

use super::change::{Change, absorb};
use std::sync::atomic::{AtomicU64, Ordering};

/// Tells gestures apart: a drag, a stay in a text field. Edits of one gesture are one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Gesture(pub u64);

/// What a step does, for "Undo: …" in the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum What {
    /// Scenes were made.
    AddScene,
    /// Scenes, endings or frames were deleted.
    Delete,
    /// Scenes were copied within the story, or pasted.
    Paste,
    /// Cards or frames were moved.
    Move,
    /// Cards were laid out or aligned.
    Arrange,
    /// A wire was joined, cut or led elsewhere.
    Wire,
    /// A text was written.
    Text,
    /// A scene's media, times or loudness.
    Media,
    /// A question or its choices.
    Question,
    /// A condition.
    Condition,
    /// Something got another name.
    Rename,
    /// Languages, themes, variables, endings and other things of the whole story.
    Story,
    /// A frame was made or changed.
    Frame,
    /// What a problem's "fix" does.
    Fix,
}

/// What was done at a time.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub(super) what: What,
    pub(super) gesture: Option<Gesture>,
    pub(super) changes: Vec<Change>,
    /// Names the state before the step; see [`History::state`].
    before: u64,
}

/// So many states of a story have numbers of their own, and where the next story's begin.
const STATES: u64 = 1 << 32;
static NEXT: AtomicU64 = AtomicU64::new(0);

/// All steps, and how many of them are done.
#[derive(Debug)]
pub(super) struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
    /// Names the present state.
    state: u64,
    /// The newest name of a state.
    newest: u64,
}

impl Default for History {
    fn default() -> Self {
        let state = NEXT.fetch_add(STATES, Ordering::Relaxed);
        Self { done: Vec::new(), undone: Vec::new(), state, newest: state }
    }
}

impl History {
    /// A step was made; whatever was undone before can no longer be done again.
    pub(super) fn push(&mut self, what: What, gesture: Option<Gesture>, changes: Vec<Change>) {
        self.undone.clear();
        let before = self.state;
        self.newest += 1;
        self.state = self.newest;
        let goes_on = |step: &Step| gesture.is_some() && step.gesture == gesture && step.what == what;
        match self.done.last_mut().filter(|step| goes_on(step)) {
            Some(step) => {
                absorb(&mut step.changes, changes);
                // Back where the gesture began.
                if step.changes.is_empty() {
                    self.state = step.before;
                    self.done.pop();
                }
            }
            None => {
                let mut joined = Vec::new();
                absorb(&mut joined, changes);
                self.done.push(Step { what, gesture, changes: joined, before });
            }
        }
    }

    /// The changes that take the latest step back, in order.
    pub(super) fn undo(&mut self) -> Option<Vec<Change>> {
        let step = self.done.pop()?;
        let changes = step.changes.iter().rev().cloned().map(Change::reversed).collect();
        let after = std::mem::replace(&mut self.state, step.before);
        self.undone.push(Step { before: after, gesture: None, ..step });
        Some(changes)
    }

    /// The changes that do the step again that was undone last.
    pub(super) fn redo(&mut self) -> Option<Vec<Change>> {
        let step = self.undone.pop()?;
        let changes = step.changes.clone();
        // While undone, `before` names the state after it.
        let before = std::mem::replace(&mut self.state, step.before);
        self.done.push(Step { before, gesture: None, ..step });
        Some(changes)
    }

    /// What would be undone.
    pub(super) fn next_undo(&self) -> Option<What> {
        self.done.last().map(|step| step.what)
    }

    /// What would be done again.
    pub(super) fn next_redo(&self) -> Option<What> {
        self.undone.last().map(|step| step.what)
    }

    /// Names the present state: the same number is the same state of the same story.
    pub(super) fn state(&self) -> u64 {
        self.state
    }
}
