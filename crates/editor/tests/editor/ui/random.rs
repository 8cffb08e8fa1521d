//! An author who does anything at all, by lot: whatever it is, everything can be undone and done again,
//! the files stay whole, and every control has a name.

use super::stage::Stage;
use crate::support::{cases, files};
use editor::ui::Command;
use editor::{Document, Layout};
use egui::{
    Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, PointerButton, Pos2, TouchPhase, pos2, vec2,
};
use proptest::prelude::*;
use scene_graph::generate::{Dice, any_story, valid_story};

const SIZE: egui::Vec2 = vec2(1100.0, 720.0);
/// What one author does.
const DEEDS: usize = 40;

const KEYS: &[Key] = &[
    Key::Tab,
    Key::Tab,
    Key::Enter,
    Key::Escape,
    Key::Delete,
    Key::F2,
    Key::Space,
    Key::ArrowLeft,
    Key::ArrowRight,
    Key::ArrowUp,
    Key::ArrowDown,
    Key::Home,
    Key::End,
];
const WORDS: &[&str] = &["x", "昼食のあと", "", "“Why?”\n", "🎓", "\u{202e}abc", "0", "-1e99", "00:12.5"];

/// Dice out of a seed, so that a failure is told in a line: Lehmer's generator (Park and Miller, 1988).
fn lot(seed: u64) -> Dice {
    let mut state = seed % 2_147_483_646 + 1;
    let throw = || {
        state = state * 48_271 % 2_147_483_647;
        (state >> 7) as u16
    };
    Dice::new(std::iter::repeat_with(throw).take(DEEDS * 10).collect())
}

fn pick<'a, T>(dice: &mut Dice, things: &'a [T]) -> &'a T {
    &things[dice.below(things.len())]
}

fn place(dice: &mut Dice) -> Pos2 {
    pos2(dice.below(SIZE.x as usize) as f32, dice.below(SIZE.y as usize) as f32)
}

fn button(pos: Pos2, pressed: bool, modifiers: Modifiers) -> Event {
    let second = modifiers.alt;
    let button = if second { PointerButton::Secondary } else { PointerButton::Primary };
    Event::PointerButton { pos, button, pressed, modifiers }
}

fn modifiers(dice: &mut Dice) -> Modifiers {
    *pick(dice, &[Modifiers::NONE, Modifiers::NONE, Modifiers::SHIFT, Modifiers::COMMAND, Modifiers::ALT])
}

/// One deed: a command, a key, a text, a click, a drag, the wheel, or leaving what is open.
fn act(stage: &mut Stage, dice: &mut Dice) {
    match dice.below(10) {
        0..=3 => {
            let command = *pick(dice, Command::ALL);
            stage.harness.state_mut().commands.push(command);
        }
        4 => stage.press_with(modifiers(dice), *pick(dice, KEYS)),
        5 => {
            let words: &str = pick::<&str>(dice, WORDS);
            stage.type_text(words);
        }
        6 | 7 => {
            let (at, held) = (place(dice), modifiers(dice));
            stage.send(vec![Event::PointerMoved(at), button(at, true, held)]);
            stage.send(vec![button(at, false, held)]);
        }
        8 => {
            let (from, to, held) = (place(dice), place(dice), modifiers(dice));
            stage.send(vec![Event::PointerMoved(from), button(from, true, held)]);
            stage.send(vec![Event::PointerMoved(from.lerp(to, 0.4))]);
            stage.send(vec![Event::PointerMoved(to)]);
            if dice.below(5) == 0 {
                stage.press(Key::Escape);
            }
            stage.send(vec![button(to, false, held)]);
        }
        _ => {
            let delta = vec2(0.0, dice.below(9) as f32 - 4.0);
            let phase = TouchPhase::Move;
            let (unit, source) = (MouseWheelUnit::Line, MouseWheelSource::Unknown);
            let modifiers = modifiers(dice);
            stage.send(vec![
                Event::PointerMoved(place(dice)),
                Event::MouseWheel { unit, delta, source, phase, modifiers },
            ]);
            stage.press(Key::Escape);
        }
    }
    stage.run();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(10), max_shrink_iters: 40, ..ProptestConfig::default() })]

    #[test]
    fn whatever_an_author_does_can_be_undone_and_done_again(
        story in prop_oneof![valid_story(), any_story()],
        seed in any::<u64>(),
        japanese in any::<bool>(),
    ) {
        let mut dice = lot(seed);
        let language = if japanese { "ja" } else { "en" };
        let mut stage = Stage::of(Document::opened(story, Layout::default()), language, SIZE);
        let start = files(&stage.workspace().document);
        for _ in 0..DEEDS {
            act(&mut stage, &mut dice);
            prop_assert_eq!(stage.nameless(), Vec::<String>::new(), "{:?}", stage.workspace().ask);
            // What needs the window's disk is not carried out here.
            stage.workspace().requests.clear();
        }
        let document = &mut stage.workspace().document;
        while document.redo() {}
        let end = files(document);
        let read = scene_graph::load::read(end.0.as_bytes());
        prop_assert_eq!(read.as_ref().ok(), Some(document.story()), "{:?}", read.as_ref().err());
        while document.undo() {}
        prop_assert_eq!(&files(document), &start, "undo everything = start");
        while document.redo() {}
        prop_assert_eq!(&files(document), &end, "redo everything = end");
        stage.run();
    }
}
