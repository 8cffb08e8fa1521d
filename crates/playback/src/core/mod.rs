//! The core: a session, its decks and the sound timeline, moved on by [`Core::advance`].
//!
//! One thread owns it. It never waits: decoders, the output and the clock are asked, and what is
//! not there yet is asked for again at the next advance.

mod prime;
mod scrub;
mod show;
mod timeline;
mod view;

pub use view::View;

use crate::captions::CaptionTrack;
use crate::cut::CutReport;
use crate::deck::Deck;
use crate::happening::{Happening, Notice};
use crate::indexes::Indexes;
use crate::preload::Costs;
use media::{AudioOutput, ClipOpener, DeckId, Generation, Stamp, VideoFrame, Waker};
use media_time::{Clock, MediaDuration, MediaTime, Moment, Speed};
use scene_graph::{ChoiceId, Language, SceneId, Story};
use session::{Chapters, Effect, Input, Now, PictureRequest, QuestionView, Refused, Run, Session};
use std::cell::OnceCell;
use std::collections::VecDeque;
use std::sync::Arc;
use story_source::StorySource;

/// What a core is made of.
pub struct Parts {
    /// The story that is played.
    pub story: Arc<Story>,
    /// The session, new or restored; not yet begun.
    pub session: Session,
    /// Where the story's files come from.
    pub source: Arc<dyn StorySource>,
    /// Opens clips.
    pub opener: Arc<dyn ClipOpener>,
    /// Where sound goes; its timeline is the master clock. Made with `clock`.
    pub output: Box<dyn AudioOutput>,
    /// The clock of `output`.
    pub clock: Arc<dyn Clock>,
    /// Called by decoder threads when there is something new.
    pub waker: Waker,
    /// How much memory clips that may play next may take; see [`crate::preload_budget`].
    pub preload_bytes: usize,
}

/// A session that plays. See the crate's documentation for how it works.
pub struct Core {
    story: Arc<Story>,
    session: Session,
    source: Arc<dyn StorySource>,
    indexes: Indexes,
    opener: Arc<dyn ClipOpener>,
    output: Box<dyn AudioOutput>,
    clock: Arc<dyn Clock>,
    waker: Waker,
    preload_bytes: usize,

    next_deck: u64,
    /// The deck that is seen and heard, then those that are written after it without a gap.
    air: VecDeque<Aired>,
    /// Decks that may play next.
    primed: Vec<Deck>,
    /// What may play next, the likeliest first; asked of the session again when it changed.
    wanted: Option<Vec<prime::Wanted>>,
    /// Where the story will begin, while it has not.
    expected: Option<Option<SceneId>>,
    /// Choices that the viewer hovered or had in focus, the latest first.
    considered: Vec<ChoiceId>,
    costs: Costs,
    request: Option<PictureRequest>,
    /// The picture on screen; stays when a deck ends and while the next one is not ready.
    screen: Option<VideoFrame>,
    upcoming: Option<Upcoming>,
    /// The brand's background is on screen instead of a picture.
    blank: bool,
    slate: Option<String>,
    captions: Option<CaptionTrack>,
    /// In this language where there are such; `None`: as the session says.
    caption_language: Option<Language>,
    /// The languages that there are captions in for what is on air.
    caption_languages: Vec<Language>,
    /// What was seen; asked of the session again when it changed.
    chapters: OnceCell<Arc<Chapters>>,
    /// The questions that may open next; asked of the session again when it changed.
    questions_ahead: OnceCell<Arc<[QuestionView]>>,

    began: Moment,
    advanced: Moment,
    position: MediaTime,
    /// How fast sound is written.
    speed: Speed,
    paused: bool,
    held: bool,
    opened_told: bool,
    ended_told: bool,
    fault_told: bool,
    lacking: bool,
    left: bool,
    /// The seek bar is being dragged.
    scrubbing: Option<scrub::Scrubbing>,
    happenings: Vec<Happening>,
    /// The latest cut, until its first picture is on screen.
    cutting: Option<show::Cutting>,
    cuts: VecDeque<CutReport>,
}

/// A deck on the timeline.
struct Aired {
    deck: Deck,
    run: Run,
}

/// The picture after the one on screen.
#[derive(Clone, Debug)]
pub struct Upcoming {
    /// It.
    pub frame: VideoFrame,
    /// When it is to be seen, if nothing happens before.
    pub at: Moment,
}

/// What an advance found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Advanced {
    /// Something that is due is still being decoded: playing faster than real time would skip it.
    pub lacking: bool,
    /// When there is something to do next, if nothing happens before.
    pub wake: Moment,
}

