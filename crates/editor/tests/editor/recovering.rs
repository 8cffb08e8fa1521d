//! What was not saved: kept behind the author, told apart by what it was made from, one window a story.

use crate::files::{STORY, folder};
use crate::support::{document, scene};
use editor::files::claim::{Claim, recovery_file};
use editor::files::recovery::{self, Kept, Recovered, Recovery, RecoveryNews};
use editor::files::{self, OnDisk};
use editor::{Document, Item, Layout, Spot, What, commands};
use scene_graph::Story;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, sync_channel};
use std::time::{Duration, Instant, SystemTime};

/// Long enough for the slowest machine: nothing waits that long unless it is broken.
const PATIENCE: Duration = Duration::from_secs(60);

/// A thread that keeps, and what it tells.
fn start() -> (Recovery, Receiver<RecoveryNews>) {
    let (tell, told) = sync_channel(4_096);
    (Recovery::start(move |news| drop(tell.send(news))), told)
}

fn kept(claim: &Arc<Claim>, document: &Document, base: Option<OnDisk>) -> Kept {
    Kept {
        claim: Arc::clone(claim),
        era: 1,
        file: None,
        base,
        story: Arc::new(document.story().clone()),
        layout: Arc::new(document.layout().clone()),
        is_unsaved: false,
        offers: true,
    }
}

/// Moves a card and writes a note.
fn edit(document: &mut Document, far: i32) {
    let edited = document.edit(What::Move, |edit| {
        commands::move_items(edit, [&Item::Scene(scene("a"))], 1, 0);
        edit.place(&Item::Scene(scene("b")), Some(Spot(far, 0)));
        edit.scene(&scene("a"), |scene| {
            scene.note = format!("{far} \"食堂\"");
            Ok(())
        })
    });
    edited.unwrap();
}

fn tell(recovery: &Recovery, document: &mut Document) {
    let changes = document.take_changes();
    recovery.changed(changes, || unreachable!("it does not fall behind"));
}

