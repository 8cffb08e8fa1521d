//! The egui side of the window: events in, shapes and actions out.

use crate::front::Front;
use crate::kept::ViewerSettings;
use crate::pad::out_of_words;
use crate::presenter::Presenter;
use crate::window::UserEvent;
use desktop::interface;
use desktop::system_fonts::SystemFonts;
use egui_winit::accesskit_winit;
use playback::View;
use scene_graph::Language;
use std::time::{Duration, Instant};
use viewer_ui::{BackTo, UiAction, ViewModel, ViewerUi};
use winit::event_loop::{ActiveEventLoop, EventLoopProxy};
use winit::window::Window;

/// What the pages drew and what the viewer did.
pub(crate) struct Drawn {
    pub(crate) output: egui::FullOutput,
    pub(crate) actions: Vec<UiAction>,
}

/// What is to be shown.
pub(crate) enum Shown<'a> {
    Front(&'a Front),
    Playing(&'a View),
}

/// egui in a window.
pub(crate) struct Overlay {
    context: egui::Context,
    state: egui_winit::State,
    pages: ViewerUi,
    fonts: SystemFonts,
    /// How often typefaces were taken anew.
    fonts_taken: u64,
    /// egui wants to draw again at this time.
    again: Option<Instant>,
    /// It waits at least this long for that.
    least_pause: Duration,
    /// An input event came since the latest pass.
    touched: bool,
}

impl Overlay {
    pub(crate) fn new(
        event_loop: &ActiveEventLoop,
        window: &Window,
        proxy: &EventLoopProxy<UserEvent>,
        language: &Language,
        largest_texture: u32,
        least_pause: Duration,
    ) -> Self {
        let context = egui::Context::default();
        let pages = ViewerUi::new(&context, language);
        let (state, fonts) =
            interface::open(event_loop, window, &context, largest_texture, proxy, || UserEvent::Redraw);
        Self { context, state, pages, fonts, fonts_taken: 0, again: None, least_pause, touched: true }
    }

    pub(crate) fn set_language(&mut self, language: &Language) {
        self.pages.set_language(language);
        self.touched = true;
    }

    /// Draws as the viewer set it.
    pub(crate) fn follow(&mut self, settings: &ViewerSettings) {
        let options = self.pages.options();
        let wanted = viewer_ui::Options {
            theme: settings.theme.into(),
            text_scale: settings.text_scale,
            reduced_motion: settings.reduced_motion,
            ..*options
        };
        if wanted != *options {
            *self.pages.options_mut() = wanted;
            self.touched = true;
        }
    }

    /// Takes an event of the window; true when something must be drawn.
    pub(crate) fn take(&mut self, window: &Window, event: &winit::event::WindowEvent) -> bool {
        if is_held_for_nothing(event) && !self.context.text_edit_focused() {
            return false;
        }
        let response = self.state.on_window_event(window, event);
        self.touched |= response.repaint;
        response.repaint
    }

    /// Takes key strokes that a controller stands for.
    pub(crate) fn take_keys(&mut self, keys: Vec<egui::Event>) {
        let keys = out_of_words(keys, self.context.text_edit_focused());
        self.state.egui_input_mut().events.extend(keys);
        self.touched = true;
    }

    /// Takes an event of assistive technology.
    pub(crate) fn take_accessibility(&mut self, event: accesskit_winit::Event) {
        if let Some(listens) = interface::take_accessibility(&mut self.state, event) {
            // Who cannot see the pointer cannot bring the controls out with it.
            self.pages.options_mut().keep_controls = listens;
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
        if presenter.records.open {
            let back_to = match shown {
                Shown::Front(_) => BackTo::Start,
                Shown::Playing(view) if view.ending.is_some() => BackTo::Ending,
                Shown::Playing(_) => BackTo::Story,
            };
            return presenter.recorded_page(back_to, |model| self.show(window, model));
        }
        match shown {
            Shown::Front(front) => presenter.front_page(front, |model| self.show(window, model)),
            Shown::Playing(view) => presenter.playing_page(view, |model| self.show(window, model)),
        }
    }

    fn show(&mut self, window: &Window, model: &ViewModel<'_>) -> Option<Drawn> {
        if self.fonts.take_news(&self.context) {
            self.touched = true;
            self.fonts_taken += 1;
        }
        if !self.is_needed(model) {
            return None;
        }
        self.touched = false;
        let input = self.state.take_egui_input(window);
        let mut actions = Vec::new();
        let mut output = egui::FullOutput::default();
        let mut time = input.time;
        for events in one_focus_move_each(input.events.clone()) {
            let input = egui::RawInput { events, time, ..input.clone() };
            output.append(self.context.run_ui(input, |ui| actions.extend(self.pages.show(ui, model))));
            time = time.map(|time| time + 1e-6);
        }
        self.state.handle_platform_output(window, std::mem::take(&mut output.platform_output));
        let delay =
            output.viewport_output.get(&egui::ViewportId::ROOT).map(|viewport| viewport.repaint_delay);
        let delay = delay.filter(|delay| *delay < Duration::from_secs(3_600));
        self.again = delay.map(|delay| Instant::now() + delay.max(self.least_pause));
        Some(Drawn { output, actions })
    }

    /// The window's rectangle in points, and how many pixels a point has.
    pub(crate) fn place(&self) -> (egui::Rect, f32) {
        (self.context.viewport_rect(), self.context.pixels_per_point())
    }

    /// How pages are drawn.
    pub(crate) fn options(&self) -> viewer_ui::Options {
        *self.pages.options()
    }

    /// How often typefaces were taken anew: every letter is drawn again then.
    pub(crate) fn fonts_taken(&self) -> u64 {
        self.fonts_taken
    }

    pub(crate) fn context(&self) -> &egui::Context {
        &self.context
    }
}

/// A key that repeats because it is held, and is none to move with: who is slow to let go of it means
/// it once.
fn is_held_for_nothing(event: &winit::event::WindowEvent) -> bool {
    use winit::keyboard::{Key, NamedKey};
    let winit::event::WindowEvent::KeyboardInput { event, .. } = event else { return false };
    let moves = matches!(
        event.logical_key,
        Key::Named(
            NamedKey::Tab
                | NamedKey::ArrowUp
                | NamedKey::ArrowDown
                | NamedKey::ArrowLeft
                | NamedKey::ArrowRight
                | NamedKey::PageUp
                | NamedKey::PageDown
        )
    );
    event.repeat && !moves
}

/// Cuts events after each press of Tab: egui moves the focus once a pass, and whoever types faster
/// than the machine draws means every key.
fn one_focus_move_each(events: Vec<egui::Event>) -> Vec<Vec<egui::Event>> {
    /// More than anyone types between two passes.
    const MOST: usize = 16;
    let mut passes = vec![Vec::new()];
    for event in events {
        let is_tab = matches!(event, egui::Event::Key { key: egui::Key::Tab, pressed: true, .. });
        let count = passes.len();
        if let Some(last) = passes.last_mut() {
            last.push(event);
        }
        if is_tab && count < MOST {
            passes.push(Vec::new());
        }
    }
    if passes.len() > 1 && passes.last().is_some_and(Vec::is_empty) {
        passes.pop();
    }
    passes
}

#[cfg(test)]
mod tests {
    use super::one_focus_move_each;
    use egui::{Event, Key, Modifiers};

    fn key(key: Key) -> Event {
        Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE }
    }

    #[test]
    fn each_tab_has_a_pass_of_its_own() {
        let lengths = |keys: &[Key]| -> Vec<usize> {
            one_focus_move_each(keys.iter().copied().map(key).collect()).iter().map(Vec::len).collect()
        };
        assert_eq!(lengths(&[]), [0]);
        assert_eq!(lengths(&[Key::A, Key::B]), [2]);
        assert_eq!(lengths(&[Key::Tab]), [1]);
        assert_eq!(lengths(&[Key::A, Key::Tab, Key::Tab, Key::Space, Key::Tab, Key::Enter]), [2, 1, 2, 1]);
        let many = lengths(&[Key::Tab; 100]);
        assert_eq!((many.len(), many.iter().sum::<usize>()), (16, 100));
    }
}
