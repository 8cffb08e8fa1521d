//! Colours as `#rrggbb`, with their contrast told.

use super::text::{Line, checked_edit, label, stored_as};
use super::{Form, Spec};
use crate::ui::words::Word;
use egui::Ui;
use viewer_ui::theme::parse_colour;

/// A colour that must be there.
pub(in crate::ui) fn colour(form: &mut Form<'_>, ui: &mut Ui, spec: Spec, value: &mut String) {
    let mut some = Some(std::mem::take(value));
    edit(form, ui, spec, "", &mut some, false);
    *value = some.unwrap_or_default();
}

/// A colour that may be absent; `hint` says what holds then.
pub(in crate::ui) fn colour_or_none(
    form: &mut Form<'_>,
    ui: &mut Ui,
    spec: Spec,
    hint: Word,
    value: &mut Option<String>,
) {
    let hint = form.word(hint);
    edit(form, ui, spec, &hint, value, true);
}

fn edit(
    form: &mut Form<'_>,
    ui: &mut Ui,
    spec: Spec,
    hint: &str,
    value: &mut Option<String>,
    may_be_none: bool,
) {
    label(form, ui, spec.word, spec.why);
    ui.horizontal(|ui| {
        let mut rgb = value.as_deref().and_then(parse_colour).unwrap_or([128, 128, 128]);
        let swatch = ui.push_id(form.id(spec.field), |ui| ui.color_edit_button_srgb(&mut rgb)).inner;
        let name = form.name(&format!("{} – {}", form.word(spec.word), form.word(Word::FormColourPick)));
        form.settle(ui, "", &name, &swatch);
        if swatch.changed() {
            *value = Some(format!("#{:02x}{:02x}{:02x}", rgb[0], rgb[1], rgb[2]));
            form.touch(spec.what, Some(form.id(spec.field).with("swatch")));
        }
        ui.vertical(|ui| {
            let stored = value.clone().unwrap_or_default();
            let name = form.name(&form.word(spec.word));
            let line = Line { field: spec.field, name: &name, hint, why: spec.why, rows: 1 };
            let take = |words: &str| {
                let words = words.trim();
                match (words.is_empty(), parse_colour(words)) {
                    (true, _) if may_be_none => Some(None),
                    (_, Some(_)) => Some(Some(words.to_owned())),
                    _ => None,
                }
            };
            if let Some((now, id)) = checked_edit(form, ui, line, &stored, take, Word::FormNotAColour) {
                stored_as(form, id, now.clone().unwrap_or_default());
                *value = now;
                form.touch(spec.what, Some(id));
            }
        });
    });
}
