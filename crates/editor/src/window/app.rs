//! winit's side: the window's life, its events, and a pass of the interface when there is a reason.

use super::arrival::Arrival;
use super::desk::Desk;
use super::dropping::Dropping;
use super::events::UserEvent;
use super::preferences::{self, Preferences};
use super::tasks::Tasks;
use super::{EditorError, EditorOptions, window_place};
use crate::files::claim::Claim;
use crate::ui::{EditorUi, Request};
use desktop::interface::{self, DrawAgain};
use desktop::system_fonts::SystemFonts;
use desktop::{Keeper, Output, WindowPlace, place};
use scene_graph::Language;
use std::sync::Arc;
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

/// What the window begins with.
pub(super) enum Begin {
    /// A story that is there.
    Story(Box<Arrival>),
    /// A blank one, whose unsaved work is kept there.
    Blank(Option<Arc<Claim>>),
}

/// The author's window, before and while it is open.
pub(super) struct App {
    proxy: EventLoopProxy<UserEvent>,
    display: OwnedDisplayHandle,
    pub(super) desk: Desk,
    pub(super) open: Option<Open>,
    /// Where the window is, and was when it was kept last.
    place: Option<WindowPlace>,
    kept_place: Option<WindowPlace>,
    /// How the author likes the window.
    preferences: Preferences,
    keeper: Keeper,
    failure: Option<EditorError>,
}

/// What exists while the window is open.
pub(super) struct Open {
    pub(super) window: Arc<Window>,
    output: Output,
    state: egui_winit::State,
    pub(super) ui: EditorUi,
    fonts: SystemFonts,
    /// Files that were dropped and not handed on yet.
    dropped: Dropping,
    again: DrawAgain,
}

impl App {
    pub(super) fn new(
        options: EditorOptions,
        begin: Begin,
        (place, preferences): (Option<WindowPlace>, Preferences),
        proxy: EventLoopProxy<UserEvent>,
        display: OwnedDisplayHandle,
    ) -> Self {
        let told = proxy.clone();
        // A window that is gone needs no telling.
        let tasks = Tasks::new(move |event| drop(told.send_event(event)));
        let mut desk = Desk::new(options, &preferences, tasks);
        match begin {
            Begin::Story(arrival) => desk.take_story(*arrival),
            Begin::Blank(claim) => desk.begin_blank(claim),
        }
        let keeper = Keeper::start();
        Self {
            proxy,
            display,
            desk,
            open: None,
            place,
            kept_place: place,
            preferences,
            keeper,
            failure: None,
        }
    }

    /// After the event loop.
    pub(super) fn finish(mut self) -> Result<(), EditorError> {
        // The window goes first: the end of what plays, and of what is kept, may wait for a disk.
        self.open = None;
        self.desk.workspace.preview.stop();
        self.keeper.finish();
        // What was told last is written when the desk goes.
        drop(self.desk);
        self.failure.map_or(Ok(()), Err)
    }

    fn open_window(&self, event_loop: &ActiveEventLoop) -> Result<Open, EditorError> {
        let attributes = Window::default_attributes()
            .with_title("Edamichi")
            .with_inner_size(first_size(event_loop))
            .with_visible(false);
        let attributes = place::placed(attributes, self.place.as_ref(), event_loop);
        let window = event_loop
            .create_window(attributes)
            .map_err(|error| EditorError::NoDisplay(error.to_string()))?;
        let window = Arc::new(window);
        let output = Output::open(&window, &self.display)?;
        let context = egui::Context::default();
        let mut ui = EditorUi::new(&context, &Language::new(&self.desk.language));
        ui.set_settings(self.preferences.settings());
        let woken = self.proxy.clone();
        // What other threads ask of egui wakes the window, too.
        context.set_request_repaint_callback(move |asked| {
            if asked.delay.is_zero() {
                let _ = woken.send_event(UserEvent::Redraw);
            }
        });
        let largest = output.largest_texture();
        let (state, fonts) =
            interface::open(event_loop, &window, &context, largest, &self.proxy, || UserEvent::Redraw);
        window.set_ime_allowed(true);
        window.set_visible(true);
        Ok(Open {
            window,
            output,
            state,
            ui,
            fonts,
            dropped: Dropping::default(),
            again: DrawAgain::default(),
        })
    }

