//! A core that plays with a manual clock, fake clips and a captured sound.

use media::fake::{FakeClip, FakeOpener};
use media::{CapturedSound, ClockedOutput, VideoFrame};
use media_time::{Clock, ManualClock, MediaDuration, MediaTime, Speed};
use playback::{Core, CoreWaker, Happening, Notice, Parts, View};
use scene_graph::{ChoiceId, Language};
use session::{Answer, Event, Input, Session, Settings};
use std::fs::File;
use std::sync::Arc;
use story_source::{SourceError, StorySource};

pub(crate) const RATE: u32 = 48_000;
pub(crate) const STEP: MediaDuration = MediaDuration::from_millis(10);

/// A story without files: the fake clips do not ask for any.
pub(crate) struct NoFiles;

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
pub(crate) struct Rig {
    pub(crate) core: Core,
    pub(crate) clock: ManualClock,
    pub(crate) capture: media::CaptureHandle,
    pub(crate) events: Vec<String>,
    pub(crate) notices: Vec<Notice>,
    pub(crate) records: Vec<choice_log::Entry>,
    /// Shades of the pictures that were on screen, without repeats.
    pub(crate) shades: Vec<Option<u8>>,
}

impl Rig {
    pub(crate) fn new(story: &str, opener: FakeOpener) -> Self {
        let loaded = scene_graph::load(story.as_bytes());
        Self::of(loaded.story.unwrap_or_else(|| panic!("{:?}", loaded.diagnostics)), opener)
    }

    pub(crate) fn of(story: scene_graph::Story, opener: FakeOpener) -> Self {
        Self::within(256 << 20, story, opener)
    }

    /// With so many bytes for what may play next.
    pub(crate) fn within(preload_bytes: usize, story: scene_graph::Story, opener: FakeOpener) -> Self {
        Self::at_rate(RATE, preload_bytes, story, opener)
    }

    /// With sound at another rate.
    pub(crate) fn at_rate(
        rate: u32,
        preload_bytes: usize,
        story: scene_graph::Story,
        opener: FakeOpener,
    ) -> Self {
        let mut rig = Self::not_begun(rate, preload_bytes, story, opener);
        rig.input(Input::Begin { scene: None });
        rig
    }

    /// Before the story begins.
    pub(crate) fn not_begun(
        rate: u32,
        preload_bytes: usize,
        story: scene_graph::Story,
        opener: FakeOpener,
    ) -> Self {
        let story = Arc::new(story);
        let clock = ManualClock::new();
        let shared: Arc<dyn Clock> = Arc::new(clock.clone());
        let output = ClockedOutput::new(shared.clone(), rate).with_capture();
        let capture = output.capture_handle().unwrap();
        let core = Core::new(Parts {
            session: Session::new(story.clone(), Language::new("en"), Settings::default()),
            story,
            source: Arc::new(NoFiles),
            opener: Arc::new(opener),
            output: Box::new(output),
            clock: shared,
            waker: CoreWaker::new().waker(),
            preload_bytes,
        });
        Self {
            core,
            clock,
            capture,
            events: Vec::new(),
            notices: Vec::new(),
            records: Vec::new(),
            shades: Vec::new(),
        }
    }

    pub(crate) fn input(&mut self, input: Input) {
        self.core.apply(input.clone()).unwrap_or_else(|refused| panic!("{input:?}: {refused}"));
        self.collect();
    }

    pub(crate) fn choose(&mut self, choice: &str) {
        self.input(Input::Answer(Answer::One(ChoiceId::new(choice).unwrap())));
    }

    /// One step of the clock, after everything that is decoded slowly has come.
    pub(crate) fn step(&mut self) {
        let settled = (0..10_000).any(|_| !self.core.advance(MediaDuration::ZERO).lacking);
        assert!(settled, "nothing is missing for good: {:?}", self.core.view());
        self.collect();
        self.clock.advance(STEP);
    }

    pub(crate) fn play(&mut self, millis: i64) {
        for _ in 0..millis / STEP.millis() {
            self.step();
        }
    }

    pub(crate) fn play_until(&mut self, what: &str, reached: impl Fn(&View) -> bool) {
        for _ in 0..6_000 {
            if reached(&self.core.view()) {
                return;
            }
            self.step();
        }
        panic!("never {what}; events {:?}; view {:?}", self.events, self.core.view());
    }

