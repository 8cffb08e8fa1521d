//! [`ViewerUi`]: one viewer's pages, from pass to pass.

use crate::i18n::Strings;
use crate::theme::{Ground, Line, Look, Metrics, Palette, Space, ThemeChoice, WIDGET_TEXTS};
use crate::widgets::Cx;
use crate::{
    Page, UiAction, ViewModel, anywhere, consent, ending, error, field, fonts, home, keys, loading, notices,
    recorded, start, story,
};
use egui::{FontFamily, Key, Ui, Visuals};
use scene_graph::Language;
use std::fmt::Write as _;
use std::hash::{DefaultHasher, Hash as _, Hasher};

/// How the pages are drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// The theme of whole pages. What lies over a picture is dark in every theme.
    pub theme: ThemeChoice,
    /// The size of texts and controls, times what fits the window. 1 by default; kept within 0.75
    /// to 2.5.
    pub text_scale: f32,
    /// Nothing moves or fades.
    pub reduced_motion: bool,
    /// For pictures: like `reduced_motion`, and without tooltips.
    pub still: bool,
    /// The control bar never goes away: for those who cannot bring it out by moving a pointer, as
    /// when a screen reader is running.
    pub keep_controls: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            theme: ThemeChoice::System,
            text_scale: 1.0,
            reduced_motion: false,
            still: false,
            keep_controls: false,
        }
    }
}

/// The viewer's pages and what they remember between passes.
pub struct ViewerUi {
    strings: Strings,
    options: Options,
    styled_for: Option<(Metrics, Palette, Options)>,
    drew_nothing: bool,
    drawn: u64,
    home: home::State,
    start: start::State,
    consent: consent::Draft,
    story: story::State,
    ending: ending::Draft,
    recorded: recorded::State,
    error: error::State,
}

impl ViewerUi {
    /// Pages in this interface language (Japanese for `ja…`, else English). Installs fonts and
    /// style in `ctx`; call it before the context's first pass.
    #[must_use]
    pub fn new(ctx: &egui::Context, language: &Language) -> Self {
        fonts::install(ctx);
        // Ctrl and plus would change the size behind our back: sizes come from `Options`.
        ctx.options_mut(|options| options.zoom_with_keyboard = false);
        Self {
            strings: Strings::new(language),
            options: Options::default(),
            styled_for: None,
            drew_nothing: true,
            drawn: 0,
            home: home::State::default(),
            start: start::State::default(),
            consent: consent::Draft::default(),
            story: story::State::default(),
            ending: ending::Draft::default(),
            recorded: recorded::State::default(),
            error: error::State::default(),
        }
    }

    /// From now on in this interface language.
    pub fn set_language(&mut self, language: &Language) {
        self.strings = Strings::new(language);
        self.drawn = 0;
    }

