//! [`FfmpegOpener`]: starts the threads of a clip, and looks into files.

use crate::av::facts::StreamKind;
use crate::av::file::ReadControl;
use crate::av::hardware::Hardware;
use crate::av::input::Input;
use crate::av::opening::{How, On};
use crate::av::picture::header_display_size;
use crate::av::prepare;
use crate::board::{Board, PictureReport, Plan, SoundReport, nothing_in_it, resolve_trim};
use crate::cache::IndexCache;
use crate::clip::FfmpegClip;
use crate::group::Group;
use crate::known::Known;
use crate::lane::{Aim, Job, Lane, PICTURE_ROOMS, Queued, SOUND_ROOMS};
use crate::length::{length_of, length_of_sound};
use crate::pace::{Pace, Playing};
use crate::picture_worker::{PictureWorker, shown_threads};
use crate::probing::probe;
use crate::reopen::Reopen;
use crate::sound_worker::SoundWorker;
use crate::still::{first_picture, show_still};
use media::{
    Clip, ClipIndex, ClipOpener, ClipPoint, ClipRequest, MediaError, MediaErrorKind, MediaKind, Probe,
    SoundBlock, VideoFrame,
};
use media_time::MediaDuration;
use std::fs::File;
use std::sync::Arc;

/// Opens clips with FFmpeg. Costs nothing to make; shared by threads.
#[derive(Clone, Debug, Default)]
pub struct FfmpegOpener {
    cache: Option<Arc<IndexCache>>,
    hardware: Option<Arc<Hardware>>,
    pace: Arc<Pace>,
}

/// How clips are decoded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DecoderOptions {
    /// By graphics hardware, where there is some that can, else in software: VAAPI or NVDEC,
    /// D3D11VA, VideoToolbox. What fails on the way is decoded again in software, without a picture
    /// lost or repeated. Off by default: drivers differ, and pictures have to be copied back.
    pub hardware: bool,
}

/// What every thread of a clip needs.
struct Shared {
    board: Arc<Board>,
    control: Arc<ReadControl>,
    pictures: Arc<Lane<VideoFrame>>,
    sounds: Arc<Lane<SoundBlock>>,
    group: Arc<Group>,
    pace: Arc<Pace>,
    kind: MediaKind,
    rate: u32,
    foreground: bool,
    on: On,
}

/// How the clip is trimmed, as asked.
#[derive(Clone, Copy)]
struct AskedTrim {
    from: ClipPoint,
    to: Option<ClipPoint>,
}

/// Which timeline a sound thread follows.
#[derive(Clone, Copy)]
enum SoundRole {
    /// The clip's own sound: trimmed as the picture is.
    Own,
    /// The only stream: it resolves the trims.
    Alone(AskedTrim),
    /// A sound of its own, whose zero is the clip's zero.
    Replaces,
}

impl FfmpegOpener {
    /// The opener.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Looks here for the indexes of files for which the request has none.
    #[must_use]
    pub fn with_cache(self, cache: IndexCache) -> Self {
        Self { cache: Some(Arc::new(cache)), ..self }
    }

    /// Decodes like this.
    #[must_use]
    pub fn with_options(self, options: DecoderOptions) -> Self {
        Self { hardware: options.hardware.then(Arc::default), ..self }
    }
}

impl ClipOpener for FfmpegOpener {
    fn open(&self, request: ClipRequest) -> Box<dyn Clip> {
        prepare();
        let on = self.hardware.clone().map_or(On::Software, On::Hardware);
        Box::new(start(request, self.cache.as_ref(), on, &self.pace))
    }

    fn probe(&self, file: File, kind: MediaKind) -> Result<Probe, MediaError> {
        prepare();
        probe(file, kind)
    }
}

