//! Every container and codec that is allowed, compared with what FFmpeg's own programs say.

use crate::clips::{self, PICTURE, TONE, made};
use crate::reader::{Reader, difference, request};
use media::{MediaKind, Picture, PixelFormat, VideoFrame};
use std::path::{Path, PathBuf};

/// Decodes everything and compares times and contents with `ffprobe` and `ffmpeg`.
fn assert_like_ffmpeg(path: &Path, pixel_format: &str) -> Vec<VideoFrame> {
    let mut reader = Reader::video(path);
    let info = reader.info().unwrap_or_else(|error| panic!("{path:?}: {error}"));
    let frames = reader.frames();
    let sound = reader.sound();
    assert_eq!(reader.clip.status().fault, None, "{path:?}");
    if info.has_picture {
        assert_times(path, &frames);
        assert_pictures(path, &frames, pixel_format);
    }
    if info.has_sound {
        let expected = clips::raw_sound(path, 48_000);
        // Sound that starts later than the picture begins with silence.
        let starts: f64 = clips::probe_frames(path, "a:0", "pts_time")[0].parse().unwrap();
        let late = ((starts - clips::start_time(path)) * 48_000.0).round().max(0.0) as usize;
        assert!(sound.samples[..late * 2].iter().all(|sample| *sample == 0.0), "{path:?}");
        assert!(sound.frames().abs_diff(expected.len() / 2 + late) <= 32, "{path:?}");
        let off = difference(&sound.samples[late * 2..], &expected);
        assert!(off < 1e-3, "{path:?}: sound differs by {off}, {late} late");
        assert!(expected.iter().any(|sample| sample.abs() > 0.05), "{path:?}: the test's tone is missing");
    }
    frames
}

fn assert_times(path: &Path, frames: &[VideoFrame]) {
    let start = clips::start_time(path);
    let expected = clips::probe_frames(path, "v:0", "best_effort_timestamp_time");
    assert_eq!(frames.len(), expected.len(), "{path:?}");
    for (frame, expected) in frames.iter().zip(expected) {
        // A picture without a stamp ("N/A") has none to compare.
        if let Ok(expected) = expected.parse::<f64>() {
            let off = (frame.time.seconds() - (expected - start)).abs();
            assert!(off < 2e-6, "{path:?}: {:?} {expected}", frame.time);
        }
    }
}

fn assert_pictures(path: &Path, frames: &[VideoFrame], pixel_format: &str) {
    let raw = clips::raw(path, &format!("-an -fps_mode passthrough -f rawvideo -pix_fmt {pixel_format}"));
    let size = raw.len() / frames.len().max(1);
    assert_eq!(size * frames.len(), raw.len(), "{path:?}");
    for (number, (frame, expected)) in frames.iter().zip(raw.chunks(size)).enumerate() {
        // Not `assert_eq`: nobody reads a picture's bytes.
        assert!(bytes_of(&frame.picture) == expected, "{path:?}: picture {number} differs");
    }
}

/// All planes, one after the other, without padding.
pub(crate) fn bytes_of(picture: &Picture) -> Vec<u8> {
    (0..picture.planes.len()).flat_map(|index| picture.rows(index)).flatten().copied().collect()
}

fn clip(name: &str, codecs: &str) -> PathBuf {
    made(name, &format!("{PICTURE} {TONE} -pix_fmt yuv420p -ac 2 {codecs}"))
}

#[test]
fn containers_and_codecs() {
    for (name, codecs) in [
        ("h264-aac.mov", "-c:v libx264 -preset veryfast -c:a aac"),
        ("h264-mp3.mkv", "-c:v libx264 -preset veryfast -c:a libmp3lame"),
        ("h264-aac.ts", "-c:v libx264 -preset veryfast -c:a aac"),
        ("h264-pcm.avi", "-c:v libx264 -preset veryfast -bf 0 -c:a pcm_s16le"),
        ("hevc-aac.mp4", "-c:v libx265 -preset ultrafast -x265-params log-level=none -c:a aac"),
        ("hevc-flac.mkv", "-c:v libx265 -preset ultrafast -x265-params log-level=none -c:a flac"),
        ("vp8-vorbis.webm", "-c:v libvpx -deadline realtime -cpu-used 8 -c:a libvorbis"),
        ("vp9-opus.webm", "-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -c:a libopus"),
        ("av1-opus.webm", "-c:v libsvtav1 -preset 12 -c:a libopus"),
        ("av1-aac.mp4", "-c:v libaom-av1 -cpu-used 8 -usage realtime -c:a aac"),
        ("mpeg1-mp2.mpg", "-c:v mpeg1video -c:a mp2"),
        ("mpeg2-mp2.mpg", "-c:v mpeg2video -bf 2 -f vob -c:a mp2"),
        ("mpeg2-mp2.ts", "-c:v mpeg2video -bf 2 -c:a mp2"),
        ("mpeg4-mp3.avi", "-c:v mpeg4 -c:a libmp3lame"),
        ("mpeg4-aac.mp4", "-c:v mpeg4 -bf 2 -c:a aac"),
        ("theora-vorbis.ogv", "-c:v libtheora -c:a libvorbis"),
    ] {
        let frames = assert_like_ffmpeg(&clip(name, codecs), "yuv420p");
        assert!(frames.len() >= 49, "{name}: {} pictures", frames.len());
    }
}

