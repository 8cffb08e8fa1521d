//! What the commands do, a module each.

pub mod check;
pub mod log;
pub mod new;
pub mod play;

use anyhow::Context as _;
use std::path::PathBuf;

/// Where the choice log lies when the command line names none: the platform's data folder.
fn default_log() -> anyhow::Result<PathBuf> {
    let folders = directories::ProjectDirs::from("", "", "edamichi")
        .context("this system tells no folder for data: name the choice log's file yourself")?;
    Ok(folders.data_dir().join("choices.db"))
}
