//! The thread that decodes pictures.

use crate::av::codec::{Pulled, Source, empty_picture};
use crate::av::convert::Converter;
use crate::av::picture::{PictureHints, picture_of};
use crate::board::{Board, Trim};
use crate::lane::{Job, Lane, Stop};
use crate::reopen::Reopen;
use crate::timeline::PictureTimes;
use ffmpeg_next::frame;
use media::{MediaError, MediaErrorKind, Stamp, VideoFrame};
use media_time::{MediaDuration, MediaTime};
use std::sync::Arc;

/// How far before the target is sought when the first picture found lies after it: containers
/// index by decoding time, and some only guess.
const STEPS_BACK: [i64; 5] = [0, 1_000, 4_000, 16_000, 64_000];

/// What decoding is taken to cost: about 4 ns a pixel, which is H.264 on one thread of an office
/// machine.
const FLICKS_PER_PIXEL: i64 = 4 * media_time::FLICKS_PER_SECOND / 1_000_000_000 + 1;

/// Decodes the pictures of one clip.
pub(crate) struct PictureWorker {
    source: Source,
    reopen: Reopen,
    trim: Trim,
    hints: PictureHints,
    converter: Converter,
    lane: Arc<Lane<VideoFrame>>,
    board: Arc<Board>,
    spent: Spent,
}

/// What the present job has cost up to now.
#[derive(Clone, Copy)]
struct Spent {
    target: MediaTime,
    pictures: u32,
}

impl Spent {
    /// Whether decoding all that came before `time` once more takes at most half as long as it
    /// plays: then a codec that is closed here is not missed when the clip goes on. By count, not by
    /// the clock, so that the same clip is always held in the same way.
    fn is_soon_made_up(self, time: MediaTime, (width, height): (u32, u32)) -> bool {
        let flicks = i64::from(self.pictures) * i64::from(width) * i64::from(height) * FLICKS_PER_PIXEL;
        MediaDuration::from_flicks(flicks).scaled(2, 1) <= time.saturating_since(self.target)
    }
}

/// A decoded picture that waits to be known whether it is shown, and how long.
struct Held {
    frame: frame::Video,
    /// In the file's time.
    time: MediaTime,
    lasts: MediaDuration,
}

/// How a pass over the file went.
enum Pass {
    /// Everything asked for was given.
    Done,
    /// The first picture lies after the target: begin earlier.
    TooLate,
    /// Damage was met while pictures were skipped: decode all of them.
    SkippedWrongly,
    /// The job is given up.
    Stopped,
}

impl PictureWorker {
    /// Decodes `source`, trimmed.
    pub(crate) fn new(
        source: Source,
        reopen: Reopen,
        trim: Trim,
        lane: Arc<Lane<VideoFrame>>,
        board: Arc<Board>,
    ) -> Self {
        let hints = PictureHints::of(source.facts());
        let spent = Spent { target: MediaTime::ZERO, pictures: 0 };
        Self { source, reopen, trim, hints, converter: Converter::new(), lane, board, spent }
    }

    /// Serves jobs until the clip is dropped.
    pub(crate) fn run(&mut self) {
        while let Some(job) = self.next_job() {
            match self.play(job) {
                Ok(true) => self.lane.end(),
                Ok(false) => {}
                Err(error) => {
                    self.board.fault(error);
                    self.lane.end();
                }
            }
        }
    }

    /// Closes the codec, with the pictures that it holds, while there is nothing to do.
    fn next_job(&mut self) -> Option<Job> {
        if self.lane.is_idle() {
            self.source.rest();
            self.converter.planes.reuse(false);
            self.lane.set_decoder_bytes(self.source.held_bytes());
        }
        self.lane.wait_for_job()
    }

    /// Decodes from the job's target to the end. `false`: it was given up.
    fn play(&mut self, job: Job) -> Result<bool, MediaError> {
        self.spent = Spent { target: job.target, pictures: 0 };
        self.source.wake()?;
        let target = target_in_file(&self.trim, job.target);
        for step in STEPS_BACK {
            let from = target - MediaDuration::from_millis(step);
            let at_start = self.source.is_fresh() && from <= MediaTime::ZERO;
            if !at_start && !self.source.seek(from) {
                break;
            }
            if !at_start {
                self.source.skip_to(target);
            }
            let mut passed = self.pass(job.stamp, target, at_start)?;
            if matches!(passed, Pass::SkippedWrongly) && self.source.seek(from) {
                passed = self.pass(job.stamp, target, false)?;
            }
            match passed {
                Pass::Done => return Ok(true),
                Pass::Stopped => return Ok(false),
                Pass::TooLate | Pass::SkippedWrongly => {}
            }
            if from < MediaTime::ZERO - MediaDuration::from_millis(2_000) {
                break;
            }
        }
        if !self.source.is_fresh() {
            self.source = self.reopen.open()?;
        }
        Ok(matches!(self.pass(job.stamp, target, true)?, Pass::Done))
    }

