//! What one edit changes, so that it can be taken back, sent to a worker, or told to a view.

use crate::layout::{Frame, FrameId, Layout, Spot};
use scene_graph::{EndingId, Scene, SceneId, Story};
use std::mem;
use std::sync::Arc;

/// Something with a place on the canvas.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Item {
    /// A scene's card.
    Scene(SceneId),
    /// An ending's card.
    Ending(EndingId),
}

impl Item {
    /// The scene, if it is one.
    #[must_use]
    pub fn scene(&self) -> Option<&SceneId> {
        match self {
            Self::Scene(id) => Some(id),
            Self::Ending(_) => None,
        }
    }

    /// Whether the story has it.
    #[must_use]
    pub fn is_in(&self, story: &Story) -> bool {
        match self {
            Self::Scene(id) => story.scenes.contains_key(id),
            Self::Ending(id) => story.endings.contains_key(id),
        }
    }

    /// Where its card lies; `None`: nowhere in particular.
    #[must_use]
    pub fn spot_in(&self, layout: &Layout) -> Option<Spot> {
        match self {
            Self::Scene(id) => layout.scenes.get(id).copied(),
            Self::Ending(id) => layout.endings.get(id).copied(),
        }
    }

    /// All of a story's, scenes first, in the author's order.
    pub fn all_of(story: &Story) -> impl Iterator<Item = Self> {
        let scenes = story.scenes.keys().cloned().map(Self::Scene);
        scenes.chain(story.endings.keys().cloned().map(Self::Ending))
    }
}

/// A scene and its place in the author's order.
#[derive(Clone, Debug, PartialEq)]
pub struct Slot {
    /// Its place, from 0.
    pub index: usize,
    /// The scene as it is in that state.
    pub scene: Arc<Scene>,
}

/// One thing that is another after an edit than before. Applying changes in order to the state they
/// were made from gives the state after; taking them back in the opposite order gives it again.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// All of the story but its scenes.
    Head {
        /// A story without scenes.
        before: Arc<Story>,
        /// The same, changed.
        after: Arc<Story>,
    },
    /// A scene; absent before: it was made; absent after: it was deleted; another index: it was moved
    /// in the order.
    Scene {
        /// Its id in both states. A renamed scene is one that goes and one that comes.
        id: SceneId,
        /// How it was.
        before: Option<Slot>,
        /// How it is.
        after: Option<Slot>,
    },
    /// Where a card lies; absent: nowhere in particular.
    Spot {
        /// Whose card.
        item: Item,
        /// Where it lay.
        before: Option<Spot>,
        /// Where it lies.
        after: Option<Spot>,
    },
    /// A frame.
    Frame {
        /// Which.
        id: FrameId,
        /// How it was.
        before: Option<Frame>,
        /// How it is.
        after: Option<Frame>,
    },
}

impl Change {
    /// The change back.
    #[must_use]
    pub fn reversed(self) -> Self {
        match self {
            Self::Head { before, after } => Self::Head { before: after, after: before },
            Self::Scene { id, before, after } => Self::Scene { id, before: after, after: before },
            Self::Spot { item, before, after } => Self::Spot { item, before: after, after: before },
            Self::Frame { id, before, after } => Self::Frame { id, before: after, after: before },
        }
    }

    /// Makes `story` and `layout`, which are in the state before, be in the state after. A worker keeps
    /// its copy up to date with this.
    pub fn apply(&self, story: &mut Story, layout: &mut Layout) {
        match self {
            Self::Head { after, .. } => {
                let scenes = mem::take(&mut story.scenes);
                *story = Story { scenes, ..Story::clone(after) };
            }
            Self::Scene { id, before, after } => apply_scene(story, id, before.as_ref(), after.as_ref()),
            Self::Spot { item: Item::Scene(id), after, .. } => put(&mut layout.scenes, id, *after),
            Self::Spot { item: Item::Ending(id), after, .. } => put(&mut layout.endings, id, *after),
            Self::Frame { id, after, .. } => put(&mut layout.frames, id, after.clone()),
        }
    }

    /// Whether it changes nothing.
    pub(super) fn is_nothing(&self) -> bool {
        match self {
            Self::Head { before, after } => before == after,
            Self::Scene { before, after, .. } => before == after,
            Self::Spot { before, after, .. } => before == after,
            Self::Frame { before, after, .. } => before == after,
        }
    }

    /// Whether scenes come, go or change their order.
    fn is_structural(&self) -> bool {
        let index = |slot: &Option<Slot>| slot.as_ref().map(|slot| slot.index);
        matches!(self, Self::Scene { before, after, .. } if index(before) != index(after))
    }
}

fn apply_scene(story: &mut Story, id: &SceneId, before: Option<&Slot>, after: Option<&Slot>) {
    match (before, after) {
        (Some(old), Some(new)) if old.index == new.index => {
            if let Some(scene) = story.scenes.get_mut(id) {
                *scene = Scene::clone(&new.scene);
            }
        }
        (old, new) => {
            if old.is_some() {
                story.scenes.shift_remove(id);
            }
            if let Some(new) = new {
                let index = new.index.min(story.scenes.len());
                story.scenes.shift_insert(index, id.clone(), Scene::clone(&new.scene));
            }
        }
    }
}

fn put<K: Ord + Clone, V>(map: &mut std::collections::BTreeMap<K, V>, key: &K, value: Option<V>) {
    match value {
        Some(value) => drop(map.insert(key.clone(), value)),
        None => drop(map.remove(key)),
    }
}

/// Adds `later` to `changes`. Where the same thing was changed before, and nothing stands between,
/// both become one: a card that is dragged over the canvas is one change of its place.
pub(super) fn absorb(changes: &mut Vec<Change>, later: Change) {
    if later.is_structural() || changes.iter().any(Change::is_structural) {
        changes.push(later);
        return;
    }
    // The latest: an edit may have changed it more than once, one after the other.
    let known = changes.iter_mut().rev().find(|known| is_same_thing(known, &later));
    match known {
        None => changes.push(later),
        Some(known) => {
            compose(known, later);
        }
    }
    changes.retain(|change| !change.is_nothing());
}

fn is_same_thing(one: &Change, other: &Change) -> bool {
    match (one, other) {
        (Change::Head { .. }, Change::Head { .. }) => true,
        (Change::Scene { id: one, .. }, Change::Scene { id: other, .. }) => one == other,
        (Change::Spot { item: one, .. }, Change::Spot { item: other, .. }) => one == other,
        (Change::Frame { id: one, .. }, Change::Frame { id: other, .. }) => one == other,
        _ => false,
    }
}

fn compose(known: &mut Change, later: Change) {
    match (known, later) {
        (Change::Head { after, .. }, Change::Head { after: last, .. }) => *after = last,
        (Change::Scene { after, .. }, Change::Scene { after: last, .. }) => *after = last,
        (Change::Spot { after, .. }, Change::Spot { after: last, .. }) => *after = last,
        (Change::Frame { after, .. }, Change::Frame { after: last, .. }) => *after = last,
        _ => {}
    }
}
