//! The sound timeline driven by a clock instead of a device.

mod capture;
#[cfg(test)]
mod tests;

pub use capture::{CaptureHandle, CapturedSegment, CapturedSound};

use super::{AudioOutput, Cue, Heard, MusicBed, OutputHealth, SegmentMap, Written};
use crate::SoundBlock;
use capture::Capture;
use media_time::{Clock, MediaDuration, Moment, Speed};
use std::sync::Arc;

/// How much may wait to be heard: a quarter of a second, as thousandths of a second.
const CAPACITY_MILLIS: i64 = 250;

/// The sound timeline driven by a [`Clock`]: without a device, for playing without a window (a
/// manual clock: as fast as can be), and for tests.
///
/// What is written is "heard" as the clock goes on. When everything has been heard the timeline
/// stands, however far the clock goes, and goes on at the moment of the next
/// [`write`](AudioOutput::write).
pub struct ClockedOutput {
    clock: Arc<dyn Clock>,
    rate: u32,
    reason: String,
    map: SegmentMap,
    /// From here the timeline goes on with the clock (unless paused).
    anchor: Anchor,
    paused: bool,
    capture: Option<Capture>,
}

/// At this moment the timeline was at this position.
#[derive(Clone, Copy)]
struct Anchor {
    moment: Moment,
    position: MediaDuration,
}

impl ClockedOutput {
    /// An output of `rate` frames a second (at least 1) that follows `clock` and keeps nothing.
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>, rate: u32) -> Self {
        let rate = rate.max(1);
        let anchor = Anchor { moment: clock.now(), position: MediaDuration::ZERO };
        Self {
            clock,
            rate,
            reason: "Sound is not played; a clock keeps the time.".to_owned(),
            map: SegmentMap::new(rate),
            anchor,
            paused: false,
            capture: None,
        }
    }

    /// Goes on where another output stopped: `map` holds what was written to it, `heard` is how far
    /// it was heard. For a device that is lost in mid-play.
    #[must_use]
    pub fn continuing(clock: Arc<dyn Clock>, rate: u32, map: SegmentMap, heard: MediaDuration) -> Self {
        let mut output = Self::new(clock, rate);
        output.anchor.position = heard.max(map.start()).min(map.end());
        output.map = map;
        output
    }

    /// Says through [`AudioOutput::health`] why there is no device, for people.
    #[must_use]
    pub fn with_reason(mut self, reason: impl Into<String>) -> Self {
        self.reason = reason.into();
        self
    }

    /// Keeps everything that is heard, for as long as the output or a handle lives: about 400 kB
    /// a second. Music is mixed in; it goes on only while something is heard.
    #[must_use]
    pub fn with_capture(mut self) -> Self {
        self.capture = Some(Capture::new(self.rate));
        self
    }

    /// What was heard up to now; `None` without [`with_capture`](Self::with_capture).
    pub fn captured(&mut self) -> Option<CapturedSound> {
        self.settle(self.clock.now());
        self.capture.as_ref().map(Capture::copy)
    }

    /// Reads the capture after the output was handed over to playback; `None` without
    /// [`with_capture`](Self::with_capture).
    #[must_use]
    pub fn capture_handle(&self) -> Option<CaptureHandle> {
        self.capture.as_ref().map(Capture::handle)
    }

    fn position(&self, at: Moment) -> MediaDuration {
        if self.paused {
            return self.anchor.position;
        }
        let reached = self.anchor.position + at.saturating_since(self.anchor.moment);
        // The anchor can lie a fraction of a frame after the end when a flush cut the frame short.
        reached.min(self.map.end().max(self.anchor.position))
    }

    fn frames_begun(&self, at: Moment) -> u64 {
        self.map.frames_begun(self.position(at))
    }

    fn settle(&mut self, now: Moment) {
        let heard = self.frames_begun(now);
        self.map.forget_before(heard.saturating_sub(u64::from(self.rate)));
        if let Some(capture) = &mut self.capture {
            capture.hear_until(heard);
        }
    }

    fn anchor_at(&mut self, moment: Moment, position: MediaDuration) {
        self.anchor = Anchor { moment, position };
    }
}

impl AudioOutput for ClockedOutput {
    fn rate(&self) -> u32 {
        self.rate
    }

    fn write(&mut self, block: &SoundBlock, gain: f32, speed: Speed) -> Written {
        let frames = block.frames() as u64;
        if frames == 0 {
            return Written::All;
        }
        let now = self.clock.now();
        self.settle(now);
        let queued = self.queued_frames() as u64;
        let capacity = MediaDuration::from_millis(CAPACITY_MILLIS).samples(self.rate);
        // A block longer than the capacity still has to get in once.
        if queued > 0 && queued + frames > capacity {
            return Written::Full;
        }
        let position = self.position(now);
        if position >= self.map.end() {
            // It stood and waited: the time that went by meanwhile does not count.
            self.anchor_at(now, self.map.end());
        }
        self.map.push(frames, block.stamp, block.time, speed);
        if let Some(capture) = &mut self.capture {
            capture.write(block, gain, speed);
        }
        Written::All
    }

    fn queued_frames(&self) -> usize {
        let begun = self.frames_begun(self.clock.now());
        usize::try_from(self.map.end_frame().saturating_sub(begun)).unwrap_or(usize::MAX)
    }

    fn heard(&self, at: Moment) -> Option<Heard> {
        self.map.at(self.position(at))
    }

    fn flush(&mut self) -> Option<Heard> {
        let now = self.clock.now();
        self.settle(now);
        let begun = self.frames_begun(now);
        let kept = self.map.at(MediaDuration::from_samples(begun, self.rate));
        self.map.restart(begun);
        self.anchor_at(now, self.map.end());
        if let Some(capture) = &mut self.capture {
            capture.flush();
        }
        kept
    }

    fn set_paused(&mut self, paused: bool) {
        let now = self.clock.now();
        self.settle(now);
        let position = self.position(now);
        self.anchor_at(now, position);
        self.paused = paused;
    }

    fn set_volume(&mut self, volume: f32, muted: bool) {
        self.settle(self.clock.now());
        if let Some(capture) = &mut self.capture {
            capture.set_volume(if muted { 0.0 } else { volume.clamp(0.0, 1.0) });
        }
    }

    /// Without capture the bed is dropped at once: nobody hears it.
    fn set_music(&mut self, bed: Option<MusicBed>) {
        self.settle(self.clock.now());
        if let Some(capture) = &mut self.capture {
            capture.set_music(bed);
        }
    }

    /// Cue sounds are not part of what is captured.
    fn play_cue(&mut self, _cue: Cue) {}

    fn health(&self) -> OutputHealth {
        OutputHealth::ClockOnly(self.reason.clone())
    }
}

impl Drop for ClockedOutput {
    /// Handles see what was heard until the end.
    fn drop(&mut self) {
        self.settle(self.clock.now());
    }
}
