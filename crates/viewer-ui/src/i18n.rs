//! The interface's own words, from `assets/i18n/*.ftl`.

pub(crate) use crate::word_file::Value;
use crate::word_file::WordFile;
use scene_graph::Language;

/// The files, by language.
pub(crate) const FILES: [(&str, &str); 2] = [
    ("en", include_str!("../../../assets/i18n/en.ftl")),
    ("ja", include_str!("../../../assets/i18n/ja.ftl")),
];

/// The interface's words in one language.
pub(crate) struct Strings(WordFile);

impl Strings {
    /// Japanese for `ja` and `ja-…`, else English.
    pub(crate) fn new(language: &Language) -> Self {
        Self(WordFile::new(language, &FILES))
    }

    /// The language's tag, `en` or `ja`.
    pub(crate) fn tag(&self) -> &'static str {
        self.0.tag()
    }

    /// These words.
    pub(crate) fn get(&self, word: Word) -> String {
        self.with(word, &[])
    }

    /// These words with values in them.
    pub(crate) fn with(&self, word: Word, values: &[(&'static str, Value<'_>)]) -> String {
        self.0.with(word.key(), values)
    }
}

macro_rules! words {
    ($($name:ident = $key:literal,)*) => {
        /// Every text of the interface.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Word { $($name,)* }

        impl Word {
            /// Its key in the files.
            pub(crate) const fn key(self) -> &'static str {
                match self { $(Self::$name => $key,)* }
            }

            /// All of them.
            #[cfg(test)]
            pub(crate) const ALL: &[Self] = &[$(Self::$name,)*];
        }
    };
}

