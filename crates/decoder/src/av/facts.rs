//! What a container's headers say of its streams.

use super::light;
use crate::limits;
use ffmpeg_next::codec::packet::side_data::Type as PacketSideData;
use ffmpeg_next::{Codec, Rational, Stream, decoder, ffi, media as av_media};
use media::{PixelAspect, Rotation};
use media_time::{MediaDuration, MediaTime, TimeBase};

/// Picture or sound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StreamKind {
    /// Pictures.
    Picture,
    /// Sound.
    Sound,
}

/// What the headers say of a stream.
#[derive(Clone)]
pub(crate) struct StreamFacts {
    pub(crate) index: usize,
    pub(crate) kind: StreamKind,
    /// The codec's name, for people.
    pub(crate) codec_name: &'static str,
    /// The decoder, when it may be used.
    pub(crate) decoder: Option<Codec>,
    pub(crate) time_base: TimeBase,
    /// Where it starts on the container's timeline.
    pub(crate) start: Option<MediaTime>,
    pub(crate) duration: Option<MediaDuration>,
    /// Pictures a second.
    pub(crate) frame_rate: Option<f64>,
    /// Before pixel aspect and rotation.
    pub(crate) size: (u32, u32),
    /// `None`: not said.
    pub(crate) pixel_aspect: Option<PixelAspect>,
    pub(crate) rotation: Rotation,
    pub(crate) channels: u32,
    /// The brightest that the picture gets, in cd/m².
    pub(crate) peak: Option<u16>,
    /// A picture that belongs to a sound file, such as an album's cover.
    pub(crate) cover: bool,
    /// Marked as the one to play.
    pub(crate) preferred: bool,
    /// What the decoder must be told besides the header, where nobody looks into packets for it.
    pub(crate) setup: Option<DecoderSetup>,
}

/// What looking into a stream's packets told of how to decode it.
#[derive(Clone, Debug)]
pub(crate) struct DecoderSetup {
    /// Pictures that may be held back for their order.
    pub(crate) delay: u32,
    /// Sample frames a second.
    pub(crate) rate: u32,
    /// Channels.
    pub(crate) channels: u32,
    /// The codec's setup bytes; empty where the header has them.
    pub(crate) bytes: Vec<u8>,
}

impl StreamFacts {
    /// How long one picture lasts at the stream's rate; 1/25 s when that is unknown.
    pub(crate) fn usual_duration(&self) -> MediaDuration {
        let rate = self.frame_rate.unwrap_or(25.0).clamp(0.1, 1_000.0);
        MediaDuration::from_flicks((media_time::FLICKS_PER_SECOND as f64 / rate) as i64)
    }
}

/// What the headers say of a stream; `None` when it is neither picture nor sound.
pub(crate) fn facts_of(stream: &Stream<'_>) -> Option<StreamFacts> {
    let parameters = stream.parameters();
    let kind = match parameters.medium() {
        av_media::Type::Video => StreamKind::Picture,
        av_media::Type::Audio => StreamKind::Sound,
        _ => return None,
    };
    // SAFETY: the pointers belong to the open container that `stream` borrows; the fields are plain
    // numbers.
    let (width, height, channels, disposition, aspect) = unsafe {
        let raw = parameters.as_ptr();
        let aspect = (*stream.as_ptr()).sample_aspect_ratio;
        let aspect = if aspect.num > 0 { aspect } else { (*raw).sample_aspect_ratio };
        ((*raw).width, (*raw).height, (*raw).ch_layout.nb_channels, (*stream.as_ptr()).disposition, aspect)
    };
    let time_base = stream.time_base();
    let time_base = TimeBase::new(positive(time_base.numerator()), positive(time_base.denominator()))?;
    let known = |ticks: i64| (ticks != ffi::AV_NOPTS_VALUE).then_some(ticks);
    let id = parameters.id();
    let decoder = decoder::find(id).filter(|codec| limits::decoder_allowed(codec.name()));
    let tagged = stream.metadata().get("DURATION").and_then(parse_clock_time);
    Some(StreamFacts {
        index: stream.index(),
        kind,
        codec_name: id.name(),
        decoder,
        time_base,
        start: known(stream.start_time()).map(|ticks| time_base.time(ticks)),
        duration: known(stream.duration())
            .filter(|ticks| *ticks > 0)
            .map(|ticks| time_base.time(ticks).since_zero())
            .or(tagged),
        frame_rate: frame_rate(stream),
        size: (positive(width), positive(height)),
        pixel_aspect: pixel_aspect(Rational::from(aspect)),
        rotation: rotation_of(stream),
        channels: positive(channels),
        peak: light::peak_of_stream(stream),
        cover: disposition & ffi::AV_DISPOSITION_ATTACHED_PIC != 0,
        preferred: disposition & ffi::AV_DISPOSITION_DEFAULT != 0,
        setup: None,
    })
}

