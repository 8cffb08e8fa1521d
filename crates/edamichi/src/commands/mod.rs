//! What the commands do, a module each.

pub mod check;
pub mod log;
pub mod new;
pub mod play;

use anyhow::Context as _;
use std::fmt::Display;
use std::io::Write as _;
use std::path::PathBuf;

/// Writes a line for people to stderr; a closed stderr is nobody to tell.
pub(crate) fn say(line: impl Display) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// Where the choice log lies when the command line names none: the platform's data folder.
fn default_log() -> anyhow::Result<PathBuf> {
    let folders = directories::ProjectDirs::from("", "", "edamichi")
        .context("this system tells no folder for data: name the choice log's file yourself")?;
    Ok(folders.data_dir().join("choices.db"))
}
