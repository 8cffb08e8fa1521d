//! A game controller does what keys do: from its buttons and sticks to the keys that the pages know.
//!
//! Nothing here knows a device: events and the time come in, key strokes go out. The pages need no
//! second way of being used, and whoever can reach everything by keyboard can by controller.

use egui::{Event, Key, Modifiers};
use std::time::Duration;

/// A stick counts as pushed from here on, of 1: a worn stick at rest never does.
const PUSHED: f32 = 0.6;

/// A pushed stick counts as let go of below this.
const LET_GO: f32 = 0.4;

/// A direction that is held begins to repeat after this, and goes on so often: slower than keys, as
/// a thumb lets go more slowly.
const FIRST_REPEAT: Duration = Duration::from_millis(450);
const NEXT_REPEAT: Duration = Duration::from_millis(140);

/// What a controller has, by place: names differ between makers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Control {
    Up,
    Down,
    Left,
    Right,
    /// The lowest of the four: A, or a cross.
    South,
    /// The right one: B, or a circle.
    East,
    /// The left one: X, or a square.
    West,
    /// The upper one: Y, or a triangle.
    North,
    LeftShoulder,
    RightShoulder,
    LeftTrigger,
    RightTrigger,
    Start,
    Select,
    /// The right stick, up and down.
    PageUp,
    PageDown,
}

#[cfg(test)]
impl Control {
    /// All of them.
    const ALL: [Self; 16] = [
        Self::Up,
        Self::Down,
        Self::Left,
        Self::Right,
        Self::South,
        Self::East,
        Self::West,
        Self::North,
        Self::LeftShoulder,
        Self::RightShoulder,
        Self::LeftTrigger,
        Self::RightTrigger,
        Self::Start,
        Self::Select,
        Self::PageUp,
        Self::PageDown,
    ];

    /// Its name on the help page.
    fn cap(self) -> &'static str {
        match self {
            Self::Up => "↑",
            Self::Down => "↓",
            Self::Left => "←",
            Self::Right => "→",
            Self::South => "A",
            Self::East => "B",
            Self::West => "X",
            Self::North => "Y",
            Self::LeftShoulder => "LB",
            Self::RightShoulder => "RB",
            Self::LeftTrigger => "LT",
            Self::RightTrigger => "RT",
            Self::Start => "Menu",
            Self::Select => "View",
            Self::PageUp => "RS ↑",
            Self::PageDown => "RS ↓",
        }
    }
}

/// What happened to a controller.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum PadEvent {
    Pressed(Control),
    Released(Control),
    /// The left stick, −1 to 1: to the right, and up.
    StickX(f32),
    StickY(f32),
    /// The right stick, up.
    OtherStickY(f32),
    /// It was unplugged.
    Gone,
}

/// The keys as they are sent to a page on which `writing` goes on: there arrows move within the words,
/// which a controller cannot write, so that they move on instead, as Tab does.
pub(crate) fn out_of_words(keys: Vec<Event>, writing: bool) -> Vec<Event> {
    let tab = |forth: bool, pressed| {
        let modifiers = if forth { Modifiers::NONE } else { Modifiers::SHIFT };
        Event::Key { key: Key::Tab, physical_key: None, pressed, repeat: false, modifiers }
    };
    let moved = |event| match event {
        Event::Key { key: Key::ArrowDown | Key::ArrowRight, pressed, .. } if writing => tab(true, pressed),
        Event::Key { key: Key::ArrowUp | Key::ArrowLeft, pressed, .. } if writing => tab(false, pressed),
        other => other,
    };
    keys.into_iter().map(moved).collect()
}

/// One controller's state: what is held.
#[derive(Debug, Default)]
pub(crate) struct Pad {
    stick: [f32; 2],
    /// Where the stick counts as pushed to.
    pushed: Option<Control>,
    /// The same of the right stick.
    other_pushed: Option<Control>,
    /// The direction that repeats, and when it does next.
    repeats: Option<(Control, Duration)>,
    held: Vec<Control>,
}

impl Pad {
    /// What this is on a keyboard; `now`: since any fixed moment.
    pub(crate) fn take(&mut self, event: PadEvent, now: Duration) -> Vec<Event> {
        match event {
            PadEvent::Pressed(control) => self.press(control, now),
            PadEvent::Released(control) => self.release(control),
            PadEvent::StickX(x) => self.move_stick([x, self.stick[1]], now),
            PadEvent::StickY(y) => self.move_stick([self.stick[0], y], now),
            PadEvent::OtherStickY(y) => {
                let direction = if y > 0.0 { Control::PageUp } else { Control::PageDown };
                let pushed = push(self.other_pushed, direction, y.abs());
                let before = std::mem::replace(&mut self.other_pushed, pushed);
                self.change(before, pushed, now)
            }
            PadEvent::Gone => {
                let held = self.held.clone();
                let events = held.into_iter().flat_map(|control| self.release(control)).collect();
                *self = Self::default();
                events
            }
        }
    }

