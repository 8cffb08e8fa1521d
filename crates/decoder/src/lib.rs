//! FFmpeg behind the media traits: the only crate that knows FFmpeg.
