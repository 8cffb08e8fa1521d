//! Workers: what they find arrives, of the newest state, once.

use crate::support::{document, scene};
use editor::survey::Bounds;
use editor::ui::{Command, Filmstrip, Scrub, Tiding, Workspace};
use editor::work::{ClipIndexes, FolderFacts, Prepared, Preparing, SurveyOrder, Workers};
use editor::{What, commands};
use media::fake::{FakeClip, FakeOpener};
use media::{Clip, ClipOpener, ClipRequest, MediaError, MediaKind, Probe};
use media_time::MediaDuration;
use scene_graph::IndexFact;
use std::collections::HashMap;
use std::fs::File;
use std::io::Write as _;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use story_source::{SourceError, StorySource};

/// Long enough for the slowest machine: nothing waits that long unless it is broken.
const PATIENCE: Duration = Duration::from_secs(120);

/// Files in memory.
struct Files(HashMap<&'static str, &'static [u8]>);

impl StorySource for Files {
    fn open(&self, path: &str) -> Result<File, SourceError> {
        let bytes = self.0.get(path).ok_or_else(|| SourceError::Missing { path: path.to_owned() })?;
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(bytes).unwrap();
        std::io::Seek::rewind(&mut file).unwrap();
        Ok(file)
    }

    fn read(&self, path: &str, _limit: u64) -> Result<Vec<u8>, SourceError> {
        self.0
            .get(path)
            .map(|bytes| bytes.to_vec())
            .ok_or_else(|| SourceError::Missing { path: path.to_owned() })
    }

    fn name(&self) -> String {
        "files".to_owned()
    }
}

/// Counts what it is asked for.
struct Counting {
    fake: FakeOpener,
    probes: AtomicUsize,
    opened: Mutex<Vec<MediaKind>>,
}

impl ClipOpener for Counting {
    fn open(&self, request: ClipRequest) -> Box<dyn Clip> {
        self.opened.lock().unwrap().push(request.kind);
        self.fake.open(request)
    }

    fn probe(&self, file: File, kind: MediaKind) -> Result<Probe, MediaError> {
        self.probes.fetch_add(1, Ordering::Relaxed);
        self.fake.probe(file, kind)
    }
}

fn opener() -> Arc<Counting> {
    let clip = FakeClip { duration: MediaDuration::from_seconds(3), ..FakeClip::default() };
    Arc::new(Counting { fake: FakeOpener::new(clip), probes: AtomicUsize::new(0), opened: Mutex::default() })
}

/// A folder in which clips become prepared; one of them never does.
#[derive(Default)]
struct Prepares(Mutex<FolderFacts>);

const ENDLESS: &str = "endless.mp4";

impl ClipIndexes for Prepares {
    fn facts(&self, _: &Path, files: &[String]) -> FolderFacts {
        let known = self.0.lock().unwrap().clone();
        let fact = |file: &String| known.indexes.get(file).cloned().unwrap_or(IndexFact::Missing);
        FolderFacts { indexes: files.iter().map(|file| (file.clone(), fact(file))).collect(), ..known }
    }

    fn prepare(
        &self,
        folder: &Path,
        files: &[String],
        tell: &mut dyn FnMut(Preparing) -> ControlFlow<()>,
    ) -> Result<Prepared, String> {
        if folder == Path::new("full") {
            return Err("the disk is full".to_owned());
        }
        let mut prepared = Prepared::default();
        for (at, file) in files.iter().enumerate() {
            let at = Preparing { number: at + 1, count: files.len(), share: 0.5 };
            while tell(at).is_continue() && file == ENDLESS {
                std::thread::yield_now();
            }
            if file == ENDLESS {
                return Ok(Prepared { is_stopped: true, ..prepared });
            }
            let mut known = self.0.lock().unwrap();
            known.indexes.insert(file.clone(), IndexFact::Read { fault: None });
            prepared.read += 1;
        }
        Ok(prepared)
    }
}

/// A window's side: workers, a workspace, and the bell that the waker rings.
struct Desk {
    workers: Workers,
    workspace: Workspace,
    indexes: Arc<Prepares>,
    ctx: egui::Context,
    bell: Receiver<()>,
}

impl Desk {
    fn new(text: &str, opener: Arc<Counting>) -> Self {
        // One ring waits: more say nothing new.
        let (ring, bell) = sync_channel(1);
        let waker = Arc::new(move || {
            let _ = ring.try_send(());
        });
        let indexes = Arc::new(Prepares::default());
        let workers = Workers::start(opener, Arc::clone(&indexes) as _, &(waker as _));
        let workspace = Workspace::new(document(text), None);
        Self { workers, workspace, indexes, ctx: egui::Context::default(), bell }
    }

