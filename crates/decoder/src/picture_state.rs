//! Where the decoding of a clip's pictures stands, and what is wanted of it.

use crate::timeline::PictureTimes;
use ffmpeg_next::frame;
use media::Stamp;
use media_time::{MediaDuration, MediaTime};

/// What decoding is taken to cost: about 4 ns a pixel, which is H.264 on one thread of an office
/// machine.
const FLICKS_PER_PIXEL: i64 = 4 * media_time::FLICKS_PER_SECOND / 1_000_000_000 + 1;

/// What the present job has cost up to now.
#[derive(Clone, Copy)]
pub(crate) struct Spent {
    pub(crate) target: MediaTime,
    pub(crate) pictures: u32,
}

impl Spent {
    /// Whether decoding all that came before `time` once more takes at most half as long as it
    /// plays: then a codec that is closed here is not missed when the clip goes on. By count, not by
    /// the clock, so that the same clip is always held in the same way.
    pub(crate) fn is_soon_made_up(self, time: MediaTime, (width, height): (u32, u32)) -> bool {
        let flicks = i64::from(self.pictures) * i64::from(width) * i64::from(height) * FLICKS_PER_PIXEL;
        MediaDuration::from_flicks(flicks).scaled(2, 1) <= time.saturating_since(self.target)
    }
}

/// Where decoding stands since the latest seek in the file.
pub(crate) struct Head {
    pub(crate) times: PictureTimes,
    pub(crate) held: Option<Held>,
    /// A picture came from which decoding can begin.
    pub(crate) any: bool,
    /// The file's start: there is nothing earlier.
    pub(crate) from_start: bool,
    /// Nothing is skipped (any more): what is decoded from here on lies in the group.
    pub(crate) whole: bool,
    /// Where the first picture lies, in the file's time.
    pub(crate) first: Option<MediaTime>,
    /// The place in the container's index that was sought.
    pub(crate) entry: Option<i64>,
    /// The last picture that was handed over or put into the group, on the clip's timeline.
    pub(crate) given: Option<MediaTime>,
    /// A picture after that was lost.
    pub(crate) torn: bool,
    pub(crate) ended: bool,
}

/// A decoded picture that waits to be known how long it is shown.
pub(crate) struct Held {
    pub(crate) frame: frame::Video,
    /// In the file's time.
    pub(crate) time: MediaTime,
    pub(crate) lasts: MediaDuration,
    /// It need not wait: it was given already.
    pub(crate) given: bool,
}

/// What is to be given.
#[derive(Clone, Copy)]
pub(crate) struct Work {
    pub(crate) stamp: Stamp,
    /// In the file's time.
    pub(crate) target: MediaTime,
    /// Pictures up to this one were given already, on the clip's timeline.
    pub(crate) known: Option<MediaTime>,
    /// Only the picture on screen at the target; then what lies around it goes into the group.
    pub(crate) scrub: bool,
    /// The key picture that was shown in its place.
    pub(crate) key: Option<MediaTime>,
}

/// What became of a picture.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Given {
    /// It was handed over or kept, as wanted.
    GoOn,
    /// The same, but it is not in the group.
    NoRoom,
    /// The job is given up.
    Stopped,
    /// The hardware failed: on in software.
    Lost,
}

/// Why a decoded picture cannot be shown.
pub(crate) enum Unusable {
    /// It is faulty; that was told.
    Faulty,
    /// The hardware failed.
    Lost,
}

/// How a pass over the file went.
pub(crate) enum Pass {
    /// Everything asked for was given.
    Done,
    /// The first picture lies after the target: begin earlier.
    TooLate,
    /// Damage was met while pictures were skipped: decode all of them.
    SkippedWrongly,
    /// The job is given up.
    Stopped,
    /// The hardware failed: on in software.
    Lost,
}

impl Head {
    /// Where a decoded picture lies; `None`: it cannot be used.
    pub(crate) fn place(
        &mut self,
        frame: frame::Video,
        (time, lasts): (Option<MediaTime>, MediaDuration),
    ) -> Option<Held> {
        // What comes out before the first key picture after a seek, or at the start of a file that
        // was cut, may hang on pictures that were never read.
        if !self.any && !frame.is_key() || self.held.is_none() && !frame.is_key() && frame.is_corrupt() {
            return None;
        }
        let time = self.times.place(time, lasts).or(self.from_start.then_some(MediaTime::ZERO))?;
        let lasts = if lasts > MediaDuration::ZERO { lasts } else { self.times.usual() };
        Some(Held { frame, time, lasts, given: false })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_codec_is_closed_only_where_it_is_soon_where_it_was() {
        for (pictures, size, plays, closed) in [
            (5, (1_920, 1_080), 100, true),
            (5, (1_920, 1_080), 50, false),
            (60, (1_920, 1_080), 100, false),
            (60, (320, 180), 100, true),
            (5, (3_840, 2_160), 100, false),
        ] {
            let spent = Spent { target: MediaTime::from_millis(1_000), pictures };
            let found = spent.is_soon_made_up(MediaTime::from_millis(1_000 + plays), size);
            assert_eq!(found, closed, "{pictures} pictures of {size:?}, {plays} ms");
        }
    }
}
