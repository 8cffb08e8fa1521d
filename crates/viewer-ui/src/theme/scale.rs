//! Sizes: type, space, corners, lines and what is to be hit. All grow with the window.

use super::size::{Measure, Size};
use crate::Options;
use egui::{Color32, FontFamily, FontId, Stroke, TextStyle, Vec2};

/// The texts of egui's own widgets, and the size that each has.
pub const WIDGET_TEXTS: [(TextStyle, TextSize); 5] = [
    (TextStyle::Small, TextSize::Small),
    (TextStyle::Body, TextSize::Body),
    (TextStyle::Button, TextSize::Body),
    (TextStyle::Monospace, TextSize::Body),
    (TextStyle::Heading, TextSize::Heading),
];

/// The sizes of text: each about a quarter larger than the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextSize {
    /// Notes, counters, labels of icons.
    Small,
    /// What is read.
    Body,
    /// Buttons, and what must not be missed in running text.
    Strong,
    /// Headings of parts.
    Heading,
    /// Captions over a picture.
    Caption,
    /// A page's heading.
    Title,
    /// The one thing that a first page says.
    Display,
}

impl TextSize {
    /// All of them, smallest first.
    pub const ALL: [Self; 7] =
        [Self::Small, Self::Body, Self::Strong, Self::Heading, Self::Caption, Self::Title, Self::Display];

    /// Points in a window of 1280×720.
    const fn points(self) -> f32 {
        match self {
            Self::Small => 14.0,
            Self::Body | Self::Strong => 17.0,
            Self::Heading => 22.0,
            Self::Caption => 25.0,
            Self::Title => 33.0,
            Self::Display => 44.0,
        }
    }

    const fn is_bold(self) -> bool {
        matches!(self, Self::Strong | Self::Heading | Self::Title | Self::Display)
    }

    /// From one line to the next, in font sizes. Kanji fill their square: Japanese needs more room
    /// between lines than Latin text, large text less than small.
    const fn leading(self) -> f32 {
        match self {
            Self::Small | Self::Body | Self::Strong => 1.5,
            Self::Caption => 1.42,
            Self::Heading => 1.36,
            Self::Title | Self::Display => 1.28,
        }
    }

    /// Large text as WCAG means it (18 points, or 14 and bold, at 96 to the inch): 3:1 is enough.
    #[must_use]
    pub const fn is_large(self) -> bool {
        self.points() >= 24.0 || (self.is_bold() && self.points() >= 18.67)
    }
}

/// Room between things, in steps of four points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Space {
    /// Between a mark and the edge it sits on.
    Hair,
    /// Within one thing: a title and the line below it.
    Tiny,
    /// Between things of one kind.
    Small,
    /// Between cards; around the text of a button.
    Medium,
    /// Around what lies in a card or panel.
    Large,
    /// Between parts of a page.
    Wide,
    /// Above and below the main thing of a page.
    Huge,
}

impl Space {
    /// All of them, smallest first.
    pub const ALL: [Self; 7] =
        [Self::Hair, Self::Tiny, Self::Small, Self::Medium, Self::Large, Self::Wide, Self::Huge];

    const fn points(self) -> f32 {
        match self {
            Self::Hair => 2.0,
            Self::Tiny => 4.0,
            Self::Small => 8.0,
            Self::Medium => 12.0,
            Self::Large => 16.0,
            Self::Wide => 24.0,
            Self::Huge => 40.0,
        }
    }
}

/// How round corners are: the larger the thing, the rounder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Radius {
    /// Number chips, check boxes, the strip behind a caption.
    Chip,
    /// Buttons, cards, fields.
    Card,
    /// Panels and sheets.
    Panel,
}

impl Radius {
    /// All of them, smallest first.
    pub const ALL: [Self; 3] = [Self::Chip, Self::Card, Self::Panel];

    const fn points(self) -> f32 {
        match self {
            Self::Chip => 6.0,
            Self::Card => 12.0,
            Self::Panel => 16.0,
        }
    }
}

