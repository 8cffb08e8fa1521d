//! Checks: each fault is found where it is, and sound stories have none.

use crate::STORIES;
use proptest::prelude::*;
use scene_graph::diagnostic::codes;
use scene_graph::generate::{any_story, valid_story};
use scene_graph::{
    Diagnostic, FileKind, IndexFact, MediaFact, MediaFacts, Severity, Story, check, load, media_files,
};

fn found(text: &str, facts: Option<&MediaFacts>) -> Vec<Diagnostic> {
    let story = load::read(text.as_bytes()).unwrap_or_else(|fault| panic!("{fault}\n{text}"));
    check(&story, facts)
}

fn codes_of(found: &[Diagnostic]) -> Vec<&str> {
    found.iter().map(|found| found.code.id()).collect()
}

/// A sound little story: `scenes` are added, and `a` leads to them.
fn story(head: &str, a: &str, scenes: &str) -> String {
    format!(
        "(format: 1, id: \"s\", title: {{\"en\": \"S\"}}, languages: [\"en\"], {head}\n\
         endings: {{\"e\": (title: {{\"en\": \"E\"}})}}, start: \"a\",\n\
         scenes: {{\"a\": Scene({a}), {scenes}}})"
    )
}

/// A scene's question with those answers and other fields.
fn asks(answers: &str, more: &str) -> String {
    format!("question: (id: \"q\", prompt: {{\"en\": \"?\"}}, answers: {answers}, {more}), then: End(\"e\")")
}

fn choice(id: &str, more: &str) -> String {
    format!("(id: \"{id}\", text: {{\"en\": \"{id}\"}}, {more})")
}

#[track_caller]
fn expect(text: &str, wanted: &[&str]) {
    let found = found(text, None);
    let mut codes = codes_of(&found);
    codes.sort_unstable();
    let mut wanted = wanted.to_vec();
    wanted.sort_unstable();
    assert_eq!(codes, wanted, "{text}\n{}", listed(&found));
}

fn listed(found: &[Diagnostic]) -> String {
    found.iter().map(|found| format!("{found}\n")).collect()
}

#[test]
fn the_stories_have_no_errors() {
    for (id, text) in STORIES {
        let loaded = load::load(text.as_bytes());
        assert!(loaded.is_playable(), "{id}: {}", listed(&loaded.diagnostics));
        for found in &loaded.diagnostics {
            let deserved = ["W313", "W317", "N701", "N702", "N703", "W606"];
            assert!(deserved.contains(&found.code.id()), "{id}: {found}");
        }
    }
    let first_day = load::load(STORIES[3].1.as_bytes()).diagnostics;
    let later = ["N701", "N702", "N702", "N703"];
    assert_eq!(
        codes_of(&first_day).iter().filter(|code| code.starts_with('N')).copied().collect::<Vec<_>>(),
        later
    );
}

#[test]
fn missing_media_is_the_only_error_of_the_stories() {
    for (id, text) in STORIES {
        let story = load::read(text.as_bytes()).unwrap();
        let missing = MediaFact::Missing { reason: "no such file".to_owned() };
        let files =
            media_files(&story).into_iter().map(|file| (file.file.to_owned(), missing.clone())).collect();
        let found = check(&story, Some(&MediaFacts { files, ..MediaFacts::default() }));
        let errors: Vec<_> = found.iter().filter(|found| found.severity() == Severity::Error).collect();
        assert_eq!(errors.len(), media_files(&story).len(), "{id}");
        assert!(errors.iter().all(|found| found.code == codes::MISSING_FILE), "{id}");
    }
}

