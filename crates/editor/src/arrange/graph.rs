//! The story as numbered cards and the ways between them.

use super::Size;
use crate::document::Item;
use scene_graph::paths::{Exit, exits};
use scene_graph::{Branch, Story};
use std::collections::{BTreeSet, HashMap};

/// Cards by number, and where each leads, in the order of its branches.
pub(super) struct Graph {
    pub(super) items: Vec<Item>,
    pub(super) sizes: Vec<Size>,
    /// No card twice, and never the card itself.
    pub(super) leads: Vec<Vec<usize>>,
    /// The number of the start, if it is among them.
    pub(super) start: Option<usize>,
}

/// Cards that belong together, and how deep each lies.
pub(super) struct Part {
    /// In the order in which they are come to: branch by branch.
    pub(super) nodes: Vec<usize>,
    /// Ways that lead deeper, as pairs of cards.
    pub(super) ahead: Vec<(usize, usize)>,
    /// By place in `nodes`.
    pub(super) depth: Vec<usize>,
}

impl Graph {
    pub(super) fn of(story: &Story, only: Option<&BTreeSet<Item>>, size: &dyn Fn(&Item) -> Size) -> Self {
        let wanted = |item: &Item| only.is_none_or(|only| only.contains(item));
        let items: Vec<Item> = Item::all_of(story).filter(wanted).collect();
        let mut scenes = HashMap::new();
        let mut endings = HashMap::new();
        for (number, item) in items.iter().enumerate() {
            match item {
                Item::Scene(id) => drop(scenes.insert(id.as_str(), number)),
                Item::Ending(id) => drop(endings.insert(id.as_str(), number)),
            }
        }
        let mut leads = vec![Vec::new(); items.len()];
        for (id, scene) in &story.scenes {
            let Some(from) = scenes.get(id.as_str()).copied() else { continue };
            let Some(ways) = leads.get_mut(from) else { continue };
            let choices = scene.question.iter().flat_map(|question| question.answers.choices());
            let branches: Vec<&Branch> =
                choices.filter_map(|choice| choice.then.as_ref()).chain(&scene.then).collect();
            for branch in branches {
                exits(branch, &mut |exit, _| {
                    let to = match exit {
                        Exit::To(_, scene) => scenes.get(scene.as_str()),
                        Exit::End(ending) => endings.get(ending.as_str()),
                        Exit::Return => None,
                    };
                    if let Some(to) = to.filter(|to| **to != from && !ways.contains(*to)) {
                        ways.push(*to);
                    }
                });
            }
        }
        let start = scenes.get(story.start.as_str()).copied();
        let sizes = items.iter().map(size).collect();
        Self { items, sizes, leads, start }
    }

    /// What can be reached from the start, if that is there; then every other connected part, in the
    /// author's order.
    pub(super) fn parts(&self) -> Vec<Part> {
        let mut taken = vec![false; self.items.len()];
        let mut parts: Vec<Part> =
            self.start.map(|start| self.part(&[start], &mut taken)).into_iter().collect();
        let lost: Vec<usize> =
            (0..self.items.len()).filter(|node| taken.get(*node) == Some(&false)).collect();
        let mut groups = Groups::new(self.items.len());
        let mut led_to = vec![false; self.items.len()];
        for from in &lost {
            for to in self.leads.get(*from).into_iter().flatten() {
                if taken.get(*to) == Some(&false) {
                    groups.join(*from, *to);
                    mark(&mut led_to, *to);
                }
            }
        }
        // Of each group first what nothing leads to, then what is left over, which lies on cycles.
        let mut members: HashMap<usize, Vec<usize>> = HashMap::new();
        let mut order = Vec::new();
        for node in lost {
            let group = groups.of(node);
            let known = members.entry(group).or_default();
            if known.is_empty() {
                order.push(group);
            }
            known.push(node);
        }
        for group in order {
            let Some(mut nodes) = members.remove(&group) else { continue };
            nodes.sort_by_key(|node| led_to.get(*node).copied().unwrap_or(false));
            parts.push(self.part(&nodes, &mut taken));
        }
        parts
    }

    /// What can be reached from these cards and is not taken yet. Depth first, without recursion.
    fn part(&self, from: &[usize], taken: &mut [bool]) -> Part {
        let mut nodes = Vec::new();
        let mut ahead = Vec::new();
        // Cards whose ways have all been followed, the innermost first.
        let mut done = Vec::new();
        let mut is_done = vec![false; self.items.len()];
        for first in from {
            if std::mem::replace(taken.get_mut(*first).unwrap_or(&mut true), true) {
                continue;
            }
            nodes.push(*first);
            let mut way = vec![(*first, 0_usize)];
            while let Some((node, next)) = way.last_mut() {
                let (here, lead) = (*node, self.leads.get(*node).and_then(|leads| leads.get(*next)));
                *next += 1;
                match lead {
                    None => {
                        mark(&mut is_done, here);
                        done.push(here);
                        way.pop();
                    }
                    Some(to) => {
                        let was_taken = std::mem::replace(taken.get_mut(*to).unwrap_or(&mut true), true);
                        if !was_taken {
                            nodes.push(*to);
                            way.push((*to, 0));
                        }
                        // What is taken and not done lies on the way here: back to it leads a cycle. (What
                        // another part has is never done here.)
                        if !was_taken || is_done.get(*to) == Some(&true) {
                            ahead.push((here, *to));
                        }
                    }
                }
            }
        }
        let depth = self.depths(&nodes, &ahead, &done);
        Part { nodes, ahead, depth }
    }

    /// The longest way ahead to each card.
    fn depths(&self, nodes: &[usize], ahead: &[(usize, usize)], done: &[usize]) -> Vec<usize> {
        let mut leads: HashMap<usize, Vec<usize>> = HashMap::new();
        for (from, to) in ahead {
            leads.entry(*from).or_default().push(*to);
        }
        let mut depth = vec![0_usize; self.items.len()];
        // What is done later leads only to what was done before.
        for from in done.iter().rev() {
            let deeper = depth.get(*from).copied().unwrap_or(0) + 1;
            for to in leads.get(from).into_iter().flatten() {
                if let Some(known) = depth.get_mut(*to) {
                    *known = deeper.max(*known);
                }
            }
        }
        nodes.iter().map(|node| depth.get(*node).copied().unwrap_or(0)).collect()
    }
}

fn mark(list: &mut [bool], at: usize) {
    if let Some(slot) = list.get_mut(at) {
        *slot = true;
    }
}

/// Which cards are joined, whichever way the wires run (a forest of representatives).
struct Groups(Vec<usize>);

impl Groups {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn of(&mut self, node: usize) -> usize {
        let mut at = node;
        while let Some(above) = self.0.get(at).copied().filter(|above| *above != at) {
            let top = self.0.get(above).copied().unwrap_or(above);
            if let Some(slot) = self.0.get_mut(at) {
                *slot = top;
            }
            at = top;
        }
        at
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.of(one), self.of(other));
        let (least, greater) = (one.min(other), one.max(other));
        if let Some(slot) = self.0.get_mut(greater) {
            *slot = least;
        }
    }
}
