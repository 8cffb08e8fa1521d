//! What the chapter map shows: the way so far, and no more than the viewer could know.

use crate::made::{VIDEO, begin, option, question};
use crate::stage::{Stage, scene};
use session::{Chapter, Input};

const HUB: &str = include_str!("../../../../tests/stories/1-hub.ron");

/// Each group as one line: `prompt: scene(by)* …`, `*` where the viewer is, `+text` for more.
fn lines(stage: &Stage) -> Vec<String> {
    let words = |chapter: &Chapter| match chapter {
        Chapter::Seen { scene, by, here, .. } => {
            format!("{scene}({by}){}", if *here { "*" } else { "" })
        }
        Chapter::More { text } => format!("+{text}"),
    };
    let chapters = stage.session.chapters();
    let group = |group: &session::ChapterGroup| {
        let chapters: Vec<_> = group.chapters.iter().map(words).collect();
        format!("{}: {}", group.prompt, chapters.join(" "))
    };
    chapters.groups.iter().map(group).collect()
}

#[test]
fn before_the_question_opens_it_says_nothing_of_what_comes() {
    let mut stage = Stage::begin(HUB);
    assert_eq!(lines(&stage), [": welcome()*"]);
    stage.play();
    let open = "What is on your mind?: +The people +The work +My career +Other companies +Getting ready";
    assert_eq!(lines(&stage), [": welcome()*", open]);
}

#[test]
fn detours_stand_below_the_question_that_they_part_from() {
    let mut stage = Stage::begin(HUB);
    stage.choose("people");
    stage.choose("yes");
    let now = lines(&stage);
    assert_eq!(now[0], ": welcome()");
    assert_eq!(
        now[1],
        "What is on your mind?: people-1(The people) people-2() +The work +My career +Other companies +Getting ready"
    );
    assert_eq!(now[2], "Hear from a colleague too?: people-3(Yes)*");
    stage.play();
    stage.choose("work");
    // The choice that needs two detours can be chosen now; its scene's title is not told.
    assert!(lines(&stage)[1].ends_with("+I'm fine for now"), "{:?}", lines(&stage));
    assert_eq!(stage.session.chapters().seen(), 5);
    assert_eq!(stage.session.chapters().more(), 4);
}

#[test]
fn going_back_and_beginning_again_forget_nothing_that_was_seen() {
    let mut stage = Stage::begin(HUB);
    stage.choose("people");
    stage.play();
    stage.give(Input::Restart);
    let now = lines(&stage);
    assert_eq!(now[0], ": welcome()*");
    assert!(now[1].contains("people-1(The people) people-2()"), "{now:?}");
}

#[test]
fn every_seen_scene_stands_in_it_once_and_can_be_jumped_to() {
    let scenes = [
        format!(
            "\"a\": Scene({VIDEO}, {}),",
            question(&format!(
                "answers: OneOf([{}, {}, {}])",
                option("round", "then: Via(\"b\", Goto(\"a\"))"),
                option(
                    "on",
                    "then: When(cases: [(when: Visited(\"b\"), then: Goto(\"c\"))], otherwise: End(\"e\"))"
                ),
                option("out", "then: End(\"f\")"),
            ))
        ),
        format!("\"b\": Scene({VIDEO}, then: Return),"),
        format!("\"c\": Scene({VIDEO}, then: Goto(\"a\")),"),
    ];
    let mut stage = begin(&scenes.concat());
    stage.choose("round");
    stage.choose("on");
    stage.choose("round");
    stage.play();
    assert_eq!(lines(&stage), [": a()*", "Q?: b(round) c(on)"]);
    for id in ["a", "b", "c"] {
        stage.give(Input::Jump(scene(id)));
        assert!(lines(&stage).concat().contains(&format!("{id}(")), "{id}");
    }
}

#[test]
fn where_an_author_began_in_the_middle_the_rest_is_not_lost() {
    let mut stage = Stage::of(crate::stage::story(HUB), "en");
    stage.give(Input::Begin { scene: Some(scene("people-1")) });
    assert_eq!(lines(&stage), [": people-1()*"]);
}
