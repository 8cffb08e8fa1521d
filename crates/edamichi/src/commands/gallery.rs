//! `edamichi gallery`

use super::{play::parse_size, say, write_to_stdout};
use crate::Exit;
use crate::arguments::Gallery;
use anyhow::{Result, anyhow};
use player::ThemeChoice;
use player::gallery::{self, Contrast, GalleryOptions};

/// Shows every page, in a window or as pictures.
///
/// # Errors
/// When there is no display, no such page, or a picture cannot be written.
pub fn run(words: &Gallery) -> Result<Exit> {
    let options = GalleryOptions {
        size: words.size.as_deref().map(parse_size).transpose()?,
        language: words.language.clone(),
        theme: words.theme.as_deref().map(theme).transpose()?,
        pages: words.page.clone(),
        text_scale: f32::from(words.text) / 100.0,
    };
    let Some(folder) = &words.shots else {
        gallery::run(&options)?;
        return Ok(Exit::Done);
    };
    let report = gallery::save(folder, &options)?;
    say(format!("edamichi: {} pictures in {}", report.pictures.len(), folder.display()));
    let figures = gallery::contrast();
    write_to_stdout(|out| figures.iter().try_for_each(|figure| writeln!(out, "{figure}")))?;
    Ok(if figures.iter().all(Contrast::is_enough) { Exit::Done } else { Exit::Problems })
}

fn theme(name: &str) -> Result<ThemeChoice> {
    ThemeChoice::from_name(name).ok_or_else(|| {
        let names = ThemeChoice::ALL.map(ThemeChoice::name).join(", ");
        anyhow!("--theme {name}: there is no such theme; one of {names}")
    })
}
