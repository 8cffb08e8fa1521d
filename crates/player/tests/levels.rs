//! Clips of very different loudness through the real decoder and the core: what would be heard is
//! equally loud on both sides of every cut when the story has an import index. FFmpeg's own meter is
//! the judge.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on says so by ending")]

use decoder::{FfmpegOpener, make_index};
use media::{CapturedSound, ClockedOutput, MediaIndex};
use media_time::{Clock, ManualClock, MediaDuration};
use playback::{Core, CoreWaker, Parts};
use scene_graph::Language;
use session::{Input, Session, Settings};
use std::fs::{self, File};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

const RATE: u32 = 48_000;

/// One after the other: quiet, loud, six channels, a picture with a sound of its own, and one that
/// its author wants softer.
const STORY: &str = r#"Story(
    format: 1, id: "levels", title: {"en": "Levels"}, languages: ["en"], start: "quiet",
    endings: {"bye": Ending(title: {"en": "Bye"})},
    scenes: {
        "quiet": Scene(media: Video(file: "quiet.mp4"), then: Goto("loud")),
        "loud": Scene(media: Video(file: "loud.mp4"), then: Goto("six")),
        "six": Scene(media: Video(file: "six.mkv", from: "00:00.500"), then: Goto("own")),
        "own": Scene(media: Video(file: "loud.mp4", sound: "own.wav"), then: Goto("soft")),
        "soft": Scene(media: Video(file: "loud.mp4", gain_db: -6), then: End("bye")),
    },
)"#;

fn ffmpeg(arguments: &str, path: &Path) {
    let words = format!("-v error -nostdin -y {arguments}");
    let output = Command::new("ffmpeg").args(words.split_whitespace()).arg(path).output();
    let output = output.unwrap_or_else(|error| panic!("ffmpeg is needed for this test: {error}"));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// The story's folder.
fn story() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("story.ron"), STORY).unwrap();
    let picture = "-f lavfi -i testsrc2=size=160x90:rate=25:duration=4";
    let noise = "-f lavfi -i anoisesrc=color=pink:seed=3:duration=4:amplitude=0.5:sample_rate";
    let coded = "-c:v libx264 -preset ultrafast -pix_fmt yuv420p";
    for (name, arguments) in [
        ("quiet.mp4", format!("{picture} {noise}=44100 -af volume=-24dB {coded} -c:a aac -ac 1 -shortest")),
        (
            "loud.mp4",
            format!("{picture} {noise}=48000 -af volume=3dB {coded} -c:a aac -b:a 192k -ac 2 -shortest"),
        ),
        (
            "six.mkv",
            format!(
                "{picture} {noise}=48000 -af pan=5.1|FL=c0|FR=c0|FC=0.5*c0|LFE=c0|BL=c0|BR=c0,volume=-9dB {coded} -c:a flac -shortest"
            ),
        ),
        ("own.wav", format!("{noise}=32000 -af volume=-15dB -c:a pcm_s16le")),
    ] {
        ffmpeg(&arguments, &folder.path().join(name));
    }
    folder
}

fn make_indexes(folder: &Path) {
    let mut index = MediaIndex::default();
    for entry in fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if !name.ends_with(".ron") {
            let clip = make_index(File::open(folder.join(&name)).unwrap(), &mut |_| {
                std::ops::ControlFlow::Continue(())
            })
            .unwrap();
            index.clips.insert(name, Arc::new(clip));
        }
    }
    fs::write(folder.join(MediaIndex::FILE), index.to_text().unwrap()).unwrap();
}

/// Plays to the ending as fast as decoding goes, and gives what would have been heard.
fn heard(folder: &Path) -> CapturedSound {
    let opened = player::open_story(folder).unwrap();
    let clock = ManualClock::new();
    let shared: Arc<dyn Clock> = Arc::new(clock.clone());
    let output = ClockedOutput::new(shared.clone(), RATE).with_capture();
    let capture = output.capture_handle().unwrap();
    let bell = CoreWaker::new();
    let mut core = Core::new(Parts {
        session: Session::new(opened.story.clone(), Language::new("en"), Settings::default()),
        story: opened.story,
        source: opened.source,
        opener: Arc::new(FfmpegOpener::new()),
        output: Box::new(output),
        clock: shared,
        waker: bell.waker(),
        preload_bytes: 64 << 20,
    });
    core.apply(Input::Begin { scene: None }).unwrap();
    for _ in 0..20_000 {
        if core.view().ending.is_some() {
            return capture.copy();
        }
        if core.advance(MediaDuration::ZERO).lacking {
            std::thread::sleep(std::time::Duration::from_millis(1));
        } else {
            clock.advance(MediaDuration::from_millis(10));
        }
    }
    panic!("never an ending: {:?}", core.view());
}

/// The integrated loudness of each clip as it was heard, in order, without its very ends, where the
/// meter would hear its neighbours too.
fn loudness_of_each(sound: &CapturedSound) -> Vec<f64> {
    let mut begins: Vec<usize> = Vec::new();
    let mut last = None;
    for segment in &sound.segments {
        if last != Some(segment.stamp.deck) {
            begins.push(segment.first_frame as usize);
            last = Some(segment.stamp.deck);
        }
    }
    let total = sound.samples.len() / 2;
    let ends = begins.iter().skip(1).copied().chain([total]);
    let parts = begins.iter().copied().zip(ends.collect::<Vec<_>>());
    // Silence before the first deck was ready is no clip.
    let parts = parts.filter(|(begin, end)| end - begin > RATE as usize);
    parts.map(|(begin, end)| integrated(&sound.samples[(begin + 2_400) * 2..(end - 2_400) * 2])).collect()
}

fn integrated(samples: &[f32]) -> f64 {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("heard.f32");
    let bytes: Vec<u8> = samples.iter().flat_map(|sample| sample.to_le_bytes()).collect();
    fs::write(&path, bytes).unwrap();
    let output = Command::new("ffmpeg")
        .args(["-v", "error", "-nostdin", "-f", "f32le", "-ar", "48000", "-ac", "2", "-i"])
        .arg(&path)
        .args(["-af", "ebur128=metadata=1,ametadata=mode=print:file=-", "-f", "null", "-"])
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let last = text.lines().filter_map(|line| line.strip_prefix("lavfi.r128.I=")).next_back();
    last.unwrap_or_else(|| panic!("no loudness: {text}")).parse().unwrap()
}

#[test]
fn a_cut_never_jumps_in_volume() {
    let folder = story();
    let before = loudness_of_each(&heard(folder.path()));
    assert_eq!(before.len(), 5, "{before:?}");
    assert!(before[1] - before[0] > 15.0, "the clips are of different loudness: {before:?}");

    make_indexes(folder.path());
    let levelled = loudness_of_each(&heard(folder.path()));
    let wanted = [-18.0, -18.0, -18.0, -18.0, -24.0];
    assert_eq!(levelled.len(), wanted.len(), "{levelled:?}");
    for (found, wanted) in levelled.iter().zip(wanted) {
        assert!((found - wanted).abs() <= 0.5, "{levelled:?}, before {before:?}");
    }

    // A clip that changed since is heard as it is; the others stay levelled.
    fs::copy(folder.path().join("six.mkv"), folder.path().join("quiet.mp4")).unwrap();
    let stale = loudness_of_each(&heard(folder.path()));
    assert!((stale[0] - before[2]).abs() <= 0.5 && (stale[1] + 18.0).abs() <= 0.5, "{stale:?}");
}
