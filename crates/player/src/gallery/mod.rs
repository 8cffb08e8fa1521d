//! `edamichi gallery`: every page with sample data, in a window or as pictures.
//!
//! - [`save`]: pictures, drawn by the processor, and the contrast figures.
//! - [`run`]: a window to leaf through them.

mod shots;
mod window;

pub use shots::{GalleryReport, save};
pub use window::run;

use viewer_ui::ThemeChoice;
use viewer_ui::gallery::{Figure, PAGES, SIZES, Sample, Tongue, contrast_figures, tongues};

/// What of the gallery is shown; absent: everything.
#[derive(Clone, Debug, Default)]
pub struct GalleryOptions {
    /// One window size, in pixels.
    pub size: Option<(u32, u32)>,
    /// One language: `ja` or `en`.
    pub language: Option<String>,
    /// One theme.
    pub theme: Option<ThemeChoice>,
    /// Pages whose names begin so.
    pub pages: Option<String>,
    /// The size of texts and controls, times what fits the window.
    pub text_scale: f32,
}

/// Why the gallery cannot be shown as asked for.
#[derive(Debug, thiserror::Error)]
pub enum GalleryError {
    /// No sample text is in this language.
    #[error("there are no sample pages in “{0}”: try ja or en")]
    Language(String),
    /// No page has such a name.
    #[error("no page's name begins with “{0}”: one of {list}", list = names())]
    Page(String),
    /// A picture or its folder cannot be written.
    #[error(transparent)]
    Save(#[from] crate::ShotError),
}

impl GalleryOptions {
    fn sizes(&self) -> Vec<(u32, u32)> {
        self.size.map_or_else(|| SIZES.to_vec(), |size| vec![size])
    }

    fn tongues(&self) -> Result<Vec<Tongue>, GalleryError> {
        let Some(tag) = &self.language else { return Ok(tongues().to_vec()) };
        let found: Vec<_> =
            tongues().into_iter().filter(|tongue| tongue.language.as_str() == tag.as_str()).collect();
        if found.is_empty() { Err(GalleryError::Language(tag.clone())) } else { Ok(found) }
    }

    fn themes(&self) -> Vec<ThemeChoice> {
        let all = vec![ThemeChoice::Dark, ThemeChoice::Light, ThemeChoice::HighContrast];
        self.theme.map_or(all, |theme| vec![theme])
    }

    fn pages(&self) -> Result<Vec<&'static Sample>, GalleryError> {
        let wanted = self.pages.as_deref().unwrap_or_default();
        let found: Vec<_> = PAGES.iter().filter(|sample| sample.name.starts_with(wanted)).collect();
        if found.is_empty() { Err(GalleryError::Page(wanted.to_owned())) } else { Ok(found) }
    }
}

fn names() -> String {
    PAGES.iter().map(|sample| sample.name).collect::<Vec<_>>().join(", ")
}

/// How well colours can be told apart in one look, for one brand.
#[derive(Clone, Debug)]
pub struct Contrast(Figure);

impl Contrast {
    /// Whether every pair of colours reaches what WCAG 2.2 asks of it.
    #[must_use]
    pub fn is_enough(&self) -> bool {
        self.0.failing == 0
    }
}

impl std::fmt::Display for Contrast {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Figure { brand, look, ground, tightest, failing } = &self.0;
        write!(
            formatter,
            "contrast {brand:<32} {look:<13} {ground:<8} tightest {:>5.2}:1 of {:.1}:1 ({} on {}), {failing} too low",
            tightest.ratio,
            tightest.least,
            tightest.ink,
            tightest.on,
            look = format!("{look:?}"),
            ground = format!("{ground:?}"),
        )
    }
}

/// The contrast of the program's colours, and of brands that were chosen badly.
#[must_use]
pub fn contrast() -> Vec<Contrast> {
    contrast_figures().into_iter().map(Contrast).collect()
}
