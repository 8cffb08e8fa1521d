//! Several cards at once: what they have in common.

use crate::document::{Item, What};
use crate::ui::fields::Form;
use crate::ui::fields::text::{help, label};
use crate::ui::words::{Value, Word};
use egui::{Button, Ui};
use scene_graph::{SceneId, ThemeId};
use std::collections::BTreeSet;

/// What can be done to all of them.
pub(super) fn show(form: &mut Form<'_>, ui: &mut Ui, items: &BTreeSet<Item>) {
    let scenes: Vec<SceneId> = items.iter().filter_map(Item::scene).cloned().collect();
    let values =
        [("scenes", Value::count(scenes.len())), ("endings", Value::count(items.len() - scenes.len()))];
    ui.heading(form.with(Word::SeveralTitle, &values));
    help(form, ui, form.word(Word::SeveralWhy));
    if scenes.is_empty() {
        return;
    }
    label(form, ui, Word::FieldSceneThemes, Word::FieldThemesWhy);
    let story = form.story;
    if story.themes.is_empty() {
        help(form, ui, form.word(Word::FormNoThemes));
    }
    ui.horizontal_wrapped(|ui| {
        for (id, theme) in &story.themes {
            let has =
                |scene: &&SceneId| story.scenes.get(*scene).is_some_and(|scene| scene.themes.contains(id));
            let having = scenes.iter().filter(has).count();
            let words = form.said_or(&theme.name, id.as_str());
            let shown = match having {
                0 => words.clone(),
                all if all == scenes.len() => format!("✓ {words}"),
                some => format!("{words} ({some}/{})", scenes.len()),
            };
            let response = ui.add(Button::new(shown).selected(having == scenes.len()));
            let name = format!("{} – {words}", form.word(Word::FieldSceneThemes));
            form.settle(ui, "themes", &name, &response);
            if response.on_hover_text(form.word(Word::SeveralThemeWhy)).clicked() {
                put(form, &scenes, id.clone(), having < scenes.len());
            }
        }
    });
}

/// Gives all of them the theme, or takes it from all.
fn put(form: &mut Form<'_>, scenes: &[SceneId], theme: ThemeId, on: bool) {
    let scenes = scenes.to_vec();
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
