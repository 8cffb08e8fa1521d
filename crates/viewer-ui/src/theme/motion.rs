//! How long things take to move, and how they start and stop.

use crate::Options;
use std::time::Duration;

/// How long the controls stay after the pointer's last movement, in seconds: as long as it takes to
/// find a button, and no longer than one wants to see the picture again.
pub const CONTROLS_STAY: f64 = 2.6;

/// For so long an answer that was given is seen, in seconds.
pub const ANSWER_STAYS: f64 = 0.55;

/// For so long after a question opened keys that confirm are not heard, in seconds: they were meant
/// for what was there before.
pub const KEYS_WAIT: f64 = 0.3;

/// How often a countdown is drawn anew.
pub const COUNTDOWN_STEP: Duration = Duration::from_millis(100);

/// A pass that is asked for at a moment comes this much later, in seconds: the moment has passed then.
pub const JUST_AFTER: f32 = 0.02;

/// How visible a panel is in its first picture: never so faint that the picture looks empty.
const FIRST_SIGHT: f32 = 0.25;

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

/// How visible a panel is that opened so many seconds ago: [`Motion::Calm`], from a first sight that
/// is seen already. 1 at its end, and at once for those who want no motion.
#[must_use]
pub fn appearing(age: f64, options: &Options) -> f32 {
    let seconds = f64::from(Motion::Calm.seconds(options));
    if age >= seconds {
        return 1.0;
    }
    FIRST_SIGHT + (1.0 - FIRST_SIGHT) * (age / seconds).clamp(0.0, 1.0) as f32
}

/// How an answer that was given is seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parting {
    /// How visible it is.
    pub opacity: f32,
    /// How far it has swollen, 0 to 1.
    pub swollen: f32,
    /// How far it has sunk, 0 to 1.
    pub sunk: f32,
}

/// Lights up at once, stands for a moment, then fades and sinks a little; for those who want no
/// motion it stands and is gone. `age` in seconds; `None` after [`ANSWER_STAYS`], and in still
/// pictures.
#[must_use]
pub fn parting(age: f64, options: &Options) -> Option<Parting> {
    let share = (age / ANSWER_STAYS).clamp(0.0, 1.0) as f32;
    if share >= 1.0 || options.still {
        return None;
    }
    if options.reduced_motion {
        return Some(Parting { opacity: 1.0, swollen: 0.0, sunk: 0.0 });
    }
    let leaving = ((share - 0.4) / 0.6).clamp(0.0, 1.0).powi(2);
    Some(Parting { opacity: 1.0 - leaving, swollen: (share / 0.25).min(1.0), sunk: leaving })
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
    fn a_panel_is_seen_from_its_first_picture_on() {
        let options = Options::default();
        assert!(appearing(0.0, &options) >= FIRST_SIGHT);
        assert!((appearing(9.0, &options) - 1.0).abs() < 1e-6);
        assert!((appearing(0.0, &Options { reduced_motion: true, ..options }) - 1.0).abs() < 1e-6);
    }

    #[test]
    fn an_answer_stands_before_it_goes() {
        let options = Options::default();
        let early = parting(ANSWER_STAYS * 0.3, &options).unwrap();
        assert!((early.opacity - 1.0).abs() < 1e-6 && early.sunk.abs() < 1e-6);
        assert!(parting(ANSWER_STAYS * 0.9, &options).unwrap().opacity < 0.5);
        assert_eq!(parting(ANSWER_STAYS, &options), None);
        let calm = parting(ANSWER_STAYS * 0.9, &Options { reduced_motion: true, ..options }).unwrap();
        assert!((calm.opacity - 1.0).abs() < 1e-6 && calm.swollen.abs() < 1e-6);
    }

    #[test]
    fn nothing_moves_for_those_who_want_it_so() {
        let options = Options { reduced_motion: true, ..Options::default() };
        assert!(Motion::Slow.seconds(&options) <= 0.0);
        assert!(Motion::Quick.seconds(&Options::default()) < Motion::Slow.seconds(&Options::default()));
    }
}
