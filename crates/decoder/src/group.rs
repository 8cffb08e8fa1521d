//! Decoded pictures around the place that was sought last, so that going back and forth there
//! decodes nothing twice.

use media::VideoFrame;
use media_time::MediaTime;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Bytes of pictures that are kept at most: 41 pictures of 1920×1080, 10 of 3840×2160.
const MOST_BYTES: usize = 128 << 20;

/// Pictures that follow one another without a hole. The thread that decodes them adds, whoever owns
/// the clip takes.
pub(crate) struct Group {
    run: Mutex<Run>,
}

struct Run {
    pictures: VecDeque<VideoFrame>,
    bytes: usize,
    most: usize,
    /// Pictures far from here go first.
    centre: MediaTime,
    /// The last one is the clip's last.
    complete: bool,
}

impl Group {
    /// Empty.
    pub(crate) fn new() -> Self {
        Self::holding(MOST_BYTES)
    }

    fn holding(most: usize) -> Self {
        let (pictures, centre) = (VecDeque::new(), MediaTime::ZERO);
        Self { run: Mutex::new(Run { pictures, bytes: 0, most, centre, complete: false }) }
    }

    fn lock(&self) -> MutexGuard<'_, Run> {
        self.run.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The picture on screen at `target`, and those that are known to follow it. What lies around
    /// `target` is kept longest from now on.
    pub(crate) fn from(&self, target: MediaTime) -> Vec<VideoFrame> {
        let mut run = self.lock();
        let after = run.pictures.partition_point(|frame| frame.time <= target);
        let on_screen = after.checked_sub(1).filter(|index| {
            let beyond = run.pictures.get(*index).is_none_or(|frame| target >= frame.time + frame.duration);
            !beyond || run.complete && after == run.pictures.len()
        });
        let Some(index) = on_screen else { return Vec::new() };
        run.centre = target;
        run.pictures.range(index..).cloned().collect()
    }

    /// The picture that is known to follow the one at `time`.
    pub(crate) fn next(&self, time: MediaTime) -> Option<VideoFrame> {
        let run = self.lock();
        let index = run.pictures.partition_point(|frame| frame.time <= time);
        index
            .checked_sub(1)
            .and_then(|before| run.pictures.get(before))
            .filter(|frame| frame.time == time)?;
        run.pictures.get(index).cloned()
    }

    /// Where the last picture begins.
    pub(crate) fn last(&self) -> Option<MediaTime> {
        self.lock().pictures.back().map(|frame| frame.time)
    }

    /// Where the first picture begins.
    pub(crate) fn first(&self) -> Option<MediaTime> {
        self.lock().pictures.front().map(|frame| frame.time)
    }

    /// Begins anew around `centre`.
    pub(crate) fn begin(&self, centre: MediaTime) {
        let mut run = self.lock();
        run.clear();
        run.centre = centre;
    }

    /// Keeps what lies around here.
    pub(crate) fn centre(&self, centre: MediaTime) {
        self.lock().centre = centre;
    }

    /// Forgets everything.
    pub(crate) fn clear(&self) {
        self.lock().clear();
    }

    /// Adds the picture after the last one. False: it does not follow that, or others that lie nearer
    /// to the centre take all the room.
    pub(crate) fn add(&self, frame: VideoFrame) -> bool {
        let mut run = self.lock();
        if run.pictures.back().is_some_and(|last| last.time + last.duration != frame.time) {
            return false;
        }
        let distance = (frame.time - run.centre).flicks().abs();
        let bytes = frame.picture.bytes();
        while run.bytes + bytes > run.most {
            let farther = |first: &&VideoFrame| (run.centre - first.time).flicks() > distance;
            let Some(first) = run.pictures.front().filter(farther) else { return run.pictures.is_empty() };
            run.bytes -= first.picture.bytes();
            run.pictures.pop_front();
        }
        run.bytes += bytes;
        run.pictures.push_back(frame);
        true
    }

    /// The last picture is the clip's last.
    pub(crate) fn complete(&self) {
        let mut run = self.lock();
        run.complete = !run.pictures.is_empty();
    }

    /// Bytes of pictures that only this holds.
    pub(crate) fn own_bytes(&self) -> usize {
        let run = self.lock();
        let own = run.pictures.iter().filter(|frame| Arc::strong_count(&frame.picture) == 1);
        own.map(|frame| frame.picture.bytes()).sum()
    }
}

impl Run {
    fn clear(&mut self) {
        self.pictures.clear();
        self.bytes = 0;
        self.complete = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use media::fake::{FakeClip, FakeOpener};
    use media::{ClipOpener as _, Polled};
    use media_time::MediaDuration;

    /// A second of pictures, 25 a second.
    fn pictures() -> Vec<VideoFrame> {
        let opener = FakeOpener::new(FakeClip { frame_rate: 25, ..FakeClip::default() });
        let mut clip = opener.open(crate::trial::request());
        let next = || match clip.next_frame() {
            Polled::Ready(frame) => Some(frame),
            _ => None,
        };
        std::iter::from_fn(next).take(25).collect()
    }

    fn at(number: i64) -> MediaTime {
        MediaTime::ZERO + MediaDuration::from_millis(40 * number)
    }

    fn numbers(frames: &[VideoFrame]) -> Vec<i64> {
        frames.iter().map(|frame| frame.time.millis() / 40).collect()
    }

    #[test]
    fn what_is_known_is_given_from_the_picture_on_screen() {
        let group = Group::new();
        assert!(group.from(at(0)).is_empty());
        for frame in &pictures()[3..7] {
            assert!(group.add(frame.clone()));
        }
        assert_eq!(numbers(&group.from(at(4))), [4, 5, 6]);
        assert_eq!(numbers(&group.from(at(5) + MediaDuration::from_millis(39))), [5, 6]);
        assert!(group.from(at(2)).is_empty(), "before all of it");
        assert!(group.from(at(7)).is_empty(), "what comes then is not known");
        assert_eq!(group.next(at(3)).map(|frame| frame.time), Some(at(4)));
        assert!(group.next(at(6)).is_none() && group.next(at(2)).is_none());
        group.complete();
        assert_eq!(numbers(&group.from(at(9))), [6], "the last one stands");
        assert!(!group.add(pictures()[9].clone()), "a hole");
    }

    #[test]
    fn what_lies_far_from_the_centre_makes_room() {
        let all = pictures();
        let group = Group::holding(5 * all[0].picture.bytes());
        group.begin(at(10));
        let added = all.iter().filter(|frame| group.add((*frame).clone())).count();
        // Two on either side of the centre's picture; the next one would push out a nearer one.
        assert_eq!(numbers(&group.from(at(8))), [8, 9, 10, 11, 12]);
        assert_eq!(added, 13);
        assert_eq!(group.own_bytes(), 0, "others hold them as well");
        drop(all);
        assert!(group.own_bytes() > 0);
        group.clear();
        assert_eq!(group.own_bytes(), 0);
    }
}
