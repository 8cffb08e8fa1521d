//! The sizes of things that have a name: how large icons and marks are, how wide columns, and what
//! share of a length something takes.

/// The sizes of things that are neither text nor room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// A spot of a theme's colour beside its name.
    Spot,
    /// An icon in running text.
    IconSmall,
    /// An icon in a row or button.
    Icon,
    /// An icon that stands for itself.
    IconLarge,
    /// The picture above an empty or wrong page.
    Emblem,
    /// A number chip, a box to tick, a switch's height.
    Badge,
    /// A key as help draws it.
    Key,
    /// A bar that a value is read from.
    Rail,
    /// The same under the pointer.
    RailHot,
    /// What is gripped on a bar, from side to side.
    Knob,
    /// The same under the pointer.
    KnobHot,
    /// How high a mark on a bar is.
    Tick,
    /// The room that the position's bar takes above the controls.
    SeekBar,
    /// How wide the volume's bar is.
    Slider,
    /// The line below a control that is on, from side to side.
    Underline,
    /// One dash of a dashed line.
    Dash,
    /// The bar of a theme's colour along a card.
    Stripe,
    /// A card of one line.
    Row,
    /// A step of a scale.
    Step,
    /// A time of day, a number of a few digits.
    Figure,
    /// The least width of the main button of a page.
    Button,
    /// The most height of a story's logo.
    Logo,
    /// A picture of a scene in a list.
    Thumbnail,
    /// How far above the controls the picture begins to darken.
    Fade,
}

impl Size {
    pub(super) const fn points(self) -> f32 {
        match self {
            Self::Rail => 4.0,
            Self::RailHot | Self::Stripe | Self::Dash => 6.0,
            Self::Spot => 10.0,
            Self::Knob | Self::Tick => 12.0,
            Self::IconSmall | Self::KnobHot => 16.0,
            Self::Underline => 20.0,
            Self::Icon | Self::SeekBar => 22.0,
            Self::Badge => 26.0,
            Self::Key => 28.0,
            Self::IconLarge => 32.0,
            Self::Logo | Self::Fade => 48.0,
            Self::Row => 54.0,
            Self::Step => 58.0,
            Self::Figure => 64.0,
            Self::Emblem => 56.0,
            Self::Slider => 92.0,
            Self::Thumbnail => 132.0,
            Self::Button => 240.0,
        }
    }
}

/// How wide columns are at most: lines of more than about 75 letters (40 in Japanese) are hard to
/// follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// The name of something beside what is said of it.
    Label,
    /// A scene in the chapter map.
    Scene,
    /// The least width of a card that stands beside others.
    Card,
    /// A menu.
    Menu,
    /// The least width of a panel at the side of the picture.
    SideLeast,
    /// A notice, a small panel.
    Note,
    /// A panel at the side of the picture.
    Side,
    /// Where two cards with a sentence each have room beside one another.
    Pair,
    /// A page, running text.
    Column,
    /// Cards beside one another.
    Wide,
    /// A question's panel over the picture; captions.
    Band,
    /// What covers the whole window.
    Sheet,
}

impl Measure {
    pub(super) const fn points(self) -> f32 {
        match self {
            Self::Label => 180.0,
            Self::Scene => 196.0,
            Self::Card => 256.0,
            Self::Menu => 312.0,
            Self::SideLeast => 380.0,
            Self::Note => 420.0,
            Self::Side => 500.0,
            Self::Pair => 600.0,
            Self::Column => 720.0,
            Self::Wide => 860.0,
            Self::Band => 1_040.0,
            Self::Sheet => 1_500.0,
        }
    }
}

/// What share of a length something takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Share {
    /// Of a row: its name, value or counter, at most.
    Aside,
    /// Of the window's width: captions, at most.
    Captions,
    /// Of the window's height: captions above a question, at most.
    CaptionsAbove,
    /// Of the room's width: the largest letter of a caption, at most.
    CaptionLetter,
    /// Of a letter: the next smaller size of a caption that has no room.
    NextSmaller,
    /// Of the window's height: a question over the picture, at most.
    Question,
    /// The same where all of it has room then.
    QuestionSpared,
    /// Of the window's width: a question at its side.
    Side,
    /// Of a panel: the room within its edge, at most.
    Padding,
    /// Of the window's height: what lies above a slate's title.
    SlateAbove,
    /// Of the control bar: its buttons, at most; the rest keeps both sides apart.
    Bar,
    /// Of the window's width: where a double tap goes back, and at the other side forth.
    TapSide,
    /// Of what is seen: how far the page keys scroll, so that the eye finds its place.
    Screenful,
    /// Of a button: its icon.
    IconInButton,
    /// Of a box: the tick in it.
    TickInBox,
    /// Of a picture's place: the icon that stands in for it.
    IconInPicture,
    /// Of a switch's height: its width.
    SwitchWidth,
    /// Of a switch's height: its knob's radius.
    SwitchKnob,
    /// Of a colour's place in a list: its radius.
    Colour,
    /// Of a picture's width: its height.
    PictureHeight,
}

impl Share {
    /// This share of `length`.
    #[must_use]
    pub fn of(self, length: f32) -> f32 {
        length
            * match self {
                Self::Padding => 0.06,
                Self::CaptionLetter => 0.2,
                Self::SlateAbove => 0.26,
                Self::SwitchKnob | Self::IconInPicture => 0.32,
                Self::Side | Self::Colour => 0.36,
                Self::Aside | Self::CaptionsAbove | Self::TapSide => 0.4,
                Self::IconInButton => 0.48,
                Self::PictureHeight => 9.0 / 16.0,
                Self::TickInBox => 0.68,
                Self::Question => 0.7,
                Self::Screenful | Self::NextSmaller => 0.8,
                Self::Captions | Self::QuestionSpared => 0.86,
                Self::Bar => 0.92,
                Self::SwitchWidth => 1.8,
            }
    }
}
