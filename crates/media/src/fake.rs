//! Clips that need no file.
