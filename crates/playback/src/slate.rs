//! Time that passes without picture or sound, while a slate stands for a clip that cannot be played.

use media::{Clip, ClipInfo, ClipState, ClipStatus, Polled, Readiness, SoundBlock, Stamp, VideoFrame};
use media_time::{MediaDuration, MediaTime};

/// How long a slate stands: long enough to read a title and a sentence.
const LENGTH: MediaDuration = MediaDuration::from_seconds(3);

/// A clip of nothing.
pub(crate) struct SlateClip;

impl Clip for SlateClip {
    fn status(&self) -> ClipStatus {
        let info = ClipInfo {
            duration: LENGTH,
            file_offset: MediaDuration::ZERO,
            has_picture: false,
            has_sound: false,
            display_size: (0, 0),
            loudness: None,
        };
        ClipStatus { state: ClipState::Open(info), fault: None }
    }

    fn next_frame(&mut self) -> Polled<VideoFrame> {
        Polled::End
    }

    fn next_sound(&mut self) -> Polled<SoundBlock> {
        Polled::End
    }

    fn seek(&mut self, _target: MediaTime, _stamp: Stamp) {}

    fn to_foreground(&mut self) {}

    fn hold(&mut self, _readiness: Readiness) {}

    fn queued_bytes(&self) -> usize {
        0
    }

    fn held_bytes(&self) -> usize {
        0
    }
}
