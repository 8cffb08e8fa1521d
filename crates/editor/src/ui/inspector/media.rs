//! What is seen and heard: clips, pictures, their captions, trims and loudness; music.

use super::timeline;
use crate::document::What;
use crate::ui::fields::basic::{choose, number, section, switch};
use crate::ui::fields::file::{bare_or_none, file, file_or_none};
use crate::ui::fields::text::{Kind, help, label, language_name, text, warn};
use crate::ui::fields::time::{length, time};
use crate::ui::fields::{Form, Spec};
use crate::ui::words::{Value, Word};
use egui::Ui;
use indexmap::IndexMap;
use scene_graph::{Bed, Language, Media, Question, SceneMusic, Still, Video};
use std::mem;

const KIND: Spec = Spec::new("kind", Word::FieldMedia, Word::FieldMediaWhy, What::Media);
const EACH: Spec = Spec::new("each", Word::FieldEachLanguage, Word::FieldEachLanguageWhy, What::Media);
const CLIP: Spec = Spec::new("file", Word::FieldClip, Word::FieldFileWhy, What::Media);
const PICTURE: Spec = Spec::new("file", Word::FieldPicture, Word::FieldFileWhy, What::Media);
const FROM: Spec = Spec::new("from", Word::FieldFrom, Word::FieldFromWhy, What::Media);
const TO: Spec = Spec::new("to", Word::FieldTo, Word::FieldToWhy, What::Media);
const SOUND: Spec = Spec::new("sound", Word::FieldSound, Word::FieldSoundWhy, What::Media);
const CAPTIONS: Spec = Spec::new("captions", Word::FieldCaptions, Word::FieldCaptionsWhy, What::Media);
const GAIN: Spec = Spec::new("gain_db", Word::FieldGain, Word::FieldGainWhy, What::Media);
const ALT: Spec = Spec::new("alt", Word::FieldAlt, Word::FieldAltWhy, What::Text);
const LASTS: Spec = Spec::new("lasts", Word::FieldLasts, Word::FieldLastsWhy, What::Media);
const MUSIC: Spec = Spec::new("music", Word::FieldMusic, Word::FieldMusicWhy, What::Media);
const BED: Spec = Spec::new("file", Word::FieldBed, Word::FieldBedWhy, What::Media);

/// The quietest and loudest that an author can want, in decibels.
const GAINS: std::ops::RangeInclusive<i64> = -40..=20;

/// What a scene shows. `question`: whose time is set on the clip.
pub(in crate::ui) fn show(
    form: &mut Form<'_>,
    ui: &mut Ui,
    media: &mut Media,
    question: Option<&mut Question>,
) {
    let languages = &form.story.languages;
    let mut each = matches!(media, Media::ByLanguage(_));
    if (languages.len() > 1 || each) && switch(form, ui, EACH, &mut each) {
        *media = match mem::take(media) {
            Media::ByLanguage(mut of) => of.shift_remove_index(0).map(|(_, media)| media).unwrap_or_default(),
            one => {
                Media::ByLanguage(languages.iter().map(|language| (language.clone(), one.clone())).collect())
            }
        };
    }
    match media {
        Media::ByLanguage(of) => by_language(form, ui, languages, of, question),
        one => single(form, ui, one, None, question),
    }
}

fn by_language(
    form: &mut Form<'_>,
    ui: &mut Ui,
    languages: &[Language],
    of: &mut IndexMap<Language, Media>,
    mut question: Option<&mut Question>,
) {
    let known: Vec<Language> = of.keys().filter(|tag| !languages.contains(tag)).cloned().collect();
    for language in languages.iter().chain(&known) {
        let mut media = of.get(language).cloned().unwrap_or_default();
        let name = language_name(language).to_owned();
        ui.label(egui::RichText::new(&name).strong());
        form.named(&name, |form| {
            form.inside(language.as_str(), |form| {
                single(form, ui, &mut media, Some(language), question.take());
            });
        });
        if media != of.get(language).cloned().unwrap_or_default() {
            of.insert(language.clone(), media);
        }
    }
}

fn single(
    form: &mut Form<'_>,
    ui: &mut Ui,
    media: &mut Media,
    only: Option<&Language>,
    question: Option<&mut Question>,
) {
    let mut now = match media {
        Media::Video(_) => 1,
        Media::Still(_) => 2,
        _ => 0,
    };
    let options = [(0, Word::MediaNothing), (1, Word::MediaVideo), (2, Word::MediaStill)];
    if choose(form, ui, KIND, &mut now, &options) {
        *media = changed_to(mem::take(media), now);
    }
    match media {
        Media::Video(video) => clip(form, ui, video, only, question),
        Media::Still(still) => picture(form, ui, still, only),
        Media::Nothing | Media::ByLanguage(_) => help(form, ui, form.word(Word::MediaNothingWhy)),
    }
}

/// Another kind, with what both have.
fn changed_to(media: Media, kind: usize) -> Media {
    let (sound, captions, gain_db) = match media {
        Media::Video(video) => (video.sound, video.captions, video.gain_db),
        Media::Still(still) => (still.sound, still.captions, still.gain_db),
        _ => Default::default(),
    };
    match kind {
        1 => Media::Video(Video { sound, captions, gain_db, ..Video::default() }),
        2 => Media::Still(Still { sound, captions, gain_db, ..Still::default() }),
        _ => Media::Nothing,
    }
}

