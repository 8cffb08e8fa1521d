//! Measurements within this process: the real decoder, core and renderer.
//!
//! - `plot`: stories whose scenes lead to one another for ever.
//! - `rig`, `manual`, `live`: play them, with a clock moved by hand or in real time, and answer.
//! - `witness`: what was seen and heard; `judge`, `listen`: whether that was right.
//! - `cuts`: the conditions, and how exact they are; `timed`: how long they take.
//! - `opened`, `decoding`: one clip alone: what decoding costs, first frames, seeking.
//! - `indexed`: import indexes of the clips.
//! - `easel`, `drawing`: from planes to pixels.
//! - `memory`, `cost`: what is taken of the machine.
//! - `pure`: stories and sessions without media; `canvas`: the editor's canvas without a window.

mod canvas;
mod cost;
mod cuts;
mod decoding;
mod drawing;
mod easel;
mod indexed;
mod judge;
mod listen;
mod live;
mod manual;
mod memory;
mod opened;
mod plot;
mod pure;
mod rig;
mod timed;
mod witness;

use crate::measure::{Measurement, Setting};
use anyhow::Result;

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
            name: "cuts-early",
            about: "real time, off screen: answers known before the clip's end; sound against picture",
            run: timed::early,
        },
        Measurement {
            name: "cuts-mid-play",
            about: "real time, off screen: answers that cut at once, 1 to 8 choices",
            run: timed::in_mid_play,
        },
        Measurement {
            name: "cuts-budget",
            about: "real time, off screen: the same at 1080p with 64, 128, 256 MB",
            run: timed::by_budget,
        },
        Measurement {
            name: "cuts-not-primed",
            about: "real time, off screen: jumps to what nothing foresaw",
            run: timed::not_primed,
        },
        Measurement {
            name: "decode-cost",
            about: "processor time a decoded frame, beside ffmpeg -f null",
            run: decoding::cost,
        },
        Measurement {
            name: "first-frame",
            about: "from opening a clip to its first picture",
            run: decoding::first_frame,
        },
        Measurement { name: "seeking", about: "exact seeks, scrubbing, dragging", run: decoding::seeking },
        Measurement {
            name: "memory",
            about: "primed choices, growth over many cuts, the budget's accounting",
            run: memory::memory,
        },
        Measurement { name: "drawing", about: "from planes to pixels, off screen", run: drawing::drawing },
        Measurement { name: "pure", about: "checks of 10,000 scenes, random sessions", run: pure::pure },
        Measurement {
            name: "editor-canvas",
            about: "a pass of the editor with 100 and 10,000 scenes, panning, zooming, dragging",
            run: canvas::canvas,
        },
    ]
}

/// What a process that was started for one measurement of memory says, as JSON. `words` are what
/// `--alone` was given.
///
/// # Errors
/// When it cannot be measured.
pub fn alone(setting: &Setting, words: &[String]) -> Result<String> {
    Ok(serde_json::to_string(&memory::in_own_process(setting, words)?)?)
}
