//! The core with a clock moved by hand, clips that count their samples, and captured sound.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::needless_pass_by_value,
    reason = "helpers of tests fail by panicking and read better by value"
)]

use media::fake::{FakeClip, FakeOpener};
use media::{CapturedSound, ClockedOutput, MediaError, MediaErrorKind, VideoFrame};
use media_time::{Clock, ManualClock, MediaDuration, MediaTime};
use playback::{Core, CoreWaker, Happening, Notice, Parts, View};
use scene_graph::{ChoiceId, Language, SceneId};
use session::{Answer, Event, Input, Session, Settings};
use std::fs::File;
use std::sync::Arc;
use story_source::{SourceError, StorySource};

const RATE: u32 = 48_000;
const STEP: MediaDuration = MediaDuration::from_millis(10);

/// A story without files: the fake clips do not ask for any.
struct NoFiles;

impl StorySource for NoFiles {
    fn open(&self, path: &str) -> Result<File, SourceError> {
        Err(SourceError::Missing { path: path.to_owned() })
    }

    fn read(&self, path: &str, _limit: u64) -> Result<Vec<u8>, SourceError> {
        if path.ends_with(".vtt") {
            return Ok(b"WEBVTT\n\n00:00.500 --> 00:01.000\nhello\n".to_vec());
        }
        Err(SourceError::Missing { path: path.to_owned() })
    }

    fn name(&self) -> String {
        "test".to_owned()
    }
}

/// A core that plays, and everything it told.
struct Rig {
    core: Core,
    clock: ManualClock,
    capture: media::CaptureHandle,
    events: Vec<String>,
    notices: Vec<Notice>,
    records: Vec<choice_log::Entry>,
    /// Shades of the pictures that were on screen, without repeats.
    shades: Vec<Option<u8>>,
}

impl Rig {
    fn new(story: &str, opener: FakeOpener) -> Self {
        let loaded = scene_graph::load(story.as_bytes());
        Self::of(loaded.story.unwrap_or_else(|| panic!("{:?}", loaded.diagnostics)), opener)
    }

    fn of(story: scene_graph::Story, opener: FakeOpener) -> Self {
        let story = Arc::new(story);
        let clock = ManualClock::new();
        let shared: Arc<dyn Clock> = Arc::new(clock.clone());
        let output = ClockedOutput::new(shared.clone(), RATE).with_capture();
        let capture = output.capture_handle().unwrap();
        let core = Core::new(Parts {
            session: Session::new(story.clone(), Language::new("en"), Settings::default()),
            story,
            source: Arc::new(NoFiles),
            opener: Arc::new(opener),
            output: Box::new(output),
            clock: shared,
            waker: CoreWaker::new().waker(),
            preload_bytes: 256 << 20,
        });
        let mut rig = Self {
            core,
            clock,
            capture,
            events: Vec::new(),
            notices: Vec::new(),
            records: Vec::new(),
            shades: Vec::new(),
        };
        rig.input(Input::Begin { scene: None });
        rig
    }

    fn input(&mut self, input: Input) {
        self.core.apply(input.clone()).unwrap_or_else(|refused| panic!("{input:?}: {refused}"));
        self.collect();
    }

    fn choose(&mut self, choice: &str) {
        self.input(Input::Answer(Answer::One(ChoiceId::new(choice).unwrap())));
    }

    /// One step of the clock, after everything that is decoded slowly has come.
    fn step(&mut self) {
        let settled = (0..10_000).any(|_| !self.core.advance(MediaDuration::ZERO).lacking);
        assert!(settled, "nothing is missing for good: {:?}", self.core.view());
        self.collect();
        self.clock.advance(STEP);
    }

    fn play(&mut self, millis: i64) {
        for _ in 0..millis / STEP.millis() {
            self.step();
        }
    }

    fn play_until(&mut self, what: &str, reached: impl Fn(&View) -> bool) {
        for _ in 0..6_000 {
            if reached(&self.core.view()) {
                return;
            }
            self.step();
        }
        panic!("never {what}; events {:?}; view {:?}", self.events, self.core.view());
    }

    fn play_until_question(&mut self) {
        self.play_until("a question", |view| view.question.is_some());
    }

    fn play_until_ending(&mut self) {
        self.play_until("an ending", |view| view.ending.is_some());
    }

