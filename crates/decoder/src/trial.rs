//! Tests of what only shows inside: how much is decoded.

mod ahead;

use crate::av::codec::{Pulled, Source, empty_picture};
use crate::av::convert::Converter;
use crate::av::facts::StreamKind;
use crate::av::file::ReadControl;
use crate::av::opening::{How, On};
use crate::av::picture::{PictureHints, picture_of};
use crate::av::prepare;
use crate::opener::start;
use crate::reopen::Reopen;
use media::{Clip, ClipRequest, MediaError, MediaErrorKind, MediaKind, Picture, Polled, Stamp, VideoFrame};
use media_time::{MediaDuration, MediaTime};
use std::fs::File;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A request for a clip that needs no file.
pub(crate) fn request() -> ClipRequest {
    let file = Err(MediaError::new(MediaErrorKind::Unreadable, "there is none"));
    ClipRequest { label: "fake".to_owned(), ..ClipRequest::whole(MediaKind::Video, file) }
}

/// Two seconds of pictures, 25 a second, with three B-pictures between others, of which one is used
/// as a reference.
fn made(folder: &Path, groups: &str) -> File {
    let path = folder.join("clip.mp4");
    let arguments = "-v error -nostdin -y -f lavfi -i testsrc2=size=320x180:rate=25:duration=2 -c:v libx264 \
                     -preset fast -pix_fmt yuv420p -bf 3 -x264-params b-pyramid=normal:b-adapt=0:";
    let arguments = format!("{arguments}{groups}");
    let status = Command::new("ffmpeg").args(arguments.split_whitespace()).arg(&path).status().unwrap();
    assert!(status.success());
    File::open(path).unwrap()
}

fn source(file: File) -> Source {
    let reopen = Reopen {
        file: Arc::new(file),
        known: Arc::default(),
        control: Arc::new(ReadControl::new()),
        kind: StreamKind::Picture,
        how: How { threads: 1, on: On::Software },
    };
    reopen.open().unwrap()
}

/// Decodes up to the picture at `target` and says how many pictures that took.
fn decoded_for(source: &mut Source, target: MediaTime, skip: bool) -> u64 {
    let before = source.decoded();
    assert!(source.seek(target));
    source.look_ahead(target, skip);
    let mut frame = empty_picture();
    loop {
        assert_eq!(source.pull(&mut frame), Pulled::Frame);
        if source.stamp(&frame).0.is_some_and(|time| time >= target) {
            return source.decoded() - before;
        }
    }
}

#[test]
fn pictures_that_no_other_needs_are_skipped_before_a_target() {
    let folder = tempfile::tempdir().unwrap();
    let mut source = source(made(folder.path(), "keyint=50"));
    let target = MediaTime::ZERO + MediaDuration::from_millis(40 * 40);
    assert_eq!(decoded_for(&mut source, target, false), 41);
    let skipping = decoded_for(&mut source, target, true);
    // Of every four pictures two are used by others.
    assert!((19..=23).contains(&skipping), "{skipping}");
    // Nothing is skipped after the target.
    let mut rest = 0;
    let mut frame = empty_picture();
    while source.pull(&mut frame) == Pulled::Frame {
        rest += 1;
    }
    assert_eq!(rest, 9);
}

/// All that is left of a source's pictures.
fn rest(source: &mut Source) -> Vec<Picture> {
    let (hints, mut converter) = (PictureHints::of(source.facts()), Converter::new());
    let mut frame = empty_picture();
    let next = || match source.pull(&mut frame) {
        Pulled::Frame => Some(picture_of(&frame, &hints, &mut converter).unwrap()),
        _ => None,
    };
    std::iter::from_fn(next).collect()
}

