//! An opened container: its streams, its packets, and seeking in it.

use super::facts::{StreamFacts, StreamKind, facts_of};
use super::file::{Leash, ReadControl};
use super::headers::{
    Headers, check_container, check_stream, find_streams, open_failed, open_headers, origin_of,
};
use super::indexed;
use crate::limits;
use ffmpeg_next::format::context::Input as FormatInput;
use ffmpeg_next::{Dictionary, Error, Packet, ffi};
use media::{ClipIndex, MediaError, MediaErrorKind};
use media_time::{MediaDuration, MediaTime};
use std::fs::File;
use std::sync::Arc;

/// An opened container.
pub(crate) struct Input {
    format: FormatInput,
    leash: Leash,
    streams: Vec<StreamFacts>,
    /// Where the container says it starts, on its own timeline: zero of the file's time.
    origin: MediaTime,
    /// What was known before, and fits the container.
    index: Option<Arc<ClipIndex>>,
    /// Streams whose codec is set up by the container's header alone.
    set_up: Vec<usize>,
}

/// What reading a packet gave.
pub(crate) enum Read {
    /// A packet.
    Packet(Packet),
    /// There are no more.
    End,
    /// A damaged place; reading on may succeed.
    Damaged,
    /// The clip was dropped, or the budget of bytes is used up.
    Stopped,
}

impl Input {
    /// Opens a container: checks that it is an ordinary file of an allowed kind and within the
    /// limits, and finds its streams. With an `index` that fits, packets are not looked into.
    pub(crate) fn open(
        file: &Arc<File>,
        control: &Arc<ReadControl>,
        index: Option<&Arc<ClipIndex>>,
    ) -> Result<Self, MediaError> {
        let leash = Leash::new(Arc::clone(control));
        leash.allow(Some(limits::OPENING_BYTES));
        let Headers { mut format, set_up } = open_headers(file, &leash)?;
        let quick = index.filter(|index| index.quick && indexed::fits(&format, index));
        let (streams, index) = match quick {
            Some(index) => (indexed::facts(&format, index), Some(index)),
            None => {
                find_streams(&mut format).map_err(|error| open_failed(&error, &leash))?;
                check_container(&format)?;
                let streams = format.streams().filter_map(|stream| facts_of(&stream)).collect();
                (streams, index.filter(|index| indexed::fits(&format, index)))
            }
        };
        leash.allow(None);
        for stream in &streams {
            check_stream(stream)?;
        }
        let origin = quick.map_or_else(|| origin_of(&format, &streams), |index| index.origin);
        let index = index.cloned();
        Ok(Self { format, leash, streams, origin, index, set_up })
    }

    /// What was known of the file before, where it fits the container.
    pub(crate) fn index(&self) -> Option<&ClipIndex> {
        self.index.as_deref()
    }

    /// Everything about the container that an index keeps of it.
    pub(crate) fn described(&self) -> indexed::Described {
        indexed::describe(&self.format, &self.streams, &self.set_up, self.origin)
    }

    /// The best stream of a kind: one that can be decoded before one that cannot, the preferred
    /// one before others, the larger picture or the one with more channels (up to the usual six)
    /// before others, then the first.
    pub(crate) fn best(&self, kind: StreamKind) -> Option<&StreamFacts> {
        let candidates = self.streams.iter().filter(|stream| stream.kind == kind && !stream.cover);
        candidates.max_by_key(|stream| {
            let (width, height) = stream.size;
            let amount = u64::from(width) * u64::from(height) + u64::from(stream.channels.min(6));
            (stream.decoder.is_some(), stream.preferred, amount, core::cmp::Reverse(stream.index))
        })
    }

    /// Whether the container stamps pages of many packets.
    pub(crate) fn is_paged(&self) -> bool {
        self.format.format().name() == "ogg"
    }

    /// Short names of the container and of what is in it, for people.
    pub(crate) fn description(&self) -> String {
        let container = match self.format.format().name().split(',').next().unwrap_or("") {
            "mov" => "MP4/MOV".to_owned(),
            "matroska" => "Matroska/WebM".to_owned(),
            "mpeg" => "MPEG-PS".to_owned(),
            "mpegts" => "MPEG-TS".to_owned(),
            other => other.trim_end_matches("_pipe").to_uppercase(),
        };
        let kinds = [StreamKind::Picture, StreamKind::Sound];
        let codecs: Vec<&str> =
            kinds.iter().filter_map(|kind| self.best(*kind)).map(|stream| stream.codec_name).collect();
        if codecs.is_empty() { container } else { format!("{container}: {}", codecs.join(", ")) }
    }

