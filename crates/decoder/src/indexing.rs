//! Reading a clip once to its end, to keep what that tells.

use crate::av::codec::{Pulled, Source, empty_picture, empty_sound};
use crate::av::convert::Converter;
use crate::av::facts::StreamKind;
use crate::av::file::ReadControl;
use crate::av::opening::{How, On};
use crate::av::picture::{PictureHints, picture_of};
use crate::board::nothing_in_it;
use crate::identity::{ends_of, identity_within};
use crate::known::Known;
use crate::length::measured;
use crate::listening::listen;
use crate::meter::Meter;
use crate::reopen::Reopen;
use crate::timeline::PictureTimes;
use media::index::{LONGEST_TEXT, MOST_KEYFRAMES, PictureIndex, SoundIndex, StreamIndex, StreamIndexKind};
use media::{ClipIndex, MediaError, MediaErrorKind, MediaKind, Picture};
use media_time::{MediaDuration, MediaTime};
use std::fs::File;
use std::ops::ControlFlow;
use std::sync::Arc;

/// How far the making of an index is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// How much of the clip's time was decoded.
    pub done: MediaDuration,
    /// How long the clip is.
    pub of: MediaDuration,
}

/// Pictures and pieces of sound that are compared at each place to see whether a clip opens from
/// its index as it does without.
const COMPARED: usize = 12;

/// Rate at which loudness is measured: the usual one of outputs.
pub(crate) const MEASURED_RATE: u32 = 48_000;

