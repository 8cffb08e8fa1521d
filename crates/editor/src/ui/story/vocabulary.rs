//! Themes and variables.

use crate::document::What;
use crate::names::{self, Name};
use crate::ui::fields::basic::{ANY, bare_number, beginning, boxed, button, section, sign_button, switch};
use crate::ui::fields::colour::colour;
use crate::ui::fields::text::{Kind, help, id_line, text};
use crate::ui::fields::{Form, Spec};
use crate::ui::inspector::question::in_languages;
use crate::ui::words::{Value, Word};
use egui::{Align, Layout, RichText, Ui};
use scene_graph::{Story, Text, Theme, ThemeId, VariableId, VariableValue};
use std::collections::HashMap;

const NAME: Spec = Spec::new("name", Word::ThemeName, Word::ThemeNameWhy, What::Text);
const COLOUR: Spec = Spec::new("colour", Word::ThemeColour, Word::ThemeColourWhy, What::Story);
const BEGINS: Spec = Spec::new("value", Word::VariableBegins, Word::VariableBeginsWhy, What::Story);
const BEGINS_YES: Spec = Spec::new("value", Word::VariableBeginsYes, Word::VariableBeginsWhy, What::Story);

/// The five worries of people who hold an offer, with colours that are told apart.
const WORRIES: [(&str, &str, &str, &str); 5] = [
    ("relationships", "People and company culture", "人間関係・社風", "#3b6fb6"),
    ("job-content", "The work itself", "仕事内容", "#2e8b57"),
    ("career", "Career", "キャリア", "#c77d0a"),
    ("other-companies", "Other companies", "他社との比較", "#a04fa0"),
    ("news", "Too little information", "情報不足", "#b5483a"),
];

/// In how many scenes each theme and variable is used; counted once for each state of the document.
#[derive(Default)]
pub(super) struct Uses {
    of: Option<u64>,
    themes: HashMap<ThemeId, usize>,
    variables: HashMap<VariableId, usize>,
}

impl Uses {
    pub(super) fn count(&mut self, story: &Story, state: u64) {
        if self.of == Some(state) {
            return;
        }
        let variables = story
            .variables
            .keys()
            .map(|id| (id.clone(), names::mentioned_in(story, &Name::Variable(id.clone())).len()));
        let mut themes = HashMap::new();
        for scene in story.scenes.values() {
            let question = scene.question.as_ref();
            let of_question = question.into_iter().flat_map(|question| &question.themes);
            let choices = question.into_iter().flat_map(|question| question.answers.choices());
            let of_choices = choices.flat_map(|choice| &choice.themes);
            for theme in scene.themes.iter().chain(of_question).chain(of_choices) {
                *themes.entry(theme.clone()).or_insert(0) += 1;
            }
        }
        *self = Self { of: Some(state), themes, variables: variables.collect() };
    }
}

pub(super) fn show(form: &mut Form<'_>, ui: &mut Ui, story: &mut Story, uses: &Uses) {
    section(form, ui, (Word::PartThemes, Word::PartThemesWhy), false, |form, ui| {
        themes(form, ui, story, uses);
    });
    section(form, ui, (Word::PartVariables, Word::PartVariablesWhy), false, |form, ui| {
        variables(form, ui, story, uses);
    });
}

/// A card of a list, with its name, what is said of it, and a button to remove it.
pub(super) fn card(
    form: &mut Form<'_>,
    ui: &mut Ui,
    (title, note): (&str, &str),
    remove: Word,
    contents: impl FnOnce(&mut Form<'_>, &mut Ui),
) -> bool {
    let mut gone = false;
    boxed(form, form.palette.line).fill(form.palette.card).show(ui, |ui| {
        form.named(title, |form| {
            ui.horizontal(|ui| {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    gone = sign_button(form, ui, "", ("×", true), remove);
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                        ui.add(egui::Label::new(RichText::new(title).strong()).truncate());
                        if !note.is_empty() {
                            help(form, ui, note);
                        }
                    });
                });
            });
            contents(form, ui);
        });
    });
    gone
}

