//! The colours of one pass, for a theme, a ground and a story's brand.

use super::colour::{
    HIGH_CONTRAST, MARK_CONTRAST, TEXT_CONTRAST, composited, contrast, mix, no_darker_than, no_lighter_than,
    parse_colour, readable, rgb,
};
use crate::Brand;
use egui::Color32;

/// The theme that the viewer asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ThemeChoice {
    /// As the system's other windows; dark where it does not tell.
    #[default]
    System,
    /// Light text on dark pages.
    Dark,
    /// Dark text on light pages.
    Light,
    /// White on black, lines around everything, no colour that means something by itself.
    HighContrast,
}

impl ThemeChoice {
    /// All of them, as a list of settings shows them.
    pub const ALL: [Self; 4] = [Self::System, Self::Dark, Self::Light, Self::HighContrast];

    /// Its name in files and on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Dark => "dark",
            Self::Light => "light",
            Self::HighContrast => "high-contrast",
        }
    }

    /// The one of this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.name() == name)
    }

    /// What it looks like on a system that says this about itself.
    #[must_use]
    pub fn look(self, system: Option<egui::Theme>) -> Look {
        match (self, system) {
            (Self::HighContrast, _) => Look::HighContrast,
            (Self::Light, _) | (Self::System, Some(egui::Theme::Light)) => Look::Light,
            (Self::Dark | Self::System, _) => Look::Dark,
        }
    }
}

/// How a page looks: a [`ThemeChoice`] on a certain system.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Look {
    /// Light text on dark pages.
    #[default]
    Dark,
    /// Dark text on light pages.
    Light,
    /// White on black.
    HighContrast,
}

impl Look {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Dark, Self::Light, Self::HighContrast];
}

/// What is drawn upon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ground {
    /// A page of its own: it follows the theme.
    Page,
    /// A picture that may have any colour: dark glass in every theme.
    Picture,
}

/// The colours of one pass.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Palette {
    /// How it looks.
    pub look: Look,
    /// Behind whole pages.
    pub page: Color32,
    /// A sheet on a page, and a page's upper edge.
    pub sheet: Color32,
    /// Under text and controls on a picture (translucent); what floats over a page.
    pub scrim: Color32,
    /// A choice, a button that is not the main one, a field.
    pub card: Color32,
    /// The same under the pointer.
    pub card_hovered: Color32,
    /// The same when chosen.
    pub card_chosen: Color32,
    /// Lines around cards and sheets (no information of their own).
    pub line: Color32,
    /// Lines that a control is known by: 3:1 against its surroundings.
    pub edge: Color32,
    /// Text.
    pub text: Color32,
    /// Text of second rank.
    pub muted: Color32,
    /// Text and icons of what cannot be pressed now; 3:1, so that it can still be found.
    pub disabled: Color32,
    /// The main colour, as fit for text on cards and pages.
    pub accent: Color32,
    /// The main button under the pointer.
    pub accent_hovered: Color32,
    /// Text on `accent` and `accent_hovered`.
    pub on_accent: Color32,
    /// Something went wrong.
    pub alarm: Color32,
    /// Something to know before going on.
    pub warning: Color32,
    /// Something is done.
    pub success: Color32,
    /// Around what has the keyboard's focus.
    pub focus: Color32,
    /// Within and around that ring, so that it is seen on any colour; translucent.
    pub focus_gap: Color32,
    /// Over an icon's place under the pointer; behind a number; translucent.
    pub veil: Color32,
    /// The part of a bar that is not filled; translucent.
    pub rail: Color32,
    /// What is gripped on a bar.
    pub knob: Color32,
    /// Over everything behind what asks for all attention; translucent.
    pub dim: Color32,
    /// The ground of what covers the whole picture, such as the chapter map; translucent, so that one
    /// knows what is behind.
    pub cover: Color32,
    /// Around what floats; translucent.
    pub shadow: Color32,
}

/// Behind a line of captions; translucent.
pub const CAPTION_STRIP: Color32 = Color32::from_black_alpha(205);

/// A caption.
pub const CAPTION_TEXT: Color32 = Color32::WHITE;

/// How dark a picture is made at the upper and lower edge of the control bar; translucent.
pub const SHADES: [Color32; 2] =
    [Color32::from_rgba_premultiplied(4, 6, 11, 158), Color32::from_rgba_premultiplied(5, 8, 15, 215)];

impl Palette {
    /// The program's colours on this ground, with the brand's where they can be read.
    #[must_use]
    pub fn new(look: Look, ground: Ground, brand: &Brand) -> Self {
        match (look, ground) {
            (Look::HighContrast, _) => Self::high_contrast(ground),
            (Look::Light, Ground::Page) => Self::light(brand),
            (Look::Dark, _) | (Look::Light, Ground::Picture) => Self { look, ..Self::dark(brand) },
        }
    }

