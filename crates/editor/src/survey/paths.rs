//! Every way through a story, up to a bound.

use super::FileLengths;
use super::play::{Play, Stand};
use super::quickest::{Quickest, Stage};
use crate::fixes::conditions::each_condition_mut;
use media_time::MediaDuration;
use scene_graph::{
    Branch, ChoiceId, Condition, EndingId, Is, Language, Question, QuestionId, SceneId, SetVariable, Story,
};
use session::{Answer, AnswerValue, Input, QuestionKind, QuestionView};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// Where looking for paths stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// So many paths.
    pub paths: usize,
    /// So many scenes on a path, each time one is entered.
    pub scenes: usize,
    /// So many answers tried altogether.
    pub answers: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { paths: 1_000, scenes: 200, answers: 50_000 }
    }
}

/// One way through the story.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// The scenes that are entered, in order.
    pub scenes: Vec<SceneId>,
    /// What is answered on the way, the first way that leads along these scenes; `None`: nothing.
    pub answers: Vec<(QuestionId, Option<AnswerValue>)>,
    /// How it ends.
    pub end: PathEnd,
    /// How long it takes; `None`: some file's length is not known.
    pub length: Option<MediaDuration>,
}

/// How a path ends.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum PathEnd {
    /// At an ending.
    Ending(EndingId),
    /// Where the story cannot go on.
    Stuck,
    /// It has more scenes than the bound.
    TooLong,
}

/// The paths that were found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paths {
    /// In the order of the branches.
    pub found: Vec<Path>,
    /// Whether these are all.
    pub all: bool,
    /// The path of all that takes the shortest time; `None`: it was not looked for to the end.
    pub quickest: Option<Path>,
}

impl Paths {
    /// The path that takes the shortest time: of all, or, where that was not found, of these.
    #[must_use]
    pub fn shortest(&self) -> Option<&Path> {
        self.quickest.as_ref().or_else(|| self.ended().min_by_key(|path| path.length))
    }

    /// The path of these that takes the longest time.
    #[must_use]
    pub fn longest(&self) -> Option<&Path> {
        self.ended().max_by_key(|path| path.length)
    }

    fn ended(&self) -> impl Iterator<Item = &Path> {
        self.found.iter().filter(|path| path.length.is_some() && matches!(path.end, PathEnd::Ending(_)))
    }
}

/// Looks for the paths of a story, depth first, in the order of its branches.
///
/// Two ways along the same scenes are one path. No choice is taken twice on a path while another is
/// there, so that a hub's detours come to an end. Answers that nothing depends on are not told apart.
pub struct PathSearch {
    bounds: Bounds,
    matters: Matters,
    /// What is still to be followed, the next one last.
    open: Vec<Walk>,
    /// While the shortest is looked for, which comes first.
    quickest: Option<Quickest>,
    known: HashSet<(Vec<SceneId>, PathEnd)>,
    answers: usize,
    paths: Paths,
}

#[derive(Clone)]
pub(super) struct Walk {
    play: Play,
    answers: Vec<(QuestionId, Option<AnswerValue>)>,
    taken: BTreeSet<(QuestionId, ChoiceId)>,
}

impl PathSearch {
    /// Begins; nothing is played yet.
    #[must_use]
    pub fn new(story: &Arc<Story>, language: &Language, lengths: &FileLengths, bounds: Bounds) -> Self {
        let play = Play::begin(story, language, lengths);
        let walk = Walk { play, answers: Vec::new(), taken: BTreeSet::new() };
        let mut quickest = Quickest::default();
        quickest.put(walk.clone());
        Self {
            bounds,
            matters: Matters::of(story),
            open: vec![walk],
            quickest: Some(quickest),
            known: HashSet::new(),
            answers: 0,
            paths: Paths::default(),
        }
    }

    /// Goes on for so many questions; true: it is at the end.
    pub fn run(&mut self, questions: usize) -> bool {
        for _ in 0..questions {
            if self.quickest.is_some() {
                self.follow_quickest();
                continue;
            }
            if self.paths.found.len() >= self.bounds.paths || self.answers >= self.bounds.answers {
                self.paths.all = self.open.is_empty();
                self.open.clear();
            }
            let Some(walk) = self.open.pop() else {
                return true;
            };
            self.follow(walk);
            if self.open.is_empty() {
                self.paths.all = true;
            }
        }
        self.quickest.is_none() && self.open.is_empty()
    }

    /// What was found by now.
    #[must_use]
    pub fn paths(&self) -> &Paths {
        &self.paths
    }

