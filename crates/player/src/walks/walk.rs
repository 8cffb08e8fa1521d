//! A window without a window: the pages, the presenter and the core, on one clock moved by hand.

use crate::front::{Front, ReadyState};
use crate::kept::ViewerSettings;
use crate::presenter::Presenter;
use choice_log::Consent;
use egui::accesskit::{Node, NodeId, TreeUpdate};
use egui::{Event, Rect, pos2};
use media::ClockedOutput;
use media::fake::{FakeClip, FakeOpener};
use media_time::{Clock, ManualClock, MediaDuration, MediaTime};
use playback::{Core, CoreWaker, Parts, View};
use scene_graph::Language;
use session::{Input, Session, Settings};
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use testkit::no_files::NoFiles;
use viewer_ui::{UiAction, ViewerUi};

/// The window, in points. Not every page fits whole.
pub(super) const WINDOW: egui::Vec2 = egui::vec2(900.0, 560.0);

/// Passes of egui, and steps of the core.
const STEP: MediaDuration = MediaDuration::from_millis(50);

pub(super) struct Walk {
    core: Core,
    clock: ManualClock,
    presenter: Presenter,
    pages: ViewerUi,
    context: egui::Context,
    /// Until the story begins.
    front: Option<Front>,
    nodes: HashMap<NodeId, Node>,
    focus: Option<NodeId>,
    refused: Vec<String>,
}

impl Walk {
    pub(super) fn begin() -> Self {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/offer-follow-up/story.ron");
        let loaded = scene_graph::load(&std::fs::read(file).unwrap());
        let story = Arc::new(loaded.story.unwrap());
        let language = Language::new("en");
        let clock = ManualClock::new();
        let shared: Arc<dyn Clock> = Arc::new(clock.clone());
        let clip = FakeClip { duration: MediaDuration::from_millis(2_000), ..FakeClip::default() };
        let welcome = FakeClip { duration: MediaDuration::from_seconds(8), ..FakeClip::default() };
        let core = Core::new(Parts {
            session: Session::new(story.clone(), language.clone(), Settings::default()),
            story: story.clone(),
            source: Arc::new(NoFiles),
            // Long enough to go back and forth in it.
            opener: Arc::new(FakeOpener::new(clip).with("media/welcome.en.mp4", welcome)),
            output: Box::new(ClockedOutput::new(shared.clone(), 8_000)),
            clock: shared,
            waker: CoreWaker::new().waker(),
            preload_bytes: 64 << 20,
        });
        let context = egui::Context::default();
        context.enable_accesskit();
        let settings =
            ViewerSettings { language: language.clone(), reduced_motion: true, ..ViewerSettings::default() };
        let pages = ViewerUi::new(&context, &language);
        let presenter = Presenter::new(story, settings);
        let ready = ReadyState { has_captions: true, can_remember: true, ..ReadyState::default() };
        let front = Some(Front::Ready(Box::new(ready)));
        let (nodes, focus, refused) = (HashMap::new(), None, Vec::new());
        let mut walk = Self { core, clock, presenter, pages, context, front, nodes, focus, refused };
        walk.play(200);
        walk
    }

    pub(super) fn view(&self) -> View {
        self.core.view()
    }

    pub(super) fn refused(&self) -> &[String] {
        &self.refused
    }

    pub(super) fn now(&self) -> std::time::Duration {
        self.clock.now().saturating_since(ManualClock::new().now()).to_std()
    }

    /// One pass with these events; then time goes on a little.
    pub(super) fn send(&mut self, events: Vec<Event>) {
        let settled = (0..10_000).any(|_| !self.core.advance(MediaDuration::ZERO).lacking);
        assert!(settled, "nothing is missing for good");
        let time = self.now().as_secs_f64();
        let screen_rect = Some(Rect::from_min_size(pos2(0.0, 0.0), WINDOW));
        let input =
            egui::RawInput { events, time: Some(time), screen_rect, focused: true, ..Default::default() };
        let mut actions = Vec::new();
        let (presenter, pages, view) = (&self.presenter, &mut self.pages, self.core.view());
        let mut output = self.context.run_ui(input, |ui| {
            actions = match &self.front {
                None => presenter.playing_page(&view, |model| pages.show(ui, model)),
                Some(front) => presenter.front_page(front, |model| pages.show(ui, model)),
            };
        });
        if let Some(update) = output.platform_output.accesskit_update.take() {
            self.look(update);
        }
        output.drop_without_applying_deltas();
        for action in actions {
            self.act(action);
        }
        self.clock.advance(STEP);
    }