#[test]
fn unknown_names() {
    let end = "then: End(\"e\")";
    expect(&story("", end, ""), &[]);
    expect(&story("", "then: Goto(\"nowhere\")", ""), &["E101", "W602"]);
    expect(&story("", "then: End(\"f\")", ""), &["E102", "W602"]);
    expect(&story("", &format!("themes: [\"x\"], {end}"), ""), &["E103"]);
    expect(&story("", &format!("offers: [\"x\"], {end}"), ""), &["E108"]);
    expect(&story("", end, "").replace("start: \"a\"", "start: \"z\""), &["E110", "W602"]);
    expect(&story("", end, "").replace("[\"en\"]", "[]"), &["E111", "W312", "W312"]);
    expect(&story("", end, "").replace("[\"en\"]", "[\"en\", \"EN\"]"), &["E112", "W311", "W311"]);
    for (condition, wanted) in [
        ("Visited(\"z\")", vec!["E101"]),
        ("Visits(\"z\", AtLeast(1))", vec!["E101"]),
        ("Answered(\"z\")", vec!["E104"]),
        ("Chose(\"q\", \"z\")", vec!["E105"]),
        ("Latest(\"q\", \"z\")", vec!["E105"]),
        ("Flag(\"z\")", vec!["E106"]),
        ("Number(\"z\", AtLeast(1))", vec!["E106"]),
        ("Scale(\"q\", AtLeast(1))", vec!["E109"]),
        ("Not(Any([Visited(\"z\"), Answered(\"q\")]))", vec!["E101"]),
    ] {
        let choices = format!("OneOf([{}, {}])", choice("x", ""), choice("y", &format!("when: {condition}")));
        expect(&story("", &asks(&choices, ""), ""), &wanted);
    }
    let sets = format!("OneOf([{}])", choice("x", "set: [Set(\"v\", Flag(true)), Add(\"w\", 1)]"));
    expect(&story("variables: {\"v\": Number(1)},", &asks(&sets, ""), ""), &["E106", "E107", "W601"]);
}

#[test]
fn names_given_twice() {
    let choices = format!("OneOf([{}, {}])", choice("x", ""), choice("x", ""));
    expect(&story("", &asks(&choices, ""), ""), &["E114"]);
    let b = asks("Words()", "").replace("then: End(\"e\")", "then: Goto(\"a\")");
    expect(
        &story(
            "",
            &asks("Words()", "").replace(
                "End(\"e\")",
                "When(cases: [(when: Answered(\"q\"), then: Goto(\"b\"))], otherwise: End(\"e\"))",
            ),
            &format!("\"b\": Scene({b})"),
        ),
        &["E113"],
    );
}

#[test]
fn a_misspelt_name_is_guessed() {
    let found = found(&story("", "then: Goto(\"welcom\")", "\"welcome\": (then: End(\"e\"))"), None);
    let unknown = found.iter().find(|found| found.code == codes::UNKNOWN_SCENE).unwrap();
    assert!(unknown.remedy.contains("\"welcome\""), "{unknown}");
    assert_eq!(unknown.place.scene.as_ref().unwrap().as_str(), "a");
    assert_eq!(unknown.place.field.as_deref(), Some("then"));
}

#[test]
fn ways() {
    expect(&story("", "then: End(\"e\")", "\"b\": (then: End(\"e\"))"), &["W201"]);
    expect(&story("", "", ""), &["E201", "W602"]);
    expect(&story("", "then: Return", ""), &["E204", "W602"]);
    expect(&story("", "then: Via(\"b\", Return)", "\"b\": (then: Return)"), &["E204", "W602"]);
    expect(&story("", "then: Via(\"b\", End(\"e\"))", "\"b\": (then: Return)"), &[]);
    expect(&story("", "then: Goto(\"b\")", "\"b\": (then: Return)"), &["E204", "W602"]);
    expect(&story("", "then: Visit(\"b\")", "\"b\": (then: Return)"), &["E202", "E205", "W602"]);
    expect(
        &story("", "media: Video(file: \"x\", captions: {\"en\": \"c\"}), then: Goto(\"a\")", ""),
        &["E202", "W602"],
    );
    expect(&story("", "then: Goto(\"b\")", "\"b\": (then: Goto(\"a\"))"), &["E202", "E202", "E203", "W602"]);
    let cases =
        "then: When(cases: [(when: Visits(\"a\", AtLeast(9)), then: End(\"e\"))], otherwise: Goto(\"a\"))";
    expect(&story("", cases, ""), &["E203"]);
    let maybe = "then: When(cases: [(when: Visits(\"a\", AtLeast(2)), then: Return)], otherwise: End(\"e\"))";
    expect(&story("", maybe, ""), &["W203"]);
}

