//! `edamichi check`

use super::shelf::folder_facts;
use super::{say, story_file, write_to_stdout};
use crate::Exit;
use crate::arguments::Check;
use anyhow::Result;
use decoder::FfmpegOpener;
use editor::work::FolderFacts;
use media::captions::Captions;
use media::{ClipOpener, MediaKind};
use scene_graph::{Diagnostic, FileKind, MediaFact, MediaFacts, Severity, Story};
use std::io::Write;
use story_source::{StoryFolder, StorySource as _};

/// Captions are read whole, up to this size.
const LARGEST_CAPTIONS: u64 = 2 * 1024 * 1024;

/// Finds what is wrong or missing in a story, and tells it.
///
/// # Errors
/// When there is no story to check.
pub fn run(words: &Check) -> Result<Exit> {
    let source = StoryFolder::open(&words.story)?;
    let text = source.read_story(scene_graph::load::MAX_BYTES as u64)?;
    let loaded = scene_graph::load(&text);
    let found = match &loaded.story {
        Some(story) => scene_graph::check(story, Some(&media_facts(story, &source))),
        None => loaded.diagnostics,
    };
    let count = |severity| found.iter().filter(|one| one.severity() == severity).count();
    let (errors, warnings, notes) = (count(Severity::Error), count(Severity::Warning), count(Severity::Note));
    write_to_stdout(|out| if words.json { write_json(&found, out) } else { write_lines(&found, out) })?;
    if !words.json {
        let (errors, warnings) = (counted(errors, "error"), counted(warnings, "warning"));
        say(match &loaded.story {
            Some(story) => {
                let (notes, scenes) = (counted(notes, "note"), counted(story.scenes.len(), "scene"));
                format!("{}: {errors}, {warnings}, {notes} in {scenes}", words.story.display())
            }
            None => {
                format!("{}: {errors}; nothing else could be checked", story_file(&words.story).display())
            }
        });
    }
    // A text that is no story could not be checked.
    Ok(match (loaded.story.is_some(), errors) {
        (true, 0) => Exit::Done,
        _ => Exit::Problems,
    })
}

fn write_json(found: &[Diagnostic], out: &mut dyn Write) -> std::io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, found)?;
    writeln!(out)
}

/// The worst first, each with what to do on a line of its own.
fn write_lines(found: &[Diagnostic], out: &mut dyn Write) -> std::io::Result<()> {
    let mut sorted: Vec<_> = found.iter().collect();
    sorted.sort_by_key(|one| one.severity());
    for one in sorted {
        let place = one.place.to_string();
        let place = if place.is_empty() { String::new() } else { format!(" {place}:") };
        writeln!(out, "{}[{}]{place} {}", one.severity(), one.code.id(), one.message)?;
        if !one.remedy.is_empty() {
            writeln!(out, "    {}", one.remedy)?;
        }
    }
    Ok(())
}

fn counted(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

/// Opens every file that the story names.
fn media_facts(story: &Story, source: &StoryFolder) -> MediaFacts {
    let opener = FfmpegOpener::new();
    let mut facts = MediaFacts::default();
    for file in scene_graph::media_files(story) {
        // A path that is not allowed is told as such; it is not opened.
        if facts.files.contains_key(file.file) || scene_graph::story_path_problem(file.file).is_some() {
            continue;
        }
        facts.files.insert(file.file.to_owned(), fact(&opener, source, file.file, file.kind));
    }
    let FolderFacts { listing, indexes } =
        folder_facts(source, scene_graph::indexed_files(story).into_iter());
    (facts.listing, facts.indexes) = (listing, indexes);
    facts
}

fn fact(opener: &FfmpegOpener, source: &StoryFolder, name: &str, kind: FileKind) -> MediaFact {
    let file = match source.open(name) {
        Ok(file) => file,
        // The diagnostic names the file itself.
        Err(error) => {
            let reason = error.to_string();
            let bare = reason.strip_prefix(&format!("{name}: ")).map(str::to_owned);
            return MediaFact::Missing { reason: bare.unwrap_or(reason) };
        }
    };
    let kind = match kind {
        FileKind::Video => MediaKind::Video,
        FileKind::Still | FileKind::Logo => MediaKind::Still,
        FileKind::Sound | FileKind::Music => MediaKind::Sound,
        FileKind::Handout => return MediaFact::Present,
        FileKind::Captions => return captions_fact(source, name),
    };
    match opener.probe(file, kind) {
        Ok(probe) => MediaFact::Media {
            duration: (kind != MediaKind::Still).then_some(probe.duration),
            has_picture: probe.has_picture,
            has_sound: probe.has_sound,
        },
        Err(error) => MediaFact::Undecodable { reason: error.to_string() },
    }
}

fn captions_fact(source: &StoryFolder, name: &str) -> MediaFact {
    let read = source.read(name, LARGEST_CAPTIONS).map_err(|error| error.to_string());
    match read.and_then(|bytes| Captions::parse(&bytes).map_err(|error| error.to_string())) {
        Ok(_) => MediaFact::Present,
        Err(reason) => MediaFact::Undecodable { reason },
    }
}
