//! Opening a container: with every protection that libavformat has, and within the limits.

use super::facts::{StreamFacts, StreamKind, facts_of};
use super::file::{Leash, PositionedFile};
use super::indexed;
use super::input::{decoder_options, no_memory};
use crate::limits;
use ffmpeg_next::format::context::{Input as FormatInput, StreamIo};
use ffmpeg_next::util::interrupt;
use ffmpeg_next::{Dictionary, Error, ffi, media as av_media};
use media::{MediaError, MediaErrorKind};
use media_time::{MediaDuration, MediaTime};
use std::fs::File;
use std::sync::Arc;

/// A container whose headers are read.
pub(super) struct Headers {
    pub(super) format: FormatInput,
    /// Streams whose codec is set up by the header alone.
    pub(super) set_up: Vec<usize>,
}

/// Takes the place of FFmpeg's own way of opening further files, which no demuxer needs here.
unsafe extern "C" fn refuse_to_open(
    _context: *mut ffi::AVFormatContext,
    _io: *mut *mut ffi::AVIOContext,
    _url: *const core::ffi::c_char,
    _flags: core::ffi::c_int,
    _options: *mut *mut ffi::AVDictionary,
) -> core::ffi::c_int {
    ffi::AVERROR(ffmpeg_next::error::EACCES)
}

/// Opens the container over the file with every protection that libavformat has, and reads its
/// headers alone.
pub(super) fn open_headers(file: &Arc<File>, leash: &Leash) -> Result<Headers, MediaError> {
    let unreadable = |error: std::io::Error| {
        MediaError::new(MediaErrorKind::Unreadable, format!("it cannot be read ({error})"))
    };
    let metadata = file.metadata().map_err(unreadable)?;
    if !metadata.is_file() {
        let message = "it is not an ordinary file (a folder or a device?): choose a media file";
        return Err(MediaError::new(MediaErrorKind::Unreadable, message));
    }
    if metadata.len() == 0 {
        let message = "the file is empty: copy or export it again";
        return Err(MediaError::new(MediaErrorKind::NotSupported, message));
    }
    let reader = PositionedFile::new(Arc::clone(file), leash.clone()).map_err(unreadable)?;
    let mut io = StreamIo::from_read_seek(reader).map_err(|error| no_memory(&error))?;
    let watched = leash.clone();
    let interrupt = interrupt::new(Box::new(move || watched.pulled()));

    // SAFETY: `context` is owned here until `wrap_with_custom_io_and_interrupt` takes it over.
    // `pb` stays valid as `io` outlives the context: on errors `io` is dropped at the end of this
    // function, after the context was closed; on success the wrapper drops it after closing. With
    // AVFMT_FLAG_CUSTOM_IO libavformat never frees `pb`. The interrupt's guard is kept the same way.
    // A failing avformat_open_input frees the context itself.
    unsafe {
        let mut context = ffi::avformat_alloc_context();
        if context.is_null() {
            return Err(no_memory(&Error::Unknown));
        }
        (*context).pb = io.as_mut_ptr();
        (*context).flags |= ffi::AVFMT_FLAG_CUSTOM_IO;
        (*context).io_open = Some(refuse_to_open);
        (*context).interrupt_callback = interrupt.interrupt;
        let mut options = format_options().disown();
        let result =
            ffi::avformat_open_input(&mut context, core::ptr::null(), core::ptr::null_mut(), &mut options);
        drop(Dictionary::own(options));
        if result < 0 {
            return Err(open_failed(&Error::from(result), leash));
        }
        let format = FormatInput::wrap_with_custom_io_and_interrupt(context, io, interrupt.guard);
        check_container(&format)?;
        let set_up = indexed::set_up_streams(&format);
        Ok(Headers { format, set_up })
    }
}