    pub(crate) fn play_until_question(&mut self) {
        self.play_until("a question", |view| view.question.is_some());
    }

    pub(crate) fn play_until_ending(&mut self) {
        self.play_until("an ending", |view| view.ending.is_some());
    }

    pub(crate) fn collect(&mut self) {
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

    pub(crate) fn sound(&self) -> CapturedSound {
        self.capture.copy()
    }
}

pub(crate) fn word(event: &Event) -> String {
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

pub(crate) fn shade(frame: &VideoFrame) -> u8 {
    frame.picture.planes[0].data[0]
}

pub(crate) fn clip(shade: u8, millis: i64) -> FakeClip {
    FakeClip { shade, duration: MediaDuration::from_millis(millis), ..FakeClip::default() }
}

pub(crate) fn story(scenes: &str, rest: &str) -> String {
    format!(
        r#"Story(format: 1, id: "t", title: {{"en": "t"}}, languages: ["en"],
            endings: {{"over": Ending(title: {{"en": "Over"}})}}, start: "a", {rest} scenes: {{ {scenes} }})"#
    )
}

/// A story in which an answer during the clip, "stay" (on to 20) or "go" (on to 30), may be changed
/// until its end; each clip is of its own shade.
pub(crate) fn changed_answer() -> (String, FakeOpener) {
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
    (story(&scenes, ""), opener)
}

pub(crate) fn one_of(choices: &[(&str, &str)]) -> String {
    let choice = |(id, then): &(&str, &str)| {
        let then = if then.is_empty() { String::new() } else { format!(", then: {then}") };
        format!(r#"Choice(id: "{id}", text: {{"en": "{id}"}}{then})"#)
    };
    format!("OneOf([{}])", choices.iter().map(choice).collect::<Vec<_>>().join(", "))
}

/// Lengths of the stretches that were heard, in samples, by clip in the order of hearing.
pub(crate) fn stretches(sound: &CapturedSound) -> Vec<(u64, MediaTime, u64)> {
    let mut stretches: Vec<(u64, MediaTime, u64)> = Vec::new();
    let ends = sound.segments.iter().skip(1).map(|next| next.first_frame);
    let ends = ends.chain([sound.samples.len() as u64 / 2]);
    for (segment, end) in sound.segments.iter().zip(ends) {
        let length = end.saturating_sub(segment.first_frame);
        match stretches.last_mut() {
            Some((deck, time, frames))
                if *deck == segment.stamp.deck.0
                    && *time + MediaDuration::from_samples(*frames, sound.rate) == segment.time =>
            {
                *frames += length;
            }
            _ => stretches.push((segment.stamp.deck.0, segment.time, length)),
        }
    }
    stretches
}

/// What was heard of a clip without a break, at one speed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Part {
    pub(crate) deck: u64,
    pub(crate) from: MediaTime,
    pub(crate) until: MediaTime,
    pub(crate) frames: u64,
    pub(crate) speed: Speed,
}

/// All of what was heard, in order.
pub(crate) fn parts(sound: &CapturedSound) -> Vec<Part> {
    let ends = sound.segments.iter().skip(1).map(|next| next.first_frame);
    let ends = ends.chain([sound.samples.len() as u64 / 2]);
    let part = |(segment, end): (&media::output::CapturedSegment, u64)| {
        let frames = end.saturating_sub(segment.first_frame);
        let (from, speed) = (segment.time, segment.speed);
        let until = from + speed.media(MediaDuration::from_samples(frames, sound.rate));
        Part { deck: segment.stamp.deck.0, from, until, frames, speed }
    };
    sound.segments.iter().zip(ends).map(part).collect()
}

/// The same, with changes of speed in mid-clip joined: deck, from, until and frames of each stretch.
pub(crate) fn told(sound: &CapturedSound) -> Vec<(u64, MediaTime, MediaTime, u64)> {
    let mut told: Vec<(u64, MediaTime, MediaTime, u64)> = Vec::new();
    for part in parts(sound) {
        match told.last_mut() {
            // Half a sample is lost or told twice where what was written is taken back.
            Some((deck, _, until, frames))
                if *deck == part.deck && (part.from - *until).flicks().abs() < 60_000 =>
            {
                *until = part.until;
                *frames += part.frames;
            }
            _ => told.push((part.deck, part.from, part.until, part.frames)),
        }
    }
    told
}
