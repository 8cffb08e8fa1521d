//! Where a story comes from: a folder, read within bounds and never left.
//!
//! [`StoryFolder::open`] takes what a person named (a folder that holds `story.ron`, or that file);
//! [`StorySource`] is what playback and checks read from. Paths in a story are relative, use `/`,
//! and cannot leave the folder: neither by `..`, nor as absolute paths, nor through symbolic links
//! (the kernel resolves every path beneath the opened folder). Only ordinary files are opened:
//! opening never waits for a pipe or a device.
//!
//! Not done here: reading what the files mean.

mod folder;

pub use folder::StoryFolder;

use std::fs::File;

/// Opens a story's files. Shared by threads. A story file from a stranger decides the paths: an
/// implementation never gives anything outside the story.
pub trait StorySource: Send + Sync {
    /// Opens an ordinary file for reading and seeking.
    ///
    /// # Errors
    /// See [`SourceError`]; the caller reports it with the place in the story that named the file.
    fn open(&self, path: &str) -> Result<File, SourceError>;

    /// Reads a whole file of at most `limit` bytes.
    ///
    /// # Errors
    /// As [`Self::open`], and [`SourceError::TooLarge`] without reading more than `limit` bytes.
    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, SourceError>;

    /// What people call this source: its path as they gave it.
    fn name(&self) -> String;
}

/// Why a story or one of its files cannot be read. Each message says what to do.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// There is no such file or folder.
    #[error("{path}: there is no such file; check the name, or put the file there")]
    Missing {
        /// As it was named.
        path: String,
    },
    /// The folder has no story in it.
    #[error("{path}: this folder holds no story.ron; name a story's folder, or make one with 'edamichi new'")]
    NoStory {
        /// As it was named.
        path: String,
    },
    /// The path would leave the story's folder.
    #[error(
        "{path}: this path leads out of the story's folder; copy the file into the folder and name it from there"
    )]
    OutsideFolder {
        /// As the story names it.
        path: String,
    },
    /// It is a folder, a pipe, a device or a socket.
    #[error("{path}: this is {what}, not an ordinary file")]
    NotAFile {
        /// As it was named.
        path: String,
        /// "a folder", "a pipe", …
        what: &'static str,
    },
    /// The program may not read it.
    #[error("{path}: no permission to read this; allow reading for your account")]
    NoPermission {
        /// As it was named.
        path: String,
    },
    /// It is larger than it may be.
    #[error("{path}: this file is larger than {limit} bytes, the most that is read")]
    TooLarge {
        /// As it was named.
        path: String,
        /// The bound.
        limit: u64,
    },
    /// The system could not read it for another reason.
    #[error("{path}: the system could not read this: {source}")]
    Io {
        /// As it was named.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
}
