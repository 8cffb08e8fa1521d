//! Cuts: at the end, in mid-play, into what is ready and what is not, and round and round.

use crate::rig::{RATE, Rig, STEP, clip, one_of, shade, story, stretches};
use media::fake::{FakeClip, FakeOpener};
use media_time::{FLICKS_PER_SECOND, MediaDuration, MediaTime};
use playback::CutKind;
use session::Input;

/// A clip with a question over it from its start, with so many ways on; each leads to a clip of a
/// shade of its own, all of different length, rate and sound.
fn ways(count: u8, cut: &str, opener: FakeOpener) -> (String, FakeOpener) {
    let names: Vec<_> = (0..count).map(|nth| format!("w{nth}")).collect();
    let branches: Vec<_> = names.iter().map(|name| format!(r#"Goto("{name}")"#)).collect();
    let choices: Vec<_> =
        names.iter().zip(&branches).map(|(name, way)| (name.as_str(), way.as_str())).collect();
    let mut scenes = format!(
        r#""a": Scene(media: Video(file: "a"), question: Question(id: "q", prompt: {{"en": "?"}},
            shown: During(from: "00:00.000", cut: {cut}), answers: {}), then: Goto("w0")),"#,
        one_of(&choices)
    );
    let mut opener = opener;
    for (nth, name) in (0_u8..).zip(&names) {
        scenes += &format!(r#""{name}": Scene(media: Video(file: "{name}"), then: End("over")),"#);
        let way = FakeClip {
            frame_rate: [25, 30, 60, 50][usize::from(nth % 4)],
            has_sound: nth % 3 != 2,
            ..clip(100 + nth, 301 + i64::from(nth) * 17)
        };
        opener = opener.with(name, way);
    }
    (story(&scenes, ""), opener)
}

/// How many samples a clip of so many milliseconds has.
fn samples(millis: i64) -> u64 {
    MediaDuration::from_millis(millis).samples(RATE)
}

#[test]
fn an_answer_in_mid_play_is_seen_in_the_next_picture_and_heard_from_the_next_sample() {
    let opener = FakeOpener::new(FakeClip::default()).with("a", clip(10, 2_000));
    let (story, opener) = ways(8, "AtOnce", opener);
    for (nth, at) in (0_u8..8).zip([10, 50, 330, 500, 1_000, 1_500, 1_980, 1_990]) {
        let mut rig = Rig::new(&story, opener.clone());
        rig.play(at);
        assert_eq!(rig.core.preloaded().0, 8, "every choice is held ready");
        rig.core.take_cuts();
        rig.choose(&format!("w{nth}"));
        rig.step();
        assert_eq!(rig.core.picture().map(shade), Some(100 + nth));
        let cuts = rig.core.take_cuts();
        let told: Vec<_> = cuts.iter().map(|cut| (cut.kind, cut.primed, cut.waited)).collect();
        assert_eq!(told, [(CutKind::AtOnce, true, MediaDuration::ZERO)]);
        rig.play_until_ending();
        let heard: Vec<_> =
            stretches(&rig.sound()).iter().map(|(_, from, frames)| (from.millis(), *frames)).collect();
        let rest = samples(301 + i64::from(nth) * 17);
        assert_eq!(heard, [(0, samples(at)), (0, rest)], "answered at {at}");
    }
}

#[test]
fn an_answer_counts_until_one_picture_before_the_end() {
    let opener = FakeOpener::new(FakeClip::default()).with("a", clip(10, 1_001));
    let (story, opener) = ways(4, "AtEnd", opener);
    for before in [33, 20, 10] {
        for nth in 0..4 {
            let mut rig = Rig::new(&story, opener.clone());
            rig.play_until("near the end", |view| view.position.millis() >= 1_000 - before);
            rig.choose(&format!("w{nth}"));
            rig.play_until_ending();
            let cuts = rig.core.take_cuts();
            let cut = cuts.get(1).unwrap();
            assert_eq!((cut.kind, cut.primed), (CutKind::Foreseen, true), "{before} ms before");
            let heard: Vec<_> =
                stretches(&rig.sound()).iter().map(|(_, from, frames)| (from.millis(), *frames)).collect();
            assert_eq!(heard, [(0, samples(1_001)), (0, samples(301 + nth * 17))]);
            assert_eq!(rig.shades, [None, Some(10), Some(100 + u8::try_from(nth).unwrap()), None]);
        }
    }
}

#[test]
fn what_was_not_ready_is_waited_for_with_the_last_picture_and_told_apart() {
    // Only the first way on fits into the budget; the others come from a slow decoder.
    let slow = FakeClip { slowness: 40, bytes: 1 << 30, ..FakeClip::default() };
    let (story, _) = ways(4, "AtOnce", FakeOpener::new(slow.clone()));
    let opener = FakeOpener::new(FakeClip::default())
        .with("a", clip(10, 2_000))
        .with("w3", FakeClip { shade: 103, ..slow });
    let loaded = scene_graph::load(story.as_bytes());
    let mut rig = Rig::within(0, loaded.story.unwrap(), opener);
    rig.play(500);
    rig.core.take_cuts();
    rig.choose("w3");
    let mut pictures = Vec::new();
    for _ in 0..200 {
        let lacking = rig.core.advance(MediaDuration::ZERO).lacking;
        pictures.push(rig.core.picture().map(shade));
        if !lacking {
            break;
        }
        rig.clock.advance(MediaDuration::from_millis(1));
    }
    pictures.dedup();
    assert_eq!(pictures, [Some(10), Some(103)], "the last picture is held, then the first one comes");
    let cuts = rig.core.take_cuts();
    assert_eq!(cuts.len(), 1);
    assert_eq!((cuts[0].kind, cuts[0].primed), (CutKind::AtOnce, false));
    // Its first picture is there after 40 looks, a few in each advance; no sound is waited for.
    let range = MediaDuration::from_millis(1)..=MediaDuration::from_millis(40);
    assert!(range.contains(&cuts[0].waited), "{cuts:?}");
}

#[test]
fn a_first_picture_is_shown_at_once_and_moves_when_the_next_one_is_there() {
    // Sound is there at once, each picture only after a while.
    let slow = FakeClip { slowness: 30, has_sound: false, ..clip(10, 2_000) };
    let scenes = r#""a": Scene(media: Video(file: "a"), then: End("over")),"#;
    let mut rig = Rig::new(&story(scenes, ""), FakeOpener::new(slow));
    let mut stood = 0;
    loop {
        let lacking = rig.core.advance(MediaDuration::ZERO).lacking;
        if !lacking {
            break;
        }
        assert_eq!(rig.core.view().position, MediaTime::ZERO);
        stood += u32::from(rig.core.picture().is_some());
        rig.clock.advance(MediaDuration::from_millis(1));
    }
    assert!(stood >= 5, "the first picture was there for {stood} looks before time ran");
}

#[test]
fn parts_of_one_file_and_stills_follow_one_another() {
    let scenes = r#"
        "a": Scene(media: Video(file: "f", to: "00:00.517"), then: Goto("b")),
        "b": Scene(media: Video(file: "f", from: "00:00.517", to: "00:01.003"), then: Goto("c")),
        "c": Scene(media: Still(file: "s", lasts: "00:00.211"), then: Goto("d")),
        "d": Scene(media: Video(file: "f", from: "00:01.003"), then: End("over")),
    "#;
    let opener = FakeOpener::new(clip(10, 1_777)).with("s", FakeClip { shade: 20, ..FakeClip::default() });
    let mut rig = Rig::new(&story(scenes, ""), opener);
    rig.play_until_ending();
    let heard: Vec<_> = stretches(&rig.sound()).iter().map(|(.., frames)| *frames).collect();
    assert_eq!(heard, [samples(517), samples(486), samples(211), samples(774)]);
    assert_eq!(rig.shades, [None, Some(10), Some(20), Some(10), None]);
    let cuts = rig.core.take_cuts();
    assert!(cuts[1..].iter().all(|cut| cut.kind == CutKind::Foreseen && cut.primed), "{cuts:?}");
}

#[test]
fn a_loop_goes_round_for_ten_minutes_without_losing_a_sample() {
    let question = one_of(&[("on", r#"Goto("b")"#)]);
    let scenes = format!(
        r#""a": Scene(media: Video(file: "a"), question: Question(id: "q", prompt: {{"en": "?"}}, answers: {question})),
           "b": Scene(media: Video(file: "b"), then: End("over")),"#
    );
    // Lengths in pictures of 29.97 a second and in frames of AAC at 44.1 kHz; a rate that keeps the
    // capture small. None of them is a whole number of samples.
    let rate = 8_000;
    for (numerator, denominator) in [(21 * 1_001, 30_000), (1_024 * 29, 44_100), (1_001, 24_000)] {
        let duration = MediaDuration::from_flicks(FLICKS_PER_SECOND * numerator / denominator);
        let round = duration.samples(rate);
        let opener = FakeOpener::new(FakeClip::default())
            .with("a", clip(10, 200))
            .with("w", FakeClip { shade: 40, duration, ..FakeClip::default() })
            .with("b", clip(50, 300));
        let loaded = scene_graph::load(story(&scenes, r#"waiting: Video(file: "w"),"#).as_bytes());
        let mut rig = Rig::at_rate(rate, 256 << 20, loaded.story.unwrap(), opener);
        rig.play_until_question();
        rig.play(600_000);
        // It is cut into wherever it is.
        rig.choose("on");
        rig.step();
        assert_eq!(rig.core.picture().map(shade), Some(50));
        rig.play_until_ending();
        let sound = rig.sound();
        let heard = stretches(&sound);
        let rounds = &heard[1..heard.len() - 2];
        assert!(rounds.iter().all(|(_, from, frames)| *from == MediaTime::ZERO && *frames == round));
        let whole = sound.samples.len() as u64 / 2;
        let expected = MediaDuration::from_millis(200 + 600_000 + 300).samples(rate);
        let step = STEP.samples(rate);
        assert!(whole.abs_diff(expected) <= step * 2, "the timeline never stood: {whole}, not {expected}");
        assert_eq!(rig.shades, [None, Some(10), Some(40), Some(50), None]);
    }
}

#[test]
fn a_jump_is_told_as_a_cut_that_nobody_could_foresee() {
    let scenes = r#"
        "a": Scene(media: Video(file: "a"), then: Goto("b")),
        "b": Scene(media: Video(file: "b"), then: End("over")),
    "#;
    let opener = FakeOpener::new(FakeClip::default())
        .with("a", FakeClip { slowness: 3, ..clip(10, 400) })
        .with("b", clip(20, 1_000));
    let mut rig = Rig::new(&story(scenes, ""), opener);
    rig.play(700);
    rig.core.take_cuts();
    rig.input(Input::Jump(scene_graph::SceneId::new("a").unwrap()));
    rig.play(50);
    let cuts = rig.core.take_cuts();
    assert_eq!(cuts.iter().map(|cut| (cut.kind, cut.primed)).collect::<Vec<_>>(), [(CutKind::AtOnce, false)]);
}

#[test]
fn a_late_answer_repeats_no_sample_wherever_the_clock_stands() {
    let opener = FakeOpener::new(FakeClip::default()).with("a", clip(10, 1_000));
    let (story, opener) = ways(2, "AtEnd", opener);
    // Between two samples: half of one is heard already.
    for rate in [44_100, 48_000, 96_000] {
        for odd in [1, 7_349, 7_351, 14_699, 100_003] {
            let loaded = scene_graph::load(story.as_bytes());
            let mut rig = Rig::at_rate(rate, 256 << 20, loaded.story.unwrap(), opener.clone());
            rig.play(800);
            rig.clock.advance(MediaDuration::from_flicks(odd));
            rig.step();
            rig.choose("w1");
            rig.play_until_ending();
            let sound = rig.sound();
            let heard: Vec<_> = stretches(&sound).iter().map(|(.., frames)| *frames).collect();
            let length = |millis| MediaDuration::from_millis(millis).samples(rate);
            assert_eq!(heard, [length(1_000), length(318)], "{rate} {odd}");
        }
    }
}
