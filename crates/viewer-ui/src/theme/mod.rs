//! The visual language: everything that pages draw takes its values from here.
//!
//! - Type: [`TextSize`], laid out by `Cx::text`; line heights by [`Metrics::line_height`].
//! - Room, corners, lines, sizes, widths: [`Space`], [`Radius`], [`Line`], [`Size`], [`Measure`],
//!   turned into points by [`Metrics`], which knows the window and the viewer's text size.
//! - Colour: a [`Palette`] for a [`Look`] on a [`Ground`] with a story's brand. Whole pages follow
//!   the viewer's [`ThemeChoice`]; what lies over a picture is dark glass in every theme, since
//!   nobody knows the picture. Pages only ever see one palette, the right one, as `cx.palette`.
//! - Motion: [`Motion`] and [`ease_out`]; `Cx::moved` animates by them.
//! - Icons: `crate::icons`, drawn by strokes.
//!
//! A brand's colours are corrected until they can be read ([`Palette::pairs`] lists every pair that
//! pages make and what WCAG 2.2 asks of it), by changing their lightness alone.

mod colour;
mod motion;
mod palette;
mod scale;

pub use colour::{
    HIGH_CONTRAST, MARK_CONTRAST, TEXT_CONTRAST, composited, contrast, luminance, parse_colour,
};
pub use motion::{Motion, ease_out};
pub use palette::{CAPTION_STRIP, CAPTION_TEXT, Ground, Look, Pair, Palette, SHADES, ThemeChoice};
pub use scale::{LEAST_TARGET, Line, Measure, Metrics, Radius, Size, Space, TextSize};
