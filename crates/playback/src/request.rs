//! From the story's words to an opened file.

use crate::deck::DeckKey;
use crate::indexes::Indexes;
use media::{
    AudioFormat, ClipPoint, ClipRequest, FileIndexes, MediaError, MediaErrorKind, MediaKind, Stamp, Waker,
};
use scene_graph::ClipTime;
use session::PictureSource;
use story_source::{SourceError, StorySource};

/// What to open for this key, and how loud its author wants it. `None` for what is no clip. A file that cannot be
/// opened is an error inside the request: the clip fails with it.
pub(crate) fn clip_request(
    key: &DeckKey,
    source: &dyn StorySource,
    indexes: &mut Indexes,
    stamp: Stamp,
    rate: u32,
    waker: Waker,
    foreground: bool,
) -> Option<(ClipRequest, f32)> {
    let open = |path: &String| source.open(path).map_err(|error| unreadable(&error));
    let (kind, file, sound, gain_db) = match &key.source {
        PictureSource::Video { file, sound, gain_db, .. } => (MediaKind::Video, file, sound, *gain_db),
        PictureSource::Still { file, sound, gain_db, .. } => (MediaKind::Still, file, sound, *gain_db),
        _ => return None,
    };
    let (from, to, lasts) = match &key.source {
        PictureSource::Video { from, to, .. } => {
            (from.map_or_else(ClipPoint::default, clip_point), to.map(clip_point), None)
        }
        PictureSource::Still { lasts, .. } => (ClipPoint::default(), None, *lasts),
        _ => return None,
    };
    let request = ClipRequest {
        stamp,
        label: file.clone(),
        kind,
        file: open(file),
        sound: sound.as_ref().map(open),
        indexes: FileIndexes {
            file: indexes.find(file),
            sound: sound.as_ref().and_then(|sound| indexes.find(sound)),
        },
        from,
        to,
        start: key.start,
        lasts,
        audio: AudioFormat { rate },
        waker,
        foreground,
    };
    Some((request, gain(gain_db)))
}

fn clip_point(time: ClipTime) -> ClipPoint {
    match time {
        ClipTime::AfterStart(length) => ClipPoint::AfterStart(length),
        ClipTime::BeforeEnd(length) => ClipPoint::BeforeEnd(length),
    }
}

fn unreadable(error: &SourceError) -> MediaError {
    MediaError::new(MediaErrorKind::Unreadable, error.to_string())
}

/// Decibels of amplitude as a factor: 10^(dB/20); beyond ±60 dB nothing more is meant.
pub(crate) fn gain(decibels: i32) -> f32 {
    let decibels = i16::try_from(decibels.clamp(-60, 60)).unwrap_or(0);
    10_f32.powf(f32::from(decibels) / 20.0)
}
