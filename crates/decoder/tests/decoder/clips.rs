//! Clips, made once with the `ffmpeg` program and kept in the target folder.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicU32, Ordering};

/// A folder for made clips that outlives the test run.
pub(crate) fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("clips-1");
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Runs a program to its end and gives what it printed.
pub(crate) fn run(program: &str, arguments: &[&str]) -> Output {
    let output = Command::new(program).args(arguments).output();
    let output = output.unwrap_or_else(|error| panic!("{program} is needed for these tests: {error}"));
    assert!(output.status.success(), "{program} {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    output
}

/// A clip whose file name ends in `name`, made with these arguments of `ffmpeg` unless it is there
/// already. In the arguments, spaces separate and nothing quotes.
pub(crate) fn made(name: &str, arguments: &str) -> PathBuf {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let mut hasher = DefaultHasher::new();
    arguments.hash(&mut hasher);
    let name = format!("{:08x}-{name}", hasher.finish() as u32);
    let path = folder().join(&name);
    if path.exists() {
        return path;
    }
    // Tests run side by side: make it under another name, then move it into place.
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let draft = folder().join(format!("draft-{}-{number}-{name}", std::process::id()));
    let mut all = vec!["-v", "error", "-nostdin", "-y"];
    all.extend(arguments.split_whitespace());
    all.push(draft.to_str().unwrap());
    run("ffmpeg", &all);
    fs::rename(&draft, &path).unwrap();
    path
}

/// Two seconds of a moving picture with a counter, 25 a second, and of a sine tone.
pub(crate) const PICTURE: &str = "-f lavfi -i testsrc2=size=320x180:rate=25:duration=2";
/// Two seconds of a tone.
pub(crate) const TONE: &str = "-f lavfi -i sine=frequency=440:sample_rate=48000:duration=2";

/// The clip that most tests use: H.264 with B-frames and a key picture every ten, AAC.
pub(crate) fn usual() -> PathBuf {
    made(
        "usual.mp4",
        &format!("{PICTURE} {TONE} -c:v libx264 -preset fast -pix_fmt yuv420p -g 10 -bf 2 -c:a aac -ac 2"),
    )
}

/// A field of every frame of a stream, as `ffprobe` prints it.
pub(crate) fn probe_frames(path: &Path, stream: &str, field: &str) -> Vec<String> {
    let entries = format!("frame={field}");
    let path = path.to_str().unwrap();
    let output = run(
        "ffprobe",
        &["-v", "error", "-select_streams", stream, "-show_entries", &entries, "-of", "csv=p=0", path],
    );
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(|line| line.trim_end_matches(',').to_owned()).filter(|line| !line.is_empty()).collect()
}

/// Raw output of `ffmpeg` for a file: `arguments` say which and in which format.
pub(crate) fn raw(path: &Path, arguments: &str) -> Vec<u8> {
    let mut all = vec!["-v", "error", "-nostdin", "-noautorotate", "-i", path.to_str().unwrap()];
    all.extend(arguments.split_whitespace());
    all.push("-");
    run("ffmpeg", &all).stdout
}

/// Interleaved stereo of a file by `ffmpeg` itself.
pub(crate) fn raw_sound(path: &Path, rate: u32) -> Vec<f32> {
    let bytes = raw(path, &format!("-vn -ac 2 -ar {rate} -f f32le"));
    bytes.chunks_exact(4).map(|bytes| f32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])).collect()
}

/// When the container says it starts, in seconds.
pub(crate) fn start_time(path: &Path) -> f64 {
    let path = path.to_str().unwrap();
    let arguments = ["-v", "error", "-show_entries", "format=start_time", "-of", "csv=p=0", path];
    let text = String::from_utf8(run("ffprobe", &arguments).stdout).unwrap();
    text.trim().parse().unwrap_or(0.0)
}
