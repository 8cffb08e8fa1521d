//! Loading: sound stories, and the faults of syntax and shape.

use crate::STORIES;
use proptest::prelude::*;
use scene_graph::{Answers, Diagnostic, Media, SceneId, Shown, load};

/// A story with `body` among its fields.
fn story(body: &str) -> String {
    format!(
        "Story(format: 1, id: \"s\", title: {{\"en\": \"S\"}}, languages: [\"en\"], {body}\n\
         endings: {{\"e\": (title: {{\"en\": \"E\"}})}},\n\
         start: \"a\", scenes: {{\"a\": Scene(then: End(\"e\"))}})"
    )
}

fn only_fault(text: &[u8]) -> Diagnostic {
    let loaded = load::load(text);
    assert!(loaded.story.is_none(), "a story came of it");
    assert_eq!(loaded.diagnostics.len(), 1, "{:?}", loaded.diagnostics);
    loaded.diagnostics.into_iter().next().unwrap()
}

#[test]
fn stories_load() {
    for (id, text) in STORIES {
        let loaded = load::load(text.as_bytes());
        let story = loaded.story.unwrap_or_else(|| panic!("{id}: {:?}", loaded.diagnostics));
        assert_eq!(story.id.as_str(), id);
    }
}

#[test]
fn fields_and_defaults_arrive() {
    let hub = load::load(STORIES[0].1.as_bytes()).story.unwrap();
    assert_eq!(hub.scenes.len(), 17);
    assert_eq!(hub.consent.as_ref().unwrap().keep_days, 180);
    let welcome = &hub.scenes[&SceneId::new("welcome").unwrap()];
    let Media::Video(video) = &welcome.media else { panic!("{:?}", welcome.media) };
    assert_eq!(video.captions.len(), 2);
    let question = welcome.question.as_ref().unwrap();
    assert_eq!(question.shown, Shown::AtEnd);
    assert_eq!(question.answers.choices().len(), 6);
    let feel = hub.scenes[&SceneId::new("feel").unwrap()].question.as_ref().unwrap();
    let Answers::Scale(scale) = &feel.answers else { panic!("{:?}", feel.answers) };
    assert_eq!((scale.from, scale.to), (1, 5));
}

#[test]
fn a_byte_order_mark_is_no_fault() {
    let text = format!("\u{feff}{}", STORIES[1].1);
    assert!(load::load(text.as_bytes()).story.is_some());
}

#[test]
fn faults_say_what_and_where() {
    for (body, code, line, words) in [
        ("\n\n  tilte: {},", "E006", 3, "tilte"),
        ("\n note: \"a\", note: \"b\",", "E007", 2, "note"),
        (
            "\n themes: {\"x\": (name: {}, colour: \"\"),\n \"x\": (name: {}, colour: \"\")},",
            "E007",
            3,
            "\"x\"",
        ),
        ("\n brand: (logo: \"a\", size: 3),", "E006", 2, "size"),
        ("\n consent: (version: \"1\", who: {\"en\": \"x\", \"en\": \"y\"}, why: {}),", "E007", 2, "\"en\""),
        ("\n step: Soon,", "E005", 2, "Soon"),
        ("\n note: 3,", "E005", 2, "string"),
        ("\n series: \"My Series\",", "E012", 2, "My Series"),
        ("\n waiting: Still(file: \"a\", lasts: \"2s\"),", "E014", 2, "2s"),
        ("\n waiting: Still(file: \"a\", lasts: \"-00:02.000\"),", "E014", 2, "-00:02.000"),
        ("\n waiting: Video(file: \"a\", from: \"--00:02.000\"),", "E014", 2, "--00:02.000"),
        ("\n waiting: Video(flie: \"a\"),", "E006", 2, "flie"),
        ("\n waiting: Vidoe(file: \"a\"),", "E005", 2, "Vidoe"),
        ("\n waiting: Video(file: \"a\", captions: {\"ja\": \"a\", \"ja\": \"b\"}),", "E007", 2, "\"ja\""),
        ("\n waiting: ByLanguage({\"ja\": Nothing, \"ja\": Nothing}),", "E007", 2, "\"ja\""),
        (
            "\n handouts: {\"h\": (title: {}, to: ByLanguage({\"ja\": File(\"a\"), \"ja\": File(\"b\")}))},",
            "E007",
            2,
            "\"ja\"",
        ),
        ("\n music: Bed(gain_db: 1),", "E005", 2, "file"),
        ("\n variables: {\"v\": Number(99999999999)},", "E005", 2, ""),
        ("\n note: \"never closed,", "E004", 0, ""),
        ("\n note: \"\\q\",", "E004", 2, ""),
        ("\n note \"x\",", "E004", 2, ""),
    ] {
        let found = only_fault(story(body).as_bytes());
        assert_eq!(found.code.id(), code, "{body}: {found}");
        assert!(found.message.contains(words), "{body}: {found}");
        let at = found.position.unwrap_or_else(|| panic!("{body}: no position: {found}"));
        assert!(line == 0 || at.line == line, "{body}: {at:?} {found}");
        assert!(!found.remedy.is_empty());
    }
    let tag = only_fault(story("").replace("[\"en\"]", "[\"日本語\"]").as_bytes());
    assert_eq!(tag.code.id(), "E013");
}

#[test]
fn scenes_given_twice_are_named() {
    let text = story("").replace("scenes: {", "scenes: {\"a\": Scene(),");
    let found = only_fault(text.as_bytes());
    assert_eq!(found.code.id(), "E007");
    assert!(found.message.contains("\"a\""), "{found}");
}

