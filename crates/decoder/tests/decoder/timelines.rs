//! Streams that start late, end early, or have odd timestamps; replaced sound; rates and layouts.

use crate::clips::{self, PICTURE, TONE, made, usual};
use crate::reader::{Reader, Sound, difference, request};
use decoder::FfmpegOpener;
use media::{AudioFormat, ClipOpener, ClipPoint, ClipRequest, MediaErrorKind, MediaKind};
use media_time::{MediaDuration, MediaTime};
use std::fs::File;
use std::path::PathBuf;

const H264: &str = "-c:v libx264 -preset veryfast -pix_fmt yuv420p";

/// Loudness of a stretch, in sample frames at 48,000 a second.
fn loudness(sound: &Sound, from: usize, to: usize) -> f32 {
    sound.samples[from * 2..to * 2].iter().map(|sample| sample.abs()).fold(0.0, f32::max)
}

#[test]
fn sound_that_starts_late_begins_with_silence() {
    for (name, codecs) in [("late.mp4", "-c:a aac"), ("late.mkv", "-c:a flac"), ("late.ts", "-c:a mp2")] {
        let path = made(name, &format!("{PICTURE} -itsoffset 0.7 {TONE} {H264} -ac 2 {codecs}"));
        let mut reader = Reader::video(&path);
        let sound = reader.sound();
        assert!(loudness(&sound, 0, 30_000) < 0.001, "{name}");
        assert!(loudness(&sound, 34_000, 60_000) > 0.05, "{name}");
        // From the silence, and from within the tone.
        for millis in [100, 1_000] {
            reader.seek(MediaTime::from_millis(millis));
            let block = reader.block().unwrap();
            assert_eq!(block.time.millis(), millis);
            let expected = &sound.samples[millis as usize * 96..];
            assert!(difference(&block.samples, expected) < 0.01, "{name} {millis}");
        }
    }
}

#[test]
fn a_hole_in_the_sound_is_silence() {
    // The tone is cut out between 0.5 and 1.2 s; the stamps after it stay.
    let tone = "-f lavfi -i sine=frequency=440:sample_rate=48000:duration=2";
    let path = made("hole.mkv", &format!("{tone} -af aselect='lt(t,0.5)+gt(t,1.2)' -ac 2 -c:a pcm_s16le"));
    let sound = Reader::new(request(&path, MediaKind::Sound)).sound();
    assert!((sound.frames() as i64 - 96_000).abs() < 2_000, "{}", sound.frames());
    assert!(loudness(&sound, 10_000, 20_000) > 0.05);
    assert!(loudness(&sound, 27_000, 54_000) < 0.001);
    assert!(loudness(&sound, 62_000, 90_000) > 0.05);
}

#[test]
fn a_picture_that_starts_late_is_shown_first_nonetheless() {
    let path = made("late-picture.mkv", &format!("-itsoffset 0.5 {PICTURE} {TONE} {H264} -c:a flac"));
    let mut reader = Reader::video(&path);
    let first = reader.frame().unwrap();
    assert!((500..=520).contains(&first.time.millis()));
    reader.seek(MediaTime::from_millis(200));
    assert_eq!(reader.frame().unwrap().time, first.time);
}

#[test]
fn containers_that_start_elsewhere_start_at_zero() {
    for shift in ["3600", "10.5"] {
        let path = made(
            &format!("offset-{shift}.ts"),
            &format!("{PICTURE} {TONE} {H264} -c:a mp2 -output_ts_offset {shift}"),
        );
        let mut reader = Reader::video(&path);
        let info = reader.info().unwrap();
        assert!((info.duration.seconds() - 2.0).abs() < 0.1, "{:?}", info.duration);
        let frames = reader.frames();
        assert_eq!(frames.len(), 50);
        assert!(frames[0].time.millis() < 50 && frames[0].time >= MediaTime::ZERO);
        for number in [30, 10, 49, 0] {
            reader.seek(frames[number].time);
            let frame = reader.frame().unwrap();
            assert_eq!((frame.time, &frame.picture), (frames[number].time, &frames[number].picture));
        }
    }
}

