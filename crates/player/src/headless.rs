//! The same session, decoders, renderer and log without a window, driven by a plan.

use crate::kept::ViewerSettings;
use crate::presenter::Presenter;
use crate::recording::{Recording, RecordingOptions};
use crate::shots::{Camera, ShotError};
use crate::story::OpenedStory;
use choice_log::Consent;
use log_store::Ack;
use media::ClipOpener;
use media_time::MediaDuration;
pub use playback::Pace;
use playback::{Core, Happening, ScriptedError, ScriptedParts, View, Watcher, play_plan, preload_budget};
use scene_graph::{Language, SceneId};
use session::plan::Plan;
use session::{Event, Session, Settings};
use std::io::{ErrorKind, Write};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// What is played, and how.
pub struct HeadlessOptions {
    /// The story.
    pub opened: OpenedStory,
    /// Opens its clips.
    pub opener: Arc<dyn ClipOpener>,
    /// What the viewer does.
    pub plan: Plan,
    /// The language to begin in; the story's first when absent.
    pub language: Option<Language>,
    /// Begin at this scene.
    pub start: Option<SceneId>,
    /// What may be recorded.
    pub consent: Consent,
    /// Who the viewer is; needed for follow-up.
    pub viewer: Option<String>,
    /// The choice log; no file is made before there is a record.
    pub log: PathBuf,
    /// Save pictures into this folder.
    pub shots: Option<PathBuf>,
    /// The size of those pictures.
    pub size: (u32, u32),
    /// How time passes.
    pub pace: Pace,
    /// Write JSON Lines.
    pub json: bool,
}

/// Why nothing was played.
#[derive(Debug, thiserror::Error)]
pub enum HeadlessError {
    /// Pictures cannot be made or saved.
    #[error(transparent)]
    Shots(#[from] ShotError),
}

/// What came of it.
#[derive(Debug, Default)]
pub struct HeadlessReport {
    /// What did not go as it should, for people: clips that failed, records that were not written,
    /// a plan that does not fit, pictures or output that could not be saved. Empty: all went well.
    pub problems: Vec<String>,
    /// What a person should know all the same: trouble that passed.
    pub notes: Vec<String>,
}

/// Plays a plan and writes what happens to `out`, one event a line.
///
/// # Errors
/// When it could not run: no pictures where pictures are asked for. What went wrong later, with the
/// story's media, the plan, the log, the pictures or the output, is in the report.
pub fn play(options: HeadlessOptions, out: &mut dyn Write) -> Result<HeadlessReport, HeadlessError> {
    let story = options.opened.story.clone();
    let first = story.languages.first().cloned();
    let language = options.language.or(first).unwrap_or_else(|| Language::new("ja"));
    let settings = Settings::default();
    let session =
        Session::new(story.clone(), language.clone(), settings).with_revision(&options.opened.revision);
    let mut presenter =
        Presenter::new(story.clone(), ViewerSettings::in_language(session.language().clone()));
    presenter.recording = options.consent;
    presenter.viewer.clone_from(&options.viewer);
    let camera = options.shots.map(|folder| Camera::new(folder, options.size, &presenter)).transpose()?;
    let troubles = Arc::new(Mutex::new(Vec::new()));
    let told = troubles.clone();
    let recording = Recording::start(
        &RecordingOptions {
            story: &story,
            revision: &options.opened.revision,
            log: options.log,
            consent: options.consent,
            viewer: options.viewer.clone(),
            language: session.language().as_str(),
        },
        Box::new(move |message| told.lock().unwrap_or_else(PoisonError::into_inner).push(message)),
    );
    let mut witness = Witness {
        out,
        json: options.json,
        recording,
        viewer: options.viewer,
        presenter,
        camera,
        to_see: Vec::new(),
        problems: Vec::new(),
        out_is_open: true,
    };
    let parts = ScriptedParts {
        story,
        session,
        source: options.opened.source,
        opener: options.opener,
        plan: options.plan,
        pace: options.pace,
        start: options.start,
        preload_bytes: preload_budget(),
    };
    let played = play_plan(parts, &mut witness);
    Ok(witness.conclude(played, &troubles))
}

/// Writes down what happens.
struct Witness<'a> {
    out: &'a mut dyn Write,
    json: bool,
    recording: Recording,
    viewer: Option<String>,
    presenter: Presenter,
    camera: Option<Camera>,
    /// Events whose picture is to be taken when it is there.
    to_see: Vec<Event>,
    problems: Vec<String>,
    /// Somebody still takes the output.
    out_is_open: bool,
}

