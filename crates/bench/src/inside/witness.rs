//! What was seen and heard of a run, before anybody judges it.

use crate::cells::{Mark, read_picture};
use media::{
    AudioOutput, CapturedSound, Clip, ClipOpener, ClipRequest, ClockedOutput, Cue, Heard, MediaError,
    MediaKind, MusicBed, OutputHealth, Probe, SoundBlock, Stamp, VideoFrame, Written,
};
use media_time::{MediaTime, Moment, Speed};
use std::collections::HashMap;
use std::fs::File;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A picture that came on screen, and when.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seen {
    pub(crate) at: Moment,
    pub(crate) stamp: Stamp,
    pub(crate) time: MediaTime,
    /// What its cells say.
    pub(crate) mark: Option<Mark>,
    /// What was heard when it came.
    pub(crate) heard: Option<Heard>,
}

/// A scene that was entered.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Visit {
    /// Its place in the plot.
    pub(crate) scene: usize,
    /// When its answer was given, and how long before its end that was to be.
    pub(crate) answered: Option<Moment>,
    /// The answer came too late (or too early) for the session.
    pub(crate) refused: bool,
    /// Which of the run's conditions it belongs to.
    pub(crate) kind: usize,
}

/// Everything that was seen and heard.
pub(crate) struct Witnessed {
    pub(crate) seen: Vec<Seen>,
    pub(crate) visits: Vec<Visit>,
    pub(crate) sound: CapturedSound,
    /// The file of each deck.
    pub(crate) decks: HashMap<u64, String>,
}

impl Seen {
    pub(crate) fn now(at: Moment, frame: &VideoFrame, heard: Option<Heard>) -> Self {
        Self { at, stamp: frame.stamp, time: frame.time, mark: read_picture(&frame.picture), heard }
    }

    /// The same picture of the same clip.
    pub(crate) fn is(&self, frame: &VideoFrame) -> bool {
        self.stamp == frame.stamp && self.time == frame.time
    }
}

/// FFmpeg's opener, and a note of what each deck plays.
#[derive(Default)]
pub(crate) struct NotingOpener {
    opener: decoder::FfmpegOpener,
    decks: Mutex<HashMap<u64, String>>,
}

impl NotingOpener {
    pub(crate) fn decks(&self) -> HashMap<u64, String> {
        self.decks.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl ClipOpener for NotingOpener {
    fn open(&self, request: ClipRequest) -> Box<dyn Clip> {
        let mut decks = self.decks.lock().unwrap_or_else(PoisonError::into_inner);
        decks.insert(request.stamp.deck.0, request.label.clone());
        drop(decks);
        self.opener.open(request)
    }

    fn probe(&self, file: File, kind: MediaKind) -> Result<Probe, MediaError> {
        self.opener.probe(file, kind)
    }
}

/// An output that playback owns and the witness asks too.
#[derive(Clone)]
pub(crate) struct SharedOutput(Arc<Mutex<ClockedOutput>>);

impl SharedOutput {
    pub(crate) fn new(output: ClockedOutput) -> Self {
        Self(Arc::new(Mutex::new(output)))
    }

    fn lock(&self) -> MutexGuard<'_, ClockedOutput> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Everything that was heard up to now.
    pub(crate) fn captured(&self) -> CapturedSound {
        self.lock().captured().unwrap_or_default()
    }
}

impl AudioOutput for SharedOutput {
    fn rate(&self) -> u32 {
        self.lock().rate()
    }

    fn write(&mut self, block: &SoundBlock, gain: f32, speed: Speed) -> Written {
        self.lock().write(block, gain, speed)
    }

    fn queued_frames(&self) -> usize {
        self.lock().queued_frames()
    }

    fn heard(&self, at: Moment) -> Option<Heard> {
        self.lock().heard(at)
    }

    fn flush(&mut self) -> Option<Heard> {
        self.lock().flush()
    }

    fn set_paused(&mut self, paused: bool) {
        self.lock().set_paused(paused);
    }

    fn set_volume(&mut self, volume: f32, muted: bool) {
        self.lock().set_volume(volume, muted);
    }

    fn set_music(&mut self, bed: Option<MusicBed>) {
        self.lock().set_music(bed);
    }

    fn play_cue(&mut self, cue: Cue) {
        self.lock().play_cue(cue);
    }

    fn health(&self) -> OutputHealth {
        self.lock().health()
    }
}
