//! What assistive technology is told of a window, as text. The editor's tests read this file too.

use egui::accesskit::{Live, Role, Toggled};
use egui_kittest::Node;
use egui_kittest::kittest::NodeT as _;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// What an author or viewer can press, set or write in.
pub(crate) fn is_control(role: Role) -> bool {
    matches!(
        role,
        Role::Button
            | Role::CheckBox
            | Role::ComboBox
            | Role::Link
            | Role::ListBoxOption
            | Role::MenuItem
            | Role::MenuItemRadio
            | Role::RadioButton
            | Role::Slider
            | Role::Switch
            | Role::Tab
            | Role::TextInput
            | Role::MultilineTextInput
    )
}

/// One line a node: role, name, value, state.
fn line(node: &Node<'_>) -> Option<String> {
    let node = node.accesskit_node();
    let role = node.role();
    if matches!(role, Role::TextRun | Role::GenericContainer | Role::Unknown) && node.label().is_none() {
        return None;
    }
    if role == Role::TextRun {
        return None;
    }
    let mut line = format!("{role:?}");
    if let Some(name) = node.label().filter(|name| !name.is_empty()) {
        let _ = write!(line, " {name:?}");
    }
    if let Some(value) = node.value().filter(|value| Some(value) != node.label().as_ref()) {
        let _ = write!(line, " = {value:?}");
    }
    if let (Some(value), None) = (node.numeric_value(), node.value()) {
        let _ = write!(line, " = {value}");
    }
    if let Some(toggled) = node.toggled() {
        line.push_str(if toggled == Toggled::True { " [on]" } else { " [off]" });
    }
    let states = [
        (node.is_selected() == Some(true), " [selected]"),
        (node.is_disabled(), " [disabled]"),
        (node.is_focused(), " [focus]"),
        (node.live() == Live::Polite, " [said]"),
        (node.live() == Live::Assertive, " [said at once]"),
    ];
    states.iter().filter(|(is, _)| *is).for_each(|(_, text)| line.push_str(text));
    if let (Some(at), Some(of)) = (node.data().position_in_set(), node.data().size_of_set()) {
        let _ = write!(line, " ({at} of {of})");
    }
    if let Some(keys) = node.data().keyboard_shortcut() {
        let _ = write!(line, " <{keys}>");
    }
    Some(line)
}

/// Everything from `node` on, one line each, further in the deeper it is.
fn tree(node: &Node<'_>, depth: usize, text: &mut String) {
    let mut inner = depth;
    if let Some(line) = line(node) {
        let _ = writeln!(text, "{}{line}", "  ".repeat(depth));
        inner += 1;
    }
    for child in node.children() {
        tree(&child, inner, text);
    }
}

/// Everything from `node` on, as text.
pub(crate) fn told(node: &Node<'_>) -> String {
    let mut text = String::new();
    tree(node, 0, &mut text);
    text
}

/// Compares texts with the files that keep them, which lie in folders of their own: what differs, and files
/// that keep none of them. With `UPDATE_SNAPSHOTS` the files are written anew instead.
pub(crate) fn differing(texts: &[(PathBuf, String)]) -> Vec<String> {
    let write = std::env::var_os("UPDATE_SNAPSHOTS").is_some();
    let mut differing = Vec::new();
    let folders: BTreeSet<&Path> = texts.iter().filter_map(|(path, _)| path.parent()).collect();
    if write {
        folders.iter().for_each(|folder| std::fs::create_dir_all(folder).unwrap());
    }
    for (path, text) in texts {
        if write {
            std::fs::write(path, text).unwrap();
        } else if std::fs::read_to_string(path).unwrap_or_default() != *text {
            differing.push(format!("{}:\n{text}", path.display()));
        }
    }
    for entry in folders.iter().flat_map(|folder| std::fs::read_dir(folder).unwrap()) {
        let path = entry.unwrap().path();
        let stray = texts.iter().all(|(known, _)| *known != path);
        if stray && write {
            std::fs::remove_file(path).unwrap();
        } else if stray {
            differing.push(format!("{}: nothing is told so any more", path.display()));
        }
    }
    differing
}
