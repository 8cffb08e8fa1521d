//! The way that the preview has come: its scenes and wires are lit up.

use super::board::Line;
use crate::document::Item;
use crate::ui::workspace::Workspace;
use crate::wires::Lead;
use scene_graph::SceneId;
use std::collections::HashSet;

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
    scenes: HashSet<SceneId>,
    steps: HashSet<(SceneId, SceneId)>,
}

impl Trail {
    /// Takes in where the preview is. The scene that it has come to, if that is another.
    pub(super) fn update(&mut self, workspace: &Workspace) -> Option<Item> {
        let trail = &workspace.preview.trail;
        if self.of == *trail {
            return None;
        }
        self.of.clone_from(trail);
        self.scenes = trail.iter().cloned().collect();
        self.steps = trail.iter().cloned().zip(trail.iter().skip(1).cloned()).collect();
        trail.last().cloned().map(Item::Scene)
    }

    pub(super) fn of_card(&self, item: &Item) -> OnTrail {
        match item.scene() {
            Some(id) if self.of.last() == Some(id) => OnTrail::Now,
            Some(id) if self.scenes.contains(id) => OnTrail::Passed,
            _ => OnTrail::Off,
        }
    }

    pub(super) fn of_line(&self, line: &Line) -> OnTrail {
        let to = match &line.to {
            Lead::Goto(scene) | Lead::Visit(scene) if !self.steps.is_empty() => scene,
            _ => return OnTrail::Off,
        };
        let step = (line.turn.port.scene.clone(), to.clone());
        if self.steps.contains(&step) { OnTrail::Passed } else { OnTrail::Off }
    }
}
