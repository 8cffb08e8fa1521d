//! The two ends of everything between the core thread and the device.

use crate::bus::Frame;
use crate::callback::Callback;
use crate::mixer::MixerHandle;
use crate::shared::Shared;
use rtrb::{Producer, RingBuffer};
use std::sync::Arc;

/// What the deck ring holds: more than is queued, as flushed frames stay until the device's next
/// buffer. In thousandths of a second.
const DECK_RING_MILLIS: u32 = 1_000;
/// What the rings of music and of cues hold. A mixer thread that is held up for longer leaves a hole
/// in the music.
const MUSIC_RING_MILLIS: u32 = 60;

/// The core thread's ends.
pub(crate) struct Parts {
    pub(crate) deck: Producer<Frame>,
    pub(crate) mixer: MixerHandle,
    pub(crate) shared: Arc<Shared>,
}

/// Makes both ends and starts the mixer thread.
pub(crate) fn parts(rate: u32) -> Result<(Parts, Callback), std::io::Error> {
    let (deck, deck_reader) = RingBuffer::new(ring_frames(rate, DECK_RING_MILLIS));
    let (music, music_reader) = RingBuffer::new(ring_frames(rate, MUSIC_RING_MILLIS));
    let (cues, cues_reader) = RingBuffer::new(ring_frames(rate, MUSIC_RING_MILLIS));
    let shared = Arc::new(Shared::new());
    let callback = Callback::new(Arc::clone(&shared), [deck_reader, music_reader, cues_reader], rate);
    let mixer = MixerHandle::start(rate, music, cues)?;
    Ok((Parts { deck, mixer, shared }, callback))
}

fn ring_frames(rate: u32, millis: u32) -> usize {
    (u64::from(rate) * u64::from(millis) / 1_000).max(16) as usize
}
