//! The story on disk: whole or not at all, never over somebody else's work, and recovered.

use crate::support::{scene, story};
use editor::files::{self, Look, OnDisk, OpenError, OpenedStory, SaveError, Saved, Stamp};
use editor::{Layout, Spot};
use scene_graph::{Story, write};
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub(crate) const STORY: &str = r#"Story(format: 1, id: "s", title: {"en": "S"}, languages: ["en"], endings: {"bye": Ending(title: {"en": "Bye"})},
    start: "a", scenes: {"a": Scene(then: Goto("b")), "b": Scene(then: End("bye"))})"#;

/// A folder with a story in it.
pub(crate) fn folder() -> (tempfile::TempDir, PathBuf) {
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

/// Saves what was opened with this note, as if it had been read like that.
fn save_noted(
    file: &Path,
    opened: &OpenedStory,
    note: &str,
    known: Option<&Stamp>,
) -> Result<Saved, SaveError> {
    let mut story = Story::clone(&opened.on_disk.story);
    story.note = note.to_owned();
    files::save(file, &Arc::new(story), &opened.on_disk.layout, known)
}

fn note_of(file: &Path) -> String {
    files::open(file).unwrap().on_disk.story.note.clone()
}

/// A layout in which a lies there.
fn laid(x: i32) -> Arc<Layout> {
    let mut layout = Layout::default();
    layout.scenes.insert(scene("a"), Spot(x, 0));
    Arc::new(layout)
}

#[test]
fn what_is_opened_and_saved_is_opened_again() {
    let (folder, file) = folder();
    for path in [folder.path(), &file] {
        let opened = files::open(path).unwrap();
        assert_eq!((&*opened.on_disk.story, &*opened.on_disk.layout), (&story(STORY), &Layout::default()));
        assert_eq!((&opened.file, opened.folder.as_path()), (&file, folder.path()));
        assert_eq!(opened.notes, Vec::<String>::new());
    }
    let opened = files::open(folder.path()).unwrap();
    let mut changed = Story::clone(&opened.on_disk.story);
    changed.note = "new".to_owned();
    let changed = Arc::new(changed);
    let saved = files::save(&file, &changed, &laid(3), Some(&opened.on_disk.stamp)).unwrap();
    saved.layout.unwrap();
    let again = files::open(folder.path()).unwrap();
    assert_eq!(again.on_disk, saved.on_disk);
    assert_eq!(again.on_disk, OnDisk::written(changed, laid(3)));
    assert_eq!(names(folder.path()), ["layout.ron", "story.ron"], "no draft is left behind");
}

#[test]
fn a_story_under_another_name_is_saved_under_it() {
    let (folder, file) = folder();
    let other = folder.path().join("spring.ron");
    fs::rename(&file, &other).unwrap();
    let opened = files::open(&other).unwrap();
    save_noted(&opened.file, &opened, "new", Some(&opened.on_disk.stamp)).unwrap();
    assert_eq!(names(folder.path()), ["layout.ron", "spring.ron"]);
}

#[test]
fn somebody_elses_changes_are_not_overwritten() {
    let (_folder, file) = folder();
    let opened = files::open(&file).unwrap();
    let known = &opened.on_disk.stamp;
    assert!(matches!(files::look(&file, known), Look::Same));
    let theirs = STORY.replace("\"S\"", "\"Theirs\"");
    fs::write(&file, &theirs).unwrap();
    match save_noted(&file, &opened, "mine", Some(known)) {
        Err(SaveError::Changed { theirs: Some(found), .. }) => assert_eq!(*found.story, story(&theirs)),
        other => panic!("{other:?}"),
    }
    assert_eq!(fs::read_to_string(&file).unwrap(), theirs, "as it was");
    // A file that appeared where none was, is somebody else's, too; and so is one that is no story.
    assert!(matches!(save_noted(&file, &opened, "mine", None), Err(SaveError::Changed { .. })));
    fs::write(&file, "half a sto").unwrap();
    let refused = save_noted(&file, &opened, "mine", Some(known));
    assert!(matches!(refused, Err(SaveError::Changed { theirs: None, .. })), "{refused:?}");
    assert!(matches!(files::look(&file, known), Look::Gone(OpenError::Unreadable { .. })));
    // After it was looked at.
    fs::write(&file, &theirs).unwrap();
    let Look::Other(seen) = files::look(&file, known) else { panic!("it is another") };
    save_noted(&file, &opened, "mine", Some(&seen.stamp)).unwrap();
    assert_eq!(note_of(&file), "mine");
}

#[test]
fn somebody_elses_layout_is_not_overwritten() {
    let (folder, file) = folder();
    let opened = files::open(&file).unwrap();
    let known = &opened.on_disk.stamp;
    // Where none was.
    let layout = folder.path().join("layout.ron");
    fs::write(&layout, laid(7).to_ron()).unwrap();
    match files::look(&file, known) {
        Look::Other(theirs) => {
            assert_eq!((theirs.layout, theirs.story), (laid(7), opened.on_disk.story.clone()));
        }
        other => panic!("{other:?}"),
    }
    match files::save(&file, &opened.on_disk.story, &laid(3), Some(known)) {
        Err(SaveError::Changed { theirs: Some(theirs), .. }) => assert_eq!(theirs.layout, laid(7)),
        other => panic!("{other:?}"),
    }
    assert_eq!(fs::read_to_string(&layout).unwrap(), laid(7).to_ron(), "as it was");
    assert_eq!(fs::read_to_string(&file).unwrap(), STORY, "nothing was written at all");
    // Another than the one that was read.
    let opened = files::open(&file).unwrap();
    fs::write(&layout, laid(8).to_ron()).unwrap();
    let saved = files::save(&file, &opened.on_disk.story, &laid(3), Some(&opened.on_disk.stamp));
    assert!(matches!(saved, Err(SaveError::Changed { .. })));
    // The very one that is to be written is no loss, and one that is gone neither.
    files::save(&file, &opened.on_disk.story, &laid(8), Some(&opened.on_disk.stamp)).unwrap();
    let opened = files::open(&file).unwrap();
    fs::remove_file(&layout).unwrap();
    files::save(&file, &opened.on_disk.story, &laid(3), Some(&opened.on_disk.stamp)).unwrap();
    assert_eq!(files::open(&file).unwrap().on_disk.layout, laid(3));
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
    assert_eq!((&*opened.on_disk.story, &*opened.on_disk.layout), (&story(STORY), &Layout::default()));
    assert!(opened.notes[0].contains("line 1"), "{:?}", opened.notes);
    assert!(opened.notes[0].contains("layout.damaged.ron"), "{:?}", opened.notes);
}

#[test]
fn a_story_that_was_written_by_hand_stays_as_long_as_it_says_the_same() {
    let (folder, file) = folder();
    let by_hand = format!("// Ours, since spring.\n{}", STORY.replace("title:", "title :"));
    fs::write(&file, &by_hand).unwrap();
    let opened = files::open(&file).unwrap();
    let OnDisk { story, stamp, .. } = &opened.on_disk;
    let saved = files::save(&file, story, &laid(5), Some(stamp)).unwrap();
    saved.layout.unwrap();
    assert_eq!(fs::read_to_string(&file).unwrap(), by_hand, "only a card was moved");
    assert_eq!(fs::read_to_string(folder.path().join("layout.ron")).unwrap(), laid(5).to_ron());
    // That is what lies there: saving once more finds nobody else's work.
    let mut changed = Story::clone(story);
    changed.scenes.reverse();
    let again = files::save(&file, &Arc::new(changed.clone()), &laid(6), Some(&saved.on_disk.stamp)).unwrap();
    assert_eq!(fs::read_to_string(&file).unwrap(), write(&changed), "another order is another story");
    assert!(matches!(files::look(&file, &again.on_disk.stamp), files::Look::Same));
}

#[test]
fn a_damaged_layout_is_kept_aside_when_the_story_is_saved() {
    let (folder, file) = folder();
    let layout = folder.path().join("layout.ron");
    let damaged = ["<<<<<<< HEAD\nLayout(scenes: {})".as_bytes().to_vec(), vec![b' '; 17 << 20]];
    for (bytes, kept) in damaged.into_iter().zip(["layout.damaged.ron", "layout.damaged-2.ron"]) {
        fs::write(&layout, &bytes).unwrap();
        let opened = files::open(&file).unwrap();
        let saved = save_noted(&file, &opened, kept, Some(&opened.on_disk.stamp)).unwrap();
        saved.layout.unwrap();
        assert!(fs::read(folder.path().join(kept)).unwrap() == bytes, "{kept}");
        assert_eq!(fs::read_to_string(&layout).unwrap(), Layout::default().to_ron());
    }
    // One that can be read is replaced, as ever.
    let opened = files::open(&file).unwrap();
    save_noted(&file, &opened, "again", Some(&opened.on_disk.stamp)).unwrap();
    let names = names(folder.path());
    assert_eq!(names, ["layout.damaged-2.ron", "layout.damaged.ron", "layout.ron", "story.ron"]);
}

#[test]
fn a_place_that_cannot_be_written_is_told_with_a_way_on() {
    let (folder, file) = folder();
    let opened = files::open(&file).unwrap();
    let gone = folder.path().join("story.ron/below/story.ron");
    let error = save_noted(&gone, &opened, "new", None).unwrap_err().to_string();
    assert!(error.contains("save the story elsewhere"), "{error}");
    let mut permissions = fs::metadata(&file).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&file, permissions).unwrap();
    let error = save_noted(&file, &opened, "new", Some(&opened.on_disk.stamp)).unwrap_err().to_string();
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
        save_noted(&file, &opened, &format!("{mode}"), Some(&opened.on_disk.stamp)).unwrap();
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, mode);
    }
}

