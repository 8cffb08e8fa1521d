//! A core that plays a plot, and the viewer who answers: what `manual` and `live` share.

use super::plot::{Plot, choice_name, scene_name};
use super::witness::{NotingOpener, SharedOutput, Visit};
use anyhow::{Context, Result, anyhow};
use media::{ClipOpener, ClockedOutput};
use media_time::{Clock, MediaDuration, MediaTime, Moment};
use playback::{Core, CoreWaker, Parts};
use scene_graph::{ChoiceId, Language, SceneId};
use session::{Answer, Input, Session, Settings};
use std::sync::Arc;
use std::time::Duration;

pub(crate) const RATE: u32 = 48_000;

/// A decoder that gives nothing for so long gives nothing.
pub(super) const PATIENCE: Duration = Duration::from_secs(30);

/// When and what the viewer answers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Move {
    /// A choice, so long before the scene's end.
    BeforeEnd(MediaDuration),
    /// A choice, so long after the scene's beginning.
    AfterStart(MediaDuration),
    /// A choice, so long after the question opened over a waiting clip.
    InLoop(MediaDuration),
    /// A jump to a scene that was seen and is no choice now, so long after the scene's beginning.
    Jump(MediaDuration),
    /// Nothing: the way on without an answer.
    Nothing,
}

/// How a run goes.
pub(crate) struct Script<'a> {
    pub(crate) plot: &'a Plot,
    /// One after the other, again and again.
    pub(crate) moves: &'a [Move],
    pub(crate) cuts: usize,
    pub(crate) budget_bytes: usize,
}

/// A small source of numbers that repeats in every run.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(2).wrapping_add(1))
    }

    /// Xorshift64.
    pub(crate) fn below(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap_or_default() % sides.max(1)
    }
}

/// Who watches and answers: enters scenes as they come, and does what the script says when it is due.
pub(crate) struct Viewer<'a> {
    script: &'a Script<'a>,
    dice: Dice,
    pub(crate) visits: Vec<Visit>,
    /// What is done in the scene that is on.
    doing: Move,
    done: bool,
    asked_at: Option<Moment>,
}

impl<'a> Viewer<'a> {
    pub(super) fn new(script: &'a Script<'a>, seed: u64) -> Self {
        let (visits, doing) = (Vec::new(), Move::Nothing);
        Self { script, dice: Dice::new(seed), visits, doing, done: true, asked_at: None }
    }

    pub(super) fn enters(&mut self, scene: usize) {
        let kind = self.visits.len() % self.script.moves.len().max(1);
        self.doing = self.script.moves.get(kind).copied().unwrap_or(Move::Nothing);
        self.done = self.doing == Move::Nothing;
        self.asked_at = None;
        self.visits.push(Visit { scene, answered: None, refused: false, kind });
    }

    pub(super) fn is_asked(&mut self, at: Moment) {
        self.asked_at = Some(at);
    }

    pub(super) fn is_refused(&mut self) {
        if let Some(visit) = self.visits.last_mut() {
            visit.refused = true;
        }
    }

    /// Whether so many cuts were made; the last scene begins, and is not judged.
    pub(super) fn has_seen_all(&self) -> bool {
        self.visits.len() > self.script.cuts
    }

    /// Whether nothing more is done in the scene that is on.
    pub(super) fn is_done(&self) -> bool {
        self.done
    }

    /// Until something is done; `None` while that is not known. `position` says where the clip of a
    /// visit is, if it plays.
    pub(super) fn time_left(
        &self,
        now: Moment,
        position: impl FnOnce(&Visit) -> Option<MediaTime>,
    ) -> Option<MediaDuration> {
        if let Move::InLoop(after) = self.doing {
            return Some(self.asked_at? + after - now);
        }
        let visit = self.visits.last()?;
        Some(self.script.due(visit, self.doing)? - position(visit)?)
    }

    /// Does it.
    pub(super) fn act(&mut self, now: Moment) -> Result<Input> {
        let input = self.script.input(&self.visits, self.doing, &mut self.dice)?;
        self.done = true;
        if let Some(visit) = self.visits.last_mut() {
            visit.answered = Some(now);
        }
        Ok(input)
    }
}

impl Script<'_> {
    /// A scene that is on for longer than this never ends.
    pub(super) fn longest(&self) -> MediaDuration {
        let in_loop = |doing: &Move| match doing {
            Move::InLoop(after) => *after,
            _ => MediaDuration::ZERO,
        };
        let scene = self.plot.cast.scenes.iter().map(|scene| scene.length).max();
        let longest = self.moves.iter().map(in_loop).max().unwrap_or_default() + scene.unwrap_or_default();
        longest + MediaDuration::from_seconds(10)
    }

    /// The scene's time at which the viewer does it, where that is a time of the scene.
    fn due(&self, visit: &Visit, doing: Move) -> Option<MediaTime> {
        let length = self.plot.cast.scenes.get(visit.scene)?.length;
        // One millisecond before its end a clip has not ended.
        let last = length - MediaDuration::from_millis(1);
        let at = match doing {
            Move::BeforeEnd(lead) => length - lead,
            Move::AfterStart(after) | Move::Jump(after) => after,
            Move::InLoop(_) | Move::Nothing => return None,
        };
        Some(MediaTime::ZERO + at.min(last).max(MediaDuration::ZERO))
    }

    fn input(&self, visits: &[Visit], doing: Move, dice: &mut Dice) -> Result<Input> {
        let visit = visits.last().context("nothing was entered yet")?;
        let scene = self.plot.cast.scenes.get(visit.scene).context("an unknown scene")?;
        if matches!(doing, Move::Jump(_)) {
            let is_choice = |place: usize| scene.choices.contains(&place) || place == visit.scene;
            let mut seen: Vec<usize> =
                visits.iter().map(|visit| visit.scene).filter(|place| !is_choice(*place)).collect();
            seen.dedup();
            if let Some(place) = seen.get(dice.below(seen.len())) {
                return Ok(Input::Jump(
                    SceneId::new(&scene_name(*place)).map_err(|error| anyhow!("{error}"))?,
                ));
            }
        }
        let nth = dice.below(scene.choices.len());
        let choice = ChoiceId::new(&choice_name(nth)).map_err(|error| anyhow!("{error}"))?;
        Ok(Input::Answer(Answer::One(choice)))
    }
}

/// A core and what is asked about it.
pub(super) struct Made {
    pub(super) core: Core,
    pub(super) bell: CoreWaker,
    pub(super) opener: Arc<NotingOpener>,
    pub(super) output: SharedOutput,
}

/// A core that has not begun. `keeps`: its sound is kept to be judged.
pub(super) fn make(script: &Script<'_>, clock: &Arc<dyn Clock>, keeps: bool) -> Made {
    let output = ClockedOutput::new(clock.clone(), RATE);
    let output = SharedOutput::new(if keeps { output.with_capture() } else { output });
    let opener = Arc::new(NotingOpener::default());
    let bell = CoreWaker::new();
    let story = script.plot.story.clone();
    let core = Core::new(Parts {
        session: Session::new(story.clone(), Language::new("en"), Settings::default()),
        story,
        source: script.plot.source.clone(),
        opener: opener.clone() as Arc<dyn ClipOpener>,
        output: Box::new(output.clone()),
        clock: clock.clone(),
        waker: bell.waker(),
        preload_bytes: script.budget_bytes,
    });
    Made { core, bell, opener, output }
}
