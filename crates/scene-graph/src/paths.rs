//! Where a story can lead: the edges between its scenes, which scenes can be reached, and from which
//! an end or a return can. Conditions are taken as if they could hold.

use crate::SceneId;
use crate::model::{Answers, Branch, Limit, Media, Question, Scene, Story};
use core::ops::Range;

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
    /// Where its edges lie among all.
    edges: Range<usize>,
    /// Some branch of it names a scene or an ending that there is not, or was not looked at.
    astray: bool,
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
    edges: Vec<Edge>,
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
        let mut edges = Vec::with_capacity(story.scenes.len() * 4);
        let scenes = story.scenes.iter();
        let nodes: Vec<Node> =
            scenes.map(|(id, scene)| node(story, id, scene, &always_shows, &mut edges)).collect();
        let mut paths = Self { nodes, edges };
        let start = story.scenes.get_index_of(&story.start);
        paths.spread(start, |_| true, |node| &mut node.reachable);
        paths.spread(start, |kind| kind == EdgeKind::Goto, |node| &mut node.without_detour);
        let sources = Sources::of(&paths);
        paths.gather(&sources, |node| node.ends, |_| true, |node| &mut node.can_end);
        let goes = |kind| kind == EdgeKind::Goto;
        paths.gather(&sources, |node| node.returns, goes, |node| &mut node.can_return);
        paths
    }

    /// Marks what can be reached from `start` by edges of the kinds for which `follows` holds.
    fn spread(
        &mut self,
        start: Option<usize>,
        follows: impl Fn(EdgeKind) -> bool,
        mark: impl Fn(&mut Node) -> &mut bool,
    ) {
        let mut due: Vec<usize> = start.into_iter().collect();
        while let Some(position) = due.pop() {
            let Some(node) = self.nodes.get_mut(position) else { continue };
            if core::mem::replace(mark(node), true) {
                continue;
            }
            due.extend(self.edges(position).iter().filter(|edge| follows(edge.kind)).map(|edge| edge.to));
        }
    }

    /// Marks what leads to a node that `is_target` by edges of the kinds for which `follows` holds.
    fn gather(
        &mut self,
        sources: &Sources,
        is_target: impl Fn(&Node) -> bool,
        follows: impl Fn(EdgeKind) -> bool,
        mark: impl Fn(&mut Node) -> &mut bool,
    ) {
        let nodes = self.nodes.iter().enumerate();
        let mut due: Vec<usize> =
            nodes.filter(|(_, node)| is_target(node)).map(|(position, _)| position).collect();
        while let Some(position) = due.pop() {
            let Some(node) = self.nodes.get_mut(position) else { continue };
            if core::mem::replace(mark(node), true) {
                continue;
            }
            due.extend(sources.to(position).iter().filter(|edge| follows(edge.kind)).map(|edge| edge.from));
        }
    }

    fn node(&self, position: usize) -> Option<&Node> {
        self.nodes.get(position)
    }

    /// The edges from the scene at `position`.
    #[must_use]
    pub fn edges(&self, position: usize) -> &[Edge] {
        self.node(position).and_then(|node| self.edges.get(node.edges.clone())).unwrap_or_default()
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

    /// Whether some branch of it may name a scene or an ending that there is not. If not, none does.
    pub(crate) fn leads_astray(&self, position: usize) -> bool {
        self.node(position).is_some_and(|node| node.astray)
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
    edges: &mut Vec<Edge>,
) -> Node {
    let mut node = Node::default();
    let first = edges.len();
    let mut add = |branch: &Branch| {
        exits(branch, &mut |exit, _| match exit {
            Exit::To(kind, scene) => match story.scenes.get_index_of(scene) {
                Some(to) => edges.push(Edge { to, kind }),
                None => (node.ends, node.astray) = (true, true),
            },
            Exit::Return => node.returns = true,
            Exit::End(ending) => {
                node.ends = true;
                node.astray |= !story.endings.contains_key(ending);
            }
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
    } else {
        // A branch that is never taken leads nowhere.
        node.astray |= scene.then.is_some();
    }
    node.edges = first..edges.len();
    node
}

/// The edges by where they lead.
struct Sources {
    /// Where the edges to each scene begin among all.
    first: Vec<usize>,
    edges: Vec<Source>,
}

/// An edge, seen from where it leads.
#[derive(Clone, Copy)]
struct Source {
    from: usize,
    kind: EdgeKind,
}

impl Sources {
    fn of(paths: &Paths) -> Self {
        // How many lead to each scene, then where those of each begin; filled from there.
        let mut first = vec![0; paths.nodes.len() + 1];
        for edge in &paths.edges {
            if let Some(count) = first.get_mut(edge.to + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for count in &mut first {
            sum += *count;
            *count = sum;
        }
        let mut next = first.clone();
        let mut edges = vec![Source { from: 0, kind: EdgeKind::Goto }; paths.edges.len()];
        for from in 0..paths.nodes.len() {
            for edge in paths.edges(from) {
                if let Some(place) = next.get_mut(edge.to) {
                    set(&mut edges, *place, Source { from, kind: edge.kind });
                    *place += 1;
                }
            }
        }
        Self { first, edges }
    }

    /// The edges that lead to the scene at `position`.
    fn to(&self, position: usize) -> &[Source] {
        let ends = self.first.get(position).zip(self.first.get(position + 1));
        ends.and_then(|(&first, &end)| self.edges.get(first..end)).unwrap_or_default()
    }
}
