//! What the viewer explored, and where there is more, as plain data.

use scene_graph::SceneId;

/// The way that the viewer took. It counts and compares nothing: it names what was seen, and what is
/// there whenever the viewer likes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explored {
    /// What was seen, by theme, in the order of the way.
    pub seen: Vec<SeenTheme>,
    /// The questions at which there is more.
    pub more: Vec<MoreWays>,
}

/// Scenes of one theme that were seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenTheme {
    /// The theme's name; empty for scenes without a theme.
    pub name: String,
    /// Its colour, `#rrggbb`; may be empty.
    pub colour: String,
    /// The scenes' titles.
    pub scenes: Vec<String>,
}

/// What was not chosen at one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoreWays {
    /// The scene that asks: [`crate::UiAction::Jump`] goes there.
    pub scene: SceneId,
    /// What it asks.
    pub prompt: String,
    /// The choices that lead to something not seen yet.
    pub choices: Vec<String>,
}
