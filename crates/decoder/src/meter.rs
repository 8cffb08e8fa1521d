//! Measures how loud sound is, by EBU R 128.

use ebur128::{EbuR128, Mode};
use media::loudness::Level;
use media::{Loudness, MediaError, MediaErrorKind};

/// Takes a clip's samples and says how loud all of it is.
pub(crate) struct Meter {
    meter: EbuR128,
}

impl Meter {
    /// For interleaved stereo at this rate.
    pub(crate) fn new(rate: u32) -> Result<Self, MediaError> {
        let mode = Mode::I | Mode::LRA | Mode::TRUE_PEAK;
        Ok(Self { meter: EbuR128::new(2, rate, mode).map_err(failed)? })
    }

    /// The next samples: left, right, left, right, …
    pub(crate) fn add(&mut self, samples: &[f32]) -> Result<(), MediaError> {
        self.meter.add_frames_f32(samples).map_err(failed)
    }

    /// How loud it was; `None` when all of it lay under the gate: silent, or shorter than 0.4 s.
    pub(crate) fn loudness(&self) -> Option<Loudness> {
        let integrated = self.meter.loudness_global().ok().and_then(Level::from_decibels)?;
        let range = self.meter.loudness_range().ok().and_then(Level::from_decibels).unwrap_or_default();
        let peak = |channel| self.meter.true_peak(channel).unwrap_or(0.0);
        let true_peak = Level::from_decibels(20.0 * peak(0).max(peak(1)).log10())?;
        Some(Loudness { integrated, true_peak, range })
    }
}

fn failed(error: ebur128::Error) -> MediaError {
    MediaError::new(MediaErrorKind::Internal, format!("its loudness cannot be measured ({error})"))
}
