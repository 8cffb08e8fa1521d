//! The sound timeline driven by a clock instead of a device.
use crate::{AudioOutput, Cue, Heard, MusicBed, OutputHealth, SoundBlock, Written};
use media_time::{Clock, Moment};
use std::sync::Arc;

/// Sound that was written and would have been heard.
#[derive(Clone, Debug, Default)]
pub struct CapturedSound;

/// The sound timeline driven by a [`Clock`].
pub struct ClockedOutput {
    _clock: Arc<dyn Clock>,
}

impl AudioOutput for ClockedOutput {
    fn rate(&self) -> u32 {
        48_000
    }
    fn write(&mut self, _block: &SoundBlock, _gain: f32) -> Written {
        Written::Full
    }
    fn queued_frames(&self) -> usize {
        0
    }
    fn heard(&self, _at: Moment) -> Option<Heard> {
        None
    }
    fn flush(&mut self) {}
    fn set_paused(&mut self, _paused: bool) {}
    fn set_volume(&mut self, _volume: f32, _muted: bool) {}
    fn set_music(&mut self, _bed: Option<MusicBed>) {}
    fn play_cue(&mut self, _cue: Cue) {}
    fn health(&self) -> OutputHealth {
        OutputHealth::ClockOnly(String::new())
    }
}
