//! The viewer's window.
//!
//! The main thread owns the window, the surface and the overlay, and nothing else: it never
//! decodes, touches a disk or waits for the log. It draws what the core thread has put out, and
//! hands over what the viewer does.

mod ahead;
mod app;
mod mini;
mod overlay;
mod pace;
mod pads;
mod sight;
mod stage;
mod thumbnails;
mod turns;

use crate::kept::{Home, ViewerSettings};
use crate::story::{OpenError, open_story};
use media::ClipOpener;
use scene_graph::Language;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};
use std::time::Duration;

pub(crate) use app::interface_languages;
pub use pace::FrameCounts;
pub(crate) use stage::UserEvent;

/// What a window plays.
pub struct WindowOptions {
    /// The story's folder or file; `None`: the start window.
    pub story: Option<PathBuf>,
    /// Opens its clips.
    pub opener: Arc<dyn ClipOpener>,
    /// The language to begin in, one of the story's; without it the one that the viewer chose last, or
    /// the system's, if the story has it, else the story's first.
    pub language: Option<String>,
    /// The choice log; no file is made before there is a record.
    pub log: PathBuf,
    /// Where the viewer looks for what was saved; `None`: beside the log.
    pub downloads: Option<PathBuf>,
    /// Begin at this scene.
    pub start: Option<String>,
    /// Begin in full screen.
    pub fullscreen: bool,
    /// Where settings are kept.
    pub home: Home,
    /// Makes a new story.
    pub new_story: NewStory,
}

/// Makes a new story in a folder, its first language this one; the error is for people.
pub type NewStory = Arc<dyn Fn(&Path, &Language) -> Result<(), String> + Send + Sync>;

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
    Graphics(renderer::GpuError),
    /// The graphics adapter was there and went away (a driver that was restarted, a card that was
    /// unplugged).
    #[error("the graphics adapter was lost: {0}; start the story again")]
    GraphicsLost(String),
    /// The story is not as the command line says.
    #[error("{0}")]
    Words(String),
    /// There is neither a display nor a story.
    #[error(transparent)]
    Story(#[from] OpenError),
    /// The system gave no thread.
    #[error("the player could not start: {0}")]
    Thread(#[from] std::io::Error),
}

impl From<desktop::OutputError> for WindowError {
    fn from(error: desktop::OutputError) -> Self {
        match error {
            desktop::OutputError::Graphics(error) => Self::Graphics(error),
            desktop::OutputError::Lost(why) => Self::GraphicsLost(why),
        }
    }
}

/// How a session in the window ended.
#[derive(Debug, Default)]
pub struct WindowReport {
    /// What a person should know afterwards (a clip that failed, records that were not written).
    pub problems: Vec<String>,
    /// The story that was asked for last could not be opened: the viewer has read why.
    pub failure: Option<(PathBuf, OpenError)>,
    /// How the pictures were shown.
    pub frames: FrameCounts,
}

/// Opens the window and plays until the viewer leaves.
///
/// # Errors
/// When there is no display or no graphics adapter, or it was lost for good.
pub fn run(options: WindowOptions) -> Result<WindowReport, WindowError> {
    let settings = SettingsToCome::read(&options.home);
    let built = winit::event_loop::EventLoop::<UserEvent>::with_user_event().build();
    let event_loop = match built {
        Ok(event_loop) => event_loop,
        Err(error) => {
            // Where no page can tell it, what is wrong with the story comes first.
            options.story.as_deref().map_or(Ok(()), |story| open_story(story).map(drop))?;
            return Err(WindowError::NoDisplay(plain(&error.to_string())));
        }
    };
    let proxy = event_loop.create_proxy();
    let display = event_loop.owned_display_handle();
    let mut app = app::App::new(options, settings.get(), proxy, display);
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

/// The viewer's settings, read while the window system is asked for a window.
struct SettingsToCome(mpsc::Receiver<ViewerSettings>);

impl SettingsToCome {
    /// A disk that takes longer is one whose settings are not waited for.
    const LONGEST: Duration = Duration::from_millis(500);

    fn read(home: &Home) -> Self {
        let (sender, receiver) = mpsc::sync_channel(1);
        let file = home.settings();
        let reading = std::thread::Builder::new().name("settings".to_owned()).spawn(move || {
            let settings = file.map_or_else(ViewerSettings::default, |file| ViewerSettings::read(&file));
            // Nobody waits any more for those of a slow disk.
            let _ = sender.send(settings);
        });
        if let Err(error) = reading {
            tracing::warn!("settings are as usual: {error}");
        }
        Self(receiver)
    }

    fn get(self) -> ViewerSettings {
        self.0.recv_timeout(Self::LONGEST).unwrap_or_default()
    }
}

/// What the window system said, without the place in its own source where it was said.
fn plain(said: &str) -> String {
    let rest = said.rsplit_once(".rs:").and_then(|(_, rest)| rest.split_once(": "));
    rest.map_or(said, |(_, rest)| rest).trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn people_are_not_told_of_places_in_a_source() {
        let said = "os error at /home/a/winit-0.30/src/linux/mod.rs:765: neither A nor B is set.";
        assert_eq!(plain(said), "neither A nor B is set");
        assert_eq!(plain("no such display: x"), "no such display: x");
        assert_eq!(plain(""), "");
    }
}