#[test]
fn every_container_seeks_exactly() {
    for (name, codecs) in [
        ("seek.ts", "-c:v libx264 -preset fast -g 12 -bf 2 -c:a mp2"),
        ("seek.mpg", "-c:v mpeg2video -g 12 -bf 2 -c:a mp2"),
        ("seek.avi", "-c:v mpeg4 -g 12 -c:a libmp3lame"),
        ("seek.webm", "-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -g 12 -c:a libopus"),
        ("seek.ogv", "-c:v libtheora -g 12 -c:a libvorbis"),
        ("seek.mkv", "-c:v libx264 -preset fast -x264-params open-gop=1:keyint=12 -bf 3 -c:a aac"),
        (
            "seek.mp4",
            "-c:v libx265 -preset ultrafast -x265-params log-level=none:keyint=12:bframes=3 -c:a aac",
        ),
    ] {
        let path = made(name, &format!("{PICTURE} {TONE} -pix_fmt yuv420p -ac 2 {codecs}"));
        let all = Reader::video(&path).frames();
        let all_sound = Reader::video(&path).sound();
        let mut reader = Reader::video(&path);
        for number in [25, 3, 40, 12, 11, 13, all.len() - 1, 0, 36] {
            let target = all[number].time + MediaDuration::from_millis(7);
            reader.seek(target);
            let frame = reader.frame().unwrap();
            assert_eq!(frame.time, all[number].time, "{name} {number}");
            assert!(frame.picture == all[number].picture, "{name} {number}");
            let next = reader.frame().map(|frame| frame.time);
            assert_eq!(next, all.get(number + 1).map(|frame| frame.time), "{name} {number}");
            let sample = target.since_zero().samples(48_000) as usize;
            match reader.block() {
                Some(block) => {
                    assert_eq!(block.time.since_zero().samples(48_000) as usize, sample, "{name}");
                    let off = least_difference(&block.samples, &all_sound.samples, sample, 1);
                    assert!(off < 0.01, "{name} {number}: {off}");
                }
                None => assert!(all_sound.frames() <= sample, "{name} {number}"),
            }
        }
    }
}

/// The difference to the best fitting place at most `off_by` sample frames from `sample`.
fn least_difference(block: &[f32], all: &[f32], sample: usize, off_by: usize) -> f64 {
    let places = sample.saturating_sub(off_by)..=sample + off_by;
    places.filter_map(|place| all.get(place * 2..)).map(|there| difference(block, there)).fold(1.0, f64::min)
}

#[test]
fn sound_files_seek_exactly() {
    // A tone that never repeats tells where it was taken.
    let sweep = "-f lavfi -i aevalsrc=0.3*sin(300*t*t):s=48000:d=12 -ac 2";
    for (name, codec) in [
        ("sweep.ogg", "-c:a libvorbis"),
        ("sweep.opus", "-c:a libopus"),
        ("sweep.mp3", "-c:a libmp3lame"),
        ("sweep.m4a", "-c:a aac"),
        ("sweep.aac", "-c:a aac"),
        ("sweep.flac", "-c:a flac"),
        ("sweep.wav", "-c:a pcm_s16le"),
        // Stamps are whole milliseconds here.
        ("sweep-opus.webm", "-c:a libopus"),
        ("sweep-short-opus.webm", "-c:a libopus -frame_duration 2.5"),
        ("sweep-aac.mkv", "-c:a aac"),
        ("sweep-mp3.mkv", "-c:a libmp3lame"),
        ("sweep-flac.mkv", "-c:a flac"),
    ] {
        let path = made(name, &format!("{sweep} {codec}"));
        let all = Reader::new(request(&path, MediaKind::Sound)).sound();
        let mut reader = Reader::new(request(&path, MediaKind::Sound));
        reader.info().unwrap();
        for (nth, sample) in [400_000_usize, 30_000, 0, 570_001, 100_003, 250_000].into_iter().enumerate() {
            if nth % 2 == 1 {
                // At its end a clip closes its codec: opened anew it begins as at the stream's start.
                reader.sound();
            }
            reader.seek(MediaTime::ZERO + MediaDuration::from_samples(sample as u64, 48_000));
            let block = reader.block().unwrap();
            assert_eq!(block.time.since_zero().samples(48_000) as usize, sample, "{name}");
            let off = least_difference(&block.samples, &all.samples, sample, 1);
            assert!(off < 0.01, "{name} {sample}: {off}");
        }
    }
}

