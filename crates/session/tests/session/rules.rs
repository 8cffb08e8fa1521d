//! A case for each rule of playing, in small stories.

use crate::stage::{Stage, at, choice, scene, seconds};
use choice_log::{Kind, Value};
use scene_graph::{HandoutId, Language};
use session::{Answer, Effect, EndingPlace, Input, PictureSource, QuestionKind, Refused, Run, Settings};

/// A story of these scenes; the first one is `a`.
fn made(scenes: &str) -> String {
    format!(
        r##"Story(format: 1, id: "made", title: {{"en": "Made"}}, languages: ["en", "ja"],
        variables: {{"n": Number(0), "f": Flag(false)}}, waiting: Video(file: "wait.mp4"),
        music: Bed(file: "calm.m4a"), handouts: {{"h": Handout(title: {{"en": "H"}}, to: File("h.pdf"))}},
        endings: {{"e": Ending(title: {{"en": "E"}}, offers: ["h"], contact: true), "f": Ending(title: {{"en": "F"}})}},
        start: "a", scenes: {{ {scenes} }})"##
    )
}

fn question(rest: &str) -> String {
    format!(r#"question: Question(id: "q", prompt: {{"en": "Q?"}}, {rest})"#)
}

/// A choice of this id, with more fields.
fn option(id: &str, rest: &str) -> String {
    format!(r#"Choice(id: "{id}", text: {{"en": "{id}"}}, {rest})"#)
}

fn begin(scenes: &str) -> Stage {
    Stage::begin(&made(scenes))
}

const VIDEO: &str = r#"media: Video(file: "a.mp4")"#;

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