#[test]
fn ways_out_of_questions() {
    let stuck = |answers: &str, more: &str| {
        story("", asks(answers, more).strip_suffix(", then: End(\"e\")").unwrap(), "")
    };
    let leading = format!("OneOf([{}])", choice("x", "then: End(\"e\")"));
    expect(&stuck(&leading, ""), &[]);
    expect(&stuck(&leading, "skip: true"), &["E201"]);
    expect(&stuck(&leading, "meanwhile: Hold, limit: Seconds(3)"), &["E201"]);
    expect(&stuck(&leading, "when: Visits(\"a\", AtMost(3))"), &["E201"]);
    expect(&story("", &asks(&leading, ""), ""), &["W202"]);
    let hidden = format!("OneOf([{}])", choice("x", "when: Answered(\"q\"), then: End(\"e\")"));
    expect(&stuck(&hidden, ""), &["E201"]);
    let complete = format!(
        "OneOf([{}, {}])",
        choice("x", "when: Answered(\"q\"), then: End(\"e\")"),
        choice("y", "when: Not(Answered(\"q\")), then: End(\"e\")")
    );
    expect(&stuck(&complete, ""), &[]);
    expect(&stuck("Words()", ""), &["E201", "W602"]);
    expect(&stuck("SeveralOf(choices: [(id: \"x\", text: {\"en\": \"x\"})])", ""), &["E201", "W602"]);
}

#[test]
fn questions() {
    let x = choice("x", "");
    for (answers, more, wanted) in [
        ("OneOf([])".to_owned(), "", vec!["E301"]),
        (format!("OneOf([{}])", choice("x", "when: Any([])")), "", vec!["E302", "W401"]),
        (format!("SeveralOf(choices: [{x}], at_least: 2)"), "", vec!["E303"]),
        (format!("SeveralOf(choices: [{x}], at_least: 0, at_most: 0)"), "", vec!["E303"]),
        (
            format!("SeveralOf(choices: [{x}, {}], at_least: 2, at_most: 1)", choice("y", "")),
            "",
            vec!["E303"],
        ),
        (format!("SeveralOf(choices: [{}])", choice("x", "then: End(\"e\")")), "", vec!["E206"]),
        (format!("SeveralOf(choices: [{}])", choice("x", "when: Answered(\"q\")")), "", vec!["W316"]),
        ("Words(at_most: 0)".to_owned(), "", vec!["E303"]),
        ("Scale(from: 5, to: 5, low: {\"en\": \"l\"}, high: {\"en\": \"h\"})".to_owned(), "", vec!["E304"]),
        (
            "Scale(from: 0, to: 1000, low: {\"en\": \"l\"}, high: {\"en\": \"h\"})".to_owned(),
            "",
            vec!["E304"],
        ),
        (
            "Scale(low: {\"en\": \"l\"}, high: {\"en\": \"h\"}, worry: AtLeast(6))".to_owned(),
            "",
            vec!["W315"],
        ),
        ("Words()".to_owned(), "limit: ClipEnd", vec!["E305"]),
        ("Words()".to_owned(), "shown: PauseAt(\"00:01\")", vec!["E306"]),
        ("Words()".to_owned(), "meanwhile: Hold, limit: Seconds(0)", vec!["E309"]),
        ("Words()".to_owned(), "limit: Seconds(5)", vec!["W301"]),
        ("Words()".to_owned(), "meanwhile: Hold, limit: Seconds(5)", vec![]),
        ("Words()".to_owned(), "meanwhile: Loop(Nothing)", vec!["E509"]),
        ("Words()".to_owned(), "place: OnPicture", vec!["N701"]),
        ("Contact".to_owned(), "", vec!["E307"]),
    ] {
        expect(&story("", &asks(&answers, more), ""), &wanted);
    }
}

