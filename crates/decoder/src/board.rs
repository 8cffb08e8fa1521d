//! What the threads of one clip tell each other and the clip's owner: headers, trims, faults.

use media::{
    ClipInfo, ClipPoint, ClipState, ClipStatus, Loudness, MediaError, MediaErrorKind, MediaKind, Waker,
};
use media_time::{MediaDuration, MediaTime};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Where the trimmed clip lies on the file's timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Trim {
    /// The file's time at the clip's zero.
    pub(crate) from: MediaTime,
    /// The file's time where it is cut; `None`: at the file's end.
    pub(crate) to: Option<MediaTime>,
    /// From `from` to `to` or to the end.
    pub(crate) duration: MediaDuration,
}

/// What opening the picture found.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PictureReport {
    /// As shown; `None`: there are no pictures.
    pub(crate) size: Option<(u32, u32)>,
}

/// What opening the sound found.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SoundReport {
    /// How long it is after trimming; `None`: there is no sound.
    pub(crate) duration: Option<MediaDuration>,
    /// How loud it is, as its index says.
    pub(crate) loudness: Option<Loudness>,
}

impl SoundReport {
    /// There is no sound.
    pub(crate) const NONE: Self = Self { duration: None, loudness: None };
}

/// What decides how reports become [`ClipInfo`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plan {
    /// What was asked for.
    pub(crate) kind: MediaKind,
    /// How long a still lasts.
    pub(crate) lasts: Option<MediaDuration>,
    /// Whether a thread opens the picture.
    pub(crate) picture: bool,
    /// Whether a thread opens the sound.
    pub(crate) sound: bool,
    /// Whether the sound is a file of its own.
    pub(crate) own_sound: bool,
}

/// The board.
pub(crate) struct Board {
    state: Mutex<State>,
    changed: Condvar,
    plan: Plan,
    waker: Waker,
}

struct State {
    status: ClipStatus,
    trim: Option<Trim>,
    picture: Option<PictureReport>,
    sound: Option<SoundReport>,
    closed: bool,
}

