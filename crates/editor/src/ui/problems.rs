//! What the checks found, worst first: where, what it means, what to do, and the repair where one is
//! obvious.

use super::command::Command;
use super::marks;
use super::words::{Value, Word};
use super::workspace::{Field, Selection, Sheet};
use super::{Cx, workspace::Workspace};
use crate::document::{Item, What};
use crate::fixes::{Repair, RepairKind, Whereabouts, repair, where_is};
use egui::accesskit::Role;
use egui::{Button, Label, Layout, Rect, RichText, ScrollArea, Sense, Ui, Vec2, WidgetInfo, vec2};
use scene_graph::diagnostic::codes;
use scene_graph::{Diagnostic, Severity};
use std::collections::HashMap;
use std::sync::Arc;
use viewer_ui::icons;
use viewer_ui::theme::Space;

/// What the checks found.
#[derive(Default)]
pub(super) struct ProblemsPane {
    /// What is listed, and of which state of the document its repairs are known.
    of: Option<(Arc<Vec<Diagnostic>>, u64)>,
    /// Only this severity; `None`: all.
    only: Option<Severity>,
    /// The problems that are listed, by number.
    listed: Vec<usize>,
    /// Found when a row is drawn first.
    repairs: HashMap<usize, Option<Repair>>,
}

impl ProblemsPane {
    /// Draws it into the room that `ui` has.
    pub(super) fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        self.update(cx.workspace);
        ui.horizontal(|ui| self.head(ui, cx));
        let Some((problems, _)) = self.of.clone() else { return };
        if self.listed.is_empty() {
            let is_known = cx.workspace.found.problems_of.is_some();
            let word = if is_known { Word::ProblemsNone } else { Word::StatusChecking };
            ui.label(RichText::new(cx.word(word)).color(cx.palette.muted));
            return;
        }
        let line = ui.text_style_height(&egui::TextStyle::Body);
        let height = (2.0 * line + cx.m.space(Space::Tiny) + cx.m.space(Space::Small))
            .max(ui.spacing().interact_size.y);
        ScrollArea::vertical().auto_shrink(false).show_rows(ui, height, self.listed.len(), |ui, rows| {
            for row in rows {
                let Some(number) = self.listed.get(row).copied() else { continue };
                if let Some(problem) = problems.get(number) {
                    self.row(ui, cx, number, problem, height);
                }
            }
        });
    }

    /// Lists anew what was found anew.
    fn update(&mut self, workspace: &Workspace) {
        let (problems, state) = (&workspace.found.problems, workspace.document.state());
        let is_same =
            |(of, of_state): &(Arc<Vec<Diagnostic>>, u64)| Arc::ptr_eq(of, problems) && *of_state == state;
        if self.of.as_ref().is_some_and(is_same) {
            return;
        }
        self.of = Some((Arc::clone(problems), state));
        self.repairs.clear();
        self.list();
    }

    fn list(&mut self) {
        let Some((problems, _)) = &self.of else { return };
        let wanted = |problem: &Diagnostic| self.only.is_none_or(|only| only == problem.severity());
        self.listed = problems
            .iter()
            .enumerate()
            .filter(|(_, problem)| wanted(problem))
            .map(|(number, _)| number)
            .collect();
    }

    /// How many there are of each severity; a click shows only those.
    fn head(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let mut takes_keyboard = cx.workspace.keyboard_to.take() == Some(Sheet::Problems);
        ui.heading(cx.word(Word::ProblemsTitle));
        for (severity, word) in [
            (Severity::Error, Word::ProblemsErrors),
            (Severity::Warning, Word::ProblemsWarnings),
            (Severity::Note, Word::ProblemsNotes),
        ] {
            let count = cx.marks.count(severity);
            if count == 0 && self.only != Some(severity) {
                continue;
            }
            let text = cx.words.with(word, &[("count", Value::count(count))]);
            let is_on = self.only == Some(severity);
            let filter = ui.selectable_label(is_on, text).on_hover_text(cx.word(Word::ProblemsOnly));
            if std::mem::take(&mut takes_keyboard) {
                filter.request_focus();
            }
            if filter.clicked() {
                self.only = (!is_on).then_some(severity);
                self.list();
            }
        }
    }

    fn row(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, number: usize, problem: &Diagnostic, height: f32) {
        let story = cx.workspace.document.story();
        let mend = self.repairs.entry(number).or_insert_with(|| repair(story, problem)).clone();
        let at = where_is(story, problem);
        let words = cx.problem_words.get(problem.code);
        let (place, what) = said(cx, problem, &at, &words.what);
        ui.push_id(number, |ui| {
            let size = vec2(ui.available_width(), height);
            ui.allocate_ui_with_layout(size, Layout::right_to_left(egui::Align::Center), |ui| {
                if let Some(mend) = &mend {
                    let does = cx.word(repair_word(mend.kind));
                    let name = cx.words.with(
                        Word::ProblemsFixThis,
                        &[("does", Value::Text(&does)), ("place", Value::Text(&place))],
                    );
                    if named(ui, Button::new(does), &name).clicked() {
                        cx.workspace.edit(What::Fix, |edit| mend.apply(edit));
                    }
                }
                if [codes::NOT_INDEXED, codes::STALE_INDEX].contains(&problem.code) {
                    prepare(ui, cx);
                } else if problem.code != codes::UNUSED_MEDIA {
                    let name = cx.words.with(
                        Word::ProblemsGoTo,
                        &[("place", Value::Text(&place)), ("what", Value::Text(&words.what))],
                    );
                    if named(ui, Button::new(cx.word(Word::ProblemsGo)), &name).clicked() {
                        go(cx.workspace, at);
                    }
                }
                ui.with_layout(Layout::left_to_right(egui::Align::Center), |ui| {
                    severity_mark(ui, cx, problem.severity());
                    ui.vertical(|ui| {
                        ui.spacing_mut().item_spacing.y = cx.m.space(Space::Tiny);
                        // The checks' own sentence names what the file says.
                        ui.add(Label::new(RichText::new(what).strong()).truncate())
                            .on_hover_text(&problem.message);
                        let remedy = RichText::new(&words.remedy).color(cx.palette.muted);
                        ui.add(Label::new(remedy).truncate()).on_hover_text(&problem.remedy);
                    });
                });
            });
        });
    }
}

