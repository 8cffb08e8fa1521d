//! Clips that need no file: for tests, and for trying a story whose media are still missing.
//!
//! Every picture carries the clip's shade and every sample counts, so that a test can tell which
//! clip it sees or hears, and whether a sample was lost or came twice.

use crate::{
    Clip, ClipInfo, ClipOpener, ClipPoint, ClipRequest, ClipState, ClipStatus, Colours, Loudness, MediaError,
    MediaErrorKind, MediaKind, Picture, PixelAspect, PixelFormat, Plane, Polled, Probe, Readiness, Rotation,
    SoundBlock, Stamp, VideoFrame,
};
use media_time::{MediaDuration, MediaTime};
use std::collections::HashMap;
use std::fs::File;
use std::sync::Arc;

/// Frames of sound in a block.
const BLOCK_FRAMES: u64 = 1_024;

/// What a fake clip is like.
#[derive(Clone, Debug)]
pub struct FakeClip {
    /// Length of the whole file.
    pub duration: MediaDuration,
    /// Pictures a second; 0: no picture.
    pub frame_rate: u32,
    /// Whether it has sound.
    pub has_sound: bool,
    /// Luma of every picture: tells clips apart.
    pub shade: u8,
    /// Pictures from one key picture to the next, which is what a scrub shows first.
    pub group: u32,
    /// How often each queue answers [`Polled::Pending`] first: a slow decoder.
    pub slowness: u32,
    /// Fails instead of opening.
    pub failure: Option<MediaError>,
    /// Breaks off here, as a damaged file does.
    pub damaged_at: Option<MediaTime>,
    /// What it says that it takes of memory when it is primed; a quarter of it with only the first
    /// picture, a sixteenth when it is only open.
    pub bytes: usize,
    /// How loud its index says it is.
    pub loudness: Option<Loudness>,
}

/// Opens a [`FakeClip`] for every label, whatever the file says.
#[derive(Clone, Debug)]
pub struct FakeOpener {
    otherwise: FakeClip,
    by_label: HashMap<String, FakeClip>,
}

struct Playing {
    spec: FakeClip,
    info: ClipInfo,
    stamp: Stamp,
    rate: u32,
    next_frame: u64,
    next_sample: u64,
    last_sample: u64,
    patience: [u32; 2],
    /// Pictures that a scrub still gives, the last one first; `None`: it plays.
    scrubbed: Option<Vec<u64>>,
    /// `None`: shown.
    held: Option<Readiness>,
    /// A picture was taken since the latest seek.
    begun: bool,
}

impl Default for FakeClip {
    /// Two seconds at 30 pictures a second, with sound.
    fn default() -> Self {
        Self {
            duration: MediaDuration::from_seconds(2),
            frame_rate: 30,
            has_sound: true,
            shade: 128,
            group: 30,
            slowness: 0,
            failure: None,
            damaged_at: None,
            bytes: 0,
            loudness: None,
        }
    }
}

impl FakeOpener {
    /// Gives `otherwise` for every label that has no clip of its own.
    #[must_use]
    pub fn new(otherwise: FakeClip) -> Self {
        Self { otherwise, by_label: HashMap::new() }
    }

    /// Gives `clip` for this label.
    #[must_use]
    pub fn with(mut self, label: &str, clip: FakeClip) -> Self {
        self.by_label.insert(label.to_owned(), clip);
        self
    }
}

impl ClipOpener for FakeOpener {
    fn open(&self, request: ClipRequest) -> Box<dyn Clip> {
        let spec = self.by_label.get(&request.label).unwrap_or(&self.otherwise).clone();
        Box::new(Playing::new(spec, &request))
    }

    fn probe(&self, _file: File, kind: MediaKind) -> Result<Probe, MediaError> {
        let spec = &self.otherwise;
        match &spec.failure {
            Some(failure) => Err(failure.clone()),
            None => Ok(Probe {
                duration: spec.duration,
                has_picture: kind != MediaKind::Sound,
                has_sound: spec.has_sound && kind != MediaKind::Still,
                display_size: (16, 9),
                description: "fake".to_owned(),
            }),
        }
    }
}

impl Playing {
    fn new(spec: FakeClip, request: &ClipRequest) -> Self {
        let point = |point: ClipPoint| match point {
            ClipPoint::AfterStart(length) => length.min(spec.duration),
            ClipPoint::BeforeEnd(length) => (spec.duration - length).max(MediaDuration::ZERO),
        };
        let from = point(request.from);
        let to = request.to.map_or(spec.duration, point).max(from);
        let has_sound = match request.kind {
            MediaKind::Still => request.sound.is_some(),
            _ => spec.has_sound,
        };
        let duration = match request.kind {
            MediaKind::Still => {
                request.lasts.unwrap_or(if has_sound { spec.duration } else { MediaDuration::ZERO })
            }
            _ => to - from,
        };
        let has_picture =
            request.kind != MediaKind::Sound && (spec.frame_rate > 0 || request.kind == MediaKind::Still);
        let info = ClipInfo {
            duration,
            file_offset: from,
            has_picture,
            has_sound,
            display_size: if has_picture { (16, 9) } else { (0, 0) },
            loudness: if has_sound { spec.loudness } else { None },
        };
        let spec = if request.kind == MediaKind::Still { FakeClip { frame_rate: 0, ..spec } } else { spec };
        let rate = request.audio.rate;
        let last_sample = spec.damaged_at.map_or(duration, |at| at.since_zero().min(duration)).samples(rate);
        let patience = [spec.slowness; 2];
        let mut playing = Self {
            spec,
            info,
            stamp: request.stamp,
            rate,
            next_frame: 0,
            next_sample: 0,
            last_sample,
            patience,
            scrubbed: None,
            held: (!request.foreground).then_some(Readiness::Primed),
            begun: false,
        };
        playing.seek(request.start, request.stamp);
        playing
    }

