//! The visual language: everything that pages draw takes its values from here.
//!
//! - Type: [`TextSize`], laid out by `Cx::text`; line heights by [`Metrics::line_height`].
//! - Room, corners, lines, sizes, widths: [`Space`], [`Radius`], [`Line`], [`Size`], [`Measure`],
//!   turned into points by [`Metrics`], which knows the window and the viewer's text size; and
//!   [`Share`], what part of a length something takes.
//! - Colour: a [`Palette`] for a [`Look`] on a [`Ground`] with a story's brand. Whole pages follow
//!   the viewer's [`ThemeChoice`]; what lies over a picture is dark glass in every theme, since
//!   nobody knows the picture. Pages only ever see one palette, the right one, as `cx.palette`.
//! - Motion: [`Motion`], [`ease_out`], [`appearing`] and [`parting`]; `Cx::moved` animates by them.
//! - Icons: `crate::icons`, drawn by strokes.
//!
//! A brand's colours are corrected until they can be read ([`Palette::pairs`] lists every pair that
//! pages make and what WCAG 2.2 asks of it), by changing their lightness alone.
//!
//! Outside this module no page makes a colour, a line or a size of its own: whoever needs a new one
//! gives it a name here. A test reads the crate's source for that (`tests/viewer/source.rs`).

mod colour;
mod motion;
mod palette;
mod scale;
mod size;

pub use colour::{
    HIGH_CONTRAST, MARK_CONTRAST, TEXT_CONTRAST, composited, contrast, luminance, parse_colour,
};
pub use motion::{
    ANSWER_STAYS, CONTROLS_STAY, COUNTDOWN_STEP, JUST_AFTER, KEYS_WAIT, Motion, Parting, appearing, ease_out,
    parting,
};
pub use palette::{CAPTION_STRIP, CAPTION_TEXT, Ground, Look, Pair, Palette, SHADES, ThemeChoice};
pub use scale::{LEAST_TARGET, Line, Metrics, Radius, Space, TextSize, WIDGET_TEXTS};
pub use size::{Measure, Share, Size};
