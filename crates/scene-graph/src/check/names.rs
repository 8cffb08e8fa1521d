//! Names: what is named must be there, and only once.

use super::{Checker, all_conditions, branches};
use crate::QuestionId;
use crate::diagnostic::{Place, codes};
use crate::model::{Answers, Condition, SetVariable, VariableValue};
use crate::paths::{Exit, exits};
use crate::{ChoiceId, HandoutId, SceneId, ThemeId, VariableId};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Flag,
}

impl Checker<'_> {
    pub(super) fn names(&mut self) {
        self.start();
        self.languages();
        self.ids_once();
        self.colours();
        self.themes_and_offers();
        self.targets();
        self.variables_set();
        self.names_in_conditions();
    }

    fn start(&mut self) {
        let story = self.story;
        if story.scenes.is_empty() {
            self.report(codes::NO_SCENES, Place::field("scenes"), "the story has no scene", "add a scene");
        } else if !story.scenes.contains_key(&story.start) {
            let message = format!("the start scene \"{}\" does not exist", story.start);
            let remedy = self.suggest(story.start.as_str(), scene_names(story), "name a scene of the story");
            self.report(codes::NO_START, Place::field("start"), message, remedy);
        }
    }

    fn languages(&mut self) {
        if self.story.languages.is_empty() {
            let remedy = "write languages: [\"ja\", \"en\"], the fallback first";
            self.report(codes::NO_LANGUAGES, Place::field("languages"), "no language is declared", remedy);
        }
        let mut seen = BTreeSet::new();
        for language in &self.story.languages {
            if !seen.insert(language.as_str().to_ascii_lowercase()) {
                let message = format!("the language \"{language}\" is declared twice");
                self.report(codes::LANGUAGE_TWICE, Place::field("languages"), message, "remove one of them");
            }
        }
    }

    fn ids_once(&mut self) {
        let mut asked: BTreeMap<&QuestionId, &SceneId> = BTreeMap::new();
        for (scene, question) in
            self.story.scenes.iter().filter_map(|(id, scene)| Some((id, scene.question.as_ref()?)))
        {
            let place = Place::scene(scene).in_question(&question.id);
            if let Some(other) = asked.insert(&question.id, scene) {
                let message = format!("the question \"{}\" is asked in scene \"{other}\" too", question.id);
                let remedy = "give one of them another id; to ask the same again, lead back to its scene";
                self.report(codes::QUESTION_TWICE, place.in_field("id"), message, remedy);
            }
            let mut seen: BTreeSet<&ChoiceId> = BTreeSet::new();
            for choice in question.answers.choices() {
                if !seen.insert(&choice.id) {
                    let message = format!("the question has two choices \"{}\"", choice.id);
                    let place = place.in_choice(&choice.id).in_field("id");
                    self.report(codes::CHOICE_TWICE, place, message, "give one of them another id");
                }
            }
        }
    }

    fn colours(&mut self) {
        let story = self.story;
        let brand = story
            .brand
            .iter()
            .flat_map(|brand| [("brand.colour", &brand.colour), ("brand.background", &brand.background)]);
        let brand = brand.filter_map(|(field, colour)| Some((field.to_owned(), colour.as_ref()?)));
        let themes = story.themes.iter().map(|(id, theme)| (format!("themes.{id}.colour"), &theme.colour));
        for (field, colour) in brand.chain(themes) {
            if !is_colour(colour) {
                let message = format!("{colour:.40?} is not a colour");
                self.report(codes::BAD_COLOUR, Place::field(field), message, "write it like \"#3b6fb6\"");
            }
        }
    }

    fn themes_and_offers(&mut self) {
        for (id, ending) in &self.story.endings {
            self.offers(&ending.offers, &Place::field(format!("endings.{id}")));
        }
        for (id, scene) in &self.story.scenes {
            let place = Place::scene(id);
            self.themes(&scene.themes, &place);
            self.offers(&scene.offers, &place);
            if let Some(question) = &scene.question {
                let place = place.in_question(&question.id);
                self.themes(&question.themes, &place);
                for choice in question.answers.choices() {
                    self.themes(&choice.themes, &place.in_choice(&choice.id));
                }
            }
        }
    }

    fn themes(&mut self, themes: &[ThemeId], place: &Place) {
        for theme in themes.iter().filter(|theme| !self.story.themes.contains_key(*theme)) {
            let known = self.story.themes.keys().map(ThemeId::as_str);
            let remedy = self.suggest(theme.as_str(), known, "declare it in the story's themes");
            let message = format!("there is no theme \"{theme}\"");
            self.report(codes::UNKNOWN_THEME, place.in_field("themes"), message, remedy);
        }
    }

    fn offers(&mut self, offers: &[HandoutId], place: &Place) {
        for handout in offers.iter().filter(|handout| !self.story.handouts.contains_key(*handout)) {
            let known = self.story.handouts.keys().map(HandoutId::as_str);
            let remedy = self.suggest(handout.as_str(), known, "declare it in the story's handouts");
            let message = format!("there is no handout \"{handout}\"");
            self.report(codes::UNKNOWN_HANDOUT, place.in_field("offers"), message, remedy);
        }
    }

    fn targets(&mut self) {
        let story = self.story;
        for (id, scene) in &story.scenes {
            for (place, branch) in branches(id, scene) {
                let mut unknown = Vec::new();
                exits(branch, &mut |exit, _| match exit {
                    Exit::To(_, to) if !story.scenes.contains_key(to) => {
                        unknown.push((codes::UNKNOWN_SCENE, "scene", to.as_str()));
                    }
                    Exit::End(to) if !story.endings.contains_key(to) => {
                        unknown.push((codes::UNKNOWN_ENDING, "ending", to.as_str()));
                    }
                    _ => {}
                });
                for (code, what, name) in unknown {
                    let otherwise = format!("add that {what}, or lead to another");
                    let remedy = if code == codes::UNKNOWN_SCENE {
                        self.suggest(name, scene_names(story), &otherwise)
                    } else {
                        self.suggest(name, story.endings.keys().map(crate::EndingId::as_str), &otherwise)
                    };
                    self.report(code, place.clone(), format!("there is no {what} \"{name}\""), remedy);
                }
            }
        }
    }

    fn variables_set(&mut self) {
        for (id, scene) in &self.story.scenes {
            let Some(question) = &scene.question else { continue };
            for choice in question.answers.choices() {
                let place = Place::scene(id).in_question(&question.id).in_choice(&choice.id).in_field("set");
                for set in &choice.set {
                    let (variable, kind) = match set {
                        SetVariable::Add(variable, _)
                        | SetVariable::Set(variable, VariableValue::Number(_)) => (variable, Kind::Number),
                        SetVariable::Set(variable, VariableValue::Flag(_)) => (variable, Kind::Flag),
                    };
                    self.variable(variable, kind, &place);
                }
            }
        }
    }

    fn variable(&mut self, variable: &VariableId, kind: Kind, place: &Place) {
        let Some(value) = self.story.variables.get(variable) else {
            let known = self.story.variables.keys().map(VariableId::as_str);
            let remedy = self.suggest(variable.as_str(), known, "declare it in the story's variables");
            let message = format!("there is no variable \"{variable}\"");
            return self.report(codes::UNKNOWN_VARIABLE, place.clone(), message, remedy);
        };
        let (is, wanted) = match (value, kind) {
            (VariableValue::Number(_), Kind::Flag) => ("number", "flag"),
            (VariableValue::Flag(_), Kind::Number) => ("flag", "number"),
            _ => return,
        };
        let message = format!("the variable \"{variable}\" is a {is}, but is used as a {wanted} here");
        self.report(codes::WRONG_VARIABLE, place.clone(), message, "use it as what it is declared as");
    }

    fn names_in_conditions(&mut self) {
        for placed in all_conditions(self.story) {
            self.names_in(placed.condition, &placed.place);
        }
    }

    fn names_in(&mut self, condition: &Condition, place: &Place) {
        match condition {
            Condition::All(parts) | Condition::Any(parts) | Condition::Count(parts, _) => {
                parts.iter().for_each(|part| self.names_in(part, place));
            }
            Condition::Not(part) => self.names_in(part, place),
            Condition::Visited(scene) | Condition::Visits(scene, _) => self.scene_named(scene, place),
            Condition::Answered(question) => {
                self.question_named(question, place);
            }
            Condition::Chose(question, choice) | Condition::Latest(question, choice) => {
                self.choice_named(question, choice, place);
            }
            Condition::Scale(question, _) => {
                if let Some(answers) = self.question_named(question, place)
                    && !matches!(answers, Answers::Scale(_))
                {
                    let message = format!("the question \"{question}\" is no scale");
                    let remedy = "use Answered, or Chose where it has choices";
                    self.report(codes::WRONG_QUESTION, place.clone(), message, remedy);
                }
            }
            Condition::Number(variable, _) => self.variable(variable, Kind::Number, place),
            Condition::Flag(variable) => self.variable(variable, Kind::Flag, place),
        }
    }

    fn scene_named(&mut self, scene: &SceneId, place: &Place) {
        if !self.story.scenes.contains_key(scene) {
            let remedy = self.suggest(scene.as_str(), scene_names(self.story), "name a scene of the story");
            let message = format!("there is no scene \"{scene}\"");
            self.report(codes::UNKNOWN_SCENE, place.clone(), message, remedy);
        }
    }

    fn choice_named(&mut self, question: &QuestionId, choice: &ChoiceId, place: &Place) {
        let Some(answers) = self.question_named(question, place) else { return };
        if !matches!(answers, Answers::OneOf(_) | Answers::SeveralOf(_)) {
            let message = format!("the question \"{question}\" has no choices");
            self.report(codes::WRONG_QUESTION, place.clone(), message, "use Answered, or Scale on a scale");
        } else if !answers.choices().iter().any(|known| known.id == *choice) {
            let known = answers.choices().iter().map(|choice| choice.id.as_str());
            let remedy = self.suggest(choice.as_str(), known, "name a choice of that question");
            let message = format!("the question \"{question}\" has no choice \"{choice}\"");
            self.report(codes::UNKNOWN_CHOICE, place.clone(), message, remedy);
        }
    }
}

impl<'a> Checker<'a> {
    fn question_named(&mut self, question: &QuestionId, place: &Place) -> Option<&'a Answers> {
        if let Some((_, known)) = self.world.question(question) {
            return Some(&known.answers);
        }
        let story = self.story;
        let known = story.scenes.values().filter_map(|scene| Some(scene.question.as_ref()?.id.as_str()));
        let remedy = self.suggest(question.as_str(), known, "name a question of the story");
        let message = format!("there is no question \"{question}\"");
        self.report(codes::UNKNOWN_QUESTION, place.clone(), message, remedy);
        None
    }
}

fn scene_names(story: &crate::Story) -> impl Iterator<Item = &str> {
    story.scenes.keys().map(SceneId::as_str)
}

fn is_colour(text: &str) -> bool {
    text.strip_prefix('#')
        .is_some_and(|hex| hex.len() == 6 && hex.bytes().all(|byte| byte.is_ascii_hexdigit()))
}
