//! Which deck frames were given to the device, and when each of them is heard: written by the
//! callback, read by the core thread, without a lock.

use core::sync::atomic::{AtomicI64, AtomicU64, Ordering, fence};
use media_time::{FLICKS_PER_SECOND, MediaDuration, Moment};

/// So many runs are remembered: more than fit into any device's buffer.
const KEPT: usize = 8;
/// How far ahead of what the device has taken it may be assumed to go on.
const AHEAD: MediaDuration = MediaDuration::from_millis(100);
/// A reader gives up after so many collisions with the writer and keeps what it knew.
const TRIES: usize = 64;
/// A device time this far off is a jump (a dropout, a sleep), not jitter.
const JUMP_FLICKS: i64 = FLICKS_PER_SECOND / 25;
/// The share of a timing error that is corrected at once; the rest is taken for jitter.
const SMOOTHING: i64 = 16;

/// Deck frames that are heard one after the other without a break.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Run {
    /// Numbers of the first frame and of the one after the last.
    first: u64,
    end: u64,
    /// This frame is heard at this moment (flicks after the clock's origin).
    anchor_frame: u64,
    anchor_flicks: i64,
}

/// The latest runs, oldest first.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Runs {
    rate: u32,
    runs: [Run; KEPT],
    count: usize,
    /// The last run reached the end of the device's buffer and goes on in the next one.
    open: bool,
}

/// Runs in atomics: a sequence lock whose writer never waits.
#[derive(Default)]
pub(crate) struct Published {
    version: AtomicU64,
    runs: [[AtomicU64; 3]; KEPT],
    flicks: [AtomicI64; KEPT],
    /// Twice the count, plus 1 when open.
    state: AtomicU64,
}

/// When each frame that the device takes is heard. Smooths the jitter of single callbacks.
pub(crate) struct DeviceClock {
    rate: u32,
    frames: u64,
    anchor: Option<(u64, i64)>,
}

impl Runs {
    pub(crate) fn new(rate: u32) -> Self {
        Self { rate, ..Self::default() }
    }

    /// A buffer begins that is heard from `flicks` on.
    pub(crate) fn begin_buffer(&mut self, flicks: i64) {
        if self.open
            && let Some(last) = self.count.checked_sub(1).and_then(|at| self.runs.get_mut(at))
        {
            (last.anchor_frame, last.anchor_flicks) = (last.end, flicks);
        }
    }

    /// Deck frame `frame` is heard at `flicks`.
    pub(crate) fn push(&mut self, frame: u64, flicks: i64) {
        let last = self.count.checked_sub(1).and_then(|at| self.runs.get_mut(at));
        match last {
            Some(last) if self.open && last.end == frame => last.end += 1,
            _ => {
                if self.count == KEPT {
                    self.runs.rotate_left(1);
                    self.count -= 1;
                }
                self.runs[self.count] =
                    Run { first: frame, end: frame + 1, anchor_frame: frame, anchor_flicks: flicks };
                self.count += 1;
                self.open = true;
            }
        }
    }

    /// Something else than a deck frame is heard now.
    pub(crate) fn break_off(&mut self) {
        self.open = false;
    }

    /// How far the decks are heard at `at`, as a position on the output's timeline; `None` before
    /// the first frame was given to the device.
    pub(crate) fn position(&self, at: Moment) -> Option<MediaDuration> {
        let runs = self.runs.get(..self.count)?;
        let begun = runs.iter().rposition(|run| self.time(run, run.first) <= at);
        let Some(index) = begun else { return runs.first().map(|run| self.length(run.first)) };
        let run = runs.get(index)?;
        let since_anchor = at - self.time(run, run.anchor_frame);
        let position = self.length(run.anchor_frame) + since_anchor;
        let goes_on = self.open && index + 1 == self.count;
        let ahead = if goes_on { AHEAD } else { MediaDuration::ZERO };
        Some(position.min(self.length(run.end) + ahead))
    }

    fn length(&self, frames: u64) -> MediaDuration {
        MediaDuration::from_samples(frames, self.rate)
    }

    fn time(&self, run: &Run, frame: u64) -> Moment {
        let anchor = Moment::after_origin(MediaDuration::from_flicks(run.anchor_flicks));
        anchor + (self.length(frame) - self.length(run.anchor_frame))
    }
}

impl Published {
    /// For the one thread that writes. Takes no lock.
    pub(crate) fn store(&self, runs: &Runs) {
        let version = self.version.load(Ordering::Relaxed);
        self.version.store(version + 1, Ordering::Relaxed);
        fence(Ordering::Release);
        for ((run, numbers), flicks) in runs.runs.iter().zip(&self.runs).zip(&self.flicks) {
            numbers[0].store(run.first, Ordering::Relaxed);
            numbers[1].store(run.end, Ordering::Relaxed);
            numbers[2].store(run.anchor_frame, Ordering::Relaxed);
            flicks.store(run.anchor_flicks, Ordering::Relaxed);
        }
        self.state.store(runs.count as u64 * 2 + u64::from(runs.open), Ordering::Relaxed);
        self.version.store(version + 2, Ordering::Release);
    }

