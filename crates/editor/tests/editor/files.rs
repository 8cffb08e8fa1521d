//! The story on disk: whole or not at all, never over somebody else's work, and recovered.

use crate::support::{document, scene, story};
use editor::files::recovery::{self, Recovered, Recovery};
use editor::files::{self, OpenError, SaveError};
use editor::{Item, Layout, Spot, What, commands};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const STORY: &str = r#"Story(format: 1, id: "s", title: {"en": "S"}, languages: ["en"], endings: {"bye": Ending(title: {"en": "Bye"})},
    start: "a", scenes: {"a": Scene(then: Goto("b")), "b": Scene(then: End("bye"))})"#;

/// A folder with a story in it.
fn folder() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("story.ron");
    fs::write(&file, STORY).unwrap();
    (folder, file)
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn what_is_opened_and_saved_is_opened_again() {
    let (folder, file) = folder();
    for path in [folder.path(), &file] {
        let opened = files::open(path).unwrap();
        assert_eq!(
            (opened.story, opened.layout, opened.file),
            (story(STORY), Layout::default(), file.clone())
        );
        assert_eq!((opened.folder.as_path(), opened.notes), (folder.path(), Vec::<String>::new()));
    }
    let opened = files::open(folder.path()).unwrap();
    let mut changed = opened.story.clone();
    changed.note = "new".to_owned();
    let mut layout = Layout::default();
    layout.scenes.insert(scene("a"), Spot(3, 4));
    let stamp = files::save(&file, &changed, &layout, Some(&opened.stamp)).unwrap().stamp;
    let again = files::open(folder.path()).unwrap();
    assert_eq!((again.story, again.layout, again.stamp), (changed, layout, stamp));
    assert_eq!(names(folder.path()), ["layout.ron", "story.ron"], "no draft is left behind");
}

#[test]
fn a_story_under_another_name_is_saved_under_it() {
    let (folder, file) = folder();
    let other = folder.path().join("spring.ron");
    fs::rename(&file, &other).unwrap();
    let opened = files::open(&other).unwrap();
    files::save(&opened.file, &opened.story, &opened.layout, Some(&opened.stamp)).unwrap();
    assert_eq!(names(folder.path()), ["layout.ron", "spring.ron"]);
}

#[test]
fn somebody_elses_changes_are_not_overwritten() {
    let (_folder, file) = folder();
    let opened = files::open(&file).unwrap();
    let theirs = STORY.replace("\"S\"", "\"Theirs\"");
    fs::write(&file, &theirs).unwrap();
    let mut mine = opened.story.clone();
    mine.note = "mine".to_owned();
    match files::save(&file, &mine, &opened.layout, Some(&opened.stamp)) {
        Err(SaveError::Changed { theirs: Some(found), .. }) => assert_eq!(*found, story(&theirs)),
        other => panic!("{other:?}"),
    }
    assert_eq!(fs::read_to_string(&file).unwrap(), theirs, "as it was");
    // A file that appeared where none was, is somebody else's, too; and so is one that is no story.
    assert!(matches!(files::save(&file, &mine, &opened.layout, None), Err(SaveError::Changed { .. })));
    fs::write(&file, "half a sto").unwrap();
    let refused = files::save(&file, &mine, &opened.layout, Some(&opened.stamp));
    assert!(matches!(refused, Err(SaveError::Changed { theirs: None, .. })), "{refused:?}");
    // After it was looked at.
    let stamp = files::look(&file);
    files::save(&file, &mine, &opened.layout, stamp.as_ref()).unwrap();
    assert_eq!(files::open(&file).unwrap().story, mine);
}

#[test]
fn what_cannot_be_opened_says_what_to_do() {
    let (folder, file) = folder();
    let message = |path: &Path| files::open(path).map(drop).unwrap_err().to_string();
    assert!(message(&folder.path().join("nowhere")).contains("no such file"));
    for (text, part) in [
        (&b"Story("[..], "line 1"),
        (b"", "is empty"),
        (&[0xff, 0xfe, 0x00][..], "UTF-8"),
        (b"Story(format: 2)", "newer"),
    ] {
        fs::write(&file, text).unwrap();
        let error = files::open(&file).map(drop).unwrap_err();
        assert!(matches!(error, OpenError::Unreadable { .. }), "{error:?}");
        assert!(error.to_string().contains(part), "{part}: {error}");
    }
    let empty = tempfile::tempdir().unwrap();
    assert!(message(empty.path()).contains("edamichi new"));
}

#[test]
fn a_damaged_layout_costs_only_the_layout() {
    let (folder, _) = folder();
    fs::write(folder.path().join("layout.ron"), "Layout(scenes: 3)").unwrap();
    let opened = files::open(folder.path()).unwrap();
    assert_eq!((opened.story, opened.layout), (story(STORY), Layout::default()));
    assert!(opened.notes[0].contains("line 1"), "{:?}", opened.notes);
}

#[test]
fn a_place_that_cannot_be_written_is_told_with_a_way_on() {
    let (folder, file) = folder();
    let opened = files::open(&file).unwrap();
    let gone = folder.path().join("story.ron/below/story.ron");
    let error = files::save(&gone, &opened.story, &opened.layout, None).unwrap_err().to_string();
    assert!(error.contains("save the story elsewhere"), "{error}");
    let mut permissions = fs::metadata(&file).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&file, permissions).unwrap();
    let mut changed = opened.story;
    changed.note = "new".to_owned();
    let error = files::save(&file, &changed, &opened.layout, Some(&opened.stamp)).unwrap_err().to_string();
    assert!(error.contains("Allow writing there"), "{error}");
    assert_eq!(fs::read_to_string(&file).unwrap(), STORY, "as it was");
}

