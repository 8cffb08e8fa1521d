//! What the board keeps of a card and a wire.

use super::route::Route;
use super::sizes::Form;
use crate::arrange::Area;
use crate::document::Item;
use crate::layout::Spot;
use crate::wires::{Lead, Port, Turn};
use egui::{Pos2, Rect, pos2};
use scene_graph::{Scene, ThemeId};

/// Names a card or wire on the board.
pub(super) type Key = usize;

/// A card.
#[derive(Clone, Debug)]
pub(super) struct Card {
    pub(super) item: Item,
    pub(super) form: Form,
    /// Where it lies, on the canvas.
    pub(super) rect: Rect,
    /// The wires that begin at it.
    pub(super) wires: Vec<Key>,
}

/// A wire.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) turn: Turn,
    pub(super) to: Lead,
    /// The card that it begins at, and the row of its port.
    pub(super) from: Key,
    pub(super) row: usize,
    /// The card that it leads to, if that is there.
    pub(super) into: Option<Key>,
    /// What its choice is about.
    pub(super) theme: Option<ThemeId>,
    pub(super) bounds: Rect,
}

/// The row of a port on its card.
pub(super) fn row_of(port: &Port, scene: &Scene, form: Form) -> usize {
    let choices = scene.question.as_ref().map_or(&[][..], |question| question.answers.choices());
    let own = form.rows().saturating_sub(1);
    port.choice.as_ref().and_then(|id| choices.iter().position(|choice| choice.id == *id)).unwrap_or(own)
}

/// What a port's choice is about.
pub(super) fn theme_of(port: &Port, scene: &Scene) -> Option<ThemeId> {
    let id = port.choice.as_ref()?;
    scene.question.as_ref()?.answers.choice(id)?.themes.first().cloned()
}

/// Where a card of this form lies.
pub(super) fn rect_at(spot: Spot, form: Form) -> Rect {
    Rect::from_min_size(pos2(spot.0 as f32, spot.1 as f32), form.size())
}

/// A wire's way between cards that lie there.
pub(super) fn route(line: &Line, from: (Form, Rect), to: Option<(Form, Rect)>) -> Route {
    let port = from.0.port(from.1, line.row);
    match to {
        Some((form, rect)) => Route::new(port, from.1, form.entry(rect), rect),
        None => Route::stub(port),
    }
}

/// The whole pixel of the canvas where something lies.
pub(super) fn spot_at(place: Pos2) -> Spot {
    // Casts from floats stop at an integer's ends.
    Spot(place.x.round() as i32, place.y.round() as i32)
}

/// Where a card lies, in whole pixels.
pub(super) fn area(rect: Rect) -> Area {
    Area { at: spot_at(rect.min), size: (rect.width().round() as u32, rect.height().round() as u32) }
}
