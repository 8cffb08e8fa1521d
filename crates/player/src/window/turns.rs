//! When the overlay is drawn, where the processor draws: between the pictures, never in their way.

use std::time::{Duration, Instant};

/// What moves in the overlay is drawn this often; without a display that sets the pace, as fast as the
/// processor can would be for nothing.
pub(super) const MOTION: Duration = Duration::from_micros(16_667);

/// A pass of the overlay is put off for a picture at most this long: a viewer who presses a key sees
/// that it was taken.
const LONGEST_WAIT: Duration = Duration::from_millis(50);

/// Keeps passes of the overlay out of the way of pictures that are due.
#[derive(Debug, Default)]
pub(super) struct Turns {
    /// What a pass took of late.
    cost: Duration,
    /// Since when a pass that is wanted waits.
    waits_since: Option<Instant>,
}

impl Turns {
    /// Whether a pass may begin now. `picture`: when the next one is to be seen. After `false`, it may
    /// when that is on screen.
    pub(super) fn may_begin(&mut self, now: Instant, picture: Option<Instant>) -> bool {
        let since = *self.waits_since.get_or_insert(now);
        let fits = picture.is_none_or(|at| now + self.cost < at);
        let waited_enough = now.saturating_duration_since(since) >= LONGEST_WAIT;
        let begins = fits || waited_enough;
        if begins {
            self.waits_since = None;
        }
        begins
    }

    /// Whether a pass was put off.
    pub(super) fn waits(&self) -> bool {
        self.waits_since.is_some()
    }

    /// Nothing is to be drawn.
    pub(super) fn rest(&mut self) {
        self.waits_since = None;
    }

    /// A pass and what was shown by it took this long. A dear one is remembered for a while.
    pub(super) fn took(&mut self, length: Duration) {
        self.cost = length.max(self.cost * 7 / 8);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pass_that_would_hold_up_a_picture_waits_for_it_but_not_for_ever() {
        let start = Instant::now();
        let at = |millis| start + Duration::from_millis(millis);
        let mut turns = Turns::default();
        turns.took(Duration::from_millis(6));
        // Now, the next picture, and whether a pass begins.
        for (now, picture, begins) in [
            (0, Some(33), true),
            (28, Some(33), false),
            (33, Some(66), true),
            (61, None, true),
            // Pictures that come faster than passes can be made.
            (100, Some(104), false),
            (120, Some(124), false),
            (149, Some(153), false),
            (150, Some(153), true),
            (151, Some(153), false),
        ] {
            assert_eq!(turns.may_begin(at(now), picture.map(at)), begins, "{now}");
        }
        turns.rest();
        assert!(!turns.may_begin(at(300), Some(at(303))), "waiting counts from when it is wanted");
    }

    #[test]
    fn what_a_dear_pass_took_is_forgotten_slowly() {
        let start = Instant::now();
        let picture = Some(start + Duration::from_millis(5));
        let mut turns = Turns::default();
        turns.took(Duration::from_millis(20));
        let tries = (0..100).take_while(|_| {
            turns.took(Duration::from_millis(1));
            !turns.may_begin(start, picture)
        });
        assert!((5..20).contains(&tries.count()));
    }
}
