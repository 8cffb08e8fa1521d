//! The sound output: one timeline for the whole story, and the master clock.
//!
//! Playback writes blocks of the playing deck one after the other; at a cut the next deck's blocks
//! simply follow. The output remembers which samples belong to which deck and media time, so
//! [`AudioOutput::heard`] answers "which moment of which clip is heard at clock time t", and the
//! picture follows that. Where a clip has no sound, playback writes silence: the timeline is the
//! same with and without sound.

mod bed;
mod clocked;
mod ducking;
mod seam;
mod segments;
mod stretch;

pub use bed::LoopedBed;
pub use clocked::{CaptureHandle, CapturedSegment, CapturedSound, ClockedOutput};
pub use ducking::Ducker;
pub use seam::Seam;
pub use segments::{Segment, SegmentMap};
pub use stretch::Stretcher;

use crate::{Clip, SoundBlock, Stamp};
use media_time::{MediaTime, Moment, Speed};

/// Where sound goes, and the clock that playback follows. Owned by the core thread.
pub trait AudioOutput: Send {
    /// The rate in sample frames a second that blocks must have. Does not change.
    fn rate(&self) -> u32;

    /// Hands over a block of the playing deck (scaled by `gain`, 1.0 = as it is), to be heard
    /// right after what was written before; where another clip's sound begins, [`Seam`] takes the
    /// step out of the waveform. `speed`: how fast the clip's time goes by in it; the samples are
    /// heard as they are ([`Stretcher`] makes them). Never waits.
    fn write(&mut self, block: &SoundBlock, gain: f32, speed: Speed) -> Written;

    /// How many sample frames of decks are written and not yet heard.
    fn queued_frames(&self) -> usize;

    /// What is heard at `at`, a reading of the clock the output was made with, usually the time
    /// of the next refresh. `None` before anything was written (or since a flush). When everything
    /// written has been heard, the end of the last block.
    fn heard(&self, at: Moment) -> Option<Heard>;

    /// Forgets everything written and not yet heard, with a few milliseconds of fade; what is
    /// written next is heard as soon as can be. Music and cue sounds go on.
    ///
    /// Gives where it breaks off: the clip's time after the last sample that will be heard, as a
    /// device has taken some that it cannot give back. `None` when nothing was written. Who goes on
    /// with the same clip writes it again from there.
    fn flush(&mut self) -> Option<Heard>;

    /// Stops or goes on with everything, music too.
    fn set_paused(&mut self, paused: bool);

    /// Loudness of everything, 0.0–1.0, and whether it is muted.
    fn set_volume(&mut self, volume: f32, muted: bool);

    /// Crossfades to this music bed, which the output takes from `bed` and seeks to its start
    /// whenever it ends; `None`: fades the music out. Music goes back under what decks tell
    /// ([`Ducker`]).
    fn set_music(&mut self, bed: Option<MusicBed>);

    /// Plays a short sound over everything.
    fn play_cue(&mut self, cue: Cue);

    /// Whether a device plays, or only the clock runs.
    fn health(&self) -> OutputHealth;
}

/// A music bed to be played.
pub struct MusicBed {
    /// The opened sound, at the output's rate.
    pub clip: Box<dyn Clip>,
    /// What its author wants, 1.0 = as it is; the output levels it besides by its loudness.
    pub gain: f32,
}

/// Short sounds that confirm what the viewer did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cue {
    /// A question opened.
    QuestionOpened,
    /// An answer was taken.
    Answered,
}

/// What is heard at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heard {
    /// Whose sound it is.
    pub stamp: Stamp,
    /// Which time of that clip.
    pub time: MediaTime,
    /// How fast the clip's time goes by there.
    pub speed: Speed,
    /// Whether more has been written after it; `false`: the output waits at the last block's end.
    pub running: bool,
}

/// What [`AudioOutput::write`] did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// All of the block.
    All,
    /// Nothing, the output is full: try again later.
    Full,
}

/// Whether a device plays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OutputHealth {
    /// A device plays.
    Device,
    /// No device: a clock runs instead. Says why, for people.
    ClockOnly(String),
}
