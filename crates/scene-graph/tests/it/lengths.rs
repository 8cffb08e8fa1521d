//! How long watching takes.

use crate::STORIES;
use media_time::MediaDuration;
use proptest::prelude::*;
use scene_graph::{Language, Story, load, media_length, watching_time};

const fn seconds(seconds: i64) -> MediaDuration {
    MediaDuration::from_seconds(seconds)
}

fn story(scenes: &str) -> Story {
    let text = format!(
        "Story(format: 1, id: \"s\", title: {{\"en\": \"S\"}}, languages: [\"en\", \"ja\"],\n\
         endings: {{\"e\": (title: {{\"en\": \"E\"}})}}, start: \"a\", scenes: {{{scenes}}})"
    );
    let loaded = load(text.as_bytes());
    loaded.story.unwrap_or_else(|| panic!("{:?}", loaded.diagnostics))
}

fn english() -> Language {
    Language::new("en")
}

/// Least, usual and most, in seconds, where every file is ten seconds long.
fn times(scenes: &str) -> Option<(i64, i64, i64)> {
    let time = watching_time(&story(scenes), &english(), &|_| Some(seconds(10)))?;
    let whole = |length: MediaDuration| length.millis() / 1_000;
    Some((whole(time.least), whole(time.usual), whole(time.most)))
}

fn asks(choices: &[&str]) -> String {
    let choices: Vec<_> = choices
        .iter()
        .enumerate()
        .map(|(at, then)| format!("Choice(id: \"c{at}\", text: {{\"en\": \"C\"}}, then: {then})"))
        .collect();
    format!(
        "question: Question(id: \"q\", prompt: {{\"en\": \"Q\"}}, answers: OneOf([{}]))",
        choices.join(",")
    )
}

const CLIP: &str = "media: Video(file: \"a.mp4\")";

#[test]
fn a_straight_story_has_one_length() {
    let scenes = format!("\"a\": Scene({CLIP}, then: Goto(\"b\")), \"b\": Scene({CLIP}, then: End(\"e\"))");
    assert_eq!(times(&scenes), Some((20, 20, 20)));
}

#[test]
fn detours_are_seen_once_or_not_at_all() {
    let hub = asks(&["Visit(\"b\")", "Visit(\"c\")", "End(\"e\")"]);
    let scenes = format!(
        "\"a\": Scene({CLIP}, {hub}, then: End(\"e\")), \"b\": Scene({CLIP}, then: Return), \
         \"c\": Scene({CLIP}, then: Return)"
    );
    // The clip and the question once; or both detours of ten seconds, and the question three times.
    let (least, usual, most) = times(&scenes).unwrap();
    assert_eq!((least, most), (16, 48));
    assert!((16..=48).contains(&usual), "{usual}");
}

#[test]
fn a_detour_with_a_way_on_takes_it() {
    let hub = asks(&["Via(\"b\", Goto(\"c\"))"]);
    let scenes = format!(
        "\"a\": Scene({CLIP}, {hub}, then: End(\"e\")), \"b\": Scene({CLIP}, then: Return), \
         \"c\": Scene({CLIP}, then: End(\"e\"))"
    );
    assert_eq!(times(&scenes), Some((36, 36, 36)));
}

#[test]
fn what_never_ends_or_is_not_known_has_no_length() {
    assert_eq!(times(&format!("\"a\": Scene({CLIP}, then: Goto(\"a\"))")), None);
    let one = story(&format!("\"a\": Scene({CLIP}, then: End(\"e\"))"));
    assert_eq!(watching_time(&one, &english(), &|_| None), None);
}

#[test]
fn trims_sounds_stills_and_languages_count() {
    let length = |media: &str| {
        let story = story(&format!("\"a\": Scene(media: {media}, then: End(\"e\"))"));
        let files = |file: &str| match file {
            "ten.mp4" => Some(seconds(10)),
            "long.ogg" => Some(seconds(25)),
            _ => None,
        };
        let media = &story.scenes[0].media;
        media_length(&story, media, &english(), &files).map(|length| length.millis() / 1_000)
    };
    for (media, expected) in [
        ("Nothing", Some(0)),
        ("Video(file: \"ten.mp4\")", Some(10)),
        ("Video(file: \"ten.mp4\", from: \"00:02.000\", to: \"00:05.000\")", Some(3)),
        ("Video(file: \"ten.mp4\", to: \"-00:04.000\")", Some(6)),
        ("Video(file: \"ten.mp4\", from: \"00:30.000\")", Some(0)),
        ("Video(file: \"ten.mp4\", sound: \"long.ogg\")", Some(25)),
        ("Video(file: \"gone.mp4\")", None),
        ("Still(file: \"a.png\", alt: {\"en\": \"A\"})", Some(0)),
        ("Still(file: \"a.png\", alt: {\"en\": \"A\"}, sound: \"long.ogg\")", Some(25)),
        ("ByLanguage({\"ja\": Nothing, \"en\": Video(file: \"ten.mp4\")})", Some(10)),
    ] {
        assert_eq!(length(media), expected, "{media}");
    }
}

#[test]
fn the_same_story_gives_the_same_times_in_order() {
    for (id, text) in STORIES {
        let story = load(text.as_bytes()).story.unwrap();
        let time = || watching_time(&story, &english(), &|_| Some(seconds(10)));
        let first = time().unwrap_or_else(|| panic!("{id}"));
        assert_eq!(Some(first), time(), "{id}");
        assert!(first.least <= first.usual && first.usual <= first.most, "{id}: {first:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_story_is_walked_in_bounded_time(story in scene_graph::generate::any_story()) {
        if let Some(time) = watching_time(&story, &english(), &|_| Some(seconds(1))) {
            prop_assert!(time.least <= time.usual && time.usual <= time.most);
        }
    }
}
