//! Questions: that they can be asked and answered.

use super::{Checker, Topic};
use crate::SceneId;
use crate::diagnostic::{At, Code, codes};
use crate::model::{
    Answers, Choice, Limit, Meanwhile, Media, Place, Question, Scale, Scene, SeveralOf, Shown,
};
use crate::model::{HandoutTarget, Is};
use crate::paths::takes_time;

/// How many steps a scale may have: more cannot be told apart, or shown.
const SCALE_STEPS: i64 = 100;

impl<'a> Checker<'a> {
    pub(super) fn question(&mut self, id: &'a SceneId, scene: &'a Scene) {
        let Some(question) = &scene.question else { return };
        self.topic = Topic::Questions;
        let at = At::scene(id).in_question(&question.id);
        self.answers(question, id, at);
        self.timing(question, scene, at);
        self.later(question, at);
        if question.answers == Answers::Contact {
            self.contact(codes::NO_CONTACT, at.in_field("answers"));
        }
    }

    pub(super) fn contacts_of_endings(&mut self) {
        for (id, _) in self.story.endings.iter().filter(|(_, ending)| ending.contact) {
            let at = At::entry("endings", id.as_str());
            self.contact(codes::ENDING_WITHOUT_CONTACT, at.in_field("contact"));
        }
    }

    /// Contact is offered here.
    fn contact(&mut self, code: Code, at: At<'_>) {
        if self.story.contact.is_none() {
            self.topic = Topic::Contacts;
            let message = "contact is offered here, but the story does not say who answers";
            let remedy = "add contact: Contact(to: …, promise: …) to the story";
            self.report(code, at, message, remedy);
        }
    }

    pub(super) fn pages(&mut self) {
        self.topic = Topic::Pages;
        for (id, handout) in &self.story.handouts {
            self.web(&handout.to, At::entry("handouts", id.as_str()).in_field("to"));
        }
    }

    fn answers(&mut self, question: &'a Question, scene: &'a SceneId, at: At<'_>) {
        let answers = at.in_field("answers");
        match &question.answers {
            Answers::OneOf(choices) => self.choices(choices, scene, answers),
            Answers::SeveralOf(several) => {
                self.choices(&several.choices, scene, answers);
                self.several(several, answers);
                for choice in several.choices.iter().filter(|choice| choice.then.is_some()) {
                    let message =
                        "several choices can be taken together, so none can lead anywhere by itself";
                    let remedy = "remove its then; branch in the scene's then by When and Latest";
                    self.report(
                        codes::THEN_IN_SEVERAL,
                        at.in_choice(&choice.id).in_field("then"),
                        message,
                        remedy,
                    );
                }
            }
            Answers::Scale(scale) => self.scale(scale, answers),
            Answers::Words(words) if words.at_most == 0 => {
                let message = "at most 0 characters can be written";
                self.report(codes::BAD_BOUNDS, answers.in_field("at_most"), message, "allow at least 1");
            }
            Answers::Words(_) | Answers::Contact => {}
        }
    }

