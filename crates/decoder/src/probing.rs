//! Looking into a file without playing it.

use crate::av::facts::StreamKind;
use crate::av::file::ReadControl;
use crate::av::opening::{How, On};
use crate::board::nothing_in_it;
use crate::length::{length_of, length_of_sound};
use crate::reopen::Reopen;
use crate::sound_worker::first_sound;
use crate::still::first_picture;
use media::{MediaError, MediaKind, Probe};
use media_time::MediaDuration;
use std::fs::File;
use std::sync::Arc;

/// What is in a file, and whether it can be played: its headers are read, and one picture and one piece
/// of sound decoded.
pub(crate) fn probe(file: File, kind: MediaKind) -> Result<Probe, MediaError> {
    let file = Arc::new(file);
    let control = Arc::new(ReadControl::new());
    let reopen = |kind| Reopen {
        file: Arc::clone(&file),
        known: Arc::default(),
        control: Arc::clone(&control),
        kind,
        how: How { threads: 1, on: On::Software },
    };
    let (pictures, sounds) = (reopen(StreamKind::Picture), reopen(StreamKind::Sound));
    let input = pictures.input()?;
    let description = input.description();
    let duration = match kind {
        MediaKind::Still => MediaDuration::ZERO,
        MediaKind::Video => length_of(&input, &pictures, true)?,
        MediaKind::Sound => length_of_sound(&input, &sounds)?,
    };
    let mut refusal = None;
    let mut display_size = (0, 0);
    let mut has_picture = false;
    if kind != MediaKind::Sound {
        match pictures.source(input).map(|source| source.and_then(|mut source| first_picture(&mut source))) {
            Some(Ok(picture)) => (has_picture, display_size) = (true, picture.display_size()),
            Some(Err(error)) => refusal = Some(error),
            None => {}
        }
    }
    let mut has_sound = false;
    if kind != MediaKind::Still {
        match sounds
            .source(sounds.input()?)
            .map(|source| source.and_then(|mut source| first_sound(&mut source)))
        {
            Some(Ok(())) => has_sound = true,
            // A file whose picture plays is not refused for its sound.
            Some(Err(error)) => refusal = refusal.or(Some(error)),
            None => {}
        }
    }
    if !has_picture && !has_sound {
        return Err(refusal.unwrap_or_else(|| nothing_in_it(kind)));
    }
    Ok(Probe { duration, has_picture, has_sound, display_size, description })
}
