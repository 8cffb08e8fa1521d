//! The captions of the clip on air.

use media::captions::Captions;
use media_time::MediaTime;
use scene_graph::{Language, Media};
use session::PictureSource;
use story_source::StorySource;

/// Captions are read whole, up to this size.
const LIMIT: u64 = 2 * 1024 * 1024;

/// Captions of one file, in the file's own time.
pub(crate) struct CaptionTrack {
    captions: Captions,
}

impl CaptionTrack {
    /// Reads and parses a caption file; the error is for people.
    pub(crate) fn load(source: &dyn StorySource, path: &str) -> Result<Self, String> {
        let bytes = source.read(path, LIMIT).map_err(|error| error.to_string())?;
        let captions = Captions::parse(&bytes).map_err(|error| error.to_string())?;
        Ok(Self { captions })
    }

    /// What is said at this time of the file.
    pub(crate) fn lines_at(&self, time: MediaTime) -> Vec<String> {
        self.captions.at(time).into_iter().map(|cue| cue.text.clone()).collect()
    }
}

/// The caption files of `media` for what is heard with `source`, by language: those of its own
/// version, and those of versions in other languages that have the same picture and sound. Captions
/// of a version that is spoken otherwise would come at the wrong times.
pub(crate) fn captions_of(media: &Media, source: &PictureSource) -> Vec<(Language, String)> {
    let versions: Vec<&Media> = match media {
        Media::ByLanguage(versions) => versions.values().collect(),
        media => vec![media],
    };
    let mut found: Vec<(Language, String)> = Vec::new();
    for version in versions {
        let captions = match (version, source) {
            (Media::Video(video), PictureSource::Video { file, from, sound, .. })
                if (&video.file, &video.from, &video.sound) == (file, from, sound) =>
            {
                &video.captions
            }
            (Media::Still(still), PictureSource::Still { file, sound, .. })
                if (&still.file, &still.sound) == (file, sound) =>
            {
                &still.captions
            }
            _ => continue,
        };
        for (language, path) in captions {
            if found.iter().all(|(known, _)| known != language) {
                found.push((language.clone(), path.clone()));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use scene_graph::Video;

    fn video(file: &str, sound: Option<&str>, captions: &[(&str, &str)]) -> Video {
        let captions = captions.iter().map(|(tag, path)| (Language::new(tag), (*path).to_owned())).collect();
        Video { file: file.to_owned(), sound: sound.map(str::to_owned), captions, ..Video::default() }
    }

    fn heard(file: &str, sound: Option<&str>) -> PictureSource {
        PictureSource::Video {
            file: file.to_owned(),
            from: None,
            to: None,
            sound: sound.map(str::to_owned),
            captions: None,
            gain_db: 0,
        }
    }

    fn tags(media: &Media, source: &PictureSource) -> Vec<String> {
        captions_of(media, source).into_iter().map(|(language, path)| format!("{language}={path}")).collect()
    }

    #[test]
    fn captions_belong_to_what_is_heard() {
        let one = Media::Video(video("a.mp4", None, &[("ja", "a.ja"), ("en", "a.en")]));
        assert_eq!(tags(&one, &heard("a.mp4", None)), ["ja=a.ja", "en=a.en"]);
        assert_eq!(tags(&one, &heard("waiting.mp4", None)), [""; 0]);
        let by_language = |sound: Option<&str>| {
            let versions = [
                (Language::new("ja"), Media::Video(video("a.mp4", Some("ja.m4a"), &[("ja", "a.ja")]))),
                (Language::new("en"), Media::Video(video("a.mp4", sound, &[("en", "a.en"), ("ja", "b.ja")]))),
            ];
            Media::ByLanguage(versions.into_iter().collect())
        };
        // Spoken in each language of its own: the other's captions come at other times.
        assert_eq!(tags(&by_language(Some("en.m4a")), &heard("a.mp4", Some("ja.m4a"))), ["ja=a.ja"]);
        assert_eq!(
            tags(&by_language(Some("ja.m4a")), &heard("a.mp4", Some("ja.m4a"))),
            ["ja=a.ja", "en=a.en"]
        );
    }
}
