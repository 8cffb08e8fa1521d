//! What runs on the device's own thread: no lock, no allocation, never waits.

use crate::bus::{Bus, Frame, add, scale};
use crate::runs::{DeviceClock, Runs};
use crate::shared::{Failure, Shared};
use media::output::Ducker;
use media_time::{MediaDuration, Moment};
use rtrb::Consumer;
use std::sync::Arc;

/// How long stopping and going on takes, in thousandths of a second.
const PAUSE_RAMP_MILLIS: u32 = 10;
/// How long the volume takes from silence to full.
const VOLUME_RAMP_MILLIS: u32 = 20;
/// A device may take this much before time (its own buffer) and twice as fast as time goes by;
/// what takes more is no device, such as ALSA's `null`.
const PLAUSIBLE_START: MediaDuration = MediaDuration::from_seconds(2);

/// Fills the device's buffers. Knows nothing of cpal, so that tests can be the device.
pub struct Callback {
    shared: Arc<Shared>,
    rate: u32,
    deck: Bus,
    music: Bus,
    cues: Bus,
    ducker: Ducker,
    read_frame: u64,
    play: Ramp,
    volume: Ramp,
    clock: DeviceClock,
    runs: Runs,
    first_call: Option<Moment>,
}

/// A gain that moves to its target by even steps.
struct Ramp {
    level: f32,
    step: f32,
}

impl Callback {
    /// `rings`: of decks, of music, of cue sounds.
    pub(crate) fn new(shared: Arc<Shared>, rings: [Consumer<Frame>; 3], rate: u32) -> Self {
        let [deck, music, cues] = rings.map(|ring| Bus::new(ring, rate));
        Self {
            shared,
            rate,
            deck,
            music,
            cues,
            ducker: Ducker::new(rate),
            read_frame: 0,
            play: Ramp::new(PAUSE_RAMP_MILLIS, rate),
            volume: Ramp::new(VOLUME_RAMP_MILLIS, rate),
            clock: DeviceClock::new(rate),
            runs: Runs::new(rate),
            first_call: None,
        }
    }

    /// Fills `out`, interleaved with `channels` channels (1: both sides mixed; more than 2: the
    /// others stay silent), at `now` of the clock; its first frame is heard `delay` later.
    pub fn fill(&mut self, out: &mut [f32], channels: usize, now: Moment, delay: MediaDuration) {
        let channels = channels.max(1);
        self.check_pace(now);
        if self.shared.failure().is_some() {
            out.fill(0.0);
            self.shared.count_call();
            return;
        }
        let frames = out.len().div_ceil(channels) as u64;
        self.shared.claim(self.read_frame.saturating_add(frames));
        self.skip_stale();
        let begin = self.clock.begin_buffer(now + delay);
        self.runs.begin_buffer(begin);
        let paused = self.shared.paused();
        let volume = self.shared.volume();
        let mut frames = 0;
        for frame in out.chunks_mut(channels) {
            let flicks = begin.saturating_add(MediaDuration::from_samples(frames, self.rate).flicks());
            place(self.next_frame(paused, volume, flicks), frame);
            frames += 1;
        }
        self.clock.advance(frames);
        self.shared.set_read_frame(self.read_frame);
        self.shared.claim(self.read_frame);
        self.shared.runs.store(&self.runs);
        self.shared.count_call();
    }

    fn next_frame(&mut self, paused: bool, volume: f32, flicks: i64) -> Frame {
        let volume = self.volume.towards(volume);
        let play = self.play.towards(if paused { 0.0 } else { 1.0 });
        if play == 0.0 {
            self.runs.break_off();
            return [0.0; 2];
        }
        let deck = self.deck.next();
        if deck.read {
            self.runs.push(self.read_frame, flicks);
            self.read_frame += 1;
        } else {
            self.runs.break_off();
        }
        let music = scale(self.music.next().frame, self.ducker.next_gain(deck.frame));
        scale(add(add(deck.frame, music), self.cues.next().frame), volume * play)
    }

    fn skip_stale(&mut self) {
        let skip_to = self.shared.skip_to();
        let Some(stale) = skip_to.checked_sub(self.read_frame).filter(|&stale| stale > 0) else { return };
        if self.play.level == 0.0 {
            self.deck.skip_unheard(stale);
        } else {
            self.deck.skip(stale);
        }
        self.read_frame = skip_to;
        self.runs.break_off();
    }

    fn check_pace(&mut self, now: Moment) {
        let first = *self.first_call.get_or_insert(now);
        let taken = MediaDuration::from_samples(self.clock.frames(), self.rate);
        if taken > now.saturating_since(first).scaled(2, 1) + PLAUSIBLE_START {
            self.shared.fail(Failure::TooFast);
        }
    }
}

impl Ramp {
    fn new(millis: u32, rate: u32) -> Self {
        let frames = (u64::from(rate) * u64::from(millis) / 1_000).max(1);
        Self { level: 1.0, step: 1.0 / frames as f32 }
    }

    fn towards(&mut self, target: f32) -> f32 {
        self.level += (target - self.level).clamp(-self.step, self.step);
        self.level
    }
}

/// Writes left and right to a device's frame, within what devices take.
fn place(stereo: Frame, frame: &mut [f32]) {
    let [left, right] = stereo.map(|sample| if sample.is_finite() { sample.clamp(-1.0, 1.0) } else { 0.0 });
    match frame {
        [] => {}
        [mono] => *mono = (left + right) / 2.0,
        [first, second, others @ ..] => {
            (*first, *second) = (left, right);
            others.fill(0.0);
        }
    }
}

#[cfg(test)]
mod tests;
