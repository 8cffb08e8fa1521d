//! What is accepted: containers, codecs and sizes. Whatever is not named here is refused, because a
//! story's files can come from a stranger and every further parser is one more thing to attack.

use media::{MediaError, MediaErrorKind};
use media_time::MediaDuration;

/// Demuxers by FFmpeg's names, as `format_whitelist` wants them. Playlists (hls, concat, dash) are
/// absent, so that no file can name another one.
pub(crate) const CONTAINERS: &str =
    "mov,mp4,matroska,webm,ogg,mpeg,mpegts,avi,wav,mp3,flac,aac,png_pipe,jpeg_pipe,webp_pipe";

/// Decoders by FFmpeg's names, without PCM, which is recognised by its prefix.
const DECODERS: &[&str] = &[
    "h264",
    "hevc",
    "vp8",
    "vp9",
    "libdav1d",
    "av1",
    "mpeg1video",
    "mpeg2video",
    "mpeg4",
    "theora",
    "aac",
    "opus",
    "mp3",
    "mp3float",
    "mp2",
    "mp2float",
    "vorbis",
    "flac",
    "png",
    "mjpeg",
    "webp",
];

/// PCM in the shapes that containers of the list above carry.
const PCM_DECODERS: &[&str] = &[
    "pcm_alaw",
    "pcm_f32be",
    "pcm_f32le",
    "pcm_f64be",
    "pcm_f64le",
    "pcm_mulaw",
    "pcm_s16be",
    "pcm_s16le",
    "pcm_s24be",
    "pcm_s24le",
    "pcm_s32be",
    "pcm_s32le",
    "pcm_s8",
    "pcm_u8",
];

/// Longest and shortest side of a picture.
pub(crate) const MAX_SIDES: (u32, u32) = (3840, 2160);
/// What a codec may allocate: the largest picture with its sides rounded up to blocks of 128.
pub(crate) const MAX_CODED_PIXELS: &str = "8486912";
/// The same while only looking into a file: enough that the size of a picture that is too large
/// becomes known and can be told.
pub(crate) const MAX_PROBED_PIXELS: &str = "67108864";
/// Pictures a second; a little is left for rates that are measured.
pub(crate) const MAX_FRAME_RATE: f64 = 120.5;
/// Streams in a file.
pub(crate) const MAX_STREAMS: usize = 8;
/// Length of a file.
pub(crate) const MAX_DURATION: MediaDuration = MediaDuration::from_seconds(4 * 3600);
/// Channels of a sound stream: what a layout of loudspeakers is known for, and some more.
pub(crate) const MAX_CHANNELS: u32 = 16;
/// Bytes that FFmpeg may look at to find out what streams there are.
pub(crate) const PROBE_BYTES: &str = "5000000";
/// Microseconds of media that FFmpeg may look at for the same.
pub(crate) const PROBE_MICROS: &str = "5000000";
/// Bytes that may be read while a file is opened. Indexes of long films are some ten megabytes.
pub(crate) const OPENING_BYTES: u64 = 256 << 20;
/// Bytes that may be read to measure the length of a file whose header does not tell it.
pub(crate) const MEASURING_BYTES: u64 = 64 << 20;

/// Every decoder that may run, as `codec_whitelist` wants them.
pub(crate) fn decoder_list() -> String {
    let names: Vec<&str> = DECODERS.iter().chain(PCM_DECODERS).copied().collect();
    names.join(",")
}

/// Whether this decoder may run.
pub(crate) fn decoder_allowed(name: &str) -> bool {
    DECODERS.contains(&name) || PCM_DECODERS.contains(&name)
}

/// Refuses pictures that are too large, in either orientation.
pub(crate) fn check_size(width: u32, height: u32) -> Result<(), MediaError> {
    if width == 0 || height == 0 {
        let message = "its picture has no size that could be found: it is damaged or far too large";
        return Err(MediaError::new(MediaErrorKind::Damaged, message));
    }
    let (long, short) = (width.max(height), width.min(height));
    if long <= MAX_SIDES.0 && short <= MAX_SIDES.1 {
        return Ok(());
    }
    let (most_long, most_short) = MAX_SIDES;
    Err(MediaError::new(
        MediaErrorKind::OverLimit,
        format!(
            "its picture is {width}×{height}; the largest that is played is {most_long}×{most_short}: make it smaller"
        ),
    ))
}

/// Refuses pictures that come too fast.
pub(crate) fn check_frame_rate(rate: f64) -> Result<(), MediaError> {
    if rate <= MAX_FRAME_RATE {
        return Ok(());
    }
    Err(MediaError::new(
        MediaErrorKind::OverLimit,
        format!("it has {rate:.0} pictures a second; at most 120 are played: convert it to 60 or fewer"),
    ))
}

/// Refuses files that are too long.
pub(crate) fn check_duration(duration: MediaDuration) -> Result<(), MediaError> {
    if duration <= MAX_DURATION {
        return Ok(());
    }
    let hours = duration.seconds() / 3600.0;
    Err(MediaError::new(
        MediaErrorKind::OverLimit,
        format!("it is {hours:.1} hours long; at most 4 hours are played: cut it into parts"),
    ))
}

/// Refuses files with too many streams.
pub(crate) fn check_streams(count: usize) -> Result<(), MediaError> {
    if count <= MAX_STREAMS {
        return Ok(());
    }
    Err(MediaError::new(
        MediaErrorKind::OverLimit,
        format!("it has {count} streams; at most {MAX_STREAMS} are allowed: leave out what is not needed"),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_inclusive_and_know_both_orientations() {
        assert!(check_size(3840, 2160).is_ok());
        assert!(check_size(2160, 3840).is_ok());
        for (width, height) in [(3842, 2160), (3840, 2162), (2162, 3840), (2880, 2880), (u32::MAX, 1)] {
            assert_eq!(check_size(width, height).unwrap_err().kind, MediaErrorKind::OverLimit);
        }
        assert!(check_frame_rate(120.0).is_ok());
        assert_eq!(check_frame_rate(240.0).unwrap_err().kind, MediaErrorKind::OverLimit);
        assert!(check_duration(MAX_DURATION).is_ok());
        assert!(check_duration(MAX_DURATION + MediaDuration::from_seconds(1)).is_err());
        assert!(check_streams(8).is_ok());
        assert!(check_streams(9).is_err());
    }

    #[test]
    fn lists_name_no_playlist() {
        for name in ["hls", "concat", "dash", "image2", "rtsp", "sdp", "imf"] {
            assert!(!CONTAINERS.split(',').any(|allowed| allowed == name));
        }
        assert!(decoder_allowed("pcm_s16le"));
        assert!(!decoder_allowed("pcm_bluray"));
        assert!(!decoder_allowed("exr"));
    }
}
