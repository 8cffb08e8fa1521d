//! The gallery's window: one page at a time, as large as the window, with keys to leaf through.

use super::{GalleryError, GalleryOptions};
use crate::window::{UserEvent, WindowError};
use desktop::Output;
use desktop::interface::{self, DrawAgain};
use desktop::system_fonts::SystemFonts;
use std::sync::Arc;
use viewer_ui::gallery::{Sample, Tongue, picture};
use viewer_ui::{Page, ThemeChoice, ViewerUi};
use winit::application::ApplicationHandler;
use winit::event::{ElementState, WindowEvent};
use winit::event_loop::{ActiveEventLoop, ControlFlow, EventLoop, EventLoopProxy, OwnedDisplayHandle};
use winit::keyboard::{Key, NamedKey};
use winit::window::{Window, WindowId};

/// The sizes of text that F4 goes through.
const TEXT_SCALES: [f32; 4] = [1.0, 1.5, 2.0, 0.75];

/// Shows the gallery in a window: Page Down and Page Up leaf through the pages, F2 changes the
/// language, F3 the theme, F4 the size of text.
///
/// # Errors
/// When no page is meant, or there is no display.
pub fn run(options: &GalleryOptions) -> Result<(), GalleryWindowError> {
    let (pages, tongues) = (options.pages()?, options.tongues()?);
    let themes = options.themes();
    let event_loop = EventLoop::<UserEvent>::with_user_event()
        .build()
        .map_err(|error| WindowError::NoDisplay(error.to_string()))?;
    let mut app = App {
        pages,
        tongues,
        themes,
        first_size: options.size.unwrap_or((1280, 720)),
        at: [0; 4],
        proxy: event_loop.create_proxy(),
        display: event_loop.owned_display_handle(),
        open: None,
        failure: None,
    };
    event_loop.run_app(&mut app).map_err(|error| WindowError::DisplayLost(error.to_string()))?;
    app.failure.map_or(Ok(()), |failure| Err(failure.into()))
}

