//! Blocks of samples.

use crate::Stamp;
use media_time::{MediaDuration, MediaTime};
use std::sync::Arc;

/// A stretch of decoded sound: interleaved stereo `f32`, −1…1, at the rate that was asked for.
/// Cheap to clone.
#[derive(Clone, Debug)]
pub struct SoundBlock {
    /// The deck and generation it was decoded for.
    pub stamp: Stamp,
    /// When its first sample is heard, on the clip's own timeline.
    pub time: MediaTime,
    /// Sample frames a second.
    pub rate: u32,
    /// Left, right, left, right, …
    pub samples: Arc<[f32]>,
}

impl SoundBlock {
    /// Every block is stereo.
    pub const CHANNELS: usize = 2;

    /// Sample frames: samples of one channel.
    #[must_use]
    pub fn frames(&self) -> usize {
        self.samples.len() / Self::CHANNELS
    }

    /// How long it lasts.
    #[must_use]
    pub fn duration(&self) -> MediaDuration {
        MediaDuration::from_samples(self.frames() as u64, self.rate)
    }
}
