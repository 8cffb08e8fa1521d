//! What playback knows of media, without knowing who decodes or plays it.
//!
//! - [`frame`]: pictures as planes, with everything needed to show them right.
//! - [`sound`]: blocks of samples.
//! - [`clip`]: the decoding traits: [`ClipOpener`] opens a [`ClipRequest`] and gives a [`Clip`],
//!   whose decoded frames and blocks are taken without waiting.
//! - [`output`]: the sound output trait, whose timeline is the master clock, and
//!   [`ClockedOutput`], the same timeline driven by a clock instead of a device.
//! - [`captions`]: WebVTT and SRT.
//! - [`index`]: what reading a clip once to its end told, so that it opens faster.
//! - [`loudness`]: how loud clips are, and the gain that levels them.
//! - [`fake`]: clips that need no file, for tests and for stories whose media are missing.
//! - [`stamp`]: who a frame or block belongs to.

pub mod captions;
pub mod clip;
mod error;
pub mod fake;
pub mod frame;
pub mod index;
pub mod loudness;
pub mod output;
pub mod sound;
pub mod stamp;

pub use clip::{
    AudioFormat, Clip, ClipInfo, ClipOpener, ClipPoint, ClipRequest, ClipState, ClipStatus, FileIndexes,
    MediaKind, Polled, Probe, Readiness, Waker,
};
pub use error::{MediaError, MediaErrorKind};
pub use frame::{
    Arrangement, ChromaSiting, ColourMatrix, ColourRange, Colours, Layout, Picture, PixelAspect, PixelFormat,
    Plane, PlaneData, PlaneMemory, Primaries, Rotation, Transfer, VideoFrame,
};
pub use index::{ClipIndex, MediaIndex, MediaIndexError};
pub use loudness::Loudness;
pub use output::{
    AudioOutput, CaptureHandle, CapturedSound, ClockedOutput, Cue, Heard, MusicBed, OutputHealth, Written,
};
pub use sound::SoundBlock;
pub use stamp::{DeckId, Generation, Stamp};
