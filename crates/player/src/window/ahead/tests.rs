//! Letters that are drawn before a question opens.

use super::lettering::Lettering;
use super::rehearsal::Rehearsal;
use crate::kept::ViewerSettings;
use crate::presenter::Presenter;
use choice_log::Consent;
use desktop::raster::Textures;
use egui::{Context, RawInput, Rect, pos2};
use media::ClockedOutput;
use media::fake::{FakeClip, FakeOpener};
use media_time::{Clock, ManualClock, MediaDuration};
use playback::{Core, CoreWaker, Parts, View};
use scene_graph::{Language, Story};
use session::{Input, Session, Settings};
use std::path::Path;
use std::sync::Arc;
use testkit::no_files::NoFiles;
use viewer_ui::ViewerUi;

const WINDOW: Rect = Rect { min: pos2(0.0, 0.0), max: pos2(1280.0, 720.0) };

/// The example at its beginning, and then with its first question open.
fn example(language: &Language) -> (Arc<Story>, View, View) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/offer-follow-up/story.ron");
    let story = Arc::new(scene_graph::load(&std::fs::read(file).unwrap()).story.unwrap());
    let clock = ManualClock::new();
    let shared: Arc<dyn Clock> = Arc::new(clock.clone());
    let clip = FakeClip { duration: MediaDuration::from_millis(2_000), ..FakeClip::default() };
    let mut core = Core::new(Parts {
        session: Session::new(story.clone(), language.clone(), Settings::default()),
        story: story.clone(),
        source: Arc::new(NoFiles),
        opener: Arc::new(FakeOpener::new(clip)),
        output: Box::new(ClockedOutput::new(shared.clone(), 8_000)),
        clock: shared,
        waker: CoreWaker::new().waker(),
        preload_bytes: 64 << 20,
    });
    core.apply(Input::Begin { scene: None }).unwrap();
    let step = |core: &mut Core| {
        while core.advance(MediaDuration::ZERO).lacking {}
        clock.advance(MediaDuration::from_millis(50));
    };
    for _ in 0..10 {
        step(&mut core);
    }
    let before = core.view();
    for _ in 0..1_200 {
        if core.view().question.is_some() {
            return (story, before, core.view());
        }
        step(&mut core);
    }
    panic!("no question opens");
}

/// What a window has: one context, and pages.
struct Screen {
    context: Context,
    pages: ViewerUi,
    time: f64,
}

impl Screen {
    fn new(language: &Language) -> Self {
        let context = Context::default();
        let pages = ViewerUi::new(&context, language);
        Self { context, pages, time: 0.0 }
    }

    /// One pass; how many changes of textures it brings.
    fn pass(&mut self, presenter: &Presenter, view: &View) -> usize {
        self.time += 0.016;
        let input = RawInput {
            screen_rect: Some(WINDOW),
            time: Some(self.time),
            max_texture_side: Some(8_192),
            ..RawInput::default()
        };
        let pages = &mut self.pages;
        let output = self.context.run_ui(input, |ui| {
            presenter.playing_page(view, |model| drop(pages.show(ui, model)));
        });
        let mut changes = 0;
        for of_one in output.textures_delta.set.values() {
            changes += of_one.len();
        }
        output.drop_without_applying_deltas();
        changes
    }
}

#[test]
fn after_preparing_a_question_opens_without_a_new_letter() {
    for tongue in ["en", "ja"] {
        let language = Language::new(tongue);
        let (story, before, open) = example(&language);
        let settings = ViewerSettings { language: language.clone(), ..ViewerSettings::default() };
        let presenter = Presenter::new(story, settings);
        let first = before.questions_ahead.first().unwrap();
        assert_eq!(Some(&first.id), open.question.as_ref().map(|question| &question.id), "{tongue}");

        let mut unprepared = Screen::new(&language);
        unprepared.pass(&presenter, &before);
        assert_ne!(
            unprepared.pass(&presenter, &open),
            0,
            "{tongue}: without preparing there is something to do"
        );

        let mut screen = Screen::new(&language);
        screen.pass(&presenter, &before);
        let rehearsal = Rehearsal {
            questions: Arc::clone(&before.questions_ahead),
            language: language.clone(),
            options: *screen.pages.options(),
            window: WINDOW,
            pixels_per_point: 1.0,
            fonts: 0,
            recording: Consent::NONE,
            mini: false,
        };
        let mut lettering = Lettering::default();
        for question in rehearsal.questions.iter() {
            lettering.add(rehearsal.texts(&mut None, &presenter.for_the_story(), &before, question));
        }
        let mut pieces = 0;
        while !lettering.is_done() {
            lettering.draw_a_piece(&screen.context);
            pieces += 1;
        }
        assert!(pieces > 20, "{tongue}: the work is cut into pieces, not {pieces}");
        assert_ne!(screen.pass(&presenter, &before), 0, "{tongue}: the letters come with the next pass");
        for question in rehearsal.questions.iter() {
            let scene = Some(question.scene.clone());
            let asking = View { question: Some(question.clone()), scene, ..before.clone() };
            for nth in 0..20 {
                assert_eq!(screen.pass(&presenter, &asking), 0, "{tongue}: pass {nth} of {:?}", question.id);
            }
        }
        assert_eq!(screen.pass(&presenter, &open), 0, "{tongue}: as it really opens");
    }
}

#[test]
fn a_font_texture_that_only_grew_needs_nothing_drawn_again() {
    let context = Context::default();
    drop(ViewerUi::new(&context, &Language::new("ja")));
    let mut textures = Textures::default();
    let (mut grew, mut letters) = (0, ('一'..='龠').step_by(16));
    for pass in 0..40 {
        let text: String = letters.by_ref().take(32).collect();
        let input = RawInput { max_texture_side: Some(1_024), ..RawInput::default() };
        let mut output = context.run_ui(input, |ui| {
            ui.painter().text(
                pos2(0.0, 0.0),
                egui::Align2::LEFT_TOP,
                &text,
                egui::FontId::proportional(17.0),
                egui::Color32::WHITE,
            );
        });
        for (id, changes) in output.textures_delta.set.drain() {
            for change in changes {
                grew += usize::from(pass > 0 && change.is_whole());
                assert!(!textures.change(id, &change), "pass {pass}");
            }
        }
        output.drop_without_applying_deltas();
    }
    assert!(grew > 1, "it grew {grew} times");
    // Another texture in its place is another one.
    let other = egui::ColorImage::filled([1_024, 4_096], egui::Color32::WHITE);
    let change = egui::epaint::ImageDelta::full(other, egui::TextureOptions::LINEAR);
    assert!(textures.change(egui::TextureId::default(), &change));
}
