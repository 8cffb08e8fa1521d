//! Who a frame or block belongs to. Everything that crosses threads carries a [`Stamp`]; every
//! consumer drops what does not match.

/// Names one deck for as long as the program runs; never used twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DeckId(pub u64);

/// Counts a deck's seeks: what was decoded before the latest seek has an older generation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Generation(pub u32);

/// A deck and its generation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    /// Which deck.
    pub deck: DeckId,
    /// Since which of its seeks.
    pub generation: Generation,
}

impl Generation {
    /// The generation after the next seek.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.wrapping_add(1))
    }
}
