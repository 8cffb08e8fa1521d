//! The core thread's side of a device that plays.

use crate::bus::{Frame, scale};
use crate::mixer::{Command, MixerHandle};
use crate::parts::Parts;
use crate::runs::Runs;
use crate::shared::{Failure, Shared};
use core::cell::{Cell, RefCell};
use media::output::{Seam, SegmentMap};
use media::{Heard, SoundBlock, Written};
use media_time::{MediaDuration, Moment, Speed};
use rtrb::Producer;
use std::collections::VecDeque;
use std::sync::Arc;

/// How much may wait to be taken by the device.
const CAPACITY: MediaDuration = MediaDuration::from_millis(250);
/// A device that takes nothing for so long is gone. Sound servers take about two seconds to begin.
const STALLED: MediaDuration = MediaDuration::from_seconds(3);

/// A device that takes nothing and reports [`DEADLY_ERRORS`] is gone after this time already.
const FAILING: MediaDuration = MediaDuration::from_millis(700);
/// Fewer errors than these pass over: PulseAudio behind ALSA reports dozens when it is late. When
/// it is gone it reports thousands a second.
const DEADLY_ERRORS: u32 = 100;

/// Writes the deck ring and knows what is heard of it.
pub(crate) struct Playing {
    deck: Producer<Frame>,
    pub(crate) mixer: MixerHandle,
    pub(crate) shared: Arc<Shared>,
    pub(crate) rate: u32,
    /// Numbers every frame that was written; flushed ones keep theirs.
    pub(crate) map: SegmentMap,
    seam: Seam,
    /// What did not fit into the ring: of blocks longer than the ring, or behind flushed frames.
    overflow: VecDeque<Frame>,
    runs: RefCell<Runs>,
    /// The latest answer: what was heard never becomes unheard, however the device's time jitters.
    latest: Cell<Option<(Moment, MediaDuration)>>,
    calls: u64,
    calls_changed: Moment,
}

impl Playing {
    pub(crate) fn new(parts: Parts, rate: u32, now: Moment) -> Self {
        let Parts { deck, mixer, shared } = parts;
        Self {
            deck,
            mixer,
            shared,
            rate,
            map: SegmentMap::new(rate),
            seam: Seam::new(rate),
            overflow: VecDeque::new(),
            runs: RefCell::new(Runs::new(rate)),
            latest: Cell::new(None),
            calls: 0,
            calls_changed: now,
        }
    }

    /// Why the device is to be given up, for people.
    pub(crate) fn failure(&mut self, now: Moment) -> Option<&'static str> {
        let calls = self.shared.calls();
        if calls != self.calls {
            (self.calls, self.calls_changed) = (calls, now);
        }
        let failing = calls > 0 && self.shared.errors() > DEADLY_ERRORS;
        let patience = if failing { FAILING } else { STALLED };
        match self.shared.failure() {
            Some(Failure::Lost) => Some("The sound device went away; the story goes on without sound."),
            Some(Failure::TooFast) => {
                Some("The sound device does not keep time; the story goes on without sound.")
            }
            None if now.saturating_since(self.calls_changed) > patience => {
                Some("The sound device stopped; the story goes on without sound.")
            }
            None => None,
        }
    }

    pub(crate) fn write(&mut self, block: &SoundBlock, gain: f32, speed: Speed) -> Written {
        let frames = block.frames() as u64;
        let taken = self.shared.read_frame().max(self.shared.skip_to());
        let unread = self.map.end_frame().saturating_sub(taken);
        if frames > 0 && unread > 0 && unread + frames > CAPACITY.samples(self.rate) {
            return Written::Full;
        }
        self.map.forget_before(self.shared.read_frame().saturating_sub(u64::from(self.rate) * 2));
        self.map.push(frames, block.stamp, block.time, speed);
        self.pump();
        for frame in block.samples.as_chunks::<{ SoundBlock::CHANNELS }>().0 {
            let frame = self.seam.join(block.stamp, scale(*frame, gain));
            self.push(frame);
        }
        Written::All
    }

    fn push(&mut self, frame: Frame) {
        if !self.overflow.is_empty() || self.deck.push(frame).is_err() {
            self.overflow.push_back(frame);
        }
    }

    /// Moves what did not fit into the ring as soon as it fits.
    pub(crate) fn pump(&mut self) {
        while let Some(&frame) = self.overflow.front() {
            if self.deck.push(frame).is_err() {
                return;
            }
            self.overflow.pop_front();
        }
    }

    pub(crate) fn flush(&mut self) -> Option<Heard> {
        // The callback fades what is cut off into what comes.
        self.seam.break_off();
        // Frames that never got into the ring give their numbers back.
        let in_ring = self.map.end_frame() - self.overflow.len() as u64;
        self.overflow.clear();
        self.shared.set_skip_to(in_ring);
        // What the device is taking at this moment counts as taken.
        let taken = self.shared.taken_frame().min(in_ring);
        let kept = self.map.at(MediaDuration::from_samples(taken, self.rate));
        self.map.restart(in_ring);
        kept
    }

    pub(crate) fn heard(&self, at: Moment) -> Option<Heard> {
        // Before the device took the first frame, that is the one that will be heard.
        self.map.at(self.position(at).unwrap_or(MediaDuration::ZERO))
    }

    pub(crate) fn queued_frames(&self, now: Moment) -> usize {
        let position = self.position(now).unwrap_or(MediaDuration::ZERO);
        // After a flush the position can still be among frames that are forgotten.
        let heard = self.map.frames_begun(position.max(self.map.start()));
        usize::try_from(self.map.end_frame().saturating_sub(heard)).unwrap_or(usize::MAX)
    }

    pub(crate) fn position(&self, at: Moment) -> Option<MediaDuration> {
        let mut runs = self.runs.borrow_mut();
        self.shared.runs.load(&mut runs);
        let position = runs.position(at)?.min(self.map.end());
        let position = match self.latest.get() {
            // An earlier moment than that of the latest answer says nothing about it.
            Some((moment, _)) if at < moment => return Some(position),
            Some((_, latest)) => position.max(latest),
            None => position,
        };
        self.latest.set(Some((at, position)));
        Some(position)
    }

    pub(crate) fn send(&self, command: Command) {
        self.mixer.send(command);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::parts;

    fn at(millis: i64) -> Moment {
        Moment::after_origin(MediaDuration::from_millis(millis))
    }

    #[test]
    fn errors_that_pass_over_are_no_end_and_lasting_ones_are() {
        let (parts, mut callback) = parts(48_000).unwrap();
        let mut playing = Playing::new(parts, 48_000, at(0));
        let mut out = [0.0; 960];
        for moment in [0, 600, 1_200] {
            callback.fill(&mut out, 2, at(moment), MediaDuration::ZERO);
            assert_eq!(playing.failure(at(moment)), None);
            (0..500).for_each(|_| playing.shared.count_error());
            assert_eq!(playing.failure(at(moment + 599)), None, "late, not gone");
        }
        assert!(playing.failure(at(1_901)).is_some());
        callback.fill(&mut out, 2, at(1_902), MediaDuration::ZERO);
        assert_eq!(playing.failure(at(4_000)), None, "slow without errors");
        assert!(playing.failure(at(7_001)).is_some());
    }
}
