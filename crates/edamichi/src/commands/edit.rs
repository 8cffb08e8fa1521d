//! `edamichi edit`

use super::say;
use crate::Exit;
use crate::arguments::Edit;
use anyhow::Result;
use editor::window::{self, EditorOptions};
use scene_graph::Language;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

/// Opens the author's window.
///
/// # Errors
/// When there is no display, or the story cannot be opened.
pub fn run(words: &Edit) -> Result<Exit> {
    let folders = directories::ProjectDirs::from("", "", "edamichi");
    let home = folders.map(|folders| folders.data_dir().join("editor"));
    if home.is_none() {
        say("edamichi: this system tells no folder for data: unsaved work cannot be recovered after a crash");
    }
    window::run(EditorOptions {
        story: words.story.clone(),
        opener: Arc::new(super::opener()),
        indexes: Arc::new(super::prepare::Indexes),
        language: words.language.as_deref().map(Language::new),
        system_language: system_language(),
        home,
        templates: Arc::new(super::new::templates),
        new_story: Arc::new(|template, folder, language| {
            super::new::make(folder, template, language.as_str()).map_err(|error| format!("{error:#}"))
        }),
        play: Arc::new(play),
    })?;
    Ok(Exit::Done)
}

/// Japanese where the system speaks it, else English.
fn system_language() -> Language {
    let said = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    Language::new(if said.is_some_and(|said| said.starts_with("ja")) { "ja" } else { "en" })
}

/// The player's window is a process of its own: it may end as it likes.
fn play(story: &Path, scene: Option<&str>) -> Result<(), String> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let mut command = Command::new(program);
    command.arg("play").arg(story).stdin(Stdio::null());
    if let Some(scene) = scene {
        command.args(["--start", scene]);
    }
    let mut child = command.spawn().map_err(|error| error.to_string())?;
    let ended = child.wait().map_err(|error| error.to_string())?;
    if ended.success() { Ok(()) } else { Err(format!("edamichi play: {ended}")) }
}
