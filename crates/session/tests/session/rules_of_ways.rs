//! A case for each rule of playing, in small stories: 7–18.

use crate::made::{VIDEO, begin, option, question};
use crate::stage::{at, choice, scene, seconds};
use choice_log::{Kind, Value};
use scene_graph::{HandoutId, Language};
use session::{Answer, Effect, EndingPlace, Input, PictureSource, QuestionKind, Refused, Run, Settings};

#[test]
fn rule_7_return_reopens_with_fresh_conditions_and_the_full_limit() {
    let choices = [option("v", "then: Visit(\"b\")"), option("w", "when: Visited(\"b\"), then: End(\"e\")")];
    for (shown, stands_at) in
        [("AtEnd", 10), ("PauseAt(\"00:04.000\")", 4), ("During(from: \"00:04.000\")", 6)]
    {
        let rest = format!(
            "shown: {shown}, limit: Seconds(9), meanwhile: Hold, answers: OneOf([{}])",
            choices.join(",")
        );
        let text = format!(
            r#""a": Scene({VIDEO}, {}, then: End("f")), "b": Scene({VIDEO}, then: Return)"#,
            question(&rest)
        );
        let mut stage = begin(&text);
        stage.play();
        if shown.starts_with("During") {
            stage.play_to(at(6));
        } else {
            stage.pass(seconds(2));
        }
        stage.give(Input::Answer(Answer::One(choice("v"))));
        stage.play();
        assert_eq!(stage.shown(), ["v", "w"]);
        assert_eq!(stage.session.limit_left(), Some(seconds(9)));
        let picture = stage.picture.clone().unwrap();
        let expected = if stands_at == 10 { media_time::MediaTime::MAX } else { at(stands_at) };
        let run = if shown.starts_with("During") { Run::Once } else { Run::Stand };
        assert_eq!((stage.file().as_str(), picture.start, picture.run), ("a.mp4", expected, run), "{shown}");
        assert_eq!(stage.lines.iter().filter(|line| *line == "scene a").count(), 1, "Return is no entry");
    }
}

#[test]
fn rule_9_restart_keeps_settings_and_what_was_seen() {
    let mut stage = begin(&format!(
        r#""a": Scene({VIDEO}, {}, then: End("f"))"#,
        question(&format!("again: {{\"en\": \"Again?\"}}, answers: OneOf([{}])", option("x", "")))
    ));
    stage.choose("x");
    stage.give(Input::Settings(Settings { no_time_limits: true }));
    stage.give(Input::Restart);
    assert!(!stage.session.can_go_back() && stage.session.settings().no_time_limits);
    stage.play();
    let view = stage.session.question().unwrap();
    let QuestionKind::OneOf(choices) = view.kind else { panic!() };
    assert_eq!((view.prompt.as_str(), choices[0].visited, choices[0].chosen), ("Q?", true, false));
    assert_eq!(stage.kinds(), ["answer", "ending", "setting", "restart"]);
}