    fn choices(&mut self, choices: &'a [Choice], scene: &'a SceneId, at: At<'_>) {
        if choices.is_empty() {
            let remedy = "add choices, or remove the question";
            return self.report(codes::NO_CHOICES, at, "the question has no choices", remedy);
        }
        let never = |choice: &'a Choice| {
            choice.when.as_ref().is_some_and(|when| !self.world.can_hold(when, Some(scene)))
        };
        if choices.iter().all(never) && self.is_reachable(scene) {
            let message = "the question can show no choice: every condition can never hold";
            let remedy = "let at least one choice be without a condition";
            self.report(codes::NEVER_ANY_CHOICE, at, message, remedy);
        }
    }

    fn several(&mut self, several: &SeveralOf, at: At<'_>) {
        let count = u32::try_from(several.choices.len()).unwrap_or(u32::MAX);
        if count == 0 {
            return;
        }
        if several.at_least > count {
            let message =
                format!("at least {} must be chosen, but there are {count} choices", several.at_least);
            self.report(codes::BAD_BOUNDS, at.in_field("at_least"), message, "ask for fewer, or add choices");
        }
        match several.at_most {
            Some(0) => {
                let message = "at most 0 can be chosen";
                self.report(codes::BAD_BOUNDS, at.in_field("at_most"), message, "allow at least 1");
            }
            Some(most) if most < several.at_least => {
                let message =
                    format!("at least {} and at most {most} contradict each other", several.at_least);
                self.report(
                    codes::BAD_BOUNDS,
                    at.in_field("at_most"),
                    message,
                    "raise one or lower the other",
                );
            }
            _ => {}
        }
        let always = several.choices.iter().filter(|choice| choice.when.is_none()).count();
        let always = u32::try_from(always).unwrap_or(u32::MAX);
        if always < several.at_least && several.at_least <= count {
            let message = format!(
                "at least {} must be chosen, but only {always} are shown whatever happens",
                several.at_least
            );
            let remedy = "ask for fewer, or let more choices be without a condition";
            self.report(codes::FEWER_SHOWN, at.in_field("at_least"), message, remedy);
        }
    }

    fn scale(&mut self, scale: &Scale, at: At<'_>) {
        let steps = i64::from(scale.to) - i64::from(scale.from);
        if !(1..SCALE_STEPS).contains(&steps) {
            let message = format!("a scale from {} to {} cannot be asked", scale.from, scale.to);
            let remedy = format!("let from be smaller than to, with at most {SCALE_STEPS} numbers");
            return self.report(codes::BAD_SCALE, at, message, remedy);
        }
        let within = match scale.worry {
            None => true,
            Some(Is::Exactly(bound)) => (scale.from..=scale.to).contains(&bound),
            Some(Is::AtLeast(bound)) => bound <= scale.to,
            Some(Is::AtMost(bound)) => bound >= scale.from,
        };
        if !within {
            let message = format!("no answer from {} to {} is counted as a worry", scale.from, scale.to);
            let remedy = "write a worry within the scale, or remove it";
            self.report(codes::BAD_WORRY, at.in_field("worry"), message, remedy);
        }
    }

    fn timing(&mut self, question: &Question, scene: &Scene, at: At<'_>) {
        let timed = question.shown != Shown::AtEnd;
        if timed && !takes_time(&scene.media) {
            let message = "the question opens at a time, but the scene has no media that takes time";
            let remedy = "give the scene a clip, or a still that lasts, or remove shown";
            self.report(codes::TIMED_WITHOUT_MEDIA, at.in_field("shown"), message, remedy);
        }
        let limit = at.in_field("limit");
        match question.limit {
            Limit::ClipEnd if !matches!(question.shown, Shown::During { .. }) => {
                let message = "the question is to close with the clip, but is not shown during it";
                let remedy = "write shown: During(from: …), or a limit in seconds";
                self.report(codes::CLIP_END_ALONE, limit, message, remedy);
            }
            Limit::Seconds(0) => {
                let remedy = "give at least some seconds, or remove the limit";
                self.report(codes::ZERO_LIMIT, limit, "the question closes as it opens", remedy);
            }
            Limit::Seconds(_) if question.meanwhile == Meanwhile::Waiting && self.story.waiting.is_none() => {
                let message = "time runs, but the picture stands still: there is no waiting clip";
                let remedy = "give the story a waiting clip or the question a meanwhile; write meanwhile: Hold if the still picture is meant";
                self.report(codes::NO_WAITING, limit, message, remedy);
            }
            _ => {}
        }
        if let Meanwhile::Loop(looped) = &question.meanwhile {
            self.looped(looped, at.in_field("meanwhile"));
        }
    }

    pub(super) fn looped(&mut self, looped: &Media, at: At<'_>) {
        let empty = match looped {
            Media::Nothing => true,
            Media::ByLanguage(each) => each.values().any(|media| *media == Media::Nothing),
            Media::Video(_) | Media::Still(_) => false,
        };
        if empty {
            let remedy = "name a clip or a picture";
            self.report(codes::EMPTY_LOOP, at, "there is nothing to show while a question waits", remedy);
        }
    }

    fn later(&mut self, question: &Question, at: At<'_>) {
        if question.place == Place::OnPicture {
            let message = "place: OnPicture is not supported yet; the question is drawn over the lower third";
            self.report(codes::ON_PICTURE_LATER, at.in_field("place"), message, "nothing needs to be done");
        }
        for choice in question.answers.choices().iter().filter(|choice| choice.area.is_some()) {
            let message = "area is not supported yet; the choice is listed with the others";
            let at = at.in_choice(&choice.id);
            self.report(codes::AREA_LATER, at.in_field("area"), message, "nothing needs to be done");
        }
    }

    fn web(&mut self, to: &HandoutTarget, at: At<'_>) {
        match to {
            HandoutTarget::File(_) => {}
            HandoutTarget::Web(page) => {
                let message = format!("Web is not supported yet; the page {page:.80?} is not offered");
                self.report(codes::WEB_LATER, at, message, "offer a file meanwhile");
            }
            HandoutTarget::ByLanguage(each) => {
                for (tag, to) in each {
                    self.web(to, at.in_field(tag.as_str()));
                }
            }
        }
    }
}
