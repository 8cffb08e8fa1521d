//! Endings and handouts.

use super::vocabulary::card;
use crate::commands;
use crate::document::{Item, What};
use crate::names::{self, Name};
use crate::ui::fields::basic::{button, section, small_button, switch};
use crate::ui::fields::file::bare_or_none;
use crate::ui::fields::text::{Kind, id_line, label, language_name, text, warn};
use crate::ui::fields::{Form, Spec};
use crate::ui::inspector::ending;
use crate::ui::words::{Value, Word};
use egui::Ui;
use scene_graph::{Ending, EndingId, Handout, HandoutId, HandoutTarget, Language, Story, Text};

const TITLE: Spec = Spec::new("title", Word::HandoutTitle, Word::HandoutTitleWhy, What::Text);
const FILE: Spec = Spec::new("to", Word::HandoutFile, Word::HandoutFileWhy, What::Story);
const EACH: Spec = Spec::new("to.each", Word::FieldEachLanguage, Word::HandoutEachWhy, What::Story);

pub(super) fn show(form: &mut Form<'_>, ui: &mut Ui, story: &mut Story) {
    section(form, ui, (Word::PartEndings, Word::PartEndingsWhy), false, |form, ui| endings(form, ui, story));
    section(form, ui, (Word::PartHandouts, Word::PartHandoutsWhy), false, |form, ui| {
        handouts(form, ui, story);
    });
}

fn endings(form: &mut Form<'_>, ui: &mut Ui, story: &mut Story) {
    for (id, ending) in &mut story.endings {
        let title = form.said_or(&ending.title, id.as_str());
        let removed = card(form, ui, (&title, ""), Word::EndingRemove, |form, ui| {
            ending::show(form, ui, id, ending);
            if small_button(form, ui, "", Word::WayShow, Word::WayShowWhy) {
                form.select(Item::Ending(id.clone()));
            }
        });
        if removed {
            let gone = [Item::Ending(id.clone())];
            form.work(What::Delete, move |edit| commands::delete(edit, &gone, &[]));
        }
    }
    if button(form, ui, "endings", Word::EndingAdd, Word::PartEndingsWhy) {
        let words = names::free("ending-1", "ending", |words| story.endings.contains_key(words));
        if let Ok(id) = EndingId::new(&words) {
            form.memory.seek(form.field(&format!("endings.{id}.title")));
            let (title, text) = (Text::default(), Text::default());
            story.endings.insert(id, Ending { title, text, offers: Vec::new(), contact: false });
            form.touch(What::Story, None);
        }
    }
}

fn handouts(form: &mut Form<'_>, ui: &mut Ui, story: &mut Story) {
    let mut gone = None;
    let languages = story.languages.clone();
    for (id, handout) in &mut story.handouts {
        let title = form.said_or(&handout.title, id.as_str());
        form.inside(&format!("handouts.{id}"), |form| {
            let removed = card(form, ui, (&title, ""), Word::HandoutRemove, |form, ui| {
                id_line(form, ui, "id", &Name::Handout(id.clone()));
                text(form, ui, TITLE, &mut handout.title, Kind::Needed, 1);
                target(form, ui, &languages, &mut handout.to);
            });
            if removed {
                gone = Some(id.clone());
            }
        });
    }
    if let Some(id) = gone {
        story.handouts.shift_remove(&id);
        form.touch(What::Story, None);
    }
    if button(form, ui, "handouts", Word::HandoutAdd, Word::PartHandoutsWhy) {
        let words = names::free("handout-1", "handout", |words| story.handouts.contains_key(words));
        if let Ok(id) = HandoutId::new(&words) {
            form.memory.seek(form.field(&format!("handouts.{id}.title")));
            story
                .handouts
                .insert(id, Handout { title: Text::default(), to: HandoutTarget::File(String::new()) });
            form.touch(What::Story, None);
        }
    }
}

/// What a handout opens: one file, or one for each language.
fn target(form: &mut Form<'_>, ui: &mut Ui, languages: &[Language], to: &mut HandoutTarget) {
    let mut each = matches!(to, HandoutTarget::ByLanguage(_));
    if (languages.len() > 1 || each) && switch(form, ui, EACH, &mut each) {
        *to = match std::mem::replace(to, HandoutTarget::File(String::new())) {
            HandoutTarget::ByLanguage(mut of) => {
                of.shift_remove_index(0).map_or(HandoutTarget::File(String::new()), |(_, to)| to)
            }
            one => {
                HandoutTarget::ByLanguage(languages.iter().map(|tag| (tag.clone(), one.clone())).collect())
            }
        };
    }
    label(form, ui, FILE.word, FILE.why);
    let name = form.word(FILE.word);
    match to {
        HandoutTarget::ByLanguage(of) => {
            for language in languages {
                let mut one = of.get(language).cloned().unwrap_or(HandoutTarget::File(String::new()));
                let name = format!("{name} ({})", language_name(language));
                single(form, ui, (&format!("to.{language}"), &name), &mut one);
                if of.get(language) != Some(&one) && one != HandoutTarget::File(String::new()) {
                    of.insert(language.clone(), one);
                }
            }
        }
        one => single(form, ui, ("to", &name), one),
    }
}

fn single(form: &mut Form<'_>, ui: &mut Ui, (field, name): (&str, &str), to: &mut HandoutTarget) {
    match to {
        HandoutTarget::File(path) => {
            let mut file = Some(std::mem::take(path));
            bare_or_none(form, ui, (FILE, field, name), true, &mut file);
            *path = file.unwrap_or_default();
        }
        HandoutTarget::Web(page) => {
            warn(form, ui, form.with(Word::HandoutWeb, &[("page", Value::Text(page))]));
            if small_button(form, ui, field, Word::HandoutUseFile, Word::HandoutFileWhy) {
                *to = HandoutTarget::File(String::new());
                form.touch(FILE.what, None);
            }
        }
        HandoutTarget::ByLanguage(_) => {}
    }
}
