//! How far copying files into the story's folder is: [`TakingIn`].

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// Files that are being copied into the story's folder: a thread copies, the window shows how far it is.
#[derive(Debug, Default)]
pub struct TakingIn {
    done: AtomicU64,
    total: AtomicU64,
    stop: AtomicBool,
    over: AtomicBool,
}

impl TakingIn {
    /// So many of `total` bytes are copied.
    pub fn tell(&self, done: u64, total: u64) {
        self.done.store(done, Ordering::Relaxed);
        self.total.store(total, Ordering::Relaxed);
    }

    /// The share that is copied, 0 to 1.
    #[must_use]
    pub fn share(&self) -> f32 {
        let (done, total) = (self.done.load(Ordering::Relaxed), self.total.load(Ordering::Relaxed));
        if total == 0 { 0.0 } else { (done as f64 / total as f64).min(1.0) as f32 }
    }

    /// The author wants none of it.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Release);
    }

    /// Whether it is to stop.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Acquire)
    }

    /// All is copied, or nothing more will be.
    pub fn finish(&self) {
        self.over.store(true, Ordering::Release);
    }

    /// Whether it is over.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.over.load(Ordering::Acquire)
    }
}
