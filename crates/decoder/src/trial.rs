//! Tests of what only shows inside: how much is decoded.

use crate::av::codec::{Pulled, Source, empty_picture};
use crate::av::facts::StreamKind;
use crate::av::file::ReadControl;
use crate::reopen::Reopen;
use media::{
    AudioFormat, ClipPoint, ClipRequest, DeckId, FileIndexes, Generation, MediaError, MediaErrorKind,
    MediaKind, Stamp,
};
use media_time::{MediaDuration, MediaTime};
use std::fs::File;
use std::process::Command;
use std::sync::Arc;

/// A request for a clip that needs no file.
pub(crate) fn request() -> ClipRequest {
    ClipRequest {
        stamp: Stamp { deck: DeckId(1), generation: Generation(0) },
        label: "fake".to_owned(),
        kind: MediaKind::Video,
        file: Err(MediaError::new(MediaErrorKind::Unreadable, "there is none")),
        sound: None,
        from: ClipPoint::default(),
        to: None,
        start: MediaTime::ZERO,
        lasts: None,
        audio: AudioFormat { rate: 48_000 },
        waker: Arc::new(|| ()),
        foreground: true,
        indexes: FileIndexes::default(),
    }
}

/// Two seconds of pictures, 25 a second, one key picture and three B-pictures between others, of
/// which one is used as a reference.
fn clip(folder: &std::path::Path) -> Reopen {
    let path = folder.join("clip.mp4");
    let arguments = "-v error -nostdin -y -f lavfi -i testsrc2=size=320x180:rate=25:duration=2 -c:v libx264 \
                     -preset fast -pix_fmt yuv420p -g 50 -bf 3 -x264-params b-pyramid=normal:b-adapt=0";
    let status = Command::new("ffmpeg").args(arguments.split_whitespace()).arg(&path).status().unwrap();
    assert!(status.success());
    Reopen {
        file: Arc::new(File::open(path).unwrap()),
        known: Arc::default(),
        control: Arc::new(ReadControl::new()),
        kind: StreamKind::Picture,
        threads: 1,
    }
}

/// Decodes up to the picture at `target` and says how many pictures that took.
fn decoded_for(source: &mut Source, target: MediaTime, skip: bool) -> u64 {
    let before = source.decoded();
    assert!(source.seek(target));
    if skip {
        source.skip_to(target);
    }
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
    let mut source = clip(folder.path()).open().unwrap();
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
