//! FFmpeg behind the media traits: the only crate that knows FFmpeg.
//!
//! [`FfmpegOpener`] implements [`media::ClipOpener`]. A clip has one thread for its picture and one
//! for its sound. Each opens the file for itself and reads only its own stream, so that no
//! interleaving, however bad, can let one stream starve the other; the price is that containers
//! without an index are read twice. Both read the one opened file handle at positions of their own.
//!
//! - `opener`: starts the threads; `length`: how long files are; `probing`: looks into one.
//! - `pace`: which of the clips decode first.
//! - `clip`, `lane`, `board`: what the owner of a clip sees: two bounded queues, and the state.
//! - `group`: the pictures around the place that was sought last.
//! - `picture_worker` with `picture_state`, `sound_worker`: decode from a seek's target to the end;
//!   `still`: one picture.
//! - `timeline`: repairs timestamps.
//! - `indexing`: reads a clip to its end and keeps what it told; `identity`, `known`, `cache`: which
//!   file an index is of, and where it is found when that is opened.
//! - `limits`: allow-lists and limits.
//! - `av`: the border to FFmpeg, with all the `unsafe`.
//!
//! A clip that is opened primed has one codec thread. Once it is shown it is given more at the next
//! picture that begins everything anew, so that no picture is decoded twice or differently. With
//! [`DecoderOptions::hardware`] its pictures are decoded by graphics hardware as long as that works.

mod av;
mod board;
mod cache;
mod clip;
mod group;
mod identity;
mod indexing;
mod known;
mod lane;
mod length;
mod limits;
mod listening;
mod meter;
mod nal;
mod opener;
mod pace;
mod picture_state;
mod picture_worker;
mod probing;
mod reopen;
mod sound_worker;
mod still;
mod timeline;
#[cfg(test)]
mod trial;

pub use cache::IndexCache;
pub use identity::{identity_of, is_same_file};
pub use indexing::{Progress, make_index};
pub use opener::{DecoderOptions, FfmpegOpener};
