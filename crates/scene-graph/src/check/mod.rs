//! The checks: what is wrong with a story that could be read, all at once.

mod conditions;
mod flow;
mod index;
mod media;
mod names;
mod possible;
mod questions;
mod texts;
mod unused;

use crate::diagnostic::{At, Code, Diagnostic};
use crate::media_files::{MediaFacts, each_file_of_scene, each_file_of_story};
use crate::model::{Branch, Condition, Scene, Story};
use crate::paths::Paths;
use crate::{QuestionId, SceneId};
use possible::World;
use std::collections::{BTreeMap, BTreeSet};
use unused::Used;

/// Everything that is wrong with `story` or worth knowing: errors first, then warnings, then notes,
/// each in the story's order. Without `facts`, nothing is said of the files that it names but the form
/// of their paths. Takes time in proportion to the story's size.
#[must_use]
pub fn check(story: &Story, facts: Option<&MediaFacts>) -> Vec<Diagnostic> {
    let mut world = World::new(story);
    let paths = Paths::with(story, |scene, question| {
        let choices = question.answers.choices();
        choices.iter().all(|choice| choice.when.is_some())
            && !world.all_can_fail(choices.iter().filter_map(|choice| choice.when.as_ref()), Some(scene))
    });
    world.knows_reachable((0..story.scenes.len()).map(|at| paths.is_reachable(at)).collect());
    let mut checker = Checker {
        story,
        facts,
        paths,
        world,
        topic: Topic::Start,
        found: Vec::new(),
        suggestions: 0,
        asked: BTreeMap::new(),
        used: Used::default(),
        named: BTreeSet::new(),
    };
    checker.before_scenes();
    // Everything about a scene while it is at hand: a large story does not fit into a near cache.
    for (position, (id, scene)) in story.scenes.iter().enumerate() {
        checker.scene(position, id, scene);
    }
    checker.after_scenes();
    let mut found = checker.found;
    found.sort_by_key(|(topic, found)| (found.severity(), *topic));
    found.into_iter().map(|(_, found)| found).collect()
}

/// What is looked at. Diagnostics of one severity are in this order, and those of one topic in the
/// story's.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Topic {
    Start,
    Languages,
    Ids,
    Colours,
    ThemesAndOffers,
    Targets,
    Variables,
    NamesInConditions,
    Questions,
    Contacts,
    Pages,
    Ways,
    Cycles,
    Conditions,
    Files,
    FilesNotNamed,
    Media,
    Indexes,
    Texts,
    Unused,
}

/// A check under way.
struct Checker<'a> {
    story: &'a Story,
    facts: Option<&'a MediaFacts>,
    paths: Paths,
    world: World<'a>,
    /// What is looked at now.
    topic: Topic,
    found: Vec<(Topic, Diagnostic)>,
    /// How often a similar name was looked for.
    suggestions: u32,
    /// Of questions that are asked twice: the scene that asked last.
    asked: BTreeMap<&'a QuestionId, &'a SceneId>,
    used: Used<'a>,
    /// Files that the story names, where somebody wants to know.
    named: BTreeSet<&'a str>,
}

/// A condition and where it stands.
#[derive(Clone, Copy)]
struct Placed<'p, 'a> {
    condition: &'a Condition,
    at: At<'p>,
    /// The scene in which it is asked, with its position.
    here: Option<(usize, &'a SceneId)>,
}

impl<'a> Checker<'a> {
    fn before_scenes(&mut self) {
        let story = self.story;
        self.start();
        self.languages();
        self.colours();
        self.offers_of_endings();
        self.pages();
        for (id, care) in &story.care {
            let at = At::entry("care", id.as_str());
            self.condition(Placed { condition: &care.when, at: at.in_field("when"), here: None });
        }
        each_file_of_story(story, &mut |named| self.file(&named));
        self.media_of_story();
        self.texts_of_story();
    }