fn clip(
    form: &mut Form<'_>,
    ui: &mut Ui,
    video: &mut Video,
    only: Option<&Language>,
    question: Option<&mut Question>,
) {
    file(form, ui, CLIP, &mut video.file);
    if video.file.is_empty() {
        help(form, ui, form.word(Word::ClipNone));
        return;
    }
    timeline::show(form, ui, video, question);
    ui.columns(2, |columns| {
        time(form, &mut columns[0], FROM, Word::FromStart, &mut video.from);
        time(form, &mut columns[1], TO, Word::ToEnd, &mut video.to);
    });
    out_of_clip(form, ui, video);
    captions(form, ui, only, &mut video.captions);
    loudness(form, ui, &mut video.gain_db);
    section(form, ui, (Word::PartSound, Word::PartSoundWhy), video.sound.is_some(), |form, ui| {
        file_or_none(form, ui, SOUND, &mut video.sound);
    });
}

/// Trims that leave nothing, or lie outside the clip.
fn out_of_clip(form: &Form<'_>, ui: &mut Ui, video: &Video) {
    let Some(length) = form.found.clips.get(&video.file).and_then(|clip| clip.length) else { return };
    let lies_outside = |time: &scene_graph::ClipTime| match time {
        scene_graph::ClipTime::AfterStart(after) | scene_graph::ClipTime::BeforeEnd(after) => *after > length,
    };
    let (from, to) = timeline::resolved(video, length);
    if [video.from, video.to].iter().flatten().any(lies_outside) {
        warn(form, ui, form.with(Word::TimeOutside, &[("length", Value::Text(&length.to_string()))]));
    } else if from >= to {
        warn(form, ui, form.word(Word::TimeNothingLeft));
    }
}

fn picture(form: &mut Form<'_>, ui: &mut Ui, still: &mut Still, only: Option<&Language>) {
    file(form, ui, PICTURE, &mut still.file);
    text(form, ui, ALT, &mut still.alt, Kind::Needed, 2);
    length(form, ui, LASTS, Word::LastsSound, &mut still.lasts);
    file_or_none(form, ui, SOUND, &mut still.sound);
    if still.sound.is_some() || !still.captions.is_empty() {
        captions(form, ui, only, &mut still.captions);
        loudness(form, ui, &mut still.gain_db);
    }
}

fn captions(
    form: &mut Form<'_>,
    ui: &mut Ui,
    only: Option<&Language>,
    captions: &mut IndexMap<Language, String>,
) {
    label(form, ui, CAPTIONS.word, CAPTIONS.why);
    let declared = &form.story.languages;
    let undeclared = captions.keys().filter(|tag| !declared.contains(tag)).cloned();
    // In a clip of one language, that one is missed; others may be there.
    let mut shown: Vec<Language> = match only {
        Some(only) => {
            std::iter::once(only.clone()).chain(captions.keys().filter(|tag| *tag != only).cloned()).collect()
        }
        None => declared.iter().cloned().chain(undeclared).collect(),
    };
    shown.dedup();
    for language in shown {
        let mut path = captions.get(&language).cloned();
        let field = format!("captions.{language}");
        let name = format!("{} ({})", form.word(CAPTIONS.word), language_name(&language));
        ui.horizontal_top(|ui| {
            let side = ui.spacing().interact_size.y;
            let tag = egui::RichText::new(language.as_str()).small().color(form.palette.muted);
            ui.add_sized(egui::vec2(side, side), egui::Label::new(tag).truncate());
            ui.vertical(|ui| bare_or_none(form, ui, (CAPTIONS, &field, &name), true, &mut path));
        });
        match path {
            Some(path) if captions.get(&language) != Some(&path) => drop(captions.insert(language, path)),
            None => drop(captions.shift_remove(&language)),
            Some(_) => {}
        }
    }
}

fn loudness(form: &mut Form<'_>, ui: &mut Ui, gain: &mut i32) {
    number(form, ui, GAIN, gain, GAINS, " dB");
}

/// A music bed.
pub(in crate::ui) fn bed(form: &mut Form<'_>, ui: &mut Ui, bed: &mut Bed) {
    file(form, ui, BED, &mut bed.file);
    loudness(form, ui, &mut bed.gain_db);
}

/// Which music there is under a scene.
pub(super) fn music(form: &mut Form<'_>, ui: &mut Ui, music: &mut SceneMusic) {
    let mut now = match music {
        SceneMusic::Story => 0,
        SceneMusic::Own(_) => 1,
        SceneMusic::Off => 2,
    };
    let options = [(0, Word::MusicStory), (1, Word::MusicOwn), (2, Word::MusicOff)];
    if choose(form, ui, MUSIC, &mut now, &options) {
        *music = match now {
            0 => SceneMusic::Story,
            1 => SceneMusic::Own(Bed::default()),
            _ => SceneMusic::Off,
        };
    }
    if let SceneMusic::Own(own) = music {
        let name = form.word(Word::FieldMusic);
        form.named(&name, |form| form.inside("music", |form| bed(form, ui, own)));
    }
}
