//! Paths and random viewers, beside the window.

use super::Waker;
use super::check::locked;
use crate::survey::{Bounds, Coverage, FileLengths, LanguageSurvey, PathSearch, Paths, Sessions, languages};
use crate::ui::Workspace;
use media_time::MediaDuration;
use scene_graph::{Language, Story};
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Arc, Mutex};

/// Questions that are answered, or viewers who play, between two looks at whether to stop.
const PIECE: usize = 32;

/// What is to be found out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SurveyOrder {
    /// Where chance comes from.
    pub seed: u64,
    /// Random viewers.
    pub viewers: u32,
    /// Where looking for paths stops.
    pub bounds: Bounds,
}

impl Default for SurveyOrder {
    fn default() -> Self {
        Self { seed: 1, viewers: 1_000, bounds: Bounds::default() }
    }
}

/// What a survey found.
#[derive(Clone, Debug, PartialEq)]
pub struct Surveyed {
    /// The document's state that it is of.
    pub state: u64,
    /// The language that was played in.
    pub language: Language,
    /// The ways through the story.
    pub paths: Paths,
    /// What random viewers came to.
    pub coverage: Coverage,
    /// What each language has.
    pub languages: Vec<LanguageSurvey>,
}

struct Job {
    story: Arc<Story>,
    state: u64,
    language: Language,
    lengths: FileLengths,
    order: SurveyOrder,
    stop: Arc<AtomicBool>,
}

#[derive(Default)]
struct Shared {
    found: Mutex<Option<Surveyed>>,
    /// Thousandths of the whole.
    progress: AtomicU32,
}

/// The window's side of the thread.
pub(super) struct Surveys {
    shared: Arc<Shared>,
    jobs: SyncSender<Job>,
    /// Stops the one that runs.
    running: Option<Arc<AtomicBool>>,
}

impl Surveys {
    pub(super) fn start(waker: Waker) -> Self {
        let (jobs, orders) = sync_channel::<Job>(1);
        let shared = Arc::new(Shared::default());
        let theirs = Arc::clone(&shared);
        let work = move || {
            for job in orders {
                let found = survey(&job, &theirs, &waker);
                // Also one that was stopped is told, as nothing: the window waits for it.
                *locked(&theirs.found) = found;
                theirs.progress.store(u32::MAX, Ordering::Release);
                waker();
            }
        };
        if let Err(error) = std::thread::Builder::new().name("survey".to_owned()).spawn(work) {
            tracing::warn!("no survey can be made: {error}");
        }
        Self { shared, jobs, running: None }
    }

    /// Begins, stops and takes what is found, as the workspace's survey says.
    pub(super) fn attend(&mut self, workspace: &mut Workspace) {
        if let Some(running) = &self.running {
            let progress = self.shared.progress.load(Ordering::Acquire);
            if progress == u32::MAX {
                self.running = None;
                let found = locked(&self.shared.found).take();
                let survey = &mut workspace.found.survey;
                survey.progress = None;
                survey.stop = false;
                if let Some(found) = found {
                    survey.found = Some(Arc::new(found));
                }
            } else {
                let survey = &mut workspace.found.survey;
                survey.progress = Some(progress as f32 / 1000.0);
                if survey.stop {
                    running.store(true, Ordering::Release);
                }
            }
        }
        if self.running.is_none() {
            self.begin(workspace);
        }
    }

    fn begin(&mut self, workspace: &mut Workspace) {
        let Some(order) = workspace.found.survey.wanted.take() else { return };
        let clips = workspace.found.clips.iter();
        let known: HashMap<String, MediaDuration> =
            clips.filter_map(|(file, clip)| Some((file.clone(), clip.length?))).collect();
        let stop = Arc::new(AtomicBool::new(false));
        let job = Job {
            story: Arc::new(workspace.document.story().clone()),
            state: workspace.document.state(),
            language: workspace.shown_language.clone(),
            lengths: Arc::new(move |file| known.get(file).copied()),
            order,
            stop: Arc::clone(&stop),
        };
        self.shared.progress.store(0, Ordering::Release);
        if self.jobs.try_send(job).is_ok() {
            workspace.found.survey.progress = Some(0.0);
            workspace.found.survey.stop = false;
            self.running = Some(stop);
        }
    }
}

impl Drop for Surveys {
    fn drop(&mut self) {
        if let Some(running) = &self.running {
            running.store(true, Ordering::Release);
        }
    }
}

/// `None`: it was stopped.
fn survey(job: &Job, shared: &Shared, waker: &Waker) -> Option<Surveyed> {
    let tell = |thousandths: u32| {
        shared.progress.store(thousandths.min(1000), Ordering::Release);
        waker();
    };
    let stopped = || job.stop.load(Ordering::Acquire);
    let mut sessions = Sessions::new(&job.story, &job.language, &job.lengths, job.order.seed);
    for viewer in 0..job.order.viewers {
        if viewer % PIECE as u32 == 0 {
            if stopped() {
                return None;
            }
            let half = u64::from(viewer) * 500 / u64::from(job.order.viewers.max(1));
            tell(u32::try_from(half).unwrap_or(500));
        }
        sessions.play_one();
    }
    let mut search = PathSearch::new(&job.story, &job.language, &job.lengths, job.order.bounds);
    while !search.run(PIECE) {
        if stopped() {
            return None;
        }
        let found = search.paths().found.len() * 500 / job.order.bounds.paths.max(1);
        tell(500 + u32::try_from(found).unwrap_or(500));
    }
    Some(Surveyed {
        state: job.state,
        language: job.language.clone(),
        paths: search.into_paths(),
        coverage: sessions.into_coverage(),
        languages: languages(&job.story, &job.lengths),
    })
}
