//! What a viewer does with one device and no other.

use super::walk::{WINDOW, Walk};
use crate::pad::{Control, Pad, PadEvent, out_of_words};
use egui::{Event, Key, Modifiers, PointerButton, Pos2, TouchDeviceId, TouchId, TouchPhase, pos2, vec2};

/// More strokes than any page needs.
const MOST: usize = 80;

pub(super) trait Hands {
    /// Presses what begins with this name.
    fn press(&mut self, walk: &mut Walk, name: &str);
    /// Answers the open question with words, or, without anything to write with, not at all.
    fn say(&mut self, walk: &mut Walk, words: &str);
    /// Pauses what plays.
    fn pause(&mut self, walk: &mut Walk);
    fn go_on(&mut self, walk: &mut Walk);
    /// Back to the last question.
    fn go_back(&mut self, walk: &mut Walk);
}

/// Tab, Enter and what keys do by themselves.
pub(super) struct Keyboard;

fn stroke(key: Key, pressed: bool) -> Event {
    Event::Key { key, physical_key: None, pressed, repeat: false, modifiers: Modifiers::NONE }
}

impl Keyboard {
    fn key(walk: &mut Walk, key: Key) {
        walk.send(vec![stroke(key, true)]);
        walk.send(vec![stroke(key, false)]);
    }
}

impl Hands for Keyboard {
    fn press(&mut self, walk: &mut Walk, name: &str) {
        for _ in 0..MOST {
            if walk.has_focus(name) {
                return Self::key(walk, Key::Enter);
            }
            Self::key(walk, Key::Tab);
        }
        panic!("“{name}” cannot be reached by keyboard among {:?}", walk.names());
    }

    fn say(&mut self, walk: &mut Walk, words: &str) {
        walk.send(vec![Event::Text(words.to_owned())]);
        self.press(walk, "Done");
    }

    fn pause(&mut self, walk: &mut Walk) {
        Self::key(walk, Key::Space);
    }

    fn go_on(&mut self, walk: &mut Walk) {
        Self::key(walk, Key::Space);
    }

    fn go_back(&mut self, walk: &mut Walk) {
        Self::key(walk, Key::Backspace);
    }
}

/// One finger on a touch screen.
#[derive(Default)]
pub(super) struct Fingers {
    touches: u64,
}

impl Fingers {
    /// As egui-winit tells a touch: as itself, and as what a mouse would do.
    fn touch(&mut self, walk: &mut Walk, phase: TouchPhase, at: Pos2) {
        let (device_id, id) = (TouchDeviceId(1), TouchId(self.touches));
        let mut events = vec![Event::Touch { device_id, id, phase, pos: at, force: None }];
        let button = |pressed| Event::PointerButton {
            pos: at,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        match phase {
            TouchPhase::Start => events.extend([Event::PointerMoved(at), button(true)]),
            TouchPhase::Move => events.push(Event::PointerMoved(at)),
            TouchPhase::End | TouchPhase::Cancel => {
                events.extend([button(false), Event::PointerGone]);
                self.touches += 1;
            }
        }
        walk.send(events);
    }

    fn tap(&mut self, walk: &mut Walk, at: Pos2) {
        self.touch(walk, TouchPhase::Start, at);
        self.touch(walk, TouchPhase::End, at);
        walk.play(100);
    }

    /// Draws the page up (or down) under the finger.
    fn drag(&mut self, walk: &mut Walk, by: f32) {
        let from = pos2(WINDOW.x / 2.0, WINDOW.y / 2.0);
        self.touch(walk, TouchPhase::Start, from);
        for part in 1..=5 {
            self.touch(walk, TouchPhase::Move, from + vec2(0.0, by * part as f32 / 5.0));
        }
        self.touch(walk, TouchPhase::End, from + vec2(0.0, by));
        walk.play(300);
    }
}

impl Hands for Fingers {
    fn press(&mut self, walk: &mut Walk, name: &str) {
        for _ in 0..MOST {
            let Some(place) = walk.place_of(name) else { break };
            let at = place.center();
            if place.height().min(place.width()) < 44.0 {
                panic!("“{name}” is too small for a finger: {place:?}");
            }
            match at.y {
                y if y > WINDOW.y - 8.0 => self.drag(walk, -160.0),
                y if y < 8.0 => self.drag(walk, 160.0),
                _ => return self.tap(walk, at),
            }
        }
        panic!("“{name}” cannot be reached by touch among {:?}", walk.names());
    }

