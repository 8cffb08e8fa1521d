//! Everything the author can ask for by name: in the menu, by shortcut, in the command palette.

use super::words::Word;
use super::workspace::{Sheet, Side, Workspace};
use super::{Ask, Cx, Request};
use egui::{Key, KeyboardShortcut, Modifiers, Ui};
use viewer_ui::ThemeChoice;

/// The menus, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Menu {
    /// Stories and files.
    File,
    /// Steps back and forth, copies.
    Edit,
    /// What can be made.
    Insert,
    /// Where things lie.
    Arrange,
    /// What is seen.
    View,
    /// The story as it plays.
    Play,
    /// Keys.
    Help,
}

impl Menu {
    /// All of them, in order.
    pub const ALL: [Self; 7] =
        [Self::File, Self::Edit, Self::Insert, Self::Arrange, Self::View, Self::Play, Self::Help];

    pub(crate) fn word(self) -> Word {
        match self {
            Self::File => Word::MenuFile,
            Self::Edit => Word::MenuEdit,
            Self::Insert => Word::MenuInsert,
            Self::Arrange => Word::MenuArrange,
            Self::View => Word::MenuView,
            Self::Play => Word::MenuPlay,
            Self::Help => Word::MenuHelp,
        }
    }
}

const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);
const ALT: Modifiers = Modifiers::ALT;
const NONE: Modifiers = Modifiers::NONE;

