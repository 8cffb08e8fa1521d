//! The viewer's window.
//!
//! The main thread owns the window, the surface and the overlay, and nothing else: it never
//! decodes, touches a disk or waits for the log. It draws what the core thread has put out, and
//! hands over what the viewer does.

mod app;
pub(crate) mod output;
mod overlay;
mod pace;
mod place;
mod sight;
mod stage;

use crate::kept::Home;
use crate::story::OpenedStory;
use media::ClipOpener;
use scene_graph::{Language, SceneId};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;

pub use pace::FrameCounts;
pub(crate) use stage::UserEvent;

/// What a window plays.
pub struct WindowOptions {
    /// The story.
    pub opened: OpenedStory,
    /// Opens its clips.
    pub opener: Arc<dyn ClipOpener>,
    /// The language to begin in; the system's if the story has it, else the story's first.
    pub language: Option<Language>,
    /// The choice log; no file is made before there is a record.
    pub log: PathBuf,
    /// Where the viewer looks for what was saved; `None`: beside the log.
    pub downloads: Option<PathBuf>,
    /// Begin at this scene.
    pub start: Option<SceneId>,
    /// Begin in full screen.
    pub fullscreen: bool,
    /// Where settings are kept.
    pub home: Home,
}

/// Why there is no window, or no longer.
#[derive(Debug, thiserror::Error)]
pub enum WindowError {
    /// There is no display to show a window on.
    #[error(
        "no window could be opened: {0}; without a display, play with --headless --answers PLAN, or \
         start it under Xvfb"
    )]
    NoDisplay(String),
    /// The window or its display went away while the story played.
    #[error("the window is gone: {0}; what was agreed to be recorded until then is recorded")]
    DisplayLost(String),
    /// The graphics adapter is missing or refused.
    #[error(transparent)]
    Graphics(#[from] renderer::GpuError),
    /// The graphics adapter was there and went away (a driver that was restarted, a card that was
    /// unplugged).
    #[error("the graphics adapter was lost: {0}; start the story again")]
    GraphicsLost(String),
    /// The system gave no thread.
    #[error("the player could not start: {0}")]
    Thread(#[from] std::io::Error),
}

/// How a session in the window ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WindowReport {
    /// What a person should know afterwards (a clip that failed, records that were not written).
    pub problems: Vec<String>,
    /// How the pictures were shown.
    pub frames: FrameCounts,
}

/// Opens the window and plays until the viewer leaves.
///
/// # Errors
/// When there is no display or no graphics adapter, or it was lost for good.
pub fn run(options: WindowOptions) -> Result<WindowReport, WindowError> {
    let event_loop = winit::event_loop::EventLoop::<UserEvent>::with_user_event()
        .build()
        .map_err(|error| WindowError::NoDisplay(error.to_string()))?;
    let proxy = event_loop.create_proxy();
    let display = event_loop.owned_display_handle();
    let mut app = app::App::new(options, proxy, display);
    // winit panics when another program destroys its window, or when the display goes away between
    // two of its calls. The session must end properly all the same: its records go to disk.
    let ran = catch_unwind(AssertUnwindSafe(|| event_loop.run_app(&mut app)));
    let report = app.finish()?;
    match ran {
        Ok(Ok(())) => Ok(report),
        Ok(Err(error)) => Err(WindowError::DisplayLost(error.to_string())),
        Err(_) => Err(WindowError::DisplayLost("the window was destroyed".to_owned())),
    }
}
