//! What is selected, and which field is to be shown: [`Selection`].

use crate::document::Item;
use crate::layout::FrameId;
use crate::wires::{Port, Turn};
use scene_graph::{ChoiceId, SceneId};
use std::collections::BTreeSet;

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
