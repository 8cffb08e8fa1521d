//! Indexes are written and read the same; what cannot be true is left out.

use super::*;
use crate::index::{MediaIndex, MediaIndexError};
use proptest::prelude::*;
use std::sync::Arc;

/// An index as one is made for an ordinary clip.
fn clip() -> ClipIndex {
    let level = |decibels| crate::loudness::Level::from_decibels(decibels).unwrap();
    let loudness = Loudness { integrated: level(-19.37), true_peak: level(-2.1), range: level(4.5) };
    let sound = StreamIndex {
        index: 1,
        kind: StreamIndexKind::Sound,
        codec: "aac".to_owned(),
        time_base: (1, 48_000),
        start: Some(MediaTime::ZERO),
        duration: Some(MediaDuration::from_seconds(2)),
        frame_rate: None,
        size: (0, 0),
        pixel_aspect: None,
        turned: 0,
        delay: 0,
        channels: 2,
        rate: 48_000,
        cover: false,
        preferred: true,
        setup: Setup::default(),
    };
    let picture = StreamIndex {
        index: 0,
        kind: StreamIndexKind::Picture,
        codec: "h264".to_owned(),
        time_base: (1, 12_800),
        frame_rate: Some((25, 1)),
        size: (320, 180),
        pixel_aspect: Some((1, 1)),
        delay: 2,
        channels: 0,
        rate: 0,
        setup: Setup(vec![0, 1, 0xff]),
        ..sound.clone()
    };
    ClipIndex {
        file: FileIdentity { size: 12_345, ends: Digest([7; 32]), content: Digest([0xab; 32]) },
        container: "mov,mp4,m4a,3gp,3g2,mj2".to_owned(),
        description: "MP4/MOV: h264, aac".to_owned(),
        origin: MediaTime::ZERO,
        length: MediaDuration::from_seconds(2),
        quick: true,
        streams: vec![picture, sound],
        picture: Some(PictureIndex {
            stream: 0,
            frames: 50,
            end: MediaTime::from_millis(2_000),
            display_size: (320, 180),
            colours: "yuv420p".to_owned(),
            keyframes: vec![0, 5_120, 10_240],
        }),
        sound: Some(SoundIndex { stream: 1, end: MediaTime::from_millis(2_000), loudness: Some(loudness) }),
        fault: None,
    }
}

fn written(clips: &[(&str, ClipIndex)]) -> MediaIndex {
    let clips = clips.iter().map(|(path, clip)| ((*path).to_owned(), Arc::new(clip.clone())));
    MediaIndex { clips: clips.collect(), ..MediaIndex::default() }
}

#[test]
fn what_is_written_is_read_and_written_the_same() {
    let index = written(&[("media/b.mp4", clip()), ("media/a.mp4", clip())]);
    let text = index.to_text().unwrap();
    let read = MediaIndex::parse(text.as_bytes()).unwrap();
    assert_eq!(read, index);
    assert_eq!(read.to_text().unwrap(), text);
    assert!(text.find("media/a.mp4") < text.find("media/b.mp4"));
    assert!(text.lines().all(|line| line.len() < 300), "a fact a line:\n{text}");
    assert!(text.contains("-19.37"), "{text}");
}

#[test]
fn what_is_no_index_is_told_as_a_whole() {
    let good = written(&[("a.mp4", clip())]).to_text().unwrap();
    for (text, what) in [
        (String::new(), "empty"),
        ("Story()".to_owned(), "something else"),
        (good.replace("12345", "-1"), "a size below nothing"),
        (good.replace("12345", "99999999999999999999999"), "a size beyond all"),
        (good.replace("-19.37", "inf"), "endless loudness"),
        (good.replace("-19.37", "NaN"), "no loudness"),
        (good.replace("-19.37", "1e300"), "deafening loudness"),
        (good.replace("ababab", "xyxyxy"), "no hash"),
        (good.replace("0001ff", "0001f"), "half a byte"),
        (good[..good.len() / 2].to_owned(), "cut off"),
        (format!("<<<<<<< HEAD\n{good}"), "a merge that was not finished"),
        ("[".repeat(100_000), "deep brackets"),
    ] {
        let error = MediaIndex::parse(text.as_bytes()).unwrap_err();
        assert!(matches!(error, MediaIndexError::Damaged(_)), "{what}: {error:?}");
    }
    let later = good.replace("format: 1", "format: 2").replace("length:", "lasts:");
    assert_eq!(MediaIndex::parse(later.as_bytes()), Err(MediaIndexError::OtherFormat(2)));
    let large = vec![b' '; MediaIndex::MOST_BYTES + 1];
    assert_eq!(MediaIndex::parse(&large), Err(MediaIndexError::TooLarge));
}

