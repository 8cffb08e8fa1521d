//! Two windows, and somebody else who writes.

use super::*;

#[test]
fn a_second_window_looks_follows_and_takes_over() {
    let place = Place::new();
    let (home, file) = (place.home.path(), place.file());
    let mut first = Author::new(home, Some(&file));
    let mut second = Author::new(home, Some(&file));
    assert!(first.asked().is_none());
    assert_eq!(second.asked(), Some(&Ask::OpenElsewhere));
    second.desk.workspace.ask = None;
    second.write("nothing");
    assert_eq!(second.note(), "", "it can only be looked at");
    second.ask_for(Request::Save { then: None });
    assert!(matches!(&*second.tidings(), [Tiding::OpenElsewhere]));
    second.ask_for(Request::TakeOver);
    second.hear(|event| matches!(event, UserEvent::NotTakenOver));
    assert!(matches!(&*second.tidings(), [Tiding::StillElsewhere]));

    first.write("one");
    first.save();
    second.look();
    assert_eq!(second.note(), "one");
    assert!(second.desk.workspace.document.is_saved() && second.desk.workspace.document.is_read_only());
    assert!(matches!(&*second.tidings(), [Tiding::Updated]));
    second.desk.workspace.undo();
    assert_eq!(second.note(), "one", "not even a step back");

    // The first one is killed with something unsaved.
    first.write("two");
    kept_note(&place.recovery(), "two");
    drop(first);
    second.desk.look_at_disk();
    second.hear(|event| matches!(event, UserEvent::TookOver(_)));
    second.hear(|event| matches!(event, UserEvent::Recovery(RecoveryNews::Found(..))));
    assert_eq!(second.asked(), Some(&Ask::Recovered));
    second.desk.workspace.ask = None;
    second.ask_for(Request::Recover(true));
    assert_eq!((second.note(), second.asked()), ("two", None), "made from what is on disk");
    second.save();
    assert_eq!(place.note(), "two");
    assert!(matches!(second.desk.hold, Hold::Ours(_)));
}

#[test]
fn opening_the_open_story_again_keeps_the_right_to_it() {
    let place = Place::new();
    let mut author = Author::new(place.home.path(), Some(&place.file()));
    author.ask_for(Request::Open(Some(place.folder())));
    author.hear(|event| matches!(event, UserEvent::Opened(_)));
    assert!(matches!(author.desk.hold, Hold::Ours(_)));
    assert!(author.asked().is_none());
}

#[test]
fn what_the_author_writes_while_the_disk_is_looked_at_is_not_lost() {
    let place = Place::new();
    let mut author = Author::new(place.home.path(), Some(&place.file()));
    place.somebody_saves("theirs", 1);
    author.desk.look_at_disk();
    // Before the worker's word is heard.
    author.write("mine");
    author.hear(|event| matches!(event, UserEvent::Looked { .. }));
    assert_eq!((author.note(), author.asked()), ("mine", Some(&Ask::ChangedOnDisk)));
    assert_eq!(author.desk.workspace.theirs.as_ref().unwrap().story.note, "theirs");
}

#[test]
fn what_somebody_else_saves_is_shown_and_can_be_undone() {
    let place = Place::new();
    let mut author = Author::new(place.home.path(), Some(&place.file()));
    author.write("mine");
    author.save();
    place.somebody_saves("theirs", 7);
    author.look();
    assert_eq!((author.note(), author.asked()), ("theirs", None));
    assert!(author.desk.workspace.document.is_saved());
    assert!(matches!(&*author.tidings(), [Tiding::Followed]));
    author.desk.workspace.undo();
    author.pass();
    assert_eq!(author.note(), "mine");
    assert!(!author.desk.workspace.document.is_saved());
    author.save();
    assert_eq!(place.note(), "mine", "by the author's own word");
}

#[test]
fn a_story_that_was_saved_elsewhere_has_nothing_to_do_with_the_file_before() {
    let place = Place::new();
    let mut author = Author::new(place.home.path(), Some(&place.file()));
    author.write("mine");
    place.somebody_saves("theirs", 1);
    author.save();
    assert_eq!(author.asked(), Some(&Ask::ChangedOnDisk));
    // A look at the file is under way while it is saved elsewhere.
    author.desk.look_at_disk();
    let copy = place.stories.path().join("copy");
    author.save_as(&copy);
    assert_eq!((author.asked(), &author.desk.workspace.theirs), (None, &None));
    author.ask_for(Request::AcceptDisk);
    author.write("mine again");
    author.save();
    assert_eq!(author.asked(), None);
    assert_eq!(files::open(&copy).unwrap().on_disk.story.note, "mine again");
    assert_eq!(place.note(), "theirs", "as it was");
    // It was let go.
    assert!(matches!(Author::new(place.home.path(), Some(&place.file())).desk.hold, Hold::Ours(_)));
}

