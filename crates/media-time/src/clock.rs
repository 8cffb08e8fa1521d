//! A monotonic clock that can be replaced.

use crate::MediaDuration;
use core::ops::{Add, Sub};
use core::sync::atomic::{AtomicI64, Ordering};
use std::sync::Arc;

/// A reading of a [`Clock`]: how long after that clock's own origin. Readings of two clocks have
/// nothing to do with each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(MediaDuration);

/// A clock that never goes back. Shared by threads.
pub trait Clock: Send + Sync {
    /// The present reading.
    fn now(&self) -> Moment;
}

/// A clock that moves only when it is told to: playback that needs no waiting, and tests.
/// Clones share the same hand.
#[derive(Clone, Debug, Default)]
pub struct ManualClock {
    flicks: Arc<AtomicI64>,
}

impl Moment {
    /// The clock's origin.
    pub const ORIGIN: Self = Self(MediaDuration::ZERO);

    /// The reading this long after the clock's origin.
    #[must_use]
    pub const fn after_origin(length: MediaDuration) -> Self {
        Self(length)
    }

    /// How long after the clock's origin.
    #[must_use]
    pub const fn since_origin(self) -> MediaDuration {
        self.0
    }

    /// `self - earlier`, zero when `earlier` is not earlier.
    #[must_use]
    pub fn saturating_since(self, earlier: Self) -> MediaDuration {
        (self - earlier).max(MediaDuration::ZERO)
    }
}

impl Add<MediaDuration> for Moment {
    type Output = Self;
    fn add(self, length: MediaDuration) -> Self {
        Self(self.0 + length)
    }
}

impl Sub for Moment {
    type Output = MediaDuration;
    fn sub(self, other: Self) -> MediaDuration {
        self.0 - other.0
    }
}

impl ManualClock {
    /// A clock that stands at its origin.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Moves the hand forward; a negative length is ignored.
    pub fn advance(&self, length: MediaDuration) {
        if !length.is_negative() {
            self.flicks.fetch_add(length.flicks(), Ordering::AcqRel);
        }
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Moment {
        Moment(MediaDuration::from_flicks(self.flicks.load(Ordering::Acquire)))
    }
}

impl<C: Clock + ?Sized> Clock for Arc<C> {
    fn now(&self) -> Moment {
        (**self).now()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manual_clock_moves_only_forward_and_is_shared() {
        let clock = ManualClock::new();
        let other = clock.clone();
        clock.advance(MediaDuration::from_millis(20));
        clock.advance(MediaDuration::from_millis(-5));
        assert_eq!(other.now().since_origin(), MediaDuration::from_millis(20));
    }
}