    fn dark(brand: &Brand) -> Self {
        let page = brand
            .background
            .map_or(Color32::from_rgb(0x0c, 0x11, 0x1f), |colour| no_lighter_than(rgb(colour), 0.012));
        let card = Color32::from_rgb(0x20, 0x29, 0x41);
        let card_hovered = Color32::from_rgb(0x2c, 0x38, 0x57);
        let wanted = brand.colour.map_or(Color32::from_rgb(0x6c, 0xb2, 0xff), rgb);
        let accent = readable(wanted, &[page, card, card_hovered], TEXT_CONTRAST);
        Self {
            look: Look::Dark,
            page,
            sheet: mix(page, Color32::WHITE, 0.055),
            scrim: Color32::from_rgba_premultiplied(9, 12, 23, 222),
            card,
            card_hovered,
            card_chosen: chosen(card, accent),
            line: Color32::from_white_alpha(26),
            edge: Color32::from_rgb(0x8f, 0x9b, 0xb8),
            text: Color32::from_rgb(0xf5, 0xf7, 0xfc),
            muted: Color32::from_rgb(0xc3, 0xca, 0xdc),
            disabled: Color32::from_rgb(0x91, 0x9a, 0xb2),
            accent,
            accent_hovered: mix(accent, Color32::WHITE, 0.16),
            on_accent: on(accent),
            alarm: Color32::from_rgb(0xff, 0xb4, 0x9a),
            warning: Color32::from_rgb(0xff, 0xd2, 0x7a),
            success: Color32::from_rgb(0x8a, 0xe0, 0xa8),
            focus: Color32::WHITE,
            focus_gap: Color32::from_black_alpha(150),
            veil: Color32::from_white_alpha(30),
            rail: Color32::from_white_alpha(85),
            knob: Color32::WHITE,
            dim: Color32::from_black_alpha(140),
            cover: Color32::from_rgba_premultiplied(7, 9, 18, 249),
            shadow: Color32::from_black_alpha(110),
        }
    }

    fn light(brand: &Brand) -> Self {
        let page = brand
            .background
            .map_or(Color32::from_rgb(0xee, 0xf1, 0xf7), |colour| no_darker_than(rgb(colour), 0.84));
        let card = Color32::WHITE;
        let card_hovered = Color32::from_rgb(0xf2, 0xf5, 0xfb);
        let wanted = brand.colour.map_or(Color32::from_rgb(0x1f, 0x5f, 0xc9), rgb);
        let accent = readable(wanted, &[page, card, card_hovered], TEXT_CONTRAST);
        Self {
            look: Look::Light,
            page,
            sheet: mix(page, Color32::WHITE, 0.7),
            scrim: Color32::WHITE,
            card,
            card_hovered,
            card_chosen: chosen(card, accent),
            line: Color32::from_rgba_premultiplied(2, 4, 9, 36),
            edge: Color32::from_rgb(0x66, 0x70, 0x8a),
            text: Color32::from_rgb(0x14, 0x1a, 0x2b),
            muted: Color32::from_rgb(0x45, 0x4f, 0x68),
            disabled: Color32::from_rgb(0x76, 0x7f, 0x95),
            accent,
            accent_hovered: mix(accent, Color32::BLACK, 0.14),
            on_accent: on(accent),
            alarm: Color32::from_rgb(0xa8, 0x22, 0x1b),
            warning: Color32::from_rgb(0x85, 0x4f, 0x00),
            success: Color32::from_rgb(0x12, 0x69, 0x3a),
            focus: Color32::from_rgb(0x0b, 0x10, 0x20),
            focus_gap: Color32::from_white_alpha(210),
            veil: Color32::from_rgba_premultiplied(1, 2, 3, 20),
            rail: Color32::from_rgba_premultiplied(16, 18, 25, 92),
            knob: accent,
            dim: Color32::from_rgba_premultiplied(6, 8, 14, 120),
            cover: page,
            shadow: Color32::from_rgba_premultiplied(2, 4, 8, 44),
        }
    }

    /// The viewer's need comes before the brand: its colours are left out.
    fn high_contrast(ground: Ground) -> Self {
        let accent = Color32::from_rgb(0xff, 0xdd, 0x33);
        let glass = match ground {
            Ground::Page => Color32::BLACK,
            Ground::Picture => Color32::from_black_alpha(247),
        };
        Self {
            look: Look::HighContrast,
            page: Color32::BLACK,
            sheet: Color32::BLACK,
            scrim: glass,
            card: Color32::BLACK,
            card_hovered: Color32::from_rgb(0x24, 0x24, 0x24),
            card_chosen: Color32::from_rgb(0x2c, 0x28, 0x08),
            line: Color32::from_rgb(0xc8, 0xc8, 0xc8),
            edge: Color32::WHITE,
            text: Color32::WHITE,
            muted: Color32::from_rgb(0xe6, 0xe6, 0xe6),
            disabled: Color32::from_rgb(0x9c, 0x9c, 0x9c),
            accent,
            accent_hovered: mix(accent, Color32::WHITE, 0.4),
            on_accent: Color32::BLACK,
            alarm: Color32::from_rgb(0xff, 0xae, 0x9e),
            warning: accent,
            success: Color32::from_rgb(0x8f, 0xf0, 0xa4),
            focus: Color32::from_rgb(0x4d, 0xe8, 0xff),
            focus_gap: Color32::BLACK,
            veil: Color32::from_white_alpha(60),
            rail: Color32::from_white_alpha(120),
            knob: Color32::WHITE,
            dim: Color32::from_black_alpha(210),
            cover: glass,
            shadow: Color32::TRANSPARENT,
        }
    }

