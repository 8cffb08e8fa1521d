//! The decoding traits.

use crate::{ClipIndex, DeckId, Generation, Loudness, MediaError, SoundBlock, Stamp, VideoFrame};
use media_time::{MediaDuration, MediaTime};
use std::fs::File;
use std::sync::Arc;

/// Unblocks whoever waits for a clip. Called from decoder threads; must return at once and do
/// nothing else than wake.
pub type Waker = Arc<dyn Fn() + Send + Sync>;

/// Opens clips. Shared by threads.
pub trait ClipOpener: Send + Sync {
    /// Begins to open and decode a clip on threads of its own, and returns at once. Faults come
    /// through [`Clip::status`].
    fn open(&self, request: ClipRequest) -> Box<dyn Clip>;

    /// Reads a file's headers and waits for it: for checks, not while playing.
    ///
    /// # Errors
    /// When the file is not media that could be played.
    fn probe(&self, file: File, kind: MediaKind) -> Result<Probe, MediaError>;
}

/// What to open and how.
pub struct ClipRequest {
    /// Marks everything that is decoded before the first seek.
    pub stamp: Stamp,
    /// What the story calls it; for logs and fakes, never opened.
    pub label: String,
    /// What is opened.
    pub kind: MediaKind,
    /// The opened file; its path is never used. `Err`: the file could not be opened; the clip
    /// fails with this error.
    pub file: Result<File, MediaError>,
    /// An opened file whose sound replaces the clip's own; its 0 is `from`.
    pub sound: Option<Result<File, MediaError>>,
    /// What is known of these files from before.
    pub indexes: FileIndexes,
    /// The first time that is played, in the file's time (0 = where the container says it
    /// starts).
    pub from: ClipPoint,
    /// Where it stops, in the file's time; the end when absent.
    pub to: Option<ClipPoint>,
    /// Where decoding begins, on the trimmed clip's timeline.
    pub start: MediaTime,
    /// For stills: how long; `None`: as long as the sound.
    pub lasts: Option<MediaDuration>,
    /// What sound is wanted.
    pub audio: AudioFormat,
    /// Called when something new can be taken.
    pub waker: Waker,
    /// Whether it is shown at once (more threads) or only primed (one thread).
    pub foreground: bool,
}

impl ClipRequest {
    /// For a file as it is: all of it from its start, with its own sound as stereo at 48,000 sample
    /// frames a second, shown at once, with nothing known from before. Nobody is woken. Everything
    /// else is set with `..ClipRequest::whole(kind, file)`.
    #[must_use]
    pub fn whole(kind: MediaKind, file: Result<File, MediaError>) -> Self {
        Self {
            stamp: Stamp { deck: DeckId(1), generation: Generation::default() },
            label: String::new(),
            kind,
            file,
            sound: None,
            indexes: FileIndexes::default(),
            from: ClipPoint::default(),
            to: None,
            start: MediaTime::ZERO,
            lasts: None,
            audio: AudioFormat { rate: 48_000 },
            waker: Arc::new(|| ()),
            foreground: true,
        }
    }
}

/// What reading the files of a clip before has told. An index that does not fit its file is ignored.
#[derive(Clone, Debug, Default)]
pub struct FileIndexes {
    /// Of the clip's file.
    pub file: Option<Arc<ClipIndex>>,
    /// Of the sound that replaces its own.
    pub sound: Option<Arc<ClipIndex>>,
}

/// A point in a file's time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClipPoint {
    /// So long after the file's start.
    AfterStart(MediaDuration),
    /// So long before the file's end.
    BeforeEnd(MediaDuration),
}

/// What is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediaKind {
    /// Picture and sound that change with time.
    Video,
    /// One picture.
    Still,
    /// Sound alone (a music bed).
    Sound,
}

/// What sound is wanted: always stereo `f32` at this rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AudioFormat {
    /// Sample frames a second.
    pub rate: u32,
}

/// An opened clip. Decoding goes on by itself until its bounded queues are full. Dropping it ends
/// its threads without waiting for them.
pub trait Clip: Send {
    /// How far it is. The caller shows a slate on [`ClipState::Failed`], and after
    /// [`ClipStatus::fault`] plays on with what comes.
    fn status(&self) -> ClipStatus;

    /// Takes the next picture in order of time; the first one after opening or seeking is the one
    /// that is on screen at the asked time (its time may lie before it).
    fn next_frame(&mut self) -> Polled<VideoFrame>;

