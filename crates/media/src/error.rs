//! What can go wrong with media.

/// What went wrong with a clip, in words for people, and what kind of fault it is.
/// The session goes on: playback shows a slate.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct MediaError {
    /// For branching on.
    pub kind: MediaErrorKind,
    /// For people: what happened and what to do. Does not name the file: who asked knows it.
    pub message: String,
}

/// Kinds of [`MediaError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MediaErrorKind {
    /// There is no such file, or it may not be read, or it is no ordinary file.
    Unreadable,
    /// It is not media of an allowed container or codec.
    NotSupported,
    /// It breaks a limit: size, frame rate, streams, duration.
    OverLimit,
    /// It is damaged: what could be decoded was given before this error.
    Damaged,
    /// It has neither picture nor sound.
    Empty,
    /// The decoder itself failed (no memory, no thread).
    Internal,
}

impl MediaError {
    /// An error of this kind with this message.
    #[must_use]
    pub fn new(kind: MediaErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into() }
    }
}
