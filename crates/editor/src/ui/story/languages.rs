//! The languages a story is told in.

use crate::document::{Edit, EditError, What};
use crate::ui::fields::Form;
use crate::ui::fields::basic::{section, sign_button, small_button};
use crate::ui::fields::pick::{Pick, Picked, pick};
use crate::ui::fields::text::{help, language_name, warn};
use crate::ui::words::{Value, Word};
use egui::{Align, Layout, Ui};
use scene_graph::{
    Answers, HandoutTarget, Language, Meanwhile, Media, Question, Scene, SceneId, SeveralOf, Story, Text,
    is_language_tag,
};

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
    let count = i64::try_from(*texts).unwrap_or(i64::MAX);
    let values = [("language", Value::Text(language_name(language))), ("count", Value::Number(count))];
    warn(form, ui, form.with(Word::LanguageRemoveAsk, &values));
    let language = language.clone();
    ui.horizontal(|ui| {
        if small_button(form, ui, "", Word::LanguageRemoveDo, Word::LanguageRemoveAskWhy) {
            form.work(What::Story, move |edit| remove(edit, &language));
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
    let language = match picked {
        Some(Picked::Known(language)) => language,
        Some(Picked::New(tag)) if is_language_tag(&tag) && !known.contains(&Language::new(&tag)) => {
            Language::new(&tag)
        }
        _ => return,
    };
    story.languages.push(language);
    form.touch(What::Story, None);
}

/// Takes a language out of the story with everything that is in it.
fn remove(edit: &mut Edit<'_>, language: &Language) -> Result<(), EditError> {
    edit.head(|story| {
        story.languages.retain(|known| known != language);
        head_texts(story, &mut |text| drop(text.0.shift_remove(language)));
        story.waiting.iter_mut().for_each(|media| forget(media, language));
        for handout in story.handouts.values_mut() {
            if let HandoutTarget::ByLanguage(each) = &mut handout.to {
                each.shift_remove(language);
            }
        }
    });
    let scenes: Vec<SceneId> = edit.story().scenes.keys().cloned().collect();
    for id in scenes {
        edit.scene(&id, |scene| {
            scene_texts(scene, &mut |text| drop(text.0.shift_remove(language)));
            forget(&mut scene.media, language);
            if let Some(Question { meanwhile: Meanwhile::Loop(media), .. }) = &mut scene.question {
                forget(media, language);
            }
            Ok(())
        })?;
    }
    Ok(())
}

/// Captions and files of a language.
fn forget(media: &mut Media, language: &Language) {
    match media {
        Media::Video(video) => drop(video.captions.shift_remove(language)),
        Media::Still(still) => drop(still.captions.shift_remove(language)),
        Media::ByLanguage(each) => {
            each.shift_remove(language);
            each.values_mut().for_each(|media| forget(media, language));
        }
        Media::Nothing => {}
    }
}

/// How many texts there are in a language.
fn texts_in(story: &Story, language: &Language) -> usize {
    let mut count = 0;
    let mut add = |text: &mut Text| count += usize::from(text.0.contains_key(language));
    head_texts(&mut crate::document::head_of(story), &mut add);
    for scene in story.scenes.values() {
        scene_texts(&mut scene.clone(), &mut add);
    }
    count
}

/// Every text of the story that is no scene's.
fn head_texts(story: &mut Story, each: &mut dyn FnMut(&mut Text)) {
    each(&mut story.title);
    story.themes.values_mut().for_each(|theme| each(&mut theme.name));
    if let Some(consent) = &mut story.consent {
        each(&mut consent.who);
        each(&mut consent.why);
        consent.statistics.iter_mut().chain(&mut consent.follow_up).for_each(&mut *each);
    }
    if let Some(contact) = &mut story.contact {
        each(&mut contact.to);
        each(&mut contact.promise);
    }
    for care in story.care.values_mut() {
        each(&mut care.name);
        each(&mut care.advice);
    }
    story.handouts.values_mut().for_each(|handout| each(&mut handout.title));
    for ending in story.endings.values_mut() {
        each(&mut ending.title);
        each(&mut ending.text);
    }
    story.waiting.iter_mut().for_each(|media| media_texts(media, each));
}

fn media_texts(media: &mut Media, each: &mut dyn FnMut(&mut Text)) {
    match media {
        Media::Still(still) => each(&mut still.alt),
        Media::ByLanguage(of) => of.values_mut().for_each(|media| media_texts(media, each)),
        Media::Nothing | Media::Video(_) => {}
    }
}

/// Every text of a scene.
fn scene_texts(scene: &mut Scene, each: &mut dyn FnMut(&mut Text)) {
    each(&mut scene.title);
    media_texts(&mut scene.media, each);
    let Some(question) = &mut scene.question else { return };
    each(&mut question.prompt);
    each(&mut question.again);
    match &mut question.answers {
        Answers::OneOf(choices) | Answers::SeveralOf(SeveralOf { choices, .. }) => {
            choices.iter_mut().for_each(|choice| each(&mut choice.text));
        }
        Answers::Scale(scale) => {
            each(&mut scale.low);
            each(&mut scale.high);
        }
        Answers::Words(words) => each(&mut words.hint),
        Answers::Contact => {}
    }
    if let Meanwhile::Loop(media) = &mut question.meanwhile {
        media_texts(media, each);
    }
}
