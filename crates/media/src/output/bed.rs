//! A music bed that begins again whenever it ends.

use super::MusicBed;
use crate::{Clip, ClipState, Generation, Polled, SoundBlock, Stamp, loudness};
use media_time::MediaTime;

/// Frames of a [`MusicBed`], for ever. While its decoder has nothing, it gives silence.
pub struct LoopedBed {
    clip: Box<dyn Clip>,
    /// As the author wants it, and levelled once the clip is open.
    gain: f32,
    levelled: bool,
    block: Option<(SoundBlock, usize)>,
    latest: Option<Stamp>,
    wanted: Option<Generation>,
    /// Whether a block came since the last seek. A clip that ends without one is not sought again,
    /// so that an empty file does not keep its decoder busy for ever.
    alive: bool,
}

impl LoopedBed {
    /// Begins with the next block of the bed's clip.
    #[must_use]
    pub fn new(bed: MusicBed) -> Self {
        let MusicBed { clip, gain } = bed;
        Self { clip, gain, levelled: false, block: None, latest: None, wanted: None, alive: false }
    }

    /// The next frame, left and right. Never waits.
    pub fn next_frame(&mut self) -> [f32; 2] {
        loop {
            if let Some((block, taken)) = &mut self.block {
                if let Some(&[left, right]) = block.samples.get(*taken..*taken + SoundBlock::CHANNELS) {
                    *taken += SoundBlock::CHANNELS;
                    return [left * self.gain, right * self.gain];
                }
                self.block = None;
            }
            match self.take_block() {
                Some(block) => self.block = Some((block, 0)),
                None => return [0.0, 0.0],
            }
        }
    }

    fn take_block(&mut self) -> Option<SoundBlock> {
        loop {
            match self.clip.next_sound() {
                Polled::Ready(block) if self.is_wanted(&block) => {
                    self.alive |= block.frames() > 0;
                    self.latest = Some(block.stamp);
                    self.level();
                    return Some(block);
                }
                // Decoded before the seek.
                Polled::Ready(_) => {}
                Polled::Pending => return None,
                Polled::End => {
                    let latest = self.latest.filter(|_| self.alive)?;
                    self.begin_again(latest);
                }
            }
        }
    }

    /// All beds are equally loud before their authors turn them.
    fn level(&mut self) {
        if self.levelled {
            return;
        }
        if let ClipState::Open(info) = self.clip.status().state {
            self.gain = loudness::gain(info.loudness.as_ref(), self.gain);
            self.levelled = true;
        }
    }

    fn is_wanted(&self, block: &SoundBlock) -> bool {
        self.wanted.is_none_or(|wanted| wanted == block.stamp.generation)
    }

    fn begin_again(&mut self, latest: Stamp) {
        let stamp = Stamp { generation: latest.generation.next(), ..latest };
        self.wanted = Some(stamp.generation);
        self.alive = false;
        self.clip.seek(MediaTime::ZERO, stamp);
    }
}
