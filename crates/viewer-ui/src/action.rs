//! What the viewer did.

use choice_log::Consent;
use media_time::{MediaTime, Speed};
use scene_graph::{ChoiceId, HandoutId, Language, SceneId};
use session::Answer;

use crate::{CaptionStyle, NoticeId, ThemeChoice};

/// What the viewer did, for the player to carry out. Nothing has happened yet when it is returned:
/// the next [`crate::ViewModel`] says what became of it.
#[derive(Clone, Debug, PartialEq)]
pub enum UiAction {
    /// The viewer wants to go in: on from where they left off, or from the beginning. Where the story
    /// asks for it, what may be recorded is asked next ([`crate::Page::Consent`]); else it begins.
    Start {
        /// On from where they left off.
        resume: bool,
    },
    /// Back from what may be recorded to the start page.
    BackToStart,
    /// Choose a story in a file dialog.
    ChooseStory,
    /// Make a new story; where, is asked in a file dialog.
    NewStory,
    /// Open the story at this place of [`crate::HomePage::recent`].
    OpenRecent(usize),
    /// Do not open the story.
    CancelOpening,
    /// Open the story again that could not be opened.
    TryAgain,
    /// To the start window.
    GoHome,
    /// Keep on this machine where the viewer leaves off (`true`), or forget it at once.
    RememberPlace(bool),
    /// Captions on, in this size, times the usual one.
    CaptionSize(f32),
    /// Begin the story with this consent, or go on, as [`UiAction::Start`] said.
    Begin {
        /// What may be recorded; [`Consent::NONE`] unless the viewer switched something on.
        consent: Consent,
        /// The name or number the viewer gave; `Some` (and not blank) exactly under follow-up.
        viewer: Option<String>,
    },
    /// Go on from the slate that stands for a clip.
    SkipSlate,
    /// Answer the open question. Always fits the question that was shown.
    Answer(Answer),
    /// The viewer would rather not say (also "not now" on a contact question).
    Skip,
    /// A contact request at an ending, after preview and confirmation: the words to send (may be
    /// empty). A contact *question* gives [`UiAction::Answer`].
    Contact(String),
    /// The choice that the viewer points at or has the focus on, whenever that changes: a hint for
    /// what to load first. Not an input of the session and never recorded.
    Considering(Option<ChoiceId>),
    /// Back to the question before.
    Back,
    /// From the beginning.
    Restart,
    /// Pause, or go on.
    TogglePause,
    /// To this time of the scene's media, within its length.
    Seek(MediaTime),
    /// The seek bar is being dragged over this time of the scene's media: to be shown, not gone to.
    /// [`UiAction::Seek`] follows when it is let go of; `None`: it was let go of for nothing.
    Scrub(Option<MediaTime>),
    /// This loudness, 0 to 1 as the slider shows it.
    Volume(f32),
    /// Sound off, or on again.
    ToggleMute,
    /// Play this fast from now on, with the pitch kept; one of [`Speed::STEPS`].
    Speed(Speed),
    /// Captions on, or off.
    ToggleCaptions,
    /// Captions look like this.
    CaptionStyle(CaptionStyle),
    /// Captions in this language, one of [`crate::Controls::caption_languages`]; `None`: in the
    /// story's.
    CaptionLanguage(Option<Language>),
    /// Texts and controls in this size, times what fits the window.
    TextScale(f32),
    /// Light or dark pages.
    Theme(ThemeChoice),
    /// Nothing moves or fades (`true`).
    ReducedMotion(bool),
    /// To this scene, which was seen before.
    Jump(SceneId),
    /// The open question's limit begins anew.
    MoreTime,
    /// A small window above all others, or back to the usual one.
    ToggleMini,
    /// The pointer that was just pressed takes the window along: it has no frame to be held by.
    MoveWindow,
    /// The story and the interface in this language, one of [`crate::Controls::languages`].
    Language(Language),
    /// Full screen, or back to a window.
    ToggleFullscreen,
    /// Questions wait without a time limit (`true`).
    NoTimeLimits(bool),
    /// Open this handout.
    Handout(HandoutId),
    /// Show what was recorded ([`crate::Page::Recorded`]). The story waits meanwhile.
    ShowRecorded,
    /// Back to where [`UiAction::ShowRecorded`] came from.
    CloseRecorded,
    /// From now on this may be recorded, at once.
    ChangeConsent {
        /// Both switches as they are now.
        consent: Consent,
        /// The name or number the viewer gave; `Some` exactly under follow-up.
        viewer: Option<String>,
    },
    /// Delete everything that was recorded of this viewer and story. The viewer was asked.
    EraseRecorded {
        /// Recording goes on with what comes next, where the viewer agreed to it; else it stops.
        go_on: bool,
    },
    /// Save a copy of everything that was recorded of this viewer and story.
    SaveRecorded,
    /// The viewer has read this notice: do not show it again.
    DismissNotice(NoticeId),
    /// Leave the program.
    Quit,
}