#[test]
fn conditions_that_can_never_hold() {
    let head = "variables: {\"n\": Number(0), \"f\": Flag(false), \"g\": Flag(false)},";
    let answers = |condition: &str| {
        let set = "set: [Add(\"n\", 1), Set(\"f\", Flag(true))]";
        let all = format!(
            "OneOf([{}, {}, {}])",
            choice("x", set),
            choice("y", ""),
            choice("z", &format!("when: {condition}"))
        );
        let scale = "\"b\": (question: (id: \"s\", prompt: {\"en\": \"?\"}, answers: Scale(low: {\"en\": \"l\"}, high: {\"en\": \"h\"})), then: End(\"e\"))";
        let use_all = "when: Any([Flag(\"f\"), Number(\"n\", AtLeast(1)), Not(Flag(\"g\"))])";
        story(
            head,
            &asks(&all, use_all).replace("then: End(\"e\")", "then: Goto(\"b\")"),
            &format!("{scale}, \"c\": (then: End(\"e\"))"),
        )
    };
    let never = |condition: &str| {
        let found = found(&answers(condition), None);
        assert!(
            found.iter().all(|found| matches!(found.code.id(), "W201" | "W401" | "W402")),
            "{}",
            listed(&found)
        );
        found.iter().any(|found| {
            found.code == codes::NEVER_HOLDS
                && found.place.choice.as_ref().is_some_and(|id| id.as_str() == "z")
        })
    };
    for condition in [
        "Any([])",
        "Visited(\"c\")",
        "Visits(\"c\", AtLeast(1))",
        "Visits(\"b\", AtMost(-1))",
        "Not(Visited(\"a\"))",
        "Count([Visited(\"a\")], AtLeast(2))",
        "Count([Visited(\"a\"), Visited(\"b\")], Exactly(-1))",
        "Scale(\"s\", AtLeast(6))",
        "Scale(\"s\", Exactly(0))",
        "All([Answered(\"q\"), Not(Answered(\"q\"))])",
        "All([Chose(\"q\", \"x\"), Not(Answered(\"q\"))])",
        "All([Latest(\"q\", \"x\"), Latest(\"q\", \"y\")])",
        "All([Latest(\"q\", \"x\"), Not(Chose(\"q\", \"x\"))])",
        "All([Scale(\"s\", AtLeast(3)), Scale(\"s\", AtMost(2))])",
        "All([Scale(\"s\", AtLeast(3)), Not(Scale(\"s\", AtLeast(2)))])",
        "All([Number(\"n\", AtLeast(3)), Number(\"n\", AtMost(2))])",
        "Flag(\"g\")",
        "All([Flag(\"f\"), Not(Any([Flag(\"f\"), Visited(\"b\")]))])",
        "Any([Flag(\"g\"), Visited(\"b\")])",
    ] {
        assert!(never(condition), "{condition}");
    }
    for condition in [
        "All([])",
        "Visited(\"b\")",
        "Visits(\"a\", AtLeast(100))",
        "Count([Visited(\"a\"), Visited(\"b\"), Flag(\"f\")], Exactly(2))",
        "Scale(\"s\", Exactly(5))",
        "Not(Scale(\"s\", AtLeast(1)))",
        "All([Chose(\"q\", \"x\"), Chose(\"q\", \"y\")])",
        "All([Latest(\"q\", \"x\"), Not(Latest(\"q\", \"y\"))])",
        "Number(\"n\", AtLeast(1000))",
        "All([Flag(\"f\"), Number(\"n\", Exactly(0))])",
        "All([Answered(\"s\"), Not(Scale(\"s\", AtMost(2)))])",
    ] {
        assert!(!never(condition), "{condition}");
    }
}