    /// Brings `runs` up to date; leaves it as it is when the writer is always in the way.
    pub(crate) fn load(&self, runs: &mut Runs) {
        for _ in 0..TRIES {
            let version = self.version.load(Ordering::Acquire);
            let read = self.read(runs.rate);
            fence(Ordering::Acquire);
            if version.is_multiple_of(2) && self.version.load(Ordering::Relaxed) == version {
                *runs = read;
                return;
            }
            core::hint::spin_loop();
        }
    }

    fn read(&self, rate: u32) -> Runs {
        let mut read = Runs::new(rate);
        for ((run, numbers), flicks) in read.runs.iter_mut().zip(&self.runs).zip(&self.flicks) {
            *run = Run {
                first: numbers[0].load(Ordering::Relaxed),
                end: numbers[1].load(Ordering::Relaxed),
                anchor_frame: numbers[2].load(Ordering::Relaxed),
                anchor_flicks: flicks.load(Ordering::Relaxed),
            };
        }
        let state = self.state.load(Ordering::Relaxed);
        read.count = ((state / 2) as usize).min(KEPT);
        read.open = state % 2 == 1;
        read
    }
}

impl DeviceClock {
    pub(crate) fn new(rate: u32) -> Self {
        Self { rate, frames: 0, anchor: None }
    }

    /// The device says that the next frame is heard at `measured`. Gives when it really is.
    pub(crate) fn begin_buffer(&mut self, measured: Moment) -> i64 {
        let measured = measured.since_origin().flicks();
        let flicks = self.anchor.map_or(measured, |(frame, flicks)| {
            let since = MediaDuration::from_samples(self.frames - frame, self.rate).flicks();
            let expected = flicks.saturating_add(since);
            let error = measured.saturating_sub(expected);
            if error.saturating_abs() > JUMP_FLICKS { measured } else { expected + error / SMOOTHING }
        });
        self.anchor = Some((self.frames, flicks));
        flicks
    }

    /// The device took so many frames.
    pub(crate) fn advance(&mut self, frames: u64) {
        self.frames += frames;
    }

    /// How many frames the device took in all.
    pub(crate) fn frames(&self) -> u64 {
        self.frames
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MS: i64 = FLICKS_PER_SECOND / 1_000;

    fn at(millis: i64) -> Moment {
        Moment::after_origin(MediaDuration::from_millis(millis))
    }

    fn millis(frame: u64) -> i64 {
        MediaDuration::from_samples(frame, 1_000).flicks()
    }

    fn position(runs: &Runs, millis: i64) -> i64 {
        runs.position(at(millis)).unwrap().millis()
    }

    #[test]
    fn breaks_and_skips_are_heard_when_they_are_heard() {
        let mut runs = Runs::new(1_000);
        assert_eq!(runs.position(at(0)), None);
        // Heard from 500 on: frames 0–9, nothing for 10 ms, frames 10–14, then 100–104.
        runs.begin_buffer(500 * MS);
        (0..10).for_each(|frame| runs.push(frame, 500 * MS + millis(frame)));
        runs.break_off();
        (10..15).for_each(|frame| runs.push(frame, 510 * MS + millis(frame)));
        (100..105).for_each(|frame| runs.push(frame, 425 * MS + millis(frame)));
        let expected = [(0, 0), (500, 0), (509, 9), (515, 10), (520, 10), (524, 14), (525, 100), (528, 103)];
        for (moment, frame) in expected {
            assert_eq!(position(&runs, moment), frame, "at {moment}");
        }
        assert_eq!(position(&runs, 600), 175, "goes on ahead of the device");
        assert_eq!(position(&runs, 9_000), 205, "but not for ever");
        runs.break_off();
        assert_eq!(position(&runs, 9_000), 105);
    }

    #[test]
    fn many_breaks_forget_the_oldest() {
        let mut runs = Runs::new(1_000);
        for frame in 0..40 {
            runs.push(frame * 10, millis(frame * 10));
            runs.break_off();
        }
        assert_eq!(position(&runs, 1_000), 391);
        assert_eq!(position(&runs, 0), 320, "the oldest that is known");
    }

    #[test]
    fn what_is_published_is_read_back() {
        let (mut runs, mut read) = (Runs::new(48_000), Runs::new(48_000));
        let published = Published::default();
        runs.begin_buffer(0);
        runs.push(7, 3 * MS);
        published.store(&runs);
        published.load(&mut read);
        assert_eq!((read.runs, read.count, read.open), (runs.runs, 1, true));
    }

    #[test]
    fn jitter_is_smoothed_and_jumps_are_followed() {
        let mut clock = DeviceClock::new(1_000);
        assert_eq!(clock.begin_buffer(at(100)), 100 * MS);
        clock.advance(10);
        assert_eq!(clock.begin_buffer(at(126)), 111 * MS);
        clock.advance(10);
        assert_eq!(clock.begin_buffer(at(500)), 500 * MS);
    }
}
