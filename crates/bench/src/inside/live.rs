//! A run in real time, with pictures drawn off screen.

use super::easel::Easel;
use super::plot::scene_place;
use super::rig::{Dice, Intent, Made, Move, PATIENCE, Script, make};
use super::witness::{NotingOpener, Seen, SharedOutput, Visit, Witnessed};
use anyhow::{Result, bail};
use crossbeam_channel::{Receiver, Sender, bounded};
use media::{AudioOutput, Stamp};
use media_time::{Clock, MediaDuration, Moment};
use playback::{Command, CoreThread, Happening, Listener, MonotonicClock};
use session::{Event, Input, Refused};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// What a core thread may tell before it is looked at; far more than it tells in a refresh.
const QUEUE: usize = 4_096;

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
        let Made { core, bell, opener, output } = make(script, &shared, true);
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
        let clip = self.script.plot.cast.scenes.get(scene).map(|scene| scene.clip);
        on_screen.is_some_and(|mark| Some(mark.clip) == clip)
    }
}
