//! The frame of the window: menu bar, panes, status line, notes, and what asks for an answer.

mod asks;
mod beginning;
mod changes;
pub(super) mod menu;
mod notes;
mod palette;
mod status;
mod templates;

use super::Cx;
use super::canvas::Canvas;
use super::command::Command;
use super::inspector::Inspector;
use super::outline::Outline;
use super::paths::PathsPane;
use super::preview::PreviewPane;
use super::problems::ProblemsPane;
use super::story::StoryPane;
use super::told::{name_handles, name_place};
use super::words::Word;
use super::workspace::{NoteKind, Sheet, Side};
use egui::{CentralPanel, Frame, Margin, Panel, Ui};
use viewer_ui::theme::{Measure, Space};

/// The panes and what they remember between passes.
#[derive(Default)]
pub(super) struct Shell {
    canvas: Canvas,
    outline: Outline,
    story: StoryPane,
    inspector: Inspector,
    problems: ProblemsPane,
    paths: PathsPane,
    preview: PreviewPane,
    palette: palette::Palette,
    templates: templates::Templates,
}

impl Shell {
    /// Draws everything. Panes come first: what is over the canvas in the tree is in front of it for
    /// the keyboard too.
    pub(super) fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let refused = std::mem::take(&mut cx.workspace.refused);
        for error in refused {
            let text = cx.words.refusal(&error);
            cx.workspace.note(NoteKind::Trouble, text);
        }
        for tiding in std::mem::take(&mut cx.workspace.tidings) {
            let (kind, text) = cx.words.tiding(&tiding);
            cx.workspace.note(kind, text);
        }
        // Between the panes, too, where their lines are.
        ui.painter().rect_filled(ui.max_rect(), 0.0, cx.palette.sheet);
        Panel::top("menu").show(ui, |ui| {
            name_place(ui, cx.word(Word::PaneMenus));
            menu::show(ui, cx);
        });
        Panel::bottom("status").show(ui, |ui| {
            name_place(ui, cx.word(Word::PaneStatus));
            status::show(ui, cx);
        });
        let width = cx.m.measure(Measure::SideLeast);
        let pane =
            Frame::new().fill(cx.palette.sheet).inner_margin(Margin::same(cx.m.space(Space::Medium) as i8));
        if let Some(side) = cx.workspace.panes.side {
            Panel::left("side").default_size(width).frame(pane).show(ui, |ui| match side {
                Side::Outline => {
                    name_place(ui, cx.word(Word::CommandShowOutline));
                    self.outline.show(ui, cx);
                }
                Side::Story => {
                    name_place(ui, cx.word(Word::CommandShowStory));
                    self.story.show(ui, cx);
                }
            });
        }
        if cx.workspace.panes.inspector {
            Panel::right("inspector").default_size(width).frame(pane).show(ui, |ui| {
                name_place(ui, cx.word(Word::CommandShowInspector));
                self.inspector.show(ui, cx);
            });
        }
        if let Some(sheet) = cx.workspace.panes.sheet {
            Panel::bottom("sheet").resizable(true).default_size(width * 0.65).frame(pane).show(ui, |ui| {
                // As high as it is, also while it has little to say: rows may come.
                ui.set_min_height(ui.available_height());
                match sheet {
                    Sheet::Problems => {
                        name_place(ui, cx.word(Word::CommandShowProblems));
                        self.problems.show(ui, cx);
                    }
                    Sheet::Paths => {
                        name_place(ui, cx.word(Word::CommandShowPaths));
                        self.paths.show(ui, cx);
                    }
                }
            });
        }
        if cx.workspace.panes.preview {
            Panel::right("preview").default_size(width).frame(pane).show(ui, |ui| {
                name_place(ui, cx.word(Word::PreviewTitle));
                self.preview.show(ui, cx);
            });
        }
        CentralPanel::default().frame(Frame::new().fill(cx.palette.page)).show(ui, |ui| {
            name_place(ui, cx.word(Word::CanvasName));
            self.canvas.show(ui, cx);
        });
        name_handles(ui, &["side", "inspector", "sheet", "preview"], &cx.word(Word::PaneHandle));
        notes::show(ui, cx);
        asks::show(ui, cx, &mut self.palette, &mut self.templates);
    }

    /// Carries out a command: itself, or by the pane that can.
    pub(super) fn run(&mut self, ui: &Ui, command: Command, cx: &mut Cx<'_>) {
        if command.run_in(cx.workspace) {
            return;
        }
        let _ = self.canvas.run(ui, command, cx)
            || self.inspector.run(command, cx)
            || self.paths.run(command, cx);
    }
}
