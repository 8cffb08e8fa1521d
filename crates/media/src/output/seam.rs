//! Joining one clip's sound to the next without a click.

use crate::{SoundBlock, Stamp};
use media_time::MediaDuration;

/// Left and right.
type Frame = [f32; SoundBlock::CHANNELS];

/// How long the first sound of a clip bends towards where the sound before it stopped.
const BEND: MediaDuration = MediaDuration::from_millis(4);

/// Follows the sound that is written and takes the step out of every place where one clip's sound
/// follows another's. No sample is lost or repeated: what would be a step is added to the following
/// sound and dies away within four milliseconds, along half a turn of a cosine. Where two clips fit
/// together (a loop made to go round, two stretches of one file) there is no step, and nothing
/// changes.
#[derive(Clone, Debug)]
pub struct Seam {
    length: usize,
    /// Whose sound was written last, and its last frame.
    last: Option<(Stamp, Frame)>,
    step: Frame,
    /// How many frames of the bend are done.
    bent: usize,
}

impl Seam {
    /// At the beginning of an output of `rate` frames a second.
    #[must_use]
    pub fn new(rate: u32) -> Self {
        let length = usize::try_from(BEND.samples(rate)).unwrap_or(0).max(1);
        Self { length, last: None, step: [0.0; 2], bent: length }
    }

    /// The next frame, of this clip, as it is to be heard.
    pub fn join(&mut self, stamp: Stamp, frame: Frame) -> Frame {
        if let Some((before, last)) = self.last
            && before != stamp
        {
            self.step = [last[0] - frame[0], last[1] - frame[1]];
            self.bent = 0;
        }
        let mut joined = frame;
        if self.bent < self.length {
            let turned = std::f32::consts::PI * self.bent as f32 / self.length as f32;
            let weight = (turned.cos() + 1.0) / 2.0;
            joined = [frame[0] + self.step[0] * weight, frame[1] + self.step[1] * weight];
            self.bent += 1;
        }
        self.last = Some((stamp, joined));
        joined
    }

    /// What comes next does not follow what was: it begins as it is.
    pub fn break_off(&mut self) {
        self.last = None;
        self.bent = self.length;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{DeckId, Generation};

    fn stamp(deck: u64) -> Stamp {
        Stamp { deck: DeckId(deck), generation: Generation::default() }
    }

    fn joined(seam: &mut Seam, deck: u64, level: f32, frames: usize) -> Vec<f32> {
        (0..frames).map(|_| seam.join(stamp(deck), [level, -level])[0]).collect()
    }

    #[test]
    fn a_step_becomes_a_bend_and_the_rest_stays() {
        let mut seam = Seam::new(48_000);
        assert!(joined(&mut seam, 1, 0.5, 100).iter().all(|sample| *sample == 0.5), "begins as it is");
        let next = joined(&mut seam, 2, -0.5, 1_000);
        let all: Vec<f32> = std::iter::once(0.5).chain(next.iter().copied()).collect();
        let steepest = all.windows(2).map(|pair| (pair[1] - pair[0]).abs()).fold(0.0, f32::max);
        assert!(steepest < 0.01, "{steepest}");
        assert!(next[192..].iter().all(|sample| *sample == -0.5), "four milliseconds, and no more");
    }

    #[test]
    fn what_fits_together_or_does_not_follow_stays_as_it_is() {
        let mut seam = Seam::new(48_000);
        joined(&mut seam, 1, 0.25, 10);
        assert!(joined(&mut seam, 2, 0.25, 10).iter().all(|sample| *sample == 0.25));
        seam.break_off();
        assert!(joined(&mut seam, 3, -0.75, 10).iter().all(|sample| *sample == -0.75));
    }

    #[test]
    fn a_join_within_a_bend_is_as_soft() {
        let mut seam = Seam::new(48_000);
        let mut all = joined(&mut seam, 1, 0.5, 10);
        all.extend(joined(&mut seam, 2, -0.5, 50));
        all.extend(joined(&mut seam, 3, 0.9, 300));
        let steepest = all.windows(2).map(|pair| (pair[1] - pair[0]).abs()).fold(0.0, f32::max);
        assert!(steepest < 0.02, "{steepest}");
    }
}