    fn look(&mut self, update: TreeUpdate) {
        self.focus = Some(update.focus);
        self.nodes = update.nodes.into_iter().collect();
    }

    /// What the window does with what the viewer did.
    fn act(&mut self, action: UiAction) {
        let input = match action {
            UiAction::Start { resume } => {
                let asking = ReadyState { asking: Some(resume), ..ReadyState::default() };
                self.front = Some(Front::Ready(Box::new(asking)));
                return;
            }
            UiAction::Begin { consent, .. } => {
                assert_eq!(consent, Consent::NONE);
                self.front = None;
                Input::Begin { scene: None }
            }
            UiAction::Answer(answer) => Input::Answer(answer),
            UiAction::Skip => Input::Skip,
            UiAction::Contact(words) => Input::Contact(words),
            UiAction::Back => Input::Back,
            UiAction::Restart => Input::Restart,
            UiAction::TogglePause => Input::Pause(!self.core.view().paused),
            UiAction::Seek(time) => Input::Seek(time),
            UiAction::Speed(speed) => return self.core.set_speed(speed),
            UiAction::Scrub(time) => return self.core.scrub(time),
            UiAction::Considering(choice) => return self.core.consider(choice),
            _ => return,
        };
        if let Err(refused) = self.core.apply(input.clone()) {
            self.refused.push(format!("{input:?}: {refused}"));
        }
    }

    pub(super) fn play(&mut self, millis: i64) {
        for _ in 0..millis / STEP.millis() {
            self.send(Vec::new());
        }
    }

    /// Plays until something is so, at most a minute.
    pub(super) fn until(&mut self, what: &str, reached: impl Fn(&View) -> bool) {
        for _ in 0..1_200 {
            if reached(&self.core.view()) {
                return;
            }
            self.send(Vec::new());
        }
        panic!("never {what}: {:?}; {:?}", self.core.view(), self.refused);
    }

    /// Plays until this question is open, and past the moment in which it does not listen yet.
    pub(super) fn until_question(&mut self, id: &str) {
        self.until(id, |view| view.question.as_ref().is_some_and(|question| question.id.as_str() == id));
        self.play(500);
    }

    /// Where the first thing with such a name is that can be pressed.
    pub(super) fn place_of(&self, name: &str) -> Option<Rect> {
        let found = self.nodes.values().filter(|node| is_named(node, name) && !node.is_disabled());
        found.filter_map(place).min_by(|a, b| (a.top(), a.left()).partial_cmp(&(b.top(), b.left())).unwrap())
    }

    /// What has the focus, and where it is.
    pub(super) fn focused(&self) -> Option<(&Node, Rect)> {
        let node = self.nodes.get(&self.focus?)?;
        // The window itself has it when nothing else does.
        Some((node, place(node)?)).filter(|_| self.context.memory(|memory| memory.focused().is_some()))
    }

    pub(super) fn is_writing(&self) -> bool {
        self.context.text_edit_focused()
    }

    pub(super) fn has_focus(&self, name: &str) -> bool {
        self.focused().is_some_and(|(node, _)| is_named(node, name))
    }

    pub(super) fn names(&self) -> Vec<String> {
        self.nodes
            .values()
            .filter(|node| can_be_pressed(node))
            .filter_map(|node| Some(node.label()?.to_owned()))
            .collect()
    }

    /// Where on the seek bar time stands.
    pub(super) fn position(&self) -> MediaTime {
        self.core.view().position
    }
}

fn can_be_pressed(node: &Node) -> bool {
    use egui::accesskit::Role;
    matches!(
        node.role(),
        Role::Button
            | Role::CheckBox
            | Role::RadioButton
            | Role::Switch
            | Role::Slider
            | Role::MultilineTextInput
    )
}

fn is_named(node: &Node, name: &str) -> bool {
    can_be_pressed(node) && node.label().is_some_and(|label| label.starts_with(name))
}

fn place(node: &Node) -> Option<Rect> {
    let bounds = node.bounds()?;
    Some(Rect::from_min_max(
        pos2(bounds.x0 as f32, bounds.y0 as f32),
        pos2(bounds.x1 as f32, bounds.y1 as f32),
    ))
}