#[test]
fn entries_that_cannot_be_true_are_left_out_and_told() {
    type Change = fn(&mut ClipIndex);
    let cases: &[(&str, Change)] = &[
        ("no streams", |clip| clip.streams.clear()),
        ("many streams", |clip| clip.streams = vec![clip.streams[0].clone(); 65]),
        ("twice the same stream", |clip| clip.streams[1].index = 0),
        ("picture from sound", |clip| clip.picture.as_mut().unwrap().stream = 1),
        ("sound from nowhere", |clip| clip.sound.as_mut().unwrap().stream = u32::MAX),
        ("keyframes back and forth", |clip| clip.picture.as_mut().unwrap().keyframes = vec![0, 5, 5]),
        ("many keyframes", |clip| clip.picture.as_mut().unwrap().keyframes = (0..50_001).collect()),
        ("no ticks", |clip| clip.streams[0].time_base = (1, 0)),
        ("ticks beyond FFmpeg's numbers", |clip| clip.streams[0].time_base = (1, u32::MAX)),
        ("no rate", |clip| clip.streams[0].frame_rate = Some((0, 1))),
        ("no pixel shape", |clip| clip.streams[0].pixel_aspect = Some((1, 0))),
        ("huge", |clip| clip.streams[0].size = (u32::MAX, 2)),
        ("delayed for ever", |clip| clip.streams[0].delay = u32::MAX),
        ("skewed", |clip| clip.streams[0].turned = 45),
        ("many channels", |clip| clip.streams[1].channels = u32::MAX),
        ("fast samples", |clip| clip.streams[1].rate = u32::MAX),
        ("long setup", |clip| clip.streams[0].setup = Setup(vec![0; MOST_SETUP_BYTES + 1])),
        ("far away", |clip| clip.origin = MediaTime::MAX),
        ("far before", |clip| clip.streams[0].start = Some(MediaTime::from_flicks(i64::MIN))),
        ("shorter than nothing", |clip| clip.length = MediaDuration::from_flicks(-1)),
        ("endless", |clip| clip.streams[0].duration = Some(MediaDuration::MAX)),
        ("ends never", |clip| clip.picture.as_mut().unwrap().end = MediaTime::MAX),
        ("a long name", |clip| clip.container = "x".repeat(401)),
        ("a long fault", |clip| clip.fault = Some("x".repeat(401))),
    ];
    for (what, change) in cases {
        let mut wrong = clip();
        change(&mut wrong);
        let text = written(&[("good.mp4", clip()), ("wrong.mp4", wrong)]).to_text().unwrap();
        let index = MediaIndex::parse(text.as_bytes()).unwrap();
        assert!(index.clips.contains_key("good.mp4") && !index.clips.contains_key("wrong.mp4"), "{what}");
        assert!(index.refused["wrong.mp4"].len() > 10, "{what}");
    }
}

proptest! {
    /// Whatever becomes of a file's bytes, reading it ends, and what it gives is within bounds.
    #[test]
    fn damaged_bytes_never_do_harm(changes in proptest::collection::vec((any::<u16>(), any::<u8>()), 1..6)) {
        let mut bytes = written(&[("a.mp4", clip())]).to_text().unwrap().into_bytes();
        for (place, byte) in changes {
            let length = bytes.len();
            bytes[usize::from(place) % length] = byte;
        }
        if let Ok(index) = MediaIndex::parse(&bytes) {
            for clip in index.clips.values() {
                prop_assert_eq!(clip.check(), Ok(()));
            }
        }
    }
}
