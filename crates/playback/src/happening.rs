//! What a core tells to whoever runs it.

use choice_log::Entry;
use core::fmt;
use media::MediaError;
use scene_graph::SceneId;
use session::Event;

/// Something that happened, in order.
#[derive(Clone, Debug)]
pub enum Happening {
    /// For the headless player's output.
    Event(Event),
    /// For the choice log, if the viewer agreed.
    Record(Entry),
    /// For the viewer, or whoever runs the program.
    Notice(Notice),
}

/// A file of the story could not be used. The session goes on. Its [`Display`](fmt::Display) names
/// scene and file, says what is wrong and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The scene in which it was wanted.
    pub scene: Option<SceneId>,
    /// The file, as the story names it.
    pub file: String,
    /// What it was for.
    pub kind: NoticeKind,
    /// Why, for people.
    pub message: String,
}

/// What a file was for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// A clip, a picture, a waiting clip or a music bed.
    Media,
    /// Captions.
    Captions,
}

impl Notice {
    pub(crate) fn media(scene: Option<SceneId>, file: String, error: &MediaError) -> Self {
        Self { scene, file, kind: NoticeKind::Media, message: error.message.clone() }
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(scene) = &self.scene {
            write!(f, "scene {scene}: ")?;
        }
        // What the file system says names the file itself.
        if self.message.starts_with(&self.file) {
            f.write_str(&self.message)
        } else {
            write!(f, "{}: {}", self.file, self.message)
        }
    }
}
