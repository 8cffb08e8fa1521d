//! What the viewer agreed to.

/// The two switches, both off by default. Without either, no record is made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub struct Consent {
    /// Anonymous statistics.
    pub statistics: bool,
    /// Identified follow-up; stores a viewer key and free words.
    pub follow_up: bool,
}

impl Consent {
    /// Neither.
    pub const NONE: Self = Self { statistics: false, follow_up: false };

    /// Whether anything may be recorded.
    #[must_use]
    pub const fn allows_records(self) -> bool {
        self.statistics || self.follow_up
    }
}
