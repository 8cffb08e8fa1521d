//! The four stories that the model was tried with, played through.

use crate::stage::{Stage, at, choice};
use session::{Answer, EndingPlace, Input, Run};

const HUB: &str = include_str!("../../../../tests/stories/1-hub.ron");
const CLIP: &str = include_str!("../../../../tests/stories/2-clip-keeps-playing.ron");
const SURVEY: &str = include_str!("../../../../tests/stories/3-survey.ron");
const BILINGUAL: &str = include_str!("../../../../tests/stories/5-bilingual.ron");

#[test]
fn the_hub_shows_its_way_out_after_two_detours() {
    let mut stage = Stage::begin(HUB);
    stage.choose("people");
    stage.choose("back");
    stage.choose("work");
    stage.play();
    assert_eq!(stage.shown(), ["people", "work", "career", "others", "ready", "done"]);
    assert_eq!(stage.session.question().unwrap().prompt, "Anything else?");
    stage.choose("done");
    stage.play();
    stage.give(Input::Answer(Answer::Scale(2)));
    stage.play();
    stage.give(Input::Skip);
    assert_eq!(
        stage.lines,
        [
            "scene welcome",
            "question on-your-mind",
            "answer on-your-mind people",
            "scene people-1",
            "scene people-2",
            "question more-people",
            "answer more-people back",
            "question on-your-mind",
            "answer on-your-mind work",
            "scene work-1",
            "scene work-2",
            "question on-your-mind",
            "answer on-your-mind done",
            "scene feel",
            "question joining",
            "answer joining 2",
            "scene worried",
            "scene talk",
            "question talk",
            "skip talk",
            "end complete",
        ]
    );
    stage.give(Input::Contact("Please call me".to_owned()));
    assert_eq!(stage.lines.last().unwrap(), "contact");
    assert!(matches!(stage.session.ending(), Some(EndingPlace::Ending(id)) if id.as_str() == "complete"));
}

#[test]
fn the_clip_keeps_playing_and_the_answer_may_be_changed() {
    let mut stage = Stage::begin(CLIP);
    stage.lengths = vec![("media/desk.mp4", 24)];
    stage.play();
    assert_eq!((stage.media, stage.runs()), (at(8), true));
    stage.give(Input::Answer(Answer::One(choice("stay"))));
    assert!(stage.session.question().unwrap().answered);
    stage.play_to(at(20));
    stage.give(Input::Answer(Answer::One(choice("go"))));
    assert_eq!(stage.scene(), "desk");
    stage.play();
    assert_eq!(stage.lines.last().unwrap(), "end went");
    assert_eq!(stage.kinds(), ["answer", "answer", "ending"]);
}

#[test]
fn a_limit_that_runs_out_lets_the_scene_go_on() {
    let mut stage = Stage::begin(CLIP);
    stage.lengths = vec![("media/desk.mp4", 24), ("media/stay.mp4", 24)];
    stage.play();
    stage.play_to(at(18));
    assert_eq!(stage.lines.last().unwrap(), "time-limit stay-or-go");
    assert_eq!((stage.question(), stage.scene()), ("-".to_owned(), "desk".to_owned()));
    stage.play();
    assert_eq!((stage.question(), stage.media), ("call".to_owned(), at(14)));
    stage.give(Input::Answer(Answer::One(choice("call"))));
    stage.step();
    assert_eq!(stage.scene(), "call");
    stage.play();
    // Reopened after the clip's end: the phone rings on, and the ten seconds run again.
    assert_eq!(stage.file(), "media/phone.mp4");
    assert_eq!(stage.picture.as_ref().unwrap().run, Run::Loop);
    assert_eq!(stage.session.limit_left(), Some(crate::stage::seconds(10)));
    stage.give(Input::Answer(Answer::One(choice("work"))));
    assert_eq!(stage.lines.last().unwrap(), "end stayed");
}

#[test]
fn a_survey_forks_without_a_picture() {
    for (two, clear, words, end) in [
        (["team", "boss"], 5, None, "scene summary-people"),
        (["news", "pay"], 2, None, "scene summary-open"),
        (["growth", "pay"], 3, Some("Hello"), "scene summary-mentor"),
        (["place", "pay"], 3, None, "scene summary-fine"),
    ] {
        let mut stage = Stage::begin(SURVEY);
        stage.play();
        stage.give(Input::Answer(Answer::Several(two.map(choice).to_vec())));
        stage.give(Input::Answer(Answer::Scale(clear)));
        match words {
            Some(words) => stage.give(Input::Answer(Answer::Words(words.to_owned()))),
            None => stage.give(Input::Skip),
        }
        assert_eq!(stage.lines.last().unwrap(), end);
        assert_eq!(stage.lines[stage.lines.len() - 2], "scene choose-summary");
        stage.play();
        assert_eq!(stage.lines.last().unwrap(), "end done");
    }
}

#[test]
fn a_detour_through_via_comes_back_to_its_branch() {
    let mut stage = Stage::begin(BILINGUAL);
    stage.play();
    assert_eq!(stage.lines, ["scene gate", "scene badge", "scene floor", "question where"]);
    assert_eq!(stage.media, at(4));
    stage.play_to(at(6));
    stage.give(Input::Answer(Answer::One(choice("lunch"))));
    stage.play();
    assert_eq!((stage.scene(), stage.question()), ("floor".to_owned(), "where".to_owned()));
    assert_eq!((stage.media, stage.runs()), (at(6), true), "no replay of the clip");
    stage.give(Input::Answer(Answer::One(choice("home"))));
    assert_eq!(stage.lines.last().unwrap(), "end complete");
    assert_eq!(stage.session.offers().len(), 2);
}
