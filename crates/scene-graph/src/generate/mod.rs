//! Made-up stories for property tests, of this crate and of those that play stories.
//!
//! - [`valid_story`]: stories without any error, with detours, conditions, limits and questions of
//!   every kind. They may have warnings.
//! - [`any_story`]: stories of every shape and with every odd text, whatever they mean.
//!
//! Both are built from a list of numbers, the [`Dice`]; where the list ends every throw is 0, and 0
//! always means the simplest thing. So a failing story shrinks to a small and plain one.

mod any;
mod valid;

use crate::model::Story;
use proptest::collection::vec;
use proptest::prelude::{Strategy, any};

/// A strategy for stories without errors.
pub fn valid_story() -> impl Strategy<Value = Story> {
    vec(any::<u16>(), 0..500).prop_map(|throws| valid::story(&mut Dice::new(throws)))
}

/// A strategy for stories of every shape; most of them have errors.
pub fn any_story() -> impl Strategy<Value = Story> {
    vec(any::<u16>(), 0..1_500).prop_map(|throws| any::story(&mut Dice::new(throws)))
}

/// Throws that were decided before.
#[derive(Clone, Debug)]
pub struct Dice {
    throws: std::vec::IntoIter<u16>,
}

impl Dice {
    /// Dice that fall so, and then always to 0.
    #[must_use]
    pub fn new(throws: Vec<u16>) -> Self {
        Self { throws: throws.into_iter() }
    }

    /// A number below `sides`; 0 when `sides` is 0.
    pub fn below(&mut self, sides: usize) -> usize {
        let throw = self.throws.next().unwrap_or(0);
        usize::from(throw).checked_rem(sides).unwrap_or(0)
    }

    /// True once in so many throws, and never when the throws have ended.
    pub fn once_in(&mut self, sides: usize) -> bool {
        self.below(sides) == sides.saturating_sub(1)
    }

    /// A number from -3 to 8, as conditions compare with.
    pub(crate) fn small(&mut self) -> i32 {
        i32::try_from(self.below(12)).unwrap_or(0) - 3
    }
}
