//! What is asked of the window, and what it gives: [`Request`].

use super::Field;
use crate::layout::Layout;
use crate::{diagram, translations};
use scene_graph::{Language, SceneId, Story};
use std::path::PathBuf;
use std::sync::Arc;

/// What the window carries out.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// Begin a new story from this template.
    New {
        /// The template's id.
        template: String,
    },
    /// Ask which story to open (`None`), or open this one.
    Open(Option<PathBuf>),
    /// Write story and layout; `then` is done when they are written.
    Save {
        /// What the author wanted besides.
        then: Option<Box<Request>>,
    },
    /// Ask where, and write them there.
    SaveAs,
    /// Take the recovered story, or (`false`) delete it.
    Recover(bool),
    /// [`super::Workspace::on_disk`] is what was looked at: the next save may replace that.
    AcceptDisk,
    /// Edit the story that another window edited, if that has let it go.
    TakeOver,
    /// Play it in the player's own window.
    PlayAsViewer {
        /// From this scene; `None`: from the start.
        from: Option<SceneId>,
    },
    /// Play it in the preview pane.
    Preview {
        /// From this scene; `None`: from the start.
        from: Option<SceneId>,
    },
    /// Ask for files and give them as [`Workspace::dropped`](super::Workspace::dropped).
    ChooseClips,
    /// Copy these files, which lie outside of the story's folder, into it, and give the copies as
    /// [`Workspace::dropped`](super::Workspace::dropped).
    TakeIn(Dropped),
    /// Ask for one file and put its path within the story into this field.
    ChooseFile(Field),
    /// Ask where, and write this there.
    Export {
        /// A name for the file.
        name: String,
        /// What is in it.
        what: Export,
    },
    /// Ask for another story and show what is another in it ([`Ask::Compared`](super::Ask::Compared)).
    Compare,
    /// Ask for a file of translations and give its bytes as [`Workspace::table`](super::Workspace::table).
    ImportTexts,
    /// The author wrote this path where the system has no dialog; `None`: gave up.
    Path(Option<PathBuf>),
    /// Close the window.
    Quit,
}

/// What goes out of the editor as a file. It is put together on a worker's thread: ten thousand scenes take
/// their time.
#[derive(Clone, Debug, PartialEq)]
pub enum Export {
    /// All texts for translators.
    Texts(Arc<Story>),
    /// The graph as Mermaid, in this language.
    Mermaid(Arc<Story>, Language),
    /// The graph as a picture.
    Svg(Arc<Story>, Arc<Layout>, Language),
    /// Bytes that are there.
    Bytes(Arc<[u8]>),
}

impl Export {
    /// What the file has in it.
    #[must_use]
    pub fn bytes(&self) -> Arc<[u8]> {
        match self {
            Self::Texts(story) => translations::export(story).into(),
            Self::Mermaid(story, language) => diagram::mermaid(story, language).into_bytes().into(),
            Self::Svg(story, layout, language) => diagram::svg(story, layout, language).into_bytes().into(),
            Self::Bytes(bytes) => Arc::clone(bytes),
        }
    }
}

/// What a new story can begin with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// Its id.
    pub id: String,
    /// What it is called, in the window's language.
    pub name: String,
    /// What it is for.
    pub about: String,
    /// A picture of it, 320 x 180, as a PNG.
    pub picture: &'static [u8],
}

/// Files that were dropped on the window.
#[derive(Clone, Debug, PartialEq)]
pub struct Dropped {
    /// In the order of the file manager.
    pub files: Vec<PathBuf>,
    /// Where, in the window's points; `None`: the window system does not tell.
    pub at: Option<egui::Pos2>,
}
