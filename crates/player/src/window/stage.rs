//! What the window is doing: asking for consent, or playing.

use crate::kept::{Keeper, places};
use crate::letter::Sent;
use crate::recording::{Recording, RecordingOptions, SharedRecording};
use crate::records::Told;
use crate::story::OpenedStory;
use crate::window::app::FrontEvent;
use audio_output::open_or_clock;
use choice_log::Consent;
use media::ClipOpener;
use media_time::Clock;
use playback::{
    Command, Core, CoreThread, CoreWaker, CutReport, Happening, Listener, MonotonicClock, Notice, Parts,
    preload_budget,
};
use scene_graph::{Language, SceneId};
use session::{Input, Refused, Session, SessionState, Settings};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::SystemTime;
use winit::event_loop::EventLoopProxy;

/// What other threads tell the window.
#[derive(Debug)]
pub(crate) enum UserEvent {
    /// The picture or view changed.
    Redraw,
    /// Something a person should know.
    Notice(Notice),
    /// Records cannot be written; the words are for whoever keeps the log.
    LogTrouble(String),
    /// A contact request was made.
    ContactMade,
    /// A handout could not be opened: its title.
    HandoutFailed(String),
    /// What became of a contact request.
    LetterSent(Sent),
    /// About what was recorded.
    Records(Told),
    /// A scene's small picture is ready.
    Thumbnail(SceneId, viewer_ui::Thumbnail),
    /// Texts that a page will show.
    Texts(Vec<Arc<egui::epaint::text::LayoutJob>>),
    /// What the viewer did does not fit.
    Refused(Refused),
    /// The viewer left.
    Left,
    /// From workers, before a story plays.
    Front(FrontEvent),
    /// Key strokes that a game controller stands for.
    Keys(Vec<egui::Event>),
    /// From assistive technology.
    Accessibility(egui_winit::accesskit_winit::Event),
}

impl From<egui_winit::accesskit_winit::Event> for UserEvent {
    fn from(event: egui_winit::accesskit_winit::Event) -> Self {
        Self::Accessibility(event)
    }
}

/// What a story is played with.
#[derive(Clone)]
pub(crate) struct Ingredients {
    pub(crate) opened: OpenedStory,
    pub(crate) opener: Arc<dyn ClipOpener>,
    pub(crate) start: Option<SceneId>,
}

impl Ingredients {
    fn session(&self, language: &Language, settings: Settings) -> Box<Session> {
        let session = Session::new(self.opened.story.clone(), language.clone(), settings);
        Box::new(session.with_revision(&self.opened.revision))
    }
}

/// A core that is made while the first page is read, with what the story begins with: a sound device
/// may take its time, clips must be opened, and the window must not wait for either.
pub(crate) struct CoreToCome {
    ingredients: Ingredients,
    proxy: EventLoopProxy<UserEvent>,
    making: Option<JoinHandle<std::io::Result<CoreThread>>>,
    made: Option<CoreThread>,
    recording: Place<SharedRecording>,
    keeping: Place<Keeping>,
}

/// Filled when the viewer has said what may be recorded; used by the core's thread alone then.
type Place<T> = Arc<Mutex<Option<T>>>;

/// What the viewer said on the first page.
pub(crate) struct Beginning {
    pub(crate) log: PathBuf,
    pub(crate) language: Language,
    pub(crate) settings: Settings,
    pub(crate) consent: Consent,
    pub(crate) viewer: Option<String>,
    /// Go on from here.
    pub(crate) resume: Option<Box<SessionState>>,
    pub(crate) keeping: Option<Keeping>,
}

/// Keeps where the viewer is, on their own machine, while they want that.
pub(crate) struct Keeping {
    pub(crate) file: PathBuf,
    pub(crate) revision: String,
    pub(crate) on: Arc<AtomicBool>,
    pub(crate) keeper: Arc<Keeper>,
}

impl Keeping {
    /// Has this session's place written down; at an ending there is none any more.
    fn keep(&self, session: &Session) {
        if self.on.load(Ordering::Relaxed) {
            let (session, revision) = (session.clone(), self.revision.clone());
            self.keeper
                .keep(self.file.clone(), move || places::to_text(&session, &revision, SystemTime::now()));
        }
    }
}

impl CoreToCome {
    /// Begins to make it.
    pub(crate) fn make(
        ingredients: Ingredients,
        language: &Language,
        proxy: EventLoopProxy<UserEvent>,
    ) -> Self {
        let recording = Place::default();
        let keeping = Place::default();
        let (its, to_tell) = (ingredients.clone(), proxy.clone());
        let places = (Arc::clone(&recording), Arc::clone(&keeping));
        let session = ingredients.session(language, Settings::default());
        let making = std::thread::Builder::new().name("get-ready".to_owned());
        let making = making.spawn(move || start(its, session, to_tell, places));
        Self { ingredients, proxy, making: making.ok(), made: None, recording, keeping }
    }

    /// The viewer chose another language: the story may begin with another clip.
    pub(crate) fn expect(&mut self, language: &Language) {
        if self.making.as_ref().is_some_and(JoinHandle::is_finished) {
            self.made = self.making.take().and_then(|making| making.join().ok()?.ok());
        }
        // One that is not there yet begins in this language all the same, a moment later.
        if let Some(core) = &self.made {
            let session = self.ingredients.session(language, Settings::default());
            core.send(Command::Expect(session, self.ingredients.start.clone()));
        }
    }

