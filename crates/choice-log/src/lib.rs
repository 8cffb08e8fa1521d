//! The record of a choice, consent scopes, the hash chain, JSON Lines and CSV.
//!
//! - [`entry`]: what happened, as the session tells it: [`Entry`].
//! - [`consent`]: what the viewer agreed to: [`Consent`].
//!
//! No clock, no file, no random source, no thread: times, ids and salts come in as arguments.

pub mod consent;
pub mod entry;

pub use consent::Consent;
pub use entry::{Entry, Kind, Value};
