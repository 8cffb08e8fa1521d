//! The thread that decodes sound.

use crate::av::codec::{Pulled, Source, empty_sound};
use crate::av::sound::Resampler;
use crate::board::{Board, Trim};
use crate::lane::{Job, Lane, Stop};
use crate::picture_worker::target_in_file;
use crate::reopen::Reopen;
use crate::timeline::{Join, SoundGrid, SoundTimes};
use ffmpeg_next::codec::Id;
use ffmpeg_next::frame;
use media::{MediaError, MediaErrorKind, SoundBlock, Stamp};
use media_time::{FLICKS_PER_SECOND, MediaDuration, MediaTime};
use std::sync::Arc;

/// How far before the target is sought. The first is what codecs need to come into swing (Opus
/// 80 ms, MP3's bit reservoir a quarter of a second); more when the first sound lies too late.
const STEPS_BACK: [i64; 4] = [300, 2_000, 10_000, 60_000];

/// The same for Ogg, which stamps pages of about a second, not packets: the first page after a seek
/// may be placed wrongly, the one after it is right.
const STEPS_BACK_IN_PAGES: [i64; 4] = [2_500, 5_000, 15_000, 60_000];

/// Stamps in smaller steps than this, about two samples, tell samples apart.
const FINE: MediaDuration = MediaDuration::from_micros(50);

/// Sample frames in a block, at most.
const BLOCK: usize = 2_048;

/// Decodes the sound of one clip.
pub(crate) struct SoundWorker {
    source: Source,
    reopen: Reopen,
    trim: Trim,
    rate: u32,
    /// Where the file ends, in samples from the clip's zero: stamps far beyond it are wrong.
    file_end: i64,
    /// Where its pieces lie, if stamps are too coarse to tell.
    grid: Option<SoundGrid>,
    lane: Arc<Lane<SoundBlock>>,
    board: Arc<Board>,
}

/// Puts samples into the lane so that they begin exactly at the target and have no gaps.
struct Writer<'a> {
    lane: &'a Lane<SoundBlock>,
    stamp: Stamp,
    rate: u32,
    /// The next sample frame to hand over, counted from the clip's zero.
    next: i64,
    /// Where the clip is cut.
    end: Option<i64>,
    pending: Vec<f32>,
}

/// The resampler and where on the clip its samples lie.
struct Stretch {
    resampler: Resampler,
    /// The sample frame at which the first one fed lies.
    begin: i64,
    /// Sample frames fed, at the input rate.
    fed: i64,
    /// The sample frame at which the next one to come out lies.
    out: i64,
    /// How long the last piece was.
    last: MediaDuration,
}

/// Where a decoded piece lies by its stamp.
#[derive(Clone, Copy)]
struct Place {
    /// The sample frame; `None`: it has no stamp.
    at: Option<i64>,
    /// Found on the grid.
    exact: bool,
}

/// How a pass over the file went.
enum Pass {
    Done,
    TooLate,
    Stopped,
}

impl From<Stop> for Pass {
    fn from(_: Stop) -> Self {
        Self::Stopped
    }
}

