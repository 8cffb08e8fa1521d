//! Saving that is cut short: killed half-way, a full disk, a disk that hangs. The story is the old one or
//! the new one, whole.

use crate::files::{STORY, folder};
use crate::support::document;
use editor::What;
use editor::files::claim::Claim;
use editor::files::recovery::{self, Kept, Recovery, RecoveryNews};
use editor::files::{self, SaveError};
use scene_graph::Story;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::sync_channel;
use std::time::{Duration, Instant};

/// Long enough for the slowest machine: nothing waits that long unless it is broken.
const PATIENCE: Duration = Duration::from_secs(60);

/// Tells the helpers below which story they save; without it they are no helpers, and do nothing.
const STORY_FILE: &str = "EDAMICHI_TEST_SAVES";

/// This very program, to run one of the helpers below by itself.
fn helper(name: &str, file: &Path) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", name, "--nocapture"]).env(STORY_FILE, file);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Large enough that writing it takes a while.
fn large(note: &str) -> Arc<Story> {
    let mut story = crate::support::story(STORY);
    story.note = note.to_owned();
    let scene = story.scenes[0].clone();
    for number in 0..400 {
        let id = scene_graph::SceneId::new(&format!("s{number}")).unwrap();
        let scene = scene_graph::Scene { note: note.repeat(40), ..scene_graph::Scene::clone(&scene) };
        story.scenes.insert(id, scene.into());
    }
    Arc::new(story)
}

/// Helper: saves for as long as it lives.
#[test]
fn helper_that_saves_until_it_is_killed() {
    let Some(file) = std::env::var_os(STORY_FILE) else { return };
    let file = Path::new(&file);
    let mut known = files::open(file).unwrap().on_disk;
    for number in 0_u64.. {
        let story = large(&format!("version {number} "));
        known = files::save(file, &story, &known.layout, Some(&known.stamp)).unwrap().on_disk;
    }
}

/// The version that is on disk, which must be a whole one.
fn version(file: &Path) -> String {
    let story = files::open(file).unwrap().on_disk.story;
    let of = |scene: &scene_graph::Scene| scene.note.starts_with(&story.note);
    assert!(story.scenes.values().skip(2).all(|scene| of(scene)), "a part of one and a part of another");
    story.note.clone()
}

fn start(file: &Path) -> Child {
    helper("dying::helper_that_saves_until_it_is_killed", file).spawn().unwrap()
}

#[test]
fn a_story_that_is_saved_while_the_program_is_killed_is_the_old_one_or_the_new_one() {
    let (folder, file) = folder();
    let mut versions = std::collections::BTreeSet::new();
    for round in 0..40 {
        let before = fs::read(&file).unwrap();
        let mut child = start(&file);
        let begun = Instant::now();
        // It is writing by now: killed at any moment of that.
        while fs::read(&file).unwrap() == before {
            assert!(begun.elapsed() < PATIENCE, "it does not save");
            std::thread::sleep(Duration::from_millis(1));
        }
        std::thread::sleep(Duration::from_micros(round * 733 % 9_000));
        child.kill().unwrap();
        child.wait().unwrap();
        versions.insert(version(&file));
    }
    assert!(versions.len() > 1, "different moments");
    // What it left behind is in nobody's way.
    let opened = files::open(&file).unwrap();
    files::save(&file, &large("the end "), &opened.on_disk.layout, Some(&opened.on_disk.stamp)).unwrap();
    assert_eq!(version(&file), "the end ");
    drop(folder);
}

/// Helper: saves a story once; the exit status tells what came of it.
#[test]
fn helper_that_saves_once() {
    let Some(file) = std::env::var_os(STORY_FILE) else { return };
    let file = Path::new(&file);
    let known = files::open(file).unwrap().on_disk;
    let saved = files::save(file, &large("larger than there is room "), &known.layout, Some(&known.stamp));
    std::process::exit(match saved {
        Ok(_) => 10,
        Err(SaveError::Disk { remedy: files::Remedy::MakeRoom, .. }) => 11,
        Err(_) => 12,
    });
}

/// The system lets the helper write files of so many bytes at most, as a full disk would.
#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_old_story_whole_and_says_to_make_room() {
    let (folder, file) = folder();
    for (limit, status) in [("4", 11), ("unlimited", 10)] {
        let helper = helper("dying::helper_that_saves_once", &file);
        let program = format!("trap '' XFSZ; ulimit -f {limit}; exec \"$0\" \"$@\"");
        let mut shell = Command::new("sh");
        shell.args(["-c", &program]).arg(helper.get_program()).args(helper.get_args());
        let ended = shell.env(STORY_FILE, &file).stdout(Stdio::null()).status().unwrap();
        assert_eq!(ended.code(), Some(status), "{limit}");
        if status == 11 {
            assert_eq!(fs::read_to_string(&file).unwrap(), STORY, "as it was");
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no part is left behind");
        }
    }
    assert_eq!(version(&file), "larger than there is room ");
}

/// Not even a superuser makes a file there.
#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_takes_no_file_is_told() {
    let (_folder, file) = folder();
    let story = files::open(&file).unwrap().on_disk;
    for place in ["/proc/self/story.ron", "/sys/story.ron", "/dev/null/story.ron"] {
        match files::save(Path::new(place), &story.story, &story.layout, None) {
            Err(SaveError::Disk { file, .. }) => assert_eq!(file, place),
            other => panic!("{place}: {other:?}"),
        }
    }
}

/// A pipe that nobody reads: whoever opens it to write waits.
#[cfg(unix)]
#[test]
fn nobody_waits_for_a_disk_that_hangs_and_nothing_is_lost_when_it_answers() {
    let home = tempfile::tempdir().unwrap();
    let claim = Claim::unsaved(home.path());
    let file = claim.recovery().to_path_buf();
    let name = format!(".{}.{}", file.file_name().unwrap().to_string_lossy(), std::process::id());
    let pipe = file.with_file_name(name);
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());

    let (tell, told) = sync_channel(4_096);
    let keeping = Recovery::start(move |news| drop(tell.send(news)));
    let mut edited = document(STORY);
    keeping.begin(Some(Kept {
        claim,
        era: 1,
        file: None,
        base: None,
        story: Arc::new(edited.story().clone()),
        layout: Arc::default(),
        is_unsaved: true,
        offers: false,
    }));
    // More than may wait. If this waited, the test would not end.
    for number in 0..10_000 {
        let edit = edited.edit(What::Story, |edit| {
            edit.head(|story| story.note = format!("{number}"));
            Ok(())
        });
        edit.unwrap();
        let changes = edited.take_changes();
        keeping.changed(changes, || (edited.story().clone(), edited.layout().clone()));
        if number % 100 == 0 {
            std::thread::sleep(Duration::from_millis(20));
        }
    }
    // It answers: what was written into the pipe is no file, and is tried again.
    let reader = std::thread::Builder::new().name("reader".to_owned());
    let reader = reader.spawn(move || fs::read(&pipe).map(drop)).unwrap();
    let begun = Instant::now();
    loop {
        if let Ok(RecoveryNews::Behind) = told.recv_timeout(Duration::from_millis(100)) {
            keeping.changed(Vec::new(), || (edited.story().clone(), edited.layout().clone()));
        }
        if recovery::read(&file).is_some_and(|found| found.story == *edited.story()) {
            break;
        }
        assert!(begun.elapsed() < PATIENCE, "it is not kept");
    }
    reader.join().unwrap().unwrap();
}
