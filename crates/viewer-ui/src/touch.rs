//! What fingers do on the picture: a tap brings the controls out and sends them away, two taps at
//! its sides go five seconds back and forth.

use crate::theme::Share;
use crate::widgets::Cx;
use crate::{StoryPage, anywhere};
use egui::{Event, Rect, Response, Ui};

/// What is remembered from the touch to the lifting of a finger.
#[derive(Debug, Default)]
pub(crate) struct State {
    found_controls: bool,
    /// The latest press was a finger's.
    fingers: bool,
}

/// What a tap on the picture asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tap {
    /// The controls are to go away.
    Hide,
    /// They are to be there.
    Show,
}

impl State {
    /// A pass begins; `out`: whether the controls are there, before this pass brings them out.
    pub(crate) fn look(&mut self, ui: &Ui, out: bool) {
        let (touched, pressed) = ui.input(|input| {
            let touched = input.events.iter().any(|event| matches!(event, Event::Touch { .. }));
            (touched, input.pointer.any_pressed())
        });
        if pressed {
            self.fingers = touched;
            self.found_controls = out;
        }
    }

    /// The finger is on the picture, or was lifted from it in this pass. `None`: it was a mouse.
    pub(crate) fn tap(
        &self,
        cx: &mut Cx<'_>,
        page: &StoryPage<'_>,
        picture: &Response,
        window: Rect,
    ) -> Option<Option<Tap>> {
        if !self.fingers {
            return None;
        }
        let side = picture.interact_pointer_pos().map(|at| (at.x - window.left()) / window.width().max(1.0));
        match side {
            Some(side) if picture.double_clicked() && page.question.is_none() => {
                let edge = Share::TapSide.of(1.0);
                let steps = i64::from(1.0 - side < edge) - i64::from(side < edge);
                anywhere::seek(cx, page, steps);
                Some(Some(Tap::Show))
            }
            _ if picture.clicked() && self.found_controls => Some(Some(Tap::Hide)),
            _ => Some(None),
        }
    }
}
