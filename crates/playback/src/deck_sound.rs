//! What of a clip was given to be heard, and what is next: as it is, or stretched.

use media::output::Stretcher;
use media::{Clip, Polled, SoundBlock, Stamp};
use media_time::{MediaDuration, MediaTime, Speed};
use std::collections::VecDeque;
use std::sync::Arc;

/// Silence is written in pieces of this length, so that a late answer finds little of it queued.
const SILENCE: MediaDuration = MediaDuration::from_millis(10);

/// How much of what was written is kept, to be written again when the future changes.
const HISTORY: MediaDuration = MediaDuration::from_seconds(1);

/// What was written to the output, and what will be. All times are the clip's.
pub(crate) struct Sound {
    upcoming: VecDeque<SoundBlock>,
    /// What was taken from `upcoming`, the latest last.
    history: VecDeque<SoundBlock>,
    pub(crate) ended: bool,
    pub(crate) begun: bool,
    pub(crate) written_until: MediaTime,
    /// What was taken from `upcoming`: what was written, and while the sound is stretched some more.
    taken_until: MediaTime,
    pub(crate) stop: Option<MediaTime>,
    /// While it plays faster or slower than recorded.
    stretch: Option<Stretch>,
    /// Stretched sound for which the output had no room.
    refused: Option<Said>,
}

/// The sound from one place on, faster or slower.
struct Stretch {
    stretcher: Stretcher,
    began: MediaTime,
    said_until: MediaTime,
    /// It ended where it was to end: what follows begins anew.
    landed: bool,
}

/// What is asked for.
pub(crate) struct Asked {
    /// Nothing from here on.
    pub(crate) limit: MediaTime,
    pub(crate) rate: u32,
    pub(crate) speed: Speed,
    pub(crate) stamp: Stamp,
}

/// Something to be heard.
pub(crate) struct Said {
    /// Its samples, and the time at which they begin.
    pub(crate) block: SoundBlock,
    /// How fast the clip's time goes by in it.
    pub(crate) speed: Speed,
    until: MediaTime,
    /// The clip's own samples as they are.
    own: bool,
}

/// What a deck gives to be heard next.
pub(crate) enum NextSound {
    Said(Said),
    /// Not decoded yet.
    Pending,
    /// Everything up to the stop or the end was given.
    Done,
}

/// The clip's own sound.
enum Own {
    Block(SoundBlock),
    Pending,
    Done,
}

impl Sound {
    pub(crate) fn new(start: MediaTime) -> Self {
        Self {
            upcoming: VecDeque::new(),
            history: VecDeque::new(),
            ended: false,
            begun: false,
            written_until: start,
            taken_until: start,
            stop: None,
            stretch: None,
            refused: None,
        }
    }

    /// Nothing was given yet, and this is where it begins.
    pub(crate) fn begin_at(&mut self, start: MediaTime) {
        self.written_until = start;
        self.taken_until = start;
    }

    pub(crate) fn fill(&mut self, clip: &mut dyn Clip, stamp: Stamp) {
        while self.upcoming.is_empty() && !self.ended {
            match clip.next_sound() {
                Polled::Ready(block) if block.stamp == stamp => self.upcoming.push_back(block),
                Polled::Ready(_) => {}
                Polled::Pending => return,
                Polled::End => self.ended = true,
            }
        }
    }

    /// There is something to be heard, or there never will be.
    pub(crate) fn is_ready(&self) -> bool {
        self.begun || !self.upcoming.is_empty() || self.ended
    }

    /// What is to be heard next; silence where the clip has no sound.
    pub(crate) fn next(&mut self, clip: &mut dyn Clip, asked: &Asked) -> NextSound {
        self.fill(clip, asked.stamp);
        if (asked.limit - self.written_until).samples(asked.rate) == 0 {
            return NextSound::Done;
        }
        // What goes beyond the limit is made anew, so that it ends there.
        let too_far = self.refused.as_ref().is_some_and(|said| said.until > asked.limit);
        if too_far || self.stretch.as_ref().is_some_and(|stretch| stretch.landed && self.refused.is_none()) {
            self.take_back(self.written_until, self.written_until);
        }
        if let Some(said) = self.refused.take() {
            return NextSound::Said(said);
        }
        if asked.speed != Speed::NORMAL || self.stretch.is_some() {
            return self.next_stretched(clip, asked);
        }
        match self.next_own(asked) {
            Own::Block(block) => {
                let until = block.time + block.duration();
                NextSound::Said(Said { block, speed: Speed::NORMAL, until, own: true })
            }
            Own::Pending => NextSound::Pending,
            Own::Done => NextSound::Done,
        }
    }

    fn next_stretched(&mut self, clip: &mut dyn Clip, asked: &Asked) -> NextSound {
        let mut stretch = self.stretch.take().unwrap_or_else(|| Stretch::new(asked.rate, self.taken_until));
        let mut all_taken = false;
        let next = loop {
            let until = stretch.until(asked, all_taken);
            if let Some(samples) = stretch.stretcher.next_piece(asked.speed, until) {
                break NextSound::Said(self.say(&mut stretch, asked, until, samples.into()));
            }
            self.fill(clip, asked.stamp);
            match self.next_own(asked) {
                Own::Block(block) => {
                    stretch.stretcher.push(&block.samples);
                    self.taken_until = block.time + block.duration();
                    self.history.push_back(block);
                }
                Own::Pending => break NextSound::Pending,
                Own::Done if all_taken => break NextSound::Done,
                Own::Done => all_taken = true,
            }
        };
        self.stretch = Some(stretch);
        next
    }

