//! Keys that work wherever the focus is, a speed among them, and going back by whatever device.

use crate::{StoryPage, UiAction, controls, keys, widgets::Cx};
use egui::{Event, FocusDirection, Key, Ui};
use media_time::{MediaDuration, Speed};

/// Pause, five seconds back and forth, faster and slower. Not while words are written.
pub(crate) fn shortcuts(ui: &Ui, cx: &mut Cx<'_>, page: &StoryPage<'_>) {
    let controls = &page.controls;
    if keys::pressed(ui, Key::K) {
        cx.actions.push(UiAction::TogglePause);
    }
    seek(cx, page, keys::presses(ui, Key::D) - keys::presses(ui, Key::A));
    let (mut wanted, steps) = (controls.speed, keys::typed(ui, ">") - keys::typed(ui, "<"));
    for _ in 0..steps.unsigned_abs().min(Speed::STEPS.len() as u64) {
        wanted = if steps > 0 { wanted.faster() } else { wanted.slower() };
    }
    if wanted != controls.speed {
        cx.actions.push(UiAction::Speed(wanted));
    }
}

/// So many steps of five seconds forth, or back.
pub(crate) fn seek(cx: &mut Cx<'_>, page: &StoryPage<'_>, steps: i64) {
    let controls = &page.controls;
    if steps != 0 && controls.duration.is_some() {
        let by = MediaDuration::from_seconds(controls::SEEK_STEP.saturating_mul(steps));
        let target = controls::within(controls.position + by, controls.duration);
        cx.actions.push(UiAction::Seek(target));
    }
}

/// The back key of mice, remotes and controllers: closes what lies over the page, or leaves a text
/// field; else goes back as Backspace does.
pub(crate) fn translate_back(ui: &Ui, covered: bool) {
    let asked = ui.input(|input| {
        input.events.iter().any(|event| matches!(event, Event::Key { key: Key::BrowserBack, .. }))
    });
    if !asked {
        return;
    }
    let writing = ui.ctx().text_edit_focused();
    let meant = if covered || writing { Key::Escape } else { Key::Backspace };
    ui.input_mut(|input| {
        for event in &mut input.events {
            if let Event::Key { key: key @ Key::BrowserBack, .. } = event {
                *key = meant;
            }
        }
    });
    if let (true, Some(id)) = (writing, ui.memory(egui::Memory::focused)) {
        ui.memory_mut(|memory| memory.surrender_focus(id));
    }
}

/// On a whole page the first arrow key brings the focus, as Tab does: directions need a place to
/// begin at, and a controller has no other way.
pub(crate) fn begin_with_arrows(ui: &Ui) {
    let arrow = [Key::ArrowLeft, Key::ArrowRight, Key::ArrowUp, Key::ArrowDown]
        .into_iter()
        .any(|key| keys::presses(ui, key) > 0);
    if arrow && ui.memory(egui::Memory::focused).is_none() {
        ui.memory_mut(|memory| memory.move_focus(FocusDirection::Next));
    }
}
