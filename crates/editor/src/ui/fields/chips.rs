//! Sets of themes and handouts.

use super::text::{help, label, warn};
use super::{Form, Spec};
use crate::ui::words::{Value, Word};
use egui::{Button, Color32, RichText, Ui};
use scene_graph::{HandoutId, ThemeId};
use std::hash::Hash;

/// A chip that is in the set or not.
struct Chip<K> {
    key: K,
    words: String,
    colour: Option<Color32>,
}

/// Which themes something is about.
pub(in crate::ui) fn themes(form: &mut Form<'_>, ui: &mut Ui, spec: Spec, chosen: &mut Vec<ThemeId>) {
    let bar = |colour: &str| form.palette.bar(colour);
    let all = form.story.themes.iter().map(|(id, theme)| Chip {
        key: id.clone(),
        words: form.said_or(&theme.name, id.as_str()),
        colour: bar(&theme.colour),
    });
    let all = all.collect();
    chips(form, ui, spec, Word::FormNoThemes, all, chosen, ThemeId::as_str);
}

/// Which handouts are offered.
pub(in crate::ui) fn handouts(form: &mut Form<'_>, ui: &mut Ui, spec: Spec, chosen: &mut Vec<HandoutId>) {
    let all = form.story.handouts.iter().map(|(id, handout)| Chip {
        key: id.clone(),
        words: form.said_or(&handout.title, id.as_str()),
        colour: None,
    });
    let all = all.collect();
    chips(form, ui, spec, Word::FormNoHandouts, all, chosen, HandoutId::as_str);
}

fn chips<K: Clone + Eq + Hash>(
    form: &mut Form<'_>,
    ui: &mut Ui,
    spec: Spec,
    none: Word,
    all: Vec<Chip<K>>,
    chosen: &mut Vec<K>,
    id: impl Fn(&K) -> &str,
) {
    label(form, ui, spec.word, spec.why);
    if all.is_empty() && chosen.is_empty() {
        help(form, ui, form.word(none));
    }
    let unknown: Vec<K> =
        chosen.iter().filter(|key| all.iter().all(|chip| chip.key != **key)).cloned().collect();
    ui.horizontal_wrapped(|ui| {
        for chip in all {
            let on = chosen.contains(&chip.key);
            let mark = if on { "✓ " } else { "" };
            let text = RichText::new(format!("{mark}{}", chip.words)).color(form.palette.text);
            let mut button = Button::new(text).selected(on);
            if let Some(colour) = chip.colour {
                button = button.stroke(form.m.stroke(viewer_ui::theme::Line::Edge, colour));
            }
            let response = ui.add(button);
            let name = form.name(&format!("{} – {}", form.word(spec.word), chip.words));
            form.settle(ui, spec.field, &name, &response);
            ui.ctx().accesskit_node_builder(response.id, |node| {
                node.set_toggled(if on {
                    egui::accesskit::Toggled::True
                } else {
                    egui::accesskit::Toggled::False
                });
            });
            if response.clicked() {
                if on {
                    chosen.retain(|key| *key != chip.key);
                } else {
                    chosen.push(chip.key);
                }
                form.touch(spec.what, None);
            }
        }
    });
    for key in unknown {
        ui.horizontal_wrapped(|ui| {
            warn(form, ui, form.with(Word::FormUnknownName, &[("name", Value::Text(id(&key)))]));
            if super::basic::small_button(form, ui, spec.field, Word::FormRemove, Word::FormUnknownNameWhy) {
                chosen.retain(|known| *known != key);
                form.touch(spec.what, None);
            }
        });
    }
}
