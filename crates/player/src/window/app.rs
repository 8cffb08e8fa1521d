//! winit's side: the window's life, its events, and drawing when there is something new.

mod actions;

use super::overlay::{Overlay, Shown};
use super::stage::UserEvent;
use super::{WindowError, WindowOptions, WindowReport};
use crate::compose::Compositor;
use crate::presenter::{Presenter, ViewerSettings};
use media::OutputHealth;
use media_time::MediaDuration;
use playback::{CoreThread, Screen as CoreScreen};
use renderer::{FrameTrouble, Gpu, GpuOptions, Screen};
use std::sync::Arc;
use std::time::{Duration, Instant};
use viewer_ui::NoticeKind;
use winit::application::ApplicationHandler;
use winit::event::WindowEvent;
use winit::event_loop::{ActiveEventLoop, ControlFlow, EventLoopProxy, OwnedDisplayHandle};
use winit::window::{Fullscreen, Window, WindowId};

/// The size of a window that nobody resized, in logical pixels.
const FIRST_SIZE: winit::dpi::LogicalSize<u32> = winit::dpi::LogicalSize::new(1280, 720);

/// A frame that takes longer is an accident, not what the next one will take.
const LONGEST_REFRESH: Duration = Duration::from_millis(50);

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
    report: WindowReport,
    failure: Option<WindowError>,
    told_about_sound: bool,
    /// From drawing a picture to its being seen, smoothed.
    refresh_in: Duration,
}

/// What exists while the window is open. Owned by the main thread.
struct Open {
    overlay: Overlay,
    compositor: Compositor,
    screen: Screen,
    gpu: Gpu,
    window: Arc<Window>,
    visible: bool,
    /// Try to draw again at this time: the window system was not ready.
    retry: Option<Instant>,
}

impl App {
    pub(crate) fn new(
        options: WindowOptions,
        proxy: EventLoopProxy<UserEvent>,
        display: OwnedDisplayHandle,
    ) -> Self {
        let language = options.language.clone().unwrap_or_else(|| system_language(&options));
        let mut settings = ViewerSettings::new(language);
        settings.fullscreen = options.fullscreen;
        let presenter = Presenter::new(options.opened.story.clone(), settings);
        Self {
            options,
            proxy,
            display,
            presenter,
            open: None,
            core: None,
            report: WindowReport::default(),
            failure: None,
            told_about_sound: false,
            refresh_in: Duration::ZERO,
        }
    }

