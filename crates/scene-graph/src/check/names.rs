//! Names: what is named must be there, and only once.

use super::{Checker, Placed, Topic, each_branch};
use crate::diagnostic::{At, codes};
use crate::model::{Answers, Choice, Condition, Scene, SetVariable, VariableValue};
use crate::paths::{Exit, exits};
use crate::{ChoiceId, HandoutId, QuestionId, SceneId, ThemeId, VariableId};
use std::collections::BTreeSet;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Flag,
}

impl Checker<'_> {
    pub(super) fn start(&mut self) {
        self.topic = Topic::Start;
        let story = self.story;
        if story.scenes.is_empty() {
            self.report(codes::NO_SCENES, At::field("scenes"), "the story has no scene", "add a scene");
        } else if !story.scenes.contains_key(&story.start) {
            let message = format!("the start scene \"{}\" does not exist", story.start);
            let remedy = self.suggest(story.start.as_str(), scene_names(story), "name a scene of the story");
            self.report(codes::NO_START, At::field("start"), message, remedy);
        }
    }

    pub(super) fn languages(&mut self) {
        self.topic = Topic::Languages;
        if self.story.languages.is_empty() {
            let remedy = "write languages: [\"ja\", \"en\"], the fallback first";
            self.report(codes::NO_LANGUAGES, At::field("languages"), "no language is declared", remedy);
        }
        let mut seen = BTreeSet::new();
        for language in &self.story.languages {
            if !seen.insert(language.as_str().to_ascii_lowercase()) {
                let message = format!("the language \"{language}\" is declared twice");
                self.report(codes::LANGUAGE_TWICE, At::field("languages"), message, "remove one of them");
            }
        }
    }

    pub(super) fn colours(&mut self) {
        self.topic = Topic::Colours;
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
                self.report(codes::BAD_COLOUR, At::field(&field), message, "write it like \"#3b6fb6\"");
            }
        }
    }

    pub(super) fn offers_of_endings(&mut self) {
        self.topic = Topic::ThemesAndOffers;
        for (id, ending) in &self.story.endings {
            self.offers(&ending.offers, At::entry("endings", id.as_str()));
        }
    }

    pub(super) fn themes_and_offers(&mut self, id: &SceneId, scene: &Scene) {
        self.topic = Topic::ThemesAndOffers;
        let at = At::scene(id);
        self.themes(&scene.themes, at);
        self.offers(&scene.offers, at);
        if let Some(question) = &scene.question {
            let at = at.in_question(&question.id);
            self.themes(&question.themes, at);
            for choice in question.answers.choices() {
                self.themes(&choice.themes, at.in_choice(&choice.id));
            }
        }
    }

    fn themes(&mut self, themes: &[ThemeId], at: At<'_>) {
        for theme in themes.iter().filter(|theme| !self.story.themes.contains_key(*theme)) {
            let known = self.story.themes.keys().map(ThemeId::as_str);
            let remedy = self.suggest(theme.as_str(), known, "declare it in the story's themes");
            let message = format!("there is no theme \"{theme}\"");
            self.report(codes::UNKNOWN_THEME, at.in_field("themes"), message, remedy);
        }
    }

    fn offers(&mut self, offers: &[HandoutId], at: At<'_>) {
        for handout in offers.iter().filter(|handout| !self.story.handouts.contains_key(*handout)) {
            let known = self.story.handouts.keys().map(HandoutId::as_str);
            let remedy = self.suggest(handout.as_str(), known, "declare it in the story's handouts");
            let message = format!("there is no handout \"{handout}\"");
            self.report(codes::UNKNOWN_HANDOUT, at.in_field("offers"), message, remedy);
        }
    }

    pub(super) fn targets(&mut self, position: usize, id: &SceneId, scene: &Scene) {
        if !self.paths.leads_astray(position) {
            return;
        }
        self.topic = Topic::Targets;
        let story = self.story;
        each_branch(id, scene, &mut |at, branch| {
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
                self.report(code, at, format!("there is no {what} \"{name}\""), remedy);
            }
        });
    }

    pub(super) fn variables_set(&mut self, id: &SceneId, scene: &Scene) {
        let Some(question) = &scene.question else { return };
        self.topic = Topic::Variables;
        let at = At::scene(id).in_question(&question.id);
        for choice in question.answers.choices() {
            let at = at.in_choice(&choice.id);
            for set in &choice.set {
                let (variable, kind) = match set {
                    SetVariable::Add(variable, _) | SetVariable::Set(variable, VariableValue::Number(_)) => {
                        (variable, Kind::Number)
                    }
                    SetVariable::Set(variable, VariableValue::Flag(_)) => (variable, Kind::Flag),
                };
                self.variable(variable, kind, at.in_field("set"));
            }
        }
    }

    fn variable(&mut self, variable: &VariableId, kind: Kind, at: At<'_>) {
        let Some(value) = self.story.variables.get(variable) else {
            let known = self.story.variables.keys().map(VariableId::as_str);
            let remedy = self.suggest(variable.as_str(), known, "declare it in the story's variables");
            let message = format!("there is no variable \"{variable}\"");
            return self.report(codes::UNKNOWN_VARIABLE, at, message, remedy);
        };
        let (is, wanted) = match (value, kind) {
            (VariableValue::Number(_), Kind::Flag) => ("number", "flag"),
            (VariableValue::Flag(_), Kind::Number) => ("flag", "number"),
            _ => return,
        };
        let message = format!("the variable \"{variable}\" is a {is}, but is used as a {wanted} here");
        self.report(codes::WRONG_VARIABLE, at, message, "use it as what it is declared as");
    }

    pub(super) fn names_in_condition(&mut self, placed: Placed<'_, '_>) {
        self.topic = Topic::NamesInConditions;
        self.names_in(placed.condition, placed.at);
    }

    fn names_in(&mut self, condition: &Condition, at: At<'_>) {
        match condition {
            Condition::All(parts) | Condition::Any(parts) | Condition::Count(parts, _) => {
                parts.iter().for_each(|part| self.names_in(part, at));
            }
            Condition::Not(part) => self.names_in(part, at),
            Condition::Visited(scene) | Condition::Visits(scene, _) => self.scene_named(scene, at),
            Condition::Answered(question) => {
                self.question_named(question, at);
            }
            Condition::Chose(question, choice) | Condition::Latest(question, choice) => {
                self.choice_named(question, choice, at);
            }
            Condition::Scale(question, _) => {
                if let Some(answers) = self.question_named(question, at)
                    && !matches!(answers, Answers::Scale(_))
                {
                    let message = format!("the question \"{question}\" is no scale");
                    let remedy = "use Answered, or Chose where it has choices";
                    self.report(codes::WRONG_QUESTION, at, message, remedy);
                }
            }
            Condition::Number(variable, _) => self.variable(variable, Kind::Number, at),
            Condition::Flag(variable) => self.variable(variable, Kind::Flag, at),
        }
    }

    fn scene_named(&mut self, scene: &SceneId, at: At<'_>) {
        if !self.story.scenes.contains_key(scene) {
            let remedy = self.suggest(scene.as_str(), scene_names(self.story), "name a scene of the story");
            let message = format!("there is no scene \"{scene}\"");
            self.report(codes::UNKNOWN_SCENE, at, message, remedy);
        }
    }

    fn choice_named(&mut self, question: &QuestionId, choice: &ChoiceId, at: At<'_>) {
        let Some(answers) = self.question_named(question, at) else { return };
        if !matches!(answers, Answers::OneOf(_) | Answers::SeveralOf(_)) {
            let message = format!("the question \"{question}\" has no choices");
            self.report(codes::WRONG_QUESTION, at, message, "use Answered, or Scale on a scale");
        } else if !answers.choices().iter().any(|known| known.id == *choice) {
            let known = answers.choices().iter().map(|choice| choice.id.as_str());
            let remedy = self.suggest(choice.as_str(), known, "name a choice of that question");
            let message = format!("the question \"{question}\" has no choice \"{choice}\"");
            self.report(codes::UNKNOWN_CHOICE, at, message, remedy);
        }
    }
}

