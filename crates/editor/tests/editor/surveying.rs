//! Paths, lengths, and how often choices come up.

use crate::support::story;
use editor::survey::{
    Bounds, Coverage, FileLengths, PathEnd, PathSearch, Paths, Sessions, coverage_csv, languages,
    languages_csv, paths_csv,
};
use media_time::MediaDuration;
use proptest::prelude::*;
use scene_graph::generate::{any_story, valid_story};
use scene_graph::{Language, Story};
use std::sync::Arc;

const HUB: &str = r#"Story(format: 1, id: "s", title: {"en": "S", "ja": "S"}, languages: ["en", "ja"], variables: {"met": Flag(false)},
    endings: {"bye": Ending(title: {"en": "Bye"}), "never": Ending(title: {"en": "Never"})}, start: "hub", scenes: {
    "hub": Scene(title: {"en": "=Hub"}, media: Video(file: "hub.mp4"), question: Question(id: "mind", prompt: {"en": "?"}, answers: OneOf([
        Choice(id: "people", text: {"en": "People"}, set: [Set("met", Flag(true))], then: Visit("people")),
        Choice(id: "work", text: {"en": "Work"}, then: Visit("work")),
        Choice(id: "enough", text: {"en": "Enough"}, when: Flag("met"), then: Goto("last"))]))),
    "people": Scene(media: Video(file: "people.mp4"), then: Return), "work": Scene(media: Video(file: "work.mp4"), then: Return),
    "last": Scene(media: Still(file: "a.png", lasts: "00:02.000"), question: Question(id: "feel", prompt: {"en": "?"}, answers: Scale(low: {}, high: {})),
        then: When(cases: [(when: Scale("feel", AtMost(2)), then: Goto("care"))], otherwise: End("bye"))),
    "care": Scene(then: End("bye"))})"#;

fn lengths(known: bool) -> FileLengths {
    Arc::new(move |file| {
        let seconds = match file {
            "hub.mp4" => 10,
            "people.mp4" => 20,
            "work.mp4" if known => 40,
            _ => return None,
        };
        Some(MediaDuration::from_seconds(seconds))
    })
}

fn paths(story: &Story, bounds: Bounds) -> Paths {
    let mut search = PathSearch::new(&Arc::new(story.clone()), &Language::new("en"), &lengths(true), bounds);
    // In pieces, as a worker does it.
    while !search.run(3) {}
    search.into_paths()
}

fn coverage(story: &Story, seed: u64, viewers: usize) -> Coverage {
    let mut sessions = Sessions::new(&Arc::new(story.clone()), &Language::new("en"), &lengths(true), seed);
    (0..viewers).for_each(|_| sessions.play_one());
    sessions.into_coverage()
}

#[test]
fn every_path_is_found_once() {
    let found = paths(&story(HUB), Bounds::default());
    assert!(found.all);
    let told: Vec<String> = found
        .found
        .iter()
        .map(|path| path.scenes.iter().map(scene_graph::SceneId::as_str).collect::<Vec<_>>().join(" "))
        .collect();
    // With or without the work, before or after the people; glad or not at the end.
    assert_eq!(
        told,
        [
            "hub people work last care",
            "hub people work last",
            "hub people last care",
            "hub people last",
            "hub work people last care",
            "hub work people last",
        ]
    );
    assert!(found.found.iter().all(|path| matches!(&path.end, PathEnd::Ending(id) if id.as_str() == "bye")));
    // 10 + 20 + 2 s and four… three answers of 6 s.
    let shortest = found.shortest().unwrap();
    assert!(found.quickest.is_some());
    assert_eq!(shortest.length, Some(MediaDuration::from_seconds(10 + 20 + 2 + 3 * 6)));
    assert_eq!(found.longest().unwrap().length, Some(MediaDuration::from_seconds(10 + 20 + 40 + 2 + 4 * 6)));
}

#[test]
fn the_shortest_is_that_of_all_paths_also_where_there_are_too_many() {
    // Twelve detours in any order: nobody follows them all, and those that come first are the longest.
    let detours: String = (0..12)
        .map(|n| format!("Choice(id: \"c{n}\", text: {{}}, set: [Add(\"seen\", 1)], then: Visit(\"d{n}\")),"))
        .collect();
    let scenes: String = (0..12)
        .map(|n| format!("\"d{n}\": Scene(media: Video(file: \"people.mp4\"), then: Return),"))
        .collect();
    let text = format!(
        r#"Story(format: 1, id: "s", title: {{}}, languages: ["en"], variables: {{"seen": Number(0)}}, start: "hub",
        endings: {{"bye": Ending(title: {{}})}}, scenes: {{"hub": Scene(media: Video(file: "hub.mp4"),
        question: Question(id: "q", prompt: {{}}, answers: OneOf([{detours}
            Choice(id: "go", text: {{}}, when: Number("seen", AtLeast(1)), then: End("bye"))]))), {scenes}}})"#
    );
    let found = paths(&story(&text), Bounds { paths: 20, ..Bounds::default() });
    assert!(!found.all && found.found.iter().all(|path| path.scenes.len() > 8));
    let shortest = found.shortest().unwrap();
    assert_eq!(shortest.length, Some(MediaDuration::from_seconds(10 + 20 + 2 * 6)));
    let told: Vec<_> = shortest.scenes.iter().map(scene_graph::SceneId::as_str).collect();
    assert_eq!((told.len(), told[0]), (2, "hub"));
    assert_eq!(shortest.end, PathEnd::Ending(scene_graph::EndingId::new("bye").unwrap()));
    // Not found with so few answers: the shortest of those that are there.
    let few = paths(&story(&text), Bounds { paths: 20, answers: 60, scenes: 200 });
    assert!(few.quickest.is_none() && few.shortest().is_none_or(|path| path.scenes.len() > 8));
}

