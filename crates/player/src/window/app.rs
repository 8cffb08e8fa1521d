//! winit's side: the window's life, its events, and drawing when there is something new.

mod actions;
mod drawing;
mod letters;
mod records;

use super::output::Output;
use super::overlay::Overlay;
use super::pace::Pace;
use super::sight::{Refresh, Sight};
use super::stage::{CoreToCome, Ingredients, UserEvent};
use super::{WindowError, WindowOptions, WindowReport};
use crate::kept::{Keeper, ViewerSettings};
use crate::letter::Outgoing;
use crate::presenter::Presenter;
use crate::recording::SharedRecording;
use crate::records::Desk;
use crate::window::place;
use media::{OutputHealth, Picture};
use playback::{CoreThread, Screen as CoreScreen};
use std::sync::Arc;
use std::time::{Duration, Instant};
use viewer_ui::NoticeKind;
use winit::application::ApplicationHandler;
use winit::event::WindowEvent;
use winit::event_loop::{ActiveEventLoop, ControlFlow, EventLoopProxy, OwnedDisplayHandle};
use winit::window::{Fullscreen, Window, WindowId};

/// The size of a window that nobody resized, in logical pixels.
const FIRST_SIZE: winit::dpi::LogicalSize<u32> = winit::dpi::LogicalSize::new(1280, 720);

/// When the window system had no frame to give.
const DRAW_AGAIN_SOON: Duration = Duration::from_millis(4);

/// The viewer's window, before and while it is open.
pub(crate) struct App {
    options: WindowOptions,
    proxy: EventLoopProxy<UserEvent>,
    display: OwnedDisplayHandle,
    presenter: Presenter,
    open: Option<Open>,
    core: Option<CoreThread>,
    /// Since something plays.
    recording: Option<SharedRecording>,
    /// Reads, copies and deletes what was recorded.
    desk: Option<Desk>,
    /// A request to be contacted that the session has not taken yet.
    letter: Option<Outgoing>,
    /// Until something plays.
    coming: Option<CoreToCome>,
    /// Writes what is kept.
    keeper: Keeper,
    /// The settings as they were kept last.
    kept: ViewerSettings,
    report: WindowReport,
    failure: Option<WindowError>,
    told_about_sound: bool,
    pace: Pace,
    /// Something happened that may change what is seen beside the picture.
    stirred: bool,
}

/// What exists while the window is open. Owned by the main thread.
struct Open {
    overlay: Overlay,
    output: Output,
    window: Arc<Window>,
    sight: Sight,
    refresh: Refresh,
    /// What is on screen.
    picture: Option<Arc<Picture>>,
    /// Try to draw again at this time: the window system was not ready.
    retry: Option<Instant>,
}

impl App {
    pub(crate) fn new(
        options: WindowOptions,
        proxy: EventLoopProxy<UserEvent>,
        display: OwnedDisplayHandle,
    ) -> Self {
        let kept =
            options.home.settings().map_or_else(ViewerSettings::default, |file| ViewerSettings::read(&file));
        let mut settings = kept.clone();
        settings.language = first_language(&options, settings.preferred_language.as_ref());
        settings.fullscreen |= options.fullscreen;
        let presenter = Presenter::new(options.opened.story.clone(), settings);
        Self {
            options,
            proxy,
            display,
            presenter,
            open: None,
            core: None,
            coming: None,
            keeper: Keeper::start(),
            kept,
            recording: None,
            desk: None,
            letter: None,
            report: WindowReport::default(),
            failure: None,
            told_about_sound: false,
            pace: Pace::default(),
            stirred: true,
        }
    }

    /// After the event loop: waits for the last records, and tells what went wrong.
    pub(crate) fn finish(mut self) -> Result<WindowReport, WindowError> {
        self.leave();
        self.keeper.finish();
        match self.failure {
            Some(failure) => Err(failure),
            None => Ok(WindowReport { frames: self.pace.counts(), ..self.report }),
        }
    }

    fn open_window(&mut self, event_loop: &ActiveEventLoop) -> Result<Open, WindowError> {
        let title = self
            .options
            .opened
            .story
            .title
            .in_language(&self.presenter.settings.language, &self.options.opened.story.languages);
        let fullscreen = self.presenter.settings.fullscreen.then_some(Fullscreen::Borderless(None));
        // Shown when it is drawn for the first time: accessibility must be ready before.
        let attributes = Window::default_attributes()
            .with_title(format!("{title} – Edamichi"))
            .with_inner_size(FIRST_SIZE)
            .with_visible(false)
            .with_fullscreen(fullscreen);
        let attributes = place::placed(attributes, self.presenter.settings.window.as_ref(), event_loop);
        let window = event_loop
            .create_window(attributes)
            .map_err(|error| WindowError::NoDisplay(error.to_string()))?;
        let window = Arc::new(window);
        let mut output = Output::open(&window, &self.display)?;
        output.set_background(self.presenter.background());
        let overlay = Overlay::new(
            event_loop,
            &window,
            self.proxy.clone(),
            &self.presenter.settings.language,
            output.largest_texture(),
        );
        window.set_visible(true);
        window.set_ime_allowed(true);
        let refresh = Refresh::new(output.shows_at_once());
        let sight = Sight::default();
        Ok(Open { overlay, output, window, sight, refresh, picture: None, retry: None })
    }

    /// Said once: that there is no device is no fault of the story's.
    fn tell_about_sound(&mut self, state: &CoreScreen) {
        if let (OutputHealth::ClockOnly(reason), false) = (&state.view.sound, self.told_about_sound) {
            self.told_about_sound = true;
            tracing::info!("no sound device: {reason}");
            self.presenter.tell(NoticeKind::NoSound);
        }
    }

