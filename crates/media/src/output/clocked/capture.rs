//! Keeping what was heard.

use crate::output::bed::LoopedBed;
use crate::output::ducking::Ducker;
use crate::output::seam::Seam;
use crate::{MusicBed, SoundBlock, Stamp};
use media_time::{MediaDuration, MediaTime, Speed};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

/// How long one music bed takes to give way to the next.
const CROSSFADE: MediaDuration = MediaDuration::from_millis(800);

/// Sound that was written and would have been heard.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CapturedSound {
    /// Sample frames a second.
    pub rate: u32,
    /// Interleaved stereo, decks and music mixed.
    pub samples: Vec<f32>,
    /// Where the sound of another clip or another part of a clip begins, in order.
    pub segments: Vec<CapturedSegment>,
}

/// From this frame on, until the next segment, one clip is heard without a break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CapturedSegment {
    /// Index of its first frame in what was captured.
    pub first_frame: u64,
    /// Whose sound it is.
    pub stamp: Stamp,
    /// The clip's time at that frame.
    pub time: MediaTime,
    /// How fast the clip's time goes by from there on.
    pub speed: Speed,
}

/// Reads a capture from another thread. As of the latest call that changed the output: what went
/// by since then is not in it yet.
#[derive(Clone, Debug)]
pub struct CaptureHandle(Arc<Mutex<CapturedSound>>);

/// What is written and not yet heard, and what was heard.
pub(super) struct Capture {
    heard: Arc<Mutex<CapturedSound>>,
    waiting: VecDeque<Waiting>,
    heard_frames: u64,
    rate: u32,
    volume: f32,
    beds: Vec<Voice>,
    ducker: Ducker,
    /// Also over a flush: an output fades there.
    seam: Seam,
}

struct Waiting {
    block: SoundBlock,
    gain: f32,
    speed: Speed,
    taken: usize,
}

/// A bed whose loudness moves to a target.
struct Voice {
    bed: LoopedBed,
    level: f32,
    target: f32,
}

impl CaptureHandle {
    /// A copy of what was heard.
    #[must_use]
    pub fn copy(&self) -> CapturedSound {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Capture {
    pub(super) fn new(rate: u32) -> Self {
        let heard = CapturedSound { rate, ..CapturedSound::default() };
        Self {
            heard: Arc::new(Mutex::new(heard)),
            waiting: VecDeque::new(),
            heard_frames: 0,
            rate,
            volume: 1.0,
            beds: Vec::new(),
            ducker: Ducker::new(rate),
            seam: Seam::new(rate),
        }
    }

    pub(super) fn handle(&self) -> CaptureHandle {
        CaptureHandle(Arc::clone(&self.heard))
    }

    pub(super) fn copy(&self) -> CapturedSound {
        self.handle().copy()
    }

    pub(super) fn write(&mut self, block: &SoundBlock, gain: f32, speed: Speed) {
        self.waiting.push_back(Waiting { block: block.clone(), gain, speed, taken: 0 });
    }

    pub(super) fn flush(&mut self) {
        self.waiting.clear();
    }

    pub(super) fn set_volume(&mut self, volume: f32) {
        self.volume = volume;
    }

    pub(super) fn set_music(&mut self, bed: Option<MusicBed>) {
        for voice in &mut self.beds {
            voice.target = 0.0;
        }
        if let Some(bed) = bed {
            self.beds.push(Voice { bed: LoopedBed::new(bed), level: 0.0, target: 1.0 });
        }
    }

    /// Moves what waits to what was heard, until as many frames were heard since the beginning.
    pub(super) fn hear_until(&mut self, frames: u64) {
        let sound = Arc::clone(&self.heard);
        let mut sound = sound.lock().unwrap_or_else(PoisonError::into_inner);
        while self.heard_frames < frames {
            let Some(first) = self.waiting.front_mut() else { return };
            let left = first.block.frames() - first.taken;
            let count = left.min(usize::try_from(frames - self.heard_frames).unwrap_or(usize::MAX));
            let taken = MediaDuration::from_samples(first.taken as u64, self.rate);
            let time = first.block.time + first.speed.media(taken);
            note_segment(&mut sound, first.block.stamp, time, first.speed);
            let range = first.taken * SoundBlock::CHANNELS..(first.taken + count) * SoundBlock::CHANNELS;
            let (stamp, gain) = (first.block.stamp, first.gain);
            let (volume, step) = (self.volume, fade_step(self.rate));
            for frame in first.block.samples[range].chunks_exact(SoundBlock::CHANNELS) {
                let deck = self.seam.join(stamp, [frame[0] * gain, frame[1] * gain]);
                let ducked = self.ducker.next_gain(deck);
                let music = mix(&mut self.beds, step);
                sound.samples.push((deck[0] + music[0] * ducked) * volume);
                sound.samples.push((deck[1] + music[1] * ducked) * volume);
            }
            first.taken += count;
            self.heard_frames += count as u64;
            if first.taken == first.block.frames() {
                self.waiting.pop_front();
            }
        }
        self.beds.retain(|voice| voice.level > 0.0 || voice.target > 0.0);
    }
}

fn fade_step(rate: u32) -> f32 {
    1.0 / CROSSFADE.samples(rate).max(1) as f32
}

fn mix(beds: &mut [Voice], step: f32) -> [f32; 2] {
    let mut sum = [0.0, 0.0];
    for voice in beds {
        let [left, right] = voice.bed.next_frame();
        sum[0] += left * voice.level;
        sum[1] += right * voice.level;
        voice.level = (voice.level + (voice.target - voice.level).clamp(-step, step)).clamp(0.0, 1.0);
    }
    sum
}

fn note_segment(sound: &mut CapturedSound, stamp: Stamp, time: MediaTime, speed: Speed) {
    let first_frame = (sound.samples.len() / SoundBlock::CHANNELS) as u64;
    let continues = sound.segments.last().is_some_and(|last| {
        let length = MediaDuration::from_samples(first_frame - last.first_frame, sound.rate);
        last.stamp == stamp && last.speed == speed && last.time + speed.media(length) == time
    });
    if !continues {
        sound.segments.push(CapturedSegment { first_frame, stamp, time, speed });
    }
}
