//! What is shown before a story plays: the start window, opening, the start page and what it asks
//! for, or what went wrong.

use crate::kept::{LeftOff, RecentStory};
use crate::story::{OpenError, OpeningStep};
use scene_graph::Language;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use story_source::SourceError;
use viewer_ui::{LoadingStep, Problem, RecentView, StoryLength};

/// So long a page that says "opening" says nothing: most stories are there before.
const QUIET: Duration = Duration::from_millis(150);

/// What is shown before a story plays.
pub(crate) enum Front {
    /// No story is open.
    Home(HomeState),
    /// One is being opened.
    Opening(OpeningState),
    /// One is open and has not begun.
    Ready(Box<ReadyState>),
    /// One could not be opened.
    Failed(FailedState),
}

/// The start window.
#[derive(Default)]
pub(crate) struct HomeState {
    /// Where the stories of `views` are.
    pub(crate) paths: Vec<PathBuf>,
    /// The stories that were opened before.
    pub(crate) views: Vec<RecentView>,
    pub(crate) trouble: Option<Trouble>,
    pub(crate) busy: bool,
}

/// What could not be done in the start window.
#[derive(Clone, Debug)]
pub(crate) enum Trouble {
    /// The system has no file dialog for programs.
    NoDialog,
    /// A story could not be made, and why.
    NotMade(String),
}

pub(crate) struct OpeningState {
    pub(crate) path: PathBuf,
    pub(crate) name: String,
    step: OpeningStep,
    since: Instant,
}

/// An open story.
#[derive(Default)]
pub(crate) struct ReadyState {
    pub(crate) clips_missing: u32,
    pub(crate) has_captions: bool,
    pub(crate) left_off: LeftOff,
    pub(crate) lengths: BTreeMap<Language, StoryLength>,
    /// It can be kept where the viewer leaves off.
    pub(crate) can_remember: bool,
    /// The viewer wants to go in (`true`: on from where they left off) and is asked what may be
    /// recorded.
    pub(crate) asking: Option<bool>,
}

pub(crate) struct FailedState {
    pub(crate) path: PathBuf,
    pub(crate) error: OpenError,
}

impl OpeningState {
    pub(crate) fn new(path: PathBuf) -> Self {
        let name = name_of(&path);
        Self { path, name, step: OpeningStep::Reading, since: Instant::now() }
    }

    pub(crate) fn take(&mut self, step: OpeningStep) {
        self.step = step;
    }

    /// When it begins to say what it does.
    pub(crate) fn speaks_at(&self) -> Instant {
        self.since + QUIET
    }

    /// What it says by now.
    pub(crate) fn said(&self) -> Option<LoadingStep> {
        (Instant::now() >= self.speaks_at()).then_some(match self.step {
            OpeningStep::Reading => LoadingStep::Reading,
            OpeningStep::Checking => LoadingStep::Checking,
            OpeningStep::Clips { done, all } => LoadingStep::Clips { done, all },
        })
    }
}

/// What people call the story before its title is known: its folder's name.
fn name_of(path: &Path) -> String {
    let named = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned());
    let is_file = path.extension().is_some_and(|ending| ending == "ron");
    let folder = if is_file { path.parent() } else { Some(path) };
    folder.and_then(named).or_else(|| named(path)).unwrap_or_default()
}

/// Whether a file that was dropped on the window may be a story: a folder, or a story's file.
pub(crate) fn may_be_story(path: &Path) -> bool {
    path.extension().is_none_or(|ending| ending == "ron") || path.is_dir()
}

impl FailedState {
    /// What the error page says of it.
    pub(crate) fn problem<'a>(&self, path: &'a str) -> Problem<'a> {
        match &self.error {
            OpenError::Source(SourceError::NoPermission { .. }) => Problem::StoryUnreadable { path },
            OpenError::Source(
                SourceError::Missing { .. } | SourceError::NoStory { .. } | SourceError::NotAFile { .. },
            ) => Problem::StoryMissing { path },
            OpenError::Source(SourceError::Io { .. }) => Problem::StoryUnreadable { path },
            OpenError::TooNew(_) => Problem::StoryTooNew { path },
            OpenError::Source(_) | OpenError::Unreadable(_) | OpenError::Errors(_) => {
                Problem::StoryDamaged { path }
            }
        }
    }

    /// The details: every diagnostic, or what the system said.
    pub(crate) fn detail(&self) -> String {
        match &self.error {
            OpenError::Source(error) => error.to_string(),
            OpenError::TooNew(found) | OpenError::Unreadable(found) | OpenError::Errors(found) => {
                found.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
            }
        }
    }
}

/// How many days ago that was, by the clock on the wall: today is 0.
pub(crate) fn days_ago(at: u64, now: SystemTime) -> u32 {
    const DAY: u64 = 24 * 3_600;
    let now = now.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    u32::try_from(now.saturating_sub(at) / DAY).unwrap_or(u32::MAX)
}

/// Recent stories as the start window shows them. Looks at the disk: not for the window's thread.
pub(crate) fn recent_views(list: &[RecentStory], now: SystemTime) -> Vec<RecentView> {
    let view = |story: &RecentStory| RecentView {
        title: story.title.clone(),
        path: story.path.display().to_string(),
        days_ago: days_ago(story.at, now),
        gone: !story.path.exists(),
    };
    list.iter().map(view).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_is_called_by_its_folder() {
        for (path, name) in [
            ("/a/offer", "offer"),
            ("/a/offer/story.ron", "offer"),
            ("offer/", "offer"),
            ("story.ron", "story.ron"),
            ("/", ""),
            ("", ""),
        ] {
            assert_eq!(name_of(Path::new(path)), name, "{path}");
        }
    }

    #[test]
    fn days_are_counted_whatever_the_clock_says() {
        let now = UNIX_EPOCH + Duration::from_secs(10 * 86_400);
        assert_eq!(
            [10 * 86_400, 9 * 86_400 + 1, 9 * 86_400, 0, u64::MAX].map(|at| days_ago(at, now)),
            [0, 0, 1, 10, 0]
        );
    }

    #[test]
    fn folders_and_story_files_may_be_stories() {
        let folder = tempfile::tempdir().unwrap();
        let dotted = folder.path().join("v1.2");
        std::fs::create_dir(&dotted).unwrap();
        assert!(
            may_be_story(&dotted) && may_be_story(Path::new("a/story.ron")) && may_be_story(Path::new("a"))
        );
        assert!(!may_be_story(Path::new("clip.mp4")));
    }
}
