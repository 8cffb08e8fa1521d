//! How a picture is to be shown: rotation, pixel shape, colours, sizes, stills.

use crate::clips::{self, PICTURE, made, usual};
use crate::formats::bytes_of;
use crate::reader::{Reader, request, stamp};
use decoder::FfmpegOpener;
use media::{
    ChromaSiting, ClipOpener, ClipRequest, ColourMatrix, ColourRange, MediaErrorKind, MediaKind, PixelAspect,
    PixelFormat, Primaries, Rotation, Transfer,
};
use media_time::{MediaDuration, MediaTime};
use std::fs::File;
use std::path::{Path, PathBuf};

fn first_picture(path: &Path) -> media::Picture {
    let mut reader = Reader::video(path);
    let info = reader.info().unwrap_or_else(|error| panic!("{path:?}: {error}"));
    let picture = (*reader.frame().unwrap().picture).clone();
    assert_eq!(picture.display_size(), info.display_size, "{path:?}");
    picture
}

/// A copy of the usual clip whose display matrix turns it.
fn turned(degrees: &str) -> PathBuf {
    let usual = usual();
    let input = usual.to_str().unwrap();
    made(&format!("turned{degrees}.mp4"), &format!("-i {input} -c copy -metadata:s:v:0 rotate={degrees}"))
}

#[test]
fn rotation_comes_from_the_display_matrix() {
    for (degrees, size) in [("90", (180, 320)), ("180", (320, 180)), ("270", (180, 320))] {
        let path = turned(degrees);
        let picture = first_picture(&path);
        assert_eq!(picture.display_size(), size, "{degrees}");
        assert_eq!((picture.width, picture.height), (320, 180));
        // ffmpeg turns by itself unless told not to.
        let input = path.to_str().unwrap();
        let output = "-frames:v 1 -f rawvideo -pix_fmt yuv420p -".split(' ');
        let arguments: Vec<&str> = ["-v", "error", "-i", input].into_iter().chain(output).collect();
        let shown = clips::run("ffmpeg", &arguments).stdout;
        assert_eq!(turn(&picture), &shown[..320 * 180], "{degrees}");
    }
}

/// The luma of a picture turned as its rotation says.
fn turn(picture: &media::Picture) -> Vec<u8> {
    let (width, height) = (picture.width as usize, picture.height as usize);
    let (wide, high) = picture.display_size();
    let plane = &picture.planes[0];
    let mut turned = Vec::new();
    for y in 0..high as usize {
        for x in 0..wide as usize {
            let (column, row) = match picture.rotation {
                Rotation::None => (x, y),
                Rotation::Clockwise90 => (y, height - 1 - x),
                Rotation::Half => (width - 1 - x, height - 1 - y),
                Rotation::Clockwise270 => (width - 1 - y, x),
            };
            turned.push(plane.data[row * plane.stride + column]);
        }
    }
    turned
}

#[test]
fn shapes_of_pixels() {
    let path =
        made("sar.mp4", &format!("{PICTURE} -vf setsar=4/3 -pix_fmt yuv420p -c:v libx264 -preset veryfast"));
    let picture = first_picture(&path);
    assert_eq!(picture.pixel_aspect, PixelAspect { width: 4, height: 3 });
    assert_eq!(picture.display_size(), (426, 180));
}

#[test]
fn colours() {
    let video = "-frames:v 1 -c:v libx264 -preset ultrafast -pix_fmt";
    let source = |size| format!("-f lavfi -i testsrc2=size={size}:rate=25:duration=1 {video}");
    for (name, arguments, matrix, range, transfer) in [
        (
            "sd.mp4",
            format!("{} yuv420p", source("720x576")),
            ColourMatrix::Bt601,
            ColourRange::Limited,
            Transfer::Standard,
        ),
        (
            "hd.mp4",
            format!("{} yuv420p", source("1280x720")),
            ColourMatrix::Bt709,
            ColourRange::Limited,
            Transfer::Standard,
        ),
        (
            "tagged-sd.mp4",
            format!("{} yuv420p -colorspace bt709", source("320x180")),
            ColourMatrix::Bt709,
            ColourRange::Limited,
            Transfer::Standard,
        ),
        (
            "tagged-hd.mp4",
            format!("{} yuv420p -colorspace smpte170m", source("1280x720")),
            ColourMatrix::Bt601,
            ColourRange::Limited,
            Transfer::Standard,
        ),
        (
            "range.mp4",
            format!("{} yuvj420p", source("320x180")),
            ColourMatrix::Bt601,
            ColourRange::Full,
            Transfer::Standard,
        ),
        (
            "pq.mp4",
            format!("{} yuv420p -colorspace bt2020nc -color_trc smpte2084", source("320x180")),
            ColourMatrix::Bt2020,
            ColourRange::Limited,
            Transfer::Pq,
        ),
        (
            "hlg.mp4",
            format!("{} yuv420p -colorspace bt2020nc -color_trc arib-std-b67", source("320x180")),
            ColourMatrix::Bt2020,
            ColourRange::Limited,
            Transfer::Hlg,
        ),
    ] {
        let colours = first_picture(&made(name, &arguments)).colours;
        assert_eq!((colours.matrix, colours.range, colours.transfer), (matrix, range, transfer), "{name}");
    }
}

