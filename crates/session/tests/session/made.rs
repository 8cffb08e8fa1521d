//! Small stories, put together from parts.

use crate::stage::Stage;

/// A story of these scenes; the first one is `a`.
pub(crate) fn made(scenes: &str) -> String {
    format!(
        r##"Story(format: 1, id: "made", title: {{"en": "Made"}}, languages: ["en", "ja"],
        variables: {{"n": Number(0), "f": Flag(false)}}, waiting: Video(file: "wait.mp4"),
        music: Bed(file: "calm.m4a"), handouts: {{"h": Handout(title: {{"en": "H"}}, to: File("h.pdf"))}},
        endings: {{"e": Ending(title: {{"en": "E"}}, offers: ["h"], contact: true), "f": Ending(title: {{"en": "F"}})}},
        start: "a", scenes: {{ {scenes} }})"##
    )
}

pub(crate) fn question(rest: &str) -> String {
    format!(r#"question: Question(id: "q", prompt: {{"en": "Q?"}}, {rest})"#)
}

/// A choice of this id, with more fields.
pub(crate) fn option(id: &str, rest: &str) -> String {
    format!(r#"Choice(id: "{id}", text: {{"en": "{id}"}}, {rest})"#)
}

pub(crate) fn begin(scenes: &str) -> Stage {
    Stage::begin(&made(scenes))
}

pub(crate) const VIDEO: &str = r#"media: Video(file: "a.mp4")"#;