    /// What was found.
    #[must_use]
    pub fn into_paths(self) -> Paths {
        self.paths
    }

    fn follow(&mut self, walk: Walk) {
        match self.followed(walk) {
            Followed::On(next) => self.open.extend(next.into_iter().rev()),
            Followed::Over(path) => self.add(path),
        }
    }

    /// One more question of what took the least time so far. It gets a part of the answers that may be tried.
    fn follow_quickest(&mut self) {
        const SHARE: usize = 5;
        let Some(mut quickest) = self.quickest.take() else { return };
        match quickest.next() {
            Some(Stage::Over(path)) => self.paths.quickest = Some(path),
            Some(Stage::Under(walk)) if self.answers < self.bounds.answers / SHARE => {
                match self.followed(*walk) {
                    Followed::On(next) => next.into_iter().for_each(|walk| quickest.put(walk)),
                    Followed::Over(path) => quickest.end(path),
                }
                self.quickest = Some(quickest);
                return;
            }
            Some(Stage::Under(_)) | None => {}
        }
        // The others have all answers for themselves.
        self.answers = 0;
    }

    fn followed(&mut self, mut walk: Walk) -> Followed {
        let view = match walk.play.play_on() {
            Stand::Asked(view) if walk.play.scenes.len() <= self.bounds.scenes => view,
            Stand::Asked(_) => return walk.over(PathEnd::TooLong),
            Stand::Over(ending) => return walk.over(PathEnd::Ending(ending)),
            Stand::Stuck => return walk.over(PathEnd::Stuck),
        };
        let mut next = Vec::new();
        for way in self.matters.ways(&view, &walk) {
            let mut on = walk.clone();
            let value = way.value();
            let done = match way {
                Way::Answer(answer) => on.play.answer(Input::Answer(answer)),
                Way::Skip => on.play.answer(Input::Skip),
                Way::RunOut => on.play.run_out(),
            };
            if !done {
                continue;
            }
            self.answers += 1;
            if let Some(AnswerValue::Choices(chosen)) = &value {
                on.taken.extend(chosen.iter().map(|choice| (view.id.clone(), choice.clone())));
            }
            on.answers.push((view.id.clone(), value));
            next.push(on);
        }
        if next.is_empty() { walk.over(PathEnd::Stuck) } else { Followed::On(next) }
    }

    fn add(&mut self, path: Path) {
        if self.known.insert((path.scenes.clone(), path.end.clone())) {
            self.paths.found.push(path);
        }
    }
}

/// What became of a way that was followed to its next question.
enum Followed {
    /// The ways on from there, in order.
    On(Vec<Walk>),
    Over(Path),
}

impl Walk {
    /// The time that it took by now.
    pub(super) fn length(&self) -> Option<MediaDuration> {
        self.play.length
    }

    fn over(self, end: PathEnd) -> Followed {
        let Self { play, answers, .. } = self;
        Followed::Over(Path { scenes: play.scenes, answers, end, length: play.length })
    }
}

/// What can be done at a question.
enum Way {
    Answer(Answer),
    Skip,
    RunOut,
}

impl Way {
    fn value(&self) -> Option<AnswerValue> {
        Some(match self {
            Self::Answer(Answer::One(choice)) => AnswerValue::Choices(vec![choice.clone()]),
            Self::Answer(Answer::Several(chosen)) => AnswerValue::Choices(chosen.clone()),
            Self::Answer(Answer::Scale(number)) => AnswerValue::Number(*number),
            Self::Answer(Answer::Words(words) | Answer::Contact(words)) => AnswerValue::Words(words.clone()),
            Self::Skip | Self::RunOut => return None,
        })
    }
}

/// Which answers the story's conditions ask for.
#[derive(Default)]
struct Matters {
    questions: HashMap<QuestionId, Question>,
    asked: HashSet<QuestionId>,
    chosen: HashSet<(QuestionId, ChoiceId)>,
    scales: HashMap<QuestionId, Vec<Is>>,
}

impl Matters {
    fn of(story: &Story) -> Self {
        let mut matters = Self::default();
        for scene in story.scenes.values() {
            if let Some(question) = &scene.question {
                matters.questions.insert(question.id.clone(), question.clone());
            }
            each_condition_mut(&mut scene_graph::Scene::clone(scene), &mut |condition| {
                matters.note(condition);
            });
        }
        matters
    }