    fn say(&mut self, walk: &mut Walk, _: &str) {
        self.press(walk, "Rather not say");
    }

    fn pause(&mut self, walk: &mut Walk) {
        // A tap on the picture brings the controls out, and pauses nothing.
        let picture = pos2(WINDOW.x / 2.0, WINDOW.y / 3.0);
        self.tap(walk, picture);
        assert!(!walk.view().paused);
        self.tap(walk, walk.place_of("Pause").expect("the controls came out").center());
    }

    fn go_on(&mut self, walk: &mut Walk) {
        self.press(walk, "Play");
    }

    fn go_back(&mut self, walk: &mut Walk) {
        self.press(walk, "Back to the last question");
    }
}

/// A game controller: its cross or stick, and the lowest of its four buttons.
#[derive(Default)]
pub(super) struct Controller {
    pad: Pad,
    strokes: usize,
}

impl Controller {
    fn push(&mut self, walk: &mut Walk, control: Control) {
        self.strokes += 1;
        let stick = match control {
            // The stick now and then, so that both are used.
            Control::Up if self.strokes.is_multiple_of(3) => Some(PadEvent::StickY(0.9)),
            Control::Down if self.strokes.is_multiple_of(3) => Some(PadEvent::StickY(-0.9)),
            _ => None,
        };
        let (down, up) = match stick {
            Some(pushed) => (pushed, PadEvent::StickY(0.05)),
            None => (PadEvent::Pressed(control), PadEvent::Released(control)),
        };
        for event in [down, up] {
            let events = out_of_words(self.pad.take(event, walk.now()), walk.is_writing());
            walk.send(events);
        }
    }

    /// One stroke towards the target, or another way where that leads nowhere.
    fn towards(&mut self, walk: &mut Walk, name: &str) {
        let Some(target) = walk.place_of(name).map(|place| place.center()) else {
            return self.push(walk, Control::Down);
        };
        let Some(from) = walk.focused().map(|(_, place)| place.center()) else {
            return self.push(walk, Control::Down);
        };
        let way = target - from;
        let across = if way.x > 0.0 { Control::Right } else { Control::Left };
        let along = if way.y > 0.0 { Control::Down } else { Control::Up };
        let order = if way.y.abs() > 20.0 { [along, across] } else { [across, along] };
        for control in order.into_iter().chain([Control::Down, Control::Right, Control::Left, Control::Up]) {
            self.push(walk, control);
            let now = walk.focused().map(|(_, place)| place.center());
            if now != Some(from) {
                return;
            }
        }
    }
}

impl Hands for Controller {
    fn press(&mut self, walk: &mut Walk, name: &str) {
        let mut been = Vec::new();
        for _ in 0..MOST {
            if walk.has_focus(name) {
                return self.push(walk, Control::South);
            }
            let here = walk.focused().map(|(_, place)| place.center());
            // Sliders keep left and right for themselves: whoever goes round in circles goes on instead.
            if here.is_some() && been.contains(&here) {
                self.push(walk, Control::North);
            } else {
                self.towards(walk, name);
            }
            been.push(here);
        }
        panic!("“{name}” cannot be reached by controller among {:?}", walk.names());
    }

    fn say(&mut self, walk: &mut Walk, _: &str) {
        self.press(walk, "Rather not say");
    }

    fn pause(&mut self, walk: &mut Walk) {
        self.push(walk, Control::Start);
        assert!(walk.view().paused);
        self.push(walk, Control::Start);
        assert!(!walk.view().paused);
        // The bar, by the upper button, and in it what pauses.
        let before = walk.position();
        self.push(walk, Control::RightShoulder);
        assert!(walk.position() > before, "five seconds forth, or to the end");
        self.push(walk, Control::LeftShoulder);
        self.push(walk, Control::North);
        self.press(walk, "Pause");
    }

    fn go_on(&mut self, walk: &mut Walk) {
        self.press(walk, "Play");
    }

    fn go_back(&mut self, walk: &mut Walk) {
        self.push(walk, Control::East);
    }
}
