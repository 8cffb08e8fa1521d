//! Several cards at once: what they have in common.

use crate::document::{Item, What};
use crate::ui::fields::Form;
use crate::ui::fields::text::{help, label};
use crate::ui::words::{Value, Word};
use egui::{Button, Ui};
use scene_graph::{SceneId, ThemeId};
use std::collections::{BTreeSet, HashMap};

/// What can be done to all of them.
pub(super) fn show(form: &mut Form<'_>, ui: &mut Ui, items: &BTreeSet<Item>) {
    let scenes = || items.iter().filter_map(Item::scene);
    let count = scenes().count();
    let values = [("scenes", Value::count(count)), ("endings", Value::count(items.len() - count))];
    ui.heading(form.with(Word::SeveralTitle, &values));
    help(form, ui, form.word(Word::SeveralWhy));
    if count == 0 {
        return;
    }
    label(form, ui, Word::FieldSceneThemes, Word::FieldThemesWhy);
    let story = form.story;
    if story.themes.is_empty() {
        help(form, ui, form.word(Word::FormNoThemes));
    }
    // In one go over the scenes: thousands may be selected.
    let mut by_theme: HashMap<&ThemeId, usize> = HashMap::new();
    for scene in scenes().filter_map(|id| story.scenes.get(id)) {
        let themes = &scene.themes;
        let first = |(place, id): &(usize, &ThemeId)| !themes[..*place].contains(*id);
        for (_, id) in themes.iter().enumerate().filter(first) {
            *by_theme.entry(id).or_default() += 1;
        }
    }
    ui.horizontal_wrapped(|ui| {
        for (id, theme) in &story.themes {
            let having = by_theme.get(id).copied().unwrap_or_default();
            let words = form.said_or(&theme.name, id.as_str());
            let shown = match having {
                0 => words.clone(),
                all if all == count => format!("✓ {words}"),
                some => format!("{words} ({some}/{count})"),
            };
            let response = ui.add(Button::new(shown).selected(having == count));
            let name = format!("{} – {words}", form.word(Word::FieldSceneThemes));
            form.settle(ui, "themes", &name, &response);
            if response.on_hover_text(form.word(Word::SeveralThemeWhy)).clicked() {
                put(form, scenes().cloned().collect(), id.clone(), having < count);
            }
        }
    });
}

/// Gives all of them the theme, or takes it from all.
fn put(form: &mut Form<'_>, scenes: Vec<SceneId>, theme: ThemeId, on: bool) {
    form.work(What::Story, move |edit| {
        for id in &scenes {
            edit.scene(id, |scene| {
                scene.themes.retain(|known| *known != theme);
                if on {
                    scene.themes.push(theme.clone());
                }
                Ok(())
            })?;
        }
        Ok(())
    });
}
