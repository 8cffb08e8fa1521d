//! How loud each moment of a clip is.

use super::picture::{request, wait};
use media::{ClipOpener, ClipState, MediaKind, Polled, SoundBlock};
use std::fs::File;
use std::sync::Arc;

/// Peaks a second.
const PER_SECOND: u64 = 50;
/// No clip is longer: four hours.
const MOST: usize = 4 * 60 * 60 * 50;

/// The loudest of each fiftieth of a second, 0 to 1, of all of a file's sound; `None` when there is
/// none, or `stop` says so in its midst.
pub(super) fn waveform(opener: &dyn ClipOpener, file: File, stop: &dyn Fn() -> bool) -> Option<Arc<[f32]>> {
    let (request, bell) = request(MediaKind::Sound, file);
    let mut clip = opener.open(request);
    // Only then does it go on beyond its first blocks.
    clip.to_foreground();
    let mut peaks: Vec<f32> = Vec::new();
    let mut frames = 0_u64;
    while peaks.len() < MOST {
        match clip.next_sound() {
            Polled::Ready(block) => {
                note(&mut peaks, &mut frames, &block);
                continue;
            }
            Polled::End => break,
            Polled::Pending => {}
        }
        if stop() || matches!(clip.status().state, ClipState::Failed(_)) || !wait(&bell) {
            return None;
        }
    }
    (!peaks.is_empty()).then(|| peaks.into())
}

fn note(peaks: &mut Vec<f32>, frames: &mut u64, block: &SoundBlock) {
    let rate = u64::from(block.rate.max(1));
    for frame in block.samples.chunks(SoundBlock::CHANNELS) {
        let at = usize::try_from(*frames * PER_SECOND / rate).unwrap_or(MOST).min(MOST);
        if peaks.len() <= at {
            peaks.resize(at + 1, 0.0);
        }
        let loudest = frame.iter().fold(0.0_f32, |loudest, sample| loudest.max(sample.abs())).min(1.0);
        if let Some(peak) = peaks.get_mut(at) {
            *peak = peak.max(loudest);
        }
        *frames += 1;
    }
}