/// Why there is no window of the gallery.
#[derive(Debug, thiserror::Error)]
pub enum GalleryWindowError {
    /// What was asked for is not there.
    #[error(transparent)]
    Gallery(#[from] GalleryError),
    /// There is no display, or it went away.
    #[error(transparent)]
    Window(#[from] WindowError),
}

struct App {
    pages: Vec<&'static Sample>,
    tongues: Vec<Tongue>,
    themes: Vec<ThemeChoice>,
    first_size: (u32, u32),
    /// Which page, language, theme and size of text.
    at: [usize; 4],
    proxy: EventLoopProxy<UserEvent>,
    display: OwnedDisplayHandle,
    open: Option<Open>,
    failure: Option<WindowError>,
}

struct Open {
    window: Arc<Window>,
    output: Output,
    state: egui_winit::State,
    pages: ViewerUi,
    fonts: SystemFonts,
    /// Events that the page wants done to it first.
    steps: Steps,
    again: DrawAgain,
}

type Steps = std::vec::IntoIter<Vec<egui::Event>>;

impl App {
    fn open(&self, event_loop: &ActiveEventLoop) -> Result<Open, WindowError> {
        let size = winit::dpi::PhysicalSize::new(self.first_size.0, self.first_size.1);
        let attributes = Window::default_attributes().with_inner_size(size).with_visible(false);
        let window = event_loop
            .create_window(attributes)
            .map_err(|error| WindowError::NoDisplay(error.to_string()))?;
        let window = Arc::new(window);
        let output = Output::open(&window, &self.display)?;
        let context = egui::Context::default();
        let largest = output.largest_texture();
        let (state, fonts) =
            interface::open(event_loop, &window, &context, largest, &self.proxy, || UserEvent::Redraw);
        let (pages, steps) = self.page(&context, &window);
        window.set_visible(true);
        Ok(Open { window, output, state, pages, fonts, steps, again: DrawAgain::default() })
    }

    /// The page of the moment, from its beginning: nothing is left of the one before.
    fn page(&self, context: &egui::Context, window: &Window) -> (ViewerUi, Steps) {
        let [page, tongue, theme, text] = self.at;
        let (sample, tongue, theme) = (self.pages[page], &self.tongues[tongue], self.themes[theme]);
        window.set_title(&format!(
            "{} ({}/{}) · {} · {} · {:.0} %: Page Down, Page Up; F2 language, F3 theme, F4 text",
            sample.name,
            page + 1,
            self.pages.len(),
            tongue.language.as_str(),
            theme.name(),
            TEXT_SCALES[text] * 100.0,
        ));
        context.memory_mut(|memory| *memory = egui::Memory::default());
        let mut pages = ViewerUi::new(context, &tongue.language);
        pages.options_mut().theme = theme;
        pages.options_mut().text_scale = TEXT_SCALES[text];
        sample.set(pages.options_mut());
        (pages, sample.events().into_iter())
    }

    /// Goes on in one of the four lists.
    fn turn(&mut self, list: usize, by: usize) {
        let lengths = [self.pages.len(), self.tongues.len(), self.themes.len(), TEXT_SCALES.len()];
        self.at[list] = (self.at[list] + by) % lengths[list];
        if let Some(mut open) = self.open.take() {
            (open.pages, open.steps) = self.page(open.state.egui_ctx(), &open.window);
            open.window.request_redraw();
            self.open = Some(open);
        }
    }

    fn draw(&mut self) -> Result<(), WindowError> {
        let [page, tongue, ..] = self.at;
        let (sample, tongue) = (self.pages[page], &self.tongues[tongue]);
        let Some(open) = &mut self.open else { return Ok(()) };
        let mut input = open.state.take_egui_input(&open.window);
        if let Some(events) = open.steps.next() {
            input.events.extend(events);
            open.window.request_redraw();
        }
        let context = open.state.egui_ctx().clone();
        open.fonts.take_news(&context);
        let mut output = context.run_ui(input, |ui| {
            let window = ui.max_rect();
            sample.show(tongue, &mut |model| {
                if matches!(model.page, Page::Story(_)) {
                    picture(ui.painter(), window);
                }
                open.pages.show(ui, model);
            });
        });
        open.state.handle_platform_output(&open.window, std::mem::take(&mut output.platform_output));
        let delay =
            output.viewport_output.get(&egui::ViewportId::ROOT).map(|viewport| viewport.repaint_delay);
        open.output.set_overlay(&context, output);
        open.again.after(delay, open.output.present()?.is_err());
        Ok(())
    }
}

impl ApplicationHandler<UserEvent> for App {
    fn resumed(&mut self, event_loop: &ActiveEventLoop) {
        if self.open.is_some() {
            return;
        }
        event_loop.set_control_flow(ControlFlow::Wait);
        match self.open(event_loop) {
            Ok(open) => {
                open.window.request_redraw();
                self.open = Some(open);
            }
            Err(failure) => {
                self.failure = Some(failure);
                event_loop.exit();
            }
        }
    }

    fn window_event(&mut self, event_loop: &ActiveEventLoop, _: WindowId, event: WindowEvent) {
        let Some(open) = &mut self.open else { return };
        if let WindowEvent::KeyboardInput { event: key, .. } = &event
            && key.state == ElementState::Pressed
            && let Key::Named(named) = &key.logical_key
        {
            let turn = match named {
                NamedKey::PageDown => Some((0, 1)),
                NamedKey::PageUp => Some((0, self.pages.len() - 1)),
                NamedKey::F2 => Some((1, 1)),
                NamedKey::F3 => Some((2, 1)),
                NamedKey::F4 => Some((3, 1)),
                _ => None,
            };
            if let Some((list, by)) = turn {
                self.turn(list, by);
                return;
            }
        }
        let repaint = open.state.on_window_event(&open.window, &event).repaint;
        match event {
            WindowEvent::CloseRequested | WindowEvent::Destroyed => event_loop.exit(),
            WindowEvent::Resized(size) => open.output.resize((size.width, size.height)),
            WindowEvent::RedrawRequested => {
                if let Err(failure) = self.draw() {
                    self.failure = Some(failure);
                    event_loop.exit();
                }
                return;
            }
            _ => {}
        }
        if repaint {
            open.window.request_redraw();
        }
    }

    fn about_to_wait(&mut self, event_loop: &ActiveEventLoop) {
        let Some(open) = &mut self.open else { return };
        open.again.wait(&open.window, event_loop);
    }

    fn user_event(&mut self, _: &ActiveEventLoop, event: UserEvent) {
        let Some(open) = &mut self.open else { return };
        if let UserEvent::Accessibility(event) = event {
            interface::take_accessibility(&mut open.state, event);
        }
        open.window.request_redraw();
    }
}
