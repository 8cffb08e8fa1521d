//! Which stretch of the output's timeline belongs to which deck and media time.

use super::Heard;
use crate::Stamp;
use media_time::{MediaDuration, MediaTime, Speed};
use std::collections::VecDeque;

/// A stretch of output frames that follow one another in one clip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// The number of its first frame, counted from the output's first frame.
    pub first_frame: u64,
    /// How many output frames it has.
    pub frames: u64,
    /// Whose sound it is.
    pub stamp: Stamp,
    /// The clip's time at its first frame.
    pub time: MediaTime,
    /// How fast the clip's time goes by in it.
    pub speed: Speed,
}

impl Segment {
    fn end_frame(&self) -> u64 {
        self.first_frame + self.frames
    }

    /// The clip's time at `position` of the output, kept within the segment.
    fn time_at(&self, position: MediaDuration, rate: u32) -> MediaTime {
        let start = MediaDuration::from_samples(self.first_frame, rate);
        let end = MediaDuration::from_samples(self.end_frame(), rate);
        let inside = position.clamp(start, end) - start;
        self.time + self.speed.media(inside)
    }
}

/// The segments that were written to an output and may still be asked for. Positions are lengths
/// of output since its first frame, so that they can lie between two frames.
#[derive(Clone, Debug)]
pub struct SegmentMap {
    rate: u32,
    segments: VecDeque<Segment>,
    end_frame: u64,
}

impl SegmentMap {
    /// An empty map for an output of `rate` frames a second.
    #[must_use]
    pub fn new(rate: u32) -> Self {
        Self { rate, segments: VecDeque::new(), end_frame: 0 }
    }

    /// The number of the frame that is written next.
    #[must_use]
    pub fn end_frame(&self) -> u64 {
        self.end_frame
    }

    /// Where the frame that is written next begins.
    #[must_use]
    pub fn end(&self) -> MediaDuration {
        MediaDuration::from_samples(self.end_frame, self.rate)
    }

    /// Where the first segment begins; the end when there is none.
    #[must_use]
    pub fn start(&self) -> MediaDuration {
        let first = self.segments.front().map_or(self.end_frame, |segment| segment.first_frame);
        MediaDuration::from_samples(first, self.rate)
    }

    /// Adds `frames` frames that begin at `time` of the clip. What continues the last segment
    /// without gap becomes part of it.
    pub fn push(&mut self, frames: u64, stamp: Stamp, time: MediaTime, speed: Speed) {
        if frames == 0 {
            return;
        }
        let (rate, end) = (self.rate, self.end());
        let segment = Segment { first_frame: self.end_frame, frames, stamp, time, speed };
        self.end_frame += frames;
        match self.segments.back_mut() {
            Some(last) if last.stamp == stamp && last.speed == speed && last.time_at(end, rate) == time => {
                last.frames += frames;
            }
            _ => self.segments.push_back(segment),
        }
    }

    /// What is heard at `position`. Before the first segment: its beginning; from the end on: the
    /// end of the last one. `None` when there is no segment.
    #[must_use]
    pub fn at(&self, position: MediaDuration) -> Option<Heard> {
        let begun = self.segments.partition_point(|segment| {
            MediaDuration::from_samples(segment.first_frame, self.rate) <= position
        });
        let segment = self.segments.get(begun.saturating_sub(1))?;
        Some(Heard {
            stamp: segment.stamp,
            time: segment.time_at(position, self.rate),
            speed: segment.speed,
            running: position < self.end(),
        })
    }

    /// How many frames have begun at `position`: the frame that is being heard counts.
    #[must_use]
    pub fn frames_begun(&self, position: MediaDuration) -> u64 {
        // Rounds up, and gives back n for the (rounded down) position of frame n at every rate.
        let scaled = u128::try_from(position.flicks()).unwrap_or(0) * u128::from(self.rate);
        let frames = scaled.div_ceil(u128::from(media_time::FLICKS_PER_SECOND.unsigned_abs()));
        u64::try_from(frames).unwrap_or(u64::MAX).min(self.end_frame)
    }

    /// Forgets every segment; the next frame that is written has the number `next_frame`.
    pub fn restart(&mut self, next_frame: u64) {
        self.segments.clear();
        self.end_frame = next_frame;
    }

    /// Forgets segments that ended before `frame`. The last one always stays.
    pub fn forget_before(&mut self, frame: u64) {
        while self.segments.len() > 1 && self.segments.front().is_some_and(|first| first.end_frame() <= frame)
        {
            self.segments.pop_front();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{DeckId, Generation};

    const STAMP: Stamp = Stamp { deck: DeckId(1), generation: Generation(0) };
    const NEXT: Stamp = Stamp { deck: DeckId(2), generation: Generation(0) };

    fn position(frames: u64) -> MediaDuration {
        MediaDuration::from_samples(frames, 48_000)
    }

    #[test]
    fn a_cut_is_found_to_the_frame() {
        let mut map = SegmentMap::new(48_000);
        map.push(480, STAMP, MediaTime::from_millis(5_000), Speed::NORMAL);
        map.push(480, STAMP, MediaTime::from_millis(5_010), Speed::NORMAL);
        map.push(48, NEXT, MediaTime::from_millis(200), Speed::NORMAL);
        assert_eq!(map.segments.len(), 2, "what continues is one segment");
        let last = map.at(position(959)).unwrap();
        assert_eq!((last.stamp, last.time), (STAMP, MediaTime::from_millis(5_000) + position(959)));
        let first = map.at(position(960)).unwrap();
        assert_eq!((first.stamp, first.time), (NEXT, MediaTime::from_millis(200)));
        let end = map.at(position(1_000_000)).unwrap();
        assert_eq!((end.time, end.running), (MediaTime::from_millis(201), false));
    }

    #[test]
    fn a_segment_can_go_faster_than_recorded() {
        let mut map = SegmentMap::new(48_000);
        map.push(48_000, STAMP, MediaTime::ZERO, Speed::from_thousandths(1_500));
        assert_eq!(map.at(position(24_000)).unwrap().time, MediaTime::from_millis(750));
    }

    #[test]
    fn frames_begun_matches_positions_at_every_rate() {
        for rate in [44_100, 48_000, 37_800, 12_345, 1] {
            let mut map = SegmentMap::new(rate);
            map.push(100_000, STAMP, MediaTime::ZERO, Speed::NORMAL);
            for frame in [0, 1, 2, 3, 999, 65_535, 100_000] {
                assert_eq!(map.frames_begun(MediaDuration::from_samples(frame, rate)), frame, "{rate}");
            }
        }
    }

    #[test]
    fn forgetting_keeps_the_last_and_restarting_keeps_the_count() {
        let mut map = SegmentMap::new(48_000);
        assert_eq!(map.at(position(0)), None);
        map.push(10, STAMP, MediaTime::ZERO, Speed::NORMAL);
        map.push(10, NEXT, MediaTime::ZERO, Speed::NORMAL);
        map.forget_before(1_000);
        assert_eq!(map.at(position(20)).map(|heard| heard.stamp), Some(NEXT));
        map.restart(15);
        assert_eq!((map.at(position(15)), map.end_frame()), (None, 15));
    }
}
