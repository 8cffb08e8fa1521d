//! Which clips decode first: the one that plays; then those that may play next, a few at a time.
//!
//! By taking turns and not by the priorities of threads: an ordinary user's thread that was given a
//! lower one can never have its old one back, and a clip that is cut to must not stay behind.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak};
use std::thread::available_parallelism;
use std::time::{Duration, Instant};

/// Longest wait for one picture. A machine that is too slow for the clip that plays still primes what
/// follows it, if slowly.
const PATIENCE: Duration = Duration::from_millis(100);

/// How often whoever waits looks whether the clip that plays has enough.
const LOOK: Duration = Duration::from_millis(5);

/// What a clip decodes into, which may be the one that plays.
pub(crate) trait Playing: Send + Sync {
    /// Whether it plays and its queue runs low.
    fn is_short(&self) -> bool;
}

/// Shared by the clips of one opener.
pub(crate) struct Pace {
    state: Mutex<State>,
    changed: Condvar,
    /// Turns at a time.
    most: usize,
    patience: Duration,
}

struct State {
    minded: Vec<Weak<dyn Playing>>,
    taken: usize,
}

/// A turn; it ends when this is dropped.
pub(crate) struct Turn<'a>(Option<&'a Pace>);

impl Default for Pace {
    /// One processor is left to the clip that plays, if there is another.
    fn default() -> Self {
        let processors = available_parallelism().map_or(1, usize::from);
        Self::new((processors - 1).max(1), PATIENCE)
    }
}

impl std::fmt::Debug for Pace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pace").field("most", &self.most).finish_non_exhaustive()
    }
}

impl Pace {
    fn new(most: usize, patience: Duration) -> Self {
        let state = State { minded: Vec::new(), taken: 0 };
        Self { state: Mutex::new(state), changed: Condvar::new(), most, patience }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// From now on others wait while this one is short.
    pub(crate) fn mind(&self, playing: &Arc<dyn Playing>) {
        let mut state = self.lock();
        state.minded.retain(|minded| minded.strong_count() > 0);
        state.minded.push(Arc::downgrade(playing));
    }

    /// Waits until a picture of a clip that may play next may be decoded. Ends when that is `needless`:
    /// call [`Pace::look_again`] when it becomes so.
    pub(crate) fn turn(&self, needless: impl Fn() -> bool) -> Turn<'_> {
        let since = Instant::now();
        let mut state = self.lock();
        loop {
            if needless() {
                return Turn(None);
            }
            let free = state.taken < self.most && !state.anyone_is_short();
            if free || since.elapsed() >= self.patience {
                state.taken += 1;
                return Turn(Some(self));
            }
            state = self.changed.wait_timeout(state, LOOK).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Whoever waits asks again whether it still must.
    pub(crate) fn look_again(&self) {
        self.changed.notify_all();
    }
}

impl State {
    fn anyone_is_short(&self) -> bool {
        self.minded.iter().filter_map(Weak::upgrade).any(|playing| playing.is_short())
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        if let Some(pace) = self.0 {
            pace.lock().taken -= 1;
            pace.changed.notify_one();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::thread;

    /// Only a hang takes as long.
    const EVER: Duration = Duration::from_secs(60);

    #[derive(Default)]
    struct Clip(AtomicBool);

    impl Playing for Clip {
        fn is_short(&self) -> bool {
            self.0.load(Ordering::SeqCst)
        }
    }

    fn clip(pace: &Pace, short: bool) -> Arc<Clip> {
        let clip = Arc::new(Clip(AtomicBool::new(short)));
        let playing: Arc<dyn Playing> = clip.clone();
        pace.mind(&playing);
        clip
    }

    #[test]
    fn a_turn_comes_when_the_clip_that_plays_has_enough() {
        let pace = Pace::new(1, EVER);
        let playing = clip(&pace, true);
        let came = AtomicBool::new(false);
        thread::scope(|scope| {
            scope.spawn(|| {
                let _turn = pace.turn(|| false);
                came.store(true, Ordering::SeqCst);
            });
            thread::sleep(5 * LOOK);
            assert!(!came.load(Ordering::SeqCst));
            playing.0.store(false, Ordering::SeqCst);
        });
        assert!(came.load(Ordering::SeqCst));
    }

    #[test]
    fn turns_are_few_and_come_back() {
        let pace = Pace::new(2, EVER);
        let turns = [pace.turn(|| false), pace.turn(|| false)];
        thread::scope(|scope| {
            let third = scope.spawn(|| drop(pace.turn(|| false)));
            thread::sleep(5 * LOOK);
            assert!(!third.is_finished());
            drop(turns);
        });
        assert_eq!(pace.lock().taken, 0);
    }

    #[test]
    fn nobody_waits_for_what_is_needless_or_for_ever() {
        let pace = Pace::new(1, EVER);
        let _playing = clip(&pace, true);
        let shown = AtomicBool::new(false);
        thread::scope(|scope| {
            let waiting = scope.spawn(|| drop(pace.turn(|| shown.load(Ordering::SeqCst))));
            thread::sleep(2 * LOOK);
            assert!(!waiting.is_finished());
            shown.store(true, Ordering::SeqCst);
            pace.look_again();
        });
        let hasty = Pace::new(1, 3 * LOOK);
        let _playing = clip(&hasty, true);
        drop(hasty.turn(|| false));
        assert_eq!(hasty.lock().taken, 0);
    }

    #[test]
    fn clips_that_are_gone_are_forgotten() {
        let pace = Pace::new(1, EVER);
        drop(clip(&pace, true));
        drop(pace.turn(|| false));
        let _kept = clip(&pace, false);
        assert_eq!(pace.lock().minded.len(), 1);
    }
}
