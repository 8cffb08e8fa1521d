//! What the checks say, counted by scene, for the badges of cards and rows.

use super::Cx;
use super::workspace::Found;
use scene_graph::{Diagnostic, SceneId, Severity};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use viewer_ui::icons::Icon;

/// The problems of one scene.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// The worst.
    pub(super) severity: Severity,
    /// How many there are.
    pub(super) count: usize,
}

/// The problems of the story; counted anew only when workers found something else.
#[derive(Default)]
pub(crate) struct Marks {
    of: Option<Arc<Vec<Diagnostic>>>,
    by_scene: HashMap<SceneId, Mark>,
    by_severity: BTreeMap<Severity, usize>,
}

impl Marks {
    /// Counts, if something else was found.
    pub(super) fn update(&mut self, found: &Found) {
        if self.of.as_ref().is_some_and(|of| Arc::ptr_eq(of, &found.problems)) {
            return;
        }
        self.by_scene.clear();
        self.by_severity.clear();
        for problem in found.problems.iter() {
            let severity = problem.severity();
            *self.by_severity.entry(severity).or_default() += 1;
            let Some(scene) = &problem.place.scene else { continue };
            let mark = self.by_scene.entry(scene.clone()).or_insert(Mark { severity, count: 0 });
            mark.count += 1;
            // Errors come first in the order of severities.
            mark.severity = mark.severity.min(severity);
        }
        self.of = Some(Arc::clone(&found.problems));
    }

    /// How many there are of this severity.
    pub(super) fn count(&self, severity: Severity) -> usize {
        self.by_severity.get(&severity).copied().unwrap_or_default()
    }

    /// A scene's problems, if it has some.
    pub(super) fn of(&self, scene: &SceneId) -> Option<Mark> {
        self.by_scene.get(scene).copied()
    }
}

impl Mark {
    /// How it is drawn: never by its colour alone.
    pub(super) fn look(self, cx: &Cx<'_>) -> (Icon, egui::Color32) {
        look(self.severity, cx)
    }
}

/// How a problem of this severity is drawn.
pub(super) fn look(severity: Severity, cx: &Cx<'_>) -> (Icon, egui::Color32) {
    match severity {
        Severity::Error => (Icon::Cross, cx.palette.alarm),
        Severity::Warning => (Icon::Warning, cx.palette.warning),
        Severity::Note => (Icon::Info, cx.palette.muted),
    }
}
