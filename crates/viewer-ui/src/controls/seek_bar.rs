//! The position: where the scene's media stands, and going elsewhere in it.

use super::{SEEK_STEP, grip_above, times, within};
use crate::i18n::Word;
use crate::track::{Move, Track};
use crate::widgets::Cx;
use crate::{StoryPage, UiAction, keys};
use egui::{Id, Key, Rect, Ui};
use media_time::{MediaDuration, MediaTime};

/// The bar is held down.
#[derive(Debug)]
pub(super) struct Drag {
    /// Over this time; `None`: given up, although it is still held.
    target: Option<MediaTime>,
    /// In the media of this scene and length.
    scene: String,
    duration: MediaDuration,
}

impl Drag {
    /// What it is dragged over.
    pub(super) fn target(&self) -> Option<MediaTime> {
        self.target
    }

    fn belongs_to(&self, page: &StoryPage<'_>) -> bool {
        self.scene == page.scene_title && Some(self.duration) == page.controls.duration
    }
}

/// Draws the bar and does what the viewer does with it.
pub(super) fn show(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    page: &StoryPage<'_>,
    duration: MediaDuration,
    drag: &mut Option<Drag>,
    rect: Rect,
) {
    // Something else is on now, or the viewer thought better of it.
    let over = drag.as_ref().is_some_and(|drag| !drag.belongs_to(page)) || keys::pressed(ui, Key::Escape);
    if let Some(drag) = drag.as_mut().filter(|drag| over && drag.target.is_some()) {
        drag.target = None;
        cx.actions.push(UiAction::Scrub(None));
    }
    let controls = &page.controls;
    let position = drag.as_ref().and_then(Drag::target).unwrap_or(controls.position);
    let share = |time: MediaTime| (time.seconds() / duration.seconds()).clamp(0.0, 1.0) as f32;
    let track = Track {
        id: Id::unique("controls").with("seek"),
        name: cx.strings.get(Word::Seek),
        rail: rect.center().y,
        share: share(position),
        value: position.seconds(),
        range: 0.0..=duration.seconds(),
        step: SEEK_STEP as f64,
        said: Some(times(controls, Some(position))),
        mark: controls.question_at.map(share),
    };
    let at = |share: f32| {
        let parts = (f64::from(share) * 1_000_000.0) as u32;
        within(MediaTime::ZERO + duration.scaled(parts, 1_000_000), Some(duration))
    };
    match track.show(ui, cx, rect.with_min_y(rect.top() - grip_above(cx))) {
        None => {}
        Some(Move::Over(share)) => {
            let target = at(share);
            let scene = page.scene_title.to_owned();
            let drag = drag.get_or_insert(Drag { target: Some(target), scene, duration });
            if drag.target.is_some() {
                drag.target = Some(target);
                cx.actions.push(UiAction::Scrub(Some(target)));
            }
        }
        // A drag that was given up leads nowhere.
        Some(Move::To(_)) if drag.take().is_some_and(|drag| drag.target.is_none()) => {}
        Some(Move::To(share)) => cx.actions.push(UiAction::Seek(at(share))),
        Some(Move::Nowhere) => let_go(cx, drag),
        Some(Move::Steps(steps)) => {
            let target = controls.position + MediaDuration::from_seconds(SEEK_STEP * i64::from(steps));
            cx.actions.push(UiAction::Seek(within(target, Some(duration))));
        }
    }
}

/// The bar is no longer held.
pub(super) fn let_go(cx: &mut Cx<'_>, drag: &mut Option<Drag>) {
    if drag.take().is_some_and(|drag| drag.target.is_some()) {
        cx.actions.push(UiAction::Scrub(None));
    }
}
