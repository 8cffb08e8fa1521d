//! `edamichi play`

use super::{default_log, home, say, story_file};
use crate::Exit;
use crate::arguments::Play;
use anyhow::{Context as _, Result, anyhow, bail};
use choice_log::ViewerKey;
use decoder::{DecoderOptions, FfmpegOpener};
use player::headless::{self, HeadlessOptions};
use player::window::{self, WindowError, WindowOptions, WindowReport};
use player::{OpenError, OpenedStory, open_story};
use scene_graph::{Language, SceneId};
use session::plan::{Plan, parse_consent};
use std::path::Path;
use std::sync::Arc;

/// A plan longer than this is none.
const LONGEST_PLAN: u64 = 1024 * 1024;

/// Plays a story, in a window or by a plan.
///
/// # Errors
/// When it could not run; what went wrong while playing is told and gives status 1.
pub fn run(words: &Play) -> Result<Exit> {
    let log = match &words.log {
        Some(log) => log.clone(),
        None => default_log()?,
    };
    if !words.headless {
        let options = WindowOptions {
            story: Some(words.story.clone()),
            opener: opener_for(words),
            language: words.language.clone(),
            log,
            start: words.start.clone(),
            fullscreen: words.fullscreen,
            home: home(),
            downloads: super::downloads(),
            new_story: super::new::maker(),
        };
        return show(options);
    }
    let opened = match open_story(&words.story) {
        Ok(opened) => opened,
        Err(error) => return not_opened(&words.story, error),
    };
    let language = words.language.as_deref().map(|tag| known_language(&opened, tag)).transpose()?;
    let start = words.start.as_deref().map(|id| known_scene(&opened, id)).transpose()?;
    Ok(tell(&play_headless(words, opened, language, start, log)?))
}

/// The start window: a story to open, one that was opened before, or a new one. Without a display,
/// what the program can do.
///
/// # Errors
/// When there is a display and no window can be drawn on it.
pub fn home_window() -> Result<Exit> {
    let options = WindowOptions {
        story: None,
        opener: Arc::new(super::opener()),
        language: None,
        log: default_log()?,
        start: None,
        fullscreen: false,
        home: home(),
        downloads: super::downloads(),
        new_story: super::new::maker(),
    };
    match window::run(options) {
        Err(WindowError::NoDisplay(reason)) => {
            tracing::info!("no start window: {reason}");
            Ok(super::help())
        }
        Err(error) => Err(error.into()),
        Ok(report) => report_of(report),
    }
}

fn show(options: WindowOptions) -> Result<Exit> {
    let story = options.story.clone().unwrap_or_default();
    match window::run(options) {
        Err(WindowError::Story(error)) => not_opened(&story, error),
        Err(error) => Err(error.into()),
        Ok(report) => report_of(report),
    }
}

fn report_of(report: WindowReport) -> Result<Exit> {
    let played = tell(&report.problems);
    match report.failure {
        Some((path, error)) => not_opened(&path, error),
        None => Ok(played),
    }
}

fn tell(problems: &[String]) -> Exit {
    for problem in problems {
        say(format!("edamichi: {problem}"));
    }
    if problems.is_empty() { Exit::Done } else { Exit::Problems }
}

/// A story with errors is a finding; one that cannot be read at all is a failure.
fn not_opened(path: &Path, error: OpenError) -> Result<Exit> {
    match error {
        OpenError::Errors(_) => {
            say(format!("edamichi: {}: {error}", path.display()));
            Ok(Exit::Problems)
        }
        OpenError::Source(error) => Err(error.into()),
        error => bail!("{}: {error}", story_file(path).display()),
    }
}

fn opener_for(words: &Play) -> Arc<FfmpegOpener> {
    let options = DecoderOptions { hardware: words.hardware_decoding };
    Arc::new(super::opener().with_options(options))
}

fn play_headless(
    words: &Play,
    opened: OpenedStory,
    language: Option<Language>,
    start: Option<SceneId>,
    log: std::path::PathBuf,
) -> Result<Vec<String>> {
    let consent = parse_consent(&words.consent).map_err(|error| anyhow!("--consent: {error}"))?;
    if consent.follow_up && words.viewer.is_none() {
        bail!("--consent follow-up needs --viewer KEY: without it nobody could be followed up with");
    }
    if let Some(key) = &words.viewer {
        ViewerKey::new(key).map_err(|error| anyhow!("--viewer: {error}"))?;
    }
    let plan_file = words.answers.as_deref().context("--headless needs --answers PLAN")?;
    let options = HeadlessOptions {
        opened,
        opener: opener_for(words),
        plan: read_plan(plan_file)?,
        language,
        start,
        consent,
        viewer: words.viewer.clone(),
        log,
        shots: words.shots.clone(),
        size: parse_size(&words.size)?,
        pace: if words.realtime { headless::Pace::RealTime } else { headless::Pace::AsFastAsCanBe },
        json: words.json,
    };
    let report = headless::play(options, &mut std::io::stdout().lock())?;
    for note in &report.notes {
        say(format!("edamichi: {note}"));
    }
    Ok(report.problems)
}

fn read_plan(path: &Path) -> Result<Plan> {
    use std::io::Read as _;
    let name = path.display();
    let file = std::fs::File::open(path).with_context(|| format!("{name}: the plan cannot be opened"))?;
    let mut text = String::new();
    let read = file.take(LONGEST_PLAN + 1).read_to_string(&mut text);
    let length = read.with_context(|| format!("{name}: the plan cannot be read as text"))?;
    if length as u64 > LONGEST_PLAN {
        bail!("{name}: this is larger than a plan can be (1 MiB)");
    }
    Plan::parse(&text).with_context(|| format!("{name}"))
}

fn known_language(opened: &OpenedStory, tag: &str) -> Result<Language> {
    let languages = &opened.story.languages;
    let known = languages.iter().find(|language| language.as_str() == tag);
    let names = || languages.iter().map(Language::as_str).collect::<Vec<_>>().join(", ");
    known.cloned().with_context(|| format!("this story is not told in {tag}; it is told in {}", names()))
}

fn known_scene(opened: &OpenedStory, id: &str) -> Result<SceneId> {
    let scene = opened.story.scenes.keys().find(|scene| scene.as_str() == id);
    scene.cloned().with_context(|| format!("this story has no scene \"{id}\""))
}

/// `WIDTHxHEIGHT`, each from 1 to 16384.
pub(super) fn parse_size(text: &str) -> Result<(u32, u32)> {
    let size = text.split_once('x').and_then(|(width, height)| {
        let side = |digits: &str| digits.parse().ok().filter(|side| (1..=16_384).contains(side));
        Some((side(width)?, side(height)?))
    });
    size.with_context(|| format!("--size: \"{text}\" is no size; write for example 1280x720"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn consent_lists() {
        let consent = |list| parse_consent(list).ok().map(|consent| (consent.statistics, consent.follow_up));
        assert_eq!(consent("none"), Some((false, false)));
        assert_eq!(consent("statistics"), Some((true, false)));
        assert_eq!(consent("follow-up,statistics"), Some((true, true)));
        for list in ["", "all", "none,statistics", "Statistics"] {
            assert_eq!(consent(list), None, "{list}");
        }
    }

    #[test]
    fn sizes() {
        assert_eq!(parse_size("1280x720").ok(), Some((1280, 720)));
        for text in ["", "x", "0x1", "1280", "1280X720", "-1x5", "99999x1", "1x1x1"] {
            assert!(parse_size(text).is_err(), "{text}");
        }
    }
}
