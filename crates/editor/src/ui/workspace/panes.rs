//! Which panes are open: [`Panes`].

/// Which panes are open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Panes {
    /// On the left.
    pub side: Option<Side>,
    /// On the right: what is selected.
    pub inspector: bool,
    /// Below.
    pub sheet: Option<Sheet>,
    /// The story as it plays.
    pub preview: bool,
    /// Whether the whole story is shown in a corner of the graph, where it does not fit.
    pub map: bool,
}

/// What the left pane shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// All scenes as a list.
    Outline,
    /// What belongs to the story as a whole.
    Story,
}

/// What the pane below shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// What the checks found.
    Problems,
    /// The story's paths and their lengths.
    Paths,
}

impl Default for Panes {
    fn default() -> Self {
        Self { side: Some(Side::Outline), inspector: true, sheet: None, preview: false, map: true }
    }
}
