//! Pictures while a bar is dragged, and what is kept around the place that was sought last.

use crate::clips::{PICTURE, made};
use crate::reader::{Reader, request};
use crate::seeking::hard_to_seek;
use media::{ClipPoint, MediaKind, Polled, VideoFrame};
use media_time::{MediaDuration, MediaTime};
use proptest::prelude::*;
use std::path::PathBuf;

/// Takes pictures until the one on screen at `target` of `all` comes; gives those before it.
fn until_exact(reader: &mut Reader, all: &[VideoFrame], target: MediaTime, what: &str) -> Vec<VideoFrame> {
    let exact = on_screen(all, target);
    let mut passing = Vec::new();
    loop {
        let frame = reader.frame().unwrap_or_else(|| panic!("{what}: no picture for {target:?}"));
        if frame.time == exact.time {
            assert!(frame.picture == exact.picture, "{what}: another picture at {target:?}");
            return passing;
        }
        passing.push(frame);
    }
}

fn on_screen(all: &[VideoFrame], target: MediaTime) -> &VideoFrame {
    all.iter().rev().find(|frame| frame.time <= target).unwrap_or(&all[0])
}

/// One group of 50 pictures.
fn one_group() -> PathBuf {
    let x264 = "-c:v libx264 -preset fast -pix_fmt yuv420p -g 250 -bf 3";
    made("scrub.mp4", &format!("{PICTURE} {x264} -x264-params b-pyramid=normal:b-adapt=0:ref=3"))
}

#[test]
fn a_scrub_shows_a_key_picture_and_then_the_exact_one() {
    for (name, path) in hard_to_seek() {
        let all: Vec<_> = Reader::video(&path).frames();
        let mut reader = Reader::video(&path);
        reader.info().unwrap();
        let mut passed = 0;
        for number in (0..all.len()).step_by(5).map(|n| (n * 31 + 17) % all.len()) {
            let target = all[number].time + all[number].duration.scaled(1, 2);
            reader.scrub(target);
            for frame in until_exact(&mut reader, &all, target, name) {
                passed += 1;
                let same = all.iter().find(|other| other.time == frame.time);
                let same = same.unwrap_or_else(|| panic!("{name}: no picture lies at {:?}", frame.time));
                assert!(frame.time <= target, "{name}");
                assert!(frame.picture == same.picture, "{name}: the key picture differs");
            }
            assert!(matches!(reader.clip.next_sound(), Polled::End), "{name}: sound while scrubbing");
        }
        // These containers do not say of a packet that it is a key, or when its picture is shown.
        assert!(passed > 0 || name.starts_with("MPEG"), "{name}: no key picture was shown");
        assert!(reader.clip.status().fault.is_none(), "{name}");
    }
}

#[test]
fn inside_the_group_nothing_is_decoded_again() {
    let path = one_group();
    let all: Vec<_> = Reader::video(&path).frames();
    let mut reader = Reader::video(&path);
    reader.info().unwrap();
    let last = all.last().unwrap().time;
    reader.scrub(last);
    until_exact(&mut reader, &all, last, "first");
    assert!(reader.clip.queued_bytes() > 48 * 320 * 180, "what is kept counts");
    // It is there at once, whatever the decoder's thread is doing.
    for number in (0..all.len()).map(|n| n * 31 % all.len()) {
        reader.scrub(all[number].time);
        let Polled::Ready(frame) = reader.clip.next_frame() else { panic!("picture {number} is not kept") };
        assert_eq!(frame.time, all[number].time);
        assert!(frame.picture == all[number].picture);
    }
    // So it is when the bar is let go of; then it plays on to the end.
    for number in [40, 12, 0, 49] {
        reader.seek(all[number].time);
        let Polled::Ready(first) = reader.clip.next_frame() else { panic!("picture {number} is not kept") };
        let mut rest = vec![first];
        rest.extend(reader.frames());
        assert_eq!(rest.len(), all.len() - number);
        assert!(rest.iter().zip(&all[number..]).all(|(a, b)| a.time == b.time && a.picture == b.picture));
        reader.scrub(last);
        until_exact(&mut reader, &all, last, "again");
    }
}

#[test]
fn what_was_kept_goes_when_it_plays_on() {
    let path = one_group();
    let mut reader = Reader::video(&path);
    reader.info().unwrap();
    reader.scrub(MediaTime::from_millis(400));
    while reader.frame().unwrap().time != MediaTime::from_millis(400) {}
    reader.seek(MediaTime::from_millis(400));
    for _ in 0..38 {
        reader.frame().unwrap();
    }
    // Only what waits is left: the clip has two pictures more.
    assert!(reader.clip.queued_bytes() < 4 * 320 * 180 * 3 / 2 + (1 << 20));
}

#[test]
fn a_scrub_shows_nothing_from_outside_a_trimmed_clip() {
    let millis = MediaDuration::from_millis;
    let from = ClipPoint::AfterStart(millis(600));
    let to = Some(ClipPoint::AfterStart(millis(1_200)));
    let trimmed = || Reader::new(media::ClipRequest { from, to, ..request(&one_group(), MediaKind::Video) });
    let all: Vec<_> = trimmed().frames();
    assert_eq!(all.len(), 15);
    let mut reader = trimmed();
    reader.info().unwrap();
    for target in [0, 599, 300, 10, 4_000, -50] {
        let target = MediaTime::from_millis(target);
        reader.scrub(target);
        let passing = until_exact(&mut reader, &all, target, "trimmed");
        assert!(passing.is_empty(), "its key picture lies before the clip");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    /// Whatever was scrubbed, sought and taken before: a seek gives what decoding from the start gives.
    #[test]
    fn seeks_and_scrubs_in_any_order_are_exact(
        which in 0_usize..6,
        steps in proptest::collection::vec((0_usize..4, 0_i64..2_100, 0_usize..30), 1..25),
    ) {
        let (name, path) = hard_to_seek().swap_remove(which);
        let all: Vec<_> = Reader::video(&path).frames();
        let mut reader = Reader::video(&path);
        reader.info().unwrap();
        for (step, millis, count) in steps {
            let target = MediaTime::from_millis(millis);
            match step {
                0 => {
                    reader.scrub(target);
                    until_exact(&mut reader, &all, target, name);
                }
                // Given up at once.
                1 => reader.scrub(target),
                _ => {
                    reader.seek(target);
                    let first = on_screen(&all, target).time;
                    for expected in all.iter().filter(|frame| frame.time >= first).take(count + 1) {
                        let frame = reader.frame().unwrap();
                        prop_assert_eq!(frame.time, expected.time, "{} {:?}", name, target);
                        prop_assert_eq!(frame.duration, expected.duration);
                        prop_assert!(frame.picture == expected.picture);
                    }
                }
            }
        }
    }
}