#[test]
fn seeks_beyond_the_end_give_the_last_picture() {
    let mut reader = Reader::video(&usual());
    reader.info().unwrap();
    for target in [MediaTime::from_millis(2_000), MediaTime::from_millis(900_000), MediaTime::MAX] {
        reader.seek(target);
        let frame = reader.frame().unwrap();
        assert_eq!(frame.time.millis(), 1_960);
        assert!(reader.frame().is_none());
    }
    reader.seek(MediaTime::from_millis(-5_000));
    assert_eq!(reader.frame().unwrap().time, MediaTime::ZERO);
}

#[test]
fn variable_rates_keep_their_times() {
    let path =
        made("vfr.mkv", &format!("{PICTURE} -vf select='not(mod(n,7))+lt(n,10)' -fps_mode vfr {H264}"));
    let frames = Reader::video(&path).frames();
    let expected = clips::probe_frames(&path, "v:0", "pts_time");
    let times: Vec<String> = frames.iter().map(|frame| format!("{:.6}", frame.time.seconds())).collect();
    assert_eq!(times, expected);
    assert_eq!(frames[12].duration, frames[13].time - frames[12].time);
    let mut reader = Reader::video(&path);
    for frame in frames.iter().rev() {
        reader.seek(frame.time + frame.duration - MediaDuration::from_millis(2));
        assert_eq!(reader.frame().unwrap().time, frame.time);
    }
}

#[test]
fn doubled_and_backward_stamps_are_repaired() {
    let path = made(
        "odd-stamps.mp4",
        &format!("{PICTURE} -c:v mpeg4 -bsf:v setts=pts=if(eq(mod(N\\,5)\\,2)\\,PTS-800\\,PTS):dts=DTS-1500"),
    );
    let path_text = path.to_str().unwrap();
    let arguments = ["-v", "error", "-show_entries", "packet=pts", "-of", "csv=p=0", path_text];
    let stamps = String::from_utf8(clips::run("ffprobe", &arguments).stdout).unwrap();
    let stamps: Vec<i64> =
        stamps.lines().filter_map(|line| line.trim_end_matches(',').parse().ok()).collect();
    assert!(stamps.windows(2).any(|pair| pair[0] > pair[1]), "the test's clip is in order: {stamps:?}");
    let frames = Reader::video(&path).frames();
    assert_eq!(frames.len(), 50);
    assert!(frames.windows(2).all(|pair| pair[0].time < pair[1].time));
}

#[test]
fn lengths_may_differ_and_interleaving_may_be_bad() {
    // All pictures, then 20 s of sound; and the pictures only after 20 s of sound.
    let long = "-f lavfi -i sine=duration=20:sample_rate=48000";
    for (name, input) in [
        ("sound-last.mp4", format!("{PICTURE} {long}")),
        ("pictures-last.mp4", format!("-itsoffset 19 {PICTURE} {long} -fps_mode passthrough")),
    ] {
        let path = made(name, &format!("{input} -max_interleave_delta 1 {H264} -ac 2 -c:a aac"));
        let mut reader = Reader::video(&path);
        reader.info().unwrap();
        // One lane is emptied before the other is touched.
        assert!(reader.sound().frames().abs_diff(960_000) < 2_000, "{name}");
        assert_eq!(reader.frames().len(), 50, "{name}");
        let mut reader = Reader::video(&path);
        assert_eq!(reader.frames().len(), 50, "{name}");
        assert!(reader.sound().frames().abs_diff(960_000) < 2_000, "{name}");
    }
    let path = made("short-sound.mp4", &format!("{PICTURE} -f lavfi -i sine=duration=0.3 {H264} -c:a aac"));
    let mut reader = Reader::video(&path);
    assert_eq!(reader.frames().len(), 50);
    assert!(reader.sound().frames() < 20_000);
}