/// Makes the clip and starts its threads.
pub(crate) fn start(
    request: ClipRequest,
    cache: Option<&Arc<IndexCache>>,
    on: On,
    pace: &Arc<Pace>,
) -> FfmpegClip {
    let ClipRequest { kind, waker, indexes, .. } = request;
    tracing::debug!(deck = request.stamp.deck.0, label = request.label, ?kind, "opening");
    let (sound, sound_fault) = match (kind, request.sound) {
        (MediaKind::Sound, _) | (_, None) => (None, None),
        (_, Some(Ok(file))) => (Some(Arc::new(file)), None),
        (_, Some(Err(error))) => (None, Some(error)),
    };
    let replaced = sound.is_some() || sound_fault.is_some();
    let opened = request.file.is_ok();
    let plan = Plan {
        kind,
        lasts: request.lasts,
        picture: kind != MediaKind::Sound,
        sound: sound.is_some() || (!replaced && kind != MediaKind::Still),
        own_sound: replaced,
    };
    let first = Job { target: request.start, stamp: request.stamp, aim: Aim::Begin };
    let lane_waker = |()| Arc::clone(&waker);
    let shared = Arc::new(Shared {
        board: Arc::new(Board::new(plan, sound_fault, Arc::clone(&waker))),
        control: Arc::new(ReadControl::new()),
        pictures: Arc::new(Lane::new(
            PICTURE_ROOMS,
            first,
            request.foreground,
            plan.picture && opened,
            lane_waker(()),
        )),
        sounds: Arc::new(Lane::new(
            SOUND_ROOMS,
            first,
            request.foreground,
            plan.sound && opened,
            lane_waker(()),
        )),
        group: Arc::new(Group::new()),
        pace: Arc::clone(pace),
        kind,
        rate: request.audio.rate.max(1),
        foreground: request.foreground,
        on,
    });
    let clip = FfmpegClip::new(
        Arc::clone(&shared.board),
        Arc::clone(&shared.control),
        Arc::clone(&shared.pictures),
        Arc::clone(&shared.sounds),
        Arc::clone(&shared.group),
        Arc::clone(pace),
    );
    let pictures: Arc<dyn Playing> = shared.pictures.clone();
    pace.mind(&pictures);
    let file = match request.file {
        Ok(file) => Arc::new(file),
        Err(error) => {
            shared.board.fail(error);
            return clip;
        }
    };
    let deck = request.stamp.deck.0;
    let known = Arc::new(Known::new(indexes.file, cache));
    let asked = AskedTrim { from: request.from, to: request.to };
    if plan.picture {
        let reopen = shared.reopen(Arc::clone(&file), Arc::clone(&known), StreamKind::Picture);
        let (work, lane) = (Arc::clone(&shared), Arc::clone(&shared.pictures));
        shared.spawn(format!("picture/{deck}"), lane, move || picture_thread(&work, reopen, asked, replaced));
    }
    if plan.sound {
        let role = match (&sound, kind) {
            (Some(_), _) => SoundRole::Replaces,
            (None, MediaKind::Sound) => SoundRole::Alone(asked),
            (None, _) => SoundRole::Own,
        };
        let (file, known) = match sound {
            Some(sound) => (sound, Arc::new(Known::new(indexes.sound, cache))),
            None => (file, known),
        };
        let reopen = shared.reopen(file, known, StreamKind::Sound);
        let (work, lane) = (Arc::clone(&shared), Arc::clone(&shared.sounds));
        shared.spawn(format!("sound/{deck}"), lane, move || sound_thread(&work, reopen, role));
    }
    clip
}

impl Shared {
    fn reopen(&self, file: Arc<File>, known: Arc<Known>, kind: StreamKind) -> Reopen {
        // A primed deck must not take processors from the one that plays: it is given more threads
        // when it is shown.
        let on = if self.kind == MediaKind::Video { self.on.clone() } else { On::Software };
        let how = match kind {
            StreamKind::Picture if self.foreground => How { threads: shown_threads(), on },
            StreamKind::Picture => How { threads: 1, on },
            StreamKind::Sound => How { threads: 1, on: On::Software },
        };
        Reopen { file, known, control: Arc::clone(&self.control), kind, how }
    }

    /// Runs `work` on a thread; whatever becomes of it, its lane ends.
    fn spawn<T: Queued + Send + 'static>(
        self: &Arc<Self>,
        name: String,
        lane: Arc<Lane<T>>,
        work: impl FnOnce() + Send + 'static,
    ) {
        struct AtEnd<T: Queued>(Arc<Lane<T>>, Arc<Board>);
        impl<T: Queued> Drop for AtEnd<T> {
            fn drop(&mut self) {
                if std::thread::panicking() {
                    let message = "the decoder failed: play it again, and report this file";
                    self.1.fail(MediaError::new(MediaErrorKind::Internal, message));
                }
                self.0.abandon();
            }
        }
        let guard = AtEnd(lane, Arc::clone(&self.board));
        let spawned = std::thread::Builder::new().name(name).spawn(move || {
            let _guard = guard;
            work();
        });
        if let Err(error) = spawned {
            let message = format!("no thread could be started for it ({error}): close other programs");
            self.board.fail(MediaError::new(MediaErrorKind::Internal, message));
        }
    }
}