#[test]
fn rule_10_back_from_a_jump_goes_to_where_it_began() {
    let text = format!(r#""a": Scene({VIDEO}, then: Goto("b")), "b": Scene({VIDEO}, then: End("f"))"#);
    let mut stage = begin(&text);
    stage.step();
    stage.open();
    stage.play_to(at(3));
    stage.give(Input::Jump(scene("a")));
    stage.give(Input::Back);
    assert_eq!((stage.scene().as_str(), stage.media, stage.runs()), ("b", at(3), true));
}

#[test]
fn rule_11_asked_again_the_latest_answer_is_preset() {
    for (answers, answer) in [
        ("Scale(low: {}, high: {})".to_owned(), Answer::Scale(4)),
        ("Words()".to_owned(), Answer::Words("hm".to_owned())),
        (
            format!("SeveralOf(choices: [{}, {}])", option("x", ""), option("y", "")),
            Answer::Several(vec![choice("y")]),
        ),
    ] {
        let mut stage = begin(&format!(
            r#""a": Scene({VIDEO}, {}, then: Goto("a"))"#,
            question(&format!("answers: {answers}"))
        ));
        stage.play();
        stage.give(Input::Answer(answer));
        stage.play();
        match stage.session.question().unwrap().kind {
            QuestionKind::Scale { preset, .. } => assert_eq!(preset, Some(4)),
            QuestionKind::Words { preset, .. } => assert_eq!(preset, "hm"),
            QuestionKind::SeveralOf { choices, .. } => {
                assert_eq!(
                    choices.iter().map(|view| (view.chosen, view.visited)).collect::<Vec<_>>(),
                    [(false, false), (true, true)]
                );
            }
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn rule_12_a_seek_stops_at_an_unanswered_pause() {
    let mut stage = begin(&format!(
        r#""a": Scene({VIDEO}, {}, then: End("f"))"#,
        question("shown: PauseAt(\"00:04.000\"), meanwhile: Hold, answers: Scale(low: {}, high: {})")
    ));
    assert_eq!(stage.refused(Input::Seek(at(2))), Refused::NotOpenYet);
    stage.open();
    stage.give(Input::Seek(at(9)));
    assert!(
        stage.effects.contains(&Effect::Seek(at(4))) && stage.effects.contains(&Effect::HoldPicture(true))
    );
    assert_eq!((stage.question().as_str(), stage.media), ("q", at(4)));
    stage.give(Input::Seek(at(1)));
    assert_eq!(
        (stage.question().as_str(), stage.media, stage.runs()),
        ("q", at(1), true),
        "seeking back never closes it"
    );
    assert_eq!(stage.session.next_cue(), Some(at(4)));
    stage.give(Input::Seek(at(9)));
    assert_eq!((stage.media, stage.runs()), (at(4), false));
    stage.give(Input::Answer(Answer::Scale(1)));
    stage.give(Input::Seek(at(9)));
    assert_eq!((stage.media, stage.runs()), (at(9), true));
    stage.play();
    assert_eq!(stage.lines.last().unwrap(), "end f");
    assert_eq!(stage.refused(Input::Seek(at(1))), Refused::NothingToSeek);
}

#[test]
fn rule_12_a_seek_past_a_during_opens_it() {
    let mut stage = begin(&format!(
        r#""a": Scene({VIDEO}, {}, then: End("f"))"#,
        question("shown: During(from: \"00:04.000\"), answers: Scale(low: {}, high: {})")
    ));
    stage.open();
    stage.give(Input::Seek(at(7)));
    assert_eq!((stage.question().as_str(), stage.media), ("q", at(7)));
    stage.give(Input::Seek(at(2)));
    assert_eq!((stage.question().as_str(), stage.media, stage.runs()), ("q", at(2), true));
}

#[test]
fn rule_13_another_language_keeps_the_place() {
    let media = |ja: &str| format!(r#"media: ByLanguage({{"en": Video(file: "a.mp4"), "ja": {ja}}})"#);
    for (ja, file, keeps) in [
        (r#"Video(file: "a.mp4", sound: "ja.m4a")"#, "a.mp4", Some(true)),
        (r#"Video(file: "ja.mp4")"#, "ja.mp4", Some(false)),
        (r#"Video(file: "a.mp4")"#, "a.mp4", None),
    ] {
        let rest = question(
            "shown: During(from: \"00:04.000\"), limit: Seconds(20), answers: Scale(low: {}, high: {})",
        );
        let mut stage = begin(&format!(r#""a": Scene({}, {rest}, then: End("f"))"#, media(ja)));
        stage.play();
        stage.play_to(at(6));
        stage.give(Input::Language(Language::new("ja")));
        let shown = stage.effects.iter().find_map(|effect| match effect {
            Effect::Show(request) => Some((request.start, request.keep_position)),
            _ => None,
        });
        assert_eq!(shown, keeps.map(|keeps| (at(6), keeps)));
        assert_eq!((stage.file().as_str(), stage.question().as_str()), (file, "q"));
        assert_eq!(stage.session.limit_left(), Some(seconds(18)));
        stage.step();
        assert_eq!(stage.file(), "wait.mp4");
    }
    let mut stage = begin(&format!(r#""a": Scene({VIDEO}, then: End("f"))"#));
    let fr = Language::new("fr");
    assert_eq!(stage.refused(Input::Language(fr.clone())), Refused::NoSuchLanguage(fr));
}

#[test]
fn rule_15_branches_without_end_are_stuck() {
    let mut stage = begin(r#""a": Scene(then: Goto("b")), "b": Scene(then: Goto("a"))"#);
    assert_eq!(stage.session.ending(), Some(EndingPlace::Stuck));
    assert_eq!(stage.record(Kind::Stuck).reason.as_deref(), Some("too-many-automatic-branches"));
    assert_eq!(stage.lines.len(), 258, "the start, 256 branches, the end");
    assert!(matches!(stage.picture.as_ref().unwrap().source, PictureSource::Stuck));
    // Pictures of no length pass by as well, though playback has a part in each.
    stage = begin(r#""a": Scene(media: Still(file: "a.png"), then: Goto("a"))"#);
    stage.play();
    assert_eq!(stage.session.ending(), Some(EndingPlace::Stuck));
}

#[test]
fn rule_16_an_ending_is_a_place() {
    let choices = [option("x", "then: End(\"e\")"), option("y", "then: End(\"f\")")];
    let mut stage = begin(&format!(
        r#""a": Scene({VIDEO}, {})"#,
        question(&format!("answers: OneOf([{}])", choices.join(",")))
    ));
    stage.choose("x");
    stage.give(Input::Handout(HandoutId::new("h").unwrap()));
    stage.give(Input::Contact("me".to_owned()));
    stage.give(Input::Back);
    assert_eq!(stage.question(), "q");
    stage.give(Input::Answer(Answer::One(choice("y"))));
    assert_eq!(stage.refused(Input::Contact("me".to_owned())), Refused::NoContactHere);
    let h = HandoutId::new("h").unwrap();
    assert_eq!(stage.refused(Input::Handout(h.clone())), Refused::NotOffered(h));
    stage.give(Input::Jump(scene("a")));
    assert_eq!(stage.scene(), "a");
    stage.give(Input::Back);
    assert!(matches!(stage.session.ending(), Some(EndingPlace::Ending(id)) if id.as_str() == "f"));
    stage.give(Input::Restart);
    stage.give(Input::Leave);
    assert_eq!(stage.refused(Input::Back), Refused::HasLeft);
    assert_eq!(stage.records.last().unwrap().kind, Kind::SessionEnd);
}

#[test]
fn rule_17_music_belongs_to_the_scene() {
    let mut stage = begin(&format!(
        r#""a": Scene({VIDEO}, then: Goto("b")), "b": Scene({VIDEO}, music: Own(Bed(file: "b.m4a")), then: Goto("c")),
           "c": Scene({VIDEO}, music: Off, then: End("f"))"#
    ));
    let mut heard = Vec::new();
    loop {
        for effect in &stage.effects {
            if let Effect::Music(bed) = effect {
                heard.push(bed.as_ref().map_or("-".to_owned(), |bed| bed.file.clone()));
            }
        }
        if !stage.step() {
            break;
        }
    }
    assert_eq!(heard, ["calm.m4a", "b.m4a", "-", "calm.m4a"]);
}

#[test]
fn rule_18_not_now_is_a_skip() {
    let then = "When(cases: [(when: Answered(\"q\"), then: End(\"e\"))], otherwise: End(\"f\"))";
    let text = format!(r#""a": Scene({VIDEO}, {}, then: {then})"#, question("answers: Contact"));
    let mut stage = begin(&text);
    stage.play();
    assert!(stage.session.question().unwrap().can_skip && stage.session.offers_contact());
    stage.give(Input::Skip);
    assert_eq!(stage.kinds(), ["skip", "ending"]);
    let mut stage = begin(&text);
    stage.play();
    stage.give(Input::Contact("call me".to_owned()));
    assert_eq!(stage.lines, ["scene a", "question q", "contact", "end e"]);
    let record = stage.record(Kind::ContactRequest);
    assert_eq!(record.value, Some(Value::Words("call me".to_owned())));
    assert_eq!(record.question.as_deref(), Some("q"));
}

#[test]
fn the_order_of_effects_at_the_beginning() {
    let stage = begin(&format!(r#""a": Scene({VIDEO}, then: End("f"))"#));
    let names: Vec<_> = stage
        .effects
        .iter()
        .map(|effect| match effect {
            Effect::Record(entry) => entry.kind.as_str(),
            Effect::Event(_) => "event",
            Effect::Show(_) => "show",
            Effect::Music(_) => "music",
            _ => "other",
        })
        .collect();
    assert_eq!(names, ["session-start", "event", "scene-enter", "show", "music"]);
}

#[test]
fn what_was_explored_names_open_choices_that_lead_to_something_new() {
    let choices = [
        option("v", "then: Visit(\"b\")"),
        option("w", "then: Visit(\"c\")"),
        option("x", "when: Visited(\"c\"), then: Visit(\"d\")"),
        option("y", "then: End(\"e\")"),
    ];
    let rest = format!("shown: AtEnd, meanwhile: Hold, answers: OneOf([{}])", choices.join(","));
    let text = format!(
        r#""a": Scene({VIDEO}, {}, then: End("f")), "b": Scene({VIDEO}, then: Return),
           "c": Scene({VIDEO}, then: Return), "d": Scene({VIDEO}, then: Return)"#,
        question(&rest)
    );
    let mut stage = begin(&text);
    stage.play();
    stage.give(Input::Answer(Answer::One(choice("v"))));
    stage.play();
    stage.give(Input::Answer(Answer::One(choice("y"))));
    let explored = stage.session.explored();
    assert_eq!(explored.seen, [scene("a"), scene("b")]);
    assert_eq!(explored.more, [(scene("a"), vec![choice("w")])], "x is not open yet, y leads to no scene");
    // From an ending to the question that leads to more.
    stage.give(Input::Jump(scene("a")));
    stage.play();
    stage.give(Input::Answer(Answer::One(choice("w"))));
    let explored = stage.session.explored();
    assert_eq!(explored.more, [(scene("a"), vec![choice("x")])]);
}