/// How thick lines are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// Around cards and between rows.
    Hair,
    /// What a control is known by: a switch, a box to tick.
    Edge,
    /// Around what has the focus or is chosen.
    Strong,
}

impl Line {
    const fn points(self) -> f32 {
        match self {
            Self::Hair => 1.0,
            Self::Edge => 1.5,
            Self::Strong => 2.5,
        }
    }
}

/// What is to be hit is never smaller: more than WCAG 2.2 asks (2.5.8), as Apple's and Google's
/// guidelines do.
pub const LEAST_TARGET: f32 = 44.0;

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

    /// Sizes for a tool with much on the screen, which is looked at from near: they follow `text_scale`
    /// (1 is usual; kept within 0.75 to 2.5) and not the window.
    #[must_use]
    pub fn of_tool(window: Vec2, text_scale: f32) -> Self {
        Self { scale: 0.84 * text_scale.clamp(0.75, 2.5), window }
    }

    /// A length that is `length` in a window of 1280×720. Private: pages take lengths by their names.
    fn of(&self, length: f32) -> f32 {
        (length * self.scale).round()
    }

    /// Room between things.
    #[must_use]
    pub fn space(&self, space: Space) -> f32 {
        self.of(space.points())
    }

    /// How round corners are.
    #[must_use]
    pub fn radius(&self, radius: Radius) -> f32 {
        self.of(radius.points())
    }

    /// How thick a line is; at least one point.
    #[must_use]
    pub fn line_width(&self, line: Line) -> f32 {
        (line.points() * self.scale * 2.0).round().max(2.0) / 2.0
    }

    /// A line of this weight and colour.
    #[must_use]
    pub fn stroke(&self, line: Line, colour: Color32) -> Stroke {
        Stroke::new(self.line_width(line), colour)
    }

    /// What lies under such a line and stands out around it on both sides.
    #[must_use]
    pub fn halo(&self, line: Line, around: Space, colour: Color32) -> Stroke {
        Stroke::new(self.line_width(line) + 2.0 * self.space(around), colour)
    }

    /// The size of a thing.
    #[must_use]
    pub fn size(&self, size: Size) -> f32 {
        self.of(size.points())
    }

    /// How wide a column may be.
    #[must_use]
    pub fn measure(&self, measure: Measure) -> f32 {
        self.of(measure.points())
    }

    /// The least height and width of what is to be hit: [`LEAST_TARGET`] or more.
    #[must_use]
    pub fn target(&self) -> f32 {
        self.of(46.0).max(LEAST_TARGET)
    }

    /// A window so low that every line counts.
    #[must_use]
    pub fn is_low(&self) -> bool {
        self.window.y < self.of(480.0)
    }

    /// A window that is higher than wide, or too narrow for two things beside one another.
    #[must_use]
    pub fn is_narrow(&self) -> bool {
        self.window.x < self.measure(Measure::Wide) || self.window.x < self.window.y
    }

    /// How wide a column of this measure is in the window.
    #[must_use]
    pub fn column(&self, measure: Measure) -> f32 {
        self.measure(measure).min(self.window.x - 2.0 * self.margin()).max(1.0)
    }

    /// The narrow side of things: the window's margin.
    #[must_use]
    pub fn margin(&self) -> f32 {
        self.of(24.0).min(self.window.x * 0.04).min(self.window.y * 0.06).max(4.0).round()
    }

    /// The font of a text.
    #[must_use]
    pub fn font(&self, text: TextSize) -> FontId {
        let family = if text.is_bold() {
            FontFamily::Name(crate::fonts::BOLD.into())
        } else {
            FontFamily::Proportional
        };
        FontId::new((text.points() * self.scale * 2.0).round() / 2.0, family)
    }

    /// From one line of a text to the next.
    #[must_use]
    pub fn line_height(&self, text: TextSize) -> f32 {
        (self.font(text).size * text.leading()).round()
    }
}
