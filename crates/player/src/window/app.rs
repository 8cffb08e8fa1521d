//! winit's side: the window's life, its events, and drawing when there is something new.

mod actions;
mod drawing;
mod front;
mod letters;
mod records;

pub(crate) use front::{FrontEvent, interface_languages};

use super::ahead::Ahead;
use super::mini::Mini;
use super::overlay::Overlay;
use super::pace::Pace;
use super::pads;
use super::sight::{Refresh, Sight};
use super::stage::{CoreToCome, UserEvent};
use super::thumbnails::Thumbnails;
use super::turns::{MOTION, Turns};
use super::{WindowError, WindowOptions, WindowReport};
use crate::front::{Front, HomeState};
use crate::kept::{Keeper, ViewerSettings};
use crate::letter::Outgoing;
use crate::presenter::Presenter;
use crate::recording::SharedRecording;
use crate::records::Desk;
use crate::story::OpenedStory;
use desktop::{Output, place};
use media::{OutputHealth, Picture};
use playback::{CoreThread, Screen as CoreScreen};
use scene_graph::SceneId;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
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
    /// What is shown while nothing plays.
    front: Front,
    /// The story that is open.
    opened: Option<OpenedStory>,
    /// The scene it begins at.
    start: Option<SceneId>,
    /// Counts the stories that were asked for: what is told of an earlier one is dropped.
    ticket: u64,
    /// The page of the story that is being opened says so.
    spoke: bool,
    /// Ends the work on the story that is being opened.
    opening: Arc<AtomicBool>,
    /// Opened when the one that plays is left.
    next_story: Option<PathBuf>,
    /// Where the viewer's place in the story is kept.
    place_file: Option<PathBuf>,
    /// Whether it is.
    remember: Arc<AtomicBool>,
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
    keeper: Arc<Keeper>,
    /// The settings as they were kept last.
    kept: ViewerSettings,
    /// It fills the screen because the command line says so: no setting of the viewer's.
    fullscreen_asked: bool,
    report: WindowReport,
    failure: Option<WindowError>,
    told_about_sound: bool,
    thumbnails: Thumbnails,
    ahead: Ahead,
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
    turns: Turns,
    mini: Mini,
    /// What is on screen.
    picture: Option<Arc<Picture>>,
    /// Try to draw again at this time: the window system was not ready.
    retry: Option<Instant>,
}

impl App {
    pub(crate) fn new(
        mut options: WindowOptions,
        kept: ViewerSettings,
        proxy: EventLoopProxy<UserEvent>,
        display: OwnedDisplayHandle,
    ) -> Self {
        let mut settings = kept.clone();
        let languages = interface_languages();
        settings.language = front::first_language(&languages, None, settings.preferred_language.as_ref());
        settings.fullscreen |= options.fullscreen;
        let remember = Arc::new(AtomicBool::new(settings.remember_place));
        let presenter = Presenter::new(Arc::new(scene_graph::Story::blank()), settings);
        let (story, fullscreen_asked) = (options.story.take(), options.fullscreen);
        let (thumbnails, ahead) = (Thumbnails::start(proxy.clone()), Ahead::start(proxy.clone()));
        let mut app = Self {
            options,
            proxy,
            display,
            presenter,
            front: Front::Home(HomeState::default()),
            opened: None,
            start: None,
            ticket: 0,
            spoke: false,
            opening: Arc::default(),
            next_story: None,
            place_file: None,
            remember,
            open: None,
            core: None,
            coming: None,
            keeper: Arc::new(Keeper::start()),
            kept,
            recording: None,
            desk: None,
            letter: None,
            fullscreen_asked,
            report: WindowReport::default(),
            failure: None,
            told_about_sound: false,
            thumbnails,
            ahead,
            pace: Pace::default(),
            stirred: true,
        };
        match story {
            Some(story) => app.open_story(story),
            None => app.go_home(),
        }
        app
    }

    /// After the event loop: waits for the last records, and tells what went wrong.
    pub(crate) fn finish(mut self) -> Result<WindowReport, WindowError> {
        self.leave();
        self.keeper.finish();
        match self.failure {
            Some(failure) => Err(failure),
            None => {
                let failure = match self.front {
                    Front::Failed(failed) => Some((failed.path, failed.error)),
                    _ => None,
                };
                Ok(WindowReport { frames: self.pace.counts(), failure, ..self.report })
            }
        }
    }

    fn open_window(&mut self, event_loop: &ActiveEventLoop) -> Result<Open, WindowError> {
        let fullscreen = self.presenter.settings.fullscreen.then_some(Fullscreen::Borderless(None));
        // Shown when it is drawn for the first time: accessibility must be ready before.
        let attributes = Window::default_attributes()
            .with_title("Edamichi")
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
            &self.proxy,
            &self.presenter.settings.language,
            output.largest_texture(),
            if output.shows_at_once() { MOTION } else { Duration::ZERO },
        );
        window.set_visible(true);
        let refresh = Refresh::new(output.shows_at_once());
        let sight = Sight::default();
        let (turns, mini) = (Turns::default(), Mini::default());
        Ok(Open { overlay, output, window, sight, refresh, turns, mini, picture: None, retry: None })
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
        // The mini window's place is for as long as it is mini.
        if let Some(open) = self.open.as_ref().filter(|_| !self.presenter.mini) {
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
        let mut settings = settings.clone();
        if self.fullscreen_asked {
            settings.fullscreen = self.kept.fullscreen;
        }
        if let (true, Some(file)) = (settings != self.kept, self.options.home.settings()) {
            self.kept = settings.clone();
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
        match self.open_window(event_loop) {
            Ok(open) => {
                pads::watch(self.proxy.clone());
                self.open = Some(open);
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
            WindowEvent::DroppedFile(path) => self.take_dropped(path),
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
            UserEvent::Thumbnail(scene, picture) => self.presenter.thumbnails.insert(scene, picture),
            UserEvent::Texts(texts) => return self.ahead.take(texts),
            // Too late by a moment, or twice: what is on screen says it.
            UserEvent::Refused(refused) => tracing::debug!("not taken: {refused}"),
            UserEvent::Left => {
                if !self.go_on_with_next_story() {
                    event_loop.exit();
                }
            }
            UserEvent::Front(event) => self.take_front(event_loop, event),
            UserEvent::Keys(keys) => {
                if let Some(open) = &mut self.open {
                    // Another window's keys are none of ours.
                    if open.sight.has_focus() {
                        open.overlay.take_keys(keys);
                    }
                }
            }
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
        if self.failure.is_some() {
            return event_loop.exit();
        }
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
