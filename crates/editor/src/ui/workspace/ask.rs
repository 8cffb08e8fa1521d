//! What is asked of the author before anything else: [`Ask`].

use super::Request;
use crate::layout::FrameId;
use crate::names::Name;
use crate::translations::Import;
use crate::wires::Turn;
use scene_graph::Story;
use std::sync::Arc;

/// Something that the author must answer, or looks at, before anything else.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    /// The story has unsaved changes: save them before this is done?
    Unsaved(Box<Request>),
    /// What the last save does not have yet.
    Changes,
    /// What is another in this story than in another one.
    Compared {
        /// Where that one lies.
        from: String,
        /// What it says.
        story: Arc<Story>,
    },
    /// The file changed underneath.
    ChangedOnDisk,
    /// A recovered story is there.
    Recovered,
    /// Another window edits this story.
    OpenElsewhere,
    /// Which story to begin with.
    NewStory,
    /// The path of a file or folder, where the system has no dialog for it.
    Path {
        /// What it is for.
        what: PathFor,
        /// What was written so far.
        words: String,
    },
    /// What a translators' table would change.
    Import(Arc<Import>),
    /// Search for a scene, or for a command.
    Palette {
        /// For a command, not for a scene.
        commands: bool,
    },
    /// Keys.
    Keys,
    /// Another name.
    Rename {
        /// What is to get it.
        what: Renamed,
        /// What was written so far.
        words: String,
    },
    /// Where a way on is to lead.
    LeadTo {
        /// The way on.
        turn: Turn,
        /// What was written to search for.
        wanted: String,
        /// Whether it comes back from there.
        visits: bool,
    },
}

/// What a path that is written by hand is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathFor {
    /// The story to open.
    Story,
    /// The folder that a story is written into.
    NewFolder,
    /// A file that is read.
    File,
    /// A file that is written.
    NewFile,
}

/// Something that can get another name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Renamed {
    /// Something with an id.
    Id(Name),
    /// A frame, which has a title.
    Frame(FrameId),
}
