//! One opened clip and how far it was shown and heard.

use crate::deck_sound::{Asked, NextSound, Said, Sound};
use media::{Clip, ClipInfo, ClipState, MediaError, Polled, Readiness, Stamp, VideoFrame, loudness};
use media_time::{MediaTime, Speed};
use session::PictureSource;

/// What a deck takes of memory is known when so many looks at it, about ten milliseconds apart, found
/// the same.
const LOOKS: u32 = 25;

/// What a deck plays: files and trims, and where it begins. Captions are no part of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct DeckKey {
    pub(crate) source: PictureSource,
    pub(crate) start: MediaTime,
}

/// One opened clip. Owned by the core thread; its decoder threads only fill its queues.
pub(crate) struct Deck {
    pub(crate) key: DeckKey,
    pub(crate) stamp: Stamp,
    clip: Box<dyn Clip>,
    /// As the author wants it; levelled too once the clip is open.
    gain: f32,
    info: Option<ClipInfo>,
    pictures: Pictures,
    sound: Sound,
    /// It shows what a bar is dragged over, without sound.
    scrubbed: bool,
    /// How ready it is held; `None`: it was brought forward.
    readiness: Option<Readiness>,
    quiet: Quiet,
}

/// How long what it takes of memory has not changed.
#[derive(Default)]
struct Quiet {
    bytes: usize,
    looks: u32,
}

/// Which picture is on, and the one after it.
#[derive(Default)]
struct Pictures {
    shown: Option<VideoFrame>,
    upcoming: Option<VideoFrame>,
    ended: bool,
}

impl DeckKey {
    pub(crate) fn new(source: &PictureSource, start: MediaTime) -> Self {
        Self { source: without_captions(source), start }
    }
}

/// The same files and trims: captions and descriptions differ by language without changing a clip.
pub(crate) fn without_captions(source: &PictureSource) -> PictureSource {
    let mut source = source.clone();
    match &mut source {
        PictureSource::Video { captions, .. } => *captions = None,
        PictureSource::Still { captions, alt, .. } => {
            *captions = None;
            alt.clear();
        }
        _ => {}
    }
    source
}

impl Deck {
    pub(crate) fn new(key: DeckKey, stamp: Stamp, clip: Box<dyn Clip>, gain: f32) -> Self {
        let start = key.start;
        let (pictures, sound) = (Pictures::default(), Sound::new(start));
        Self {
            key,
            stamp,
            clip,
            gain,
            info: None,
            pictures,
            sound,
            scrubbed: false,
            readiness: None,
            quiet: Quiet::default(),
        }
    }

    pub(crate) fn gain(&self) -> f32 {
        self.gain
    }

    pub(crate) fn info(&self) -> Option<ClipInfo> {
        self.info
    }

    /// Looks at the decoder: `Err` when nothing will come.
    pub(crate) fn poll(&mut self) -> Result<(), MediaError> {
        if self.info.is_none() {
            match self.clip.status().state {
                ClipState::Opening => {}
                ClipState::Failed(error) => return Err(error),
                ClipState::Open(info) => {
                    self.info = Some(info);
                    self.gain = loudness::gain(info.loudness.as_ref(), self.gain);
                    // "The last picture" is a place that only the opened clip knows.
                    let end = MediaTime::ZERO + info.duration;
                    self.sound.begin_at(self.sound.written_until.min(end));
                }
            }
        }
        Ok(())
    }

    /// A fault in mid-clip.
    pub(crate) fn fault(&self) -> Option<MediaError> {
        self.clip.status().fault
    }

    /// Where it ends: by the headers, or earlier when it broke off. `None` while opening.
    pub(crate) fn end(&self) -> Option<MediaTime> {
        let end = MediaTime::ZERO + self.info?.duration;
        if self.sound.ended && self.pictures.ended && self.fault().is_some() {
            let last =
                self.pictures.shown.as_ref().map_or(MediaTime::ZERO, |frame| frame.time + frame.duration);
            let decoded = self.sound.decoded_until().max(last);
            return Some(end.min(decoded));
        }
        Some(end)
    }

