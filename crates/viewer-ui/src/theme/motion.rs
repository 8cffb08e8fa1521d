//! How long things take to move, and how they start and stop.

use crate::Options;

/// How long a change takes to be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// A colour under the pointer, a switch's knob, a menu.
    Quick,
    /// The controls, a panel, an answer's confirmation.
    Calm,
    /// A whole page.
    Slow,
}

impl Motion {
    /// In seconds; none at all for those who want no motion, and in still pictures.
    #[must_use]
    pub fn seconds(self, options: &Options) -> f32 {
        if options.still || options.reduced_motion {
            return 0.0;
        }
        match self {
            Self::Quick => 0.12,
            Self::Calm => 0.20,
            Self::Slow => 0.36,
        }
    }
}

/// Fast at first and slow towards its end, as things that arrive do: 0 to 1 for 0 to 1.
#[must_use]
pub fn ease_out(share: f32) -> f32 {
    1.0 - (1.0 - share.clamp(0.0, 1.0)).powi(3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easing_begins_and_ends_where_it_should() {
        assert!(ease_out(0.0).abs() < 1e-6 && (ease_out(1.0) - 1.0).abs() < 1e-6);
        assert!(ease_out(0.5) > 0.8);
        assert!((ease_out(7.0) - 1.0).abs() < 1e-6 && ease_out(-1.0).abs() < 1e-6);
    }

    #[test]
    fn nothing_moves_for_those_who_want_it_so() {
        let options = Options { reduced_motion: true, ..Options::default() };
        assert!(Motion::Slow.seconds(&options) <= 0.0);
        assert!(Motion::Quick.seconds(&Options::default()) < Motion::Slow.seconds(&Options::default()));
    }
}
