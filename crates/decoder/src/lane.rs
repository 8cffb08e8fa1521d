//! A bounded queue from one decoding thread to the clip's owner, with seeks going the other way.

mod rooms;

pub(crate) use rooms::{PICTURE_ROOMS, Rooms, SOUND_ROOMS};

use crate::pace::Playing;
use media::{Polled, Readiness, Stamp, Waker};
use media_time::{MediaDuration, MediaTime};
use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// What waits in a lane.
pub(crate) trait Queued {
    /// Bytes of its samples.
    fn bytes(&self) -> usize;
    /// How long it is seen or heard.
    fn length(&self) -> MediaDuration;
    /// From where it would be decoded again, and for whom.
    fn job(&self) -> Job;
}

/// From where to decode, and for whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Job {
    /// On the trimmed clip's timeline.
    pub(crate) target: MediaTime,
    /// What the results carry.
    pub(crate) stamp: Stamp,
    /// What is wanted of it.
    pub(crate) aim: Aim,
}

/// What is wanted of a [`Job`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Aim {
    /// Everything from the target on, for the first time or because it was given back.
    Begin,
    /// Everything from the target on, after a seek; without what was known already, up to the picture
    /// at `known`.
    Play {
        /// On the trimmed clip's timeline.
        known: Option<MediaTime>,
    },
    /// What is seen at the target, roughly and soon.
    Scrub {
        /// That was known already, and exact.
        known: Option<MediaTime>,
    },
}

/// The decoding thread is to stop what it does and ask [`Lane::wait_for_job`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stop;

/// The queue.
pub(crate) struct Lane<T> {
    state: Mutex<State<T>>,
    changed: Condvar,
    /// Set while a seek waits or the clip is dropped, so that decoding loops need no lock to see it.
    stop: AtomicBool,
    waker: Waker,
    rooms: Rooms,
    /// What the thread's decoder is taken to hold beside what waits here.
    decoder_bytes: AtomicUsize,
}

struct State<T> {
    items: VecDeque<T>,
    bytes: usize,
    length: MediaDuration,
    level: Level,
    /// Items that were taken since the latest seek.
    taken: usize,
    job: Option<Job>,
    /// Where the thread goes on as soon as there is room: what comes from there on was given back.
    resume: Option<Job>,
    /// The thread is at a job.
    serves: bool,
    /// The present job is void, and there is no other.
    halted: bool,
    /// Nothing more comes for the present job.
    ended: bool,
    /// No thread serves this lane (any more).
    abandoned: bool,
    /// The clip is dropped.
    closed: bool,
}

/// How much is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Level {
    Held(Readiness),
    Shown,
}

impl<T: Queued> Lane<T> {
    /// A lane with its first job. `served`: whether a thread will put something in.
    pub(crate) fn new(rooms: Rooms, first: Job, shown: bool, served: bool, waker: Waker) -> Self {
        let state = State {
            items: VecDeque::new(),
            bytes: 0,
            length: MediaDuration::ZERO,
            level: if shown { Level::Shown } else { Level::Held(Readiness::Primed) },
            taken: 0,
            job: served.then_some(first),
            resume: None,
            serves: false,
            halted: false,
            ended: false,
            abandoned: !served,
            closed: false,
        };
        Self {
            state: Mutex::new(state),
            changed: Condvar::new(),
            stop: AtomicBool::new(served),
            waker,
            rooms,
            decoder_bytes: AtomicUsize::new(0),
        }
    }

    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    // The owner's side.

    /// Takes the next item.
    pub(crate) fn take(&self) -> Polled<T> {
        let mut state = self.lock();
        match state.items.pop_front() {
            Some(item) => {
                state.bytes = state.bytes.saturating_sub(item.bytes());
                state.length -= item.length();
                state.taken += 1;
                drop(state);
                self.changed.notify_all();
                Polled::Ready(item)
            }
            None if state.ended || state.abandoned => Polled::End,
            None => Polled::Pending,
        }
    }

    /// Empties the queue and asks for another place; forgets an earlier wish that still waits. What
    /// of it is `known` already waits at once.
    pub(crate) fn seek(&self, job: Job, known: Vec<T>) {
        let mut state = self.lock();
        state.empty();
        if state.abandoned || state.closed {
            return;
        }
        state.bytes = known.iter().map(Queued::bytes).sum();
        state.length = known.iter().fold(MediaDuration::ZERO, |length, item| length + item.length());
        let any = !known.is_empty();
        state.items = known.into();
        state.ended = false;
        state.halted = false;
        state.job = Some(job);
        self.stop.store(true, Ordering::Release);
        drop(state);
        self.changed.notify_all();
        if any {
            (self.waker)();
        }
    }

    /// Empties the queue and wants nothing more until the next seek.
    pub(crate) fn silence(&self) {
        let mut state = self.lock();
        state.empty();
        state.ended = true;
        state.job = None;
        state.halted = true;
        self.stop.store(true, Ordering::Release);
        drop(state);
        self.changed.notify_all();
    }

    /// Longer queues from now on.
    pub(crate) fn show(&self) {
        self.lock().level = Level::Shown;
        self.changed.notify_all();
    }

    /// Keeps so much and no more. What is given back comes again when there is room for it.
    pub(crate) fn hold(&self, readiness: Readiness) {
        let mut state = self.lock();
        state.level = Level::Held(readiness);
        let kept = match readiness {
            Readiness::Open => 0,
            Readiness::FirstPicture => self.rooms.first.saturating_sub(state.taken),
            Readiness::Primed => self.rooms.primed.items,
        };
        while state.items.len() > kept
            && let Some(item) = state.items.pop_back()
        {
            state.bytes = state.bytes.saturating_sub(item.bytes());
            state.length -= item.length();
            state.give_back(&item);
            state.ended = false;
            self.stop.store(true, Ordering::Release);
        }
        drop(state);
        self.changed.notify_all();
    }