#[test]
fn files_without_sound_or_picture() {
    let mute = made("mute.mp4", &format!("{PICTURE} {H264}"));
    let mut reader = Reader::video(&mute);
    let info = reader.info().unwrap();
    assert!(info.has_picture && !info.has_sound);
    assert!(reader.block().is_none());
    assert_eq!(reader.frames().len(), 50);
    let error = Reader::new(request(&mute, MediaKind::Sound)).info().unwrap_err();
    assert_eq!(error.kind, MediaErrorKind::Empty);

    let tone = made("tone.m4a", &format!("{TONE} -ac 2 -c:a aac"));
    let mut reader = Reader::video(&tone);
    let info = reader.info().unwrap();
    assert!(!info.has_picture && info.has_sound);
    assert!(reader.frame().is_none());
    let error = Reader::new(request(&tone, MediaKind::Still)).info().unwrap_err();
    assert_eq!(error.kind, MediaErrorKind::Empty);
}

#[test]
fn covers_are_no_pictures() {
    let cover = made("cover.png", "-f lavfi -i testsrc2=size=64x64:rate=1:duration=1 -frames:v 1 -c:v png");
    let tone = made("tone.mp3", &format!("{TONE} -ac 2 -c:a libmp3lame -q:a 4"));
    let (cover, tone) = (cover.to_str().unwrap(), tone.to_str().unwrap());
    let path = made(
        "cover.mp3",
        &format!("-i {tone} -i {cover} -map 0:a -map 1:v -c copy -disposition:v:0 attached_pic"),
    );
    let mut reader = Reader::video(&path);
    assert!(!reader.info().unwrap().has_picture);
    assert!(reader.sound().frames() > 90_000);
}

fn voice() -> PathBuf {
    made("voice.flac", "-f lavfi -i sine=frequency=880:sample_rate=48000:duration=3 -ac 2 -c:a flac")
}

fn replaced(to: Option<ClipPoint>) -> Reader {
    Reader::new(ClipRequest {
        sound: Some(Ok(File::open(voice()).unwrap())),
        from: ClipPoint::AfterStart(MediaDuration::from_millis(400)),
        to,
        ..request(&usual(), MediaKind::Video)
    })
}

#[test]
fn a_sound_of_its_own_replaces_the_clips() {
    let expected = clips::raw_sound(&voice(), 48_000);
    let mut reader = replaced(None);
    // The later of both ends: the picture has 1.6 s left.
    assert_eq!(reader.info().unwrap().duration, MediaDuration::from_seconds(3));
    let sound = reader.sound();
    assert_eq!(sound.samples.len(), expected.len());
    assert!(difference(&sound.samples, &expected) < 1e-4);
    reader.seek(MediaTime::from_millis(2_500));
    assert_eq!(reader.frame().unwrap().time.millis(), 1_560);
    assert!(difference(&reader.block().unwrap().samples, &expected[2_500 * 96..]) < 1e-3);

    let mut reader = replaced(Some(ClipPoint::AfterStart(MediaDuration::from_millis(1_000))));
    assert_eq!(reader.info().unwrap().duration, MediaDuration::from_millis(600));
    assert_eq!(reader.sound().frames(), 600 * 48);
}

