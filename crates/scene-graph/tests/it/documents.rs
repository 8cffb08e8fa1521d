//! The documents that say what the code says: `docs/diagnostics.md` is made from the table of codes,
//! and the examples in `docs/story-format.md` load.

use scene_graph::diagnostic::{CodeEntry, codes};
use scene_graph::{Severity, check, load};
use std::path::PathBuf;

fn document(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs").join(name)
}

#[allow(clippy::disallowed_methods, reason = "the test compares with a document")]
fn read(name: &str) -> String {
    let file = document(name);
    std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

fn diagnostics() -> String {
    let mut out = "# Diagnostics\n\n\
        What `edamichi check` and the editor can say of a story. Codes keep their meaning for ever. An **error**\n\
        (`E…`) keeps a story from being played, a **warning** (`W…`) does not, a **note** (`N…`) is worth knowing.\n\n\
        <!-- Made from crates/scene-graph/src/diagnostic/codes.rs. To make it again:\n     \
        EDAMICHI_WRITE_DOCS=1 cargo test -p scene-graph --test it documents -->\n\n\
        | code | title |\n|---|---|\n"
        .to_owned();
    for CodeEntry { code, title, .. } in codes::ALL {
        out.push_str(&format!("| [{code}](#{}) | {title} |\n", code.id().to_lowercase()));
    }
    for CodeEntry { code, title, explanation, example } in codes::ALL {
        out.push_str(&format!("\n## {code}\n\n{}: {title}.\n\n{explanation}\n", code.severity()));
        if !example.is_empty() {
            out.push_str(&format!("\n```text\n{example}\n```\n"));
        }
    }
    out
}

#[test]
#[allow(clippy::disallowed_methods, reason = "the test writes the document on request")]
fn every_code_is_documented() {
    if std::env::var("EDAMICHI_WRITE_DOCS").is_ok() {
        std::fs::write(document("diagnostics.md"), diagnostics()).unwrap();
    }
    let is = read("diagnostics.md").replace("\r\n", "\n");
    assert!(
        is == diagnostics(),
        "docs/diagnostics.md is out of date: EDAMICHI_WRITE_DOCS=1 cargo test -p scene-graph --test it documents"
    );
}

#[test]
fn codes_are_well_formed_and_different() {
    let mut seen = std::collections::BTreeSet::new();
    for CodeEntry { code, title, explanation, .. } in codes::ALL {
        let id = code.id();
        assert!(id.len() == 4 && id[1..].bytes().all(|byte| byte.is_ascii_digit()), "{id}");
        assert!(code.severity().as_str().starts_with(&id[..1].to_lowercase()), "{id}");
        assert!(seen.insert(id), "{id} twice");
        assert!(!title.is_empty() && explanation.ends_with(['.', ')']), "{id}");
    }
}

/// What is missing around a piece of a story, so that it can be loaded: the pieces say which by the
/// word after `ron` on their fence.
fn completed(kind: &str, piece: &str) -> String {
    let head = "format: 1, id: \"s\", title: {\"en\": \"S\"}, languages: [\"en\"],";
    let scene = |fields: &str| format!("\"a\": Scene({fields}),");
    let question = |fields: &str| scene(&format!("question: Question({fields}),"));
    let whole =
        |story: &str, scenes: &str| format!("Story({head} {story} start: \"a\", scenes: {{{scenes}}})");
    match kind {
        "whole" => piece.to_owned(),
        "story" => whole(piece, ""),
        "scenes" => whole("", piece),
        "scene" => whole("", &scene(piece)),
        "question" => {
            whole("", &question(&format!("id: \"q\", prompt: {{\"en\": \"?\"}}, answers: Words(), {piece}")))
        }
        "answers" => whole("", &question(&format!("id: \"q\", prompt: {{\"en\": \"?\"}}, {piece}"))),
        "choice" => {
            whole("", &question(&format!("id: \"q\", prompt: {{\"en\": \"?\"}}, answers: OneOf([{piece}])")))
        }
        other => panic!("the examples know no {other:?}"),
    }
}

#[test]
fn the_examples_of_the_story_format_load() {
    let text = read("story-format.md").replace("\r\n", "\n");
    let mut count = 0;
    for block in text.split("```ron ").skip(1) {
        let (kind, rest) = block.split_once('\n').unwrap();
        let (piece, _) = rest.split_once("\n```").unwrap();
        let story =
            load::read(completed(kind, piece).as_bytes()).unwrap_or_else(|fault| panic!("{fault}\n{piece}"));
        if kind == "whole" {
            let errors: Vec<_> =
                check(&story, None).into_iter().filter(|found| found.severity() != Severity::Note).collect();
            assert!(errors.is_empty(), "{errors:?}");
        }
        count += 1;
    }
    assert!(count > 25, "only {count} examples");
}

/// Every field and every kind of the model has its place in the document.
#[test]
fn the_story_format_names_everything() {
    let text = read("story-format.md");
    for name in [
        "format",
        "id",
        "title",
        "note",
        "series",
        "step",
        "languages",
        "themes",
        "variables",
        "consent",
        "contact",
        "care",
        "brand",
        "waiting",
        "music",
        "handouts",
        "endings",
        "start",
        "scenes",
        "name",
        "colour",
        "version",
        "who",
        "why",
        "statistics",
        "follow_up",
        "keep_days",
        "to",
        "promise",
        "mail",
        "advice",
        "logo",
        "background",
        "text",
        "offers",
        "media",
        "question",
        "then",
        "file",
        "from",
        "sound",
        "captions",
        "gain_db",
        "alt",
        "lasts",
        "prompt",
        "again",
        "when",
        "shown",
        "meanwhile",
        "limit",
        "skip",
        "place",
        "answers",
        "cut",
        "choices",
        "at_least",
        "at_most",
        "low",
        "high",
        "worry",
        "hint",
        "set",
        "area",
        "cases",
        "otherwise",
        "Offered",
        "Accepted",
        "Nearing",
        "LastWeeks",
        "FirstWeek",
        "Joined",
        "Nothing",
        "Video",
        "Still",
        "ByLanguage",
        "Own",
        "Off",
        "AtEnd",
        "PauseAt",
        "During",
        "AtOnce",
        "Waiting",
        "Hold",
        "Loop",
        "Seconds",
        "ClipEnd",
        "LowerThird",
        "Side",
        "Full",
        "OnPicture",
        "OneOf",
        "SeveralOf",
        "Scale",
        "Words",
        "Contact",
        "Goto",
        "Visit",
        "Via",
        "Return",
        "End",
        "When",
        "All",
        "Any",
        "Not",
        "Count",
        "Visited",
        "Visits",
        "Answered",
        "Chose",
        "Latest",
        "Number",
        "Flag",
        "Exactly",
        "AtLeast",
        "AtMost",
        "Set",
        "Add",
        "File",
        "Web",
    ] {
        let named = text.contains(&format!("`{name}`"))
            || text.contains(&format!("`{name}("))
            || text.contains(&format!("{name}: "));
        assert!(named, "docs/story-format.md does not name {name}");
    }
}
