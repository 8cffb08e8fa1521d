//! Keys that work wherever the focus is.

use egui::{Event, Key, Ui};

/// The digits that were pressed in this pass, in order.
pub(crate) fn digits(ui: &Ui) -> Vec<usize> {
    ui.input(|input| {
        input
            .events
            .iter()
            .filter_map(|event| match event {
                Event::Key { key, pressed: true, repeat: false, modifiers, .. } if modifiers.is_none() => {
                    digit(*key)
                }
                _ => None,
            })
            .collect()
    })
}

fn digit(key: Key) -> Option<usize> {
    [
        Key::Num0,
        Key::Num1,
        Key::Num2,
        Key::Num3,
        Key::Num4,
        Key::Num5,
        Key::Num6,
        Key::Num7,
        Key::Num8,
        Key::Num9,
    ]
    .iter()
    .position(|candidate| *candidate == key)
}

/// Whether this key was newly pressed without modifiers.
pub(crate) fn pressed(ui: &Ui, key: Key) -> bool {
    ui.input(|input| {
        input.events.iter().any(|event| {
            matches!(event, Event::Key { key: this, pressed: true, repeat: false, modifiers, .. }
                if *this == key && modifiers.is_none())
        })
    })
}

/// How often this sign was typed: wherever it lies on the keyboard, and with whatever modifier.
pub(crate) fn typed(ui: &Ui, sign: &str) -> i64 {
    ui.input(|input| {
        let typed = input.events.iter().filter(|event| matches!(event, Event::Text(text) if text == sign));
        i64::try_from(typed.count()).unwrap_or(1)
    })
}

/// Whether the viewer asked what the keys do: `?`, wherever the keyboard has it, or F1.
pub(crate) fn asks_for_help(ui: &Ui) -> bool {
    ui.input(|input| {
        input.events.iter().any(|event| match event {
            Event::Key { key: Key::Questionmark, pressed: true, repeat: false, modifiers, .. } => {
                !modifiers.ctrl && !modifiers.alt && !modifiers.command
            }
            Event::Key { key: Key::F1, pressed: true, repeat: false, modifiers, .. } => modifiers.is_none(),
            Event::Text(text) => text == "?",
            _ => false,
        })
    })
}

/// How often this key was pressed without modifiers, held keys included.
pub(crate) fn presses(ui: &Ui, key: Key) -> i64 {
    ui.input(|input| {
        let presses = input.events.iter().filter(|event| {
            matches!(event, Event::Key { key: this, pressed: true, modifiers, .. }
                if *this == key && modifiers.is_none())
        });
        i64::try_from(presses.count()).unwrap_or(1)
    })
}

/// Takes Enter and Space out of this pass: a question that opens under the viewer's fingers must not
/// be answered by a key that was meant for what was there before.
pub(crate) fn drop_confirming(ui: &Ui) {
    ui.input_mut(|input| {
        input.events.retain(|event| {
            !matches!(event, Event::Key { key: Key::Enter | Key::Space, pressed: true, modifiers, .. }
                if modifiers.is_none())
        });
    });
}
