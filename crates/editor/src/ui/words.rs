//! The window's own words, from `assets/i18n/editor-*.ftl`.

use crate::document::EditError;
use scene_graph::Language;
pub(crate) use viewer_ui::word_file::Value;
use viewer_ui::word_file::WordFile;

/// The files, by language.
const FILES: [(&str, &str); 2] = [
    ("en", include_str!("../../../../assets/i18n/editor-en.ftl")),
    ("ja", include_str!("../../../../assets/i18n/editor-ja.ftl")),
];

/// The window's words in one language.
pub(crate) struct Words(WordFile);

impl Words {
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

    /// Why an edit was not made.
    pub(crate) fn refusal(&self, error: &EditError) -> String {
        let name = |word, name: &str| self.with(word, &[("name", Value::Text(name))]);
        match error {
            EditError::Missing(gone) => name(Word::ErrorMissingName, gone.words()),
            EditError::Taken(taken) => name(Word::ErrorTaken, taken.words()),
            EditError::NotAName(words) => name(Word::ErrorNotAName, words),
            EditError::LastScene => self.get(Word::ErrorLastScene),
            EditError::NoSuchTurn => self.get(Word::ErrorNoSuchTurn),
            EditError::NeedsAWay => self.get(Word::ErrorNeedsAWay),
            EditError::NoChoices => self.get(Word::ErrorNoChoices),
        }
    }
}

