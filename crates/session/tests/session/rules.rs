//! A case for each rule of playing, in small stories: 1–6.

use crate::made::{VIDEO, begin, made, option, question};
use crate::stage::{Stage, at, choice, seconds};
use choice_log::{Kind, Value};
use session::{Answer, EndingPlace, Input, QuestionKind, Refused, Run, Settings};

#[test]
fn rule_1_entering_a_scene_that_was_left_by_a_detour_ends_the_detour() {
    let choices = [
        option("visit", r#"then: Visit("b")"#),
        option("out", r#"when: Visits("a", AtLeast(2)), then: Goto("c")"#),
    ];
    let mut stage = begin(&format!(
        r#""a": Scene({VIDEO}, {}), "b": Scene({VIDEO}, then: Goto("a")), "c": Scene({VIDEO}, then: Return)"#,
        question(&format!("answers: OneOf([{}])", choices.join(",")))
    ));
    stage.choose("visit");
    stage.choose("out");
    stage.play();
    assert_eq!(stage.session.ending(), Some(EndingPlace::Stuck), "no frame is left to return to");
    assert_eq!(stage.record(Kind::Stuck).reason.as_deref(), Some("return-without-visit"));
    assert_eq!(stage.lines.last().unwrap(), "end stuck");
}

#[test]
fn rule_2_the_scene_goes_on_without_an_answer() {
    let plain = option("x", "");
    for (name, rest) in [
        ("condition", format!("when: Flag(\"f\"), answers: OneOf([{plain}])")),
        ("no choice", format!("answers: OneOf([{}])", option("x", "when: Flag(\"f\")"))),
        ("skip", format!("skip: true, answers: OneOf([{plain}])")),
        ("limit", format!("limit: Seconds(3), answers: OneOf([{plain}])")),
        ("no branch", format!("answers: OneOf([{plain}])")),
    ] {
        for (shown, goes_on_at) in
            [("AtEnd", 10), ("PauseAt(\"00:04.000\")", 4), ("During(from: \"00:04.000\")", 4)]
        {
            let text = format!(
                r#""a": Scene({VIDEO}, {}, then: End("f"))"#,
                question(&format!("shown: {shown}, {rest}"))
            );
            let mut stage = begin(&text);
            stage.play();
            match name {
                "skip" => stage.give(Input::Skip),
                "limit" if shown.starts_with("During") => stage.play_to(at(7)),
                "limit" => stage.pass(seconds(3)),
                "no branch" => stage.choose("x"),
                _ => assert_eq!(stage.lines, ["scene a", "end f"], "{name} {shown}"),
            }
            if goes_on_at < 10 && !["condition", "no choice"].contains(&name) {
                assert_eq!((stage.scene().as_str(), stage.runs()), ("a", true), "{name} {shown}");
                assert!(stage.media >= at(goes_on_at), "the rest of the clip, no more");
            }
            stage.play();
            assert_eq!(stage.lines.last().unwrap(), "end f", "{name} {shown}");
        }
    }
}

#[test]
fn rule_3_an_open_question_outlives_its_clip() {
    for (meanwhile, file, run) in [
        ("Waiting", "wait.mp4", Run::Loop),
        ("Hold", "a.mp4", Run::Once),
        ("Loop(Still(file: \"s.png\"))", "s.png", Run::Stand),
        ("Loop(Video(file: \"l.mp4\"))", "l.mp4", Run::Loop),
    ] {
        for shown in ["AtEnd", "PauseAt(\"00:04.000\")", "During(from: \"00:04.000\")"] {
            let rest = format!("meanwhile: {meanwhile}, shown: {shown}, answers: Words()");
            let mut stage = begin(&format!(r#""a": Scene({VIDEO}, {}, then: End("f"))"#, question(&rest)));
            stage.play();
            stage.step();
            assert_eq!((stage.file().as_str(), stage.picture.as_ref().unwrap().run), (file, run), "{rest}");
            assert!(!stage.runs() && stage.session.is_held(), "{rest}");
        }
    }
}

#[test]
fn rule_3_what_cannot_be_shown_still_asks() {
    let rest = "shown: PauseAt(\"00:04.000\"), answers: Words()";
    let mut stage = begin(&format!(r#""a": Scene({VIDEO}, {}, then: End("f"))"#, question(rest)));
    stage.give(Input::MediaFailed { reason: "no such file".to_owned() });
    assert_eq!(stage.record(Kind::MediaFailure).reason.as_deref(), Some("no such file"));
    assert_eq!(stage.session.next_cue(), None);
    stage.give(Input::MediaEnded);
    stage.give(Input::Answer(Answer::Words("fine".to_owned())));
    assert_eq!(stage.lines.last().unwrap(), "end f");
}

#[test]
fn rule_4_one_choice_is_not_taken_by_itself() {
    let mut stage = begin(&format!(
        r#""a": Scene({VIDEO}, {}, then: End("f"))"#,
        question(&format!("answers: OneOf([{}])", option("x", "")))
    ));
    stage.play();
    assert_eq!((stage.question().as_str(), stage.shown()), ("q", vec!["x".to_owned()]));
}

#[test]
fn rule_5_answers_are_validated() {
    let one = format!("OneOf([{}, {}])", option("x", ""), option("y", "when: Flag(\"f\")"));
    let several = format!(
        "SeveralOf(choices: [{}, {}, {}], at_least: 1, at_most: 2)",
        option("x", ""),
        option("y", ""),
        option("z", "")
    );
    let (x, y) = (choice("x"), choice("y"));
    let several_of = |ids: &[&str]| Answer::Several(ids.iter().map(|id| choice(id)).collect());
    for (answers, answer, refused) in [
        (one.as_str(), Answer::One(x.clone()), None),
        (&one, Answer::One(y.clone()), Some(Refused::ChoiceNotShown(y))),
        (&one, Answer::Several(vec![x.clone()]), Some(Refused::WrongKind("one choice"))),
        (&several, several_of(&["y", "x", "y"]), None),
        (&several, several_of(&[]), Some(Refused::TooFew { at_least: 1 })),
        (&several, several_of(&["x", "y", "z"]), Some(Refused::TooMany { at_most: 2 })),
        (&several, Answer::One(x), Some(Refused::WrongKind("several choices"))),
        ("Scale(low: {}, high: {})", Answer::Scale(6), Some(Refused::OutOfScale { from: 1, to: 5 })),
        ("Scale(low: {}, high: {})", Answer::Scale(5), None),
        ("Words(at_most: 3)", Answer::Words("日本語".to_owned()), None),
        ("Words(at_most: 3)", Answer::Words("日本語だ".to_owned()), Some(Refused::TooLong { at_most: 3 })),
        ("Words(at_most: 3)", Answer::Words(" ".to_owned()), Some(Refused::NoWords)),
        ("Contact", Answer::Scale(1), Some(Refused::WrongKind("a contact request"))),
        ("Contact", Answer::Contact(String::new()), None),
    ] {
        let mut stage = begin(&format!(
            r#""a": Scene({VIDEO}, {}, then: End("f"))"#,
            question(&format!("answers: {answers}"))
        ));
        assert_eq!(stage.refused(Input::Answer(answer.clone())), Refused::NoOpenQuestion);
        stage.play();
        match refused {
            None => stage.give(Input::Answer(answer)),
            Some(why) => {
                assert_eq!(stage.refused(Input::Answer(answer)), why);
                assert_eq!(stage.question(), "q");
            }
        }
    }
}

#[test]
fn rule_5_a_changed_answer_is_as_if_the_first_had_not_been() {
    let choices = [option("x", "set: [Add(\"n\", 5)]"), option("y", "set: [Add(\"n\", 1)]")];
    let rest =
        format!("shown: During(from: \"00:02.000\", cut: AtEnd), answers: OneOf([{}])", choices.join(","));
    let then = "When(cases: [(when: All([Number(\"n\", Exactly(1)), Not(Chose(\"q\", \"x\"))]), then: End(\"e\"))], otherwise: End(\"f\"))";
    let mut stage = begin(&format!(r#""a": Scene({VIDEO}, {}, then: {then})"#, question(&rest)));
    stage.play();
    for id in ["x", "x", "y"] {
        stage.give(Input::Answer(Answer::One(choice(id))));
    }
    let Some(QuestionKind::OneOf(views)) = stage.session.question().map(|view| view.kind) else { panic!() };
    assert_eq!(
        views.iter().map(|view| (view.chosen, view.visited)).collect::<Vec<_>>(),
        [(false, false), (true, false)]
    );
    assert!(!stage.session.can_go_back(), "the only checkpoint is the open question's");
    stage.play();
    assert_eq!(stage.lines.last().unwrap(), "end e");
    assert_eq!(stage.kinds(), ["answer", "answer", "answer", "ending"]);
    stage.give(Input::Back);
    stage.give(Input::Answer(Answer::One(choice("x"))));
    stage.play();
    assert_eq!(stage.lines.last().unwrap(), "end f");
}

#[test]
fn rule_5_the_time_to_an_answer_is_unpaused_time() {
    let mut stage = begin(&format!(
        r#""a": Scene({VIDEO}, {}, then: End("f"))"#,
        question("answers: Scale(low: {}, high: {})")
    ));
    stage.play();
    stage.pass(seconds(2));
    stage.give(Input::Pause(true));
    stage.elapsed += seconds(60);
    stage.give(Input::Pause(false));
    stage.pass(seconds(1));
    stage.give(Input::Answer(Answer::Scale(3)));
    let answer = stage.record(Kind::Answer);
    assert_eq!(
        (answer.answer_ms, answer.media_ms, &answer.value),
        (Some(3_000), Some(10_000), &Some(Value::Number(3)))
    );
    assert_eq!((answer.monotonic_ms, &answer.reason), (73_000, &None));
}

#[test]
fn rule_6_limits_count_unpaused_time_and_can_be_switched_off() {
    let mut stage = begin(&format!(
        r#""a": Scene({VIDEO}, {}, then: End("f"))"#,
        question("limit: Seconds(5), answers: Scale(low: {}, high: {})")
    ));
    stage.play();
    stage.pass(seconds(4));
    stage.give(Input::Pause(true));
    stage.pass(seconds(60));
    stage.give(Input::Pause(false));
    assert_eq!(stage.session.limit_left(), Some(seconds(1)));
    stage.give(Input::Settings(Settings { no_time_limits: true }));
    stage.pass(seconds(60));
    assert_eq!((stage.session.limit_left(), stage.question().as_str()), (None, "q"));
    stage.give(Input::Settings(Settings { no_time_limits: false }));
    assert_eq!(stage.session.question().unwrap().limit, Some((seconds(5), seconds(5))));
    stage.pass(seconds(5));
    assert_eq!(stage.kinds(), ["pause", "pause", "setting", "setting", "time-limit", "ending"]);
    let record = stage.record(Kind::TimeLimit);
    assert_eq!((record.choices.len(), &record.value, record.reason.as_deref()), (0, &None, Some("seconds")));
}

#[test]
fn a_limit_begins_anew_for_whoever_needs_more_time() {
    let asked = question("limit: Seconds(5), answers: Scale(low: {}, high: {})");
    let mut stage = begin(&format!(r#""a": Scene({VIDEO}, {asked}, then: End("f"))"#));
    assert_eq!(stage.refused(Input::MoreTime), session::Refused::NoOpenQuestion);
    stage.play();
    stage.pass(seconds(4));
    stage.give(Input::MoreTime);
    assert_eq!(stage.session.limit_left(), Some(seconds(5)));
    assert_eq!(stage.record(Kind::Setting).reason.as_deref(), Some("more-time"));

    let rest = "shown: During(from: \"-00:04.000\"), limit: ClipEnd, answers: Scale(low: {}, high: {})";
    let mut stage = begin(&format!(r#""a": Scene({VIDEO}, {}, then: End("f"))"#, question(rest)));
    stage.play();
    stage.play_to(at(7));
    stage.give(Input::MoreTime);
    stage.step();
    // The clip is over; the question waits on.
    assert_eq!((stage.question().as_str(), stage.file().as_str()), ("q", "wait.mp4"));
    stage.pass(seconds(4));
    assert_eq!(stage.lines.last().unwrap(), "end f");
}

#[test]
fn rule_6_a_clip_end_limit_runs_out_with_the_clip() {
    let rest = "shown: During(from: \"-00:04.000\"), limit: ClipEnd, answers: Scale(low: {}, high: {})";
    let text = format!(r#""a": Scene({VIDEO}, {}, then: End("f"))"#, question(rest));
    let mut stage = begin(&text);
    stage.play();
    stage.play_to(at(7));
    assert_eq!(stage.session.question().unwrap().limit, Some((seconds(3), seconds(4))));
    stage.step();
    assert_eq!(stage.lines.last().unwrap(), "end f");
    assert_eq!(stage.record(Kind::TimeLimit).reason.as_deref(), Some("clip-end"));
    let mut stage = Stage::of(crate::stage::story(&made(&text)), "en");
    stage.give(Input::Settings(Settings { no_time_limits: true }));
    stage.give(Input::Begin { scene: None });
    stage.play();
    stage.step();
    assert_eq!((stage.question().as_str(), stage.file().as_str()), ("q", "wait.mp4"));
}