impl SoundWorker {
    /// Decodes `source`, trimmed, at `rate`.
    pub(crate) fn new(
        source: Source,
        reopen: Reopen,
        trim: Trim,
        rate: u32,
        lane: Arc<Lane<SoundBlock>>,
        board: Arc<Board>,
    ) -> Self {
        let end = trim.from + trim.duration;
        let header_end = source.input().header_end_of(source.facts()).unwrap_or(end);
        let file_end = sample_at(end.max(header_end) - trim.from, rate);
        let grid = grid_of(&source);
        Self { source, reopen, trim, rate, file_end, grid, lane, board }
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

    /// Closes the codec while there is nothing to do.
    fn next_job(&mut self) -> Option<Job> {
        if self.lane.is_idle() {
            self.source.rest();
            self.lane.set_decoder_bytes(self.source.held_bytes());
        }
        self.lane.wait_for_job()
    }

    /// Decodes from the job's target to the end. `false`: it was given up.
    fn play(&mut self, job: Job) -> Result<bool, MediaError> {
        self.source.wake()?;
        self.lane.set_decoder_bytes(self.source.held_bytes());
        let target = target_in_file(&self.trim, job.target);
        let lane = Arc::clone(&self.lane);
        let mut writer = Writer {
            lane: &lane,
            stamp: job.stamp,
            rate: self.rate,
            next: i64::try_from((target - self.trim.from).samples(self.rate)).unwrap_or(i64::MAX),
            end: self.trim.to.map(|to| sample_at(to - self.trim.from, self.rate)),
            pending: Vec::new(),
        };
        let steps = if self.source.input().is_paged() { STEPS_BACK_IN_PAGES } else { STEPS_BACK };
        for step in steps {
            let from = target - MediaDuration::from_millis(step);
            let at_start = self.source.is_fresh() && from <= MediaTime::ZERO;
            if !at_start && !self.source.seek(from) {
                break;
            }
            match self.pass(&mut writer, at_start)? {
                Pass::Done => return Ok(true),
                Pass::Stopped => return Ok(false),
                Pass::TooLate => {}
            }
            if from < MediaTime::ZERO - MediaDuration::from_millis(3_000) {
                break;
            }
        }
        if !self.source.is_fresh() {
            self.source = self.reopen.open()?;
        }
        Ok(matches!(self.pass(&mut writer, true)?, Pass::Done))
    }

    /// Decodes from where the source is. `from_start`: there is nothing earlier.
    fn pass(&mut self, writer: &mut Writer<'_>, from_start: bool) -> Result<Pass, MediaError> {
        let mut times = SoundTimes::new(self.rate);
        let mut stretch: Option<Stretch> = None;
        let mut frame = empty_sound();
        loop {
            if self.lane.stopped() {
                return Ok(Pass::Stopped);
            }
            let pulled = self.source.pull(&mut frame);
            if let Some(fault) = self.source.take_fault() {
                self.board.fault(fault);
            }
            match pulled {
                Pulled::Stopped | Pulled::Lost => return Ok(Pass::Stopped),
                Pulled::End if stretch.is_none() && !from_start => return Ok(Pass::TooLate),
                Pulled::End => return self.finish(writer, stretch),
                Pulled::Frame => {}
            }
            let (time, _) = self.source.stamp(&frame);
            // From the start, samples are counted.
            let grid = self.grid.as_ref().filter(|_| !from_start);
            let place = self.place(grid, time, &frame, stretch.as_ref());
            if stretch.is_none() && !from_start && self.is_late(time, place.at, writer.next) {
                return Ok(Pass::TooLate);
            }
            match self.add(writer, &mut times, stretch, &frame, place)? {
                Ok(next) => stretch = next,
                Err(Stop) => return Ok(Pass::Stopped),
            }
            if writer.is_full() {
                return Ok(Pass::Done);
            }
        }
    }

    /// Whether the first sound after a seek lies after the target although there is earlier one, or
    /// does not say where it lies.
    fn is_late(&self, time: Option<MediaTime>, at: Option<i64>, wanted: i64) -> bool {
        let (Some(time), Some(at)) = (time, at) else { return true };
        let start = self.source.input().start_of(self.source.facts());
        at > wanted && start.is_none_or(|start| time > start)
    }

    fn place(
        &self,
        grid: Option<&SoundGrid>,
        stamp: Option<MediaTime>,
        frame: &frame::Audio,
        before: Option<&Stretch>,
    ) -> Place {
        let before = before.map(|stretch| stretch.last);
        let exact = stamp.zip(grid).and_then(|(stamp, grid)| grid.place(stamp, length_of(frame), before));
        let at = exact.or(stamp).map(|time| sample_at(time - self.trim.from, self.rate));
        Place { at, exact: exact.is_some() }
    }

    /// Adds a decoded frame at its place.
    fn add(
        &self,
        writer: &mut Writer<'_>,
        times: &mut SoundTimes,
        stretch: Option<Stretch>,
        frame: &frame::Audio,
        Place { at, exact }: Place,
    ) -> Result<Result<Option<Stretch>, Stop>, MediaError> {
        let mut samples = Vec::new();
        let mut stretch = match stretch {
            None => {
                let start = sample_at(MediaTime::ZERO - self.trim.from, self.rate);
                Stretch::begin(frame, self.rate, at.unwrap_or(start))?
            }
            Some(stretch) => {
                let expected = stretch.expected(self.rate);
                let heard = expected > writer.next;
                let join = times.join(at, expected, self.file_end, heard, exact);
                if join == Join::Follows && stretch.resampler.suits(frame) {
                    stretch
                } else {
                    let out = stretch.out;
                    stretch.resampler.finish(&mut samples)?;
                    if writer.write(out, &samples).is_err() {
                        return Ok(Err(Stop));
                    }
                    samples.clear();
                    let begin = if let Join::Elsewhere(begin) = join { begin } else { expected };
                    Stretch::begin(frame, self.rate, begin)?
                }
            }
        };
        stretch.resampler.feed(frame, &mut samples)?;
        stretch.fed += i64::try_from(frame.samples()).unwrap_or(0);
        stretch.last = length_of(frame);
        let out = stretch.out;
        stretch.out += frames_in(&samples);
        Ok(writer.write(out, &samples).map(|()| Some(stretch)))
    }

    fn finish(&self, writer: &mut Writer<'_>, stretch: Option<Stretch>) -> Result<Pass, MediaError> {
        if let Some(stretch) = stretch {
            let mut samples = Vec::new();
            let out = stretch.out;
            stretch.resampler.finish(&mut samples)?;
            if let Err(stop) = writer.write(out, &samples) {
                return Ok(stop.into());
            }
        }
        Ok(writer.flush().map_or_else(Pass::from, |()| Pass::Done))
    }
}

impl Stretch {
    fn begin(frame: &frame::Audio, rate: u32, at: i64) -> Result<Self, MediaError> {
        Ok(Self {
            resampler: Resampler::for_frame(frame, rate)?,
            begin: at,
            fed: 0,
            out: at,
            last: MediaDuration::ZERO,
        })
    }

