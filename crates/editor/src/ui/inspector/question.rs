//! What is asked on a scene, and how.

use super::condition::{bound, condition};
use super::{choice, limit, media};
use crate::commands;
use crate::document::What;
use crate::names::Name;
use crate::ui::fields::basic::{beginning, choose, number, section, small_button, switch};
use crate::ui::fields::chips::themes;
use crate::ui::fields::text::{Kind, help, id_line, text};
use crate::ui::fields::{Form, Spec};
use crate::ui::words::Word;
use egui::Ui;
use scene_graph::{
    Answers, Choice, Is, Language, Meanwhile, Media, Place, Question, Scale, SceneId, SeveralOf, Text, Words,
};

const PROMPT: Spec = Spec::new("prompt", Word::FieldPrompt, Word::FieldPromptWhy, What::Text);
const AGAIN: Spec = Spec::new("again", Word::FieldAgain, Word::FieldAgainWhy, What::Text);
const KIND: Spec = Spec::new("answers", Word::FieldAnswers, Word::FieldAnswersWhy, What::Question);
const LEAST: Spec = Spec::new("at_least", Word::FieldAtLeast, Word::FieldAtLeastWhy, What::Question);
const MOST: Spec = Spec::new("at_most", Word::FieldAtMost, Word::FieldAtMostWhy, What::Question);
const ALL: Spec = Spec::new("all", Word::FieldAtMostAll, Word::FieldAtMostWhy, What::Question);
const FROM: Spec = Spec::new("from", Word::FieldScaleFrom, Word::FieldScaleFromWhy, What::Question);
const TO: Spec = Spec::new("to", Word::FieldScaleTo, Word::FieldScaleToWhy, What::Question);
const LOW: Spec = Spec::new("low", Word::FieldScaleLow, Word::FieldScaleLowWhy, What::Text);
const HIGH: Spec = Spec::new("high", Word::FieldScaleHigh, Word::FieldScaleHighWhy, What::Text);
const WORRY: Spec = Spec::new("worry", Word::FieldScaleWorry, Word::FieldWorryWhy, What::Question);
const HINT: Spec = Spec::new("hint", Word::FieldHint, Word::FieldHintWhy, What::Text);
const LETTERS: Spec = Spec::new("at_most", Word::FieldLetters, Word::FieldLettersWhy, What::Question);
const SKIP: Spec = Spec::new("skip", Word::FieldSkip, Word::FieldSkipWhy, What::Question);
const THEMES: Spec = Spec::new("themes", Word::FieldQuestionThemes, Word::FieldThemesWhy, What::Question);
const WHEN: Spec = Spec::new("when", Word::FieldAskedWhen, Word::FieldAskedWhenWhy, What::Condition);
const PLACE: Spec = Spec::new("place", Word::FieldPlace, Word::FieldPlaceWhy, What::Question);
const MEANWHILE: Spec = Spec::new("meanwhile", Word::FieldMeanwhile, Word::FieldMeanwhileWhy, What::Question);

/// The kinds of answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    OneOf,
    Several,
    Scale,
    Words,
    Contact,
}

fn sort_of(answers: &Answers) -> Sort {
    match answers {
        Answers::OneOf(_) => Sort::OneOf,
        Answers::SeveralOf(_) => Sort::Several,
        Answers::Scale(_) => Sort::Scale,
        Answers::Words(_) => Sort::Words,
        Answers::Contact => Sort::Contact,
    }
}

/// The part of a scene's form about its question.
pub(super) fn show(form: &mut Form<'_>, ui: &mut Ui, scene: &SceneId, question: &mut Option<Question>) {
    section(form, ui, (Word::PartQuestion, Word::PartQuestionWhy), true, |form, ui| match question {
        None => {
            if beginning(form, ui, "question", Word::QuestionAdd, Word::QuestionNone) {
                let of = scene.clone();
                form.work(What::Question, move |edit| commands::add_question(edit, &of).map(drop));
                form.memory.seek(form.field("prompt"));
            }
        }
        Some(known) => {
            asked(form, ui, known);
            if small_button(form, ui, "question", Word::QuestionRemove, Word::QuestionRemoveWhy) {
                *question = None;
                form.touch(What::Question, None);
            }
        }
    });
}

