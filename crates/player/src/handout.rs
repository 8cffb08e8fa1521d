//! Opening a handout with the program that the system has for it.

use scene_graph::{HandoutId, HandoutTarget, Language, Story};
use std::ffi::OsStr;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use story_source::{StoryFolder, StorySource as _};

/// How long the system may take to say that it has no program for something.
const LONGEST_OPENING: Duration = Duration::from_secs(5);

/// Documents and pictures. A story can come from a stranger: what the system would run is never
/// handed to it.
const DOCUMENTS: &[&str] = &[
    "csv", "docx", "ics", "jpeg", "jpg", "md", "odp", "ods", "odt", "pdf", "png", "pptx", "txt", "vcf",
    "webp", "xlsx",
];

/// Why a handout was not opened.
#[derive(Debug, thiserror::Error)]
pub(crate) enum HandoutError {
    #[error("the story has no such handout")]
    Unknown,
    #[error("web pages cannot be offered yet")]
    Web,
    #[error("{0}: only documents and pictures are opened")]
    NoDocument(String),
    #[error(transparent)]
    Source(#[from] story_source::SourceError),
    #[error("the system has no program that shows it")]
    NoProgram,
    #[error("the system could not open it: {0}")]
    System(#[from] std::io::Error),
}

/// Opens the handout in `language`. Touches the disk and waits for the system's answer: not for the
/// window's thread.
pub(crate) fn open(
    story: &Story,
    source: &StoryFolder,
    id: &HandoutId,
    language: &Language,
) -> Result<(), HandoutError> {
    let handout = story.handouts.get(id).ok_or(HandoutError::Unknown)?;
    let path = file(&handout.to, language, &story.languages)?;
    let ending = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    if !DOCUMENTS.contains(&ending.as_str()) {
        return Err(HandoutError::NoDocument(path.to_owned()));
    }
    // It is there, an ordinary file, and inside the story's folder.
    source.open(path)?;
    show(&std::path::absolute(source.path().join(path))?)
}

fn file<'a>(
    target: &'a HandoutTarget,
    language: &Language,
    fallbacks: &[Language],
) -> Result<&'a str, HandoutError> {
    match target {
        HandoutTarget::File(path) => Ok(path),
        HandoutTarget::Web(_) => Err(HandoutError::Web),
        HandoutTarget::ByLanguage(targets) => {
            let found = std::iter::once(language).chain(fallbacks).find_map(|language| targets.get(language));
            let found = found.or(targets.values().next()).ok_or(HandoutError::Unknown)?;
            match found {
                HandoutTarget::File(path) => Ok(path),
                HandoutTarget::Web(_) => Err(HandoutError::Web),
                HandoutTarget::ByLanguage(_) => Err(HandoutError::Unknown),
            }
        }
    }
}

/// Hands `what` (a document's absolute path, or an address) to the program that the system has for it.
/// Never through a shell. Waits for the answer, as long as that is a matter of moments.
pub(crate) fn show(what: impl AsRef<OsStr>) -> Result<(), HandoutError> {
    let program = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    let mut opening = Command::new(program)
        .arg(what)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let began = Instant::now();
    let status = loop {
        match opening.try_wait()? {
            Some(status) => break status,
            // It became the program that shows it.
            None if began.elapsed() > LONGEST_OPENING => return Ok(()),
            None => std::thread::sleep(Duration::from_millis(50)),
        }
    };
    // Windows' explorer answers 1 whatever happened.
    if status.success() || cfg!(windows) { Ok(()) } else { Err(HandoutError::NoProgram) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn story(target: &str) -> Story {
        let text = format!(
            r#"Story(format: 1, id: "t", title: {{"en": "t"}}, languages: ["en"],
               handouts: {{"guide": Handout(title: {{"en": "Guide"}}, to: {target})}},
               endings: {{"over": Ending(title: {{"en": "Over"}}, offers: ["guide"])}},
               start: "a", scenes: {{"a": Scene(then: End("over"))}})"#
        );
        scene_graph::load(text.as_bytes()).story.unwrap()
    }

    #[test]
    fn only_documents_inside_the_story_are_opened() {
        let home = tempfile::tempdir().unwrap();
        std::fs::write(home.path().join("story.ron"), "").unwrap();
        std::fs::write(home.path().join("run.sh"), "#!/bin/sh\ntouch ran").unwrap();
        let source = StoryFolder::open(home.path()).unwrap();
        let id = HandoutId::new("guide").unwrap();
        for (target, wanted) in [
            (r#"File("run.sh")"#, "only documents"),
            (r#"File("missing.pdf")"#, "no such file"),
            (r#"File("../outside.pdf")"#, "out of the story's folder"),
            (r#"Web("https://example.com")"#, "cannot be offered yet"),
            (r#"ByLanguage({"en": File("missing.pdf")})"#, "no such file"),
        ] {
            let error = open(&story(target), &source, &id, &Language::new("en")).unwrap_err().to_string();
            assert!(error.contains(wanted), "{target}: {error}");
        }
        assert!(!home.path().join("ran").exists());
    }
}
