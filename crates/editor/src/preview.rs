//! The story as it plays, for the author: the real playback engine, begun at any scene with a past that
//! is made up. Nothing of it is recorded.

use audio_output::open_or_clock;
use media::ClipOpener;
use media_time::Clock;
use playback::{
    Command, Core, CoreThread, CoreWaker, Happening, Listener, MonotonicClock, Parts, Screen, preload_budget,
};
use scene_graph::{Language, SceneId, Story};
use session::{Input, Past, Refused, Session, Settings};
use std::sync::{Arc, Mutex, PoisonError};
use story_source::StorySource;

/// Wakes the window when there is something new to draw; called on the engine's thread, must not wait.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// What is played, and from where.
pub struct PreviewOptions {
    /// The story as it is now; later edits are seen by the next preview.
    pub story: Arc<Story>,
    /// Its files.
    pub source: Arc<dyn StorySource>,
    /// Opens its clips.
    pub opener: Arc<dyn ClipOpener>,
    /// Wakes the window.
    pub wake: Wake,
    /// In this language of the story's.
    pub language: Language,
    /// From this scene; `None`: from the start.
    pub from: Option<SceneId>,
    /// As if this had happened before.
    pub past: Past,
}

/// A story that plays.
pub struct Preview {
    core: CoreThread,
    told: Arc<Mutex<Told>>,
}

/// What the engine told.
#[derive(Default)]
struct Told {
    past: Past,
    /// The scenes that were entered, in order; the one that plays last.
    trail: Vec<SceneId>,
}

impl Preview {
    /// Begins to play. The sound device is opened first, which may take a moment: call it on a worker.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(options: PreviewOptions) -> std::io::Result<Self> {
        let PreviewOptions { story, source, opener, wake, language, from, past } = options;
        let clock: Arc<dyn Clock> = Arc::new(MonotonicClock::new());
        let session = Session::new(Arc::clone(&story), language, Settings::default()).with_past(&past);
        let bell = CoreWaker::new();
        let core = Core::new(Parts {
            story,
            session: session.clone(),
            source,
            opener,
            output: open_or_clock(Arc::clone(&clock)),
            clock: Arc::clone(&clock),
            waker: bell.waker(),
            preload_bytes: preload_budget(),
        });
        let told = Arc::new(Mutex::new(Told { past, ..Told::default() }));
        let listener = Box::new(PreviewListener { wake, told: Arc::clone(&told) });
        let core = CoreThread::start(core, bell, clock, listener)?;
        core.send(Command::Begin(Box::new(session), from));
        Ok(Self { core, told })
    }

    /// What is to be drawn now.
    #[must_use]
    pub fn screen(&self) -> Screen {
        self.core.screen()
    }

    /// Tells the session something; what does not fit is ignored.
    pub fn give(&self, input: Input) {
        self.core.send(Command::Input(input));
    }

    /// Loudness, 0 to 1, and whether it is muted.
    pub fn set_volume(&self, volume: f32, muted: bool) {
        self.core.send(Command::Volume(volume, muted));
    }

    /// What conditions read of the way so far.
    #[must_use]
    pub fn past(&self) -> Past {
        self.told().past.clone()
    }

    /// The scenes that were entered, in order, the present one last.
    #[must_use]
    pub fn trail(&self) -> Vec<SceneId> {
        self.told().trail.clone()
    }

    fn told(&self) -> std::sync::MutexGuard<'_, Told> {
        self.told.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// On the engine's thread.
struct PreviewListener {
    wake: Wake,
    told: Arc<Mutex<Told>>,
}

impl PreviewListener {
    fn tell(&self, work: impl FnOnce(&mut Told)) {
        work(&mut self.told.lock().unwrap_or_else(PoisonError::into_inner));
        (self.wake)();
    }
}

impl Listener for PreviewListener {
    fn happened(&mut self, happening: Happening) {
        match happening {
            Happening::Event(session::Event::Scene(scene)) => {
                self.tell(|told| told.trail.push(scene));
            }
            Happening::Event(_) | Happening::Record(_) | Happening::Notice(_) => {}
        }
    }

    fn session(&mut self, session: &Session) {
        let past = session.past();
        self.tell(|told| told.past = past);
    }

    fn refused(&mut self, _refused: Refused) {}

    fn redraw(&mut self) {
        (self.wake)();
    }

    fn cut(&mut self, _report: playback::CutReport) {}

    fn left(&mut self) {
        (self.wake)();
    }
}
