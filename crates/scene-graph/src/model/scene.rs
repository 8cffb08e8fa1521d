//! Scenes and what they show.

use super::{Branch, ClipTime, Language, Question, Text};
use crate::load::form::MediaForm;
use crate::{HandoutId, ThemeId};
use indexmap::IndexMap;
use media_time::MediaDuration;
use serde::Deserialize;

/// A node of the graph: media, perhaps a question, and what comes next.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Scene {
    /// Shown in the chapter map and on a slate when the media cannot be played.
    pub title: Text,
    /// The author's own note; never shown.
    pub note: String,
    /// What this scene is about.
    pub themes: Vec<ThemeId>,
    /// What is seen and heard.
    pub media: Media,
    /// The music bed under this scene.
    pub music: SceneMusic,
    /// Handouts offered here.
    pub offers: Vec<HandoutId>,
    /// Asked here, at most once an entry.
    pub question: Option<Question>,
    /// The way on wherever no choice's own branch applies.
    pub then: Option<Branch>,
}

/// What a scene shows.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(from = "MediaForm")]
pub enum Media {
    /// The brand's background.
    #[default]
    Nothing,
    /// A clip.
    Video(Video),
    /// A picture, with or without sound.
    Still(Still),
    /// One of these, by the viewer's language.
    ByLanguage(IndexMap<Language, Media>),
}

/// A clip, whole or trimmed. File names are relative to the story's folder.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Video {
    /// The clip.
    pub file: String,
    /// Where to begin, in the file's time; the file's start when absent.
    pub from: Option<ClipTime>,
    /// Where to stop, in the file's time; the file's end when absent.
    pub to: Option<ClipTime>,
    /// A file whose sound replaces the clip's own; its 0 is `from`.
    pub sound: Option<String>,
    /// Captions (WebVTT or SRT) by language, in the file's own time.
    pub captions: IndexMap<Language, String>,
    /// Louder or quieter, in decibels.
    pub gain_db: i32,
}

/// A picture that is shown for a while.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Still {
    /// The picture.
    pub file: String,
    /// What it shows, for those who cannot see it.
    pub alt: Text,
    /// How long; when absent, as long as `sound`, and without that no time at all.
    pub lasts: Option<MediaDuration>,
    /// Heard meanwhile.
    pub sound: Option<String>,
    /// Captions (WebVTT or SRT) by language.
    pub captions: IndexMap<Language, String>,
    /// Louder or quieter, in decibels.
    pub gain_db: i32,
}

/// A music bed: a file that is looped under scenes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bed {
    /// The music.
    pub file: String,
    /// Louder or quieter, in decibels.
    #[serde(default)]
    pub gain_db: i32,
}

/// Which music bed a scene wants.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub enum SceneMusic {
    /// The story's, if it has one.
    #[default]
    Story,
    /// Its own.
    Own(Bed),
    /// None.
    Off,
}