#[cfg(unix)]
#[test]
fn who_could_read_the_story_still_can() {
    use std::os::unix::fs::PermissionsExt as _;
    let (_folder, file) = folder();
    for mode in [0o644, 0o640, 0o664] {
        fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
        let opened = files::open(&file).unwrap();
        files::save(&file, &opened.story, &opened.layout, Some(&opened.stamp)).unwrap();
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, mode);
    }
}

/// Waits until the recovery file holds this; the thread gathers for a second.
fn wait_for(file: &Path, wanted: Option<&Recovered>) {
    let begun = Instant::now();
    while recovery::read(file).as_ref() != wanted {
        assert!(begun.elapsed() < Duration::from_secs(60), "it is not kept: {:?}", recovery::read(file));
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn unsaved_work_is_kept_and_goes_when_it_is_saved() {
    let home = tempfile::tempdir().unwrap();
    let (folder, _) = folder();
    let file = recovery::file_for(home.path(), Some(folder.path()));
    assert_ne!(file, recovery::file_for(home.path(), None));
    let mut edited = document(STORY);
    let (story, layout) = (edited.story().clone(), edited.layout().clone());
    let keeping = Recovery::start(file.clone(), Some(folder.path().to_path_buf()), story, layout);
    for far in 0..40 {
        edited
            .edit(What::Move, |edit| {
                commands::move_items(edit, [&Item::Scene(scene("a"))], 1, 0);
                edit.place(&Item::Scene(scene("b")), Some(Spot(far, 0)));
                edit.scene(&scene("a"), |scene| {
                    scene.note = format!("{far} \"食堂\"");
                    Ok(())
                })
            })
            .unwrap();
        keeping.changed(edited.take_changes());
    }
    let wanted = Recovered { story: edited.story().clone(), layout: edited.layout().clone() };
    wait_for(&file, Some(&wanted));
    keeping.saved();
    wait_for(&file, None);
    assert!(!file.exists());
    // What is told last is written before the end.
    edited.undo();
    keeping.changed(edited.take_changes());
    drop(keeping);
    let wanted = Recovered { story: edited.story().clone(), layout: edited.layout().clone() };
    assert_eq!(recovery::read(&file), Some(wanted));
}

#[test]
fn a_damaged_recovery_file_is_none() {
    let home = tempfile::tempdir().unwrap();
    let file = recovery::file_for(home.path(), None);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    for text in ["", "(", "(format: 1)", "(format: 2, folder: \"\", story: \"\", layout: \"\")", "\u{0}"] {
        fs::write(&file, text).unwrap();
        assert_eq!(recovery::read(&file), None, "{text}");
    }
    recovery::forget(&file);
    recovery::forget(&file);
    assert!(!file.exists());
}

#[test]
fn clips_from_elsewhere_are_copied_once_and_never_over_others() {
    let (folder, _) = folder();
    let elsewhere = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = elsewhere.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    };
    let (one, other) = (write("昼食.mp4", "one"), write("b/昼食.mp4", "other"));
    let taken = |files: &[PathBuf]| -> Vec<String> {
        let files = files::take_in(folder.path(), files).unwrap();
        files.iter().map(|file| files::within(folder.path(), file).unwrap()).collect()
    };
    assert_eq!(
        taken(&[one.clone(), other, one.clone()]),
        ["media/昼食.mp4", "media/昼食-2.mp4", "media/昼食.mp4"]
    );
    // What lies in the folder stays where it is.
    assert_eq!(taken(&[folder.path().join("media/昼食-2.mp4")]), ["media/昼食-2.mp4"]);
    let missing = files::take_in(folder.path(), &[one, elsewhere.path().join("gone.mp4")]);
    assert!(missing.unwrap_err().to_string().contains("gone.mp4"));
    assert_eq!(names(&folder.path().join("media")), ["昼食-2.mp4", "昼食.mp4"]);
}

#[test]
fn a_layout_that_cannot_be_written_does_not_make_the_story_somebody_elses() {
    let (folder, file) = folder();
    let opened = files::open(&file).unwrap();
    // A folder of that name is in the way.
    fs::create_dir(folder.path().join("layout.ron")).unwrap();
    let mut changed = opened.story;
    changed.note = "one".to_owned();
    let saved = files::save(&file, &changed, &opened.layout, Some(&opened.stamp)).unwrap();
    assert!(saved.layout.unwrap_err().to_string().contains("layout.ron"));
    changed.note = "two".to_owned();
    files::save(&file, &changed, &opened.layout, Some(&saved.stamp)).unwrap();
    assert_eq!(files::open(&file).unwrap().story, changed);
}

#[test]
fn a_folder_that_is_gone_is_not_made_anew() {
    let (folder, file) = folder();
    let opened = files::open(&file).unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    fs::rename(folder.path(), elsewhere.path().join("moved")).unwrap();
    let error = files::save(&file, &opened.story, &opened.layout, Some(&opened.stamp)).unwrap_err();
    assert!(error.to_string().contains("not there any more"), "{error}");
    assert!(!folder.path().exists());
}