    /// The interface language's tag, `en` or `ja`.
    #[must_use]
    pub fn language(&self) -> &'static str {
        self.strings.tag()
    }

    /// How the pages are drawn.
    #[must_use]
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// How the pages are drawn; changes count from the next pass.
    pub fn options_mut(&mut self) -> &mut Options {
        self.drawn = 0;
        &mut self.options
    }

    /// Draws `model` over whatever is below and says what the viewer did, in order. One call a
    /// pass, inside `Context::run_ui`, with the `Ui` it gives.
    pub fn show(&mut self, ui: &mut Ui, model: &ViewModel<'_>) -> Vec<UiAction> {
        let mut actions = Vec::new();
        let window = ui.max_rect();
        let m = Metrics::new(window.size(), &self.options);
        let look = self.options.theme.look(ui.ctx().system_theme());
        let ground = if matches!(model.page, Page::Story(_)) { Ground::Picture } else { Ground::Page };
        let palette = Palette::new(look, ground, &model.brand);
        self.style(ui, m, palette);
        field::note_composition(ui);
        let mut cx = Cx {
            strings: &self.strings,
            palette,
            m,
            brand: &model.brand,
            options: self.options,
            noticed: egui::Rect::NOTHING,
            actions: &mut actions,
        };
        // What covers everything covers notices too: they wait.
        let told = if self.story.is_covered() { &[] } else { model.notices };
        let told = notices::lay_out(ui, &cx, told, window);
        cx.noticed = notices::place(&told);
        // What was recorded is looked at in between: half-written words are still there afterwards.
        if !matches!(model.page, Page::Story(_) | Page::Recorded(_)) {
            self.story = story::State::default();
        }
        if !matches!(model.page, Page::Home(_)) {
            self.home = home::State::default();
        }
        if !matches!(model.page, Page::Start(_)) {
            self.start = start::State::default();
        }
        if !matches!(model.page, Page::Consent(_)) {
            self.consent.leave();
        }
        if !matches!(model.page, Page::Error(_)) {
            self.error = error::State::default();
        }
        if !matches!(model.page, Page::Ending(_) | Page::Recorded(_)) {
            self.ending = ending::Draft::default();
        }
        if !matches!(model.page, Page::Recorded(_)) {
            self.recorded = recorded::State::default();
        }
        let covered = match model.page {
            Page::Story(_) => self.story.can_close(),
            Page::Recorded(_) => true,
            _ => false,
        };
        anywhere::translate_back(ui, covered);
        if !matches!(model.page, Page::Story(_)) {
            anywhere::begin_with_arrows(ui);
        }
        let mut drew = true;
        match &model.page {
            Page::Loading(page) => loading::show(ui, &mut cx, page),
            Page::Home(page) => home::show(ui, &mut cx, page, &mut self.home),
            Page::Start(page) => {
                self.start.begin_pass();
                start::show(ui, &mut cx, page, &mut self.start);
            }
            Page::Consent(page) => {
                self.consent.begin_pass();
                consent::show(ui, &mut cx, page, &mut self.consent);
            }
            Page::Story(page) => drew = story::show(ui, &mut cx, page, &mut self.story),
            Page::Ending(page) => {
                self.ending.begin_pass();
                ending::show(ui, &mut cx, page, &mut self.ending);
            }
            Page::Recorded(page) => recorded::show(ui, &mut cx, page, &mut self.recorded),
            Page::Error(page) => error::show(ui, &mut cx, page, &mut self.error),
            Page::Elements(elements) => elements.show(ui, &mut cx),
        }
        notices::show(ui, &mut cx, told);
        let full_screen = keys::pressed(ui, Key::F11) || keys::pressed(ui, Key::F);
        if full_screen && !ui.ctx().text_edit_focused() {
            actions.push(UiAction::ToggleFullscreen);
        }
        settle(ui);
        self.drew_nothing = !drew && model.notices.is_empty();
        self.drawn = self.fingerprint(model, ui.input(|input| input.time));
        actions
    }

    /// The latest pass drew nothing: the picture below can be shown as it is. Until an input event
    /// comes, or [`ViewerUi::is_stale`], the next pass would draw nothing as well.
    #[must_use]
    pub fn drew_nothing(&self) -> bool {
        self.drew_nothing
    }

    /// Whether drawing `model` at egui's time `now` would differ from the latest pass (apart from
    /// input events and from the repaints that egui itself asked for).
    #[must_use]
    pub fn is_stale(&self, model: &ViewModel<'_>, now: f64) -> bool {
        self.fingerprint(model, now) != self.drawn
    }

    /// What is seen of `model`, as a number: without the position while the controls are hidden,
    /// and in steps that the eye can tell where they are out.
    fn fingerprint(&self, model: &ViewModel<'_>, now: f64) -> u64 {
        let mut seen = model.clone();
        let mut hasher = DefaultHasher::new();
        if let Page::Story(page) = &mut seen.page {
            let out = self.story.controls_out(page, self.options.keep_controls, now);
            out.hash(&mut hasher);
            if out {
                (page.controls.position.millis() / 200).hash(&mut hasher);
            }
            page.controls.position = media_time::MediaTime::ZERO;
            if let Some(view) = page.question {
                view.limit.map(|(left, _)| left.millis() / 100).hash(&mut hasher);
                let mut still = view.clone();
                still.limit = None;
                let _ = write!(Hashing(&mut hasher), "{still:?}");
                page.question = None;
            }
        }
        let _ = write!(Hashing(&mut hasher), "{seen:?}");
        hasher.finish()
    }

    fn style(&mut self, ui: &Ui, m: Metrics, palette: Palette) {
        let key = (m, palette, self.options);
        if self.styled_for == Some(key) {
            return;
        }
        self.styled_for = Some(key);
        let still = self.options.still || self.options.reduced_motion;
        ui.ctx().all_styles_mut(|style| {
            for (text_style, size) in WIDGET_TEXTS {
                let font = egui::FontId::new(m.font(size).size, FontFamily::Proportional);
                style.text_styles.insert(text_style, font);
            }
            if still {
                style.animation_time = 0.0;
            }
            style.spacing.scroll = egui::style::ScrollStyle::solid();
            style.spacing.scroll.bar_width = m.space(Space::Small);
            style.spacing.interact_size.y = m.target();
            let dark = palette.look != Look::Light || palette.scrim.a() < 255;
            style.visuals = if dark { Visuals::dark() } else { Visuals::light() };
            style.visuals.override_text_color = Some(palette.text);
            style.visuals.window_fill = palette.card;
            style.visuals.panel_fill = palette.card;
            style.visuals.extreme_bg_color = palette.card;
            style.visuals.selection.bg_fill = palette.selection();
            style.visuals.selection.stroke = m.stroke(Line::Hair, palette.text);
            style.visuals.text_cursor.stroke = m.stroke(Line::Edge, palette.text);
            style.visuals.window_stroke = m.stroke(Line::Hair, palette.line);
            style.visuals.widgets.inactive.bg_fill = palette.edge;
            style.visuals.widgets.noninteractive.bg_fill = palette.rail;
        });
    }
}

/// Asks for one more pass after keys and clicks: pages are measured before they are drawn, so what
/// such an event changed (a counter, a button that may be pressed now) is seen in the next pass.
fn settle(ui: &Ui) {
    let acted = ui.input(|input| {
        input.events.iter().any(|event| {
            !matches!(
                event,
                egui::Event::PointerMoved(_) | egui::Event::MouseMoved(_) | egui::Event::PointerGone
            )
        })
    });
    if acted {
        ui.ctx().request_repaint();
    }
}

/// Feeds what is written into a hasher.
struct Hashing<'a>(&'a mut DefaultHasher);

impl std::fmt::Write for Hashing<'_> {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        self.0.write(text.as_bytes());
        Ok(())
    }
}
