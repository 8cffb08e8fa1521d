//! The way that the preview has come: its scenes and wires are lit up.

use super::board::Line;
use crate::document::Item;
use crate::ui::workspace::Workspace;
use crate::wires::Lead;
use scene_graph::SceneId;
use std::collections::{HashMap, HashSet};

/// How something lies on the preview's way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum OnTrail {
    /// It does not.
    #[default]
    Off,
    /// It was come by.
    Passed,
    /// It plays.
    Now,
}

/// The scenes that were entered, and the steps between them.
#[derive(Default)]
pub(super) struct Trail {
    of: Vec<SceneId>,
    /// Each with those that were entered from it.
    steps: HashMap<SceneId, HashSet<SceneId>>,
}

impl Trail {
    /// Takes in where the preview is. The scene that it has come to, if that is another.
    pub(super) fn update(&mut self, workspace: &Workspace) -> Option<Item> {
        let trail = &workspace.preview.trail;
        if self.of == *trail {
            return None;
        }
        self.of.clone_from(trail);
        self.steps = trail.iter().map(|scene| (scene.clone(), HashSet::new())).collect();
        for (from, to) in trail.iter().zip(trail.iter().skip(1)) {
            self.steps.entry(from.clone()).or_default().insert(to.clone());
        }
        trail.last().cloned().map(Item::Scene)
    }

    pub(super) fn of_card(&self, item: &Item) -> OnTrail {
        match item.scene() {
            Some(id) if self.of.last() == Some(id) => OnTrail::Now,
            Some(id) if self.steps.contains_key(id) => OnTrail::Passed,
            _ => OnTrail::Off,
        }
    }

    pub(super) fn of_line(&self, line: &Line) -> OnTrail {
        let (Lead::Goto(to) | Lead::Visit(to)) = &line.to else { return OnTrail::Off };
        let entered = self.steps.get(&line.turn.port.scene);
        if entered.is_some_and(|entered| entered.contains(to)) { OnTrail::Passed } else { OnTrail::Off }
    }
}
