//! What is to be shown: plain data in, borrowed for one pass.

mod explored;
mod recorded;

pub use explored::{Explored, MoreWays, SeenTheme};
pub use recorded::{
    BackTo, Did, LocalTime, Outcome, RecordedList, RecordedPage, RecordedSession, RecordingSwitches, Said,
    SaidWhat,
};

use choice_log::Consent;
use media_time::{MediaDuration, MediaTime, Speed};
use scene_graph::{HandoutId, Language};
use session::{Chapters, QuestionView};

use crate::{CaptionStyle, Thumbnails};

pub mod front;

pub use crate::logo::Logo;
use front::{HomePage, LoadingPage, StartPage};

/// Everything that [`crate::ViewerUi::show`] draws.
#[derive(Clone, Debug, PartialEq)]
pub struct ViewModel<'a> {
    /// The page.
    pub page: Page<'a>,
    /// Short notes over the page, oldest first. The three newest are shown.
    pub notices: &'a [Notice],
    /// The story's brand.
    pub brand: Brand,
}

/// A story's colours and logo; where a colour is absent the program's own stands. They are never
/// used for or under text without a correction of their contrast.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Brand {
    /// The main colour: buttons and bars.
    pub colour: Option<[u8; 3]>,
    /// Behind whole pages.
    pub background: Option<[u8; 3]>,
    /// Shown on whole pages.
    pub logo: Option<Logo>,
}

/// One of the viewer's pages.
#[derive(Clone, Debug, PartialEq)]
pub enum Page<'a> {
    /// The story is being opened.
    Loading(LoadingPage<'a>),
    /// No story is open: the start window.
    Home(HomePage<'a>),
    /// The story is about to begin.
    Start(StartPage<'a>),
    /// Before anything is recorded, where the story asks for it.
    Consent(ConsentPage<'a>),
    /// The overlay on the picture. Without question, captions, slate, notices or a moving pointer
    /// nothing at all is drawn.
    Story(StoryPage<'a>),
    /// The story is over; the picture below is the brand's background.
    Ending(EndingPage<'a>),
    /// What is stored about the viewer.
    Recorded(RecordedPage<'a>),
    /// The story cannot go on.
    Error(ErrorPage<'a>),
    /// A page of the visual language: no story shows it.
    Elements(crate::gallery::Elements),
}

/// What may be recorded? Shown after the start page, where the story asks for anything.
#[derive(Clone, Debug, PartialEq)]
pub struct ConsentPage<'a> {
    /// The story's title.
    pub title: &'a str,
    /// Who receives the data (the story's words); empty when nothing is offered.
    pub who: &'a str,
    /// What for.
    pub why: &'a str,
    /// What anonymous statistics record; `None`: not offered.
    pub statistics: Option<&'a str>,
    /// What identified follow-up records; `None`: not offered.
    pub follow_up: Option<&'a str>,
    /// How long it is kept, in days.
    pub keep_days: u32,
    /// Something of earlier sessions is stored: offer to show it.
    pub has_records: bool,
    /// The story's languages. One alone shows no selector.
    pub languages: &'a [Language],
    /// The one that is shown.
    pub language: &'a Language,
}

/// The overlay on the picture.
#[derive(Clone, Debug, PartialEq)]
pub struct StoryPage<'a> {
    /// The scene's title, announced to screen readers and shown in the controls; may be empty.
    pub scene_title: &'a str,
    /// The open question.
    pub question: Option<&'a QuestionView>,
    /// The caption at this moment, lines parted by `\n`; `None` when captions are off.
    pub captions: Option<&'a str>,
    /// Stands instead of a picture that cannot be played.
    pub slate: Option<Slate<'a>>,
    /// The controls' state.
    pub controls: Controls<'a>,
    /// Handouts offered at this scene.
    pub offers: &'a [HandoutView],
    /// Who answers contact requests; needed for a contact question.
    pub contact: Option<ContactView<'a>>,
    /// What is recorded: said next to words that the viewer writes.
    pub recording: Consent,
    /// The way so far, for the chapter map.
    pub way: WayView<'a>,
}

/// The way so far.
#[derive(Clone, Copy, PartialEq)]
pub struct WayView<'a> {
    /// What was seen, and where there is more.
    pub chapters: &'a Chapters,
    /// Small pictures of it.
    pub thumbnails: &'a Thumbnails,
}

impl std::fmt::Debug for WayView<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Pages are compared by what this says, often: chapters are made anew whenever they change.
        write!(formatter, "{:p} {:?}", self.chapters, self.thumbnails)
    }
}

/// Stands instead of a picture that cannot be played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slate<'a> {
    /// The scene's title.
    pub title: &'a str,
    /// What is wrong, in a person's words; empty for the standard sentence.
    pub message: &'a str,
}

/// The state of playing, as the control bar shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Controls<'a> {
    /// The viewer paused.
    pub paused: bool,
    /// Where the scene's media stands.
    pub position: MediaTime,
    /// How long it is; `None` or zero: no seek bar.
    pub duration: Option<MediaDuration>,
    /// Where on it the scene's question opens; marked on the seek bar.
    pub question_at: Option<MediaTime>,
    /// There is a question to go back to.
    pub can_go_back: bool,
    /// 0 to 1.
    pub volume: f32,
    /// The viewer turned the sound off.
    pub muted: bool,
    /// How fast it plays.
    pub speed: Speed,
    /// The picture has captions in some language.
    pub has_captions: bool,
    /// They are shown.
    pub captions_on: bool,
    /// What they look like.
    pub caption_style: CaptionStyle,
    /// The languages that there are captions in for what plays. One alone shows no selector.
    pub caption_languages: &'a [Language],
    /// The one that the viewer chose; `None`: the story's.
    pub caption_language: Option<&'a Language>,
    /// The window is small and above all others.
    pub mini: bool,
    /// The window fills the screen.
    pub fullscreen: bool,
    /// The story's languages. One alone shows no selector.
    pub languages: &'a [Language],
    /// The one that is shown.
    pub language: &'a Language,
    /// Time limits are off.
    pub no_time_limits: bool,
}

