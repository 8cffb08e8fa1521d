//! The thread that decodes pictures.

mod pass;

use crate::av::codec::{Source, empty_picture};
use crate::av::convert::Converter;
use crate::av::opening::On;
use crate::av::picture::PictureHints;
use crate::board::{Board, Trim};
use crate::group::Group;
use crate::lane::{Aim, Job, Lane, Stop};
use crate::pace::Pace;
use crate::picture_state::{Head, Held, Pass, Spent, Work};
use crate::reopen::Reopen;
use media::{MediaError, VideoFrame};
use media_time::{MediaDuration, MediaTime};
use std::sync::{Arc, LazyLock};
use std::thread::available_parallelism;

/// How far before the target is sought when the first picture found lies after it: containers
/// index by decoding time, and some only guess.
const STEPS_BACK: [i64; 5] = [0, 1_000, 4_000, 16_000, 64_000];

/// Pictures that are taken after a seek before it counts as playing on: what lies around the place
/// that was sought is of no use any more.
const PLAYS_ON: usize = 8;

/// How far ahead decoding goes on rather than seeking, where the container has no index.
const NEAR: MediaDuration = MediaDuration::from_seconds(1);

/// Pictures of fewer pixels than this are not decoded twice to have the first one sooner: they come
/// soon enough, and it would cost more than it gives.
const LARGE: u32 = 1_280 * 720;

/// Codec threads of a clip that is shown. Each waits for parts of the picture that another one decodes:
/// with three, two processors have always something to do, and wake threads less often than with two,
/// which saves a tenth of the work. That keeps up with the picture sizes that are allowed. With one
/// processor, threads only cost.
pub(crate) fn shown_threads() -> u8 {
    static THREADS: LazyLock<u8> = LazyLock::new(|| match available_parallelism() {
        Ok(processors) if processors.get() > 1 => 3,
        _ => 1,
    });
    *THREADS
}

/// Decodes the pictures of one clip.
pub(crate) struct PictureWorker {
    source: Source,
    reopen: Reopen,
    trim: Trim,
    hints: PictureHints,
    converter: Converter,
    lane: Arc<Lane<VideoFrame>>,
    board: Arc<Board>,
    group: Arc<Group>,
    pace: Arc<Pace>,
    /// What is decoded goes into the group.
    collects: bool,
    /// Where decoding stands; `None`: anywhere.
    head: Option<Head>,
    spent: Spent,
    /// The last picture that was handed over for the present job, on the clip's timeline.
    handed_over: Option<MediaTime>,
}

impl PictureWorker {
    /// Decodes `source`, trimmed.
    pub(crate) fn new(
        source: Source,
        reopen: Reopen,
        trim: Trim,
        lane: Arc<Lane<VideoFrame>>,
        group: Arc<Group>,
        board: Arc<Board>,
        pace: Arc<Pace>,
    ) -> Self {
        let hints = PictureHints::of(source.facts());
        let converter = Converter::new();
        let spent = Spent { target: MediaTime::ZERO, pictures: 0 };
        Self {
            source,
            reopen,
            trim,
            hints,
            converter,
            lane,
            board,
            group,
            pace,
            collects: false,
            head: None,
            spent,
            handed_over: None,
        }
    }

    /// Serves jobs until the clip is dropped.
    pub(crate) fn run(&mut self) {
        while let Some(job) = self.next_job() {
            let ends = !matches!(job.aim, Aim::Scrub { .. });
            match self.serve(job) {
                Ok(Pass::Done) if ends => self.lane.end(),
                Ok(_) => {}
                Err(error) => {
                    self.head = None;
                    self.board.fault(error);
                    self.lane.end();
                }
            }
        }
    }

    /// Closes the codec, with the pictures that it holds, while there is nothing to do; unless a bar
    /// is dragged perhaps, and it goes on from where it stands.
    fn next_job(&mut self) -> Option<Job> {
        let may_go_on = self.collects && self.lane.is_shown();
        if self.lane.is_idle() && !may_go_on {
            self.head = None;
            self.source.rest();
            self.converter.planes.reuse(false);
            self.lane.set_decoder_bytes(self.source.held_bytes());
        }
        self.lane.wait_for_job()
    }

    fn serve(&mut self, job: Job) -> Result<Pass, MediaError> {
        self.spent = Spent { target: job.target, pictures: 0 };
        self.handed_over = None;
        self.use_threads();
        self.source.wake()?;
        let target = target_in_file(&self.trim, job.target);
        let work = Work { stamp: job.stamp, target, known: None, scrub: false, key: None };
        let passed = match job.aim {
            Aim::Begin => {
                self.collects = false;
                self.reach(work, false)
            }
            Aim::Play { known } => self.play(Work { known, ..work }, job.target),
            Aim::Scrub { known } => self.scrub(Work { known, scrub: true, ..work }, job.target),
        }?;
        if matches!(passed, Pass::Lost) { self.go_on_in_software(job, work) } else { Ok(passed) }
    }