#[test]
fn high_dynamic_range_tells_its_primaries_siting_and_peak() {
    let clip = |name: &str, x265: &str| {
        let tags = "colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc:chromaloc=2";
        made(
            name,
            &format!(
                "-f lavfi -i testsrc2=size=320x180:rate=25:duration=0.2 -pix_fmt yuv420p10le -c:v libx265 \
                 -preset ultrafast -x265-params log-level=none:{tags}{x265}"
            ),
        )
    };
    let display = ":master-display=G(8500,39850)B(6550,2300)R(35400,14600)WP(15635,16450)L(40000000,50)";
    for (name, x265, peak) in [
        ("hdr-plain.mp4", String::new(), None),
        ("hdr-display.mp4", display.to_owned(), Some(4_000)),
        ("hdr-both.mkv", format!("{display}:max-cll=1200,300"), Some(1_200)),
    ] {
        let colours = first_picture(&clip(name, &x265)).colours;
        assert_eq!(colours.transfer, Transfer::Pq, "{name}");
        assert_eq!(colours.primaries, Primaries::Bt2020, "{name}");
        assert_eq!((colours.siting, colours.peak), (ChromaSiting::TopLeft, peak), "{name}");
    }
}

#[test]
fn the_size_may_change_in_mid_stream() {
    let encode = "-pix_fmt yuv420p -c:v mpeg2video -f mpegts";
    let one = made("size-1.ts", &format!("-f lavfi -i testsrc2=size=320x180:rate=25:duration=1 {encode}"));
    let two = made("size-2.ts", &format!("-f lavfi -i testsrc2=size=160x90:rate=25:duration=1 {encode}"));
    let both = clips::folder().join("sizes.ts");
    let bytes = [std::fs::read(one).unwrap(), std::fs::read(two).unwrap()].concat();
    std::fs::write(&both, bytes).unwrap();
    let frames = Reader::video(&both).frames();
    let count = |width| frames.iter().filter(|frame| frame.picture.width == width).count();
    // libavformat loses one where the streams meet.
    assert_eq!((count(320), count(160)), (24, 25));
    assert!(frames.windows(2).all(|pair| pair[0].time < pair[1].time));
}

#[test]
fn stills() {
    let source = "-f lavfi -i testsrc2=size=320x180:rate=25:duration=1 -vf scale=161:91 -frames:v 1";
    for (name, arguments, format) in [
        ("still.png", "-pix_fmt rgba -c:v png", PixelFormat::Rgba8),
        ("still-palette.png", "-pix_fmt pal8 -c:v png", PixelFormat::Rgba8),
        ("still-grey.png", "-pix_fmt gray -c:v png", PixelFormat::Grey8),
        ("still.jpg", "-pix_fmt yuvj420p -c:v mjpeg", PixelFormat::Yuv420P8),
        ("still-444.jpg", "-pix_fmt yuvj444p -c:v mjpeg", PixelFormat::Yuv444P8),
        ("still.webp", "-pix_fmt yuv420p -c:v libwebp", PixelFormat::Yuv420P8),
        ("still-lossless.webp", "-pix_fmt bgra -c:v libwebp -lossless 1", PixelFormat::Rgba8),
    ] {
        let path = made(name, &format!("{source} {arguments}"));
        let lasts = MediaDuration::from_millis(3_000);
        let still = ClipRequest { lasts: Some(lasts), ..request(&path, MediaKind::Still) };
        let mut reader = Reader::new(still);
        let info = reader.info().unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!((info.duration, info.has_sound, info.display_size), (lasts, false, (161, 91)), "{name}");
        let frames = reader.frames();
        assert_eq!(frames.len(), 1, "{name}");
        assert_eq!((frames[0].time, frames[0].duration), (MediaTime::ZERO, lasts));
        let picture = &frames[0].picture;
        assert_eq!(picture.format, format, "{name}");
        if name.ends_with(".jpg") {
            assert_eq!(picture.colours.range, ColourRange::Full);
            assert_eq!(picture.colours.matrix, ColourMatrix::Bt601);
            assert_eq!(picture.colours.siting, ChromaSiting::Centre);
        }
        if format == PixelFormat::Grey8 {
            assert_eq!(picture.colours.range, ColourRange::Full);
        }
        if format == PixelFormat::Rgba8 {
            let raw = clips::raw(&path, "-f rawvideo -pix_fmt rgba");
            assert_eq!(bytes_of(picture), raw, "{name}");
        }
        reader.seek(MediaTime::from_millis(2_000));
        assert_eq!(reader.frame().unwrap().stamp, stamp(1));
        let probe = FfmpegOpener::new().probe(File::open(&path).unwrap(), MediaKind::Still).unwrap();
        assert_eq!((probe.has_picture, probe.display_size), (true, (161, 91)), "{name}");
    }
}

