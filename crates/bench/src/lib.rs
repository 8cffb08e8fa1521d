//! The benchmark behind `make bench`: what playing costs and how exact it is, beside its peers.
//!
//! - [`clips`]: makes the clips that are measured with. Every frame carries the clip's id and its
//!   own number, every sample of the sound is known.
//! - [`cells`]: reads those back from any picture, decoded or seen in a window.
//! - [`report`]: the table, with the machine and its load, as text, JSON and Markdown.
//! - [`measure`]: what a measurement is, and the list of all of them.
//! - [`inside`]: measurements within this process: the real decoder, core and renderer.
//! - [`outside`]: measurements of real windows, ours and those of other players.
//!
//! A benchmark is no test: it fails when it cannot measure, never because a machine was slow.

pub mod cells;
pub mod clips;
pub mod inside;
pub mod measure;
pub mod outside;
pub mod report;
