//! What is held ready, as the core carries the policy out.

use crate::rig::{RATE, Rig, clip, one_of, shade, story};
use media::fake::{FakeClip, FakeOpener};
use media_time::MediaDuration;
use scene_graph::{ChoiceId, SceneId};

const MEGA: usize = 1 << 20;

/// A question with four ways on, of which each takes 16 MB when it is primed, 4 with only its first
/// picture, and 1 when it is only open. The last two choices, "s" and "t", lead the same way.
fn four_ways(budget: usize) -> Rig {
    let names = ["p", "q", "r", "s"];
    let mut ways: Vec<_> = names.iter().map(|name| (*name, format!(r#"Goto("{name}")"#))).collect();
    ways.push(("t", r#"Goto("s")"#.to_owned()));
    let ways: Vec<_> = ways.iter().map(|(name, way)| (*name, way.as_str())).collect();
    let question = one_of(&ways);
    let mut scenes = format!(
        r#""a": Scene(media: Video(file: "a"), question: Question(id: "q", prompt: {{"en": "?"}}, answers: {question})),"#
    );
    let mut opener = FakeOpener::new(FakeClip::default()).with("a", clip(10, 300));
    for (nth, name) in (1_u8..).zip(names) {
        scenes += &format!(r#""{name}": Scene(media: Video(file: "{name}"), then: End("over")),"#);
        opener = opener.with(name, FakeClip { bytes: 16 * MEGA, ..clip(20 * nth, 300) });
    }
    let loaded = scene_graph::load(story(&scenes, "").as_bytes());
    let mut rig = Rig::within(budget, loaded.story.unwrap(), opener);
    rig.play_until_question();
    rig.play(2_000);
    rig
}

#[test]
fn what_is_held_ready_stays_within_the_budget() {
    for (budget, decks, least, most) in [(256, 4, 64, 66), (40, 4, 28, 40), (20, 4, 16, 20), (0, 1, 16, 17)] {
        let rig = four_ways(budget * MEGA);
        let (count, bytes) = rig.core.preloaded();
        assert_eq!(count, decks, "{budget}");
        assert!((least * MEGA..=most * MEGA).contains(&bytes), "{budget}: {bytes}");
        assert!(rig.core.held_bytes() >= bytes);
    }
}

#[test]
fn every_choice_that_leads_to_a_clip_makes_it_considered() {
    for (considered, held) in [(None, 4), (Some("p"), 4), (Some("s"), 2), (Some("t"), 2)] {
        let mut rig = four_ways(21 * MEGA);
        rig.core.consider(considered.map(|choice| ChoiceId::new(choice).unwrap()));
        rig.play(2_000);
        // The likeliest and the first picture of what is considered leave no room for the others.
        assert_eq!(rig.core.preloaded().0, held, "{considered:?}");
    }
    // To and fro between two choices of one way.
    let mut rig = four_ways(21 * MEGA);
    for choice in ["s", "t", "s"] {
        rig.core.consider(Some(ChoiceId::new(choice).unwrap()));
        rig.play(2_000);
        assert_eq!(rig.core.preloaded().0, 2, "{choice}");
    }
}

#[test]
fn whatever_was_held_how_ready_the_answer_is_shown_whole() {
    for budget in [256, 40, 20, 0] {
        for (nth, choice) in (1_u8..).zip(["p", "q", "r", "s"]) {
            for consider in [None, Some(choice), Some("q")] {
                let mut rig = four_ways(budget * MEGA);
                rig.core.consider(consider.map(|choice| ChoiceId::new(choice).unwrap()));
                rig.play(600);
                rig.choose(choice);
                rig.step();
                assert_eq!(rig.core.picture().map(shade), Some(20 * nth), "{budget} {choice}: at once");
                rig.play_until_ending();
                let heard = rig.sound().samples.len() as u64 / 2;
                assert_eq!(heard, 2 * 14_400, "{budget} {choice}: all of both clips, nothing twice");
            }
        }
    }
}

#[test]
fn what_a_story_begins_with_is_there_before_it_begins() {
    let scenes = r#""a": Scene(media: Video(file: "a"), then: Goto("b")),
        "b": Scene(media: Video(file: "b"), then: End("over"))"#;
    let slow = |shade| FakeClip { slowness: 40, ..clip(shade, 300) };
    let story = scene_graph::load(story(scenes, "").as_bytes()).story.unwrap();
    for (start, wanted) in [(None, 10), (Some("b"), 20)] {
        let opener = FakeOpener::new(FakeClip::default()).with("a", slow(10)).with("b", slow(20));
        let mut rig = Rig::not_begun(RATE, 256 * MEGA, story.clone(), opener);
        let (session, start) = (rig.core.session().clone(), start.map(|start| SceneId::new(start).unwrap()));
        rig.core.expect_beginning(session.clone(), start.clone());
        rig.play(3_000);
        assert_eq!(rig.core.preloaded().0, 1);
        assert_eq!(rig.core.picture().map(shade), None);
        assert_eq!((rig.events.len(), rig.records.len()), (0, 0), "nothing has happened yet");

        rig.core.begin(session, start).unwrap();
        rig.collect();
        rig.core.advance(MediaDuration::ZERO);
        assert_eq!(rig.core.picture().map(shade), Some(wanted), "at once, however slow its decoder");
        assert!(rig.records.iter().all(|record| record.monotonic_ms == 0), "time counts from the beginning");
        rig.play_until_ending();
        assert_eq!(rig.notices, []);
    }
}
