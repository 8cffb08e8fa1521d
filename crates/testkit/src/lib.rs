//! Fakes and the scenario runner that tests of several crates share.
//!
//! - [`scenario`]: a folder with a story, a plan and what is expected, played with fake media.
//! - [`no_files`]: a story source without files.

pub mod no_files;
pub mod scenario;
