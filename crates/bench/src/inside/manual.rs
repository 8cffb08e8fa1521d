//! A run with a clock that is moved by hand.

use super::plot::scene_place;
use super::rig::Dice;
use super::rig::{Intent, Made, Move, PATIENCE, Script, make};
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
    dice: Dice,
    pub(crate) visits: Vec<Visit>,
    seen: Vec<Seen>,
    intent: Intent,
    asked_at: Option<Moment>,
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
            dice: Dice::new(seed),
            visits: Vec::new(),
            seen: Vec::new(),
            intent: Intent { kind: 0, doing: Move::Nothing, done: true },
            asked_at: None,
            entered: Moment::ORIGIN,
            keeps,
        })
    }

    /// Plays until so many cuts were made; the last scene begins, and is not judged.
    pub(crate) fn run(mut self) -> Result<Witnessed> {
        while self.visits.len() <= self.script.cuts {
            self.step()?;
        }
        self.visits.pop();
        Ok(self.witnessed())
    }

    pub(crate) fn witnessed(self) -> Witnessed {
        let sound = self.output.captured();
        Witnessed { seen: self.seen, visits: self.visits, sound, decks: self.opener.decks() }
    }

    /// Everything that is due, then a little time.
    pub(crate) fn step(&mut self) -> Result<()> {
        self.settle()?;
        self.collect()?;
        let wait = self.act()?;
        self.clock.advance(wait);
        let waited = self.clock.now().saturating_since(self.entered);
        if waited > self.script.longest() {
            let visits: Vec<usize> = self.visits.iter().map(|visit| visit.scene).collect();
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
                    self.intent = self.script.intent(self.visits.len());
                    let kind = self.intent.kind;
                    self.visits.push(Visit { scene, answered: None, refused: false, kind });
                    self.asked_at = None;
                    self.entered = now;
                }
                Happening::Event(Event::Question(_)) => self.asked_at = Some(now),
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
        if self.intent.done {
            return Ok(STEP);
        }
        let Some(visit) = self.visits.last() else { return Ok(STEP) };
        let now = self.clock.now();
        let left = match (self.intent.doing, self.asked_at) {
            (Move::InLoop(after), Some(asked)) => asked + after - now,
            (Move::InLoop(_), None) => return Ok(STEP),
            (doing, _) => match self.script.due(visit, doing) {
                Some(due) => due - self.core.view().position,
                None => return Ok(STEP),
            },
        };
        if left > MediaDuration::ZERO {
            return Ok(left.min(STEP));
        }
        let input = self.script.input(&self.visits, self.intent.doing, &mut self.dice)?;
        let refused = self.core.apply(input).is_err();
        self.intent.done = true;
        if let Some(visit) = self.visits.last_mut() {
            (visit.answered, visit.refused) = (Some(now), refused);
        }
        // What the cut shows is looked at before any time passes.
        Ok(MediaDuration::ZERO)
    }
}
