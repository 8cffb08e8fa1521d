//! What the window is doing: asking for consent, or playing.

use crate::letter::Sent;
use crate::recording::{Recording, RecordingOptions, SharedRecording};
use crate::records::Told;
use crate::story::OpenedStory;
use audio_output::open_or_clock;
use choice_log::Consent;
use media::ClipOpener;
use media_time::Clock;
use playback::{
    Command, Core, CoreThread, CoreWaker, CutReport, Happening, Listener, MonotonicClock, Notice, Parts,
    preload_budget,
};
use scene_graph::{Language, SceneId};
use session::{Refused, Session, Settings};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
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
    /// What the viewer did does not fit.
    Refused(Refused),
    /// The viewer left.
    Left,
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
}

impl CoreToCome {
    /// Begins to make it.
    pub(crate) fn make(
        ingredients: Ingredients,
        language: &Language,
        proxy: EventLoopProxy<UserEvent>,
    ) -> Self {
        let recording = Place::default();
        let (its, to_tell, place) = (ingredients.clone(), proxy.clone(), Arc::clone(&recording));
        let session = ingredients.session(language, Settings::default());
        let making = std::thread::Builder::new().name("get-ready".to_owned());
        let making = making.spawn(move || start(its, session, to_tell, place));
        Self { ingredients, proxy, making: making.ok(), made: None, recording }
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
        let Self { ingredients, proxy, making, made, recording } = self;
        let Beginning { log, language, settings, consent, viewer } = beginning;
        let session = ingredients.session(&language, settings);
        let made = made.map(Ok).or_else(|| making?.join().ok());
        let core = match made {
            Some(made) => made?,
            None => start(ingredients.clone(), session.clone(), proxy.clone(), Arc::clone(&recording))?,
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
        core.send(Command::Begin(session, ingredients.start));
        Ok((core, begun))
    }
}

/// Opens the sound device and starts a core that has ready what `session` would begin with.
fn start(
    ingredients: Ingredients,
    session: Box<Session>,
    proxy: EventLoopProxy<UserEvent>,
    recording: Place<SharedRecording>,
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
    let core = CoreThread::start(core, bell, clock, Box::new(WindowListener { proxy, recording }))?;
    core.send(Command::Expect(session, start));
    Ok(core)
}

/// On the core's thread: records what may be recorded and tells the window.
struct WindowListener {
    proxy: EventLoopProxy<UserEvent>,
    recording: Place<SharedRecording>,
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
