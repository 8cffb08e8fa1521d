//! The clip that playback holds.

use crate::av::file::ReadControl;
use crate::board::Board;
use crate::group::Group;
use crate::lane::{Aim, Job, Lane};
use crate::pace::Pace;
use media::{Clip, ClipStatus, Polled, Readiness, SoundBlock, Stamp, VideoFrame};
use media_time::MediaTime;
use std::sync::Arc;

/// A clip whose threads decode into two lanes.
pub(crate) struct FfmpegClip {
    board: Arc<Board>,
    control: Arc<ReadControl>,
    pictures: Arc<Lane<VideoFrame>>,
    sounds: Arc<Lane<SoundBlock>>,
    group: Arc<Group>,
    pace: Arc<Pace>,
}

impl FfmpegClip {
    /// The owner's end of the threads' board and lanes.
    pub(crate) fn new(
        board: Arc<Board>,
        control: Arc<ReadControl>,
        pictures: Arc<Lane<VideoFrame>>,
        sounds: Arc<Lane<SoundBlock>>,
        group: Arc<Group>,
        pace: Arc<Pace>,
    ) -> Self {
        Self { board, control, pictures, sounds, group, pace }
    }

    /// Pictures that are known already from the one on screen at `target` on.
    fn known(&self, target: MediaTime, stamp: Stamp) -> Vec<VideoFrame> {
        let mut known = self.group.from(target.max(MediaTime::ZERO));
        known.iter_mut().for_each(|frame| frame.stamp = stamp);
        known
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
        let pictures = self.known(target, stamp);
        let known = pictures.last().map(|frame| frame.time);
        self.pictures.seek(Job { target, stamp, aim: Aim::Play { known } }, pictures);
        self.sounds.seek(Job { target, stamp, aim: Aim::Play { known: None } }, Vec::new());
        self.pace.look_again();
    }

    fn scrub(&mut self, target: MediaTime, stamp: Stamp) {
        let mut pictures = self.known(target, stamp);
        pictures.truncate(1);
        let known = pictures.last().map(|frame| frame.time);
        self.pictures.seek(Job { target, stamp, aim: Aim::Scrub { known } }, pictures);
        self.sounds.silence();
        self.pace.look_again();
    }

    fn to_foreground(&mut self) {
        self.pictures.show();
        self.sounds.show();
        self.pace.look_again();
    }

    fn hold(&mut self, readiness: Readiness) {
        self.group.clear();
        self.pictures.hold(readiness);
        self.sounds.hold(readiness);
        self.pace.look_again();
    }

    fn queued_bytes(&self) -> usize {
        self.pictures.bytes() + self.sounds.bytes() + self.group.own_bytes()
    }

    fn held_bytes(&self) -> usize {
        self.pictures.held_bytes() + self.sounds.held_bytes() + self.group.own_bytes()
    }
}

impl Drop for FfmpegClip {
    fn drop(&mut self) {
        self.control.cancel();
        self.board.close();
        self.pictures.close();
        self.sounds.close();
        self.pace.look_again();
    }
}