words! {
    Loading = "loading",
    Close = "close",
    Quit = "quit",
    HomeKicker = "home-kicker",
    HomeTitle = "home-title",
    HomeOpen = "home-open",
    HomeNew = "home-new",
    HomeDrop = "home-drop",
    HomeRecent = "home-recent",
    HomeGone = "home-gone",
    HomeNoDialog = "home-no-dialog",
    HomeNotMade = "home-not-made",
    Today = "today",
    Yesterday = "yesterday",
    DaysAgo = "days-ago",
    LoadingChecking = "loading-checking",
    LoadingClips = "loading-clips",
    Cancel = "cancel",
    StartLength = "start-length",
    StartLengthRange = "start-length-range",
    StartChanged = "start-changed",
    StartClipsMissing = "start-clips-missing",
    Resume = "resume",
    ResumeAt = "resume-at",
    StartAnew = "start-anew",
    Captions = "captions",
    Off = "off",
    CaptionsSmall = "captions-small",
    CaptionsMedium = "captions-medium",
    CaptionsLarge = "captions-large",
    RememberPlace = "remember-place",
    RememberPlaceWhy = "remember-place-why",
    ConsentTitle = "consent-title",
    ConsentBack = "consent-back",
    ConsentKicker = "consent-kicker",
    ConsentFrom = "consent-from",
    ConsentWhy = "consent-why",
    ConsentKeep = "consent-keep",
    ConsentKeepValue = "consent-keep-value",
    ConsentChoose = "consent-choose",
    ConsentStatistics = "consent-statistics",
    ConsentFollowUp = "consent-follow-up",
    ConsentViewer = "consent-viewer",
    ConsentViewerHint = "consent-viewer-hint",
    ConsentViewerMissing = "consent-viewer-missing",
    ConsentFree = "consent-free",
    ConsentBeginWithout = "consent-begin-without",
    ConsentBeginWith = "consent-begin-with",
    ConsentNothingChosen = "consent-nothing-chosen",
    ConsentNothingRecorded = "consent-nothing-recorded",
    Begin = "begin",
    NoTimeLimits = "no-time-limits",
    NoTimeLimitsWhy = "no-time-limits-why",
    LanguageMenu = "language-menu",
    Question = "question",
    Visited = "visited",
    Chosen = "chosen",
    ChoiceNumber = "choice-number",
    Skip = "skip",
    Confirm = "confirm",
    AnswerStands = "answer-stands",
    ChooseExactly = "choose-exactly",
    ChooseBetween = "choose-between",
    ChooseAtLeast = "choose-at-least",
    ChooseAtMost = "choose-at-most",
    ChosenCount = "chosen-count",
    ScaleStep = "scale-step",
    ScaleSlider = "scale-slider",
    ScaleLow = "scale-low",
    ScaleHigh = "scale-high",
    YourWords = "your-words",
    WordsLeft = "words-left",
    WordsSend = "words-send",
    WordsKeys = "words-keys",
    WordsKept = "words-kept",
    WordsNotKept = "words-not-kept",
    SecondsLeft = "seconds-left",
    ContactTo = "contact-to",
    ContactNoOne = "contact-no-one",
    ContactMessage = "contact-message",
    ContactHint = "contact-hint",
    ContactPreview = "contact-preview",
    ContactPreviewTitle = "contact-preview-title",
    ContactFrom = "contact-from",
    ContactFromNobody = "contact-from-nobody",
    ContactToMail = "contact-to-mail",
    ContactAbout = "contact-about",
    ContactSubject = "contact-subject",
    ContactHowMail = "contact-how-mail",
    ContactHowFile = "contact-how-file",
    ContactSave = "contact-save",
    ContactEmpty = "contact-empty",
    ContactSend = "contact-send",
    ContactEdit = "contact-edit",
    ContactNotNow = "contact-not-now",
    ContactAsk = "contact-ask",
    ContactSent = "contact-sent",
    Controls = "controls",
    Play = "play",
    Pause = "pause",
    Back = "back",
    Restart = "restart",
    Seek = "seek",
    Mute = "mute",
    Unmute = "unmute",
    Volume = "volume",
    Fullscreen = "fullscreen",
    Window = "window",
    SlateMessage = "slate-message",
    SlateGoOn = "slate-go-on",
    Offers = "offers",
    More = "more",
    TooltipKey = "tooltip-key",
    Settings = "settings",
    Speed = "speed",
    SpeedNormal = "speed-normal",
    Map = "map",
    MapNote = "map-note",
    MapNoteAll = "map-note-all",
    MapMore = "map-more",
    MapHere = "map-here",
    CaptionsMenu = "captions-menu",
    CaptionsShow = "captions-show",
    CaptionsLanguage = "captions-language",
    CaptionsStoryLanguage = "captions-story-language",
    CaptionsSize = "captions-size",
    CaptionsColour = "captions-colour",
    CaptionsBackground = "captions-background",
    CaptionsOpacity = "captions-opacity",
    CaptionsEdge = "captions-edge",
    CaptionsLook = "captions-look",
    CaptionsUsual = "captions-usual",
    CaptionsSample = "captions-sample",
    ColourWhite = "colour-white",
    ColourYellow = "colour-yellow",
    ColourGreen = "colour-green",
    ColourCyan = "colour-cyan",
    ColourBlue = "colour-blue",
    ColourMagenta = "colour-magenta",
    ColourRed = "colour-red",
    ColourBlack = "colour-black",
    EdgeNone = "edge-none",
    EdgeOutline = "edge-outline",
    EdgeShadow = "edge-shadow",
    EdgeRaised = "edge-raised",
    EdgeDepressed = "edge-depressed",
    TextSize = "text-size",
    ReducedMotion = "reduced-motion",
    Theme = "theme",
    ThemeSystem = "theme-system",
    ThemeDark = "theme-dark",
    ThemeLight = "theme-light",
    ThemeHighContrast = "theme-high-contrast",
    Mini = "mini",
    MiniLeave = "mini-leave",
    MiniAsked = "mini-asked",
    MiniAnswer = "mini-answer",
    MoreTime = "more-time",
    TimeLeftSaid = "time-left-said",
    Help = "help",
    HelpPlaying = "help-playing",
    HelpAnswering = "help-answering",
    HelpSeeing = "help-seeing",
    HelpPointer = "help-pointer",
    HelpPad = "help-pad",
    HelpPause = "help-pause",
    HelpSeek = "help-seek",
    HelpSeekAnywhere = "help-seek-anywhere",
    HelpSpeed = "help-speed",
    HelpNumbers = "help-numbers",
    HelpZero = "help-zero",
    HelpMove = "help-move",
    HelpConfirm = "help-confirm",
    HelpSendWords = "help-send-words",
    HelpCaptionSize = "help-caption-size",
    HelpCaptionList = "help-caption-list",
    HelpPage = "help-page",
    HelpClick = "help-click",
    HelpDoubleClick = "help-double-click",
    HelpMovePointer = "help-move-pointer",
    HelpMouseBack = "help-mouse-back",
    HelpTouch = "help-touch",
    HelpDoubleTap = "help-double-tap",
    HelpDrag = "help-drag",
    HelpPadMove = "help-pad-move",
    HelpPadPress = "help-pad-press",
    HelpPadBack = "help-pad-back",
    HelpPadNext = "help-pad-next",
    HelpPadPage = "help-pad-page",
    EndingTitle = "ending-title",
    StuckTitle = "stuck-title",
    StuckText = "stuck-text",
    EndingSeen = "ending-seen",
    EndingMore = "ending-more",
    EndingRecorded = "ending-recorded",
    EndingNotRecorded = "ending-not-recorded",
    WatchAgain = "watch-again",
    BackToQuestion = "back-to-question",
    RecordedTitle = "recorded-title",
    RecordedNow = "recorded-now",
    RecordedNotNow = "recorded-not-now",
    RecordedNotOffered = "recorded-not-offered",
    RecordedScopeNone = "recorded-scope-none",
    RecordedAgree = "recorded-agree",
    RecordedReading = "recorded-reading",
    RecordedNothing = "recorded-nothing",
    RecordedUnreadable = "recorded-unreadable",
    RecordedWaiting = "recorded-waiting",
    RecordedWithName = "recorded-with-name",
    RecordedWithoutName = "recorded-without-name",
    RecordedDay = "recorded-day",
    RecordedAnswers = "recorded-answers",
    RecordedScenes = "recorded-scenes",
    RecordedElse = "recorded-else",
    RecordedSaid = "recorded-said",
    RecordedWrote = "recorded-wrote",
    RecordedAbout = "recorded-about",
    RecordedWordsNotKept = "recorded-words-not-kept",
    RecordedSkipped = "recorded-skipped",
    RecordedTimeRanOut = "recorded-time-ran-out",
    RecordedContactWords = "recorded-contact-words",
    RecordedContact = "recorded-contact",
    RecordedTimes = "recorded-times",
    RecordedDamaged = "recorded-damaged",
    DidPaused = "did-paused",
    DidSought = "did-sought",
    DidWentBack = "did-went-back",
    DidRestarted = "did-restarted",
    DidJumped = "did-jumped",
    DidWasAsked = "did-was-asked",
    DidLanguage = "did-language",
    DidSetting = "did-setting",
    DidOpened = "did-opened",
    DidAgreed = "did-agreed",
    DidClipFailed = "did-clip-failed",
    DidReached = "did-reached",
    DidReachedEnd = "did-reached-end",
    RecordedEach = "recorded-each",
    RecordedWhere = "recorded-where",
    RecordedBack = "recorded-back",
    RecordedBackToStory = "recorded-back-to-story",
    RecordedSave = "recorded-save",
    RecordedErase = "recorded-erase",
    RecordedEraseTitle = "recorded-erase-title",
    RecordedEraseWhat = "recorded-erase-what",
    RecordedEraseNo = "recorded-erase-no",
    RecordedEraseYes = "recorded-erase-yes",
    RecordedEraseStop = "recorded-erase-stop",
    RecordedEraseGoOn = "recorded-erase-go-on",
    RecordedBusy = "recorded-busy",
    RecordedErased = "recorded-erased",
    RecordedBytesMayStay = "recorded-bytes-may-stay",
    RecordedNotErased = "recorded-not-erased",
    RecordedSaved = "recorded-saved",
    RecordedNotSaved = "recorded-not-saved",
    ErrorDetail = "error-detail",
    ErrorMissing = "error-missing",
    ErrorMissingWhat = "error-missing-what",
    ErrorMissingDo = "error-missing-do",
    ErrorDamaged = "error-damaged",
    ErrorDamagedWhat = "error-damaged-what",
    ErrorDamagedDo = "error-damaged-do",
    ErrorUnreadable = "error-unreadable",
    ErrorUnreadableWhat = "error-unreadable-what",
    ErrorUnreadableDo = "error-unreadable-do",
    ErrorTooNew = "error-too-new",
    ErrorTooNewWhat = "error-too-new-what",
    ErrorTooNewDo = "error-too-new-do",
    ErrorGraphics = "error-graphics",
    ErrorGraphicsWhat = "error-graphics-what",
    ErrorGraphicsDo = "error-graphics-do",
    ErrorOther = "error-other",
    ErrorOtherWhat = "error-other-what",
    ErrorOtherDo = "error-other-do",
    TryAgain = "try-again",
    OtherStory = "other-story",
    NoticeNoSound = "notice-no-sound",
    NoticeLogFailed = "notice-log-failed",
    NoticeHandoutFailed = "notice-handout-failed",
    NoticeNoStory = "notice-no-story",
    NoticeSoftware = "notice-software",
    NoticeContactMail = "notice-contact-mail",
    NoticeContactMailOnly = "notice-contact-mail-only",
    NoticeContactSaved = "notice-contact-saved",
    NoticeContactNotSaved = "notice-contact-not-saved",
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;
    use fluent::FluentResource;
    use std::collections::{BTreeMap, BTreeSet};

    /// The keys of a file, each with the values that its text takes.
    fn keys(file: &str) -> BTreeMap<String, BTreeSet<String>> {
        let mut keys = BTreeMap::new();
        for line in file.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
            let (key, text) = line.split_once(" = ").unwrap();
            let values = text.split("{ $").skip(1).map(|rest| rest.split(" }").next().unwrap().to_owned());
            let before = keys.insert(key.to_owned(), values.collect());
            assert_eq!(before, None, "{key} is there twice");
        }
        keys
    }

    #[test]
    fn both_languages_have_the_same_keys_and_values() {
        assert_eq!(keys(FILES[0].1), keys(FILES[1].1));
    }

    #[test]
    fn every_word_is_there_and_no_other() {
        let used: BTreeSet<_> = Word::ALL.iter().map(|word| word.key().to_owned()).collect();
        for (tag, file) in FILES {
            FluentResource::try_new(file.to_owned()).map_err(|(_, errors)| errors).unwrap();
            assert_eq!(keys(file).into_keys().collect::<BTreeSet<_>>(), used, "{tag}");
        }
    }

    #[test]
    fn values_are_put_in_without_marks() {
        let strings = Strings::new(&Language::new("ja-JP"));
        assert_eq!(strings.tag(), "ja");
        assert_eq!(strings.with(Word::SecondsLeft, &[("seconds", Value::Number(7))]), "7秒");
        assert_eq!(Strings::new(&Language::new("fr")).get(Word::Confirm), "Confirm");
        assert_eq!(Strings::new(&Language::new("")).tag(), "en");
    }
}
