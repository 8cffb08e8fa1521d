//! Showing a page to nobody, to learn which texts it is made of.

use crate::presenter::Presenter;
use crate::window::overlay::Overlay;
use choice_log::Consent;
use egui::epaint::text::LayoutJob;
use egui::{Context, RawInput, Shape};
use playback::View;
use scene_graph::Language;
use session::QuestionView;
use std::sync::Arc;
use viewer_ui::{Options, TextRecorder, ViewerUi};

/// The questions whose pages are shown, and everything that decides how their texts are laid out.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Rehearsal {
    pub(super) questions: Arc<[QuestionView]>,
    pub(super) language: Language,
    pub(super) options: Options,
    pub(super) window: egui::Rect,
    pub(super) pixels_per_point: f32,
    /// Counts how often the typefaces were taken anew: every letter has to be drawn again then.
    pub(super) fonts: u64,
    pub(super) recording: Consent,
    pub(super) mini: bool,
}

/// Where pages are shown to nobody: kept from one to the next.
pub(super) struct Stage {
    context: Context,
    recorder: TextRecorder,
    pages: ViewerUi,
    language: Language,
    time: f64,
}

impl Rehearsal {
    pub(super) fn new(view: &View, presenter: &Presenter, overlay: &Overlay) -> Self {
        let (window, pixels_per_point) = overlay.place();
        Self {
            questions: Arc::clone(&view.questions_ahead),
            language: presenter.settings.language.clone(),
            options: overlay.options(),
            window,
            pixels_per_point,
            fonts: overlay.fonts_taken(),
            recording: presenter.recording,
            mini: presenter.mini,
        }
    }

    /// The texts of this question's page: as it opens, with the controls out, and answered.
    pub(super) fn texts(
        &self,
        stage: &mut Option<Stage>,
        presenter: &Presenter,
        view: &View,
        question: &QuestionView,
    ) -> Vec<Arc<LayoutJob>> {
        if stage.as_ref().is_none_or(|stage| stage.language != self.language) {
            *stage = Some(Stage::new(&self.language));
        }
        let Some(stage) = stage else { return Vec::new() };
        let mut view =
            View { question: None, ending: None, scene: Some(question.scene.clone()), ..view.clone() };
        let mut texts = Vec::new();
        stage.show(self, presenter, &view, false);
        view.question = Some(question.clone());
        for controls in [false, true] {
            texts.extend(stage.show(self, presenter, &view, controls));
        }
        if let Some(question) = &mut view.question {
            question.answered = true;
        }
        texts.extend(stage.show(self, presenter, &view, true));
        let times: Vec<_> = texts.iter().flat_map(other_times).collect();
        texts.extend(times);
        texts
    }
}

/// Of a text that tells a time or counts, the same with every digit: what it will tell then is not
/// known. Digits are equally wide, so that each is drawn where it will stand.
fn other_times(text: &Arc<LayoutJob>) -> Vec<Arc<LayoutJob>> {
    let is_time = |letter: char| letter.is_ascii_digit() || [':', '/', ' '].contains(&letter);
    if !text.text.contains(|letter: char| letter.is_ascii_digit()) || !text.text.chars().all(is_time) {
        return Vec::new();
    }
    let with = |digit: char| {
        let words = text.text.chars().map(|letter| if letter.is_ascii_digit() { digit } else { letter });
        Arc::new(LayoutJob { text: words.collect(), ..LayoutJob::clone(text) })
    };
    ('0'..='9').map(with).collect()
}

impl Stage {
    fn new(language: &Language) -> Self {
        let context = Context::default();
        let pages = ViewerUi::new(&context, language);
        let recorder = TextRecorder::install(&context);
        Self { context, recorder, pages, language: language.clone(), time: 0.0 }
    }

    /// One pass; the texts that it laid out.
    fn show(
        &mut self,
        how: &Rehearsal,
        presenter: &Presenter,
        view: &View,
        keep_controls: bool,
    ) -> Vec<Arc<LayoutJob>> {
        /// Longer than anything moves.
        const LATER: f64 = 1.0;
        let options = Options { keep_controls, ..how.options };
        if *self.pages.options() != options {
            *self.pages.options_mut() = options;
        }
        self.time += LATER;
        let mut input = RawInput {
            screen_rect: Some(how.window),
            time: Some(self.time),
            // As small as egui allows: nobody draws with it.
            max_texture_side: Some(1_024),
            ..RawInput::default()
        };
        input.viewports.entry(egui::ViewportId::ROOT).or_default().native_pixels_per_point =
            Some(how.pixels_per_point);
        let pages = &mut self.pages;
        let output = self.context.run_ui(input, |ui| {
            presenter.playing_page(view, |model| drop(pages.show(ui, model)));
        });
        let mut texts = self.recorder.take();
        // Fields lay out their words themselves.
        for clipped in &output.shapes {
            collect(&clipped.shape, &mut texts);
        }
        output.drop_without_applying_deltas();
        texts
    }
}

fn collect(shape: &Shape, texts: &mut Vec<Arc<LayoutJob>>) {
    match shape {
        Shape::Text(text) => texts.push(Arc::clone(&text.galley.job)),
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| collect(shape, texts)),
        _ => {}
    }
}
