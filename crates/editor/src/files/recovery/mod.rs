//! What was not saved yet: kept at most two seconds behind the author, in a file of its own, and offered
//! when the story is opened the next time.
//!
//! - `file`: the files, [`read`] and [`forget`].
//! - `thread`: [`Recovery`], which keeps them up to date.

mod file;
mod thread;

pub use file::{Recovered, forget, read};
pub use thread::{Kept, Recovery, RecoveryNews};
