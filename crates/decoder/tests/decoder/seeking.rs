//! Playing from the start, and exact seeks.

use crate::clips::{self, PICTURE, made, usual};
use crate::reader::{Reader, difference, request};
use media::{ClipPoint, MediaKind, VideoFrame};
use media_time::{MediaDuration, MediaTime};
use std::path::PathBuf;
use std::sync::Once;

#[test]
fn a_usual_clip_is_decoded_whole() {
    let mut reader = Reader::video(&usual());
    let info = reader.info().unwrap();
    assert_eq!(info.duration, MediaDuration::from_seconds(2));
    assert_eq!(info.display_size, (320, 180));
    assert!(info.has_picture && info.has_sound);
    let frames = reader.frames();
    let times: Vec<i64> = frames.iter().map(|frame| frame.time.millis()).collect();
    assert_eq!(times, (0..50).map(|n| n * 40).collect::<Vec<i64>>());
    assert!(frames.iter().all(|frame| frame.duration == MediaDuration::from_millis(40)));
    assert_eq!(clips::probe_frames(&usual(), "v:0", "pts_time").len(), frames.len());
    let sound = reader.sound();
    let expected = clips::raw_sound(&usual(), 48_000);
    assert_eq!(sound.begin, Some(MediaTime::ZERO));
    assert_eq!(sound.samples.len(), expected.len());
    assert!(difference(&sound.samples, &expected) < 1e-4);
    assert!(reader.clip.status().fault.is_none());
}

#[test]
fn every_picture_can_be_sought() {
    let path = usual();
    let all: Vec<_> = Reader::video(&path).frames();
    let mut reader = Reader::video(&path);
    reader.info().unwrap();
    // Not in order, so that seeks go forwards and backwards; also between pictures.
    for number in (0..all.len()).map(|n| n * 37 % all.len()) {
        for offset in [0, 39] {
            reader.seek(all[number].time + MediaDuration::from_millis(offset));
            let frame = reader.frame().unwrap();
            assert_eq!(frame.time, all[number].time);
            assert_eq!(frame.picture, all[number].picture, "picture {number}");
        }
    }
}

#[test]
fn sound_begins_at_the_sample() {
    let path = usual();
    let all = Reader::video(&path).sound();
    let mut reader = Reader::video(&path);
    reader.info().unwrap();
    for sample in [0_u64, 1, 47, 4_800, 50_001, 95_000, 20_000, 3] {
        reader.seek(MediaTime::ZERO + MediaDuration::from_samples(sample, 48_000));
        let block = reader.block().unwrap();
        assert_eq!(block.time.since_zero().samples(48_000), sample);
        let expected = &all.samples[sample as usize * 2..];
        assert!(difference(&block.samples, expected) < 1e-3, "sample {sample}");
    }
}

#[test]
fn trims_are_exact() {
    let millis = MediaDuration::from_millis;
    for (from, to, begin, count) in [
        (ClipPoint::AfterStart(millis(500)), Some(ClipPoint::AfterStart(millis(1_300))), 500, 800),
        (ClipPoint::BeforeEnd(millis(500)), Some(ClipPoint::BeforeEnd(millis(100))), 1_500, 400),
        (ClipPoint::AfterStart(millis(1_000)), None, 1_000, 1_000),
    ] {
        let mut reader = Reader::new(media::ClipRequest { from, to, ..request(&usual(), MediaKind::Video) });
        assert_eq!(reader.info().unwrap().duration, millis(count));
        let frames = reader.frames();
        let first = frames.first().unwrap();
        assert!(first.time <= MediaTime::ZERO && first.time.millis() > -40, "{:?}", first.time);
        let last = frames.last().unwrap();
        assert!(last.time.millis() < count);
        assert_eq!((last.time + last.duration).millis(), count);
        let sound = reader.sound();
        assert_eq!(sound.begin, Some(MediaTime::ZERO));
        let all = clips::raw_sound(&usual(), 48_000);
        assert!(difference(&sound.samples, &all[begin as usize * 96..]) < 1e-3);
        if to.is_some() {
            assert_eq!(sound.frames(), usize::try_from(count * 48).unwrap());
        }
    }
}

/// A clip whose first 40 % are missing: it begins in the middle of a group of pictures.
fn beheaded() -> PathBuf {
    // Tests run side by side: nobody may see it half written.
    static WRITTEN: Once = Once::new();
    let whole =
        made("whole.ts", &format!("{PICTURE} -c:v libx264 -preset fast -pix_fmt yuv420p -g 12 -bf 3"));
    let path = whole.with_extension("beheaded.ts");
    WRITTEN.call_once(|| {
        let bytes = std::fs::read(&whole).unwrap();
        // Transport streams are packets of 188 bytes that can be joined anew at any of them.
        let packets = bytes.len() / 188;
        std::fs::write(&path, &bytes[packets * 2 / 5 * 188..]).unwrap();
    });
    path
}

