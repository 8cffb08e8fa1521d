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

    /// The written form: `statistics`, `follow-up`, `statistics|follow-up`, or nothing at all.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match (self.statistics, self.follow_up) {
            (false, false) => "",
            (true, false) => "statistics",
            (false, true) => "follow-up",
            (true, true) => "statistics|follow-up",
        }
    }

    /// Reads the written form of a record's scope; `None` for anything else, also for nothing.
    #[must_use]
    pub fn from_name(text: &str) -> Option<Self> {
        [(true, false), (false, true), (true, true)]
            .map(|(statistics, follow_up)| Self { statistics, follow_up })
            .into_iter()
            .find(|consent| consent.as_str() == text)
    }
}
