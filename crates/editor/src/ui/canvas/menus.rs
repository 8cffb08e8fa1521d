//! The menus of cards, wires, frames and the canvas.

use super::{Canvas, acts};
use crate::document::{Item, What};
use crate::layout::FrameId;
use crate::ui::Cx;
use crate::ui::command::Command;
use crate::ui::outline::ways;
use crate::ui::shell::menu::item;
use crate::ui::words::{Value, Word};
use crate::ui::workspace::{Ask, Field, Selection};
use crate::wires::{Lead, Turn};
use egui::containers::menu::menu_style;
use egui::{Align, Id, Layout, Popup, PopupKind, Pos2, Ui};
use scene_graph::SceneId;

/// An open menu; it is of what is selected.
#[derive(Clone, Copy, Debug)]
pub(super) struct Menu {
    /// Where it opens, in the window.
    pub(super) point: Pos2,
    /// The same place on the canvas.
    pub(super) at: Pos2,
    pub(super) open: bool,
}

impl Canvas {
    /// Draws the menu that is open.
    pub(super) fn show_menu(&mut self, ui: &Ui, cx: &mut Cx<'_>) {
        let Some(mut menu) = self.menu else { return };
        let popup = Popup::new(Id::unique("canvas menu"), ui.ctx().clone(), menu.point, ui.layer_id());
        let popup = popup
            .kind(PopupKind::Menu)
            .layout(Layout::top_down_justified(Align::Min))
            .style(menu_style)
            .open_bool(&mut menu.open);
        popup.show(|ui| self.menu_lines(ui, cx, menu.at));
        self.menu = Some(menu).filter(|menu| menu.open);
    }

    fn menu_lines(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, at: Pos2) {
        let selection = cx.workspace.selection.clone();
        if let Some(turn) = &selection.wire {
            self.wire_lines(ui, cx, turn, at);
        } else if let Some(scene) = selection.scene() {
            scene_lines(ui, cx, scene);
        } else if !selection.items.is_empty() {
            cards_lines(ui, cx);
        } else if let Some(frame) = selection.frames.first() {
            frame_lines(ui, cx, *frame);
        } else {
            self.ground_lines(ui, cx, at);
        }
    }

    fn wire_lines(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, turn: &Turn, at: Pos2) {
        let lead = self.board.line_of(turn).map(|line| line.to.clone());
        if ui.button(cx.word(Word::CanvasInsertHere)).clicked() {
            if let Some(id) = acts::insert_scene(turn, at, cx) {
                self.select(Selection::of(Item::Scene(id)), cx);
            }
            ui.close();
        }
        if ui.button(cx.word(Word::OutlineLeadElsewhere)).clicked() {
            let visits = matches!(lead, Some(Lead::Visit(_)));
            cx.workspace.ask = Some(Ask::LeadTo { turn: turn.clone(), wanted: String::new(), visits });
            ui.close();
        }
        let turned = match &lead {
            Some(Lead::Goto(scene)) => Some((Word::CanvasMakeVisit, Lead::Visit(scene.clone()))),
            Some(Lead::Visit(scene)) => Some((Word::CanvasMakeGoto, Lead::Goto(scene.clone()))),
            _ => None,
        };
        if let Some((word, lead)) = turned
            && ui.button(cx.word(word)).clicked()
        {
            acts::join(turn, lead, cx);
            ui.close();
        }
        ui.separator();
        if let Some(item) = lead.as_ref().and_then(Lead::item)
            && ui.button(cx.word(Word::CanvasGoToEnd)).clicked()
        {
            cx.workspace.selection = Selection::of(item);
            ui.close();
        }
        if ui.button(cx.word(Word::CanvasGoToBegin)).clicked() {
            cx.workspace.selection = Selection::of(Item::Scene(turn.port.scene.clone()));
            ui.close();
        }
        ui.separator();
        item(ui, cx, Command::Delete);
    }

