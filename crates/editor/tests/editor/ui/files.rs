//! Files that are chosen for fields.

use super::stage::{Stage, TWO};
use editor::Item;
use editor::ui::{Request, Selection};
use scene_graph::{Media, Video};

#[test]
fn a_chosen_file_comes_into_the_field_that_asked_for_it() {
    let mut stage = Stage::new(TWO);
    let lunch = crate::support::scene("lunch");
    stage.workspace().edit(editor::What::Media, |edit| {
        edit.scene(&lunch, |scene| {
            scene.media = Media::Video(Video { file: "media/old.mp4".to_owned(), ..Video::default() });
            Ok(())
        })
    });
    stage.workspace().selection = Selection::of(Item::Scene(lunch.clone()));
    stage.run();
    stage.click("Clip – Choose…");
    let requests = stage.requests();
    let [Request::ChooseFile(field)] = &*requests else { panic!("{requests:?}") };
    // What was chosen for another field waits for that.
    let mut other = field.clone();
    other.name.push_str(".other");
    stage.workspace().chosen_file = Some((other, "media/wrong.mp4".to_owned()));
    stage.run();
    let file = |stage: &mut Stage| match &stage.workspace().document.story().scenes[&lunch].media {
        Media::Video(video) => video.file.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(file(&mut stage), "media/old.mp4");
    stage.workspace().chosen_file = Some((field.clone(), "media/new.mp4".to_owned()));
    stage.run();
    assert_eq!((file(&mut stage).as_str(), &stage.workspace().chosen_file), ("media/new.mp4", &None));
    stage.workspace().undo();
    assert_eq!(file(&mut stage), "media/old.mp4");
}