    fn attend(&mut self) {
        let Self { workers, workspace, ctx, .. } = self;
        workers.attend(workspace, ctx);
    }

    /// Passes, one for each ring, until it is so.
    fn until(&mut self, what: &str, mut is_so: impl FnMut(&mut Self) -> bool) {
        self.attend();
        while !is_so(self) {
            self.bell.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("never: {what}"));
            self.attend();
        }
    }
}

const CLIPS: &str = r#"Story(format: 1, id: "s", title: {"en": "S"}, languages: ["en"], endings: {"bye": Ending(title: {"en": "Bye"})}, start: "a", scenes: {
    "a": Scene(media: Video(file: "a.mp4", captions: {"en": "a.vtt"}), then: Goto("b")),
    "b": Scene(media: Video(file: "copy-of-a.mp4"), then: Goto("c")),
    "c": Scene(media: Still(file: "c.png", lasts: "00:02.000"), then: Goto("d")),
    "d": Scene(media: Video(file: "gone.mp4"), then: Goto("e")),
    "e": Scene(media: Video(file: "../outside.mp4"), then: End("bye"))})"#;

fn files() -> Arc<Files> {
    Arc::new(Files(HashMap::from([
        ("a.mp4", &b"one and the same"[..]),
        ("copy-of-a.mp4", b"one and the same"),
        ("c.png", b"a picture"),
        ("a.vtt", b"no captions at all"),
    ])))
}

#[test]
fn clips_become_known() {
    let opener = opener();
    let mut desk = Desk::new(CLIPS, Arc::clone(&opener));
    desk.workers.read_from(Some(files()));
    let seen = |desk: &mut Desk, file: &str| {
        let clip = desk.workspace.found.clips.get(file);
        clip.is_some_and(|clip| clip.picture.is_some() && clip.waveform.is_some())
    };
    desk.until("both clips", |desk| seen(desk, "a.mp4") && seen(desk, "copy-of-a.mp4"));
    desk.until("the still", |desk| {
        desk.workspace.found.clips.get("c.png").is_some_and(|clip| clip.picture.is_some())
    });
    let clips = &desk.workspace.found.clips;
    assert_eq!(clips["a.mp4"].length, Some(MediaDuration::from_seconds(3)));
    assert_eq!(clips["c.png"].length, None);
    // Fifty peaks a second, within what loudness can be.
    let peaks = clips["a.mp4"].waveform.clone().unwrap();
    assert_eq!(peaks.len(), 150);
    assert!(peaks.iter().all(|peak| (0.0..=1.0).contains(peak)));
    assert!(clips["gone.mp4"].trouble.as_ref().is_some_and(|why| why.contains("no such file")));
    assert!(!clips.contains_key("../outside.mp4"));
    // What is the same in two files was read once: one probe, one picture, one sound.
    assert_eq!(opener.probes.load(Ordering::Relaxed), 2);
    let kinds = opener.opened.lock().unwrap().clone();
    // All can be seen before any is heard.
    assert_eq!(kinds, [MediaKind::Video, MediaKind::Still, MediaKind::Sound]);
    // The checks know it too.
    let says = |desk: &mut Desk, code: &str| {
        desk.workspace.found.problems.iter().any(|found| found.code.id() == code)
    };
    desk.until("the missing file", |desk| says(desk, "E502"));
    assert!(says(&mut desk, "E501") && says(&mut desk, "E504"));
    // Looked at again, nothing is read again that is as it was, and what is known stays known.
    let texture = desk.workspace.found.clips["a.mp4"].picture.as_ref().map(egui::TextureHandle::id);
    desk.workspace.found.clips.get_mut("a.mp4").unwrap().waveform = None;
    desk.workers.look_again();
    desk.until("both clips again", |desk| seen(desk, "a.mp4"));
    assert_eq!(opener.opened.lock().unwrap().len(), 3);
    assert_eq!(opener.probes.load(Ordering::Relaxed), 2);
    assert_eq!(desk.workspace.found.clips["a.mp4"].picture.as_ref().map(egui::TextureHandle::id), texture);
    assert!(says(&mut desk, "E502"));
}

