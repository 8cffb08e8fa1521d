//! `edamichi new`

use super::say;
use crate::Exit;
use crate::arguments::New;
use anyhow::{Context as _, Result, bail};
use editor::ui::Template;
use player::window::NewStory;
use scene_graph::Language;
use std::path::Path;
use std::sync::Arc;

/// A template's name, what it is for, and its files.
struct TemplateFiles {
    name: &'static str,
    /// What it is called, in English and Japanese.
    title: (&'static str, &'static str),
    /// What it is for.
    about: (&'static str, &'static str),
    files: &'static [(&'static str, &'static [u8])],
}

macro_rules! template_files {
    ($folder:literal: $($file:literal),* $(,)?) => {
        &[$(($file, include_bytes!(concat!("../../../../assets/templates/", $folder, "/", $file)))),*]
    };
}

/// The template of a story that nobody named another one for.
const FIRST: &str = "first-story";

const TEMPLATES: &[TemplateFiles] = &[TemplateFiles {
    name: FIRST,
    title: ("A first story", "はじめてのストーリー"),
    about: (
        "One question with two detours and an ending: small enough to see how everything works.",
        "質問が一つ、寄り道が二つ、エンディングが一つ。しくみが一目で分かる小さなストーリーです。",
    ),
    files: template_files!("first-story":
        "story.ron",
        "media-index.ron",
        "media/welcome.png",
        "media/people.png",
        "media/work.png",
        "media/thanks.png",
    ),
}];

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
    let japanese = language == "ja";
    let words = |known: &TemplateFiles| Template {
        id: known.name.to_owned(),
        name: if japanese { known.title.1 } else { known.title.0 }.to_owned(),
        about: if japanese { known.about.1 } else { known.about.0 }.to_owned(),
    };
    TEMPLATES.iter().map(words).collect()
}

pub(super) fn make(folder: &Path, template: &str, language: &str) -> Result<()> {
    let name = folder.display();
    let template = TEMPLATES.iter().find(|known| known.name == template).with_context(|| {
        let names: Vec<_> = TEMPLATES.iter().map(|template| template.name).collect();
        format!("there is no template \"{template}\"; there is: {}", names.join(", "))
    })?;
    let taken = std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
    if taken || folder.is_file() {
        bail!("{name}: this is there already and not empty; name a new folder");
    }
    for (file, bytes) in template.files {
        let bytes = if *file == "story.ron" { in_language(bytes, language)? } else { bytes.to_vec() };
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

/// The template's story with this language first.
fn in_language(text: &[u8], tag: &str) -> Result<Vec<u8>> {
    let mut story = scene_graph::load(text).story.context("the program's own template is damaged")?;
    let language = Language::new(tag);
    let Some(index) = story.languages.iter().position(|known| *known == language) else {
        let known: Vec<_> = story.languages.iter().map(Language::as_str).collect();
        bail!("the templates are written in {}, not in \"{tag}\"", known.join(" and "));
    };
    if index == 0 {
        // As it was written, with its comments.
        return Ok(text.to_vec());
    }
    story.languages.swap(0, index);
    Ok(scene_graph::write(&story).into_bytes())
}
