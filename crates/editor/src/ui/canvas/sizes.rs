//! How large cards are and where things lie on them, in the canvas's pixels at 100 %. No text is laid
//! out for that: a card's size follows from what it asks alone, so that ten thousand are placed at once.

use egui::{Pos2, Rect, Vec2, pos2, vec2};
use scene_graph::{Answers, Scene};

/// A scene's card, from side to side.
pub(super) const WIDTH: f32 = 232.0;
/// The picture at its top.
pub(super) const PICTURE: f32 = 104.0;
/// The title's two lines with the room around them.
pub(super) const TITLE: f32 = 50.0;
/// A question's two lines with the room around them.
pub(super) const PROMPT: f32 = 44.0;
/// A choice, and the scene's own way on.
pub(super) const ROW: f32 = 26.0;
/// Below the last row.
pub(super) const FOOT: f32 = 5.0;
/// From the card's edges to its texts.
pub(super) const INSET: f32 = 12.0;
/// How far below a card's upper edge wires arrive.
pub(super) const ENTRY: f32 = 30.0;
/// The theme colours' bar on the left edge.
pub(super) const STRIPE: f32 = 5.0;
/// How round corners are.
pub(super) const CORNER: f32 = 8.0;
/// A port's radius.
pub(super) const PORT: f32 = 5.5;
/// The radius of what is hit around a port, a wire's end or a corner, in points of the window.
pub(super) const REACH: f32 = 11.0;
/// An ending's card.
pub(super) const ENDING: Vec2 = vec2(196.0, 60.0);
/// A frame's title bar.
pub(super) const FRAME_TITLE: f32 = 34.0;
/// A frame that is made around nothing.
pub(super) const FRAME: Vec2 = vec2(640.0, 420.0);
/// Around what a frame is made around.
pub(super) const FRAME_ROOM: f32 = 32.0;
/// The least side of a frame.
pub(super) const FRAME_LEAST: f32 = 120.0;
/// From one column of cards to the next, and from a card to the one below.
pub(super) const GAP: Vec2 = vec2(110.0, 44.0);
/// How far the arrow keys move a card.
pub(super) const NUDGE: f32 = 8.0;

/// The letters of a card's title, of its rows, and of what stands on its picture.
pub(super) const TITLE_LETTER: f32 = 14.5;
pub(super) const ROW_LETTER: f32 = 12.5;
pub(super) const SMALL_LETTER: f32 = 11.5;

/// What a card's size follows from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A scene's card.
    Scene {
        /// Whether something is asked.
        asks: bool,
        /// Rows for choices, or for what else is answered.
        rows: usize,
        /// Whether choices have ways on of their own.
        ports: bool,
    },
    /// An ending's card.
    Ending,
}

impl Form {
    /// Of this scene.
    pub(super) fn of(scene: &Scene) -> Self {
        let Some(question) = &scene.question else {
            return Self::Scene { asks: false, rows: 0, ports: false };
        };
        let choices = question.answers.choices().len();
        let ports = matches!(question.answers, Answers::OneOf(_));
        let rows = match question.answers {
            Answers::OneOf(_) | Answers::SeveralOf(_) => choices,
            Answers::Scale(_) | Answers::Words(_) | Answers::Contact => 1,
        };
        Self::Scene { asks: true, rows, ports }
    }

    /// The card's width and height.
    pub(super) fn size(self) -> Vec2 {
        match self {
            Self::Scene { asks, rows, .. } => {
                let asked = if asks { PROMPT + rows as f32 * ROW } else { 0.0 };
                vec2(WIDTH, PICTURE + TITLE + asked + ROW + FOOT)
            }
            Self::Ending => ENDING,
        }
    }

    /// How many rows there are; the last is the scene's own way on.
    pub(super) fn rows(self) -> usize {
        match self {
            Self::Scene { rows, .. } => rows + 1,
            Self::Ending => 0,
        }
    }

    /// Whether the row of this number has a port.
    pub(super) fn has_port(self, row: usize) -> bool {
        match self {
            Self::Scene { rows, ports, .. } => row == rows || (ports && row < rows),
            Self::Ending => false,
        }
    }

    /// How far below the card's upper edge a row begins.
    fn row_top(self, row: usize) -> f32 {
        let asked = matches!(self, Self::Scene { asks: true, .. });
        PICTURE + TITLE + if asked { PROMPT } else { 0.0 } + row as f32 * ROW
    }

    /// A row's place on a card that lies there.
    pub(super) fn row(self, card: Rect, row: usize) -> Rect {
        let top = card.top() + self.row_top(row);
        Rect::from_min_max(pos2(card.left(), top), pos2(card.right(), top + ROW))
    }

    /// Where the wires of a row begin.
    pub(super) fn port(self, card: Rect, row: usize) -> Pos2 {
        pos2(card.right(), card.top() + self.row_top(row) + ROW / 2.0)
    }

    /// Where wires arrive.
    pub(super) fn entry(self, card: Rect) -> Pos2 {
        match self {
            Self::Scene { .. } => pos2(card.left(), card.top() + ENTRY),
            Self::Ending => pos2(card.left(), card.center().y),
        }
    }
}