#[test]
fn pictures_along_a_clip_are_made() {
    let mut desk = Desk::new(CLIPS, opener());
    desk.workers.read_from(Some(files()));
    let moments: Vec<_> = [500, 1_500, 2_500].map(MediaDuration::from_millis).to_vec();
    let wanted =
        |file: &str| Filmstrip { file: file.to_owned(), moments: moments.clone(), ..Filmstrip::default() };
    // The files are looked at from here on.
    desk.until("the first pass", |_| true);
    // Nobody waits for the pictures of a clip that is not looked at any more.
    desk.workspace.found.filmstrips = vec![wanted("gone.mp4")];
    desk.until("the other clip", |desk| desk.workspace.found.filmstrips[0].asked);
    desk.workspace.found.filmstrips = vec![wanted("a.mp4")];
    desk.until("three moments", |desk| desk.workspace.found.filmstrips[0].pictures.len() == 3);
    let mut found = desk.workspace.found.filmstrips[0].pictures.clone();
    found.sort_by_key(|(at, _)| *at);
    assert_eq!(found.iter().map(|(at, _)| *at).collect::<Vec<_>>(), moments);
    assert!(found.iter().all(|(_, picture)| picture.size().into_iter().max().unwrap() <= 256));
    // Where a handle is held: one picture, larger.
    let at = MediaDuration::from_millis(700);
    let scrub = Scrub { file: "a.mp4".to_owned(), at, asked: false, picture: None };
    desk.workspace.found.scrub = Some(scrub);
    desk.until("the handle's picture", |desk| {
        desk.workspace.found.scrub.as_ref().is_some_and(|scrub| scrub.picture.is_some())
    });
}

fn large() -> String {
    let mut text = String::from(
        r#"Story(format: 1, id: "s", title: {"en": "S"}, languages: ["en"], endings: {"bye": Ending(title: {"en": "Bye"})}, start: "s0", scenes: {"#,
    );
    for n in 0..10_000 {
        text += &format!(
            "\"s{n}\": Scene(title: {{\"en\": \"{n}\"}}, then: {}),",
            if n == 9_999 { "End(\"bye\")".to_owned() } else { format!("Goto(\"s{}\")", n + 1) }
        );
    }
    text + "})"
}

#[test]
fn the_newest_state_is_checked() {
    let mut desk = Desk::new(&large(), opener());
    desk.until("a first check", |desk| desk.workspace.found.problems_of.is_some());
    assert!(desk.workspace.found.problems.is_empty(), "{:?}", desk.workspace.found.problems);
    // Two hundred edits, faster than anybody checks: told of the last one, and of few between.
    for n in 0..200 {
        desk.workspace
            .edit(What::AddScene, |edit| commands::add_clip(edit, &format!("clip-{n}.mp4"), None))
            .unwrap();
        desk.attend();
    }
    let newest = desk.workspace.document.state();
    let mut states = Vec::new();
    desk.until("the newest", |desk| {
        let of = desk.workspace.found.problems_of;
        states.extend(of.filter(|of| states.last() != Some(of)));
        of == Some(newest)
    });
    assert!(states.is_sorted());
    let unreachable = desk.workspace.found.problems.iter().filter(|found| found.code.id() == "W201").count();
    assert_eq!(unreachable, 200);
    // Steps back go the same way.
    for _ in 0..200 {
        desk.workspace.undo();
    }
    let newest = desk.workspace.document.state();
    desk.until("what it was", |desk| desk.workspace.found.problems_of == Some(newest));
    assert!(desk.workspace.found.problems.is_empty());
    // Another story in the same window.
    desk.workspace = Workspace::new(document(CLIPS), None);
    desk.workspace.found.problems_of = None;
    desk.until("another story", |desk| {
        desk.workspace.found.problems.iter().any(|found| found.code.id() == "E501")
    });
}

#[test]
fn surveys_tell_how_far_they_are_and_can_be_stopped() {
    let text = CLIPS.replace("../outside.mp4", "a.mp4");
    let mut desk = Desk::new(&text, opener());
    desk.workers.read_from(Some(files()));
    desk.until("lengths", |desk| desk.workspace.found.clips.len() >= 4);
    let bounds = Bounds::default();
    desk.workspace.found.survey.wanted = Some(SurveyOrder { seed: 5, viewers: 40, bounds });
    desk.until("the survey", |desk| desk.workspace.found.survey.found.is_some());
    let found = desk.workspace.found.survey.found.take().unwrap();
    assert_eq!((found.coverage.sessions, found.coverage.seed, found.paths.found.len()), (40, 5, 1));
    assert_eq!(found.languages.len(), 1);
    assert_eq!(desk.workspace.found.survey.progress, None);
    // One that would take for ever.
    desk.workspace.found.survey.wanted = Some(SurveyOrder { seed: 1, viewers: u32::MAX, bounds });
    desk.until("it runs", |desk| desk.workspace.found.survey.progress.is_some());
    desk.workspace.found.survey.stop = true;
    desk.until("it stopped", |desk| desk.workspace.found.survey.progress.is_none());
    assert_eq!(desk.workspace.found.survey.found, None);
    assert_eq!(desk.workspace.document.story().scenes.get_index_of(&scene("a")), Some(0));
}

