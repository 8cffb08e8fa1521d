//! "What was recorded", as plain data.

use choice_log::Consent;

/// What is stored about the viewer, and what may be.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordedPage<'a> {
    /// The story's title.
    pub title: &'a str,
    /// What is stored.
    pub list: RecordedList<'a>,
    /// The switches; `None` before the story begins, where the first page has them.
    pub switches: Option<RecordingSwitches<'a>>,
    /// Where the page was opened from, and goes back to.
    pub back_to: BackTo,
    /// Something that was asked for is under way: saving, deleting.
    pub busy: bool,
    /// What became of the latest thing asked for.
    pub outcome: Option<Outcome<'a>>,
    /// Records that cannot be written at the moment and wait in memory; they are not in the list.
    pub waiting: u64,
}

/// What is stored.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum RecordedList<'a> {
    /// The log is being read.
    Reading,
    /// This, the latest session first; empty: nothing.
    Found(&'a [RecordedSession]),
    /// The log cannot be read; the program's own words.
    Unreadable(&'a str),
}

/// The switches, which work at once.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RecordingSwitches<'a> {
    /// What anonymous statistics record; `None`: not offered.
    pub statistics: Option<&'a str>,
    /// What identified follow-up records; `None`: not offered.
    pub follow_up: Option<&'a str>,
    /// What is recorded now.
    pub recording: Consent,
    /// The name or number the viewer gave, in this session.
    pub viewer: Option<&'a str>,
}

/// Where the page goes back to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BackTo {
    /// The first page.
    Start,
    /// The story, which waits.
    Story,
    /// The ending.
    Ending,
}

/// What became of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome<'a> {
    /// So many records were deleted.
    Erased {
        /// How many.
        records: u64,
        /// Old bytes may still be on the disk until another program closes the log.
        bytes_may_stay: bool,
    },
    /// Nothing was deleted; the program's own words.
    NotErased(&'a str),
    /// A copy was saved.
    Saved {
        /// The folder.
        folder: &'a str,
        /// The files in it.
        files: &'a [String],
        /// How many records each has.
        records: u64,
    },
    /// No copy was saved; the program's own words.
    NotSaved(&'a str),
}

/// A moment in the viewer's own time zone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalTime {
    /// The year.
    pub year: i32,
    /// 1 to 12.
    pub month: u32,
    /// 1 to 31.
    pub day: u32,
    /// 0 to 23.
    pub hour: u32,
    /// 0 to 59.
    pub minute: u32,
}

/// One session as it is stored.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RecordedSession {
    /// Its first record.
    pub began: LocalTime,
    /// Its last.
    pub ended: LocalTime,
    /// What it was recorded for.
    pub scope: Consent,
    /// Under which name.
    pub viewer: Option<String>,
    /// What the viewer answered, in order.
    pub said: Vec<Said>,
    /// The scenes that were seen, in order, and how often.
    pub scenes: Vec<(String, u64)>,
    /// What else the viewer did, and how often.
    pub did: Vec<(Did, u64)>,
    /// How many records there are.
    pub records: u64,
    /// Records that cannot be read.
    pub unreadable: u64,
}

/// One answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// When.
    pub at: LocalTime,
    /// What was asked; empty at an ending.
    pub question: String,
    /// What was answered.
    pub answer: SaidWhat,
}

/// What was answered.
#[derive(Clone, Debug, PartialEq)]
pub enum SaidWhat {
    /// Choices, in the viewer's language.
    Choices(Vec<String>),
    /// A number on a scale that ends with `highest`.
    Number {
        /// The answer.
        number: i32,
        /// The scale's highest number, where the story still has it.
        highest: Option<i32>,
    },
    /// The viewer's own words, in full.
    Words(String),
    /// Own words were written, and not recorded.
    WordsNotKept,
    /// The viewer would rather not say.
    Skipped,
    /// The time for the question ran out.
    TimeRanOut,
    /// A request to be contacted, with these words; `None`: the words were not recorded.
    Contact(Option<String>),
}

/// What else the viewer did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Did {
    /// Paused, or went on.
    Paused,
    /// Went to another time of a clip.
    Sought,
    /// Went back to a question.
    WentBack,
    /// Began anew.
    Restarted,
    /// Jumped to this scene.
    Jumped(String),
    /// Was asked this.
    WasAsked(String),
    /// Changed the language to the one of this tag.
    Language(String),
    /// Changed a setting.
    Setting,
    /// Opened this handout.
    Opened(String),
    /// Changed what may be recorded, to this.
    Agreed(Consent),
    /// A clip of this scene could not be played.
    ClipFailed(String),
    /// Reached this ending; empty: the built-in one.
    Reached(String),
}