#[cfg(unix)]
#[test]
fn a_link_stays_one_and_what_it_leads_to_is_written() {
    let (folder, file) = folder();
    let real = folder.path().join("versions/spring.ron");
    fs::create_dir(real.parent().unwrap()).unwrap();
    fs::rename(&file, &real).unwrap();
    std::os::unix::fs::symlink("versions/spring.ron", folder.path().join("current.ron")).unwrap();
    std::os::unix::fs::symlink("current.ron", &file).unwrap();
    let opened = files::open(&file).unwrap();
    save_noted(&file, &opened, "new", Some(&opened.on_disk.stamp)).unwrap();
    assert!(fs::symlink_metadata(&file).unwrap().is_symlink());
    assert_eq!(note_of(&real), "new");
    assert_eq!(names(&folder.path().join("versions")), ["spring.ron"], "no draft is left behind");
}

#[cfg(unix)]
#[test]
fn a_strangers_story_has_no_file_elsewhere_overwritten() {
    let (folder, file) = folder();
    let elsewhere = tempfile::tempdir().unwrap();
    let precious = elsewhere.path().join("precious");
    fs::write(&precious, "precious").unwrap();
    std::os::unix::fs::symlink(&precious, folder.path().join("layout.ron")).unwrap();
    let opened = files::open(&file).unwrap();
    let saved = files::save(&file, &opened.on_disk.story, &laid(3), Some(&opened.on_disk.stamp)).unwrap();
    assert!(saved.layout.unwrap_err().to_string().contains("leads out"));
    // A link to itself leads nowhere.
    fs::remove_file(folder.path().join("layout.ron")).unwrap();
    std::os::unix::fs::symlink("layout.ron", folder.path().join("layout.ron")).unwrap();
    let opened = files::open(&file).unwrap();
    let saved = files::save(&file, &opened.on_disk.story, &laid(3), Some(&opened.on_disk.stamp)).unwrap();
    assert!(saved.layout.unwrap_err().to_string().contains("links"));
    assert_eq!(fs::read_to_string(&precious).unwrap(), "precious");
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
    let mut on = |_, _| ControlFlow::Continue(());
    let mut taken = |files: &[PathBuf]| -> Vec<String> {
        let files = files::take_in(folder.path(), files, &mut on).unwrap().unwrap();
        files.iter().map(|file| files::within(folder.path(), file).unwrap()).collect()
    };
    assert_eq!(
        taken(&[one.clone(), other, one.clone()]),
        ["media/昼食.mp4", "media/昼食-2.mp4", "media/昼食.mp4"]
    );
    // What lies in the folder stays where it is.
    assert_eq!(taken(&[folder.path().join("media/昼食-2.mp4")]), ["media/昼食-2.mp4"]);
    let missing = files::take_in(folder.path(), &[one, elsewhere.path().join("gone.mp4")], &mut on);
    assert!(missing.unwrap_err().to_string().contains("gone.mp4"));
    assert_eq!(names(&folder.path().join("media")), ["昼食-2.mp4", "昼食.mp4"]);
}