    /// Headers read, first picture and first sound decoded (as far as there are any).
    pub(crate) fn is_ready(&mut self) -> bool {
        if self.info.is_none() {
            return false;
        }
        self.pictures.fill(&mut *self.clip, self.stamp);
        self.sound.fill(&mut *self.clip, self.stamp);
        let picture =
            self.pictures.shown.is_some() || self.pictures.upcoming.is_some() || self.pictures.ended;
        picture && self.sound.is_ready()
    }

    /// Ready, with the picture after the first one: its time may run without the picture standing.
    pub(crate) fn can_run(&mut self) -> bool {
        if !self.is_ready() {
            return false;
        }
        // The first one is taken, so that there is room to see whether another follows.
        let _first = self.picture_at(self.key.start);
        self.pictures.upcoming.is_some() || self.pictures.ended
    }

    /// The picture at `time`, or the first one there is. Takes decoded pictures up to it.
    pub(crate) fn picture_at(&mut self, time: MediaTime) -> Option<&VideoFrame> {
        loop {
            self.pictures.fill(&mut *self.clip, self.stamp);
            let due = self.pictures.upcoming.as_ref().is_some_and(|frame| frame.time <= time);
            if !due && self.pictures.shown.is_some() {
                break;
            }
            let Some(next) = self.pictures.upcoming.take() else { break };
            self.pictures.shown = Some(next);
        }
        self.pictures.shown.as_ref()
    }

    /// The picture after the one that was taken last, as far as it is decoded.
    pub(crate) fn next_picture(&self) -> Option<&VideoFrame> {
        self.pictures.upcoming.as_ref()
    }

    /// When the picture changes next, as far as it is decoded.
    pub(crate) fn next_picture_time(&self) -> Option<MediaTime> {
        self.next_picture().map(|frame| frame.time)
    }

    /// There is no picture after the one that was taken last.
    pub(crate) fn gave_all_pictures(&self) -> bool {
        self.pictures.ended && self.pictures.upcoming.is_none()
    }

    /// A picture that should be known by `time` is still being decoded.
    pub(crate) fn picture_lacks(&self, time: MediaTime) -> bool {
        if self.pictures.ended || self.pictures.upcoming.is_some() {
            return false;
        }
        // Of what a bar is dragged over, any picture will do until a better one comes.
        self.pictures.shown.as_ref().is_none_or(|frame| !self.scrubbed && frame.time + frame.duration <= time)
    }

    /// What is to be heard next, at this speed; silence where the clip has no sound.
    pub(crate) fn next_sound(&mut self, rate: u32, speed: Speed) -> NextSound {
        let Some(end) = self.end() else { return NextSound::Pending };
        let limit = self.sound.stop.map_or(end, |stop| stop.min(end));
        self.sound.next(&mut *self.clip, &Asked { limit, rate, speed, stamp: self.stamp })
    }

    /// The output took this.
    pub(crate) fn sound_was_written(&mut self, said: Said) {
        self.sound.was_written(said);
    }

    /// The output had no room: this comes again.
    pub(crate) fn sound_was_refused(&mut self, said: Said) {
        self.sound.was_refused(said);
    }

    /// What was written after `time` (to the nearest sample) was taken back from the output and is to
    /// be written again.
    pub(crate) fn take_back_sound(&mut self, time: MediaTime) {
        self.sound.take_back(time, self.key.start);
    }

    pub(crate) fn written_until(&self) -> MediaTime {
        self.sound.written_until
    }

    /// Whether anything of it was given to the output.
    pub(crate) fn has_begun(&self) -> bool {
        self.sound.begun
    }

