//! Colours, sizes and their contrast.
//!
//! Everything is dark: pages stand alone on a deep background, the overlay stands on a scrim over
//! any picture. Text keeps a contrast of 4.5:1 (WCAG 2.2, 1.4.3) in the worst case, which for the
//! scrim is a white picture; `tests/viewer.rs` measures it.

use crate::{Brand, Options};
use egui::{Color32, FontFamily, FontId, Vec2};

/// What text on this background must reach: WCAG 2.2, success criterion 1.4.3 (AA).
pub const TEXT_CONTRAST: f32 = 4.5;

/// The colours of one pass.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Palette {
    /// Behind whole pages.
    pub page: Color32,
    /// A sheet on a page.
    pub sheet: Color32,
    /// Under text and controls on a picture; translucent.
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
    /// The main colour, light enough for text on cards and pages.
    pub accent: Color32,
    /// Text on `accent`.
    pub on_accent: Color32,
    /// Something went wrong.
    pub alarm: Color32,
    /// Around what has the keyboard's focus.
    pub focus: Color32,
}

impl Palette {
    /// The program's colours with the brand's where they can be read.
    #[must_use]
    pub fn new(brand: Brand) -> Self {
        let page = brand
            .background
            .map_or(Color32::from_rgb(0x0c, 0x11, 0x1f), |colour| darkened(rgb(colour), 0.012));
        let sheet = mix(page, Color32::WHITE, 0.055);
        let card = Color32::from_rgb(0x20, 0x29, 0x41);
        let accent =
            lightened(brand.colour.map_or(Color32::from_rgb(0x6c, 0xb2, 0xff), rgb), card, TEXT_CONTRAST);
        Self {
            page,
            sheet,
            scrim: Color32::from_rgba_unmultiplied(0x0a, 0x0e, 0x1a, 222),
            card,
            card_hovered: Color32::from_rgb(0x2c, 0x38, 0x57),
            card_chosen: mix(card, accent, 0.16),
            line: Color32::from_rgba_unmultiplied(255, 255, 255, 26),
            edge: Color32::from_rgb(0x8f, 0x9b, 0xb8),
            text: Color32::from_rgb(0xf5, 0xf7, 0xfc),
            muted: Color32::from_rgb(0xc3, 0xca, 0xdc),
            accent,
            on_accent: if contrast(Color32::from_rgb(0x08, 0x0c, 0x18), accent) >= TEXT_CONTRAST {
                Color32::from_rgb(0x08, 0x0c, 0x18)
            } else {
                Color32::WHITE
            },
            alarm: Color32::from_rgb(0xff, 0xb4, 0x9a),
            focus: Color32::WHITE,
        }
    }

    /// A theme's colour as a bar on a card: 3:1 against the card (WCAG 1.4.11), whatever the author
    /// chose. `None` for a text that is no `#rrggbb`.
    #[must_use]
    pub fn bar(&self, colour: &str) -> Option<Color32> {
        Some(lightened(rgb(parse_colour(colour)?), self.card_hovered, 3.0))
    }
}

/// Reads `#rrggbb`.
#[must_use]
pub fn parse_colour(text: &str) -> Option<[u8; 3]> {
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
    let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then_some(())?;
    Some([part(0)?, part(2)?, part(4)?])
}

/// The contrast ratio of two opaque colours, 1 to 21, as WCAG 2.2 defines it.
#[must_use]
pub fn contrast(a: Color32, b: Color32) -> f32 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Relative luminance, 0 to 1, as WCAG 2.2 defines it.
#[must_use]
pub fn luminance(colour: Color32) -> f32 {
    let linear = |value: u8| {
        let value = f32::from(value) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(colour.r()) + 0.7152 * linear(colour.g()) + 0.0722 * linear(colour.b())
}

/// `over`, which may be translucent, laid over an opaque colour.
#[must_use]
pub fn composited(over: Color32, under: Color32) -> Color32 {
    let keep = 1.0 - f32::from(over.a()) / 255.0;
    // Color32 is premultiplied.
    let part = |over: u8, under: u8| (f32::from(over) + f32::from(under) * keep).round().min(255.0) as u8;
    Color32::from_rgb(part(over.r(), under.r()), part(over.g(), under.g()), part(over.b(), under.b()))
}

fn rgb(colour: [u8; 3]) -> Color32 {
    Color32::from_rgb(colour[0], colour[1], colour[2])
}

fn mix(a: Color32, b: Color32, share: f32) -> Color32 {
    let part = |a: u8, b: u8| (f32::from(a) + (f32::from(b) - f32::from(a)) * share).round() as u8;
    Color32::from_rgb(part(a.r(), b.r()), part(a.g(), b.g()), part(a.b(), b.b()))
}

/// `colour`, mixed with white until it stands out from the dark `background` by `ratio`.
fn lightened(colour: Color32, background: Color32, ratio: f32) -> Color32 {
    (0..=20)
        .map(|step| mix(colour, Color32::WHITE, step as f32 / 20.0))
        .find(|candidate| contrast(*candidate, background) >= ratio)
        .unwrap_or(Color32::WHITE)
}

/// `colour`, mixed with black until its luminance is at most `limit`.
fn darkened(colour: Color32, limit: f32) -> Color32 {
    (0..=20)
        .map(|step| mix(colour, Color32::BLACK, step as f32 / 20.0))
        .find(|candidate| luminance(*candidate) <= limit)
        .unwrap_or(Color32::BLACK)
}

/// Sizes of one pass, in points, for a window of a certain size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Metrics {
    scale: f32,
    /// The window.
    pub window: Vec2,
}

impl Metrics {
    /// Sizes for a window of `window` points. 1280×720 is the size they are drawn for. Larger
    /// windows are looked at from further away or by several people: sizes grow with the fourth
    /// root of the fifth power less than the window does; in small windows they stay readable.
    #[must_use]
    pub fn new(window: Vec2, options: &Options) -> Self {
        let area = (window.x.max(1.0) * window.y.max(1.0) / (1280.0 * 720.0)).sqrt();
        let fits = area.powf(0.8).clamp(0.84, 4.0);
        Self { scale: fits * options.text_scale.clamp(0.75, 2.5), window }
    }

    /// A length that is `length` in a window of 1280×720.
    #[must_use]
    pub fn of(&self, length: f32) -> f32 {
        (length * self.scale).round()
    }

    /// The least height and width of what is to be hit: 44 points or more.
    #[must_use]
    pub fn target(&self) -> f32 {
        self.of(46.0).max(44.0)
    }

    /// A window so low that every line counts.
    #[must_use]
    pub fn is_low(&self) -> bool {
        self.window.y < self.of(480.0)
    }

    /// The narrow side of things: the window's margin.
    #[must_use]
    pub fn margin(&self) -> f32 {
        self.of(24.0).min(self.window.x * 0.04).min(self.window.y * 0.06).max(4.0).round()
    }

    /// Font sizes, smallest to largest.
    #[must_use]
    pub fn font(&self, text: TextSize) -> FontId {
        let (size, bold) = match text {
            TextSize::Small => (14.0, false),
            TextSize::Body => (17.0, false),
            TextSize::Strong => (17.0, true),
            TextSize::Caption => (25.0, false),
            TextSize::Heading => (23.0, true),
            TextSize::Title => (33.0, true),
        };
        let family =
            if bold { FontFamily::Name(crate::fonts::BOLD.into()) } else { FontFamily::Proportional };
        FontId::new((size * self.scale * 2.0).round() / 2.0, family)
    }
}

/// The sizes of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum TextSize {
    Small,
    Body,
    Strong,
    Caption,
    Heading,
    Title,
}