fn positive(value: i32) -> u32 {
    u32::try_from(value).unwrap_or(0)
}

fn frame_rate(stream: &Stream<'_>) -> Option<f64> {
    let rate = stream.avg_frame_rate();
    (rate.numerator() > 0 && rate.denominator() > 0).then(|| f64::from(rate))
}

/// A shape of samples that can be true: between 1:16 and 16:1.
pub(crate) fn pixel_aspect(aspect: Rational) -> Option<PixelAspect> {
    let (width, height) = (positive(aspect.numerator()), positive(aspect.denominator()));
    let plausible = width > 0
        && height > 0
        && u64::from(width) <= u64::from(height) * 16
        && u64::from(height) <= u64::from(width) * 16;
    plausible.then_some(PixelAspect { width, height })
}

fn rotation_of(stream: &Stream<'_>) -> Rotation {
    let matrix = stream.side_data().find(|data| data.kind() == PacketSideData::DisplayMatrix);
    matrix.map_or(Rotation::None, |matrix| rotation_of_matrix(matrix.data()))
}

/// The rotation in a display matrix as FFmpeg keeps it: nine 32-bit numbers.
pub(crate) fn rotation_of_matrix(data: &[u8]) -> Rotation {
    let mut matrix = [0_i32; 9];
    if data.len() < size_of_val(&matrix) {
        return Rotation::None;
    }
    for (number, bytes) in matrix.iter_mut().zip(data.chunks_exact(4)) {
        *number = i32::from_ne_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
    }
    // SAFETY: the function reads nine numbers.
    let counter_clockwise = unsafe { ffi::av_display_rotation_get(matrix.as_ptr()) };
    if !counter_clockwise.is_finite() {
        return Rotation::None;
    }
    match ((-counter_clockwise / 90.0).round() as i64).rem_euclid(4) {
        1 => Rotation::Clockwise90,
        2 => Rotation::Half,
        3 => Rotation::Clockwise270,
        _ => Rotation::None,
    }
}

/// Matroska's way of telling a stream's length: `HH:MM:SS.fffffffff`.
fn parse_clock_time(text: &str) -> Option<MediaDuration> {
    let mut parts = text.trim().splitn(3, ':');
    let hours: u32 = parts.next()?.parse().ok()?;
    let minutes: u32 = parts.next()?.parse().ok()?;
    let seconds: f64 = parts.next()?.parse().ok()?;
    let total = f64::from(hours) * 3600.0 + f64::from(minutes) * 60.0 + seconds;
    (total > 0.0 && total < 1e6).then(|| MediaDuration::from_micros((total * 1e6).round() as i64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matroska_durations_are_read() {
        assert_eq!(parse_clock_time("00:00:03.600000000"), Some(MediaDuration::from_millis(3_600)));
        assert_eq!(parse_clock_time("01:02:03.5"), Some(MediaDuration::from_millis(3_723_500)));
        for wrong in ["", "3.6", "aa:bb:cc", "00:00:-1", "00:00:nan", "99999999999:0:0"] {
            assert_eq!(parse_clock_time(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn implausible_pixel_shapes_are_ignored() {
        let aspect = |width, height| pixel_aspect(Rational::new(width, height));
        assert_eq!(aspect(4, 3), Some(PixelAspect { width: 4, height: 3 }));
        for (width, height) in [(0, 1), (1, 0), (-4, 3), (17, 1), (1, 17)] {
            assert_eq!(aspect(width, height), None);
        }
    }

    #[test]
    fn short_or_odd_matrices_do_not_rotate() {
        assert_eq!(rotation_of_matrix(&[]), Rotation::None);
        assert_eq!(rotation_of_matrix(&[0; 36]), Rotation::None);
    }
}