#[test]
fn a_search_that_never_ends_is_given_up() {
    let part = |n: usize| {
        format!("Count([{}], Exactly({}))", vec!["Visited(\"b\"), Answered(\"q\")"; 40].join(","), 3 * n + 1)
    };
    let condition = format!("All([{}])", (0..10).map(part).collect::<Vec<_>>().join(","));
    let choices = format!(
        "OneOf([{}, {}])",
        choice("x", "then: Goto(\"b\")"),
        choice("y", &format!("when: {condition}"))
    );
    let _ = found(&story("", &asks(&choices, ""), "\"b\": (then: End(\"e\"))"), None);
}

#[test]
fn care_rests_on_stated_answers_only() {
    for (condition, wanted) in [
        ("Answered(\"q\")", vec![]),
        ("Any([Visited(\"a\"), Answered(\"q\")])", vec!["E308"]),
        ("Not(Visits(\"a\", AtLeast(2)))", vec!["E308"]),
    ] {
        let care = format!(
            "care: {{\"c\": (name: {{\"en\": \"c\"}}, when: {condition}, advice: {{\"en\": \"a\"}})}},"
        );
        let found = found(&story(&care, &asks("Words()", ""), ""), None);
        let errors: Vec<_> = codes_of(&found).into_iter().filter(|code| code.starts_with('E')).collect();
        assert_eq!(errors, wanted, "{}", listed(&found));
    }
}

#[test]
fn texts_and_unused_things() {
    let end = "then: End(\"e\")";
    expect(
        &story("note: \"n\",", end, "").replace("title: {\"en\": \"S\"}", "title: {\"ja\": \"S\"}"),
        &["W311", "W312"],
    );
    expect(&story("", end, "").replace("\"E\"", "\" \""), &["W311"]);
    expect(
        &story("themes: {\"t\": (name: {\"en\": \"t\"}, colour: \"green\")},", end, ""),
        &["E015", "W605"],
    );
    expect(&story("variables: {\"v\": Flag(true)},", end, ""), &["W601"]);
    expect(&story("contact: (to: {\"en\": \"t\"}, promise: {\"en\": \"p\"}),", end, ""), &["W603"]);
    expect(&story("handouts: {\"h\": (title: {\"en\": \"t\"}, to: File(\"f\"))},", end, ""), &["W604"]);
    expect(
        &story("handouts: {\"h\": (title: {\"en\": \"t\"}, to: Web(\"f\"))},", end, ""),
        &["N703", "W604"],
    );
    expect(&story("waiting: Still(file: \"f\"),", end, ""), &["W606"]);
}

#[test]
fn media_by_language_and_paths() {
    let with = |media: &str| story("", &format!("media: {media}, then: End(\"e\")"), "");
    expect(&with("Video(file: \"m\")"), &["W313"]);
    expect(&with("Still(file: \"m\")"), &[]);
    expect(&with("ByLanguage({\"en\": ByLanguage({\"en\": Nothing})})"), &["E310"]);
    expect(&with("ByLanguage({\"ja\": Nothing})"), &["W312", "W314"]);
    for path in [
        "",
        "/etc/passwd",
        "../m",
        "a/../../m",
        "C:/m",
        "a\\\\m",
        "https://example.com/m",
        "file:m",
        "m\\u{0}",
    ] {
        expect(&with(&format!("Still(file: \"{path}\")")), &["E501"]);
    }
    expect(
        &with("Video(file: \"m\", captions: {\"en\": \"../c\"}, from: \"00:02\", to: \"00:01\")"),
        &["E501", "E505"],
    );
}