#[test]
fn a_still_lasts_as_long_as_its_sound() {
    let picture = made(
        "still.png",
        "-f lavfi -i testsrc2=size=320x180:rate=25:duration=1 -vf scale=161:91 -frames:v 1 -pix_fmt rgba -c:v png",
    );
    let tone = made("tone.wav", &format!("{} -ac 2 -c:a pcm_s16le", clips::TONE));
    let sound = Some(Ok(File::open(tone).unwrap()));
    let mut reader = Reader::new(ClipRequest { sound, ..request(&picture, MediaKind::Still) });
    let info = reader.info().unwrap();
    assert_eq!((info.duration, info.has_sound), (MediaDuration::from_seconds(2), true));
    assert_eq!(reader.frame().unwrap().duration, MediaDuration::from_seconds(2));
    assert_eq!(reader.sound().frames(), 96_000);
}

#[test]
fn sizes_beyond_the_limit_are_refused() {
    let source = "-f lavfi -i color=red:size=4112x2304:rate=1:duration=1 -frames:v 1";
    for (name, arguments, kind) in [
        ("large.mp4", "-c:v mpeg4", MediaKind::Video),
        ("large.png", "-c:v png", MediaKind::Still),
        ("large.jpg", "-c:v mjpeg -pix_fmt yuvj420p", MediaKind::Still),
        ("large.ts", "-c:v mpeg2video", MediaKind::Video),
    ] {
        let path = made(name, &format!("{source} {arguments}"));
        let error = Reader::new(request(&path, kind)).info().unwrap_err();
        assert_eq!(error.kind, MediaErrorKind::OverLimit, "{name}: {error}");
        assert!(error.message.contains("4112"), "{error}");
        let error = FfmpegOpener::new().probe(File::open(&path).unwrap(), kind).unwrap_err();
        assert_eq!(error.kind, MediaErrorKind::OverLimit, "{name}: {error}");
    }
    let fast = made("fast.mp4", "-f lavfi -i testsrc2=size=64x64:rate=240:duration=0.5 -c:v mpeg4");
    let error = Reader::video(&fast).info().unwrap_err();
    assert_eq!(error.kind, MediaErrorKind::OverLimit);
    let tracks = format!("{} {} -c:a aac many.mp4", clips::TONE, "-map 0:a ".repeat(9));
    let many = made("many.mp4", tracks.trim_end_matches("many.mp4"));
    assert_eq!(Reader::video(&many).info().unwrap_err().kind, MediaErrorKind::OverLimit);
}

#[test]
fn photographs_are_turned_as_their_camera_says() {
    let plain =
        made("photo.jpg", "-f lavfi -i testsrc2=size=320x180 -frames:v 1 -c:v mjpeg -pix_fmt yuvj420p");
    let bytes = std::fs::read(plain).unwrap();
    // One Exif field: orientation (0x0112) 6, a quarter turn clockwise.
    let exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    let turned = [&bytes[..2], b"\xff\xe1", &length, exif, &bytes[2..]].concat();
    let path = clips::folder().join("turned-photo.jpg");
    std::fs::write(&path, turned).unwrap();
    let mut reader = Reader::new(request(&path, MediaKind::Still));
    assert_eq!(reader.info().unwrap().display_size, (180, 320));
    assert_eq!(reader.frame().unwrap().picture.rotation, Rotation::Clockwise90);
}
