//! Clips that are held more or less ready.

use crate::clips::{self, usual};
use crate::reader::{Reader, difference, request};
use media::{ClipPoint, ClipRequest, MediaKind, Readiness};
use media_time::{MediaDuration, MediaTime};
use std::time::Instant;

fn held(from: i64) -> Reader {
    let from = ClipPoint::AfterStart(MediaDuration::from_millis(from));
    Reader::new(ClipRequest { from, foreground: false, ..request(&usual(), MediaKind::Video) })
}

/// Waits for the decoder's threads; only a hang takes long.
fn until(what: &str, reached: impl Fn() -> bool) {
    let since = Instant::now();
    while !reached() {
        assert!(since.elapsed().as_secs() < 60, "never: {what}");
        std::thread::yield_now();
    }
}

#[test]
fn whatever_was_given_back_comes_again() {
    let expected: Vec<_> = Reader::video(&usual()).frames();
    let sound = clips::raw_sound(&usual(), 48_000);
    for (way, taken) in [
        (&[][..], 1),
        (&[Readiness::FirstPicture], 1),
        (&[Readiness::FirstPicture], 0),
        (&[Readiness::Open], 1),
        (&[Readiness::Open, Readiness::FirstPicture, Readiness::Primed], 0),
        (&[Readiness::Open, Readiness::Primed, Readiness::Open, Readiness::Primed], 3),
    ] {
        let mut reader = held(0);
        let mut frames: Vec<_> = (0..taken).map(|_| reader.frame().unwrap()).collect();
        for readiness in way {
            reader.clip.hold(*readiness);
            if *readiness == Readiness::Open {
                assert_eq!(reader.clip.queued_bytes(), 0);
            }
            for _ in 0..1_000 {
                std::thread::yield_now();
            }
        }
        reader.clip.to_foreground();
        frames.extend(reader.frames());
        let times = |frames: &[media::VideoFrame]| frames.iter().map(|frame| frame.time).collect::<Vec<_>>();
        assert_eq!(times(&frames), times(&expected), "{way:?} {taken}");
        assert!(frames.iter().zip(&expected).all(|(one, other)| one.picture == other.picture));
        let heard = reader.sound();
        assert_eq!((heard.begin, heard.samples.len()), (Some(MediaTime::ZERO), sound.len()), "{way:?}");
        assert!(difference(&heard.samples, &sound) < 1e-3, "{way:?}");
    }
}

#[test]
fn a_clip_that_is_kept_for_another_time_is_whole_then() {
    let expected: Vec<_> = Reader::video(&usual()).frames();
    let mut reader = held(0);
    reader.clip.to_foreground();
    for round in 0..30 {
        // It is shown for a moment, and sought while more of it is known than a primed clip keeps.
        reader.seek(MediaTime::ZERO);
        for expected in expected.iter().take(1 + round % 5) {
            assert_eq!(reader.frame().unwrap().time, expected.time, "{round}");
        }
        let known = reader.clip.queued_bytes();
        until("more is known", || reader.clip.queued_bytes() > known || reader.clip.queued_bytes() > 300_000);
        reader.seek(MediaTime::ZERO);
        reader.clip.hold(Readiness::Primed);
        reader.clip.to_foreground();
        for (number, expected) in expected.iter().enumerate().take(20) {
            let frame = reader.frame().unwrap();
            assert_eq!(frame.time, expected.time, "round {round}, picture {number}");
        }
    }
}

#[test]
fn a_primed_clip_closes_its_codec_where_that_is_soon_made_up() {
    // A picture of this clip takes 86 kB; its open codec nearly a megabyte.
    let reader = held(0);
    until("at rest", || reader.clip.queued_bytes() > 200_000 && reader.clip.held_bytes() < 2_400_000);
    // It still has its first pictures, and goes on after them.
    assert!(reader.clip.queued_bytes() > 200_000);
}

#[test]
fn a_clip_held_open_decodes_nothing_until_it_is_wanted() {
    let mut reader = held(0);
    reader.clip.hold(Readiness::Open);
    reader.info().unwrap();
    until("the codecs are closed", || reader.clip.held_bytes() <= 1_500_000);
    assert_eq!(reader.clip.queued_bytes(), 0);
    reader.clip.hold(Readiness::FirstPicture);
    assert_eq!(reader.frame().unwrap().time, MediaTime::ZERO);
    assert!(reader.clip.next_frame().ready().is_none() && reader.clip.next_sound().ready().is_none());
    // A seek goes on with as much as the clip is held for.
    reader.seek(MediaTime::from_millis(400));
    assert_eq!(reader.frame().unwrap().time, MediaTime::from_millis(400));
    assert!(reader.clip.next_sound().ready().is_none());
    reader.clip.to_foreground();
    assert_eq!(reader.frame().unwrap().time, MediaTime::from_millis(440));
    assert_eq!(reader.block().unwrap().time, MediaTime::from_millis(400));
}
