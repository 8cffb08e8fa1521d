//! How loud it plays.

use super::VOLUME_STEP;
use crate::i18n::Word;
use crate::theme::Size;
use crate::track::{Move, Track};
use crate::widgets::Cx;
use crate::{Controls, UiAction};
use egui::{Id, Rect, Ui};

/// How wide the slider is.
pub(super) fn width(cx: &Cx<'_>) -> f32 {
    cx.m.size(Size::Slider)
}

/// Draws the slider and does what the viewer does with it.
pub(super) fn show(ui: &mut Ui, cx: &mut Cx<'_>, controls: &Controls<'_>, rect: Rect) {
    let volume = if controls.muted { 0.0 } else { controls.volume.clamp(0.0, 1.0) };
    let track = Track {
        id: Id::unique("controls").with("volume"),
        name: cx.strings.get(Word::Volume),
        rail: rect.center().y,
        share: volume,
        value: f64::from((volume * 100.0).round()),
        range: 0.0..=100.0,
        step: f64::from(VOLUME_STEP) * 100.0,
        said: None,
        mark: None,
    };
    let volume = match track.show(ui, cx, rect) {
        None | Some(Move::Nowhere) => return,
        Some(Move::Over(share) | Move::To(share)) => share,
        Some(Move::Steps(steps)) => volume + VOLUME_STEP * steps as f32,
    };
    cx.actions.push(UiAction::Volume(volume.clamp(0.0, 1.0)));
}
