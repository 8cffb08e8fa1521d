//! Opening a container from an index instead of looking into its packets, and telling what an index
//! keeps of it.
//!
//! What is taken from an index is checked against the container first, and only completes what the
//! container's header leaves open: an index cannot make a decoder do what a file could not.

use super::facts::{DecoderSetup, StreamFacts, StreamKind, facts_of, pixel_aspect};
use super::input::no_memory;
use ffmpeg_next::format::context::Input as FormatInput;
use ffmpeg_next::{Error, Rational, Stream, codec, ffi};
use media::index::{MOST_SETUP_BYTES, Setup, StreamIndex, StreamIndexKind};
use media::{ClipIndex, MediaError, Rotation};
use media_time::MediaTime;

/// What an index keeps of a container.
pub(crate) struct Described {
    pub(crate) container: String,
    pub(crate) origin: MediaTime,
    pub(crate) streams: Vec<StreamIndex>,
    /// Everything that is needed fits into the index.
    pub(crate) complete: bool,
}

/// Whether the container has exactly the streams that the index tells of.
pub(crate) fn fits(format: &FormatInput, index: &ClipIndex) -> bool {
    let mut streams = index.streams.iter();
    let mut same = format.format().name() == index.container;
    for stream in format.streams() {
        let Some(facts) = facts_of(&stream) else { continue };
        same &= streams.next().is_some_and(|known| {
            usize::try_from(known.index) == Ok(facts.index)
                && kind_of(known) == facts.kind
                && known.codec == facts.codec_name
                && known.time_base == time_base_of(&stream)
        });
    }
    let fits = same && streams.next().is_none();
    if !fits {
        tracing::debug!("an index does not fit the headers of its clip");
    }
    fits
}

/// What the index tells of the streams of a container that it fits.
pub(crate) fn facts(format: &FormatInput, index: &ClipIndex) -> Vec<StreamFacts> {
    let both = format.streams().filter_map(|stream| facts_of(&stream)).zip(&index.streams);
    both.map(|(header, known)| completed(&header, known)).collect()
}

fn completed(header: &StreamFacts, known: &StreamIndex) -> StreamFacts {
    let rotation = match known.turned {
        90 => Rotation::Clockwise90,
        180 => Rotation::Half,
        270 => Rotation::Clockwise270,
        _ => Rotation::None,
    };
    StreamFacts {
        start: known.start,
        duration: known.duration,
        frame_rate: known.frame_rate.map(|(pictures, seconds)| f64::from(pictures) / f64::from(seconds)),
        size: known.size,
        pixel_aspect: known.pixel_aspect.and_then(|(width, height)| {
            pixel_aspect(Rational::new(i32::try_from(width).ok()?, i32::try_from(height).ok()?))
        }),
        rotation,
        channels: known.channels,
        cover: known.cover,
        preferred: known.preferred,
        setup: Some(DecoderSetup {
            delay: known.delay,
            rate: known.rate,
            channels: known.channels,
            bytes: known.setup.0.clone(),
        }),
        ..header.clone()
    }
}

/// Tells a decoder that is not open yet what the container's header left out.
pub(crate) fn complete(
    context: &mut codec::decoder::Decoder,
    setup: &DecoderSetup,
) -> Result<(), MediaError> {
    let number = |value: u32| core::ffi::c_int::try_from(value).unwrap_or(0);
    // SAFETY: the context is not opened yet, so these fields are the caller's to set. The setup bytes
    // are copied into memory of libavutil's with the padding that decoders may read, which the
    // context owns and frees; there is none before.
    unsafe {
        let raw = context.as_mut_ptr();
        if (*raw).has_b_frames == 0 {
            (*raw).has_b_frames = number(setup.delay);
        }
        if (*raw).sample_rate == 0 {
            (*raw).sample_rate = number(setup.rate);
        }
        if (*raw).ch_layout.nb_channels == 0 && setup.channels > 0 {
            ffi::av_channel_layout_default(&mut (*raw).ch_layout, number(setup.channels));
        }
        let length = setup.bytes.len().min(MOST_SETUP_BYTES);
        if (*raw).extradata.is_null() && length > 0 {
            let memory = ffi::av_mallocz(length + ffi::AV_INPUT_BUFFER_PADDING_SIZE as usize);
            if memory.is_null() {
                return Err(no_memory(&Error::Unknown));
            }
            core::ptr::copy_nonoverlapping(setup.bytes.as_ptr(), memory.cast::<u8>(), length);
            (*raw).extradata = memory.cast();
            (*raw).extradata_size = number(u32::try_from(length).unwrap_or(0));
        }
    }
    Ok(())
}

