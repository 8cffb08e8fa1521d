//! Messages to the author: [`Note`].

/// A message that goes away.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// What it says, in the window's language.
    pub text: String,
    /// How it is meant.
    pub kind: NoteKind,
    /// egui's time when it came; set when it is shown first.
    pub since: Option<f64>,
}

/// How a message is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteKind {
    /// Something is done.
    Done,
    /// Something to know.
    Info,
    /// Something could not be done.
    Trouble,
}
