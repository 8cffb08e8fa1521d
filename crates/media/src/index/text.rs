//! The index of a story's clips as RON: one file beside `story.ron`.

use super::{ClipIndex, FORMAT};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The indexes of a story's clips, by the path that the story names them with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MediaIndex {
    /// By path, in the order of their names: the file's text is the same whoever makes it.
    pub clips: BTreeMap<String, Arc<ClipIndex>>,
    /// Entries that were there and cannot be used, and why.
    pub refused: BTreeMap<String, String>,
}

/// Why a text is no index.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MediaIndexError {
    /// It is damaged, or something else.
    #[error("it is damaged ({0})")]
    Damaged(String),
    /// Another version of the program made it.
    #[error("it has format {0}; this version reads format {FORMAT}")]
    OtherFormat(u32),
    /// It is larger than an index can be.
    #[error("it is larger than {} MiB", MediaIndex::MOST_BYTES >> 20)]
    TooLarge,
}

/// As it stands in the file.
#[derive(Serialize, Deserialize)]
#[serde(rename = "MediaIndex", deny_unknown_fields)]
struct Written {
    format: u32,
    clips: BTreeMap<String, ClipIndex>,
}

/// Only the number, whatever else there is.
#[derive(Deserialize)]
#[serde(rename = "MediaIndex")]
struct Format {
    format: u32,
}

#[derive(Serialize)]
#[serde(rename = "MediaIndex")]
struct Borrowed<'a> {
    format: u32,
    clips: BTreeMap<&'a str, &'a ClipIndex>,
}

impl MediaIndex {
    /// The file's name, beside `story.ron`.
    pub const FILE: &'static str = "media-index.ron";
    /// The most that is read of it.
    pub const MOST_BYTES: usize = 16 << 20;

    /// Reads an index. Entries that are out of bounds are left out and told in
    /// [`Self::refused`].
    ///
    /// # Errors
    /// When it is no index as a whole; clips are then opened without.
    pub fn parse(text: &[u8]) -> Result<Self, MediaIndexError> {
        if text.len() > Self::MOST_BYTES {
            return Err(MediaIndexError::TooLarge);
        }
        let damaged = |error: ron::error::SpannedError| MediaIndexError::Damaged(error.to_string());
        let written = match ron::de::from_bytes::<Written>(text) {
            Ok(written) if written.format == FORMAT => written,
            Ok(written) => return Err(MediaIndexError::OtherFormat(written.format)),
            Err(error) => {
                // A later form may well have other fields.
                return Err(match ron::de::from_bytes::<Format>(text) {
                    Ok(Format { format }) if format != FORMAT => MediaIndexError::OtherFormat(format),
                    _ => damaged(error),
                });
            }
        };
        let mut index = Self::default();
        for (path, clip) in written.clips {
            match clip.check() {
                Ok(()) => drop(index.clips.insert(path, Arc::new(clip))),
                Err(reason) => drop(index.refused.insert(path, reason)),
            }
        }
        Ok(index)
    }

    /// The text of the usable entries: a fact a line, the same for the same clips.
    ///
    /// # Errors
    /// When it cannot be written as text, which no index that was made does.
    pub fn to_text(&self) -> Result<String, MediaIndexError> {
        let clips = self.clips.iter().map(|(path, clip)| (path.as_str(), &**clip)).collect();
        let form = ron::ser::PrettyConfig::new().depth_limit(4).new_line("\n");
        let text = ron::ser::to_string_pretty(&Borrowed { format: FORMAT, clips }, form);
        let text = text.map_err(|error| MediaIndexError::Damaged(error.to_string()))?;
        Ok(format!(
            "// Made by 'edamichi index'. It lets clips open faster and equally loud; make it again when they change.\n{text}\n"
        ))
    }
}
