//! Playing faster or slower with the pitch kept.
//!
//! By waveform-similarity overlap-add (W. Verhelst, M. Roelands, "An overlap-add technique based on
//! waveform similarity (WSOLA) for high quality time-scale modification of speech", ICASSP 1993):
//! pieces of the clip follow one another at another distance than they have in it, each fading into
//! the next, and each moved a little so that it fits what the one before would have gone on with.
//! Samples are only ever moved and mixed, so the pitch stays.
//!
//! Written here, and not taken from a library, because a clip's stretch of the timeline must be as
//! long as the clip says to the sample, and begin and end with the clip's own samples without a fade
//! from silence: only then cuts, pauses and loops fit together at every speed.

use crate::SoundBlock;
use core::ops::Range;
use media_time::{MediaDuration, Speed};

type Frame = [f32; SoundBlock::CHANNELS];

/// How far pieces are apart where they are heard. Each is twice as long: room for two periods of a
/// low voice, and short enough that a consonant is not heard twice.
const HOP: MediaDuration = MediaDuration::from_millis(15);

/// How far a piece may be moved to fit: together the period of the lowest voice, 50 Hz.
const REACH: MediaDuration = MediaDuration::from_millis(10);

/// Where a piece fits is looked for in so many samples a second first, then to the sample.
const COARSE: u32 = 8_000;

/// Of places that fit equally well, the one nearest to where the piece belongs is taken: how much
/// likeness is given up for it at the end of the reach, of 1.
const HOME: f32 = 0.05;

/// Less than this mean power (−80 dBFS) is silence: no place fits better than another.
const SILENCE: f32 = 1e-8;

/// Stretches one part of a clip: what is pushed comes out at another speed, in pieces.
///
/// Positions are sample frames of the clip, counted from the first that was pushed.
#[derive(Clone, Debug)]
pub struct Stretcher {
    rate: u32,
    hop: usize,
    reach: usize,
    /// So many samples make one coarse one.
    step: usize,
    frames: Vec<Frame>,
    /// The position of the first of `frames`.
    first: i64,
    /// Where the sound that was given would go on by itself.
    next: i64,
    /// Up to where the clip was given, in thousandths of a frame.
    given: i64,
    begun: bool,
}

impl Stretcher {
    /// Nothing pushed yet, at `rate` sample frames a second.
    #[must_use]
    pub fn new(rate: u32) -> Self {
        let samples = |length: MediaDuration| usize::try_from(length.samples(rate)).unwrap_or(0).max(1);
        let step = usize::try_from(rate / COARSE).unwrap_or(1).max(1);
        let (hop, reach) = (samples(HOP), samples(REACH));
        Self { rate, hop, reach, step, frames: Vec::new(), first: 0, next: 0, given: 0, begun: false }
    }

    /// The samples (interleaved stereo) that follow in the clip.
    pub fn push(&mut self, samples: &[f32]) {
        self.frames.extend_from_slice(samples.as_chunks().0);
    }

    /// How many frames were pushed.
    #[must_use]
    pub fn pushed(&self) -> u64 {
        u64::try_from(self.end()).unwrap_or(0)
    }

    /// How far the clip was given, from the first frame that was pushed.
    #[must_use]
    pub fn given(&self) -> MediaDuration {
        let thousandths = u64::try_from(self.given).unwrap_or(0);
        MediaDuration::from_samples(thousandths, self.rate).scaled(1, Speed::NORMAL.thousandths())
    }

    /// The first whole frame that was not given.
    #[must_use]
    pub fn given_frames(&self) -> u64 {
        u64::try_from(self.given).unwrap_or(0).div_ceil(1_000)
    }

    /// How many frames a piece has, unless it is the last.
    #[must_use]
    pub fn hop(&self) -> u64 {
        self.hop as u64
    }