    fn say(&self, stretch: &mut Stretch, asked: &Asked, until: Option<u64>, samples: Arc<[f32]>) -> Said {
        let stretcher = &stretch.stretcher;
        stretch.landed = until.is_some_and(|until| stretcher.given_frames() >= until);
        let given = match stretcher.given_frames() == stretcher.pushed() {
            true => self.taken_until,
            false => stretch.began + stretcher.given(),
        };
        let time = std::mem::replace(&mut stretch.said_until, given);
        let block = SoundBlock { stamp: asked.stamp, time, rate: asked.rate, samples };
        Said { block, speed: asked.speed, until: given, own: false }
    }

    /// The clip's own sound after what was taken.
    fn next_own(&mut self, asked: &Asked) -> Own {
        let left = (asked.limit - self.taken_until).samples(asked.rate);
        if left == 0 {
            return Own::Done;
        }
        let Some(block) = self.upcoming.pop_front() else {
            if !self.ended {
                return Own::Pending;
            }
            let frames = left.min(SILENCE.samples(asked.rate));
            let samples = vec![0.0; usize::try_from(frames).unwrap_or(0) * SoundBlock::CHANNELS];
            let (stamp, time, rate) = (asked.stamp, self.taken_until, asked.rate);
            return Own::Block(SoundBlock { stamp, time, rate, samples: samples.into() });
        };
        if block.frames() as u64 <= left {
            return Own::Block(block);
        }
        let (before, after) = split(&block, asked.limit);
        self.upcoming.push_front(after);
        before.map_or(Own::Done, Own::Block)
    }

    /// The output took this.
    pub(crate) fn was_written(&mut self, said: Said) {
        self.begun = true;
        self.written_until = said.until;
        if said.own {
            self.taken_until = said.until;
            self.history.push_back(said.block);
        }
        let oldest = self.written_until - HISTORY;
        while self.history.front().is_some_and(|block| block.time + block.duration() < oldest) {
            self.history.pop_front();
        }
    }

    /// The output had no room: this comes again.
    pub(crate) fn was_refused(&mut self, said: Said) {
        if said.own {
            self.upcoming.push_front(said.block);
        } else {
            self.refused = Some(said);
        }
    }

    /// What was taken after `time` (to the nearest sample) is to be given again; nothing before
    /// `start` ever was.
    pub(crate) fn take_back(&mut self, time: MediaTime, start: MediaTime) {
        let rate = self.history.back().map_or(1, |block| block.rate);
        let half = MediaDuration::from_samples(1, rate.saturating_mul(2));
        let nearest = time + half;
        while let Some(block) = self.history.pop_back() {
            let end = block.time + block.duration();
            if end <= nearest {
                self.history.push_back(block);
                break;
            }
            let (before, after) = split(&block, nearest);
            self.upcoming.push_front(after);
            if let Some(before) = before {
                self.history.push_back(before);
                break;
            }
        }
        let again = self.upcoming.front().map_or(time.max(start), |block| block.time);
        self.taken_until = self.taken_until.min(again);
        self.written_until = self.written_until.min(self.taken_until);
        self.stretch = None;
        self.refused = None;
    }

    pub(crate) fn decoded_until(&self) -> MediaTime {
        self.upcoming.back().map_or(self.taken_until, |block| block.time + block.duration())
    }

    /// What it takes of memory.
    pub(crate) fn bytes(&self) -> usize {
        let blocks = self.history.iter().chain(&self.upcoming);
        let stretching = self.stretch.as_ref().map_or(0, |stretch| stretch.stretcher.bytes());
        stretching + blocks.map(|block| size_of_val(&*block.samples)).sum::<usize>()
    }
}

impl Stretch {
    fn new(rate: u32, began: MediaTime) -> Self {
        Self { stretcher: Stretcher::new(rate), began, said_until: began, landed: false }
    }

    /// The frame before which it is to end, if that was pushed: at the limit, or soon when it is to
    /// play as recorded again.
    fn until(&self, asked: &Asked, all_taken: bool) -> Option<u64> {
        let pushed = self.stretcher.pushed();
        let limit = (asked.limit - self.began).samples(asked.rate);
        let limit = if all_taken { limit.min(pushed) } else { limit };
        let until = match asked.speed {
            Speed::NORMAL => limit.min(self.stretcher.given_frames() + self.stretcher.hop()),
            _ => limit,
        };
        (until <= pushed).then_some(until)
    }
}

/// A block before and from `time` on; no first part when `time` lies at or before its start.
fn split(block: &SoundBlock, time: MediaTime) -> (Option<SoundBlock>, SoundBlock) {
    let frames = usize::try_from(time.saturating_since(block.time).samples(block.rate)).unwrap_or(0);
    let at = frames.min(block.frames()) * SoundBlock::CHANNELS;
    if at == 0 {
        return (None, block.clone());
    }
    let (before, after) = block.samples.split_at(at);
    let length = MediaDuration::from_samples((at / SoundBlock::CHANNELS) as u64, block.rate);
    let part = |samples: &[f32], time| SoundBlock { samples: Arc::from(samples), time, ..block.clone() };
    (Some(part(before, block.time)), part(after, block.time + length))
}
