//! A scenario is a folder:
//!
//! - `story.ron`, or `story.path` with a story's path from the repository's root;
//! - `plan.txt`: what the viewer does (see `edamichi play --help`);
//! - `media.txt` (optional): lines `FILE mm:ss.mmm` for clips that do not last two seconds;
//! - `language.txt` (optional): the language to begin in;
//! - `expected.txt`: the lines that `edamichi play --headless` prints; a plan that does not fit
//!   ends it with a line `problem: …`;
//! - `records.txt` (optional): one line for each entry of the choice log, with its times.
//!
//! It is played by the real session and playback core, with fake media and a clock moved by hand.
//! `UPDATE_SCENARIOS=1` writes what came out over what was expected: read the difference.

use crate::no_files::NoFiles;
use anyhow::{Context as _, Result, bail, ensure};
use choice_log::{Consent, Entry, Value};
use media::fake::{FakeClip, FakeOpener};
use media_time::MediaDuration;
use playback::{Core, Happening, Pace, ScriptedParts, Watcher, play_plan};
use scene_graph::Language;
use session::plan::Plan;
use session::{Session, Settings};
use std::path::Path;
use std::sync::Arc;

/// What a scenario gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// The lines of `expected.txt`.
    pub lines: Vec<String>,
    /// The lines of `records.txt`.
    pub records: Vec<String>,
}

/// Plays the scenario in `folder`; `root` is the repository's.
///
/// # Errors
/// When its files are not as they should be.
pub fn play(folder: &Path, root: &Path) -> Result<Outcome> {
    let optional = |name: &str| std::fs::read_to_string(folder.join(name)).ok();
    let story_file = match optional("story.path") {
        Some(path) => root.join(path.trim()),
        None => folder.join("story.ron"),
    };
    let text = std::fs::read(&story_file).with_context(|| story_file.display().to_string())?;
    let loaded = scene_graph::load(&text);
    let Some(story) = loaded.story else { bail!("{:?}", loaded.diagnostics) };
    let story = Arc::new(story);
    let plan = std::fs::read_to_string(folder.join("plan.txt")).context("plan.txt")?;
    let first = story.languages.first().cloned();
    let language = optional("language.txt").map(|tag| Language::new(tag.trim())).or(first);
    let language = language.context("the story has no language")?;
    let parts = ScriptedParts {
        session: Session::new(story.clone(), language, Settings::default()),
        story,
        source: Arc::new(NoFiles),
        opener: Arc::new(opener(&optional("media.txt").unwrap_or_default())?),
        plan: Plan::parse(&plan)?,
        pace: Pace::AsFastAsCanBe,
        start: None,
        preload_bytes: usize::MAX,
    };
    let mut notes = Notes::default();
    if let Err(problem) = play_plan(parts, &mut notes) {
        notes.0.lines.push(format!("problem: {problem}"));
    }
    Ok(notes.0)
}

/// Plays the scenario in `folder` and compares it with what is expected.
///
/// # Errors
/// When it differs: the message shows both.
pub fn verify(folder: &Path, root: &Path) -> Result<()> {
    let outcome = play(folder, root)?;
    compare(&folder.join("expected.txt"), &outcome.lines)?;
    let records = folder.join("records.txt");
    if records.exists() { compare(&records, &outcome.records) } else { Ok(()) }
}

fn compare(file: &Path, found: &[String]) -> Result<()> {
    if std::env::var_os("UPDATE_SCENARIOS").is_some() {
        return Ok(std::fs::write(file, found.join("\n") + "\n")?);
    }
    let expected = std::fs::read_to_string(file).with_context(|| file.display().to_string())?;
    let expected: Vec<_> = expected.lines().filter(|line| !line.starts_with('#')).collect();
    ensure!(
        expected == found,
        "{}\n--- expected\n{}\n--- found\n{}",
        file.display(),
        expected.join("\n"),
        found.join("\n")
    );
    Ok(())
}

fn opener(media: &str) -> Result<FakeOpener> {
    let mut opener = FakeOpener::new(FakeClip::default());
    for line in media.lines().filter(|line| !line.trim().is_empty()) {
        let (file, length) = line.split_once(' ').with_context(|| format!("media.txt: {line}"))?;
        let duration: MediaDuration = length.trim().parse().with_context(|| format!("media.txt: {line}"))?;
        opener = opener.with(file, FakeClip { duration, ..FakeClip::default() });
    }
    Ok(opener)
}

/// Writes down what happens.
#[derive(Default)]
struct Notes(Outcome);

impl Watcher for Notes {
    fn happened(&mut self, happening: Happening) {
        match happening {
            Happening::Event(event) => self.0.lines.push(event.to_string()),
            Happening::Record(entry) => self.0.records.push(describe(&entry)),
            Happening::Notice(_) => {}
        }
    }

    fn settled(&mut self, _core: &Core) {}

    fn wants_to_see(&self) -> bool {
        false
    }

    fn consent(&mut self, _consent: Consent, _core: &Core, _story_time: MediaDuration) {}
}

/// An entry as one readable line; what is absent is left out.
fn describe(entry: &Entry) -> String {
    let mut line = format!("{:>6} ms {}", entry.monotonic_ms, entry.kind.as_str());
    let mut part = |name: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            line.push_str(&format!(" {name}={value}"));
        }
    };
    part("scene", entry.scene.clone());
    part("question", entry.question.clone());
    part("choices", Some(entry.choices.join("|")));
    part(
        "value",
        entry.value.as_ref().map(|value| match value {
            Value::Number(number) => number.to_string(),
            Value::Words(words) | Value::Word(words) => words.clone(),
        }),
    );
    part("shown", Some(entry.choices_shown.join("|")));
    part("answer_ms", entry.answer_ms.map(|ms| ms.to_string()));
    part("media_ms", entry.media_ms.map(|ms| ms.to_string()));
    part("reason", entry.reason.clone());
    line
}
