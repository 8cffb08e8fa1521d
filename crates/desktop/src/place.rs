//! Where the window is, from one day to the next.

use serde::{Deserialize, Serialize};
use winit::dpi::{PhysicalPosition, PhysicalSize};
use winit::event_loop::ActiveEventLoop;
use winit::window::{Window, WindowAttributes};

/// Where a window is, in physical pixels of the whole desktop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WindowPlace {
    /// The left upper corner of its frame; window systems that do not tell have none.
    #[serde(default)]
    pub corner: Option<(i32, i32)>,
    /// Width and height of what is inside its frame.
    pub size: (u32, u32),
    /// It fills the screen but for the system's own bars.
    #[serde(default)]
    pub maximised: bool,
}

/// So much of a window must be on a display, so that it can be taken hold of.
const IN_SIGHT: (i64, i64) = (120, 48);

/// A rectangle of the desktop: left upper corner, then width and height.
type Area = ((i32, i32), (u32, u32));

/// The window where it was, if that can still be seen: displays come and go.
#[must_use]
pub fn placed(
    attributes: WindowAttributes,
    place: Option<&WindowPlace>,
    event_loop: &ActiveEventLoop,
) -> WindowAttributes {
    let Some(place) = place else { return attributes };
    let displays: Vec<Area> = event_loop
        .available_monitors()
        .map(|display| (display.position().into(), display.size().into()))
        .collect();
    let size: (u32, u32) = fitting(place.size, &displays);
    let attributes =
        attributes.with_inner_size(PhysicalSize::new(size.0, size.1)).with_maximized(place.maximised);
    match place.corner.filter(|corner| is_in_sight((*corner, size), &displays)) {
        Some(corner) => attributes.with_position(PhysicalPosition::new(corner.0, corner.1)),
        None => attributes,
    }
}

/// Notes where the window is. One that fills the screen or is put away stays where it was.
pub fn note(place: &mut Option<WindowPlace>, window: &Window) {
    if window.fullscreen().is_some() || window.is_minimized() == Some(true) {
        return;
    }
    let (size, maximised) = (window.inner_size(), window.is_maximized());
    if size.width == 0 || size.height == 0 {
        return;
    }
    if let (true, Some(place)) = (maximised, place.as_mut()) {
        place.maximised = true;
        return;
    }
    let corner = window.outer_position().ok().map(Into::into);
    *place = Some(WindowPlace { corner, size: size.into(), maximised });
}

/// Not larger than the largest display.
fn fitting((width, height): (u32, u32), displays: &[Area]) -> (u32, u32) {
    let largest = displays.iter().map(|(_, size)| *size).max_by_key(|(w, h)| u64::from(*w) * u64::from(*h));
    largest.map_or((width, height), |(w, h)| (width.min(w.max(1)), height.min(h.max(1))))
}

/// Whether the window's upper edge, by which it is moved, lies on some display far enough.
fn is_in_sight((corner, size): Area, displays: &[Area]) -> bool {
    let overlap = |from: i32, length: u32, other: i32, others: u32| {
        let end = (i64::from(from) + i64::from(length)).min(i64::from(other) + i64::from(others));
        end - i64::from(from.max(other))
    };
    displays.iter().any(|(at, display)| {
        overlap(corner.0, size.0, at.0, display.0) >= IN_SIGHT.0
            && overlap(corner.1, size.1, at.1, display.1) >= IN_SIGHT.1
            && corner.1 >= at.1
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: Area = ((0, 0), (1920, 1080));
    const LEFT: Area = ((-1280, 56), (1280, 1024));

    #[test]
    fn a_window_is_in_sight_where_it_can_be_taken_hold_of() {
        for (corner, both, one) in [
            ((0, 0), true, true),
            ((1700, 900), true, true),
            ((1850, 10), false, false),
            ((-1200, 100), true, false),
            ((-100, 100), true, true),
            ((-1200, 0), false, false),
            ((100, -30), false, false),
            ((100, 1070), false, false),
            ((i32::MIN, i32::MAX), false, false),
        ] {
            let window = (corner, (800, 600));
            assert_eq!(is_in_sight(window, &[ONE, LEFT]), both, "{corner:?} on two displays");
            assert_eq!(is_in_sight(window, &[ONE]), one, "{corner:?} on one display");
            assert!(!is_in_sight(window, &[]));
        }
    }

    #[test]
    fn a_window_is_no_larger_than_a_display() {
        assert_eq!(fitting((4000, 500), &[ONE, LEFT]), (1920, 500));
        assert_eq!(fitting((4000, 3000), &[]), (4000, 3000));
    }
}
