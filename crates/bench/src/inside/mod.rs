//! Measurements within this process: the real decoder, core and renderer.
//!
//! - `plot`: stories whose scenes lead to one another for ever.
//! - `rig`: plays them, with a clock moved by hand or in real time, and answers.
//! - `witness`: what was seen and heard.
//! - `judge`, `listen`: whether that was right.
//! - `cuts`: the conditions, and their rows.

mod cuts;
mod judge;
mod listen;
mod plot;
mod rig;
mod witness;

use crate::measure::Measurement;

/// The measurements of this part.
#[must_use]
pub fn measurements() -> Vec<Measurement> {
    vec![
        Measurement {
            name: "cuts-exact",
            about: "frames and samples lost, repeated or foreign at cuts of every kind",
            run: cuts::exactness,
        },
        Measurement {
            name: "cuts-live",
            about: "how long cuts take in real time, off screen; sound against picture",
            run: cuts::in_real_time,
        },
    ]
}
