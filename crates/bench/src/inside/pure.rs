//! What needs no media: checks of a large story, and sessions played at random.

use super::rig::Dice;
use crate::measure::Setting;
use crate::report::{Goal, Report, Row, Unit, Value};
use anyhow::{Context, Result, anyhow};
use media_time::{MediaDuration, MediaTime};
use scene_graph::Story;
use session::{Answer, Input, Now, QuestionKind, Session, Settings};
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

const GROUP: &str = "Stories and sessions";
const SCENES: usize = 10_000;

/// Checks of ten thousand scenes, and random sessions of the example.
pub(super) fn pure(setting: &Setting, report: &mut Report) -> Result<()> {
    let rounds = setting.by_effort(3, 10, 30);
    let text = large_story();
    let (mut loading, mut checking) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        let began = Instant::now();
        let loaded = scene_graph::load(text.as_bytes());
        loading.push(began.elapsed().as_secs_f64() * 1e3);
        let story = loaded.story.context("the made-up story is none")?;
        let began = Instant::now();
        let found = scene_graph::check(&story, None);
        checking.push(began.elapsed().as_secs_f64() * 1e3);
        std::hint::black_box(found);
    }
    let loaded = Value::many(&loading, Unit::Millis);
    report.add(Row::new(GROUP, format!("{SCENES} scenes: read and checked"), loaded));
    let row = Row::new(GROUP, format!("{SCENES} scenes: checked"), Value::many(&checking, Unit::Millis));
    report.add(row.goal(Goal::AtMost(10.0)));

    let path = Path::new("examples/offer-follow-up/story.ron");
    let text =
        std::fs::read(path).with_context(|| format!("{}: run from the project's folder", path.display()))?;
    let story = Arc::new(scene_graph::load(&text).story.context("the example is no story")?);
    let length = Duration::from_millis(setting.by_effort(500, 3_000, 10_000));
    let (began, mut count, mut steps, mut dice) = (Instant::now(), 0_u64, 0_u64, Dice::new(1));
    while began.elapsed() < length {
        steps += random_session(&story, &mut dice)?;
        count += 1;
    }
    let seconds = began.elapsed().as_secs_f64();
    let row = Row::new(GROUP, "random sessions of the example, one thread", per_second(count, seconds));
    report.add(row.goal(Goal::AtLeast(1_000_000.0)));
    report.add(Row::new(GROUP, "inputs to those sessions", per_second(steps, seconds)));
    Ok(())
}

fn per_second(count: u64, seconds: f64) -> Value {
    Value::One(count as f64 / seconds, Unit::PerSecond)
}

/// Scenes with three choices each, every one of them reachable, and an end.
fn large_story() -> String {
    let mut text = String::from(
        "Story(format: 1, id: \"large\", title: {\"en\": \"Large\"}, languages: [\"en\"], start: \"s0\",\n\
         endings: {\"over\": Ending(title: {\"en\": \"Over\"})}, scenes: {\n",
    );
    for scene in 0..SCENES {
        let _ = write!(
            text,
            "\"s{scene}\": Scene(media: Video(file: \"c{scene}.mp4\"), question: Question(id: \"q{scene}\", \
             prompt: {{\"en\": \"Which?\"}}, answers: OneOf(["
        );
        for (nth, to) in [scene + 1, scene * 2 + 1, scene * 7 + 3].into_iter().enumerate() {
            let then = if to < SCENES { format!("Goto(\"s{to}\")") } else { "End(\"over\")".to_owned() };
            let _ = write!(text, "Choice(id: \"c{nth}\", text: {{\"en\": \"This\"}}, then: {then}), ");
        }
        text.push_str("]))),\n");
    }
    text.push_str("})\n");
    text
}

/// Answers at random until an ending; how many inputs that took.
fn random_session(story: &Arc<Story>, dice: &mut Dice) -> Result<u64> {
    /// A story in which one can go round for ever is left some time.
    const MOST: u64 = 1_000;
    const LENGTH: MediaDuration = MediaDuration::from_seconds(10);
    let language = story.languages.first().cloned().context("a story without languages")?;
    let mut session = Session::new(story.clone(), language, Settings::default());
    let mut now = Now::default();
    let mut steps = 0;
    let mut tell = |session: &mut Session, now: Now, input: Input| {
        steps += 1;
        session.apply(now, input).is_ok()
    };
    tell(&mut session, now, Input::Begin { scene: None });
    for _ in 0..MOST {
        if session.ending().is_some() {
            break;
        }
        now.elapsed += MediaDuration::from_seconds(1);
        let answer = session.question().map(|question| answer(&question.kind, dice));
        let moved = match answer {
            Some(Some(answer)) => tell(&mut session, now, Input::Answer(answer)),
            Some(None) => tell(&mut session, now, Input::Skip),
            None => false,
        };
        if moved && session.question().is_none() {
            continue;
        }
        // The clip plays on: to where its question opens, or to its end.
        if session.media_duration().is_none() {
            tell(&mut session, now, Input::MediaOpened { duration: LENGTH });
        }
        now.media = MediaTime::ZERO + LENGTH;
        if session.next_cue().is_none() || !tell(&mut session, now, Input::MediaReached) {
            tell(&mut session, now, Input::MediaEnded);
        }
    }
    if session.ending().is_none() && steps < MOST {
        return Err(anyhow!("a random session goes no further"));
    }
    Ok(steps)
}

fn answer(kind: &QuestionKind, dice: &mut Dice) -> Option<Answer> {
    match kind {
        QuestionKind::OneOf(choices) => {
            choices.get(dice.below(choices.len())).map(|choice| Answer::One(choice.id.clone()))
        }
        QuestionKind::SeveralOf { choices, at_least, .. } => {
            let count = usize::try_from(*at_least).unwrap_or(usize::MAX).max(1);
            Some(Answer::Several(choices.iter().take(count).map(|choice| choice.id.clone()).collect()))
        }
        QuestionKind::Scale { from, to, .. } => {
            let sides = usize::try_from(i64::from(*to) - i64::from(*from) + 1).unwrap_or(1);
            Some(Answer::Scale(from + i32::try_from(dice.below(sides)).unwrap_or_default()))
        }
        QuestionKind::Words { .. } => Some(Answer::Words("a few".to_owned())),
        QuestionKind::Contact => None,
    }
}
