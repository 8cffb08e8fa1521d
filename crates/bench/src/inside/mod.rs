//! Measurements within this process: the real decoder, core and renderer.

use crate::measure::Measurement;

/// The measurements of this part.
#[must_use]
pub fn measurements() -> Vec<Measurement> {
    Vec::new()
}
