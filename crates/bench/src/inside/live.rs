//! A run in real time, with pictures drawn off screen.

use super::easel::Easel;
use super::plot::scene_place;
use super::rig::{Made, PATIENCE, Script, Viewer, make};
use super::witness::{NotingOpener, Seen, SharedOutput, Visit, Witnessed};
use anyhow::{Result, bail};
use crossbeam_channel::{Receiver, Sender, bounded};
use media::{AudioOutput, Stamp};
use media_time::{Clock, MediaDuration};
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
    viewer: Viewer<'a>,
    seen: Vec<Seen>,
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
            viewer: Viewer::new(script, seed),
            seen: Vec::new(),
            refresh_in: MediaDuration::ZERO,
        })
    }

    /// Plays until so many cuts were made; the last scene begins, and is not judged.
    pub(crate) fn run(mut self) -> Result<Witnessed> {
        let mut heard_of = Instant::now();
        while !self.viewer.has_seen_all() {
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
        let mut visits = self.viewer.visits;
        visits.pop();
        let sound = self.output.captured();
        self.core.stop();
        Ok(Witnessed { seen: self.seen, visits, sound, decks: self.opener.decks() })
    }

    /// True: there is something to draw.
    fn take(&mut self, told: Told) -> Result<bool> {
        match told {
            Told::Redraw => return Ok(true),
            Told::Scene(scene) => self.viewer.enters(scene),
            Told::Question => self.viewer.is_asked(self.clock.now()),
            Told::Refused => self.viewer.is_refused(),
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
        if self.viewer.is_done() {
            return Ok(LONGEST);
        }
        let now = self.clock.now();
        let position = |visit: &Visit| {
            let heard = self.output.heard(now).filter(|heard| self.plays(heard.stamp, visit.scene))?;
            Some(heard.time)
        };
        let Some(left) = self.viewer.time_left(now, position) else { return Ok(Duration::from_millis(5)) };
        if left > MediaDuration::ZERO {
            return Ok(left.to_std().min(LONGEST));
        }
        let input = self.viewer.act(now)?;
        if !self.core.send(Command::Input(input)) {
            bail!("the core thread takes no commands");
        }
        Ok(LONGEST)
    }

    fn plays(&self, stamp: Stamp, scene: usize) -> bool {
        let on_screen = self.seen.last().filter(|seen| seen.stamp == stamp).and_then(|seen| seen.mark);
        let clip = self.script.plot.cast.scenes.get(scene).map(|scene| scene.clip);
        on_screen.is_some_and(|mark| Some(mark.clip) == clip)
    }
}
