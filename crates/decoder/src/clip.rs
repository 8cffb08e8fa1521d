//! The clip that playback holds.

use crate::av::file::ReadControl;
use crate::board::Board;
use crate::lane::{Job, Lane};
use media::{Clip, ClipStatus, Polled, Readiness, SoundBlock, Stamp, VideoFrame};
use media_time::MediaTime;
use std::sync::Arc;

/// A clip whose threads decode into two lanes.
pub(crate) struct FfmpegClip {
    board: Arc<Board>,
    control: Arc<ReadControl>,
    pictures: Arc<Lane<VideoFrame>>,
    sounds: Arc<Lane<SoundBlock>>,
}

impl FfmpegClip {
    /// The owner's end of the threads' board and lanes.
    pub(crate) fn new(
        board: Arc<Board>,
        control: Arc<ReadControl>,
        pictures: Arc<Lane<VideoFrame>>,
        sounds: Arc<Lane<SoundBlock>>,
    ) -> Self {
        Self { board, control, pictures, sounds }
    }
}

impl Clip for FfmpegClip {
    fn status(&self) -> ClipStatus {
        self.board.status()
    }

    fn next_frame(&mut self) -> Polled<VideoFrame> {
        self.pictures.take()
    }

    fn next_sound(&mut self) -> Polled<SoundBlock> {
        self.sounds.take()
    }

    fn seek(&mut self, target: MediaTime, stamp: Stamp) {
        let job = Job { target, stamp };
        self.pictures.seek(job);
        self.sounds.seek(job);
    }

    fn to_foreground(&mut self) {
        self.pictures.show();
        self.sounds.show();
    }

    fn hold(&mut self, readiness: Readiness) {
        self.pictures.hold(readiness);
        self.sounds.hold(readiness);
    }

    fn queued_bytes(&self) -> usize {
        self.pictures.bytes() + self.sounds.bytes()
    }

    fn held_bytes(&self) -> usize {
        self.pictures.held_bytes() + self.sounds.held_bytes()
    }
}

impl Drop for FfmpegClip {
    fn drop(&mut self) {
        self.control.cancel();
        self.board.close();
        self.pictures.close();
        self.sounds.close();
    }
}
