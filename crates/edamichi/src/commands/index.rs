//! `edamichi index`

use super::indexing::{Indexed, Outcome, Watch, read_through};
use super::shelf::{Kept, Shelf};
use super::{say, story_file, write_to_stdout};
use crate::Exit;
use crate::arguments::Index;
use anyhow::{Result, bail};
use decoder::Progress;
use media::{MediaIndex, loudness};
use serde::Serialize;
use std::io::{IsTerminal as _, Write};
use std::ops::ControlFlow;
use story_source::StoryFolder;

/// As it is told to programs. Times in flicks (1/705,600,000 s), levels in LUFS, dBTP and LU.
#[derive(Serialize)]
struct Told<'a> {
    file: &'a str,
    result: &'static str,
    description: Option<&'a str>,
    duration_flicks: Option<i64>,
    frames: Option<u64>,
    keyframes: Option<usize>,
    display_size: Option<(u32, u32)>,
    loudness: Option<media::Loudness>,
    opens_quickly: Option<bool>,
    problem: Option<&'a str>,
}

/// Reads every clip of a story once to its end and keeps what that tells.
///
/// # Errors
/// When there is no story, or the index cannot be kept anywhere.
pub fn run(words: &Index) -> Result<Exit> {
    let source = StoryFolder::open(&words.story)?;
    let text = source.read_story(scene_graph::load::MAX_BYTES as u64)?;
    let Some(story) = scene_graph::load(&text).story else {
        bail!("{}: this is no story yet; 'edamichi check' tells why", story_file(&words.story).display());
    };
    let shelf = Shelf::open(&source);
    if let Some(problem) = &shelf.problem {
        say(format!("{problem}: it is made anew"));
    }
    let files = scene_graph::indexed_files(&story);
    let Indexed { outcomes, kept, .. } =
        read_through(&source, &shelf, &files, words.force, &mut Line::default())?;
    let told: Vec<Told<'_>> = outcomes.iter().map(|(file, outcome)| told(file, outcome)).collect();
    write_to_stdout(|out| if words.json { write_json(&told, out) } else { write_lines(&told, out) })?;
    let problems = told.iter().filter(|one| one.problem.is_some()).count();
    if !words.json {
        let made = told.iter().filter(|one| one.result == "made").count();
        let place = match kept {
            Kept::Beside => format!("in {}", source.path().join(MediaIndex::FILE).display()),
            Kept::AsItWas => "nothing changed".to_owned(),
            Kept::InCache => {
                "in your cache, as the story's folder cannot be written: others open it as before".to_owned()
            }
        };
        let count = told.len();
        say(format!("{count} media files, {made} read, {problems} with problems; {place}"));
    }
    Ok(if problems == 0 { Exit::Done } else { Exit::Problems })
}

fn told<'a>(file: &'a str, outcome: &'a Outcome) -> Told<'a> {
    let (result, clip, problem) = match outcome {
        Outcome::Made(clip) => ("made", Some(clip), clip.fault.as_deref()),
        Outcome::Kept(clip) => ("kept", Some(clip), clip.fault.as_deref()),
        Outcome::Failed(reason) => ("failed", None, Some(reason.as_str())),
    };
    let picture = clip.and_then(|clip| clip.picture.as_ref());
    Told {
        file,
        result,
        description: clip.map(|clip| clip.description.as_str()),
        duration_flicks: clip.map(|clip| clip.length.flicks()),
        frames: picture.map(|picture| picture.frames),
        keyframes: picture.map(|picture| picture.keyframes.len()),
        display_size: picture.map(|picture| picture.display_size),
        loudness: clip.and_then(|clip| clip.loudness()),
        opens_quickly: clip.map(|clip| clip.quick),
        problem,
    }
}

fn write_json(told: &[Told<'_>], out: &mut dyn Write) -> std::io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, told)?;
    writeln!(out)
}

fn write_lines(told: &[Told<'_>], out: &mut dyn Write) -> std::io::Result<()> {
    for one in told {
        write!(out, "{}: {}", one.result, one.file)?;
        if let Some(description) = one.description {
            write!(out, " ({description})")?;
        }
        if let Some(loud) = &one.loudness {
            // Adding zero turns a zero below nothing into an ordinary one.
            let levelling = (loud.levelling().decibels() * 10.0).round() / 10.0 + 0.0;
            write!(out, ", {} LUFS, played {levelling:+.1} dB", loud.integrated)?;
            if (loud.integrated.decibels() + levelling - loudness::TARGET.decibels()).abs() > 0.5 {
                write!(out, " (its peaks allow no more)")?;
            }
        }
        writeln!(out)?;
        if let Some(problem) = one.problem {
            writeln!(out, "    {problem}")?;
        }
    }
    Ok(())
}

/// One line on stderr that tells how far a file is; with percents where somebody watches.
struct Line {
    text: String,
    watched: bool,
    percent: Option<i64>,
}

impl Default for Line {
    fn default() -> Self {
        Self { text: String::new(), watched: std::io::stderr().is_terminal(), percent: None }
    }
}

impl Watch for Line {
    fn next(&mut self, file: &str, number: usize, count: usize) -> ControlFlow<()> {
        (self.text, self.percent) = (format!("{number} of {count}: {file}"), None);
        ControlFlow::Continue(())
    }

    fn begin(&mut self) {
        if !self.watched {
            say(&self.text);
        }
    }

    fn tell(&mut self, at: Progress) -> ControlFlow<()> {
        let percent = (at.done.seconds() / at.of.seconds().max(0.001) * 100.0).clamp(0.0, 100.0) as i64;
        if self.watched && self.percent != Some(percent) {
            self.percent = Some(percent);
            let _ = write!(std::io::stderr(), "\r{} {percent} %\x1b[K", self.text);
        }
        ControlFlow::Continue(())
    }

    fn end(&mut self) {
        if self.watched {
            let _ = write!(std::io::stderr(), "\r\x1b[K");
        }
    }
}
