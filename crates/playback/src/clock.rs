//! The system's monotonic clock.

use media_time::{Clock, MediaDuration, Moment};
use std::time::Instant;

/// The system's monotonic clock, counted from when it was made.
#[derive(Clone, Copy, Debug)]
pub struct MonotonicClock {
    origin: Instant,
}

impl MonotonicClock {
    /// A clock whose origin is now.
    #[must_use]
    pub fn new() -> Self {
        Self { origin: Instant::now() }
    }
}

impl Default for MonotonicClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for MonotonicClock {
    fn now(&self) -> Moment {
        Moment::after_origin(MediaDuration::from_std(self.origin.elapsed()))
    }
}