    /// When a direction that is held is pressed again.
    pub(crate) fn next_repeat(&self) -> Option<Duration> {
        self.repeats.map(|(_, at)| at)
    }

    /// The directions whose time it is.
    pub(crate) fn repeat(&mut self, now: Duration) -> Vec<Event> {
        match &mut self.repeats {
            Some((control, at)) if *at <= now => {
                *at = now + NEXT_REPEAT;
                down(*control, true)
            }
            _ => Vec::new(),
        }
    }

    fn press(&mut self, control: Control, now: Duration) -> Vec<Event> {
        if self.held.contains(&control) {
            return Vec::new();
        }
        self.held.push(control);
        if repeats(control) {
            self.repeats = Some((control, now + FIRST_REPEAT));
        }
        down(control, false)
    }

    fn release(&mut self, control: Control) -> Vec<Event> {
        if !self.held.contains(&control) {
            return Vec::new();
        }
        self.held.retain(|held| *held != control);
        self.repeats = self.repeats.filter(|(repeating, _)| *repeating != control);
        key_of(control).map(|key| stroke(key, false, false)).into_iter().collect()
    }

    fn move_stick(&mut self, stick: [f32; 2], now: Duration) -> Vec<Event> {
        self.stick = stick.map(|part| if part.is_finite() { part } else { 0.0 });
        let [x, y] = self.stick;
        // The longer of the two: a thumb seldom pushes straight.
        let (length, direction) = match (x.abs() >= y.abs(), x >= 0.0, y >= 0.0) {
            (true, true, _) => (x.abs(), Control::Right),
            (true, false, _) => (x.abs(), Control::Left),
            (false, _, true) => (y.abs(), Control::Up),
            (false, _, false) => (y.abs(), Control::Down),
        };
        // What is pushed stays so, wherever the thumb slides to, until it is let go of.
        let kept = self.pushed.filter(|control| along(self.stick, *control) >= LET_GO);
        let pushed = kept.or(push(None, direction, length));
        let before = std::mem::replace(&mut self.pushed, pushed);
        self.change(before, pushed, now)
    }

    fn change(&mut self, before: Option<Control>, pushed: Option<Control>, now: Duration) -> Vec<Event> {
        if pushed == before {
            return Vec::new();
        }
        let mut events = before.map_or_else(Vec::new, |control| self.release(control));
        events.extend(pushed.map_or_else(Vec::new, |control| self.press(control, now)));
        events
    }
}

/// How far a stick is pushed in this direction.
fn along([x, y]: [f32; 2], control: Control) -> f32 {
    match control {
        Control::Right => x,
        Control::Left => -x,
        Control::Up => y,
        Control::Down => -y,
        _ => 0.0,
    }
}

/// Where a stick counts as pushed to that was pushed to `before` and is so far in this direction.
fn push(before: Option<Control>, direction: Control, length: f32) -> Option<Control> {
    let enough = if before == Some(direction) { LET_GO } else { PUSHED };
    (length >= enough).then_some(direction)
}

/// Directions, and going back and forth in the film.
fn repeats(control: Control) -> bool {
    use Control::{Down, Left, LeftShoulder, PageDown, PageUp, Right, RightShoulder, Up};
    matches!(control, Up | Down | Left | Right | LeftShoulder | RightShoulder | PageUp | PageDown)
}

/// The key that a control is; triggers and Select write a sign instead.
fn key_of(control: Control) -> Option<Key> {
    Some(match control {
        Control::Up => Key::ArrowUp,
        Control::Down => Key::ArrowDown,
        Control::Left => Key::ArrowLeft,
        Control::Right => Key::ArrowRight,
        // Presses what has the focus, and pauses where nothing has.
        Control::South => Key::Space,
        Control::East => Key::BrowserBack,
        Control::West => Key::C,
        Control::North => Key::Tab,
        Control::Start => Key::K,
        Control::LeftShoulder => Key::A,
        Control::RightShoulder => Key::D,
        Control::PageUp => Key::PageUp,
        Control::PageDown => Key::PageDown,
        Control::LeftTrigger | Control::RightTrigger | Control::Select => return None,
    })
}

