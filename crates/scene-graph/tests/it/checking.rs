//! Checks: each fault is found where it is, and sound stories have none.

mod conditions;
mod media;

use crate::STORIES;
use proptest::prelude::*;
use scene_graph::diagnostic::codes;
use scene_graph::generate::{any_story, valid_story};
use scene_graph::{Diagnostic, MediaFact, MediaFacts, Severity, Story, check, load, media_files};

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