#[test]
fn more_threads_are_given_at_the_next_clean_start_and_change_nothing() {
    for (groups, given) in [
        ("keyint=12", 2),
        ("keyint=50", 1),
        // Pictures before a key picture may depend on what came before it.
        ("open-gop=1:keyint=12", 1),
        ("keyint=12:intra-refresh=1:bframes=0", 1),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let file = made(folder.path(), groups);
        let plain = rest(&mut source(file.try_clone().unwrap()));
        assert_eq!(plain.len(), 50);
        let mut grown = source(file);
        let mut pictures: Vec<Picture> = Vec::new();
        let (hints, mut converter) = (PictureHints::of(grown.facts()), Converter::new());
        for _ in 0..5 {
            let mut frame = empty_picture();
            assert_eq!(grown.pull(&mut frame), Pulled::Frame);
            pictures.push(picture_of(&frame, &hints, &mut converter).unwrap());
        }
        grown.want_threads(2);
        pictures.extend(rest(&mut grown));
        assert!(pictures == plain, "{groups}");
        assert_eq!(grown.threads(), given, "{groups}");
    }
}

/// A clip of `file` that is decoded like this, with everything that waits for it.
struct Trial(Box<dyn Clip>, Stamp);

impl Trial {
    fn new(file: &File, on: On) -> Self {
        prepare();
        let request = ClipRequest { file: Ok(file.try_clone().unwrap()), ..request() };
        let stamp = request.stamp;
        Self(Box::new(start(request, None, on, &Arc::default())), stamp)
    }

    fn frame(&mut self) -> Option<VideoFrame> {
        let since = Instant::now();
        loop {
            match self.0.next_frame() {
                Polled::Ready(frame) => return Some(frame),
                Polled::End => return None,
                Polled::Pending => {
                    assert!(since.elapsed() < Duration::from_secs(60), "no picture comes");
                    std::thread::yield_now();
                }
            }
        }
    }

    fn stamp(&mut self) -> Stamp {
        self.1 = Stamp { generation: self.1.generation.next(), ..self.1 };
        self.1
    }

    fn rest(&mut self) -> Vec<(MediaTime, MediaDuration, Arc<Picture>)> {
        let next = || self.frame().map(|frame| (frame.time, frame.duration, frame.picture));
        std::iter::from_fn(next).collect()
    }
}

#[test]
fn hardware_that_fails_in_mid_clip_loses_and_repeats_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let file = made(folder.path(), "keyint=20");
    let plain = Trial::new(&file, On::Software).rest();
    assert_eq!(plain.len(), 50);
    let at = |millis| MediaTime::ZERO + MediaDuration::from_millis(millis);
    for count in [0, 1, 2, 7, 19, 20, 21, 33, 48, 49, 50, 60] {
        for (frames, copies) in [(count, 1_000), (1_000, count)] {
            let failing = || Trial::new(&file, On::Failing { frames, copies });
            let mut clip = failing();
            assert!(clip.rest() == plain, "{frames} frames, {copies} copies");
            assert!(clip.0.status().fault.is_none());
            // After a seek.
            let mut clip = failing();
            let stamp = clip.stamp();
            clip.0.seek(at(1_000), stamp);
            assert!(clip.rest() == plain[25..], "sought: {frames} frames, {copies} copies");
            // While a bar is dragged, and after it was let go of.
            let mut clip = failing();
            for target in [1_500, 1_100, 300] {
                let stamp = clip.stamp();
                clip.0.scrub(at(target), stamp);
                let exact = plain.iter().rev().find(|(time, ..)| *time <= at(target)).unwrap();
                while clip.frame().unwrap().time != exact.0 {}
            }
            let stamp = clip.stamp();
            clip.0.seek(at(400), stamp);
            assert!(clip.rest() == plain[10..], "scrubbed: {frames} frames, {copies} copies");
        }
    }
}

#[test]
fn a_clip_is_decoded_in_software_where_there_is_no_hardware() {
    let folder = tempfile::tempdir().unwrap();
    let file = made(folder.path(), "keyint=20");
    let plain = Trial::new(&file, On::Software).rest();
    // With a device or without one: the same times, and as many pictures.
    let found = Trial::new(&file, On::Hardware(Arc::default())).rest();
    assert_eq!(found.len(), plain.len());
    assert!(found.iter().zip(&plain).all(|(found, plain)| (found.0, found.1) == (plain.0, plain.1)));
}
