//! A core that a plan drives: for the headless player and for scenario tests.

use crate::{Core, CoreWaker, Happening, MonotonicClock, Parts};
use choice_log::Consent;
use media::{AudioOutput, ClipOpener, ClockedOutput};
use media_time::{Clock, ManualClock, MediaDuration, Moment};
use scene_graph::{SceneId, Story};
use session::plan::{Plan, PlanProblem, ScriptedViewer, Todo};
use session::{Input, Refused, Session};
use std::sync::Arc;
use std::time::{Duration, Instant};
use story_source::StorySource;

/// How far a clock that is moved by hand goes at a time.
const STEP: MediaDuration = MediaDuration::from_millis(10);

/// A decoder that gives nothing for so long will give nothing.
const PATIENCE: Duration = Duration::from_secs(60);

/// The rate of sound that nobody hears.
const RATE: u32 = 48_000;

/// Whether time passes as it does, or as fast as decoding allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// A clock moved by hand: nothing is skipped, however slow the machine is, and the same plan
    /// gives the same times.
    AsFastAsCanBe,
    /// The system's clock.
    RealTime,
}

/// What a plan plays.
pub struct ScriptedParts {
    /// The story.
    pub story: Arc<Story>,
    /// The session, not yet begun.
    pub session: Session,
    /// Where the story's files come from.
    pub source: Arc<dyn StorySource>,
    /// Opens clips.
    pub opener: Arc<dyn ClipOpener>,
    /// The plan.
    pub plan: Plan,
    /// How time passes.
    pub pace: Pace,
    /// Begin at this scene.
    pub start: Option<SceneId>,
    /// How much memory clips that may play next may take.
    pub preload_bytes: usize,
}

/// Why a plan could not be played to its end.
#[derive(Debug, thiserror::Error)]
pub enum ScriptedError {
    /// The plan does not fit the story.
    #[error(transparent)]
    Plan(#[from] PlanProblem),
    /// The story cannot begin there.
    #[error("the story cannot begin: {0}")]
    Begin(Refused),
    /// A decoder gives nothing and does not say why.
    #[error("decoding stands still: nothing came for {} seconds", PATIENCE.as_secs())]
    Stalled,
}

/// Watches a scripted run. Every call comes with the state as the viewer would see it then.
pub trait Watcher {
    /// Something happened; its picture may not be decoded yet.
    fn happened(&mut self, happening: Happening);
    /// What is to be seen is decoded. The viewer does nothing and no time passes before this
    /// returns.
    fn settled(&mut self, core: &Core);
    /// Whether [`Watcher::settled`] is needed before the viewer goes on. With real time that
    /// delays the viewer until the picture is there.
    fn wants_to_see(&self) -> bool;
    /// The plan changes what may be recorded.
    fn consent(&mut self, consent: Consent, core: &Core, story_time: MediaDuration);
}

/// A core, its clock, and the viewer who follows a plan.
struct Run {
    core: Core,
    clock: Arc<dyn Clock>,
    manual: Option<ManualClock>,
    bell: CoreWaker,
    viewer: ScriptedViewer,
    story_time: MediaDuration,
    counted_until: Moment,
    waiting_since: Option<Instant>,
}

/// Plays a plan to its end; gives the core as it stands then.
///
/// # Errors
/// When the plan does not fit the story; what happened until then was told to `watcher`.
pub fn play_plan(parts: ScriptedParts, watcher: &mut dyn Watcher) -> Result<(), ScriptedError> {
    let manual = (parts.pace == Pace::AsFastAsCanBe).then(ManualClock::new);
    let clock: Arc<dyn Clock> = match &manual {
        Some(clock) => Arc::new(clock.clone()),
        None => Arc::new(MonotonicClock::new()),
    };
    let output: Box<dyn AudioOutput> = Box::new(ClockedOutput::new(clock.clone(), RATE));
    let bell = CoreWaker::new();
    let core = Core::new(Parts {
        story: parts.story,
        session: parts.session,
        source: parts.source,
        opener: parts.opener,
        output,
        clock: clock.clone(),
        waker: bell.waker(),
        preload_bytes: parts.preload_bytes,
    });
    let counted_until = clock.now();
    let viewer = ScriptedViewer::new(parts.plan);
    let story_time = MediaDuration::ZERO;
    let mut run = Run { core, clock, manual, bell, viewer, story_time, counted_until, waiting_since: None };
    run.core.apply(Input::Begin { scene: parts.start }).map_err(ScriptedError::Begin)?;
    let result = run.play(watcher);
    // The viewer is gone now, whatever the plan came to; refused where it has left already.
    let _ = run.core.apply(Input::Leave);
    run.tell(watcher);
    result
}

impl Run {
    fn play(&mut self, watcher: &mut dyn Watcher) -> Result<(), ScriptedError> {
        loop {
            self.count_time();
            let advanced = self.core.advance(MediaDuration::ZERO);
            self.tell(watcher);
            let must_see = self.manual.is_some() || watcher.wants_to_see();
            if advanced.lacking && must_see {
                self.await_decoders(advanced.wake)?;
                continue;
            }
            self.waiting_since = None;
            if !advanced.lacking {
                watcher.settled(&self.core);
            }
            match self.viewer.next(self.core.session(), self.story_time)? {
                Todo::Apply(input) => {
                    if let Err(refused) = self.core.apply(input) {
                        return Err(self.viewer.refused(self.core.session(), &refused).into());
                    }
                    self.tell(watcher);
                }
                Todo::Consent(consent) => watcher.consent(consent, &self.core, self.story_time),
                Todo::Done => return Ok(()),
                Todo::Run(until) => self.let_time_pass(advanced.wake, until),
            }
        }
    }

    fn tell(&mut self, watcher: &mut dyn Watcher) {
        for happening in self.core.take_happenings() {
            watcher.happened(happening);
        }
    }

    /// Story time is time that is not paused; a plan has no way to pause.
    fn count_time(&mut self) {
        let now = self.clock.now();
        self.story_time += now.saturating_since(self.counted_until);
        self.counted_until = now;
    }

    fn await_decoders(&mut self, wake: Moment) -> Result<(), ScriptedError> {
        let since = *self.waiting_since.get_or_insert_with(Instant::now);
        if since.elapsed() > PATIENCE {
            return Err(ScriptedError::Stalled);
        }
        let longest = if self.manual.is_some() { Duration::from_millis(20) } else { self.until(wake) };
        self.bell.wait(longest);
        Ok(())
    }

    fn let_time_pass(&mut self, wake: Moment, until: Option<MediaDuration>) {
        // A planned moment is met exactly.
        let left = until.map(|until| until - self.story_time).filter(|left| *left > MediaDuration::ZERO);
        match &self.manual {
            Some(clock) => clock.advance(left.map_or(STEP, |left| left.min(STEP))),
            None => {
                let wait = self.until(wake);
                self.bell.wait(left.map_or(wait, |left| left.to_std().min(wait)));
            }
        }
    }

    fn until(&self, wake: Moment) -> Duration {
        wake.saturating_since(self.clock.now()).to_std()
    }
}