#[test]
fn media_facts() {
    let duration = Some(media_time::MediaDuration::from_seconds(8));
    let whole = MediaFact::Media { duration, has_picture: true, has_sound: true };
    let silent = MediaFact::Media { duration, has_picture: true, has_sound: false };
    let blind = MediaFact::Media { duration, has_picture: false, has_sound: true };
    let broken = MediaFact::Undecodable { reason: "no key frame".to_owned() };
    let facts = MediaFacts {
        files: [
            ("whole", &whole),
            ("silent", &silent),
            ("blind", &blind),
            ("broken", &broken),
            ("c", &MediaFact::Present),
        ]
        .into_iter()
        .map(|(file, fact)| (file.to_owned(), fact.clone()))
        .collect(),
        listing: vec!["whole".to_owned(), "media/old.mp4".to_owned()],
        ..MediaFacts::default()
    };
    let c = "captions: {\"en\": \"c\"}";
    for (media, more, wanted) in [
        (format!("Video(file: \"whole\", {c})"), "", vec![]),
        ("Video(file: \"whole\")".to_owned(), "", vec!["W313"]),
        ("Video(file: \"silent\")".to_owned(), "", vec![]),
        (format!("Video(file: \"broken\", {c})"), "", vec!["E503"]),
        (format!("Video(file: \"blind\", {c})"), "", vec!["E507"]),
        (format!("Still(file: \"whole\", sound: \"silent\", {c})"), "", vec!["E508"]),
        ("Video(file: \"silent\", captions: {\"en\": \"broken\"})".to_owned(), "", vec!["E504"]),
        ("Video(file: \"silent\", from: \"00:09.000\")".to_owned(), "", vec!["E505"]),
        ("Video(file: \"silent\", to: \"-00:09.000\")".to_owned(), "", vec!["E505"]),
        ("Video(file: \"silent\", from: \"00:04.000\", to: \"-00:05.000\")".to_owned(), "", vec!["E505"]),
        ("Video(file: \"silent\")".to_owned(), "shown: PauseAt(\"00:09.000\")", vec!["E506"]),
        (
            "Video(file: \"silent\", from: \"00:04.000\")".to_owned(),
            "shown: PauseAt(\"00:05.000\")",
            vec!["E506"],
        ),
        ("Video(file: \"silent\")".to_owned(), "shown: During(from: \"-00:09.000\")", vec!["E506"]),
        ("Video(file: \"silent\")".to_owned(), "shown: During(from: \"-00:08.000\")", vec![]),
        (format!("Still(file: \"whole\", sound: \"whole\", {c})"), "shown: PauseAt(\"00:07.000\")", vec![]),
        (
            format!("Still(file: \"whole\", sound: \"whole\", {c})"),
            "shown: PauseAt(\"00:09.000\")",
            vec!["E506"],
        ),
    ] {
        let text = story("", &format!("media: {media}, {}", asks("Words()", more)), "");
        let all = found(&text, Some(&facts));
        let mut codes = codes_of(&all);
        codes.retain(|code| *code != "W607");
        assert_eq!(codes, wanted, "{text}\n{}", listed(&all));
    }
    let unused = found(&story("", "media: Video(file: \"silent\"), then: End(\"e\")", ""), Some(&facts));
    assert_eq!(codes_of(&unused), ["W607", "W607"]);
}

#[test]
fn import_indexes() {
    let text =
        story("", "media: Still(file: \"a\", sound: \"b\", captions: {\"en\": \"c\"}), then: End(\"e\")", "");
    let read = || IndexFact::Read { fault: None };
    let broken = || IndexFact::Read { fault: Some("it breaks off 4.1 seconds before its end".to_owned()) };
    let stale = || IndexFact::Stale { reason: "the file changed".to_owned() };
    for (a, b, wanted) in [
        (read(), read(), vec![]),
        (read(), IndexFact::Missing, vec!["N704"]),
        (IndexFact::Missing, IndexFact::Missing, vec!["N704"]),
        (stale(), IndexFact::Missing, vec!["N704", "N705"]),
        (read(), broken(), vec!["W501"]),
        (stale(), broken(), vec!["W501", "N705"]),
    ] {
        let indexes = [("a".to_owned(), a), ("b".to_owned(), b)].into();
        let all = found(&text, Some(&MediaFacts { indexes, ..MediaFacts::default() }));
        assert_eq!(codes_of(&all), wanted, "{}", listed(&all));
    }
    let indexes = (0..9).map(|number| (format!("{number}.mp4"), IndexFact::Missing)).collect();
    let all = found(&text, Some(&MediaFacts { indexes, ..MediaFacts::default() }));
    let message = &all[0].message;
    assert!(message.starts_with("9 media files") && message.ends_with("\"2.mp4\", and 6 more"), "{message}");
    let indexes = [("b".to_owned(), broken())].into();
    let all = found(&text, Some(&MediaFacts { indexes, ..MediaFacts::default() }));
    assert_eq!(all[0].place.field.as_deref(), Some("media.sound"));
    assert!(all[0].message.contains("breaks off"));
}