    fn collect(&mut self) {
        for happening in self.core.take_happenings() {
            match happening {
                Happening::Event(event) => self.events.push(word(&event)),
                Happening::Notice(notice) => self.notices.push(notice),
                Happening::Record(entry) => self.records.push(entry),
            }
        }
        let shade = self.core.picture().map(shade);
        if self.shades.last() != Some(&shade) {
            self.shades.push(shade);
        }
    }

    fn sound(&self) -> CapturedSound {
        self.capture.copy()
    }
}

fn word(event: &Event) -> String {
    match event {
        Event::Scene(id) => format!("scene {id}"),
        Event::Question(id) => format!("question {id}"),
        Event::Answer(id, _) => format!("answer {id}"),
        Event::Skip(id) => format!("skip {id}"),
        Event::TimeLimit(id) => format!("time-limit {id}"),
        Event::Contact => "contact".to_owned(),
        Event::Back => "back".to_owned(),
        Event::End(id) => format!("end {id}"),
    }
}

fn shade(frame: &VideoFrame) -> u8 {
    frame.picture.planes[0].data[0]
}

fn clip(shade: u8, millis: i64) -> FakeClip {
    FakeClip { shade, duration: MediaDuration::from_millis(millis), ..FakeClip::default() }
}

fn story(scenes: &str, rest: &str) -> String {
    format!(
        r#"Story(format: 1, id: "t", title: {{"en": "t"}}, languages: ["en"],
            endings: {{"over": Ending(title: {{"en": "Over"}})}}, start: "a", {rest} scenes: {{ {scenes} }})"#
    )
}

