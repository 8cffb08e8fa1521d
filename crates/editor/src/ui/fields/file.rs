//! Files of the story's folder.

use super::basic::small_button;
use super::text::{Line, label, line_edit, shortened, warn};
use super::{Form, Spec};
use crate::ui::words::{Value, Word};
use crate::ui::workspace::Request;
use egui::Ui;
use scene_graph::story_path_problem;

/// The path of a file that must be there.
pub(in crate::ui) fn file(form: &mut Form<'_>, ui: &mut Ui, spec: Spec, path: &mut String) {
    label(form, ui, spec.word, spec.why);
    let name = form.word(spec.word);
    line(form, ui, (spec, spec.field, &name), true, path);
}

/// The path of a file that may be absent.
pub(in crate::ui) fn file_or_none(form: &mut Form<'_>, ui: &mut Ui, spec: Spec, path: &mut Option<String>) {
    label(form, ui, spec.word, spec.why);
    let name = form.word(spec.word);
    bare_or_none(form, ui, (spec, spec.field, &name), false, path);
}

/// The same without a label above it; `field` and `name` are its own.
pub(in crate::ui) fn bare_or_none(
    form: &mut Form<'_>,
    ui: &mut Ui,
    called: (Spec, &str, &str),
    needed: bool,
    path: &mut Option<String>,
) {
    let mut words = path.clone().unwrap_or_default();
    line(form, ui, called, needed, &mut words);
    *path = Some(words).filter(|words| !words.is_empty());
}

fn line(
    form: &mut Form<'_>,
    ui: &mut Ui,
    (spec, field, name): (Spec, &str, &str),
    needed: bool,
    path: &mut String,
) {
    let hint = if needed && path.trim().is_empty() { form.word(Word::FormMissing) } else { String::new() };
    if let Some(file) = form.take_chosen_file(field) {
        *path = file;
        form.touch(spec.what, None);
    }
    let called = form.name(name);
    // The button first: it keeps its width.
    let room = egui::vec2(ui.available_width(), ui.spacing().interact_size.y);
    ui.allocate_ui_with_layout(room, egui::Layout::right_to_left(egui::Align::Center), |ui| {
        let button = ui.button(form.word(Word::FormChooseFile));
        let button_name = format!("{called} – {}", form.word(Word::FormChooseFile));
        ui.ctx().accesskit_node_builder(button.id, |node| node.set_label(button_name));
        if button.on_hover_text(form.word(Word::FormChooseFileWhy)).clicked() {
            form.request(Request::ChooseFile(form.field(field)));
        }
        let line = Line { field, name: &called, hint: &hint, why: spec.why, rows: 1 };
        if let Some((now, id)) = line_edit(form, ui, line, path) {
            *path = now;
            form.touch(spec.what, Some(id));
        }
    });
    if !path.is_empty() && story_path_problem(path).is_some() {
        warn(form, ui, form.with(Word::FormOutside, &[("path", Value::Text(&shortened(path)))]));
        if small_button(form, ui, "", Word::FormClear, Word::FormOutsideWhy) {
            path.clear();
            form.touch(spec.what, None);
        }
    }
    if let Some(trouble) = form.found.clips.get(path.as_str()).and_then(|clip| clip.trouble.clone()) {
        warn(form, ui, trouble);
    }
}