#[test]
fn files_are_listed_with_place_and_kind() {
    let story = load::read(STORIES[3].1.as_bytes()).unwrap();
    let files = media_files(&story);
    let kinds = |kind| files.iter().filter(|file| file.kind == kind).count();
    assert_eq!(kinds(FileKind::Handout), 2);
    assert_eq!(kinds(FileKind::Music), 2);
    assert_eq!(kinds(FileKind::Sound), 2);
    let sound = files.iter().find(|file| file.file == "media/gate.ja.m4a").unwrap();
    assert_eq!(sound.place.to_string(), "scene gate, field media.ja.sound");
    assert_eq!(sound.language.unwrap().as_str(), "ja");
}

#[test]
fn diagnostics_as_json() {
    let found = found(&story("", "then: Goto(\"b\")", ""), None);
    let json = serde_json::to_value(&found).unwrap();
    let first = json[0].as_object().unwrap();
    let keys: Vec<&str> = first.keys().map(String::as_str).collect();
    for key in ["code", "severity", "scene", "question", "choice", "field", "message", "remedy"] {
        assert!(keys.contains(&key), "{key}");
    }
    assert_eq!(keys.len(), 8);
    assert_eq!(
        (&first["code"], &first["severity"], &first["question"]),
        (&"E101".into(), &"error".into(), &serde_json::Value::Null)
    );
}

#[test]
fn ten_thousand_scenes() {
    let mut chain: String = (0..9_999)
        .map(|n| {
            let to = if n == 9_998 { "End(\"e\")".to_owned() } else { format!("Goto(\"s{}\")", n + 1) };
            format!("\"s{n}\": (question: (id: \"q{n}\", prompt: {{\"en\": \"?\"}}, skip: true, answers: OneOf([(id: \"x\", text: {{\"en\": \"x\"}}, then: Visit(\"s{}\"))])), then: {to}),", n / 2)
        })
        .collect();
    let text = story("", "then: Goto(\"s0\")", &chain);
    assert_eq!(
        load::load(text.as_bytes()).diagnostics.iter().filter(|found| found.code == codes::NO_END).count(),
        0
    );
    // All of them misspelt: looking for similar names must not take for ever.
    chain = chain.replace("Visit(\"s", "Visit(\"t");
    let found = load::load(story("", "then: Goto(\"s0\")", &chain).as_bytes()).diagnostics;
    assert_eq!(found.iter().filter(|found| found.code == codes::UNKNOWN_SCENE).count(), 9_999);
}

fn errors(story: &Story) -> Vec<Diagnostic> {
    let mut found = check(story, None);
    found.retain(|found| found.severity() == Severity::Error);
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn valid_stories_have_no_errors(story in valid_story()) {
        let errors = errors(&story);
        prop_assert!(errors.is_empty(), "{}\n{}", listed(&errors), scene_graph::write(&story));
    }

    #[test]
    fn no_story_breaks_the_checks(story in any_story()) {
        for found in check(&story, None) {
            prop_assert!(found.code.entry().is_some());
            prop_assert!(!found.message.is_empty() && !found.remedy.is_empty());
        }
    }
}
