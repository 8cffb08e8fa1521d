//! Measurements of real windows, ours and those of other players, read from a virtual display.

use crate::measure::Measurement;

/// The measurements of this part.
#[must_use]
pub fn measurements() -> Vec<Measurement> {
    Vec::new()
}