/// A file or page that can be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandoutView {
    /// Which.
    pub id: HandoutId,
    /// What it is called.
    pub title: String,
}

/// Who answers contact requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContactView<'a> {
    /// Who it goes to.
    pub to: &'a str,
    /// Their mail address: sending opens a draft to it. `None`: sending saves a file alone.
    pub mail: Option<&'a str>,
    /// When they will answer.
    pub promise: &'a str,
    /// What the request is about: the story's title.
    pub about: &'a str,
    /// The viewer's name or number that is sent along; `None`: sent without one.
    pub viewer: Option<&'a str>,
}

/// The story is over.
#[derive(Clone, Debug, PartialEq)]
pub struct EndingPage<'a> {
    /// Nothing leads on from where the viewer was: the built-in ending, with words of its own and the
    /// way back first.
    pub stuck: bool,
    /// The ending's heading; empty: the standard words.
    pub title: &'a str,
    /// What it says.
    pub text: &'a str,
    /// Handouts offered here.
    pub offers: &'a [HandoutView],
    /// `Some`: a contact request can be made.
    pub contact: Option<ContactView<'a>>,
    /// A contact request was made in this session.
    pub contact_sent: bool,
    /// There is a question to go back to.
    pub can_go_back: bool,
    /// What the viewer explored, and where there is more.
    pub explored: Option<&'a Explored>,
    /// What the way that led here was about: a theme's name; may be empty.
    pub theme: &'a str,
    /// The theme's colour, `#rrggbb`; may be empty.
    pub theme_colour: &'a str,
    /// The story's last picture lies below: the page stands on a sheet over it.
    pub over_picture: bool,
    /// What was recorded in this session.
    pub recording: Consent,
    /// The story's languages.
    pub languages: &'a [Language],
    /// The one that is shown.
    pub language: &'a Language,
}

/// The story cannot go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErrorPage<'a> {
    /// What happened.
    pub problem: Problem<'a>,
    /// The program's own words, for whoever helps; may be empty or long.
    pub detail: &'a str,
    /// Another story can be opened instead, or this one again.
    pub can_choose: bool,
}

/// What happened, with words and a remedy of its own in every language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem<'a> {
    /// There is no story at this path.
    StoryMissing {
        /// The path.
        path: &'a str,
    },
    /// The file is there, but is no story that can be played.
    StoryDamaged {
        /// The path.
        path: &'a str,
    },
    /// The file may not be read.
    StoryUnreadable {
        /// The path.
        path: &'a str,
    },
    /// The story needs a newer version of this program.
    StoryTooNew {
        /// The path.
        path: &'a str,
    },
    /// No graphics adapter, or it was lost.
    NoGraphics,
    /// Anything else: only the detail says it.
    Other,
}

/// Names a notice between the player and the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NoticeId(pub u64);

/// A short note over the page that needs no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Given back when the viewer dismisses it.
    pub id: NoticeId,
    /// What it says.
    pub kind: NoticeKind,
}

/// What a notice says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// No sound device: playing goes on without sound.
    NoSound,
    /// Records cannot be written: playing goes on, nothing more is recorded.
    LogFailed,
    /// A handout could not be opened.
    HandoutFailed {
        /// Its title.
        title: String,
    },
    /// Something was dropped on the window that is no story.
    NoStory {
        /// Its name.
        name: String,
    },
    /// Drawn by the processor: large windows may be slow.
    SoftwareGraphics,
    /// A contact request was saved.
    ContactSaved {
        /// The file; `None`: it could not be saved, only the mail has it.
        path: Option<String>,
        /// A mail draft with it was opened: it leaves when the viewer sends that.
        mail: bool,
    },
    /// A contact request could neither be saved nor handed to a mail program.
    ContactNotSaved {
        /// The program's own words.
        detail: String,
    },
    /// Anything else, in the viewer's language already.
    Text(String),
}
