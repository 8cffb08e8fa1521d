//! `edamichi new`

use super::say;
use crate::Exit;
use crate::arguments::New;
use anyhow::{Context as _, Result, bail};
use editor::templates;
use editor::ui::Template;
use player::window::NewStory;
use scene_graph::Language;
use std::path::Path;
use std::sync::Arc;

/// The template of a story that nobody named another one for.
const FIRST: &str = "first-story";

/// Makes a first story that plays at once.
///
/// # Errors
/// When the folder is there and not empty, or cannot be written; an unknown template or language.
pub fn run(words: &New) -> Result<Exit> {
    let name = words.folder.display();
    make(&words.folder, &words.template, &words.language)?;
    say(format!("Made {name}. Play it:      edamichi play {name}"));
    say(format!("Then make it yours:  open {name}/story.ron in a text editor; edamichi check {name} helps."));
    Ok(Exit::Done)
}

/// The same for the start window.
pub(super) fn maker() -> NewStory {
    Arc::new(|folder, language| make(folder, FIRST, language.as_str()).map_err(|error| format!("{error:#}")))
}

/// The templates, in words of this language.
pub(super) fn templates(language: &str) -> Vec<Template> {
    let language = Language::new(language);
    let words = |known: &templates::Template| Template {
        id: known.id.to_owned(),
        name: known.name(&language).to_owned(),
        about: known.about(&language).to_owned(),
        picture: known.start,
    };
    templates::all().iter().map(words).collect()
}

pub(super) fn make(folder: &Path, template: &str, language: &str) -> Result<()> {
    let name = folder.display();
    let template = templates::find(template).with_context(|| {
        let names: Vec<_> = templates::all().iter().map(|template| template.id).collect();
        format!("there is no template \"{template}\"; there are: {}", names.join(", "))
    })?;
    let taken = std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
    if taken || folder.is_file() {
        bail!("{name}: this is there already and not empty; name a new folder");
    }
    for (file, bytes) in template.files(&Language::new(language))? {
        write(&folder.join(file), &bytes)?;
    }
    Ok(())
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let cannot = || format!("{}: this cannot be written", path.display());
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).with_context(cannot)?;
    }
    std::fs::write(path, bytes).with_context(cannot)
}
