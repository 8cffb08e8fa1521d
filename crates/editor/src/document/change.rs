//! What one edit changes, so that it can be taken back, sent to a worker, or told to a view.

use crate::layout::{Frame, FrameId, Layout, Spot};
use scene_graph::{EndingId, Scene, SceneId, Story};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
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

    fn thing(&self) -> Thing {
        match self {
            Self::Head { .. } => Thing::Head,
            Self::Scene { id, .. } => Thing::Scene(id.clone()),
            Self::Spot { item, .. } => Thing::Card(item.clone()),
            Self::Frame { id, .. } => Thing::Frame(*id),
        }
    }

    /// Whether scenes come, go or change their order.
    fn is_structural(&self) -> bool {
        let index = |slot: &Option<Slot>| slot.as_ref().map(|slot| slot.index);
        matches!(self, Self::Scene { before, after, .. } if index(before) != index(after))
    }
}

/// More scenes than these that come, go or move in the order at once are moved about in a list that is not
/// indexed. Tests look at both ways.
const MANY: usize = if cfg!(test) { 1 } else { 64 };

/// [`Change::apply`] for each of these, in order.
pub fn apply_all(changes: &[Change], story: &mut Story, layout: &mut Layout) {
    if changes.iter().filter(|change| change.is_structural()).count() <= MANY {
        changes.iter().for_each(|change| change.apply(story, layout));
        return;
    }
    let mut scenes: Vec<(SceneId, Arc<Scene>)> = mem::take(&mut story.scenes).into_iter().collect();
    for change in changes {
        let Change::Scene { id, before, after } = change else {
            change.apply(story, layout);
            continue;
        };
        if let Some(old) = before {
            let is_there = scenes.get(old.index).is_some_and(|(known, _)| known == id);
            let place =
                if is_there { Some(old.index) } else { scenes.iter().position(|(known, _)| known == id) };
            place.map(|place| scenes.remove(place));
        }
        if let Some(new) = after {
            scenes.insert(new.index.min(scenes.len()), (id.clone(), Arc::clone(&new.scene)));
        }
    }
    story.scenes = scenes.into_iter().collect();
}

fn apply_scene(story: &mut Story, id: &SceneId, before: Option<&Slot>, after: Option<&Slot>) {
    match (before, after) {
        (Some(old), Some(new)) if old.index == new.index => {
            if let Some(scene) = story.scenes.get_mut(id) {
                *scene = Arc::clone(&new.scene);
            }
        }
        (old, new) => {
            if old.is_some() {
                story.scenes.shift_remove(id);
            }
            if let Some(new) = new {
                let index = new.index.min(story.scenes.len());
                story.scenes.shift_insert(index, id.clone(), Arc::clone(&new.scene));
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
pub(super) fn absorb(changes: &mut Vec<Change>, later: Vec<Change>) {
    let mut structural = changes.iter().any(Change::is_structural);
    // Of several changes of one thing, one after the other, the latest.
    let mut known: HashMap<Thing, usize> = HashMap::new();
    if !structural {
        known.extend(changes.iter().enumerate().map(|(place, change)| (change.thing(), place)));
    }
    for later in later {
        structural |= later.is_structural();
        if structural {
            changes.push(later);
            continue;
        }
        match known.entry(later.thing()) {
            Entry::Vacant(entry) => {
                entry.insert(changes.len());
                changes.push(later);
            }
            Entry::Occupied(entry) => {
                if let Some(known) = changes.get_mut(*entry.get()) {
                    compose(known, later);
                }
            }
        }
    }
    changes.retain(|change| !change.is_nothing());
}

/// What a change is about.
#[derive(PartialEq, Eq, Hash)]
enum Thing {
    Head,
    Scene(SceneId),
    Card(Item),
    Frame(FrameId),
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

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;
    use crate::document::{Document, What};
    use crate::{commands, names::Name};
    use proptest::prelude::*;
    use scene_graph::generate::{Dice, valid_story};

    proptest! {
        #[test]
        fn many_changes_at_once_are_the_same_as_one_after_the_other(
            story in valid_story(),
            throws in prop::collection::vec(any::<u16>(), 60),
        ) {
            let mut dice = Dice::new(throws);
            let mut document = Document::opened(story.clone(), Layout::default());
            let edited = document.edit(What::Paste, |edit| {
                for _ in 0..6 {
                    let count = edit.story().scenes.len();
                    let any = edit.story().scenes.get_index(dice.below(count)).unwrap().0.clone();
                    match dice.below(4) {
                        0 => drop(commands::duplicate(edit, std::slice::from_ref(&any))?),
                        1 => edit.reorder_scene(&any, dice.below(count))?,
                        2 => drop(crate::names::rename(edit, &Name::Scene(any), &format!("r{}", dice.below(9)))),
                        _ if count > 1 => drop(edit.remove_scene(&any)?),
                        _ => edit.head(|head| head.note.push('x')),
                    }
                }
                Ok(())
            });
            prop_assert!(edited.is_ok());
            let (after, lay) = (document.story().clone(), document.layout().clone());
            let changes = document.take_changes();
            let (mut one, mut all) = ((story.clone(), Layout::default()), (story.clone(), Layout::default()));
            changes.iter().for_each(|change| change.apply(&mut one.0, &mut one.1));
            apply_all(&changes, &mut all.0, &mut all.1);
            prop_assert_eq!(&one, &all);
            prop_assert_eq!((&all.0, &all.1), (&after, &lay));
            prop_assert!(all.0.scenes.keys().eq(after.scenes.keys()));
            document.undo();
            prop_assert!(document.story() == &story && document.story().scenes.keys().eq(story.scenes.keys()));
            document.redo();
            prop_assert!(document.story() == &after && document.story().scenes.keys().eq(after.scenes.keys()));
        }
    }
}
