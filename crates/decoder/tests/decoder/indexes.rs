//! Import indexes: clips open and play with one exactly as without, and a wrong one does no harm.

use crate::clips::{PICTURE, TONE, made, usual};
use crate::reader::{Reader, difference, request};
use decoder::{FfmpegOpener, IndexCache, make_index};
use media::index::{Setup, StreamIndexKind};
use media::{
    ClipIndex, ClipInfo, ClipOpener, ClipPoint, ClipRequest, ClipState, FileIndexes, MediaError, MediaKind,
    Picture,
};
use media_time::{MediaDuration, MediaTime};
use std::fs::{self, File};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

const KINDS: [MediaKind; 3] = [MediaKind::Video, MediaKind::Still, MediaKind::Sound];

fn index_of(path: &Path) -> Result<ClipIndex, MediaError> {
    make_index(File::open(path).unwrap(), &mut |_| ControlFlow::Continue(()))
}

fn with(path: &Path, kind: MediaKind, index: Option<&ClipIndex>) -> ClipRequest {
    let file = index.map(|index| Arc::new(index.clone()));
    ClipRequest { indexes: FileIndexes { file, sound: None }, ..request(path, kind) }
}

/// Everything that a clip gives: begun here and there, and pictures after seeking.
#[derive(Debug, PartialEq)]
struct Played {
    info: Result<ClipInfo, MediaError>,
    pictures: Vec<(MediaTime, MediaDuration, Arc<Picture>)>,
    sounds: Vec<(Option<MediaTime>, Vec<f32>)>,
    fault: Option<MediaError>,
}

fn played(make: &dyn Fn() -> ClipRequest) -> Played {
    let mut reader = Reader::new(make());
    // Loudness is the one thing that only an index tells.
    let info = reader.info().map(|info| ClipInfo { loudness: None, ..info });
    let length = info.as_ref().map_or(MediaDuration::ZERO, |info| info.duration);
    let (mut pictures, mut sounds) = (Vec::new(), Vec::new());
    let seen = |frame: media::VideoFrame| (frame.time, frame.duration, frame.picture);
    for part in [0, 1, 3] {
        let place = MediaTime::ZERO + length.scaled(part, 4);
        let mut begun = Reader::new(ClipRequest { start: place, ..make() });
        pictures.extend(begun.frames().into_iter().map(seen));
        let sound = begun.sound();
        sounds.push((sound.begin, sound.samples));
        reader.seek(place);
        pictures.extend(reader.frames().into_iter().map(seen));
    }
    reader.seek(MediaTime::ZERO);
    reader.frames();
    reader.sound();
    Played { info, pictures, sounds, fault: reader.clip.status().fault }
}

fn assert_same(path: &Path, kind: MediaKind, index: &ClipIndex) {
    let without = played(&|| with(path, kind, None));
    let with_index = played(&|| with(path, kind, Some(index)));
    assert_eq!(with_index.info, without.info, "{path:?} {kind:?}");
    assert_eq!(with_index.fault, without.fault, "{path:?} {kind:?}");
    let times =
        |played: &Played| played.pictures.iter().map(|(time, lasts, _)| (*time, *lasts)).collect::<Vec<_>>();
    assert_eq!(times(&with_index), times(&without), "{path:?} {kind:?}");
    assert!(with_index.pictures == without.pictures, "{path:?} {kind:?}: other pictures");
    for ((begin, ours), (expected, theirs)) in with_index.sounds.iter().zip(&without.sounds) {
        assert_eq!((begin, ours.len()), (expected, theirs.len()), "{path:?} {kind:?}");
        assert!(difference(ours, theirs) < 1e-3, "{path:?} {kind:?}: other sound");
    }
}