    /// Where the window is now, to open it there the next time.
    fn note_place(&mut self) {
        if let Some(open) = &self.open {
            place::note(&mut self.presenter.settings.window, &open.window);
        }
    }

    /// Has what the viewer set written down, if it changed.
    fn keep_settings(&mut self) {
        let settings = &self.presenter.settings;
        if let Some(open) = &mut self.open {
            open.overlay.follow(settings);
        }
        // What is shown in this run is no setting.
        self.kept.language.clone_from(&settings.language);
        if let (true, Some(file)) = (*settings != self.kept, self.options.home.settings()) {
            self.kept = settings.clone();
            let settings = settings.clone();
            self.keeper.keep(file, move || Some(settings.to_text()));
        }
    }

    fn leave(&mut self) {
        if let Some(core) = self.core.take() {
            core.stop();
        }
        self.desk = None;
        self.recording = None;
        self.open = None;
    }

    /// A core with what the story begins with, made while the first page is read.
    fn make_core(&self) -> CoreToCome {
        let WindowOptions { opened, opener, start, .. } = &self.options;
        let ingredients =
            Ingredients { opened: opened.clone(), opener: Arc::clone(opener), start: start.clone() };
        CoreToCome::make(ingredients, &self.presenter.settings.language, self.proxy.clone())
    }

    /// What is seen beside the picture may have changed: it is looked at before the next wait.
    fn stir(&mut self) {
        self.stirred = true;
    }
}

impl ApplicationHandler<UserEvent> for App {
    fn resumed(&mut self, event_loop: &ActiveEventLoop) {
        if self.open.is_some() {
            return;
        }
        event_loop.set_control_flow(ControlFlow::Wait);
        if self.core.is_none() {
            self.coming = Some(self.make_core());
        }
        match self.open_window(event_loop) {
            Ok(open) => {
                self.open = Some(open);
                self.open_desk();
                self.stir();
            }
            Err(failure) => {
                self.failure = Some(failure);
                event_loop.exit();
            }
        }
    }

    fn window_event(&mut self, event_loop: &ActiveEventLoop, _: WindowId, event: WindowEvent) {
        let Some(open) = &mut self.open else { return };
        let redraw = matches!(event, WindowEvent::RedrawRequested);
        self.stirred |= open.overlay.take(&open.window, &event) && !redraw;
        match event {
            WindowEvent::CloseRequested => self.quit(event_loop),
            // Another program destroyed it.
            WindowEvent::Destroyed => event_loop.exit(),
            WindowEvent::Resized(size) => {
                open.output.resize((size.width, size.height));
                open.sight.resized(size);
                open.refresh.look_again();
                open.overlay.touch();
                self.stir();
                self.note_place();
            }
            WindowEvent::Moved(_) => {
                open.refresh.look_again();
                self.note_place();
            }
            WindowEvent::ScaleFactorChanged { .. } => open.refresh.look_again(),
            WindowEvent::Occluded(covered) => {
                open.sight.covered(covered, &open.window);
                self.stir();
            }
            WindowEvent::Focused(focused) => {
                open.sight.focused(focused, &open.window);
                self.stir();
            }
            WindowEvent::RedrawRequested => self.redraw(event_loop),
            _ => {}
        }
    }

    fn user_event(&mut self, event_loop: &ActiveEventLoop, event: UserEvent) {
        match event {
            UserEvent::Redraw => {}
            UserEvent::Notice(notice) => self.report.problems.push(notice.to_string()),
            UserEvent::LogTrouble(message) => {
                self.report.problems.push(message);
                self.presenter.tell(NoticeKind::LogFailed);
            }
            UserEvent::ContactMade => {
                self.presenter.contact_sent = true;
                self.send_letter();
            }
            UserEvent::LetterSent(sent) => self.told_of_letter(sent),
            UserEvent::Records(told) => self.told_of_records(told),
            UserEvent::HandoutFailed(title) => self.presenter.tell(NoticeKind::HandoutFailed { title }),
            // Too late by a moment, or twice: what is on screen says it.
            UserEvent::Refused(refused) => tracing::debug!("not taken: {refused}"),
            UserEvent::Left => event_loop.exit(),
            UserEvent::Accessibility(event) => {
                if let Some(open) = &mut self.open {
                    open.overlay.take_accessibility(event);
                }
            }
        }
        self.stir();
    }

    fn about_to_wait(&mut self, event_loop: &ActiveEventLoop) {
        self.stirred |= self.presenter.drop_old_notices(Instant::now());
        self.keep_settings();
        match self.draw_what_is_due(event_loop) {
            Ok(Some(at)) => event_loop.set_control_flow(ControlFlow::WaitUntil(at)),
            Ok(None) => event_loop.set_control_flow(ControlFlow::Wait),
            Err(failure) => {
                self.failure = Some(failure);
                event_loop.exit();
            }
        }
    }

    fn exiting(&mut self, _: &ActiveEventLoop) {
        self.leave();
    }
}

/// What the command line says; else the language the viewer chose last, the system's, and the
/// story's first, as far as the story has them.
fn first_language(
    options: &WindowOptions,
    preferred: Option<&scene_graph::Language>,
) -> scene_graph::Language {
    if let Some(language) = &options.language {
        return language.clone();
    }
    let languages = &options.opened.story.languages;
    let system = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(|name| std::env::var(name).ok());
    let system = system.unwrap_or_default();
    let primary = system.split(['_', '-', '.']).next().unwrap_or_default();
    let chosen = preferred.and_then(|preferred| languages.iter().find(|language| *language == preferred));
    let found = languages.iter().find(|language| language.as_str().split('-').next() == Some(primary));
    let language = chosen.or(found).or(languages.first());
    language.cloned().unwrap_or_else(|| scene_graph::Language::new("ja"))
}
