//! Where a story can lead: the edges between its scenes, which scenes can be reached, and from which
//! an end or a return can. Conditions are taken as if they could hold.

use crate::SceneId;
use crate::model::{Answers, Branch, Limit, Media, Question, Scene, Story};
use std::collections::VecDeque;

/// How an edge leads to its scene.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EdgeKind {
    /// For good. What comes after a [`Branch::Via`] is such an edge too.
    Goto,
    /// As a detour that comes back to the question.
    Visit,
    /// As a detour that goes on with another branch.
    Via,
}

/// An edge from a scene.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    /// The position of the scene it leads to, in [`Story::scenes`].
    pub to: usize,
    /// How.
    pub kind: EdgeKind,
}

/// The way out of a branch, without what it depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit<'a> {
    /// To that scene.
    To(EdgeKind, &'a SceneId),
    /// Back from a detour.
    Return,
    /// To that ending.
    End(&'a crate::EndingId),
}

/// What is known of one scene's ways. All positions are those of [`Story::scenes`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Node {
    edges: Vec<Edge>,
    /// It leads to an ending, or to something unknown that is reported by itself.
    ends: bool,
    returns: bool,
    reachable: bool,
    without_detour: bool,
    can_end: bool,
    can_return: bool,
}

/// The analysis of one story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    nodes: Vec<Node>,
}

/// Calls `each` with every way out of `branch` and whether a condition decides about it.
pub fn exits<'a>(branch: &'a Branch, each: &mut impl FnMut(Exit<'a>, bool)) {
    fn walk<'a>(branch: &'a Branch, conditional: bool, each: &mut impl FnMut(Exit<'a>, bool)) {
        match branch {
            Branch::Goto(scene) => each(Exit::To(EdgeKind::Goto, scene), conditional),
            Branch::Visit(scene) => each(Exit::To(EdgeKind::Visit, scene), conditional),
            Branch::Via(scene, then) => {
                each(Exit::To(EdgeKind::Via, scene), conditional);
                walk(then, conditional, each);
            }
            Branch::Return => each(Exit::Return, conditional),
            Branch::End(ending) => each(Exit::End(ending), conditional),
            Branch::When { cases, otherwise } => {
                for case in cases {
                    walk(&case.then, true, each);
                }
                walk(otherwise, conditional || !cases.is_empty(), each);
            }
        }
    }
    walk(branch, false, each);
}

/// Whether a scene with `question` can go on without any choice's own branch: there is no question,
/// it can be skipped, time out, not be asked or have nothing to show, or an answer has no branch.
/// `always_shows` tells whether some choice can always be shown although all have conditions.
#[must_use]
pub fn goes_on(question: Option<&Question>, always_shows: bool) -> bool {
    let Some(question) = question else { return true };
    if question.skip || question.limit != Limit::Off || question.when.is_some() {
        return true;
    }
    match &question.answers {
        Answers::OneOf(choices) => {
            let may_show_nothing = choices.iter().all(|choice| choice.when.is_some()) && !always_shows;
            may_show_nothing || choices.iter().any(|choice| choice.then.is_none())
        }
        _ => true,
    }
}

/// Whether `media` takes time by itself, in every language, as far as can be told without its files.
#[must_use]
pub fn takes_time(media: &Media) -> bool {
    match media {
        Media::Nothing => false,
        Media::Video(_) => true,
        Media::Still(still) => {
            still.sound.is_some()
                || still.lasts.is_some_and(|length| length > media_time::MediaDuration::ZERO)
        }
        Media::ByLanguage(each) => !each.is_empty() && each.values().all(takes_time),
    }
}

impl Paths {
    /// Analyses `story`. Takes time in proportion to the story's size.
    #[must_use]
    pub fn new(story: &Story) -> Self {
        Self::with(story, |_, _| false)
    }

    /// Like [`Paths::new`], asking `always_shows` of questions whose choices all have conditions.
    pub(crate) fn with(story: &Story, always_shows: impl Fn(&SceneId, &Question) -> bool) -> Self {
        let mut nodes: Vec<Node> =
            story.scenes.iter().map(|(id, scene)| node(story, id, scene, &always_shows)).collect();
        let start = story.scenes.get_index_of(&story.start);
        spread(&mut nodes, start, |_| true, |node| &mut node.reachable);
        spread(&mut nodes, start, |kind| kind == EdgeKind::Goto, |node| &mut node.without_detour);
        let ends = nodes.iter().map(|node| node.ends).collect();
        gather(&mut nodes, ends, |_| true, |node| &mut node.can_end);
        let returns = nodes.iter().map(|node| node.returns).collect();
        gather(&mut nodes, returns, |kind| kind == EdgeKind::Goto, |node| &mut node.can_return);
        Self { nodes }
    }

    fn node(&self, position: usize) -> Option<&Node> {
        self.nodes.get(position)
    }

    /// The edges from the scene at `position`.
    #[must_use]
    pub fn edges(&self, position: usize) -> &[Edge] {
        self.node(position).map_or(&[], |node| &node.edges)
    }

    /// Whether the scene at `position` can be reached from the start.
    #[must_use]
    pub fn is_reachable(&self, position: usize) -> bool {
        self.node(position).is_some_and(|node| node.reachable)
    }

