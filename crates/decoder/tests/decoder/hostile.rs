//! Files that are not what they say, that are damaged, and clips that are dropped at any moment.

use crate::clips::{self, PICTURE, TONE, made, usual};
use crate::reader::{Reader, request, request_file};
use decoder::FfmpegOpener;
use media::{ClipOpener, ClipPoint, ClipRequest, MediaErrorKind, MediaKind};
use media_time::{MediaDuration, MediaTime};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

const KINDS: [MediaKind; 3] = [MediaKind::Video, MediaKind::Still, MediaKind::Sound];

/// A file with these bytes.
fn written(name: &str, bytes: &[u8]) -> PathBuf {
    let path = clips::folder().join(name);
    fs::write(&path, bytes).unwrap();
    path
}

/// A small generator of numbers (Marsaglia's xorshift), so that every run does the same.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }
}

#[test]
fn files_that_are_no_media_are_refused() {
    let secret = usual();
    let secret = secret.to_str().unwrap();
    let mut numbers = Numbers(99);
    let noise: Vec<u8> = (0..100_000).map(|_| numbers.below(256) as u8).collect();
    let concat = format!("ffconcat version 1.0\nfile '{secret}'\nduration 2\n");
    let playlist = format!("#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nfile://{secret}\n#EXT-X-ENDLIST\n");
    let dash = "<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" type=\"static\"></MPD>";
    for (name, bytes) in [
        ("text.mp4", b"This is not a video.\n".as_slice()),
        ("concat.mp4", concat.as_bytes()),
        ("playlist.mp4", playlist.as_bytes()),
        ("dash.mp4", dash.as_bytes()),
        (
            "sdp.mp4",
            b"v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\n",
        ),
        ("empty.mp4", b""),
        ("noise.mp4", &noise),
        ("zeros.mp4", &vec![0; 100_000]),
    ] {
        let path = written(name, bytes);
        for kind in KINDS {
            let error = Reader::new(request(&path, kind)).info().unwrap_err();
            let kinds = [MediaErrorKind::NotSupported, MediaErrorKind::Damaged, MediaErrorKind::Empty];
            assert!(kinds.contains(&error.kind), "{name}: {error:?}");
            assert!(!error.message.contains(secret) && error.message.len() > 20);
            assert!(FfmpegOpener::new().probe(File::open(&path).unwrap(), kind).is_err(), "{name}");
        }
    }
}

#[test]
fn what_is_no_ordinary_file_is_refused() {
    let folder = File::open(clips::folder()).unwrap();
    let mut reader = Reader::new(request_file(folder, MediaKind::Video));
    assert_eq!(reader.info().unwrap_err().kind, MediaErrorKind::Unreadable);
    assert!(reader.frame().is_none() && reader.block().is_none());

    let fifo = tempfile::tempdir().unwrap();
    let path = fifo.path().join("pipe.mp4");
    clips::run("mkfifo", &[path.to_str().unwrap()]);
    // Opened for both, or opening itself would wait for a writer.
    let file = fs::OpenOptions::new().read(true).write(true).open(&path).unwrap();
    let error = Reader::new(request_file(file, MediaKind::Video)).info().unwrap_err();
    assert_eq!(error.kind, MediaErrorKind::Unreadable);

    let missing = media::MediaError::new(MediaErrorKind::Unreadable, "there is no such file");
    let mut reader =
        Reader::new(ClipRequest { file: Err(missing.clone()), ..request(&usual(), MediaKind::Video) });
    assert_eq!(reader.info().unwrap_err(), missing);
    reader.seek(MediaTime::ZERO);
    assert!(reader.frame().is_none() && reader.block().is_none());
    // A missing replacement is a fault, not the end.
    let mut reader =
        Reader::new(ClipRequest { sound: Some(Err(missing.clone())), ..request(&usual(), MediaKind::Video) });
    assert!(!reader.info().unwrap().has_sound);
    assert_eq!(reader.clip.status().fault, Some(missing));
    assert_eq!(reader.frames().len(), 50);
}

#[test]
fn codecs_that_are_not_allowed_are_named() {
    let flv = made("flv1.avi", &format!("{PICTURE} -c:v flv"));
    let error = Reader::video(&flv).info().unwrap_err();
    assert_eq!(error.kind, MediaErrorKind::NotSupported);
    assert!(error.message.contains("flv1"), "{error}");
    let sound = made("ac3.mp4", &format!("{PICTURE} {TONE} -c:v mpeg4 -c:a ac3"));
    let mut reader = Reader::video(&sound);
    let info = reader.info().unwrap();
    assert!(info.has_picture && !info.has_sound);
    assert!(reader.clip.status().fault.unwrap().message.contains("ac3"));
}

#[test]
fn cut_off_files_give_what_they_have() {
    let long = made(
        "faststart.mp4",
        "-f lavfi -i testsrc2=size=160x90:rate=25:duration=8 -f lavfi -i sine=duration=8 -c:v libx264 -preset veryfast -pix_fmt yuv420p -c:a aac -movflags +faststart",
    );
    let bytes = fs::read(&long).unwrap();
    let mut reader = Reader::video(&written("cut.mp4", &bytes[..bytes.len() / 2]));
    assert!(reader.info().unwrap().has_picture);
    let frames = reader.frames();
    reader.sound();
    assert!((40..190).contains(&frames.len()), "{}", frames.len());
    assert_eq!(reader.clip.status().fault.unwrap().kind, MediaErrorKind::Damaged);
    // Without faststart the index is at the end: cut off, nothing can be read.
    let usual = fs::read(usual()).unwrap();
    let error = Reader::video(&written("no-index.mp4", &usual[..usual.len() / 2])).info().unwrap_err();
    assert!(matches!(error.kind, MediaErrorKind::NotSupported | MediaErrorKind::Damaged));
}

