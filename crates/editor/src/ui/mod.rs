//! The author's window without a window: what is drawn and what the author does, in egui.
//!
//! A [`Workspace`] is the story being edited with everything that belongs to looking at it; the
//! [`EditorUi`] draws it and edits it, one call a pass. What needs a disk, another window or the system
//! is left as a [`Request`], which the window carries out; what takes long is done by workers, whose
//! results lie in [`Found`].
//!
//! - [`command`]: everything that has a name in the menu, a shortcut or a line in the command palette.
//! - `shell`: menu bar, panes, notes, questions ("save before closing?").
//! - `canvas`, `outline`, `inspector`, `story`, `problems`, `paths`, `preview`: the panes.
//! - `differences`: what is another in one story than in another, as the author reads it.
//! - `words`: the window's words, in two languages; `look`: its colours and sizes.

mod canvas;
pub mod command;
mod differences;
mod fields;
mod inspector;
mod look;
mod marks;
pub mod news;
mod outline;
mod paths;
mod preview;
mod problem_words;
mod problems;
mod search;
mod shell;
mod story;
mod tidings;
mod told;
mod translators;
mod words;
pub mod workspace;

pub use command::Command;
pub use look::Settings;
pub use news::{News, NewsCursor};
pub use workspace::{
    Ask, ClipFound, ClipPreparing, Dropped, Export, Field, Filmstrip, Found, FoundWork, Note, NoteKind,
    Panes, PathFor, Playing, Renamed, Request, Scrub, Selection, Sheet, Side, Survey, TakingIn, Template,
    Tiding, Workspace,
};

use egui::{Ui, ViewportCommand};
use look::Look;
use marks::Marks;
use problem_words::ProblemWords;
use scene_graph::Language;
use viewer_ui::theme::{Metrics, Palette, TextSize};
use words::Words;

/// The author's window, from pass to pass.
pub struct EditorUi {
    around: Around,
    shell: shell::Shell,
}

/// What every part needs, from pass to pass.
struct Around {
    words: Words,
    problem_words: ProblemWords,
    settings: Settings,
    look: Option<Look>,
    marks: Marks,
}

/// What every part needs in one pass.
pub(crate) struct Cx<'a> {
    pub(crate) words: &'a Words,
    /// What the checks say.
    pub(crate) problem_words: &'a ProblemWords,
    pub(crate) palette: Palette,
    pub(crate) m: Metrics,
    pub(crate) settings: &'a Settings,
    /// What the checks found, counted.
    pub(crate) marks: &'a Marks,
    pub(crate) workspace: &'a mut Workspace,
    /// What the author asked for in this pass; carried out when everything is drawn.
    pub(crate) commands: &'a mut Vec<Command>,
}

impl EditorUi {
    /// A window whose words are in this language (Japanese for `ja…`, else English). Installs the
    /// typeface in `ctx`; call it before the context's first pass.
    #[must_use]
    pub fn new(ctx: &egui::Context, language: &Language) -> Self {
        viewer_ui::fonts::install(ctx);
        ctx.options_mut(|options| options.zoom_with_keyboard = false);
        let around = Around {
            words: Words::new(language),
            problem_words: ProblemWords::new(language),
            settings: Settings::default(),
            look: None,
            marks: Marks::default(),
        };
        Self { around, shell: shell::Shell::default() }
    }

    /// How the window looks.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.around.settings
    }

    /// From now on it looks like this.
    pub fn set_settings(&mut self, settings: Settings) {
        self.around.settings = settings;
    }

    /// From now on its words are in this language.
    pub fn set_language(&mut self, language: &Language) {
        self.around.words = Words::new(language);
        self.around.problem_words = ProblemWords::new(language);
    }

    /// The tag of the language of its words, `en` or `ja`.
    #[must_use]
    pub fn language(&self) -> &'static str {
        self.around.words.tag()
    }

    /// Draws the workspace and does what the author asks for. One call a pass, inside
    /// `Context::run_ui`, with the `Ui` it gives.
    pub fn show(&mut self, ui: &mut Ui, workspace: &mut Workspace) {
        let around = &mut self.around;
        let look = Look::new(ui.ctx(), &around.settings);
        if around.look.as_ref() != Some(&look) {
            look.install(ui.ctx(), &around.settings);
            around.look = Some(look);
        }
        around.marks.update(&workspace.found);
        let mut commands = Vec::new();
        let mut cx = self.around.cx(ui.ctx(), workspace, &mut commands);
        command::take_shortcuts(ui, &mut cx);
        self.shell.show(ui, &mut cx);
        let asked = std::mem::take(cx.commands);
        for command in asked {
            self.run(ui, command, workspace);
        }
        let title = workspace.window_title();
        if workspace.told_title.as_ref() != Some(&title) {
            ui.ctx().send_viewport_cmd(ViewportCommand::Title(title.clone()));
            workspace.told_title = Some(title);
        }
    }

    /// Carries out a command, if it can be carried out now.
    pub fn run(&mut self, ui: &Ui, command: Command, workspace: &mut Workspace) {
        if !command.is_possible(workspace) {
            return;
        }
        match command {
            Command::LanguageEnglish => self.set_language(&Language::new("en")),
            Command::LanguageJapanese => self.set_language(&Language::new("ja")),
            Command::ThemeSystem | Command::ThemeLight | Command::ThemeDark | Command::ThemeContrast => {
                self.around.settings.theme = command.theme();
            }
            _ => {
                let mut commands = Vec::new();
                let mut cx = self.around.cx(ui.ctx(), workspace, &mut commands);
                self.shell.run(ui, command, &mut cx);
                for command in commands {
                    self.run(ui, command, workspace);
                }
            }
        }
        ui.ctx().request_repaint();
    }
}

impl Around {
    fn cx<'a>(
        &'a self,
        ctx: &egui::Context,
        workspace: &'a mut Workspace,
        commands: &'a mut Vec<Command>,
    ) -> Cx<'a> {
        let look = self.look.clone().unwrap_or_else(|| Look::new(ctx, &self.settings));
        Cx {
            words: &self.words,
            problem_words: &self.problem_words,
            palette: look.palette,
            m: look.m,
            settings: &self.settings,
            marks: &self.marks,
            workspace,
            commands,
        }
    }
}

impl Cx<'_> {
    /// How far something is, 0 to 1: a bar with percents on it.
    fn progress(&self, ui: &mut Ui, share: f32) -> egui::Response {
        let percent = (share * 100.0).clamp(0.0, 100.0) as u8;
        let text = egui::RichText::new(format!("{percent} %")).color(self.palette.text);
        let width = self.m.measure(viewer_ui::theme::Measure::Label);
        ui.add(egui::ProgressBar::new(share).desired_width(width).text(text))
    }

    /// A paragraph of the window's words.
    pub(crate) fn prose(&self, ui: &mut Ui, word: words::Word, colour: egui::Color32) {
        look::prose(ui, &self.m, &self.word(word), (TextSize::Body, colour));
    }

    /// Words of the window in its language.
    pub(crate) fn word(&self, word: words::Word) -> String {
        self.words.get(word)
    }
}
