//! From the session's entries to records on disk, where the viewer agreed.

use choice_log::{
    ChainedRecord, Consent, ConsentChange, Entry, Recorder, SessionFacts, SessionId, Stamp, ViewerKey,
};
use log_store::{Ack, Errands, LogWriter, Rejected, Report, WriterOptions};
use scene_graph::Story;
use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

/// How long leaving waits for the last records.
const FAREWELL: Duration = Duration::from_secs(5);

/// Records that may wait here when the writer's own queues are full.
const MOST_WAITING: usize = 4_096;

/// What is recorded, where, and about whom.
pub(crate) struct RecordingOptions<'a> {
    pub(crate) story: &'a Story,
    pub(crate) revision: &'a str,
    pub(crate) log: PathBuf,
    pub(crate) consent: Consent,
    pub(crate) viewer: Option<String>,
    pub(crate) language: &'a str,
}

/// Told when records cannot be written; the words are for people.
pub(crate) type OnTrouble = Box<dyn FnMut(String) + Send>;

/// Makes and stores the records of one session. Never waits while playing; without consent it
/// does nothing at all, and no file is made.
pub(crate) struct Recording {
    log: PathBuf,
    recorder: Option<Recorder>,
    writer: Option<LogWriter>,
    /// Records the writer had no room for, in order.
    waiting: VecDeque<ChainedRecord>,
    acknowledged: Vec<Ack>,
    /// What was told last.
    last_trouble: Option<String>,
    /// A record that should be in the log is not, and will not be.
    incomplete: bool,
    /// What the latest entry said of time and language, and when that was.
    latest: Latest,
    on_trouble: OnTrouble,
}

/// For changes that come between two entries.
struct Latest {
    monotonic_ms: u64,
    at: Instant,
    language: String,
}

/// A recording for the core's thread, which hands over what happens, and the window's, where the
/// viewer moves the switches. Held for moments only: nothing waits for a disk under it.
#[derive(Clone)]
pub(crate) struct SharedRecording(Arc<Mutex<Recording>>);