    /// Where `ticks` of a stream lie in the file's time.
    pub(crate) fn file_time(&self, stream: &StreamFacts, ticks: i64) -> MediaTime {
        MediaTime::ZERO + (stream.time_base.time(ticks) - self.origin)
    }

    /// Where a stream starts in the file's time, as far as the headers tell.
    pub(crate) fn start_of(&self, stream: &StreamFacts) -> Option<MediaTime> {
        stream.start.map(|start| MediaTime::ZERO + (start - self.origin))
    }

    /// Where a stream ends in the file's time, as its own header tells.
    pub(crate) fn header_end_of(&self, stream: &StreamFacts) -> Option<MediaTime> {
        let start = self.start_of(stream).unwrap_or(MediaTime::ZERO);
        stream.duration.map(|duration| start + duration)
    }

    /// How long the container says it is; `None` when it does not, or only guesses from a bit rate.
    pub(crate) fn header_duration(&self) -> Option<MediaDuration> {
        if let Some(index) = self.index().filter(|index| index.quick) {
            return Some(index.length);
        }
        let micros = self.format.duration();
        // SAFETY: the context is open for as long as `self.format` lives; the field is a plain enum
        // that libavformat writes.
        let method = unsafe { (*self.format.as_ptr()).duration_estimation_method };
        let guessed = method == ffi::AVDurationEstimationMethod::AVFMT_DURATION_FROM_BITRATE;
        (micros > 0 && !guessed).then(|| MediaDuration::from_micros(micros))
    }

    /// The end of the last packet of `stream`, by reading through the file (at most some tens of
    /// megabytes; beyond that, by proportion). Leaves the position anywhere.
    pub(crate) fn measure(&mut self, stream: &StreamFacts) -> MediaTime {
        self.leash.allow(Some(limits::MEASURING_BYTES));
        let mut end = MediaTime::ZERO;
        let mut position = 0_u64;
        let mut damaged = 0;
        let complete = loop {
            match self.read() {
                Read::Packet(packet) if packet.stream() == stream.index => {
                    damaged = 0;
                    position = u64::try_from(packet.position()).unwrap_or(position);
                    let until = packet
                        .pts()
                        .or(packet.dts())
                        .map(|ticks| self.file_time(stream, ticks.saturating_add(packet.duration().max(0))));
                    end = until.map_or(end, |until| until.max(end));
                }
                Read::Packet(_) => damaged = 0,
                Read::End => break true,
                Read::Stopped => break false,
                Read::Damaged => damaged += 1,
            }
            if damaged > 100 {
                break true;
            }
        };
        self.leash.allow(None);
        let size = self.format.io_size().and_then(|size| u64::try_from(size).ok()).unwrap_or(0);
        if complete || position == 0 || size <= position {
            return end;
        }
        MediaTime::from_flicks((end.flicks() as f64 * (size as f64 / position as f64)) as i64)
    }

    /// Lets the demuxer skip everything but this stream.
    pub(crate) fn keep_only(&mut self, index: usize) {
        // SAFETY: `streams` has `nb_streams` valid pointers for as long as the context is open, and
        // `discard` is the caller's field by libavformat's rules.
        unsafe {
            let context = self.format.as_mut_ptr();
            for other in 0..(*context).nb_streams as usize {
                let stream = *(*context).streams.add(other);
                (*stream).discard = if other == index {
                    ffi::AVDiscard::AVDISCARD_DEFAULT
                } else {
                    ffi::AVDiscard::AVDISCARD_ALL
                };
            }
        }
    }

    /// The next packet of any stream that is kept.
    pub(crate) fn read(&mut self) -> Read {
        if self.leash.pulled() {
            return Read::Stopped;
        }
        let mut packet = Packet::empty();
        match packet.read(&mut self.format) {
            Ok(()) => Read::Packet(packet),
            Err(_) if self.leash.pulled() => Read::Stopped,
            Err(Error::Eof) => Read::End,
            Err(_) => Read::Damaged,
        }
    }

    /// Goes to the last point at or before `target` (file's time) from which `stream` can be
    /// decoded. Says whether the container could.
    pub(crate) fn seek(&mut self, stream: &StreamFacts, target: MediaTime) -> bool {
        let ticks = stream.time_base.ticks(self.origin + target.since_zero());
        let ticks = self.keyframe_before(stream, ticks).unwrap_or(ticks);
        let Ok(index) = core::ffi::c_int::try_from(stream.index) else { return false };
        // SAFETY: the context is open and used by this thread alone (`&mut self`).
        let result = unsafe {
            let context = self.format.as_mut_ptr();
            ffi::av_seek_frame(context, index, ticks, ffi::AVSEEK_FLAG_BACKWARD)
        };
        result >= 0
    }

