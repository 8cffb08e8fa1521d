//! A run with a clock that is moved by hand.

use super::plot::scene_place;
use super::rig::{Made, PATIENCE, Script, Viewer, make};
use super::witness::{NotingOpener, Seen, SharedOutput, Visit, Witnessed};
use anyhow::{Context, Result, anyhow, bail};
use media::AudioOutput;
use media_time::{Clock, ManualClock, MediaDuration, Moment};
use playback::{Core, CoreWaker, Happening};
use session::{Event, Input};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A run with a clock that is moved by hand: nothing is skipped, however slow the machine is.
pub(crate) struct Manual<'a> {
    script: &'a Script<'a>,
    pub(crate) core: Core,
    bell: CoreWaker,
    pub(crate) opener: Arc<NotingOpener>,
    output: SharedOutput,
    pub(crate) clock: ManualClock,
    pub(crate) viewer: Viewer<'a>,
    seen: Vec<Seen>,
    /// When the scene was entered.
    entered: Moment,
    /// Whether pictures and sound are kept to be judged.
    keeps: bool,
}

impl<'a> Manual<'a> {
    /// A core at the beginning of the plot.
    pub(crate) fn begin(script: &'a Script<'a>, seed: u64, keeps: bool) -> Result<Self> {
        let clock = ManualClock::new();
        let shared: Arc<dyn Clock> = Arc::new(clock.clone());
        let Made { mut core, bell, opener, output } = make(script, &shared, keeps);
        core.apply(Input::Begin { scene: None }).map_err(|refused| anyhow!("{refused}"))?;
        Ok(Self {
            script,
            core,
            bell,
            opener,
            output,
            clock,
            viewer: Viewer::new(script, seed),
            seen: Vec::new(),
            entered: Moment::ORIGIN,
            keeps,
        })
    }

    /// Plays until so many cuts were made; the last scene begins, and is not judged.
    pub(crate) fn run(mut self) -> Result<Witnessed> {
        while !self.viewer.has_seen_all() {
            self.step()?;
        }
        self.viewer.visits.pop();
        Ok(self.witnessed())
    }

    pub(crate) fn witnessed(self) -> Witnessed {
        let sound = self.output.captured();
        Witnessed { seen: self.seen, visits: self.viewer.visits, sound, decks: self.opener.decks() }
    }

    /// Everything that is due, then a little time.
    pub(crate) fn step(&mut self) -> Result<()> {
        self.settle()?;
        self.collect()?;
        let wait = self.act()?;
        self.clock.advance(wait);
        let waited = self.clock.now().saturating_since(self.entered);
        if waited > self.script.longest() {
            let visits: Vec<usize> = self.viewer.visits.iter().map(|visit| visit.scene).collect();
            bail!("scenes {visits:?}: the last one never ends; {:?}", self.core.view());
        }
        Ok(())
    }

    fn settle(&mut self) -> Result<()> {
        let since = Instant::now();
        while self.core.advance(MediaDuration::ZERO).lacking {
            if since.elapsed() > PATIENCE {
                bail!("decoding stands still");
            }
            self.bell.wait(Duration::from_millis(5));
        }
        Ok(())
    }

    fn collect(&mut self) -> Result<()> {
        let now = self.clock.now();
        for happening in self.core.take_happenings() {
            match happening {
                Happening::Event(Event::Scene(id)) => {
                    let scene = scene_place(id.as_str()).context("a scene of another story")?;
                    self.viewer.enters(scene);
                    self.entered = now;
                }
                Happening::Event(Event::Question(_)) => self.viewer.is_asked(now),
                Happening::Notice(notice) => bail!("{notice}"),
                _ => {}
            }
        }
        if self.keeps
            && let Some(frame) = self.core.picture()
            && !self.seen.last().is_some_and(|last| last.is(frame))
        {
            self.seen.push(Seen::now(now, frame, self.output.heard(now)));
        }
        Ok(())
    }

    /// Does what the viewer does now; how long until there is something to look at.
    fn act(&mut self) -> Result<MediaDuration> {
        const STEP: MediaDuration = MediaDuration::from_millis(4);
        let now = self.clock.now();
        let position = |_: &Visit| Some(self.core.view().position);
        match self.viewer.time_left(now, position).filter(|_| !self.viewer.is_done()) {
            None => return Ok(STEP),
            Some(left) if left > MediaDuration::ZERO => return Ok(left.min(STEP)),
            Some(_) => {}
        }
        let input = self.viewer.act(now)?;
        if self.core.apply(input).is_err() {
            self.viewer.is_refused();
        }
        // What the cut shows is looked at before any time passes.
        Ok(MediaDuration::ZERO)
    }
}