    fn note(&mut self, condition: &Condition) {
        match condition {
            Condition::All(parts) | Condition::Any(parts) | Condition::Count(parts, _) => {
                parts.iter().for_each(|part| self.note(part));
            }
            Condition::Not(part) => self.note(part),
            Condition::Answered(question) => drop(self.asked.insert(question.clone())),
            Condition::Chose(question, choice) | Condition::Latest(question, choice) => {
                self.asked.insert(question.clone());
                self.chosen.insert((question.clone(), choice.clone()));
            }
            Condition::Scale(question, is) => {
                self.asked.insert(question.clone());
                self.scales.entry(question.clone()).or_default().push(*is);
            }
            Condition::Visited(_) | Condition::Visits(..) | Condition::Number(..) | Condition::Flag(_) => {}
        }
    }

    /// What is to be tried at a question: one of all ways that come to the same.
    fn ways(&self, view: &QuestionView, walk: &Walk) -> Vec<Way> {
        let question = self.questions.get(&view.id);
        let choice = |id: &ChoiceId| question.and_then(|question| question.answers.choice(id));
        let is_asked = self.asked.contains(&view.id);
        let mut ways = Vec::new();
        let mut leads_apart = false;
        match &view.kind {
            QuestionKind::OneOf(choices) => {
                let ids = choices.iter().map(|choice| &choice.id);
                let untaken: Vec<&ChoiceId> = ids
                    .clone()
                    .filter(|id| !walk.taken.contains(&(view.id.clone(), (*id).clone())))
                    .collect();
                let open: Vec<&ChoiceId> = if untaken.is_empty() { ids.collect() } else { untaken };
                leads_apart = true;
                let mut known: Vec<(Option<&Branch>, &[SetVariable])> = Vec::new();
                for id in open {
                    let effect =
                        choice(id).map_or((None, &[][..]), |found| (found.then.as_ref(), &*found.set));
                    let matters = self.chosen.contains(&(view.id.clone(), id.clone()));
                    if matters || !known.contains(&effect) {
                        known.push(effect);
                        ways.push(Way::Answer(Answer::One(id.clone())));
                    }
                }
            }
            QuestionKind::SeveralOf { choices, at_least, at_most } => {
                let ids: Vec<ChoiceId> = choices.iter().map(|choice| choice.id.clone()).collect();
                let sets = ids.iter().any(|id| choice(id).is_some_and(|found| !found.set.is_empty()));
                ways.extend(several(&ids, *at_least, *at_most, is_asked || sets));
            }
            QuestionKind::Scale { from, to, .. } => {
                let numbers = self.numbers(&view.id, *from, *to);
                ways.extend(numbers.into_iter().map(|number| Way::Answer(Answer::Scale(number))));
            }
            QuestionKind::Words { .. } => ways.push(Way::Answer(Answer::Words("…".to_owned()))),
            QuestionKind::Contact => ways.push(Way::Answer(Answer::Contact(String::new()))),
        }
        if view.can_skip && (is_asked || leads_apart) {
            ways.push(Way::Skip);
        } else if walk.play.has_limit() && (is_asked || leads_apart) {
            ways.push(Way::RunOut);
        }
        ways
    }

    /// One number of each stretch of a scale that conditions tell apart.
    fn numbers(&self, question: &QuestionId, from: i32, to: i32) -> BTreeSet<i32> {
        let bounds = self.scales.get(question).map_or(&[][..], Vec::as_slice);
        let edges = bounds.iter().flat_map(|is| match is {
            Is::Exactly(number) => vec![*number, number.saturating_add(1)],
            Is::AtLeast(number) => vec![*number],
            Is::AtMost(number) => vec![number.saturating_add(1)],
        });
        std::iter::once(from).chain(edges.filter(|number| (from..=to).contains(number))).collect()
    }
}

/// Sets of choices: the smallest that are allowed, one beginning with each choice, and the largest; or,
/// where nothing depends on it, any.
fn several(ids: &[ChoiceId], at_least: u32, at_most: u32, matters: bool) -> Vec<Way> {
    let least = usize::try_from(at_least).unwrap_or(usize::MAX).min(ids.len());
    let most = usize::try_from(at_most).unwrap_or(usize::MAX).min(ids.len());
    let size = least.max(1).min(most);
    let beginning = |first: usize| ids.iter().cycle().skip(first).take(size).cloned().collect::<Vec<_>>();
    let count = if matters { ids.len() } else { 1 };
    let mut sets: Vec<Vec<ChoiceId>> = (0..count.min(ids.len())).map(beginning).collect();
    if matters {
        sets.extend((most > size).then(|| ids.iter().take(most).cloned().collect()));
        sets.extend((least == 0).then(Vec::new));
    }
    sets.into_iter().map(|set| Way::Answer(Answer::Several(set))).collect()
}