    /// Begins the story.
    pub(crate) fn begin(self, beginning: Beginning) -> std::io::Result<(CoreThread, SharedRecording)> {
        let Self { ingredients, proxy, making, made, recording, keeping } = self;
        let Beginning { log, language, settings, consent, viewer, resume, keeping: kept } = beginning;
        let session = ingredients.session(&language, settings);
        let made = made.map(Ok).or_else(|| making?.join().ok());
        let core = match made {
            Some(made) => made?,
            None => {
                let places = (Arc::clone(&recording), Arc::clone(&keeping));
                start(ingredients.clone(), session.clone(), proxy.clone(), places)?
            }
        };
        let begun = Recording::start(
            &RecordingOptions {
                story: &ingredients.opened.story,
                revision: &ingredients.opened.revision,
                log,
                consent,
                viewer,
                language: language.as_str(),
            },
            Box::new(move |message| {
                // A window that is gone needs no telling.
                let _ = proxy.send_event(UserEvent::LogTrouble(message));
            }),
        );
        let begun = SharedRecording::new(begun);
        *recording.lock().unwrap_or_else(PoisonError::into_inner) = Some(begun.clone());
        *keeping.lock().unwrap_or_else(PoisonError::into_inner) = kept;
        match resume {
            Some(state) => resume_with(&core, &ingredients.opened, *state, &language, settings),
            None => drop(core.send(Command::Begin(session, ingredients.start))),
        }
        Ok((core, begun))
    }
}

/// Goes on where the viewer left off, in the language and with the settings of today.
fn resume_with(
    core: &CoreThread,
    opened: &OpenedStory,
    state: SessionState,
    language: &Language,
    settings: Settings,
) {
    let (session, dropped, effects) = Session::restore(opened.story.clone(), state, &opened.revision);
    for sentence in dropped {
        tracing::info!("going on: {sentence}");
    }
    let then = [
        (!session.has_begun()).then_some(Input::Begin { scene: None }),
        (session.language() != language).then(|| Input::Language(language.clone())),
        (session.settings() != settings).then_some(Input::Settings(settings)),
    ];
    core.send(Command::TakeUp(Box::new(session), effects));
    for input in then.into_iter().flatten() {
        core.send(Command::Input(input));
    }
}

/// Opens the sound device and starts a core that has ready what `session` would begin with.
fn start(
    ingredients: Ingredients,
    session: Box<Session>,
    proxy: EventLoopProxy<UserEvent>,
    (recording, keeping): (Place<SharedRecording>, Place<Keeping>),
) -> std::io::Result<CoreThread> {
    let Ingredients { opened, opener, start } = ingredients;
    let clock: Arc<dyn Clock> = Arc::new(MonotonicClock::new());
    let output = open_or_clock(Arc::clone(&clock));
    let bell = CoreWaker::new();
    let core = Core::new(Parts {
        story: opened.story,
        session: (*session).clone(),
        source: opened.source,
        opener,
        output,
        clock: Arc::clone(&clock),
        waker: bell.waker(),
        preload_bytes: preload_budget(),
    });
    let core = CoreThread::start(core, bell, clock, Box::new(WindowListener { proxy, recording, keeping }))?;
    core.send(Command::Expect(session, start));
    Ok(core)
}

/// On the core's thread: records what may be recorded and tells the window.
struct WindowListener {
    proxy: EventLoopProxy<UserEvent>,
    recording: Place<SharedRecording>,
    keeping: Place<Keeping>,
}

impl WindowListener {
    fn recording(&self) -> Option<SharedRecording> {
        self.recording.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn tell(&self, event: UserEvent) {
        // A window that is gone needs no telling.
        let _ = self.proxy.send_event(event);
    }
}

impl Listener for WindowListener {
    fn happened(&mut self, happening: Happening) {
        match happening {
            Happening::Record(entry) => {
                if let Some(recording) = self.recording() {
                    recording.lock().record(entry);
                }
            }
            Happening::Notice(notice) => self.tell(UserEvent::Notice(notice)),
            Happening::Event(event) => {
                tracing::info!(target: "edamichi::story", "{event}");
                if matches!(event, session::Event::Contact) {
                    self.tell(UserEvent::ContactMade);
                }
            }
        }
    }

    fn session(&mut self, session: &Session) {
        // A disk that is full is told of when it is, not with the next answer.
        if let Some(recording) = self.recording() {
            recording.lock().listen();
        }
        if let Some(keeping) = &*self.keeping.lock().unwrap_or_else(PoisonError::into_inner) {
            keeping.keep(session);
        }
    }

    fn refused(&mut self, refused: Refused) {
        self.tell(UserEvent::Refused(refused));
    }

    fn redraw(&mut self) {
        self.tell(UserEvent::Redraw);
    }

    fn cut(&mut self, report: CutReport) {
        tracing::debug!(
            target: "edamichi::cut",
            kind = ?report.kind,
            primed = report.primed,
            waited_us = report.waited.to_std().as_micros(),
            "cut"
        );
    }

    fn left(&mut self) {
        self.tell(UserEvent::Left);
        if let Some(recording) = self.recording() {
            recording.lock().finish();
        }
    }
}
