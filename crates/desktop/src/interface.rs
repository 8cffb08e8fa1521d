//! egui's side of a window: its state with assistive technology, and when it wants to draw again.

use crate::system_fonts::{self, SystemFonts};
use egui_winit::accesskit_winit;
use std::time::{Duration, Instant};
use winit::event_loop::{ActiveEventLoop, ControlFlow, EventLoopProxy};
use winit::window::Window;

/// When the window system had no frame to give.
const DRAW_AGAIN_SOON: Duration = Duration::from_millis(4);

/// egui's state of a window that is not shown yet (assistive technology is told of it before), and the system's
/// typefaces for its context. `woken` is sent when a typeface has come, assistive technology's events as they
/// come; a window that is gone needs neither.
pub fn open<E>(
    event_loop: &ActiveEventLoop,
    window: &Window,
    context: &egui::Context,
    largest_texture: u32,
    proxy: &EventLoopProxy<E>,
    woken: fn() -> E,
) -> (egui_winit::State, SystemFonts)
where
    E: From<accesskit_winit::Event> + Send + 'static,
{
    let told = proxy.clone();
    let fonts = system_fonts::install(context, move || drop(told.send_event(woken())));
    let mut state = egui_winit::State::new(
        context.clone(),
        egui::ViewportId::ROOT,
        window,
        Some(window.scale_factor() as f32),
        window.theme(),
        usize::try_from(largest_texture).ok(),
    );
    state.init_accesskit(event_loop, window, proxy.clone());
    (state, fonts)
}

/// Takes an event of assistive technology. Whether it listens from now on, where that changes.
pub fn take_accessibility(state: &mut egui_winit::State, event: accesskit_winit::Event) -> Option<bool> {
    match event.window_event {
        accesskit_winit::WindowEvent::InitialTreeRequested => {
            state.egui_ctx().enable_accesskit();
            Some(true)
        }
        accesskit_winit::WindowEvent::ActionRequested(request) => {
            state.on_accesskit_action_request(request);
            None
        }
        accesskit_winit::WindowEvent::AccessibilityDeactivated => {
            state.egui_ctx().disable_accesskit();
            Some(false)
        }
    }
}

/// When egui wants to draw again by itself.
#[derive(Debug, Default)]
pub struct DrawAgain(Option<Instant>);

impl DrawAgain {
    /// After a pass: when its output says, or soon, where the window system had no frame for it.
    pub fn after(&mut self, delay: Option<Duration>, missed: bool) {
        let delay = if missed { Some(DRAW_AGAIN_SOON) } else { delay };
        self.0 = delay.and_then(|delay| Instant::now().checked_add(delay));
    }

    /// Before the event loop waits: asks for the pass that is due, and wakes the loop for one to come.
    pub fn wait(&mut self, window: &Window, event_loop: &ActiveEventLoop) {
        let due = self.0.take_if(|again| *again <= Instant::now());
        if due.is_some() {
            window.request_redraw();
        }
        event_loop.set_control_flow(self.0.map_or(ControlFlow::Wait, ControlFlow::WaitUntil));
    }
}
