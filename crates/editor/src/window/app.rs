//! winit's side: the window's life, its events, and a pass of the interface when there is a reason.

use super::events::UserEvent;
use super::{EditorError, EditorOptions};
use crate::Document;
use crate::files::recovery::{self, Recovery};
use crate::files::{OpenedStory, Stamp};
use crate::layout::Layout;
use crate::ui::{EditorUi, News, NewsCursor, Template, Workspace};
use crate::work::Workers;
use desktop::Output;
use desktop::system_fonts::{self, SystemFonts};
use egui_winit::accesskit_winit;
use scene_graph::Story;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};
use winit::application::ApplicationHandler;
use winit::event::WindowEvent;
use winit::event_loop::{ActiveEventLoop, ControlFlow, EventLoopProxy, OwnedDisplayHandle};
use winit::window::{Window, WindowId};

/// The size of a window that nobody resized, in logical pixels.
const FIRST_SIZE: winit::dpi::LogicalSize<u32> = winit::dpi::LogicalSize::new(1440, 860);

/// That size, or what the largest display has room for.
fn first_size(event_loop: &ActiveEventLoop) -> winit::dpi::LogicalSize<u32> {
    /// For the system's own bars and the window's frame.
    const AROUND: u32 = 60;
    let sizes = event_loop
        .available_monitors()
        .map(|display| display.size().to_logical::<u32>(display.scale_factor()));
    let Some(largest) = sizes.max_by_key(|size| u64::from(size.width) * u64::from(size.height)) else {
        return FIRST_SIZE;
    };
    let side = |wanted: u32, room: u32| wanted.min(room.saturating_sub(AROUND).max(640));
    winit::dpi::LogicalSize::new(
        side(FIRST_SIZE.width, largest.width),
        side(FIRST_SIZE.height, largest.height),
    )
}

/// When the window system had no frame to give.
const DRAW_AGAIN_SOON: Duration = Duration::from_millis(4);

/// The author's window, before and while it is open.
pub(super) struct App {
    pub(super) options: EditorOptions,
    pub(super) proxy: EventLoopProxy<UserEvent>,
    display: OwnedDisplayHandle,
    pub(super) workspace: Workspace,
    /// The story's file.
    pub(super) file: Option<PathBuf>,
    /// What the story's file looked like when it was read or written last.
    pub(super) stamp: Option<Stamp>,
    pub(super) workers: Workers,
    pub(super) recovery: Option<Recovery>,
    recovery_news: NewsCursor,
    /// Work that was found and not taken yet.
    pub(super) found_work: Option<Box<recovery::Recovered>>,
    /// What a path that is written by hand is for.
    pub(super) pending: Option<super::events::Purpose>,
    /// Counts the stories that the window had.
    pub(super) era: u64,
    /// A story is being written.
    pub(super) saving: bool,
    /// It is to be written once more then; then this.
    pub(super) save_again: Option<Option<Box<crate::ui::Request>>>,
    pub(super) leaves: bool,
    pub(super) open: Option<Open>,
    failure: Option<EditorError>,
}

/// What exists while the window is open.
pub(super) struct Open {
    pub(super) window: Arc<Window>,
    output: Output,
    state: egui_winit::State,
    pub(super) ui: EditorUi,
    fonts: SystemFonts,
    /// Files that were dropped since the latest pass.
    dropped: Vec<PathBuf>,
    /// egui wants to draw again at this time.
    again: Option<Instant>,
}

impl App {
    pub(super) fn new(
        options: EditorOptions,
        opened: Option<OpenedStory>,
        proxy: EventLoopProxy<UserEvent>,
        display: OwnedDisplayHandle,
    ) -> Self {
        let blank = Workspace::new(Document::unsaved(Story::blank(), Layout::default()), None);
        let woken = proxy.clone();
        // A window that is gone needs no telling.
        let waker: crate::work::Waker = Arc::new(move || drop(woken.send_event(UserEvent::Redraw)));
        let workers = Workers::start(Arc::clone(&options.opener), &waker);
        let mut app = Self {
            options,
            proxy,
            display,
            workspace: blank,
            file: None,
            stamp: None,
            workers,
            recovery: None,
            recovery_news: NewsCursor::default(),
            found_work: None,
            pending: None,
            era: 0,
            saving: false,
            save_again: None,
            leaves: false,
            open: None,
            failure: None,
        };
        match opened {
            Some(opened) => app.take_story(opened),
            None => app.begin_blank(),
        }
        app
    }

    /// After the event loop.
    pub(super) fn finish(mut self) -> Result<(), EditorError> {
        self.workspace.preview.stop();
        // Waits until what was told last is written.
        drop(self.recovery.take());
        self.failure.map_or(Ok(()), Err)
    }

    fn open_window(&self, event_loop: &ActiveEventLoop) -> Result<Open, EditorError> {
        let attributes = Window::default_attributes()
            .with_title("Edamichi")
            .with_inner_size(first_size(event_loop))
            .with_visible(false);
        let window = event_loop
            .create_window(attributes)
            .map_err(|error| EditorError::NoDisplay(error.to_string()))?;
        let window = Arc::new(window);
        let output = Output::open(&window, &self.display)?;
        let context = egui::Context::default();
        let ui = EditorUi::new(&context, &self.options.language);
        let woken = self.proxy.clone();
        let fonts = system_fonts::install(&context, move || drop(woken.send_event(UserEvent::Redraw)));
        let woken = self.proxy.clone();
        // What other threads ask of egui wakes the window, too.
        context.set_request_repaint_callback(move |asked| {
            if asked.delay.is_zero() {
                let _ = woken.send_event(UserEvent::Redraw);
            }
        });
        let mut state = egui_winit::State::new(
            context,
            egui::ViewportId::ROOT,
            &window,
            Some(window.scale_factor() as f32),
            window.theme(),
            usize::try_from(output.largest_texture()).ok(),
        );
        state.init_accesskit(event_loop, &window, self.proxy.clone());
        window.set_ime_allowed(true);
        window.set_visible(true);
        Ok(Open { window, output, state, ui, fonts, dropped: Vec::new(), again: None })
    }

