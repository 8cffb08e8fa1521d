//! The author's window: winit around [`crate::ui`].
//!
//! The main thread owns the window and the workspace, and nothing else: it never touches a disk, decodes
//! or waits for a dialog. What the workspace asks for ([`crate::ui::Request`]) is carried out by short
//! threads that answer as events.
//!
//! - `app`: winit's side: the window, its passes, its place from one day to the next; `dialogs`.
//! - `desk`: the story that is edited and what is under way with its files; `stories` come to it, `saving`,
//!   `playing`, `choosing` files.
//! - `arrival`: what a disk is asked for when a story is opened. `tasks`: the short threads.

mod app;
mod arrival;
mod choosing;
mod desk;
mod dialogs;
mod dropping;
mod events;
mod playing;
mod preferences;
mod saving;
mod stories;
mod tasks;
mod window_place;

use crate::files::claim::Claim;
use crate::work::ClipIndexes;
use app::{App, Begin};
use arrival::Arrival;
use desktop::OutputError;
use media::ClipOpener;
use scene_graph::Language;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use winit::event_loop::EventLoop;

/// What a window edits.
pub struct EditorOptions {
    /// The story's folder or file; `None`: a new one.
    pub story: Option<PathBuf>,
    /// Opens its clips.
    pub opener: Arc<dyn ClipOpener>,
    /// Knows the import indexes of its clips.
    pub indexes: Arc<dyn ClipIndexes>,
    /// The language that the window's words are to have now; `None`: what was chosen in it before, else the
    /// system's.
    pub language: Option<Language>,
    /// The system's.
    pub system_language: Language,
    /// Where unsaved work is kept; `None`: nowhere.
    pub home: Option<PathBuf>,
    /// What a new story can begin with, in words of this language (`en` or `ja`).
    pub templates: ListTemplates,
    /// Makes a new story from a template in a folder.
    pub new_story: MakeStory,
    /// Plays a story in a window of its own: its folder, and the scene to begin at.
    pub play: PlayStory,
}

/// The templates in words of a language.
pub type ListTemplates = Arc<dyn Fn(&str) -> Vec<crate::ui::Template> + Send + Sync>;

/// Makes a new story from the template of this id in a folder that is empty or not there, its first
/// language this one; the error is for people.
pub type MakeStory = Arc<dyn Fn(&str, &Path, &Language) -> Result<(), String> + Send + Sync>;

/// Opens the player's window on a story; the error is for people.
pub type PlayStory = Arc<dyn Fn(&Path, Option<&str>) -> Result<(), String> + Send + Sync>;

/// Why there is no window, or no longer. What was not saved is kept in the recovery file.
#[derive(Debug, thiserror::Error)]
pub enum EditorError {
    /// There is no display.
    #[error("no window could be opened: {0}; the editor needs a display (start it under Xvfb without one)")]
    NoDisplay(String),
    /// The window or its display went away.
    #[error("the window is gone: {0}; open the story again to recover what was not saved")]
    DisplayLost(String),
    /// Nothing can be drawn.
    #[error("{0}; open the story again to recover what was not saved")]
    Output(#[from] OutputError),
    /// The story that the command line names cannot be opened.
    #[error(transparent)]
    Story(#[from] crate::files::OpenError),
}

/// Opens the window and edits until the author leaves.
///
/// # Errors
/// When there is no display, the story cannot be opened, or the window went away.
pub fn run(options: EditorOptions) -> Result<(), EditorError> {
    // There is no window yet that could wait for a disk.
    let home = options.home.as_deref();
    let begin = match options.story.as_deref() {
        Some(path) => Begin::Story(Box::new(Arrival::open(path, home, None)?)),
        None => Begin::Blank(home.map(Claim::unsaved)),
    };
    let place = home.and_then(window_place::read);
    let preferences = home.map(preferences::read).unwrap_or_default();
    let event_loop =
        EventLoop::with_user_event().build().map_err(|error| EditorError::NoDisplay(error.to_string()))?;
    let (proxy, display) = (event_loop.create_proxy(), event_loop.owned_display_handle());
    let mut app = App::new(options, begin, (place, preferences), proxy, display);
    event_loop.run_app(&mut app).map_err(|error| EditorError::DisplayLost(error.to_string()))?;
    app.finish()
}

#[cfg(test)]
mod tests;