fn asked(form: &mut Form<'_>, ui: &mut Ui, question: &mut Question) {
    id_line(form, ui, "id", &Name::Question(question.id.clone()));
    text(form, ui, PROMPT, &mut question.prompt, Kind::Needed, 2);
    kind(form, ui, question);
    answers(form, ui, &mut question.answers);
    section(form, ui, (Word::PartAsking, Word::PartAskingWhy), false, |form, ui| {
        limit::shown(form, ui, question);
        let places = places(question.place);
        choose(form, ui, PLACE, &mut question.place, &places);
        meanwhile(form, ui, &mut question.meanwhile);
        limit::show(form, ui, question);
        switch(form, ui, SKIP, &mut question.skip);
        text(form, ui, AGAIN, &mut question.again, Kind::Free, 1);
        themes(form, ui, THEMES, &mut question.themes);
        condition(form, ui, WHEN, &mut question.when);
    });
}

/// Choices in their own areas of the picture cannot be drawn yet: offered only where they are already.
fn places(now: Place) -> Vec<(Place, Word)> {
    let mut all = vec![
        (Place::LowerThird, Word::PlaceLower),
        (Place::Side, Word::PlaceSide),
        (Place::Full, Word::PlaceFull),
    ];
    if now == Place::OnPicture {
        all.push((Place::OnPicture, Word::PlaceOnPicture));
    }
    all
}

/// Another kind of answer; what the new kind has no place for waits in case it is taken back.
fn kind(form: &mut Form<'_>, ui: &mut Ui, question: &mut Question) {
    let mut now = sort_of(&question.answers);
    let options = [
        (Sort::OneOf, Word::KindOneOf),
        (Sort::Several, Word::KindSeveral),
        (Sort::Scale, Word::KindScale),
        (Sort::Words, Word::KindWords),
        (Sort::Contact, Word::KindContact),
    ];
    if !choose(form, ui, KIND, &mut now, &options) {
        return;
    }
    let parked = form.memory.parked.entry(question.id.clone()).or_default();
    parked.retain(|known| sort_of(known) != sort_of(&question.answers));
    let wanted = parked.iter().find(|known| sort_of(known) == now).cloned();
    parked.push(question.answers.clone());
    let remembered = parked.clone();
    question.answers = changed_to(&question.answers, now, wanted, &remembered, &form.story.languages);
}

fn changed_to(
    before: &Answers,
    now: Sort,
    wanted: Option<Answers>,
    remembered: &[Answers],
    languages: &[Language],
) -> Answers {
    let mut choices = before.choices().to_vec();
    if choices.is_empty() {
        // From a scale and back: the choices that there were.
        let known = remembered.iter().rev().map(Answers::choices).find(|known| !known.is_empty());
        choices = known.map_or_else(|| some_choices(2), <[Choice]>::to_vec);
    }
    match (now, wanted) {
        (Sort::OneOf, wanted) => {
            let known = wanted.as_ref().map_or(&[][..], Answers::choices);
            for choice in choices.iter_mut().filter(|choice| choice.then.is_none()) {
                choice.then = known.iter().find(|one| one.id == choice.id).and_then(|one| one.then.clone());
            }
            Answers::OneOf(choices)
        }
        (Sort::Several, wanted) => {
            // Several answers have no way of their own each.
            choices.iter_mut().for_each(|choice| choice.then = None);
            let (at_least, at_most) = match wanted {
                Some(Answers::SeveralOf(several)) => (several.at_least, several.at_most),
                _ => (1, None),
            };
            Answers::SeveralOf(SeveralOf { choices, at_least, at_most })
        }
        (_, Some(wanted)) => wanted,
        (Sort::Scale, None) => {
            let low = in_languages(languages, "Not at all", "まったく思わない");
            let high = in_languages(languages, "Very much", "とても思う");
            Answers::Scale(Scale { from: 1, to: 5, low, high, worry: None })
        }
        (Sort::Words, None) => Answers::Words(Words { at_most: 500, hint: Text::default() }),
        (Sort::Contact, None) => Answers::Contact,
    }
}

