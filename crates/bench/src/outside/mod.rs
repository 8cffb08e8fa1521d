//! Measurements of real windows, ours and those of other players, read from a virtual display.
//!
//! [`display`] is an Xvfb whose pixels are a file; [`watch`] reads the strip of cells from it, over
//! and over, and knows at which moment which frame of which clip was on screen; [`sequence`] tells
//! cuts, pace and faults from that. Players are started as their users start them: [`player`] is
//! `edamichi play` with a story ([`stories`]), [`peers`] are mpv and GStreamer. [`x11`] presses keys
//! at known moments.
//!
//! The window is always as large as the clip and in the upper left corner: no player has to scale.

mod answers;
mod cuts;
pub mod display;
mod hidden;
mod lips;
mod overlay;
pub mod peers;
pub mod player;
mod playing;
pub mod process;
mod seeking;
pub mod sequence;
pub mod sink;
mod stage;
mod starting;
pub mod stories;
pub mod watch;
pub mod x11;

use crate::measure::Measurement;

/// The measurements of this part.
#[must_use]
pub fn measurements() -> Vec<Measurement> {
    vec![
        Measurement {
            name: "window-cuts",
            about: "the real window: cuts to what was known early, beside mpv and GStreamer",
            run: cuts::measure,
        },
        Measurement {
            name: "window-answers",
            about: "the real window: cuts in mid-play, from key to picture, beside mpv and GStreamer",
            run: answers::measure,
        },
        Measurement {
            name: "window-playing",
            about: "the real window: pace and processor time, beside mpv",
            run: playing::measure,
        },
        Measurement {
            name: "window-start",
            about: "the real window: from starting the program to pictures, and its memory, beside mpv",
            run: starting::measure,
        },
        Measurement {
            name: "window-seek",
            about: "the real window: exact seeking by key, beside mpv",
            run: seeking::measure,
        },
        Measurement {
            name: "window-sound",
            about: "the real window with a sound device: sound against picture, beside mpv",
            run: lips::measure,
        },
        Measurement {
            name: "window-overlay",
            about: "the real window: what a question over the picture costs, playing and held",
            run: overlay::measure,
        },
        Measurement {
            name: "window-hidden",
            about: "the real window: what it takes while nobody sees it",
            run: hidden::measure,
        },
    ]
}
