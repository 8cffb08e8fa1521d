//! What packets tell before they are decoded, and pictures that come before their turn.

use super::{made, rest, source};
use crate::av::codec::{Pulled, Source, empty_picture};
use crate::av::convert::Converter;
use crate::av::picture::{PictureHints, picture_of};
use media::Picture;
use media_time::{MediaDuration, MediaTime};

fn picture_number(number: i64) -> MediaTime {
    MediaTime::ZERO + MediaDuration::from_millis(40 * number)
}

#[test]
fn packets_tell_which_picture_is_on_screen_and_until_when() {
    for groups in ["keyint=50", "keyint=12", "open-gop=1:keyint=12", "keyint=12:intra-refresh=1:bframes=0"] {
        let folder = tempfile::tempdir().unwrap();
        let mut source = source(made(folder.path(), groups));
        for number in 0..50 {
            let target = picture_number(number) + MediaDuration::from_millis(number % 40);
            assert!(source.seek(target));
            source.look_ahead(target, number % 2 == 0);
            let next = source.begins_after(picture_number(number));
            let expected = (number < 49).then(|| picture_number(number + 1));
            assert_eq!(next, expected, "{groups}, picture {number}");
            assert_eq!(source.begins_after(picture_number(number + 1)), None, "that is another one");
        }
    }
}

/// What comes alone, if anything does.
fn alone(source: &mut Source) -> Option<(Option<MediaTime>, Picture)> {
    let (hints, mut frame) = (PictureHints::of(source.facts()), empty_picture());
    let came = source.pull_alone(&mut frame);
    came.then(|| (source.stamp(&frame).0, picture_of(&frame, &hints, &mut Converter::new()).unwrap()))
}

#[test]
fn a_key_picture_comes_at_once_and_once_more_in_its_turn() {
    for (groups, threads) in [("keyint=12", 1), ("keyint=12", 2), ("open-gop=1:keyint=12", 2)] {
        let folder = tempfile::tempdir().unwrap();
        let file = made(folder.path(), groups);
        let plain = rest(&mut source(file.try_clone().unwrap()));
        let mut source = source(file);
        source.want_threads(threads);
        source.rest();
        source.wake().unwrap();
        // From the start, where nothing was sought.
        source.look_ahead(MediaTime::ZERO, false);
        let first = alone(&mut source).unwrap();
        assert!(first == (Some(MediaTime::ZERO), plain[0].clone()), "{groups}");
        assert_eq!(source.decoded(), 0, "nothing else was waited for");
        assert!(rest(&mut source) == plain, "{groups}");
        // After a seek; pictures between key pictures do not come alone.
        for number in 0..50 {
            assert!(source.seek(picture_number(number)));
            source.look_ahead(picture_number(number), true);
            let key = number % 12 == 0;
            let came = alone(&mut source);
            assert_eq!(came.is_some(), key, "{groups}, picture {number}");
            if let Some((time, picture)) = came {
                assert_eq!(time, Some(picture_number(number)));
                assert!(picture == plain[usize::try_from(number).unwrap()], "{groups}, picture {number}");
            }
        }
    }
}

#[test]
fn nothing_comes_alone_without_looking_ahead() {
    let folder = tempfile::tempdir().unwrap();
    let mut source = source(made(folder.path(), "keyint=12"));
    assert!(alone(&mut source).is_none());
    let mut frame = empty_picture();
    assert_eq!(source.pull(&mut frame), Pulled::Frame);
    assert!(alone(&mut source).is_none());
}
