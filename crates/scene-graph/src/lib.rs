//! The story model: a branch graph with its texts, themes, variables and start scene.
//!
//! - [`model`]: [`Story`] and everything in it, as `story.ron` says it.
//!
//! Nothing here reads a file, a clock or a random source, starts a thread, or panics on bad input.

mod ids;
pub mod model;

pub use ids::{
    CareId, ChoiceId, EndingId, HandoutId, IdError, QuestionId, SceneId, StoryId, ThemeId, VariableId,
};
pub use model::*;
