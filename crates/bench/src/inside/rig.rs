//! A core that plays a plot: with a clock moved by hand, or in real time with pictures drawn off
//! screen.

use super::plot::{Plot, choice_name, scene_name, scene_place};
use super::witness::{NotingOpener, Seen, SharedOutput, Visit, Witnessed};
use anyhow::{Context, Result, anyhow, bail};
use crossbeam_channel::{Receiver, Sender, bounded};
use media::{AudioOutput, ClipOpener, ClockedOutput, Stamp};
use media_time::{Clock, ManualClock, MediaDuration, MediaTime, Moment};
use playback::{Command, Core, CoreThread, CoreWaker, Happening, Listener, MonotonicClock, Parts};
use renderer::{Gpu, Offscreen, PictureRenderer, PixelRect};
use scene_graph::{ChoiceId, Language, SceneId};
use session::{Answer, Event, Input, Refused, Session, Settings};
use std::sync::Arc;
use std::time::{Duration, Instant};

pub(crate) const RATE: u32 = 48_000;

/// A decoder that gives nothing for so long gives nothing.
const PATIENCE: Duration = Duration::from_secs(30);

/// What a core thread may tell before it is looked at; far more than it tells in a refresh.
const QUEUE: usize = 4_096;

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

/// What the viewer will do in the scene that is on.
struct Intent {
    kind: usize,
    doing: Move,
    done: bool,
}