impl Witness<'_> {
    fn line(&mut self, line: &str) {
        if self.out_is_open
            && let Err(error) = writeln!(self.out, "{line}").and_then(|()| self.out.flush())
        {
            self.out_is_open = false;
            // A reader that has seen enough (`… | head`) is no fault; the log is still completed.
            if error.kind() != ErrorKind::BrokenPipe {
                self.problems.push(format!("the rest of the output cannot be written: {error}"));
            }
        }
    }

    fn acknowledge(&mut self, acknowledged: Vec<Ack>) {
        if self.json {
            for ack in acknowledged {
                self.line(&acknowledged_line(&ack));
            }
        }
    }

    fn conclude(
        mut self,
        played: Result<(), ScriptedError>,
        troubles: &Mutex<Vec<String>>,
    ) -> HeadlessReport {
        let last = self.recording.finish();
        self.acknowledge(last);
        if let Err(error) = played {
            self.problems.push(error.to_string());
        }
        let mut notes = Vec::new();
        // A log that was locked for a moment and has every record now is no problem any more.
        let kind = if self.recording.is_incomplete() { &mut self.problems } else { &mut notes };
        kind.append(&mut troubles.lock().unwrap_or_else(PoisonError::into_inner));
        HeadlessReport { problems: self.problems, notes }
    }
}

impl Watcher for Witness<'_> {
    fn happened(&mut self, happening: Happening) {
        match happening {
            Happening::Event(event) => {
                let line = if self.json { event.to_json_line() } else { event.to_string() };
                self.line(&line);
                if matches!(event, Event::Contact) {
                    self.presenter.contact_sent = true;
                }
                if self.camera.is_some() && matches!(event, Event::Scene(_) | Event::Question(_)) {
                    self.to_see.push(event);
                }
            }
            Happening::Record(entry) => self.recording.record(entry),
            Happening::Notice(notice) => self.problems.push(notice.to_string()),
        }
        let acknowledged = self.recording.take_acknowledged();
        self.acknowledge(acknowledged);
    }

    fn settled(&mut self, core: &Core) {
        let acknowledged = self.recording.take_acknowledged();
        self.acknowledge(acknowledged);
        let view = core.view();
        self.presenter.settings.language.clone_from(&view.language);
        for event in std::mem::take(&mut self.to_see) {
            let Some(camera) = &mut self.camera else { return };
            let picture = core.picture().map(|frame| &frame.picture);
            let taken = match &event {
                // Without anything over it but a slate.
                Event::Scene(id) => {
                    let bare = View { question: None, captions: Vec::new(), ..view.clone() };
                    camera.take(&format!("scene-{id}"), &self.presenter, picture, &bare)
                }
                Event::Question(id) => {
                    camera.take(&format!("question-{id}"), &self.presenter, picture, &view)
                }
                _ => Ok(()),
            };
            if let Err(error) = taken {
                self.problems.push(format!("no further pictures are saved: {error}"));
                self.camera = None;
            }
        }
    }

    fn wants_to_see(&self) -> bool {
        !self.to_see.is_empty()
    }

    fn consent(&mut self, consent: Consent, core: &Core, story_time: MediaDuration) {
        let monotonic_ms = u64::try_from(story_time.millis()).unwrap_or(0);
        let language = core.session().language().as_str().to_owned();
        self.presenter.recording = consent;
        self.recording.change_consent(consent, self.viewer.as_deref(), monotonic_ms, &language);
    }
}

/// That a record is on disk.
fn acknowledged_line(ack: &Ack) -> String {
    // Written out, in the order that scripts were promised; an id needs no escaping.
    format!(r#"{{"event":"acknowledged","session_id":"{}","seq":{}}}"#, ack.session_id, ack.seq)
}
