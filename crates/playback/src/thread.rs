//! The core on a thread of its own, for a window that must never wait.

use crate::{Core, CutReport, Happening, Upcoming, View};
use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, TrySendError, bounded};
use media::{VideoFrame, Waker};
use media_time::{Clock, MediaDuration, MediaTime, Moment, Speed};
use scene_graph::{ChoiceId, Language, SceneId};
use session::{Effect, Input, Refused, Session};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

/// Commands that wait to be done. A viewer who clicks faster than this is not a person.
const QUEUE: usize = 256;

/// How old what a listener knows of the session may be.
const TELL_EVERY: MediaDuration = MediaDuration::from_seconds(2);

/// What the window tells the core.
#[derive(Clone, Debug)]
pub enum Command {
    /// Have ready what this session would begin with, at the scene or the story's start; see
    /// [`Core::expect_beginning`].
    Expect(Box<Session>, Option<SceneId>),
    /// Begin this session; see [`Core::begin`].
    Begin(Box<Session>, Option<SceneId>),
    /// Go on with this restored session, and do what restoring it asks for; see [`Core::take_up`].
    TakeUp(Box<Session>, Vec<Effect>),
    /// For the session.
    Input(Input),
    /// Loudness (0.0–1.0), and whether it is muted.
    Volume(f32, bool),
    /// How fast to play; see [`Core::set_speed`].
    Speed(Speed),
    /// Captions in this language; `None`: in the story's.
    CaptionLanguage(Option<Language>),
    /// What the seek bar is dragged over; `None`: it was let go of without seeking.
    Scrub(Option<MediaTime>),
    /// The viewer hovers or has in focus a choice; `None`: none.
    Consider(Option<ChoiceId>),
    /// Go on from the slate that stands for a clip.
    SkipSlate,
    /// End the thread.
    Stop,
}

/// What the core tells the window beside the picture: called on the core's thread, must not wait.
pub trait Listener: Send {
    /// Something happened.
    fn happened(&mut self, happening: Happening);
    /// The session refused what the viewer did, and says why.
    fn refused(&mut self, refused: Refused);
    /// The picture or view changed: the window should draw.
    fn redraw(&mut self);
    /// The session as it stands: after something happened, every two seconds, and before the end.
    fn session(&mut self, _session: &Session) {}
    /// A cut was made, and its first picture is on screen: for whoever measures.
    fn cut(&mut self, _report: CutReport) {}
    /// The viewer left; the thread ends after this.
    fn left(&mut self);
}

/// The window's side of a core thread. Dropping it stops the thread.
pub struct CoreThread {
    clock: Arc<dyn Clock>,
    commands: Sender<Command>,
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

/// Written by the core thread, read by the window. Locks are held only to copy a pointer.
struct Shared {
    screen: Mutex<Screen>,
    refresh_flicks: AtomicI64,
}

/// What to draw.
#[derive(Clone, Debug)]
pub struct Screen {
    /// The picture; `None`: the brand's background.
    pub picture: Option<VideoFrame>,
    /// The picture after that, and when it takes its place.
    pub upcoming: Option<Upcoming>,
    /// Everything else.
    pub view: Arc<View>,
    /// How many clips are held ready.
    pub preloaded: usize,
}

/// Waking a core that waits: give [`CoreWaker::waker`] to the core's parts, then the whole to
/// [`CoreThread::start`].
pub struct CoreWaker {
    sender: Sender<()>,
    receiver: Receiver<()>,
}

impl CoreWaker {
    /// A bell that nobody listens to yet.
    #[must_use]
    pub fn new() -> Self {
        let (sender, receiver) = bounded(1);
        Self { sender, receiver }
    }

    /// What decoder threads call.
    #[must_use]
    pub fn waker(&self) -> Waker {
        let sender = self.sender.clone();
        // A full bell is a bell that rings already.
        Arc::new(move || {
            let _ = sender.try_send(());
        })
    }

    /// Waits until it rings, at most so long.
    pub fn wait(&self, longest: std::time::Duration) {
        let _ = self.receiver.recv_timeout(longest);
    }
}

impl Default for CoreWaker {
    fn default() -> Self {
        Self::new()
    }
}

impl CoreThread {
    /// Runs `core` on a thread named "core".
    ///
    /// # Errors
    /// When the system gives no thread: nothing can be played.
    pub fn start(
        core: Core,
        bell: CoreWaker,
        clock: Arc<dyn Clock>,
        listener: Box<dyn Listener>,
    ) -> std::io::Result<Self> {
        let (commands, receiver) = bounded(QUEUE);
        let screen = Screen { picture: None, upcoming: None, view: Arc::new(core.view()), preloaded: 0 };
        let shared = Arc::new(Shared { screen: Mutex::new(screen), refresh_flicks: AtomicI64::new(0) });
        let window_clock = Arc::clone(&clock);
        let runner = Runner {
            core,
            clock,
            listener,
            commands: receiver,
            bell: bell.receiver,
            shared: shared.clone(),
            told: Moment::default(),
        };
        let thread = std::thread::Builder::new().name("core".to_owned()).spawn(move || runner.run())?;
        Ok(Self { clock: window_clock, commands, shared, thread: Some(thread) })
    }

    /// Hands a command over. `false`: the core is gone, or more commands wait than a person gives.
    pub fn send(&self, command: Command) -> bool {
        match self.commands.try_send(command) {
            Ok(()) => true,
            Err(TrySendError::Full(_) | TrySendError::Disconnected(_)) => false,
        }
    }

