//! The egui side of the window: events in, shapes and actions out.

use crate::presenter::Presenter;
use crate::window::UserEvent;
use egui_winit::accesskit_winit;
use playback::View;
use scene_graph::Language;
use std::time::{Duration, Instant};
use viewer_ui::{UiAction, ViewModel, ViewerUi};
use winit::event_loop::{ActiveEventLoop, EventLoopProxy};
use winit::window::Window;

/// What the pages drew and what the viewer did.
pub(crate) struct Drawn {
    pub(crate) output: egui::FullOutput,
    pub(crate) actions: Vec<UiAction>,
}

/// What is to be shown.
pub(crate) enum Shown<'a> {
    Consent,
    Playing(&'a View),
}

/// egui in a window.
pub(crate) struct Overlay {
    context: egui::Context,
    state: egui_winit::State,
    pages: ViewerUi,
    /// egui wants to draw again at this time.
    again: Option<Instant>,
    /// An input event came since the latest pass.
    touched: bool,
}

impl Overlay {
    pub(crate) fn new(
        event_loop: &ActiveEventLoop,
        window: &Window,
        proxy: EventLoopProxy<UserEvent>,
        language: &Language,
        largest_texture: u32,
    ) -> Self {
        let context = egui::Context::default();
        let pages = ViewerUi::new(&context, language);
        let mut state = egui_winit::State::new(
            context.clone(),
            egui::ViewportId::ROOT,
            window,
            Some(window.scale_factor() as f32),
            window.theme(),
            usize::try_from(largest_texture).ok(),
        );
        state.init_accesskit(event_loop, window, proxy);
        Self { context, state, pages, again: None, touched: true }
    }

    pub(crate) fn set_language(&mut self, language: &Language) {
        self.pages.set_language(language);
        self.touched = true;
    }

    /// Takes an event of the window; true when something must be drawn.
    pub(crate) fn take(&mut self, window: &Window, event: &winit::event::WindowEvent) -> bool {
        let response = self.state.on_window_event(window, event);
        self.touched |= response.repaint;
        response.repaint
    }

    /// Takes an event of assistive technology.
    pub(crate) fn take_accessibility(&mut self, event: accesskit_winit::Event) {
        match event.window_event {
            accesskit_winit::WindowEvent::InitialTreeRequested => {
                self.context.enable_accesskit();
                // Who cannot see the pointer cannot bring the controls out with it.
                self.pages.options_mut().keep_controls = true;
            }
            accesskit_winit::WindowEvent::ActionRequested(request) => {
                self.state.on_accesskit_action_request(request);
            }
            accesskit_winit::WindowEvent::AccessibilityDeactivated => {
                self.context.disable_accesskit();
                self.pages.options_mut().keep_controls = false;
            }
        }
        self.touched = true;
    }

    /// The next pass draws, whatever happened.
    pub(crate) fn touch(&mut self) {
        self.touched = true;
    }

    /// When egui wants to draw again by itself.
    pub(crate) fn again(&self) -> Option<Instant> {
        self.again
    }

    /// Whether a pass would draw something else than the latest one did.
    fn is_needed(&self, model: &ViewModel<'_>) -> bool {
        let due = self.again.is_some_and(|again| again <= Instant::now());
        self.touched || due || self.pages.is_stale(model, self.context.input(|input| input.time))
    }

    /// One pass; `None` when it would draw what the one before did.
    pub(crate) fn pass(
        &mut self,
        window: &Window,
        presenter: &Presenter,
        shown: &Shown<'_>,
    ) -> Option<Drawn> {
        match shown {
            Shown::Consent => presenter.consent_page(|model| self.show(window, model)),
            Shown::Playing(view) => presenter.playing_page(view, |model| self.show(window, model)),
        }
    }

    fn show(&mut self, window: &Window, model: &ViewModel<'_>) -> Option<Drawn> {
        if !self.is_needed(model) {
            return None;
        }
        self.touched = false;
        let input = self.state.take_egui_input(window);
        let mut actions = Vec::new();
        let pages = &mut self.pages;
        let mut output = self.context.run_ui(input, |ui| actions.extend(pages.show(ui, model)));
        self.state.handle_platform_output(window, std::mem::take(&mut output.platform_output));
        let delay =
            output.viewport_output.get(&egui::ViewportId::ROOT).map(|viewport| viewport.repaint_delay);
        self.again =
            delay.filter(|delay| *delay < Duration::from_secs(3_600)).map(|delay| Instant::now() + delay);
        Some(Drawn { output, actions })
    }

    pub(crate) fn context(&self) -> &egui::Context {
        &self.context
    }
}