    /// The sample frame at which the next one to be fed lies.
    fn expected(&self, rate: u32) -> i64 {
        let input_rate = i128::from(self.resampler.input_rate().max(1));
        let fed = i128::from(self.fed) * i128::from(rate) / input_rate;
        self.begin.saturating_add(i64::try_from(fed).unwrap_or(i64::MAX))
    }
}

impl Writer<'_> {
    /// Hands over the samples that begin at sample frame `at`: what lies before the next one that
    /// is wanted is dropped, a hole is filled with silence.
    fn write(&mut self, at: i64, samples: &[f32]) -> Result<(), Stop> {
        let skip = self.queued_until().saturating_sub(at);
        if skip >= frames_in(samples) {
            return Ok(());
        }
        let hole = usize::try_from(-skip.min(0)).unwrap_or(0);
        self.silence(hole)?;
        let start = usize::try_from(skip.max(0)).unwrap_or(0) * SoundBlock::CHANNELS;
        self.push(samples.get(start..).unwrap_or(&[]))
    }

    fn silence(&mut self, mut frames: usize) -> Result<(), Stop> {
        while frames > 0 && !self.is_full() {
            let now = frames.min(BLOCK);
            self.push(&[0.0; BLOCK * SoundBlock::CHANNELS][..now * SoundBlock::CHANNELS])?;
            frames -= now;
        }
        Ok(())
    }

    fn push(&mut self, samples: &[f32]) -> Result<(), Stop> {
        let room = self.end.map_or(usize::MAX, |end| {
            usize::try_from(end - self.queued_until()).unwrap_or(0).saturating_mul(SoundBlock::CHANNELS)
        });
        self.pending.extend_from_slice(&samples[..samples.len().min(room)]);
        // A frame of AAC is a block; tiny ones (PCM, Vorbis) are put together.
        if self.pending.len() >= BLOCK / 2 * SoundBlock::CHANNELS || self.is_full() {
            self.flush()?;
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<(), Stop> {
        for block in self.pending.chunks(BLOCK * SoundBlock::CHANNELS) {
            let time = sample_time(self.next, self.rate);
            let samples = Arc::from(block);
            // Its codec holds little: it stays open as long as the clip is primed.
            self.lane.put(SoundBlock { stamp: self.stamp, time, rate: self.rate, samples }, false)?;
            self.next += frames_in(block);
        }
        self.pending.clear();
        Ok(())
    }

    /// The sample frame after the last one that was written.
    fn queued_until(&self) -> i64 {
        self.next + frames_in(&self.pending)
    }

    fn is_full(&self) -> bool {
        self.end.is_some_and(|end| self.queued_until() >= end)
    }
}

/// The grid of a stream whose stamps do not tell every sample apart, of the codecs whose pieces are all
/// of one length.
fn grid_of(source: &Source) -> Option<SoundGrid> {
    let (input, facts) = (source.input(), source.facts());
    let tick = facts.time_base.time(1).since_zero();
    let (start, codec) = (input.start_of(facts)?, facts.decoder?.id());
    let (dropped, unit) = match codec {
        // RFC 6716, section 2.1.4; RFC 7845, section 4.2.
        Id::OPUS => (input.opus_pre_skip(facts)?, Some(MediaDuration::from_micros(2_500))),
        Id::AAC | Id::MP2 | Id::MP3 | Id::FLAC => (MediaDuration::ZERO, None),
        _ => return None,
    };
    (tick > FINE).then(|| SoundGrid::new(start, tick, dropped, unit))
}

fn length_of(frame: &frame::Audio) -> MediaDuration {
    MediaDuration::from_samples(frame.samples() as u64, frame.rate().max(1))
}

fn frames_in(samples: &[f32]) -> i64 {
    i64::try_from(samples.len() / SoundBlock::CHANNELS).unwrap_or(i64::MAX)
}

/// The sample frame nearest to a time.
fn sample_at(time: MediaDuration, rate: u32) -> i64 {
    let scaled = i128::from(time.flicks()) * i128::from(rate);
    let half = i128::from(FLICKS_PER_SECOND / 2);
    i64::try_from((scaled + half).div_euclid(i128::from(FLICKS_PER_SECOND))).unwrap_or(i64::MAX)
}

fn sample_time(sample: i64, rate: u32) -> MediaTime {
    MediaTime::ZERO + MediaDuration::from_samples(u64::try_from(sample).unwrap_or(0), rate)
}

/// Decodes the first piece of sound of a stream, to see whether it can be.
pub(crate) fn first_sound(source: &mut Source) -> Result<(), MediaError> {
    let mut frame = empty_sound();
    match source.pull(&mut frame) {
        Pulled::Frame => Resampler::for_frame(&frame, 48_000).map(drop),
        Pulled::Stopped | Pulled::Lost => {
            Err(MediaError::new(MediaErrorKind::Internal, "decoding was given up"))
        }
        Pulled::End => Err(source.take_fault().unwrap_or_else(|| {
            MediaError::new(MediaErrorKind::Damaged, "no sound in it can be decoded: export it again")
        })),
    }
}