/// Where it is and what is the case, with the file that it is about.
fn said(cx: &Cx<'_>, problem: &Diagnostic, at: &Whereabouts, what: &str) -> (String, String) {
    let place = match (&at.item, &problem.file) {
        // What lies in the folder is in no scene.
        (None, Some(file)) => return (file.clone(), format!("{file}: {what}")),
        _ => place_words(cx, at),
    };
    let what = match &problem.file {
        Some(file) => format!("{place}: {what} ({file})"),
        None => format!("{place}: {what}"),
    };
    (place, what)
}

/// What mends an index that is missing or old.
fn prepare(ui: &mut Ui, cx: &mut Cx<'_>) {
    let is_possible = Command::PrepareClips.is_possible(cx.workspace);
    if ui.add_enabled(is_possible, Button::new(cx.word(Word::FixPrepare))).clicked() {
        cx.commands.push(Command::PrepareClips);
    }
}

/// A button whose name says more than it shows: of many alike, which.
pub(super) fn named(ui: &mut Ui, button: Button<'_>, name: &str) -> egui::Response {
    let response = ui.add(button);
    let (enabled, name) = (ui.is_enabled(), name.to_owned());
    response.widget_info(move || WidgetInfo::labeled(Role::Button, enabled, &name));
    response
}

/// Never by its colour alone.
fn severity_mark(ui: &mut Ui, cx: &Cx<'_>, severity: Severity) {
    let (icon, colour) = marks::look(severity, cx);
    let word = match severity {
        Severity::Error => Word::ProblemsError,
        Severity::Warning => Word::ProblemsWarning,
        Severity::Note => Word::ProblemsNote,
    };
    let side = cx.m.space(Space::Large);
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(side), Sense::hover());
    icons::draw(ui.painter(), icon, Rect::from_center_size(rect.center(), Vec2::splat(side)), colour);
    let name = cx.word(word);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &name));
    response.on_hover_text(name);
}

/// Where it is, as people call it: a scene's or ending's title, a choice's words.
fn place_words(cx: &Cx<'_>, at: &Whereabouts) -> String {
    let card = match &at.item {
        Some(Item::Scene(id)) => cx.workspace.scene_title(id).to_owned(),
        Some(Item::Ending(id)) => cx.workspace.ending_title(id).to_owned(),
        None => cx.word(Word::ProblemsWholeStory),
    };
    let scene = at.item.as_ref().and_then(Item::scene);
    let scene = scene.and_then(|id| cx.workspace.document.story().scenes.get(id));
    let choice = at.choice.as_ref().map(|id| {
        let asked = scene.and_then(|scene| scene.question.as_ref());
        let known = asked.and_then(|asked| asked.answers.choice(id));
        known.map_or(id.as_str(), |choice| cx.workspace.said_or(&choice.text, id.as_str()))
    });
    match choice {
        Some(choice) => format!("{card} › {choice}"),
        None => card,
    }
}

/// Selects what the problem is in and shows its field.
fn go(workspace: &mut Workspace, at: Whereabouts) {
    let scene = at.item.as_ref().and_then(Item::scene).cloned();
    let field = Field { scene, choice: at.choice, name: at.field };
    match at.item {
        Some(item @ Item::Ending(_)) => {
            workspace.selection = Selection::of(item);
            workspace.panes.inspector = true;
            workspace.go_to = Some(field);
        }
        _ => workspace.show_field(field),
    }
}

fn repair_word(kind: RepairKind) -> Word {
    match kind {
        RepairKind::CutWay => Word::FixCutWay,
        RepairKind::DropNames => Word::FixDropNames,
        RepairKind::Declare => Word::FixDeclare,
        RepairKind::StartFirst => Word::FixStartFirst,
        RepairKind::DeclareLanguages => Word::FixDeclareLanguages,
        RepairKind::KeepOnce => Word::FixKeepOnce,
        RepairKind::OwnId => Word::FixOwnId,
        RepairKind::ReturnHere => Word::FixReturnHere,
        RepairKind::EndHere => Word::FixEndHere,
        RepairKind::GoInstead => Word::FixGoInstead,
        RepairKind::DropWay => Word::FixDropWay,
        RepairKind::AddChoices => Word::FixAddChoices,
        RepairKind::FitNumbers => Word::FixFitNumbers,
        RepairKind::NoLimit => Word::FixNoLimit,
        RepairKind::AskAtEnd => Word::FixAskAtEnd,
        RepairKind::DropTrim => Word::FixDropTrim,
        RepairKind::DropSound => Word::FixDropSound,
        RepairKind::DropEmpty => Word::FixDropEmpty,
        RepairKind::AskForAnswer => Word::FixAskForAnswer,
        RepairKind::RemoveUnused => Word::FixRemoveUnused,
        RepairKind::DropUnsupported => Word::FixDropUnsupported,
        RepairKind::PlainColour => Word::FixPlainColour,
    }
}