impl Board {
    /// A board on which nothing is written yet.
    pub(crate) fn new(plan: Plan, fault: Option<MediaError>, waker: Waker) -> Self {
        let state = State {
            status: ClipStatus { state: ClipState::Opening, fault },
            trim: None,
            picture: (!plan.picture).then_some(PictureReport { size: None }),
            sound: (!plan.sound).then_some(SoundReport::NONE),
            closed: false,
        };
        Self { state: Mutex::new(state), changed: Condvar::new(), plan, waker }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How far the clip is.
    pub(crate) fn status(&self) -> ClipStatus {
        self.lock().status.clone()
    }

    /// The clip cannot be played.
    pub(crate) fn fail(&self, error: MediaError) {
        let mut state = self.lock();
        if !matches!(state.status.state, ClipState::Failed(_)) {
            tracing::debug!(%error, "clip failed");
            state.status.state = ClipState::Failed(error);
        }
        self.tell(state);
    }

    /// Something is wrong, but the clip plays on. The first fault stays.
    pub(crate) fn fault(&self, error: MediaError) {
        let mut state = self.lock();
        if state.status.fault.is_none() {
            tracing::debug!(%error, "fault in clip");
            state.status.fault = Some(error);
        }
        self.tell(state);
    }

    /// The picture cannot be played. Of two faults while opening this is the one to tell, whichever
    /// thread was quicker.
    pub(crate) fn picture_fault(&self, error: MediaError) {
        tracing::debug!(%error, "the picture cannot be played");
        let mut state = self.lock();
        state.status.fault = Some(error);
        self.tell(state);
    }

    /// The trims, now that the file's length is known.
    pub(crate) fn set_trim(&self, trim: Trim) {
        let mut state = self.lock();
        state.trim = Some(trim);
        self.tell(state);
    }

    /// What opening the picture found.
    pub(crate) fn report_picture(&self, report: PictureReport) {
        let mut state = self.lock();
        state.picture = Some(report);
        state.compose(&self.plan);
        self.tell(state);
    }

    /// What opening the sound found.
    pub(crate) fn report_sound(&self, report: SoundReport) {
        let mut state = self.lock();
        state.sound = Some(report);
        state.compose(&self.plan);
        self.tell(state);
    }

    /// The clip is dropped: whoever waits here stops waiting.
    pub(crate) fn close(&self) {
        let mut state = self.lock();
        state.closed = true;
        self.tell(state);
    }

    /// Waits for the trims; `None` when there will be none.
    pub(crate) fn wait_for_trim(&self) -> Option<Trim> {
        self.wait_for(|state| state.trim)
    }

    /// Waits until the clip is open; `None` when it failed.
    pub(crate) fn wait_for_info(&self) -> Option<ClipInfo> {
        self.wait_for(|state| match state.status.state {
            ClipState::Open(info) => Some(info),
            ClipState::Opening | ClipState::Failed(_) => None,
        })
    }

    fn wait_for<T>(&self, found: impl Fn(&State) -> Option<T>) -> Option<T> {
        let mut state = self.lock();
        loop {
            if state.closed || matches!(state.status.state, ClipState::Failed(_)) {
                return None;
            }
            if let Some(value) = found(&state) {
                return Some(value);
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn tell(&self, state: MutexGuard<'_, State>) {
        let closed = state.closed;
        drop(state);
        self.changed.notify_all();
        if !closed {
            (self.waker)();
        }
    }
}

impl State {
    /// Opens the clip once both reports are there.
    fn compose(&mut self, plan: &Plan) {
        let (Some(picture), Some(sound)) = (self.picture, self.sound) else { return };
        if !matches!(self.status.state, ClipState::Opening) {
            return;
        }
        if picture.size.is_none() && sound.duration.is_none() {
            // A stream that exists but cannot be played says more than "nothing is there".
            let error = self.status.fault.take().unwrap_or_else(|| nothing_in_it(plan.kind));
            self.status.state = ClipState::Failed(error);
            return;
        }
        self.status.state = ClipState::Open(ClipInfo {
            duration: self.duration(plan, sound),
            file_offset: self.trim.map_or(MediaDuration::ZERO, |trim| trim.from.since_zero()),
            has_picture: picture.size.is_some(),
            has_sound: sound.duration.is_some(),
            display_size: picture.size.unwrap_or((0, 0)),
            loudness: sound.loudness,
        });
    }

    fn duration(&self, plan: &Plan, sound: SoundReport) -> MediaDuration {
        let trimmed = self.trim.map_or(MediaDuration::ZERO, |trim| trim.duration);
        let cut = self.trim.is_some_and(|trim| trim.to.is_some());
        let heard = sound.duration.unwrap_or(MediaDuration::ZERO);
        match plan.kind {
            MediaKind::Still => plan.lasts.unwrap_or(heard),
            // A sound of its own may tell on over the last picture.
            MediaKind::Video if plan.own_sound && !cut => trimmed.max(heard),
            MediaKind::Video | MediaKind::Sound => trimmed,
        }
    }
}

/// The error for a file in which there is nothing of what was asked for.
pub(crate) fn nothing_in_it(kind: MediaKind) -> MediaError {
    let message = match kind {
        MediaKind::Video => "it has neither picture nor sound: choose another file",
        MediaKind::Still => "there is no picture in it: choose a PNG, JPEG or WebP file",
        MediaKind::Sound => "there is no sound in it: choose another file",
    };
    MediaError::new(MediaErrorKind::Empty, message)
}

/// Resolves trims for a file that is `length` long. Points are kept within the file, and `to` not
/// before `from`.
pub(crate) fn resolve_trim(from: ClipPoint, to: Option<ClipPoint>, length: MediaDuration) -> Trim {
    let point = |point: ClipPoint| match point {
        ClipPoint::AfterStart(after) => after.clamp(MediaDuration::ZERO, length),
        ClipPoint::BeforeEnd(before) => (length - before).clamp(MediaDuration::ZERO, length),
    };
    let start = point(from);
    let end = to.map(|to| point(to).max(start));
    Trim {
        from: MediaTime::ZERO + start,
        to: end.map(|end| MediaTime::ZERO + end),
        duration: end.unwrap_or(length) - start,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    fn millis(value: i64) -> MediaDuration {
        MediaDuration::from_millis(value)
    }

    #[test]
    fn trims_stay_within_the_file() {
        let after = |value| ClipPoint::AfterStart(millis(value));
        let before = |value| ClipPoint::BeforeEnd(millis(value));
        for (from, to, expected) in [
            (after(0), None, (0, None, 1_000)),
            (after(200), Some(after(700)), (200, Some(700), 500)),
            (before(300), Some(before(100)), (700, Some(900), 200)),
            (after(2_000), None, (1_000, None, 0)),
            (after(-5), Some(after(5_000)), (0, Some(1_000), 1_000)),
            (after(600), Some(after(400)), (600, Some(600), 0)),
            (before(5_000), None, (0, None, 1_000)),
        ] {
            let trim = resolve_trim(from, to, millis(1_000));
            let found = (trim.from.millis(), trim.to.map(MediaTime::millis), trim.duration.millis());
            assert_eq!(found, expected, "{from:?} {to:?}");
        }
    }

    #[test]
    fn a_clip_opens_when_both_reports_are_there() {
        let plan = Plan { kind: MediaKind::Video, lasts: None, picture: true, sound: true, own_sound: true };
        let board = Board::new(plan, None, Arc::new(|| ()));
        board.set_trim(resolve_trim(ClipPoint::default(), None, millis(500)));
        board.report_picture(PictureReport { size: Some((4, 2)) });
        assert!(matches!(board.status().state, ClipState::Opening));
        board.report_sound(SoundReport { duration: Some(millis(800)), loudness: None });
        let ClipState::Open(info) = board.status().state else { panic!("not open") };
        assert_eq!(info.duration, millis(800));
        assert_eq!(info.file_offset, MediaDuration::ZERO);
        assert_eq!(info.display_size, (4, 2));
    }

    #[test]
    fn nothing_playable_fails_with_the_reason() {
        let plan =
            Plan { kind: MediaKind::Sound, lasts: None, picture: false, sound: true, own_sound: false };
        let board = Board::new(plan, None, Arc::new(|| ()));
        board.fault(MediaError::new(MediaErrorKind::NotSupported, "no such codec"));
        board.report_sound(SoundReport::NONE);
        let ClipState::Failed(error) = board.status().state else { panic!("not failed") };
        assert_eq!(error.kind, MediaErrorKind::NotSupported);
        assert!(board.wait_for_trim().is_none());
    }

    #[test]
    fn of_two_faults_the_pictures_is_told() {
        for picture_first in [true, false] {
            let plan =
                Plan { kind: MediaKind::Video, lasts: None, picture: true, sound: true, own_sound: false };
            let board = Board::new(plan, None, Arc::new(|| ()));
            let error = |what: &str| MediaError::new(MediaErrorKind::NotSupported, what);
            if picture_first {
                board.picture_fault(error("picture"));
                board.fault(error("sound"));
            } else {
                board.fault(error("sound"));
                board.picture_fault(error("picture"));
            }
            board.report_sound(SoundReport::NONE);
            board.report_picture(PictureReport { size: None });
            let ClipState::Failed(error) = board.status().state else { panic!("not failed") };
            assert_eq!(error.message, "picture");
        }
    }
}
