//! One ring as the callback reads it: with soft edges wherever its sound breaks off or begins again.

use rtrb::Consumer;

/// Left and right.
pub(crate) type Frame = [f32; 2];

/// How long a break in the sound is faded, in thousandths of a second: too short to be heard as a
/// fade, long enough not to be heard as a click.
pub(crate) const EDGE_MILLIS: u32 = 4;

/// The reading end of a ring. Allocates only when it is made.
pub(crate) struct Bus {
    ring: Consumer<Frame>,
    /// Gains from nearly 0 to nearly 1 along a quarter of a sine: read backwards they fade out,
    /// and the powers of both directions add up to 1.
    rising: Box<[f32]>,
    /// What was cut off, still to be faded out; from `tail_at` on.
    tail: Box<[Frame]>,
    tail_at: usize,
    /// How far the fade-in is; at the end of `rising`: done.
    rise_at: usize,
    last: Frame,
    sounding: bool,
}

/// What a bus gives for one frame.
pub(crate) struct Taken {
    pub(crate) frame: Frame,
    /// Whether a frame was read from the ring for it.
    pub(crate) read: bool,
}

impl Bus {
    pub(crate) fn new(ring: Consumer<Frame>, rate: u32) -> Self {
        let length = ((u64::from(rate) * u64::from(EDGE_MILLIS) / 1_000) as usize).max(1);
        let quarter = core::f32::consts::FRAC_PI_2;
        let rising = (0..length).map(|at| (quarter * (at as f32 + 0.5) / length as f32).sin()).collect();
        let tail = vec![[0.0; 2]; length].into_boxed_slice();
        Self { ring, rising, tail, tail_at: length, rise_at: length, last: [0.0; 2], sounding: false }
    }

    /// The next frame. An empty ring fades out from where the sound broke off; what comes after it
    /// fades in. The very first sound begins as it is.
    pub(crate) fn next(&mut self) -> Taken {
        let popped = self.ring.pop().ok();
        if popped.is_none() && self.sounding {
            self.cut(0);
        }
        let read = popped.is_some();
        self.sounding = read;
        let new = popped.map_or([0.0; 2], |frame| self.risen(frame));
        let old = self.falling_tail();
        self.last = add(new, old);
        Taken { frame: self.last, read }
    }

    /// Leaves out the next `stale` frames: they fade out under what follows, which fades in.
    pub(crate) fn skip(&mut self, stale: u64) {
        let stale = usize::try_from(stale).unwrap_or(usize::MAX).min(self.ring.slots());
        let faded = if self.sounding { self.cut(stale) } else { 0 };
        self.drop_frames(stale - faded);
        self.sounding = false;
    }

    /// Leaves out the next `stale` frames while nothing of this bus is heard.
    pub(crate) fn skip_unheard(&mut self, stale: u64) {
        self.drop_frames(usize::try_from(stale).unwrap_or(usize::MAX));
        (self.tail_at, self.rise_at) = (self.tail.len(), self.rising.len());
        (self.last, self.sounding) = ([0.0; 2], false);
    }

    fn drop_frames(&mut self, count: usize) {
        if let Ok(chunk) = self.ring.read_chunk(count.min(self.ring.slots())) {
            chunk.commit_all();
        }
    }

    /// Breaks the sound off here: what would have been heard becomes the tail, of which `available`
    /// frames are in the ring; beyond them the last value is held. Gives how many were read.
    fn cut(&mut self, available: usize) -> usize {
        let mut read = 0;
        for at in 0..self.tail.len() {
            if read < available
                && let Ok(frame) = self.ring.pop()
            {
                read += 1;
                let new = self.risen(frame);
                // Reads at or behind the place that is written.
                let old = self.falling_tail();
                self.last = add(new, old);
            }
            self.tail[at] = self.last;
        }
        (self.tail_at, self.rise_at) = (0, 0);
        read
    }

    fn risen(&mut self, frame: Frame) -> Frame {
        let Some(&gain) = self.rising.get(self.rise_at) else { return frame };
        self.rise_at += 1;
        scale(frame, gain)
    }

    fn falling_tail(&mut self) -> Frame {
        let Some(&frame) = self.tail.get(self.tail_at) else { return [0.0; 2] };
        self.tail_at += 1;
        scale(frame, self.rising[self.rising.len() - self.tail_at])
    }
}

pub(crate) fn add(one: Frame, other: Frame) -> Frame {
    [one[0] + other[0], one[1] + other[1]]
}

pub(crate) fn scale(frame: Frame, gain: f32) -> Frame {
    [frame[0] * gain, frame[1] * gain]
}
