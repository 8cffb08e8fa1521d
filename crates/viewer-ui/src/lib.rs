//! The viewer's pages, overlay and theme in egui, without a window.
//!
//! Plain data goes in, actions come out: the player fills a [`ViewModel`], calls
//! [`ViewerUi::show`] inside `egui::Context::run_ui`, and carries out the [`UiAction`]s. Nothing
//! here knows a clock, a file, a session or a graphics adapter.
//!
//! - [`model`]: what is to be shown: [`ViewModel`], [`Page`] and its pages, [`Notice`].
//! - [`theme`]: the visual language: type, room, colours, motion, and the contrast that is kept
//!   whatever a brand chose.
//! - [`icons`], [`fonts`], [`word_file`], [`broken_by_phrase`]: what the author's window shares with the
//!   viewer's beside the theme.
//! - [`gallery`]: every page and element with sample data, in two languages.
//! - [`caption_style`]: how the viewer wants captions: [`CaptionStyle`].
//! - [`action`]: what the viewer did: [`UiAction`].
//! - [`viewer`]: [`ViewerUi`], which keeps what the pages remember between passes (focus, half
//!   written words, whether the controls are out).
//!
//! The overlay stands on nothing: where no question, caption, slate, notice or control is to be seen,
//! not a single shape is drawn, [`ViewerUi::drew_nothing`] says so, and the player may leave egui out
//! until an input event comes or [`ViewerUi::is_stale`]. Sizes follow the window (in points) and
//! [`Options::text_scale`]; egui's own zoom is not used, so `RawInput::screen_rect` is simply pixels
//! over pixels per point. Pictures are still after one pass when [`Options::still`] is set; tests of
//! pages should give egui two.
//!
//! ```
//! use scene_graph::Language;
//! use viewer_ui::{Brand, LoadingPage, Page, ViewModel, ViewerUi};
//!
//! let ctx = egui::Context::default();
//! let mut viewer = ViewerUi::new(&ctx, &Language::new("en"));
//! let loading = LoadingPage { title: "A day with us", step: None };
//! let model = ViewModel { page: Page::Loading(loading), notices: &[], brand: Brand::default() };
//! let mut actions = Vec::new();
//! let output = ctx.run_ui(egui::RawInput::default(), |ui| actions = viewer.show(ui, &model));
//! assert!(actions.is_empty());
//! assert!(!viewer.drew_nothing());
//! # output.drop_without_applying_deltas();
//! ```

pub mod action;
mod anywhere;
pub mod caption_style;
mod captions;
mod consent;
mod controls;
mod ending;
mod error;
mod farewell;
mod field;
mod flow;
pub mod fonts;
pub mod gallery;
mod heading;
mod help;
mod home;
mod i18n;
pub mod icons;
mod keys;
mod letter;
mod loading;
mod logo;
mod map;
mod menu;
pub mod model;
mod notices;
mod pages;
mod question;
mod recorded;
mod sheet;
mod start;
mod story;
pub mod theme;
mod thumbnail;
mod touch;
mod track;
mod typeset;
pub mod viewer;
mod widgets;
pub mod word_file;

pub use action::UiAction;
pub use caption_style::{CaptionColour, CaptionEdge, CaptionStyle};
pub use help::controller_caps;
pub use letter::{Letter, letter};
pub use model::front::{
    HomePage, HomeTrouble, LeftOffView, LoadingPage, LoadingStep, RecentView, StartPage, StartSettings,
    StoryLength,
};
pub use model::{
    BackTo, Brand, ConsentPage, ContactView, Controls, Did, EndingPage, ErrorPage, Explored, HandoutView,
    LocalTime, Logo, MoreWays, Notice, NoticeId, NoticeKind, Outcome, Page, Problem, RecordedList,
    RecordedPage, RecordedSession, RecordingSwitches, Said, SaidWhat, SeenTheme, Slate, StoryPage, ViewModel,
    WayView,
};
pub use recorded::{GroupText, LineText, RecordedText, SessionText, recorded_text};
pub use theme::ThemeChoice;
pub use thumbnail::{Thumbnail, Thumbnails};
pub use typeset::{TextRecorder, broken_by_phrase};
pub use viewer::{Options, ViewerUi};
