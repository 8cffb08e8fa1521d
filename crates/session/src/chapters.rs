//! What was seen of a story and where there is more, in the order of the way: for the chapter map.

use crate::memory::Remembering;
use crate::state::SessionState;
use scene_graph::{Branch, Choice, Question, Scene, SceneId, Story, Text};
use std::collections::{HashSet, VecDeque};

/// The way so far, in the viewer's language. Nothing in it gives away what was not reached: a branch
/// that was not taken shows its choice's text, and only where the viewer could choose it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chapters {
    /// The beginning, then one group for every question that parts the way, nearest first; what is
    /// connected to neither comes last.
    pub groups: Vec<ChapterGroup>,
}

/// Scenes that follow one another, or the ways that part at one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChapterGroup {
    /// The question that the ways part at; empty where none does.
    pub prompt: String,
    /// Every scene stands in one group only, once.
    pub chapters: Vec<Chapter>,
}

/// One place on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chapter {
    /// A scene that was entered: [`crate::Input::Jump`] goes there.
    Seen {
        /// Which.
        scene: SceneId,
        /// Its title; its id where it has none.
        title: String,
        /// The choice that leads there, where one does.
        by: String,
        /// It is the scene that plays or asks.
        here: bool,
    },
    /// A choice that leads to something not seen yet.
    More {
        /// What it says.
        text: String,
    },
}

impl Chapters {
    /// How many scenes were seen.
    #[must_use]
    pub fn seen(&self) -> usize {
        self.all().filter(|chapter| matches!(chapter, Chapter::Seen { .. })).count()
    }

    /// How many choices lead to something not seen yet.
    #[must_use]
    pub fn more(&self) -> usize {
        self.all().filter(|chapter| matches!(chapter, Chapter::More { .. })).count()
    }

    fn all(&self) -> impl Iterator<Item = &Chapter> {
        self.groups.iter().flat_map(|group| &group.chapters)
    }
}

/// The chapters of `state`.
pub(crate) fn chapters(story: &Story, state: &SessionState) -> Chapters {
    let mut survey = Survey { story, state, placed: HashSet::new(), forks: VecDeque::new() };
    let mut groups = Vec::new();
    let start = Some(&story.start).into_iter().chain(state.seen.scenes.keys());
    for first in start {
        let mut chapters = Vec::new();
        survey.follow(first, "", &mut chapters);
        if chapters.is_empty() {
            continue;
        }
        groups.push(ChapterGroup { prompt: String::new(), chapters });
        while let Some(fork) = survey.forks.pop_front() {
            groups.extend(survey.fork(fork));
        }
    }
    Chapters { groups }
}

struct Survey<'a> {
    story: &'a Story,
    state: &'a SessionState,
    placed: HashSet<&'a SceneId>,
    /// Scenes whose question parts the way, to be looked at.
    forks: VecDeque<&'a Scene>,
}

impl<'a> Survey<'a> {
    fn words(&self, text: &'a Text) -> &'a str {
        text.in_language(&self.state.language, &self.story.languages)
    }

    /// `first` and what follows it up to where the way parts.
    fn follow(&mut self, first: &'a SceneId, by: &str, chapters: &mut Vec<Chapter>) {
        let mut by = by;
        let mut ahead = vec![first];
        while let Some(id) = ahead.pop() {
            let Some(scene) = self.story.scenes.get(id) else { continue };
            if !self.state.seen.scenes.contains_key(id) || !self.placed.insert(id) {
                continue;
            }
            let title = match self.words(&scene.title) {
                "" => id.to_string(),
                title => title.to_owned(),
            };
            let here = self.state.scene_place().is_some_and(|place| place.scene == *id);
            chapters.push(Chapter::Seen { scene: id.clone(), title, by: by.to_owned(), here });
            by = "";
            if scene.question.as_ref().is_some_and(parts_the_way) {
                self.forks.push_back(scene);
            } else {
                ahead.extend(targets(scene.then.as_ref()).into_iter().rev());
            }
        }
    }

    /// The ways that part at this scene's question; none while nothing of them was seen.
    fn fork(&mut self, scene: &'a Scene) -> Option<ChapterGroup> {
        let question = scene.question.as_ref()?;
        let shown = self.was_shown(question);
        let mut chapters = Vec::new();
        for choice in question.answers.choices() {
            let text = self.words(&choice.text);
            let ways = targets(choice.then.as_ref());
            let unseen = ways.iter().any(|way| !self.state.seen.scenes.contains_key(*way));
            let chosen = self.is_chosen(question, choice);
            for way in ways {
                // Another choice may have led there.
                self.follow(way, if chosen { text } else { "" }, &mut chapters);
            }
            if unseen && !chosen && shown && self.is_open_to_choose(choice) {
                chapters.push(Chapter::More { text: text.to_owned() });
            }
        }
        for way in targets(scene.then.as_ref()) {
            self.follow(way, "", &mut chapters);
        }
        let prompt = self.words(&question.prompt).to_owned();
        (!chapters.is_empty()).then_some(ChapterGroup { prompt, chapters })
    }

    /// The viewer knows the question's words.
    fn was_shown(&self, question: &Question) -> bool {
        self.state.open().is_some_and(|open| open.question == question.id)
            || self.state.seen.choices.contains_key(&question.id)
            || self.state.memory.answers.contains_key(&question.id)
    }

    fn is_chosen(&self, question: &Question, choice: &Choice) -> bool {
        self.state.seen.choices.get(&question.id).is_some_and(|chosen| chosen.contains(&choice.id))
    }

    /// The question would offer it now.
    fn is_open_to_choose(&self, choice: &Choice) -> bool {
        Remembering { story: self.story, memory: &self.state.memory }.hold(choice.when.as_ref())
    }
}

fn parts_the_way(question: &Question) -> bool {
    question.answers.choices().iter().any(|choice| !targets(choice.then.as_ref()).is_empty())
}

/// Every scene that the branch may lead to, in its order.
fn targets(branch: Option<&Branch>) -> Vec<&SceneId> {
    let mut found = Vec::new();
    let mut ahead: Vec<&Branch> = branch.into_iter().collect();
    while let Some(branch) = ahead.pop() {
        match branch {
            Branch::Goto(scene) | Branch::Visit(scene) => found.push(scene),
            Branch::Via(scene, then) => {
                found.push(scene);
                ahead.push(then);
            }
            Branch::When { cases, otherwise } => {
                ahead.push(otherwise);
                ahead.extend(cases.iter().rev().map(|case| &case.then));
            }
            Branch::Return | Branch::End(_) => {}
        }
    }
    found
}