    /// Decodes from where the source is. `from_start`: there is nothing earlier.
    fn pass(&mut self, stamp: Stamp, target: MediaTime, from_start: bool) -> Result<Pass, MediaError> {
        let mut times = PictureTimes::new(self.source.facts().usual_duration());
        let mut held: Option<Held> = None;
        let mut any = from_start;
        loop {
            let mut frame = empty_picture();
            if self.lane.stopped() {
                return Ok(Pass::Stopped);
            }
            let pulled = self.source.pull(&mut frame);
            if self.source.skipped_wrongly() {
                return Ok(Pass::SkippedWrongly);
            }
            if let Some(fault) = self.source.take_fault() {
                self.board.fault(fault);
            }
            match pulled {
                Pulled::Stopped => return Ok(Pass::Stopped),
                Pulled::End if !any => return Ok(Pass::TooLate),
                Pulled::End => return self.last(stamp, held),
                Pulled::Frame => self.spent.pictures += 1,
            }
            // What comes out before the first key picture after a seek, or at the start of a file that
            // was cut, may hang on pictures that were never read.
            if !any && !frame.is_key() || held.is_none() && !frame.is_key() && frame.is_corrupt() {
                continue;
            }
            let (time, lasts) = self.source.stamp(&frame);
            let Some(time) = times.place(time, lasts).or(from_start.then_some(MediaTime::ZERO)) else {
                continue;
            };
            if !any && time > target && !self.is_first(time) {
                return Ok(Pass::TooLate);
            }
            any = true;
            let lasts = if lasts > MediaDuration::ZERO { lasts } else { times.usual() };
            let next = Held { frame, time, lasts };
            match held.take() {
                // Not yet there: only the latest picture before the target is wanted.
                Some(_) | None if time <= target => held = Some(next),
                None => held = Some(next),
                Some(before) => {
                    let cut = self.trim.to.is_some_and(|to| time >= to);
                    if self.give(stamp, &before, time - before.time).is_err() {
                        return Ok(Pass::Stopped);
                    }
                    if cut {
                        return Ok(Pass::Done);
                    }
                    held = Some(next);
                }
            }
        }
    }

    /// Whether a picture at `time` is the stream's first, so that nothing earlier need be sought.
    fn is_first(&self, time: MediaTime) -> bool {
        let start = self.source.input().start_of(self.source.facts());
        start.is_some_and(|start| time <= start)
    }

    fn last(&mut self, stamp: Stamp, held: Option<Held>) -> Result<Pass, MediaError> {
        match held {
            Some(held) if self.give(stamp, &held, held.lasts).is_err() => Ok(Pass::Stopped),
            _ => Ok(Pass::Done),
        }
    }

    /// Hands a picture over. One that cannot be used is a fault, not the end.
    fn give(&mut self, stamp: Stamp, held: &Held, lasts: MediaDuration) -> Result<(), Stop> {
        self.source.skip_no_more();
        self.converter.planes.reuse(self.lane.is_shown());
        let picture = match picture_of(&held.frame, &self.hints, &mut self.converter) {
            Ok(picture) => picture,
            Err(error) => {
                self.board.fault(error);
                return if self.lane.stopped() { Err(Stop) } else { Ok(()) };
            }
        };
        let until = held.time + lasts;
        let until = self.trim.to.map_or(until, |to| until.min(to));
        let time = MediaTime::ZERO + (held.time - self.trim.from);
        let duration = until.saturating_since(held.time);
        let rest = self.spent.is_soon_made_up(time, self.source.facts().size);
        self.lane.set_decoder_bytes(self.source.held_bytes() + self.converter.planes.free_bytes());
        self.lane.put(VideoFrame { stamp, time, duration, picture: Arc::new(picture) }, rest)
    }
}

/// A time of the trimmed clip in the file's time, kept within the clip.
pub(crate) fn target_in_file(trim: &Trim, target: MediaTime) -> MediaTime {
    let within = target.since_zero().clamp(MediaDuration::ZERO, trim.duration);
    let last = trim.to.map_or(MediaTime::MAX, |to| MediaTime::from_flicks(to.flicks() - 1));
    (trim.from + within).min(last).max(trim.from)
}

/// Gives a still's one picture again for every seek.
pub(crate) fn show_still(lane: &Lane<VideoFrame>, picture: &Arc<media::Picture>, duration: MediaDuration) {
    while let Some(job) = lane.wait_for_job() {
        let frame =
            VideoFrame { stamp: job.stamp, time: MediaTime::ZERO, duration, picture: Arc::clone(picture) };
        if lane.put(frame, true).is_ok() {
            lane.end();
        }
    }
}

/// Decodes the first picture of a stream.
pub(crate) fn first_picture(source: &mut Source) -> Result<media::Picture, MediaError> {
    let hints = PictureHints::of(source.facts());
    let mut frame = empty_picture();
    match source.pull(&mut frame) {
        Pulled::Frame => picture_of(&frame, &hints, &mut Converter::new()),
        Pulled::Stopped => Err(MediaError::new(MediaErrorKind::Internal, "decoding was given up")),
        Pulled::End => Err(source.take_fault().unwrap_or_else(|| {
            MediaError::new(MediaErrorKind::Damaged, "no picture in it can be decoded: export it again")
        })),
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
