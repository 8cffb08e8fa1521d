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

use crate::SceneId;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::media_files::MediaFacts;
use crate::model::{Branch, Condition, Scene, Story};
use crate::paths::Paths;
use possible::World;

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
    let mut checker = Checker { story, facts, paths, world, found: Vec::new(), suggestions: 0 };
    checker.names();
    checker.questions();
    checker.flow();
    checker.conditions();
    checker.media();
    checker.index();
    checker.texts();
    checker.unused();
    checker.found.sort_by_key(Diagnostic::severity);
    checker.found
}

/// A check under way.
struct Checker<'a> {
    story: &'a Story,
    facts: Option<&'a MediaFacts>,
    paths: Paths,
    world: World<'a>,
    found: Vec<Diagnostic>,
    /// How often a similar name was looked for.
    suggestions: u32,
}

/// A condition and where it stands.
struct Placed<'a> {
    condition: &'a Condition,
    place: Place,
    /// The scene in which it is asked, with its position.
    here: Option<(usize, &'a SceneId)>,
}

impl<'a> Checker<'a> {
    fn report(&mut self, code: Code, place: Place, message: impl Into<String>, remedy: impl Into<String>) {
        self.found.push(Diagnostic::new(code, place, message, remedy));
    }

    /// The scenes that can be reached, with their positions.
    fn reachable(&self) -> Vec<(usize, &'a SceneId, &'a Scene)> {
        let scenes = self.story.scenes.iter().enumerate();
        scenes
            .filter(|(at, _)| self.paths.is_reachable(*at))
            .map(|(at, (id, scene))| (at, id, scene))
            .collect()
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

/// Every branch of `scene`, with its place: its `then`, and those of its choices.
fn branches<'a>(id: &SceneId, scene: &'a Scene) -> Vec<(Place, &'a Branch)> {
    let place = Place::scene(id);
    let mut found = Vec::new();
    if let Some(question) = &scene.question {
        for choice in question.answers.choices() {
            if let Some(branch) = &choice.then {
                let place = place.in_question(&question.id).in_choice(&choice.id).in_field("then");
                found.push((place, branch));
            }
        }
    }
    found.extend(scene.then.iter().map(|branch| (place.in_field("then"), branch)));
    found
}

/// Every condition of the story: of care signals, questions, choices and cases.
fn all_conditions(story: &Story) -> Vec<Placed<'_>> {
    let mut found: Vec<Placed<'_>> = story
        .care
        .iter()
        .map(|(id, care)| Placed {
            condition: &care.when,
            place: Place::field(format!("care.{id}.when")),
            here: None,
        })
        .collect();
    for (position, (id, scene)) in story.scenes.iter().enumerate() {
        let here = Some((position, id));
        if let Some(question) = &scene.question {
            let place = Place::scene(id).in_question(&question.id);
            if let Some(condition) = &question.when {
                found.push(Placed { condition, place: place.in_field("when"), here });
            }
            for choice in question.answers.choices() {
                if let Some(condition) = &choice.when {
                    found.push(Placed {
                        condition,
                        place: place.in_choice(&choice.id).in_field("when"),
                        here,
                    });
                }
            }
        }
        for (place, branch) in branches(id, scene) {
            cases(branch, &place, here, &mut found);
        }
    }
    found
}

fn cases<'a>(
    branch: &'a Branch,
    place: &Place,
    here: Option<(usize, &'a SceneId)>,
    found: &mut Vec<Placed<'a>>,
) {
    match branch {
        Branch::When { cases: each, otherwise } => {
            for (index, case) in each.iter().enumerate() {
                let place = place.in_field(&format!("cases[{index}]"));
                found.push(Placed { condition: &case.when, place: place.in_field("when"), here });
                cases(&case.then, &place.in_field("then"), here, found);
            }
            cases(otherwise, &place.in_field("otherwise"), here, found);
        }
        Branch::Via(_, then) => cases(then, place, here, found),
        Branch::Goto(_) | Branch::Visit(_) | Branch::Return | Branch::End(_) => {}
    }
}