    /// After the event loop: waits for the last records, and tells what went wrong.
    pub(crate) fn finish(mut self) -> Result<WindowReport, WindowError> {
        self.leave();
        match self.failure {
            Some(failure) => Err(failure),
            None => Ok(self.report),
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
        let window = event_loop
            .create_window(attributes)
            .map_err(|error| WindowError::NoDisplay(error.to_string()))?;
        let window = Arc::new(window);
        let size = window.inner_size();
        let options = GpuOptions { display: Some(Box::new(self.display.clone())), ..GpuOptions::default() };
        let (gpu, screen) = Gpu::open_with_screen(options, window.clone(), (size.width, size.height))?;
        let mut compositor = Compositor::new(&gpu, screen.format());
        compositor.set_background(self.presenter.background());
        let overlay = Overlay::new(
            event_loop,
            &window,
            self.proxy.clone(),
            &self.presenter.settings.language,
            gpu.largest_side(),
        );
        window.set_visible(true);
        window.set_ime_allowed(true);
        if gpu.is_software() {
            tracing::info!("no graphics processor: pictures are drawn by the processor");
        }
        Ok(Open { overlay, compositor, screen, gpu, window, visible: true, retry: None })
    }

    /// Draws what is to be seen now, and does what the viewer did.
    fn draw(&mut self, event_loop: &ActiveEventLoop) {
        let Some(open) = &mut self.open else { return };
        if !open.visible {
            return;
        }
        open.retry = None;
        let began = Instant::now();
        let state = self.core.as_ref().map(CoreThread::screen);
        if let Some(state) = &state {
            self.presenter.settings.language.clone_from(&state.view.language);
        }
        let shown = state.as_ref().map_or(Shown::Consent, |state| Shown::Playing(&state.view));
        let drawn = open.overlay.pass(&open.window, &self.presenter, &shown);
        let (output, actions) = match drawn {
            Some(drawn) => (drawn.output, drawn.actions),
            None => (egui::FullOutput::default(), Vec::new()),
        };
        let picture = state.as_ref().and_then(|state| state.picture.as_ref()).map(|frame| &frame.picture);
        if let Err(error) = open.compositor.set_picture(picture) {
            tracing::error!("a picture cannot be drawn: {error}");
        }
        if let Err(failure) = open.present(output) {
            self.failure = Some(failure);
            event_loop.exit();
            return;
        }
        if let Some(state) = &state {
            self.tell_about_sound(state);
        }
        self.measure_refresh(began.elapsed());
        for action in actions {
            self.act(event_loop, action);
        }
    }

    /// The core chooses a picture for the time when it will be seen: this long after it is drawn,
    /// smoothed, so that one slow frame does not shift the picture against the sound.
    fn measure_refresh(&mut self, drawing: Duration) {
        self.refresh_in = (self.refresh_in * 7 + drawing.min(LONGEST_REFRESH)) / 8;
        if let Some(core) = &self.core {
            core.set_refresh_in(MediaDuration::from_std(self.refresh_in));
        }
    }

    /// Said once: that there is no device is no fault of the story's.
    fn tell_about_sound(&mut self, state: &CoreScreen) {
        if let (OutputHealth::ClockOnly(reason), false) = (&state.view.sound, self.told_about_sound) {
            self.told_about_sound = true;
            tracing::info!("no sound device: {reason}");
            self.presenter.tell(NoticeKind::NoSound);
        }
    }

    fn leave(&mut self) {
        if let Some(core) = self.core.take() {
            core.stop();
        }
        self.open = None;
    }

    fn request_redraw(&self) {
        if let Some(open) = &self.open {
            open.window.request_redraw();
        }
    }
}

impl Open {
    /// Draws picture and overlay into the window. Trouble that passes is tried again.
    fn present(&mut self, output: egui::FullOutput) -> Result<(), WindowError> {
        let trouble = match self.screen.acquire(&self.gpu) {
            Ok(frame) => {
                self.compositor.paint(frame.canvas(), self.overlay.context(), output);
                self.window.pre_present_notify();
                frame.present(&self.gpu);
                return Ok(());
            }
            Err(trouble) => trouble,
        };
        // egui sends each change of a texture only once, seen or not.
        self.compositor.take_textures(output);
        match trouble {
            FrameTrouble::Hidden => {}
            FrameTrouble::NotYet | FrameTrouble::Refused => {
                self.overlay.touch();
                self.retry = Some(Instant::now() + DRAW_AGAIN_SOON);
            }
            FrameTrouble::Lost => {
                if let Some(reason) = self.gpu.lost() {
                    return Err(WindowError::GraphicsLost(reason.to_owned()));
                }
                self.screen
                    .recreate(&self.gpu, self.window.clone())
                    .map_err(|error| WindowError::Graphics(error.into()))?;
                self.overlay.touch();
                self.retry = Some(Instant::now() + DRAW_AGAIN_SOON);
            }
        }
        Ok(())
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
                self.open = Some(open);
                self.request_redraw();
            }
            Err(failure) => {
                self.failure = Some(failure);
                event_loop.exit();
            }
        }
    }

    fn window_event(&mut self, event_loop: &ActiveEventLoop, _: WindowId, event: WindowEvent) {
        let Some(open) = &mut self.open else { return };
        if open.overlay.take(&open.window, &event) && !matches!(event, WindowEvent::RedrawRequested) {
            open.window.request_redraw();
        }
        match event {
            WindowEvent::CloseRequested => self.quit(event_loop),
            // Another program destroyed it.
            WindowEvent::Destroyed => event_loop.exit(),
            WindowEvent::Resized(size) => {
                open.screen.resize(size.width, size.height);
                open.visible = size.width > 0 && size.height > 0;
                open.window.request_redraw();
            }
            WindowEvent::Occluded(hidden) => {
                open.visible = !hidden;
                open.window.request_redraw();
            }
            WindowEvent::RedrawRequested => self.draw(event_loop),
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
                self.presenter.tell(NoticeKind::ContactSaved);
            }
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
        self.request_redraw();
    }

    fn about_to_wait(&mut self, event_loop: &ActiveEventLoop) {
        let went = self.presenter.drop_old_notices(Instant::now());
        let Some(open) = &self.open else { return };
        if went {
            open.window.request_redraw();
        }
        let again =
            [open.overlay.again(), open.retry, self.presenter.next_expiry()].into_iter().flatten().min();
        match again {
            Some(at) if at <= Instant::now() => open.window.request_redraw(),
            Some(at) => event_loop.set_control_flow(ControlFlow::WaitUntil(at)),
            None => event_loop.set_control_flow(ControlFlow::Wait),
        }
    }

    fn exiting(&mut self, _: &ActiveEventLoop) {
        self.leave();
    }
}

/// The system's language, if the story has it, else the story's first.
fn system_language(options: &WindowOptions) -> scene_graph::Language {
    let languages = &options.opened.story.languages;
    let system = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(|name| std::env::var(name).ok());
    let system = system.unwrap_or_default();
    let primary = system.split(['_', '-', '.']).next().unwrap_or_default();
    let found = languages.iter().find(|language| language.as_str().split('-').next() == Some(primary));
    found.or(languages.first()).cloned().unwrap_or_else(|| scene_graph::Language::new("ja"))
}