impl SharedRecording {
    pub(crate) fn new(recording: Recording) -> Self {
        Self(Arc::new(Mutex::new(recording)))
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, Recording> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Recording {
    /// Ready to record what the viewer agreed to.
    pub(crate) fn start(options: &RecordingOptions<'_>, on_trouble: OnTrouble) -> Self {
        let mut recording = Self {
            log: options.log.clone(),
            recorder: None,
            writer: None,
            waiting: VecDeque::new(),
            acknowledged: Vec::new(),
            last_trouble: None,
            incomplete: false,
            latest: Latest { monotonic_ms: 0, at: Instant::now(), language: options.language.to_owned() },
            on_trouble,
        };
        match recorder(options) {
            Ok(recorder) => {
                recording.recorder = Some(recorder);
                recording.change_consent(options.consent, options.viewer.as_deref(), 0, options.language);
            }
            Err(message) => recording.stop(message),
        }
        recording
    }

    /// The viewer moved the switches. Withdrawing stops recording at once.
    pub(crate) fn change_consent(
        &mut self,
        consent: Consent,
        viewer: Option<&str>,
        monotonic_ms: u64,
        language: &str,
    ) {
        let Some(recorder) = &mut self.recorder else { return };
        let mut change = || -> Result<Vec<ChainedRecord>, String> {
            let viewer_key = viewer
                .map(ViewerKey::new)
                .transpose()
                .map_err(|error| format!("nothing is recorded: {error}"))?;
            let next_session = SessionId::from_random(random()?);
            let mut stamps = vec![stamp()?, stamp()?];
            let change = ConsentChange {
                consent,
                viewer_key,
                next_session,
                monotonic_ms,
                language: language.to_owned(),
            };
            let spare = stamps[0];
            // At most two records are made: a beginning and the change.
            Ok(recorder.set_consent(change, || stamps.pop().unwrap_or(spare)))
        };
        match change() {
            Ok(records) => {
                self.waiting.extend(records);
                self.submit();
            }
            Err(message) => self.stop(message),
        }
    }

    /// The same at this moment, in the language of the latest entry.
    pub(crate) fn change_consent_now(&mut self, consent: Consent, viewer: Option<&str>) {
        let since = u64::try_from(self.latest.at.elapsed().as_millis()).unwrap_or(0);
        let language = self.latest.language.clone();
        self.change_consent(consent, viewer, self.latest.monotonic_ms.saturating_add(since), &language);
    }

    /// Asks something of the writer's thread; `None` while nothing was ever recorded.
    pub(crate) fn errands(&self) -> Option<Errands> {
        self.writer.as_ref().map(LogWriter::errands)
    }

    /// Records an entry, if the viewer agreed to that.
    pub(crate) fn record(&mut self, entry: Entry) {
        let language = entry.language.clone();
        self.latest = Latest { monotonic_ms: entry.monotonic_ms, at: Instant::now(), language };
        let Some(recorder) = &mut self.recorder else { return };
        let stamp = match stamp() {
            Ok(stamp) => stamp,
            Err(message) => return self.stop(message),
        };
        if let Some(record) = recorder.record(entry, stamp) {
            self.waiting.push_back(record);
        }
        self.submit();
        self.listen();
    }

    /// Records acknowledged since the last call.
    pub(crate) fn take_acknowledged(&mut self) -> Vec<Ack> {
        self.listen();
        std::mem::take(&mut self.acknowledged)
    }

    fn submit(&mut self) {
        if self.waiting.is_empty() {
            return;
        }
        if self.writer.is_none() {
            match LogWriter::start(self.log.clone(), WriterOptions::default()) {
                Ok(writer) => self.writer = Some(writer),
                Err(error) => {
                    return self
                        .stop(format!("nothing is recorded: the log's writer could not start: {error}"));
                }
            }
        }
        let Some(writer) = &self.writer else { return };
        while let Some(record) = self.waiting.pop_front() {
            match writer.submit(record) {
                Ok(()) => {}
                Err(Rejected::Full(record)) => {
                    self.waiting.push_front(*record);
                    break;
                }
                Err(Rejected::Ended(_)) => {
                    return self.stop("the log's writer has ended; nothing more is recorded".to_owned());
                }
            }
        }
        if self.waiting.len() > MOST_WAITING {
            self.stop("the choice log cannot be written; nothing more is recorded".to_owned());
        }
    }

    /// Takes what the writer reports.
    pub(crate) fn listen(&mut self) {
        let Some(writer) = &self.writer else { return };
        let reports: Vec<_> = writer.reports().try_iter().collect();
        for report in reports {
            self.take_report(report);
        }
    }

    fn take_report(&mut self, report: Report) {
        match report {
            Report::Stored(ack) => self.acknowledged.push(ack),
            Report::Trouble(trouble) => {
                self.last_trouble = Some(trouble.message.clone());
                (self.on_trouble)(trouble.message);
            }
            Report::Recovered => tracing::info!("the choice log can be written again"),
        }
    }

    fn stop(&mut self, message: String) {
        self.recorder = None;
        self.waiting.clear();
        self.incomplete = true;
        (self.on_trouble)(message);
    }

    /// Waits until the last records are on disk, or cannot be; gives the last acknowledgements.
    pub(crate) fn finish(&mut self) -> Vec<Ack> {
        self.submit();
        if let Some(writer) = self.writer.take() {
            let summary = writer.finish(FAREWELL);
            for report in summary.late {
                self.take_report(report);
            }
            if summary.unsaved_count > 0 {
                self.incomplete = true;
                let number = match summary.unsaved_count {
                    1 => "1 record was".to_owned(),
                    more => format!("{more} records were"),
                };
                // Why was told when it began, unless the disk only stopped to answer at the end.
                let reason = summary.trouble.filter(|reason| self.last_trouble.as_ref() != Some(reason));
                let reason = reason.map(|reason| format!(": {reason}")).unwrap_or_default();
                (self.on_trouble)(format!("{number} not recorded{reason}"));
            } else if self.last_trouble.is_some() {
                (self.on_trouble)(
                    "the choice log could be written in the end: no record is missing".to_owned(),
                );
            }
        }
        std::mem::take(&mut self.acknowledged)
    }

    /// Whether records are missing from the log, once [`Self::finish`] was called: trouble that
    /// passed leaves none.
    pub(crate) fn is_incomplete(&self) -> bool {
        self.incomplete
    }
}

impl Drop for Recording {
    fn drop(&mut self) {
        self.finish();
    }
}

fn recorder(options: &RecordingOptions<'_>) -> Result<Recorder, String> {
    Ok(Recorder::new(SessionFacts {
        story_id: options.story.id.to_string(),
        story_revision: options.revision.to_owned(),
        step: options.story.step.map(|step| format!("{step:?}")),
        session_id: SessionId::from_random(random()?),
        player_version: env!("CARGO_PKG_VERSION").to_owned(),
        consent_version: options.story.consent.as_ref().map_or_else(String::new, |text| text.version.clone()),
        viewer_key: None,
    }))
}

fn stamp() -> Result<Stamp, String> {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    Ok(Stamp {
        wall_time_unix_ms: u64::try_from(since.as_millis()).unwrap_or(u64::MAX),
        random: random()?,
        salt: random()?,
    })
}

fn random<const N: usize>() -> Result<[u8; N], String> {
    let mut bytes = [0; N];
    match getrandom::fill(&mut bytes) {
        Ok(()) => Ok(bytes),
        Err(error) => Err(format!("nothing is recorded: the system gives no random numbers: {error}")),
    }
}