impl<'a> Checker<'a> {
    pub(super) fn ids_once(&mut self, position: usize, id: &'a SceneId, scene: &'a Scene) {
        let Some(question) = &scene.question else { return };
        self.topic = Topic::Ids;
        let at = At::scene(id).in_question(&question.id);
        if let Some(first) = self.world.asked_before(position, &question.id) {
            let first = self.story.scenes.get_index(first).map_or(id, |(id, _)| id);
            let other = self.asked.insert(&question.id, id).unwrap_or(first);
            let message = format!("the question \"{}\" is asked in scene \"{other}\" too", question.id);
            let remedy = "give one of them another id; to ask the same again, lead back to its scene";
            self.report(codes::QUESTION_TWICE, at.in_field("id"), message, remedy);
        }
        for choice in repeated(question.answers.choices()) {
            let message = format!("the question has two choices \"{}\"", choice.id);
            let at = at.in_choice(&choice.id);
            self.report(codes::CHOICE_TWICE, at.in_field("id"), message, "give one of them another id");
        }
    }

    fn question_named(&mut self, question: &QuestionId, at: At<'_>) -> Option<&'a Answers> {
        if let Some((_, known)) = self.world.question(question) {
            return Some(&known.answers);
        }
        let story = self.story;
        let known = story.scenes.values().filter_map(|scene| Some(scene.question.as_ref()?.id.as_str()));
        let remedy = self.suggest(question.as_str(), known, "name a question of the story");
        let message = format!("there is no question \"{question}\"");
        self.report(codes::UNKNOWN_QUESTION, at, message, remedy);
        None
    }
}

/// The choices whose id one before them has.
fn repeated(choices: &[Choice]) -> impl Iterator<Item = &Choice> {
    /// Up to this many, looking through those before is faster than keeping a set.
    const FEW: usize = 16;
    let mut seen: Option<BTreeSet<&ChoiceId>> = (choices.len() > FEW).then(BTreeSet::new);
    choices.iter().enumerate().filter_map(move |(nth, choice)| {
        let again = match &mut seen {
            Some(seen) => !seen.insert(&choice.id),
            None => choices.iter().take(nth).any(|before| before.id == choice.id),
        };
        again.then_some(choice)
    })
}

fn scene_names(story: &crate::Story) -> impl Iterator<Item = &str> {
    story.scenes.keys().map(SceneId::as_str)
}

fn is_colour(text: &str) -> bool {
    text.strip_prefix('#')
        .is_some_and(|hex| hex.len() == 6 && hex.bytes().all(|byte| byte.is_ascii_hexdigit()))
}
