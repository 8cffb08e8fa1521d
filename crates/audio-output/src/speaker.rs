//! The sound output of a story: a device for as long as there is one, then a clock.

use crate::callback::Callback;
use crate::device::{self, Opened};
use crate::error::OpenError;
use crate::mixer::Command;
use crate::parts::parts;
use crate::playing::Playing;
use core::cell::RefCell;
use media::{AudioOutput, ClockedOutput, Cue, Heard, MusicBed, OutputHealth, SoundBlock, Written};
use media_time::{Clock, Moment, Speed};
use std::sync::Arc;

/// The rate of the timeline when there is no device that has one.
pub const CLOCK_RATE: u32 = 48_000;

/// The loudspeaker. When the device is lost in mid-play the timeline goes on by the clock, from
/// what was heard last, and [`AudioOutput::health`] says why; it does not come back by itself.
pub struct SpeakerOutput {
    clock: Arc<dyn Clock>,
    rate: u32,
    paused: bool,
    /// `heard` may be the first to notice that the device is lost.
    mode: RefCell<Mode>,
}

enum Mode {
    Device { playing: Box<Playing>, stream: Option<cpal::Stream> },
    Clock(Box<ClockedOutput>),
}

/// Opens the default device, or a clock in its place: a story plays in any case. The clock's
/// [`AudioOutput::health`] says for people why there is no device.
#[must_use]
pub fn open_or_clock(clock: Arc<dyn Clock>) -> Box<dyn AudioOutput> {
    match SpeakerOutput::open(Arc::clone(&clock)) {
        Ok(speaker) => Box::new(speaker),
        Err(error) => {
            tracing::warn!("{error}");
            Box::new(ClockedOutput::new(clock, CLOCK_RATE).with_reason(error.to_string()))
        }
    }
}

impl SpeakerOutput {
    /// Opens the default device once for the whole story. Waits for it, at most five seconds.
    ///
    /// `clock` is read on the device's thread: [`Clock::now`] must neither allocate nor wait.
    ///
    /// # Errors
    /// When no device plays. The caller takes a [`ClockedOutput`]; [`open_or_clock`] does so.
    pub fn open(clock: Arc<dyn Clock>) -> Result<Self, OpenError> {
        let Opened { stream, parts, rate } = device::open(Arc::clone(&clock))?;
        let playing = Box::new(Playing::new(parts, rate, clock.now()));
        let mode = RefCell::new(Mode::Device { playing, stream: Some(stream) });
        Ok(Self { clock, rate, paused: false, mode })
    }

    /// The same output without cpal: whoever holds the [`Callback`] is the device.
    ///
    /// # Errors
    /// When the mixer thread cannot be started.
    pub fn without_device(clock: Arc<dyn Clock>, rate: u32) -> Result<(Self, Callback), OpenError> {
        let rate = rate.max(1);
        let (parts, callback) = parts(rate).map_err(|error| OpenError::Thread(error.to_string()))?;
        let playing = Box::new(Playing::new(parts, rate, clock.now()));
        let mode = RefCell::new(Mode::Device { playing, stream: None });
        Ok((Self { clock, rate, paused: false, mode }, callback))
    }

    /// Lets the clock go on where the device stopped, if it did.
    fn check(&self) {
        let mut mode = self.mode.borrow_mut();
        let Mode::Device { playing, stream } = &mut *mode else { return };
        let now = self.clock.now();
        playing.pump();
        let Some(reason) = playing.failure(now) else { return };
        tracing::warn!("{reason}");
        if let Some(stream) = stream.take() {
            device::close(stream);
        }
        let heard = playing.position(now).unwrap_or_default();
        let clock = Arc::clone(&self.clock);
        let mut clocked =
            ClockedOutput::continuing(clock, self.rate, playing.map.clone(), heard).with_reason(reason);
        clocked.set_paused(self.paused);
        *mode = Mode::Clock(Box::new(clocked));
    }

    fn send(&self, command: Command) {
        self.check();
        if let Mode::Device { playing, .. } = &*self.mode.borrow() {
            playing.send(command);
        }
    }
}

impl AudioOutput for SpeakerOutput {
    fn rate(&self) -> u32 {
        self.rate
    }

    fn write(&mut self, block: &SoundBlock, gain: f32, speed: Speed) -> Written {
        self.check();
        match self.mode.get_mut() {
            Mode::Device { playing, .. } => playing.write(block, gain, speed),
            Mode::Clock(clocked) => clocked.write(block, gain, speed),
        }
    }

    fn queued_frames(&self) -> usize {
        self.check();
        match &*self.mode.borrow() {
            Mode::Device { playing, .. } => playing.queued_frames(self.clock.now()),
            Mode::Clock(clocked) => clocked.queued_frames(),
        }
    }

    fn heard(&self, at: Moment) -> Option<Heard> {
        self.check();
        match &*self.mode.borrow() {
            Mode::Device { playing, .. } => playing.heard(at),
            Mode::Clock(clocked) => clocked.heard(at),
        }
    }

    fn flush(&mut self) -> Option<Heard> {
        self.check();
        match self.mode.get_mut() {
            Mode::Device { playing, .. } => playing.flush(),
            Mode::Clock(clocked) => clocked.flush(),
        }
    }

    fn set_paused(&mut self, paused: bool) {
        self.paused = paused;
        match self.mode.get_mut() {
            Mode::Device { playing, .. } => playing.shared.set_paused(paused),
            Mode::Clock(clocked) => clocked.set_paused(paused),
        }
    }

    fn set_volume(&mut self, volume: f32, muted: bool) {
        let volume = if muted || volume.is_nan() { 0.0 } else { volume.clamp(0.0, 1.0) };
        if let Mode::Device { playing, .. } = self.mode.get_mut() {
            playing.shared.set_volume(volume);
        }
    }

    fn set_music(&mut self, bed: Option<MusicBed>) {
        self.send(Command::Music(bed));
    }

    fn play_cue(&mut self, cue: Cue) {
        self.send(Command::Cue(cue));
    }

    fn health(&self) -> OutputHealth {
        self.check();
        match &*self.mode.borrow() {
            Mode::Device { .. } => OutputHealth::Device,
            Mode::Clock(clocked) => clocked.health(),
        }
    }
}
