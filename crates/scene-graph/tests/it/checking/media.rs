//! Checks of the files that a story names.

use super::{asks, codes_of, expect, found, listed, story};
use crate::STORIES;
use scene_graph::{FileKind, IndexFact, MediaFact, MediaFacts, load, media_files};

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
