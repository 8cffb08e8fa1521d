//! Playback: joins a session with media and output.
//!
//! [`Core`] owns a session, its *decks* (opened clips) and the one sound timeline. Everything
//! follows from that timeline: playback writes the sound of the deck on air (or silence, where it
//! has none) to the output; the output tells which moment of which deck is heard; the picture, the
//! session's cues and the media's end follow what is heard. At a cut the next deck's sound simply
//! follows the last sample, so the cut has no gap: while a clip nears its end, playback asks the
//! session (a copy of it) what would follow, and writes that deck behind it. When the viewer's
//! answer changes what follows, what was not heard yet is taken back.
//!
//! Decks for everything that may play next are opened before they are wanted, within a budget
//! ([`preload_budget`]): how ready each is held is a policy of its own, in `preload`.
//!
//! - [`Core`], [`Parts`]: the core, moved on by whoever runs it: with a manual clock as fast as
//!   decoding goes, or with the system's clock.
//! - [`CoreThread`]: the core on a thread of its own, for a window.
//! - [`play_plan`]: a core that a plan drives, told to a [`Watcher`].
//! - [`View`], [`Happening`], [`Notice`], [`CutReport`]: what it tells.
//! - [`MonotonicClock`]: the system's clock.

mod captions;
mod clock;
mod core;
mod cut;
mod deck;
mod deck_sound;
mod happening;
mod indexes;
mod preload;
mod request;
mod scripted;
mod slate;
mod thread;

pub use self::core::{Advanced, Core, Parts, Upcoming, View};
pub use clock::MonotonicClock;
pub use cut::{CutKind, CutReport};
pub use happening::{Happening, Notice, NoticeKind};
pub use preload::preload_budget;
pub use scripted::{Pace, ScriptedError, ScriptedParts, Watcher, play_plan};
pub use thread::{Command, CoreThread, CoreWaker, Listener, Screen};
