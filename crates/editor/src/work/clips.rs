//! What is known of the story's files: probed, a small picture made, a waveform.

use super::Waker;
use super::check::locked;
use super::picture::{LONGER_SIDE, PictureMaker, SCRUBBED_SIDE, small_picture};
use super::waveform::{Unheard, waveform};
use media::captions::Captions;
use media::{ClipOpener, MediaKind};
use media_time::MediaDuration;
use scene_graph::{FileKind, MediaFact};
use std::collections::{HashMap, VecDeque};
use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use story_source::StorySource;

/// Where a story's files are read from.
pub type ClipSource = Arc<dyn StorySource>;

/// Captions larger than this are none, in bytes.
const LARGEST_CAPTIONS: u64 = 2 * 1024 * 1024;
/// Contents that are remembered at most.
const MOST_REMEMBERED: usize = 2_000;
/// Of each end of a file so much tells it from others, in bytes.
const END: u64 = 64 * 1024;
/// Moments that wait at most: those along clips that nobody looks at any more are not made.
const MOST_MOMENTS: usize = 200;

/// A small picture: rows of red, green, blue and alpha, from the top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SmallPicture {
    /// Width and height in pixels.
    pub size: [u32; 2],
    /// Four bytes a pixel, not premultiplied.
    pub rgba: Arc<[u8]>,
}

/// Something that was found out about a file.
#[derive(Clone, Debug)]
pub(super) enum Find {
    /// What it is.
    Fact { fact: MediaFact, size: Option<(u32, u32)> },
    /// How it looks.
    Picture(SmallPicture),
    /// How loud each of its fiftieths of a second is.
    Waveform(Arc<[f32]>),
}

type Moment = (String, MediaDuration);

#[derive(Default)]
struct Inbox {
    source: Option<ClipSource>,
    /// Counts sources, so that finds of an old one are dropped.
    era: u64,
    probes: VecDeque<(String, FileKind)>,
    /// What was probed and may be shown.
    looks: VecDeque<(String, FileKind)>,
    /// What may be heard: hearing all of a clip takes longest.
    hearings: VecDeque<(String, FileKind)>,
    moments: VecDeque<Moment>,
    /// What a handle is held at: only the newest is made.
    scrub: Option<Moment>,
    closed: bool,
}

#[derive(Default)]
struct Outbox {
    finds: Vec<(String, Find)>,
    moments: VecDeque<(String, MediaDuration, SmallPicture)>,
    scrubbed: Option<(String, SmallPicture)>,
}

#[derive(Default)]
struct Shared {
    inbox: Mutex<Inbox>,
    come: Condvar,
    outbox: Mutex<Outbox>,
}

/// The window's side of the thread.
pub(super) struct Clips(Arc<Shared>);

enum Job {
    Scrub(Moment),
    Moment(Moment),
    Probe(String, FileKind),
    Look(String, FileKind),
    Hear(String, FileKind),
}

impl Clips {
    pub(super) fn start(opener: Arc<dyn ClipOpener>, waker: Waker) -> Self {
        let shared = Arc::new(Shared::default());
        let theirs = Arc::clone(&shared);
        let work = move || Worker::new(theirs, opener, waker).run();
        if let Err(error) = std::thread::Builder::new().name("clips".to_owned()).spawn(work) {
            tracing::warn!("clips are not looked at: {error}");
        }
        Self(shared)
    }

    /// From here; what was wanted before is forgotten.
    pub(super) fn read_from(&self, source: Option<ClipSource>) {
        let mut inbox = locked(&self.0.inbox);
        *inbox = Inbox { source, era: inbox.era + 1, ..Inbox::default() };
        drop(inbox);
        *locked(&self.0.outbox) = Outbox::default();
    }

    /// All about these files, in this order; lengths first.
    pub(super) fn want(&self, files: Vec<(String, FileKind)>) {
        if files.is_empty() {
            return;
        }
        locked(&self.0.inbox).probes.extend(files);
        self.0.come.notify_one();
    }

    pub(super) fn want_moment(&self, file: &str, at: MediaDuration) {
        let mut inbox = locked(&self.0.inbox);
        inbox.moments.push_back((file.to_owned(), at));
        if inbox.moments.len() > MOST_MOMENTS {
            inbox.moments.pop_front();
        }
        drop(inbox);
        self.0.come.notify_one();
    }

    /// The picture of this moment comes first, and no other of those that a handle passed.
    pub(super) fn want_scrub(&self, file: &str, at: MediaDuration) {
        locked(&self.0.inbox).scrub = Some((file.to_owned(), at));
        self.0.come.notify_one();
    }

    /// The newest picture of where a handle is held.
    pub(super) fn scrubbed(&self) -> Option<(String, SmallPicture)> {
        locked(&self.0.outbox).scrubbed.take()
    }

    pub(super) fn moment(&self) -> Option<(String, MediaDuration, SmallPicture)> {
        locked(&self.0.outbox).moments.pop_front()
    }