    /// Both queues answer "pending" as often as the clip is slow, then give something.
    fn is_patient(&mut self, queue: usize) -> bool {
        let waits = self.patience[queue] > 0;
        self.patience[queue] = if waits { self.patience[queue] - 1 } else { self.spec.slowness };
        waits
    }

    fn frame_time(&self, index: u64) -> MediaTime {
        MediaTime::ZERO + MediaDuration::from_samples(index, self.spec.frame_rate.max(1))
    }

    /// Picture number `index`; a still has one, which lasts as long as it does.
    fn frame(&self, index: u64) -> VideoFrame {
        let still = self.spec.frame_rate == 0;
        let time = if still { MediaTime::ZERO } else { self.frame_time(index) };
        let duration = if still { self.info.duration } else { self.frame_time(1).since_zero() };
        VideoFrame { stamp: self.stamp, time, duration, picture: self.picture() }
    }

    fn picture(&self) -> Arc<Picture> {
        let (width, height) = (16, 9);
        let format = PixelFormat::Yuv420P8;
        let planes = (0..format.plane_count()).map(|index| {
            let (stride, rows) = format.plane_size(index, width, height);
            let value = if index == 0 { self.spec.shade } else { 128 };
            Plane { stride, data: vec![value; stride * rows].into() }
        });
        Arc::new(Picture {
            width,
            height,
            format,
            planes: planes.collect(),
            colours: Colours::default(),
            rotation: Rotation::None,
            pixel_aspect: PixelAspect::SQUARE,
        })
    }
}

impl Clip for Playing {
    fn status(&self) -> ClipStatus {
        let state = match &self.spec.failure {
            Some(failure) => ClipState::Failed(failure.clone()),
            None => ClipState::Open(self.info),
        };
        let damaged = self.spec.damaged_at.is_some() && self.next_sample >= self.last_sample;
        let fault = damaged.then(|| MediaError::new(MediaErrorKind::Damaged, "this clip breaks off"));
        ClipStatus { state, fault }
    }

    fn next_frame(&mut self) -> Polled<VideoFrame> {
        if self.spec.failure.is_some() || !self.info.has_picture {
            return Polled::End;
        }
        if self.held == Some(Readiness::Open) || self.begun && self.held == Some(Readiness::FirstPicture) {
            return Polled::Pending;
        }
        if self.is_patient(0) {
            return Polled::Pending;
        }
        let still = self.spec.frame_rate == 0;
        if let Some(scrubbed) = self.scrubbed.as_mut().filter(|_| !still) {
            let Some(index) = scrubbed.pop() else { return Polled::Pending };
            return Polled::Ready(self.frame(index));
        }
        let time = if still { MediaTime::ZERO } else { self.frame_time(self.next_frame) };
        let end = MediaTime::ZERO + self.info.duration;
        let broken = self.spec.damaged_at.is_some_and(|at| time >= at);
        if broken || (still && self.next_frame > 0) || (!still && time >= end) {
            return Polled::End;
        }
        self.next_frame += 1;
        self.begun = true;
        Polled::Ready(self.frame(self.next_frame - 1))
    }

    fn next_sound(&mut self) -> Polled<SoundBlock> {
        let silent = self.spec.failure.is_some() || !self.info.has_sound || self.scrubbed.is_some();
        if silent || self.next_sample >= self.last_sample {
            return Polled::End;
        }
        if self.held.is_some_and(|held| held < Readiness::Primed) {
            return Polled::Pending;
        }
        if self.is_patient(1) {
            return Polled::Pending;
        }
        let end = (self.next_sample + BLOCK_FRAMES).min(self.last_sample);
        let samples = (self.next_sample..end).flat_map(|index| [counted(index), counted(index)]);
        let block = SoundBlock {
            stamp: self.stamp,
            time: MediaTime::ZERO + MediaDuration::from_samples(self.next_sample, self.rate),
            rate: self.rate,
            samples: samples.collect(),
        };
        self.next_sample = end;
        Polled::Ready(block)
    }

    fn seek(&mut self, target: MediaTime, stamp: Stamp) {
        self.scrubbed = None;
        let target = target.clamp(MediaTime::ZERO, MediaTime::ZERO + self.info.duration);
        self.stamp = stamp;
        self.begun = false;
        self.next_sample = target.since_zero().samples(self.rate);
        let count = self.info.duration.samples(self.spec.frame_rate.max(1)).max(1);
        let index = target.since_zero().samples(self.spec.frame_rate.max(1));
        self.next_frame = if self.spec.frame_rate == 0 { 0 } else { index.min(count - 1) };
    }

    fn scrub(&mut self, target: MediaTime, stamp: Stamp) {
        self.seek(target, stamp);
        let key = self.next_frame - self.next_frame % u64::from(self.spec.group.max(1));
        let wanted = [self.next_frame, key];
        self.scrubbed = Some(wanted[usize::from(key == self.next_frame)..].to_vec());
    }

    fn to_foreground(&mut self) {
        self.held = None;
    }

    fn hold(&mut self, readiness: Readiness) {
        self.held = Some(readiness);
    }

    fn queued_bytes(&self) -> usize {
        0
    }

    fn held_bytes(&self) -> usize {
        match self.held {
            Some(Readiness::Open) => self.spec.bytes / 16,
            Some(Readiness::FirstPicture) => self.spec.bytes / 4,
            Some(Readiness::Primed) | None => self.spec.bytes,
        }
    }
}

/// Sample number `index` as a sample: distinct for the first 2²⁴, well below full scale.
fn counted(index: u64) -> f32 {
    (index % (1 << 24)) as f32 / (1 << 25) as f32
}