    /// The hardware failed: everything after what was handed over is decoded again, in software.
    fn go_on_in_software(&mut self, job: Job, work: Work) -> Result<Pass, MediaError> {
        self.head = None;
        self.source.give_up_hardware()?;
        self.reopen.how.on = On::Software;
        let scrub = matches!(job.aim, Aim::Scrub { .. });
        if scrub {
            self.begin_group(job.target);
        }
        let target = self.handed_over.map_or(work.target, |time| self.in_file(time).max(work.target));
        self.reach(Work { target, known: self.handed_over, scrub, ..work }, scrub)
    }

    /// More threads once the clip is shown.
    fn use_threads(&mut self) {
        self.source.want_threads(if self.lane.is_shown() { shown_threads() } else { 1 });
    }

    /// From `target` (on the clip's timeline) to the end.
    fn play(&mut self, mut work: Work, target: MediaTime) -> Result<Pass, MediaError> {
        // Since the job was given the group may have grown.
        if work.known.is_none() && self.give_known(&mut work, self.group.from(target)).is_err() {
            return Ok(Pass::Stopped);
        }
        while let Some(next) = work.known.and_then(|known| self.group.next(known)) {
            if self.give_known(&mut work, vec![next]).is_err() {
                return Ok(Pass::Stopped);
            }
        }
        if let Some(known) = work.known {
            work.target = self.in_file(known);
            self.handed_over = Some(known);
            if self.given() == Some(known) {
                return self.go_on(work);
            }
            self.group.clear();
            self.collects = false;
            return self.reach(work, false);
        }
        if self.can_go_on_to(work.target) {
            return self.go_on_collecting(work, target);
        }
        // Whoever seeks twice in one group of pictures may do so again.
        let again = self.is_sought_again(target);
        self.begin_group(target);
        self.reach(work, again)
    }

    fn give_known(&mut self, work: &mut Work, pictures: Vec<VideoFrame>) -> Result<(), Stop> {
        for frame in pictures {
            work.known = Some(frame.time);
            self.handed_over = work.known;
            self.lane.put(VideoFrame { stamp: work.stamp, ..frame }, false)?;
        }
        Ok(())
    }

    /// The last picture that was handed over or put into the group, on the clip's timeline.
    fn given(&self) -> Option<MediaTime> {
        self.head.as_ref().and_then(|head| head.given)
    }

    fn in_file(&self, time: MediaTime) -> MediaTime {
        self.trim.from + time.since_zero()
    }

    fn in_clip(&self, time: MediaTime) -> MediaTime {
        MediaTime::ZERO + (time - self.trim.from)
    }

    /// A picture for the eye at `target` (on the clip's timeline), and then what lies around it.
    fn scrub(&mut self, mut work: Work, target: MediaTime) -> Result<Pass, MediaError> {
        self.group.centre(target);
        if work.known.is_none() {
            let mut known = self.group.from(target);
            known.truncate(1);
            if self.give_known(&mut work, known).is_err() {
                return Ok(Pass::Stopped);
            }
        }
        if work.known.is_some() {
            self.handed_over = work.known;
            // What follows the group is decoded ahead, if decoding stands there.
            let whole = self.head.as_ref().is_some_and(|head| head.whole);
            let follows = whole && self.given() == self.group.last();
            return if follows { self.go_on(work) } else { Ok(Pass::Done) };
        }
        if self.can_go_on_to(work.target) {
            return self.go_on_collecting(work, target);
        }
        self.begin_group(target);
        work.key = self.show_key_picture(work);
        self.reach(work, true)
    }

    /// Hands over the key picture before the target, if it lies within the clip; says where.
    fn show_key_picture(&mut self, work: Work) -> Option<MediaTime> {
        self.head = None;
        let mut frame = empty_picture();
        for step in STEPS_BACK.into_iter().take(2) {
            let from = work.target - MediaDuration::from_millis(step);
            if self.lane.stopped() || !self.source.seek(from) || !self.source.pull_key(&mut frame) {
                return None;
            }
            let (time, lasts) = self.source.stamp(&frame);
            let time = time.filter(|time| *time >= self.trim.from)?;
            if time <= work.target {
                let picture =
                    self.picture(work.stamp, &Held { frame, time, lasts, given: false }, lasts).ok()?;
                // Whoever does not want it any more has another job.
                return self.lane.put(picture, false).ok().map(|()| time);
            }
        }
        None
    }

    fn begin_group(&mut self, target: MediaTime) {
        self.group.begin(target);
        // A clip that may play next is to take little.
        self.collects = self.lane.is_shown();
    }