macro_rules! words {
    ($($name:ident = $key:literal,)*) => {
        /// Every text of the window.
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
    // the frame: menus, panes, notes, questions
    MenuFile = "menu-file",
    MenuEdit = "menu-edit",
    MenuInsert = "menu-insert",
    MenuArrange = "menu-arrange",
    MenuView = "menu-view",
    MenuPlay = "menu-play",
    MenuHelp = "menu-help",
    CommandNew = "command-new",
    CommandOpen = "command-open",
    CommandSave = "command-save",
    CommandSaveAs = "command-save-as",
    CommandChanges = "command-changes",
    CommandExportTexts = "command-export-texts",
    CommandImportTexts = "command-import-texts",
    CommandExportMermaid = "command-export-mermaid",
    CommandExportSvg = "command-export-svg",
    CommandQuit = "command-quit",
    CommandUndo = "command-undo",
    CommandRedo = "command-redo",
    CommandCut = "command-cut",
    CommandCopy = "command-copy",
    CommandPaste = "command-paste",
    CommandDuplicate = "command-duplicate",
    CommandDelete = "command-delete",
    CommandSelectAll = "command-select-all",
    CommandRename = "command-rename",
    CommandFind = "command-find",
    CommandAddScene = "command-add-scene",
    CommandAddClips = "command-add-clips",
    CommandAddQuestion = "command-add-question",
    CommandAddChoice = "command-add-choice",
    CommandAddEnding = "command-add-ending",
    CommandAddFrame = "command-add-frame",
    CommandArrange = "command-arrange",
    CommandAlignLeft = "command-align-left",
    CommandAlignCentre = "command-align-centre",
    CommandAlignRight = "command-align-right",
    CommandAlignTop = "command-align-top",
    CommandAlignMiddle = "command-align-middle",
    CommandAlignBottom = "command-align-bottom",
    CommandSpreadAcross = "command-spread-across",
    CommandSpreadDown = "command-spread-down",
    CommandCommandPalette = "command-command-palette",
    CommandZoomIn = "command-zoom-in",
    CommandZoomOut = "command-zoom-out",
    CommandZoomReset = "command-zoom-reset",
    CommandFit = "command-fit",
    CommandFitSelection = "command-fit-selection",
    CommandShowOutline = "command-show-outline",
    CommandShowStory = "command-show-story",
    CommandShowInspector = "command-show-inspector",
    CommandShowProblems = "command-show-problems",
    CommandShowPaths = "command-show-paths",
    CommandLanguageEnglish = "command-language-english",
    CommandLanguageJapanese = "command-language-japanese",
    CommandThemeSystem = "command-theme-system",
    CommandThemeLight = "command-theme-light",
    CommandThemeDark = "command-theme-dark",
    CommandThemeContrast = "command-theme-contrast",
    CommandPreview = "command-preview",
    CommandPreviewFromScene = "command-preview-from-scene",
    CommandPlayAsViewer = "command-play-as-viewer",
    CommandKeys = "command-keys",
    UnsavedTitle = "unsaved-title",
    UnsavedText = "unsaved-text",
    UnsavedSave = "unsaved-save",
    UnsavedDiscard = "unsaved-discard",
    Cancel = "cancel",
    Close = "close",
    PaletteScene = "palette-scene",
    PaletteCommand = "palette-command",
    PaletteNothing = "palette-nothing",
    StatusSaved = "status-saved",
    StatusUnsaved = "status-unsaved",
    StatusScenes = "status-scenes",
    StatusProblems = "status-problems",
    StatusNoProblems = "status-no-problems",
    StatusChecking = "status-checking",
    StatusLanguage = "status-language",
    ErrorMissingName = "error-missing-name",
    ErrorTaken = "error-taken",
    ErrorNotAName = "error-not-a-name",
    ErrorLastScene = "error-last-scene",
    ErrorNoSuchTurn = "error-no-such-turn",
    ErrorNeedsAWay = "error-needs-a-way",
    ErrorNoChoices = "error-no-choices",
    ChangesTitle = "changes-title",
    ChangesNeverSaved = "changes-never-saved",
    ChangesLayoutOnly = "changes-layout-only",
    ChangesBefore = "changes-before",
    ChangesAfter = "changes-after",
    ChangesNothing = "changes-nothing",
    ChangesMore = "changes-more",
    DiskTitle = "disk-title",
    DiskText = "disk-text",
    DiskNoConflict = "disk-no-conflict",
    DiskConflicts = "disk-conflicts",
    DiskCannotMerge = "disk-cannot-merge",
    DiskMine = "disk-mine",
    DiskTheirs = "disk-theirs",
    DiskMerge = "disk-merge",
    DiskTakeTheirs = "disk-take-theirs",
    DiskTakeTheirsWhy = "disk-take-theirs-why",
    DiskKeepMine = "disk-keep-mine",
    DiskKeepMineWhy = "disk-keep-mine-why",
    DiskLater = "disk-later",
    DiskSettled = "disk-settled",
    RecoveredTitle = "recovered-title",
    RecoveredText = "recovered-text",
    RecoveredTake = "recovered-take",
    RecoveredDrop = "recovered-drop",
    NewTitle = "new-title",
    NewText = "new-text",
    NewOpen = "new-open",
    NewEmpty = "new-empty",
    PathTitle = "path-title",
    PathNoDialog = "path-no-dialog",
    PathGo = "path-go",
    StatusLocked = "status-locked",
    // canvas and outline
    CanvasName = "canvas-name",
    CanvasStart = "canvas-start",
    CanvasNext = "canvas-next",
    CanvasOtherwise = "canvas-otherwise",
    CanvasNoPrompt = "canvas-no-prompt",
    CanvasNoChoiceText = "canvas-no-choice-text",
    CanvasWords = "canvas-words",
    CanvasContact = "canvas-contact",
    CanvasAsks = "canvas-asks",
    CanvasProblems = "canvas-problems",
    CanvasSceneName = "canvas-scene-name",
    CanvasEndingName = "canvas-ending-name",
    CanvasFrame = "canvas-frame",
    CanvasFrameColour = "canvas-frame-colour",
    CanvasFrameNoColour = "canvas-frame-no-colour",
    CanvasFrameTheme = "canvas-frame-theme",
    CanvasAlign = "canvas-align",
    CanvasInsertHere = "canvas-insert-here",
    CanvasNewSceneHere = "canvas-new-scene-here",
    CanvasMakeVisit = "canvas-make-visit",
    CanvasMakeGoto = "canvas-make-goto",
    CanvasGoToEnd = "canvas-go-to-end",
    CanvasGoToBegin = "canvas-go-to-begin",
    CanvasMakeStart = "canvas-make-start",
    CanvasMap = "canvas-map",
    CanvasZoom = "canvas-zoom",
    CanvasDropHere = "canvas-drop-here",
    CanvasNoVideos = "canvas-no-videos",
    CanvasPasteNoScenes = "canvas-paste-no-scenes",
    CanvasPasteDamaged = "canvas-paste-damaged",
    CanvasPasteTooMany = "canvas-paste-too-many",
    CanvasPasteCut = "canvas-paste-cut",
    CanvasEmptyFirst = "canvas-empty-first",
    CanvasEmptySecond = "canvas-empty-second",
    OutlineInOrder = "outline-in-order",
    OutlineAlong = "outline-along",
    OutlineAddScene = "outline-add-scene",
    OutlineEnding = "outline-ending",
    OutlineInspect = "outline-inspect",
    OutlineLeadTo = "outline-lead-to",
    OutlineLeadElsewhere = "outline-lead-elsewhere",
    OutlineChoice = "outline-choice",
    OutlineNowhere = "outline-nowhere",
    OutlineReturn = "outline-return",
    OutlineVisit = "outline-visit",
    OutlineConditional = "outline-conditional",
    LeadToHeading = "lead-to-heading",
    LeadToNew = "lead-to-new",
    LeadToVisits = "lead-to-visits",
    RenameId = "rename-id",
    RenameIdHint = "rename-id-hint",
    RenameFrame = "rename-frame",
    RenameFrameHint = "rename-frame-hint",
    RenameDo = "rename-do",
    // inspector and story settings
    // problems, paths, translations, new stories
    ProblemsTitle = "problems-title",
    ProblemsErrors = "problems-errors",
    ProblemsWarnings = "problems-warnings",
    ProblemsNotes = "problems-notes",
    ProblemsOnly = "problems-only",
    ProblemsError = "problems-error",
    ProblemsWarning = "problems-warning",
    ProblemsNote = "problems-note",
    ProblemsNone = "problems-none",
    ProblemsWholeStory = "problems-whole-story",
    ProblemsGo = "problems-go",
    ProblemsGoTo = "problems-go-to",
    ProblemsFixThis = "problems-fix-this",
    FixCutWay = "fix-cut-way",
    FixDropNames = "fix-drop-names",
    FixDeclare = "fix-declare",
    FixStartFirst = "fix-start-first",
    FixDeclareLanguages = "fix-declare-languages",
    FixKeepOnce = "fix-keep-once",
    FixOwnId = "fix-own-id",
    FixReturnHere = "fix-return-here",
    FixEndHere = "fix-end-here",
    FixGoInstead = "fix-go-instead",
    FixDropWay = "fix-drop-way",
    FixAddChoices = "fix-add-choices",
    FixFitNumbers = "fix-fit-numbers",
    FixNoLimit = "fix-no-limit",
    FixAskAtEnd = "fix-ask-at-end",
    FixDropTrim = "fix-drop-trim",
    FixDropSound = "fix-drop-sound",
    FixDropEmpty = "fix-drop-empty",
    FixAskForAnswer = "fix-ask-for-answer",
    FixRemoveUnused = "fix-remove-unused",
    FixDropUnsupported = "fix-drop-unsupported",
    FixPlainColour = "fix-plain-colour",
    PathsTitle = "paths-title",
    PathsHow = "paths-how",
    PathsBegin = "paths-begin",
    PathsStop = "paths-stop",
    PathsViewers = "paths-viewers",
    PathsViewersWhy = "paths-viewers-why",
    PathsSeed = "paths-seed",
    PathsSeedWhy = "paths-seed-why",
    PathsTabPaths = "paths-tab-paths",
    PathsTabChoices = "paths-tab-choices",
    PathsTabLanguages = "paths-tab-languages",
    PathsExport = "paths-export",
    PathsOld = "paths-old",
    PathsAll = "paths-all",
    PathsSome = "paths-some",
    PathsLengths = "paths-lengths",
    PathsUnknown = "paths-unknown",
    PathsStuck = "paths-stuck",
    PathsTooLong = "paths-too-long",
    PathsSelect = "paths-select",
    PathsSeen = "paths-seen",
    PathsStuckViewers = "paths-stuck-viewers",
    PathsChoice = "paths-choice",
    PathsLanguage = "paths-language",
    PathsMissing = "paths-missing",
    PathsWhole = "paths-whole",
    PathsShortest = "paths-shortest",
    PathsUsual = "paths-usual",
    PathsLongest = "paths-longest",
    PathsShowGaps = "paths-show-gaps",
    ImportTitle = "import-title",
    ImportChanges = "import-changes",
    ImportOutdated = "import-outdated",
    ImportTooLongTexts = "import-too-long-texts",
    ImportOtherLanguages = "import-other-languages",
    ImportTwice = "import-twice",
    ImportUnknown = "import-unknown",
    ImportMissing = "import-missing",
    ImportEmptied = "import-emptied",
    ImportLeftOut = "import-left-out",
    ImportClashes = "import-clashes",
    ImportYours = "import-yours",
    ImportTheirs = "import-theirs",
    ImportTake = "import-take",
    ImportTakeClashes = "import-take-clashes",
    ImportDone = "import-done",
    ImportNotText = "import-not-text",
    ImportTooLong = "import-too-long",
    ImportShape = "import-shape",
    ImportNoIds = "import-no-ids",
    ImportNoLanguages = "import-no-languages",
    // files and the window
    // preview
    PreviewTitle = "preview-title",
    PreviewHow = "preview-how",
    PreviewStuck = "preview-stuck",
    PreviewPause = "preview-pause",
    PreviewGoOn = "preview-go-on",
    PreviewBack = "preview-back",
    PreviewToEnd = "preview-to-end",
    PreviewToEndWhy = "preview-to-end-why",
    PreviewAgain = "preview-again",
    PreviewStop = "preview-stop",
    PreviewShowScene = "preview-show-scene",
    PreviewContact = "preview-contact",
    PreviewSkip = "preview-skip",
    PreviewTimeLeft = "preview-time-left",
    PreviewVisited = "preview-visited",
    PreviewConfirm = "preview-confirm",
    PreviewState = "preview-state",
    PreviewVisits = "preview-visits",
    PreviewYes = "preview-yes",
    PreviewNo = "preview-no",
    PreviewPast = "preview-past",
    PreviewPastWhy = "preview-past-why",
    PreviewPastClear = "preview-past-clear",
    PreviewAnswered = "preview-answered",
    PreviewSeen = "preview-seen",
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;
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
    fn both_languages_have_the_same_keys_and_values_and_the_program_knows_them() {
        assert_eq!(keys(FILES[0].1), keys(FILES[1].1));
        let known: BTreeSet<_> = Word::ALL.iter().map(|word| word.key().to_owned()).collect();
        assert_eq!(keys(FILES[0].1).into_keys().collect::<BTreeSet<_>>(), known);
    }

    #[test]
    fn every_word_is_said_in_both_languages() {
        for tag in ["en", "ja"] {
            let words = Words::new(&Language::new(tag));
            assert_eq!(words.tag(), tag);
            for word in Word::ALL {
                assert_ne!(words.get(*word), word.key(), "{tag}");
            }
        }
    }
}