#[test]
fn an_open_bracket_is_named() {
    let whole = STORIES[1].1;
    let cut = &whole[..whole.find("\"stay\": Scene(").unwrap() + 20];
    let found = only_fault(cut.as_bytes());
    assert_eq!(found.code.id(), "E004");
    assert!(found.message.contains("still open"), "{found}");
}

#[test]
fn formats() {
    for (text, code) in [
        ("Story(format: 2, everything: [is, different])", "E008"),
        ("(\n// a note\nformat: 999999999999999999999, ", "E008"),
        ("Story(format: 0, id: \"s\")", "E005"),
        (&story("").replace("format: 1", "format: 0"), "E009"),
        (&story("").replace("format: 1,", ""), "E009"),
        ("", "E004"),
        ("Story", "E005"),
        ("{\"not\": \"a story\"}", "E005"),
        ("GIF89a", "E005"),
        ("[1, 2, 3]", "E005"),
    ] {
        let found = only_fault(text.as_bytes());
        assert_eq!(found.code.id(), code, "{text}: {found}");
    }
}

#[test]
fn not_text() {
    let found = only_fault(b"Story(\n  \xff)");
    assert_eq!((found.code.id(), found.position.map(|at| (at.line, at.column))), ("E001", Some((2, 3))));
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain("Story".bytes().flat_map(|b| [b, 0])).collect();
    assert!(only_fault(&utf16).remedy.contains("UTF-16"));
}

#[test]
fn sizes_are_bounded() {
    for bracket in ["(", "[", "{", "Some(", "Not(", "All([", "/* */(", "\"a\"("] {
        let found = only_fault(story(&format!("waiting: {}", bracket.repeat(100_000))).as_bytes());
        assert_eq!(found.code.id(), "E003", "{bracket}: {found}");
        let alone = only_fault(bracket.repeat(100_000).as_bytes());
        assert_eq!(alone.code.id(), "E003", "{bracket}: {alone}");
    }
    assert_eq!(only_fault(&vec![b' '; load::MAX_BYTES + 1]).code.id(), "E002");
    let long = "あ".repeat(load::MAX_TEXT / 3 + 1);
    assert_eq!(only_fault(story(&format!("note: \"{long}\",")).as_bytes()).code.id(), "E011");
    let fits = "\\\"".repeat(load::MAX_TEXT);
    assert!(load::load(story(&format!("note: \"{fits}\",")).as_bytes()).story.is_some());
    let many: String = (0..=load::MAX_SCENES).map(|n| format!("\"s{n}\":(),")).collect();
    let text = story("").replace("scenes: {", &format!("scenes: {{{many}"));
    assert_eq!(only_fault(text.as_bytes()).code.id(), "E010");
}

#[test]
fn the_deepest_condition_loads() {
    let around = 10;
    let depth = load::MAX_DEPTH - around;
    let condition = format!("{}Visited(\"a\"){}", "Not(".repeat(depth), ")".repeat(depth));
    let text = story("").replace(
        "Scene(then: End(\"e\"))",
        &format!("Scene(then: When(cases: [(when: {condition}, then: End(\"e\"))], otherwise: Return))"),
    );
    let loaded = load::load(text.as_bytes());
    assert!(loaded.story.is_some(), "{:?}", loaded.diagnostics);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn random_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = load::load(&bytes);
    }

    #[test]
    fn ron_like_text_never_panics(parts in proptest::collection::vec(
        prop::sample::select(vec![
            "Story(", "(", ")", "[", "]", "{", "}", ",", ":", "format", "1", "\"", "\\", "r#\"", "\"#", "'", "//", "/*",
            "*/", "\n", "Some", "None", "Scene(", "\"a\"", "then:", "Goto", "-", "#![enable(", "unwrap_newtypes", "b\"",
        ]), 0..60)) {
        let _ = load::load(parts.concat().as_bytes());
    }

    #[test]
    fn mutated_stories_never_panic(
        which in 0..STORIES.len(),
        cuts in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0_u8..3), 1..8),
    ) {
        let mut bytes = STORIES[which].1.as_bytes().to_vec();
        for (index, byte, kind) in cuts {
            let at = index.index(bytes.len());
            match kind {
                0 => bytes[at] = byte,
                1 => { bytes.remove(at); }
                _ => bytes.truncate(at.max(10)),
            }
        }
        let loaded = load::load(&bytes);
        prop_assert!(loaded.story.is_some() || loaded.diagnostics.len() == 1);
    }
}

/// Eight megabytes of anything are read or refused in time proportional to them: a parser that looked
/// back or ahead each time would take hours.
#[test]
fn large_inputs_take_no_more_than_their_length() {
    let times = |part: &str, length: usize| part.repeat(length / part.len());
    let size = load::MAX_BYTES - 2_000;
    for part in [
        "/*",
        "//\n",
        "r#",
        "r#\"",
        "br##",
        "'",
        "\\",
        "\"\\u{41}",
        "a",
        "1",
        "-",
        "#![enable(",
        " ",
        "\u{3042}",
        "_",
    ] {
        let _ = load::load(times(part, size).as_bytes());
    }
    for (field, part) in
        [("languages", "\"en\","), ("languages", "\"en\" /* x */ , "), ("endings", "\"e\": (title: {}), ")]
    {
        let (open, close) = if field == "endings" { ("{", "}") } else { ("[", "]") };
        let text = format!(
            "(format: 1, id: \"s\", title: {{}}, {field}: {open}{}{close}, start: \"a\", scenes: {{}})",
            times(part, size)
        );
        assert!(load::load(text.as_bytes()).story.is_none());
    }
}