    /// Whether it can be reached while no detour is under way, so that `Return` leads nowhere.
    #[must_use]
    pub fn is_reached_without_detour(&self, position: usize) -> bool {
        self.node(position).is_some_and(|node| node.without_detour)
    }

    /// Whether an ending can be reached from it.
    #[must_use]
    pub fn can_end(&self, position: usize) -> bool {
        self.node(position).is_some_and(|node| node.can_end)
    }

    /// Whether a detour that comes here can return.
    #[must_use]
    pub fn can_return(&self, position: usize) -> bool {
        self.node(position).is_some_and(|node| node.can_return)
    }

    /// Cycles among the scenes for which `counts` holds, each scene in at most one of them, in the
    /// order they are walked. Every cycle shares a scene with one that is given.
    #[must_use]
    pub fn cycles(&self, counts: impl Fn(usize) -> bool) -> Vec<Vec<usize>> {
        #[derive(Clone, Copy, PartialEq)]
        enum Mark {
            New,
            /// On the way, at this place of it.
            Open(usize),
            Done,
        }
        let mut marks = vec![Mark::New; self.nodes.len()];
        let mut found = Vec::new();
        for first in 0..self.nodes.len() {
            if !counts(first) || marks.get(first) != Some(&Mark::New) {
                continue;
            }
            // Depth first, with the way in hand instead of recursion: (scene, next edge).
            let mut way = vec![(first, 0_usize)];
            set(&mut marks, first, Mark::Open(0));
            while let Some((at, next)) = way.last_mut() {
                let Some(edge) = self.edges(*at).get(*next) else {
                    set(&mut marks, *at, Mark::Done);
                    way.pop();
                    continue;
                };
                *next += 1;
                if !counts(edge.to) {
                    continue;
                }
                match marks.get(edge.to) {
                    Some(Mark::New) => {
                        set(&mut marks, edge.to, Mark::Open(way.len()));
                        way.push((edge.to, 0));
                    }
                    Some(Mark::Open(depth)) => {
                        let cycle: Vec<usize> = way.drain(*depth..).map(|(scene, _)| scene).collect();
                        for scene in &cycle {
                            set(&mut marks, *scene, Mark::Done);
                        }
                        found.push(cycle);
                    }
                    _ => {}
                }
            }
        }
        found
    }
}

fn set<T>(list: &mut [T], position: usize, value: T) {
    if let Some(slot) = list.get_mut(position) {
        *slot = value;
    }
}

fn node(
    story: &Story,
    id: &SceneId,
    scene: &Scene,
    always_shows: &impl Fn(&SceneId, &Question) -> bool,
) -> Node {
    let mut node = Node::default();
    let mut add = |branch: &Branch| {
        exits(branch, &mut |exit, _| match exit {
            Exit::To(kind, scene) => match story.scenes.get_index_of(scene) {
                Some(to) => node.edges.push(Edge { to, kind }),
                None => node.ends = true,
            },
            Exit::Return => node.returns = true,
            Exit::End(_) => node.ends = true,
        });
    };
    let question = scene.question.as_ref();
    for choice in question.map_or(&[][..], |question| question.answers.choices()) {
        choice.then.iter().for_each(&mut add);
    }
    if goes_on(question, question.is_some_and(|question| always_shows(id, question))) {
        match &scene.then {
            Some(branch) => add(branch),
            None => node.ends = true,
        }
    }
    node
}

/// Marks what can be reached from `start` by edges of the kinds for which `follows` holds.
fn spread(
    nodes: &mut [Node],
    start: Option<usize>,
    follows: impl Fn(EdgeKind) -> bool,
    mark: impl Fn(&mut Node) -> &mut bool,
) {
    let mut queue: VecDeque<usize> = start.into_iter().collect();
    while let Some(position) = queue.pop_front() {
        let Some(node) = nodes.get_mut(position) else { continue };
        if core::mem::replace(mark(node), true) {
            continue;
        }
        queue.extend(node.edges.iter().filter(|edge| follows(edge.kind)).map(|edge| edge.to));
    }
}

/// Marks what leads to a node of `targets` by edges of the kinds for which `follows` holds.
fn gather(
    nodes: &mut [Node],
    targets: Vec<bool>,
    follows: impl Fn(EdgeKind) -> bool,
    mark: impl Fn(&mut Node) -> &mut bool,
) {
    let mut from: Vec<Vec<usize>> = vec![Vec::new(); nodes.len()];
    for (position, node) in nodes.iter().enumerate() {
        for edge in node.edges.iter().filter(|edge| follows(edge.kind)) {
            if let Some(sources) = from.get_mut(edge.to) {
                sources.push(position);
            }
        }
    }
    let mut queue: VecDeque<usize> =
        targets.into_iter().enumerate().filter_map(|(position, is)| is.then_some(position)).collect();
    while let Some(position) = queue.pop_front() {
        let Some(node) = nodes.get_mut(position) else { continue };
        if core::mem::replace(mark(node), true) {
            continue;
        }
        queue.extend(from.get(position).into_iter().flatten());
    }
}
