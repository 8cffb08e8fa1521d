//! Decks, preloading, cuts and the timeline: joins a session with media and output.