/// Opens a damaged file, seeks in it, and takes what comes; it must come to an end.
fn use_up(path: &Path, kind: MediaKind) {
    let mut reader = Reader::new(request(path, kind));
    if reader.info().is_err() {
        return;
    }
    for _ in 0..200 {
        if reader.frame().is_none() {
            break;
        }
    }
    reader.seek(MediaTime::from_millis(300));
    for _ in 0..400 {
        if reader.block().is_none() {
            break;
        }
    }
    reader.frame();
}

#[test]
fn damaged_files_come_to_an_end() {
    let small = "-f lavfi -i testsrc2=size=64x48:rate=25:duration=0.6 -f lavfi -i sine=duration=0.6";
    let seeds = [
        (
            made("seed.mp4", &format!("{small} -c:v libx264 -preset veryfast -pix_fmt yuv420p -c:a aac")),
            MediaKind::Video,
        ),
        (made("seed.webm", &format!("{small} -c:v libvpx -c:a libvorbis")), MediaKind::Video),
        (made("seed.ts", &format!("{small} -c:v mpeg2video -c:a mp2")), MediaKind::Video),
        (made("seed.avi", &format!("{small} -c:v mpeg4 -c:a libmp3lame")), MediaKind::Video),
        (made("seed.ogv", &format!("{small} -c:v libtheora -c:a libvorbis")), MediaKind::Video),
        (made("seed.png", "-f lavfi -i testsrc2=size=64x48 -frames:v 1 -c:v png"), MediaKind::Still),
        (
            made("seed.jpg", "-f lavfi -i testsrc2=size=64x48 -frames:v 1 -c:v mjpeg -pix_fmt yuvj420p"),
            MediaKind::Still,
        ),
        (made("seed.flac", &format!("{TONE} -c:a flac")), MediaKind::Sound),
    ];
    let mut numbers = Numbers(12345);
    for (seed, kind) in seeds {
        let whole = fs::read(&seed).unwrap();
        for _ in 0..25 {
            let mut bytes = whole.clone();
            // Half of the damage goes into the headers.
            let reach = if numbers.below(2) == 0 { 600.min(bytes.len()) } else { bytes.len() };
            for _ in 0..=numbers.below(20) {
                let place = numbers.below(reach);
                bytes[place] = [0, 0xff, 0x7f, numbers.below(256) as u8][numbers.below(4)];
            }
            if numbers.below(4) == 0 {
                bytes.truncate(numbers.below(bytes.len()));
            }
            use_up(&written("damaged", &bytes), kind);
        }
    }
}

#[test]
fn clips_may_be_dropped_at_any_moment() {
    let path = usual();
    let mut numbers = Numbers(7);
    for round in 0..60 {
        let mut reader = Reader::video(&path);
        for _ in 0..numbers.below(6) {
            match numbers.below(4) {
                0 => reader.seek(MediaTime::from_millis(numbers.below(2_500) as i64)),
                1 => drop(reader.frame()),
                2 => drop(reader.block()),
                _ => reader.clip.to_foreground(),
            }
        }
        drop(reader);
        if round % 16 == 0 {
            std::thread::yield_now();
        }
    }
}

/// Memory of this process in kilobytes, as Linux counts it.
fn resident() -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// Threads of this process that belong to clips of deck 4711.
fn deck_threads() -> usize {
    let tasks = fs::read_dir("/proc/self/task").unwrap();
    let names = tasks.filter_map(|task| fs::read_to_string(task.ok()?.path().join("comm")).ok());
    names.filter(|name| name.trim_end().ends_with("/4711")).count()
}

#[test]
fn five_hundred_decks_leave_nothing_behind() {
    // In a process of its own, where no other test takes memory.
    if std::env::var_os("DECODER_TEST_ALONE").is_none() {
        let this = std::env::current_exe().unwrap();
        let name = "hostile::five_hundred_decks_leave_nothing_behind";
        let mut alone = std::process::Command::new(this);
        let output = alone.args(["--exact", name]).env("DECODER_TEST_ALONE", "1").output().unwrap();
        let text = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success() && text.contains("1 passed"), "{text}");
        return;
    }
    let path = usual();
    let primed = || {
        let stamp = media::Stamp { deck: media::DeckId(4711), ..crate::reader::stamp(0) };
        let from = ClipPoint::AfterStart(MediaDuration::from_millis(300));
        let mut reader =
            Reader::new(ClipRequest { stamp, from, foreground: false, ..request(&path, MediaKind::Video) });
        reader.info().unwrap();
        // Its first picture is there, and what waits is bounded.
        while reader.clip.queued_bytes() == 0 {
            std::thread::yield_now();
        }
        assert!(reader.clip.queued_bytes() < 2_000_000);
    };
    let all_gone = || {
        let since = std::time::Instant::now();
        while deck_threads() > 0 {
            assert!(since.elapsed().as_secs() < 60, "threads outlive their clips");
            std::thread::yield_now();
        }
    };
    (0..60).for_each(|_| primed());
    all_gone();
    let before = resident();
    (0..440).for_each(|_| primed());
    all_gone();
    let grown = resident().saturating_sub(before);
    assert!(grown < 40_000, "grew by {grown} kB");
}