    /// What it takes of memory.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.frames.len() * size_of::<Frame>()
    }

    /// The next piece, interleaved: about 15 ms that take `speed` times as much of the clip.
    ///
    /// `until`: the sound is to end with the frame before this one, which was pushed: the last piece
    /// lands there, as the clip has it, and `given` says so. `None` when more must be pushed, or, at
    /// `until`, when everything was given.
    pub fn next_piece(&mut self, speed: Speed, until: Option<u64>) -> Option<Vec<f32>> {
        let until = until.map(|until| i64::try_from(until).unwrap_or(i64::MAX).min(self.end()));
        if let Some(until) = until {
            let left = until.saturating_mul(1_000) - self.given;
            if left <= 0 {
                return None;
            }
            let left = usize::try_from(left).unwrap_or(usize::MAX);
            let length = left.div_ceil(usize::try_from(speed.thousandths()).unwrap_or(1).max(1));
            if length <= 2 * self.hop {
                return Some(self.land(until, length));
            }
        }
        let hop = i64::try_from(self.hop).unwrap_or(i64::MAX);
        let given = self.given + hop * i64::from(speed.thousandths());
        // In its middle, where it is heard alone, a piece is what belongs there.
        let home = given / 1_000 - hop;
        let place = if self.begun { self.fitting_place(home, until)? } else { 0 };
        // What the piece after this one fades from is to be there, too.
        let needed = (place.max(self.next) + 2 * hop).max(given / 1_000 + 1);
        if until.is_none() && needed > self.end() {
            return None;
        }
        let piece = self.fade(self.next, place, self.hop, 0..self.hop);
        self.begun = true;
        self.given = given;
        self.next = place + hop;
        self.forget();
        Some(piece)
    }

    fn end(&self) -> i64 {
        self.first + i64::try_from(self.frames.len()).unwrap_or(i64::MAX)
    }

    /// The last `length` frames of the sound, which end with the frame before `until`. Slowed down, they
    /// are more than what is left of the clip: each side is heard only where it is there.
    fn land(&mut self, until: i64, length: usize) -> Vec<f32> {
        let to = until - i64::try_from(length).unwrap_or(0);
        let within = |frames: i64| usize::try_from(frames).unwrap_or(0).min(length);
        let (there, gone) = (within(self.first - to), within(self.end() - self.next));
        let piece = self.fade(self.next, to, length, there.min(gone)..gone);
        self.given = until.saturating_mul(1_000);
        self.next = until;
        piece
    }

    /// From what goes on at `from` to what begins at `to`: the one before the frames `both`, the other
    /// after them.
    fn fade(&self, from: i64, to: i64, length: usize, both: Range<usize>) -> Vec<f32> {
        let mut piece = Vec::with_capacity(length * SoundBlock::CHANNELS);
        for (index, at) in (0_i64..).take(length).enumerate() {
            let done = (index + 1).saturating_sub(both.start).min(both.len());
            let turned = core::f32::consts::PI * done as f32 / both.len().max(1) as f32;
            let weight = if index < both.end { (1.0 - turned.cos()) / 2.0 } else { 1.0 };
            let (old, new) = (self.frame(from + at), self.frame(to + at));
            // Not old + (new - old) * weight: where both are the same, nothing is rounded.
            let mixed = |channel: usize| {
                if old[channel] == new[channel] {
                    old[channel]
                } else {
                    old[channel] * (1.0 - weight) + new[channel] * weight
                }
            };
            piece.extend([mixed(0), mixed(1)]);
        }
        piece
    }

    /// The frame at this position; silence outside of what is there.
    fn frame(&self, position: i64) -> Frame {
        let index = usize::try_from(position - self.first).ok();
        index.and_then(|index| self.frames.get(index)).copied().unwrap_or([0.0; SoundBlock::CHANNELS])
    }

    /// Drops what no later piece can begin with.
    fn forget(&mut self) {
        let back = i64::try_from(2 * self.hop + self.reach).unwrap_or(i64::MAX);
        let keep = self.next.min(self.given / 1_000 - back);
        let old = usize::try_from(keep - self.first).unwrap_or(0).min(self.frames.len());
        // Not at every piece: what stays is moved.
        if old > 8 * self.hop {
            self.frames.drain(..old);
            self.first += i64::try_from(old).unwrap_or(0);
        }
    }

    /// Where near `home` the clip is most like what the sound would go on with. `None`: not all of
    /// it was pushed yet.
    fn fitting_place(&self, home: i64, until: Option<i64>) -> Option<i64> {
        let [hop, reach] = [self.hop, self.reach].map(|length| i64::try_from(length).unwrap_or(i64::MAX));
        let latest = match until {
            Some(until) => (home + reach).min(until - 2 * hop),
            None if home + reach + 2 * hop > self.end() => return None,
            None => home + reach,
        };
        let low = (home - reach).max(self.first);
        let high = latest.max(low);
        let goes_on: Vec<Frame> = (0..hop).map(|at| self.frame(self.next + at)).collect();
        if power(&goes_on) / (self.hop as f32) < SILENCE {
            return Some(home.clamp(low, high));
        }
        let near = self.coarse_place(&goes_on, home, low, high);
        let step = i64::try_from(self.step).unwrap_or(1);
        let around: Vec<Frame> = (near - step..near + step + hop).map(|at| self.frame(at)).collect();
        let best = best_match(&goes_on, &around, |_| 0.0);
        Some((near - step + i64::try_from(best).unwrap_or(0)).clamp(low, high))
    }

    fn coarse_place(&self, goes_on: &[Frame], home: i64, low: i64, high: i64) -> i64 {
        let step = i64::try_from(self.step).unwrap_or(1);
        let hop = i64::try_from(self.hop).unwrap_or(0);
        let wide: Vec<Frame> = (low..high + hop).map(|at| self.frame(at)).collect();
        let (pattern, field) = (coarse(goes_on, self.step), coarse(&wide, self.step));
        let cost = |place: usize| {
            let off = low + i64::try_from(place).unwrap_or(0) * step - home;
            let share = off as f32 / self.reach as f32;
            HOME * share * share
        };
        let best = best_match(&pattern, &field, cost);
        low + i64::try_from(best).unwrap_or(0) * step
    }
}

fn power(frames: &[Frame]) -> f32 {
    frames.iter().map(|[left, right]| left * left + right * right).sum()
}

/// Means of `step` frames each; what is left over is left out.
fn coarse(frames: &[Frame], step: usize) -> Vec<Frame> {
    let mean = |part: &[Frame]| {
        let sum = part.iter().fold([0.0; 2], |sum, frame| [sum[0] + frame[0], sum[1] + frame[1]]);
        sum.map(|sum| sum / step as f32)
    };
    frames.chunks_exact(step).map(mean).collect()
}

/// Where in `field` it is most like `pattern`: by the correlation over the powers of both, less the
/// place's cost.
fn best_match(pattern: &[Frame], field: &[Frame], cost: impl Fn(usize) -> f32) -> usize {
    let length = pattern.len();
    let whole = power(pattern);
    let mut best = (f32::NEG_INFINITY, 0);
    for (place, part) in field.windows(length.max(1)).enumerate() {
        let (mut alike, mut strength) = (0.0, 0.0);
        for (a, b) in pattern.iter().zip(part) {
            alike += a[0] * b[0] + a[1] * b[1];
            strength += b[0] * b[0] + b[1] * b[1];
        }
        let likeness = alike / (whole * strength).sqrt().max(f32::MIN_POSITIVE) - cost(place);
        if likeness > best.0 {
            best = (likeness, place);
        }
    }
    best.1
}

#[cfg(test)]
mod tests;