impl Core {
    /// A core that has not begun: apply [`Input::Begin`].
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        let now = parts.clock.now();
        Self {
            story: parts.story,
            session: parts.session,
            indexes: Indexes::begin(Arc::clone(&parts.source)),
            source: parts.source,
            opener: parts.opener,
            output: parts.output,
            clock: parts.clock,
            waker: parts.waker,
            preload_bytes: parts.preload_bytes,
            next_deck: 0,
            air: VecDeque::new(),
            primed: Vec::new(),
            wanted: None,
            expected: None,
            considered: Vec::new(),
            costs: Costs::default(),
            request: None,
            screen: None,
            upcoming: None,
            blank: true,
            slate: None,
            captions: None,
            caption_language: None,
            caption_languages: Vec::new(),
            chapters: OnceCell::new(),
            questions_ahead: OnceCell::new(),
            began: now,
            advanced: now,
            position: MediaTime::ZERO,
            speed: Speed::NORMAL,
            paused: false,
            held: false,
            opened_told: false,
            ended_told: false,
            fault_told: false,
            lacking: false,
            left: false,
            scrubbing: None,
            happenings: Vec::new(),
            cutting: None,
            cuts: VecDeque::new(),
        }
    }

    /// Opens what this session would show first, so that it is there when [`Core::begin`] comes: while
    /// the viewer reads the page before. Nothing is seen, heard or recorded of it. Without effect on a
    /// core that has begun.
    pub fn expect_beginning(&mut self, session: Session, scene: Option<SceneId>) {
        if self.request.is_none() {
            self.session = session;
            self.expected = Some(scene);
            self.wanted = None;
        }
    }

    /// Begins with this session in place of the one that the core was made with: the viewer's language
    /// and settings are known only now.
    ///
    /// # Errors
    /// When the session refuses to begin.
    pub fn begin(&mut self, session: Session, scene: Option<SceneId>) -> Result<(), Refused> {
        self.session = session;
        let now = self.clock.now();
        (self.began, self.advanced) = (now, now);
        self.expected = None;
        self.apply(Input::Begin { scene })
    }

    /// Goes on with a restored session in place of the one that the core was made with; `effects` are
    /// what [`Session::restore`] gave.
    pub fn take_up(&mut self, session: Session, effects: Vec<Effect>) {
        self.session = session;
        let now = self.clock.now();
        (self.began, self.advanced) = (now, now);
        self.expected = None;
        self.wanted = None;
        for effect in effects {
            self.perform(now, effect);
        }
        self.place_stop();
        self.review_what_follows(now);
    }

    /// Goes on at once from a slate that stands for a clip; without effect where none does.
    pub fn skip_slate(&mut self) {
        let now = self.clock.now();
        let plays = self.air.front().is_some_and(|front| front.run == Run::Once);
        if self.slate.is_some() && plays && !self.ended_told {
            self.ended_told = true;
            // Refused where a question is open: that is the way on.
            let _ = self.tell(now, Input::MediaEnded);
            self.review_what_follows(now);
        }
    }

    /// The session as it stands at this moment, the position in its media included: to be stored.
    #[must_use]
    pub fn session_now(&self) -> Session {
        let mut session = self.session.clone();
        let elapsed = self.advanced.saturating_since(self.began);
        // Only the position is taken over; what is due at it is not told twice.
        let _ = session.apply(Now { elapsed, media: self.told_position() }, Input::MediaReached);
        session
    }

    /// The session, to look at.
    #[must_use]
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Whether the viewer left.
    #[must_use]
    pub fn has_left(&self) -> bool {
        self.left
    }

    /// What happened since the last call, in order.
    pub fn take_happenings(&mut self) -> Vec<Happening> {
        std::mem::take(&mut self.happenings)
    }

    /// The cuts since the last call, in order; the latest hundred if nobody asks.
    pub fn take_cuts(&mut self) -> Vec<CutReport> {
        self.cuts.drain(..).collect()
    }

    /// Loudness of everything (0.0–1.0), and whether it is muted.
    pub fn set_volume(&mut self, volume: f32, muted: bool) {
        self.output.set_volume(volume, muted);
    }

    /// How fast everything but music plays from now on, with the pitch kept; kept within
    /// [`Speed::STEPS`]. What was written already (a quarter of a second) is heard as it was, so that
    /// there is no gap. Time limits of questions count real time at every speed: who watches faster
    /// does not read faster.
    pub fn set_speed(&mut self, speed: Speed) {
        let [slowest, .., fastest] = Speed::STEPS;
        self.speed = speed.clamp(slowest, fastest);
    }

    /// Captions in this language wherever what is heard has such; `None`: in the story's language.
    pub fn set_caption_language(&mut self, language: Option<Language>) {
        if self.caption_language == language {
            return;
        }
        self.caption_language = language;
        if let Some(request) = self.request.take_if(|_| !self.blank) {
            self.load_captions(&request.source);
            self.request = Some(request);
        }
    }

    /// Tells the session something; what follows from it is done at once.
    ///
    /// # Errors
    /// When the session refuses: nothing changed; the viewer may be told why.
    pub fn apply(&mut self, input: Input) -> Result<(), Refused> {
        let now = self.clock.now();
        self.follow_position(now);
        match &input {
            Input::Seek(_) if self.scrubbing.is_some() => return self.seek_from_scrub(now, input),
            Input::Pause(_) | Input::Settings(_) | Input::MoreTime | Input::Seek(_) => {}
            // Who does something else has let go of the bar.
            _ => self.scrub(None),
        }
        match &input {
            Input::Pause(paused) => self.set_paused(*paused, now),
            // Who answers wants to go on.
            Input::Answer(_) | Input::Skip | Input::Back | Input::Restart | Input::Jump(_) if self.paused => {
                self.set_paused(false, now);
                self.tell(now, Input::Pause(false))?;
            }
            _ => {}
        }
        self.tell(now, input)?;
        self.review_what_follows(now);
        Ok(())
    }

    /// Moves everything on to the clock's present reading. `refresh_in`: how long from now the
    /// picture that is chosen now will be seen.
    pub fn advance(&mut self, refresh_in: MediaDuration) -> Advanced {
        let advanced = self.play_on(refresh_in);
        self.prime();
        advanced
    }

    /// All of [`Core::advance`] but what can wait until the picture is handed over: opening and
    /// closing clips.
    pub(crate) fn play_on(&mut self, refresh_in: MediaDuration) -> Advanced {
        let now = self.clock.now();
        self.lacking = false;
        // What passed belongs to what was open until now, not to what opens now.
        self.follow_position(now);
        self.count_time(now);
        self.advanced = now;
        // Bounded: each round of it is one thing that fell due, and there are not many at once.
        for _ in 0..64 {
            self.follow_position(now);
            let told = self.look_at_decoders(now)
                || self.scrubbed_deck().is_none() && (self.follow_output(now) || self.reach_cue(now));
            if !told {
                break;
            }
        }
        if self.scrubbed_deck().is_none() {
            self.write_sound();
        }
        self.choose_picture(now, refresh_in);
        self.upcoming = self.foresee_picture(now);
        Advanced { lacking: self.lacking, wake: now + self.sleep(now, refresh_in) }
    }

    /// Tells the session and does what it answers.
    fn tell(&mut self, now: Moment, input: Input) -> Result<(), Refused> {
        let at = Now { elapsed: now.saturating_since(self.began), media: self.told_position() };
        let only_time = matches!(input, Input::TimePassed { .. } | Input::MediaReached);
        let effects = self.session.apply(at, input)?;
        if !(only_time && effects.is_empty()) {
            self.wanted = None;
            self.chapters = OnceCell::new();
            self.questions_ahead = OnceCell::new();
        }
        for effect in effects {
            self.perform(now, effect);
        }
        self.place_stop();
        Ok(())
    }

    /// What the session would answer, without telling it.
    fn foresee(&self, media: MediaTime, input: Input) -> Vec<Effect> {
        let at = Now { elapsed: self.advanced.saturating_since(self.began), media };
        self.session.clone().without_records().apply(at, input).unwrap_or_default()
    }

    fn set_paused(&mut self, paused: bool, now: Moment) {
        if self.paused != paused {
            self.count_time(now);
            self.advanced = now;
            self.paused = paused;
            self.output.set_paused(paused);
        }
    }

    /// Limits count unpaused time.
    fn count_time(&mut self, now: Moment) {
        let passed = now.saturating_since(self.advanced);
        if self.paused || passed == MediaDuration::ZERO || self.session.limit_left().is_none() {
            return;
        }
        // A refusal means that the limit is gone: nothing to count.
        if self.tell(now, Input::TimePassed { by: passed }).is_ok() {
            self.review_what_follows(now);
        }
    }

    fn new_stamp(&mut self) -> Stamp {
        self.next_deck += 1;
        Stamp { deck: DeckId(self.next_deck), generation: Generation::default() }
    }

    fn notice(&mut self, notice: Notice) {
        self.happenings.push(Happening::Notice(notice));
    }

    /// How long nothing falls due by itself, neither for what is heard nor for the picture that is
    /// seen `refresh_in` later.
    fn sleep(&self, now: Moment, refresh_in: MediaDuration) -> MediaDuration {
        const SHORTEST: MediaDuration = MediaDuration::from_millis(1);
        const BUSY: MediaDuration = MediaDuration::from_millis(10);
        const IDLE: MediaDuration = MediaDuration::from_millis(50);
        // Decoders wake it when there is something to be done.
        const NOT_BEGUN: MediaDuration = MediaDuration::from_seconds(1);
        if self.expected.is_some() {
            return NOT_BEGUN;
        }
        if self.paused || self.air.is_empty() {
            return IDLE;
        }
        let due = self.due_after(now).into_iter().chain(self.due_after(now + refresh_in)).min();
        due.map_or(BUSY, |due| due.clamp(SHORTEST, BUSY))
    }

    /// How long from `at` until the next picture of what is heard then, or its end, where what
    /// follows begins.
    fn due_after(&self, at: Moment) -> Option<MediaDuration> {
        let heard = self.output.heard(at).filter(|heard| heard.running)?;
        let deck = &self.air.iter().find(|aired| aired.deck.stamp == heard.stamp)?.deck;
        let next = deck.next_picture_time().into_iter().chain(deck.end()).filter(|next| *next > heard.time);
        next.min().map(|next| heard.speed.real(next.saturating_since(heard.time)))
    }
}
