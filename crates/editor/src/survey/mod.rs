//! What a story comes to when it is played: its paths and how long they take, how often its choices
//! come up, how much of it each language has.
//!
//! Both [`PathSearch`] and [`Sessions`] play the story with the real [`session::Session`], without
//! pictures and without a record. They work in pieces, so that a worker can tell how far it is and stop.
//! Chance comes from a seed: the same seed gives the same sessions.

mod coverage;
mod paths;
mod play;
mod quickest;
mod table;

pub use coverage::{ChoiceCount, Coverage, Sessions};
pub use paths::{Bounds, Path, PathEnd, PathSearch, Paths};
pub use table::{coverage_csv, languages_csv, paths_csv};

use crate::translations;
use media_time::MediaDuration;
use scene_graph::{Language, SceneId, Story, WatchingTime, watching_time};
use std::collections::BTreeSet;
use std::sync::Arc;

/// How long the story's files are, by the path that it gives them; `None`: not known.
pub type FileLengths = Arc<dyn Fn(&str) -> Option<MediaDuration> + Send + Sync>;

/// What a story has in one language.
#[derive(Clone, Debug, PartialEq)]
pub struct LanguageSurvey {
    /// Which.
    pub language: Language,
    /// Texts that are to be said in it.
    pub texts: usize,
    /// Texts that are missing in it.
    pub missing: usize,
    /// Scenes of which every text is said in it.
    pub whole_scenes: usize,
    /// Scenes of which some text is missing in it, in the story's order.
    pub scenes_with_gaps: Vec<SceneId>,
    /// How long watching takes; `None`: the length of some file is not known, or no ending is reached.
    pub watching: Option<WatchingTime>,
}

/// What the story has in each of its languages.
#[must_use]
pub fn languages(story: &Story, lengths: &FileLengths) -> Vec<LanguageSurvey> {
    let rows = translations::rows(story);
    let of = |language: &Language| {
        let wanted = rows.iter().filter(|row| row.only.as_ref().is_none_or(|only| only == language));
        let missing: Vec<&translations::Row> =
            wanted.clone().filter(|row| row.missing(story).any(|tag| tag == language)).collect();
        let gaps: BTreeSet<&str> =
            missing.iter().filter_map(|row| row.id.strip_prefix("scenes.")?.split('.').next()).collect();
        let scenes_with_gaps: Vec<SceneId> =
            story.scenes.keys().filter(|id| gaps.contains(id.as_str())).cloned().collect();
        LanguageSurvey {
            language: language.clone(),
            texts: wanted.count(),
            missing: missing.len(),
            whole_scenes: story.scenes.len() - scenes_with_gaps.len(),
            scenes_with_gaps,
            watching: watching_time(story, language, &|file| lengths(file)),
        }
    };
    story.languages.iter().map(of).collect()
}