    /// Whether going on from where decoding stands comes to `target` without decoding what a seek
    /// would leave out.
    fn can_go_on_to(&self, target: MediaTime) -> bool {
        let Some(head) = self.head.as_ref().filter(|head| head.whole && head.any) else { return false };
        let ahead = head.held.as_ref().is_some_and(|held| held.time <= target);
        let near = match (head.entry, self.source.input().entry_before(self.source.facts(), target)) {
            (Some(ours), Some(theirs)) => ours == theirs,
            _ => head.held.as_ref().is_some_and(|held| target - held.time <= NEAR),
        };
        ahead && near && self.collects
    }

    /// Whether `target` (on the clip's timeline) lies before what the latest seek left in the group,
    /// and not before where it began to decode.
    fn is_sought_again(&self, target: MediaTime) -> bool {
        let first = self.head.as_ref().and_then(|head| head.first);
        let begun = first.is_some_and(|first| first <= self.in_file(target));
        begun && self.group.first().is_some_and(|first| target < first)
    }

    /// Seeks and decodes from the target to the end. `whole`: without skipping anything on the way.
    fn reach(&mut self, mut work: Work, whole: bool) -> Result<Pass, MediaError> {
        for step in STEPS_BACK {
            let from = work.target - MediaDuration::from_millis(step);
            let at_start = self.source.is_fresh() && from <= MediaTime::ZERO;
            if !at_start && !self.source.seek(from) {
                break;
            }
            self.look_ahead(work.target, at_start, whole);
            if self.show_first_picture(&mut work).is_err() {
                return Ok(Pass::Stopped);
            }
            let mut passed = self.begin(work, from, at_start, whole || at_start)?;
            if matches!(passed, Pass::SkippedWrongly) && self.source.seek(from) {
                passed = self.begin(work, from, false, true)?;
            }
            match passed {
                Pass::Done | Pass::Stopped | Pass::Lost => return Ok(passed),
                Pass::TooLate | Pass::SkippedWrongly => {}
            }
            if from < MediaTime::ZERO - MediaDuration::from_millis(2_000) {
                break;
            }
        }
        if !self.source.is_fresh() {
            self.source = self.reopen.open()?;
        }
        self.begin(work, MediaTime::ZERO, true, true)
    }

    /// Looks which picture is on screen at the target, and when the next one begins.
    fn look_ahead(&mut self, target: MediaTime, at_start: bool, whole: bool) {
        let start = self.source.input().start_of(self.source.facts());
        // Before the stream's start its first picture is on screen.
        let target = if at_start { start.map_or(target, |start| start.max(target)) } else { target };
        self.source.look_ahead(target, !at_start && !whole);
    }

    /// Of a clip that is shown: hands over the picture on screen at the target at once, if it can be
    /// decoded alone. Pictures come out of a codec late, after those that are decoded before the one
    /// that follows them; a clip that may play next has time for that.
    fn show_first_picture(&mut self, work: &mut Work) -> Result<(), Stop> {
        let (width, height) = self.source.facts().size;
        let large = width.saturating_mul(height) >= LARGE;
        if work.scrub || work.known.is_some() || !large || !self.lane.is_shown() {
            return Ok(());
        }
        let mut frame = empty_picture();
        if !self.source.pull_alone(&mut frame) || !frame.is_key() || frame.is_interlaced() {
            return Ok(());
        }
        let (time, _) = self.source.stamp(&frame);
        let until = time.and_then(|time| self.source.begins_after(time));
        let Some((time, until)) = time.zip(until) else { return Ok(()) };
        let lasts = until - time;
        let held = Held { frame, time, lasts, given: true };
        let Ok(picture) = self.picture(work.stamp, &held, lasts) else { return Ok(()) };
        if self.collects {
            self.group.add(picture.clone());
        }
        work.known = Some(picture.time);
        self.handed_over = work.known;
        self.lane.put(picture, false)
    }

    /// The same as [`Self::go_on`], with what comes in the group around `target`.
    fn go_on_collecting(&mut self, work: Work, target: MediaTime) -> Result<Pass, MediaError> {
        if self.group.last() == self.given() {
            self.group.centre(target);
        } else {
            self.group.begin(target);
        }
        self.go_on(work)
    }
}

/// A time of the trimmed clip in the file's time, kept within the clip.
pub(crate) fn target_in_file(trim: &Trim, target: MediaTime) -> MediaTime {
    let within = target.since_zero().clamp(MediaDuration::ZERO, trim.duration);
    let last = trim.to.map_or(MediaTime::MAX, |to| MediaTime::from_flicks(to.flicks() - 1));
    (trim.from + within).min(last).max(trim.from)
}
