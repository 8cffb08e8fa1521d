//! The inspector, by what an author and their assistive technology meet.

mod clips;
mod fields;
mod questions;
mod ways;

use super::stage::Stage;
use crate::support::{self, scene};
use editor::ui::Selection;
use editor::{Document, Item};
use egui::accesskit::Role;
use egui::vec2;
use egui_kittest::kittest::Queryable as _;
use scene_graph::{Choice, Language, Scene, Story};

/// A tall window: everything of a form is on it.
pub(super) fn tall(document: Document, language: &str) -> Stage {
    let mut stage = Stage::of(document, language, vec2(1400.0, 4000.0));
    stage.workspace().panes.side = None;
    stage.run();
    stage
}

fn at(text: &str, language: &str, selected: &str) -> Stage {
    let mut stage = tall(support::document(text), language);
    select(&mut stage, selected);
    stage
}

fn select(stage: &mut Stage, id: &str) {
    stage.workspace().selection = Selection::of(Item::Scene(scene(id)));
    stage.run();
}

/// Clicks a control of this role, apart from labels of the same name.
pub(super) fn click(stage: &mut Stage, role: Role, name: &str) {
    stage.harness.get_by_role_and_label(role, name).click();
    stage.run();
}

pub(super) fn press(stage: &mut Stage, name: &str) {
    click(stage, Role::Button, name);
}

/// Opens a list and takes a line of it.
pub(super) fn pick(stage: &mut Stage, list: &str, line: &str) {
    click(stage, Role::ComboBox, list);
    click(stage, Role::Button, line);
}

pub(super) fn focus(stage: &mut Stage, role: Role, name: &str) {
    stage.harness.get_by_role_and_label(role, name).focus();
    stage.run();
}

/// Goes into a field and writes at the end of what is there.
pub(super) fn write(stage: &mut Stage, name: &str, words: &str) {
    focus(stage, Role::TextInput, name);
    stage.type_text(words);
}

/// The same in a field of several lines.
pub(super) fn write_lines(stage: &mut Stage, name: &str, words: &str) {
    focus(stage, Role::MultilineTextInput, name);
    stage.type_text(words);
}

pub(super) fn story(stage: &mut Stage) -> Story {
    stage.workspace().document.story().clone()
}

fn of(stage: &mut Stage, id: &str) -> Scene {
    Scene::clone(&stage.workspace().document.story().scenes[&scene(id)])
}

fn choices(stage: &mut Stage, id: &str) -> Vec<Choice> {
    of(stage, id).question.unwrap().answers.choices().to_vec()
}

fn said(text: &scene_graph::Text, tag: &str) -> String {
    text.0.get(&Language::new(tag)).cloned().unwrap_or_default()
}