/// Clips of every kind that makes seeking hard.
pub(crate) fn hard_to_seek() -> Vec<(&'static str, PathBuf)> {
    let x264 = "-c:v libx264 -preset fast -pix_fmt yuv420p";
    let pyramid = "-x264-params b-pyramid=normal:b-adapt=0:ref=3";
    let uneven = r"setpts=(N+0.4*mod(N\,3)+0.3*mod(N\,7))/25/TB";
    vec![
        ("usual", usual()),
        ("one group", made("group.mp4", &format!("{PICTURE} {x264} -g 250 -bf 3 {pyramid}"))),
        (
            "open groups",
            made("open.mp4", &format!("{PICTURE} {x264} -g 12 -bf 3 -x264-params open-gop=1:b-adapt=0")),
        ),
        (
            "open groups, Matroska",
            made("open.mkv", &format!("{PICTURE} {x264} -g 12 -bf 3 -x264-params open-gop=1:b-adapt=0")),
        ),
        (
            "uneven, Matroska",
            made("uneven.mkv", &format!("{PICTURE} -vf {uneven} -vsync vfr {x264} -g 20 -bf 3 {pyramid}")),
        ),
        (
            "uneven, MP4",
            made("uneven.mp4", &format!("{PICTURE} -vf {uneven} -vsync vfr {x264} -g 20 -bf 3 {pyramid}")),
        ),
        (
            "HEVC",
            made(
                "hevc.mp4",
                &format!(
                    "{PICTURE} -c:v libx265 -preset ultrafast -x265-params log-level=none:keyint=12:bframes=3:b-pyramid=1:open-gop=1 -pix_fmt yuv420p"
                ),
            ),
        ),
        (
            "VP9",
            made(
                "vp9.webm",
                &format!("{PICTURE} -c:v libvpx-vp9 -deadline realtime -cpu-used 8 -g 15 -b:v 200k"),
            ),
        ),
        (
            "VP8",
            made(
                "vp8.webm",
                &format!("{PICTURE} -c:v libvpx -deadline realtime -cpu-used 8 -g 15 -b:v 200k"),
            ),
        ),
        ("MPEG-2", made("mpeg2.mpg", &format!("{PICTURE} -c:v mpeg2video -g 12 -bf 2 -b:v 1M"))),
        ("MPEG-4", made("mpeg4.avi", &format!("{PICTURE} -c:v mpeg4 -g 12 -bf 2 -b:v 1M"))),
        ("transport stream", made("seek.ts", &format!("{PICTURE} {x264} -g 12 -bf 3 {pyramid}"))),
        ("no key picture at its start", beheaded()),
        // Its key pictures are decoded alone as well.
        (
            "large",
            made(
                "large.mp4",
                &format!(
                    "-f lavfi -i testsrc2=size=1280x720:rate=25:duration=1 {x264} -g 10 -bf 3 {pyramid}"
                ),
            ),
        ),
    ]
}

#[test]
fn a_seek_gives_what_decoding_from_the_start_gives() {
    for (name, path) in hard_to_seek() {
        let all: Vec<_> = Reader::video(&path).frames();
        assert!(all.len() > 20, "{name}: {} pictures", all.len());
        let mut reader = Reader::video(&path);
        reader.info().unwrap();
        for number in (0..all.len()).step_by(3).map(|n| n * 31 % all.len()) {
            let (at, lasts) = (all[number].time, all[number].duration);
            for target in [at, at + lasts.scaled(1, 2), at + lasts - MediaDuration::from_flicks(1)] {
                reader.seek(target);
                // The picture on screen, and the two after it.
                for expected in all.iter().skip(number).take(3) {
                    let frame = reader.frame().unwrap_or_else(|| panic!("{name}: nothing at {target:?}"));
                    assert_eq!(frame.time, expected.time, "{name}, sought {target:?}");
                    assert_eq!(frame.duration, expected.duration, "{name}, sought {target:?}");
                    assert!(frame.picture == expected.picture, "{name}: picture {number} differs");
                }
            }
        }
        assert!(reader.clip.status().fault.is_none(), "{name}: {:?}", reader.clip.status().fault);
    }
}

#[test]
fn a_clip_that_is_shown_at_once_gives_what_one_that_was_primed_gives() {
    for (name, path) in hard_to_seek() {
        let all = |foreground| {
            let request = media::ClipRequest { foreground, ..request(&path, MediaKind::Video) };
            Reader::new(request).frames()
        };
        let (shown, primed) = (all(true), all(false));
        let times = |frames: &[VideoFrame]| -> Vec<_> {
            frames.iter().map(|frame| (frame.time, frame.duration)).collect()
        };
        assert_eq!(times(&shown), times(&primed), "{name}");
        let same = shown.iter().zip(&primed).all(|(shown, primed)| shown.picture == primed.picture);
        assert!(same, "{name}");
    }
}

#[test]
fn a_seek_in_a_trimmed_clip_gives_the_same_pictures() {
    let millis = MediaDuration::from_millis;
    let (from, to) = (ClipPoint::AfterStart(millis(730)), Some(ClipPoint::BeforeEnd(millis(410))));
    for (name, path) in hard_to_seek().into_iter().take(6) {
        let trimmed = || Reader::new(media::ClipRequest { from, to, ..request(&path, MediaKind::Video) });
        let all: Vec<_> = trimmed().frames();
        let mut reader = trimmed();
        reader.info().unwrap();
        for number in (0..all.len()).rev() {
            let at = all[number].time.max(MediaTime::ZERO);
            reader.seek(at);
            let frame = reader.frame().unwrap();
            assert_eq!(frame.time, all[number].time, "{name}");
            assert!(frame.picture == all[number].picture, "{name}: picture {number} differs");
        }
    }
}
