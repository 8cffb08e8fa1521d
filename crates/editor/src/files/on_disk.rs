//! A story and its layout as they lie on disk, and what tells one content from another.

use crate::layout::Layout;
use scene_graph::Story;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What a story's files looked like: another stamp is another content.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stamp {
    /// Of `story.ron`.
    story: String,
    /// Of `layout.ron`; absent: there is none that can be read.
    layout: Option<String>,
}

impl Stamp {
    /// Of these contents.
    #[must_use]
    pub fn of(story: &[u8], layout: Option<&[u8]>) -> Self {
        let hash = |bytes: &[u8]| blake3::hash(bytes).to_hex().to_string();
        Self { story: hash(story), layout: layout.map(hash) }
    }

    /// Whether the story is the same; the cards may lie elsewhere.
    #[must_use]
    pub fn is_same_story(&self, other: &Self) -> bool {
        self.story == other.story
    }

    pub(super) fn has_no_layout(&self) -> bool {
        self.layout.is_none()
    }

    /// Whether the layout is the same.
    #[must_use]
    pub fn is_same_layout(&self, other: &Self) -> bool {
        self.layout == other.layout
    }
}

/// A story and its layout as they lie, or lay, on disk.
#[derive(Clone, Debug, PartialEq)]
pub struct OnDisk {
    /// The story.
    pub story: Arc<Story>,
    /// Where its cards lie; empty where there is no layout or none that can be read.
    pub layout: Arc<Layout>,
    /// What the files look like.
    pub stamp: Stamp,
}

impl OnDisk {
    /// As [`super::save`] writes them.
    #[must_use]
    pub fn written(story: Arc<Story>, layout: Arc<Layout>) -> Self {
        let stamp = Stamp::of(scene_graph::write(&story).as_bytes(), Some(layout.to_ron().as_bytes()));
        Self { story, layout, stamp }
    }
}