/// Opens the file, tells its length and trims, and decodes its pictures.
fn picture_thread(shared: &Arc<Shared>, reopen: Reopen, asked: AskedTrim, replaced: bool) {
    let board = &shared.board;
    let opened = reopen.input().and_then(|input| {
        let length = length_of(&input, &reopen, !replaced)?;
        Ok((input, length))
    });
    let (input, length) = match opened {
        Ok(opened) => opened,
        Err(error) => return board.fail(error),
    };
    let trim = resolve_trim(asked.from, asked.to, length);
    if shared.kind == MediaKind::Still {
        return still_thread(shared, &reopen, input);
    }
    board.set_trim(trim);
    let source = match reopen.source(input) {
        Some(Ok(source)) => source,
        Some(Err(error)) => {
            board.picture_fault(error);
            return board.report_picture(PictureReport { size: None });
        }
        None => return board.report_picture(PictureReport { size: None }),
    };
    board.report_picture(PictureReport { size: Some(header_display_size(source.facts())) });
    let (lane, group) = (Arc::clone(&shared.pictures), Arc::clone(&shared.group));
    let pace = Arc::clone(&shared.pace);
    PictureWorker::new(source, reopen, trim, lane, group, Arc::clone(board), pace).run();
}

/// Decodes a still's one picture, and keeps nothing else of its file.
fn still_thread(shared: &Arc<Shared>, reopen: &Reopen, input: Input) {
    let decoded = match reopen.source(input) {
        Some(source) => source.and_then(|mut source| first_picture(&mut source)),
        None => Err(nothing_in_it(MediaKind::Still)),
    };
    let picture = match decoded {
        Ok(picture) => Arc::new(picture),
        Err(error) => return shared.board.fail(error),
    };
    shared.board.report_picture(PictureReport { size: Some(picture.display_size()) });
    if let Some(info) = shared.board.wait_for_info() {
        show_still(&shared.pictures, &picture, info.duration);
    }
}

/// Opens the file with the sound and decodes it.
fn sound_thread(shared: &Arc<Shared>, reopen: Reopen, role: SoundRole) {
    let board = &shared.board;
    let alone = matches!(role, SoundRole::Alone(_));
    let none = SoundReport::NONE;
    let input = match reopen.input() {
        Ok(input) => input,
        Err(error) if alone => return board.fail(error),
        Err(error) => {
            // The picture thread says the same of the clip's own file; a replacement is missed.
            if matches!(role, SoundRole::Replaces) {
                board.fault(error);
            }
            return board.report_sound(none);
        }
    };
    let length = match role {
        SoundRole::Own => Ok(MediaDuration::ZERO),
        SoundRole::Alone(_) | SoundRole::Replaces => length_of_sound(&input, &reopen),
    };
    let loudness = input.index().and_then(ClipIndex::loudness);
    let source = length.and_then(|length| Ok((length, reopen.source(input).transpose()?)));
    let (length, source) = match source {
        Ok((length, Some(source))) => (length, source),
        Ok((_, None)) => return board.report_sound(none),
        Err(error) => {
            board.fault(error);
            return board.report_sound(none);
        }
    };
    let trim = match role {
        SoundRole::Alone(asked) => {
            let trim = resolve_trim(asked.from, asked.to, length);
            board.set_trim(trim);
            Some(trim)
        }
        SoundRole::Own => board.wait_for_trim(),
        SoundRole::Replaces if shared.kind == MediaKind::Still => {
            Some(resolve_trim(ClipPoint::default(), None, length))
        }
        SoundRole::Replaces => board.wait_for_trim().map(|picture| {
            // Its zero is the clip's; it is cut where the picture is.
            let to = picture.to.map(|_| ClipPoint::AfterStart(picture.duration.min(length)));
            resolve_trim(ClipPoint::default(), to, length)
        }),
    };
    let Some(trim) = trim else { return };
    board.report_sound(SoundReport { duration: Some(trim.duration), loudness });
    SoundWorker::new(source, reopen, trim, shared.rate, Arc::clone(&shared.sounds), Arc::clone(board)).run();
}