/// One row a command: its name, its words, its menu (and, with `|`, that a line stands above it), its
/// shortcut.
macro_rules! commands {
    ($($(#[$doc:meta])* $name:ident = $word:ident, $menu:ident $($line:literal)? $(, $mods:ident + $key:ident)?;)*) => {
        /// What the author can ask for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Command { $($(#[$doc])* $name,)* }

        impl Command {
            /// All of them, as menus show them.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            pub(crate) fn word(self) -> Word {
                match self { $(Self::$name => Word::$word,)* }
            }

            /// The menu it is in.
            #[must_use]
            pub fn menu(self) -> Menu {
                match self { $(Self::$name => Menu::$menu,)* }
            }

            /// Whether a line stands above it in its menu.
            pub(crate) fn begins_group(self) -> bool {
                match self { $(Self::$name => [$($line,)? ""].contains(&"|"),)* }
            }

            /// Its shortcut, if it has one.
            #[must_use]
            pub fn shortcut(self) -> Option<KeyboardShortcut> {
                match self { $(Self::$name => commands!(@key $($mods + $key)?),)* }
            }
        }
    };
    (@key) => { None };
    (@key $mods:ident + $key:ident) => { Some(KeyboardShortcut::new($mods, Key::$key)) };
}

commands! {
    /// A new story.
    New = CommandNew, File, CTRL + N;
    /// Another story.
    Open = CommandOpen, File, CTRL + O;
    /// Write it.
    Save = CommandSave, File "|", CTRL + S;
    /// Write it elsewhere.
    SaveAs = CommandSaveAs, File, CTRL_SHIFT + S;
    /// What the file does not have yet.
    Changes = CommandChanges, File;
    /// What is another in this story than in another one.
    Compare = CommandCompare, File;
    /// Texts for translators.
    ExportTexts = CommandExportTexts, File "|";
    /// Texts from translators.
    ImportTexts = CommandImportTexts, File;
    /// The graph for documents, as text.
    ExportMermaid = CommandExportMermaid, File;
    /// The graph for documents, as a picture.
    ExportSvg = CommandExportSvg, File;
    /// Leave.
    Quit = CommandQuit, File "|", CTRL + Q;

    /// A step back.
    Undo = CommandUndo, Edit, CTRL + Z;
    /// The step again.
    Redo = CommandRedo, Edit, CTRL_SHIFT + Z;
    /// Take away what is selected, to paste it elsewhere.
    Cut = CommandCut, Edit "|", CTRL + X;
    /// Keep what is selected, to paste it.
    Copy = CommandCopy, Edit, CTRL + C;
    /// What was copied.
    Paste = CommandPaste, Edit, CTRL + V;
    /// A copy beside it.
    Duplicate = CommandDuplicate, Edit, CTRL + D;
    /// Away with it.
    Delete = CommandDelete, Edit, NONE + Delete;
    /// Every card.
    SelectAll = CommandSelectAll, Edit "|", CTRL + A;
    /// Another name.
    Rename = CommandRename, Edit, NONE + F2;
    /// Search for a scene and show it.
    Find = CommandFind, Edit "|", CTRL + F;

    /// A scene.
    AddScene = CommandAddScene, Insert, CTRL + E;
    /// Scenes of video files.
    AddClips = CommandAddClips, Insert, CTRL_SHIFT + E;
    /// A question on the selected scene.
    AddQuestion = CommandAddQuestion, Insert "|";
    /// A choice on its question.
    AddChoice = CommandAddChoice, Insert;
    /// An ending.
    AddEnding = CommandAddEnding, Insert "|";
    /// A frame around what is selected.
    AddFrame = CommandAddFrame, Insert, CTRL + G;

    /// Lay out the selected cards, or all.
    Arrange = CommandArrange, Arrange, CTRL + L;
    /// Left edges in a line.
    AlignLeft = CommandAlignLeft, Arrange "|";
    /// Middles in a line from top to bottom.
    AlignCentre = CommandAlignCentre, Arrange;
    /// Right edges in a line.
    AlignRight = CommandAlignRight, Arrange;
    /// Upper edges in a line.
    AlignTop = CommandAlignTop, Arrange;
    /// Middles in a line from left to right.
    AlignMiddle = CommandAlignMiddle, Arrange;
    /// Lower edges in a line.
    AlignBottom = CommandAlignBottom, Arrange;
    /// The same room between them, from left to right.
    SpreadAcross = CommandSpreadAcross, Arrange "|";
    /// The same room between them, from top to bottom.
    SpreadDown = CommandSpreadDown, Arrange;

    /// Any command, by its name.
    CommandPalette = CommandCommandPalette, View, CTRL_SHIFT + P;
    /// Larger.
    ZoomIn = CommandZoomIn, View "|", CTRL + Plus;
    /// Smaller.
    ZoomOut = CommandZoomOut, View, CTRL + Minus;
    /// Its own size.
    ZoomReset = CommandZoomReset, View, CTRL + Num0;
    /// The whole story.
    Fit = CommandFit, View, CTRL + Num1;
    /// What is selected.
    FitSelection = CommandFitSelection, View, CTRL + Num2;
    /// The list of scenes.
    ShowOutline = CommandShowOutline, View "|", ALT + Num1;
    /// What belongs to the story as a whole.
    ShowStory = CommandShowStory, View, ALT + Num2;
    /// What is selected.
    ShowInspector = CommandShowInspector, View, ALT + Num3;
    /// What the checks found.
    ShowProblems = CommandShowProblems, View, ALT + Num4;
    /// Paths and their lengths.
    ShowPaths = CommandShowPaths, View, ALT + Num5;
    /// The whole story in a corner of the graph.
    ShowMap = CanvasMap, View, ALT + Num6;
    /// English words.
    LanguageEnglish = CommandLanguageEnglish, View "|";
    /// Japanese words.
    LanguageJapanese = CommandLanguageJapanese, View;
    /// As the system's windows.
    ThemeSystem = CommandThemeSystem, View "|";
    /// Light.
    ThemeLight = CommandThemeLight, View;
    /// Dark.
    ThemeDark = CommandThemeDark, View;
    /// White on black.
    ThemeContrast = CommandThemeContrast, View;

    /// In the pane, from the start.
    Preview = CommandPreview, Play, NONE + F5;
    /// In the pane, from the selected scene.
    PreviewFromScene = CommandPreviewFromScene, Play, NONE + F6;
    /// In the player's own window.
    PlayAsViewer = CommandPlayAsViewer, Play "|", NONE + F8;

    /// Reads clips through once, so that they open fast and play equally loud.
    PrepareClips = CommandPrepareClips, Play "|";

    /// All keys.
    Keys = CommandKeys, Help, NONE + F1;
}

impl Command {
    /// Whether it can be carried out now.
    #[must_use]
    pub fn is_possible(self, workspace: &Workspace) -> bool {
        let selection = &workspace.selection;
        match self {
            Self::Undo => workspace.document.next_undo().is_some(),
            Self::Redo => workspace.document.next_redo().is_some(),
            Self::Cut | Self::Copy | Self::Duplicate => selection.scenes().next().is_some(),
            Self::Delete => !selection.is_empty(),
            Self::Rename => selection.items.len() + selection.frames.len() == 1,
            Self::AddQuestion | Self::AddChoice | Self::PreviewFromScene => selection.scene().is_some(),
            Self::FitSelection => !selection.items.is_empty() || !selection.frames.is_empty(),
            Self::AlignLeft
            | Self::AlignCentre
            | Self::AlignRight
            | Self::AlignTop
            | Self::AlignMiddle
            | Self::AlignBottom => selection.items.len() > 1,
            Self::SpreadAcross | Self::SpreadDown => selection.items.len() > 2,
            Self::Changes => !workspace.document.is_saved(),
            Self::PrepareClips => workspace.folder.is_some() && workspace.found.preparing.at.is_none(),
            _ => true,
        }
    }

    /// Whether it is something that is on now; `None`: it is not of that kind.
    pub(crate) fn is_on(self, cx: &Cx<'_>) -> Option<bool> {
        let panes = &cx.workspace.panes;
        Some(match self {
            Self::ShowOutline => panes.side == Some(Side::Outline),
            Self::ShowStory => panes.side == Some(Side::Story),
            Self::ShowInspector => panes.inspector,
            Self::ShowProblems => panes.sheet == Some(Sheet::Problems),
            Self::ShowPaths => panes.sheet == Some(Sheet::Paths),
            Self::ShowMap => panes.map,
            Self::LanguageEnglish => cx.words.tag() == "en",
            Self::LanguageJapanese => cx.words.tag() == "ja",
            Self::ThemeSystem | Self::ThemeLight | Self::ThemeDark | Self::ThemeContrast => {
                cx.settings.theme == self.theme()
            }
            _ => return None,
        })
    }

    /// The theme that it stands for; the system's for all others.
    pub(crate) fn theme(self) -> ThemeChoice {
        match self {
            Self::ThemeLight => ThemeChoice::Light,
            Self::ThemeDark => ThemeChoice::Dark,
            Self::ThemeContrast => ThemeChoice::HighContrast,
            _ => ThemeChoice::System,
        }
    }

    /// Carries out what needs neither canvas nor pane; false: somebody else must.
    pub(crate) fn run_in(self, workspace: &mut Workspace) -> bool {
        let from = workspace.selection.scene().cloned();
        let panes = &mut workspace.panes;
        match self {
            Self::New => workspace.ask = Some(Ask::NewStory),
            Self::Open => workspace.request(Request::Open(None)),
            Self::Save => workspace.request(Request::Save { then: None }),
            Self::SaveAs => workspace.request(Request::SaveAs),
            Self::Changes => workspace.ask = Some(Ask::Changes),
            Self::Compare => workspace.request(Request::Compare),
            Self::ImportTexts => workspace.request(Request::ImportTexts),
            Self::Quit => workspace.request(Request::Quit),
            Self::Undo => workspace.undo(),
            Self::Redo => workspace.redo(),
            Self::Find => workspace.ask = Some(Ask::Palette { commands: false }),
            Self::CommandPalette => workspace.ask = Some(Ask::Palette { commands: true }),
            Self::Keys => workspace.ask = Some(Ask::Keys),
            Self::AddClips => workspace.request(Request::ChooseClips),
            Self::ShowOutline => panes.side = toggled(panes.side, Side::Outline),
            Self::ShowStory => panes.side = toggled(panes.side, Side::Story),
            Self::ShowInspector => panes.inspector = !panes.inspector,
            Self::ShowProblems => show_sheet(workspace, Sheet::Problems),
            Self::ShowPaths => show_sheet(workspace, Sheet::Paths),
            Self::ShowMap => panes.map = !panes.map,
            Self::Preview => workspace.play(None),
            Self::PreviewFromScene => workspace.play(from),
            Self::PrepareClips => workspace.found.preparing.wanted = true,
            Self::PlayAsViewer => workspace.request(Request::PlayAsViewer { from }),
            _ => return false,
        }
        true
    }
}

/// Opens a lower pane, which then has the keyboard, or closes it.
fn show_sheet(workspace: &mut Workspace, sheet: Sheet) {
    workspace.panes.sheet = toggled(workspace.panes.sheet, sheet);
    workspace.keyboard_to = workspace.panes.sheet;
}

fn toggled<T: PartialEq + Copy>(now: Option<T>, wanted: T) -> Option<T> {
    (now != Some(wanted)).then_some(wanted)
}

/// Takes the shortcuts that were pressed. What fields need for writing stays theirs while one has the
/// focus, and nothing is taken while something asks for an answer.
pub(super) fn take_shortcuts(ui: &Ui, cx: &mut Cx<'_>) {
    if cx.workspace.ask.is_some() {
        return;
    }
    let writing = ui.ctx().text_edit_focused();
    // Those with more modifiers first: Ctrl+Shift+Z is no Ctrl+Z.
    let mut all: Vec<(KeyboardShortcut, Command)> =
        Command::ALL.iter().filter_map(|command| Some((command.shortcut()?, *command))).collect();
    all.sort_by_key(|(shortcut, _)| !shortcut.modifiers.shift);
    for (shortcut, command) in all {
        if writing && belongs_to_fields(command, &shortcut) {
            continue;
        }
        // The clipboard's keys come as events of their own.
        if matches!(command, Command::Cut | Command::Copy | Command::Paste) {
            continue;
        }
        if ui.input_mut(|input| input.consume_shortcut(&shortcut)) {
            cx.commands.push(command);
        }
    }
    if !writing {
        let asked = |event: &egui::Event| match event {
            egui::Event::Copy => Some(Command::Copy),
            egui::Event::Cut => Some(Command::Cut),
            _ => None,
        };
        ui.input(|input| cx.commands.extend(input.events.iter().filter_map(asked)));
    }
}

/// Whether a field that has the focus uses this key itself.
fn belongs_to_fields(command: Command, shortcut: &KeyboardShortcut) -> bool {
    let writes = shortcut.conflicts_with_text_editing() && !is_function_key(shortcut.logical_key);
    writes || matches!(command, Command::Undo | Command::Redo | Command::SelectAll)
}

fn is_function_key(key: Key) -> bool {
    matches!(key, Key::F1 | Key::F2 | Key::F5 | Key::F6 | Key::F8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_two_commands_have_one_shortcut() {
        let mut known = HashSet::new();
        for command in Command::ALL {
            if let Some(shortcut) = command.shortcut() {
                assert!(known.insert(shortcut), "{command:?}");
            }
        }
    }

    #[test]
    fn every_menu_has_commands_and_they_stand_together() {
        let order: Vec<Menu> = Command::ALL.iter().map(|command| command.menu()).collect();
        let mut seen = order.clone();
        seen.dedup();
        assert_eq!(seen, Menu::ALL);
    }
}
