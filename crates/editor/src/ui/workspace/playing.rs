//! The story as it plays in its pane: [`Playing`].

use crate::preview::Preview;
use scene_graph::SceneId;
use session::Past;

/// The story as it plays in its pane.
#[derive(Default)]
pub struct Playing {
    /// What plays; put there by the window for [`Request::Preview`](super::Request::Preview).
    pub playing: Option<Preview>,
    /// Where it was to begin.
    pub from: Option<SceneId>,
    /// What is to have happened before.
    pub past: Past,
    /// The scenes that were entered, the present one last: lit up on the canvas.
    pub trail: Vec<SceneId>,
}

impl Playing {
    /// Ends it.
    pub fn stop(&mut self) {
        self.playing = None;
        self.trail.clear();
    }
}