    /// A theme's colour as a bar or icon on a card: 3:1 against the card (WCAG 1.4.11), whatever
    /// the author chose. `None` for a text that is no `#rrggbb`.
    #[must_use]
    pub fn bar(&self, colour: &str) -> Option<Color32> {
        let grounds = [self.card, self.card_hovered, self.card_chosen];
        Some(readable(rgb(parse_colour(colour)?), &grounds, MARK_CONTRAST))
    }

    /// A theme's colour as the ground of an icon on a card: a breath of it.
    #[must_use]
    pub fn tint(&self, colour: Color32) -> Color32 {
        mix(self.card, colour, 0.2)
    }

    /// A control's colour while it is held down.
    #[must_use]
    pub fn pressed(&self, colour: Color32) -> Color32 {
        colour.gamma_multiply(0.85)
    }

    /// The page's ground over a picture that shines through around what stands on it.
    #[must_use]
    pub fn haze(&self) -> Color32 {
        self.page.gamma_multiply(0.6)
    }

    /// Behind words that are selected.
    #[must_use]
    pub fn selection(&self) -> Color32 {
        self.accent.gamma_multiply(0.45)
    }

    /// The ground of what is not there yet, on a sheet.
    #[must_use]
    pub fn ghost(&self) -> Color32 {
        self.text.gamma_multiply(0.03)
    }

    /// Every colour of text or of a mark with the grounds that pages put it on, and what WCAG asks
    /// there: what tests check and `edamichi gallery` prints.
    #[must_use]
    pub fn pairs(&self) -> Vec<Pair> {
        let text = if self.look == Look::HighContrast { HIGH_CONTRAST } else { TEXT_CONTRAST };
        // Over a white picture the dark glass is at its lightest.
        let panel = composited(self.scrim, Color32::WHITE);
        let solid = [("page", self.page), ("sheet", self.sheet), ("panel", panel)];
        let cards =
            [("card", self.card), ("card hovered", self.card_hovered), ("card chosen", self.card_chosen)];
        let all: Vec<_> = solid.into_iter().chain(cards).collect();
        let mut pairs = Vec::new();
        let mut add = |ink: (&'static str, Color32), grounds: &[(&'static str, Color32)], least: f32| {
            pairs.extend(grounds.iter().map(|(on, ground)| Pair {
                ink: ink.0,
                on,
                ratio: contrast(ink.1, *ground),
                least,
            }));
        };
        add(("text", self.text), &all, text);
        add(("muted text", self.muted), &all, text);
        add(("accent", self.accent), &all[..5], TEXT_CONTRAST);
        add(
            ("text on accent", self.on_accent),
            &[("accent", self.accent), ("accent hovered", self.accent_hovered)],
            text,
        );
        // What the chapter map and the help say of second rank.
        let cover = [("cover", composited(self.cover, Color32::WHITE))];
        add(("text", self.text), &cover, text);
        add(("muted text", self.muted), &cover, text);
        for state in [("alarm", self.alarm), ("warning", self.warning), ("success", self.success)] {
            add(state, &all, TEXT_CONTRAST);
        }
        add(("disabled text", self.disabled), &all[..5], MARK_CONTRAST);
        add(("edge", self.edge), &all[..5], MARK_CONTRAST);
        add(("focus ring", self.focus), &all, MARK_CONTRAST);
        add(("accent as a line", self.accent), &[("card chosen", self.card_chosen)], MARK_CONTRAST);
        pairs
    }
}

/// A colour upon another, and what is asked of them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// What is drawn.
    pub ink: &'static str,
    /// Upon what.
    pub on: &'static str,
    /// Their contrast, 1 to 21.
    pub ratio: f32,
    /// What it must reach.
    pub least: f32,
}

impl Pair {
    /// Whether the contrast is enough.
    #[must_use]
    pub fn is_enough(&self) -> bool {
        self.ratio >= self.least
    }
}

/// A card with a breath of the accent.
fn chosen(card: Color32, accent: Color32) -> Color32 {
    mix(card, accent, 0.16)
}

/// Dark or white, whichever reads better on `colour`.
fn on(colour: Color32) -> Color32 {
    let dark = Color32::from_rgb(0x08, 0x0c, 0x18);
    if contrast(dark, colour) >= contrast(Color32::WHITE, colour) { dark } else { Color32::WHITE }
}
