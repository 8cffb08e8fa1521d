//! A bounded queue from one decoding thread to the clip's owner, with seeks going the other way.

use media::{Polled, SoundBlock, Stamp, VideoFrame, Waker};
use media_time::{MediaDuration, MediaTime};
use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// What waits in a lane.
pub(crate) trait Queued {
    /// Bytes of its samples.
    fn bytes(&self) -> usize;
    /// How long it is seen or heard.
    fn length(&self) -> MediaDuration;
}

/// From where to decode, and for whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Job {
    /// On the trimmed clip's timeline.
    pub(crate) target: MediaTime,
    /// What the results carry.
    pub(crate) stamp: Stamp,
}

/// How much may wait. One item always may.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Room {
    /// Items.
    pub(crate) items: usize,
    /// Bytes.
    pub(crate) bytes: usize,
    /// Time.
    pub(crate) length: MediaDuration,
}

/// How much may wait before and after a clip is shown.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rooms {
    /// Only primed.
    pub(crate) primed: Room,
    /// Shown.
    pub(crate) shown: Room,
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
}

struct State<T> {
    items: VecDeque<T>,
    bytes: usize,
    length: MediaDuration,
    room: Room,
    job: Option<Job>,
    /// Nothing more comes for the present job.
    ended: bool,
    /// No thread serves this lane (any more).
    abandoned: bool,
    /// The clip is dropped.
    closed: bool,
}

impl<T: Queued> Lane<T> {
    /// A lane with its first job. `served`: whether a thread will put something in.
    pub(crate) fn new(rooms: Rooms, first: Job, shown: bool, served: bool, waker: Waker) -> Self {
        let state = State {
            items: VecDeque::new(),
            bytes: 0,
            length: MediaDuration::ZERO,
            room: if shown { rooms.shown } else { rooms.primed },
            job: served.then_some(first),
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
                drop(state);
                self.changed.notify_all();
                Polled::Ready(item)
            }
            None if state.ended || state.abandoned => Polled::End,
            None => Polled::Pending,
        }
    }

    /// Empties the queue and asks for another place; forgets an earlier wish that still waits.
    pub(crate) fn seek(&self, job: Job) {
        let mut state = self.lock();
        state.items.clear();
        state.bytes = 0;
        state.length = MediaDuration::ZERO;
        if state.abandoned || state.closed {
            return;
        }
        state.ended = false;
        state.job = Some(job);
        self.stop.store(true, Ordering::Release);
        drop(state);
        self.changed.notify_all();
    }

    /// Longer queues from now on.
    pub(crate) fn show(&self) {
        self.lock().room = self.rooms.shown;
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

    /// Bytes that wait.
    pub(crate) fn bytes(&self) -> usize {
        self.lock().bytes
    }

    // The thread's side.

    /// Whether the present job is to be given up.
    pub(crate) fn stopped(&self) -> bool {
        self.stop.load(Ordering::Acquire)
    }

    /// Puts an item in, waiting for room.
    pub(crate) fn put(&self, item: T) -> Result<(), Stop> {
        let mut state = self.lock();
        while !state.has_room() && state.job.is_none() && !state.closed {
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        if state.job.is_some() || state.closed {
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
        state.ended = state.job.is_none();
        drop(state);
        (self.waker)();
    }

    /// Waits for the next job; `None` when the clip was dropped.
    pub(crate) fn wait_for_job(&self) -> Option<Job> {
        let mut state = self.lock();
        loop {
            if state.closed {
                return None;
            }
            if let Some(job) = state.job.take() {
                self.stop.store(false, Ordering::Release);
                return Some(job);
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

impl<T> State<T> {
    fn has_room(&self) -> bool {
        self.items.is_empty()
            || (self.items.len() < self.room.items
                && self.bytes < self.room.bytes
                && self.length < self.room.length)
    }
}

impl Queued for VideoFrame {
    fn bytes(&self) -> usize {
        self.picture.bytes()
    }

    fn length(&self) -> MediaDuration {
        self.duration
    }
}

impl Queued for SoundBlock {
    fn bytes(&self) -> usize {
        size_of_val(&*self.samples)
    }

    fn length(&self) -> MediaDuration {
        self.duration()
    }
}

/// Rooms of a picture lane.
pub(crate) const PICTURE_ROOMS: Rooms = Rooms {
    primed: Room { items: 3, bytes: 48 << 20, length: MediaDuration::from_seconds(1) },
    shown: Room { items: 12, bytes: 96 << 20, length: MediaDuration::from_seconds(1) },
};

/// Rooms of a sound lane.
pub(crate) const SOUND_ROOMS: Rooms = Rooms {
    primed: Room { items: 64, bytes: 8 << 20, length: MediaDuration::from_millis(100) },
    shown: Room { items: 512, bytes: 8 << 20, length: MediaDuration::from_millis(1_000) },
};

#[cfg(test)]
mod tests {
    use super::*;
    use media::{DeckId, Generation};
    use std::sync::Arc;

    struct Item(u32);

    impl Queued for Item {
        fn bytes(&self) -> usize {
            10
        }
        fn length(&self) -> MediaDuration {
            MediaDuration::from_millis(10)
        }
    }

    fn job(generation: u32) -> Job {
        let stamp = Stamp { deck: DeckId(1), generation: Generation(generation) };
        Job { target: MediaTime::from_millis(i64::from(generation)), stamp }
    }

    fn lane(served: bool) -> Lane<Item> {
        let room = Room { items: 2, bytes: 1_000, length: MediaDuration::from_seconds(1) };
        let shown = Room { items: 4, ..room };
        Lane::new(Rooms { primed: room, shown }, job(0), false, served, Arc::new(|| ()))
    }

    #[test]
    fn seeks_coalesce_and_empty_the_queue() {
        let lane = lane(true);
        assert_eq!(lane.wait_for_job(), Some(job(0)));
        lane.put(Item(1)).unwrap();
        assert!(!lane.stopped());
        lane.seek(job(1));
        lane.seek(job(2));
        assert!(lane.stopped());
        assert_eq!(lane.put(Item(2)), Err(Stop));
        assert_eq!(lane.bytes(), 0);
        assert!(matches!(lane.take(), Polled::Pending));
        assert_eq!(lane.wait_for_job(), Some(job(2)));
        lane.put(Item(3)).unwrap();
        assert!(matches!(lane.take(), Polled::Ready(Item(3))));
        lane.end();
        assert!(matches!(lane.take(), Polled::End));
        lane.seek(job(3));
        assert!(matches!(lane.take(), Polled::Pending));
    }

    #[test]
    fn a_full_queue_waits_for_room_and_longer_queues_give_it() {
        let lane = Arc::new(lane(true));
        lane.wait_for_job();
        let filler = Arc::clone(&lane);
        let thread = std::thread::Builder::new()
            .name("filler".into())
            .spawn(move || (0..5).map(|n| filler.put(Item(n))).filter(Result::is_ok).count())
            .unwrap();
        lane.show();
        while lane.bytes() < 40 {
            std::thread::yield_now();
        }
        assert!(matches!(lane.take(), Polled::Ready(Item(0))));
        while lane.bytes() < 40 {
            std::thread::yield_now();
        }
        assert_eq!(thread.join().unwrap(), 5);
    }

    #[test]
    fn unserved_and_closed_lanes_end() {
        let lane = lane(false);
        lane.seek(job(1));
        assert!(matches!(lane.take(), Polled::End));
        let lane = self::lane(true);
        lane.close();
        assert_eq!(lane.wait_for_job(), None);
    }
}
