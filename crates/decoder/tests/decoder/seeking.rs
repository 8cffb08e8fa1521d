//! Playing from the start, and exact seeks.

use crate::clips::{self, usual};
use crate::reader::{Reader, difference, request};
use media::{ClipPoint, MediaKind};
use media_time::{MediaDuration, MediaTime};

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
