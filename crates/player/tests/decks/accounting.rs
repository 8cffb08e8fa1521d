//! What the decks say that they take of memory, beside what the process takes.
//!
//! `DECKS_STEPS=1000 DECKS_SIZE=1920x1080 cargo test --test decks -- accounting --nocapture` makes a
//! longer run with bigger clips, and prints what it found.

use super::{ALONE, make_clip, resident_kb};
use decoder::FfmpegOpener;
use media::ClockedOutput;
use media_time::{Clock, ManualClock, MediaDuration};
use playback::{Core, CoreWaker, Parts};
use scene_graph::{ChoiceId, Language};
use session::{Answer, Input, Session, Settings};
use std::fs;
use std::path::Path;
use std::sync::{Arc, PoisonError};
use std::time::{Duration, Instant};

const STORY: &str = r#"Story(
    format: 1, id: "ways", title: {"en": "Ways"}, languages: ["en"], start: "hub",
    endings: {"bye": Ending(title: {"en": "Bye"})},
    scenes: {
        "hub": Scene(media: Video(file: "hub.mp4"), question: Question(
            id: "way", prompt: {"en": "Which?"}, skip: true,
            answers: OneOf([
                Choice(id: "a", text: {"en": "A"}, then: Visit("a")),
                Choice(id: "b", text: {"en": "B"}, then: Visit("b")),
                Choice(id: "c", text: {"en": "C"}, then: Visit("c")),
                Choice(id: "d", text: {"en": "D"}, then: Visit("d")),
            ]),
        ), then: End("bye")),
        "a": Scene(media: Video(file: "a.mp4"), then: Return),
        "b": Scene(media: Video(file: "b.mp4"), then: Return),
        "c": Scene(media: Video(file: "c.mp4"), then: Return),
        "d": Scene(media: Video(file: "d.mp4"), then: Return),
    },
)"#;

/// A core that plays files, on a clock moved by hand.
struct Rig {
    core: Core,
    clock: ManualClock,
    bell: CoreWaker,
}

impl Rig {
    fn new(folder: &Path, preload_bytes: usize) -> Self {
        let opened = player::open_story(folder).unwrap();
        let clock = ManualClock::new();
        let shared: Arc<dyn Clock> = Arc::new(clock.clone());
        let bell = CoreWaker::new();
        let mut core = Core::new(Parts {
            session: Session::new(opened.story.clone(), Language::new("en"), Settings::default()),
            story: opened.story,
            source: opened.source,
            opener: Arc::new(FfmpegOpener::default()),
            output: Box::new(ClockedOutput::new(shared.clone(), 48_000)),
            clock: shared,
            waker: bell.waker(),
            preload_bytes,
        });
        core.apply(Input::Begin { scene: None }).unwrap();
        Self { core, clock, bell }
    }

    fn play_until_question(&mut self) {
        let since = Instant::now();
        while self.core.view().question.is_none() {
            assert!(since.elapsed() < Duration::from_secs(60), "{:?}", self.core.view());
            if self.core.advance(MediaDuration::ZERO).lacking {
                self.bell.wait(Duration::from_millis(20));
            } else {
                self.clock.advance(MediaDuration::from_millis(10));
            }
        }
    }

    /// Waits until the decoders have done what they were asked for.
    fn settle(&mut self) {
        let (mut held, mut looks) = (0, 0);
        let since = Instant::now();
        while looks < 30 {
            assert!(since.elapsed() < Duration::from_secs(60), "it never comes to rest");
            self.core.advance(MediaDuration::ZERO);
            std::thread::sleep(Duration::from_millis(5));
            looks = if self.core.held_bytes() == held { looks + 1 } else { 0 };
            held = self.core.held_bytes();
        }
    }

    fn choose(&mut self, choice: &str) {
        self.core.apply(Input::Answer(Answer::One(ChoiceId::new(choice).unwrap()))).unwrap();
    }
}

/// From a variable, or the test's own.
fn setting(name: &str, usual: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| usual.to_owned())
}

#[test]
fn what_decks_account_for_is_what_the_process_takes() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let steps: usize = setting("DECKS_STEPS", "24").parse().unwrap();
    let size = setting("DECKS_SIZE", "1280x720");
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("story.ron"), STORY).unwrap();
    for (nth, name) in (0..).zip(["hub", "a", "b", "c", "d"]) {
        make_clip(&folder.path().join(format!("{name}.mp4")), 300 + nth * 50, &size);
    }
    // What is loaded and made once is there before the first measurement.
    let mut first = Rig::new(folder.path(), 256 << 20);
    first.play_until_question();
    first.choose("a");
    first.play_until_question();
    drop(first);
    std::thread::sleep(Duration::from_millis(300));
    let base = resident_kb();

    let (mut accounted, mut taken, mut primed) = (0, 0, 0);
    let (mut early, mut late) = (0, 0);
    let mut dice = 12_345_u32;
    let mut rig = Rig::new(folder.path(), 256 << 20);
    for step in 0..steps {
        rig.play_until_question();
        rig.settle();
        let now = resident_kb().saturating_sub(base);
        accounted += rig.core.held_bytes() / 1_024;
        taken += now;
        primed += rig.core.preloaded().1 / 1_024;
        assert_eq!(rig.core.preloaded().0, 4);
        if step == steps / 4 {
            early = now;
        }
        late = now;
        // A generator of the usual linear kind (Numerical Recipes, "ranqd1").
        dice = dice.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        rig.choose(["a", "b", "c", "d"][(dice >> 16) as usize % 4]);
        // Somewhere on the way.
        for _ in 0..dice >> 8 & 31 {
            rig.core.advance(MediaDuration::ZERO);
            rig.clock.advance(MediaDuration::from_millis(10));
        }
    }
    let mean = |sum: usize| sum / steps;
    println!(
        "{steps} steps of {size}: {} kB accounted, {} kB taken; four choices {} kB; early {early}, late {late} kB",
        mean(accounted),
        mean(taken),
        mean(primed)
    );
    let off = accounted.abs_diff(taken) as f64 / taken as f64;
    assert!(
        off < 0.2,
        "{:.0} % off: {} kB accounted, {} kB taken",
        off * 100.0,
        mean(accounted),
        mean(taken)
    );
    assert!(late < early + early / 4, "it grows: {early} kB, then {late} kB");
}