    fn scene(&mut self, position: usize, id: &'a SceneId, scene: &'a Scene) {
        self.ids_once(position, id, scene);
        self.themes_and_offers(id, scene);
        self.targets(position, id, scene);
        self.variables_set(id, scene);
        self.question(id, scene);
        self.ways(position, id, scene);
        each_condition(id, scene, &mut |condition, at| {
            self.condition(Placed { condition, at, here: Some((position, id)) });
        });
        each_file_of_scene(id, scene, &mut |named| self.file(&named));
        self.media_of_scene(id, scene);
        self.texts_of_scene(id, scene);
        self.uses(position, id, scene);
    }

    fn after_scenes(&mut self) {
        self.contacts_of_endings();
        self.empty_cycles();
        self.files_not_named();
        self.index_notes();
        self.unused();
    }

    /// One condition: what it names, that it can hold, what it asks for.
    fn condition(&mut self, placed: Placed<'_, 'a>) {
        self.names_in_condition(placed);
        self.can_hold(placed);
        self.uses_in_condition(placed.condition);
    }

    fn report(&mut self, code: Code, at: At<'_>, message: impl Into<String>, remedy: impl Into<String>) {
        let found = Diagnostic::new(code, at.into(), message, remedy);
        self.found.push((self.topic, found));
    }

    /// The same about a file.
    fn report_file(&mut self, code: Code, at: At<'_>, file: &str, message: String, remedy: &str) {
        let found =
            Diagnostic { file: Some(file.to_owned()), ..Diagnostic::new(code, at.into(), message, remedy) };
        self.found.push((self.topic, found));
    }

    fn is_reachable(&self, scene: &SceneId) -> bool {
        self.story.scenes.get_index_of(scene).is_some_and(|position| self.paths.is_reachable(position))
    }

    /// `did you mean "…"?` for a misspelt name, or what else to do. Only for the first misspelt names:
    /// looking for similar ones takes its time.
    fn suggest<'n>(&mut self, name: &str, known: impl Iterator<Item = &'n str>, otherwise: &str) -> String {
        self.suggestions += 1;
        if self.suggestions > 50 {
            return otherwise.to_owned();
        }
        let known: Vec<&str> = known.collect();
        match crate::load::closest(name, &known) {
            Some(near) => format!("did you mean \"{near}\"? Otherwise: {otherwise}"),
            None => otherwise.to_owned(),
        }
    }
}

/// Calls `each` with every branch of `scene` and its place: those of its choices, and its `then`.
fn each_branch<'a>(id: &SceneId, scene: &'a Scene, each: &mut impl FnMut(At<'_>, &'a Branch)) {
    let at = At::scene(id);
    if let Some(question) = &scene.question {
        for choice in question.answers.choices() {
            if let Some(branch) = &choice.then {
                each(at.in_question(&question.id).in_choice(&choice.id).in_field("then"), branch);
            }
        }
    }
    if let Some(branch) = &scene.then {
        each(at.in_field("then"), branch);
    }
}

/// Calls `each` with every condition of `scene` and its place: of its question, choices and cases.
fn each_condition<'a>(id: &SceneId, scene: &'a Scene, each: &mut impl FnMut(&'a Condition, At<'_>)) {
    if let Some(question) = &scene.question {
        let at = At::scene(id).in_question(&question.id);
        if let Some(condition) = &question.when {
            each(condition, at.in_field("when"));
        }
        for choice in question.answers.choices() {
            if let Some(condition) = &choice.when {
                each(condition, at.in_choice(&choice.id).in_field("when"));
            }
        }
    }
    each_branch(id, scene, &mut |at, branch| each_case(branch, at, each));
}

fn each_case<'a>(branch: &'a Branch, at: At<'_>, each: &mut impl FnMut(&'a Condition, At<'_>)) {
    match branch {
        Branch::When { cases, otherwise } => {
            for (number, case) in cases.iter().enumerate() {
                let at = at.in_item("cases", number);
                each(&case.when, at.in_field("when"));
                each_case(&case.then, at.in_field("then"), each);
            }
            each_case(otherwise, at.in_field("otherwise"), each);
        }
        Branch::Via(_, then) => each_case(then, at, each),
        Branch::Goto(_) | Branch::Visit(_) | Branch::Return | Branch::End(_) => {}
    }
}
