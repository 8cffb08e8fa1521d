//! What is shown before a story plays: the start window, opening, and the start page.

use scene_graph::Language;

/// The program was started without a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HomePage<'a> {
    /// Stories that were opened before, the latest first.
    pub recent: &'a [RecentView],
    /// Something that was asked for could not be done.
    pub trouble: Option<HomeTrouble<'a>>,
    /// A file dialog is open, or a story is being made: nothing else can be begun.
    pub busy: bool,
    /// The interface's languages.
    pub languages: &'a [Language],
    /// The one that is shown.
    pub language: &'a Language,
}

/// A story that was opened before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecentView {
    /// What it is called.
    pub title: String,
    /// Where it lies, as people read it.
    pub path: String,
    /// How many days ago it was opened.
    pub days_ago: u32,
    /// It is no longer there.
    pub gone: bool,
}

/// What could not be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HomeTrouble<'a> {
    /// The system has no file dialog for programs.
    NoDialog,
    /// A new story could not be made.
    NotMade {
        /// Why.
        reason: &'a str,
    },
}

/// The story is being opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LoadingPage<'a> {
    /// Its name or its folder's; may be empty.
    pub title: &'a str,
    /// What is being done; `None`: it began a moment ago, and most stories are there before anyone
    /// could read a word.
    pub step: Option<LoadingStep>,
}

/// What is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoadingStep {
    /// The story's file is read.
    Reading,
    /// Its scenes and branches are checked.
    Checking,
    /// Its clips are looked up.
    Clips {
        /// So many are.
        done: u32,
        /// Of so many.
        all: u32,
    },
}

/// A story that is about to begin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StartPage<'a> {
    /// The story's title.
    pub title: &'a str,
    /// Whose story it is; may be empty.
    pub company: &'a str,
    /// How long it takes; `None`: not known.
    pub length: Option<StoryLength>,
    /// So many of its clips are not there.
    pub clips_missing: u32,
    /// Where the viewer left off.
    pub left_off: LeftOffView<'a>,
    /// The story's settings that matter before it begins.
    pub settings: StartSettings,
    /// The story's languages. One alone shows no selector.
    pub languages: &'a [Language],
    /// The one that is shown.
    pub language: &'a Language,
}

/// How long a story takes, in minutes, rounded; at least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StoryLength {
    /// By the shortest way.
    pub least: u32,
    /// By the way of most viewers.
    pub usual: u32,
    /// By the longest way.
    pub most: u32,
}

/// Where the viewer left off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOffView<'a> {
    /// Nowhere that is known.
    Nowhere,
    /// In a story that was changed meanwhile: it begins anew.
    Changed,
    /// There.
    At {
        /// The scene's title; may be empty.
        scene: &'a str,
        /// How many days ago.
        days_ago: u32,
    },
}

/// What can be set before a story begins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StartSettings {
    /// Some scene has captions: whether they are shown, and their size, times the usual one.
    pub captions: Option<(bool, f32)>,
    /// Some question has a time limit: whether limits are off.
    pub no_time_limits: Option<bool>,
    /// It can be kept where the viewer leaves off: whether it is.
    pub remember_place: Option<bool>,
}