/// Reads a clip to its end and tells what is to be known of it. Takes about as long as decoding it.
/// A clip that breaks off or is damaged in its midst has an index that says so. `progress` is told now and
/// then how far it is, and may stop it.
///
/// # Errors
/// When the file is no media that could be played, or changes meanwhile; and when `progress` stopped it.
pub fn make_index(
    file: File,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<ClipIndex, MediaError> {
    crate::av::prepare();
    let file = Arc::new(file);
    let control = Arc::new(ReadControl::new());
    let unreadable = |error: std::io::Error| {
        MediaError::new(MediaErrorKind::Unreadable, format!("it cannot be read ({error})"))
    };
    let reopen = |kind, known| Reopen {
        file: Arc::clone(&file),
        known,
        control: Arc::clone(&control),
        kind,
        how: How { threads: if kind == StreamKind::Picture { 2 } else { 1 }, on: On::Software },
    };
    let (pictures, sounds) =
        (reopen(StreamKind::Picture, Arc::default()), reopen(StreamKind::Sound, Arc::default()));
    // Opened first: what is no media is not read to its end.
    let input = pictures.input()?;
    let description = shortened(input.description());
    let described = input.described();
    let mut streams = described.streams;
    let length = match input.header_duration() {
        Some(length) => length,
        None => measure_streams(&mut streams, &pictures, described.origin)?,
    };
    let identity = identity_within(&file, &control).map_err(unreadable)?;

    let mut fault = None;
    let mut stopped = false;
    let mut report = |done, of| {
        stopped |= progress(Progress { done, of }).is_break();
        if stopped { Err(was_stopped()) } else { Ok(()) }
    };
    let found = pictures
        .source(input)
        .map(|source| read_pictures(source?, &mut fault, &mut |done| report(done, length)));
    let picture = accept(found, &mut fault);
    // Where there are pictures, they told how far it is: their sound takes little time.
    let told = picture.is_some().then_some(length);
    let found = sounds.source(sounds.input()?).map(|source| {
        let mut tell = |done| report(told.unwrap_or(done), length);
        read_sound(source?, &sounds, length, &mut fault, &mut tell)
    });
    let sound = accept(found, &mut fault);
    if stopped {
        return Err(was_stopped());
    }
    if picture.is_none() && sound.is_none() {
        return Err(fault.unwrap_or_else(|| nothing_in_it(MediaKind::Video)));
    }
    if ends_of(&file, &control).map_err(unreadable)? != (identity.size, identity.ends) {
        let message = "it changed while it was read: try again when it is finished";
        return Err(MediaError::new(MediaErrorKind::Unreadable, message));
    }
    let mut index = ClipIndex {
        file: identity,
        container: described.container,
        description,
        origin: described.origin,
        length,
        quick: described.complete,
        streams,
        picture,
        sound,
        fault: fault.map(|fault| shortened(fault.message)),
    };
    index.check().map_err(|reason| {
        MediaError::new(MediaErrorKind::Damaged, format!("no index can be made: {reason}"))
    })?;
    if index.quick {
        let known = Arc::new(Known::new(Some(Arc::new(index.clone())), None));
        let quick = [StreamKind::Picture, StreamKind::Sound].into_iter().all(|kind| {
            opens_the_same(&reopen(kind, Arc::default()), &reopen(kind, Arc::clone(&known)), length)
        });
        index.quick = quick;
    }
    Ok(index)
}

fn was_stopped() -> MediaError {
    MediaError::new(MediaErrorKind::Internal, "its reading was stopped")
}

/// Of two faults the first is told.
fn accept<T>(found: Option<Result<T, MediaError>>, fault: &mut Option<MediaError>) -> Option<T> {
    match found? {
        Ok(found) => Some(found),
        Err(error) => {
            fault.get_or_insert(error);
            None
        }
    }
}

/// Where no header tells it: measures the streams, and says how long the longest is.
fn measure_streams(
    streams: &mut [StreamIndex],
    reopen: &Reopen,
    origin: MediaTime,
) -> Result<MediaDuration, MediaError> {
    let mut longest = MediaDuration::ZERO;
    for stream in streams.iter_mut() {
        let end = measured(reopen, usize::try_from(stream.index).unwrap_or(usize::MAX))?;
        if end > MediaDuration::ZERO {
            let start = stream.start.map_or(MediaDuration::ZERO, |start| start - origin);
            stream.duration = Some((end - start).max(MediaDuration::ZERO));
            longest = longest.max(end);
        }
    }
    let pictures = streams.iter().find(|stream| stream.kind == StreamIndexKind::Picture && !stream.cover);
    let length = pictures.and_then(|stream| {
        Some(stream.start.map_or(MediaDuration::ZERO, |start| start - origin) + stream.duration?)
    });
    Ok(length.unwrap_or(longest))
}

/// Decodes all pictures.
fn read_pictures(
    mut source: Source,
    fault: &mut Option<MediaError>,
    tell: &mut dyn FnMut(MediaDuration) -> Result<(), MediaError>,
) -> Result<PictureIndex, MediaError> {
    source.note_keyframes();
    let hints = PictureHints::of(source.facts());
    let mut times = PictureTimes::new(source.facts().usual_duration());
    let mut frame = empty_picture();
    let mut first: Option<(Picture, String)> = None;
    let (mut frames, mut end) = (0, MediaTime::ZERO);
    while source.pull(&mut frame) == Pulled::Frame {
        fault_of(&mut source, fault);
        if first.is_none() {
            let pixels = format!("{:?}", frame.format()).to_lowercase();
            first = Some((picture_of(&frame, &hints, &mut Converter::new())?, pixels));
        }
        frames += 1;
        let (time, lasts) = source.stamp(&frame);
        let time = times.place(time, lasts).unwrap_or(end);
        end = end.max(time + if lasts > MediaDuration::ZERO { lasts } else { times.usual() });
        if frames % 64 == 0 {
            tell(end.since_zero())?;
        }
    }
    fault_of(&mut source, fault);
    let Some((picture, pixels)) = first else {
        let message = "no picture in it can be decoded: export it again";
        return Err(fault.take().unwrap_or_else(|| MediaError::new(MediaErrorKind::Damaged, message)));
    };
    let keyframes = source.take_keyframes();
    let usable = keyframes.len() <= MOST_KEYFRAMES && keyframes.is_sorted_by(|a, b| a < b);
    let colours = picture.colours;
    Ok(PictureIndex {
        stream: u32::try_from(source.facts().index).unwrap_or(u32::MAX),
        frames,
        end,
        display_size: picture.display_size(),
        colours: shortened(
            format!("{pixels} {:?} {:?} {:?}", colours.matrix, colours.range, colours.transfer)
                .to_lowercase(),
        ),
        keyframes: if usable { keyframes } else { Vec::new() },
    })
}

fn fault_of(source: &mut Source, fault: &mut Option<MediaError>) {
    if let Some(found) = source.take_fault() {
        fault.get_or_insert(found);
    }
}

/// Decodes all sound as it is played, and measures how loud that is.
fn read_sound(
    source: Source,
    reopen: &Reopen,
    length: MediaDuration,
    fault: &mut Option<MediaError>,
    tell: &mut dyn FnMut(MediaDuration) -> Result<(), MediaError>,
) -> Result<SoundIndex, MediaError> {
    let stream = u32::try_from(source.facts().index).unwrap_or(u32::MAX);
    let mut meter = Meter::new(MEASURED_RATE)?;
    let mut frames = 0_u64;
    let found = listen(source, reopen, length, MEASURED_RATE, &mut |samples| {
        meter.add(samples)?;
        frames += (samples.len() / 2) as u64;
        tell(MediaDuration::from_samples(frames, MEASURED_RATE))
    })?;
    if frames == 0 {
        let message = "no sound in it can be decoded: export it again";
        return Err(found.unwrap_or_else(|| MediaError::new(MediaErrorKind::Damaged, message)));
    }
    if let Some(found) = found {
        fault.get_or_insert(found);
    }
    let end = MediaTime::ZERO + MediaDuration::from_samples(frames, MEASURED_RATE);
    Ok(SoundIndex { stream, end, loudness: meter.loudness() })
}

/// Whether a stream opened from its index gives the same frames at the same times as when its
/// packets are looked into: at the beginning, and after seeking.
fn opens_the_same(plain: &Reopen, known: &Reopen, length: MediaDuration) -> bool {
    let places = [None, Some(length.scaled(1, 3)), Some(length.scaled(4, 5))];
    let both = [plain, known].map(|reopen| {
        let source = reopen.input().ok().and_then(|input| reopen.source(input))?;
        let mut source = source.ok()?;
        Some(places.map(|place| frames_at(&mut source, place.map(|place| MediaTime::ZERO + place))))
    });
    both[0] == both[1]
}

/// Stamps and sizes of some frames; a picture's bytes too.
#[derive(Debug, PartialEq)]
struct Seen {
    time: Option<MediaTime>,
    lasts: MediaDuration,
    samples: usize,
    picture: Option<Picture>,
}

fn frames_at(source: &mut Source, place: Option<MediaTime>) -> Vec<Seen> {
    let mut seen = Vec::new();
    if place.is_some_and(|place| !source.seek(place)) {
        return seen;
    }
    let pictures = source.facts().kind == StreamKind::Picture;
    let hints = PictureHints::of(source.facts());
    let (mut picture, mut sound) = (empty_picture(), empty_sound());
    while seen.len() < COMPARED {
        let pulled = if pictures { source.pull(&mut picture) } else { source.pull(&mut sound) };
        if pulled != Pulled::Frame {
            break;
        }
        // How long a piece of sound lasts is known by its samples.
        let (time, lasts) =
            if pictures { source.stamp(&picture) } else { (source.stamp(&sound).0, MediaDuration::ZERO) };
        // What comes out before the first key picture after a seek is not shown.
        if pictures && seen.is_empty() && place.is_some() && !picture.is_key() {
            continue;
        }
        let bytes = pictures.then(|| picture_of(&picture, &hints, &mut Converter::new()).ok()).flatten();
        let samples = if pictures { 0 } else { sound.samples() };
        seen.push(Seen { time, lasts, samples, picture: bytes });
    }
    seen
}

fn shortened(mut text: String) -> String {
    let mut end = LONGEST_TEXT.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.truncate(end);
    text
}
