//! Whether the window can be seen, and how often its display shows something new.

use std::time::{Duration, Instant};
use winit::dpi::PhysicalSize;
use winit::window::Window;

/// Whether the window can be seen: one that cannot is not drawn.
#[derive(Debug, Default)]
pub(crate) struct Sight {
    covered: bool,
    empty: bool,
    minimised: bool,
    unfocused: bool,
    look_at: Option<Instant>,
}

impl Sight {
    /// How often a window without the focus is looked at: not every window system tells when one
    /// is minimised, but none leaves the focus with it.
    const LOOK_EVERY: Duration = Duration::from_millis(500);

    pub(crate) fn is_visible(&self) -> bool {
        !(self.covered || self.empty || self.minimised)
    }

    /// The window has the keyboard.
    pub(crate) fn has_focus(&self) -> bool {
        !self.unfocused
    }

    pub(crate) fn resized(&mut self, size: PhysicalSize<u32>) {
        self.empty = size.width == 0 || size.height == 0;
    }

    /// The window system says whether other windows cover it.
    pub(crate) fn covered(&mut self, covered: bool, window: &Window) {
        self.covered = covered;
        self.look(window);
    }

    pub(crate) fn focused(&mut self, focused: bool, window: &Window) {
        self.unfocused = !focused;
        self.look(window);
    }

    /// Asks the window system when it is time to; gives when to ask again.
    pub(crate) fn look_if_due(&mut self, window: &Window) -> Option<Instant> {
        if self.look_at.is_some_and(|at| at <= Instant::now()) {
            self.look(window);
        }
        self.look_at
    }

    pub(crate) fn look(&mut self, window: &Window) {
        self.minimised = window.is_minimized().unwrap_or(false);
        let again = self.unfocused || self.minimised;
        self.look_at = again.then(|| Instant::now() + Self::LOOK_EVERY);
    }
}

/// How far ahead a picture is drawn of when it is to be seen.
#[derive(Debug)]
pub(crate) struct Refresh {
    at_once: bool,
    /// From one refresh of the display to the next.
    interval: Duration,
    /// What drawing takes, smoothed.
    drawing: Duration,
    look: bool,
}

impl Refresh {
    /// Displays that do not tell are taken for this.
    const USUAL: Duration = Duration::from_nanos(16_666_667);

    /// A frame that takes longer is an accident, not what the next one will take.
    const LONGEST: Duration = Duration::from_millis(50);

    /// `at_once`: what is presented is seen at once.
    pub(crate) fn new(at_once: bool) -> Self {
        Self { at_once, interval: Self::USUAL, drawing: Duration::ZERO, look: true }
    }

    /// The window may be on another display now.
    pub(crate) fn look_again(&mut self) {
        self.look = true;
    }

    /// How long before it is to be seen a picture is drawn. Where presenting waits for the display,
    /// it is seen between nothing and one refresh after it is drawn: half of one on average, so
    /// that it is never more than half a refresh early or late.
    pub(crate) fn lead(&mut self, window: &Window) -> Duration {
        if self.at_once {
            return Duration::ZERO;
        }
        if std::mem::take(&mut self.look) {
            let rate = window.current_monitor().and_then(|display| display.refresh_rate_millihertz());
            self.interval = interval_of(rate);
            tracing::debug!(interval_us = self.interval.as_micros(), "display");
        }
        self.drawing + self.interval / 2
    }

    /// Drawing a frame took so long, without the wait for the display.
    pub(crate) fn drew(&mut self, length: Duration) {
        // Smoothed, so that one slow frame does not shift the picture against the sound. A wait for
        // the display is no drawing.
        let length = length.min(self.interval / 2).min(Self::LONGEST);
        self.drawing = (self.drawing * 7 + length) / 8;
    }
}

/// Between two refreshes at this many in a thousand seconds; implausible rates are the usual one.
fn interval_of(millihertz: Option<u32>) -> Duration {
    match millihertz {
        Some(rate @ 20_000..=1_000_000) => Duration::from_secs_f64(1_000.0 / f64::from(rate)),
        _ => Refresh::USUAL,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn displays_that_tell_nothing_sensible_are_usual_ones() {
        assert_eq!(interval_of(Some(50_000)), Duration::from_millis(20));
        assert_eq!(interval_of(Some(144_000)).as_micros(), 6_944);
        for rate in [None, Some(0), Some(1), Some(u32::MAX)] {
            assert_eq!(interval_of(rate), Refresh::USUAL);
        }
    }

    #[test]
    fn one_slow_frame_hardly_counts() {
        let mut refresh = Refresh::new(false);
        for _ in 0..50 {
            refresh.drew(Duration::from_millis(2));
        }
        let before = refresh.drawing;
        refresh.drew(Duration::from_secs(3));
        assert!(refresh.drawing - before < Duration::from_millis(2));
    }
}
