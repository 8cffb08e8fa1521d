//! How much may wait in a lane, and what it counts.

use super::{Aim, Job, Queued};
use media::{SoundBlock, VideoFrame};
use media_time::MediaDuration;

/// How much may wait. One item always may, unless there is room for none.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Room {
    /// Items.
    pub(crate) items: usize,
    /// Bytes.
    pub(crate) bytes: usize,
    /// Time.
    pub(crate) length: MediaDuration,
}

/// How much may wait before and after a clip is shown.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rooms {
    /// With [`media::Readiness::FirstPicture`]: so many items in all, those that were taken too.
    pub(crate) first: usize,
    /// Only primed.
    pub(crate) primed: Room,
    /// Shown.
    pub(crate) shown: Room,
}

/// Rooms of a picture lane.
pub(crate) const PICTURE_ROOMS: Rooms = Rooms {
    first: 1,
    primed: Room { items: 3, bytes: 48 << 20, length: MediaDuration::from_seconds(1) },
    shown: Room { items: 12, bytes: 96 << 20, length: MediaDuration::from_seconds(1) },
};

/// Rooms of a sound lane.
pub(crate) const SOUND_ROOMS: Rooms = Rooms {
    first: 0,
    primed: Room { items: 64, bytes: 8 << 20, length: MediaDuration::from_millis(100) },
    shown: Room { items: 512, bytes: 8 << 20, length: MediaDuration::from_millis(1_000) },
};

impl Queued for VideoFrame {
    fn bytes(&self) -> usize {
        self.picture.bytes()
    }

    fn length(&self) -> MediaDuration {
        self.duration
    }

    fn job(&self) -> Job {
        Job { target: self.time, stamp: self.stamp, aim: Aim::Begin }
    }
}

impl Queued for SoundBlock {
    fn bytes(&self) -> usize {
        size_of_val(&*self.samples)
    }

    fn length(&self) -> MediaDuration {
        self.duration()
    }

    fn job(&self) -> Job {
        Job { target: self.time, stamp: self.stamp, aim: Aim::Begin }
    }
}
