//! The mini window: small, without a frame, above all others.

use winit::dpi::{LogicalSize, PhysicalPosition, PhysicalSize};
use winit::window::{Fullscreen, Window, WindowLevel};

/// Its size in logical pixels: a quarter of 1600×900.
const SIZE: LogicalSize<u32> = LogicalSize::new(400, 225);

/// How far from the screen's lower right corner, in logical pixels.
const MARGIN: f64 = 24.0;

/// Whether the window is small, and how it was before.
#[derive(Debug, Default)]
pub(crate) struct Mini {
    before: Option<Before>,
}

/// What is put back.
#[derive(Debug)]
struct Before {
    size: PhysicalSize<u32>,
    /// Window systems that do not tell have none.
    corner: Option<PhysicalPosition<i32>>,
    maximised: bool,
    fullscreen: bool,
}

impl Mini {
    /// Makes it small, or as it was before; whether it is small now. `fullscreen`: it filled the
    /// screen until now.
    pub(crate) fn toggle(&mut self, window: &Window, fullscreen: bool) -> bool {
        match self.before.take() {
            None => self.shrink(window, fullscreen),
            Some(before) => restore(window, &before),
        }
        self.before.is_some()
    }

    fn shrink(&mut self, window: &Window, fullscreen: bool) {
        let maximised = window.is_maximized();
        self.before = Some(Before {
            size: window.inner_size(),
            corner: window.outer_position().ok(),
            maximised,
            fullscreen,
        });
        if fullscreen {
            window.set_fullscreen(None);
        }
        if maximised {
            window.set_maximized(false);
        }
        window.set_decorations(false);
        window.set_window_level(WindowLevel::AlwaysOnTop);
        // The window system may give another size, and then says so by an event.
        let _ = window.request_inner_size(SIZE);
        if let Some(corner) = lower_right(window) {
            window.set_outer_position(corner);
        }
    }
}

fn restore(window: &Window, before: &Before) {
    window.set_window_level(WindowLevel::Normal);
    window.set_decorations(true);
    let _ = window.request_inner_size(before.size);
    if let Some(corner) = before.corner {
        window.set_outer_position(corner);
    }
    if before.maximised {
        window.set_maximized(true);
    }
    if before.fullscreen {
        window.set_fullscreen(Some(Fullscreen::Borderless(None)));
    }
}

/// Where its left upper corner belongs on the screen that it is on.
fn lower_right(window: &Window) -> Option<PhysicalPosition<i32>> {
    let screen = window.current_monitor()?;
    let scale = window.scale_factor();
    let size: PhysicalSize<i32> = SIZE.to_physical(scale);
    #[allow(clippy::cast_possible_truncation, reason = "a few dozen pixels")]
    let margin = (MARGIN * scale) as i32;
    let whole: PhysicalSize<i32> = screen.size().cast();
    let PhysicalPosition { x, y } = screen.position();
    Some(PhysicalPosition::new(
        x + (whole.width - size.width - margin).max(0),
        // The system's bars lie at the lower edge more often than anywhere else.
        y + (whole.height - size.height - 2 * margin).max(0),
    ))
}
