//! What a core tells to whoever runs it.

use choice_log::Entry;
use media::MediaError;
use session::Event;

/// Something that happened, in order.
#[derive(Clone, Debug)]
pub enum Happening {
    /// For the headless player's output.
    Event(Event),
    /// For the choice log, if the viewer agreed.
    Record(Entry),
    /// For the viewer, or whoever runs the program.
    Notice(Notice),
}

/// What a person may be told. The session goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A clip, a waiting clip or a music bed could not be played.
    MediaFailed {
        /// The file, as the story names it.
        file: String,
        /// Why.
        error: MediaError,
    },
    /// A caption file could not be used.
    CaptionsFailed {
        /// The file, as the story names it.
        file: String,
        /// Why, for people.
        message: String,
    },
}