    /// One pass: what the author does is done, what is asked for is begun, what is new is drawn.
    fn draw(&mut self) -> Result<(), EditorError> {
        let Some(open) = &mut self.open else { return Ok(()) };
        let input = open.state.take_egui_input(&open.window);
        let context = open.state.egui_ctx().clone();
        open.fonts.take_news(&context);
        if !open.dropped.is_empty() {
            let at = context.input(|input| input.pointer.latest_pos());
            let files = std::mem::take(&mut open.dropped);
            self.workspace.dropped = Some(crate::ui::Dropped { files, at });
        }
        self.workers.attend(&mut self.workspace, &context);
        let mut output = context.run_ui(input, |ui| open.ui.show(ui, &mut self.workspace));
        open.state.handle_platform_output(&open.window, std::mem::take(&mut output.platform_output));
        let root = output.viewport_output.get(&egui::ViewportId::ROOT);
        let delay = root.map(|viewport| viewport.repaint_delay);
        for command in root.map(|viewport| viewport.commands.clone()).unwrap_or_default() {
            if let egui::ViewportCommand::Title(title) = command {
                open.window.set_title(&title);
            }
        }
        open.output.set_overlay(&context, output);
        let missed = open.output.present()?.is_err();
        let delay = if missed { Some(DRAW_AGAIN_SOON) } else { delay };
        open.again = delay.and_then(|delay| Instant::now().checked_add(delay));
        self.keep_for_recovery();
        self.carry_out_requests();
        Ok(())
    }

    /// What a new story can begin with.
    pub(super) fn templates(&self) -> Vec<Template> {
        let language = self.open.as_ref().map_or(self.options.language.as_str(), |open| open.ui.language());
        (self.options.templates)(language)
    }

    /// Tells the recovery's thread what changed.
    fn keep_for_recovery(&mut self) {
        let news = self.workspace.news(&mut self.recovery_news);
        let Some(recovery) = &self.recovery else { return };
        match news {
            News::Changes(changes) if self.workspace.document.is_saved() && !changes.is_empty() => {
                // Undone back to what is on disk.
                recovery.changed(changes);
                recovery.saved();
            }
            News::Changes(changes) => recovery.changed(changes),
            // The thread was begun with this very story.
            News::All => {}
        }
    }

    pub(super) fn redraw(&self) {
        if let Some(open) = &self.open {
            open.window.request_redraw();
        }
    }

    fn fail(&mut self, event_loop: &ActiveEventLoop, failure: EditorError) {
        self.failure = Some(failure);
        event_loop.exit();
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
                open.window.request_redraw();
                self.open = Some(open);
            }
            Err(failure) => self.fail(event_loop, failure),
        }
    }

    fn window_event(&mut self, event_loop: &ActiveEventLoop, _: WindowId, event: WindowEvent) {
        let Some(open) = &mut self.open else { return };
        let repaint = open.state.on_window_event(&open.window, &event).repaint;
        match event {
            WindowEvent::CloseRequested => self.workspace.request(crate::ui::Request::Quit),
            WindowEvent::Destroyed => event_loop.exit(),
            WindowEvent::Resized(size) => open.output.resize((size.width, size.height)),
            WindowEvent::DroppedFile(path) => open.dropped.push(path),
            // Somebody else may have written the file meanwhile.
            WindowEvent::Focused(true) => self.look_at_disk(),
            WindowEvent::RedrawRequested => {
                if let Err(failure) = self.draw() {
                    self.fail(event_loop, failure);
                }
                if self.leaves {
                    event_loop.exit();
                }
                return;
            }
            _ => {}
        }
        if repaint || !self.workspace.requests.is_empty() || self.workspace.ask.is_some() {
            self.redraw();
        }
    }

    fn about_to_wait(&mut self, event_loop: &ActiveEventLoop) {
        let Some(open) = &mut self.open else { return };
        match open.again {
            Some(again) if again <= Instant::now() => {
                open.again = None;
                open.window.request_redraw();
                event_loop.set_control_flow(ControlFlow::Wait);
            }
            Some(again) => event_loop.set_control_flow(ControlFlow::WaitUntil(again)),
            None => event_loop.set_control_flow(ControlFlow::Wait),
        }
    }

    fn user_event(&mut self, event_loop: &ActiveEventLoop, event: UserEvent) {
        match event {
            UserEvent::Redraw => {}
            UserEvent::Accessibility(event) => {
                let Some(open) = &mut self.open else { return };
                match event.window_event {
                    accesskit_winit::WindowEvent::InitialTreeRequested => {
                        open.state.egui_ctx().enable_accesskit();
                    }
                    accesskit_winit::WindowEvent::ActionRequested(request) => {
                        open.state.on_accesskit_action_request(request);
                    }
                    accesskit_winit::WindowEvent::AccessibilityDeactivated => {
                        open.state.egui_ctx().disable_accesskit();
                    }
                }
            }
            event => self.hear(event),
        }
        if self.leaves {
            event_loop.exit();
        }
        self.redraw();
    }
}