/// Waits until the recovery file holds this.
fn wait_for(file: &Path, wanted: Option<&Document>) {
    let begun = Instant::now();
    let wanted = wanted.map(|wanted| (wanted.story().clone(), wanted.layout().clone()));
    loop {
        let found = recovery::read(file).map(|found| (found.story, found.layout));
        if found == wanted {
            return;
        }
        assert!(begun.elapsed() < PATIENCE, "it is not kept: {found:?}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn unsaved_work_is_kept_and_goes_when_it_is_saved() {
    let home = tempfile::tempdir().unwrap();
    let claim = Claim::unsaved(home.path());
    let file = claim.recovery().to_path_buf();
    let mut edited = document(STORY);
    let (keeping, told) = start();
    keeping.begin(Some(kept(&claim, &edited, None)));
    for far in 0..40 {
        edit(&mut edited, far);
        tell(&keeping, &mut edited);
    }
    wait_for(&file, Some(&edited));
    keeping.give_up();
    wait_for(&file, None);
    assert!(!file.exists());
    // What is told last is written before the end.
    edited.undo();
    tell(&keeping, &mut edited);
    drop(keeping);
    wait_for(&file, Some(&edited));
    assert!(told.try_iter().next().is_none(), "nothing to tell");
}

#[test]
fn recovered_work_knows_when_and_what_it_was_made_from() {
    let home = tempfile::tempdir().unwrap();
    let (folder, file) = folder();
    let opened = files::open(&file).unwrap();
    let claim = Claim::story(home.path(), &file, None).unwrap();
    let mut edited = Document::opened(Story::clone(&opened.on_disk.story), Layout::default());
    let (keeping, _told) = start();
    let before = SystemTime::now() - Duration::from_secs(2);
    keeping.begin(Some(kept(&claim, &edited, Some(opened.on_disk.clone()))));
    edit(&mut edited, 1);
    tell(&keeping, &mut edited);
    drop(keeping);
    let found = recovery::read(claim.recovery()).unwrap();
    assert_eq!((&found.story, &found.layout), (edited.story(), edited.layout()));
    assert_eq!(found.base.as_ref(), Some(&opened.on_disk));
    assert!(found.at >= before && found.at <= SystemTime::now());

    // Another version is saved: what is unsaved then is made from that.
    let (keeping, told) = start();
    keeping.begin(Some(kept(&claim, &edited, Some(opened.on_disk.clone()))));
    let RecoveryNews::Found(1, offered) = told.recv_timeout(PATIENCE).unwrap() else {
        panic!("it is offered")
    };
    assert_eq!(*offered, found);
    let story = Arc::new(edited.story().clone());
    let saved = files::save(&file, &story, &opened.on_disk.layout, Some(&opened.on_disk.stamp)).unwrap();
    keeping.saved(saved.on_disk.clone());
    edit(&mut edited, 2);
    tell(&keeping, &mut edited);
    drop(keeping);
    assert_eq!(recovery::read(claim.recovery()).unwrap().base.as_ref(), Some(&saved.on_disk));

    // A version that was lost is known by its stamp alone.
    fs::remove_file(claim.recovery().with_extension("base")).unwrap();
    let base = recovery::read(claim.recovery()).unwrap().base.unwrap();
    assert_eq!((base.stamp, &*base.story), (saved.on_disk.stamp, &Story::blank()));
    drop(folder);
}

#[test]
fn a_damaged_recovery_file_is_none() {
    let home = tempfile::tempdir().unwrap();
    let file = Claim::unsaved(home.path()).recovery().to_path_buf();
    for text in [
        "",
        "(",
        "(format: 2)",
        "(format: 3, file: None, at: 1, base: None, story: \"\", layout: \"\")",
        "\u{0}",
    ] {
        fs::write(&file, text).unwrap();
        assert_eq!(recovery::read(&file), None::<Recovered>, "{text}");
    }
    recovery::forget(&file);
    recovery::forget(&file);
    assert!(!file.exists());
}

#[test]
fn what_cannot_be_kept_is_told_once_and_so_is_that_it_can_again() {
    let home = tempfile::tempdir().unwrap();
    let claim = Claim::unsaved(home.path());
    let file = claim.recovery().to_path_buf();
    // A folder in its place: no file can be put there.
    fs::create_dir(&file).unwrap();
    fs::write(file.join("in the way"), "").unwrap();
    let mut edited = document(STORY);
    let (keeping, told) = start();
    keeping.begin(Some(kept(&claim, &edited, None)));
    edit(&mut edited, 1);
    tell(&keeping, &mut edited);
    let RecoveryNews::Failing(reason) = told.recv_timeout(PATIENCE).unwrap() else { panic!("it fails") };
    assert!(!reason.is_empty());
    edit(&mut edited, 2);
    tell(&keeping, &mut edited);
    fs::remove_dir_all(&file).unwrap();
    // Nothing but time is needed.
    let RecoveryNews::Works = told.recv_timeout(PATIENCE).unwrap() else { panic!("it works again") };
    wait_for(&file, Some(&edited));
    assert!(told.try_iter().next().is_none(), "told once each");
}

#[test]
fn whoever_goes_on_with_another_story_leaves_the_work_on_the_first_whole() {
    let home = tempfile::tempdir().unwrap();
    let (one, one_file) = folder();
    let (other, other_file) = folder();
    let claim = |file: &Path| Claim::story(home.path(), file, None).unwrap();
    let (first, second) = (claim(&one_file), claim(&other_file));
    let mut edited = document(STORY);
    let (keeping, _told) = start();
    keeping.begin(Some(kept(&first, &edited, None)));
    edit(&mut edited, 1);
    tell(&keeping, &mut edited);
    let mut next = document(STORY);
    keeping.begin(Some(kept(&second, &next, None)));
    edit(&mut next, 2);
    tell(&keeping, &mut next);
    keeping.begin(None);
    next.undo();
    tell(&keeping, &mut next);
    next.redo();
    drop(keeping);
    wait_for(first.recovery(), Some(&edited));
    wait_for(second.recovery(), Some(&next));
    drop((one, other));
}

#[test]
fn one_window_a_story() {
    let home = tempfile::tempdir().unwrap();
    let (folder, file) = folder();
    let claim = |file: &Path| Claim::story(home.path(), file, None);
    let first = claim(&file).unwrap();
    assert!(claim(&file).is_none(), "it is taken");
    assert!(
        Arc::ptr_eq(&first, &Claim::story(home.path(), &file, Some(&first)).unwrap()),
        "kept by who has it"
    );
    // However one gets there.
    assert!(claim(&folder.path().join("./story.ron")).is_none());
    #[cfg(unix)]
    {
        let around = tempfile::tempdir().unwrap();
        let link = around.path().join("link");
        std::os::unix::fs::symlink(folder.path(), &link).unwrap();
        assert!(claim(&link.join("story.ron")).is_none());
    }
    // Another story in the same folder is another story.
    fs::copy(&file, folder.path().join("spring.ron")).unwrap();
    let spring = claim(&folder.path().join("spring.ron")).unwrap();
    assert_ne!(first.recovery(), spring.recovery());
    assert_eq!(first.recovery(), recovery_file(home.path(), &file));
    drop(first);
    assert!(claim(&file).is_some(), "it was let go");
    // Nowhere to lock: then nobody is kept from editing.
    let blocked = home.path().join("file");
    fs::write(&blocked, "").unwrap();
    assert!(Claim::story(&blocked, &file, None).is_some());
}

#[test]
fn stories_that_were_never_saved_have_a_file_each() {
    let home = tempfile::tempdir().unwrap();
    let (first, second) = (Claim::unsaved(home.path()), Claim::unsaved(home.path()));
    assert_ne!(first.recovery(), second.recovery());
    // What the second left behind is found by the next one, though the first place is free.
    fs::write(second.recovery(), "left behind").unwrap();
    let left = second.recovery().to_path_buf();
    drop((first, second));
    assert_eq!(Claim::unsaved(home.path()).recovery(), left);
}