fn one_of(choices: &[(&str, &str)]) -> String {
    let choice = |(id, then): &(&str, &str)| {
        let then = if then.is_empty() { String::new() } else { format!(", then: {then}") };
        format!(r#"Choice(id: "{id}", text: {{"en": "{id}"}}{then})"#)
    };
    format!("OneOf([{}])", choices.iter().map(choice).collect::<Vec<_>>().join(", "))
}

/// Lengths of the stretches that were heard, in samples, by clip in the order of hearing.
fn stretches(sound: &CapturedSound) -> Vec<(u64, MediaTime, u64)> {
    let mut stretches: Vec<(u64, MediaTime, u64)> = Vec::new();
    let ends = sound.segments.iter().skip(1).map(|next| next.first_frame);
    let ends = ends.chain([sound.samples.len() as u64 / 2]);
    for (segment, end) in sound.segments.iter().zip(ends) {
        let length = end.saturating_sub(segment.first_frame);
        match stretches.last_mut() {
            Some((deck, time, frames))
                if *deck == segment.stamp.deck.0
                    && *time + MediaDuration::from_samples(*frames, RATE) == segment.time =>
            {
                *frames += length;
            }
            _ => stretches.push((segment.stamp.deck.0, segment.time, length)),
        }
    }
    stretches
}

#[test]
fn scenes_follow_one_another_without_losing_a_sample() {
    let scenes = r#"
        "a": Scene(media: Video(file: "a"), then: Goto("b")),
        "b": Scene(media: Video(file: "b"), then: Goto("c")),
        "c": Scene(media: Video(file: "c"), then: End("over")),
    "#;
    let opener = FakeOpener::new(FakeClip::default())
        .with("a", clip(10, 1_003))
        .with("b", FakeClip { slowness: 3, ..clip(20, 517) })
        .with("c", FakeClip { has_sound: false, ..clip(30, 250) });
    let mut rig = Rig::new(&story(scenes, ""), opener);
    rig.play_until_ending();
    assert_eq!(rig.events, ["scene a", "scene b", "scene c", "end over"]);
    assert_eq!(rig.shades, [None, Some(10), Some(20), Some(30), None]);
    let sound = rig.sound();
    let lengths: Vec<_> =
        stretches(&sound).iter().map(|(_, from, frames)| (from.millis(), *frames)).collect();
    assert_eq!(lengths, [(0, 48_144), (0, 24_816), (0, 12_000)]);
    // Every sample of a and b once and in order, then silence.
    let left: Vec<f32> = sound.samples.iter().step_by(2).copied().collect();
    let counted = |index: usize| index as f32 / (1 << 25) as f32;
    assert_eq!(left.len(), 48_144 + 24_816 + 12_000);
    assert!((0..48_144).all(|index| left[index] == counted(index)));
    assert!((0..24_816).all(|index| left[48_144 + index] == counted(index)));
    assert!(left[48_144 + 24_816..].iter().all(|sample| *sample == 0.0));
}

#[test]
fn an_answer_cuts_at_once_and_a_visit_comes_back() {
    let question = one_of(&[("go", r#"Visit("b")"#), ("done", r#"Goto("c")"#)]);
    let scenes = format!(
        r#""a": Scene(media: Video(file: "a"), question: Question(id: "q", prompt: {{"en": "?"}}, answers: {question})),
           "b": Scene(media: Video(file: "b"), then: Return),
           "c": Scene(media: Video(file: "c"), then: End("over")),"#
    );
    let opener = FakeOpener::new(FakeClip::default())
        .with("a", clip(10, 500))
        .with("b", clip(20, 300))
        .with("c", clip(30, 300));
    let mut rig = Rig::new(&story(&scenes, ""), opener);
    rig.play_until_question();
    // The last picture stands while nobody answers.
    rig.play(2_000);
    assert_eq!(rig.core.picture().map(shade), Some(10));
    assert!(rig.core.preloaded().0 >= 2, "both answers are held ready");
    rig.choose("go");
    rig.step();
    assert_eq!(rig.core.picture().map(shade), Some(20), "the cut is in the next picture");
    rig.play_until_question();
    rig.choose("done");
    rig.play_until_ending();
    assert_eq!(
        rig.events,
        ["scene a", "question q", "answer q", "scene b", "question q", "answer q", "scene c", "end over"]
    );
}

#[test]
fn a_clip_that_keeps_playing_is_cut_at_its_end() {
    let question = one_of(&[("stay", ""), ("go", r#"Goto("c")"#)]);
    let scenes = format!(
        r#""a": Scene(media: Video(file: "a"), question: Question(id: "q", prompt: {{"en": "?"}},
                shown: During(from: "00:00.500", cut: AtEnd), answers: {question}), then: Goto("b")),
           "b": Scene(media: Video(file: "b"), then: End("over")),
           "c": Scene(media: Video(file: "c"), then: End("over")),"#
    );
    let opener = FakeOpener::new(FakeClip::default())
        .with("a", clip(10, 1_000))
        .with("b", clip(20, 300))
        .with("c", clip(30, 300));
    // The answer is changed as late as can be: what was put behind the clip is taken back.
    for changed_at in [520, 700, 900, 980, 990] {
        let mut rig = Rig::new(&story(&scenes, ""), opener.clone());
        rig.play(510);
        rig.choose("stay");
        rig.play_until("near the end", |view| view.position.millis() >= changed_at - 10);
        rig.choose("go");
        rig.play_until_ending();
        assert_eq!(rig.events, ["scene a", "question q", "answer q", "answer q", "scene c", "end over"]);
        let heard: u64 = stretches(&rig.sound()).iter().map(|(_, _, frames)| frames).sum();
        assert_eq!(heard, 62_400, "changed at {changed_at}: all of a, all of c, nothing twice");
        assert_eq!(rig.shades, [None, Some(10), Some(30), None]);
    }
}

#[test]
fn a_pause_stops_to_the_sample_and_the_rest_follows() {
    let question = one_of(&[("on", "")]);
    let scenes = format!(
        r#""a": Scene(media: Video(file: "a"), question: Question(id: "q", prompt: {{"en": "?"}},
                shown: PauseAt("00:00.333"), meanwhile: Hold, answers: {question}), then: End("over")),"#
    );
    let mut rig = Rig::new(&story(&scenes, ""), FakeOpener::new(clip(10, 1_000)));
    rig.play_until_question();
    rig.play(1_000);
    assert_eq!(rig.core.view().position, MediaTime::from_millis(333));
    rig.choose("on");
    rig.play_until_ending();
    let frames: Vec<_> =
        stretches(&rig.sound()).iter().map(|(_, from, frames)| (from.millis(), *frames)).collect();
    assert_eq!(frames, [(0, 48_000)], "one stretch, nothing lost or twice");
    assert_eq!(rig.events, ["scene a", "question q", "answer q", "end over"]);
}

#[test]
fn a_waiting_clip_goes_round_without_a_gap() {
    let question = one_of(&[("on", r#"End("over")"#)]);
    let scenes = format!(
        r#""a": Scene(media: Video(file: "a"), question: Question(id: "q", prompt: {{"en": "?"}}, answers: {question})),"#
    );
    let opener = FakeOpener::new(FakeClip::default()).with("a", clip(10, 200)).with("w", clip(40, 700));
    let mut rig = Rig::new(&story(&scenes, r#"waiting: Video(file: "w"),"#), opener);
    rig.play_until_question();
    rig.play(10_000);
    assert_eq!(rig.shades, [None, Some(10), Some(40)]);
    let sound = rig.sound();
    let rounds = stretches(&sound);
    assert!(rounds.len() >= 14, "{}", rounds.len());
    assert!(
        rounds[1..rounds.len() - 1].iter().all(|(_, from, frames)| from.millis() == 0 && *frames == 33_600)
    );
    let heard = sound.samples.len() as u64 / 2;
    assert!(heard >= 48_000 * 10, "the timeline never stood: {heard}");
}

#[test]
fn a_limit_counts_unpaused_time() {
    let question = one_of(&[("on", "")]);
    let scenes = format!(
        r#""a": Scene(media: Video(file: "a"), question: Question(id: "q", prompt: {{"en": "?"}},
                limit: Seconds(2), answers: {question}), then: End("over")),"#
    );
    let mut rig = Rig::new(&story(&scenes, ""), FakeOpener::new(clip(10, 100)));
    rig.play_until_question();
    rig.play(1_500);
    rig.input(Input::Pause(true));
    rig.play(5_000);
    assert!(rig.core.view().question.is_some());
    rig.input(Input::Pause(false));
    rig.play(400);
    assert!(rig.core.view().question.is_some());
    rig.play(150);
    assert_eq!(rig.events, ["scene a", "question q", "time-limit q", "end over"]);
}

#[test]
fn an_answer_ends_a_pause_and_the_record_says_so() {
    let question = one_of(&[("on", r#"Goto("b")"#)]);
    let scenes = format!(
        r#""a": Scene(media: Video(file: "a"), question: Question(id: "q", prompt: {{"en": "?"}}, answers: {question})),
           "b": Scene(media: Video(file: "b"), then: End("over")),"#
    );
    let mut rig = Rig::new(&story(&scenes, ""), FakeOpener::new(clip(10, 300)));
    rig.play_until_question();
    rig.play(500);
    rig.input(Input::Pause(true));
    rig.play(5_000);
    rig.choose("on");
    rig.play_until_ending();
    let told: Vec<_> = rig.records.iter().map(|entry| entry.kind.as_str()).collect();
    let pauses: Vec<_> = told.iter().filter(|kind| **kind == "pause").collect();
    assert_eq!(pauses.len(), 2, "{told:?}");
    let answer = rig.records.iter().find(|entry| entry.kind == choice_log::Kind::Answer).unwrap();
    // Half a second, and the step in which the question opened.
    assert_eq!(answer.answer_ms, Some(510), "a pause is no time to think");
}

#[test]
fn seeking_while_paused_shows_the_picture_there() {
    let scenes = r#""a": Scene(media: Video(file: "a"), then: End("over")),"#;
    let mut rig = Rig::new(&story(scenes, ""), FakeOpener::new(clip(10, 3_000)));
    rig.play(100);
    rig.input(Input::Pause(true));
    rig.input(Input::Seek(MediaTime::from_millis(2_000)));
    rig.play(500);
    assert_eq!(rig.core.picture().map(|frame| frame.time), Some(MediaTime::from_millis(2_000)));
    assert!(rig.core.view().paused);
    rig.input(Input::Pause(false));
    rig.play_until_ending();
}

#[test]
fn what_cannot_be_played_is_a_slate_and_the_story_goes_on() {
    let scenes = r#"
        "a": Scene(title: {"en": "The first"}, media: Video(file: "a"), then: Goto("b")),
        "b": Scene(media: Video(file: "b"), then: End("over")),
    "#;
    let broken = FakeClip {
        failure: Some(MediaError::new(MediaErrorKind::NotSupported, "this is text")),
        ..FakeClip::default()
    };
    let damaged = FakeClip { damaged_at: Some(MediaTime::from_millis(400)), ..clip(20, 2_000) };
    let opener = FakeOpener::new(FakeClip::default()).with("a", broken).with("b", damaged);
    let mut rig = Rig::new(&story(scenes, ""), opener);
    rig.play(100);
    let view = rig.core.view();
    assert!(view.slate && view.scene_title == "The first", "{view:?}");
    rig.play_until_ending();
    assert_eq!(rig.events, ["scene a", "scene b", "end over"]);
    let told: Vec<_> = rig.notices.iter().map(ToString::to_string).collect();
    assert_eq!(told, ["scene a: a: this is text", "scene b: b: this clip breaks off"]);
    let reasons: Vec<_> = rig.records.iter().filter_map(|entry| entry.reason.as_deref()).collect();
    assert_eq!(reasons, ["not-supported", "damaged"]);
    assert!(
        rig.clock.now().since_origin() < MediaDuration::from_millis(3_900),
        "a damaged clip ends where it broke"
    );
}

#[test]
fn seeking_and_captions_follow_the_clip() {
    let scenes = r#"
        "a": Scene(media: Video(file: "a", from: "00:00.200", captions: {"en": "a.vtt"}), then: End("over")),
    "#;
    let mut rig = Rig::new(&story(scenes, ""), FakeOpener::new(clip(10, 3_000)));
    rig.play(100);
    assert_eq!(rig.core.view().captions, Vec::<String>::new());
    rig.input(Input::Seek(MediaTime::from_millis(400)));
    rig.play(50);
    // 0.4 s of the trimmed clip is 0.6 s of the file, where "hello" is said.
    assert_eq!(rig.core.view().captions, ["hello"]);
    assert!(rig.core.view().position >= MediaTime::from_millis(400));
    rig.play_until_ending();
    assert!(rig.clock.now().since_origin() < MediaDuration::from_millis(2_700));
}

#[test]
fn back_restart_and_jump_take_effect_at_once() {
    let question = one_of(&[("on", r#"Goto("b")"#)]);
    let scenes = format!(
        r#""a": Scene(media: Video(file: "a"), question: Question(id: "q", prompt: {{"en": "?"}}, answers: {question})),
           "b": Scene(media: Video(file: "b"), then: End("over")),"#
    );
    let opener = FakeOpener::new(FakeClip::default()).with("a", clip(10, 300)).with("b", clip(20, 1_000));
    let mut rig = Rig::new(&story(&scenes, ""), opener);
    rig.play_until_question();
    rig.choose("on");
    rig.play(100);
    rig.input(Input::Back);
    rig.play(50);
    assert!(rig.core.view().question.is_some());
    rig.input(Input::Jump(SceneId::new("b").unwrap()));
    rig.play(50);
    assert_eq!(rig.core.picture().map(shade), Some(20));
    rig.input(Input::Restart);
    rig.play(50);
    assert_eq!(rig.core.picture().map(shade), Some(10));
    rig.play_until_question();
}

#[test]
fn a_scene_without_media_asks_over_the_background() {
    let question = one_of(&[("on", r#"End("over")"#)]);
    let scenes =
        format!(r#""a": Scene(question: Question(id: "q", prompt: {{"en": "?"}}, answers: {question})),"#);
    let mut rig = Rig::new(&story(&scenes, ""), FakeOpener::new(FakeClip::default()));
    rig.play(50);
    assert!(rig.core.view().question.is_some() && rig.core.picture().is_none());
    rig.choose("on");
    assert_eq!(rig.events, ["scene a", "question q", "answer q", "end over"]);
}

/// What a viewer does that knows nothing of the story.
fn random_input(rig: &Rig, throw: u16) -> Option<Input> {
    let view = rig.core.view();
    let pick = usize::from(throw >> 4);
    Some(match throw % 16 {
        0 => Input::Back,
        1 => Input::Restart,
        2 => Input::Pause(!view.paused),
        3 => Input::Seek(MediaTime::from_millis(i64::from(throw >> 4) % 3_000)),
        4 => Input::Jump(rig.core.session().story().scenes.keys().nth(pick % 5)?.clone()),
        5 => Input::Skip,
        6 => {
            let languages = &rig.core.session().story().languages;
            Input::Language(languages.get(pick % languages.len().max(1))?.clone())
        }
        7 => Input::Settings(Settings { no_time_limits: pick.is_multiple_of(2) }),
        8..=13 => Input::Answer(match view.question?.kind {
            session::QuestionKind::OneOf(choices) => {
                Answer::One(choices.get(pick % choices.len())?.id.clone())
            }
            session::QuestionKind::SeveralOf { choices, at_least, .. } => {
                let count = usize::try_from(at_least).unwrap_or(1).max(1);
                Answer::Several(choices.iter().take(count).map(|choice| choice.id.clone()).collect())
            }
            session::QuestionKind::Scale { from, .. } => Answer::Scale(from),
            session::QuestionKind::Words { .. } => Answer::Words("words".to_owned()),
            session::QuestionKind::Contact => Answer::Contact(String::new()),
        }),
        _ => return None,
    })
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(200))]

    /// Whatever the story is and whatever the viewer does: nothing panics, nothing waits for what
    /// never comes, no sample of a clip is heard twice in one go, and the story asks or ends.
    #[test]
    fn any_story_plays_whatever_the_viewer_does(
        story in scene_graph::generate::valid_story(),
        throws in proptest::collection::vec((0_u16..u16::MAX, 0_i64..120), 0..40),
        kind in 0_usize..7,
    ) {
        let failure = MediaError::new(MediaErrorKind::Damaged, "broken");
        let fake = match kind {
            0 => clip(10, 400),
            1 => FakeClip { slowness: 2, ..clip(10, 1_234) },
            2 => FakeClip { failure: Some(failure), ..clip(10, 400) },
            3 => FakeClip { damaged_at: Some(MediaTime::from_millis(200)), ..clip(10, 700) },
            4 => clip(10, 0),
            5 => FakeClip { has_sound: false, ..clip(10, 333) },
            _ => FakeClip { frame_rate: 0, ..clip(10, 400) },
        };
        let mut rig = Rig::of(story, FakeOpener::new(fake));
        for (throw, steps) in throws {
            // The seek bar is dragged about, and let go of by the next thing that the viewer does.
            if throw % 5 == 0 {
                let target = MediaTime::from_millis(i64::from(throw) % 2_000);
                rig.core.scrub((throw % 35 != 0).then_some(target));
                rig.play(20);
            }
            if let Some(input) = random_input(&rig, throw) {
                // Refused where it does not fit: that changes nothing.
                let _ = rig.core.apply(input);
            }
            rig.play(steps * STEP.millis());
        }
        rig.core.scrub(None);
        let _ = rig.core.apply(Input::Pause(false));
        rig.play_until("a question or an ending", |view| view.question.is_some() || view.ending.is_some());
        for (_, from, frames) in stretches(&rig.sound()) {
            let end = from + MediaDuration::from_samples(frames, RATE);
            proptest::prop_assert!(end <= MediaTime::from_millis(5_000), "{from:?} {frames}");
        }
    }
}

const PLAIN: &str = r#""a": Scene(media: Video(file: "a"), then: End("over")),"#;

/// When the picture on screen begins, in milliseconds.
fn seen(rig: &Rig) -> Option<i64> {
    rig.core.picture().map(|frame| frame.time.millis())
}

#[test]
fn scrubbing_shows_key_pictures_then_exact_ones_and_sounds_like_nothing() {
    let opener = FakeOpener::new(FakeClip { group: 10, ..clip(10, 4_000) });
    let mut rig = Rig::new(&story(PLAIN, ""), opener);
    rig.play(500);
    let records = rig.records.len();
    rig.core.scrub(Some(MediaTime::from_millis(2_170)));
    // The fake has both at once: the first is shown in passing.
    rig.step();
    let heard = rig.sound().samples.len();
    assert_eq!(seen(&rig), Some(2_166));
    for target in [3_900, 2_500, 40, 1_234] {
        rig.core.scrub(Some(MediaTime::from_millis(target)));
        rig.play(50);
        let shown = seen(&rig).unwrap();
        assert!((0..34).contains(&(target - shown)), "{shown} for {target}");
        assert_eq!(rig.core.view().position.millis(), target);
    }
    assert_eq!(rig.sound().samples.len(), heard, "silent while it is dragged");
    assert_eq!((rig.records.len(), rig.events.len()), (records, 1), "the session knows nothing");
    // Let go of a little further: from there it plays, exactly.
    rig.input(Input::Seek(MediaTime::from_millis(1_300)));
    assert_eq!(rig.records.len(), records + 1);
    assert_eq!(rig.records.last().unwrap().media_ms, Some(500), "where it stood before");
    rig.play(200);
    let sound = rig.sound();
    let last = *stretches(&sound).last().unwrap();
    assert_eq!(last.1.millis(), 1_300);
    assert!((190..=200).contains(&(last.2 / 48)), "{last:?}");
    assert_eq!(seen(&rig), Some(1_466));
    rig.play_until_ending();
}

#[test]
fn a_bar_that_is_let_go_of_for_nothing_goes_back() {
    for paused in [false, true] {
        let mut rig = Rig::new(&story(PLAIN, ""), FakeOpener::new(clip(10, 4_000)));
        rig.play(1_000);
        if paused {
            rig.input(Input::Pause(true));
        }
        rig.core.scrub(Some(MediaTime::from_millis(3_000)));
        rig.play(500);
        assert_eq!(seen(&rig), Some(3_000), "paused: {paused}");
        rig.core.scrub(None);
        rig.play(20);
        let stands = rig.core.view().position.millis();
        assert!((1_000..=1_020).contains(&stands), "{stands}");
        if paused {
            rig.input(Input::Pause(false));
        }
        rig.play_until_ending();
        let heard: u64 = stretches(&rig.sound()).iter().map(|(_, _, frames)| frames).sum();
        assert_eq!(heard, 4 * u64::from(RATE), "every sample once");
    }
}

#[test]
fn scrubbing_goes_no_further_than_a_seek_would() {
    let question = one_of(&[("on", "")]);
    let scenes = format!(
        r#""a": Scene(media: Video(file: "a"), question: Question(id: "q", prompt: {{"en": "?"}},
                shown: PauseAt("00:02.000"), meanwhile: Hold, answers: {question}), then: End("over")),"#
    );
    let mut rig = Rig::new(&story(&scenes, ""), FakeOpener::new(clip(10, 4_000)));
    rig.play(500);
    rig.core.scrub(Some(MediaTime::from_millis(3_500)));
    rig.play(50);
    assert_eq!(seen(&rig), Some(2_000), "what lies behind an open question is not shown");
    assert!(rig.core.view().question.is_none(), "nor is it asked before the bar is let go of");
    rig.input(Input::Seek(MediaTime::from_millis(3_500)));
    rig.play(50);
    assert!(rig.core.view().question.is_some());
    // While it waits, one may look back.
    rig.core.scrub(Some(MediaTime::from_millis(1_000)));
    rig.play(50);
    assert_eq!(seen(&rig), Some(1_000));
    rig.core.scrub(None);
    rig.play(50);
    assert_eq!(seen(&rig), Some(2_000));
    rig.choose("on");
    rig.play_until_ending();
}

#[test]
fn scrubbing_shows_the_scenes_own_clip_while_a_waiting_clip_goes_round() {
    let question = one_of(&[("on", r#"End("over")"#)]);
    let scenes = format!(
        r#""a": Scene(media: Video(file: "a"), question: Question(id: "q", prompt: {{"en": "?"}},
                meanwhile: Loop(Video(file: "b")), answers: {question})),"#
    );
    for release in [true, false] {
        let opener = FakeOpener::new(FakeClip::default()).with("a", clip(10, 2_000)).with("b", clip(20, 500));
        let mut rig = Rig::new(&story(&scenes, ""), opener);
        rig.play(3_000);
        assert_eq!(rig.core.picture().map(shade), Some(20));
        for target in [1_500, 700] {
            rig.core.scrub(Some(MediaTime::from_millis(target)));
            rig.play(50);
            assert_eq!(rig.core.picture().map(shade), Some(10));
            assert!((0..34).contains(&(target - seen(&rig).unwrap())));
        }
        if release {
            rig.input(Input::Seek(MediaTime::from_millis(700)));
            rig.play(300);
            assert_eq!(rig.core.picture().map(shade), Some(10));
            assert!((990..=1_000).contains(&rig.core.view().position.millis()));
        } else {
            rig.core.scrub(None);
            rig.play(50);
            assert_eq!(rig.core.picture().map(shade), Some(20));
        }
        rig.choose("on");
        rig.play_until_ending();
    }
}
