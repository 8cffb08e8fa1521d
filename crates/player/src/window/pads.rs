//! Game controllers, on a thread of their own that sleeps until one is touched or plugged in.

use super::UserEvent;
use crate::pad::{Control, Pad, PadEvent};
use gilrs::{Axis, Button, EventType, GamepadId, GilrsBuilder};
use std::collections::HashMap;
use std::time::{Duration, Instant};
use winit::event_loop::EventLoopProxy;

/// Watches for controllers until the window is gone. Without one, or where the system tells of none,
/// nothing happens and nothing is used.
pub(crate) fn watch(proxy: EventLoopProxy<UserEvent>) {
    let thread = std::thread::Builder::new().name("controllers".to_owned());
    if let Err(error) = thread.spawn(move || run(&proxy)) {
        tracing::warn!("game controllers are not read: {error}");
    }
}

fn run(proxy: &EventLoopProxy<UserEvent>) {
    let mut gilrs = match GilrsBuilder::new().with_force_feedback(false).set_update_state(true).build() {
        Ok(gilrs) => gilrs,
        Err(error) => return tracing::debug!("game controllers are not read: {error}"),
    };
    let began = Instant::now();
    let mut pads: HashMap<GamepadId, Pad> = HashMap::new();
    loop {
        let next = pads.values().filter_map(Pad::next_repeat).min();
        // Waits in the system, for as long as nothing is held.
        let event =
            gilrs.next_event_blocking(next.map(|at| at.saturating_sub(began.elapsed()).max(SHORTEST)));
        if event.is_none() && next.is_none() {
            // A wait without a limit that ended for nothing, as the first one does: never a busy loop.
            std::thread::sleep(FOR_NOTHING);
        }
        let now = began.elapsed();
        let mut keys = Vec::new();
        if let Some(event) = event {
            if event.event == EventType::Connected {
                tracing::info!("a game controller: {}", gilrs.gamepad(event.id).name());
            }
            if let Some(told) = told(event.event) {
                keys.extend(pads.entry(event.id).or_default().take(told, now));
            }
        }
        keys.extend(pads.values_mut().flat_map(|pad| pad.repeat(now)));
        if !keys.is_empty() && proxy.send_event(UserEvent::Keys(keys)).is_err() {
            // The window is gone.
            return;
        }
    }
}

/// How long is waited after a wait that ended for nothing.
const FOR_NOTHING: Duration = Duration::from_millis(50);

/// A wait of no length would be none.
const SHORTEST: Duration = Duration::from_millis(1);

/// What the library says, in our words; `None`: nothing that does anything.
fn told(event: EventType) -> Option<PadEvent> {
    Some(match event {
        EventType::ButtonPressed(button, _) => PadEvent::Pressed(control(button)?),
        EventType::ButtonReleased(button, _) => PadEvent::Released(control(button)?),
        EventType::AxisChanged(Axis::LeftStickX, x, _) => PadEvent::StickX(x),
        EventType::AxisChanged(Axis::LeftStickY, y, _) => PadEvent::StickY(y),
        EventType::AxisChanged(Axis::RightStickY, y, _) => PadEvent::OtherStickY(y),
        EventType::Disconnected => PadEvent::Gone,
        _ => return None,
    })
}

fn control(button: Button) -> Option<Control> {
    Some(match button {
        Button::DPadUp => Control::Up,
        Button::DPadDown => Control::Down,
        Button::DPadLeft => Control::Left,
        Button::DPadRight => Control::Right,
        Button::South => Control::South,
        Button::East => Control::East,
        Button::West => Control::West,
        Button::North => Control::North,
        Button::LeftTrigger => Control::LeftShoulder,
        Button::RightTrigger => Control::RightShoulder,
        Button::LeftTrigger2 => Control::LeftTrigger,
        Button::RightTrigger2 => Control::RightTrigger,
        Button::Start => Control::Start,
        Button::Select => Control::Select,
        _ => return None,
    })
}
