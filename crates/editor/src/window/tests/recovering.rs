//! Unsaved work: found, taken, given up.

use super::*;

#[test]
fn recovered_work_never_goes_over_a_newer_story() {
    let place = Place::new();
    let mut author = Author::new(place.home.path(), Some(&place.file()));
    author.write("mine");
    kept_note(&place.recovery(), "mine");
    drop(author);
    place.somebody_saves("theirs", 7);

    let mut author = Author::new(place.home.path(), Some(&place.file()));
    author.hear(|event| matches!(event, UserEvent::Recovery(RecoveryNews::Found(..))));
    assert!(author.desk.workspace.recovered.is_some_and(|found| found.is_older));
    author.desk.workspace.ask = None;
    author.ask_for(Request::Recover(true));
    assert_eq!(author.asked(), Some(&Ask::ChangedOnDisk));
    let versions = |author: &Author| {
        let workspace = &author.desk.workspace;
        let note = |version: &Option<files::OnDisk>| version.as_ref().unwrap().story.note.clone();
        (note(&workspace.on_disk), note(&workspace.theirs), author.note().to_owned())
    };
    assert_eq!(versions(&author), (String::new(), "theirs".to_owned(), "mine".to_owned()));
    // Decided later: the next save asks again.
    author.desk.workspace.ask = None;
    author.save();
    assert_eq!((place.note().as_str(), author.asked()), ("theirs", Some(&Ask::ChangedOnDisk)));
    // And if it crashes now, the same is found again.
    author.write("mine too");
    kept_note(&place.recovery(), "mine too");
    drop(author);
    let mut author = Author::new(place.home.path(), Some(&place.file()));
    author.hear(|event| matches!(event, UserEvent::Recovery(RecoveryNews::Found(..))));
    assert!(author.desk.workspace.recovered.is_some_and(|found| found.is_older));
    author.desk.workspace.ask = None;
    author.ask_for(Request::Recover(true));
    assert_eq!(versions(&author), (String::new(), "theirs".to_owned(), "mine too".to_owned()));
    // Looked at, and kept: what the pane for it does.
    let workspace = &mut author.desk.workspace;
    (workspace.ask, workspace.on_disk) = (None, workspace.theirs.take());
    author.ask_for(Request::AcceptDisk);
    author.save();
    assert_eq!(place.note(), "mine too");
    let layout = files::open(&place.file()).unwrap().on_disk.layout;
    assert_eq!(layout.scenes.get(&scene("a")), None, "as the author chose");
}

#[test]
fn work_that_is_given_up_is_not_offered_again() {
    let place = Place::new();
    for give_up in [Request::Recover(false), Request::Quit] {
        let mut author = Author::new(place.home.path(), Some(&place.file()));
        author.write("mine");
        kept_note(&place.recovery(), "mine");
        if give_up == Request::Quit {
            // "Don't save", then gone.
            author.desk.workspace.requests.push(give_up);
            author.pass();
            assert!(author.desk.leaves);
        } else {
            drop(author);
            author = Author::new(place.home.path(), Some(&place.file()));
            author.hear(|event| matches!(event, UserEvent::Recovery(RecoveryNews::Found(..))));
            author.ask_for(give_up);
        }
        drop(author);
        assert!(!place.recovery().exists());
    }
}

#[test]
fn unsaved_work_that_cannot_be_kept_is_told() {
    let place = Place::new();
    let recovery = place.recovery();
    fs::create_dir_all(recovery.with_extension("base").join("in the way")).unwrap();
    let mut author = Author::new(place.home.path(), Some(&place.file()));
    author.write("mine");
    author.hear(|event| matches!(event, UserEvent::Recovery(RecoveryNews::Failing(_))));
    assert!(author.desk.workspace.unkept.is_some());
    assert!(matches!(&*author.tidings(), [Tiding::Unkept(_)]));
    fs::remove_dir_all(recovery.with_extension("base")).unwrap();
    author.hear(|event| matches!(event, UserEvent::Recovery(RecoveryNews::Works)));
    assert_eq!(author.desk.workspace.unkept, None);
    assert!(matches!(&*author.tidings(), [Tiding::Kept]));
    kept_note(&recovery, "mine");
}

#[test]
fn a_new_story_leaves_nothing_to_recover_once_it_is_saved() {
    let place = Place::new();
    let home = place.home.path();
    let mut author = Author::new(home, None);
    let unsaved = author.desk.held().unwrap().recovery().to_path_buf();
    author.desk.workspace.ask = None;
    author.write("mine");
    kept_note(&unsaved, "mine");
    author.ask_for(Request::Save { then: Some(Box::new(Request::Quit)) });
    assert!(matches!(&*author.desk.dialogs, [(Purpose::SaveAs(Some(_)), None)]));
    let folder = place.stories.path().join("new");
    let (purpose, _) = author.desk.dialogs.remove(0);
    author.desk.hear(UserEvent::Chosen(purpose, vec![folder.clone()]));
    author.hear(|event| matches!(event, UserEvent::Saved(_)));
    assert!(author.desk.leaves);
    assert_eq!(files::open(&folder).unwrap().on_disk.story.note, "mine");
    drop(author);
    assert!(!unsaved.exists() && !recovery_file(home, &folder.join("story.ron")).exists());
}