#[test]
fn cards_that_others_moved_stay_moved() {
    let place = Place::new();
    let mut author = Author::new(place.home.path(), Some(&place.file()));
    author.lay("b", 5);
    let layout = place.folder().join("layout.ron");
    fs::write(&layout, "Layout(scenes: {\"a\": (7, 0)})").unwrap();
    author.save();
    author.hear(|event| matches!(event, UserEvent::Saved(_)));
    assert_eq!(author.asked(), None);
    assert!(matches!(&*author.tidings(), [Tiding::Cards]));
    let laid = files::open(&place.file()).unwrap().on_disk.layout;
    assert_eq!((laid.scenes[&scene("a")], laid.scenes[&scene("b")]), (Spot(7, 0), Spot(5, 0)));
    // The same card: the author is asked.
    author.lay("a", 1);
    fs::write(&layout, "Layout(scenes: {\"a\": (8, 0), \"b\": (5, 0)})").unwrap();
    author.look();
    assert_eq!(author.asked(), Some(&Ask::ChangedOnDisk));
}

#[test]
fn a_save_that_fails_is_told_and_loses_nothing() {
    let place = Place::new();
    let mut author = Author::new(place.home.path(), Some(&place.file()));
    author.write("mine");
    let away = place.stories.path().join("away");
    let recovery = place.recovery();
    fs::rename(place.folder(), &away).unwrap();
    author.save();
    let tidings = author.tidings();
    let remedy = match &*tidings {
        [Tiding::NotSaved(SaveError::Disk { remedy, .. })] => *remedy,
        other => panic!("{other:?}"),
    };
    assert_eq!(remedy, Remedy::BringBack);
    assert!(!author.desk.workspace.document.is_saved());
    kept_note(&recovery, "mine");
    fs::rename(&away, place.folder()).unwrap();
    author.save();
    assert_eq!(place.note(), "mine");
    assert!(author.desk.workspace.document.is_saved());
    drop(author);
    assert!(!recovery.exists());
}

#[test]
fn nothing_is_saved_over_a_story_that_another_window_edits() {
    let place = Place::new();
    let home = place.home.path();
    let _other = Author::new(home, Some(&place.file()));
    let mut author = Author::new(home, None);
    author.write("mine");
    author.save_as(&place.folder());
    assert!(matches!(&*author.tidings(), [Tiding::NotSaved(SaveError::Claimed { .. })]));
    assert_eq!((place.note().as_str(), author.note()), ("", "mine"));
    // One that nobody edits is another story, too.
    let second = place.stories.path().join("second");
    fs::create_dir(&second).unwrap();
    fs::write(second.join("story.ron"), STORY).unwrap();
    author.save_as(&second);
    assert!(matches!(&*author.tidings(), [Tiding::Taken(folder)] if *folder == second));
}

#[test]
fn stories_of_late_are_remembered_until_they_are_gone() {
    let place = Place::new();
    let mut author = Author::new(place.home.path(), Some(&place.folder()));
    let recent = |event: &UserEvent| matches!(event, UserEvent::Recent(_));
    author.hear(recent);
    let known = |author: &Author| -> Vec<(PathBuf, String)> {
        let recent = &author.desk.workspace.recent;
        recent.iter().map(|story| (story.path.clone(), story.title.clone())).collect()
    };
    assert_eq!(known(&author), [(place.file(), "S".to_owned())]);
    fs::remove_dir_all(place.folder()).unwrap();
    let mut other = Author::new(place.home.path(), None);
    other.hear(recent);
    assert_eq!(known(&other).len(), 1);
    other.ask_for(Request::Open(Some(place.file())));
    other.hear(recent);
    assert_eq!(known(&other), []);
    assert!(matches!(&*other.tidings(), [Tiding::NotOpened(OpenError::Source(_))]));
}

#[test]
fn what_is_taken_from_the_disk_needs_no_saving() {
    let place = Place::new();
    let mut author = Author::new(place.home.path(), Some(&place.file()));
    author.write("mine");
    kept_note(&place.recovery(), "mine");
    place.somebody_saves("theirs", 1);
    author.look();
    // What "Take theirs" does.
    let theirs = author.desk.workspace.theirs.take().unwrap();
    author.desk.workspace.edit(What::Story, |edit| {
        crate::commands::become_story(edit, &theirs.story)?;
        crate::commands::lay_as(edit, &theirs.layout);
        Ok(())
    });
    (author.desk.workspace.ask, author.desk.workspace.on_disk) = (None, Some(theirs));
    author.ask_for(Request::AcceptDisk);
    assert!(author.desk.workspace.document.is_saved());
    drop(author);
    assert!(!place.recovery().exists());
}
