//! From a scene's media to what the picture should be, in the viewer's language.

use crate::PictureSource;
use indexmap::IndexMap;
use scene_graph::{Bed, Language, Meanwhile, Media, Question, Scene, SceneMusic, Story};

impl PictureSource {
    /// Of `media`, in `language` or else in `fallbacks`' order.
    pub(crate) fn of(media: &Media, language: &Language, fallbacks: &[Language]) -> Self {
        match media {
            Media::Nothing => Self::Nothing,
            Media::Video(video) => Self::Video {
                file: video.file.clone(),
                from: video.from,
                to: video.to,
                sound: video.sound.clone(),
                captions: captions(&video.captions, language, fallbacks),
                gain_db: video.gain_db,
            },
            Media::Still(still) => Self::Still {
                file: still.file.clone(),
                alt: still.alt.in_language(language, fallbacks).to_owned(),
                lasts: still.lasts,
                sound: still.sound.clone(),
                captions: captions(&still.captions, language, fallbacks),
                gain_db: still.gain_db,
            },
            Media::ByLanguage(versions) => match pick(versions, language, fallbacks) {
                // A version within a version is an error that the checker reports.
                Some((_, Media::ByLanguage(_))) | None => Self::Nothing,
                Some((_, media)) => Self::of(media, language, fallbacks),
            },
        }
    }

    /// Whether the picture itself is the same: files and trims, without sound and captions.
    pub(crate) fn same_picture(&self, other: &Self) -> bool {
        match (self, other) {
            (
                Self::Video { file: file_a, from: from_a, to: to_a, .. },
                Self::Video { file: file_b, from: from_b, to: to_b, .. },
            ) => (file_a, from_a, to_a) == (file_b, from_b, to_b),
            (Self::Still { file: a, lasts: lasts_a, .. }, Self::Still { file: b, lasts: lasts_b, .. }) => {
                (a, lasts_a) == (b, lasts_b)
            }
            (a, b) => a == b,
        }
    }

    /// Whether something has to be opened to show it.
    #[must_use]
    pub const fn is_media(&self) -> bool {
        matches!(self, Self::Video { .. } | Self::Still { .. })
    }
}

/// What is shown while `question` waits; `None`: the picture on screen stands.
pub(crate) fn meanwhile(story: &Story, question: &Question, language: &Language) -> Option<PictureSource> {
    let media = match &question.meanwhile {
        Meanwhile::Waiting => story.waiting.as_ref()?,
        Meanwhile::Hold => return None,
        Meanwhile::Loop(media) => media,
    };
    Some(PictureSource::of(media, language, &story.languages))
}

/// The music bed under `scene`; at an ending (`None`) the story's.
pub(crate) fn music(story: &Story, scene: Option<&Scene>) -> Option<Bed> {
    match scene.map_or(&SceneMusic::Story, |scene| &scene.music) {
        SceneMusic::Story => story.music.clone(),
        SceneMusic::Own(bed) => Some(bed.clone()),
        SceneMusic::Off => None,
    }
}

fn captions(
    files: &IndexMap<Language, String>,
    language: &Language,
    fallbacks: &[Language],
) -> Option<(Language, String)> {
    pick(files, language, fallbacks).map(|(tag, file)| (tag.clone(), file.clone()))
}

/// The version in `language`, else in the first of `fallbacks` that there is, else the first.
fn pick<'a, T>(
    versions: &'a IndexMap<Language, T>,
    language: &Language,
    fallbacks: &[Language],
) -> Option<(&'a Language, &'a T)> {
    core::iter::once(language)
        .chain(fallbacks)
        .find_map(|tag| versions.get_key_value(tag))
        .or_else(|| versions.first())
}