fn down(control: Control, repeat: bool) -> Vec<Event> {
    let sign = match control {
        Control::LeftTrigger => "<",
        Control::RightTrigger => ">",
        Control::Select => "?",
        _ => return key_of(control).map(|key| stroke(key, true, repeat)).into_iter().collect(),
    };
    vec![Event::Text(sign.to_owned())]
}

fn stroke(key: Key, pressed: bool, repeat: bool) -> Event {
    Event::Key { key, physical_key: None, pressed, repeat, modifiers: Modifiers::NONE }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Duration = Duration::from_secs(7);

    fn pressed(events: &[Event]) -> Vec<Key> {
        let key = |event: &Event| match event {
            Event::Key { key, pressed: true, .. } => Some(*key),
            _ => None,
        };
        events.iter().filter_map(key).collect()
    }

    #[test]
    fn every_button_is_a_key_or_a_sign_and_comes_up_again() {
        for control in Control::ALL {
            let mut pad = Pad::default();
            let down = pad.take(PadEvent::Pressed(control), START);
            assert_eq!(down.len(), 1, "{control:?}");
            assert_eq!(pad.take(PadEvent::Pressed(control), START), [], "once: {control:?}");
            let up = pad.take(PadEvent::Released(control), START);
            assert_eq!(pressed(&up), [], "{control:?}");
            assert_eq!(up.len(), usize::from(key_of(control).is_some()), "{control:?}");
            assert_eq!(pad.take(PadEvent::Released(control), START), [], "once: {control:?}");
        }
    }

    #[test]
    fn the_help_page_tells_of_every_button_and_of_no_other() {
        let mut told: Vec<_> = viewer_ui::controller_caps().collect();
        let mut handled = Control::ALL.map(Control::cap);
        told.sort_unstable();
        handled.sort_unstable();
        assert_eq!(told, handled);
        for (at, control) in Control::ALL.into_iter().enumerate() {
            assert_eq!(control as usize, at, "{control:?}");
        }
    }

    #[test]
    fn a_stick_that_rests_or_trembles_does_nothing() {
        let mut pad = Pad::default();
        for step in 0..200 {
            let tremble = (step as f32 * 0.37).sin() * 0.55;
            assert_eq!(pad.take(PadEvent::StickX(tremble), START), []);
            assert_eq!(pad.take(PadEvent::StickY(-tremble), START), []);
        }
        assert_eq!(pad.take(PadEvent::StickX(f32::NAN), START), []);
        // Once pushed, it stays so until it is nearly back.
        assert_eq!(pressed(&pad.take(PadEvent::StickX(0.7), START)), [Key::ArrowRight]);
        for x in [0.55, 0.65, 0.5, 0.9, 0.45] {
            assert_eq!(pad.take(PadEvent::StickX(x), START), [], "{x}");
        }
        assert_eq!(pad.take(PadEvent::StickX(0.3), START).len(), 1, "let go of");
        assert_eq!(pressed(&pad.take(PadEvent::StickY(1.0), START)), [Key::ArrowUp]);
        // From one direction straight to the opposite one.
        assert_eq!(pressed(&pad.take(PadEvent::StickY(-1.0), START)), [Key::ArrowDown]);
        assert_eq!(pad.held, [Control::Down]);
    }

    #[test]
    fn what_is_held_repeats_until_it_is_let_go_of() {
        let mut pad = Pad::default();
        pad.take(PadEvent::Pressed(Control::Down), START);
        assert_eq!(pad.repeat(START + FIRST_REPEAT - Duration::from_millis(1)), []);
        let mut count = 0;
        let mut now = START;
        while now < START + Duration::from_secs(2) {
            now = pad.next_repeat().unwrap();
            count += pressed(&pad.repeat(now)).len();
        }
        assert!((11..=13).contains(&count), "{count}");
        pad.take(PadEvent::Released(Control::Down), now);
        assert_eq!(pad.next_repeat(), None, "nothing is waited for");
        pad.take(PadEvent::Pressed(Control::South), now);
        assert_eq!(pad.next_repeat(), None, "an answer is not given twice");
    }

    #[test]
    fn an_unplugged_controller_holds_nothing() {
        let mut pad = Pad::default();
        pad.take(PadEvent::Pressed(Control::South), START);
        pad.take(PadEvent::StickX(-1.0), START);
        let up = pad.take(PadEvent::Gone, START);
        assert_eq!((up.len(), pressed(&up).len()), (2, 0), "both come up");
        assert_eq!((pad.next_repeat(), pad.held.len()), (None, 0));
    }
}