    /// Takes the next block of sound. The first block after opening or seeking begins exactly at
    /// the asked time; blocks follow one another without gap or overlap until the end, where the
    /// sound may be shorter or longer than the picture. Holes in the file are filled with silence.
    fn next_sound(&mut self) -> Polled<SoundBlock>;

    /// Goes to `target` on the trimmed clip's timeline (kept within the clip). Everything that is
    /// taken from now on carries `stamp`. Several seeks before the decoder gets to them are one.
    fn seek(&mut self, target: MediaTime, stamp: Stamp);

    /// Goes near `target` for the eye alone and as cheaply as can be, while a bar is dragged. The
    /// first picture that comes is the one on screen at `target` where that is decoded already,
    /// else a key picture at or before it, never from outside the trimmed clip; the one on screen
    /// at `target` follows as soon as it is decoded. Then pictures are [`Polled::Pending`], and
    /// there is no sound, until [`Clip::seek`] or the next call of this. Several calls before the
    /// decoder gets to them are one. A clip that knows nothing cheaper seeks.
    fn scrub(&mut self, target: MediaTime, stamp: Stamp) {
        self.seek(target, stamp);
    }

    /// The clip is shown now: more decoder threads and longer queues.
    fn to_foreground(&mut self);

    /// The clip may play next: it is held so far ready and no further, until the next call of this
    /// or of [`Clip::to_foreground`]. A clip that was opened without being shown is held
    /// [`Readiness::Primed`]. What waits beyond that is given back and comes again later; what was
    /// taken stays taken. Costs the caller nothing.
    fn hold(&mut self, readiness: Readiness);

    /// Bytes of decoded pictures and sound that wait in its queues.
    fn queued_bytes(&self) -> usize;

    /// Bytes of memory that this clip takes, without what was taken from it: what waits in its
    /// queues, and an estimate of what its codecs, containers and threads hold.
    fn held_bytes(&self) -> usize;
}

/// How ready a clip is held that may play next. Each level has all of the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Readiness {
    /// The file's headers and index are read; nothing is decoded, the codecs are closed.
    Open,
    /// The first picture is decoded (its packets lie in the system's file cache); no sound.
    FirstPicture,
    /// The first pictures and about 100 ms of sound are decoded: a cut to it has no gap.
    Primed,
}

/// What is known of a clip at the moment.
#[derive(Clone, Debug)]
pub struct ClipStatus {
    /// Opening, open or failed.
    pub state: ClipState,
    /// A fault in mid-clip, such as damage; what can be decoded still comes.
    pub fault: Option<MediaError>,
}

/// Opening, open or failed.
#[derive(Clone, Debug)]
pub enum ClipState {
    /// Headers are being read.
    Opening,
    /// Headers are read.
    Open(ClipInfo),
    /// Nothing will come.
    Failed(MediaError),
}

/// What the headers say, after trimming.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClipInfo {
    /// Length of the trimmed clip. For stills as asked, or as long as the sound.
    pub duration: MediaDuration,
    /// Where the trimmed clip's zero lies in the file's own time (captions use that).
    pub file_offset: MediaDuration,
    /// Whether there are pictures.
    pub has_picture: bool,
    /// Whether there is sound.
    pub has_sound: bool,
    /// Width and height as shown, 0 without pictures.
    pub display_size: (u32, u32),
    /// How loud the sound is that is played, as its index says; `None` when nothing is known.
    pub loudness: Option<Loudness>,
}

/// What taking from a queue gave.
#[derive(Clone, Debug)]
pub enum Polled<T> {
    /// The next one.
    Ready(T),
    /// Nothing yet; the waker is called when there is.
    Pending,
    /// Nothing will come (until the next seek): the end, no such stream, or failed.
    End,
}

/// What [`ClipOpener::probe`] found in a file, before any trim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Probe {
    /// Length of the file.
    pub duration: MediaDuration,
    /// Whether there are pictures.
    pub has_picture: bool,
    /// Whether there is sound.
    pub has_sound: bool,
    /// Width and height as shown, 0 without pictures.
    pub display_size: (u32, u32),
    /// Names for people: container, codecs.
    pub description: String,
}

impl Default for ClipPoint {
    fn default() -> Self {
        Self::AfterStart(MediaDuration::ZERO)
    }
}

impl<T> Polled<T> {
    /// The value, when there is one.
    pub fn ready(self) -> Option<T> {
        match self {
            Self::Ready(value) => Some(value),
            Self::Pending | Self::End => None,
        }
    }
}