fn format_options() -> Dictionary<'static> {
    let decoders = limits::decoder_list();
    [
        ("format_whitelist", limits::CONTAINERS),
        ("codec_whitelist", decoders.as_str()),
        // Nothing is opened by name; a protocol that does not exist allows none.
        ("protocol_whitelist", "none"),
        ("probesize", limits::PROBE_BYTES),
        ("analyzeduration", limits::PROBE_MICROS),
        // The precise limit is ours, with a message; this one bounds what a header can allocate.
        ("max_streams", "64"),
    ]
    .into_iter()
    .collect()
}

/// Lets libavformat look into the streams, with the decoders bounded as well.
pub(super) fn find_streams(format: &mut FormatInput) -> Result<(), Error> {
    // SAFETY: libavformat wants one dictionary for every stream that exists now; it replaces them,
    // and all are freed here.
    unsafe {
        let context = format.as_mut_ptr();
        let mut options: Vec<*mut ffi::AVDictionary> = (0..(*context).nb_streams)
            .map(|_| {
                let mut options = decoder_options(limits::MAX_PROBED_PIXELS);
                options.set("threads", "1");
                options.disown()
            })
            .collect();
        let result = ffi::avformat_find_stream_info(context, options.as_mut_ptr());
        for options in options {
            drop(Dictionary::own(options));
        }
        if result < 0 { Err(Error::from(result)) } else { Ok(()) }
    }
}

/// Limits that the headers alone decide.
pub(super) fn check_container(format: &FormatInput) -> Result<(), MediaError> {
    let counted =
        format.streams().filter(|stream| stream.parameters().medium() != av_media::Type::Attachment);
    limits::check_streams(counted.count())?;
    for facts in format.streams().filter_map(|stream| facts_of(&stream)) {
        // Unknown sizes are looked at when the stream is chosen.
        if facts.size.0 > 0 && facts.size.1 > 0 {
            limits::check_size(facts.size.0, facts.size.1)?;
        }
    }
    limits::check_duration(MediaDuration::from_micros(format.duration().max(0)))
}

pub(super) fn check_stream(facts: &StreamFacts) -> Result<(), MediaError> {
    if facts.kind == StreamKind::Sound && facts.channels > limits::MAX_CHANNELS {
        let channels = facts.channels;
        let message = format!("its sound has {channels} channels: mix it down to stereo");
        return Err(MediaError::new(MediaErrorKind::OverLimit, message));
    }
    match facts.frame_rate {
        Some(rate) if !facts.cover => limits::check_frame_rate(rate),
        _ => Ok(()),
    }
}

/// The container's start, exactly. FFmpeg rounds it to microseconds; the stream it took it from
/// knows it better.
pub(super) fn origin_of(format: &FormatInput, streams: &[StreamFacts]) -> MediaTime {
    // SAFETY: the context is open; the field is a plain number.
    let micros = unsafe { (*format.as_ptr()).start_time };
    if micros == ffi::AV_NOPTS_VALUE {
        return MediaTime::ZERO;
    }
    let rounded = MediaTime::ZERO + MediaDuration::from_micros(micros);
    let two_micros = MediaDuration::from_micros(2).flicks();
    let exact = streams
        .iter()
        .filter_map(|stream| stream.start)
        .find(|start| (*start - rounded).flicks().abs() <= two_micros);
    exact.unwrap_or(rounded)
}

pub(super) fn open_failed(error: &Error, leash: &Leash) -> MediaError {
    if leash.cancelled() {
        return MediaError::new(MediaErrorKind::Internal, "opening was given up");
    }
    if leash.pulled() {
        let message =
            "its headers do not end: the file is damaged or no ordinary media file; export it again";
        return MediaError::new(MediaErrorKind::Damaged, message);
    }
    tracing::debug!(%error, "container not opened");
    let message = "it is no media file that can be played, or its beginning is damaged: use MP4, WebM or \
                   another common format, or export it again";
    MediaError::new(MediaErrorKind::NotSupported, message)
}
