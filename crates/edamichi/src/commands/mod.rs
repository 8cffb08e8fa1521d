//! What the commands do, a module each.

pub mod check;
pub mod diff;
pub mod edit;
pub mod gallery;
pub mod index;
mod indexing;
pub mod log;
pub mod new;
pub mod play;
mod prepare;
mod shelf;

use crate::Exit;
use crate::arguments::Arguments;
use anyhow::Context as _;
use clap::CommandFactory as _;
use std::fmt::Display;
use std::io::{BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Writes a line for people to stderr; a closed stderr is nobody to tell.
pub(crate) fn say(line: impl Display) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// Writes results. A reader that has seen enough (`… | head`) is no fault.
fn write_to_stdout(write: impl FnOnce(&mut dyn Write) -> std::io::Result<()>) -> anyhow::Result<()> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            // What is still in the buffer cannot be written either.
            drop(out.into_parts());
            Err(error).context("the result could not be written")
        }
        _ => Ok(()),
    }
}

/// The file that a story is read from, for messages about its text.
fn story_file(story: &Path) -> PathBuf {
    if story.is_dir() { story.join("story.ron") } else { story.to_path_buf() }
}

/// The decoder as every command uses it: with the user's cache of indexes.
fn opener() -> decoder::FfmpegOpener {
    let opener = decoder::FfmpegOpener::new();
    match shelf::user_cache() {
        Some(cache) => opener.with_cache(cache),
        None => opener,
    }
}

/// Who types the program's name alone wants to know what it can do.
pub(crate) fn help() -> Exit {
    match Arguments::command().print_help() {
        Ok(()) => Exit::Done,
        Err(_) => Exit::CouldNotRun,
    }
}

/// Where the player keeps the viewer's settings: the platform's folders.
fn home() -> player::Home {
    let folders = directories::ProjectDirs::from("", "", "edamichi");
    player::Home {
        config: folders.as_ref().map(|folders| folders.config_dir().to_path_buf()),
        data: folders.as_ref().map(|folders| folders.data_dir().to_path_buf()),
    }
}

/// Where the viewer looks for what was saved: the downloads or else the documents.
fn downloads() -> Option<PathBuf> {
    let folders = directories::UserDirs::new()?;
    let found = [folders.download_dir(), folders.document_dir(), Some(folders.home_dir())];
    found.into_iter().flatten().find(|folder| folder.is_dir()).map(std::path::Path::to_path_buf)
}

/// Where the choice log lies when the command line names none: the platform's data folder.
fn default_log() -> anyhow::Result<PathBuf> {
    let folders = directories::ProjectDirs::from("", "", "edamichi")
        .context("this system tells no folder for data: name the choice log's file yourself")?;
    Ok(folders.data_dir().join("choices.db"))
}
