//! Texts: there in every declared language, and in no other.

use super::Checker;
use crate::diagnostic::{Place, codes};
use crate::model::{Answers, Language, Media, Question, Text};

impl<'a> Checker<'a> {
    pub(super) fn texts(&mut self) {
        self.story_texts();
        for (id, scene) in &self.story.scenes {
            let place = Place::scene(id);
            self.optional(&scene.title, &place, "title");
            self.media_texts(&scene.media, &place.in_field("media"), None);
            if let Some(question) = &scene.question {
                self.question_texts(question, &place.in_question(&question.id));
            }
        }
    }

    fn story_texts(&mut self) {
        let story = self.story;
        self.required(&story.title, &Place::story(), "title");
        for (id, theme) in &story.themes {
            self.required(&theme.name, &Place::field(format!("themes.{id}")), "name");
        }
        if let Some(consent) = &story.consent {
            let place = Place::field("consent");
            self.required(&consent.who, &place, "who");
            self.required(&consent.why, &place, "why");
            for (field, text) in [("statistics", &consent.statistics), ("follow_up", &consent.follow_up)] {
                if let Some(text) = text {
                    self.required(text, &place, field);
                }
            }
        }
        if let Some(contact) = &story.contact {
            self.required(&contact.to, &Place::field("contact"), "to");
            self.required(&contact.promise, &Place::field("contact"), "promise");
        }
        for (id, care) in &story.care {
            self.required(&care.name, &Place::field(format!("care.{id}")), "name");
            self.required(&care.advice, &Place::field(format!("care.{id}")), "advice");
        }
        if let Some(waiting) = &story.waiting {
            self.media_texts(waiting, &Place::field("waiting"), None);
        }
        for (id, handout) in &story.handouts {
            self.required(&handout.title, &Place::field(format!("handouts.{id}")), "title");
        }
        for (id, ending) in &story.endings {
            let place = Place::field(format!("endings.{id}"));
            self.required(&ending.title, &place, "title");
            self.optional(&ending.text, &place, "text");
        }
    }

    fn question_texts(&mut self, question: &'a Question, place: &Place) {
        self.required(&question.prompt, place, "prompt");
        self.optional(&question.again, place, "again");
        for choice in question.answers.choices() {
            self.required(&choice.text, &place.in_choice(&choice.id), "text");
        }
        let at = place.in_field("answers");
        match &question.answers {
            Answers::Scale(scale) => {
                self.required(&scale.low, &at, "low");
                self.required(&scale.high, &at, "high");
            }
            Answers::Words(words) => self.optional(&words.hint, &at, "hint"),
            Answers::OneOf(_) | Answers::SeveralOf(_) | Answers::Contact => {}
        }
        if let crate::model::Meanwhile::Loop(looped) = &question.meanwhile {
            self.media_texts(looped, &place.in_field("meanwhile"), None);
        }
    }

    /// Texts of media; inside `ByLanguage` only that language is seen.
    fn media_texts(&mut self, media: &'a Media, place: &Place, only: Option<&'a Language>) {
        match media {
            Media::Still(still) if !still.alt.is_empty() => {
                let wanted = only.map_or(&*self.story.languages, core::slice::from_ref);
                self.in_languages(&still.alt, wanted, place, "alt");
            }
            Media::ByLanguage(each) => {
                for (tag, media) in each {
                    self.media_texts(media, &place.in_field(tag.as_str()), Some(tag));
                }
            }
            Media::Nothing | Media::Video(_) | Media::Still(_) => {}
        }
    }

    fn optional(&mut self, text: &Text, place: &Place, field: &str) {
        if !text.is_empty() {
            self.required(text, place, field);
        }
    }

    fn required(&mut self, text: &Text, place: &Place, field: &str) {
        let wanted = &*self.story.languages;
        self.in_languages(text, wanted, place, field);
    }

    fn in_languages(&mut self, text: &Text, wanted: &[Language], place: &Place, field: &str) {
        let has = |language: &Language| text.0.get(language).is_some_and(|text| !text.trim().is_empty());
        let missing = joined(wanted.iter().filter(|language| !has(language)));
        if !missing.is_empty() {
            let message = format!("the text is missing in: {missing}");
            let remedy = "write it in every language that the story declares";
            self.report(codes::MISSING_TEXT, place.in_field(field), message, remedy);
        }
        let undeclared = joined(text.0.keys().filter(|language| !self.story.languages.contains(language)));
        if !undeclared.is_empty() {
            let message = format!("the text is also in a language that is not declared: {undeclared}");
            let remedy = "declare the language in the story's languages, or remove the text";
            self.report(codes::UNDECLARED_LANGUAGE, place.in_field(field), message, remedy);
        }
    }
}

/// The languages' tags, with commas between.
pub(super) fn joined<'l>(languages: impl Iterator<Item = &'l Language>) -> String {
    languages.map(Language::as_str).collect::<Vec<_>>().join(", ")
}