#[test]
fn rates_and_layouts() {
    for (name, source, rate) in [
        ("mono-44.wav", "-f lavfi -i sine=frequency=440:sample_rate=44100:duration=1", 48_000),
        ("mono-8.wav", "-f lavfi -i sine=frequency=440:sample_rate=8000:duration=1", 44_100),
        ("mono-96.wav", "-f lavfi -i sine=frequency=440:sample_rate=96000:duration=1", 48_000),
    ] {
        let path = made(name, source);
        let audio = AudioFormat { rate };
        let sound = Reader::new(ClipRequest { audio, ..request(&path, MediaKind::Sound) }).sound();
        assert!(sound.frames().abs_diff(rate as usize) <= 1, "{name}: {}", sound.frames());
        // One channel sounds as loud from both sides; lavfi's sine is 1/8 of full scale.
        let mut off = 0.0_f64;
        for (number, frame) in sound.samples.chunks(2).enumerate() {
            assert!((frame[0] - frame[1]).abs() < 1e-6);
            let phase = number as f64 / f64::from(rate) * 440.0 * core::f64::consts::TAU;
            // Resampling filters ring at the ends.
            if (500..rate as usize - 500).contains(&number) {
                off = off.max((f64::from(frame[0]) - phase.sin() / 8.0).abs());
            }
        }
        assert!(off < 0.004, "{name}: off by {off}");
    }
    let surround = made(
        "surround.wav",
        "-f lavfi -i sine=frequency=440:sample_rate=48000:duration=1 -af pan=5.1|FL=c0|FR=c0|FC=c0|LFE=c0|BL=c0|BR=c0,volume=8 -c:a pcm_f32le",
    );
    let sound = Reader::new(request(&surround, MediaKind::Sound)).sound();
    assert_eq!(sound.frames(), 48_000);
    let loudest = loudness(&sound, 0, 48_000);
    assert!((0.5..=1.01).contains(&loudest), "{loudest}");
}

#[test]
fn the_rate_may_change_in_mid_stream() {
    let encode = |rate| {
        format!("-f lavfi -i sine=frequency=440:sample_rate={rate}:duration=1 -ac 2 -c:a mp2 -f mpegts")
    };
    let one = made("rate-1.ts", &encode(48_000));
    let two = made("rate-2.ts", &encode(44_100));
    let both: PathBuf = clips::folder().join("rates.ts");
    std::fs::write(&both, [std::fs::read(one).unwrap(), std::fs::read(two).unwrap()].concat()).unwrap();
    let sound = Reader::video(&both).sound();
    assert!((sound.frames() as i64 - 96_000).abs() < 5_000, "{}", sound.frames());
    assert!(loudness(&sound, 60_000, 90_000) > 0.05);
}

#[test]
fn lengths_are_measured_where_headers_do_not_tell() {
    // Written to a pipe, so that no length can be put into the header afterwards.
    let usual = usual();
    let bytes =
        clips::raw(&usual, "-c:v libvpx -deadline realtime -cpu-used 8 -c:a libvorbis -f webm -live 1");
    let path = clips::folder().join("no-length.webm");
    std::fs::write(&path, bytes).unwrap();
    let probe = FfmpegOpener::new().probe(File::open(&path).unwrap(), MediaKind::Video).unwrap();
    assert!((probe.duration.seconds() - 2.0).abs() < 0.05, "{probe:?}");
    let before = MediaDuration::from_millis(500);
    let trimmed = ClipRequest { from: ClipPoint::BeforeEnd(before), ..request(&path, MediaKind::Video) };
    let mut reader = Reader::new(trimmed);
    assert!((reader.info().unwrap().duration - before).millis().abs() <= 1);
    assert!((12..=14).contains(&reader.frames().len()));
}

#[test]
fn probing_tells_what_is_there() {
    let opener = FfmpegOpener::new();
    let probe = opener.probe(File::open(usual()).unwrap(), MediaKind::Video).unwrap();
    assert_eq!(probe.duration, MediaDuration::from_seconds(2));
    assert!(probe.has_picture && probe.has_sound);
    assert_eq!(probe.display_size, (320, 180));
    assert_eq!(probe.description, "MP4/MOV: h264, aac");
    let probe = opener.probe(File::open(usual()).unwrap(), MediaKind::Sound).unwrap();
    assert!(!probe.has_picture && probe.has_sound);
}
