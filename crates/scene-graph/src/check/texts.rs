//! Texts: there in every declared language, and in no other.

use super::{Checker, Topic};
use crate::SceneId;
use crate::diagnostic::{At, codes};
use crate::model::{Answers, Language, Media, Question, Scene, Text};

impl<'a> Checker<'a> {
    pub(super) fn texts_of_scene(&mut self, id: &SceneId, scene: &'a Scene) {
        self.topic = Topic::Texts;
        let at = At::scene(id);
        self.optional(&scene.title, at, "title");
        self.media_texts(&scene.media, at.in_field("media"), None);
        if let Some(question) = &scene.question {
            self.question_texts(question, at.in_question(&question.id));
        }
    }

    pub(super) fn texts_of_story(&mut self) {
        self.topic = Topic::Texts;
        let story = self.story;
        self.required(&story.title, At::story(), "title");
        for (id, theme) in &story.themes {
            self.required(&theme.name, At::entry("themes", id.as_str()), "name");
        }
        if let Some(consent) = &story.consent {
            let at = At::field("consent");
            self.required(&consent.who, at, "who");
            self.required(&consent.why, at, "why");
            for (field, text) in [("statistics", &consent.statistics), ("follow_up", &consent.follow_up)] {
                if let Some(text) = text {
                    self.required(text, at, field);
                }
            }
        }
        if let Some(contact) = &story.contact {
            self.required(&contact.to, At::field("contact"), "to");
            self.required(&contact.promise, At::field("contact"), "promise");
        }
        for (id, care) in &story.care {
            self.required(&care.name, At::entry("care", id.as_str()), "name");
            self.required(&care.advice, At::entry("care", id.as_str()), "advice");
        }
        if let Some(waiting) = &story.waiting {
            self.media_texts(waiting, At::field("waiting"), None);
        }
        for (id, handout) in &story.handouts {
            self.required(&handout.title, At::entry("handouts", id.as_str()), "title");
        }
        for (id, ending) in &story.endings {
            let at = At::entry("endings", id.as_str());
            self.required(&ending.title, at, "title");
            self.optional(&ending.text, at, "text");
        }
    }

    fn question_texts(&mut self, question: &'a Question, at: At<'_>) {
        self.required(&question.prompt, at, "prompt");
        self.optional(&question.again, at, "again");
        for choice in question.answers.choices() {
            self.required(&choice.text, at.in_choice(&choice.id), "text");
        }
        let answers = at.in_field("answers");
        match &question.answers {
            Answers::Scale(scale) => {
                self.required(&scale.low, answers, "low");
                self.required(&scale.high, answers, "high");
            }
            Answers::Words(words) => self.optional(&words.hint, answers, "hint"),
            Answers::OneOf(_) | Answers::SeveralOf(_) | Answers::Contact => {}
        }
        if let crate::model::Meanwhile::Loop(looped) = &question.meanwhile {
            self.media_texts(looped, at.in_field("meanwhile"), None);
        }
    }

    /// Texts of media; inside `ByLanguage` only that language is seen.
    fn media_texts(&mut self, media: &'a Media, at: At<'_>, only: Option<&'a Language>) {
        match media {
            Media::Still(still) if !still.alt.is_empty() => {
                let wanted = only.map_or(&*self.story.languages, core::slice::from_ref);
                self.in_languages(&still.alt, wanted, at, "alt");
            }
            Media::ByLanguage(each) => {
                for (tag, media) in each {
                    self.media_texts(media, at.in_field(tag.as_str()), Some(tag));
                }
            }
            Media::Nothing | Media::Video(_) | Media::Still(_) => {}
        }
    }

    fn optional(&mut self, text: &Text, at: At<'_>, field: &str) {
        if !text.is_empty() {
            self.required(text, at, field);
        }
    }

    fn required(&mut self, text: &Text, at: At<'_>, field: &str) {
        let wanted = &*self.story.languages;
        self.in_languages(text, wanted, at, field);
    }

    fn in_languages(&mut self, text: &Text, wanted: &[Language], at: At<'_>, field: &str) {
        // Nearly every text of nearly every story.
        let is_whole = text.0.len() == wanted.len()
            && text.0.iter().zip(wanted).all(|((tag, words), wanted)| tag == wanted && !is_blank(words));
        if is_whole && core::ptr::eq(wanted, &*self.story.languages) {
            return;
        }
        let has = |language: &Language| text.0.get(language).is_some_and(|words| !is_blank(words));
        let missing = joined(wanted.iter().filter(|language| !has(language)));
        if !missing.is_empty() {
            let message = format!("the text is missing in: {missing}");
            let remedy = "write it in every language that the story declares";
            self.report(codes::MISSING_TEXT, at.in_field(field), message, remedy);
        }
        let undeclared = joined(text.0.keys().filter(|language| !self.story.languages.contains(language)));
        if !undeclared.is_empty() {
            let message = format!("the text is also in a language that is not declared: {undeclared}");
            let remedy = "declare the language in the story's languages, or remove the text";
            self.report(codes::UNDECLARED_LANGUAGE, at.in_field(field), message, remedy);
        }
    }
}

fn is_blank(words: &str) -> bool {
    words.chars().all(char::is_whitespace)
}

/// The languages' tags, with commas between.
pub(super) fn joined<'l>(languages: impl Iterator<Item = &'l Language>) -> String {
    languages.map(Language::as_str).collect::<Vec<_>>().join(", ")
}
