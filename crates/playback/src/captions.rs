//! The captions of the clip on air.

use media::captions::Captions;
use media_time::MediaTime;
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
