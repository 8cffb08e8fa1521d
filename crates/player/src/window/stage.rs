//! What the window is doing: asking for consent, or playing.

use crate::recording::{Recording, RecordingOptions};
use crate::story::OpenedStory;
use audio_output::open_or_clock;
use choice_log::Consent;
use media::{AudioOutput, ClipOpener};
use media_time::Clock;
use playback::{
    Command, Core, CoreThread, CoreWaker, CutReport, Happening, Listener, MonotonicClock, Notice, Parts,
    preload_budget,
};
use scene_graph::{Language, SceneId};
use session::{Input, Refused, Session, Settings};
use std::path::PathBuf;
use std::sync::Arc;
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

/// The sound output, opened while the first page is read: a device may take its time, and the
/// window must not wait for it.
pub(crate) struct SoundToCome {
    clock: Arc<dyn Clock>,
    opening: Option<JoinHandle<Box<dyn AudioOutput>>>,
}

impl SoundToCome {
    /// Begins to open it.
    pub(crate) fn open() -> Self {
        let clock: Arc<dyn Clock> = Arc::new(MonotonicClock::new());
        let its_clock = Arc::clone(&clock);
        let opening = std::thread::Builder::new().name("sound-open".to_owned());
        let opening = opening.spawn(move || open_or_clock(its_clock));
        Self { clock, opening: opening.ok() }
    }

    /// Its clock, and the output as soon as it is there.
    fn take(self) -> (Arc<dyn Clock>, Box<dyn AudioOutput>) {
        let opened = self.opening.and_then(|opening| opening.join().ok());
        let output = opened.unwrap_or_else(|| open_or_clock(Arc::clone(&self.clock)));
        (self.clock, output)
    }
}

/// What a story needs to begin.
pub(crate) struct Beginning {
    pub(crate) opened: OpenedStory,
    pub(crate) opener: Arc<dyn ClipOpener>,
    pub(crate) log: PathBuf,
    pub(crate) start: Option<SceneId>,
    pub(crate) language: Language,
    pub(crate) settings: Settings,
    pub(crate) consent: Consent,
    pub(crate) viewer: Option<String>,
    pub(crate) sound: SoundToCome,
}

/// Starts the core thread and begins the story.
pub(crate) fn begin(beginning: Beginning, proxy: EventLoopProxy<UserEvent>) -> std::io::Result<CoreThread> {
    let Beginning { opened, opener, log, start, language, settings, consent, viewer, sound } = beginning;
    let session =
        Session::new(opened.story.clone(), language.clone(), settings).with_revision(&opened.revision);
    let trouble = proxy.clone();
    let recording = Recording::start(
        &RecordingOptions {
            story: &opened.story,
            revision: &opened.revision,
            log,
            consent,
            viewer,
            language: language.as_str(),
        },
        Box::new(move |message| {
            // A window that is gone needs no telling.
            let _ = trouble.send_event(UserEvent::LogTrouble(message));
        }),
    );
    let bell = CoreWaker::new();
    let (clock, output) = sound.take();
    let core = Core::new(Parts {
        story: opened.story,
        session,
        source: opened.source,
        opener,
        output,
        clock: clock.clone(),
        waker: bell.waker(),
        preload_bytes: preload_budget(),
    });
    let thread = CoreThread::start(core, bell, clock, Box::new(WindowListener { proxy, recording }))?;
    thread.send(Command::Input(Input::Begin { scene: start }));
    Ok(thread)
}

/// On the core's thread: records what may be recorded and tells the window.
struct WindowListener {
    proxy: EventLoopProxy<UserEvent>,
    recording: Recording,
}

impl WindowListener {
    fn tell(&self, event: UserEvent) {
        // A window that is gone needs no telling.
        let _ = self.proxy.send_event(event);
    }
}

impl Listener for WindowListener {
    fn happened(&mut self, happening: Happening) {
        match happening {
            Happening::Record(entry) => self.recording.record(entry),
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
    }
}
