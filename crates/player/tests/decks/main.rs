//! Hundreds of decks opened, primed, cut to and closed by the core with FFmpeg, sound and all: memory
//! stays where it was. A test binary of its own: nothing else takes memory in its process.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on says so by ending")]

mod accounting;

use choice_log::Consent;
use decoder::FfmpegOpener;
use media::{Clip, ClipOpener, ClipRequest, MediaError, MediaKind, Probe};
use media_time::MediaDuration;
use playback::{Core, Happening, Pace, ScriptedParts, Watcher, play_plan};
use scene_graph::Language;
use session::plan::Plan;
use session::{Event, Session, Settings};
use std::fs::{self, File};
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// Decks that are opened before the first measurement: caches and pools are filled then.
const WARM_UP: usize = 100;
/// Decks that are opened between the measurements.
const DECKS: usize = 500;
/// What may be left of them. One picture of each would be 170 MB.
const ALLOWED_KB: usize = 40_000;

const STORY: &str = r#"Story(
    format: 1, id: "decks", title: {"en": "Decks"}, languages: ["en"], start: "hub",
    endings: {"bye": Ending(title: {"en": "Bye"})},
    waiting: Video(file: "c.mp4"),
    scenes: {
        "hub": Scene(media: Video(file: "a.mp4"), question: Question(
            id: "way", prompt: {"en": "Which?"}, skip: true,
            answers: OneOf([
                Choice(id: "b", text: {"en": "B"}, then: Visit("b")),
                Choice(id: "c", text: {"en": "C"}, then: Visit("c")),
            ]),
        ), then: End("bye")),
        "b": Scene(media: Video(file: "b.mp4"), then: Return),
        "c": Scene(media: Video(file: "c.mp4", from: "00:00.200"), then: Return),
    },
)"#;

/// FFmpeg's opener, and a count of what it opened.
#[derive(Default)]
struct Counting {
    opener: FfmpegOpener,
    opened: AtomicUsize,
}

impl ClipOpener for Counting {
    fn open(&self, request: ClipRequest) -> Box<dyn Clip> {
        self.opened.fetch_add(1, Ordering::Relaxed);
        self.opener.open(request)
    }

    fn probe(&self, file: File, kind: MediaKind) -> Result<Probe, MediaError> {
        self.opener.probe(file, kind)
    }
}

/// Measures at every cut.
struct Gauge {
    opener: Arc<Counting>,
    cuts: usize,
    before_kb: Option<usize>,
    after_kb: usize,
    notices: Vec<String>,
}

impl Watcher for Gauge {
    fn happened(&mut self, happening: Happening) {
        match happening {
            Happening::Event(Event::Scene(_)) => {
                self.cuts += 1;
                self.after_kb = resident_kb();
                if self.opener.opened.load(Ordering::Relaxed) >= WARM_UP {
                    self.before_kb.get_or_insert(self.after_kb);
                }
            }
            Happening::Notice(notice) => self.notices.push(notice.to_string()),
            _ => {}
        }
    }

    fn settled(&mut self, _core: &Core) {}

    fn wants_to_see(&self) -> bool {
        true
    }

    fn consent(&mut self, _consent: Consent, _core: &Core, _story_time: MediaDuration) {}
}

/// Memory of this process, as Linux counts it.
fn resident_kb() -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// Tests of this binary measure the memory of their process: one at a time.
static ALONE: Mutex<()> = Mutex::new(());

fn make_clip(path: &Path, tone: u32, size: &str) {
    let words = format!(
        "-v error -nostdin -y -f lavfi -i testsrc2=size={size}:rate=25:duration=0.6 \
         -f lavfi -i sine=frequency={tone}:duration=0.6 \
         -c:v libx264 -preset veryfast -pix_fmt yuv420p -g 10 -c:a aac"
    );
    let output = Command::new("ffmpeg").args(words.split_whitespace()).arg(path).output();
    let output = output.unwrap_or_else(|error| panic!("ffmpeg is needed for this test: {error}"));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn five_hundred_decks_leave_no_memory_behind() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("story.ron"), STORY).unwrap();
    for (name, tone) in [("a.mp4", 300), ("b.mp4", 400), ("c.mp4", 500)] {
        make_clip(&folder.path().join(name), tone, "640x360");
    }
    let opened = player::open_story(folder.path()).unwrap();
    let opener = Arc::new(Counting::default());
    let mut gauge =
        Gauge { opener: Arc::clone(&opener), cuts: 0, before_kb: None, after_kb: 0, notices: Vec::new() };
    // Every visit opens at least the clip that is visited and, back at the question, one to wait with.
    let visits = (WARM_UP + DECKS) / 2;
    let plan = Plan::parse(&("choose b\nchoose c\n".repeat(visits / 2) + "skip\n")).unwrap();
    let parts = ScriptedParts {
        session: Session::new(opened.story.clone(), Language::new("en"), Settings::default()),
        story: opened.story,
        source: opened.source,
        opener: opener.clone(),
        plan,
        pace: Pace::AsFastAsCanBe,
        start: None,
        preload_bytes: 256 * 1024 * 1024,
    };
    play_plan(parts, &mut gauge).unwrap();
    assert_eq!(gauge.notices, [""; 0]);
    let (before, after) = (gauge.before_kb.unwrap(), gauge.after_kb);
    let decks = opener.opened.load(Ordering::Relaxed);
    println!(
        "{decks} decks opened, {} cuts: {before} kB resident after the first {WARM_UP}, {after} kB at the end, \
         {} kB when all are closed",
        gauge.cuts,
        resident_kb()
    );
    assert!(decks >= WARM_UP + DECKS && gauge.cuts > visits, "{decks} decks, {} cuts", gauge.cuts);
    assert!(after < before + ALLOWED_KB, "from {before} kB to {after} kB");
}