    fn ground_lines(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, at: Pos2) {
        if ui.button(cx.word(Word::CanvasNewSceneHere)).clicked() {
            if let Some(id) = acts::new_scene(at, cx) {
                self.select(Selection::of(Item::Scene(id)), cx);
            }
            ui.close();
        }
        for command in [Command::AddClips, Command::AddEnding, Command::AddFrame] {
            item(ui, cx, command);
        }
        ui.separator();
        for command in [Command::Paste, Command::SelectAll, Command::Arrange] {
            item(ui, cx, command);
        }
        ui.separator();
        for command in [Command::Fit, Command::ZoomReset, Command::ShowMap] {
            item(ui, cx, command);
        }
    }
}

/// The menu of one scene: of its card, and of its row in the list.
pub(in crate::ui) fn scene_lines(ui: &mut Ui, cx: &mut Cx<'_>, scene: &SceneId) {
    if ui.button(cx.word(Word::OutlineInspect)).clicked() {
        cx.workspace.show_field(Field { scene: Some(scene.clone()), choice: None, name: String::new() });
        ui.close();
    }
    item(ui, cx, Command::PreviewFromScene);
    ui.separator();
    ui.menu_button(cx.word(Word::OutlineLeadTo), |ui| {
        for (turn, words) in ways(cx, scene) {
            if ui.button(words).clicked() {
                cx.workspace.ask = Some(Ask::LeadTo { turn, wanted: String::new(), visits: false });
                ui.close();
            }
        }
    });
    let asks = cx.workspace.document.story().scenes.get(scene).is_some_and(|scene| scene.question.is_some());
    item(ui, cx, if asks { Command::AddChoice } else { Command::AddQuestion });
    if cx.workspace.document.story().start != *scene && ui.button(cx.word(Word::CanvasMakeStart)).clicked() {
        acts::make_start(scene, cx);
        ui.close();
    }
    ui.separator();
    card_lines(ui, cx);
}

/// The menu of several cards, or of an ending.
pub(in crate::ui) fn cards_lines(ui: &mut Ui, cx: &mut Cx<'_>) {
    let several = cx.workspace.selection.items.len() > 1;
    if several {
        item(ui, cx, Command::Arrange);
        ui.menu_button(cx.word(Word::CanvasAlign), |ui| {
            for command in [
                Command::AlignLeft,
                Command::AlignCentre,
                Command::AlignRight,
                Command::AlignTop,
                Command::AlignMiddle,
                Command::AlignBottom,
                Command::SpreadAcross,
                Command::SpreadDown,
            ] {
                item(ui, cx, command);
            }
        });
        ui.separator();
    }
    card_lines(ui, cx);
}

/// What can be done with one card and with several.
fn card_lines(ui: &mut Ui, cx: &mut Cx<'_>) {
    for command in [Command::Cut, Command::Copy, Command::Duplicate] {
        item(ui, cx, command);
    }
    ui.separator();
    item(ui, cx, Command::Rename);
    item(ui, cx, Command::AddFrame);
    ui.separator();
    item(ui, cx, Command::Delete);
}

fn frame_lines(ui: &mut Ui, cx: &mut Cx<'_>, id: FrameId) {
    item(ui, cx, Command::Rename);
    ui.menu_button(cx.word(Word::CanvasFrameColour), |ui| {
        let plain = (cx.word(Word::CanvasFrameNoColour), None);
        let story = cx.workspace.document.story();
        let themes = story.themes.values().map(|theme| {
            let name = cx.workspace.said(&theme.name);
            let words = cx.words.with(Word::CanvasFrameTheme, &[("theme", Value::Text(name))]);
            (words, Some(theme.colour.clone()))
        });
        let lines: Vec<_> = std::iter::once(plain).chain(themes).collect();
        for (words, colour) in lines {
            if ui.button(words).clicked() {
                cx.workspace.edit(What::Frame, |edit| {
                    edit.change_frame(id, |frame| frame.colour = colour);
                    Ok(())
                });
                ui.close();
            }
        }
    });
    ui.separator();
    item(ui, cx, Command::Delete);
}