fn says(desk: &Desk, code: &str) -> usize {
    desk.workspace.found.problems.iter().filter(|found| found.code.id() == code).count()
}

#[test]
fn what_lies_in_the_folder_is_told() {
    let mut desk = Desk::new(CLIPS, opener());
    desk.indexes.0.lock().unwrap().listing = vec!["a.mp4".to_owned(), "old.mp4".to_owned()];
    // A story that lies nowhere yet has no folder.
    desk.workers.read_from(Some(files()));
    desk.until("the clips", |desk| says(desk, "E501") == 1);
    assert_eq!((says(&desk, "W607"), says(&desk, "N704")), (0, 0));
    // It is saved, somewhere.
    desk.workspace.folder = Some(PathBuf::from("story"));
    desk.workers.read_from(Some(files()));
    desk.until("the folder", |desk| says(desk, "W607") == 1 && says(desk, "E501") == 1);
    let unused = desk.workspace.found.problems.iter().find(|found| found.code.id() == "W607").unwrap();
    assert_eq!(unused.file.as_deref(), Some("old.mp4"));
    // What is missing needs no preparing, nor does what is no media.
    let note = |desk: &Desk| {
        desk.workspace
            .found
            .problems
            .iter()
            .find(|found| found.code.id() == "N704")
            .map(|note| note.message.clone())
    };
    desk.until("three files", |desk| note(desk).is_some_and(|note| note.starts_with("3 media files")));
    // The author takes it into use, and another one out of it.
    desk.workspace.edit(What::AddScene, |edit| commands::add_clip(edit, "old.mp4", None)).unwrap();
    desk.until("all in use", |desk| says(desk, "W607") == 0);
    desk.workspace.undo();
    desk.until("not any more", |desk| says(desk, "W607") == 1);
    // Another clip is put there meanwhile.
    desk.indexes.0.lock().unwrap().listing.push("new.mp4".to_owned());
    desk.workers.look_again();
    desk.until("both", |desk| says(desk, "W607") == 2);
}

#[test]
fn clips_are_prepared_and_that_can_be_stopped() {
    let mut desk = Desk::new(CLIPS, opener());
    assert!(!Command::PrepareClips.is_possible(&desk.workspace), "it lies nowhere yet");
    desk.workspace.folder = Some(PathBuf::from("story"));
    desk.workers.read_from(Some(files()));
    desk.until("unprepared", |desk| says(desk, "N704") == 1);
    assert!(Command::PrepareClips.is_possible(&desk.workspace));
    desk.workspace.found.preparing.wanted = true;
    desk.until("prepared", |desk| !desk.workspace.tidings.is_empty());
    let told = desk.workspace.tidings.pop().unwrap();
    assert!(matches!(&told, Tiding::Prepared(Prepared { read: 4, is_stopped: false, .. })), "{told:?}");
    assert_eq!(desk.workspace.found.preparing, Default::default());
    desk.until("known to be", |desk| says(desk, "N704") == 0);

    // One that takes for ever: how far it is can be seen, it is not begun twice, and it stops.
    desk.workspace.edit(What::AddScene, |edit| commands::add_clip(edit, ENDLESS, None)).unwrap();
    desk.workspace.found.preparing.wanted = true;
    desk.until("it comes to it", |desk| desk.workspace.found.preparing.at.is_some_and(|at| at.number == 4));
    assert!(!Command::PrepareClips.is_possible(&desk.workspace));
    desk.workspace.found.preparing.stop = true;
    desk.until("it stopped", |desk| !desk.workspace.tidings.is_empty());
    let told = desk.workspace.tidings.pop().unwrap();
    assert!(matches!(&told, Tiding::Prepared(Prepared { is_stopped: true, .. })), "{told:?}");
    assert_eq!(desk.workspace.found.preparing, Default::default());

    // Another story is opened meanwhile.
    desk.workspace.found.preparing.wanted = true;
    desk.until("it comes to it again", |desk| {
        desk.workspace.found.preparing.at.is_some_and(|at| at.number == 4)
    });
    desk.workers.read_from(Some(files()));
    desk.until("it is left", |desk| desk.workspace.found.preparing.at.is_none());
    assert!(matches!(
        desk.workspace.tidings.pop(),
        Some(Tiding::Prepared(Prepared { is_stopped: true, .. }))
    ));

    // What cannot be kept is told.
    desk.workspace.folder = Some(PathBuf::from("full"));
    desk.workspace.found.preparing.wanted = true;
    desk.until("it failed", |desk| !desk.workspace.tidings.is_empty());
    assert!(matches!(desk.workspace.tidings.pop(), Some(Tiding::NotPrepared(why)) if why.contains("full")));
}
