//! Writing gives back what was read, in a shape that stays.

use crate::STORIES;
use proptest::prelude::*;
use scene_graph::generate::{any_story, valid_story};
use scene_graph::{Story, canonical_hash, load, revision, write};

fn assert_round_trip(story: &Story) {
    let first = write(story);
    let read = load::read(first.as_bytes()).unwrap_or_else(|fault| panic!("{fault}\n{first}"));
    assert_eq!(&read, story, "{first}");
    assert_eq!(write(&read), first);
    for line in first.lines() {
        assert!(!line.ends_with(' '), "{line:?}");
    }
}

#[test]
fn stories_keep_their_meaning_and_look() {
    for (id, text) in STORIES {
        let story = load::read(text.as_bytes()).unwrap();
        assert_round_trip(&story);
        let written = write(&story);
        // Written by hand with longer lines.
        let (lines, before) = (written.lines().count(), text.lines().count());
        assert!(lines < before * 2, "{id}: {before} lines became {lines}\n{written}");
        let longest = written.lines().map(|line| line.chars().count()).max().unwrap();
        assert!(longest <= 130, "{id}: a line of {longest} characters\n{written}");
    }
}

#[test]
fn the_revision_is_of_the_meaning() {
    let story = load::read(STORIES[1].1.as_bytes()).unwrap();
    let commented = STORIES[1].1.replace("scenes: {", "// note\n scenes: {");
    let same = load::read(commented.as_bytes()).unwrap();
    assert_eq!(canonical_hash(&story), canonical_hash(&same));
    let mut other = story.clone();
    other.note = "changed".to_owned();
    assert_ne!(canonical_hash(&story), canonical_hash(&other));
    assert_eq!(revision(&story).len(), 64);
    assert!(revision(&story).bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_story_is_read_as_it_was_written(story in any_story()) {
        assert_round_trip(&story);
    }

    #[test]
    fn valid_stories_too(story in valid_story()) {
        assert_round_trip(&story);
    }
}