#[test]
fn clips_play_with_an_index_as_without() {
    let picture_and_sound = format!("{PICTURE} {TONE} -pix_fmt yuv420p -ac 2");
    for (name, input, codecs, quick) in [
        ("h264-aac.mov", &*picture_and_sound, "-c:v libx264 -preset veryfast -c:a aac", true),
        ("h264-mp3.mkv", &picture_and_sound, "-c:v libx264 -preset veryfast -c:a libmp3lame", true),
        ("h264-aac.mkv", &picture_and_sound, "-c:v libx264 -preset veryfast -g 10 -bf 2 -c:a aac", true),
        ("late.mp4", &picture_and_sound, "-c:v libx264 -preset veryfast -c:a aac -output_ts_offset 3", true),
        ("hevc.mp4", &picture_and_sound, "-c:v libx265 -preset ultrafast -x265-params log-level=none", true),
        (
            "vp9-opus.webm",
            &picture_and_sound,
            "-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -c:a libopus",
            true,
        ),
        ("mpeg4-mp3.avi", &picture_and_sound, "-c:v mpeg4 -c:a libmp3lame", true),
        ("mpeg2-mp2.ts", &picture_and_sound, "-c:v mpeg2video -bf 2 -c:a mp2", true),
        ("theora-vorbis.ogv", &picture_and_sound, "-c:v libtheora -c:a libvorbis", true),
        ("turned.mp4", PICTURE, "-c:v libx264 -pix_fmt yuv420p -vf setsar=4/3", true),
        ("tone.mp3", TONE, "-ac 2 -c:a libmp3lame -q:a 4", true),
        ("tone.m4a", TONE, "-ac 2 -c:a aac", true),
        ("tone.wav", TONE, "-ac 2 -c:a pcm_s16le", true),
        ("tone.flac", TONE, "-ac 2 -c:a flac", true),
        ("tone.opus", TONE, "-ac 2 -c:a libopus", true),
        // These do not say in their headers what there is: they are looked into all the same.
        ("tone.aac", TONE, "-ac 2 -c:a aac", false),
        ("still.png", PICTURE, "-frames:v 1", true),
        ("still.jpg", PICTURE, "-frames:v 1", true),
    ] {
        let path = made(name, &format!("{input} {codecs}"));
        let index = index_of(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!((index.quick, &index.fault), (quick, &None), "{name}: {index:?}");
        for kind in KINDS {
            assert_same(&path, kind, &index);
        }
    }
}

#[test]
fn an_index_tells_what_is_in_a_clip() {
    let path = usual();
    let index = index_of(&path).unwrap();
    assert_eq!(index.description, "MP4/MOV: h264, aac");
    assert_eq!(index.file.size, fs::metadata(&path).unwrap().len());
    let picture = index.picture.as_ref().unwrap();
    assert_eq!((picture.frames, picture.display_size), (50, (320, 180)));
    assert_eq!(picture.end, MediaTime::from_millis(2_000));
    assert_eq!(picture.colours, "yuv420p bt601 limited standard");
    let ticks = index.streams[0].time_base.1 / 25;
    let expected: Vec<i64> = (0..5).map(|group| group * 10 * i64::from(ticks)).collect();
    assert_eq!(picture.keyframes, expected);
    let sound = index.sound.as_ref().unwrap();
    assert!((sound.end.seconds() - 2.0).abs() < 0.05, "{sound:?}");
    assert!(sound.loudness.is_some());
    assert_eq!(index, index_of(&path).unwrap(), "the same clip has the same index");
    // What opens with it says how loud it is.
    let mut reader = Reader::new(with(&path, MediaKind::Video, Some(&index)));
    assert_eq!(reader.info().unwrap().loudness, sound.loudness);
    assert_eq!(Reader::video(&path).info().unwrap().loudness, None);
}

#[test]
fn what_goes_wrong_late_in_a_clip_is_in_its_index() {
    let long = made(
        "late-damage.mp4",
        "-f lavfi -i testsrc2=size=160x90:rate=25:duration=8 -f lavfi -i sine=duration=8 -c:v libx264 -preset veryfast -pix_fmt yuv420p -g 25 -c:a aac -movflags +faststart",
    );
    let bytes = fs::read(&long).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("clip.mp4");
    fs::write(&path, &bytes[..bytes.len() * 3 / 4]).unwrap();
    let index = index_of(&path).unwrap();
    assert!(index.fault.as_ref().unwrap().contains("breaks off"), "{index:?}");
    assert!((100..190).contains(&index.picture.as_ref().unwrap().frames), "{index:?}");
    let mut damaged = bytes.clone();
    let at = bytes.len() * 3 / 4;
    damaged[at..at + 3_000].fill(0xa5);
    fs::write(&path, &damaged).unwrap();
    assert!(index_of(&path).unwrap().fault.unwrap().contains("damaged"));
    // Silence is no fault, and has no loudness.
    let silent = made(
        "silent.mp4",
        &format!("{PICTURE} -f lavfi -i anullsrc=r=48000 -shortest -c:v libx264 -pix_fmt yuv420p -c:a aac"),
    );
    let index = index_of(&silent).unwrap();
    assert_eq!((index.loudness(), &index.fault, index.sound.is_some()), (None, &None, true));
    let short = made("short.wav", "-f lavfi -i sine=duration=0.3 -c:a pcm_s16le");
    assert_eq!(index_of(&short).unwrap().loudness(), None);
    fs::write(&path, "no clip at all").unwrap();
    assert!(index_of(&path).is_err());
}

#[test]
fn an_index_of_another_file_is_ignored() {
    let path = usual();
    let other =
        made("other.mp4", "-f lavfi -i testsrc2=size=64x64:rate=10:duration=1 -c:v libx264 -pix_fmt yuv420p");
    let mut index = index_of(&other).unwrap();
    assert_same(&path, MediaKind::Video, &index);
    // Even where it claims to be of this one: the container has other streams.
    index.file = index_of(&path).unwrap().file;
    assert_same(&path, MediaKind::Video, &index);
    index.streams[0].time_base = (1, 7);
    assert_same(&path, MediaKind::Video, &index);
}

/// Plays whatever comes, and says how it opened.
fn survives(path: &Path, index: &ClipIndex) -> Result<ClipInfo, MediaError> {
    let mut reader = Reader::new(with(path, MediaKind::Video, Some(index)));
    let info = reader.info();
    let mut pictures = 0;
    while reader.frame().is_some() {
        pictures += 1;
        assert!(pictures < 10_000, "pictures without end");
    }
    // Sound may be put off by hours of silence, which nobody here waits for.
    for _ in 0..200 {
        if reader.block().is_none() {
            break;
        }
    }
    reader.seek(MediaTime::from_millis(1_000));
    reader.frame();
    assert!(!matches!(reader.clip.status().state, ClipState::Opening));
    info
}

#[test]
fn hostile_indexes_do_no_harm() {
    type Change = fn(&mut ClipIndex);
    let hours = |hours: i64| MediaTime::ZERO + MediaDuration::from_seconds(hours * 3_600);
    let changes: &[(&str, Change)] = &[
        ("other sizes", |index| index.streams[0].size = (3_840, 2_160)),
        ("too large", |index| index.streams[0].size = (60_000, 60_000)),
        ("no size", |index| index.streams[0].size = (0, 0)),
        ("other rate", |index| index.streams[0].frame_rate = Some((1, 1_000_000))),
        ("too fast", |index| index.streams[0].frame_rate = Some((1_000_000, 1))),
        ("delay", |index| index.streams[0].delay = 16),
        ("no delay", |index| index.streams[0].delay = 0),
        ("other setup", |index| index.streams[0].setup = Setup(vec![0xff; 4_096])),
        ("other channels", |index| (index.streams[1].channels, index.streams[1].rate) = (64, 1)),
        ("the other stream", |index| index.streams[0].kind = StreamIndexKind::Sound),
        ("other codec", |index| index.streams[0].codec = "vp9".to_owned()),
        ("a cover", |index| index.streams[0].cover = true),
        ("keyframes everywhere", |index| index.picture.as_mut().unwrap().keyframes = (0..50_000).collect()),
        ("keyframes nowhere", |index| index.picture.as_mut().unwrap().keyframes = vec![i64::MAX]),
        ("keyframes before all", |index| index.picture.as_mut().unwrap().keyframes = vec![i64::MIN]),
        ("too many", |index| index.picture.as_mut().unwrap().keyframes = (0..5_000_000).collect()),
        ("no length", |index| index.length = MediaDuration::ZERO),
        ("hours", |index| {
            index.length = MediaDuration::from_seconds(4 * 3_600);
            index.streams[0].duration = Some(index.length);
        }),
        ("days", |index| index.length = MediaDuration::from_seconds(13 * 86_400)),
        ("all frames", |index| index.picture.as_mut().unwrap().frames = u64::MAX),
        ("huge file", |index| index.file.size = u64::MAX),
        ("no streams", |index| index.streams.clear()),
    ];
    for path in [usual(), made("hostile.ts", &format!("{PICTURE} {TONE} -c:v mpeg2video -bf 2 -c:a mp2"))] {
        let good = index_of(&path).unwrap();
        assert!(good.quick);
        for (what, change) in changes {
            let mut index = good.clone();
            change(&mut index);
            if let Err(error) = survives(&path, &index) {
                assert!(error.message.len() > 20, "{what}: {error}");
            }
        }
        for origin in [hours(-300), hours(-3), hours(3), hours(300), MediaTime::MAX] {
            let mut index = good.clone();
            index.origin = origin;
            let _ = survives(&path, &index);
            (index.origin, index.streams[0].start) = (good.origin, Some(origin));
            let _ = survives(&path, &index);
        }
    }
}

#[test]
fn indexes_in_the_cache_are_found_by_what_the_file_is() {
    let folder = tempfile::tempdir().unwrap();
    let cache = || IndexCache::new(folder.path().join("deep/indexes"));
    let path = usual();
    let file = || Arc::new(File::open(&path).unwrap());
    assert_eq!(cache().find(&file()), None);
    let index = Arc::new(index_of(&path).unwrap());
    cache().keep(&index).unwrap();
    assert_eq!(cache().find(&file()).as_ref(), Some(&index));
    let opener = FfmpegOpener::new().with_cache(cache());
    let clip = opener.open(with(&path, MediaKind::Video, None));
    let loudness = loop {
        match clip.status().state {
            ClipState::Opening => std::thread::yield_now(),
            ClipState::Open(info) => break info.loudness,
            ClipState::Failed(error) => panic!("{error}"),
        }
    };
    assert_eq!(loudness, index.loudness());
    // Another file is not found, and a damaged index is none.
    let other = made("tone.wav", &format!("{TONE} -ac 2 -c:a pcm_s16le"));
    assert_eq!(cache().find(&Arc::new(File::open(other).unwrap())), None);
    for entry in fs::read_dir(folder.path().join("deep/indexes")).unwrap() {
        fs::write(entry.unwrap().path(), "MediaIndex(").unwrap();
    }
    assert_eq!(cache().find(&file()), None);
}

#[test]
fn trimmed_clips_and_sounds_of_their_own_use_their_indexes() {
    let (path, tone) = (usual(), made("tone.wav", &format!("{TONE} -ac 2 -c:a pcm_s16le")));
    let (index, sound) = (Arc::new(index_of(&path).unwrap()), Arc::new(index_of(&tone).unwrap()));
    let asked = |indexes| ClipRequest {
        sound: Some(Ok(File::open(&tone).unwrap())),
        from: ClipPoint::AfterStart(MediaDuration::from_millis(330)),
        to: Some(ClipPoint::BeforeEnd(MediaDuration::from_millis(250))),
        indexes,
        ..request(&path, MediaKind::Video)
    };
    let known = || FileIndexes { file: Some(Arc::clone(&index)), sound: Some(Arc::clone(&sound)) };
    assert!(played(&|| asked(known())) == played(&|| asked(FileIndexes::default())));
    let info = Reader::new(asked(known())).info().unwrap();
    assert_eq!(info.loudness, sound.loudness());
    assert_ne!(info.loudness, index.loudness());
}