#[test]
fn copying_many_tells_how_far_it_is_and_stops_without_a_trace() {
    let (folder, _) = folder();
    let elsewhere = tempfile::tempdir().unwrap();
    let clips: Vec<PathBuf> = (0..50_u8)
        .map(|n| {
            let path = elsewhere.path().join(format!("clip {n}.mp4"));
            fs::write(&path, vec![n; 100]).unwrap();
            path
        })
        .collect();
    let mut told = Vec::new();
    let stopped = files::take_in(folder.path(), &clips, &mut |done, total| {
        told.push((done, total));
        if told.len() == 20 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!(stopped.unwrap(), None);
    assert_eq!((told[0], told[19]), ((100, 5_000), (2_000, 5_000)));
    assert!(names(&folder.path().join("media")).is_empty(), "nothing is left of it");
    let mut last = 0;
    let all = files::take_in(folder.path(), &clips, &mut |done, _| {
        last = done;
        ControlFlow::Continue(())
    });
    assert_eq!((all.unwrap().unwrap().len(), last), (50, 5_000));
    assert_eq!(fs::read(folder.path().join("media/clip 49.mp4")).unwrap(), vec![49; 100]);
    assert_eq!(names(&folder.path().join("media")).len(), 50, "no drafts");
}

#[test]
fn a_layout_that_cannot_be_written_does_not_make_the_story_somebody_elses() {
    let (folder, file) = folder();
    let opened = files::open(&file).unwrap();
    // A folder of that name is in the way.
    fs::create_dir(folder.path().join("layout.ron")).unwrap();
    let saved = save_noted(&file, &opened, "one", Some(&opened.on_disk.stamp)).unwrap();
    assert!(saved.layout.unwrap_err().to_string().contains("layout.ron"));
    save_noted(&file, &opened, "two", Some(&saved.on_disk.stamp)).unwrap();
    assert_eq!(note_of(&file), "two");
}

#[test]
fn a_folder_that_is_gone_is_not_made_anew() {
    let (folder, file) = folder();
    let opened = files::open(&file).unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    fs::rename(folder.path(), elsewhere.path().join("moved")).unwrap();
    let error = save_noted(&file, &opened, "new", Some(&opened.on_disk.stamp)).unwrap_err();
    assert!(error.to_string().contains("not there any more"), "{error}");
    assert!(!folder.path().exists());
}
