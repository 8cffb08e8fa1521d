//! How the viewer wants captions: what the FCC's rules for caption display (47 CFR 79.103) let a
//! viewer set, where this program has it: size, colour, background, its strength, and the edge.

use crate::theme::{TEXT_CONTRAST, contrast};
use egui::Color32;

/// How captions look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CaptionStyle {
    /// Times the usual size; kept within 0.5 to 3.
    pub size: f32,
    /// Of the letters.
    pub colour: CaptionColour,
    /// Behind each line.
    pub background: CaptionColour,
    /// How much of the picture the background covers: 0 (nothing) to 1 (all).
    pub opacity: f32,
    /// Around the letters.
    pub edge: CaptionEdge,
}

/// The eight colours of the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum CaptionColour {
    White,
    Yellow,
    Green,
    Cyan,
    Blue,
    Magenta,
    Red,
    Black,
}

/// What is around each letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CaptionEdge {
    /// Nothing.
    None,
    /// A line all around.
    Outline,
    /// A shadow to the lower right.
    Shadow,
    /// Light from the upper left, as if the letters stood out.
    Raised,
    /// Light from the lower right, as if they were sunk in.
    Depressed,
}

impl Default for CaptionStyle {
    fn default() -> Self {
        Self {
            size: 1.0,
            colour: CaptionColour::White,
            background: CaptionColour::Black,
            opacity: 0.8,
            edge: CaptionEdge::None,
        }
    }
}

impl CaptionColour {
    /// All of them, in the order of a list.
    pub const ALL: [Self; 8] = [
        Self::White,
        Self::Yellow,
        Self::Green,
        Self::Cyan,
        Self::Blue,
        Self::Magenta,
        Self::Red,
        Self::Black,
    ];

    /// Its name in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::White => "white",
            Self::Yellow => "yellow",
            Self::Green => "green",
            Self::Cyan => "cyan",
            Self::Blue => "blue",
            Self::Magenta => "magenta",
            Self::Red => "red",
            Self::Black => "black",
        }
    }

    /// The one of this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|colour| colour.name() == name)
    }

    pub(crate) const fn colour(self) -> Color32 {
        match self {
            Self::White => Color32::WHITE,
            Self::Yellow => Color32::from_rgb(0xff, 0xee, 0x33),
            Self::Green => Color32::from_rgb(0x33, 0xff, 0x66),
            Self::Cyan => Color32::from_rgb(0x33, 0xee, 0xff),
            Self::Blue => Color32::from_rgb(0x33, 0x55, 0xff),
            Self::Magenta => Color32::from_rgb(0xff, 0x55, 0xee),
            Self::Red => Color32::from_rgb(0xff, 0x44, 0x33),
            Self::Black => Color32::BLACK,
        }
    }
}

impl CaptionEdge {
    /// All of them, in the order of a list.
    pub const ALL: [Self; 5] = [Self::None, Self::Outline, Self::Shadow, Self::Raised, Self::Depressed];

    /// Its name in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Outline => "outline",
            Self::Shadow => "shadow",
            Self::Raised => "raised",
            Self::Depressed => "depressed",
        }
    }

    /// The one of this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|edge| edge.name() == name)
    }
}

impl CaptionStyle {
    /// The sizes that a menu offers.
    pub const SIZES: [f32; 5] = [0.75, 1.0, 1.25, 1.5, 2.0];

    /// The strengths that a menu offers.
    pub const OPACITIES: [f32; 5] = [0.0, 0.25, 0.5, 0.8, 1.0];

    /// What is behind each line.
    pub(crate) fn strip(&self) -> Color32 {
        let [r, g, b, _] = self.background.colour().to_array();
        Color32::from_rgba_unmultiplied(r, g, b, (self.opacity.clamp(0.0, 1.0) * 255.0).round() as u8)
    }

    /// The edge that is drawn: letters that could not be told from their background have a line
    /// around them whatever was chosen.
    pub(crate) fn drawn_edge(&self) -> CaptionEdge {
        let near = contrast(self.colour.colour(), self.background.colour()) < TEXT_CONTRAST;
        if near && self.opacity > 0.0 { CaptionEdge::Outline } else { self.edge }
    }

    /// The letters drawn again before themselves, which makes their edge: so far to the right and
    /// down, in widths of a line, and in which colour.
    pub(crate) fn edge_copies(&self) -> Vec<(f32, f32, Color32)> {
        let dark = self.edge_colour();
        let light = if dark == Color32::BLACK { Color32::WHITE } else { Color32::BLACK };
        let glow = light.gamma_multiply(0.55);
        let around = [(-2.0, 0.0), (2.0, 0.0), (0.0, -2.0), (0.0, 2.0)];
        let corners = [(-1.4, -1.4), (1.4, -1.4), (-1.4, 1.4), (1.4, 1.4)];
        match self.drawn_edge() {
            CaptionEdge::None => Vec::new(),
            CaptionEdge::Outline => around.into_iter().chain(corners).map(|(x, y)| (x, y, dark)).collect(),
            CaptionEdge::Shadow => vec![(2.4, 2.4, dark)],
            CaptionEdge::Raised => vec![(1.6, 1.6, dark), (-1.2, -1.2, glow)],
            CaptionEdge::Depressed => vec![(-1.6, -1.6, dark), (1.2, 1.2, glow)],
        }
    }

    /// Dark around light letters, light around dark ones.
    pub(crate) fn edge_colour(&self) -> Color32 {
        let ink = self.colour.colour();
        if contrast(ink, Color32::BLACK) >= contrast(ink, Color32::WHITE) {
            Color32::BLACK
        } else {
            Color32::WHITE
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_back() {
        for colour in CaptionColour::ALL {
            assert_eq!(CaptionColour::from_name(colour.name()), Some(colour));
        }
        for edge in CaptionEdge::ALL {
            assert_eq!(CaptionEdge::from_name(edge.name()), Some(edge));
        }
        assert_eq!(CaptionColour::from_name("mauve"), None);
    }

    #[test]
    fn letters_are_told_from_their_background_or_have_an_edge_that_is() {
        for colour in CaptionColour::ALL {
            for background in CaptionColour::ALL {
                let style = CaptionStyle { colour, background, ..CaptionStyle::default() };
                let readable = contrast(colour.colour(), background.colour()) >= TEXT_CONTRAST
                    || (style.drawn_edge() == CaptionEdge::Outline
                        && contrast(colour.colour(), style.edge_colour()) >= TEXT_CONTRAST);
                assert!(readable, "{colour:?} on {background:?}");
            }
        }
    }
}