fn some_choices(count: usize) -> Vec<Choice> {
    let mut choices = Vec::new();
    for _ in 0..count {
        choices.extend(commands::empty_choice(&choices).ok());
    }
    choices
}

/// Words to begin with, in those languages of the story that this program speaks.
pub(in crate::ui) fn in_languages(languages: &[Language], english: &str, japanese: &str) -> Text {
    let said = languages.iter().filter_map(|language| {
        let words = match language.as_str().split('-').next() {
            Some("en") => english,
            Some("ja") => japanese,
            _ => return None,
        };
        Some((language.clone(), words.to_owned()))
    });
    Text(said.collect())
}

fn answers(form: &mut Form<'_>, ui: &mut Ui, answers: &mut Answers) {
    match answers {
        Answers::OneOf(choices) => choice::list(form, ui, choices, true),
        Answers::SeveralOf(several) => {
            choice::list(form, ui, &mut several.choices, false);
            form.inside("answers", |form| how_many(form, ui, several));
        }
        Answers::Scale(scale) => form.inside("answers", |form| on_scale(form, ui, scale)),
        Answers::Words(words) => form.inside("answers", |form| {
            text(form, ui, HINT, &mut words.hint, Kind::Free, 1);
            number(form, ui, LETTERS, &mut words.at_most, 1..=10_000, "");
        }),
        Answers::Contact => help(form, ui, form.word(Word::KindContactWhy)),
    }
}

fn how_many(form: &mut Form<'_>, ui: &mut Ui, several: &mut SeveralOf) {
    let count = i64::try_from(several.choices.len()).unwrap_or(i64::MAX).max(1);
    number(form, ui, LEAST, &mut several.at_least, 0..=count, "");
    let mut all = several.at_most.is_none();
    if switch(form, ui, ALL, &mut all) {
        several.at_most = (!all).then(|| u32::try_from(count).unwrap_or(u32::MAX));
    }
    if let Some(most) = &mut several.at_most {
        number(form, ui, MOST, most, 1..=count, "");
    }
}

fn on_scale(form: &mut Form<'_>, ui: &mut Ui, scale: &mut Scale) {
    ui.horizontal(|ui| {
        for (spec, value) in [(FROM, &mut scale.from), (TO, &mut scale.to)] {
            ui.vertical(|ui| number(form, ui, spec, value, -100..=100, ""));
        }
    });
    text(form, ui, LOW, &mut scale.low, Kind::Needed, 1);
    text(form, ui, HIGH, &mut scale.high, Kind::Needed, 1);
    let mut on = scale.worry.is_some();
    if switch(form, ui, WORRY, &mut on) {
        scale.worry = on.then_some(Is::AtMost(2));
    }
    if let Some(is) = &mut scale.worry {
        let name = form.word(Word::FieldScaleWorry);
        ui.horizontal_wrapped(|ui| {
            form.named(&name, |form| form.inside("worry", |form| bound(form, ui, is)));
        });
    }
}

fn meanwhile(form: &mut Form<'_>, ui: &mut Ui, meanwhile: &mut Meanwhile) {
    let mut now = match meanwhile {
        Meanwhile::Waiting => 0,
        Meanwhile::Hold => 1,
        Meanwhile::Loop(_) => 2,
    };
    let options = [(0, Word::MeanwhileWaiting), (1, Word::MeanwhileHold), (2, Word::MeanwhileLoop)];
    if choose(form, ui, MEANWHILE, &mut now, &options) {
        *meanwhile = match now {
            0 => Meanwhile::Waiting,
            1 => Meanwhile::Hold,
            _ => Meanwhile::Loop(Box::new(Media::Video(scene_graph::Video::default()))),
        };
    }
    if let Meanwhile::Loop(looped) = meanwhile {
        let name = form.word(Word::FieldMeanwhile);
        form.named(&name, |form| form.inside("meanwhile", |form| media::show(form, ui, looped, None)));
    }
}