    /// One pass: what the author does is done, what is asked for is begun, what is new is drawn.
    fn draw(&mut self) -> Result<(), EditorError> {
        let Some(open) = &mut self.open else { return Ok(()) };
        let input = open.state.take_egui_input(&open.window);
        let context = open.state.egui_ctx().clone();
        open.fonts.take_news(&context);
        if let Some(dropped) = open.dropped.take(&input, &context) {
            self.desk.workspace.dropped = Some(dropped);
        } else if open.dropped.waits() {
            open.window.request_redraw();
        }
        let Desk { workspace, workers, language, .. } = &mut self.desk;
        workers.attend(workspace, &context);
        let mut output = context.run_ui(input, |ui| open.ui.show(ui, workspace));
        let chosen = open.ui.language();
        let chosen = (language != chosen).then(|| {
            chosen.clone_into(language);
            chosen
        });
        let mut preferences = self.preferences.clone();
        preferences.note(chosen, open.ui.settings(), &workspace.panes);
        if let (true, Some(home)) = (preferences != self.preferences, &self.desk.options.home) {
            self.preferences = preferences.clone();
            self.keeper.keep(preferences::file(home), move || preferences.text());
        }
        open.state.handle_platform_output(&open.window, std::mem::take(&mut output.platform_output));
        let root = output.viewport_output.get(&egui::ViewportId::ROOT);
        let delay = root.map(|viewport| viewport.repaint_delay);
        for command in root.map(|viewport| viewport.commands.clone()).unwrap_or_default() {
            if let egui::ViewportCommand::Title(title) = command {
                open.window.set_title(&title);
            }
        }
        open.output.set_overlay(&context, output);
        open.again.after(delay, open.output.present()?.is_err());
        self.desk.keep_for_recovery();
        self.desk.carry_out_requests();
        self.open_dialogs();
        Ok(())
    }

    /// Has where the window is written down, if it is elsewhere than before.
    fn keep_place(&mut self) {
        if let Some(open) = &self.open {
            place::note(&mut self.place, &open.window);
        }
        if let (true, Some(home), Some(place)) =
            (self.place != self.kept_place, &self.desk.options.home, self.place)
        {
            self.kept_place = self.place;
            self.keeper.keep(window_place::file(home), move || window_place::text(&place));
        }
    }

    fn redraw(&self) {
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
            WindowEvent::CloseRequested => self.desk.workspace.request(Request::Quit),
            WindowEvent::Destroyed => event_loop.exit(),
            WindowEvent::Resized(size) => {
                open.output.resize((size.width, size.height));
                self.keep_place();
            }
            WindowEvent::Moved(_) => self.keep_place(),
            WindowEvent::DroppedFile(path) => open.dropped.push(path),
            // Somebody else may have written the file meanwhile.
            WindowEvent::Focused(true) => self.desk.look_at_disk(),
            WindowEvent::RedrawRequested => {
                if let Err(failure) = self.draw() {
                    self.fail(event_loop, failure);
                }
                if self.desk.leaves {
                    event_loop.exit();
                }
                return;
            }
            _ => {}
        }
        if repaint || !self.desk.workspace.requests.is_empty() || self.desk.workspace.ask.is_some() {
            self.redraw();
        }
    }

    fn about_to_wait(&mut self, event_loop: &ActiveEventLoop) {
        if let Some(open) = &mut self.open {
            open.again.wait(&open.window, event_loop);
        }
    }

    fn user_event(&mut self, event_loop: &ActiveEventLoop, event: UserEvent) {
        match event {
            UserEvent::Redraw => {}
            UserEvent::Accessibility(event) => {
                let Some(open) = &mut self.open else { return };
                interface::take_accessibility(&mut open.state, event);
            }
            event => {
                self.desk.hear(event);
                self.open_dialogs();
            }
        }
        if self.desk.leaves {
            event_loop.exit();
        }
        self.redraw();
    }
}