impl Script<'_> {
    /// What the viewer does in the nth scene.
    fn intent(&self, nth: usize) -> Intent {
        let kind = nth % self.moves.len().max(1);
        let doing = self.moves.get(kind).copied().unwrap_or(Move::Nothing);
        Intent { kind, doing, done: doing == Move::Nothing }
    }

    /// The scene's time at which the viewer does it, where that is a time of the scene.
    fn due(&self, visit: &Visit, doing: Move) -> Option<MediaTime> {
        let length = self.plot.scenes.get(visit.scene)?.length;
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
        let scene = self.plot.scenes.get(visit.scene).context("an unknown scene")?;
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

struct Made {
    core: Core,
    bell: CoreWaker,
    opener: Arc<NotingOpener>,
    output: SharedOutput,
}

fn make(script: &Script<'_>, clock: &Arc<dyn Clock>) -> Made {
    let output = SharedOutput::new(ClockedOutput::new(clock.clone(), RATE).with_capture());
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
    /// Whether pictures and sound are kept to be judged.
    keeps: bool,
}

impl<'a> Manual<'a> {
    /// A core at the beginning of the plot.
    pub(crate) fn begin(script: &'a Script<'a>, seed: u64, keeps: bool) -> Result<Self> {
        let clock = ManualClock::new();
        let shared: Arc<dyn Clock> = Arc::new(clock.clone());
        let Made { mut core, bell, opener, output } = make(script, &shared);
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

/// What a core thread tells.
enum Told {
    Redraw,
    Scene(usize),
    Question,
    Refused,
    Trouble(String),
}

struct Teller(Sender<Told>);

impl Listener for Teller {
    fn happened(&mut self, happening: Happening) {
        let told = match happening {
            Happening::Event(Event::Scene(id)) => match scene_place(id.as_str()) {
                Some(place) => Told::Scene(place),
                None => Told::Trouble(format!("unknown scene {id}")),
            },
            Happening::Event(Event::Question(_)) => Told::Question,
            Happening::Notice(notice) => Told::Trouble(notice.to_string()),
            _ => return,
        };
        // The run is over when nobody listens; a full queue stops it with a message.
        let _ = self.0.try_send(told);
    }

    fn refused(&mut self, _: Refused) {
        let _ = self.0.try_send(Told::Refused);
    }

    fn redraw(&mut self) {
        let _ = self.0.try_send(Told::Redraw);
    }

    fn left(&mut self) {}
}

/// Draws as the window does, into memory.
pub(crate) struct Easel {
    gpu: Gpu,
    target: Offscreen,
    renderer: PictureRenderer,
    size: (u32, u32),
}

impl Easel {
    /// Of this size, on the machine's adapter.
    pub(crate) fn new(size: (u32, u32)) -> Result<Self> {
        let gpu = Gpu::open(renderer::GpuOptions::default())?;
        let target = Offscreen::new(&gpu, size.0, size.1)?;
        let renderer = PictureRenderer::new(&gpu, Offscreen::FORMAT);
        Ok(Self { gpu, target, renderer, size })
    }

    /// The adapter's name.
    pub(crate) fn adapter(&self) -> String {
        self.gpu.description()
    }

    /// Draws, and waits until it is drawn.
    pub(crate) fn draw(&mut self, picture: &Arc<media::Picture>) -> Result<()> {
        self.renderer.set_picture(&self.gpu, Some(picture))?;
        let mut encoder = self.gpu.device.create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
        self.renderer.draw(&self.gpu, &mut encoder, self.target.canvas(), PixelRect::whole(self.size));
        self.gpu.queue.submit([encoder.finish()]);
        self.gpu.device.poll(wgpu::PollType::wait_indefinitely())?;
        Ok(())
    }
}

/// A run in real time: the core on its thread, pictures drawn off screen when it says so.
pub(crate) struct Live<'a> {
    script: &'a Script<'a>,
    easel: &'a mut Easel,
    core: CoreThread,
    told: Receiver<Told>,
    opener: Arc<NotingOpener>,
    output: SharedOutput,
    clock: MonotonicClock,
    dice: Dice,
    visits: Vec<Visit>,
    seen: Vec<Seen>,
    intent: Intent,
    asked_at: Option<Moment>,
    refresh_in: MediaDuration,
}

impl<'a> Live<'a> {
    pub(crate) fn begin(script: &'a Script<'a>, easel: &'a mut Easel, seed: u64) -> Result<Self> {
        let clock = MonotonicClock::new();
        let shared: Arc<dyn Clock> = Arc::new(clock);
        let Made { core, bell, opener, output } = make(script, &shared);
        let (sender, told) = bounded(QUEUE);
        let core = CoreThread::start(core, bell, shared, Box::new(Teller(sender)))?;
        core.send(Command::Input(Input::Begin { scene: None }));
        Ok(Self {
            script,
            easel,
            core,
            told,
            opener,
            output,
            clock,
            dice: Dice::new(seed),
            visits: Vec::new(),
            seen: Vec::new(),
            intent: Intent { kind: 0, doing: Move::Nothing, done: true },
            asked_at: None,
            refresh_in: MediaDuration::ZERO,
        })
    }

    /// Plays until so many cuts were made; the last scene begins, and is not judged.
    pub(crate) fn run(mut self) -> Result<Witnessed> {
        let mut heard_of = Instant::now();
        while self.visits.len() <= self.script.cuts {
            let wait = self.act()?;
            if let Ok(told) = self.told.recv_timeout(wait) {
                heard_of = Instant::now();
                let mut redraw = self.take(told)?;
                while let Ok(told) = self.told.try_recv() {
                    redraw |= self.take(told)?;
                }
                if redraw {
                    self.present()?;
                }
            } else if heard_of.elapsed() > PATIENCE {
                bail!("playing stands still");
            }
        }
        self.visits.pop();
        let sound = self.output.captured();
        self.core.stop();
        Ok(Witnessed { seen: self.seen, visits: self.visits, sound, decks: self.opener.decks() })
    }

    /// True: there is something to draw.
    fn take(&mut self, told: Told) -> Result<bool> {
        match told {
            Told::Redraw => return Ok(true),
            Told::Scene(scene) => {
                self.intent = self.script.intent(self.visits.len());
                let kind = self.intent.kind;
                self.visits.push(Visit { scene, answered: None, refused: false, kind });
                self.asked_at = None;
            }
            Told::Question => self.asked_at = Some(self.clock.now()),
            Told::Refused => {
                if let Some(visit) = self.visits.last_mut() {
                    visit.refused = true;
                }
            }
            Told::Trouble(words) => bail!(words),
        }
        Ok(false)
    }

    /// As the window: the newest picture, drawn at once; how long that takes is told to the core.
    fn present(&mut self) -> Result<()> {
        let Some(frame) = self.core.screen().picture else { return Ok(()) };
        if self.seen.last().is_some_and(|last| last.is(&frame)) {
            return Ok(());
        }
        let began = self.clock.now();
        self.easel.draw(&frame.picture)?;
        let at = self.clock.now();
        let drawing = (at - began).min(MediaDuration::from_millis(50));
        self.refresh_in = (self.refresh_in.scaled(7, 1) + drawing).scaled(1, 8);
        self.core.set_refresh_in(self.refresh_in);
        self.seen.push(Seen::now(at, &frame, self.output.heard(at)));
        Ok(())
    }

    /// Does what the viewer does now; how long until there is something to do.
    fn act(&mut self) -> Result<Duration> {
        const LONGEST: Duration = Duration::from_millis(50);
        if self.intent.done {
            return Ok(LONGEST);
        }
        let Some(left) = self.time_left() else { return Ok(Duration::from_millis(5)) };
        if left > MediaDuration::ZERO {
            return Ok(left.to_std().min(LONGEST));
        }
        let input = self.script.input(&self.visits, self.intent.doing, &mut self.dice)?;
        let now = self.clock.now();
        if !self.core.send(Command::Input(input)) {
            bail!("the core thread takes no commands");
        }
        self.intent.done = true;
        if let Some(visit) = self.visits.last_mut() {
            visit.answered = Some(now);
        }
        Ok(LONGEST)
    }

    /// Until the viewer does something; `None` while that is not known.
    fn time_left(&self) -> Option<MediaDuration> {
        let now = self.clock.now();
        if let Move::InLoop(after) = self.intent.doing {
            return Some(self.asked_at? + after - now);
        }
        let visit = self.visits.last()?;
        let due = self.script.due(visit, self.intent.doing)?;
        let heard = self.output.heard(now).filter(|heard| self.plays(heard.stamp, visit.scene))?;
        Some(due - heard.time)
    }

    fn plays(&self, stamp: Stamp, scene: usize) -> bool {
        let on_screen = self.seen.last().filter(|seen| seen.stamp == stamp).and_then(|seen| seen.mark);
        let clip = self.script.plot.scenes.get(scene).map(|scene| scene.clip);
        on_screen.is_some_and(|mark| Some(mark.clip) == clip)
    }
}