    /// What was found since it was asked last, at most a few pictures at once: each becomes a texture.
    pub(super) fn take(&self) -> Vec<(String, Find)> {
        const MOST: usize = 24;
        let mut outbox = locked(&self.0.outbox);
        let count = outbox.finds.len().min(MOST);
        outbox.finds.drain(..count).collect()
    }
}

impl Drop for Clips {
    fn drop(&mut self) {
        locked(&self.0.inbox).closed = true;
        self.0.come.notify_one();
    }
}

/// By size and both ends: what a file holds, wherever it lies.
type Content = [u8; 32];

/// What is remembered of a content.
#[derive(Clone, Default)]
struct Known {
    fact: Option<(MediaFact, Option<(u32, u32)>)>,
    picture: Option<SmallPicture>,
    waveform: Option<Arc<[f32]>>,
}

struct Worker {
    shared: Arc<Shared>,
    opener: Arc<dyn ClipOpener>,
    waker: Waker,
    maker: PictureMaker,
    known: HashMap<(Content, FileKind), Known>,
}

impl Worker {
    fn new(shared: Arc<Shared>, opener: Arc<dyn ClipOpener>, waker: Waker) -> Self {
        Self { shared, opener, waker, maker: PictureMaker::default(), known: HashMap::new() }
    }

    fn run(mut self) {
        loop {
            let mut inbox = locked(&self.shared.inbox);
            let (job, source, era) = loop {
                if inbox.closed {
                    return;
                }
                // What the author drags first, the newest of it; then lengths of all; then their looks; then
                // their sound.
                let job = (inbox.scrub.take().map(Job::Scrub))
                    .or_else(|| inbox.moments.pop_back().map(Job::Moment))
                    .or_else(|| inbox.probes.pop_front().map(|(file, kind)| Job::Probe(file, kind)))
                    .or_else(|| inbox.looks.pop_front().map(|(file, kind)| Job::Look(file, kind)))
                    .or_else(|| inbox.hearings.pop_front().map(|(file, kind)| Job::Hear(file, kind)));
                match (job, inbox.source.clone()) {
                    (Some(job), Some(source)) => break (job, source, inbox.era),
                    (Some(_), None) => {}
                    (None, _) => inbox = self.shared.come.wait(inbox).unwrap_or_else(PoisonError::into_inner),
                }
            };
            drop(inbox);
            self.work(job, &source, era);
        }
    }

    fn work(&mut self, job: Job, source: &ClipSource, era: u64) {
        match job {
            Job::Scrub((file, at)) => {
                if let Some(picture) = self.moment(source, &file, at, SCRUBBED_SIDE) {
                    self.tell(era, |outbox| outbox.scrubbed = Some((file, picture)));
                }
            }
            Job::Moment((file, at)) => {
                if let Some(picture) = self.moment(source, &file, at, LONGER_SIDE) {
                    self.tell(era, |outbox| outbox.moments.push_back((file, at, picture)));
                }
            }
            Job::Probe(file, kind) => {
                let (fact, size) = self.probe(source, &file, kind);
                if let MediaFact::Media { has_picture, has_sound, .. } = fact {
                    self.queue(era, |inbox| {
                        if has_picture && !matches!(kind, FileKind::Sound | FileKind::Music) {
                            inbox.looks.push_back((file.clone(), kind));
                        }
                        if has_sound && kind != FileKind::Still {
                            inbox.hearings.push_back((file.clone(), kind));
                        }
                    });
                }
                self.tell(era, |outbox| outbox.finds.push((file, Find::Fact { fact, size })));
            }
            Job::Look(file, kind) => {
                if let Some(picture) = self.look(source, &file, kind) {
                    self.tell(era, |outbox| outbox.finds.push((file, Find::Picture(picture))));
                }
            }
            Job::Hear(file, kind) => match self.hear(source, &file, kind) {
                Ok(peaks) => self.tell(era, |outbox| outbox.finds.push((file, Find::Waveform(peaks)))),
                // The author waits for something: this is heard later, from its beginning.
                Err(Unheard::Interrupted) => self.queue(era, |inbox| inbox.hearings.push_front((file, kind))),
                Err(Unheard::Nothing) => {}
            },
        }
    }

    fn moment(
        &mut self,
        source: &ClipSource,
        file: &str,
        at: MediaDuration,
        side: u32,
    ) -> Option<SmallPicture> {
        let opened = source.open(file).ok()?;
        small_picture(&mut self.maker, self.opener.as_ref(), (MediaKind::Video, opened), at, side)
    }

    /// Puts more to be done into the inbox, unless the story's files are read from elsewhere by now.
    fn queue(&self, era: u64, put: impl FnOnce(&mut Inbox)) {
        let mut inbox = locked(&self.shared.inbox);
        if inbox.era == era {
            put(&mut inbox);
        }
    }

