//! How loud each moment of a clip is.

use super::picture::{request, wait};
use media::{ClipOpener, ClipState, MediaKind, Polled, SoundBlock};
use std::fs::File;
use std::sync::Arc;

/// Peaks a second.
const PER_SECOND: u64 = 50;
/// No clip is longer: four hours.
const MOST: usize = 4 * 60 * 60 * 50;

/// Why there is no waveform.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unheard {
    /// There is no sound that can be decoded.
    Nothing,
    /// Something else was to be done first.
    Interrupted,
}

/// The loudest of each fiftieth of a second, 0 to 1, of all of a file's sound, unless `stop` says so in its
/// midst.
pub(super) fn waveform(
    opener: &dyn ClipOpener,
    file: File,
    stop: &dyn Fn() -> bool,
) -> Result<Arc<[f32]>, Unheard> {
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
                if stop() {
                    return Err(Unheard::Interrupted);
                }
                continue;
            }
            Polled::End => break,
            Polled::Pending => {}
        }
        if matches!(clip.status().state, ClipState::Failed(_)) || !wait(&bell) {
            return Err(Unheard::Nothing);
        }
    }
    if peaks.is_empty() { Err(Unheard::Nothing) } else { Ok(peaks.into()) }
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
