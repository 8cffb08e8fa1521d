//! What became of files: [`Tiding`].

use crate::files::{OpenError, SaveError};
use crate::work::Prepared;
use std::path::PathBuf;

/// What became of files, to be told in the window's language.
#[derive(Debug)]
pub enum Tiding {
    /// A file was written.
    Written(PathBuf),
    /// Another story lies in this folder.
    Taken(PathBuf),
    /// The story was not written.
    NotSaved(SaveError),
    /// The story was, but not where its cards lie.
    NoLayout(SaveError),
    /// It cannot be: another window edits it.
    OpenElsewhere,
    /// It still does.
    StillElsewhere,
    /// It does no more.
    Yours,
    /// A story cannot be opened.
    NotOpened(OpenError),
    /// Somebody else wrote the story, and it is shown as it is now; one step back is what was shown before.
    Followed,
    /// The window that edits the story wrote it, and it is shown as it is now.
    Updated,
    /// Somebody else moved cards, and both sides' moves are kept.
    Cards,
    /// Clips were prepared, or as many as there was time for.
    Prepared(Prepared),
    /// They were not: why.
    NotPrepared(String),
    /// Unsaved work cannot be kept for a crash: what the system says.
    Unkept(String),
    /// It can again.
    Kept,
}
