//! `edamichi diff`

use super::{story_file, write_to_stdout};
use crate::Exit;
use crate::arguments::Diff;
use anyhow::{Result, bail};
use editor::compare::{Difference, differences};
use scene_graph::Story;
use serde_json::{Value, json};
use std::path::Path;
use story_source::StoryFolder;

/// Tells what changed from one story to another.
///
/// # Errors
/// When one of them cannot be read.
pub fn run(words: &Diff) -> Result<Exit> {
    let (before, after) = (read(&words.before)?, read(&words.after)?);
    let found = differences(&before, &after);
    write_to_stdout(|out| {
        if words.json {
            let all: Vec<Value> = found.iter().map(as_json).collect();
            serde_json::to_writer_pretty(&mut *out, &all)?;
            return writeln!(out);
        }
        found.iter().try_for_each(|one| writeln!(out, "{one}"))
    })?;
    Ok(Exit::Done)
}

fn read(path: &Path) -> Result<Story> {
    let source = StoryFolder::open(path)?;
    let text = source.read_story(scene_graph::load::MAX_BYTES as u64)?;
    match scene_graph::load::read(&text) {
        Ok(story) => Ok(story),
        Err(fault) => bail!(
            "{}: {}. Run 'edamichi check {}' for what to do",
            story_file(path).display(),
            fault.message,
            path.display()
        ),
    }
}

fn as_json(one: &Difference) -> Value {
    json!({ "place": one.place.0, "scene": one.place.scene(), "before": one.before, "after": one.after })
}
