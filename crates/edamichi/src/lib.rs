//! The commands of `edamichi`, callable without a process: `main.rs` only reads arguments.
//!
//! - [`log`]: `edamichi log …`.
//! - [`exit`]: how a command ends.

pub mod exit;
pub mod log;

pub use exit::Exit;