    /// Nothing is heard beyond this time until it is lifted.
    pub(crate) fn set_stop(&mut self, stop: Option<MediaTime>) {
        self.sound.stop = stop;
    }

    pub(crate) fn stop(&self) -> Option<MediaTime> {
        self.sound.stop
    }

    /// Everything up to the stop or end was written.
    pub(crate) fn is_written(&self, rate: u32) -> bool {
        let Some(end) = self.end() else { return false };
        let limit = self.sound.stop.map_or(end, |stop| stop.min(end));
        (limit - self.sound.written_until).samples(rate) == 0
    }

    /// Goes elsewhere in the same clip.
    pub(crate) fn seek(&mut self, target: MediaTime, stamp: Stamp) {
        self.clip.seek(target, stamp);
        self.scrubbed = false;
        self.went_to(target, stamp);
    }

    /// Goes near `target` in the same clip, for the eye alone, until the next seek.
    pub(crate) fn scrub(&mut self, target: MediaTime, stamp: Stamp) {
        self.clip.scrub(target, stamp);
        self.scrubbed = true;
        self.went_to(target, stamp);
        self.sound.ended = true;
    }

    fn went_to(&mut self, target: MediaTime, stamp: Stamp) {
        self.stamp = stamp;
        self.key.start = target;
        self.pictures = Pictures::default();
        let target = self.info.map_or(target, |info| target.min(MediaTime::ZERO + info.duration));
        self.sound = Sound::new(target);
    }

    pub(crate) fn is_scrubbed(&self) -> bool {
        self.scrubbed
    }

    /// It may play next: so far ready and no further.
    pub(crate) fn hold(&mut self, readiness: Readiness) {
        if self.readiness == Some(readiness) {
            return;
        }
        self.readiness = Some(readiness);
        self.quiet = Quiet::default();
        let taken = self.pictures.shown.is_some() || self.pictures.upcoming.is_some();
        if readiness == Readiness::Open && taken {
            // What was taken is given back, too: it comes again.
            let stamp = Stamp { generation: self.stamp.generation.next(), ..self.stamp };
            self.seek(self.key.start, stamp);
        }
        self.clip.hold(readiness);
    }

    /// How ready it is held; what is on air is as ready as can be.
    pub(crate) fn readiness(&self) -> Readiness {
        self.readiness.unwrap_or(Readiness::Primed)
    }

    pub(crate) fn bring_forward(&mut self) {
        self.readiness = None;
        self.clip.to_foreground();
    }

    /// Nothing is known of it yet.
    pub(crate) fn is_opening(&self) -> bool {
        self.info.is_none() && matches!(self.clip.status().state, ClipState::Opening)
    }

    /// What it takes of memory: see [`Clip::held_bytes`], and what was taken from it.
    pub(crate) fn held_bytes(&self) -> usize {
        let pictures = [&self.pictures.shown, &self.pictures.upcoming];
        let pictures: usize = pictures.into_iter().flatten().map(|frame| frame.picture.bytes()).sum();
        self.clip.held_bytes() + pictures + self.sound.bytes()
    }

    /// What it takes once that has not changed for a while; `None` while it changes. Told once.
    pub(crate) fn settled_bytes(&mut self) -> Option<usize> {
        let bytes = self.held_bytes();
        if bytes != self.quiet.bytes {
            self.quiet = Quiet { bytes, looks: 0 };
        }
        self.quiet.looks = self.quiet.looks.saturating_add(1);
        (self.quiet.looks == LOOKS && self.info.is_some()).then_some(bytes)
    }
}

impl Pictures {
    fn fill(&mut self, clip: &mut dyn Clip, stamp: Stamp) {
        while self.upcoming.is_none() && !self.ended {
            match clip.next_frame() {
                Polled::Ready(frame) if frame.stamp == stamp => self.upcoming = Some(frame),
                Polled::Ready(_) => {}
                Polled::Pending => return,
                Polled::End => self.ended = true,
            }
        }
    }
}