    /// The last keyframe at or before `ticks`, where the index tells it. Containers index by decoding
    /// time: asked for a later point, some give the keyframe after it.
    fn keyframe_before(&self, stream: &StreamFacts, ticks: i64) -> Option<i64> {
        let picture = self.index()?.picture.as_ref()?;
        if u32::try_from(stream.index) != Ok(picture.stream) {
            return None;
        }
        let after = picture.keyframes.partition_point(|keyframe| *keyframe <= ticks);
        picture.keyframes.get(after.checked_sub(1)?).copied()
    }

    /// Where [`Input::seek`] would go, in the stream's own ticks, as far as the container's index is
    /// known.
    pub(crate) fn entry_before(&self, stream: &StreamFacts, target: MediaTime) -> Option<i64> {
        let ticks = stream.time_base.ticks(self.origin + target.since_zero());
        if let Some(keyframe) = self.keyframe_before(stream, ticks) {
            return Some(keyframe);
        }
        // SAFETY: the context is open; `streams` has `nb_streams` valid pointers, and the entry is
        // read before anything else is done with the stream. The stream is not changed, whatever the
        // type of the argument says.
        unsafe {
            let context = self.format.as_ptr();
            if stream.index >= (*context).nb_streams as usize {
                return None;
            }
            let raw = *(*context).streams.add(stream.index);
            let entry = ffi::avformat_index_get_entry_from_timestamp(raw, ticks, ffi::AVSEEK_FLAG_BACKWARD);
            entry.as_ref().map(|entry| entry.timestamp)
        }
    }

    /// A stream's headers.
    pub(crate) fn stream(&self, index: usize) -> Option<ffmpeg_next::Stream<'_>> {
        self.format.stream(index)
    }

    /// The bytes that set up a stream's codec, as the container's header has them.
    fn setup(&self, stream: &StreamFacts) -> Option<&[u8]> {
        let stream = self.format.stream(stream.index)?;
        let parameters = stream.parameters();
        // SAFETY: the parameters belong to the open container, which `self` borrows; `extradata` has
        // `extradata_size` bytes.
        unsafe {
            let raw = parameters.as_ptr();
            let size = usize::try_from((*raw).extradata_size).ok()?;
            if (*raw).extradata.is_null() {
                return None;
            }
            Some(core::slice::from_raw_parts((*raw).extradata, size))
        }
    }

    /// Bytes of the lengths before the units of H.264 in this container; `None`: units are parted by
    /// start codes (ISO/IEC 14496-15, section 5.3.3.1).
    pub(crate) fn unit_lengths(&self, stream: &StreamFacts) -> Option<usize> {
        match self.setup(stream)? {
            [1, _, _, _, lengths, ..] => Some(usize::from(lengths & 3) + 1),
            _ => None,
        }
    }

    /// How much a decoder of Opus drops at the stream's start, in samples at 48,000 a second whatever
    /// the stream's rate (RFC 7845, section 5.1).
    pub(crate) fn opus_pre_skip(&self, stream: &StreamFacts) -> Option<MediaDuration> {
        let head = self.setup(stream)?;
        let samples = head.strip_prefix(b"OpusHead")?.get(2..)?.first_chunk()?;
        Some(MediaDuration::from_samples(u64::from(u16::from_le_bytes(*samples)), 48_000))
    }

    /// Whether the clip was dropped.
    pub(crate) fn cancelled(&self) -> bool {
        self.leash.cancelled()
    }
}

pub(crate) fn decoder_options(max_pixels: &str) -> Dictionary<'static> {
    let list = limits::decoder_list();
    [("codec_whitelist", list.as_str()), ("max_pixels", max_pixels)].into_iter().collect()
}

/// The error for a stream whose codec may not be decoded.
pub(crate) fn codec_refused(facts: &StreamFacts) -> MediaError {
    let (what, instead) = match facts.kind {
        StreamKind::Picture => ("picture", "H.264, VP9 or AV1"),
        StreamKind::Sound => ("sound", "AAC, Opus or MP3"),
    };
    let name = facts.codec_name;
    MediaError::new(
        MediaErrorKind::NotSupported,
        format!("its {what} is coded as “{name}”, which is not played: convert it to {instead}"),
    )
}

pub(crate) fn decoder_failed(error: &Error) -> MediaError {
    MediaError::new(
        MediaErrorKind::NotSupported,
        format!("its decoder does not start ({error}): convert it to H.264 and AAC"),
    )
}

pub(super) fn no_memory(error: &Error) -> MediaError {
    MediaError::new(MediaErrorKind::Internal, format!("there is not enough memory to open it ({error})"))
}