fn used(form: &Form<'_>, count: usize) -> String {
    form.with(Word::UsedTimes, &[("count", Value::count(count))])
}

fn themes(form: &mut Form<'_>, ui: &mut Ui, story: &mut Story, uses: &Uses) {
    let mut gone = None;
    for (id, theme) in &mut story.themes {
        let title = form.said_or(&theme.name, id.as_str());
        let note = used(form, uses.themes.get(id).copied().unwrap_or(0));
        form.inside(&format!("themes.{id}"), |form| {
            let removed = card(form, ui, (&title, &note), Word::ThemeRemove, |form, ui| {
                text(form, ui, NAME, &mut theme.name, Kind::Needed, 1);
                colour(form, ui, COLOUR, &mut theme.colour);
                id_line(form, ui, "id", &Name::Theme(id.clone()));
            });
            if removed {
                gone = Some(id.clone());
            }
        });
    }
    if let Some(id) = gone {
        story.themes.shift_remove(&id);
        form.touch(What::Story, None);
    }
    if story.themes.is_empty() && beginning(form, ui, "themes", Word::ThemesWorries, Word::ThemesWorriesWhy) {
        let themes = WORRIES.iter().filter_map(|(id, english, japanese, colour)| {
            let name = in_languages(&story.languages, english, japanese);
            Some((ThemeId::new(id).ok()?, Theme { name, colour: (*colour).to_owned() }))
        });
        story.themes = themes.collect();
        form.touch(What::Story, None);
    }
    if button(form, ui, "themes", Word::ThemeAdd, Word::PartThemesWhy) {
        let words = names::free("theme-1", "theme", |words| story.themes.contains_key(words));
        if let Ok(id) = ThemeId::new(&words) {
            let (.., colour) = WORRIES[story.themes.len() % WORRIES.len()];
            form.memory.seek(form.field(&format!("themes.{id}.name")));
            story.themes.insert(id, Theme { name: Text::default(), colour: colour.to_owned() });
            form.touch(What::Story, None);
        }
    }
}

fn variables(form: &mut Form<'_>, ui: &mut Ui, story: &mut Story, uses: &Uses) {
    help(form, ui, form.word(Word::VariablesWhy));
    let mut gone = None;
    for (id, value) in &mut story.variables {
        let note = used(form, uses.variables.get(id).copied().unwrap_or(0));
        form.inside(&format!("variables.{id}"), |form| {
            let removed = card(form, ui, (id.as_str(), &note), Word::VariableRemove, |form, ui| {
                match value {
                    VariableValue::Number(number) => {
                        ui.horizontal(|ui| {
                            ui.label(form.word(Word::VariableBegins));
                            bare_number(form, ui, BEGINS, number, ANY, "");
                        });
                    }
                    VariableValue::Flag(on) => drop(switch(form, ui, BEGINS_YES, on)),
                }
                id_line(form, ui, "id", &Name::Variable(id.clone()));
            });
            if removed {
                gone = Some(id.clone());
            }
        });
    }
    if let Some(id) = gone {
        story.variables.shift_remove(&id);
        form.touch(What::Story, None);
    }
    ui.horizontal_wrapped(|ui| {
        for (word, why, value) in [
            (Word::VariableAddNumber, Word::VariableAddNumberWhy, VariableValue::Number(0)),
            (Word::VariableAddFlag, Word::VariableAddFlagWhy, VariableValue::Flag(false)),
        ] {
            if button(form, ui, "variables", word, why) {
                let stem = if matches!(value, VariableValue::Flag(_)) { "flag-1" } else { "number-1" };
                let words = names::free(stem, "variable", |words| story.variables.contains_key(words));
                if let Ok(id) = VariableId::new(&words) {
                    story.variables.insert(id, value);
                    form.touch(What::Story, None);
                }
            }
        }
    });
}
