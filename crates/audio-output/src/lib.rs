//! The loudspeaker: one cpal stream for the whole story, and the master clock of playback.
//!
//! - [`SpeakerOutput`] implements `media`'s `AudioOutput`. The core thread writes the decks' blocks
//!   straight into a lock-free ring; the thread "mixer" mixes music and cue sounds with rodio into
//!   rings of their own, so that skipping a deck's frames never makes the music jump.
//! - [`Callback`] runs on the device's thread: it sums the rings, takes music back under what decks
//!   tell, makes pauses, volume and cuts soft, and publishes when each deck frame is heard. It takes
//!   no lock, allocates nothing and never waits. It knows nothing of cpal, so tests can be the device.
//! - [`open_or_clock`] gives a clock in place of a device where there is none. A device that is lost,
//!   that stops, or that swallows sound faster than it can be heard is given up in mid-play for a
//!   clock that goes on from there.

mod bus;
mod callback;
mod cue;
mod device;
mod error;
mod mixer;
mod parts;
mod playing;
mod runs;
mod shared;
mod speaker;

pub use callback::Callback;
pub use error::OpenError;
pub use speaker::{CLOCK_RATE, SpeakerOutput, open_or_clock};
