//! The languages a story is told in.

use crate::document::What;
use crate::translations::{new_language, remove_language, texts_in};
use crate::ui::fields::Form;
use crate::ui::fields::basic::{section, sign_button, small_button};
use crate::ui::fields::pick::{Pick, Picked, pick};
use crate::ui::fields::text::{help, language_name, warn};
use crate::ui::words::{Value, Word};
use egui::{Align, Layout, Ui};
use scene_graph::{Language, Story};

/// The language that is to be removed, and how many texts would go with it, once it was asked.
#[derive(Default)]
pub(super) struct Asked(Option<(Language, usize)>);

/// Languages that stories for people who join a company in Japan are often told in.
const USUAL: [(&str, &str); 8] = [
    ("ja", "日本語"),
    ("en", "English"),
    ("zh-Hans", "简体中文"),
    ("zh-Hant", "繁體中文"),
    ("ko", "한국어"),
    ("vi", "Tiếng Việt"),
    ("id", "Bahasa Indonesia"),
    ("ne", "नेपाली"),
];

pub(super) fn show(form: &mut Form<'_>, ui: &mut Ui, story: &mut Story, asked: &mut Asked) {
    section(form, ui, (Word::PartLanguages, Word::PartLanguagesWhy), true, |form, ui| {
        let count = story.languages.len();
        let (mut up, mut gone) = (None, None);
        for (place, language) in story.languages.iter().enumerate() {
            let name = language_name(language).to_owned();
            ui.horizontal(|ui| {
                ui.label(format!("{name} ({language})"));
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    form.named(&name, |form| {
                        if sign_button(form, ui, "languages", ("×", count > 1), Word::LanguageRemove) {
                            gone = Some(language.clone());
                        }
                        if sign_button(form, ui, "languages", ("↑", place > 0), Word::LanguageUp) {
                            up = Some(place);
                        }
                    });
                });
            });
            if place == 0 {
                help(form, ui, form.word(Word::LanguageFirst));
            }
        }
        if let Some(place) = up {
            story.languages.swap(place, place - 1);
            form.touch(What::Story, None);
        }
        if let Some(language) = gone {
            let texts = texts_in(form.story, &language);
            asked.0 = Some((language, texts));
        }
        confirm(form, ui, asked);
        add(form, ui, story);
    });
}

fn confirm(form: &mut Form<'_>, ui: &mut Ui, asked: &mut Asked) {
    let Some((language, texts)) = &asked.0 else { return };
    let values = [("language", Value::Text(language_name(language))), ("count", Value::count(*texts))];
    warn(form, ui, form.with(Word::LanguageRemoveAsk, &values));
    let language = language.clone();
    ui.horizontal(|ui| {
        if small_button(form, ui, "", Word::LanguageRemoveDo, Word::LanguageRemoveAskWhy) {
            form.work(What::Story, move |edit| remove_language(edit, &language));
            asked.0 = None;
        } else if small_button(form, ui, "", Word::Cancel, Word::Cancel) {
            asked.0 = None;
        }
    });
}

fn add(form: &mut Form<'_>, ui: &mut Ui, story: &mut Story) {
    let (name, shown) = (form.word(Word::LanguageAdd), form.word(Word::LanguageAdd));
    let known = story.languages.clone();
    let picked = pick(form, ui, ("languages.add", &name, &shown), Some(Word::LanguageOther), |_| {
        let usual = USUAL.iter().map(|(tag, name)| (Language::new(tag), *name));
        let free = usual.filter(|(language, _)| !known.contains(language));
        free.map(|(language, name)| Pick::new(language.clone(), format!("{name} ({language})"))).collect()
    });
    let tag = match &picked {
        Some(Picked::Known(language)) => language.as_str(),
        Some(Picked::New(tag)) => tag,
        None => return,
    };
    let Ok(language) = new_language(story, tag) else { return };
    story.languages.push(language);
    form.touch(What::Story, None);
}
