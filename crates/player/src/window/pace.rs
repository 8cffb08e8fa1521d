//! Which picture is shown when, and how well that went.

use media::{Stamp, VideoFrame};
use media_time::{MediaDuration, MediaTime, Moment};
use playback::Upcoming;
use std::time::Duration;

/// How the pictures of a session were shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FrameCounts {
    /// Pictures that were shown.
    pub shown: u64,
    /// Pictures that were never seen, because the one after was due already.
    pub skipped: u64,
    /// Pictures that were shown more than a millisecond after they were due.
    pub late: u64,
    /// The longest that a picture was late.
    pub latest: Duration,
}

/// Follows what is on screen.
#[derive(Debug, Default)]
pub(crate) struct Pace {
    seen: Option<Seen>,
    counts: FrameCounts,
}

/// The picture that was shown last.
#[derive(Clone, Copy, Debug)]
struct Seen {
    stamp: Stamp,
    time: MediaTime,
    duration: MediaDuration,
}

/// What to do about pictures.
#[derive(Debug)]
pub(crate) struct Turn<'a> {
    /// What is to be on screen; `None`: the background.
    pub(crate) picture: Option<&'a VideoFrame>,
    /// When that was due, where it was known beforehand.
    pub(crate) due: Option<Moment>,
    /// What follows it.
    pub(crate) next: Option<&'a Upcoming>,
}

impl Pace {
    /// What is to be seen at `by`. A picture that was shown because its time had come stays, even
    /// when what is heard says a moment later that it was early.
    pub(crate) fn choose<'a>(
        &self,
        picture: Option<&'a VideoFrame>,
        upcoming: Option<&'a Upcoming>,
        by: Moment,
    ) -> Turn<'a> {
        match upcoming {
            Some(next) if next.at <= by || self.is_shown(&next.frame) => {
                Turn { picture: Some(&next.frame), due: Some(next.at), next: None }
            }
            next => Turn { picture, due: None, next },
        }
    }

    /// Whether this picture was shown last.
    pub(crate) fn is_shown(&self, frame: &VideoFrame) -> bool {
        self.seen.is_some_and(|seen| (seen.stamp, seen.time) == (frame.stamp, frame.time))
    }

    /// A picture was shown at `now`, or the background.
    pub(crate) fn showed(&mut self, frame: Option<&VideoFrame>, due: Option<Moment>, now: Moment) {
        let Some(frame) = frame else {
            self.seen = None;
            return;
        };
        if self.is_shown(frame) {
            return;
        }
        let skipped = self.seen.map_or(0, |seen| pictures_between(seen, frame));
        self.seen = Some(Seen { stamp: frame.stamp, time: frame.time, duration: frame.duration });
        let late = due.map(|due| now.saturating_since(due).to_std());
        self.counts.shown += 1;
        self.counts.skipped += skipped;
        if let Some(late) = late {
            self.counts.latest = self.counts.latest.max(late);
            self.counts.late += u64::from(late > Duration::from_millis(1));
        }
        tracing::trace!(
            target: "edamichi::pictures",
            deck = frame.stamp.deck.0,
            time_ms = frame.time.millis(),
            late_us = late.map(|late| u64::try_from(late.as_micros()).unwrap_or(u64::MAX)),
            skipped,
            "shown"
        );
    }

    pub(crate) fn counts(&self) -> FrameCounts {
        self.counts
    }
}

/// How many pictures of the same clip, played on without a jump, lie between two.
fn pictures_between(seen: Seen, frame: &VideoFrame) -> u64 {
    /// More than this is a jump, not pictures that came too late.
    const JUMP: MediaDuration = MediaDuration::from_millis(1_000);
    let length = seen.duration.flicks();
    let passed = frame.time.saturating_since(seen.time);
    if seen.stamp != frame.stamp || length <= 0 || passed > JUMP {
        return 0;
    }
    let pictures = (passed.flicks() + length / 2) / length;
    u64::try_from(pictures - 1).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use media::{Colours, DeckId, Generation, Picture, PixelAspect, PixelFormat, Rotation};
    use std::sync::Arc;

    fn frame(deck: u64, millis: i64) -> VideoFrame {
        VideoFrame {
            stamp: Stamp { deck: DeckId(deck), generation: Generation::default() },
            time: MediaTime::from_millis(millis),
            duration: MediaDuration::from_millis(40),
            picture: Arc::new(Picture {
                width: 1,
                height: 1,
                format: PixelFormat::Rgba8,
                planes: Vec::new(),
                colours: Colours::default(),
                rotation: Rotation::None,
                pixel_aspect: PixelAspect::SQUARE,
            }),
        }
    }

    fn at(millis: i64) -> Moment {
        Moment::after_origin(MediaDuration::from_millis(millis))
    }

    fn time_of(turn: &Turn<'_>) -> Option<i64> {
        turn.picture.map(|frame| frame.time.millis())
    }

    fn upcoming(deck: u64, millis: i64, due: i64) -> Upcoming {
        Upcoming { frame: frame(deck, millis), at: at(due) }
    }

    #[test]
    fn a_picture_takes_its_place_at_its_time_and_keeps_it() {
        let mut pace = Pace::default();
        let (first, second) = (frame(1, 0), upcoming(1, 40, 1_040));
        let turn = pace.choose(Some(&first), Some(&second), at(1_039));
        assert_eq!((time_of(&turn), turn.next.is_some()), (Some(0), true));
        let turn = pace.choose(Some(&first), Some(&second), at(1_040));
        assert_eq!((time_of(&turn), turn.due, turn.next.is_some()), (Some(40), Some(at(1_040)), false));
        pace.showed(turn.picture, turn.due, at(1_041));
        // The clock says that it was a little early: it is not taken back.
        let corrected = upcoming(1, 40, 1_043);
        assert_eq!(time_of(&pace.choose(Some(&first), Some(&corrected), at(1_041))), Some(40));
        // A cut shows what the core says, at once.
        let (other, after) = (frame(2, 0), upcoming(2, 40, 1_082));
        assert_eq!(time_of(&pace.choose(Some(&other), Some(&after), at(1_042))), Some(0));
        assert_eq!(time_of(&pace.choose(None, None, at(1_042))), None);
    }

    #[test]
    fn what_was_skipped_or_late_is_counted() {
        let mut pace = Pace::default();
        // Time, due, shown; then the pictures skipped and late so far.
        for (deck, time, due, now, skipped, late) in [
            (1, 0, None, 5, 0, 0),
            (1, 40, Some(45), 45, 0, 0),
            (1, 40, Some(45), 60, 0, 0),
            (1, 160, Some(165), 168, 2, 1),
            // A seek and a cut skip nothing.
            (1, 5_000, None, 170, 2, 1),
            (2, 0, None, 180, 2, 1),
        ] {
            pace.showed(Some(&frame(deck, time)), due.map(at), at(now));
            assert_eq!((pace.counts().skipped, pace.counts().late), (skipped, late), "{deck} {time}");
        }
        assert_eq!((pace.counts().shown, pace.counts().latest), (5, Duration::from_millis(3)));
    }
}
