//! What is told of cuts, for whoever measures them.

use media_time::MediaDuration;

/// One cut, told when the first picture of what was cut to is on screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CutReport {
    /// How it was made.
    pub kind: CutKind,
    /// Whether the first picture and the first sound were decoded when they were wanted. If not (the
    /// budget was spent, or nobody could foresee it, as with a jump), the last picture is held and
    /// the cut comes as soon as the first picture is there.
    pub primed: bool,
    /// From when it was wanted, such as the answer, until the first picture was chosen.
    pub waited: MediaDuration,
}

/// How a cut was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CutKind {
    /// At a clip's end, into what was foreseen: its sound was already written behind the clip's.
    Foreseen,
    /// At once: what was on air is broken off, or had come to its end already.
    AtOnce,
}
