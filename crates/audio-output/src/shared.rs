//! What the core thread and the callback tell each other, all in atomics.

use crate::runs::Published;
use core::sync::atomic::{AtomicBool, AtomicU8, AtomicU32, AtomicU64, Ordering};

/// Why the callback gave up, or the device did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// The device went away.
    Lost,
    /// The device takes sound much faster than it can be heard.
    TooFast,
}

/// Written by the core thread unless said otherwise.
pub(crate) struct Shared {
    /// Bits of an `f32`; 0 when muted.
    volume: AtomicU32,
    paused: AtomicBool,
    /// Deck frames before this number are not to be heard any more.
    skip_to: AtomicU64,
    /// By the callback: the number of the deck frame that it reads next.
    read_frame: AtomicU64,
    /// By the callback: the number of the deck frame up to which it reads at the moment.
    claimed: AtomicU64,
    /// By the callback: how often it was called.
    calls: AtomicU64,
    /// By the device's error handler: errors since the latest call.
    errors: AtomicU32,
    /// By the callback.
    pub(crate) runs: Published,
    /// By the callback or the device's error handler; 0 is none.
    failure: AtomicU8,
}

impl Shared {
    pub(crate) fn new() -> Self {
        Self {
            volume: AtomicU32::new(1.0_f32.to_bits()),
            paused: AtomicBool::new(false),
            skip_to: AtomicU64::new(0),
            read_frame: AtomicU64::new(0),
            claimed: AtomicU64::new(0),
            calls: AtomicU64::new(0),
            errors: AtomicU32::new(0),
            runs: Published::default(),
            failure: AtomicU8::new(0),
        }
    }

    pub(crate) fn volume(&self) -> f32 {
        f32::from_bits(self.volume.load(Ordering::Relaxed))
    }

    pub(crate) fn set_volume(&self, volume: f32) {
        self.volume.store(volume.to_bits(), Ordering::Relaxed);
    }

    pub(crate) fn paused(&self) -> bool {
        self.paused.load(Ordering::Relaxed)
    }

    pub(crate) fn set_paused(&self, paused: bool) {
        self.paused.store(paused, Ordering::Relaxed);
    }

    pub(crate) fn skip_to(&self) -> u64 {
        // With the store below: the frames that are to be skipped are in the ring already.
        self.skip_to.load(Ordering::SeqCst)
    }

    pub(crate) fn set_skip_to(&self, frame: u64) {
        self.skip_to.store(frame, Ordering::SeqCst);
    }

    pub(crate) fn read_frame(&self) -> u64 {
        self.read_frame.load(Ordering::Relaxed)
    }

    /// The callback is about to read frames before this number. Before [`Shared::skip_to`] is looked
    /// at: either that is seen here, or the claim is seen by who sets it.
    pub(crate) fn claim(&self, frame: u64) {
        self.claimed.store(frame, Ordering::SeqCst);
    }

    /// The number after the last deck frame that the callback has read, or is about to read.
    pub(crate) fn taken_frame(&self) -> u64 {
        self.claimed.load(Ordering::SeqCst)
    }

    pub(crate) fn set_read_frame(&self, frame: u64) {
        self.read_frame.store(frame, Ordering::Relaxed);
    }

    pub(crate) fn calls(&self) -> u64 {
        self.calls.load(Ordering::Relaxed)
    }

    pub(crate) fn count_call(&self) {
        self.calls.fetch_add(1, Ordering::Relaxed);
        self.errors.store(0, Ordering::Relaxed);
    }

    pub(crate) fn count_error(&self) {
        self.errors.fetch_add(1, Ordering::Relaxed);
    }

    /// Errors since the device last asked for a buffer.
    pub(crate) fn errors(&self) -> u32 {
        self.errors.load(Ordering::Relaxed)
    }

    pub(crate) fn failure(&self) -> Option<Failure> {
        match self.failure.load(Ordering::Relaxed) {
            0 => None,
            1 => Some(Failure::Lost),
            _ => Some(Failure::TooFast),
        }
    }

    pub(crate) fn fail(&self, failure: Failure) {
        let code = match failure {
            Failure::Lost => 1,
            Failure::TooFast => 2,
        };
        self.failure.store(code, Ordering::Relaxed);
    }
}