    /// Puts something out, unless the story's files are read from elsewhere by now.
    fn tell(&self, era: u64, put: impl FnOnce(&mut Outbox)) {
        let inbox = locked(&self.shared.inbox);
        if inbox.era == era {
            put(&mut locked(&self.shared.outbox));
            drop(inbox);
            (self.waker)();
        }
    }

    fn remembered(&mut self, content: Content, kind: FileKind) -> &mut Known {
        if self.known.len() >= MOST_REMEMBERED && !self.known.contains_key(&(content, kind)) {
            self.known.clear();
        }
        self.known.entry((content, kind)).or_default()
    }

    fn probe(&mut self, source: &ClipSource, name: &str, kind: FileKind) -> (MediaFact, Option<(u32, u32)>) {
        let file = match source.open(name) {
            Ok(file) => file,
            Err(error) => {
                let reason = error.to_string();
                let bare = reason.strip_prefix(&format!("{name}: ")).map(str::to_owned);
                return (MediaFact::Missing { reason: bare.unwrap_or(reason) }, None);
            }
        };
        let Some(media) = media_kind(kind) else {
            let fact = if kind == FileKind::Captions { captions(source, name) } else { MediaFact::Present };
            return (fact, None);
        };
        let content = content(&file);
        let known = content.and_then(|content| self.remembered(content, kind).fact.clone());
        if let Some(known) = known {
            return known;
        }
        let found = match self.opener.probe(file, media) {
            Ok(probe) => {
                let duration = (media != MediaKind::Still).then_some(probe.duration);
                let (has_picture, has_sound) = (probe.has_picture, probe.has_sound);
                let size = has_picture.then_some(probe.display_size);
                (MediaFact::Media { duration, has_picture, has_sound }, size)
            }
            Err(error) => (MediaFact::Undecodable { reason: error.to_string() }, None),
        };
        if let Some(content) = content {
            self.remembered(content, kind).fact = Some(found.clone());
        }
        found
    }

    fn look(&mut self, source: &ClipSource, name: &str, kind: FileKind) -> Option<SmallPicture> {
        let media = media_kind(kind)?;
        let file = source.open(name).ok()?;
        let content = content(&file)?;
        let known = self.remembered(content, kind).clone();
        if known.picture.is_some() {
            return known.picture;
        }
        let length = known.fact.and_then(|(fact, _)| match fact {
            MediaFact::Media { duration, .. } => duration,
            _ => None,
        });
        // Clips often begin in black.
        let settled = MediaDuration::from_seconds(2).min(length.unwrap_or_default().scaled(1, 3));
        let file = source.open(name).ok()?;
        let picture =
            small_picture(&mut self.maker, self.opener.as_ref(), (media, file), settled, LONGER_SIDE)?;
        self.remembered(content, kind).picture = Some(picture.clone());
        Some(picture)
    }

    fn hear(&mut self, source: &ClipSource, name: &str, kind: FileKind) -> Result<Arc<[f32]>, Unheard> {
        let open = || source.open(name).map_err(|_| Unheard::Nothing);
        let content = content(&open()?).ok_or(Unheard::Nothing)?;
        if let Some(peaks) = self.remembered(content, kind).waveform.clone() {
            return Ok(peaks);
        }
        let shared = &self.shared;
        let waits = || {
            let inbox = locked(&shared.inbox);
            inbox.closed || inbox.scrub.is_some() || !inbox.moments.is_empty() || !inbox.probes.is_empty()
        };
        let peaks = waveform(self.opener.as_ref(), open()?, &waits)?;
        self.remembered(content, kind).waveform = Some(Arc::clone(&peaks));
        Ok(peaks)
    }
}

fn media_kind(kind: FileKind) -> Option<MediaKind> {
    match kind {
        FileKind::Video => Some(MediaKind::Video),
        FileKind::Still | FileKind::Logo => Some(MediaKind::Still),
        FileKind::Sound | FileKind::Music => Some(MediaKind::Sound),
        FileKind::Captions | FileKind::Handout => None,
    }
}

fn captions(source: &ClipSource, name: &str) -> MediaFact {
    let read = source.read(name, LARGEST_CAPTIONS).map_err(|error| error.to_string());
    match read.and_then(|bytes| Captions::parse(&bytes).map_err(|error| error.to_string())) {
        Ok(_) => MediaFact::Present,
        Err(reason) => MediaFact::Undecodable { reason },
    }
}

/// A name for what a file holds: the hash of its size and both ends.
fn content(file: &File) -> Option<Content> {
    let size = file.metadata().ok()?.len();
    let mut hasher = blake3::Hasher::new();
    hasher.update(&size.to_le_bytes());
    let mut file = file;
    for from in [0, size.saturating_sub(END)] {
        file.seek(SeekFrom::Start(from)).ok()?;
        let mut bytes = Vec::new();
        file.take(END).read_to_end(&mut bytes).ok()?;
        hasher.update(&bytes);
    }
    Some(*hasher.finalize().as_bytes())
}
