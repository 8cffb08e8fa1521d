//! What assistive technology is told besides the names of controls: which pane or dialog they are in; and
//! what has the keyboard when a dialog opens.

use egui::{IdSalt, Response, Ui, UiKind};

/// Gives the pane or dialog that `ui` is in a name.
pub(super) fn name_place(ui: &Ui, name: impl Into<String>) {
    let is_place = |kind: UiKind| kind.is_panel() || kind == UiKind::Modal;
    let place = ui.stack().iter().find(|one| one.kind().is_some_and(is_place));
    if let Some(place) = place {
        ui.ctx().accesskit_node_builder(place.unique_id, |node| {
            node.set_label(name);
            if place.kind() == Some(UiKind::Modal) {
                node.set_modal();
            }
        });
    }
}

/// Gives the handles of the panes that `ui` shows, by these names of theirs, a name in the window's
/// language; egui calls them in English.
pub(super) fn name_handles(ui: &Ui, panes: &[&str], name: &str) {
    for pane in panes {
        let handle = ui.scope_id().with_salt(IdSalt::new(*pane)).with("__resize");
        if ui.ctx().read_response(handle).is_some() {
            ui.ctx().accesskit_node_builder(handle, |node| node.set_label(name));
        }
    }
}

/// The heading of the pane or dialog that `ui` is in, which is called by it.
pub(super) fn heading(ui: &mut Ui, words: String) -> Response {
    name_place(ui, words.clone());
    ui.heading(words)
}

/// Gives the keyboard to a dialog's field when the dialog opens; whether it does now.
pub(super) fn focus_first(ui: &Ui, field: &Response) -> bool {
    let (id, now) = (field.id.with("drawn last"), ui.ctx().cumulative_pass_nr());
    let before: Option<u64> = ui.data_mut(|data| {
        let before = data.get_temp(id);
        data.insert_temp(id, now);
        before
    });
    let opens = before.is_none_or(|before| before + 1 < now);
    if opens {
        field.request_focus();
    }
    opens
}