#[test]
fn sound_files() {
    for (name, codecs) in [
        ("tone.wav", "-c:a pcm_s16le"),
        ("tone-24.wav", "-c:a pcm_s24le"),
        ("tone-float.wav", "-c:a pcm_f32le"),
        ("tone.mp3", "-c:a libmp3lame -q:a 4"),
        ("tone.flac", "-c:a flac"),
        ("tone.aac", "-c:a aac"),
        ("tone.m4a", "-c:a aac"),
        ("tone.opus", "-c:a libopus"),
        ("tone.ogg", "-c:a libvorbis"),
    ] {
        let path = made(name, &format!("{TONE} -ac 2 {codecs}"));
        let mut reader = Reader::new(request(&path, MediaKind::Sound));
        let info = reader.info().unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(!info.has_picture && info.has_sound);
        assert!((info.duration.seconds() - 2.0).abs() < 0.08, "{name}: {:?}", info.duration);
        let sound = reader.sound();
        let expected = clips::raw_sound(&path, 48_000);
        assert!(
            sound.frames().abs_diff(expected.len() / 2) <= 1,
            "{name}: {} {}",
            sound.frames(),
            expected.len() / 2
        );
        assert!(difference(&sound.samples, &expected) < 1e-4, "{name}");
        assert!(reader.frame().is_none());
    }
}

#[test]
fn pixel_formats() {
    let x264 = "-c:v libx264 -preset veryfast";
    let x265 = "-c:v libx265 -preset ultrafast -x265-params log-level=none";
    // What is encoded, and what both FFmpeg and we give, byte by byte.
    for (name, codec, pixels, ours) in [
        ("422.mp4", x264, "yuv422p", PixelFormat::Yuv422P8),
        ("422-10.mp4", x264, "yuv422p10le", PixelFormat::Yuv422P10),
        ("444.mp4", x264, "yuv444p", PixelFormat::Yuv444P8),
        ("444-10.mp4", x264, "yuv444p10le", PixelFormat::Yuv444P10),
        ("grey.mp4", x265, "gray", PixelFormat::Grey8),
        ("full.mp4", x264, "yuvj420p", PixelFormat::Yuv420P8),
        ("ten.mp4", x265, "yuv420p10le", PixelFormat::Yuv420P10),
        ("420-12.mp4", x265, "yuv420p12le", PixelFormat::Yuv420P12),
        ("422-12.mp4", x265, "yuv422p12le", PixelFormat::Yuv422P12),
        ("444-12.mp4", x265, "yuv444p12le", PixelFormat::Yuv444P12),
        ("grey-12.mp4", x265, "gray12le", PixelFormat::Grey12),
        (
            "odd.mkv",
            "-vf scale=319:179 -c:v libvpx-vp9 -cpu-used 8 -deadline realtime",
            "yuv420p",
            PixelFormat::Yuv420P8,
        ),
    ] {
        let path = made(name, &format!("{PICTURE} -pix_fmt {pixels} {codec}"));
        let frames = assert_like_ffmpeg(&path, pixels);
        assert_eq!(frames[0].picture.format, ours, "{name}");
    }
    // What is decoded, what we give, and how FFmpeg calls that.
    for (name, codecs, format, theirs) in [
        ("rgb.mkv", "-pix_fmt rgb24 -c:v png", PixelFormat::Rgba8, "rgba"),
        ("gbr.mp4", "-pix_fmt gbrp -c:v libx264rgb -preset veryfast", PixelFormat::Rgba8, "rgba"),
    ] {
        let path = made(name, &format!("{PICTURE} {codecs}"));
        let frames = Reader::video(&path).frames();
        assert_eq!(frames.len(), 50, "{name}");
        assert_eq!(frames[0].picture.format, format, "{name}");
        let raw = clips::raw(&path, &format!("-an -frames:v 1 -f rawvideo -pix_fmt {theirs}"));
        let found = psnr(&bytes_of(&frames[0].picture), &raw);
        assert!(found > 38.0, "{name}: {found} dB");
    }
}

#[test]
fn pictures_stay_where_they_were_decoded_and_as_they_were() {
    let path = made("lent.mp4", &format!("{PICTURE} -pix_fmt yuv420p -c:v libx264 -preset veryfast"));
    let frames = Reader::video(&path).frames();
    // All are held at once: had the decoder used their memory again, they would have changed.
    assert_pictures(&path, &frames, "yuv420p");
    for frame in &frames {
        let samples: usize = frame.picture.planes.iter().map(|plane| plane.data.len()).sum();
        let held = frame.picture.bytes();
        assert!(held >= samples && held < samples * 2, "{held} bytes for {samples}");
        assert!(format!("{:?}", frame.picture.planes[0]).contains("lent"));
    }
}

/// Peak signal to noise in decibels.
fn psnr(ours: &[u8], theirs: &[u8]) -> f64 {
    assert_eq!(ours.len(), theirs.len());
    let squares: f64 = ours.iter().zip(theirs).map(|(a, b)| (f64::from(*a) - f64::from(*b)).powi(2)).sum();
    10.0 * (255.0_f64.powi(2) / (squares / ours.len() as f64).max(1e-9)).log10()
}

#[test]
fn real_files_play() {
    let folder = Path::new("/usr/share/gocode/src/github.com/gabriel-vasile/mimetype/testdata");
    assert!(
        folder.is_dir(),
        "these tests want the Debian package golang-github-gabriel-vasile-mimetype-dev: run scripts/setup.sh"
    );
    for name in ["mp4.mp4", "mov.mov", "webm.webm", "mkv.mkv", "ogg.ogv"] {
        let path = folder.join(name);
        let mut reader = Reader::video(&path);
        let info = reader.info().unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(info.has_picture && info.has_sound, "{name}");
        let frames = reader.frames();
        let expected = clips::probe_frames(&path, "v:0", "pts_time").len();
        assert_eq!(frames.len(), expected, "{name}");
        let sound = reader.sound();
        // Longer in one case: its timestamps begin anew in mid-file.
        let seconds = sound.frames() as f64 / 48_000.0;
        assert!(seconds > info.duration.seconds() - 0.2, "{name}: {seconds} {:?}", info.duration);
    }
}
