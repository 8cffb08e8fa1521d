//! Takes everything out of a clip, waiting as playback would.

use decoder::FfmpegOpener;
use media::{
    Clip, ClipInfo, ClipOpener, ClipRequest, ClipState, DeckId, Generation, MediaError, MediaKind, Polled,
    SoundBlock, Stamp, VideoFrame,
};
use media_time::MediaTime;
use std::fs::File;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

/// Long enough for every machine; only a hang takes it.
const PATIENCE: Duration = Duration::from_secs(60);

/// A clip and the bell that its waker rings.
pub(crate) struct Reader {
    pub(crate) clip: Box<dyn Clip>,
    bell: Arc<(Mutex<bool>, Condvar)>,
    generation: u32,
}

/// A request for a file with nothing special.
pub(crate) fn request(path: &Path, kind: MediaKind) -> ClipRequest {
    request_file(File::open(path).unwrap(), kind)
}

/// A request for an opened file with nothing special.
pub(crate) fn request_file(file: File, kind: MediaKind) -> ClipRequest {
    ClipRequest { stamp: stamp(0), label: "test".to_owned(), ..ClipRequest::whole(kind, Ok(file)) }
}

pub(crate) fn stamp(generation: u32) -> Stamp {
    Stamp { deck: DeckId(7), generation: Generation(generation) }
}

impl Reader {
    /// Opens a clip.
    pub(crate) fn new(mut request: ClipRequest) -> Self {
        let bell = Arc::new((Mutex::new(false), Condvar::new()));
        let ringer = Arc::clone(&bell);
        request.waker = Arc::new(move || {
            *ringer.0.lock().unwrap() = true;
            ringer.1.notify_all();
        });
        let generation = request.stamp.generation.0;
        Self { clip: FfmpegOpener::new().open(request), bell, generation }
    }

    /// Opens a video file.
    pub(crate) fn video(path: &Path) -> Self {
        Self::new(request(path, MediaKind::Video))
    }

    fn wait(&self, what: &str, since: Instant) {
        let mut rung = self.bell.0.lock().unwrap();
        while !*rung {
            assert!(since.elapsed() < PATIENCE, "nothing came: {what}");
            rung = self.bell.1.wait_timeout(rung, Duration::from_secs(1)).unwrap().0;
        }
        *rung = false;
    }

    /// Waits until it is open or failed.
    pub(crate) fn info(&mut self) -> Result<ClipInfo, MediaError> {
        let since = Instant::now();
        loop {
            match self.clip.status().state {
                ClipState::Opening => self.wait("opening", since),
                ClipState::Open(info) => return Ok(info),
                ClipState::Failed(error) => return Err(error),
            }
        }
    }

    /// The next picture; `None` at the end.
    pub(crate) fn frame(&mut self) -> Option<VideoFrame> {
        let since = Instant::now();
        loop {
            match self.clip.next_frame() {
                Polled::Ready(frame) => {
                    assert_eq!(frame.stamp, stamp(self.generation));
                    return Some(frame);
                }
                Polled::End => return None,
                Polled::Pending => self.wait("picture", since),
            }
        }
    }

    /// The next block; `None` at the end.
    pub(crate) fn block(&mut self) -> Option<SoundBlock> {
        let since = Instant::now();
        loop {
            match self.clip.next_sound() {
                Polled::Ready(block) => {
                    assert_eq!(block.stamp, stamp(self.generation));
                    return Some(block);
                }
                Polled::End => return None,
                Polled::Pending => self.wait("sound", since),
            }
        }
    }

    /// All pictures that are left.
    pub(crate) fn frames(&mut self) -> Vec<VideoFrame> {
        std::iter::from_fn(|| self.frame()).collect()
    }

    /// All sound that is left; checks that blocks follow one another.
    pub(crate) fn sound(&mut self) -> Sound {
        let mut sound = Sound { begin: None, samples: Vec::new(), rate: 0 };
        while let Some(block) = self.block() {
            let begin = *sound.begin.get_or_insert(block.time);
            let before = (sound.samples.len() / 2) as u64;
            let first = begin.since_zero().samples(block.rate) + before;
            assert_eq!(block.time.since_zero().samples(block.rate), first, "a gap or an overlap");
            sound.rate = block.rate;
            sound.samples.extend_from_slice(&block.samples);
        }
        sound
    }

    /// Seeks with the next generation.
    pub(crate) fn seek(&mut self, target: MediaTime) {
        self.generation += 1;
        self.clip.seek(target, stamp(self.generation));
    }
}

impl Reader {
    /// Scrubs with the next generation.
    pub(crate) fn scrub(&mut self, target: MediaTime) {
        self.generation += 1;
        self.clip.scrub(target, stamp(self.generation));
    }
}

/// All sound of a clip.
pub(crate) struct Sound {
    pub(crate) begin: Option<MediaTime>,
    pub(crate) samples: Vec<f32>,
    pub(crate) rate: u32,
}

impl Sound {
    /// Sample frames.
    pub(crate) fn frames(&self) -> usize {
        self.samples.len() / 2
    }
}

/// Root mean square of the difference, over the shorter of both.
pub(crate) fn difference(ours: &[f32], theirs: &[f32]) -> f64 {
    let pairs = ours.iter().zip(theirs);
    let count = pairs.len().max(1);
    let sum: f64 = pairs.map(|(a, b)| f64::from(a - b).powi(2)).sum();
    (sum / count as f64).sqrt()
}
