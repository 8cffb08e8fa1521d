//! The story model: a branch graph with its texts, themes, variables and start scene.
//!
//! - [`model`]: [`Story`] and everything in it, as `story.ron` says it.
//! - [`load()`]: RON in; a story and its diagnostics, or diagnostics alone.
//! - [`write()`]: RON out, the same shape back; [`revision`]: its hash; [`tree()`]: what is written, to
//!   compare and merge.
//! - [`condition`]: whether a condition holds, of anything that knows the [`Facts`].
//! - [`check()`]: what is wrong with a story, with or without [`MediaFacts`] of the [`media_files()`] it names.
//! - [`paths`]: where a story can lead.
//! - [`lengths`]: how long watching it takes.
//! - [`diagnostic`]: what is wrong with a story, where, and what to do.
//! - `generate` (feature of that name): strategies for made-up stories, for property tests.
//!
//! Nothing here reads a file, a clock or a random source, starts a thread, or panics on bad input.

mod check;
pub mod condition;
pub mod diagnostic;
#[cfg(feature = "generate")]
pub mod generate;
mod ids;
pub mod lengths;
pub mod load;
mod media_files;
pub mod model;
pub mod paths;
mod story_path;
mod write;

pub use check::check;
pub use condition::{Facts, evaluate};
pub use diagnostic::{Code, Diagnostic, Position, Severity};
pub use ids::{
    CareId, ChoiceId, EndingId, HandoutId, IdError, QuestionId, SceneId, StoryId, ThemeId, VariableId, is_id,
};
pub use lengths::{WatchingTime, media_length, watching_time};
pub use load::{Loaded, load};
pub use media_files::{FileKind, IndexFact, MediaFact, MediaFacts, MediaFile, indexed_files, media_files};
pub use model::*;
pub use story_path::{StoryPathProblem, story_path_problem};
pub use write::{Tree, canonical_hash, revision, tree, write};