#[test]
fn bounds_are_kept() {
    let story = story(HUB);
    let few = paths(&story, Bounds { paths: 2, ..Bounds::default() });
    assert_eq!((few.found.len(), few.all), (2, false));
    let short = paths(&story, Bounds { scenes: 3, ..Bounds::default() });
    assert!(short.found.iter().any(|path| path.end == PathEnd::TooLong));
    // A story that goes round for ever comes to an end here.
    let round = crate::support::story(
        r#"Story(format: 1, id: "s", title: {}, languages: ["en"], start: "a", scenes: {
        "a": Scene(media: Still(file: "a.png", lasts: "00:01.000"), then: Goto("b")), "b": Scene(media: Still(file: "a.png", lasts: "00:01.000"), then: Goto("a"))})"#,
    );
    assert_eq!(paths(&round, Bounds::default()).found[0].end, PathEnd::Stuck);
    assert_eq!(coverage(&round, 1, 3).stuck, 3);
}

#[test]
fn a_seed_gives_the_same_viewers() {
    let story = story(HUB);
    let one = coverage(&story, 7, 200);
    assert_eq!(one, coverage(&story, 7, 200));
    assert_ne!(one, coverage(&story, 8, 200));
    assert_eq!(one.sessions, 200);
    let never: Vec<_> = one.never_chosen().collect();
    assert!(never.is_empty(), "{never:?}");
    assert_eq!(one.never_seen().count(), 0);
    let endings: Vec<u64> = one.endings.values().copied().collect();
    assert_eq!(endings, [200, 0]);
    for count in one.choices.values() {
        assert!(count.shown >= count.chosen && count.chosen > 0);
    }
    assert!(one.lengths.is_sorted() && one.lengths.len() == 200);
    assert!(one.lengths[0] >= MediaDuration::from_seconds(10 + 20 + 2 + 3 * 6));
}

#[test]
fn languages_are_compared() {
    let found = languages(&story(HUB), &lengths(true));
    assert_eq!((found[0].texts, found[0].missing, found[0].whole_scenes), (9, 0, 5));
    assert_eq!((found[1].missing, found[1].whole_scenes, found[1].scenes_with_gaps.len()), (8, 3, 2));
    assert!(found[0].watching.is_some() && languages(&story(HUB), &lengths(false))[0].watching.is_none());
}

#[test]
fn tables_are_for_spreadsheets() {
    let story = story(HUB);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let table = text(paths_csv(&paths(&story, Bounds::default())));
    assert!(table.starts_with("\u{feff}path,seconds,end,scenes,way,answers\r\n1,"), "{table}");
    assert!(
        table.contains("4,50.000,bye,3,hub › people › last,mind: people | mind: enough | feel: 3\r\n"),
        "{table}"
    );
    let table = text(coverage_csv(&story, &Language::new("en"), &coverage(&story, 1, 10)));
    // What would run in a spreadsheet does not.
    assert!(table.contains("scene,hub,,'=Hub,,10,10\r\n"), "{table}");
    assert!(text(languages_csv(&languages(&story, &lengths(true)))).contains("\r\nja,9,8,3,hub last,"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn any_story_is_surveyed(story in prop_oneof![valid_story(), any_story()], seed in any::<u64>()) {
        let bounds = Bounds { paths: 40, scenes: 40, answers: 400 };
        let found = paths(&story, bounds);
        prop_assert!(found.found.len() <= 40);
        let seen = coverage(&story, seed, 10);
        prop_assert_eq!(seen.sessions, 10);
        prop_assert_eq!(seen.endings.values().sum::<u64>() + seen.stuck + seen.endless, 10);
        for table in [
            paths_csv(&found),
            coverage_csv(&story, &Language::new("en"), &seen),
            languages_csv(&languages(&story, &lengths(true))),
        ] {
            prop_assert!(std::str::from_utf8(&table).is_ok());
        }
    }

    #[test]
    fn paths_begin_at_the_start_and_go_where_the_graph_leads(story in valid_story()) {
        let graph = scene_graph::paths::Paths::new(&story);
        for path in paths(&story, Bounds { paths: 40, scenes: 40, answers: 400 }).found {
            prop_assert_eq!(path.scenes.first(), Some(&story.start));
            for scene in &path.scenes {
                let position = story.scenes.get_index_of(scene);
                prop_assert!(position.is_some_and(|position| graph.is_reachable(position)), "{}", scene);
            }
            if let PathEnd::Ending(ending) = &path.end {
                prop_assert!(story.endings.contains_key(ending), "{}", ending);
            }
        }
    }
}