    /// What to draw now.
    #[must_use]
    pub fn screen(&self) -> Screen {
        self.shared.screen.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The core's present time, to tell how far off an [`Upcoming`] picture is.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    /// How long from the choice of a picture until it is seen, as the window measures it.
    pub fn set_refresh_in(&self, length: MediaDuration) {
        self.shared.refresh_flicks.store(length.flicks(), Ordering::Relaxed);
    }

    /// Stops the thread and waits for it: the decoders' threads end by themselves.
    pub fn stop(mut self) {
        self.end();
    }

    fn end(&mut self) {
        // A full queue is drained quickly; a closed one belongs to a thread that ended.
        let _ = self.commands.send(Command::Stop);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Drop for CoreThread {
    fn drop(&mut self) {
        if self.thread.is_some() {
            self.end();
        }
    }
}

/// Owned by the core thread.
struct Runner {
    core: Core,
    clock: Arc<dyn Clock>,
    listener: Box<dyn Listener>,
    commands: Receiver<Command>,
    bell: Receiver<()>,
    shared: Arc<Shared>,
    /// When the session was told last.
    told: Moment,
}

impl Runner {
    fn run(mut self) {
        loop {
            let refresh_in = MediaDuration::from_flicks(self.shared.refresh_flicks.load(Ordering::Relaxed));
            let advanced = self.core.play_on(refresh_in);
            self.publish();
            self.core.prime();
            if self.core.has_left() {
                self.listener.left();
                return;
            }
            let wait = advanced.wake.saturating_since(self.clock.now()).to_std();
            if !self.wait(wait) {
                return;
            }
        }
    }

    /// Waits for a command, a decoder or the time; does all commands that are there. False: stop.
    fn wait(&mut self, length: std::time::Duration) -> bool {
        let first = crossbeam_channel::select! {
            recv(self.commands) -> command => command.map_err(|_| RecvTimeoutError::Disconnected),
            recv(self.bell) -> _ => Err(RecvTimeoutError::Timeout),
            default(length) => Err(RecvTimeoutError::Timeout),
        };
        let mut next = match first {
            Ok(command) => Some(command),
            Err(RecvTimeoutError::Timeout) => self.commands.try_recv().ok(),
            Err(RecvTimeoutError::Disconnected) => return false,
        };
        while let Some(command) = next {
            if !self.obey(command) {
                return false;
            }
            next = self.commands.try_recv().ok();
        }
        true
    }

    fn obey(&mut self, command: Command) -> bool {
        let done = match command {
            Command::Stop => return false,
            Command::Volume(volume, muted) => {
                self.core.set_volume(volume, muted);
                Ok(())
            }
            Command::Speed(speed) => {
                self.core.set_speed(speed);
                Ok(())
            }
            Command::CaptionLanguage(language) => {
                self.core.set_caption_language(language);
                Ok(())
            }
            Command::Scrub(target) => {
                self.core.scrub(target);
                Ok(())
            }
            Command::Consider(choice) => {
                self.core.consider(choice);
                Ok(())
            }
            Command::SkipSlate => {
                self.core.skip_slate();
                Ok(())
            }
            Command::Expect(session, scene) => {
                self.core.expect_beginning(*session, scene);
                Ok(())
            }
            Command::Begin(session, scene) => self.core.begin(*session, scene),
            Command::TakeUp(session, effects) => {
                self.core.take_up(*session, effects);
                Ok(())
            }
            Command::Input(input) => self.core.apply(input),
        };
        if let Err(refused) = done {
            self.listener.refused(refused);
        }
        true
    }

    /// Tells where the session stands, when there is something new to tell.
    fn tell_session(&mut self, happened: bool) {
        let now = self.clock.now();
        let due = happened || self.core.has_left() || now.saturating_since(self.told) >= TELL_EVERY;
        if due && self.core.session().has_begun() {
            self.told = now;
            self.listener.session(&self.core.session_now());
        }
    }

    fn publish(&mut self) {
        let happenings = self.core.take_happenings();
        let happened = !happenings.is_empty();
        for happening in happenings {
            self.listener.happened(happening);
        }
        for report in self.core.take_cuts() {
            self.listener.cut(report);
        }
        let picture = self.core.picture().cloned();
        let upcoming = self.core.upcoming().cloned();
        let view = self.core.view();
        let preloaded = self.core.preloaded().0;
        let mut screen = self.shared.screen.lock().unwrap_or_else(PoisonError::into_inner);
        // A picture that was foreseen is there already.
        let foreseen = screen.upcoming.as_ref().map(|upcoming| &upcoming.frame);
        let same_picture = is_same(screen.picture.as_ref(), picture.as_ref())
            || picture.is_some() && is_same(foreseen, picture.as_ref());
        let same_upcoming = is_same(foreseen, upcoming.as_ref().map(|upcoming| &upcoming.frame));
        // Time alone is no reason to draw: a seek bar that is seen asks for its own repaints.
        let same = same_picture && same_upcoming && screen.view.is_same_but_for_time(&view);
        *screen = Screen { picture, upcoming, view: Arc::new(view), preloaded };
        drop(screen);
        if !same {
            self.listener.redraw();
        }
        // A copy of all that the viewer did: the picture comes before it.
        self.tell_session(happened);
    }
}

/// Whether both are one picture, or none.
fn is_same(one: Option<&VideoFrame>, other: Option<&VideoFrame>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => (one.stamp, one.time) == (other.stamp, other.time),
        (None, None) => true,
        _ => false,
    }
}