/// Streams whose codec is set up by the container's header.
pub(crate) fn set_up_streams(format: &FormatInput) -> Vec<usize> {
    let set_up = format.streams().filter(|stream| !setup_bytes(stream).is_empty());
    set_up.map(|stream| stream.index()).collect()
}

/// The bytes that set up a stream's codec, as far as they are known by now.
fn setup_bytes<'a>(stream: &Stream<'a>) -> &'a [u8] {
    let parameters = stream.parameters();
    // SAFETY: the parameters belong to the open container that `stream` borrows; `extradata` has
    // `extradata_size` bytes unless it is null.
    unsafe {
        let raw = parameters.as_ptr();
        match usize::try_from((*raw).extradata_size) {
            Ok(length) if !(*raw).extradata.is_null() => {
                core::slice::from_raw_parts((*raw).extradata, length)
            }
            _ => &[],
        }
    }
}

/// Tells what an index keeps of a container whose packets were looked into.
pub(crate) fn describe(
    format: &FormatInput,
    facts: &[StreamFacts],
    set_up: &[usize],
    origin: MediaTime,
) -> Described {
    let mut complete = true;
    let streams = facts.iter().filter_map(|facts| {
        let stream = format.stream(facts.index)?;
        let setup = if set_up.contains(&facts.index) { &[] } else { setup_bytes(&stream) };
        complete &= setup.len() <= MOST_SETUP_BYTES;
        let setup = setup.get(..MOST_SETUP_BYTES.min(setup.len())).unwrap_or_default();
        Some(described(&stream, facts, setup.to_vec()))
    });
    let streams = streams.collect();
    Described { container: format.format().name().to_owned(), origin, streams, complete }
}

fn described(stream: &Stream<'_>, facts: &StreamFacts, setup: Vec<u8>) -> StreamIndex {
    let parameters = stream.parameters();
    // SAFETY: the pointer belongs to the open container that `stream` borrows; the fields are plain
    // numbers.
    let (delay, rate) = unsafe { ((*parameters.as_ptr()).video_delay, (*parameters.as_ptr()).sample_rate) };
    let rates = stream.avg_frame_rate();
    let rates = (positive(rates.numerator()), positive(rates.denominator()));
    StreamIndex {
        index: u32::try_from(facts.index).unwrap_or(u32::MAX),
        kind: match facts.kind {
            StreamKind::Picture => StreamIndexKind::Picture,
            StreamKind::Sound => StreamIndexKind::Sound,
        },
        codec: facts.codec_name.to_owned(),
        time_base: time_base_of(stream),
        start: facts.start,
        duration: facts.duration,
        frame_rate: (facts.kind == StreamKind::Picture && rates.0 > 0 && rates.1 > 0).then_some(rates),
        size: facts.size,
        pixel_aspect: facts.pixel_aspect.map(|aspect| (aspect.width, aspect.height)),
        turned: match facts.rotation {
            Rotation::None => 0,
            Rotation::Clockwise90 => 90,
            Rotation::Half => 180,
            Rotation::Clockwise270 => 270,
        },
        delay: positive(delay),
        channels: facts.channels,
        rate: positive(rate),
        cover: facts.cover,
        preferred: facts.preferred,
        setup: Setup(setup),
    }
}

fn time_base_of(stream: &Stream<'_>) -> (u32, u32) {
    let base = stream.time_base();
    (positive(base.numerator()), positive(base.denominator()))
}

fn kind_of(known: &StreamIndex) -> StreamKind {
    match known.kind {
        StreamIndexKind::Picture => StreamKind::Picture,
        StreamIndexKind::Sound => StreamKind::Sound,
    }
}

fn positive(value: i32) -> u32 {
    u32::try_from(value).unwrap_or(0)
}