    /// The clip is dropped: the thread ends as soon as it sees it.
    pub(crate) fn close(&self) {
        let mut state = self.lock();
        state.closed = true;
        state.items.clear();
        self.stop.store(true, Ordering::Release);
        drop(state);
        self.changed.notify_all();
    }

    /// How many items were taken since the latest seek.
    pub(crate) fn taken(&self) -> usize {
        self.lock().taken
    }

    /// Bytes that wait.
    pub(crate) fn bytes(&self) -> usize {
        self.lock().bytes
    }

    /// Bytes that wait, and those of the thread that fills this lane, with its decoder.
    pub(crate) fn held_bytes(&self) -> usize {
        self.bytes() + self.decoder_bytes.load(Ordering::Relaxed)
    }

    // The thread's side.

    /// Whether the present job is to be given up.
    pub(crate) fn stopped(&self) -> bool {
        self.stop.load(Ordering::Acquire)
    }

    /// Whether the clip is shown.
    pub(crate) fn is_shown(&self) -> bool {
        self.lock().level == Level::Shown
    }

    /// What the thread's decoder is taken to hold from now on.
    pub(crate) fn set_decoder_bytes(&self, bytes: usize) {
        self.decoder_bytes.store(bytes, Ordering::Relaxed);
    }

    /// Puts an item in, waiting for room; or, when there is none and `rest` allows it, gives it back:
    /// then the thread has no job until there is room. A lane of less than primed gives it back always.
    pub(crate) fn put(&self, item: T, rest: bool) -> Result<(), Stop> {
        let mut state = self.lock();
        while !state.has_room(&self.rooms) && !state.interrupts() {
            let rests = match state.level {
                Level::Shown => false,
                Level::Held(Readiness::Primed) => rest,
                Level::Held(_) => true,
            };
            if rests {
                state.resume = Some(item.job());
            } else {
                state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
            }
        }
        if state.interrupts() {
            return Err(Stop);
        }
        state.bytes += item.bytes();
        state.length += item.length();
        state.items.push_back(item);
        drop(state);
        (self.waker)();
        Ok(())
    }

    /// Nothing more comes for the present job.
    pub(crate) fn end(&self) {
        let mut state = self.lock();
        state.ended |= !state.interrupts();
        drop(state);
        (self.waker)();
    }

    /// Whether there is nothing to do at the moment: a decoder may be closed until there is.
    pub(crate) fn is_idle(&self) -> bool {
        let state = self.lock();
        !state.closed && !state.has_work(&self.rooms)
    }

    /// Waits for the next job; `None` when the clip was dropped.
    pub(crate) fn wait_for_job(&self) -> Option<Job> {
        let mut state = self.lock();
        state.serves = false;
        loop {
            if state.closed {
                return None;
            }
            if state.has_work(&self.rooms) {
                state.serves = true;
                self.stop.store(false, Ordering::Release);
                let resume = state.resume.take();
                return state.job.take().or(resume);
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// No thread serves this lane any more.
    pub(crate) fn abandon(&self) {
        self.lock().abandoned = true;
        (self.waker)();
    }
}

impl<T: Queued + Send> Playing for Lane<T> {
    /// The clip is shown, and its thread has not filled half of the queue.
    fn is_short(&self) -> bool {
        let state = self.lock();
        state.level == Level::Shown && state.serves && !state.is_half_full(&self.rooms)
    }
}

impl<T> State<T> {
    fn empty(&mut self) {
        self.items.clear();
        self.bytes = 0;
        self.length = MediaDuration::ZERO;
        self.taken = 0;
        self.resume = None;
    }

    /// The thread is to decode from this item on, once more.
    fn give_back(&mut self, item: &T)
    where
        T: Queued,
    {
        match &mut self.job {
            // It waits still, and counts on what was known of it.
            Some(Job { aim: Aim::Scrub { known }, .. }) => *known = None,
            Some(job) => *job = item.job(),
            None => self.resume = Some(item.job()),
        }
    }

    fn has_room(&self, rooms: &Rooms) -> bool {
        let room = match self.level {
            Level::Shown => rooms.shown,
            Level::Held(Readiness::Primed) => rooms.primed,
            Level::Held(Readiness::FirstPicture) => return self.items.len() + self.taken < rooms.first,
            Level::Held(Readiness::Open) => return false,
        };
        self.items.is_empty()
            || (self.items.len() < room.items && self.bytes < room.bytes && self.length < room.length)
    }

    fn is_half_full(&self, rooms: &Rooms) -> bool {
        let room = rooms.shown;
        self.items.len() * 2 >= room.items
            || self.bytes * 2 >= room.bytes
            || self.length.scaled(2, 1) >= room.length
    }

    /// The thread's present job is void.
    fn interrupts(&self) -> bool {
        self.job.is_some() || self.resume.is_some() || self.halted || self.closed
    }

    /// There is something to be done, and room for what it gives. A primed clip whose first items
    /// were taken goes on only when it has less than it should have: taking them is no reason.
    fn has_work(&self, rooms: &Rooms) -> bool {
        let enough = self.level == Level::Held(Readiness::Primed)
            && !self.items.is_empty()
            && self.items.len() + self.taken >= rooms.primed.items;
        self.has_room(rooms) && (self.job.is_some() || self.resume.is_some() && !enough)
    }
}

#[cfg(test)]
mod tests;
