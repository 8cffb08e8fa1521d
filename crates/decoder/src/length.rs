//! How long files are.

use crate::av::facts::StreamKind;
use crate::av::input::Input;
use crate::limits;
use crate::reopen::Reopen;
use media::MediaError;
use media_time::{MediaDuration, MediaTime};

/// How long a file is: until its last picture ends; without pictures (or when only its length as a
/// whole is known) as the container says; measured when no header says it.
/// `with_sound`: whether its sound is played, and may be all there is.
pub(crate) fn length_of(
    input: &Input,
    reopen: &Reopen,
    with_sound: bool,
) -> Result<MediaDuration, MediaError> {
    let picture = input.best(StreamKind::Picture);
    let sound = input.best(StreamKind::Sound).filter(|_| with_sound);
    let Some(facts) = picture.filter(|stream| stream.decoder.is_some()).or(sound).or(picture) else {
        return Ok(MediaDuration::ZERO);
    };
    let end = input.header_end_of(facts).map(MediaTime::since_zero);
    let length = match input.header_duration() {
        // Headers of streams are finer than the container's, but a guess where that has none.
        Some(container) => {
            Ok(end.map_or(container, |end| end.min(container + MediaDuration::from_millis(50))))
        }
        None => measured(reopen, facts.index),
    }?;
    limits::check_duration(length)?;
    Ok(length.max(MediaDuration::ZERO))
}

/// The same of a file of which only the sound is played.
pub(crate) fn length_of_sound(input: &Input, reopen: &Reopen) -> Result<MediaDuration, MediaError> {
    let Some(facts) = input.best(StreamKind::Sound) else { return Ok(MediaDuration::ZERO) };
    let end = input.header_end_of(facts).map(MediaTime::since_zero);
    let length = match input.header_duration() {
        Some(container) => Ok(end.unwrap_or(container)),
        None => measured(reopen, facts.index),
    }?;
    limits::check_duration(length)?;
    Ok(length.max(MediaDuration::ZERO))
}

/// Measures a stream with a reader of its own, so that the one that plays stays where it is.
pub(crate) fn measured(reopen: &Reopen, index: usize) -> Result<MediaDuration, MediaError> {
    let mut input = reopen.input()?;
    let kinds = [StreamKind::Picture, StreamKind::Sound];
    let facts = kinds.iter().filter_map(|kind| input.best(*kind)).find(|facts| facts.index == index).cloned();
    Ok(facts.map_or(MediaDuration::ZERO, |facts| {
        input.keep_only(index);
        input.measure(&facts).since_zero()
    }))
}
