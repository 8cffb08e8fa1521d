//! Go to a scene, or run a command, by writing a part of its name.

use crate::document::Item;
use crate::ui::command::Command;
use crate::ui::look::dialog_frame;
use crate::ui::search::{Found, Ground, Keys, Wanted};
use crate::ui::told::name_place;
use crate::ui::words::Word;
use crate::ui::workspace::Selection;
use crate::ui::{Ask, Cx};
use egui::{Id, Modal, RichText, TextEdit, Ui};
use scene_graph::SceneId;
use std::sync::Arc;
use viewer_ui::theme::{Measure, Space};

/// What was written, and which line is chosen.
#[derive(Default)]
pub(super) struct Palette {
    wanted: String,
    chosen: usize,
    open: bool,
    scenes: Found<Line>,
}

/// A line of the list.
#[derive(Clone)]
enum Line {
    Command(Command),
    Scene(SceneId),
}

impl Palette {
    pub(super) fn show(&mut self, ui: &Ui, cx: &mut Cx<'_>, commands: bool) {
        if !self.open {
            *self = Self { open: true, ..Self::default() };
        }
        let lines = self.lines(cx, commands);
        let modal = Modal::new(Id::unique("palette")).frame(dialog_frame(ui, &cx.m)).show(ui.ctx(), |ui| {
            ui.set_width(cx.m.measure(Measure::Column).min(cx.m.window.x * 0.8));
            let keys = Keys::take(ui);
            let hint = cx.word(if commands { Word::PaletteCommand } else { Word::PaletteScene });
            name_place(ui, hint.clone());
            let field = TextEdit::singleline(&mut self.wanted).hint_text(hint.clone());
            let field = ui.add(field.desired_width(f32::INFINITY));
            // The hint is its name only until something is written.
            ui.ctx().accesskit_node_builder(field.id, |node| node.set_label(hint));
            if field.changed() {
                self.chosen = 0;
            }
            // Not in every pass: asking for it again breaks off what an input method composes.
            if !field.has_focus() {
                field.request_focus();
            }
            ui.add_space(cx.m.space(Space::Small));
            if lines.is_empty() {
                ui.label(RichText::new(cx.word(Word::PaletteNothing)).color(cx.palette.muted));
            }
            let words = |row: usize| Self::words(cx, &lines[row]);
            keys.choose(ui, lines.len(), &mut self.chosen, words).map(|row| lines[row].clone())
        });
        if modal.inner.is_some() || modal.should_close() {
            self.open = false;
            cx.workspace.ask = None;
        }
        match modal.inner {
            Some(Line::Command(command)) => cx.commands.push(command),
            Some(Line::Scene(id)) => {
                cx.workspace.selection = Selection::of(Item::Scene(id));
                cx.commands.push(Command::FitSelection);
            }
            None => {}
        }
    }

    fn words(cx: &Cx<'_>, line: &Line) -> String {
        match line {
            Line::Command(command) => {
                format!("{} — {}", cx.word(command.menu().word()), cx.word(command.word()))
            }
            Line::Scene(id) => cx.workspace.scene_title_and_id(id),
        }
    }

    /// What fits, names that begin with what was written first.
    fn lines(&mut self, cx: &Cx<'_>, commands: bool) -> Arc<[Line]> {
        if commands {
            // Few, and what is selected tells which are possible.
            let possible = |command: &&Command| {
                **command != Command::CommandPalette && command.is_possible(cx.workspace)
            };
            let all = Command::ALL.iter().filter(possible).copied().map(Line::Command);
            return ranked(cx, &Wanted::new(&self.wanted), all).into();
        }
        let scenes = || cx.workspace.document.story().scenes.keys().cloned().map(Line::Scene);
        self.scenes.lines(&Ground::of(cx), &self.wanted, |wanted| ranked(cx, wanted, scenes()))
    }
}

fn ranked(cx: &Cx<'_>, wanted: &Wanted, all: impl Iterator<Item = Line>) -> Vec<Line> {
    let rank = |line: Line| Some((wanted.rank(|| Palette::words(cx, &line))?, line));
    let mut found: Vec<(u8, Line)> = all.filter_map(rank).collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, line)| line).collect()
}

/// Whether this asks for the palette, and for which.
pub(super) fn asked(ask: &Ask) -> Option<bool> {
    match ask {
        Ask::Palette { commands } => Some(*commands),
        _ => None,
    }
}
